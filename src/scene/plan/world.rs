//! What the world has beyond the document: what programs declared while they ran, and what policies set.

use crate::base::names::Name;
use crate::base::value::{Table, Value};
use crate::broker::VhostId;
use crate::broker::view::{Destination, ExchangeKind, Overflow, QueueView};
use crate::model::topology::{Binding, DestinationType, Exchange};
use crate::model::{Document, Node};
use crate::scene::plan::{Plan, QueueSettings, badges_of_queue};
use crate::world::World;

impl Plan {
    /// What the document says, with all that these worlds have in addition.
    pub fn with_worlds<'a>(document: &Document, worlds: impl Iterator<Item = &'a World>) -> Plan {
        let mut plan = Plan::of(document);
        for world in worlds {
            plan.add_world(world);
        }
        for node in &mut plan.nodes {
            node.position = document.positions.get(&node.id).copied().or(node.position);
        }
        plan
    }

    fn add_world(&mut self, world: &World) {
        for (vhost, _) in world.broker().vhosts() {
            self.add_vhost(world, vhost);
        }
    }

    fn add_vhost(&mut self, world: &World, vhost: VhostId) {
        let broker = world.broker();
        for queue in broker.queues(vhost) {
            self.add_live_queue(world, &queue);
        }
        for exchange in broker.exchanges(vhost) {
            let own = world.name(exchange.name);
            let name = world.name(broker.exchange_name(exchange.id));
            let is_drawn = self.node(&Node::Exchange(name.into())).is_some();
            let is_predeclared = own.is_empty() || own.starts_with("amq.");
            let is_bound = !own.is_empty() && broker.bindings(exchange.id).next().is_some();
            if !is_drawn && (!is_predeclared || is_bound) {
                self.add_exchange(&Exchange {
                    name: name.into(),
                    kind: type_name(exchange.kind).into(),
                    durable: exchange.durable,
                    auto_delete: exchange.auto_delete,
                    internal: exchange.internal,
                    arguments: exchange.arguments.clone(),
                    ..Exchange::default()
                });
            }
        }
        for exchange in broker.exchanges(vhost) {
            let name = world.name(broker.exchange_name(exchange.id));
            for binding in broker.bindings(exchange.id) {
                let (destination, destination_type) = match binding.destination {
                    Destination::Queue(queue) => (broker.queue_name(queue), DestinationType::Queue),
                    Destination::Exchange(exchange) => {
                        (broker.exchange_name(exchange), DestinationType::Exchange)
                    }
                };
                self.add_binding(&Binding {
                    source: name.into(),
                    destination: world.name(destination).into(),
                    destination_type,
                    routing_key: world.name(binding.routing_key).into(),
                    arguments: binding.arguments.clone(),
                    ..Binding::default()
                });
            }
            if let Some(alternate) = exchange.alternate {
                let settings = table("alternate-exchange", &broker.label_in(vhost, alternate));
                self.add_alternate(name, &settings, "alternate-exchange");
            }
        }
        for queue in broker.queues(vhost) {
            self.add_live_edges(world, &queue);
        }
    }

    fn add_live_queue(&mut self, world: &World, queue: &QueueView<'_>) {
        let name = world.name(world.broker().queue_name(queue.id));
        let settings = settings(world, queue);
        self.add_queue(name, &settings, false);
        let id = Node::Queue(name.into());
        if let Some(node) = self.nodes.iter_mut().find(|node| node.id == id) {
            node.badges = badges_of_queue(&settings);
            node.is_tall |= settings.message_ttl_ms.is_some();
        }
    }

    fn add_live_edges(&mut self, world: &World, queue: &QueueView<'_>) {
        let name = world.name(world.broker().queue_name(queue.id));
        let effective = &queue.effective;
        let mut settings = Table::new();
        let mut set = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                settings.set(key, value);
            }
        };
        let text = |name| Value::from(world.broker().label_in(queue.vhost, name).as_str());
        let number = |number: u64| Value::Integer(number as i64);
        set("dead-letter-exchange", effective.dead_letter_exchange.map(text));
        let key = effective.dead_letter_routing_key;
        let is_default = effective.dead_letter_exchange == Some(Name::EMPTY);
        set(
            "dead-letter-routing-key",
            match is_default {
                // By the default exchange the key is a queue.
                true => key.map(text),
                false => key.map(|key| Value::from(world.name(key))),
            },
        );
        set("message-ttl", effective.message_ttl_ms.map(number));
        set("max-length", effective.max_length.map(number));
        set("max-length-bytes", effective.max_length_bytes.map(number));
        self.add_dead_letters(name, &settings, "");
        for consumer in world.broker().consumers(queue.id) {
            if let Some(actor) = world.owner_of_channel(consumer.channel) {
                self.add_subscription(name, world.actor(actor).document_id);
            }
        }
    }
}

/// What a queue's badges tell, with what policies add.
fn settings(world: &World, queue: &QueueView<'_>) -> QueueSettings {
    let effective = &queue.effective;
    let text = |name| world.name(name).to_string();
    QueueSettings {
        durable: queue.durable,
        auto_delete: queue.auto_delete,
        exclusive: queue.owner.is_some(),
        message_ttl_ms: effective.message_ttl_ms,
        expires_ms: effective.expires_ms,
        max_length: effective.max_length,
        max_length_bytes: effective.max_length_bytes,
        overflow: match effective.overflow {
            Overflow::DropHead => None,
            Overflow::RejectPublish => Some("reject-publish".into()),
            Overflow::RejectPublishDlx => Some("reject-publish-dlx".into()),
        },
        dead_letter_exchange: effective.dead_letter_exchange.map(text),
        dead_letter_routing_key: effective.dead_letter_routing_key.map(text),
        max_priority: queue.max_priority.map(u64::from),
        single_active_consumer: queue.single_active_consumer,
        lazy: queue.arguments.get("x-queue-mode").and_then(Value::as_text) == Some("lazy"),
    }
}

fn table(key: &str, value: &str) -> Table {
    [(key, Value::from(value))].into_iter().collect()
}

/// An exchange's type as RabbitMQ writes it.
fn type_name(kind: ExchangeKind) -> &'static str {
    match kind {
        ExchangeKind::Direct => "direct",
        ExchangeKind::Fanout => "fanout",
        ExchangeKind::Topic => "topic",
        ExchangeKind::Headers => "headers",
    }
}
