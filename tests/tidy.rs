//! Keeps the house tidy: the rules that a reader of the text can check, over all files of the project.
//!
//! Layers, shapes of files, words and calls that have no place here. Each rule proves on samples that it catches what it
//! is for. A finding says where, which rule and what to do.
#![cfg(not(target_arch = "wasm32"))]

#[path = "tidy/bans.rs"]
mod bans;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/maps.rs"]
mod maps;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/source.rs"]
mod source;

use source::Source;

/// Something to mend.
pub struct Finding {
    path: String,
    line: usize,
    rule: &'static str,
    advice: String,
}

/// A finding at a byte of the file.
pub fn finding(source: &Source, place: usize, rule: &'static str, advice: String) -> Finding {
    Finding {
        path: source.path.clone(),
        line: source.line_of(place),
        rule,
        advice,
    }
}

fn check_all(sources: &[Source]) -> Vec<Finding> {
    let macros = layers::exported_macros(sources);
    let mut findings = Vec::new();
    for source in sources {
        findings.extend(layers::check(source, &macros));
        findings.extend(shape::check(source));
        findings.extend(bans::BANS.iter().flat_map(|ban| ban.check(source)));
        if bans::is_engine(source) {
            findings.extend(maps::check(source));
        }
    }
    findings
}

#[test]
fn the_project_is_tidy() {
    let sources = source::read_project();
    assert!(
        sources.iter().any(|source| source.path == "src/lib.rs"),
        "the project's files are found"
    );
    let findings = check_all(&sources);
    let lines: Vec<String> = findings
        .iter()
        .map(
            |Finding {
                 path,
                 line,
                 rule,
                 advice,
             }| format!("{path}:{line}: {rule}: {advice}"),
        )
        .collect();
    assert!(
        lines.is_empty(),
        "\n\n{}\n\n{} to mend\n",
        lines.join("\n"),
        lines.len()
    );
}

#[test]
fn each_ban_catches_its_samples_and_leaves_the_rest() {
    for ban in bans::BANS {
        assert!(
            !ban.caught.is_empty() && !ban.fine.is_empty(),
            "{} has samples of both kinds",
            ban.name
        );
        for (path, text) in ban.caught {
            assert!(
                !ban.check(&Source::new(path, text)).is_empty(),
                "{} misses {path}: {text}",
                ban.name
            );
        }
        for (path, text) in ban.fine {
            assert!(
                ban.check(&Source::new(path, text)).is_empty(),
                "{} is wrong about {path}: {text}",
                ban.name
            );
        }
    }
}

#[test]
fn a_finding_names_the_line() {
    let source = Source::new(
        "src/world.rs",
        "//! The world.\n\nuse crate::base;\nuse crate::studio::State;\n",
    );
    let findings = check_all(&[source]);
    let places: Vec<_> = findings
        .iter()
        .map(|finding| (finding.line, finding.rule))
        .collect();
    assert_eq!(places, [(4, "layers")]);
}
