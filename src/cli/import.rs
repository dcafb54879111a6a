//! `warren import`: RabbitMQ's definitions.json to a drawing.

use crate::cli::{Outcome, files};
use crate::export::definitions;
use crate::text::{Language, Text};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// What a broker exported.
    definitions: PathBuf,
    /// The virtual host to take; needed where the file has several.
    #[arg(long)]
    vhost: Option<String>,
    /// Where to write the drawing; standard output without it.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Runs `warren import`. What happened to each object goes to standard error.
pub fn import(arguments: &Arguments) -> Outcome {
    imported(arguments).err().unwrap_or(Outcome::Well)
}

fn imported(arguments: &Arguments) -> Result<(), Outcome> {
    let path = &arguments.definitions;
    let text = files::read(path)?;
    let vhost = match &arguments.vhost {
        Some(vhost) => vhost.clone(),
        None => only_vhost(path, &text)?,
    };
    let (document, report) = definitions::import(&text, &vhost);
    let words = Text::new(Language::English);
    for object in &report.entries {
        files::complain(words.imported(object));
    }
    files::print_findings(path, &report.findings);
    let document = document.ok_or(Outcome::Findings)?;
    files::write(arguments.out.as_deref(), &document.to_json())
}

fn only_vhost(path: &Path, text: &str) -> Result<String, Outcome> {
    let vhosts = definitions::vhosts(text).map_err(|findings| {
        files::print_findings(path, &findings);
        Outcome::Findings
    })?;
    match &vhosts[..] {
        [only] => Ok(only.name.clone()),
        several => {
            let names: Vec<String> = several.iter().map(|vhost| format!("{:?}", vhost.name)).collect();
            let names = names.join(", ");
            Err(Outcome::Misuse(format!(
                "say which virtual host to take with --vhost; the file has {names}"
            )))
        }
    }
}
