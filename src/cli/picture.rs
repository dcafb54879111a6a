//! What commands that draw have in common: languages, colours, and how far a run is played for a picture.

use crate::cli::Outcome;
use crate::export::svg::Ink;
use crate::model::Document;
use crate::run::History;
use crate::text::Language;
use clap::ValueEnum;

/// The languages, as the command line calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// English
    En,
    /// Simplified Chinese
    Zh,
}

impl Tongue {
    /// The language of the catalogues.
    pub fn language(self) -> Language {
        match self {
            Tongue::En => Language::English,
            Tongue::Zh => Language::Chinese,
        }
    }
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colours {
    Light,
    Dark,
}

impl Colours {
    /// The ink to draw with.
    pub fn ink(self) -> Ink {
        match self {
            Colours::Light => Ink::Light,
            Colours::Dark => Ink::Dark,
        }
    }
}

/// The run of a document, played up to a step: to its end where none is asked for. A step that there is not is misuse.
pub fn computed(document: &Document, step: Option<usize>) -> Result<(History, usize), Outcome> {
    let (mut history, _) = History::new(document);
    let wanted = step.unwrap_or(usize::MAX);
    while history.steps() < wanted && !history.compute(1000.min(wanted - history.steps())) {}
    let steps = history.steps();
    match step {
        Some(step) if step > steps => Err(Outcome::Misuse(format!(
            "there is no step {step}; the run has {steps}"
        ))),
        Some(step) => Ok((history, step)),
        None => Ok((history, steps)),
    }
}
