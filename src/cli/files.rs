//! Files: reading a drawing with its findings, writing results. An error names the file, what went wrong and what to do.

use crate::cli::Outcome;
use crate::model::{Diagnostic, Document, Severity};
use crate::text::{Language, Text};
use std::cmp::Reverse;
use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Reads a text.
pub fn read(path: &Path) -> Result<String, Outcome> {
    let bytes = std::fs::read(path)
        .map_err(|error| Outcome::Misuse(format!("cannot read {}: {error}", path.display())))?;
    String::from_utf8(bytes).map_err(|_| {
        Outcome::Misuse(format!(
            "{} is not UTF-8 text; save it in that encoding",
            path.display()
        ))
    })
}

/// Reads a drawing; its findings go to standard error.
pub fn read_document(path: &Path) -> Result<Document, Outcome> {
    let (document, findings) = Document::from_json(&read(path)?);
    print_findings(path, &findings);
    document.ok_or(Outcome::Findings)
}

/// Writes a text to a file, or to standard output where there is none.
pub fn write(path: Option<&Path>, text: &str) -> Result<(), Outcome> {
    match path {
        None => print(text),
        Some(path) => std::fs::write(path, text)
            .map_err(|error| Outcome::Misuse(format!("cannot write {}: {error}", path.display()))),
    }
}

/// Writes a text to standard output. Nothing is wrong when nobody reads on.
pub fn print(text: &str) -> Result<(), Outcome> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Outcome::Misuse(format!(
            "cannot write to standard output: {error}"
        ))),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a line to standard error. Where that fails, there is nobody left to tell.
pub fn complain(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// How many findings of a file are printed.
const LISTED: usize = 100;

/// Prints findings to standard error, the worst first; whether there was an error among them.
pub fn print_findings(path: &Path, findings: &[Diagnostic]) -> bool {
    let text = Text::new(Language::English);
    let mut worst_first: Vec<&Diagnostic> = findings.iter().collect();
    worst_first.sort_by_key(|finding| Reverse(finding.severity));
    complain_of(
        path,
        worst_first.into_iter().map(|finding| text.diagnostic(finding)),
    );
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Writes complaints to standard error, each with its file; beyond a hundred, how many more there are.
pub fn complain_of(path: &Path, complaints: impl ExactSizeIterator<Item = String>) {
    let path = path.display();
    let more = complaints.len().saturating_sub(LISTED);
    for complaint in complaints.take(LISTED) {
        complain(format_args!("{path}: {complaint}"));
    }
    if more > 0 {
        complain(format_args!("{path}: and {more} more"));
    }
}
