//! Edges of the drawing, by what they join. What stands for one in the document is found by `edit`.

use crate::model::document::Document;
use crate::model::node::Node;
use crate::model::topology::{Binding, DestinationType};

/// What joins two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A producer's publishes reach an exchange (or, by the default exchange, a queue).
    Publish,
    /// One or more bindings with the same source and destination.
    Binding,
    /// A queue's dead letters go to an exchange: rose dashes.
    DeadLetter,
    /// What no binding of an exchange takes goes to its alternate exchange.
    Alternate,
    /// A queue delivers to a consumer.
    Consume,
}

/// An edge, by what it joins: there is at most one of a kind between two nodes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId {
    pub kind: EdgeKind,
    pub from: Node,
    pub to: Node,
}

impl EdgeId {
    /// The edge of a binding.
    pub fn of_binding(binding: &Binding) -> EdgeId {
        let destination = binding.destination.clone();
        EdgeId {
            kind: EdgeKind::Binding,
            from: Node::Exchange(binding.source.clone()),
            to: match binding.destination_type {
                DestinationType::Queue => Node::Queue(destination),
                DestinationType::Exchange => Node::Exchange(destination),
            },
        }
    }
}

/// Whether the default exchange is drawn: only where the document speaks of it. Else what passes through it is an edge
/// to the queue.
pub fn draws_default_exchange(document: &Document) -> bool {
    let light = "exchange:";
    let lit = |lesson: &crate::model::Lesson| {
        let mut lights = lesson.chapters.iter().flat_map(|chapter| &chapter.light);
        lights.any(|text| text == light)
    };
    document.positions.contains_key(&Node::Exchange(String::new()))
        || document.lesson.as_ref().is_some_and(lit)
}
