//! Small changes of a document, each whole: what refers to a removed part goes with it, new names are unique.

use crate::base::gather::Gather;
use crate::base::value::{Table, Value};
use crate::model::actor::{Actor, ActorKind, Subscription};
use crate::model::document::Document;
use crate::model::expression::Expression;
use crate::model::node::{Node, Point};
use crate::model::program::{Program, Property, Publish};
use crate::model::topology::Binding;

/// How often a new producer publishes, how many times, and how long a new consumer works on a message.
const PUBLISH_EVERY_MS: u64 = 1000;
const PUBLISH_COUNT: u32 = 10;
const WORK_MS: u64 = 500;

/// Attaches a producer to an exchange, with a key (and headers) that one of its bindings matches. Returns its identifier.
pub fn add_producer(document: &mut Document, exchange: &str, at: Option<Point>) -> u32 {
    let route = matching_route(document, exchange);
    let mut publish = Publish::new(Expression::text(exchange));
    publish.key = Expression::text(&route.key);
    if !route.headers.is_empty() {
        let headers = Expression::Constant(Value::Table(route.headers));
        publish.properties.push((Property::Headers, headers));
    }
    let program = Program::producer(publish, PUBLISH_EVERY_MS, PUBLISH_COUNT);
    add_actor(document, ActorKind::Producer, at, |actor| actor.program = program)
}

/// Attaches a consumer to a queue: one message at a time, acked when its work is done. Returns its identifier.
pub fn add_consumer(document: &mut Document, queue: &str, at: Option<Point>) -> u32 {
    let subscription = Subscription {
        queue: plain(queue),
        prefetch: 1,
        ..Subscription::default()
    };
    add_actor(document, ActorKind::Consumer, at, |actor| {
        actor.program = Program::consumer(queue, WORK_MS);
        actor.consumes = vec![subscription];
    })
}

/// The queue of a subscription is a template; a name with braces escapes them.
fn plain(name: &str) -> String {
    name.replace('\\', "\\\\").replace('{', "\\{").replace('}', "\\}")
}

fn add_actor(
    document: &mut Document,
    kind: ActorKind,
    at: Option<Point>,
    fill: impl FnOnce(&mut Actor),
) -> u32 {
    let id = document.next_id;
    let mut actor = Actor {
        id,
        name: unique_name(document, kind.word()),
        user: usual_user(document),
        kind,
        ..Actor::default()
    };
    fill(&mut actor);
    document.actors.push(actor);
    document.next_id = id.saturating_add(1);
    if let Some(at) = at {
        document.positions.insert(Node::Actor(id), at);
    }
    id
}

/// Removes an actor with its position and its part in the script.
pub fn remove_actor(document: &mut Document, id: u32) {
    document.actors.retain(|actor| actor.id != id);
    document.positions.remove(&Node::Actor(id));
    document.script.retain(|entry| entry.action.actor() != Some(id));
    if let Some(lesson) = &mut document.lesson {
        for fork in &mut lesson.forks {
            fork.script.retain(|entry| entry.action.actor() != Some(id));
        }
    }
}

/// Puts a node somewhere.
pub fn place(document: &mut Document, node: Node, at: Point) {
    document.positions.insert(node, at);
}

/// Leaves a node to the automatic layout.
pub fn unplace(document: &mut Document, node: &Node) {
    document.positions.remove(node);
}

/// A name of an actor that is not taken: `producer-1`.
pub fn unique_name(document: &Document, stem: &str) -> String {
    (1u32..)
        .map(|number| format!("{stem}-{number}"))
        .find(|name| document.actor_named(name).is_none())
        .expect("there are fewer actors than numbers")
}

/// The user that a new actor logs in as: `guest` where it may, else the first one with permissions here.
pub fn usual_user(document: &Document) -> String {
    let topology = &document.topology;
    let here = topology.permissions.iter().filter(|permission| {
        permission
            .vhost
            .as_deref()
            .is_none_or(|vhost| vhost == document.vhost)
    });
    let mut users = here.map(|permission| permission.user.as_str());
    let guest = topology.users.is_empty() || users.clone().any(|user| user == "guest");
    let user = if guest { Some("guest") } else { users.next() };
    user.unwrap_or("guest").into()
}

/// What a message needs for a binding to match it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    pub key: String,
    pub headers: Table,
}

/// A key and headers that the first binding of an exchange matches. For the default exchange, the first queue's name.
pub fn matching_route(document: &Document, exchange: &str) -> Route {
    let topology = &document.topology;
    if exchange.is_empty() {
        let queue = topology.queues.first().map(|queue| queue.name.clone());
        return Route {
            key: queue.unwrap_or_default(),
            headers: Table::new(),
        };
    }
    let Some(binding) = topology
        .bindings
        .iter()
        .find(|binding| binding.source == exchange)
    else {
        return Route::default();
    };
    match topology.exchange_type(exchange) {
        Some("topic") => Route {
            key: matching_key(&binding.routing_key),
            headers: Table::new(),
        },
        Some("headers") => Route {
            key: String::new(),
            headers: matching_headers(binding),
        },
        Some("fanout") => Route::default(),
        Some(_) | None => Route {
            key: binding.routing_key.clone(),
            headers: Table::new(),
        },
    }
}

/// A key that a topic pattern matches: `any` for a star, nothing for a hash.
fn matching_key(pattern: &str) -> String {
    let words: Vec<_> = pattern
        .split('.')
        .filter(|word| *word != "#")
        .map(|word| if word == "*" { "any" } else { word })
        .gather();
    words.join(".")
}

/// Headers that have all that a binding asks for.
fn matching_headers(binding: &Binding) -> Table {
    let with_x = binding
        .arguments
        .get("x-match")
        .and_then(Value::as_text)
        .is_some_and(|mode| mode.ends_with("with-x"));
    let counts = |key: &str| key != "x-match" && (with_x || !key.starts_with("x-"));
    binding
        .arguments
        .iter()
        .filter(|(key, _)| counts(key))
        .map(|(key, value)| (key, value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::script::{Action, ScriptEntry};
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
            assert_eq!(actor.program.0, ["on every 1s up to 10", &format!("  {line}")]);
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
        remove_actor(&mut document, first);
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
