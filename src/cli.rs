//! The command line: `warren <command>`. It reads files and arguments, calls the engine, and prints.
//!
//! Results go to standard output, errors and findings to standard error. Exit codes: 0 when all is well, 1 for findings,
//! 2 for misuse: an unknown command, a file that cannot be read or written. One bad file among several does not keep the
//! others from being looked at. Whoever stops reading us ends nothing but the output.

mod conform;
mod export;
mod files;
mod gallery;
mod import;
mod picture;
mod render;
mod run;
mod validate;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Run, check and convert drawings of messaging systems, with RabbitMQ's semantics.
#[derive(Parser)]
#[command(name = "warren", version, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 all is well, 1 something was found, 2 misuse.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs a drawing and prints what happens.
    Run(run::Arguments),
    /// Checks drawings and prints what is wrong with them.
    Validate(validate::Arguments),
    /// Takes a virtual host of RabbitMQ's definitions.json into a drawing.
    Import(import::Arguments),
    /// Writes a drawing for other tools: definitions.json, scripts, diagrams, a picture.
    Export(export::Arguments),
    /// Draws a step of a drawing's run as SVG, without a browser.
    Render(render::Arguments),
    /// Replays conformance cases and prints or checks their traces.
    Conform(conform::Arguments),
    /// Lists the scenarios that come with Warren, or prints one.
    Gallery(gallery::Arguments),
}

/// How a command ends.
pub(crate) enum Outcome {
    /// All is well.
    Well,
    /// Something was found; it has been printed.
    Findings,
    /// It could not be done as asked.
    Misuse(String),
}

impl Outcome {
    /// The worse of the two; no complaint is lost.
    fn and(self, other: Outcome) -> Outcome {
        match (self, other) {
            (Outcome::Misuse(one), Outcome::Misuse(another)) => {
                Outcome::Misuse(format!("{one}\nwarren: {another}"))
            }
            (Outcome::Misuse(only), Outcome::Well | Outcome::Findings)
            | (Outcome::Well | Outcome::Findings, Outcome::Misuse(only)) => Outcome::Misuse(only),
            (Outcome::Findings, Outcome::Well | Outcome::Findings) | (Outcome::Well, Outcome::Findings) => {
                Outcome::Findings
            }
            (Outcome::Well, Outcome::Well) => Outcome::Well,
        }
    }
}

/// Runs the command that the process was started with. Misuse ends the process with code 2.
pub fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Validate(arguments) => validate::validate(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Export(arguments) => export::export(&arguments),
        Command::Render(arguments) => render::render(&arguments),
        Command::Conform(arguments) => conform::conform(&arguments),
        Command::Gallery(arguments) => gallery::gallery(&arguments),
    };
    match outcome {
        Outcome::Well => ExitCode::SUCCESS,
        Outcome::Findings => ExitCode::from(1),
        Outcome::Misuse(complaint) => {
            files::complain(format_args!("warren: {complaint}"));
            ExitCode::from(2)
        }
    }
}
