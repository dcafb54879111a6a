//! `cargo xtask test`: the stages of the tests, in order of how soon they find something, each with its heading and time.

use std::path::PathBuf;
use std::time::Instant;

use crate::Outcome;
use crate::offline;
use crate::shell::{project, run};
use crate::trunk;
use crate::workshop::{BUNDLER, Tool, Workshop};

/// One part of the tests, which can run alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Format,
    Clippy,
    Native,
    Wasm,
    Build,
    Browser,
}

impl Stage {
    const ALL: [Stage; 6] = [
        Stage::Format,
        Stage::Clippy,
        Stage::Native,
        Stage::Wasm,
        Stage::Build,
        Stage::Browser,
    ];

    /// The stage that `--only NAME` means.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Stage::Format => "format",
            Stage::Clippy => "clippy",
            Stage::Native => "native",
            Stage::Wasm => "wasm",
            Stage::Build => "build",
            Stage::Browser => "browser",
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Stage::Format => "the code is formatted",
            Stage::Clippy => "no warnings, natively and for the browser",
            Stage::Native => "native tests",
            Stage::Wasm => "Rust tests in a browser",
            Stage::Build => "the pages, as they are published",
            Stage::Browser => "the built pages in a browser",
        }
    }

    fn tools(self) -> &'static [Tool] {
        match self {
            Stage::Format => &[Tool::Linters],
            Stage::Clippy => &[Tool::Linters, Tool::WasmTarget],
            Stage::Native => &[],
            Stage::Wasm => &[Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmPack, Tool::Browser],
            Stage::Build => BUNDLER,
            Stage::Browser => &[Tool::NpmPackages, Tool::Browser],
        }
    }

    fn run(self, workshop: &Workshop) -> Outcome {
        let mut cargo = workshop.path.command("cargo");
        match self {
            Stage::Format => run(cargo.args(["fmt", "--all", "--check"])),
            Stage::Clippy => clippy(workshop, &["--workspace"])
                .and_then(|()| clippy(workshop, &["--target", "wasm32-unknown-unknown"])),
            Stage::Native => run(cargo.args(["test", "--workspace"])),
            Stage::Wasm => {
                let mut tests = workshop.path.command("wasm-pack");
                tests.args(["test", "--headless", "--chrome", "--mode", "no-install"]);
                run(tests.env("CHROMEDRIVER", &workshop.browser()?.driver))
            }
            Stage::Build => {
                run(&mut trunk::command(workshop, &["build"]))?;
                offline::write(&project().join("dist"))
            }
            Stage::Browser => {
                let mut tests = workshop.path.command("node");
                tests
                    .args(["--test", "--test-reporter=spec"])
                    .args(browser_tests()?);
                run(tests.env("CHROMIUM", &workshop.browser()?.chromium))
            }
        }
    }
}

fn clippy(workshop: &Workshop, what: &[&str]) -> Outcome {
    let mut cargo = workshop.path.command("cargo");
    run(cargo
        .arg("clippy")
        .args(what)
        .args(["--all-targets", "--", "--deny", "warnings"]))
}

/// Pictures of every view, of the pages as they are now.
pub fn take_screenshots() -> Outcome {
    run_one(Stage::Build)?;
    let workshop = &Workshop::with([Tool::NpmPackages, Tool::Browser])?;
    let mut node = workshop.path.command("node");
    node.arg(PathBuf::from("tests").join("browser").join("screenshots.mjs"));
    run(node.env("CHROMIUM", &workshop.browser()?.chromium))
}

/// The files of the browser tests: given one by one, since releases of Node.js differ in what a directory means to them.
fn browser_tests() -> Outcome<Vec<PathBuf>> {
    let folder = PathBuf::from("tests").join("browser");
    let entries =
        std::fs::read_dir(project().join(&folder)).map_err(|error| format!("tests/browser: {error}"))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut tests: Vec<String> = names.filter(|name| name.ends_with(".test.mjs")).collect();
    tests.sort();
    Ok(tests.into_iter().map(|name| folder.join(name)).collect())
}

/// Sets up everything, then runs all stages; stops at the first that fails.
pub fn run_all() -> Outcome {
    let begun = Instant::now();
    let workshop = set_up_all()?;
    for stage in Stage::ALL {
        run_stage(stage, &workshop)?;
    }
    println!("\nAll stages passed in {}.", since(begun));
    Ok(())
}

/// Sets up what one stage needs and runs it. The browser's stage tests the pages that were built last.
pub fn run_one(stage: Stage) -> Outcome {
    let workshop = Workshop::with(stage.tools().iter().copied())?;
    run_stage(stage, &workshop)
}

/// Sets up what all stages, and with them `serve`, need.
pub fn set_up_all() -> Outcome<Workshop> {
    let begun = Instant::now();
    let workshop = Workshop::with(Stage::ALL.iter().flat_map(|stage| stage.tools()).copied())?;
    println!("== set up took {}", since(begun));
    Ok(workshop)
}

fn run_stage(stage: Stage, workshop: &Workshop) -> Outcome {
    let begun = Instant::now();
    println!("\n== {}: {}", stage.name(), stage.purpose());
    let outcome = stage.run(workshop);
    println!("== {} took {}", stage.name(), since(begun));
    let again = format!(
        "to run this stage alone: cargo xtask test --only {}",
        stage.name()
    );
    outcome.map_err(|reason| format!("stage `{}` failed: {reason}\n{again}", stage.name()))
}

fn since(begun: Instant) -> String {
    let seconds = begun.elapsed().as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}
