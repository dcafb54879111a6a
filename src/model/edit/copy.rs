//! Copying parts of a drawing as text, and pasting them: fresh identifiers and names, the edges among them kept.
//!
//! The text is a document of parts alone, marked by a format of its own. What a pasted actor says of other parts is kept
//! where the drawing has them, so that a copied consumer reads from the same queue; where it has not, it goes.

use crate::base::gather::Gather;
use crate::base::value::Value as Constant;
use crate::model::actor::Actor;
use crate::model::diagnostic::code::What;
use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::document::{Document, FORMAT, VERSION};
use crate::model::edit::add::{may_log_in, usual_user};
use crate::model::edit::attached;
use crate::model::edit::lines;
use crate::model::edit::names::{is_taken, is_there};
use crate::model::edit::rename::{RESERVED, give_name};
use crate::model::expression::Expression;
use crate::model::json;
use crate::model::node::{Node, Point};
use crate::model::program::StatementKind;
use crate::model::read::{Findings, read_text};
use crate::model::topology::{Binding, DestinationType, is_predeclared};
use crate::model::validate::validate;
use serde_json::Value;

/// The word in `format` that marks a text as parts of a drawing.
pub const PARTS: &str = "warren-parts";

/// The fields of a document that parts have.
const FIELDS: [&str; 6] = ["format", "version", "topology", "actors", "positions", "notes"];

/// How far apart pasted parts stand that had no place.
const APART: i32 = 90;

/// Parts of a drawing with the edges among them, as JSON text.
pub fn copy(document: &Document, nodes: &[Node]) -> String {
    let mut parts = only(document, nodes);
    parts.format = PARTS.into();
    // By way of its text: what writes a document otherwise is a good part of the page's download.
    let text = serde_json::to_string(&parts).expect("texts are all keys");
    let mut json: Value = serde_json::from_str(&text).expect("it was written as JSON");
    if let Value::Object(fields) = &mut json {
        fields.retain(|field, _| FIELDS.contains(&field.as_str()));
    }
    json::pretty(&json.to_string())
}

/// A document that has these nodes alone. What every broker has is in none: a second one cannot be.
fn only(document: &Document, nodes: &[Node]) -> Document {
    let has = |node: Node| nodes.contains(&node);
    let mut parts = Document::default();
    let topology = &document.topology;
    let exchanges = topology.exchanges.iter();
    parts.topology.exchanges = exchanges
        .filter(|own| has(Node::Exchange(own.name.clone())) && !is_predeclared(&own.name))
        .cloned()
        .gather();
    let queues = topology.queues.iter();
    parts.topology.queues = queues
        .filter(|own| has(Node::Queue(own.name.clone())))
        .cloned()
        .gather();
    let is_inner = |binding: &&Binding| {
        let destination = match binding.destination_type {
            DestinationType::Queue => Node::Queue(binding.destination.clone()),
            DestinationType::Exchange => Node::Exchange(binding.destination.clone()),
        };
        has(Node::Exchange(binding.source.clone())) && has(destination)
    };
    parts.topology.bindings = topology.bindings.iter().filter(is_inner).cloned().gather();
    let actors = document.actors.iter();
    parts.actors = actors
        .filter(|actor| has(Node::Actor(actor.id)))
        .cloned()
        .gather();
    parts.next_id = document.next_id;
    let notes = document.notes.iter();
    parts.notes = notes
        .filter(|note| has(Node::Note(note.id.clone())))
        .cloned()
        .gather();
    for (node, at) in document.positions.iter() {
        if has(node.clone()) {
            parts.positions.insert(node.clone(), *at);
        }
    }
    parts
}

/// What a copy would not have, in parts that somebody else has written: exchanges that every broker has, and a lesson,
/// whose texts would have a say in names.
fn only_parts(mut parts: Document) -> Document {
    parts
        .topology
        .exchanges
        .retain(|exchange| !is_predeclared(&exchange.name));
    parts.lesson = None;
    parts
}

/// Puts copied parts into a drawing, their middle at a point. Gives the new nodes.
pub fn paste(document: &mut Document, text: &str, at: Point) -> Result<Vec<Node>, Diagnostic> {
    let parts = read(text)?;
    let middle = middle(&parts).unwrap_or(at);
    let by = Point {
        x: at.x.saturating_sub(middle.x),
        y: at.y.saturating_sub(middle.y),
    };
    Ok(insert(document, parts, at, by))
}

/// Copies nodes beside themselves. Gives the new ones.
pub fn duplicate(document: &mut Document, nodes: &[Node], by: Point) -> Vec<Node> {
    let parts = only(document, nodes);
    insert(document, parts, by, by)
}

/// Reads copied parts: the first error, where there is one.
fn read(text: &str) -> Result<Document, Diagnostic> {
    let not_parts = || Diagnostic::error(Code::NotADocument, Place::top());
    let mut findings = Findings::default();
    let json = read_text(text, &mut findings);
    let Some(Value::Object(mut fields)) = json else {
        let first = findings.into_list().into_iter().next();
        return Err(first.unwrap_or_else(not_parts));
    };
    if fields.get("format").and_then(Value::as_str) != Some(PARTS) {
        return Err(not_parts());
    }
    if let Some(version) = fields
        .get("version")
        .and_then(Value::as_u64)
        .filter(|&version| version > VERSION.into())
    {
        let known = VERSION;
        return Err(Diagnostic::error(
            Code::NewerVersion { version, known },
            Place::top().field("version"),
        ));
    }
    fields.insert("format".into(), FORMAT.into());
    let (parts, findings) = Document::from_json(&Value::Object(fields).to_string());
    let error = findings
        .into_iter()
        .find(|finding| finding.severity == Severity::Error);
    let parts = parts.map(only_parts);
    let parts = parts.ok_or_else(|| error.unwrap_or_else(not_parts))?;
    match validate(&parts).into_iter().find(is_twice) {
        Some(twice) => Err(twice),
        None => Ok(parts),
    }
}

/// Whether two nodes have one name, as only somebody else's text can have it: it does not say which one is meant.
fn is_twice(finding: &Diagnostic) -> bool {
    let Code::Duplicate { what, .. } = &finding.code else {
        return false;
    };
    matches!(what, What::Exchange | What::Queue | What::Actor | What::Note)
}

fn nodes_of(parts: &Document) -> Vec<Node> {
    let actors = parts.actors.iter().map(|actor| Node::Actor(actor.id));
    let exchanges = parts
        .topology
        .exchanges
        .iter()
        .map(|exchange| Node::Exchange(exchange.name.clone()));
    let queues = parts
        .topology
        .queues
        .iter()
        .map(|queue| Node::Queue(queue.name.clone()));
    let notes = parts.notes.iter().map(|note| Node::Note(note.id.clone()));
    actors.chain(exchanges).chain(queues).chain(notes).gather()
}

fn place_of(parts: &Document, node: &Node) -> Option<Point> {
    let placed = parts.positions.get(node).copied();
    placed.or_else(|| match node {
        Node::Note(id) => parts.notes.iter().find(|note| note.id == *id).map(|note| note.at),
        Node::Exchange(_) | Node::Queue(_) | Node::Actor(_) | Node::Other(_) => None,
    })
}

/// The middle of all places.
fn middle(parts: &Document) -> Option<Point> {
    let places: Vec<Point> = nodes_of(parts)
        .iter()
        .filter_map(|node| place_of(parts, node))
        .gather();
    let between = |low: i32, high: i32| ((i64::from(low) + i64::from(high)) / 2) as i32;
    let (left, right) = (
        places.iter().map(|at| at.x).min()?,
        places.iter().map(|at| at.x).max()?,
    );
    let (top, bottom) = (
        places.iter().map(|at| at.y).min()?,
        places.iter().map(|at| at.y).max()?,
    );
    Some(Point {
        x: between(left, right),
        y: between(top, bottom),
    })
}

/// Puts parts into a drawing, moved; those without a place stand below `at`.
fn insert(document: &mut Document, mut parts: Document, at: Point, by: Point) -> Vec<Node> {
    let places: Vec<Option<Point>> = nodes_of(&parts)
        .iter()
        .map(|node| place_of(&parts, node))
        .gather();
    make_new(document, &mut parts);
    settle(document, &mut parts);
    let nodes = nodes_of(&parts);
    document.next_id = document.next_id.max(parts.next_id);
    document.actors.append(&mut parts.actors);
    document.topology.exchanges.append(&mut parts.topology.exchanges);
    document.topology.queues.append(&mut parts.topology.queues);
    document.topology.bindings.append(&mut parts.topology.bindings);
    document.notes.append(&mut parts.notes);
    let mut unplaced = 0;
    for (node, place) in nodes.iter().zip(places) {
        let moved = match place {
            Some(place) => Point {
                x: place.x.saturating_add(by.x),
                y: place.y.saturating_add(by.y),
            },
            None => {
                unplaced += 1;
                Point {
                    x: at.x,
                    y: at.y.saturating_add(APART.saturating_mul(unplaced - 1)),
                }
            }
        };
        put(document, node, moved);
    }
    nodes
}

fn put(document: &mut Document, node: &Node, at: Point) {
    match node {
        Node::Note(id) => {
            let note = document.notes.iter_mut().find(|note| note.id == *id);
            note.into_iter().for_each(|note| note.at = at.on_canvas());
        }
        Node::Exchange(_) | Node::Queue(_) | Node::Actor(_) | Node::Other(_) => {
            document.positions.insert(node.clone(), at.on_canvas());
        }
    }
}

/// Gives the parts names and identifiers that the drawing does not have.
fn make_new(document: &Document, parts: &mut Document) {
    for node in nodes_of(parts) {
        match &node {
            Node::Exchange(name) if is_there(document, &node) => {
                let new = |name: &str| Node::Exchange(name.into());
                let free = |name: &str| !is_taken(document, &new(name)) && !is_taken(parts, &new(name));
                give_name(parts, &node, &next_own_name(name, free));
            }
            Node::Queue(name) if is_there(document, &node) => {
                let new = |name: &str| Node::Queue(name.into());
                let free = |name: &str| !is_taken(document, &new(name)) && !is_taken(parts, &new(name));
                give_name(parts, &node, &next_own_name(name, free));
            }
            Node::Note(id) => {
                let is_taken = |id: &str| document.notes.iter().any(|note| note.id == id);
                if is_taken(id) {
                    let others: Vec<String> = parts.notes.iter().map(|note| note.id.clone()).gather();
                    let new = next_name(id, |id| !is_taken(id) && !others.iter().any(|other| other == id));
                    let note = parts.notes.iter_mut().find(|note| note.id == *id);
                    note.into_iter().for_each(|note| note.id = new.clone());
                }
            }
            Node::Exchange(_) | Node::Queue(_) | Node::Actor(_) | Node::Other(_) => {}
        }
    }
    for binding in &mut parts.topology.bindings {
        if document.topology.binding(&binding.id).is_some() {
            binding.id = String::new();
        }
    }
    number_actors(document, parts);
    parts.positions = Default::default();
}

fn number_actors(document: &Document, parts: &mut Document) {
    let highest = document.actors.iter().map(|actor| actor.id).max().unwrap_or(0);
    let mut next = document.next_id.max(highest.saturating_add(1));
    for at in 0..parts.actors.len() {
        let names = |name: &str| {
            let others = parts.actors.iter().enumerate().filter(|(other, _)| *other != at);
            document.actor_named(name).is_some() || others.into_iter().any(|(_, actor)| actor.name == name)
        };
        let name = parts.actors[at].name.clone();
        let name = if document.actor_named(&name).is_some() {
            next_name(&name, |name| !names(name))
        } else {
            name
        };
        let actor = &mut parts.actors[at];
        actor.name = name;
        actor.id = next;
        next = next.saturating_add(1);
    }
    parts.next_id = next;
}

/// A name for a copy of what is the broker's own, too: `amq.gen-1` to `gen-2`, since the broker gives its own itself
/// (R-ER-3).
fn next_own_name(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let stem = match name.trim_start_matches(RESERVED) {
        "" => "copy",
        stem => stem,
    };
    next_name(stem, is_free)
}

/// `orders` to `orders-2`, `queue-1` to `queue-2`, or the next that is free.
fn next_name(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let stem = match name.rsplit_once('-') {
        Some((stem, digits)) if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            stem
        }
        Some(_) | None => name,
    };
    // Room for the number within what AMQP can carry.
    let length = (0..=stem.len().min(240))
        .rev()
        .find(|&at| stem.is_char_boundary(at));
    let stem = &stem[..length.unwrap_or(0)];
    (2u32..)
        .map(|number| format!("{stem}-{number}"))
        .find(|name| is_free(name))
        .expect("there are fewer names than numbers")
}

/// Takes from pasted actors what cannot be here: unknown users, subscriptions of and statements on parts that neither
/// came along nor are there.
fn settle(document: &Document, parts: &mut Document) {
    let there = |node: &Node| is_there(document, node) || is_there(parts, node);
    let mut actors = parts.actors.clone();
    for actor in &mut actors {
        if !may_log_in(document, &actor.user) {
            actor.user = usual_user(document);
        }
        unsubscribe_unknown(actor, &there);
        let is_gone = |kind: &StatementKind| acts_on_unknown(kind, &there);
        lines::remove_statements(&mut actor.program, is_gone);
        lines::remove_declarations(&mut actor.declares.0, is_gone);
    }
    parts.actors = actors;
}

fn unsubscribe_unknown(actor: &mut Actor, there: &impl Fn(&Node) -> bool) {
    let mut gone: Vec<String> = Vec::new();
    for subscription in &actor.consumes {
        if let Ok(Expression::Constant(Constant::Text(queue))) =
            Expression::parse_template(&subscription.queue)
            && !there(&Node::Queue(queue.to_string()))
        {
            gone.push(queue.to_string());
        }
    }
    for queue in gone {
        attached::unsubscribe(actor, &queue);
    }
}

/// Whether a statement needs an exchange or a queue that is not there.
fn acts_on_unknown(kind: &StatementKind, there: &impl Fn(&Node) -> bool) -> bool {
    let text = |name: &Expression| {
        name.as_constant()
            .and_then(|name| name.as_text().map(String::from))
    };
    let no_exchange = |name: &Expression| text(name).is_some_and(|name| !there(&Node::Exchange(name)));
    let no_queue = |name: &Expression| text(name).is_some_and(|name| !there(&Node::Queue(name)));
    match kind {
        StatementKind::Publish(publish) => {
            let to_queue = publish.exchange == Expression::text("");
            no_exchange(&publish.exchange) || (to_queue && no_queue(&publish.key))
        }
        StatementKind::Get { queue, .. } => no_queue(queue),
        StatementKind::Bind(bind) | StatementKind::Unbind(bind) => {
            let no_destination = match bind.to_exchange {
                true => no_exchange(&bind.destination),
                false => no_queue(&bind.destination),
            };
            no_destination || no_exchange(&bind.source)
        }
        StatementKind::Ack { .. }
        | StatementKind::Nack { .. }
        | StatementKind::Reject { .. }
        | StatementKind::DeclareQueue(_)
        | StatementKind::DeclareExchange(_)
        | StatementKind::Cancel { .. }
        | StatementKind::Commit
        | StatementKind::Rollback
        | StatementKind::Work(_)
        | StatementKind::Wait(_)
        | StatementKind::Effect { .. }
        | StatementKind::Set { .. }
        | StatementKind::If { .. }
        | StatementKind::ForEach { .. }
        | StatementKind::Fail { .. }
        | StatementKind::Stop => false,
    }
}

#[cfg(test)]
mod tests;
