//! Commands for curl against the HTTP API of RabbitMQ's management, that declare a drawing's topology on a real broker.
//!
//! A name stands in a path as `%XX` and in a body as JSON, and both in the shell's quotes.

use crate::base::gather::Gather;
use crate::export::rabbitmqadmin::declared;
use crate::export::shell::{quoted, segment};
use crate::export::unsaid::{Export, of_actors_and_users};
use crate::model::Document;
use crate::model::topology::{Binding, DestinationType, Topology};
use serde_json::{Value, json};

const HEAD: &str = r#"#!/bin/sh
# Declares everything by the HTTP API of the management plugin. Another broker: BROKER=http://user:password@host:15672
set -eu
broker="${BROKER:-http://guest:guest@localhost:15672}"
send() {
  curl --silent --show-error --fail --path-as-is --request "$1" --header 'content-type: application/json' \
    --data "$3" "$broker/api/$2"
}
"#;

/// Writes the commands.
pub fn export(document: &Document) -> Export {
    let vhost = segment(&document.vhost);
    let mut text = String::from(HEAD);
    if document.vhost != "/" {
        put(&mut text, &["vhosts", &vhost], &json!({}));
    }
    topology(&mut text, &vhost, &document.topology);
    Export {
        text,
        unsaid: of_actors_and_users(document),
    }
}

fn topology(text: &mut String, vhost: &str, topology: &Topology) {
    for parameter in &topology.global_parameters {
        let body = json!({ "name": parameter.name, "value": parameter.value });
        put(text, &["global-parameters", &segment(&parameter.name)], &body);
    }
    for parameter in &topology.parameters {
        let body =
            json!({ "component": parameter.component, "name": parameter.name, "value": parameter.value });
        let (component, name) = (segment(&parameter.component), segment(&parameter.name));
        put(text, &["parameters", &component, vhost, &name], &body);
    }
    for policy in &topology.policies {
        let body = json!({
            "pattern": policy.pattern,
            "apply-to": policy.apply_to,
            "priority": policy.priority,
            "definition": policy.definition,
        });
        put(text, &["policies", vhost, &segment(&policy.name)], &body);
    }
    for exchange in declared(topology) {
        let body = json!({
            "type": exchange.kind,
            "durable": exchange.durable,
            "auto_delete": exchange.auto_delete,
            "internal": exchange.internal,
            "arguments": exchange.arguments,
        });
        put(text, &["exchanges", vhost, &segment(&exchange.name)], &body);
    }
    for queue in &topology.queues {
        let body = json!({
            "durable": queue.durable,
            "auto_delete": queue.auto_delete,
            "arguments": queue.arguments,
        });
        put(text, &["queues", vhost, &segment(&queue.name)], &body);
    }
    for binding in &topology.bindings {
        bind(text, vhost, binding);
    }
}

fn bind(text: &mut String, vhost: &str, binding: &Binding) {
    let kind = match binding.destination_type {
        DestinationType::Queue => "q",
        DestinationType::Exchange => "e",
    };
    let (source, destination) = (segment(&binding.source), segment(&binding.destination));
    let body = json!({ "routing_key": binding.routing_key, "arguments": binding.arguments });
    send(
        text,
        "POST",
        &["bindings", vhost, "e", &source, kind, &destination],
        &body,
    );
}

fn put(text: &mut String, path: &[&str], body: &Value) {
    send(text, "PUT", path, body);
}

fn send(text: &mut String, method: &str, path: &[&str], body: &Value) {
    // Neither can hold a NUL: a path is percent-encoded, and JSON escapes it.
    let words = [path.join("/"), body.to_string()];
    let words: Vec<String> = words.iter().filter_map(|word| quoted(word)).gather();
    text.push_str("send ");
    text.push_str(method);
    for word in words {
        text.push(' ');
        text.push_str(&word);
    }
    text.push('\n');
}
