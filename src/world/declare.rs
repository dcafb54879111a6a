//! The drawing declared at time 0: users, permissions, policies, exchanges, queues, bindings, in that order, as an
//! import of definitions does. What the broker refuses is left out and told.

use crate::base::gather::Gather;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::Name;
use crate::base::value::{Table, Value};
use crate::broker::{ApplyTo, Broker, Command, Frame, Output, PermissionDefinition, PolicyDefinition};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::Document;
use crate::model::simulated;
use crate::model::topology::{Binding, DestinationType, Exchange, OPERATOR_POLICY, Policy, Queue};
use crate::world::World;
use crate::world::event::Event;
use std::sync::Arc;

/// Who declares the drawing: nobody of the document's, with all rights.
const DECLARER: &str = "warren.drawing";

/// Declares the document's topology.
pub(super) fn topology(document: &Document, broker: &mut Broker, diagnostics: &mut Vec<Diagnostic>) {
    let mut declarer = Declarer {
        document,
        broker,
        diagnostics,
        output: Output::new(),
    };
    declarer.users();
    declarer.policies();
    declarer.objects();
}

struct Declarer<'a> {
    document: &'a Document,
    broker: &'a mut Broker,
    diagnostics: &'a mut Vec<Diagnostic>,
    output: Output,
}

impl Declarer<'_> {
    fn users(&mut self) {
        let topology = &self.document.topology;
        let vhost = self.broker.add_vhost(&self.document.vhost);
        self.broker.make_home(vhost);
        for other in &topology.vhosts {
            self.broker.add_vhost(&other.name);
        }
        let all = || PermissionDefinition {
            configure: ".*".into(),
            write: ".*".into(),
            read: ".*".into(),
        };
        let named: &[&str] = if topology.users.is_empty() {
            &["guest", DECLARER]
        } else {
            &[DECLARER]
        };
        for name in named {
            let user = self.broker.add_user(name, &[]);
            let _ = self.broker.set_permission(user, vhost, all());
        }
        for user in &topology.users {
            let tags: Vec<&str> = user.tags.iter().map(String::as_str).gather();
            self.broker.add_user(&user.name, &tags);
        }
        for (at, permission) in topology.permissions.iter().enumerate() {
            let user = self.broker.add_user(&permission.user, &[]);
            let vhost = self
                .broker
                .add_vhost(permission.vhost.as_deref().unwrap_or(&self.document.vhost));
            let definition = PermissionDefinition {
                configure: permission.configure.clone(),
                write: permission.write.clone(),
                read: permission.read.clone(),
            };
            if let Err(refusal) = self.broker.set_permission(user, vhost, definition) {
                self.refused(
                    Place::top().field("topology").field("permissions").index(at),
                    refusal.0,
                );
            }
        }
        for (at, permission) in topology.topic_permissions.iter().enumerate() {
            let user = self.broker.add_user(&permission.user, &[]);
            let vhost = permission.vhost.as_deref().unwrap_or(&self.document.vhost);
            let vhost = self.broker.add_vhost(vhost);
            let exchange = self.name(&permission.exchange);
            let (write, read) = (&permission.write, &permission.read);
            let set = self
                .broker
                .set_topic_permission(user, vhost, exchange, write, read);
            if let Err(refusal) = set {
                let place = Place::top().field("topology").field("topic_permissions");
                self.refused(place.index(at), refusal.0);
            }
        }
    }

    fn policies(&mut self) {
        let topology = &self.document.topology;
        for policy in &topology.policies {
            self.policy(policy, false);
        }
        let parameters = topology.parameters.iter();
        for parameter in parameters.filter(|parameter| parameter.component == OPERATOR_POLICY) {
            if let Some(policy) = parameter.operator_policy() {
                self.policy(&policy, true);
            }
        }
    }

    fn policy(&mut self, policy: &Policy, operator: bool) {
        let vhost = self.broker.add_vhost(&self.document.vhost);
        let apply_to = match policy.apply_to.as_str() {
            "queues" | "classic_queues" => ApplyTo::Queues,
            "exchanges" => ApplyTo::Exchanges,
            _ => ApplyTo::All,
        };
        let definition = PolicyDefinition {
            name: self.broker.names_mut().intern(&policy.name),
            pattern: policy.pattern.clone(),
            apply_to,
            priority: policy.priority,
            definition: policy.definition.clone(),
        };
        let set = match operator {
            true => self
                .broker
                .set_operator_policy(0, vhost, definition, &mut self.output),
            false => self.broker.set_policy(0, vhost, definition, &mut self.output),
        };
        self.output.clear();
        if let Err(refusal) = set {
            let list = if operator { "parameters" } else { "policies" };
            self.refused(
                Place::top().field("topology").field(list).named(&policy.name),
                refusal.0,
            );
        }
    }

    fn objects(&mut self) {
        let topology = &self.document.topology;
        let place = |list: &str| Place::top().field("topology").field(list);
        let mut commands = Vec::new();
        for exchange in &topology.exchanges {
            commands.push((self.exchange(exchange), place("exchanges").named(&exchange.name)));
        }
        for queue in &topology.queues {
            commands.push((self.queue(queue), place("queues").named(&queue.name)));
        }
        for (at, binding) in topology.bindings.iter().enumerate() {
            commands.push((self.binding(binding), place("bindings").index(at)));
        }
        let mut session = None;
        for (command, place) in commands {
            let Some((connection, channel)) = session.or_else(|| self.session()) else {
                return;
            };
            session = Some((connection, channel));
            self.output.clear();
            self.broker.command(0, channel, &command, &mut self.output);
            if let Some(reply_text) = self.refusal() {
                self.refused(place, reply_text);
                self.close(connection);
                session = None;
            }
        }
        if let Some((connection, _)) = session {
            self.close(connection);
        }
    }

    /// A connection with a channel. A refusal closes one or both, so that there is a new one for what follows.
    fn session(&mut self) -> Option<(ConnectionId, ChannelId)> {
        let vhost = self.name(&self.document.vhost);
        let user = self.name(DECLARER);
        let connection = self.broker.connect(user, vhost, &mut self.output).ok()?;
        let channel = self.broker.open_channel(0, connection, 1, &mut self.output)?;
        Some((connection, channel))
    }

    fn close(&mut self, connection: ConnectionId) {
        self.broker.close_connection(0, connection, &mut self.output);
        self.output.clear();
    }

    fn refusal(&self) -> Option<String> {
        self.output.frames.iter().find_map(|sent| match &sent.frame {
            Frame::ChannelClosed { error } | Frame::ConnectionClosed { error } => Some(error.to_string()),
            _ => None,
        })
    }

    fn exchange(&mut self, exchange: &Exchange) -> Command {
        Command::ExchangeDeclare {
            exchange: self.name(&exchange.name),
            kind: self.name(&exchange.kind),
            passive: false,
            durable: exchange.durable,
            auto_delete: exchange.auto_delete,
            internal: exchange.internal,
            arguments: Arc::new(exchange.arguments.clone()),
        }
    }

    fn queue(&mut self, queue: &Queue) -> Command {
        Command::QueueDeclare {
            queue: self.name(&queue.name),
            passive: false,
            durable: queue.durable,
            exclusive: false,
            auto_delete: queue.auto_delete,
            arguments: Arc::new(as_classic(&queue.arguments)),
        }
    }

    fn binding(&mut self, binding: &Binding) -> Command {
        let destination = self.name(&binding.destination);
        let source = self.name(&binding.source);
        let routing_key = self.name(&binding.routing_key);
        let arguments = Arc::new(binding.arguments.clone());
        match binding.destination_type {
            DestinationType::Queue => Command::QueueBind {
                queue: destination,
                exchange: source,
                routing_key,
                arguments,
            },
            DestinationType::Exchange => Command::ExchangeBind {
                destination,
                source,
                routing_key,
                arguments,
            },
        }
    }

    fn name(&mut self, text: &str) -> Name {
        self.broker.names_mut().intern(text)
    }

    fn refused(&mut self, place: Place, reply_text: String) {
        self.diagnostics
            .push(Diagnostic::error(Code::BrokerRefuses { reply_text }, place));
    }
}

/// A quorum queue or a stream is simulated as a classic queue; the document's diagnostics say so.
fn as_classic(arguments: &Table) -> Table {
    match arguments.get("x-queue-type") {
        Some(Value::Text(kind)) if **kind == *"quorum" || **kind == *"stream" => arguments
            .iter()
            .filter(|(key, _)| *key != "x-queue-type" && simulated::QUEUE_ARGUMENTS.contains(key))
            .map(|(key, value)| (key, value.clone()))
            .collect(),
        Some(_) | None => arguments.clone(),
    }
}

/// What went wrong while the actors connected.
pub(super) fn complain(world: &World, events: &[Event], diagnostics: &mut Vec<Diagnostic>) {
    for event in events {
        if let Event::ConnectionRefused { actor, code } = event {
            let place = Place::top().field("actors").index(actor.index()).field("user");
            let user = world.name(world.plan.actors[actor.index()].user);
            let reply_text = format!("{code}: user '{user}' may not connect");
            diagnostics.push(Diagnostic::error(Code::BrokerRefuses { reply_text }, place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_keeps_nothing_else_from_being_declared() {
        let mut document = Document::default();
        let exchange = |name: &str, kind: &str| Exchange {
            name: name.into(),
            kind: kind.into(),
            ..Exchange::default()
        };
        document.topology.exchanges = vec![exchange("late", "x-delayed-message"), exchange("x", "fanout")];
        document.topology.queues = vec![Queue {
            name: "q".into(),
            ..Queue::default()
        }];
        let binding = |source: &str| Binding {
            source: source.into(),
            destination: "q".into(),
            ..Binding::default()
        };
        document.topology.bindings = vec![binding("late"), binding("x")];
        let (world, diagnostics) = World::new(&document);
        let places: Vec<_> = diagnostics
            .iter()
            .map(|finding| finding.place.to_string())
            .collect();
        assert_eq!(places, ["topology.exchanges[\"late\"]", "topology.bindings[0]"]);
        let broker = world.broker();
        let vhost = broker
            .names()
            .find(&document.vhost)
            .and_then(|name| broker.vhost(name));
        let queues: Vec<_> = broker
            .queues(vhost.unwrap())
            .map(|queue| broker.names().text(queue.name))
            .collect();
        assert_eq!(queues, ["q"], "declared after the refusal");
    }

    #[test]
    fn a_topic_permission_of_the_document_judges_keys() {
        let text = |write: &str| {
            format!(
                r#"{{"format": "warren", "version": 1, "topology": {{
                "users": [{{"name": "u", "tags": []}}],
                "permissions": [{{"user": "u", "configure": ".*", "write": ".*", "read": ".*"}}],
                "topic_permissions": [{{"user": "u", "exchange": "x", "write": "{write}", "read": ".*"}}],
                "exchanges": [{{"name": "x", "type": "topic"}}], "queues": [{{"name": "q"}}],
                "bindings": [{{"source": "x", "destination": "q", "routing_key": "\u0023"}}]}},
                "actors": [{{"id": 1, "kind": "producer", "name": "p", "user": "u",
                    "program": ["on start", "  publish to x key \"a.b\""]}}], "next_id": 2}}"#
            )
        };
        let held = |write: &str| {
            let (document, found) = Document::from_json(&text(write));
            let document = document.unwrap_or_else(|| panic!("{found:?}"));
            let mut world = World::new(&document).0;
            for _ in 0..20 {
                let Some(due) = world.next_due() else { break };
                world.apply(due, &mut Vec::new());
            }
            world.broker().messages().count()
        };
        assert_eq!(held("^a"), 1);
        assert_eq!(held("^b"), 0, "access to the topic is refused (R-AC-6)");
        let (document, _) = Document::from_json(&text("("));
        let (_, found) = World::new(&document.expect("a document"));
        let places: Vec<String> = found.iter().map(|finding| finding.place.to_string()).collect();
        assert_eq!(places, ["topology.topic_permissions[0]"]);
    }
}
