//! `warren gallery`: the scenarios that come with Warren.

use crate::cli::{Outcome, files};
use crate::model::gallery::{self, SCENARIOS};
use clap::Args;

#[derive(Args)]
pub struct Arguments {
    /// Prints this scenario's drawing instead of the list.
    id: Option<String>,
}

/// Runs the command.
pub fn gallery(arguments: &Arguments) -> Outcome {
    printed(arguments).err().unwrap_or(Outcome::Well)
}

fn printed(arguments: &Arguments) -> Result<(), Outcome> {
    let Some(id) = &arguments.id else {
        let lines = SCENARIOS
            .iter()
            .map(|(id, text)| format!("{id:24}{}\n", title(text)));
        return files::print(&lines.collect::<String>());
    };
    match gallery::scenario(id) {
        Some(text) => files::print(text),
        None => Err(Outcome::Misuse(format!(
            "there is no scenario {id:?}; `warren gallery` lists them"
        ))),
    }
}

fn title(text: &str) -> String {
    let (document, _) = crate::model::Document::from_json(text);
    document.map(|document| document.title.en).unwrap_or_default()
}
