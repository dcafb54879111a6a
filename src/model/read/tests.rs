//! Tests of reading and writing documents: nothing is lost, nothing panics, findings have their places.

use super::*;
use crate::model::diagnostic::JsonType;
use crate::model::expression::tests::Dice;
use crate::model::lesson::QuestionKind;
use crate::model::node::{Node, Point};
use crate::model::script::Action;

const SIMPLE: &str = include_str!("../../../static/gallery/retry-with-delay.json");

/// A document with every part, and an unknown field in every object.
const FULL: &str = include_str!("full.json");

fn read(text: &str) -> Document {
    let (document, findings) = Document::from_json(text);
    document.unwrap_or_else(|| panic!("{findings:?}"))
}

#[test]
fn a_sample_is_read() {
    let document = read(SIMPLE);
    assert_eq!(document.actor_named("billing").unwrap().consumes[0].prefetch, 1);
    assert_eq!(document.actor(1).unwrap().link.latency_ms, 50);
    assert!(document.actors.iter().all(|actor| actor.program.tree().is_ok()));
}

#[test]
fn saving_and_opening_gives_the_same() {
    for text in [SIMPLE, FULL] {
        let document = read(text);
        let saved = document.to_json();
        assert_eq!(read(&saved), document);
        assert_eq!(read(&saved).to_json(), saved);
        assert_eq!(read(&serde_json::to_string(&document).unwrap()), document);
    }
}

#[test]
fn every_unknown_field_is_kept() {
    let unknown = |text: &str| text.matches("\"unknown_field\"").count();
    assert!(unknown(FULL) >= 25);
    assert_eq!(unknown(&read(FULL).to_json()), unknown(FULL));
    let original: serde_json::Value = serde_json::from_str(FULL).unwrap();
    let saved: serde_json::Value = serde_json::from_str(&read(FULL).to_json()).unwrap();
    for field in ["topology", "lesson", "script", "positions", "notes"] {
        assert_eq!(saved[field], original[field], "{field}");
    }
}

#[test]
fn parts_have_their_meaning() {
    let document = read(FULL);
    let actions: Vec<_> = document.script.iter().map(|entry| entry.action.clone()).collect();
    assert_eq!(
        actions,
        [Action::Crash(1), Action::RestartBroker, Action::Unknown]
    );
    let lesson = document.lesson.as_ref().unwrap();
    assert_eq!(lesson.questions[0].kind, QuestionKind::Queues);
    assert_eq!(lesson.chapters[0].fork.as_deref(), Some("B"));
    assert_eq!(document.actors[0].declares.statements().unwrap().len(), 2);
}

#[test]
fn secrets_are_not_kept() {
    let text = r#"{"format":"warren","version":1,"topology":{"users":[{"name":"ops","password_hash":"s3cret","tags":"a, b"}]}}"#;
    let (document, findings) = Document::from_json(text);
    let document = document.unwrap();
    assert_eq!(document.topology.users[0].tags, ["a", "b"]);
    assert_eq!(findings[0].code, Code::SecretDropped);
    assert!(!document.to_json().contains("s3cret"));
}

#[test]
fn depth_and_size_are_limited() {
    let deep = format!("{{\"format\":\"warren\",\"x\":{}", "[".repeat(1_000_000));
    let (document, found) = Document::from_json(&deep);
    assert!(document.is_none());
    assert_eq!(found[0].code, Code::TooDeep);
    let large = format!("{{\"format\":\"warren\",\"x\":\"{}\"}}", "x".repeat(50_000_000));
    let (document, found) = Document::from_json(&large);
    assert!(document.is_none());
    assert!(matches!(
        found[0].code,
        Code::TooLarge {
            limit: BYTES_LIMIT,
            ..
        }
    ));
}

#[test]
fn a_place_beyond_the_canvas_is_told_with_its_number_and_the_limits() {
    let read = |x: &str| {
        let text = format!(
            r#"{{"format":"warren","version":1,"topology":{{"queues":[{{"name":"q"}}]}},"positions":{{"queue:q":[{x},2]}}}}"#
        );
        Document::from_json(&text)
    };
    let farthest = 1_000_000;
    for (found, x) in [
        ("1000001", farthest),
        ("-1000001", -farthest),
        ("2147483648", farthest),
        ("-1e+300", -farthest),
    ] {
        let (document, findings) = read(found);
        let at = document.expect("a document").positions[&Node::Queue("q".into())];
        assert_eq!(at, Point { x, y: 2 }, "{found}: only looks");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].severity, Severity::Warning);
        let (least, most, found) = (-1_000_000, 1_000_000, found.into());
        assert_eq!(findings[0].code, Code::OutOfRange { least, most, found });
        assert_eq!(
            findings[0].place,
            Place::top().field("positions").field("queue:q")
        );
    }
    let (document, findings) = read("-999999.6");
    assert_eq!(findings, []);
    let at = document.expect("a document").positions[&Node::Queue("q".into())];
    assert_eq!(at, Point { x: -1_000_000, y: 2 });
}

#[test]
fn findings_are_limited() {
    let wrong = vec!["1"; 10_000].join(",");
    let (_, found) = Document::from_json(&format!("{{\"format\":\"warren\",\"actors\":[{wrong}]}}"));
    assert_eq!(found.len(), 100);
    assert_eq!(
        found[0].code,
        Code::WrongType {
            expected: JsonType::Object,
            found: JsonType::Number
        }
    );
}

#[test]
fn no_text_makes_it_panic() {
    for seed in [SIMPLE, FULL] {
        for cut in (0..seed.len()).step_by(7) {
            if let Some(start) = seed.get(..cut) {
                Document::from_json(start);
            }
        }
        let mut dice = Dice(3);
        for _ in 0..2_000 {
            let mutated = mutate(seed, &mut dice);
            if let (Some(document), _) = Document::from_json(&mutated) {
                assert_eq!(read(&document.to_json()), document);
                crate::model::validate::validate(&document);
            }
        }
    }
}

/// Replaces, removes or doubles stretches of a text.
fn mutate(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + dice.below(3) {
        let at = dice.below(bytes.len() as u64) as usize;
        let length = (dice.below(12) as usize).min(bytes.len() - at);
        match dice.below(5) {
            0 => bytes[at] = dice.pick(b"{}[]\",:0123456789-.eEtfn \\\xff"),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let copy = bytes[at..at + length].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let word = dice.pick(&[
                    "null",
                    "true",
                    "-1",
                    "1e400",
                    "\"\"",
                    "{}",
                    "[]",
                    "99999999999999999999",
                ]);
                bytes.splice(at..at + length, word.bytes());
            }
            _ => bytes.swap(at, text.len() / 2 % text.len().min(at + 1)),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
