//! Changes of a drawing, in random sequences over the gallery's documents and over empty ones: each leaves a document that
//! can be opened, with nothing in it that refers to nothing, and can be taken back where it has an opposite.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/edits.rs"]
mod edits;
#[path = "gallery/scenarios.rs"]
mod scenarios;

use edits::{Random, dangling, nodes, shape};
use scenarios::scenarios;
use std::collections::BTreeSet;
use warren::model::edit::{copy, duplicate, paste, remove, rename};
use warren::model::validate::validate;
use warren::model::{Code, Document, Node, Point, Severity};

fn documents() -> Vec<Document> {
    let mut all = scenarios();
    all.push(Document::default());
    all.push(reserved());
    all
}

/// A drawing with names of the broker's own, as an import can bring them.
fn reserved() -> Document {
    let text = r#"{"format": "warren", "version": 1, "id": "reserved", "topology": {
        "exchanges": [{"name": "amq.mine", "type": "topic"}, {"name": "amq.mine-2", "type": "fanout"}],
        "queues": [{"name": "amq.gen-1"}, {"name": "amq.amq.", "arguments": {"x-dead-letter-exchange": "amq.mine"}}],
        "bindings": [
            {"source": "amq.mine", "destination": "amq.gen-1", "routing_key": "a.#"},
            {"source": "amq.mine-2", "destination": "amq.amq."}
        ]
    }, "positions": {"exchange:amq.mine": [10, 20], "queue:amq.gen-1": [300, 20]}}"#;
    let (document, findings) = Document::from_json(text);
    document.unwrap_or_else(|| panic!("{findings:?}"))
}

/// What stands in the way of running, whatever its place.
fn errors(document: &Document) -> BTreeSet<String> {
    let findings = validate(document).into_iter();
    let errors = findings.filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| without_hint(&finding.code)).collect()
}

/// A new name may be nearer to a mistyped one.
fn without_hint(code: &Code) -> String {
    match code {
        Code::Unknown { what, name, .. } => format!("unknown {what:?} {name}"),
        code => format!("{code:?}"),
    }
}

#[test]
fn every_edit_leaves_a_whole_document() {
    let mut made = 0;
    for seed in 0..40 {
        for document in documents() {
            let id = document.id.clone();
            let mut random = Random::new(seed, document);
            for step in 0..25 {
                let (before, dangled) = (errors(&random.document), dangling(&random.document));
                let told = random.edit();
                let document = &random.document;
                let at = format!("{id}, seed {seed}, step {step}: {told:?}");
                let (read, findings) = Document::from_json(&document.to_json());
                assert_eq!(read.as_ref(), Some(document), "{at}: {findings:?}");
                // What stays as it is written was told.
                if told.loose.is_empty() {
                    let new: Vec<_> = errors(document).difference(&before).cloned().collect();
                    assert!(new.is_empty(), "{at}: {new:?}");
                    let new: Vec<_> = dangling(document).difference(&dangled).cloned().collect();
                    assert!(new.is_empty(), "{at}: {new:?}");
                }
                made += usize::from(told.done);
            }
        }
    }
    assert!(made > 5_000, "only {made} edits were made");
}

#[test]
fn a_refused_edit_changes_nothing() {
    let mut refused = 0;
    for seed in 100..120 {
        for document in documents() {
            let mut random = Random::new(seed, document);
            for _ in 0..25 {
                let before = random.document.clone();
                let told = random.edit();
                if !told.done {
                    assert_eq!(random.document, before, "seed {seed}: {told:?}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 300, "only {refused} edits were refused");
}

#[test]
fn a_name_and_back_gives_the_same_document() {
    let mut renamed = 0;
    for document in documents() {
        for node in nodes(&document) {
            let old = match &node {
                Node::Exchange(name) | Node::Queue(name) => name.clone(),
                Node::Actor(id) => document.actor(*id).expect("there").name.clone(),
                Node::Note(_) | Node::Other(_) => continue,
            };
            if old.starts_with("amq.") {
                // There is no way back to it.
                continue;
            }
            let mut changed = document.clone();
            let Ok((new, _)) = rename(&mut changed, &node, "quite.new") else {
                continue;
            };
            assert_ne!(changed, document);
            assert_eq!(errors(&changed), errors(&document), "{}: {node}", document.id);
            assert_eq!(dangling(&changed), dangling(&document), "{}: {node}", document.id);
            rename(&mut changed, &new, &old).expect("it was free before");
            assert_eq!(changed, document, "{}: {node}", document.id);
            renamed += 1;
        }
    }
    assert!(renamed > 50, "only {renamed} names");
}

#[test]
fn a_pasted_copy_has_the_shape_of_what_was_copied() {
    for document in documents() {
        let all = nodes(&document);
        let mut changed = document.clone();
        let text = copy(&document, &all);
        let fresh = paste(&mut changed, &text, Point { x: 10, y: 10 }).expect("a copy");
        assert_eq!(shape(&changed, &fresh), shape(&document, &all), "{}", document.id);
        assert_eq!(errors(&changed), errors(&document), "{}", document.id);
        let mut again = document.clone();
        let twins = duplicate(&mut again, &all, Point { x: 10, y: 10 });
        assert_eq!(shape(&again, &twins), shape(&document, &all), "{}", document.id);
        // Without what was added all is as before, but for numbers, which are never used again.
        let loose = remove(&mut again, &twins);
        assert_eq!(loose, [], "{}", document.id);
        again.next_id = document.next_id;
        assert_eq!(again, document, "{}", document.id);
    }
}
