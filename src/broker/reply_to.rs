//! Direct reply-to: a channel consumes a pseudo-queue, and replies go straight to it (R-PU-8).

use super::Broker;
use super::consumer::Consumer;
use super::content::DIRECT_REPLY_TO;
use super::context::Context;
use super::error::Error;
use super::event::{ConsumerEnd, Event};
use super::handle::{ConsumerId, ExchangeId, MessageHandle, QueueId, VhostId};
use super::output::Frame;
use super::queue::{Queue, QueueSettings};
use super::view::Effective;
use crate::base::ids::ChannelId;
use crate::base::names::Name;
use std::sync::Arc;

/// A channel's pseudo-consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Replies {
    pub consumer: ConsumerId,
    /// Where replies are sent: the pseudo-queue's name and a token.
    pub address: Name,
}

impl Broker {
    pub(super) fn consume_replies(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        tag: Name,
        no_ack: bool,
    ) -> Result<(), Error> {
        if !no_ack {
            return Err(Error::precondition_failed("reply consumer cannot acknowledge"));
        }
        if self.channels[channel.index()].replies.is_some() {
            return Err(Error::precondition_failed("reply consumer already set"));
        }
        let tag = self.tag_or_generated(tag);
        let address = self.generate_name(&format!("{DIRECT_REPLY_TO}."));
        let queue = self.pseudo_queue(self.vhost_of(channel));
        let consumer = ConsumerId(self.consumers.len() as u32);
        self.consumers.push(Consumer {
            tag,
            queue,
            channel,
            no_ack: true,
            exclusive: false,
            priority: 0,
            prefetch: 0,
            credit: 0,
            unacked: 0,
            parked: false,
            ended: false,
            arguments: Arc::default(),
        });
        let state = &mut self.channels[channel.index()];
        state.replies = Some(Replies { consumer, address });
        cx.event(Event::ConsumerAdded { consumer });
        cx.frame(state.connection, channel, Frame::ConsumeOk { consumer_tag: tag });
        Ok(())
    }

    /// A queue that holds nothing and is listed nowhere, so that events about replies can name one.
    fn pseudo_queue(&mut self, vhost: VhostId) -> QueueId {
        if let Some(queue) = self.topology.vhost(vhost).replies {
            return queue;
        }
        let name = self.names.intern(DIRECT_REPLY_TO);
        let topology = self.topology_mut();
        let queue = QueueId(topology.queues.len() as u32);
        topology.vhosts[vhost.index()].replies = Some(queue);
        topology.queues.push(QueueSettings {
            vhost,
            name,
            label: name,
            durable: false,
            auto_delete: false,
            owner: None,
            arguments: Arc::default(),
            max_priority: None,
            single_active: false,
            effective: Effective::default(),
            incoming: Vec::new(),
            alive: false,
        });
        self.queues.push(Queue::new(None));
        queue
    }

    /// The pseudo-consumer ends.
    pub(super) fn end_replies(&mut self, cx: &mut Context, channel: ChannelId, cause: ConsumerEnd) {
        if let Some(Replies { consumer, .. }) = self.channels[channel.index()].replies.take() {
            self.consumers[consumer.index()].ended = true;
            cx.event(Event::ConsumerEnded { consumer, cause });
        }
    }

    /// Whether the tag was the pseudo-consumer's.
    pub(super) fn cancel_replies(&mut self, cx: &mut Context, channel: ChannelId, tag: Name) -> bool {
        let replies = self.channels[channel.index()].replies;
        let own = replies.is_some_and(|replies| self.consumers[replies.consumer.index()].tag == tag);
        if own {
            self.end_replies(cx, channel, ConsumerEnd::Cancelled);
        }
        own
    }

    /// Declaring the pseudo-queue, or an address of it, asks whether it is there.
    pub(super) fn declare_reply_queue(
        &mut self,
        channel: ChannelId,
        name: Name,
    ) -> Option<Result<Frame, Error>> {
        let text = self.names.text(name);
        if !text.starts_with(DIRECT_REPLY_TO) {
            return None;
        }
        if text != DIRECT_REPLY_TO && self.channel_of_address(name).is_none() {
            let words = self.queue_words(self.vhost_of(channel), name);
            return Some(Err(Error::not_found(format!("no {words}"))));
        }
        self.channels[channel.index()].last_declared = Some(name);
        Some(Ok(Frame::QueueDeclareOk {
            queue: name,
            message_count: 0,
            consumer_count: 1,
        }))
    }

    fn channel_of_address(&self, address: Name) -> Option<ChannelId> {
        let waits = |id: &ChannelId| {
            let replies = self.channels[id.index()].replies;
            replies.is_some_and(|replies| replies.address == address)
        };
        let open = self.connections.iter().filter(|connection| connection.open);
        open.flat_map(|connection| connection.channels.iter().copied())
            .find(waits)
    }

    /// A publish to the default exchange whose key is an address goes straight to the channel that waits there; it counts
    /// as unroutable all the same.
    pub(super) fn reply_directly(&mut self, cx: &mut Context, exchange: ExchangeId, message: MessageHandle) {
        let key = self.messages.get(message).routing_key;
        if self.topology.exchange(exchange).name != Name::EMPTY
            || !self.names.text(key).starts_with(DIRECT_REPLY_TO)
        {
            return;
        }
        let Some(channel) = self.channel_of_address(key) else {
            return;
        };
        let state = &self.channels[channel.index()];
        let Some(replies) = state.replies else {
            return;
        };
        let consumer = &self.consumers[replies.consumer.index()];
        let queue = consumer.queue;
        cx.event(Event::Enqueued {
            message,
            queue,
            place: 1,
        });
        cx.event(Event::Dispatched {
            message,
            queue,
            consumer: replies.consumer,
            redelivered: false,
        });
        cx.frame(
            state.connection,
            channel,
            Frame::Deliver {
                consumer: replies.consumer,
                consumer_tag: consumer.tag,
                // Replies do not count the tags on.
                delivery_tag: state.next_tag,
                redelivered: false,
                message,
            },
        );
        cx.event(Event::Acked {
            message,
            queue,
            channel,
            automatic: true,
        });
    }
}
