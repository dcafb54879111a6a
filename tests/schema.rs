//! The JSON Schema of the document says what the reader does: the same fields, the same kinds of values, the same limits.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/scenarios.rs"]
mod scenarios;

use jsonschema::Validator;
use regex_lite::Regex;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use warren::model::{Document, Severity};

const SCHEMA: &str = include_str!("../static/document.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("a schema")
}

fn faults(validator: &Validator, document: &Value) -> Vec<String> {
    let errors = validator.iter_errors(document);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// Documents with all there is, and every scenario.
fn documents() -> Vec<(String, Value)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["src/model/read/full.json", "tests/data/every-word.json"];
    let mut files: Vec<_> = own.iter().map(|file| folder.join(file)).collect();
    for entry in std::fs::read_dir(scenarios::folder()).expect("the gallery") {
        let path = entry.expect("a file").path();
        let is_drawing = path.extension().is_some_and(|ending| ending == "json");
        if is_drawing && !path.ends_with("manifest.json") {
            files.push(path);
        }
    }
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("it can be read");
        (
            path.display().to_string(),
            serde_json::from_str(&text).expect("JSON"),
        )
    };
    files.into_iter().map(read).collect()
}

#[test]
fn every_document_is_as_the_schema_says() {
    let validator = validator();
    assert_eq!(scenarios::scenarios().len() + 2, documents().len());
    for (name, document) in documents() {
        assert_eq!(faults(&validator, &document), Vec::<String>::new(), "{name}");
    }
}

/// The fields that the functions of the reader take out of their objects, by the names of the functions.
fn fields_of_reader() -> BTreeMap<String, BTreeSet<String>> {
    let files = [
        include_str!("../src/model/read/parts.rs"),
        include_str!("../src/model/read/lesson.rs"),
        include_str!("../src/model/read/script.rs"),
    ];
    let function = Regex::new(r"(?m)^(?:pub )?fn (\w+)").unwrap();
    // Of the object, by a name for one of its words, or in the table of a script's actions.
    let taken = Regex::new(r#"(?:object\s*\.\w+\(|\bms\(|\()\s*"([\w-]+)"(?:\)|, )"#).unwrap();
    let mut fields = BTreeMap::new();
    for file in files {
        let starts: Vec<_> = function.captures_iter(file).collect();
        for (at, start) in starts.iter().enumerate() {
            let from = start.get(0).unwrap().end();
            let to = starts
                .get(at + 1)
                .map_or(file.len(), |next| next.get(0).unwrap().start());
            let names = taken
                .captures_iter(&file[from..to])
                .map(|found| found[1].to_string());
            let own: &mut BTreeSet<String> = fields.entry(start[1].to_string()).or_default();
            own.extend(names);
        }
    }
    fields
}

#[test]
fn the_schema_has_the_fields_of_the_reader_and_no_others() {
    let schema = schema();
    let mut reader = fields_of_reader();
    // Functions for single fields of others.
    for (part, of) in [
        ("positions", "document"),
        ("destination_type", "binding"),
        ("kind", "question"),
    ] {
        let fields = reader.remove(part).expect(part);
        reader.get_mut(of).expect(of).extend(fields);
    }
    let document = reader.get_mut("document").expect("the document");
    document.extend(["format".into(), "version".into()]);
    let mut checked = 0;
    for (part, fields) in &reader {
        let own = match part.as_str() {
            "document" => &schema["properties"],
            part => &schema["$defs"][part]["properties"],
        };
        let own = own
            .as_object()
            .unwrap_or_else(|| panic!("the schema has no {part}"));
        let own: BTreeSet<String> = own.keys().cloned().collect();
        assert_eq!(own, *fields, "{part}");
        checked += own.len();
    }
    assert!(checked > 110, "only {checked} fields");
    let named: BTreeSet<&str> = reader.keys().map(String::as_str).collect();
    for (name, part) in schema["$defs"].as_object().expect("parts") {
        let is_object = part.get("properties").is_some();
        assert!(
            !is_object || named.contains(name.as_str()),
            "the reader has no {name}"
        );
    }
}

/// Values of every kind, some at the edges of what a number may be.
fn samples() -> Vec<Value> {
    vec![
        json!("a"),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(1.5),
        json!(65_535),
        json!(65_536),
        json!(1_000_000_000),
        json!(1_000_000_001),
        json!(1_000_000_002),
        json!(100_000_000),
        json!(100_000_001),
        json!(4_294_967_296_u64),
        json!(9_223_372_036_854_775_807_u64),
        json!(9_223_372_036_854_775_808_u64),
        json!([]),
        json!([1]),
        json!([1, 2]),
        json!([1, 2, 3]),
        json!([1_000_000, -1_000_000]),
        json!([1_000_001, 0]),
        json!([0.5, -1_000_001]),
        json!(["a"]),
        json!({}),
        json!({ "en": "a" }),
        json!({ "en": 1 }),
    ]
}

/// The paths to every value of a document that a schema speaks of.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields
                .iter()
                .filter(|(name, _)| !at.ends_with("/arguments") && *name != "unknown_field")
            {
                let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                found.push(place.clone());
                places(inner, &place, found);
            }
        }
        Value::Array(items) => {
            for (position, inner) in items.iter().enumerate() {
                places(inner, &format!("{at}/{position}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn the_reader_takes_what_the_schema_allows_and_refuses_what_it_forbids() {
    let validator = validator();
    let full: Value = serde_json::from_str(include_str!("../src/model/read/full.json")).expect("JSON");
    let mut all = Vec::new();
    places(&full, "", &mut all);
    assert!(all.len() > 150, "only {} places", all.len());
    let mut refused = 0;
    for place in &all {
        for sample in samples() {
            let mut document = full.clone();
            *document.pointer_mut(place).expect("it is there") = sample.clone();
            let faults = faults(&validator, &document);
            let (_, findings) = Document::from_json(&document.to_string());
            let errors: Vec<_> = findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .collect();
            assert_eq!(
                faults.is_empty(),
                errors.is_empty(),
                "{place} = {sample}: {faults:?}, {errors:?}"
            );
            refused += usize::from(!faults.is_empty());
        }
    }
    assert!(refused > 1500, "only {refused} were refused");
}

#[test]
fn what_the_schema_requires_the_reader_requires() {
    let validator = validator();
    let full: Value = serde_json::from_str(include_str!("../src/model/read/full.json")).expect("JSON");
    let mut all = Vec::new();
    places(&full, "", &mut all);
    let mut missing = 0;
    for place in &all {
        let (parent, name) = place.rsplit_once('/').expect("a place");
        let mut document = full.clone();
        let Some(Value::Object(fields)) = document.pointer_mut(parent) else {
            continue;
        };
        fields.remove(&name.replace("~1", "/").replace("~0", "~"));
        let faults = faults(&validator, &document);
        let (_, findings) = Document::from_json(&document.to_string());
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count();
        assert_eq!(
            faults.is_empty(),
            errors == 0,
            "{place}: {faults:?}, {findings:?}"
        );
        missing += usize::from(!faults.is_empty());
    }
    assert!(missing > 20, "only {missing} are required");
}

#[test]
fn the_limits_of_identifiers_are_the_readers() {
    let schema = schema();
    let most = warren::model::actor::HIGHEST_ID;
    assert_eq!(schema["$defs"]["actor_id"]["maximum"], most);
    assert_eq!(schema["properties"]["next_id"]["maximum"], most + 1);
    assert_eq!(
        schema["properties"]["format"]["const"],
        warren::model::document::FORMAT
    );
}
