//! Tests of removing.

use super::*;
use crate::model::edit::{Options, connect};

fn shop() -> Document {
    let text = r##"{
        "format": "warren", "version": 1,
        "topology": {
            "exchanges": [{"name": "in", "type": "direct", "arguments": {"alternate-exchange": "lost"}},
                          {"name": "lost", "type": "fanout"}],
            "queues": [{"name": "work", "arguments": {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "dead"}},
                       {"name": "dead"}],
            "bindings": [{"id": "b1", "source": "in", "destination": "work", "routing_key": "work"},
                         {"source": "lost", "destination": "dead"}],
            "policies": [{"name": "p", "pattern": "^x", "definition": {"dead-letter-exchange": "lost"}}]
        },
        "actors": [
            {"id": 1, "kind": "producer", "name": "p", "program": ["on start", "  publish to in key \"work\""]},
            {"id": 2, "kind": "consumer", "name": "c", "consumes": [{"queue": "work"}, {"queue": "dead", "tag": "t"}],
             "program": ["on delivery from work", "  ack", "on delivery from t", "  ack"]}
        ],
        "script": [{"at_ms": 1, "crash": 2}, {"at_ms": 2, "send": 1}],
        "positions": {"queue:dead": [1, 2]},
        "lesson": {"chapters": [{"id": "a", "title": "a", "text": "a", "stop": "deliver m1 -> c", "panel": "node dead",
                                 "light": ["queue:dead", "binding:b1", "actor:c"],
                                 "facts": ["ready(dead) == 1", "ready(work) == 0"]}]}
    }"##;
    let (document, findings) = Document::from_json(text);
    document.unwrap_or_else(|| panic!("{findings:?}"))
}

fn argument(node: Node, name: &str) -> LoosePlace {
    LoosePlace::Argument {
        node,
        name: name.into(),
    }
}

fn lesson(text: &str) -> LoosePlace {
    LoosePlace::Lesson { text: text.into() }
}

#[test]
fn a_queue_goes_with_its_connections() {
    let mut document = shop();
    let node = Node::Queue("dead".into());
    let loose: Vec<_> = remove(&mut document, std::slice::from_ref(&node))
        .into_iter()
        .map(|loose| loose.place)
        .collect();
    let key = argument(Node::Queue("work".into()), "x-dead-letter-routing-key");
    assert_eq!(loose, [key, lesson("ready(dead) == 1")]);
    assert_eq!(document.topology.bindings.len(), 1);
    assert!(document.positions.is_empty());
    let consumer = &document.actors[1];
    assert_eq!(consumer.consumes.len(), 1);
    assert_eq!(consumer.program.0, ["on delivery from work", "  ack"]);
    let chapter = &document.lesson.as_ref().unwrap().chapters[0];
    assert_eq!((chapter.panel.as_str(), chapter.light.len()), ("", 2));
    assert!(
        connect(
            &mut document,
            &Node::Exchange("in".into()),
            &node,
            &Options::default()
        )
        .is_err()
    );
}

#[test]
fn an_exchange_leaves_its_name_behind() {
    let mut document = shop();
    let nodes = [Node::Exchange("in".into()), Node::Exchange("lost".into())];
    let loose = remove(&mut document, &nodes);
    let policy = LoosePlace::Policy {
        policy: "p".into(),
        name: "dead-letter-exchange".into(),
    };
    let program = LoosePlace::Program { actor: 1, line: 2 };
    let expected = [(nodes[0].clone(), program), (nodes[1].clone(), policy)];
    assert_eq!(
        loose,
        expected.map(|(gone, place)| Loose {
            gone: Gone::Node(gone),
            place
        })
    );
    assert!(document.topology.bindings.is_empty());
    let chapter = &document.lesson.as_ref().unwrap().chapters[0];
    assert_eq!(chapter.light, ["queue:dead", "actor:c"]);
}

#[test]
fn an_actor_goes_with_its_part_in_the_script() {
    let mut document = shop();
    let loose = remove(&mut document, &[Node::Actor(2)]);
    let stop = lesson("deliver m1 -> c");
    let gone = Gone::Node(Node::Actor(2));
    assert_eq!(loose, [Loose { gone, place: stop }]);
    assert_eq!((document.actors.len(), document.script.len()), (1, 1));
}

#[test]
fn what_was_always_there_stays() {
    let mut document = shop();
    document.topology.bindings[0].source = "amq.direct".into();
    assert_eq!(remove(&mut document, &[Node::Exchange("amq.direct".into())]), []);
    assert_eq!(document.topology.bindings.len(), 1);
    assert!(is_there(&document, &Node::Exchange("amq.direct".into())));
}

#[test]
fn what_counts_the_effects_of_an_actor_is_told_with_it() {
    let mut document = shop();
    document.actors[1].program.0.insert(1, "  effect ship".into());
    let chapters = &mut document.lesson.as_mut().expect("a lesson").chapters;
    chapters[0].facts.push("effect(ship, m1) == 1".into());
    let counted = Loose {
        gone: Gone::Node(Node::Actor(2)),
        place: lesson("effect(ship, m1) == 1"),
    };
    assert!(remove(&mut document.clone(), &[Node::Actor(2)]).contains(&counted));
    document.actors[0].program.0.push("  effect ship".into());
    assert!(!remove(&mut document, &[Node::Actor(2)]).contains(&counted));
}
