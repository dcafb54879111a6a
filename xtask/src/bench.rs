//! `cargo xtask bench`: the benchmarks beside their peers, the pace of the engine natively and in WebAssembly, then the
//! pages that were built last in a browser.
//!
//! The engine's two run in turn, round by round, so that what disturbs the machine disturbs both; a figure is the median of the
//! rounds with the lowest and the highest, and the ratio is the median of the rounds' ratios.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::shell::{project, run};
use crate::stages::{self, Stage};
use crate::workshop::{Tool, Workshop};

const ROUNDS: usize = 5;

/// What one run of `benches/pace.rs` printed.
type Figures = Vec<Figure>;

#[derive(Clone, Debug, PartialEq)]
struct Figure {
    name: String,
    value: f64,
    unit: String,
}

/// Runs all benchmarks, that of the pages on pages as they are now.
pub fn run_all() -> Outcome {
    run_peers()?;
    run_pace()?;
    stages::run_one(Stage::Build)?;
    run_page()
}

/// Beside what the crate registry has.
pub fn run_peers() -> Outcome {
    println!("== beside peers");
    let mut cargo = Workshop::default().path.command("cargo");
    run(cargo.args(["bench", "--bench", "engine"]))
}

/// The pages that were built last.
pub fn run_page() -> Outcome {
    let workshop = &Workshop::with([Tool::NpmPackages, Tool::Browser])?;
    println!("== the pages in a browser");
    if !project().join("dist").join("index.html").is_file() {
        return Err("the pages are not built: run `cargo xtask test --only build` first".into());
    }
    let mut page = workshop.path.command("node");
    page.arg(Path::new("benches").join("page.mjs"));
    run(page.env("CHROMIUM", &workshop.browser()?.chromium))
}

/// Natively and in WebAssembly, in turn.
pub fn run_pace() -> Outcome {
    let workshop = &Workshop::with([Tool::WasmTarget, Tool::WasmBindgen])?;
    println!("== the pace natively and in WebAssembly");
    let native = build(workshop, &[])?;
    let module = build(workshop, &["--target", "wasm32-unknown-unknown"])?;
    let script = for_node(workshop, &module)?;
    let (mut natively, mut in_node) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        println!("  round {round} of {ROUNDS}");
        natively.push(figures(&mut Command::new(&native))?);
        in_node.push(figures(workshop.path.command("node").arg(&script))?);
    }
    for line in table(&natively, &in_node) {
        println!("{line}");
    }
    Ok(())
}

/// Builds `benches/pace.rs`; where it is.
fn build(workshop: &Workshop, target: &[&str]) -> Outcome<PathBuf> {
    let mut cargo = workshop.path.command("cargo");
    cargo.args(["bench", "--no-run", "--bench", "pace"]).args(target);
    println!("  building for {}", target.last().unwrap_or(&"this machine"));
    let output = cargo
        .stdout(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    executable(&told)
        .map(|path| project().join(path))
        .ok_or_else(|| format!("benches/pace.rs was not built:\n{told}"))
}

/// The file that cargo says it has built: `Executable benches/pace.rs (target/release/deps/pace-0123)`.
fn executable(told: &str) -> Option<&Path> {
    let line = told
        .lines()
        .find(|line| line.trim_start().starts_with("Executable"))?;
    let (_, path) = line.rsplit_once('(')?;
    Some(Path::new(path.trim_end().strip_suffix(')')?))
}

/// Makes the module's JavaScript for Node.js; where it is.
fn for_node(workshop: &Workshop, module: &Path) -> Outcome<PathBuf> {
    let folder = module.with_extension("node");
    let mut bindgen = workshop.path.command("wasm-bindgen");
    bindgen.args(["--target", "nodejs", "--out-name", "pace", "--out-dir"]);
    run(bindgen.arg(&folder).arg(module))?;
    Ok(folder.join("pace.js"))
}

fn figures(command: &mut Command) -> Outcome<Figures> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot start {}: {error}", command.get_program().display()))?;
    if !output.status.success() {
        return Err(format!(
            "{} failed ({})",
            command.get_program().display(),
            output.status
        ));
    }
    Ok(read(&String::from_utf8_lossy(&output.stdout)))
}

fn read(text: &str) -> Figures {
    let figure = |line: &str| {
        let mut parts = line.split('\t');
        Some(Figure {
            name: parts.next()?.to_owned(),
            value: parts.next()?.parse().ok()?,
            unit: parts.next()?.to_owned(),
        })
    };
    text.lines().filter_map(figure).collect()
}

/// A line for each figure that both have told in every round.
fn table(natively: &[Figures], in_node: &[Figures]) -> Vec<String> {
    let heading = format!(
        "{:<38} {:>24} {:>24}  {:>5}",
        "median (lowest to highest)", "natively", "in WebAssembly", "ratio"
    );
    let rows = natively[0].iter().map(|Figure { name, unit, .. }| {
        let of = |rounds: &[Figures]| -> Vec<f64> {
            let own = rounds.iter().flatten().filter(|figure| figure.name == *name);
            own.map(|figure| figure.value).collect()
        };
        let (one, other) = (of(natively), of(in_node));
        let ratios: Vec<f64> = one.iter().zip(&other).map(|(one, other)| other / one).collect();
        let ratio = median(ratios).map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        format!(
            "{name:<38} {:>24} {:>24}  {ratio:>5}  {unit}",
            spread(one),
            spread(other)
        )
    });
    std::iter::once(heading).chain(rows).collect()
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn spread(values: Vec<f64>) -> String {
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    median(values).map_or_else(String::new, |middle| {
        format!("{} ({} to {})", short(middle), short(lowest), short(highest))
    })
}

/// Three digits are all that such a figure can say.
fn short(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_file_is_found_in_what_cargo_tells() {
        let told = "   Compiling warren v0.1.0 (folder)\n    Finished `bench` profile\n  Executable benches/pace.rs (target/release/deps/pace-0a1b)\n";
        assert_eq!(executable(told), Some(Path::new("target/release/deps/pace-0a1b")));
        assert_eq!(executable("error: no"), None);
    }

    #[test]
    fn rounds_become_medians_with_their_spread_and_ratio() {
        let rounds = |values: [f64; 3]| values.map(|value| read(&format!("seeking\t{value}\tms\n")));
        let table = table(&rounds([2.0, 1.0, 4.0]), &rounds([3.0, 2.0, 4.0]));
        assert!(table[1].contains("2.00 (1.00 to 4.00)"), "{}", table[1]);
        assert!(table[1].contains("3.00 (2.00 to 4.00)"), "{}", table[1]);
        assert!(table[1].ends_with("1.50  ms"), "{}", table[1]);
    }
}
