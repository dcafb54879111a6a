//! The command line: `warren <command>`. It reads files and arguments, calls the engine, and prints.
//!
//! Exit codes: 0 when all is well, 1 for findings, 2 for misuse. Errors go to standard error.

use std::process::ExitCode;

use clap::Parser;

/// Run, check and convert drawings of messaging systems, with RabbitMQ's semantics.
#[derive(Parser)]
#[command(name = "warren", version, arg_required_else_help = true)]
struct Arguments {}

/// Runs the command that the process was started with. Misuse ends the process with code 2.
pub fn main() -> ExitCode {
    Arguments::parse();
    ExitCode::SUCCESS
}
