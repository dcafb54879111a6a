//! The gallery as it is delivered: every scenario of the manifest can be opened and read, in both languages, at the
//! lengths that lessons keep.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/lengths.rs"]
mod lengths;
#[path = "gallery/scenarios.rs"]
mod scenarios;

use lengths::Limit;
use scenarios::{folder, read, scenarios};
use serde_json::Value;
use std::collections::BTreeSet;
use warren::model::lesson::{Light, Panel, Stop};
use warren::model::{Document, Expression, Lesson, Words};

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn words(value: &Value) -> Words {
    Words::new(text(&value["en"]), text(&value["zh"]))
}

/// The names of all files.
fn names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|file| file.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    names
}

fn lesson(document: &Document) -> &Lesson {
    document.lesson.as_ref().expect("every scenario has a lesson")
}

#[test]
fn the_manifest_tells_what_the_files_hold() {
    let manifest: Value = serde_json::from_str(&read("manifest.json")).expect("JSON");
    let groups = list(&manifest["groups"]);
    let groups: BTreeSet<&str> = groups.iter().map(|group| text(&group["id"])).collect();
    let entries = list(&manifest["scenarios"]);
    for (entry, document) in entries.iter().zip(scenarios()) {
        let id = text(&entry["id"]);
        assert_eq!(id, document.id);
        assert_eq!(words(&entry["title"]), document.title, "{id}");
        assert_eq!(words(&entry["promise"]), document.promise, "{id}");
        assert_eq!(entry["chapters"], lesson(&document).chapters.len(), "{id}");
        assert_eq!(entry["questions"], lesson(&document).questions.len(), "{id}");
        let tags = &entry["tags"];
        assert_eq!(list(&tags["en"]).len(), list(&tags["zh"]).len(), "{id}");
        assert!(groups.contains(text(&entry["group"])), "{id}: {}", entry["group"]);
    }
    let ids = entries.iter().map(|entry| format!("{}.json", text(&entry["id"])));
    let listed: BTreeSet<String> = ids.chain(["manifest.json".into()]).collect();
    assert_eq!(listed.len(), entries.len() + 1, "no scenario is listed twice");
    assert_eq!(listed, names().into_iter().collect());
}

#[test]
fn documents_are_read_without_findings_and_saved_as_they_stand() {
    for name in names().into_iter().filter(|name| name != "manifest.json") {
        let text = read(&name);
        let (document, findings) = Document::from_json(&text);
        assert_eq!(findings, [], "{name}");
        let saved = document.expect("no findings").to_json();
        assert!(saved == text, "{name} would be laid out otherwise");
    }
}

#[test]
fn programs_patterns_and_facts_can_be_read() {
    let mut faults = Vec::new();
    let mut seen = 0;
    let mut check = |place: String, problem: Option<String>| {
        seen += 1;
        faults.extend(problem.map(|problem| format!("{place}: {problem}")));
    };
    for document in scenarios() {
        let id = &document.id;
        for actor in &document.actors {
            let problem = actor.program.tree().err().map(|errors| format!("{errors:?}"));
            check(format!("{id}: {}", actor.name), problem);
        }
        for chapter in &lesson(&document).chapters {
            let place = || format!("{id}: {}", chapter.id);
            let stop = chapter.stop.parse::<Stop>();
            check(place(), stop.err().map(|error| format!("{error:?}")));
            for light in &chapter.light {
                check(place(), light.parse::<Light>().err().map(|_| light.clone()));
            }
            check(
                place(),
                chapter
                    .panel
                    .parse::<Panel>()
                    .err()
                    .map(|_| chapter.panel.clone()),
            );
            for fact in &chapter.facts {
                check(place(), expression_fault(fact));
            }
        }
        for question in &lesson(&document).questions {
            let options = question.options.iter().map(|option| &option.when);
            for expression in options.chain([&question.answer]).filter(|text| !text.is_empty()) {
                check(format!("{id}: {}", question.id), expression_fault(expression));
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
    for document in scenarios() {
        let (id, lesson) = (&document.id, lesson(&document));
        let chapters = &lesson.chapters;
        assert!(
            (4..=12).contains(&chapters.len()),
            "{id}: {} chapters",
            chapters.len()
        );
        assert!((2..=3).contains(&lesson.questions.len()), "{id}: questions");
        for question in &lesson.questions {
            let place = chapters.iter().position(|chapter| chapter.id == question.before);
            assert!(place.is_some_and(|place| place > 0), "{id}: {}", question.id);
        }
        for chapter in chapters {
            assert!(!chapter.facts.is_empty(), "{id}: {} states nothing", chapter.id);
            let lights = chapter.light.len();
            assert!((1..=3).contains(&lights), "{id}: {} lights {lights}", chapter.id);
        }
        assert!(!lesson.rules.is_empty(), "{id}");
    }
}

/// Every text for readers, with its limit.
fn texts(document: &Document) -> Vec<(String, Limit, &Words)> {
    let lesson = lesson(document);
    let mut all = vec![
        ("title".to_string(), lengths::TITLE, &document.title),
        ("promise".to_string(), lengths::PROMISE, &document.promise),
        ("try this".to_string(), lengths::EXPLANATION, &lesson.try_this),
        ("fine print".to_string(), lengths::EXPLANATION, &lesson.fine_print),
    ];
    for chapter in &lesson.chapters {
        all.push((format!("title of {}", chapter.id), lengths::TITLE, &chapter.title));
        all.push((chapter.id.clone(), lengths::CHAPTER, &chapter.text));
    }
    for question in &lesson.questions {
        let id = &question.id;
        all.push((id.clone(), lengths::QUESTION, &question.ask));
        all.push((format!("why of {id}"), lengths::EXPLANATION, &question.explain));
        for option in &question.options {
            for words in [&option.text, &option.belief] {
                if !words.is_empty() {
                    all.push((format!("{id} {}", option.id), lengths::OPTION, words));
                }
            }
        }
    }
    all
}

#[test]
fn texts_keep_their_lengths_in_both_languages() {
    let mut faults = Vec::new();
    for document in scenarios() {
        let id = &document.id;
        for (place, limit, words) in texts(&document) {
            assert!(
                !words.en.is_empty() && !words.zh.is_empty(),
                "{id}: {place} lacks a language"
            );
            let english = lengths::english_faults(&words.en, limit).into_iter();
            let chinese = lengths::chinese_faults(&words.zh, limit);
            faults.extend(
                english
                    .chain(chinese)
                    .map(|fault| format!("{id}: {place}: {fault}")),
            );
        }
        for chapter in &lesson(&document).chapters {
            let words = lengths::words(&chapter.text.en);
            let characters = lengths::characters(&chapter.text.zh);
            let least = lengths::CHAPTER_AT_LEAST;
            if words < least.words || characters < least.characters {
                faults.push(format!("{id}: {}: {words} words, {characters} 字", chapter.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The messages and names that a text speaks of.
fn spoken_of(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '{']) {
        let close = if rest.as_bytes()[at] == b'`' { '`' } else { '}' };
        let inside = &rest[at + 1..];
        let end = inside.find(close).expect("what opens closes");
        found.insert(inside[..end].to_string());
        rest = &inside[end + 1..];
    }
    found
}

#[test]
fn both_languages_speak_of_the_same_things() {
    let mut faults = Vec::new();
    for document in scenarios() {
        for (place, _, words) in texts(&document) {
            let (english, chinese) = (spoken_of(&words.en), spoken_of(&words.zh));
            let only: Vec<_> = english.symmetric_difference(&chinese).collect();
            if !only.is_empty() {
                faults.push(format!("{}: {place}: {only:?} in one language only", document.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
