//! `warren validate`: checks drawings, what the broker says to their topology, and whether their lessons fit their runs.

use crate::cli::{Outcome, files};
use crate::lesson::Course;
use crate::model::{Document, Severity, validate};
use crate::run::History;
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
    let checked = arguments
        .files
        .iter()
        .map(|file| check(file).unwrap_or_else(|misuse| misuse));
    checked.fold(Outcome::Well, Outcome::and)
}

/// A finding is whatever is to say against a drawing beyond notes.
fn check(path: &Path) -> Result<Outcome, Outcome> {
    let (document, mut findings) = Document::from_json(&files::read(path)?);
    let mut flaws = Vec::new();
    if let Some(document) = &document {
        findings.extend(validate::validate(document));
        let (mut history, refused) = History::new(document);
        findings = validate::merged(findings, refused);
        flaws = flaws_of_lesson(document, &mut history);
    }
    files::print_findings(path, &findings);
    files::complain_of(path, flaws.iter().map(|flaw| format!("warning: lesson: {flaw}.")));
    if !flaws.is_empty() || findings.iter().any(|finding| finding.severity > Severity::Note) {
        return Ok(Outcome::Findings);
    }
    files::print(&format!("{}: nothing wrong\n", path.display()))?;
    Ok(Outcome::Well)
}

/// What of a lesson does not fit the run, which is played for it.
fn flaws_of_lesson(document: &Document, history: &mut History) -> Vec<String> {
    let course = Course::new(document, history);
    let lesson = document.lesson.iter();
    lesson
        .flat_map(|lesson| course.flaws.iter().map(|flaw| flaw.told(lesson)))
        .collect()
}
