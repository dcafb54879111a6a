//! `warren run`: plays a drawing to its end and prints the trace.

use crate::cli::{Outcome, files};
use crate::run::{Ending, History, trace};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// The drawing.
    file: PathBuf,
    /// Another seed than the drawing's.
    #[arg(long)]
    seed: Option<u64>,
    /// Stop after so many steps.
    #[arg(long)]
    steps: Option<usize>,
    /// How to print what happens.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    trace: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Outcome {
    match traced(arguments) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn traced(arguments: &Arguments) -> Result<Outcome, Outcome> {
    let mut document = files::read_document(&arguments.file)?;
    document.seed = arguments.seed.unwrap_or(document.seed);
    let (mut history, findings) = History::new(&document);
    let wrong = files::print_findings(&arguments.file, &findings);
    let limit = arguments.steps.unwrap_or(usize::MAX);
    while history.steps() < limit && !history.compute(1000.min(limit - history.steps())) {}
    let text = match arguments.trace {
        Format::Text => as_text(&mut history),
        Format::Json => as_json(&document.id, document.seed, &mut history),
    };
    files::write(None, &text)?;
    Ok(if wrong { Outcome::Findings } else { Outcome::Well })
}

fn ending(history: &History) -> &'static str {
    match history.ending() {
        Some(Ending::AtRest) => "at rest",
        Some(Ending::StepLimit) => "the drawing's limit of steps",
        Some(Ending::TimeLimit) => "the drawing's limit of time",
        None => "stopped as asked",
    }
}

fn as_text(history: &mut History) -> String {
    let mut text = String::new();
    for step in 0..=history.steps() {
        let _ = write!(text, "{}", trace::step(history, step));
    }
    let _ = writeln!(text, "end: {}", ending(history));
    text
}

fn as_json(id: &str, seed: u64, history: &mut History) -> String {
    let steps: Vec<Value> = (0..=history.steps())
        .map(|step| step_as_json(&trace::step(history, step)))
        .collect();
    let run = json!({"document": id, "seed": seed, "steps": steps, "end": ending(history)});
    format!("{run:#}\n")
}

fn step_as_json(step: &trace::TracedStep) -> Value {
    let events: Vec<Value> = step.entries.iter().map(entry_as_json).collect();
    json!({"step": step.step, "at_ms": step.at_ms, "digest": format!("{:016x}", step.digest), "events": events})
}

fn entry_as_json(entry: &trace::Entry) -> Value {
    let mut event = json!({"event": entry.word, "about": entry.subjects});
    if let Some(message) = entry.message {
        event["message"] = message.to_string().into();
    }
    for (name, value) in &entry.details {
        event[*name] = value.as_str().into();
    }
    event
}
