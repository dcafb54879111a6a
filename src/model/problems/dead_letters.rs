//! Dead-letter and alternate exchanges that are not there, and dead letters that go in circles.

use crate::base::gather::Gather;
use crate::base::value::Value;
use crate::model::document::Document;
use crate::model::edit::is_there;
use crate::model::form::Argument;
use crate::model::node::Node;
use crate::model::problems::{Looked, Mend, Noticed, Problem, at};
use crate::model::topology::{DestinationType, Queue};

pub fn find(looked: &Looked<'_>, found: &mut Vec<Problem>) {
    let document = looked.document;
    for exchange in &document.topology.exchanges {
        let alternate = looked.alternate(exchange).and_then(Value::as_text);
        if let Some(alternate) = alternate.filter(|name| is_missing(document, name)) {
            let what = Noticed::NoAlternateExchange {
                exchange: exchange.name.clone(),
                alternate: alternate.into(),
            };
            let mend = Mend::AddExchange {
                exchange: alternate.into(),
            };
            found.push(at(Node::Exchange(exchange.name.clone()), what, Some(mend)));
        }
    }
    let mut in_loops: Vec<String> = Vec::new();
    for queue in &document.topology.queues {
        let exchange = looked
            .queue(queue, Argument::DeadLetterExchange)
            .and_then(Value::as_text);
        if let Some(exchange) = exchange.filter(|name| is_missing(document, name)) {
            let what = Noticed::NoDeadLetterExchange {
                queue: queue.name.clone(),
                exchange: exchange.into(),
            };
            let mend = Mend::AddExchange {
                exchange: exchange.into(),
            };
            found.push(at(Node::Queue(queue.name.clone()), what, Some(mend)));
        }
        if in_loops.contains(&queue.name) {
            continue;
        }
        if let Some(queues) = way_back(looked, &queue.name) {
            in_loops.extend(queues.iter().cloned());
            let what = Noticed::DeadLetterLoop { queues };
            // A reader on the way breaks it.
            let mend = Mend::AddConsumer {
                queue: queue.name.clone(),
            };
            found.push(at(Node::Queue(queue.name.clone()), what, Some(mend)));
        }
    }
}

fn is_missing(document: &Document, exchange: &str) -> bool {
    !is_there(document, &Node::Exchange(exchange.into()))
}

/// The queues that dead letters of a queue pass until they are back, where nobody reads on the way: a reader who rejects
/// breaks the circle.
fn way_back(looked: &Looked<'_>, start: &str) -> Option<Vec<String>> {
    let mut open = vec![vec![start.to_string()]];
    let mut seen: Vec<String> = Vec::new();
    while let Some(way) = open.pop() {
        let last = way.last()?;
        if looked.readers.read(last) {
            continue;
        }
        for next in dead_letter_queues(looked, last) {
            if next == start {
                return Some(way);
            }
            if !seen.contains(&next) {
                seen.push(next.clone());
                open.push(way.iter().cloned().chain([next]).gather());
            }
        }
    }
    None
}

/// The queues that the dead letters of a queue surely reach by themselves: it has a time to live or a limit.
fn dead_letter_queues(looked: &Looked<'_>, name: &str) -> Vec<String> {
    let document = looked.document;
    let Some(queue) = document.topology.queue(name) else {
        return Vec::new();
    };
    let dies = [
        Argument::MessageTtl,
        Argument::MaxLength,
        Argument::MaxLengthBytes,
    ];
    if !dies
        .iter()
        .any(|argument| looked.queue(queue, *argument).is_some())
    {
        return Vec::new();
    }
    let text = |name| looked.queue(queue, name).and_then(Value::as_text);
    let key = text(Argument::DeadLetterRoutingKey);
    match (text(Argument::DeadLetterExchange), key) {
        (None, _) => Vec::new(),
        (Some(""), Some(key)) => vec![key.into()],
        // With its own key, a message that came by the default exchange comes back.
        (Some(""), None) => vec![queue.name.clone()],
        (Some(exchange), key) => bound(document, exchange, key, queue),
    }
}

/// The queues behind an exchange, where its type or the key leaves no doubt.
fn bound(document: &Document, exchange: &str, key: Option<&str>, queue: &Queue) -> Vec<String> {
    let kind = document.topology.exchange_type(exchange);
    let bindings = document.topology.bindings.iter();
    let sure = bindings.filter(|binding| {
        let matches = match kind {
            Some("fanout") => true,
            Some("direct") => key == Some(binding.routing_key.as_str()),
            Some("topic") => binding.routing_key == "#" || key == Some(binding.routing_key.as_str()),
            Some(_) | None => false,
        };
        matches && binding.source == exchange && binding.destination_type == DestinationType::Queue
    });
    let names = sure.map(|binding| binding.destination.clone());
    names
        .filter(|name| *name == queue.name || document.topology.queue(name).is_some())
        .gather()
}
