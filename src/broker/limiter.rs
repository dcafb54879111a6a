//! basic.qos with global=true: one limit for all consumers of a channel (R-CO-6, R-CO-7).
//!
//! As in RabbitMQ, the channel counts what it has been sent, and each queue remembers whether the channel was full when it
//! tried last: then the channel's consumers wait parked until an ack makes room and the queue is told to go on.

use super::Broker;
use super::context::Context;
use super::error::Error;
use super::handle::QueueId;
use super::output::Frame;
use crate::base::gather::Gather;
use crate::base::ids::ChannelId;
use crate::base::order;

/// What a queue remembers of a channel with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limited {
    pub channel: ChannelId,
    /// The channel was full when it was tried: nothing goes to it until it makes room.
    pub suspended: bool,
}

/// A channel's limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Limit {
    /// 0 for none.
    pub count: u16,
    /// What counts against it: messages sent that need an ack, and those held when it was set.
    pub volume: i64,
}

impl Limit {
    pub(super) fn is_active(self) -> bool {
        self.count != 0
    }

    pub(super) fn is_reached(self) -> bool {
        self.is_active() && self.volume >= i64::from(self.count)
    }
}

impl Broker {
    /// basic.qos. The -ok goes out before what a higher limit lets through.
    pub(super) fn qos(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        prefetch_size: u32,
        prefetch_count: u16,
        global: bool,
    ) -> Result<(), Error> {
        if prefetch_size != 0 {
            return Err(Error::not_implemented(format!(
                "prefetch_size!=0 ({prefetch_size})"
            )));
        }
        let state = &mut self.channels[channel.index()];
        cx.frame(state.connection, channel, Frame::Ok);
        match (global, prefetch_count) {
            (true, 1..) => self.limit_channel(cx, channel, prefetch_count),
            (true, 0) => self.unlimit_channel(cx, channel),
            (false, count) => {
                state.prefetch = count;
                self.unlimit_channel(cx, channel);
            }
        }
        Ok(())
    }

    fn limit_channel(&mut self, cx: &mut Context, channel: ChannelId, count: u16) {
        let state = &mut self.channels[channel.index()];
        let before = state.limit;
        if !before.is_active() {
            state.limit.volume = state.unacked.len() as i64;
        }
        state.limit.count = count;
        if before.is_active() {
            let queues = self.queues_to_tell(channel, before);
            self.tell_of_room(cx, channel, &queues);
        } else {
            for queue in self.queues_consumed_by(channel) {
                self.count_limit_in(queue, channel);
            }
        }
    }

    fn unlimit_channel(&mut self, cx: &mut Context, channel: ChannelId) {
        if !self.channels[channel.index()].limit.is_active() {
            return;
        }
        self.channels[channel.index()].limit = Limit::default();
        for queue in self.queues_consumed_by(channel) {
            let limited = &mut self.queues[queue.index()].limited;
            let suspended = limited
                .iter()
                .any(|other| other.channel == channel && other.suspended);
            limited.retain(|other| other.channel != channel);
            if suspended && self.unpark(queue, channel) {
                self.run_queue(cx, queue);
            }
        }
    }

    /// A consumer came: if its channel has a limit, the queue heeds it.
    pub(super) fn count_limit_in(&mut self, queue: QueueId, channel: ChannelId) {
        if !self.channels[channel.index()].limit.is_active() {
            return;
        }
        let limited = &mut self.queues[queue.index()].limited;
        if limited.iter().all(|other| other.channel != channel) {
            limited.push(Limited {
                channel,
                suspended: false,
            });
        }
    }

    /// A consumer went: with the last one of its channel the queue forgets the channel's limit.
    pub(super) fn count_limit_out(&mut self, queue: QueueId, channel: ChannelId) {
        let own = &self.channels[channel.index()].consumers;
        if own.iter().all(|id| self.consumers[id.index()].queue != queue) {
            self.queues[queue.index()]
                .limited
                .retain(|other| other.channel != channel);
        }
    }

    /// Settled messages make room under the channel's limit, at once; those that basic.get fetched do not count. Gives the
    /// queues that found the channel full: they learn of the room when all that comes of the settling has happened.
    pub(super) fn make_room(&mut self, channel: ChannelId, count: u32) -> Vec<QueueId> {
        let limit = &mut self.channels[channel.index()].limit;
        if !limit.is_active() || count == 0 {
            return Vec::new();
        }
        let before = *limit;
        if limit.volume != 0 {
            limit.volume -= i64::from(count);
        }
        self.queues_to_tell(channel, before)
    }

    /// Whom a limit that is not reached any more concerns.
    fn queues_to_tell(&self, channel: ChannelId, before: Limit) -> Vec<QueueId> {
        if !before.is_reached() || self.channels[channel.index()].limit.is_reached() {
            return Vec::new();
        }
        let mut queues = self.queues_consumed_by(channel);
        queues.retain(|queue| {
            let mut limited = self.queues[queue.index()].limited.iter();
            limited.any(|other| other.channel == channel && other.suspended)
        });
        queues
    }

    /// Queues that found the channel full go on, in the order of the queues: RabbitMQ leaves it to chance. Dead letters that
    /// come of a settling have reached their queues before.
    pub(super) fn tell_of_room(&mut self, cx: &mut Context, channel: ChannelId, queues: &[QueueId]) {
        if !queues.is_empty() {
            self.finish(cx);
        }
        for &queue in queues {
            let mut limited = self.queues[queue.index()].limited.iter_mut();
            let Some(own) = limited.find(|other| other.channel == channel && other.suspended) else {
                continue;
            };
            own.suspended = false;
            if self.unpark(queue, channel) {
                self.run_queue(cx, queue);
            }
        }
    }

    fn queues_consumed_by(&self, channel: ChannelId) -> Vec<QueueId> {
        let own = self.channels[channel.index()].consumers.iter();
        let mut queues: Vec<QueueId> = own.map(|id| self.consumers[id.index()].queue).gather();
        order::sort(&mut queues);
        queues.dedup();
        queues
    }
}
