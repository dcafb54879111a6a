//! The gallery as it is delivered: every scenario of the manifest can be opened and read, in both languages, at the
//! lengths that lessons keep.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/lengths.rs"]
mod lengths;

use lengths::Limit;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use warren::model::lesson::{Light, Panel, Stop};
use warren::model::{Expression, Program};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("static/gallery")
}

fn read(name: &str) -> Value {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The scenarios, in the order of the manifest.
fn scenarios() -> Vec<(String, Value)> {
    let manifest = read("manifest.json");
    list(&manifest["scenarios"])
        .iter()
        .map(|entry| {
            let id = text(&entry["id"]).to_string();
            let document = read(&format!("{id}.json"));
            (id, document)
        })
        .collect()
}

#[test]
fn the_manifest_tells_what_the_files_hold() {
    let manifest = read("manifest.json");
    let groups: BTreeSet<&str> = list(&manifest["groups"])
        .iter()
        .map(|group| text(&group["id"]))
        .collect();
    let mut listed = BTreeSet::from(["manifest.json".to_string()]);
    for entry in list(&manifest["scenarios"]) {
        let id = text(&entry["id"]);
        let document = read(&format!("{id}.json"));
        assert_eq!(entry["id"], document["id"], "{id}");
        assert_eq!(entry["title"], document["title"], "{id}");
        assert_eq!(entry["promise"], document["promise"], "{id}");
        assert_eq!(
            entry["chapters"],
            list(&document["lesson"]["chapters"]).len(),
            "{id}"
        );
        assert_eq!(
            entry["questions"],
            list(&document["lesson"]["questions"]).len(),
            "{id}"
        );
        assert_eq!(
            list(&entry["tags"]["en"]).len(),
            list(&entry["tags"]["zh"]).len(),
            "{id}"
        );
        assert!(groups.contains(text(&entry["group"])), "{id}: {}", entry["group"]);
        assert!(listed.insert(format!("{id}.json")), "{id} is listed twice");
    }
    let files: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|file| file.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    assert_eq!(files, listed);
}

#[test]
fn programs_patterns_and_facts_can_be_read() {
    let mut faults = Vec::new();
    let mut seen = 0;
    let mut check = |place: String, problem: Option<String>| {
        seen += 1;
        faults.extend(problem.map(|problem| format!("{place}: {problem}")));
    };
    for (id, document) in scenarios() {
        for actor in list(&document["actors"]) {
            let lines = list(&actor["program"])
                .iter()
                .map(|line| text(line).into())
                .collect();
            let problem = Program(lines).tree().err().map(|errors| format!("{errors:?}"));
            check(format!("{id}: {}", actor["name"]), problem);
        }
        for chapter in list(&document["lesson"]["chapters"]) {
            let place = || format!("{id}: {}", text(&chapter["id"]));
            let stop = text(&chapter["stop"]).parse::<Stop>();
            check(place(), stop.err().map(|error| format!("{error:?}")));
            for light in list(&chapter["light"]) {
                let known = text(light).parse::<Light>().is_ok();
                check(place(), (!known).then(|| format!("light {light}")));
            }
            let panel = chapter["panel"].as_str().unwrap_or("none");
            check(place(), panel.parse::<Panel>().err().map(|_| panel.to_string()));
            for fact in list(&chapter["facts"]) {
                check(place(), expression_fault(text(fact)));
            }
        }
        for question in list(&document["lesson"]["questions"]) {
            let place = || format!("{id}: {}", text(&question["id"]));
            let options = list(&question["options"]).iter().map(|option| &option["when"]);
            for expression in options
                .chain([&question["answer"]])
                .filter(|value| !value.is_null())
            {
                check(place(), expression_fault(text(expression)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen > 300, "only {seen} texts were found");
}

fn expression_fault(text: &str) -> Option<String> {
    Expression::parse(text)
        .err()
        .map(|error| format!("{text}: {error:?}"))
}

#[test]
fn lessons_are_complete() {
    for (id, document) in scenarios() {
        let lesson = &document["lesson"];
        let chapters: Vec<&str> = list(&lesson["chapters"])
            .iter()
            .map(|chapter| text(&chapter["id"]))
            .collect();
        assert!(
            (4..=12).contains(&chapters.len()),
            "{id}: {} chapters",
            chapters.len()
        );
        let questions = list(&lesson["questions"]);
        assert!(
            (2..=3).contains(&questions.len()),
            "{id}: {} questions",
            questions.len()
        );
        for question in questions {
            let before = text(&question["before"]);
            let place = chapters.iter().position(|chapter| *chapter == before);
            assert!(
                place.is_some_and(|place| place > 0),
                "{id}: a question before {before}"
            );
        }
        for chapter in list(&lesson["chapters"]) {
            assert!(
                !list(&chapter["facts"]).is_empty(),
                "{id}: {} states nothing",
                chapter["id"]
            );
            let lights = list(&chapter["light"]);
            assert!(
                (1..=3).contains(&lights.len()),
                "{id}: {} lights {lights:?}",
                chapter["id"]
            );
        }
        assert!(!list(&lesson["rules"]).is_empty(), "{id}");
    }
}

/// Every text for readers, with its limit.
fn texts(document: &Value) -> Vec<(String, Limit, &Value)> {
    let lesson = &document["lesson"];
    let mut all = vec![
        ("title".to_string(), lengths::TITLE, &document["title"]),
        ("promise".to_string(), lengths::PROMISE, &document["promise"]),
        ("try this".to_string(), lengths::EXPLANATION, &lesson["try_this"]),
        (
            "fine print".to_string(),
            lengths::EXPLANATION,
            &lesson["fine_print"],
        ),
    ];
    for chapter in list(&lesson["chapters"]) {
        let id = text(&chapter["id"]);
        all.push((format!("title of {id}"), lengths::TITLE, &chapter["title"]));
        all.push((id.to_string(), lengths::CHAPTER, &chapter["text"]));
    }
    for question in list(&lesson["questions"]) {
        let id = text(&question["id"]);
        all.push((id.to_string(), lengths::QUESTION, &question["ask"]));
        all.push((
            format!("explanation of {id}"),
            lengths::EXPLANATION,
            &question["explain"],
        ));
        for option in list(&question["options"]) {
            all.push((
                format!("{id} {}", text(&option["id"])),
                lengths::OPTION,
                &option["text"],
            ));
        }
    }
    all
}

#[test]
fn texts_keep_their_lengths_in_both_languages() {
    let mut faults = Vec::new();
    for (id, document) in scenarios() {
        for (place, limit, value) in texts(&document) {
            let (english, chinese) = (text(&value["en"]), text(&value["zh"]));
            assert!(
                !english.is_empty() && !chinese.is_empty(),
                "{id}: {place} lacks a language"
            );
            let english = lengths::english_faults(english, limit).into_iter();
            let chinese = lengths::chinese_faults(chinese, limit);
            faults.extend(
                english
                    .chain(chinese)
                    .map(|fault| format!("{id}: {place}: {fault}")),
            );
        }
        for chapter in list(&document["lesson"]["chapters"]) {
            let words = lengths::words(text(&chapter["text"]["en"]));
            let characters = lengths::characters(text(&chapter["text"]["zh"]));
            let least = lengths::CHAPTER_AT_LEAST;
            if words < least.words || characters < least.characters {
                faults.push(format!(
                    "{id}: {}: {words} words, {characters} characters",
                    chapter["id"]
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The messages, names and rules that a text speaks of, each as often as it does not matter.
fn names(text: &str) -> BTreeSet<String> {
    let quoted = |open: char, close: char| {
        text.split(open)
            .skip(1)
            .step_by(if open == close { 2 } else { 1 })
            .filter_map(move |part| part.split(close).next())
            .map(move |name| format!("{open}{name}"))
    };
    quoted('`', '`').chain(quoted('{', '}')).collect()
}

#[test]
fn both_languages_speak_of_the_same_things() {
    let mut faults = Vec::new();
    for (id, document) in scenarios() {
        for (place, _, value) in texts(&document) {
            let (english, chinese) = (names(text(&value["en"])), names(text(&value["zh"])));
            let only: Vec<_> = english.symmetric_difference(&chinese).collect();
            if !only.is_empty() {
                faults.push(format!("{id}: {place}: {only:?} in one language only"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
