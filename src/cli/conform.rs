//! `warren conform`: replays conformance cases, prints their traces, or compares them with those of a real broker.

use crate::cli::{Outcome, files};
use crate::run::conform::{first_difference, replay};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// The cases. Recorded traces among them are passed over, so that a whole folder can be named.
    #[arg(required = true)]
    cases: Vec<PathBuf>,
    /// Compare each with the recorded trace beside it, CASE.trace.json.
    #[arg(long)]
    check: bool,
}

/// Runs the command.
pub fn conform(arguments: &Arguments) -> Outcome {
    let mut findings = false;
    let is_trace = |path: &Path| path.to_string_lossy().ends_with(".trace.json");
    for case in arguments.cases.iter().filter(|path| !is_trace(path)) {
        let done = if arguments.check { check(case) } else { print(case) };
        match done {
            Ok(same) => findings |= !same,
            Err(misuse) => return misuse,
        }
    }
    if findings {
        Outcome::Findings
    } else {
        Outcome::Well
    }
}

fn print(path: &Path) -> Result<bool, Outcome> {
    match traced(path)? {
        Some(trace) => {
            files::write(None, &format!("{trace:#}\n"))?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// Whether the replay and the recording agree.
fn check(path: &Path) -> Result<bool, Outcome> {
    let recorded = files::read(&path.with_extension("trace.json"))?;
    let Some(trace) = traced(path)? else {
        return Ok(false);
    };
    let recorded = match serde_json::from_str(&recorded) {
        Ok(recorded) => recorded,
        Err(error) => {
            eprintln!("{}: the recorded trace is not JSON: {error}", path.display());
            return Ok(false);
        }
    };
    match first_difference(&recorded, &trace) {
        None => {
            println!("same     {}", path.display());
            Ok(true)
        }
        Some(difference) => {
            println!("differs  {}\n{difference}", path.display());
            Ok(false)
        }
    }
}

/// The trace of a case; `None`, and a complaint, where it is none.
fn traced(path: &Path) -> Result<Option<serde_json::Value>, Outcome> {
    match replay(&files::read(path)?) {
        Ok(trace) => Ok(Some(trace)),
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            Ok(None)
        }
    }
}
