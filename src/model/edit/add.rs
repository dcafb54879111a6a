//! New parts: from the palette, alone, or attached to what is there already.

use crate::broker::view::ExchangeKind;
use crate::model::actor::{Actor, ActorKind};
use crate::model::document::{Document, Note};
use crate::model::edit::attached;
use crate::model::edit::names::{is_taken, unique_name};
use crate::model::edit::route::matching_route;
use crate::model::node::{Node, Point};
use crate::model::topology::{Exchange, Queue};

/// What can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It publishes nothing until it is connected.
    Producer,
    /// It reads nothing until it is connected.
    Consumer,
    Service,
    /// Durable, without arguments.
    Exchange(ExchangeKind),
    /// Durable, classic, without arguments.
    Queue,
    Note,
}

/// Adds a part with a new name. Its place is its middle.
pub fn add(document: &mut Document, kind: Kind, at: Point) -> Node {
    let node = match kind {
        Kind::Producer => Node::Actor(add_actor(document, ActorKind::Producer)),
        Kind::Consumer => Node::Actor(add_actor(document, ActorKind::Consumer)),
        Kind::Service => Node::Actor(add_actor(document, ActorKind::Service)),
        Kind::Exchange(kind) => add_exchange(document, kind),
        Kind::Queue => add_queue(document),
        Kind::Note => return add_note(document, at),
    };
    document.positions.insert(node.clone(), at.on_canvas());
    node
}

fn add_queue(document: &mut Document) -> Node {
    let name = unique_name("queue", |name| is_taken(document, &Node::Queue(name.into())));
    document.topology.queues.push(Queue {
        name: name.clone(),
        durable: true,
        ..Queue::default()
    });
    Node::Queue(name)
}

fn add_exchange(document: &mut Document, kind: ExchangeKind) -> Node {
    let name = unique_name("exchange", |name| {
        is_taken(document, &Node::Exchange(name.into()))
    });
    document.topology.exchanges.push(Exchange {
        name: name.clone(),
        kind: kind.word().into(),
        durable: true,
        ..Exchange::default()
    });
    Node::Exchange(name)
}

fn add_note(document: &mut Document, at: Point) -> Node {
    let id = unique_name("note", |id| is_taken(document, &Node::Note(id.into())));
    document.notes.push(Note {
        id: id.clone(),
        at: at.on_canvas(),
        ..Note::default()
    });
    Node::Note(id)
}

/// Attaches a producer to an exchange, with a key (and headers) that one of its bindings matches. Returns its identifier.
pub fn add_producer(document: &mut Document, exchange: &str, at: Option<Point>) -> u32 {
    let id = add_actor(document, ActorKind::Producer);
    let route = matching_route(document, exchange);
    if let Some(actor) = document.actors.last_mut() {
        attached::publish(actor, exchange, route);
    }
    place_actor(document, id, at);
    id
}

/// Attaches a consumer to a queue: one message at a time, acked when its work is done. Returns its identifier.
pub fn add_consumer(document: &mut Document, queue: &str, at: Option<Point>) -> u32 {
    let id = add_actor(document, ActorKind::Consumer);
    if let Some(actor) = document.actors.last_mut() {
        attached::consume(actor, queue);
    }
    place_actor(document, id, at);
    id
}

fn place_actor(document: &mut Document, id: u32, at: Option<Point>) {
    if let Some(at) = at {
        document.positions.insert(Node::Actor(id), at.on_canvas());
    }
}

/// An actor that does nothing yet, the last of the list.
fn add_actor(document: &mut Document, kind: ActorKind) -> u32 {
    // A document with a number too low for its actors can be opened, and gets no actor twice.
    let highest = document.actors.iter().map(|actor| actor.id).max().unwrap_or(0);
    let id = document.next_id.max(highest.saturating_add(1));
    let name = unique_name(kind.word(), |name| document.actor_named(name).is_some());
    document.actors.push(Actor {
        id,
        name,
        user: usual_user(document),
        kind,
        ..Actor::default()
    });
    document.next_id = id.saturating_add(1);
    id
}

/// The user that a new actor logs in as: that of the first actor, where it may; `guest` where that may; else the first
/// one with permissions here.
pub fn usual_user(document: &Document) -> String {
    let first = document.actors.first().map(|actor| actor.user.as_str());
    let known = first.into_iter().chain(["guest"]);
    let permissions = document.topology.permissions.iter();
    let mut users = known.chain(permissions.map(|permission| permission.user.as_str()));
    users
        .find(|user| may_log_in(document, user))
        .unwrap_or("guest")
        .into()
}

/// Whether a user has permissions on the document's virtual host (R-VH-3).
pub fn may_log_in(document: &Document, user: &str) -> bool {
    let topology = &document.topology;
    if topology.users.is_empty() {
        return user == "guest";
    }
    let is_known = topology.users.iter().any(|known| known.name == user);
    let may = topology.permissions.iter().any(|permission| {
        let is_here = permission
            .vhost
            .as_deref()
            .is_none_or(|vhost| vhost == document.vhost);
        is_here && permission.user == user
    });
    is_known && may
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{place, remove};
    use crate::model::expression::Expression;
    use crate::model::script::{Action, ScriptEntry};
    use crate::model::topology::Binding;
    use crate::model::topology::{Exchange, Permission, User};

    fn with_binding(kind: &str, key: &str, arguments: &str) -> Document {
        let mut document = Document::default();
        document.topology.exchanges.push(Exchange {
            name: "x".into(),
            kind: kind.into(),
            ..Exchange::default()
        });
        document.topology.bindings.push(Binding {
            source: "x".into(),
            destination: "q".into(),
            routing_key: key.into(),
            arguments: serde_json::from_str(arguments).unwrap(),
            ..Binding::default()
        });
        document
    }

    #[test]
    fn a_producer_gets_what_a_binding_matches() {
        for (kind, key, arguments, line) in [
            (
                "topic",
                "order.*.created.#",
                "{}",
                "publish to x key \"order.any.created\" body \"message {n}\" persistent",
            ),
            ("topic", "#", "{}", "publish to x body \"message {n}\" persistent"),
            (
                "direct",
                "card",
                "{}",
                "publish to x key \"card\" body \"message {n}\" persistent",
            ),
            (
                "fanout",
                "card",
                "{}",
                "publish to x body \"message {n}\" persistent",
            ),
            (
                "headers",
                "",
                r#"{"x-match": "all", "level": 3, "region": "eu", "x-y": 1}"#,
                "publish to x body \"message {n}\" headers {level: 3, region: \"eu\"} persistent",
            ),
        ] {
            let mut document = with_binding(kind, key, arguments);
            let id = add_producer(&mut document, "x", Some(Point { x: 1, y: 2 }));
            let actor = document.actor(id).unwrap();
            assert_eq!(actor.program.0, ["on every 1s up to 20", &format!("  {line}")]);
            assert!(actor.program.tree().is_ok());
            assert_eq!(document.positions[&Node::Actor(id)], Point { x: 1, y: 2 });
        }
    }

    #[test]
    fn a_consumer_names_its_queue_plainly() {
        let mut document = Document::default();
        let id = add_consumer(&mut document, "q{1}", None);
        let queue = &document.actor(id).unwrap().consumes[0].queue;
        assert_eq!(Expression::parse_template(queue), Ok(Expression::text("q{1}")));
    }

    #[test]
    fn names_and_identifiers_are_new() {
        let mut document = Document::default();
        let first = add_consumer(&mut document, "q", None);
        let second = add_consumer(&mut document, "q", None);
        document.script = vec![ScriptEntry {
            at_ms: 1,
            action: Action::Crash(first),
            extra: Default::default(),
        }];
        place(&mut document, Node::Actor(first), Point::default());
        assert!(remove(&mut document, &[Node::Actor(first)]).is_empty());
        assert!(document.script.is_empty() && document.positions.is_empty());
        let third = add_consumer(&mut document, "q", None);
        assert_eq!((first, second, third), (1, 2, 3));
        let names: Vec<_> = document.actors.iter().map(|actor| actor.name.as_str()).collect();
        assert_eq!(names, ["consumer-2", "consumer-1"]);
    }

    #[test]
    fn a_user_that_may_is_taken() {
        let mut document = Document::default();
        assert_eq!(usual_user(&document), "guest");
        let user = |name: &str| User {
            name: name.into(),
            ..User::default()
        };
        let permission = |name: &str, vhost: Option<&str>| Permission {
            user: name.into(),
            vhost: vhost.map(String::from),
            ..Permission::default()
        };
        document.topology.users = vec![user("ops"), user("app"), user("guest")];
        document.topology.permissions = vec![permission("guest", Some("other")), permission("app", None)];
        assert_eq!(usual_user(&document), "app");
        document.topology.permissions.push(permission("guest", Some("/")));
        assert_eq!(usual_user(&document), "guest");
    }
}
