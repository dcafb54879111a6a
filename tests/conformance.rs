//! The recorded cases: each is replayed and gives exactly the trace that a real RabbitMQ 3.10.8 gave.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use warren::broker::rules::{Proof, RULES};
use warren::run::conform::{first_difference, replay};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let files = fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("a file").path());
    let is_case = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".json") && !name.ends_with(".trace.json")
    };
    let mut cases: Vec<PathBuf> = files.filter(is_case).collect();
    cases.sort();
    cases
}

#[test]
fn every_case_gives_its_recorded_trace() {
    let cases = cases();
    assert!(cases.len() >= 110, "only {} cases found", cases.len());
    let mut failures = Vec::new();
    for path in cases {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let case = fs::read_to_string(&path).expect("the case");
        let trace = fs::read_to_string(path.with_extension("trace.json")).expect("the trace");
        let trace = serde_json::from_str(&trace).expect("the trace as JSON");
        match replay(&case) {
            Ok(got) => failures
                .extend(first_difference(&trace, &got).map(|difference| format!("{name}: {difference}"))),
            Err(error) => failures.push(format!("{name}: {error}")),
        }
    }
    assert!(
        failures.is_empty(),
        "{} differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn bad_cases_are_told_not_panicked_about() {
    let told = |case: &str| replay(case).expect_err("an error").to_string();
    assert!(told("{").starts_with("the case is not JSON"));
    assert_eq!(told("[]"), "a case must be an object, and is []");
    assert_eq!(
        told(r#"{"name": "n"}"#),
        "a case needs `ops`, a list of operations"
    );
    assert_eq!(told(r#"{"ops": []}"#), "`name` is missing");
    let op = |op: &str| told(&format!(r#"{{"name": "n", "ops": [{op}]}}"#));
    assert_eq!(op("1"), "operation 0: an operation must be an object, and is 1");
    assert_eq!(op("{}"), "operation 0: `op` is missing");
    assert_eq!(
        op(r#"{"op": "fly", "ch": "a/1"}"#),
        "operation 0: fly: there is no such operation"
    );
    assert_eq!(
        op(r#"{"op": "publish", "ch": "a/1"}"#),
        "operation 0: publish: `body` is missing"
    );
    assert_eq!(
        op(r#"{"op": "get", "queue": "q"}"#),
        "operation 0: get: `ch` is missing"
    );
    assert_eq!(
        op(r#"{"op": "get", "ch": "a"}"#),
        "operation 0: get: `ch` must be like \"a/1\", and is \"a\""
    );
    assert_eq!(
        op(r#"{"op": "ack", "ch": "a/1"}"#),
        "operation 0: ack: `delivery` or `tag` is missing"
    );
    assert_eq!(
        op(r#"{"op": "advance", "ms": -1}"#),
        "operation 0: advance: `ms` must be a whole number from 0, and is -1"
    );
    assert_eq!(
        op(r#"{"op": "connection_drop", "conn": "b"}"#),
        "operation 0: connection_drop: there is no connection `b` to end"
    );
}

#[test]
fn every_rule_has_the_proof_that_it_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for rule in RULES {
        match rule.proof {
            Proof::Cases(names) => {
                assert!(!names.is_empty(), "{}", rule.id);
                for name in names {
                    let case = root.join("tests/conformance").join(format!("{name}.trace.json"));
                    assert!(case.exists(), "{}: there is no case {name}", rule.id);
                }
            }
            Proof::Tests(file) => {
                let text = fs::read_to_string(root.join("src/broker").join(file)).unwrap_or_default();
                assert!(text.contains(rule.id), "{}: not named in {file}", rule.id);
            }
        }
    }
}
