//! Channels: opening and closing them, and what a closed one gives back (R-ER-1, R-ER-2).

use super::Broker;
use super::context::Context;
use super::error::{Error, ErrorCode, Scope};
use super::event::{ConsumerEnd, DiscardCause, Event, QueueEnd};
use super::handle::{ConsumerId, QueueId, VhostId};
use super::limiter::Limit;
use super::output::{Frame, Output};
use super::reply_to::Replies;
use super::settle::Unacked;
use super::transaction::Transaction;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::Name;
use crate::base::order;
use crate::base::time::Ms;
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub(super) struct Channel {
    pub connection: ConnectionId,
    pub number: u16,
    pub open: bool,
    /// The next delivery tag; tags count from 1 (R-CO-1).
    pub next_tag: u64,
    /// By delivery tag.
    pub unacked: VecDeque<Unacked>,
    pub consumers: Vec<ConsumerId>,
    /// The limit for consumers made from now on (R-CO-6).
    pub prefetch: u16,
    /// The limit for all together (R-CO-6).
    pub limit: Limit,
    pub confirms: bool,
    /// The sequence number of the next publish, from 1 (R-PU-3).
    pub next_sequence: u64,
    pub transaction: Option<Transaction>,
    pub last_declared: Option<Name>,
    /// The pseudo-consumer of direct replies (R-PU-8).
    pub replies: Option<Replies>,
}

impl Channel {
    /// Everything that it holds, also in an uncommitted transaction.
    pub(super) fn held(&self) -> Vec<&Unacked> {
        let mut held: Vec<_> = self.unacked.iter().collect();
        if let Some(transaction) = &self.transaction {
            for (_, noted) in &transaction.settlements {
                held.extend(noted);
            }
        }
        held
    }
}

impl Broker {
    /// Opens a channel. `None` where the connection is closed, or where the number is in use: that closes the connection
    /// with 504 (R-ER-3).
    pub fn open_channel(
        &mut self,
        now: Ms,
        connection: ConnectionId,
        number: u16,
        output: &mut Output,
    ) -> Option<ChannelId> {
        let state = self.connections.get(connection.index())?;
        if !state.open {
            return None;
        }
        let taken = state
            .channels
            .iter()
            .copied()
            .find(|id| self.channels[id.index()].number == number);
        if let Some(taken) = taken {
            let mut cx = Context::new(now, output);
            let error = Error::new(ErrorCode::ChannelError, "second 'channel.open' seen");
            self.fail(&mut cx, taken, error);
            self.finish(&mut cx);
            return None;
        }
        let id = ChannelId(self.channels.len() as u32);
        self.channels.push(Channel {
            connection,
            number,
            open: true,
            next_tag: 1,
            unacked: VecDeque::new(),
            consumers: Vec::new(),
            prefetch: 0,
            limit: Limit::default(),
            confirms: false,
            next_sequence: 1,
            transaction: None,
            last_declared: None,
            replies: None,
        });
        self.connections[connection.index()].channels.push(id);
        output.event(Event::ChannelOpened { channel: id });
        Some(id)
    }

    pub(super) fn vhost_of(&self, channel: ChannelId) -> VhostId {
        self.connections[self.channels[channel.index()].connection.index()].vhost
    }

    /// An error closes the channel, or the whole connection; its consumers and messages go back first (R-ER-2).
    pub(super) fn fail(&mut self, cx: &mut Context, channel: ChannelId, error: Error) {
        let connection = self.channels[channel.index()].connection;
        match error.code.scope() {
            Scope::Channel => {
                self.close_channels(cx, &[channel], Some(error.code));
                cx.frame(connection, channel, Frame::ChannelClosed { error });
            }
            Scope::Connection => {
                self.end_connection(cx, connection, Some(error.code));
                cx.frame(connection, channel, Frame::ConnectionClosed { error });
            }
        }
    }

    /// Closes channels together: first none of them takes messages any more, then each queue gets back what they held.
    pub(super) fn close_channels(
        &mut self,
        cx: &mut Context,
        closing: &[ChannelId],
        code: Option<ErrorCode>,
    ) {
        let mut queues: Vec<QueueId> = Vec::new();
        let mut held: Vec<Unacked> = Vec::new();
        for &channel in closing {
            self.channels[channel.index()].open = false;
            let consumers = self.channels[channel.index()].consumers.clone();
            for id in consumers {
                queues.push(self.consumers[id.index()].queue);
                self.remove_consumer(cx, id, ConsumerEnd::ChannelClosed);
            }
            self.end_replies(cx, channel, ConsumerEnd::ChannelClosed);
            let state = &mut self.channels[channel.index()];
            let mut own: Vec<Unacked> = state.held().into_iter().copied().collect();
            order::sort_by_key(&mut own, |held| held.delivery_tag);
            queues.extend(own.iter().map(|held| held.queue));
            held.append(&mut own);
            state.unacked = VecDeque::new();
            state.transaction = None;
            let connection = state.connection;
            self.connections[connection.index()]
                .channels
                .retain(|&other| other != channel);
            let publish = cx.failed;
            cx.event(Event::ChannelClosed {
                channel,
                code,
                publish,
            });
        }
        for unacked in &held {
            if let Some(id) = unacked.consumer {
                self.consumers[id.index()].unacked -= 1;
            }
        }
        order::sort(&mut queues);
        queues.dedup();
        for queue in queues {
            self.take_back(cx, queue, &held);
        }
    }

    /// A queue learns that channels are gone.
    fn take_back(&mut self, cx: &mut Context, queue: QueueId, held: &[Unacked]) {
        if !self.topology.queue(queue).alive {
            return;
        }
        self.choose_active(cx, queue);
        let back: Vec<Unacked> = held.iter().copied().filter(|held| held.queue == queue).collect();
        if self.should_auto_delete(queue) {
            for held in &back {
                let message = held.copied.message;
                cx.event(Event::Discarded {
                    message,
                    queue,
                    cause: DiscardCause::QueueGone,
                });
            }
            self.delete_queue(cx, queue, QueueEnd::AutoDeleted);
            return;
        }
        self.refresh_unused_timer(cx.now, queue);
        self.queues[queue.index()].unacked -= back.len() as u32;
        self.requeue(cx, queue, &back);
    }
}
