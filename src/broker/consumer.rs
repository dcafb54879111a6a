//! Consumers: subscribing and cancelling, and the line in which those stand that may take a message (R-CO-3).

use super::Broker;
use super::arguments;
use super::content::DIRECT_REPLY_TO;
use super::context::Context;
use super::error::Error;
use super::event::{ConsumerEnd, Event, QueueEnd};
use super::handle::{ConsumerId, QueueId};
use super::output::Frame;
use super::permission::Right;
use crate::base::ids::ChannelId;
use crate::base::names::Name;
use crate::base::value::{Table, Value};
use std::collections::VecDeque;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(super) struct Consumer {
    pub tag: Name,
    pub queue: QueueId,
    pub channel: ChannelId,
    pub no_ack: bool,
    pub exclusive: bool,
    pub priority: i64,
    /// Its own limit, 0 for none (R-CO-6).
    pub prefetch: u16,
    /// How many more it may be sent, where it has a limit.
    pub credit: u32,
    pub unacked: u32,
    pub parked: bool,
    pub ended: bool,
    pub arguments: Arc<Table>,
}

/// Consumers in the order of being served: by priority, within one by turn.
#[derive(Debug, Default)]
pub(super) struct Line(VecDeque<ConsumerId>);

impl Clone for Line {
    fn clone(&self) -> Self {
        Line(self.0.iter().copied().collect::<Vec<_>>().into())
    }
}

/// What basic.consume asks for.
pub(super) struct ConsumeRequest<'a> {
    pub queue: Name,
    pub consumer_tag: Name,
    pub no_ack: bool,
    pub exclusive: bool,
    pub arguments: &'a Arc<Table>,
}

impl Consumer {
    /// Whether its own limit keeps it from taking a message. Consumers without acks have none (R-CO-7).
    pub(super) fn is_full(&self) -> bool {
        self.has_limit() && self.credit == 0
    }

    pub(super) fn has_limit(&self) -> bool {
        self.prefetch != 0 && !self.no_ack
    }
}

impl Line {
    pub(super) fn first(&self) -> Option<ConsumerId> {
        self.0.front().copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = ConsumerId> {
        self.0.iter().copied()
    }

    /// Joins at the end of its priority.
    pub(super) fn join(&mut self, id: ConsumerId, consumers: &[Consumer]) {
        let priority = consumers[id.index()].priority;
        match self.0.back() {
            Some(&last) if consumers[last.index()].priority < priority => {
                let at = self
                    .0
                    .partition_point(|&other| consumers[other.index()].priority >= priority);
                self.0.insert(at, id);
            }
            Some(_) | None => self.0.push_back(id),
        }
    }

    /// The first goes to the end of its priority.
    pub(super) fn rotate(&mut self, consumers: &[Consumer]) {
        if self.0.len() > 1
            && let Some(id) = self.0.pop_front()
        {
            self.join(id, consumers);
        }
    }

    pub(super) fn leave(&mut self, id: ConsumerId) {
        self.0.retain(|&other| other != id);
    }

    pub(super) fn leave_first(&mut self) {
        self.0.pop_front();
    }
}

impl Broker {
    /// basic.consume. The -ok goes out before the first delivery (R-CO-1).
    pub(super) fn consume(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        request: &ConsumeRequest,
    ) -> Result<(), Error> {
        let name = self.named_or_last_declared(channel, request.queue)?;
        self.check_tag_is_new(channel, request.consumer_tag)?;
        if self.names.text(name) == DIRECT_REPLY_TO {
            return self.consume_replies(cx, channel, request.consumer_tag, request.no_ack);
        }
        self.check_queue_right(channel, Right::Read, name)?;
        let vhost = self.vhost_of(channel);
        let queue = self.queue_or_die(vhost, name)?;
        self.check_not_locked(channel, queue)?;
        arguments::validate_consumer(request.arguments).map_err(|(before, after)| {
            Error::precondition_failed(format!("{before}{}{after}", self.queue_words(vhost, name)))
        })?;
        self.check_exclusive_consume(queue, request.exclusive)?;
        let tag = self.tag_or_generated(request.consumer_tag);
        let id = self.add_consumer(channel, queue, tag, request);
        let connection = self.channels[channel.index()].connection;
        cx.event(Event::ConsumerAdded { consumer: id });
        cx.frame(connection, channel, Frame::ConsumeOk { consumer_tag: tag });
        if self.topology.queue(queue).single_active && self.queues[queue.index()].holder.is_none() {
            self.set_active(cx, queue, Some(id));
        }
        self.stop_unused_timer(queue);
        self.run_queue(cx, queue);
        Ok(())
    }

    pub(super) fn tag_or_generated(&mut self, tag: Name) -> Name {
        match tag {
            Name::EMPTY => self.generate_name("amq.ctag-"),
            tag => tag,
        }
    }

    /// Two consumers of a channel with one tag close the connection (R-ER-3).
    fn check_tag_is_new(&self, channel: ChannelId, tag: Name) -> Result<(), Error> {
        if tag == Name::EMPTY || self.consumer_by_tag(channel, tag).is_none() {
            return Ok(());
        }
        Err(Error::not_allowed(format!(
            "attempt to reuse consumer tag '{}'",
            self.names.text(tag)
        )))
    }

    pub(super) fn consumer_by_tag(&self, channel: ChannelId, tag: Name) -> Option<ConsumerId> {
        let mut own = self.channels[channel.index()].consumers.iter().copied();
        own.find(|id| self.consumers[id.index()].tag == tag)
    }

    /// An exclusive consumer is alone (R-CO-13); a single-active-consumer queue has none (R-SAC-2).
    fn check_exclusive_consume(&self, queue: QueueId, exclusive: bool) -> Result<(), Error> {
        let state = &self.queues[queue.index()];
        let settings = self.topology.queue(queue);
        let refused = if settings.single_active {
            exclusive
        } else {
            state.holder.is_some() || (exclusive && !state.consumers.is_empty())
        };
        if refused {
            return Err(Error::access_refused(format!(
                "{} in exclusive use",
                self.queue_words(settings.vhost, settings.name)
            )));
        }
        Ok(())
    }

    fn add_consumer(
        &mut self,
        channel: ChannelId,
        queue: QueueId,
        tag: Name,
        request: &ConsumeRequest,
    ) -> ConsumerId {
        let id = ConsumerId(self.consumers.len() as u32);
        let prefetch = self.channels[channel.index()].prefetch;
        self.consumers.push(Consumer {
            tag,
            queue,
            channel,
            no_ack: request.no_ack,
            exclusive: request.exclusive,
            priority: request
                .arguments
                .get("x-priority")
                .and_then(Value::as_integer)
                .unwrap_or(0),
            prefetch,
            credit: u32::from(prefetch),
            unacked: 0,
            parked: false,
            ended: false,
            arguments: request.arguments.clone(),
        });
        self.channels[channel.index()].consumers.push(id);
        self.count_limit_in(queue, channel);
        let state = &mut self.queues[queue.index()];
        state.consumers.push(id);
        state.line.join(id, &self.consumers);
        state.had_consumers = true;
        if request.exclusive {
            state.holder = Some(id);
        }
        id
    }

    /// basic.cancel. The -ok follows the last delivery (R-CO-1); unknown tags are fine (R-ER-4).
    pub(super) fn cancel(&mut self, cx: &mut Context, channel: ChannelId, tag: Name) {
        let connection = self.channels[channel.index()].connection;
        cx.frame(connection, channel, Frame::Ok);
        if self.cancel_replies(cx, channel, tag) {
            return;
        }
        let Some(id) = self.consumer_by_tag(channel, tag) else {
            return;
        };
        let queue = self.consumers[id.index()].queue;
        self.remove_consumer(cx, id, ConsumerEnd::Cancelled);
        self.choose_active(cx, queue);
        if self.should_auto_delete(queue) {
            self.delete_queue(cx, queue, QueueEnd::AutoDeleted);
        } else {
            self.refresh_unused_timer(cx.now, queue);
            // RabbitMQ 3.10 leaves a new active consumer waiting until something else happens (R-SAC-3); this is what is
            // meant.
            self.run_queue(cx, queue);
        }
    }

    /// Takes a consumer out of its queue and channel; what it holds stays with the channel.
    pub(super) fn remove_consumer(&mut self, cx: &mut Context, id: ConsumerId, cause: ConsumerEnd) {
        let consumer = &mut self.consumers[id.index()];
        consumer.ended = true;
        consumer.parked = false;
        let (queue, channel) = (consumer.queue, consumer.channel);
        let state = &mut self.queues[queue.index()];
        state.consumers.retain(|&other| other != id);
        state.parked.retain(|&other| other != id);
        state.line.leave(id);
        if state.holder == Some(id) {
            state.holder = None;
        }
        self.channels[channel.index()]
            .consumers
            .retain(|&other| other != id);
        self.count_limit_out(queue, channel);
        cx.event(Event::ConsumerEnded { consumer: id, cause });
    }

    /// Where the active consumer of a single-active-consumer queue has gone, the first in line follows (R-SAC-1).
    pub(super) fn choose_active(&mut self, cx: &mut Context, queue: QueueId) {
        if !self.topology.queue(queue).single_active || self.queues[queue.index()].holder.is_some() {
            return;
        }
        let next = self.queues[queue.index()].line.first();
        self.set_active(cx, queue, next);
    }

    fn set_active(&mut self, cx: &mut Context, queue: QueueId, active: Option<ConsumerId>) {
        self.queues[queue.index()].holder = active;
        if let Some(consumer) = active {
            cx.event(Event::ConsumerActivated { consumer });
        }
    }

    /// An auto-delete queue goes with its last consumer, if it ever had one (R-Q-5).
    pub(super) fn should_auto_delete(&self, queue: QueueId) -> bool {
        let (settings, state) = (self.topology.queue(queue), &self.queues[queue.index()]);
        settings.alive && settings.auto_delete && state.had_consumers && state.consumers.is_empty()
    }
}
