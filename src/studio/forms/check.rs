//! What is wrong with what stands in a field, in the broker's own words where the broker is asked.

use crate::broker::ErrorCode;
use crate::model::diagnostic::code::{Code, What as Kind};
use crate::model::edit::BadName;
use crate::model::form::{Field, Listed, Of, What, Wrong};
use crate::model::topology::{DestinationType, Exchange, PREDECLARED_EXCHANGES, Queue};
use crate::model::{Document, Node, Topology};
use crate::text::{Text, plain};
use crate::world::World;
use crate::{entry, key};
use std::rc::Rc;

/// What RabbitMQ replies when it is to declare what the field is about, if it refuses: `406 PRECONDITION_FAILED - …`.
pub fn refused(document: &Document, field: &Field) -> Option<String> {
    let all = &document.topology;
    let mut few = Topology::default();
    match &field.of {
        Of::Node(Node::Queue(name)) => few.queues.extend(all.queue(name).cloned()),
        Of::Node(Node::Exchange(name)) => few.exchanges.extend(all.exchange(name).cloned()),
        Of::Binding(at) | Of::Row(at, _) => {
            let binding = all.bindings.get(*at)?;
            exchange(all, &binding.source, &mut few);
            match binding.destination_type {
                DestinationType::Queue => few.queues.push(queue(all, &binding.destination)),
                DestinationType::Exchange => exchange(all, &binding.destination, &mut few),
            }
            few.bindings.push(binding.clone());
        }
        Of::Listed(Listed::Policy, at) => few.policies.extend(all.policies.get(*at).cloned()),
        Of::Listed(Listed::Operator, at) => few.parameters.extend(all.parameters.get(*at).cloned()),
        Of::Listed(Listed::Permission, at) => few.permissions.extend(all.permissions.get(*at).cloned()),
        Of::Listed(Listed::TopicPermission, at) => {
            few.topic_permissions
                .extend(all.topic_permissions.get(*at).cloned());
        }
        Of::Listed(Listed::Vhost | Listed::User, _)
        | Of::Node(Node::Actor(_) | Node::Note(_) | Node::Other(_))
        | Of::Drawing => return None,
    }
    let replicated = few.queues.iter().find_map(not_replicated);
    replicated.or_else(|| reply(document, few))
}

/// A queue of the drawing; one that a program declares is there, too.
fn queue(all: &Topology, name: &str) -> Queue {
    let by_program = || Queue {
        name: name.into(),
        durable: true,
        ..Queue::default()
    };
    all.queue(name).cloned().unwrap_or_else(by_program)
}

/// The same of an exchange, unless the broker has it from the start.
fn exchange(all: &Topology, name: &str, few: &mut Topology) {
    let is_known = few.exchanges.iter().any(|known| known.name == name);
    let is_predeclared = PREDECLARED_EXCHANGES.iter().any(|(known, _)| *known == name);
    if !is_known && !is_predeclared {
        let by_program = || Exchange {
            name: name.into(),
            kind: "direct".into(),
            ..Exchange::default()
        };
        few.exchanges
            .push(all.exchange(name).cloned().unwrap_or_else(by_program));
    }
}

/// Whether a reply is about the very field. What was wrong before an edit of another field does not stand in its way.
pub fn is_about(reply: &str, field: &Field) -> bool {
    let name = match (field.what, &field.of) {
        (What::Argument(argument), Of::Listed(..)) => argument.policy_name(),
        (What::Argument(argument), _) => argument.name(),
        _ => return false,
    };
    reply.contains(&format!("'{name}'"))
}

/// What the broker has against a small topology.
fn reply(document: &Document, topology: Topology) -> Option<String> {
    let small = Document {
        vhost: document.vhost.clone(),
        topology,
        ..Document::default()
    };
    let (_, found) = World::new(&small);
    found.into_iter().find_map(|diagnostic| match diagnostic.code {
        Code::BrokerRefuses { reply_text } => Some(numbered(reply_text)),
        _ => None,
    })
}

/// Queues of several nodes are simulated as classic ones, so that the broker does not say what it asks of them (R-Q-8).
fn not_replicated(queue: &Queue) -> Option<String> {
    let is_one = matches!(queue.text_argument("x-queue-type"), Some("quorum" | "stream"));
    let property = match (queue.durable, queue.auto_delete) {
        (false, _) => "non-durable",
        (true, true) => "auto-delete",
        (true, false) => return None,
    };
    let text = || {
        format!(
            "PRECONDITION_FAILED - invalid property '{property}' for queue '{}'",
            queue.name
        )
    };
    is_one.then(|| numbered(text()))
}

/// A reply text with its code before it.
fn numbered(reply_text: String) -> String {
    let name = reply_text.split(' ').next().unwrap_or_default();
    match ErrorCode::ALL.into_iter().find(|code| code.name() == name) {
        Some(code) => format!("{} {reply_text}", code.number()),
        None => reply_text,
    }
}

/// What is wrong with a text in a field.
pub fn words(text: &Text, document: &Document, field: &Field, typed: &str, wrong: &Wrong) -> Rc<str> {
    let line = match wrong {
        Wrong::Gone => text.get(key!("refusal.not_there")).into(),
        Wrong::Name(BadName::Reserved) => reserved(document, field, typed),
        Wrong::Name(bad) => bad_name(text, bad),
        Wrong::Number { least, most } => match *most > u64::from(u32::MAX) {
            true => text.line(entry!("form.number_from", least)),
            false => text.line(entry!("form.number", least, most)),
        },
        Wrong::Syntax(error) => {
            let code = Code::Syntax {
                found: error.found.clone(),
                expected: error.expected,
            };
            let sentences = [Some(text.finding(&code)), text.hint(&code)];
            plain(&text.paragraph(sentences.into_iter().flatten()))
        }
        Wrong::Taken if field.what != What::Name && matches!(field.of, Of::Listed(..)) => {
            text.get(key!("form.permission_taken")).into()
        }
        Wrong::Taken => text.get(key!("form.taken")).into(),
        Wrong::Value => text.get(key!("form.value")).into(),
    };
    line.into()
}

/// The broker's words on a name that is its own.
fn reserved(document: &Document, field: &Field, typed: &str) -> String {
    let mut few = Topology::default();
    match &field.of {
        Of::Node(Node::Exchange(name)) => {
            let mut exchange = document.topology.exchange(name).cloned().unwrap_or_default();
            exchange.name = typed.into();
            few.exchanges.push(exchange);
        }
        Of::Node(_) | Of::Binding(_) | Of::Row(..) | Of::Listed(..) | Of::Drawing => few.queues.push(Queue {
            name: typed.into(),
            durable: true,
            ..Queue::default()
        }),
    }
    reply(document, few).unwrap_or_default()
}

fn bad_name(text: &Text, bad: &BadName) -> String {
    match bad {
        BadName::NotThere | BadName::Fixed | BadName::Reserved => text.get(key!("form.name_fixed")).into(),
        BadName::Empty => text.get(key!("form.name_empty")).into(),
        BadName::Taken => text.get(key!("form.taken")).into(),
        BadName::NotInStops => text.get(key!("form.name_in_stops")).into(),
        BadName::TooLong { bytes, limit } => plain(&text.finding(&Code::TooLong {
            what: Kind::Node,
            bytes: *bytes,
            limit: *limit,
        })),
    }
}
