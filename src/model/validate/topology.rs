//! Exchanges, queues, bindings, policies and users.

use crate::base::pattern::Pattern;
use crate::base::value::{Table, Value};
use crate::model::diagnostic::code::{Unsimulated, What};
use crate::model::diagnostic::{Code, Place};
use crate::model::simulated;
use crate::model::topology::{Binding, DestinationType};
use crate::model::validate::{Checker, TEXT_LIMIT, arguments, unknown};
use std::collections::BTreeSet;

fn list(name: &str) -> Place {
    Place::top().field("topology").field(name)
}

impl Checker<'_> {
    pub(super) fn topology(&mut self) {
        self.users();
        self.policies();
        self.exchanges();
        self.queues();
        self.bindings();
    }

    fn users(&mut self) {
        let topology = &self.document.topology;
        let users = topology.users.iter().enumerate();
        self.names(
            What::User,
            users.map(|(at, user)| (user.name.as_str(), list("users").index(at))),
        );
        let names: BTreeSet<String> = topology.users.iter().map(|user| user.name.clone()).collect();
        for (at, permission) in topology.permissions.iter().enumerate() {
            let place = list("permissions").index(at);
            if !names.contains(&permission.user) {
                self.warn(unknown(What::User, &permission.user, &names), place.field("user"));
            }
            for (field, pattern) in [
                ("configure", &permission.configure),
                ("write", &permission.write),
                ("read", &permission.read),
            ] {
                self.pattern(pattern, place.field(field));
            }
        }
        for (at, permission) in topology.topic_permissions.iter().enumerate() {
            let place = list("topic_permissions").index(at);
            for (field, pattern) in [("write", &permission.write), ("read", &permission.read)] {
                self.pattern(pattern, place.field(field));
            }
        }
    }

    fn pattern(&mut self, pattern: &str, place: Place) {
        if Pattern::new(pattern).is_err() {
            self.error(
                Code::BadPattern {
                    pattern: pattern.into(),
                },
                place,
            );
        }
    }

    fn policies(&mut self) {
        let topology = &self.document.topology;
        let policies = topology.policies.iter().enumerate();
        self.names(
            What::Policy,
            policies.map(|(at, policy)| (policy.name.as_str(), list("policies").index(at))),
        );
        for policy in &topology.policies {
            let place = list("policies").named(&policy.name);
            self.pattern(&policy.pattern, place.field("pattern"));
            for what in simulated::policy(policy) {
                self.note(Code::Instead { what }, place.field("definition"));
            }
        }
        let parameters = topology
            .parameters
            .iter()
            .map(|parameter| ("parameters", parameter));
        let global = topology
            .global_parameters
            .iter()
            .map(|parameter| ("global_parameters", parameter));
        for (field, parameter) in parameters.chain(global) {
            if let Some(what) = simulated::parameter(parameter) {
                self.note(Code::Instead { what }, list(field).named(&parameter.name));
            }
        }
    }

    fn exchanges(&mut self) {
        let exchanges = &self.document.topology.exchanges;
        let named = exchanges.iter().enumerate();
        self.names(
            What::Exchange,
            named.map(|(at, exchange)| (exchange.name.as_str(), list("exchanges").index(at))),
        );
        for exchange in exchanges {
            let place = list("exchanges").named(&exchange.name);
            if exchange.name.starts_with("amq.") {
                self.error(
                    Code::ReservedName {
                        what: What::Exchange,
                        name: exchange.name.clone(),
                    },
                    place.clone(),
                );
            }
            if !simulated::EXCHANGE_TYPES.contains(&exchange.kind.as_str()) {
                self.error(
                    Code::UnknownExchangeType {
                        kind: exchange.kind.clone(),
                    },
                    place.field("type"),
                );
            }
            for what in simulated::exchange(exchange) {
                if !matches!(what, Unsimulated::Plugin(_)) {
                    self.note(Code::Instead { what }, place.field("arguments"));
                }
            }
            self.exchange_argument(&exchange.arguments, "alternate-exchange", &place);
        }
    }

    /// An argument that names an exchange: without one there, messages vanish.
    fn exchange_argument(&mut self, arguments: &Table, name: &str, place: &Place) {
        let exchange = arguments.get(name).and_then(Value::as_text);
        if let Some(exchange) = exchange.filter(|exchange| !self.known.exchanges.contains(*exchange)) {
            let code = unknown(What::Exchange, exchange, &self.known.exchanges);
            self.warn(code, place.field("arguments").named(name));
        }
    }

    fn queues(&mut self) {
        let queues = &self.document.topology.queues;
        let named = queues.iter().enumerate();
        self.names(
            What::Queue,
            named.map(|(at, queue)| (queue.name.as_str(), list("queues").index(at))),
        );
        for queue in queues {
            let place = list("queues").named(&queue.name);
            if queue.name.starts_with("amq.") {
                self.error(
                    Code::ReservedName {
                        what: What::Queue,
                        name: queue.name.clone(),
                    },
                    place.clone(),
                );
            }
            for (name, needs) in arguments::queue(queue) {
                let place = place.field("arguments").named(&name);
                self.error(Code::BadArgument { name, needs }, place);
            }
            for what in simulated::queue(queue) {
                self.note(Code::Instead { what }, place.field("arguments"));
            }
            self.exchange_argument(&queue.arguments, "x-dead-letter-exchange", &place);
        }
    }

    fn bindings(&mut self) {
        let bindings = &self.document.topology.bindings;
        let ids = bindings
            .iter()
            .enumerate()
            .filter(|(_, binding)| !binding.id.is_empty());
        self.names(
            What::Binding,
            ids.map(|(at, binding)| (binding.id.as_str(), list("bindings").index(at))),
        );
        let mut seen: Vec<&Binding> = Vec::new();
        let mut keys = BTreeSet::new();
        for (at, binding) in bindings.iter().enumerate() {
            let place = list("bindings").index(at);
            let known_key = !keys.insert((&binding.source, &binding.destination, &binding.routing_key));
            if known_key && seen.iter().any(|other| same(other, binding)) {
                let name = format!("{} -> {}", binding.source, binding.destination);
                self.warn(
                    Code::Duplicate {
                        what: What::Binding,
                        name,
                    },
                    place.clone(),
                );
            }
            seen.push(binding);
            self.binding(binding, &place);
        }
    }

    fn binding(&mut self, binding: &Binding, place: &Place) {
        let (what, destinations) = match binding.destination_type {
            DestinationType::Queue => (What::Queue, &self.known.queues),
            DestinationType::Exchange => (What::Exchange, &self.known.exchanges),
        };
        let destination = (!destinations.contains(&binding.destination))
            .then(|| unknown(what, &binding.destination, destinations));
        let source = (!self.known.exchanges.contains(&binding.source))
            .then(|| unknown(What::Exchange, &binding.source, &self.known.exchanges));
        for (field, code) in [("source", source), ("destination", destination)] {
            if let Some(code) = code {
                self.error(code, place.field(field));
            }
        }
        let default = binding.source.is_empty();
        if default
            || (binding.destination.is_empty() && binding.destination_type == DestinationType::Exchange)
        {
            self.error(Code::DefaultExchangeBound, place.clone());
        }
        if binding.routing_key.len() > TEXT_LIMIT {
            let bytes = binding.routing_key.len();
            let code = Code::TooLong {
                what: What::RoutingKey,
                bytes,
                limit: TEXT_LIMIT,
            };
            self.error(code, place.field("routing_key"));
        }
        if self.document.topology.exchange_type(&binding.source) == Some("headers")
            && let Some((name, needs)) = arguments::headers_binding(&binding.arguments)
        {
            let place = place.field("arguments").named(&name);
            self.error(Code::BadArgument { name, needs }, place);
        }
    }
}

/// Whether the broker holds two bindings for one (R-EX-5).
fn same(one: &Binding, other: &Binding) -> bool {
    one.source == other.source
        && one.destination == other.destination
        && one.destination_type == other.destination_type
        && one.routing_key == other.routing_key
        && one.arguments == other.arguments
}
