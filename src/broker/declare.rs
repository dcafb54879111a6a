//! Declaring, deleting and purging queues.

use super::Broker;
use super::agenda::Timer;
use super::arguments::{self, QueueType};
use super::context::Context;
use super::error::Error;
use super::event::{ConsumerEnd, DiscardCause, Event, QueueEnd};
use super::exchange::type_word;
use super::handle::{ConsumerId, MessageHandle, QueueId, VhostId};
use super::output::Frame;
use super::permission::Right;
use super::queue::{Queue, QueueSettings};
use super::view::Effective;
use crate::base::gather::Gather;
use crate::base::hash;
use crate::base::ids::ChannelId;
use crate::base::names::Name;
use crate::base::order;
use crate::base::value::{Table, Value};
use std::sync::Arc;

/// What queue.declare asks for.
pub(super) struct QueueRequest<'a> {
    pub queue: Name,
    pub passive: bool,
    pub durable: bool,
    pub exclusive: bool,
    pub auto_delete: bool,
    pub arguments: &'a Arc<Table>,
}

impl Broker {
    /// queue.declare (R-Q-1 to R-Q-4).
    pub(super) fn declare_queue(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        request: &QueueRequest,
    ) -> Result<Frame, Error> {
        let vhost = self.vhost_of(channel);
        let name = self.without_line_breaks(request.queue);
        if let Some(answer) = self.declare_reply_queue(channel, name) {
            return answer;
        }
        let queue = if request.passive {
            self.find_passively(cx, channel, vhost, name)?
        } else {
            self.find_or_create(cx, channel, vhost, name, request)?
        };
        let name = self.topology.queue(queue).name;
        self.channels[channel.index()].last_declared = Some(name);
        Ok(self.declare_ok(queue))
    }

    fn declare_ok(&self, queue: QueueId) -> Frame {
        let state = &self.queues[queue.index()];
        Frame::QueueDeclareOk {
            queue: self.topology.queue(queue).name,
            message_count: state.ready.len(),
            consumer_count: state.consumers.len() as u32,
        }
    }

    /// A passive declare asks for the queue alone: no right, no flags (R-AC-4). It counts as use even where the queue is
    /// another connection's (R-XP-1).
    fn find_passively(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        vhost: VhostId,
        name: Name,
    ) -> Result<QueueId, Error> {
        let queue = self.queue_or_die(vhost, name)?;
        self.refresh_unused_timer(cx.now, queue);
        self.check_not_locked(channel, queue)?;
        Ok(queue)
    }

    fn find_or_create(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        vhost: VhostId,
        name: Name,
        request: &QueueRequest,
    ) -> Result<QueueId, Error> {
        let name = match name {
            Name::EMPTY => self.generate_queue_name(request.arguments)?,
            name => {
                self.check_reserved("queue", name)?;
                name
            }
        };
        self.check_queue_right(channel, Right::Configure, name)?;
        match self.topology.find_queue(vhost, name) {
            Some(queue) => {
                self.check_queue_equivalent(channel, queue, request)?;
                self.refresh_unused_timer(cx.now, queue);
                Ok(queue)
            }
            None => self.create_queue(cx, channel, vhost, name, request),
        }
    }

    fn check_queue_equivalent(
        &self,
        channel: ChannelId,
        queue: QueueId,
        request: &QueueRequest,
    ) -> Result<(), Error> {
        let settings = self.topology.queue(queue);
        let asked = request
            .exclusive
            .then_some(self.channels[channel.index()].connection);
        if settings.owner != asked {
            return Err(self.locked(queue));
        }
        let words = || self.queue_words(settings.vhost, settings.name);
        let durable = request.durable && !request.exclusive;
        for (key, received, current) in [
            ("durable", durable, settings.durable),
            ("auto_delete", request.auto_delete, settings.auto_delete),
        ] {
            if received != current {
                return Err(Error::precondition_failed(format!(
                    "inequivalent arg '{key}' for {}: received '{received}' but current is '{current}'",
                    words()
                )));
            }
        }
        arguments::check_equivalent(&settings.arguments, request.arguments)
            .map_err(|(before, after)| Error::precondition_failed(format!("{before}{}{after}", words())))
    }

    fn create_queue(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        vhost: VhostId,
        name: Name,
        request: &QueueRequest,
    ) -> Result<QueueId, Error> {
        let words = self.queue_words(vhost, name);
        self.check_queue_limit(vhost, name)?;
        self.check_dead_letter_argument(channel, name, request.arguments, &words)?;
        arguments::validate(request.arguments)
            .or_else(|failure| match QueueType::of(request.arguments) {
                QueueType::Classic => Err(failure),
                QueueType::Quorum | QueueType::Stream => Ok(()),
            })
            .map_err(|(before, after)| Error::precondition_failed(format!("{before}{words}{after}")))?;
        check_type(request, &words)?;
        let connection = self.channels[channel.index()].connection;
        let number = |key: &str| request.arguments.get(key).and_then(Value::as_integer);
        let label = self.label(vhost, name);
        let settings = QueueSettings {
            vhost,
            name,
            label,
            durable: request.durable && !request.exclusive,
            auto_delete: request.auto_delete,
            owner: request.exclusive.then_some(connection),
            arguments: request.arguments.clone(),
            max_priority: number("x-max-priority").map(|max| max.clamp(0, 255) as u8),
            single_active: request.arguments.get("x-single-active-consumer") == Some(&Value::Boolean(true)),
            effective: Effective::default(),
            incoming: Vec::new(),
            alive: true,
        };
        let max_priority = settings.max_priority;
        let names = self.names.clone();
        let queue = self.topology_mut().add_queue(settings, &names);
        self.queues.push(Queue::new(max_priority));
        cx.event(Event::QueueDeclared { queue });
        self.apply_policies_to_queue(cx, queue, true);
        Ok(queue)
    }

    fn check_queue_limit(&self, vhost: VhostId, name: Name) -> Result<(), Error> {
        let host = self.topology.vhost(vhost);
        match host.max_queues {
            Some(max) if host.queues.len() as u32 >= max => Err(Error::precondition_failed(format!(
                "cannot declare queue '{}': queue limit in vhost '{}' ({max}) is reached",
                self.names.text(name),
                self.names.text(host.name)
            ))),
            Some(_) | None => Ok(()),
        }
    }

    /// A dead-letter exchange asks for read on the queue and write on the exchange (R-AC-4).
    fn check_dead_letter_argument(
        &mut self,
        channel: ChannelId,
        name: Name,
        arguments: &Table,
        words: &str,
    ) -> Result<(), Error> {
        const KEY: &str = "x-dead-letter-exchange";
        match arguments.get(KEY) {
            None => Ok(()),
            Some(Value::Text(exchange)) => {
                let exchange = self.names.intern(exchange);
                self.check_queue_right(channel, Right::Read, name)?;
                self.check_exchange_right(channel, Right::Write, exchange)
            }
            Some(other) => Err(Error::precondition_failed(format!(
                "invalid type '{}' for arg '{KEY}' in {words}",
                type_word(other)
            ))),
        }
    }

    /// `amq.gen-` and 22 characters, the same in every run (R-Q-1).
    fn generate_queue_name(&mut self, arguments: &Table) -> Result<Name, Error> {
        let kind = QueueType::of(arguments);
        if kind != QueueType::Classic {
            return Err(Error::precondition_failed(format!(
                "Cannot declare a server-named queue for type {}",
                kind.module()
            )));
        }
        Ok(self.generate_name("amq.gen-"))
    }

    /// A name that nobody has used: RabbitMQ's come from chance, these from counting.
    pub(super) fn generate_name(&mut self, prefix: &str) -> Name {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        self.generated += 1;
        let mut text = prefix.to_string();
        for half in 0..2 {
            let mut draw = hash::of_words(&[u64::from(self.generated), half]);
            for _ in 0..if half == 0 { 10 } else { 12 } {
                text.push(char::from(LETTERS[(draw % 64) as usize]));
                draw /= 64;
            }
        }
        self.names.intern(&text)
    }

    /// queue.delete (R-Q-6, R-ER-4). The -ok goes out before the consumers of the channel are cancelled.
    pub(super) fn delete_queue_by_name(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        queue: Name,
        if_unused: bool,
        if_empty: bool,
    ) -> Result<(), Error> {
        let vhost = self.vhost_of(channel);
        let name = self.named_or_last_declared(channel, queue)?;
        let name = self.without_line_breaks(name);
        self.check_queue_right(channel, Right::Configure, name)?;
        let answer = |message_count| Frame::MessageCount { message_count };
        let connection = self.channels[channel.index()].connection;
        let Some(queue) = self.topology.find_queue(vhost, name) else {
            cx.frame(connection, channel, answer(0));
            return Ok(());
        };
        self.check_not_locked(channel, queue)?;
        let state = &self.queues[queue.index()];
        let refuse = |why: &str| {
            Err(Error::precondition_failed(format!(
                "{} {why}",
                self.queue_words(vhost, name)
            )))
        };
        if if_empty && !state.ready.is_empty() {
            return refuse("not empty");
        }
        if if_unused && !state.consumers.is_empty() {
            return refuse("in use");
        }
        cx.frame(connection, channel, answer(state.ready.len()));
        self.delete_queue(cx, queue, QueueEnd::Deleted);
        Ok(())
    }

    /// Takes a queue away: its messages go without dead-lettering, its consumers are told, its bindings follow.
    pub(super) fn delete_queue(&mut self, cx: &mut Context, queue: QueueId, cause: QueueEnd) {
        let messages = self.discard_all(cx, queue, DiscardCause::QueueGone);
        let consumers = std::mem::take(&mut self.queues[queue.index()].consumers);
        self.queues[queue.index()] = Queue::new(None);
        self.agenda.set(Timer::Head(queue), None);
        self.agenda.set(Timer::Unused(queue), None);
        let names = self.names.clone();
        self.topology_mut().remove_queue(queue, &names);
        let incoming = std::mem::take(&mut self.topology_mut().queues[queue.index()].incoming);
        cx.event(Event::QueueDeleted {
            queue,
            cause,
            messages,
        });
        self.cancel_consumers_of_gone_queue(cx, consumers);
        self.remove_incoming(cx, incoming);
    }

    /// Tells of every copy of a queue that it is gone, also of those that channels hold; how many there were.
    fn discard_all(&mut self, cx: &mut Context, queue: QueueId, cause: DiscardCause) -> u32 {
        let state = &mut self.queues[queue.index()];
        let messages = state.ready.len() + state.unacked;
        for (_, copied) in state.ready.iter() {
            let message = copied.message;
            cx.event(Event::Discarded {
                message,
                queue,
                cause,
            });
        }
        if state.unacked > 0 {
            let held: Vec<MessageHandle> = self.held_of(queue).gather();
            for message in held {
                cx.event(Event::Discarded {
                    message,
                    queue,
                    cause,
                });
            }
        }
        messages
    }

    /// basic.cancel to the clients whose queue is gone: by channel, tags in order (R-CO-12).
    fn cancel_consumers_of_gone_queue(&mut self, cx: &mut Context, mut consumers: Vec<ConsumerId>) {
        let place = |broker: &Broker, id: ConsumerId| {
            let consumer = &broker.consumers[id.index()];
            (consumer.channel, broker.names.shared(consumer.tag))
        };
        order::sort_by_key(&mut consumers, |&id| place(self, id));
        for id in consumers {
            let consumer = &mut self.consumers[id.index()];
            consumer.ended = true;
            let (channel, tag) = (consumer.channel, consumer.tag);
            cx.event(Event::ConsumerEnded {
                consumer: id,
                cause: ConsumerEnd::QueueGone,
            });
            let state = &mut self.channels[channel.index()];
            state.consumers.retain(|&other| other != id);
            if state.open {
                cx.frame(state.connection, channel, Frame::Cancelled { consumer_tag: tag });
            }
        }
    }

    /// queue.purge: ready messages go, unacked stay (R-Q-6).
    pub(super) fn purge_queue(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        queue: Name,
    ) -> Result<u32, Error> {
        let vhost = self.vhost_of(channel);
        let name = self.named_or_last_declared(channel, queue)?;
        self.check_queue_right(channel, Right::Read, name)?;
        let queue = self.queue_or_die(vhost, name)?;
        self.check_not_locked(channel, queue)?;
        let state = &mut self.queues[queue.index()];
        let messages = state.ready.len();
        for (_, copied) in state.ready.iter() {
            cx.event(Event::Discarded {
                message: copied.message,
                queue,
                cause: DiscardCause::Purged,
            });
        }
        state.ready.purge();
        self.agenda.set(Timer::Head(queue), None);
        cx.event(Event::Purged { queue, messages });
        Ok(messages)
    }
}

/// Quorum queues and streams need a durable, shared, lasting queue (R-Q-8), and are not simulated here.
fn check_type(request: &QueueRequest, words: &str) -> Result<(), Error> {
    let kind = QueueType::of(request.arguments);
    if kind == QueueType::Classic {
        return Ok(());
    }
    for (wrong, property) in [
        (!request.durable, "non-durable"),
        (request.auto_delete, "auto-delete"),
        (request.exclusive, "exclusive-owner"),
    ] {
        if wrong {
            return Err(Error::precondition_failed(format!(
                "invalid property '{property}' for {words}"
            )));
        }
    }
    Err(Error::not_implemented(format!(
        "queues of type {} are not simulated",
        kind.module()
    )))
}
