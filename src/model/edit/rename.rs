//! Giving a node another name: every reference follows, in arguments, policies, programs and lessons, and each letter
//! around them stays. Patterns of policies and permissions are about many names and stay.

use crate::base::value::{Table, Value};
use crate::model::actor::Actor;
use crate::model::document::Document;
use crate::model::edit::attached;
use crate::model::edit::lines;
use crate::model::edit::names::{as_template, is_there, namesakes};
use crate::model::edit::remove::naming;
use crate::model::lesson::mention::{About, Named, Unsayable, each_text};
use crate::model::node::Node;
use crate::model::program::mention::Mentioned;
use crate::model::topology::{DestinationType, is_predeclared};

/// The longest name that AMQP can carry, in bytes.
const LONGEST: usize = 255;

/// What names of the broker's own begin with (R-ER-3).
pub(super) const RESERVED: &str = "amq.";

/// What followed a new name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    pub bindings: usize,
    /// Subscriptions of actors.
    pub subscriptions: usize,
    /// Arguments of queues and exchanges, such as `x-dead-letter-exchange`.
    pub arguments: usize,
    /// Settings in the definitions of policies.
    pub policies: usize,
    /// Lines of programs and declarations.
    pub lines: usize,
    /// Texts of the lesson: lights, panels, stops, facts.
    pub lesson: usize,
}

/// Why a node cannot have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName {
    /// The node is not in the drawing.
    NotThere,
    /// Notes have no name; the default exchange and those that begin with `amq.` keep theirs.
    Fixed,
    Empty,
    /// Another node of this kind has it.
    Taken,
    /// Names that begin with `amq.` are the broker's own (R-ER-3).
    Reserved,
    TooLong {
        bytes: usize,
        limit: usize,
    },
    /// A stop of the lesson names the node, and the new name cannot be written there.
    NotInStops,
}

/// Whether a node can have a name; its own is fine.
pub fn may_rename(document: &Document, node: &Node, name: &str) -> Result<(), BadName> {
    check(document, node, name)?;
    // Only stops can refuse beyond that.
    rename_lesson(&mut document.clone(), node, name).map(drop)
}

fn check(document: &Document, node: &Node, name: &str) -> Result<(), BadName> {
    let (new, is_fixed) = match node {
        Node::Exchange(old) => {
            let is_fixed = is_predeclared(old);
            (Node::Exchange(name.into()), is_fixed)
        }
        Node::Queue(_) => (Node::Queue(name.into()), false),
        Node::Actor(_) => (node.clone(), false),
        Node::Note(_) | Node::Other(_) => (node.clone(), true),
    };
    if !is_there(document, node) {
        return Err(BadName::NotThere);
    }
    if is_fixed {
        return Err(BadName::Fixed);
    }
    if name.is_empty() {
        return Err(BadName::Empty);
    }
    if name.len() > LONGEST {
        let (bytes, limit) = (name.len(), LONGEST);
        return Err(BadName::TooLong { bytes, limit });
    }
    let is_taken = match node {
        Node::Actor(id) => document
            .actors
            .iter()
            .any(|actor| actor.id != *id && actor.name == name),
        Node::Exchange(_) | Node::Queue(_) | Node::Note(_) | Node::Other(_) => {
            new != *node && is_there(document, &new)
        }
    };
    let is_actor = matches!(node, Node::Actor(_));
    match (is_taken, !is_actor && new != *node && name.starts_with(RESERVED)) {
        (true, _) => Err(BadName::Taken),
        (false, true) => Err(BadName::Reserved),
        (false, false) => Ok(()),
    }
}

/// Gives a node another name. Where that cannot be, the document stays as it was.
pub fn rename(document: &mut Document, node: &Node, name: &str) -> Result<(Node, Followed), BadName> {
    check(document, node, name)?;
    let lesson = rename_lesson(document, node, name)?;
    let (new, followed) = give_name(document, node, name);
    Ok((new, Followed { lesson, ..followed }))
}

/// Gives a node a name that it can have, in everything but the lesson. What has no name stays.
pub(super) fn give_name(document: &mut Document, node: &Node, name: &str) -> (Node, Followed) {
    let mut followed = Followed::default();
    let new = match node {
        Node::Exchange(old) => {
            rename_exchange(document, old, name, &mut followed);
            Node::Exchange(name.into())
        }
        Node::Queue(old) => {
            rename_queue(document, old, name, &mut followed);
            Node::Queue(name.into())
        }
        Node::Actor(id) => {
            let actor = document.actors.iter_mut().find(|actor| actor.id == *id);
            actor.into_iter().for_each(|actor| actor.name = name.into());
            return (node.clone(), followed);
        }
        Node::Note(_) | Node::Other(_) => return (node.clone(), followed),
    };
    if let Some(at) = document.positions.remove(node) {
        document.positions.insert(new.clone(), at);
    }
    rename_arguments(document, node, name, &mut followed);
    (new, followed)
}

/// Changes the texts of the lesson, or none of them.
fn rename_lesson(document: &mut Document, node: &Node, new: &str) -> Result<usize, BadName> {
    let old = match node {
        Node::Exchange(name) | Node::Queue(name) => name.clone(),
        Node::Actor(id) => document
            .actor(*id)
            .map_or(String::new(), |actor| actor.name.clone()),
        Node::Note(_) | Node::Other(_) => return Err(BadName::Fixed),
    };
    let Some(about) = About::of(node) else {
        return Err(BadName::Fixed);
    };
    let named = Named {
        about,
        name: &old,
        others: namesakes(document, about, &old),
    };
    let Some(lesson) = &document.lesson else {
        return Ok(0);
    };
    let mut lesson = lesson.clone();
    let (mut count, mut unsayable) = (0, false);
    each_text(&mut lesson, &mut |mut text| match text.renamed(&named, new) {
        Ok(None) => {}
        Ok(Some(renamed)) => {
            text.set(renamed);
            count += 1;
        }
        Err(Unsayable) => unsayable = true,
    });
    if unsayable {
        return Err(BadName::NotInStops);
    }
    document.lesson = Some(lesson);
    Ok(count)
}

fn rename_exchange(document: &mut Document, old: &str, new: &str, followed: &mut Followed) {
    let topology = &mut document.topology;
    for exchange in &mut topology.exchanges {
        if exchange.name == old {
            exchange.name = new.into();
        }
    }
    for binding in &mut topology.bindings {
        let is_destination =
            binding.destination_type == DestinationType::Exchange && binding.destination == old;
        if is_destination {
            binding.destination = new.into();
        }
        let is_source = binding.source == old;
        if is_source {
            binding.source = new.into();
        }
        followed.bindings += usize::from(is_destination || is_source);
    }
    for permission in &mut topology.topic_permissions {
        if permission.exchange == old {
            permission.exchange = new.into();
        }
    }
    for actor in here(document) {
        followed.lines += rename_lines(actor, |what, name| match what {
            Mentioned::Exchange | Mentioned::NewExchange => (name == old).then(|| new.into()),
            Mentioned::Queue | Mentioned::NewQueue | Mentioned::Subscription => None,
        });
    }
}

fn rename_queue(document: &mut Document, old: &str, new: &str, followed: &mut Followed) {
    let topology = &mut document.topology;
    for queue in &mut topology.queues {
        if queue.name == old {
            queue.name = new.into();
        }
    }
    for binding in &mut topology.bindings {
        if binding.destination_type == DestinationType::Queue && binding.destination == old {
            binding.destination = new.into();
            followed.bindings += 1;
        }
    }
    for actor in here(document) {
        let written = resubscribe(actor, old, new, followed);
        followed.lines += rename_lines(actor, |what, name| match what {
            Mentioned::Queue | Mentioned::NewQueue => (name == old).then(|| new.into()),
            Mentioned::Subscription => written.iter().any(|own| own == name).then(|| as_template(new)),
            Mentioned::Exchange | Mentioned::NewExchange => None,
        });
    }
}

/// The actors that mean this virtual host's names.
fn here(document: &mut Document) -> impl Iterator<Item = &mut Actor> {
    let home = &document.vhost;
    document
        .actors
        .iter_mut()
        .filter(move |actor| actor.elsewhere(home).is_none())
}

/// Changes the subscriptions of a queue; gives how they were written, unless a tag says the same.
fn resubscribe(actor: &mut Actor, old: &str, new: &str, followed: &mut Followed) -> Vec<String> {
    let mut written = Vec::new();
    for subscription in &mut actor.consumes {
        if attached::reads(subscription, old) {
            let queue = std::mem::replace(&mut subscription.queue, as_template(new));
            followed.subscriptions += 1;
            written.push(queue);
        }
    }
    let consumes = &actor.consumes;
    written.retain(|queue| !consumes.iter().any(|subscription| subscription.tag == *queue));
    written
}

fn rename_lines(actor: &mut Actor, new_name: impl Fn(Mentioned, &str) -> Option<String>) -> usize {
    lines::rename(&mut actor.declares.0, &new_name) + lines::rename(&mut actor.program.0, &new_name)
}

/// Changes the arguments and the definitions of policies that name a node.
fn rename_arguments(document: &mut Document, old: &Node, new: &str, followed: &mut Followed) {
    let topology = &mut document.topology;
    let queues = topology.queues.iter_mut().map(|queue| &mut queue.arguments);
    let exchanges = topology
        .exchanges
        .iter_mut()
        .map(|exchange| &mut exchange.arguments);
    for arguments in queues.chain(exchanges) {
        followed.arguments += rename_values(arguments, "x-", old, new);
    }
    for policy in &mut topology.policies {
        followed.policies += rename_values(&mut policy.definition, "", old, new);
    }
}

fn rename_values(table: &mut Table, prefix: &str, old: &Node, new: &str) -> usize {
    let keys = naming(table, prefix, old);
    keys.iter().for_each(|key| table.set(key, Value::from(new)));
    keys.len()
}

#[cfg(test)]
mod tests;
