//! Settling deliveries: ack, nack, reject, recover, and what a closing channel gives back (R-CO-8 to R-CO-11).

use super::Broker;
use super::context::Context;
use super::error::Error;
use super::event::{DeathReason, Event};
use super::handle::{ConsumerId, MessageHandle, QueueId};
use super::output::Frame;
use super::ready::Copied;
use crate::base::ids::ChannelId;
use crate::base::order;
use std::cmp::Ordering;

/// A copy that a channel holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unacked {
    pub delivery_tag: u64,
    pub copied: Copied,
    pub queue: QueueId,
    /// `None` where basic.get fetched it.
    pub consumer: Option<ConsumerId>,
}

/// What becomes of deliveries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settlement {
    Ack,
    /// nack or reject with requeue.
    Requeue,
    /// nack or reject without requeue.
    Reject,
    /// basic.recover: back into the queue, and nobody said no.
    Recover,
}

impl Broker {
    /// basic.ack, basic.nack and basic.reject. A tag must be outstanding, `multiple` or not; 0 with `multiple` means all
    /// (R-CO-8).
    pub(super) fn settle(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        delivery_tag: u64,
        multiple: bool,
        settlement: Settlement,
    ) -> Result<(), Error> {
        let unacked = &mut self.channels[channel.index()].unacked;
        if multiple && delivery_tag == 0 {
            let all: Vec<Unacked> = unacked.drain(..).collect();
            self.settle_or_note(cx, channel, all, settlement);
            return Ok(());
        }
        let at = unacked
            .binary_search_by_key(&delivery_tag, |held| held.delivery_tag)
            .map_err(|_| Error::precondition_failed(format!("unknown delivery tag {delivery_tag}")))?;
        if multiple && at > 0 {
            let covered: Vec<Unacked> = unacked.drain(..=at).collect();
            self.settle_or_note(cx, channel, covered, settlement);
        } else if let Some(held) = unacked.remove(at) {
            if self.channels[channel.index()].transaction.is_some() {
                self.note_settlement(channel, vec![held], settlement);
            } else {
                let waiting = self.make_room(channel, u32::from(held.consumer.is_some()));
                self.settle_group(cx, channel, &[held], settlement);
                self.tell_of_room(cx, channel, &waiting);
            }
        }
        Ok(())
    }

    fn settle_or_note(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        held: Vec<Unacked>,
        settlement: Settlement,
    ) {
        if self.channels[channel.index()].transaction.is_some() {
            self.note_settlement(channel, held, settlement);
        } else {
            self.settle_all(cx, channel, held, settlement);
        }
    }

    /// basic.recover: everything goes back; the -ok goes out before what is delivered anew (R-CO-11).
    pub(super) fn recover(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        requeue: bool,
    ) -> Result<(), Error> {
        if !requeue {
            return Err(Error::not_implemented("requeue=false"));
        }
        let state = &mut self.channels[channel.index()];
        let held: Vec<Unacked> = state.unacked.drain(..).collect();
        cx.frame(state.connection, channel, Frame::Ok);
        self.settle_all(cx, channel, held, Settlement::Recover);
        Ok(())
    }

    /// Settles deliveries, given by tag, group by group: by queue, fetched ones first and singly, then by consumer tag,
    /// oldest first inside (R-CO-9).
    pub(super) fn settle_all(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        mut held: Vec<Unacked>,
        settlement: Settlement,
    ) {
        let count = held.iter().filter(|held| held.consumer.is_some()).count() as u32;
        let waiting = self.make_room(channel, count);
        order::sort_by(&mut held, |one, other| self.group_order(one, other));
        let mut rest = held.as_slice();
        while let Some(first) = rest.first() {
            let alike = |other: &&Unacked| self.group_order(first, other) == Ordering::Equal;
            let (group, others) = rest.split_at(rest.iter().take_while(alike).count());
            self.settle_group(cx, channel, group, settlement);
            rest = others;
        }
        self.tell_of_room(cx, channel, &waiting);
    }

    fn group_order(&self, one: &Unacked, other: &Unacked) -> Ordering {
        let queue_name = |held: &Unacked| self.names.text(self.topology.queue(held.queue).name);
        let tag = |id: ConsumerId| self.names.text(self.consumers[id.index()].tag);
        let by_consumer = match (one.consumer, other.consumer) {
            (None, None) => one.delivery_tag.cmp(&other.delivery_tag),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(one), Some(other)) => tag(one).cmp(tag(other)),
        };
        queue_name(one)
            .cmp(queue_name(other))
            .then(one.queue.cmp(&other.queue))
            .then(by_consumer)
    }

    fn settle_group(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        group: &[Unacked],
        settlement: Settlement,
    ) {
        let Some(&Unacked { queue, consumer, .. }) = group.first() else {
            return;
        };
        for held in group {
            self.let_go(held);
        }
        // The queue and its messages are gone: settling them is fine and means nothing (R-Q-6).
        if !self.topology.queue(queue).alive {
            return;
        }
        self.queues[queue.index()].unacked -= group.len() as u32;
        let freed = self.give_credit(consumer, channel, queue, group.len() as u32);
        match settlement {
            Settlement::Ack => {
                for held in group {
                    cx.event(Event::Acked {
                        message: held.copied.message,
                        queue,
                        channel,
                        automatic: false,
                    });
                }
            }
            Settlement::Requeue => {
                self.tell_rejected(cx, channel, queue, group, true);
                self.requeue(cx, queue, group);
            }
            Settlement::Recover => self.requeue(cx, queue, group),
            Settlement::Reject => {
                self.tell_rejected(cx, channel, queue, group, false);
                for held in self.in_order_of_dying(queue, group) {
                    self.die(cx, queue, held, DeathReason::Rejected);
                }
            }
        }
        if freed {
            self.run_queue(cx, queue);
        }
    }

    /// In a priority queue the higher levels die first.
    fn in_order_of_dying(&self, queue: QueueId, group: &[Unacked]) -> Vec<MessageHandle> {
        let ready = &self.queues[queue.index()].ready;
        let level = |message: MessageHandle| {
            ready.level(self.contents.facts(self.messages.get(message).content).priority)
        };
        let mut dying: Vec<MessageHandle> = group.iter().map(|held| held.copied.message).collect();
        order::sort_by_key(&mut dying, |&message| std::cmp::Reverse(level(message)));
        dying
    }

    fn tell_rejected(
        &self,
        cx: &mut Context,
        channel: ChannelId,
        queue: QueueId,
        group: &[Unacked],
        requeue: bool,
    ) {
        for held in group {
            cx.event(Event::Rejected {
                message: held.copied.message,
                queue,
                channel,
                requeue,
            });
        }
    }

    fn let_go(&mut self, held: &Unacked) {
        if let Some(id) = held.consumer {
            self.consumers[id.index()].unacked -= 1;
        }
    }

    /// Room for the consumer of that tag: the one that got the messages, or one that took its tag over. Whether parked
    /// consumers of the channel stand in line again.
    fn give_credit(
        &mut self,
        consumer: Option<ConsumerId>,
        channel: ChannelId,
        queue: QueueId,
        count: u32,
    ) -> bool {
        let Some(mut id) = consumer else {
            return false;
        };
        if self.consumers[id.index()].ended {
            match self.consumer_by_tag(channel, self.consumers[id.index()].tag) {
                Some(heir) if self.consumers[heir.index()].queue == queue => id = heir,
                Some(_) | None => return false,
            }
        }
        let consumer = &mut self.consumers[id.index()];
        if !consumer.has_limit() {
            return false;
        }
        let was_full = consumer.is_full();
        consumer.credit += count;
        was_full && self.unpark(queue, channel)
    }

    /// Puts copies back where they were; then the queue goes on (R-CO-10, R-ML-2, R-TTL-4).
    pub(super) fn requeue(&mut self, cx: &mut Context, queue: QueueId, group: &[Unacked]) {
        for held in group {
            let copied = held.copied;
            let message = copied.message;
            let facts = self.contents.facts(self.messages.get(message).content);
            let ready = &mut self.queues[queue.index()].ready;
            ready.bytes += u64::from(facts.size);
            let place = ready.insert(ready.level(facts.priority), copied);
            cx.event(Event::Requeued {
                message,
                queue,
                place,
            });
        }
        self.drop_over_limit(cx, queue);
        self.drop_expired(cx, queue);
        self.run_queue(cx, queue);
    }

    /// The messages of a queue that channels hold, also in uncommitted transactions.
    pub(super) fn held_of(&self, queue: QueueId) -> impl Iterator<Item = MessageHandle> {
        let channels = self.channels.iter();
        channels
            .flat_map(|channel| channel.held())
            .filter(move |held| held.queue == queue)
            .map(|held| held.copied.message)
    }
}
