//! Handing messages out: which consumer is next, and basic.get (R-CO-1 to R-CO-7).

use super::Broker;
use super::context::Context;
use super::error::Error;
use super::event::{DeathReason, Event};
use super::handle::{ConsumerId, MessageHandle, QueueId};
use super::output::Frame;
use super::permission::Right;
use super::ready::{Copied, NEVER};
use super::reason::{Reason, Verdict};
use super::settle::Unacked;
use crate::base::ids::ChannelId;
use crate::base::names::Name;
use crate::base::time::Ms;

impl Broker {
    /// Hands out ready messages until there are none, or nobody can take one.
    pub(super) fn run_queue(&mut self, cx: &mut Context, queue: QueueId) {
        while let Some(head) = self.queues[queue.index()].ready.head() {
            let Some(consumer) = self.next_consumer(cx, queue, head.message) else {
                return;
            };
            self.pop_head(queue);
            // The next head may have expired long ago: it never goes out (R-TTL-3).
            self.drop_expired(cx, queue);
            self.deliver(cx, queue, consumer, head);
        }
    }

    /// Takes the head out of the ready ones.
    pub(super) fn pop_head(&mut self, queue: QueueId) -> Option<Copied> {
        let ready = &mut self.queues[queue.index()].ready;
        let copied = ready.pop()?;
        let content = self.messages.get(copied.message).content;
        ready.bytes -= u64::from(self.contents.facts(content).size);
        Some(copied)
    }

    /// The consumer that takes the message, moved to the end of its line; those that cannot are parked (R-CO-3, R-CO-4).
    pub(super) fn next_consumer(
        &mut self,
        cx: &mut Context,
        queue: QueueId,
        message: MessageHandle,
    ) -> Option<ConsumerId> {
        if cx.is_watched() {
            self.observe_parked(cx, queue, message);
        }
        if self.topology.queue(queue).single_active {
            return self.active_consumer(cx, queue, message);
        }
        loop {
            let consumer = self.queues[queue.index()].line.first()?;
            let verdict = self.try_consumer(queue, consumer);
            cx.reason(|| Reason::ConsumerConsidered {
                queue,
                message,
                consumer,
                verdict,
            });
            let state = &mut self.queues[queue.index()];
            if verdict == Verdict::Takes {
                if cx.is_watched() {
                    observe_rest(cx, state.line.iter().skip(1), queue, message, Verdict::NotItsTurn);
                }
                state.line.rotate(&self.consumers);
                return Some(consumer);
            }
            state.line.leave_first();
            self.park(queue, consumer);
        }
    }

    /// On a single-active-consumer queue only the active one gets messages (R-SAC-1).
    fn active_consumer(
        &mut self,
        cx: &mut Context,
        queue: QueueId,
        message: MessageHandle,
    ) -> Option<ConsumerId> {
        let active = self.queues[queue.index()].holder?;
        if cx.is_watched() {
            let others = self.queues[queue.index()].line.iter().filter(|&id| id != active);
            observe_rest(cx, others, queue, message, Verdict::NotActive { active });
        }
        if self.consumers[active.index()].parked {
            return None;
        }
        let verdict = self.try_consumer(queue, active);
        cx.reason(|| Reason::ConsumerConsidered {
            queue,
            message,
            consumer: active,
            verdict,
        });
        if verdict == Verdict::Takes {
            return Some(active);
        }
        self.queues[queue.index()].line.leave(active);
        self.park(queue, active);
        None
    }

    /// Whether a consumer can take a message; taking it counts against the channel's limit.
    fn try_consumer(&mut self, queue: QueueId, id: ConsumerId) -> Verdict {
        let consumer = &self.consumers[id.index()];
        let channel = consumer.channel;
        let state = &mut self.channels[channel.index()];
        if !state.limit.is_active() {
            return match consumer.is_full() {
                true => full(consumer.unacked, u32::from(consumer.prefetch)),
                false => Verdict::Takes,
            };
        }
        let limit = state.limit;
        let channel_full = Verdict::ChannelFull {
            unacked: limit.volume.max(0) as u32,
            limit: u32::from(limit.count),
        };
        let mut limited = self.queues[queue.index()].limited.iter_mut();
        let own = limited.find(|other| other.channel == channel);
        if own.as_ref().is_some_and(|own| own.suspended) {
            return channel_full;
        }
        if consumer.is_full() {
            return full(consumer.unacked, u32::from(consumer.prefetch));
        }
        if limit.is_reached() {
            if let Some(own) = own {
                own.suspended = true;
            }
            return channel_full;
        }
        if !consumer.no_ack {
            state.limit.volume += 1;
        }
        Verdict::Takes
    }

    fn park(&mut self, queue: QueueId, id: ConsumerId) {
        self.consumers[id.index()].parked = true;
        self.queues[queue.index()].parked.push(id);
    }

    /// Puts the parked consumers of a channel that have room of their own at the end of the line, by priority; whether there
    /// were any (R-CO-4).
    pub(super) fn unpark(&mut self, queue: QueueId, channel: ChannelId) -> bool {
        let state = &mut self.queues[queue.index()];
        if state.parked.is_empty() {
            return false;
        }
        let consumers = &mut self.consumers;
        let frees = |consumers: &[super::consumer::Consumer], id: &ConsumerId| {
            let consumer = &consumers[id.index()];
            consumer.channel == channel && !consumer.is_full()
        };
        let freed: Vec<ConsumerId> = state
            .parked
            .iter()
            .copied()
            .filter(|id| frees(consumers, id))
            .collect();
        state.parked.retain(|id| !frees(consumers, id));
        for &id in &freed {
            consumers[id.index()].parked = false;
            state.line.join(id, consumers);
        }
        !freed.is_empty()
    }

    /// basic.deliver: the copy goes out, and is held by the channel unless no ack is needed.
    pub(super) fn deliver(&mut self, cx: &mut Context, queue: QueueId, id: ConsumerId, copied: Copied) {
        let consumer = &mut self.consumers[id.index()];
        let channel = consumer.channel;
        let state = &mut self.channels[channel.index()];
        let delivery_tag = state.next_tag;
        state.next_tag += 1;
        let Copied {
            message, redelivered, ..
        } = copied;
        cx.event(Event::Dispatched {
            message,
            queue,
            consumer: id,
            redelivered,
        });
        cx.frame(
            state.connection,
            channel,
            Frame::Deliver {
                consumer: id,
                consumer_tag: consumer.tag,
                delivery_tag,
                redelivered,
                message,
            },
        );
        if consumer.no_ack {
            cx.event(Event::Acked {
                message,
                queue,
                channel,
                automatic: true,
            });
            return;
        }
        if consumer.has_limit() {
            consumer.credit -= 1;
        }
        consumer.unacked += 1;
        self.queues[queue.index()].unacked += 1;
        state.unacked.push_back(Unacked {
            delivery_tag,
            copied,
            queue,
            consumer: Some(id),
        });
    }

    /// basic.get: the head, whatever prefetch and exclusive consumers say (R-CO-2).
    pub(super) fn get(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        queue: Name,
        no_ack: bool,
    ) -> Result<Frame, Error> {
        let name = self.named_or_last_declared(channel, queue)?;
        self.check_queue_right(channel, Right::Read, name)?;
        let queue = self.queue_or_die(self.vhost_of(channel), name)?;
        self.check_not_locked(channel, queue)?;
        self.refresh_unused_timer(cx.now, queue);
        let Some(copied) = self.pop_head(queue) else {
            return Ok(Frame::GetEmpty);
        };
        self.drop_expired(cx, queue);
        let Copied {
            message, redelivered, ..
        } = copied;
        cx.event(Event::Got {
            message,
            queue,
            channel,
            redelivered,
        });
        let state = &mut self.channels[channel.index()];
        let delivery_tag = state.next_tag;
        state.next_tag += 1;
        if no_ack {
            cx.event(Event::Acked {
                message,
                queue,
                channel,
                automatic: true,
            });
        } else {
            state.unacked.push_back(Unacked {
                delivery_tag,
                copied,
                queue,
                consumer: None,
            });
            self.queues[queue.index()].unacked += 1;
        }
        Ok(Frame::GetOk {
            delivery_tag,
            redelivered,
            message,
            message_count: self.queues[queue.index()].ready.len(),
        })
    }

    /// A message arrives at a queue; whether the queue takes it (R-ML-3).
    pub(super) fn offer(&mut self, cx: &mut Context, queue: QueueId, message: MessageHandle) -> bool {
        if self.refuses(cx, queue, message) {
            return false;
        }
        let due = self.deadline(cx, queue, message);
        let state = &self.queues[queue.index()];
        if !state.ready.is_empty() {
            if cx.is_watched() {
                self.observe_parked(cx, queue, message);
            }
        } else if !state.consumers.is_empty()
            && let Some(consumer) = self.next_consumer(cx, queue, message)
        {
            // A consumer that waits gets it at once, whatever its time to live or the queue's limit (R-TTL-4, R-ML-1).
            self.hand_over(cx, queue, consumer, message, due);
            return true;
        }
        self.enqueue(cx, queue, message, due);
        true
    }

    /// A new message goes straight to a consumer. Without acks the queue never knows of it.
    fn hand_over(
        &mut self,
        cx: &mut Context,
        queue: QueueId,
        consumer: ConsumerId,
        message: MessageHandle,
        due: Ms,
    ) {
        let priority = self.contents.facts(self.messages.get(message).content).priority;
        let ready = &mut self.queues[queue.index()].ready;
        let copied = match self.consumers[consumer.index()].no_ack {
            true => Copied {
                message,
                position: 0,
                redelivered: false,
                due,
            },
            false => ready.pass(ready.level(priority), message, due),
        };
        cx.event(Event::Enqueued {
            message,
            queue,
            place: 1,
        });
        self.deliver(cx, queue, consumer, copied);
    }

    fn enqueue(&mut self, cx: &mut Context, queue: QueueId, message: MessageHandle, due: Ms) {
        let effective = &self.topology.queue(queue).effective;
        let at_once = effective.message_ttl_ms == Some(0) && effective.dead_letter_exchange.is_none();
        let facts = self.contents.facts(self.messages.get(message).content);
        let ready = &mut self.queues[queue.index()].ready;
        if at_once {
            // RabbitMQ does not even put it behind those that are there.
            let place = ready.len() + 1;
            cx.event(Event::Enqueued {
                message,
                queue,
                place,
            });
            cx.event(Event::Expired { message, queue });
            self.tell_discarded(cx, queue, message, DeathReason::Expired);
            return;
        }
        ready.bytes += u64::from(facts.size);
        let place = ready.push(ready.level(facts.priority), message, due);
        cx.event(Event::Enqueued {
            message,
            queue,
            place,
        });
        let dropped = self.drop_over_limit(cx, queue);
        let alone = self.queues[queue.index()].ready.len() == 1;
        // Expiry is looked at only where the head may be new. In a priority queue that misses a message that overtakes the
        // head: so does RabbitMQ (R-TTL-7).
        if (dropped || alone) && !(dropped && alone && due == NEVER) {
            self.drop_expired(cx, queue);
        }
    }

    fn observe_parked(&self, cx: &mut Context, queue: QueueId, message: MessageHandle) {
        for &consumer in &self.queues[queue.index()].parked {
            cx.reason(|| Reason::ConsumerConsidered {
                queue,
                message,
                consumer,
                verdict: self.why_parked(consumer),
            });
        }
    }

    fn why_parked(&self, id: ConsumerId) -> Verdict {
        let consumer = &self.consumers[id.index()];
        let limit = self.channels[consumer.channel.index()].limit;
        if consumer.is_full() {
            full(consumer.unacked, u32::from(consumer.prefetch))
        } else if limit.is_reached() {
            Verdict::ChannelFull {
                unacked: limit.volume.max(0) as u32,
                limit: u32::from(limit.count),
            }
        } else {
            Verdict::Parked
        }
    }
}

fn full(unacked: u32, limit: u32) -> Verdict {
    Verdict::PrefetchFull { unacked, limit }
}

fn observe_rest(
    cx: &mut Context,
    consumers: impl Iterator<Item = ConsumerId>,
    queue: QueueId,
    message: MessageHandle,
    verdict: Verdict,
) {
    for consumer in consumers {
        cx.reason(|| Reason::ConsumerConsidered {
            queue,
            message,
            consumer,
            verdict,
        });
    }
}
