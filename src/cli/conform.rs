//! `warren conform`: replays conformance cases, prints their traces, or compares them with those of a real broker.

use crate::cli::{Outcome, files};
use crate::run::conform::{first_difference, replay};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// The cases. Recorded traces among them are passed over, so that `cases/*.json` can be named.
    #[arg(required = true)]
    cases: Vec<PathBuf>,
    /// Compare each with the recorded trace beside it, CASE.trace.json.
    #[arg(long)]
    check: bool,
}

/// Runs the command. A file that cannot be read does not keep the others from being looked at.
pub fn conform(arguments: &Arguments) -> Outcome {
    let is_case = |path: &&PathBuf| !path.to_string_lossy().ends_with(".trace.json");
    let mut cases = arguments.cases.iter().filter(is_case).peekable();
    if cases.peek().is_none() {
        return Outcome::Misuse("there is no case among these files, only recorded traces".into());
    }
    let of_case = if arguments.check { check } else { print };
    let replayed = cases.map(|case| of_case(case).unwrap_or_else(|misuse| misuse));
    replayed.fold(Outcome::Well, Outcome::and)
}

fn print(path: &Path) -> Result<Outcome, Outcome> {
    let Some(trace) = traced(path)? else {
        return Ok(Outcome::Findings);
    };
    files::print(&format!("{trace:#}\n"))?;
    Ok(Outcome::Well)
}

/// Whether the replay and the recording agree.
fn check(path: &Path) -> Result<Outcome, Outcome> {
    let Some(trace) = traced(path)? else {
        return Ok(Outcome::Findings);
    };
    let recorded = files::read(&path.with_extension("trace.json"))?;
    let recorded = match serde_json::from_str(&recorded) {
        Ok(recorded) => recorded,
        Err(error) => {
            files::complain(format_args!(
                "{}: the recorded trace is not JSON: {error}",
                path.display()
            ));
            return Ok(Outcome::Findings);
        }
    };
    match first_difference(&recorded, &trace) {
        None => {
            files::print(&format!("same     {}\n", path.display()))?;
            Ok(Outcome::Well)
        }
        Some(difference) => {
            files::print(&format!("differs  {}\n{difference}\n", path.display()))?;
            Ok(Outcome::Findings)
        }
    }
}

/// The trace of a case; `None`, and a complaint, where it is none.
fn traced(path: &Path) -> Result<Option<serde_json::Value>, Outcome> {
    match replay(&files::read(path)?) {
        Ok(trace) => Ok(Some(trace)),
        Err(error) => {
            files::complain(format_args!("{}: {error}", path.display()));
            Ok(None)
        }
    }
}
