//! Removing nodes with all that stands for a connection to them. What merely names one of them, in an argument, a program
//! or a lesson, stays as it is written, as RabbitMQ has it, and is told.

use crate::base::gather::Gather;
use crate::base::value::{Table, Value};
use crate::model::document::Document;
use crate::model::edit::attached;
use crate::model::edit::names::{is_there, namesakes};
use crate::model::lesson::mention::{About, Named, each_text};
use crate::model::lesson::{Light, Panel};
use crate::model::node::Node;
use crate::model::program::mention::{Mention, Mentioned, argument, mentions};
use crate::model::topology::{Binding, DestinationType};

/// What names a node that has gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    pub gone: Gone,
    pub place: LoosePlace,
}

/// What is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    Node(Node),
    /// A binding, by the name that lessons call it.
    Binding(String),
}

/// Where it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoosePlace {
    /// An argument of a queue or an exchange: `x-dead-letter-exchange`.
    Argument { node: Node, name: String },
    /// A setting of a policy: `dead-letter-exchange`.
    Policy { policy: String, name: String },
    /// A line of an actor's program, from 1.
    Program { actor: u32, line: u32 },
    /// A line of what an actor declares, from 1.
    Declares { actor: u32, line: u32 },
    /// A stop, fact or answer of the lesson, as it is written.
    Lesson { text: String },
}

/// Removes nodes. What is there from the start (the default exchange, `amq.topic`) and what only a program declares loses
/// its bindings and its place, and stays.
pub fn remove(document: &mut Document, nodes: &[Node]) -> Vec<Loose> {
    let (bindings, effects) = (binding_ids(document), effects(document));
    let gone = remove_quietly(document, nodes);
    let mut loose = loose_bindings(document, &bindings);
    loose_effects(document, &effects, &mut loose);
    for (node, name) in gone {
        find_loose(document, &node, &name, &mut loose);
    }
    loose
}

/// The same without looking for what names them still. Answers the nodes that have gone, with their names.
pub fn remove_quietly(document: &mut Document, nodes: &[Node]) -> Vec<(Node, String)> {
    // The names of actors are needed for what lessons say of them.
    let mut gone: Vec<(Node, String)> = nodes
        .iter()
        .map(|node| (node.clone(), name_of(document, node)))
        .gather();
    for node in nodes {
        remove_one(document, node);
    }
    gone.retain(|(node, _)| !is_there(document, node));
    for (node, name) in &gone {
        unlight(document, node, name);
    }
    gone
}

fn name_of(document: &Document, node: &Node) -> String {
    match node {
        Node::Exchange(name) | Node::Queue(name) | Node::Note(name) | Node::Other(name) => name.clone(),
        Node::Actor(id) => document
            .actor(*id)
            .map_or(String::new(), |actor| actor.name.clone()),
    }
}

fn remove_one(document: &mut Document, node: &Node) {
    document.positions.remove(node);
    match node {
        Node::Exchange(name) => {
            document
                .topology
                .exchanges
                .retain(|exchange| exchange.name != *name);
            unbind(document, DestinationType::Exchange, name);
            document
                .topology
                .bindings
                .retain(|binding| binding.source != *name);
        }
        Node::Queue(name) => {
            document.topology.queues.retain(|queue| queue.name != *name);
            unbind(document, DestinationType::Queue, name);
            for actor in &mut document.actors {
                let is_here = actor.elsewhere(&document.vhost).is_none();
                if is_here && !attached::subscriptions(actor, name).is_empty() {
                    attached::unsubscribe(actor, name);
                }
            }
        }
        Node::Actor(id) => remove_actor(document, *id),
        Node::Note(id) => document.notes.retain(|note| note.id != *id),
        Node::Other(_) => {}
    }
}

fn unbind(document: &mut Document, kind: DestinationType, name: &str) {
    let leads = |binding: &Binding| binding.destination_type == kind && binding.destination == name;
    document.topology.bindings.retain(|binding| !leads(binding));
}

/// Removes an actor with its part in the script.
fn remove_actor(document: &mut Document, id: u32) {
    document.actors.retain(|actor| actor.id != id);
    document.script.retain(|entry| entry.action.actor() != Some(id));
    if let Some(lesson) = &mut document.lesson {
        for fork in &mut lesson.forks {
            fork.script.retain(|entry| entry.action.actor() != Some(id));
        }
    }
}

/// What lessons call the bindings.
pub fn binding_ids(document: &Document) -> Vec<String> {
    let named = document
        .topology
        .bindings
        .iter()
        .filter(|binding| !binding.id.is_empty());
    named.map(|binding| binding.id.clone()).gather()
}

/// What the lesson says of bindings that have gone since; nothing lights them any more.
pub fn loose_bindings(document: &mut Document, before: &[String]) -> Vec<Loose> {
    let now = binding_ids(document);
    let mut loose = Vec::new();
    for id in before.iter().filter(|id| !now.contains(id)) {
        if let Some(lesson) = &mut document.lesson {
            for chapter in &mut lesson.chapters {
                chapter
                    .light
                    .retain(|text| text.parse() != Ok(Light::Binding(id.clone())));
            }
        }
        let mut places = Vec::new();
        lessons(document, About::Binding, id, &mut places);
        let gone = Gone::Binding(id.clone());
        loose.extend(places.into_iter().map(|place| Loose {
            gone: gone.clone(),
            place,
        }));
    }
    loose
}

/// The effects that programs have, each with its actor.
fn effects(document: &Document) -> Vec<(u32, String)> {
    let mut effects = Vec::new();
    for actor in &document.actors {
        for line in &actor.program.0 {
            let effect = line.trim_start().strip_prefix("effect ");
            if let Some(name) = effect.and_then(|rest| rest.split_whitespace().next()) {
                effects.push((actor.id, name.into()));
            }
        }
    }
    effects
}

/// What the lesson says of effects that nobody has any more.
fn loose_effects(document: &Document, before: &[(u32, String)], into: &mut Vec<Loose>) {
    let Some(lesson) = &document.lesson else {
        return;
    };
    let now = effects(document);
    for (actor, name) in before {
        if now.iter().any(|(_, left)| left == name) {
            continue;
        }
        each_text(&mut lesson.clone(), &mut |text| {
            if names_effect(text.as_str(), name) {
                into.push(Loose {
                    gone: Gone::Node(Node::Actor(*actor)),
                    place: LoosePlace::Lesson {
                        text: text.as_str().into(),
                    },
                });
            }
        });
    }
}

/// Whether a fact counts an effect, `effect(ship, m1)`, or a stop waits for it, `effect m1 ship`.
fn names_effect(text: &str, name: &str) -> bool {
    let speaks = text.contains("effect");
    let mut words =
        text.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_')));
    speaks && words.any(|word| word == name)
}

/// Nothing lights what is not there.
fn unlight(document: &mut Document, node: &Node, name: &str) {
    let Some(lesson) = &mut document.lesson else {
        return;
    };
    let is_gone = |light: &Light| match (light, node) {
        (Light::Exchange(own) | Light::Bindings(own), Node::Exchange(_))
        | (Light::Queue(own), Node::Queue(_))
        | (Light::Actor(own), Node::Actor(_)) => own == name,
        (
            Light::Binding(_)
            | Light::Exchange(_)
            | Light::Bindings(_)
            | Light::Queue(_)
            | Light::Actor(_)
            | Light::Message(_),
            _,
        ) => false,
    };
    for chapter in &mut lesson.chapters {
        chapter
            .light
            .retain(|text| !text.parse().is_ok_and(|light| is_gone(&light)));
        if chapter.panel.parse() == Ok(Panel::Node(name.into())) {
            chapter.panel = String::new();
        }
    }
}

fn find_loose(document: &Document, node: &Node, name: &str, into: &mut Vec<Loose>) {
    let mut places = Vec::new();
    arguments(document, node, &mut places);
    policies(document, node, &mut places);
    programs(document, node, &mut places);
    if let Some(about) = About::of(node) {
        lessons(document, about, name, &mut places);
    }
    into.extend(places.into_iter().map(|place| Loose {
        gone: Gone::Node(node.clone()),
        place,
    }));
}

/// The texts of the lesson that name a node.
fn lessons(document: &Document, about: About, name: &str, into: &mut Vec<LoosePlace>) {
    let Some(lesson) = &document.lesson else {
        return;
    };
    let named = Named {
        about,
        name,
        others: namesakes(document, about, name),
    };
    each_text(&mut lesson.clone(), &mut |text| {
        if text.names(&named) {
            into.push(LoosePlace::Lesson {
                text: text.as_str().into(),
            });
        }
    });
}

/// The arguments that name a node.
fn arguments(document: &Document, node: &Node, into: &mut Vec<LoosePlace>) {
    let queues = document.topology.queues.iter();
    let queues = queues.map(|queue| (Node::Queue(queue.name.clone()), &queue.arguments));
    let exchanges = document.topology.exchanges.iter();
    let exchanges = exchanges.map(|exchange| (Node::Exchange(exchange.name.clone()), &exchange.arguments));
    for (owner, table) in queues.chain(exchanges) {
        for key in naming(table, "x-", node) {
            into.push(LoosePlace::Argument {
                node: owner.clone(),
                name: key,
            });
        }
    }
}

fn policies(document: &Document, node: &Node, into: &mut Vec<LoosePlace>) {
    for policy in &document.topology.policies {
        for key in naming(&policy.definition, "", node) {
            into.push(LoosePlace::Policy {
                policy: policy.name.clone(),
                name: key,
            });
        }
    }
}

/// The keys of arguments, or of a policy's definition, whose values name a node.
pub fn naming(table: &Table, prefix: &str, node: &Node) -> Vec<String> {
    let text = |key: &str| table.get(key).and_then(Value::as_text);
    let default = text(&format!("{prefix}dead-letter-exchange")) == Some("");
    let mut keys = Vec::new();
    for (key, value) in table.iter() {
        // A policy says `dead-letter-exchange` for `x-dead-letter-exchange`.
        let full = match prefix.is_empty() && key.starts_with("dead-letter") {
            true => format!("x-{key}"),
            false => key.to_string(),
        };
        let is_it = match (argument(&full, default), node) {
            (Some(Mentioned::Exchange), Node::Exchange(name))
            | (Some(Mentioned::Queue), Node::Queue(name)) => value.as_text() == Some(name),
            (Some(_) | None, _) => false,
        };
        if is_it {
            keys.push(key.into());
        }
    }
    keys
}

fn programs(document: &Document, node: &Node, into: &mut Vec<LoosePlace>) {
    let lines = |text: &[String]| -> Vec<u32> {
        let mut lines: Vec<u32> = Vec::new();
        for mention in mentions(text).iter().filter(|mention| is_of(mention, node)) {
            let line = mention.line as u32 + 1;
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        lines
    };
    let here = document
        .actors
        .iter()
        .filter(|actor| actor.elsewhere(&document.vhost).is_none());
    for actor in here {
        let id = actor.id;
        let declares = lines(&actor.declares.0).into_iter();
        into.extend(declares.map(|line| LoosePlace::Declares { actor: id, line }));
        let program = lines(&actor.program.0).into_iter();
        into.extend(program.map(|line| LoosePlace::Program { actor: id, line }));
    }
}

/// Whether a mention is of a node.
pub fn is_of(mention: &Mention, node: &Node) -> bool {
    match (mention.what, node) {
        (Mentioned::Exchange | Mentioned::NewExchange, Node::Exchange(name))
        | (Mentioned::Queue | Mentioned::NewQueue, Node::Queue(name)) => mention.name == *name,
        (
            Mentioned::Exchange
            | Mentioned::Queue
            | Mentioned::Subscription
            | Mentioned::NewExchange
            | Mentioned::NewQueue,
            _,
        ) => false,
    }
}

#[cfg(test)]
mod tests;
