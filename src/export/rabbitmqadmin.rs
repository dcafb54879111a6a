//! Commands for rabbitmqadmin, version 2, that declare a drawing's topology on a real broker.
//!
//! Values are written `--name=value`, so that a name that begins with a dash is no option.

use crate::base::gather::Gather;
use crate::base::value::{Table, Value};
use crate::export::shell::quoted;
use crate::export::unsaid::{Export, Unsaid, of_actors_and_users};
use crate::model::Document;
use crate::model::topology::{Binding, DestinationType, Exchange, Parameter, Policy, Queue};
use crate::model::topology::{PREDECLARED_EXCHANGES, Topology};

const HEAD: &str = "\
#!/bin/sh
# For rabbitmqadmin 2: https://www.rabbitmq.com/docs/management-cli
set -eu
";

/// Writes the commands.
pub fn export(document: &Document) -> Export {
    let mut script = Script {
        vhost: &document.vhost,
        lines: Vec::new(),
        with_nul: 0,
    };
    if document.vhost != "/" {
        let name = [("name", document.vhost.as_str())];
        script.line("", "vhosts declare", &name);
    }
    script.topology(&document.topology);
    let mut unsaid = of_actors_and_users(document);
    let internal = declared(&document.topology).filter(|exchange| exchange.internal);
    unsaid.extend(internal.map(|exchange| Unsaid::Internal(exchange.name.clone())));
    unsaid.extend((script.with_nul > 0).then_some(Unsaid::Nul(script.with_nul)));
    let mut text = String::from(HEAD);
    for line in &script.lines {
        text.push_str(line);
        text.push('\n');
    }
    Export { text, unsaid }
}

/// The exchanges that are not there from the start.
pub(super) fn declared(topology: &Topology) -> impl Iterator<Item = &Exchange> {
    let is_new = |exchange: &&Exchange| {
        let mut known = PREDECLARED_EXCHANGES.iter();
        known.all(|(name, _)| *name != exchange.name)
    };
    topology.exchanges.iter().filter(is_new)
}

struct Script<'a> {
    vhost: &'a str,
    lines: Vec<String>,
    /// How many commands could not be written.
    with_nul: usize,
}

impl Script<'_> {
    fn topology(&mut self, topology: &Topology) {
        for parameter in &topology.global_parameters {
            let value = parameter.value.to_string();
            let options = [("name", parameter.name.as_str()), ("value", &value)];
            self.line("", "global_parameters set", &options);
        }
        for parameter in &topology.parameters {
            self.parameter(parameter);
        }
        for policy in &topology.policies {
            self.policy(policy);
        }
        for exchange in declared(topology) {
            self.exchange(exchange);
        }
        for queue in &topology.queues {
            self.queue(queue);
        }
        for binding in &topology.bindings {
            self.binding(binding);
        }
    }

    fn parameter(&mut self, parameter: &Parameter) {
        let value = parameter.value.to_string();
        let options = [
            ("component", parameter.component.as_str()),
            ("name", &parameter.name),
            ("value", &value),
        ];
        self.line(self.vhost, "parameters set", &options);
    }

    fn policy(&mut self, policy: &Policy) {
        let (definition, priority) = (json(&policy.definition), policy.priority.to_string());
        let options = [
            ("name", policy.name.as_str()),
            ("pattern", &policy.pattern),
            ("apply-to", &policy.apply_to),
            ("priority", &priority),
            ("definition", &definition),
        ];
        self.line(self.vhost, "policies declare", &options);
    }

    fn exchange(&mut self, exchange: &Exchange) {
        let arguments = json(&exchange.arguments);
        let mut options = vec![
            ("name", exchange.name.as_str()),
            ("type", &exchange.kind),
            ("durable", truth(exchange.durable)),
            ("auto-delete", truth(exchange.auto_delete)),
        ];
        options.extend(some(&exchange.arguments, &arguments));
        self.line(self.vhost, "exchanges declare", &options);
    }

    fn queue(&mut self, queue: &Queue) {
        // The command has an option of its own for the type, and would refuse to be told twice.
        let mut table = queue.arguments.clone();
        let kind = table.remove("x-queue-type");
        let kind = kind.as_ref().and_then(Value::as_text).unwrap_or("classic");
        let arguments = json(&table);
        let mut options = vec![
            ("name", queue.name.as_str()),
            ("type", kind),
            ("durable", truth(queue.durable)),
            ("auto-delete", truth(queue.auto_delete)),
        ];
        options.extend(some(&table, &arguments));
        self.line(self.vhost, "queues declare", &options);
    }

    fn binding(&mut self, binding: &Binding) {
        let arguments = json(&binding.arguments);
        let kind = match binding.destination_type {
            DestinationType::Queue => "queue",
            DestinationType::Exchange => "exchange",
        };
        let mut options = vec![
            ("source", binding.source.as_str()),
            ("destination-type", kind),
            ("destination", &binding.destination),
            ("routing-key", &binding.routing_key),
        ];
        options.extend(some(&binding.arguments, &arguments));
        self.line(self.vhost, "bindings declare", &options);
    }

    /// One command, in the virtual host that is named; none where nothing is.
    fn line(&mut self, vhost: &str, what: &str, options: &[(&str, &str)]) {
        let vhost = Some(("vhost", vhost)).filter(|(_, name)| !name.is_empty());
        let before = vhost.iter().map(word).gather();
        let after = options.iter().map(word).gather();
        let words: Option<(Vec<String>, Vec<String>)> = all(before).zip(all(after));
        let Some((before, after)) = words else {
            self.with_nul += 1;
            return;
        };
        let mut line = String::from("rabbitmqadmin");
        for word in before
            .iter()
            .map(String::as_str)
            .chain([what])
            .chain(after.iter().map(String::as_str))
        {
            line.push(' ');
            line.push_str(word);
        }
        self.lines.push(line);
    }
}

fn word((name, value): &(&str, &str)) -> Option<String> {
    Some(format!("--{name}={}", quoted(value)?))
}

fn all(words: Vec<Option<String>>) -> Option<Vec<String>> {
    words.into_iter().collect()
}

fn some<'a>(table: &Table, written: &'a str) -> Option<(&'static str, &'a str)> {
    (!table.is_empty()).then_some(("arguments", written))
}

fn truth(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

/// A table as JSON in one line.
pub(super) fn json(table: &Table) -> String {
    serde_json::to_string(table).expect("texts are all keys")
}
