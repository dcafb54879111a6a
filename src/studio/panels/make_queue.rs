//! Making the Node panel of a queue: its settings as they are in effect, its messages and its consumers.

use super::make_node::{Making, ROWS};
use crate::base::gather::Gather;
use crate::broker::view::{ConsumerView, Overflow, QueueView};
use crate::studio::panels::Rich;
use crate::studio::panels::node::{NodePanel, Section};
use crate::text::{Argument, Entry, Key, Piece, units};
use crate::{entry, key};
use std::rc::Rc;

impl Making<'_> {
    pub(super) fn queue(&self, name: &str, panel: &mut NodePanel) {
        let broker = self.world.broker();
        let Some(id) = broker.queue_called(name) else {
            panel.empty = Some(vec![Piece::Plain(self.text.get(key!("caption.absent")).into())]);
            return;
        };
        let queue = broker.queue(id);
        if queue.max_priority.is_some() {
            panel.kind_text = self.get(key!("node.kind.priority_queue"));
        }
        panel.sections = vec![
            Section::Settings {
                title: self.get(key!("settings.general")),
                rows: vec![
                    self.flag(key!("setting.durable"), "D", queue.durable),
                    self.flag(key!("setting.exclusive"), "Excl", queue.owner.is_some()),
                    self.flag(key!("setting.auto_delete"), "AD", queue.auto_delete),
                ],
            },
            self.dead_letters(&queue),
            self.limits(&queue),
        ];
        panel.sections.extend(self.ready(&queue));
        panel.sections.extend(self.consumers(&queue));
    }

    /// Where a setting comes from, when not from the queue's own arguments.
    fn source(&self, queue: &QueueView<'_>, argument: &str) -> Rc<str> {
        if queue.arguments.get(&format!("x-{argument}")).is_some() {
            return "".into();
        }
        let broker = self.world.broker();
        let sets = |id| broker.policy(id).definition.get(argument).is_some();
        let effective = &queue.effective;
        let (id, key) = match (effective.policy, effective.operator_policy) {
            (Some(id), _) if sets(id) => (id, key!("node.from_policy")),
            (_, Some(id)) if sets(id) => (id, key!("node.from_operator_policy")),
            (Some(_) | None, Some(_) | None) => return "".into(),
        };
        let policy = self.world.name(broker.policy(id).name);
        self.text
            .line(Entry::of(key).with("policy", Argument::Plain(policy)))
            .into()
    }

    fn dead_letters(&self, queue: &QueueView<'_>) -> Section {
        let effective = &queue.effective;
        let name =
            |name: Option<crate::base::names::Name>| name.map(|name| self.world.name(name).to_string());
        let keys = (
            key!("setting.dead_letter_exchange"),
            key!("setting.dead_letter_exchange.unset"),
        );
        let mut exchange = self.maybe(keys, "DLX", name(effective.dead_letter_exchange), "");
        exchange.source = self.source(queue, "dead-letter-exchange");
        let keys = (
            key!("setting.dead_letter_routing_key"),
            key!("setting.dead_letter_routing_key.unset"),
        );
        let mut routing_key = self.maybe(keys, "DLK", name(effective.dead_letter_routing_key), "");
        routing_key.source = self.source(queue, "dead-letter-routing-key");
        Section::Settings {
            title: self.get(key!("settings.dead_letters")),
            rows: vec![exchange, routing_key],
        }
    }

    fn limits(&self, queue: &QueueView<'_>) -> Section {
        let effective = &queue.effective;
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let milliseconds = self.text.get(key!("unit.ms"));
        let row = |keys, badge, value, unit: &str, argument: &str| {
            let mut setting = self.maybe(keys, badge, value, unit);
            setting.source = self.source(queue, argument);
            setting
        };
        let overflow = match effective.overflow {
            Overflow::DropHead => "drop-head",
            Overflow::RejectPublish => "reject-publish",
            Overflow::RejectPublishDlx => "reject-publish-dlx",
        };
        Section::Settings {
            title: self.get(key!("settings.limits")),
            rows: vec![
                row(
                    (key!("setting.message_ttl"), key!("setting.message_ttl.unset")),
                    "TTL",
                    number(effective.message_ttl_ms),
                    milliseconds,
                    "message-ttl",
                ),
                row(
                    (key!("setting.expires"), key!("setting.expires.unset")),
                    "Exp",
                    number(effective.expires_ms),
                    milliseconds,
                    "expires",
                ),
                row(
                    (key!("setting.max_length"), key!("setting.max_length.unset")),
                    "Lim",
                    number(effective.max_length),
                    "",
                    "max-length",
                ),
                row(
                    (
                        key!("setting.max_length_bytes"),
                        key!("setting.max_length_bytes.unset"),
                    ),
                    "Lim B",
                    number(effective.max_length_bytes),
                    self.text.get(key!("unit.bytes")),
                    "max-length-bytes",
                ),
                self.set(key!("setting.overflow"), "Ovfl", overflow.into(), ""),
                self.maybe(
                    (key!("setting.max_priority"), key!("setting.max_priority.unset")),
                    "Pri",
                    queue.max_priority.map(|priority| priority.to_string()),
                    "",
                ),
                self.flag(
                    key!("setting.single_active_consumer"),
                    "SAC",
                    queue.single_active_consumer,
                ),
            ],
        }
    }

    /// The ready messages, in the order in which they will go out.
    fn ready(&self, queue: &QueueView<'_>) -> Option<Section> {
        let broker = self.world.broker();
        let rows = broker.ready(queue.id).take(ROWS).enumerate().map(|(at, copy)| {
            let left_ms = copy
                .deadline
                .map(|deadline| deadline.saturating_sub(self.world.now()));
            vec![
                self.plain((at + 1).to_string()),
                vec![Piece::Message(broker.message(copy.message).label)],
                self.code(self.world.name(broker.message(copy.message).routing_key)),
                self.plain(left_ms.map_or(String::new(), |left_ms| units::span(self.text, left_ms))),
            ]
        });
        let mut rows: Vec<Vec<Rich>> = rows.gather();
        if rows.is_empty() {
            return None;
        }
        if let Some(more) = (queue.ready as usize).checked_sub(ROWS).filter(|more| *more > 0) {
            let more = self.text.say(entry!("node.more", count = more));
            rows.push(vec![Rich::new(), more, Rich::new(), Rich::new()]);
        }
        Some(Section::Table {
            title: self.get(key!("node.ready")),
            heads: vec![
                self.get(key!("node.head.place")),
                self.get(key!("node.head.message")),
                self.get(key!("node.head.key")),
                self.get(key!("node.head.expires")),
            ],
            rows,
        })
    }

    fn consumers(&self, queue: &QueueView<'_>) -> Option<Section> {
        let broker = self.world.broker();
        let rows: Vec<Vec<Rich>> = broker
            .consumers(queue.id)
            .take(ROWS)
            .map(|consumer| {
                let actor = self.world.owner_of_channel(consumer.channel);
                let name = actor.map_or("", |actor| self.world.name(self.world.actor(actor).name));
                let prefetch = match consumer.prefetch {
                    0 => self.text.get(key!("node.unlimited")).to_string(),
                    prefetch => prefetch.to_string(),
                };
                vec![
                    self.code(name),
                    self.plain(prefetch),
                    self.plain(consumer.unacked.to_string()),
                    self.plain(self.text.get(stand(queue, &consumer)).into()),
                ]
            })
            .gather();
        (!rows.is_empty()).then(|| Section::Table {
            title: self.get(key!("node.consumers")),
            heads: vec![
                self.get(key!("node.head.consumer")),
                self.get(key!("node.head.prefetch")),
                self.get(key!("node.head.unacked")),
                self.get(key!("node.head.state")),
            ],
            rows,
        })
    }
}

/// How a consumer stands with its queue.
fn stand(queue: &QueueView<'_>, consumer: &ConsumerView<'_>) -> Key {
    let is_full = consumer.prefetch > 0 && consumer.unacked >= u32::from(consumer.prefetch);
    match (
        queue.single_active_consumer,
        queue.active_consumer == Some(consumer.id),
    ) {
        (true, false) => key!("node.standby"),
        (true, true) if !is_full => key!("node.active"),
        (true | false, _) if is_full => key!("node.full"),
        (true | false, _) => key!("node.free"),
    }
}
