//! The document as `docs/document.md` describes it: one that was written out of that page alone does what the page
//! says, keeps what nobody knows, and every name that a program may say has a value somewhere.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::collections::BTreeSet;
use warren::lesson::{Answer, Course, Item};
use warren::model::diagnostic::code::What;
use warren::model::program::names;
use warren::model::{Code, Diagnostic, Document, Place, validate};
use warren::run::{Ending, History, trace};
use warren::world::World;

const EVERY_WORD: &str = include_str!("data/every-word.json");

fn every_word() -> Document {
    let (document, findings) = Document::from_json(EVERY_WORD);
    assert_eq!(findings, []);
    document.expect("a document")
}

#[test]
fn each_trigger_and_statement_does_what_the_page_says() {
    let document = every_word();
    let missing = Code::Unknown {
        what: What::Exchange,
        name: "no-such-exchange".into(),
        nearest: None,
    };
    let program = Place::top().field("actors").index(2).field("program");
    assert_eq!(
        validate::validate(&document),
        [Diagnostic::error(missing, program.line(13, 3))]
    );
    let (mut history, _) = History::new(&document);
    while !history.compute(1000) {}
    assert_eq!(history.ending(), Some(Ending::AtRest));
    let lines: Vec<String> = (0..=history.steps())
        .flat_map(|step| trace::step(&mut history, step).entries)
        .map(|entry| entry.to_string())
        .collect();
    for line in [
        "publish m1 shop orders key=order.1",
        "return m3 shop",
        "refuse m4 shop",
        "confirm m1 shop",
        "fail worker line=3",
        "crash worker",
        "restart worker",
        "cut shop",
        "close clerk scope=channel code=404",
        "effect m1 worker served count=1",
        "effect teller unlucky count=1",
    ] {
        assert!(
            lines.iter().any(|said| said == line),
            "{line} in\n{}",
            lines.join("\n")
        );
    }
    assert!(!lines.iter().any(|line| line.contains("never")));
    let steps = history.steps();
    let world = history.world(steps);
    let variables: Vec<String> = world
        .actors()
        .flat_map(|actor| world.variables(actor.id))
        .map(|(name, value)| format!("{name} = {value:?}"))
        .collect();
    assert!(
        variables.contains(&"why = Integer(404)".to_string()),
        "{variables:?}"
    );
}

#[test]
fn each_kind_of_question_has_its_answer() {
    let document = every_word();
    let (mut history, _) = History::new(&document);
    let course = Course::new(&document, &mut history);
    let lesson = document.lesson.as_ref().expect("a lesson");
    let flaws: Vec<_> = course.flaws.iter().map(|flaw| flaw.told(lesson)).collect();
    assert!(flaws.is_empty(), "{flaws:?}");
    let items = |items: &[Item]| -> Vec<String> {
        let name = |item: &Item| match item {
            Item::Name(name) => name.to_string(),
            Item::Message(message) => message.to_string(),
        };
        items.iter().map(name).collect()
    };
    let answers: Vec<String> = course
        .quizzes
        .iter()
        .map(|quiz| match &quiz.answer {
            Answer::Set(these) | Answer::Sequence(these) => items(these).join(" "),
            Answer::Number(number) => number.to_string(),
            Answer::Option(at) => lesson.questions[quiz.question].options[*at].id.clone(),
        })
        .collect();
    assert_eq!(answers[..3], ["work", "worker", "m3"]);
    assert_eq!((answers.len(), answers[5].as_str()), (6, "a"));
    let fork = &course.stops[3];
    assert_ne!(fork.branch, course.stops[0].branch, "the fork is a branch");
}

/// Whether everything of `before` is in `after`.
fn assert_kept(before: &Value, after: &Value, place: &str) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (name, value) in before {
                let place = format!("{place}.{name}");
                assert_kept(value, after.get(name).unwrap_or(&Value::Null), &place);
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            assert_eq!(before.len(), after.len(), "{place}");
            for (at, (before, after)) in before.iter().zip(after).enumerate() {
                assert_kept(before, after, &format!("{place}[{at}]"));
            }
        }
        _ => assert_eq!(before, after, "{place}"),
    }
}

/// Puts a field that nobody knows into every object, but not where any name has a meaning.
fn with_unknown_fields(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                if !["arguments", "definition", "positions"].contains(&name.as_str()) {
                    with_unknown_fields(value);
                }
            }
            fields.insert("from_the_future".into(), serde_json::json!({"a": [1, null]}));
        }
        Value::Array(items) => items.iter_mut().for_each(with_unknown_fields),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn what_nobody_knows_is_kept_everywhere() {
    let mut before: Value = serde_json::from_str(EVERY_WORD).expect("JSON");
    with_unknown_fields(&mut before);
    let (document, findings) = Document::from_json(&before.to_string());
    assert_eq!(findings, []);
    let written = document.expect("a document").to_json();
    assert_kept(&before, &serde_json::from_str(&written).expect("JSON"), "");
    assert_eq!(
        Document::from_json(&written).0.expect("a document").to_json(),
        written
    );
}

/// `model::program::names` is what may be said, `world::scope` what it means.
#[test]
fn every_name_of_programs_has_a_value() {
    let mut document: Value = serde_json::json!({
        "format": "warren", "version": 1, "title": {"en": "names", "zh": "names"},
        "topology": {"queues": [{"name": "q"}]},
        "actors": [
            {"id": 1, "name": "shop", "confirms": true, "program": [
                "on start",
                "  publish to \"\" key \"q\" body 1 headers {a: 1} persistent priority 1 expiration 5s content_type \"t\" \
                 correlation_id \"c\" reply_to \"r\" message_id \"i\" type \"y\" user_id \"guest\" app_id \"p\"",
                "  publish to \"\" key \"gone\" body 2 mandatory type \"y\"",
                "  publish to \"no-such-exchange\" body 3",
            ]},
            {"id": 2, "name": "desk", "consumes": [{"queue": "q"}], "program": []},
        ],
    });
    let set = |trigger: &str| {
        let sets = names().map(|name| format!("  set from_{name} = {name}"));
        std::iter::once(trigger.to_string())
            .chain(sets)
            .map(Value::from)
            .collect::<Vec<_>>()
    };
    for (actor, trigger) in [(0, "on confirm"), (0, "on closed"), (1, "on delivery")] {
        let program = document["actors"][actor]["program"]
            .as_array_mut()
            .expect("lines");
        program.extend(set(trigger));
    }
    document["actors"][0]["program"]
        .as_array_mut()
        .expect("lines")
        .extend(["on returned", "  set type_of_returned = type"].map(Value::from));
    let (document, findings) = Document::from_json(&document.to_string());
    assert_eq!(findings, []);
    let (mut world, _) = World::new(&document.expect("a document"));
    let mut named = BTreeSet::new();
    let mut events = Vec::new();
    while let Some(choice) = world.next_due().filter(|_| events.len() < 1000) {
        world.apply(choice, &mut events);
        for actor in world.actors() {
            named.extend(world.variables(actor.id).map(|(name, _)| name.to_string()));
        }
    }
    let missing: Vec<_> = names()
        .filter(|name| !named.contains(&format!("from_{name}")))
        .collect();
    assert!(missing.is_empty(), "nothing gives {missing:?} a value");
    assert!(named.contains("type_of_returned"), "{named:?}");
}
