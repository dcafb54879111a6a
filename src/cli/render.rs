//! `warren render`: the picture of a step without a browser, the same as on the canvas, as an SVG file of its own.

use crate::cli::picture::{Colours, Tongue, computed};
use crate::cli::{Outcome, files};
use crate::export::picture::{Moment, fullest, stage};
use crate::export::svg::{Dress, svg};
use crate::lesson;
use crate::text::Text;
use crate::text::piece::plain;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// The drawing.
    file: PathBuf,
    /// The step; 0 is the start. Without it, an early one that shows much.
    #[arg(long)]
    step: Option<usize>,
    /// Add the title above, and below what happens in the step.
    #[arg(long)]
    poster: bool,
    /// The language of the words.
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    lang: Tongue,
    /// The colours.
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
    /// Where to write it; standard output without it.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn render(arguments: &Arguments) -> Outcome {
    rendered(arguments).err().unwrap_or(Outcome::Well)
}

fn rendered(arguments: &Arguments) -> Result<(), Outcome> {
    let document = files::read_document(&arguments.file)?;
    // Where nothing is asked for, no more of the run is played than is looked at.
    let (mut history, known) = computed(&document, Some(arguments.step.unwrap_or(0)))?;
    let step = match arguments.step {
        Some(_) => known,
        None => fullest(&mut history),
    };
    let stage = stage(&document, &mut history, step);
    let text = Text::new(arguments.lang.language());
    let moment = Moment {
        stage: &stage,
        step,
        language: text.language() as usize,
    };
    let scene = moment.scene(&mut history, &text);
    let title = moment.text(&document.title);
    let said = match step {
        0 => String::new(),
        _ => plain(&text.telling(&lesson::tell(&mut history, step))),
    };
    let dress = Dress {
        poster: arguments.poster.then_some((title, &said)),
        ..Dress::plain(arguments.theme.ink(), title)
    };
    files::write(arguments.out.as_deref(), &svg(&scene, &dress))
}
