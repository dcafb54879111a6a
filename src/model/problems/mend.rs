//! Putting a problem right.

use crate::base::value::Value;
use crate::broker::view::ExchangeKind;
use crate::model::document::Document;
use crate::model::edit::{self, Kind, Options, is_there};
use crate::model::node::{Node, Point};
use crate::model::problems::{Mend, Problem};
use crate::model::topology::Exchange;

/// Carries out the mend of a problem; what it adds has no place yet. False where there is none, or it does not fit the document any more.
pub fn mend(document: &mut Document, problem: &Problem) -> bool {
    match &problem.mend {
        None => false,
        Some(Mend::AddConsumer { queue }) => {
            let node = Node::Queue(queue.clone());
            let is_there = is_there(document, &node);
            if is_there {
                edit::add_consumer(document, queue, None);
            }
            is_there
        }
        Some(Mend::AddQueue { exchange, key }) => add_queue(document, exchange, key.as_deref()),
        Some(Mend::SetTtl { queue, ttl_ms }) => {
            let mut queues = document.topology.queues.iter_mut();
            let own = queues.find(|own| own.name == *queue);
            let ttl = Value::Integer(i64::try_from(*ttl_ms).unwrap_or(i64::MAX));
            own.map(|own| own.arguments.set("x-message-ttl", ttl)).is_some()
        }
        Some(Mend::AddExchange { exchange }) => {
            let is_new = !is_there(document, &Node::Exchange(exchange.clone()));
            if is_new {
                document.topology.exchanges.push(Exchange {
                    name: exchange.clone(),
                    kind: ExchangeKind::Fanout.word().into(),
                    durable: true,
                    ..Exchange::default()
                });
            }
            is_new && add_queue(document, exchange, None)
        }
        Some(Mend::SetPrefetch {
            actor,
            queue,
            prefetch,
        }) => {
            let actors = document.actors.iter_mut().filter(|own| own.id == *actor);
            let subscriptions = actors.flat_map(|actor| &mut actor.consumes);
            let mut set = false;
            for subscription in subscriptions.filter(|own| edit::reads(own, queue)) {
                subscription.prefetch = *prefetch;
                set = true;
            }
            set
        }
        Some(Mend::Correct { actor, spot }) => {
            let mut actors = document.actors.iter_mut();
            let own = actors.find(|own| own.id == *actor);
            own.is_some_and(|own| spot.correct(&mut own.program.0))
        }
        Some(Mend::Rename { node, name }) => edit::rename(document, node, name).is_ok(),
    }
}

fn add_queue(document: &mut Document, exchange: &str, key: Option<&str>) -> bool {
    let from = Node::Exchange(exchange.into());
    let mut changed = document.clone();
    let queue = edit::add(&mut changed, Kind::Queue, Point::default());
    edit::unplace(&mut changed, &queue);
    let options = Options {
        key: key.map(String::from),
        ..Options::default()
    };
    let is_reached = match key.filter(|_| exchange.is_empty()) {
        Some(name) => edit::rename(&mut changed, &queue, name).is_ok(),
        None => edit::connect(&mut changed, &from, &queue, &options).is_ok(),
    };
    if is_reached {
        *document = changed;
    }
    is_reached
}

/// How many names are tried.
const TRIES: u32 = 100;

/// A name that the broker takes, near to one that it refuses.
pub fn better_name(document: &Document, node: &Node) -> Option<String> {
    let (Node::Exchange(name) | Node::Queue(name)) = node else {
        return None;
    };
    let own = name.trim_start_matches("amq.");
    let end = (0..=own.len().min(200))
        .rev()
        .find(|&at| own.is_char_boundary(at));
    let stem = match &own[..end.unwrap_or(0)] {
        "" => "mine",
        stem => stem,
    };
    let numbers = (2..TRIES).map(|number| format!("{stem}-{number}"));
    let mut names = [stem.to_string()].into_iter().chain(numbers);
    names.find(|name| edit::may_rename(document, node, name).is_ok())
}
