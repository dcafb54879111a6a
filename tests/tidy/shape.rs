//! How files are shaped: what they begin with, how long they may be, what stands above a dependency.

use regex_lite::Regex;

use crate::source::Source;
use crate::{Finding, finding};

const MOST_LINES: usize = 600;

/// The findings of one file.
pub fn check(source: &Source) -> Vec<Finding> {
    [introduction, length, name, target, dependencies, lock]
        .iter()
        .flat_map(|rule| rule(source))
        .collect()
}

/// A file of code begins with what lives in it.
fn introduction(source: &Source) -> Vec<Finding> {
    let first = source.text.lines().next().unwrap_or_default();
    let missing = source.path.ends_with(".rs") && !first.starts_with("//! ");
    let advice = "begin with `//!`: what lives here, what always holds, what it must never know";
    missing
        .then(|| finding(source, 0, "introduction", advice.into()))
        .into_iter()
        .collect()
}

/// A crowded room wants a new floor plan. Data and documents may be long.
fn length(source: &Source) -> Vec<Finding> {
    let is_code = [".rs", ".js", ".mjs", ".css", ".html"]
        .iter()
        .any(|ending| source.path.ends_with(ending));
    let lines = source.text.lines().count();
    let advice =
        format!("{lines} lines; 300 are good and {MOST_LINES} the most: split the file along its nouns");
    let long = is_code && lines > MOST_LINES;
    long.then(|| finding(source, source.text.len() - 1, "length", advice))
        .into_iter()
        .collect()
}

/// A module with children is `foo.rs` beside `foo/`.
fn name(source: &Source) -> Vec<Finding> {
    let wrong = source.path.ends_with("/mod.rs");
    let advice = "name the file after its folder and put it beside the folder";
    wrong
        .then(|| finding(source, 0, "name", advice.into()))
        .into_iter()
        .collect()
}

/// A test says for which target it is, or plain `cargo test` and `wasm-pack test` would not both work.
fn target(source: &Source) -> Vec<Finding> {
    let is_test = source.path.starts_with("tests/")
        && source.path.ends_with(".rs")
        && source.path.matches('/').count() == 1;
    let says = source.code.contains("#![cfg(") || source.code.contains("wasm_bindgen_test");
    let advice =
        "say `#![cfg(not(target_arch = \"wasm32\"))]` below the introduction, or run it on both targets";
    (is_test && !says)
        .then(|| finding(source, 0, "target", advice.into()))
        .into_iter()
        .collect()
}

/// Each dependency has a line that says why it is there.
fn dependencies(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with("Cargo.toml") {
        return Vec::new();
    }
    let table = Regex::new(r"^\[(?:.*\.)?(?:dev-|build-)?dependencies\]").unwrap();
    let entry = Regex::new(r"^[\w-]+(?:\.workspace)?\s*=").unwrap();
    let (mut inside, mut before, mut place) = (false, "", 0);
    let mut findings = Vec::new();
    for line in source.text.lines() {
        if line.starts_with('[') {
            inside = table.is_match(line);
        } else if inside && entry.is_match(line) && !before.starts_with("# ") {
            let advice = "say in a comment on the line above why we need it";
            findings.push(finding(source, place, "dependencies", advice.into()));
        }
        before = line;
        place += line.len() + 1;
    }
    findings
}

/// The lock file of npm names no host: everyone has a registry of their own.
fn lock(source: &Source) -> Vec<Finding> {
    let place = source
        .path
        .ends_with("package-lock.json")
        .then(|| source.text.find("\"resolved\""))
        .flatten();
    let advice = "run `npm install` in the project, whose .npmrc leaves addresses out";
    place
        .map(|place| finding(source, place, "lock", advice.into()))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(usize, &'static str)> {
        check(&Source::new(path, text))
            .iter()
            .map(|finding| (finding.line, finding.rule))
            .collect()
    }

    #[test]
    fn bad_shapes_are_caught() {
        assert_eq!(found("src/base.rs", "// Ground.\n"), [(1, "introduction")]);
        assert_eq!(found("src/base.rs", ""), [(1, "introduction")]);
        assert_eq!(found("src/base/mod.rs", "//! Ground.\n"), [(1, "name")]);
        assert_eq!(
            found("src/base.rs", &format!("//! Ground.\n{}", "\n".repeat(600))),
            [(601, "length")]
        );
        assert_eq!(
            found("static/styles/all.css", &"a {}\n".repeat(601)),
            [(601, "length")]
        );
        assert_eq!(found("tests/broker.rs", "//! Rules.\n"), [(1, "target")]);
        assert_eq!(
            found("package-lock.json", "{\n\"resolved\": \"x\"}"),
            [(2, "lock")]
        );
        let manifest =
            "[dependencies]\n# Why.\na = \"1\"\nb = \"1\"\n\n[target.'cfg(x)'.dev-dependencies]\nc = \"1\"\n";
        assert_eq!(
            found("Cargo.toml", manifest),
            [(4, "dependencies"), (7, "dependencies")]
        );
    }

    #[test]
    fn good_shapes_are_not() {
        assert_eq!(found("src/base.rs", "//! Ground.\n"), []);
        assert_eq!(found("static/gallery/shop.json", &"\n".repeat(1_000)), []);
        assert_eq!(
            found(
                "tests/broker.rs",
                "//! Rules.\n#![cfg(not(target_arch = \"wasm32\"))]\n"
            ),
            []
        );
        assert_eq!(found("tests/broker/queues.rs", "//! Rules of queues.\n"), []);
        assert_eq!(
            found(
                "Cargo.toml",
                "[package]\nname = \"a\"\n[dependencies]\n# Why.\na = \"1\"\n"
            ),
            []
        );
    }
}
