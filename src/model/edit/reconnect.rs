//! Moving one end of an edge to another node: what stands for it keeps its settings.

use crate::model::document::Document;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit::attached;
use crate::model::edit::connect::{
    ALTERNATE_EXCHANGE, DEAD_LETTER_EXCHANGE, DEAD_LETTER_KEY, Options, Refusal, actor_of, actor_of_mut,
    connect, destination_type, is_same, leads, legal, name, publishes_of, publishes_to, set_alternate,
    set_dead_letters,
};
use crate::model::edit::disconnect::{EdgeRef, disconnect, set_elsewhere};
use crate::model::edit::lines;
use crate::model::edit::names::as_template;
use crate::model::expression::Expression;
use crate::model::node::Node;
use crate::model::program::StatementKind;
use crate::model::program::mention::Mentioned;

/// The end of an edge that is moved, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    From(Node),
    To(Node),
}

/// Whether one end of an edge can be moved; where it is already, it cannot be moved to.
pub fn may_reconnect(document: &Document, edge: &EdgeRef, end: End) -> Result<(), Refusal> {
    let moved = moved(&edge.edge, &end);
    if moved == edge.edge {
        return Err(Refusal::AlreadyThere);
    }
    // What is quick to tell spares a copy of the document.
    may_be(document, &moved)?;
    reconnect(&mut document.clone(), edge, end).map(drop)
}

fn moved(edge: &EdgeId, end: &End) -> EdgeId {
    let mut moved = edge.clone();
    match end {
        End::From(node) => moved.from = node.clone(),
        End::To(node) => moved.to = node.clone(),
    }
    moved
}

/// Moves one end of an edge. Where that cannot be, the document stays as it was.
pub fn reconnect(document: &mut Document, edge: &EdgeRef, end: End) -> Result<EdgeId, Refusal> {
    let kind = edge.edge.kind;
    let moved = moved(&edge.edge, &end);
    if moved == edge.edge {
        return Ok(moved);
    }
    may_be(document, &moved)?;
    let mut changed = document.clone();
    match kind {
        EdgeKind::Binding => move_bindings(&mut changed, edge, &moved)?,
        EdgeKind::Publish => move_publishes(&mut changed, &edge.edge, &moved)?,
        EdgeKind::Consume => move_subscriptions(&mut changed, &edge.edge, &moved)?,
        EdgeKind::DeadLetter => move_dead_letters(&mut changed, &edge.edge, &moved)?,
        EdgeKind::Alternate => move_alternate(&mut changed, &edge.edge, &moved)?,
    }
    *document = changed;
    Ok(moved)
}

/// Whether there can be such an edge, of this kind.
fn may_be(document: &Document, edge: &EdgeId) -> Result<(), Refusal> {
    let legal = legal(document, &edge.from, &edge.to)?;
    match legal.iter().any(|connection| connection.edge_kind() == edge.kind) {
        true => Ok(()),
        false => Err(Refusal::NoEnds),
    }
}

fn move_bindings(document: &mut Document, edge: &EdgeRef, moved: &EdgeId) -> Result<(), Refusal> {
    let bindings = &mut document.topology.bindings;
    let mut at = 0;
    let mut chosen = Vec::new();
    for (index, binding) in bindings.iter().enumerate() {
        if leads(binding, &edge.edge.from, &edge.edge.to) {
            if edge.which.is_none_or(|which| which == at) {
                chosen.push(index);
            }
            at += 1;
        }
    }
    for index in &chosen {
        let mut binding = bindings[*index].clone();
        binding.source = name(&moved.from).into();
        binding.destination = name(&moved.to).into();
        binding.destination_type = destination_type(&moved.to);
        if bindings.iter().any(|other| is_same(other, &binding)) {
            return Err(Refusal::AlreadyThere);
        }
        bindings[*index] = binding;
    }
    match (chosen.is_empty(), binding_actor(document, &edge.edge)) {
        (false, _) => Ok(()),
        (true, Some(actor)) => Err(Refusal::InProgram { actor }),
        (true, None) => Err(Refusal::NotThere),
    }
}

/// The actor whose program binds the two nodes.
fn binding_actor(document: &Document, edge: &EdgeId) -> Option<u32> {
    let mut without = document.clone();
    disconnect(&mut without, &EdgeRef::from(edge.clone())).ok()?;
    let pairs = document.actors.iter().zip(&without.actors);
    pairs
        .into_iter()
        .find(|(before, after)| before != after)
        .map(|(actor, _)| actor.id)
}

fn move_publishes(document: &mut Document, edge: &EdgeId, moved: &EdgeId) -> Result<(), Refusal> {
    let publishes = actor_of(document, &edge.from).map_or(Vec::new(), |actor| publishes_of(actor, &edge.to));
    let first = publishes.first().ok_or(Refusal::NotThere)?;
    let known = actor_of(document, &moved.from).map_or(Vec::new(), |actor| publishes_of(actor, &moved.to));
    if !known.is_empty() {
        return Err(Refusal::AlreadyThere);
    }
    if edge.from != moved.from {
        let key = match first.key.as_constant() {
            Some(key) => key.as_text().map(String::from),
            None => None,
        };
        let options = Options {
            key,
            ..Options::default()
        };
        connect(document, &moved.from, &moved.to, &options)?;
        return disconnect(document, &EdgeRef::from(edge.clone())).map(drop);
    }
    let (old, new) = (&edge.to, &moved.to);
    if let Some(actor) = actor_of_mut(document, &edge.from) {
        lines::change_statements(&mut actor.program, |kind| redirected(kind, old, new));
    }
    Ok(())
}

/// A publish to one node, as a publish to another.
fn redirected(kind: &StatementKind, old: &Node, new: &Node) -> Option<StatementKind> {
    let StatementKind::Publish(publish) = kind else {
        return None;
    };
    if !publishes_to(kind, old) {
        return None;
    }
    let mut publish = publish.clone();
    match new {
        Node::Queue(queue) => {
            publish.exchange = Expression::text("");
            publish.key = Expression::text(queue);
        }
        Node::Exchange(exchange) => publish.exchange = Expression::text(exchange),
        Node::Actor(_) | Node::Note(_) | Node::Other(_) => return None,
    }
    Some(StatementKind::Publish(publish))
}

fn move_subscriptions(document: &mut Document, edge: &EdgeId, moved: &EdgeId) -> Result<(), Refusal> {
    let (old, new) = (name(&edge.from), name(&moved.from));
    let reads = |document: &Document, node: &Node, queue: &str| {
        actor_of(document, node).is_some_and(|actor| !attached::subscriptions(actor, queue).is_empty())
    };
    if reads(document, &moved.to, new) {
        return Err(Refusal::AlreadyThere);
    }
    if !reads(document, &edge.to, old) {
        // What is fetched by a `get` is the program's own.
        return match edge.to {
            Node::Actor(actor) => Err(Refusal::InProgram { actor }),
            Node::Exchange(_) | Node::Queue(_) | Node::Note(_) | Node::Other(_) => Err(Refusal::NotThere),
        };
    }
    if edge.to == moved.to {
        if let Some(actor) = actor_of_mut(document, &edge.to) {
            let from = as_template(new);
            let was: Vec<String> = attached::subscriptions(actor, old)
                .into_iter()
                .map(|subscription| subscription.queue.clone())
                .collect();
            for subscription in &mut actor.consumes {
                if attached::reads(subscription, old) {
                    subscription.queue = from.clone();
                }
            }
            lines::rename(&mut actor.program.0, |what, name| {
                let is_old = what == Mentioned::Subscription && was.iter().any(|was| was == name);
                is_old.then(|| from.clone())
            });
        }
        return Ok(());
    }
    let mut gone =
        actor_of_mut(document, &edge.to).map_or(Vec::new(), |actor| attached::unsubscribe(actor, old));
    if let Some(actor) = actor_of_mut(document, &moved.to) {
        gone.drain(..)
            .for_each(|subscription| attached::subscribe(actor, subscription));
    }
    Ok(())
}

fn move_dead_letters(document: &mut Document, edge: &EdgeId, moved: &EdgeId) -> Result<(), Refusal> {
    let has = |document: &Document, queue: &str| {
        let queue = document.topology.queue(queue);
        queue.and_then(|queue| Some(queue.text_argument(DEAD_LETTER_EXCHANGE)?.to_string()))
    };
    if edge.from != moved.from
        && let Some(exchange) = has(document, name(&moved.from))
    {
        return Err(Refusal::HasDeadLetters { exchange });
    }
    if has(document, name(&edge.from)).is_none() {
        return set_elsewhere(document, &edge.from, "dead-letter-exchange").and(Err(Refusal::NotThere));
    }
    let queues = &mut document.topology.queues;
    let key = queues
        .iter_mut()
        .find(|queue| queue.name == name(&edge.from))
        .and_then(|queue| {
            queue.arguments.remove(DEAD_LETTER_EXCHANGE);
            queue.arguments.remove(DEAD_LETTER_KEY)
        });
    set_dead_letters(document, &moved.from, &moved.to);
    // A key that was a queue's name means nothing to an exchange.
    let keeps =
        edge.to == moved.to || matches!((&edge.to, &moved.to), (Node::Exchange(_), Node::Exchange(_)));
    let queues = &mut document.topology.queues;
    if let (true, Some(key)) = (keeps, key)
        && let Some(queue) = queues.iter_mut().find(|queue| queue.name == name(&moved.from))
    {
        queue.arguments.set(DEAD_LETTER_KEY, key);
    }
    Ok(())
}

fn move_alternate(document: &mut Document, edge: &EdgeId, moved: &EdgeId) -> Result<(), Refusal> {
    let has = |exchange: &str| {
        let exchange = document.topology.exchange(exchange);
        let alternate = exchange.and_then(|exchange| exchange.arguments.get(ALTERNATE_EXCHANGE)?.as_text());
        alternate.map(String::from)
    };
    if edge.from != moved.from
        && let Some(exchange) = has(name(&moved.from))
    {
        return Err(Refusal::HasAlternate { exchange });
    }
    disconnect(document, &EdgeRef::from(edge.clone()))?;
    set_alternate(document, &moved.from, &moved.to);
    Ok(())
}
