//! Tests of copying and pasting.

use super::*;
use crate::broker::view::ExchangeKind;
use crate::model::edit::{Kind, Options, add, connect};
use crate::model::validate::validate;

/// A producer, a topic exchange, a queue and a consumer in a row.
fn row() -> (Document, [Node; 4]) {
    let mut document = Document::default();
    let kinds = [
        Kind::Producer,
        Kind::Exchange(ExchangeKind::Topic),
        Kind::Queue,
        Kind::Consumer,
    ];
    let mut x = 0;
    let nodes = kinds.map(|kind| {
        x += 100;
        add(&mut document, kind, Point { x, y: 50 })
    });
    for at in [1, 2, 0] {
        connect(&mut document, &nodes[at], &nodes[at + 1], &Options::default()).expect("legal");
    }
    (document, nodes)
}

#[test]
fn a_pasted_row_is_a_second_row() {
    let (mut document, nodes) = row();
    let text = copy(&document, &nodes);
    let fresh = paste(&mut document, &text, Point { x: 1000, y: 0 }).expect("parts");
    assert_eq!(validate(&document), []);
    let expected = ["actor:3", "actor:4", "exchange:exchange-2", "queue:queue-2"];
    assert_eq!(fresh.iter().map(Node::to_string).collect::<Vec<_>>(), expected);
    assert_eq!(document.actors[2].name, "producer-2");
    assert_eq!(
        document.actors[2].program.0[1],
        "  publish to exchange-2 body \"message {n}\" persistent"
    );
    assert_eq!(document.actors[3].consumes[0].queue, "queue-2");
    let binding = &document.topology.bindings[1];
    assert_eq!(
        (binding.source.as_str(), binding.destination.as_str()),
        ("exchange-2", "queue-2")
    );
    assert_eq!(document.positions[&fresh[0]], Point { x: 850, y: 0 });
    assert_eq!(document.positions[&fresh[3]], Point { x: 1050, y: 0 });
    assert_eq!(document.next_id, 5);
}

#[test]
fn a_copied_consumer_reads_from_the_same_queue_where_there_is_one() {
    let (mut document, nodes) = row();
    let by = Point { x: 5, y: 5 };
    let fresh = duplicate(&mut document, &nodes[3..], by);
    assert_eq!(document.actors[2].consumes[0].queue, "queue-1");
    assert_eq!(document.positions[&fresh[0]], Point { x: 405, y: 55 });
    let mut empty = Document::default();
    let text = copy(&document, &[nodes[0].clone(), nodes[3].clone()]);
    paste(&mut empty, &text, Point::default()).expect("parts");
    assert!(empty.actors[1].consumes.is_empty());
    assert!(empty.actors[0].program.0.is_empty());
}

#[test]
fn names_that_are_free_are_kept() {
    let (document, nodes) = row();
    let text = copy(&document, &nodes);
    let mut other = Document::default();
    paste(&mut other, &text, Point { x: 250, y: 50 }).expect("parts");
    assert_eq!(other.topology, document.topology);
    assert_eq!(other.positions, document.positions);
    assert_eq!(other.actors, document.actors);
}

/// A drawing of names that are the broker's own, one of them of an exchange that every broker has.
fn reserved() -> Document {
    let text = r#"{"format": "warren", "version": 1, "topology": {
        "exchanges": [{"name": "amq.topic", "type": "topic"}, {"name": "amq.mine", "type": "topic"}],
        "queues": [{"name": "amq.gen-1"}, {"name": "gen-2"}, {"name": "amq."}],
        "bindings": [
            {"source": "amq.topic", "destination": "amq.gen-1", "routing_key": "a.#"},
            {"source": "amq.mine", "destination": "amq."}
        ]
    }, "positions": {"queue:amq.gen-1": [300, 20]}}"#;
    Document::from_json(text).0.expect("a document")
}

fn queue(name: &str) -> Node {
    Node::Queue(name.into())
}

fn exchange(name: &str) -> Node {
    Node::Exchange(name.into())
}

#[test]
fn a_copy_has_no_name_of_the_brokers_own() {
    let mut document = reserved();
    let by = Point { x: 5, y: 5 };
    let nodes = [exchange("amq.mine"), queue("amq.gen-1"), queue("amq.")];
    let fresh = duplicate(&mut document, &nodes, by);
    assert_eq!(fresh, [exchange("mine-2"), queue("gen-3"), queue("copy-2")]);
    assert_eq!(document.positions[&queue("amq.gen-1")], Point { x: 300, y: 20 });
    assert_eq!(document.positions[&queue("gen-3")], Point { x: 305, y: 25 });
    let last = document.topology.bindings.last().expect("copied");
    assert_eq!(
        (last.source.as_str(), last.destination.as_str()),
        ("mine-2", "copy-2")
    );
}

#[test]
fn an_exchange_that_every_broker_has_is_not_copied_but_bound_to() {
    let mut document = reserved();
    let nodes = [exchange("amq.topic"), queue("amq.gen-1")];
    let text = copy(&document, &nodes);
    let fresh = paste(&mut document, &text, Point::default()).expect("parts");
    assert_eq!(fresh, [queue("gen-3")]);
    let names = document.topology.exchanges.iter().map(|own| own.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["amq.topic", "amq.mine"]);
    let last = document.topology.bindings.last().expect("copied");
    assert_eq!(
        (last.source.as_str(), last.destination.as_str()),
        ("amq.topic", "gen-3")
    );
}

#[test]
fn pasted_parts_that_others_wrote_bring_no_second_exchange_of_the_brokers() {
    let mut document = reserved();
    let text = r#"{"format": "warren-parts", "version": 1, "topology": {
        "exchanges": [{"name": "amq.topic", "type": "topic"}], "queues": [{"name": "gen-2"}]
    }}"#;
    let fresh = paste(&mut document, text, Point::default()).expect("parts");
    assert_eq!(fresh, [queue("gen-3")]);
    assert_eq!(document.topology.exchanges.len(), 2);
}

#[test]
fn parts_with_a_name_twice_are_not_pasted() {
    let parts = |inner: &str| format!(r#"{{"format": "warren-parts", "version": 1, {inner}}}"#);
    let queues = r#""topology": {"queues": [{"name": "q"}, {"name": "q"}]}"#;
    let exchanges = r#""topology": {"exchanges": [{"name": "q"}, {"name": "q"}]}"#;
    let notes =
        r#""notes": [{"id": "q", "text": "a", "at": [0, 0]}, {"id": "q", "text": "b", "at": [0, 0]}]"#;
    let actors = r#""actors": [{"id": 1, "kind": "consumer", "name": "q"}, {"id": 2, "kind": "consumer", "name": "q"}]"#;
    for (inner, twice) in [
        (queues, What::Queue),
        (exchanges, What::Exchange),
        (notes, What::Note),
        (actors, What::Actor),
    ] {
        let mut document = Document::default();
        let refused = paste(&mut document, &parts(inner), Point::default()).expect_err("a name twice");
        let (what, name) = (twice, "q".into());
        assert_eq!(refused.code, Code::Duplicate { what, name });
        assert_eq!(document, Document::default());
    }
}

#[test]
fn what_is_no_copy_is_told() {
    let mut document = Document::default();
    let mut code = |text: &str| {
        paste(&mut document, text, Point::default())
            .expect_err("no parts")
            .code
    };
    assert_eq!(code(&Document::default().to_json()), Code::NotADocument);
    assert_eq!(code("[]"), Code::NotADocument);
    assert!(matches!(code("hello"), Code::NotJson { .. }));
    let newer = Code::NewerVersion { version: 2, known: 1 };
    assert_eq!(code(r#"{"format": "warren-parts", "version": 2}"#), newer);
    let wrong = code(r#"{"format": "warren-parts", "version": 1, "actors": 3}"#);
    assert!(matches!(wrong, Code::WrongType { .. }), "{wrong:?}");
}

#[test]
fn names_go_on_counting() {
    let taken = ["orders-2", "a-2"];
    let next = |name: &str| next_name(name, |name| !taken.contains(&name));
    assert_eq!(
        [next("orders"), next("queue-1"), next("a-9"), next("x-")],
        ["orders-3", "queue-2", "a-3", "x--2"]
    );
    assert!(next(&"é".repeat(127)).len() <= 255);
}
