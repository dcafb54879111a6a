//! Taking an edge away: all that stands for it in the document.

use crate::base::pattern::Pattern;
use crate::model::document::Document;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit::attached;
use crate::model::edit::connect::{
    ALTERNATE_EXCHANGE, DEAD_LETTER_EXCHANGE, DEAD_LETTER_KEY, Refusal, actor_of_mut, dead_letters_go_to,
    leads, name, publishes_to,
};
use crate::model::edit::lines;
use crate::model::edit::names::declared_by;
use crate::model::edit::remove::{Loose, binding_ids, loose_bindings};
use crate::model::expression::Expression;
use crate::model::node::Node;
use crate::model::program::StatementKind;
use crate::model::topology::{DestinationType, Policy};

/// An edge, or one of the bindings that share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeRef {
    pub edge: EdgeId,
    /// The how many-th of the drawing's bindings between its ends, from 0, in the document's order. Without one the edge
    /// as a whole is meant.
    pub which: Option<usize>,
}

impl From<EdgeId> for EdgeRef {
    fn from(edge: EdgeId) -> Self {
        EdgeRef { edge, which: None }
    }
}

/// Takes an edge away. Gives what the lesson still says of its bindings.
pub fn disconnect(document: &mut Document, edge: &EdgeRef) -> Result<Vec<Loose>, Refusal> {
    let bindings = binding_ids(document);
    let EdgeId { kind, from, to } = &edge.edge;
    let found = match kind {
        EdgeKind::Publish => unpublish(document, from, to),
        EdgeKind::Binding => unbind(document, edge)?,
        EdgeKind::Consume => unconsume(document, from, to),
        EdgeKind::DeadLetter => drop_dead_letters(document, from, to)?,
        EdgeKind::Alternate => drop_alternate(document, from, to)?,
    };
    match found {
        true => Ok(loose_bindings(document, &bindings)),
        false => Err(Refusal::NotThere),
    }
}

fn unpublish(document: &mut Document, from: &Node, to: &Node) -> bool {
    actor_of_mut(document, from)
        .is_some_and(|actor| lines::remove_statements(&mut actor.program, |kind| publishes_to(kind, to)) > 0)
}

fn unbind(document: &mut Document, edge: &EdgeRef) -> Result<bool, Refusal> {
    let EdgeId { from, to, .. } = &edge.edge;
    if *from == Node::Exchange(String::new()) {
        return Err(Refusal::DefaultExchange);
    }
    let bindings = &mut document.topology.bindings;
    let before = bindings.len();
    let mut at = 0;
    bindings.retain(|binding| {
        if !leads(binding, from, to) {
            return true;
        }
        at += 1;
        edge.which.is_some_and(|which| which != at - 1)
    });
    let mut found = bindings.len() < before;
    if edge.which.is_none() {
        let is_gone = |kind: &StatementKind| binds(kind, from, to);
        for actor in &mut document.actors {
            found |= lines::remove_statements(&mut actor.program, is_gone) > 0;
            found |= lines::remove_declarations(&mut actor.declares.0, is_gone) > 0;
        }
    }
    Ok(found)
}

/// Whether a statement binds one node to another.
fn binds(kind: &StatementKind, from: &Node, to: &Node) -> bool {
    let StatementKind::Bind(bind) = kind else {
        return false;
    };
    let kind = match bind.to_exchange {
        true => DestinationType::Exchange,
        false => DestinationType::Queue,
    };
    bind.source == Expression::text(name(from))
        && bind.destination == Expression::text(name(to))
        && kind == super::connect::destination_type(to)
}

fn unconsume(document: &mut Document, from: &Node, to: &Node) -> bool {
    let queue = name(from);
    let gets = |kind: &StatementKind| matches!(kind, StatementKind::Get { queue: own, .. } if *own == Expression::text(queue));
    actor_of_mut(document, to).is_some_and(|actor| {
        let subscribed = !attached::unsubscribe(actor, queue).is_empty();
        let fetched = lines::remove_statements(&mut actor.program, gets) > 0;
        subscribed || fetched
    })
}

fn drop_dead_letters(document: &mut Document, from: &Node, to: &Node) -> Result<bool, Refusal> {
    let queues = &mut document.topology.queues;
    if let Some(queue) = queues.iter_mut().find(|queue| queue.name == name(from))
        && let Some(exchange) = queue.text_argument(DEAD_LETTER_EXCHANGE)
    {
        let target = dead_letters_go_to(exchange, queue.text_argument(DEAD_LETTER_KEY));
        // Where the default exchange is drawn, the edge ends there.
        let found = target == *to || *to == Node::Exchange(exchange.into());
        if found {
            queue.arguments.remove(DEAD_LETTER_EXCHANGE);
            queue.arguments.remove(DEAD_LETTER_KEY);
        }
        return Ok(found);
    }
    set_elsewhere(document, from, "dead-letter-exchange")
}

fn drop_alternate(document: &mut Document, from: &Node, to: &Node) -> Result<bool, Refusal> {
    let exchanges = &mut document.topology.exchanges;
    if let Some(exchange) = exchanges.iter_mut().find(|exchange| exchange.name == name(from))
        && let Some(alternate) = exchange.arguments.get(ALTERNATE_EXCHANGE)
    {
        let found = alternate.as_text() == Some(name(to));
        if found {
            exchange.arguments.remove(ALTERNATE_EXCHANGE);
        }
        return Ok(found);
    }
    set_elsewhere(document, from, ALTERNATE_EXCHANGE)
}

/// What is not in the node's own arguments was set by a program's declare, or by a policy.
pub fn set_elsewhere(document: &Document, node: &Node, key: &str) -> Result<bool, Refusal> {
    let declared =
        document.topology.queue(name(node)).is_some() || document.topology.exchange(name(node)).is_some();
    if let (false, Some(actor)) = (declared, declared_by(document, node)) {
        return Err(Refusal::InProgram { actor });
    }
    let sets = |policy: &&Policy| {
        policy.definition.get(key).is_some()
            && Pattern::new(&policy.pattern).is_ok_and(|pattern| pattern.is_found_in(name(node)))
    };
    match document.topology.policies.iter().find(sets) {
        Some(policy) => Err(Refusal::ByPolicy {
            policy: policy.name.clone(),
        }),
        None => Ok(false),
    }
}
