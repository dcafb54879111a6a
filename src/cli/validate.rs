//! `warren validate`: checks drawings without running them, and what the broker says to their topology.

use crate::cli::{Outcome, files};
use crate::model::{Document, Severity, validate};
use crate::world::World;
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// The drawings.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command.
pub fn validate(arguments: &Arguments) -> Outcome {
    let mut wrong = false;
    for file in &arguments.files {
        match check(file) {
            Ok(found) => wrong |= found,
            Err(misuse) => return misuse,
        }
    }
    if wrong { Outcome::Findings } else { Outcome::Well }
}

/// Whether there is anything to say against a drawing beyond notes.
fn check(path: &Path) -> Result<bool, Outcome> {
    let (document, mut findings) = Document::from_json(&files::read(path)?);
    if let Some(document) = &document {
        findings.extend(validate::validate(document));
        findings = validate::merged(findings, World::new(document).1);
    }
    files::print_findings(path, &findings);
    let wrong = findings.iter().any(|finding| finding.severity > Severity::Note);
    if !wrong {
        println!("{}: nothing wrong", path.display());
    }
    Ok(wrong)
}
