//! The parts of a document, each from its object.

use crate::base::gather::Gather;
use crate::base::sorted::SortedMap;
use crate::model::actor::{Actor, ActorKind, HIGHEST_ID, Link, Subscription};
use crate::model::diagnostic::Code;
use crate::model::document::{Document, FORMAT, Horizon, Note};
use crate::model::node::{Node, Point};
use crate::model::program::{Declarations, Program};
use crate::model::read::lesson::lesson;
use crate::model::read::object::Object;
use crate::model::read::script::entry;
use crate::model::topology::{
    Binding, DestinationType, Exchange, Parameter, Permission, Policy, Queue, SECRETS, TopicPermission,
    Topology, User, Vhost,
};

/// The document, once its format is known.
pub fn document(mut object: Object<'_>, version: u32) -> Document {
    object.drop_field("format");
    let defaults = Document::default();
    let actors = object.list("actors", actor);
    let highest = actors.iter().map(|actor| actor.id).max().unwrap_or(0);
    Document {
        format: FORMAT.into(),
        version,
        id: object.text("id"),
        title: object.words("title"),
        promise: object.words("promise"),
        seed: object.unsigned("seed", defaults.seed),
        horizon: object.object("horizon", horizon).unwrap_or_default(),
        vhost: object.text_or("vhost", &defaults.vhost),
        topology: object.object("topology", topology).unwrap_or_default(),
        actors,
        next_id: object.integer("next_id", i64::from(highest) + 1, 1, i64::from(HIGHEST_ID) + 1) as u32,
        positions: positions(&mut object),
        notes: object.list("notes", note),
        script: object.list("script", entry),
        lesson: object.object("lesson", lesson),
        extra: object.extra(),
    }
}

fn horizon(mut object: Object<'_>) -> Horizon {
    let defaults = Horizon::default();
    Horizon {
        steps: object.integer("steps", defaults.steps.into(), 1, 100_000_000) as u32,
        time_ms: object.integer("time_ms", defaults.time_ms as i64, 0, i64::MAX) as u64,
        extra: object.extra(),
    }
}

fn positions(object: &mut Object<'_>) -> SortedMap<Node, Point> {
    let read = |object: Object<'_>| {
        let mut object = object;
        let mut positions = Vec::new();
        for key in object.keys() {
            if let Some(point) = object.place(&key) {
                positions.push((Node::parse(&key), point));
            }
        }
        positions.into_iter().collect()
    };
    object.object("positions", read).unwrap_or_default()
}

fn note(mut object: Object<'_>) -> Note {
    Note {
        id: object.text("id"),
        text: object.words("text"),
        at: object.point("at"),
        extra: object.extra(),
    }
}

fn actor(mut object: Object<'_>) -> Actor {
    if !object.has("id") {
        object.error(Code::Missing { field: "id" });
    }
    Actor {
        id: object.integer("id", 1, 1, HIGHEST_ID.into()) as u32,
        kind: ActorKind::parse(&object.text_or("kind", "service")),
        name: object.required_text("name"),
        user: object.text_or("user", "guest"),
        vhost: object.optional_text("vhost"),
        start_ms: object.integer("start_ms", 0, 0, i64::MAX) as u64,
        link: object.object("link", link).unwrap_or_default(),
        confirms: object.flag("confirms"),
        transactional: object.flag("transactional"),
        declares: Declarations(object.lines("declares")),
        consumes: object.list("consumes", subscription),
        program: Program(object.lines("program")),
        extra: object.extra(),
    }
}

fn link(mut object: Object<'_>) -> Link {
    let defaults = Link::default();
    let mut ms = |name: &str, missing: u64| object.integer(name, missing as i64, 0, i64::MAX) as u64;
    let (latency_ms, detect_ms) = (
        ms("latency_ms", defaults.latency_ms),
        ms("detect_ms", defaults.detect_ms),
    );
    let reopen_ms = ms("reopen_ms", defaults.reopen_ms);
    Link {
        latency_ms,
        detect_ms,
        reopen_ms,
        extra: object.extra(),
    }
}

fn subscription(mut object: Object<'_>) -> Subscription {
    Subscription {
        queue: object.required_text("queue"),
        tag: object.text("tag"),
        no_ack: object.flag("no_ack"),
        exclusive: object.flag("exclusive"),
        prefetch: object.integer("prefetch", 0, 0, u16::MAX.into()) as u16,
        global_prefetch: object.integer("global_prefetch", 0, 0, u16::MAX.into()) as u16,
        channel: object.text("channel"),
        arguments: object.table("arguments"),
        extra: object.extra(),
    }
}

/// The objects of a broker, in RabbitMQ's words.
pub fn topology(mut object: Object<'_>) -> Topology {
    Topology {
        vhosts: object.list("vhosts", vhost),
        users: object.list("users", user),
        permissions: object.list("permissions", permission),
        topic_permissions: object.list("topic_permissions", topic_permission),
        parameters: object.list("parameters", parameter),
        global_parameters: object.list("global_parameters", parameter),
        policies: object.list("policies", policy),
        exchanges: object.list("exchanges", exchange),
        queues: object.list("queues", queue),
        bindings: object.list("bindings", binding),
        extra: object.extra(),
    }
}

fn vhost(mut object: Object<'_>) -> Vhost {
    Vhost {
        name: object.required_text("name"),
        extra: object.extra(),
    }
}

fn user(mut object: Object<'_>) -> User {
    let secrets = SECRETS.map(|field| object.drop_field(field));
    if secrets.contains(&true) {
        object.note(Code::SecretDropped);
    }
    let name = object.required_text("name");
    // Older brokers write "a,b".
    let tags = match object.peek_text("tags") {
        Some(_) => object
            .text("tags")
            .split(',')
            .map(str::trim)
            .filter(|tag| !tag.is_empty())
            .map(String::from)
            .gather(),
        None => object.texts("tags"),
    };
    User {
        name,
        tags,
        extra: object.extra(),
    }
}

fn permission(mut object: Object<'_>) -> Permission {
    Permission {
        user: object.required_text("user"),
        vhost: object.optional_text("vhost"),
        configure: object.text("configure"),
        write: object.text("write"),
        read: object.text("read"),
        extra: object.extra(),
    }
}

fn topic_permission(mut object: Object<'_>) -> TopicPermission {
    TopicPermission {
        user: object.required_text("user"),
        vhost: object.optional_text("vhost"),
        exchange: object.text("exchange"),
        write: object.text("write"),
        read: object.text("read"),
        extra: object.extra(),
    }
}

fn parameter(mut object: Object<'_>) -> Parameter {
    Parameter {
        component: object.text("component"),
        name: object.required_text("name"),
        value: object.take("value").unwrap_or_default(),
        extra: object.extra(),
    }
}

fn policy(mut object: Object<'_>) -> Policy {
    Policy {
        name: object.required_text("name"),
        pattern: object.required_text("pattern"),
        apply_to: object.text_or("apply-to", "all"),
        definition: object.table("definition"),
        priority: object.integer("priority", 0, i64::MIN, i64::MAX),
        extra: object.extra(),
    }
}

fn exchange(mut object: Object<'_>) -> Exchange {
    Exchange {
        name: object.required_text("name"),
        kind: object.text_or("type", "direct"),
        durable: object.flag("durable"),
        auto_delete: object.flag("auto_delete"),
        internal: object.flag("internal"),
        arguments: object.table("arguments"),
        extra: object.extra(),
    }
}

fn queue(mut object: Object<'_>) -> Queue {
    Queue {
        name: object.required_text("name"),
        durable: object.flag("durable"),
        auto_delete: object.flag("auto_delete"),
        arguments: object.table("arguments"),
        extra: object.extra(),
    }
}

fn binding(mut object: Object<'_>) -> Binding {
    Binding {
        id: object.text("id"),
        source: object.required_text("source"),
        destination: object.required_text("destination"),
        destination_type: destination_type(&mut object),
        routing_key: object.text("routing_key"),
        arguments: object.table("arguments"),
        extra: object.extra(),
    }
}

fn destination_type(object: &mut Object<'_>) -> DestinationType {
    match object.text_or("destination_type", "queue").as_str() {
        "queue" => DestinationType::Queue,
        "exchange" => DestinationType::Exchange,
        other => {
            let code = Code::UnknownWord {
                found: other.into(),
                allowed: vec!["queue", "exchange"],
            };
            object.error_at("destination_type", code);
            DestinationType::Queue
        }
    }
}
