//! Putting an exchange or a queue into an edge: what passed there passes through it now.

use crate::base::value::Value;
use crate::model::document::Document;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit::connect::{
    DEAD_LETTER_KEY, Options, Refusal, actor_of, bindings, connect, legal, name, publishes_of,
};
use crate::model::edit::disconnect::EdgeRef;
use crate::model::edit::reconnect::{End, reconnect};
use crate::model::node::Node;
use std::collections::BTreeSet;

/// Whether a node can be put into an edge.
pub fn may_splice(document: &Document, edge: &EdgeRef, node: &Node) -> Result<(), Refusal> {
    splice(&mut document.clone(), edge, node).map(drop)
}

/// Puts a node into an edge, where both halves can be. Else the document stays as it was.
pub fn splice(document: &mut Document, edge: &EdgeRef, node: &Node) -> Result<[EdgeId; 2], Refusal> {
    let EdgeId { kind, from, to } = &edge.edge;
    leads_on(document, edge, node)?;
    let keys = keys(document, edge);
    let mut changed = document.clone();
    let first = reconnect(&mut changed, edge, End::To(node.clone()))?;
    if let (EdgeKind::DeadLetter, Node::Queue(queue)) = (kind, to) {
        keep_dead_letter_key(&mut changed, from, node, queue);
    }
    let is_direct = document.topology.exchange_type(name(node)) == Some("direct");
    let mut second = None;
    for key in keys {
        let options = Options {
            key: (is_direct && matches!(node, Node::Exchange(_))).then_some(key),
            ..Options::default()
        };
        match connect(&mut changed, node, to, &options) {
            Ok(edge) => second = Some(edge),
            // The second half may be there already.
            Err(Refusal::AlreadyThere) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    let kind = second.map_or(EdgeKind::Binding, |edge| edge.kind);
    *document = changed;
    let second = EdgeId {
        kind,
        from: node.clone(),
        to: to.clone(),
    };
    Ok([first, second])
}

/// What comes in must go out again: a queue hands on only dead letters.
fn leads_on(document: &Document, edge: &EdgeRef, node: &Node) -> Result<(), Refusal> {
    let EdgeId { kind, from, to } = &edge.edge;
    legal(document, from, node)?;
    let onward = legal(document, node, to)?;
    let is_dead_end = onward[0].edge_kind() == EdgeKind::DeadLetter && *kind != EdgeKind::DeadLetter;
    match is_dead_end || *kind == EdgeKind::Consume {
        true => Err(Refusal::QueueOnlyDeadLetters),
        false => Ok(()),
    }
}

/// The keys that messages on an edge have, as far as they are written.
fn keys(document: &Document, edge: &EdgeRef) -> BTreeSet<String> {
    let EdgeId { kind, from, to } = &edge.edge;
    let mut keys: BTreeSet<String> = match kind {
        EdgeKind::Binding => bindings(document, from, to)
            .enumerate()
            .filter(|(at, _)| edge.which.is_none_or(|which| which == *at))
            .map(|(_, binding)| binding.routing_key.clone())
            .collect(),
        EdgeKind::Publish => {
            let publishes = actor_of(document, from).map_or(Vec::new(), |actor| publishes_of(actor, to));
            let keys = publishes.iter().filter_map(|publish| publish.key.as_constant());
            keys.filter_map(|key| key.as_text().map(String::from)).collect()
        }
        EdgeKind::DeadLetter | EdgeKind::Alternate | EdgeKind::Consume => BTreeSet::new(),
    };
    if keys.is_empty() {
        keys.insert(name(to).into());
    }
    keys
}

/// A direct exchange needs the key that led to the queue before.
fn keep_dead_letter_key(document: &mut Document, from: &Node, node: &Node, queue: &str) {
    let is_direct = document.topology.exchange_type(name(node)) == Some("direct");
    let queues = &mut document.topology.queues;
    let own = queues.iter_mut().find(|own| own.name == name(from));
    if let (true, Node::Exchange(_), Some(own)) = (is_direct, node, own) {
        own.arguments.set(DEAD_LETTER_KEY, Value::from(queue));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::gather::Gather;
    use crate::broker::view::ExchangeKind;
    use crate::model::Point;
    use crate::model::edit::{Kind, add};
    use crate::model::validate::validate;

    fn bench() -> (Document, impl FnMut(&mut Document, Kind) -> Node) {
        (Document::default(), |document: &mut Document, kind| {
            add(document, kind, Point::default())
        })
    }

    #[test]
    fn an_exchange_fits_between_producer_and_queue() {
        for (kind, key) in [
            (ExchangeKind::Direct, "queue-1"),
            (ExchangeKind::Topic, "#"),
            (ExchangeKind::Fanout, ""),
        ] {
            let (mut document, mut add) = bench();
            let [producer, queue] = [Kind::Producer, Kind::Queue].map(|kind| add(&mut document, kind));
            let edge = connect(&mut document, &producer, &queue, &Options::default()).unwrap();
            let exchange = add(&mut document, Kind::Exchange(kind));
            let halves = splice(&mut document, &edge.into(), &exchange).expect("legal");
            assert_eq!(
                halves.map(|edge| edge.kind),
                [EdgeKind::Publish, EdgeKind::Binding]
            );
            assert_eq!(document.topology.bindings[0].routing_key, key);
            let line = &document.actors[0].program.0[1];
            assert_eq!(
                line,
                "  publish to exchange-1 key \"queue-1\" body \"message {n}\" persistent"
            );
            assert_eq!(validate(&document), []);
        }
    }

    #[test]
    fn a_queue_fits_only_among_dead_letters() {
        let (mut document, mut add) = bench();
        let [exchange, queue, between] = [Kind::Exchange(ExchangeKind::Fanout), Kind::Queue, Kind::Queue]
            .map(|kind| add(&mut document, kind));
        let edge = connect(&mut document, &exchange, &queue, &Options::default()).unwrap();
        let refused = may_splice(&document, &edge.into(), &between);
        assert_eq!(refused, Err(Refusal::QueueOnlyDeadLetters));
        let edge = connect(&mut document, &queue, &exchange, &Options::default()).unwrap();
        splice(&mut document, &edge.into(), &between).expect("legal");
        let arguments = |at: usize| document.topology.queues[at].arguments.to_json();
        assert_eq!(
            [arguments(0), arguments(1)],
            [
                serde_json::json!({"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "queue-2"}),
                serde_json::json!({"x-dead-letter-exchange": "exchange-1"}),
            ]
        );
    }

    #[test]
    fn each_key_of_a_binding_passes() {
        let (mut document, mut add) = bench();
        let [topic, queue, direct] = [
            Kind::Exchange(ExchangeKind::Topic),
            Kind::Queue,
            Kind::Exchange(ExchangeKind::Direct),
        ]
        .map(|kind| add(&mut document, kind));
        let mut edge = None;
        for key in ["a", "b"] {
            let key = Some(key.into());
            let options = Options {
                key,
                ..Options::default()
            };
            edge = connect(&mut document, &topic, &queue, &options).ok();
        }
        splice(&mut document, &edge.expect("made").into(), &direct).expect("legal");
        let ways: Vec<_> = document
            .topology
            .bindings
            .iter()
            .map(|binding| {
                (
                    binding.source.as_str(),
                    binding.destination.as_str(),
                    binding.routing_key.as_str(),
                )
            })
            .gather();
        assert_eq!(
            ways,
            [
                ("exchange-1", "exchange-2", "a"),
                ("exchange-1", "exchange-2", "b"),
                ("exchange-2", "queue-1", "a"),
                ("exchange-2", "queue-1", "b")
            ]
        );
    }
}
