//! The commands of the project: `cargo xtask serve` and `cargo xtask test` before all.
//!
//! Each sets up what it needs first: it looks whether the exact version is there, installs it once if not, and says
//! what it does. It has no dependencies, so that it builds at once. What cannot be set up on this machine is an error
//! of one line that says what to install.

mod bench;
mod browser;
mod cargo_tools;
mod npm;
mod offline;
mod shell;
mod stages;
mod standard_library;
mod trunk;
mod workshop;

use std::process::ExitCode;

/// What went wrong, in words for the person who typed the command.
pub type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask serve                sets up what is missing and serves the studio on http://127.0.0.1:8080/
cargo xtask test                 sets up what is missing and runs all tests
cargo xtask test --only STAGE    runs one stage of them: format, clippy, native, wasm, build, browser
cargo xtask bench                runs the benchmarks: beside peers, natively against WebAssembly, in the browser
cargo xtask bench --only PART    runs one part of them: peers, pace, page
cargo xtask screenshots          builds the pages and takes pictures of every view into screenshots/, to be looked at
cargo xtask offline FOLDER       lets built pages be kept for when there is no network; the stage `build` does so
cargo xtask setup                sets up what serve and test need, and nothing else";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["serve"] => trunk::serve(),
        ["test"] => stages::run_all(),
        ["test", "--only", stage] => match stages::Stage::named(stage) {
            Some(stage) => stages::run_one(stage),
            None => return misuse(),
        },
        ["bench"] => bench::run_all(),
        ["bench", "--only", "peers"] => bench::run_peers(),
        ["bench", "--only", "pace"] => bench::run_pace(),
        ["bench", "--only", "page"] => bench::run_page(),
        ["screenshots"] => stages::take_screenshots(),
        ["offline", folder] => offline::write(std::path::Path::new(folder)),
        ["setup"] => stages::set_up_all().map(drop),
        _ => return misuse(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn misuse() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}
