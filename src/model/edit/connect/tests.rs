//! Tests of connecting, disconnecting and reconnecting.

use super::*;
use crate::broker::view::ExchangeKind;
use crate::model::edit::{EdgeRef, End, Kind, add, disconnect, reconnect};
use crate::model::validate::validate;
use crate::model::{Point, Severity};

struct Bench {
    document: Document,
}

impl Bench {
    fn new() -> Self {
        Bench {
            document: Document::default(),
        }
    }

    fn add(&mut self, kind: Kind) -> Node {
        add(&mut self.document, kind, Point::default())
    }

    fn connect(&mut self, from: &Node, to: &Node) -> EdgeRef {
        let edge = connect(&mut self.document, from, to, &Options::default()).expect("legal");
        assert_eq!(validate(&self.document), []);
        edge.into()
    }

    fn refusal(&self, from: &Node, to: &Node) -> Refusal {
        may_connect(&self.document, from, to).expect_err("refused")
    }
}

#[test]
fn what_fits_is_said_with_its_reason() {
    let mut bench = Bench::new();
    let [producer, consumer, service] =
        [Kind::Producer, Kind::Consumer, Kind::Service].map(|kind| bench.add(kind));
    let [topic, fanout] =
        [ExchangeKind::Topic, ExchangeKind::Fanout].map(|kind| bench.add(Kind::Exchange(kind)));
    let [queue, other, note] = [Kind::Queue, Kind::Queue, Kind::Note].map(|kind| bench.add(kind));
    let default = Node::Exchange(String::new());
    for (from, to, expected) in [
        (&producer, &topic, Connection::Publish),
        (&service, &default, Connection::Publish),
        (&producer, &queue, Connection::PublishToQueue),
        (&topic, &queue, Connection::BindQueue),
        (&topic, &fanout, Connection::BindExchange),
        (&queue, &consumer, Connection::Consume),
        (&queue, &service, Connection::Consume),
        (&queue, &topic, Connection::DeadLetter),
        (&queue, &other, Connection::DeadLetterToQueue),
    ] {
        assert_eq!(
            may_connect(&bench.document, from, to),
            Ok(expected),
            "{from} to {to}"
        );
    }
    for (from, to, expected) in [
        (&producer, &consumer, Refusal::BetweenActors),
        (&topic, &consumer, Refusal::ExchangeToActor),
        (&queue, &producer, Refusal::ProducerConsumes),
        (&default, &queue, Refusal::DefaultExchange),
        (&topic, &default, Refusal::DefaultExchange),
        (&topic, &topic, Refusal::Itself),
        (&note, &queue, Refusal::NoEnds),
        (&queue, &Node::Queue("none".into()), Refusal::NotThere),
    ] {
        assert_eq!(bench.refusal(from, to), expected, "{from} to {to}");
    }
    let all = connections(&bench.document, &topic, &fanout);
    assert_eq!(all, Ok(vec![Connection::BindExchange, Connection::Alternate]));
}

#[test]
fn what_is_there_is_not_made_twice() {
    let mut bench = Bench::new();
    let [producer, consumer, queue, other] =
        [Kind::Producer, Kind::Consumer, Kind::Queue, Kind::Queue].map(|kind| bench.add(kind));
    let [topic, fanout] =
        [ExchangeKind::Topic, ExchangeKind::Fanout].map(|kind| bench.add(Kind::Exchange(kind)));
    for (from, to) in [
        (&producer, &queue),
        (&queue, &consumer),
        (&fanout, &queue),
        (&queue, &topic),
    ] {
        bench.connect(from, to);
        assert_eq!(bench.refusal(from, to), Refusal::AlreadyThere, "{from} to {to}");
    }
    let exchange = String::from("exchange-1");
    assert_eq!(
        bench.refusal(&queue, &fanout),
        Refusal::HasDeadLetters { exchange }
    );
    assert!(may_connect(&bench.document, &queue, &other).is_err());
    // Another key makes another binding; the same key does not.
    bench.connect(&topic, &queue);
    let key = |key: &str| Options {
        key: Some(key.into()),
        ..Options::default()
    };
    assert!(connect(&mut bench.document, &topic, &queue, &key("a.*")).is_ok());
    assert_eq!(
        connect(&mut bench.document, &topic, &queue, &key("#")),
        Err(Refusal::AlreadyThere)
    );
    assert_eq!(bench.document.topology.bindings.len(), 3);
}

#[test]
fn what_is_connected_runs() {
    let mut bench = Bench::new();
    let [producer, consumer, queue] =
        [Kind::Producer, Kind::Consumer, Kind::Queue].map(|kind| bench.add(kind));
    bench.connect(&producer, &queue);
    bench.connect(&queue, &consumer);
    let actors = &bench.document.actors;
    assert_eq!(
        actors[0].program.0,
        [
            "on every 1s up to 20",
            "  publish to \"\" key \"queue-1\" body \"message {n}\" persistent"
        ]
    );
    assert_eq!(
        actors[1].program.0,
        ["on delivery from queue-1", "  work 400ms", "  ack"]
    );
    let exchange = bench.add(Kind::Exchange(ExchangeKind::Direct));
    bench.connect(&consumer, &exchange);
    assert_eq!(
        bench.document.actors[1].program.0[2..],
        ["  publish to exchange-1 body body persistent", "  ack"]
    );
}

#[test]
fn disconnecting_takes_all_of_it() {
    let mut bench = Bench::new();
    let [producer, consumer, queue, other] =
        [Kind::Producer, Kind::Consumer, Kind::Queue, Kind::Queue].map(|kind| bench.add(kind));
    let [one, two] = [ExchangeKind::Topic, ExchangeKind::Headers].map(|kind| bench.add(Kind::Exchange(kind)));
    for (from, to) in [
        (&producer, &one),
        (&producer, &queue),
        (&one, &queue),
        (&two, &queue),
        (&one, &two),
        (&queue, &one),
        (&other, &queue),
    ] {
        let before = bench.document.clone();
        let edge = bench.connect(from, to);
        assert_ne!(bench.document, before);
        let after = bench.document.clone();
        assert_eq!(disconnect(&mut bench.document, &edge), Ok(Vec::new()));
        assert_eq!(bench.document, before, "{from} to {to}");
        assert_eq!(disconnect(&mut bench.document, &edge), Err(Refusal::NotThere));
        bench.document = after;
    }
    let edge = bench.connect(&queue, &consumer);
    assert_eq!(disconnect(&mut bench.document, &edge), Ok(Vec::new()));
    let consumer = bench.document.actors.last().unwrap();
    assert!(consumer.consumes.is_empty());
    assert_eq!(consumer.program.0, ["on delivery", "  work 400ms", "  ack"]);
}

#[test]
fn one_of_several_bindings_is_taken() {
    let mut bench = Bench::new();
    let (exchange, queue) = (
        bench.add(Kind::Exchange(ExchangeKind::Direct)),
        bench.add(Kind::Queue),
    );
    let mut edge = bench.connect(&exchange, &queue);
    for key in ["a", "b"] {
        let key = Some(key.into());
        let options = Options {
            key,
            ..Options::default()
        };
        connect(&mut bench.document, &exchange, &queue, &options).unwrap();
    }
    edge.which = Some(1);
    assert_eq!(disconnect(&mut bench.document, &edge), Ok(Vec::new()));
    let keys: Vec<_> = bench
        .document
        .topology
        .bindings
        .iter()
        .map(|binding| &binding.routing_key)
        .collect();
    assert_eq!(keys, ["queue-1", "b"]);
}

#[test]
fn a_moved_end_keeps_the_settings() {
    let mut bench = Bench::new();
    let [producer, consumer, queue, other, second] = [
        Kind::Producer,
        Kind::Consumer,
        Kind::Queue,
        Kind::Queue,
        Kind::Consumer,
    ]
    .map(|kind| bench.add(kind));
    let [one, two] = [ExchangeKind::Topic, ExchangeKind::Topic].map(|kind| bench.add(Kind::Exchange(kind)));
    for (from, to, end) in [
        (&one, &queue, End::To(other.clone())),
        (&one, &queue, End::To(two.clone())),
        (&one, &queue, End::From(two.clone())),
        (&producer, &one, End::To(two.clone())),
        (&producer, &one, End::To(queue.clone())),
        (&queue, &consumer, End::From(other.clone())),
        (&queue, &consumer, End::To(second.clone())),
        (&queue, &one, End::To(two.clone())),
        (&queue, &one, End::From(other.clone())),
        (&queue, &one, End::To(other.clone())),
    ] {
        let before = bench.document.clone();
        let edge = bench.connect(from, to);
        let moved = reconnect(&mut bench.document, &edge, end).expect("legal");
        let found = validate(&bench.document);
        assert!(
            found.iter().all(|finding| finding.severity < Severity::Error),
            "{found:?}"
        );
        assert_ne!(moved, edge.edge);
        assert_eq!(disconnect(&mut bench.document, &edge), Err(Refusal::NotThere));
        assert_eq!(disconnect(&mut bench.document, &moved.into()), Ok(Vec::new()));
        bench.document = before;
    }
    let edge = bench.connect(&one, &queue);
    let before = bench.document.clone();
    let end = End::To(consumer.clone());
    assert_eq!(
        reconnect(&mut bench.document, &edge, end),
        Err(Refusal::ExchangeToActor)
    );
    assert_eq!(
        reconnect(&mut bench.document, &edge, End::From(producer)),
        Err(Refusal::NoEnds)
    );
    assert_eq!(bench.document, before);
}

#[test]
fn a_moved_subscription_takes_its_handler_along() {
    let mut bench = Bench::new();
    let [consumer, queue, other] = [Kind::Consumer, Kind::Queue, Kind::Queue].map(|kind| bench.add(kind));
    let edge = bench.connect(&queue, &consumer);
    bench.document.actors[0].consumes[0].prefetch = 7;
    bench.document.actors[0].program.0[1] = "  work 3s   # slow".into();
    reconnect(&mut bench.document, &edge, End::From(other)).unwrap();
    let actor = &bench.document.actors[0];
    assert_eq!(
        actor.program.0,
        ["on delivery from queue-2", "  work 3s   # slow", "  ack"]
    );
    assert_eq!(
        (actor.consumes[0].queue.as_str(), actor.consumes[0].prefetch),
        ("queue-2", 7)
    );
}
