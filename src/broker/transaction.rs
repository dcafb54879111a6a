//! tx.select, tx.commit and tx.rollback: publishes wait for the commit, acks are applied after them (R-PU-6, R-PU-7).

use super::Broker;
use super::context::Context;
use super::error::Error;
use super::event::Event;
use super::handle::{ExchangeId, MessageHandle};
use super::output::Frame;
use super::settle::{Settlement, Unacked};
use crate::base::gather::Gather;
use crate::base::ids::ChannelId;
use crate::base::names::Name;
use crate::base::order;

/// What a channel has done since its last commit.
#[derive(Clone, Debug, Default)]
pub(super) struct Transaction {
    pub publishes: Vec<Uncommitted>,
    /// Neighbouring settlements of one kind are one.
    pub settlements: Vec<(Settlement, Vec<Unacked>)>,
}

/// A publish that waits: it is routed already, to queues by name.
#[derive(Clone, Debug)]
pub(super) struct Uncommitted {
    pub message: MessageHandle,
    pub exchange: ExchangeId,
    pub queues: Vec<Name>,
    pub mandatory: bool,
}

impl Broker {
    pub(super) fn tx_select(&mut self, channel: ChannelId) -> Result<(), Error> {
        let state = &mut self.channels[channel.index()];
        if state.confirms {
            return Err(Error::precondition_failed(
                "cannot switch from confirm to tx mode",
            ));
        }
        state.transaction.get_or_insert_default();
        Ok(())
    }

    pub(super) fn confirm_select(&mut self, channel: ChannelId) -> Result<(), Error> {
        let state = &mut self.channels[channel.index()];
        if state.transaction.is_some() {
            return Err(Error::precondition_failed(
                "cannot switch from tx to confirm mode",
            ));
        }
        state.confirms = true;
        Ok(())
    }

    /// Publishes first, with their returns, then acks; one refused publish makes the commit fail, though all the rest has
    /// happened (R-ML-4).
    pub(super) fn tx_commit(&mut self, cx: &mut Context, channel: ChannelId) -> Result<(), Error> {
        let transaction = self.take_transaction(channel)?;
        let mut accepted = true;
        for uncommitted in &transaction.publishes {
            accepted &= self.publish_committed(cx, channel, uncommitted);
        }
        for (settlement, mut held) in transaction.settlements {
            order::sort_by_key(&mut held, |held| held.delivery_tag);
            self.settle_all(cx, channel, held, settlement);
        }
        if !accepted {
            return Err(Error::precondition_failed("partial tx completion"));
        }
        cx.event(Event::Committed { channel });
        let connection = self.channels[channel.index()].connection;
        cx.frame(connection, channel, Frame::Ok);
        Ok(())
    }

    /// Publishes are forgotten; what was acked is unacked again, not requeued (R-PU-7).
    pub(super) fn tx_rollback(&mut self, cx: &mut Context, channel: ChannelId) -> Result<(), Error> {
        let transaction = self.take_transaction(channel)?;
        let state = &mut self.channels[channel.index()];
        let noted = transaction.settlements.into_iter().flat_map(|(_, held)| held);
        let mut all: Vec<Unacked> = state.unacked.drain(..).chain(noted).gather();
        order::sort_by_key(&mut all, |held| held.delivery_tag);
        state.unacked = all.into();
        let connection = state.connection;
        cx.event(Event::RolledBack { channel });
        cx.frame(connection, channel, Frame::Ok);
        Ok(())
    }

    fn take_transaction(&mut self, channel: ChannelId) -> Result<Transaction, Error> {
        match &mut self.channels[channel.index()].transaction {
            Some(transaction) => Ok(std::mem::take(transaction)),
            None => Err(Error::precondition_failed("channel is not transactional")),
        }
    }

    pub(super) fn note_publish(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        exchange: ExchangeId,
        message: MessageHandle,
        mandatory: bool,
    ) {
        let queues = self.route_for_later(cx, exchange, message);
        if let Some(transaction) = &mut self.channels[channel.index()].transaction {
            transaction.publishes.push(Uncommitted {
                message,
                exchange,
                queues,
                mandatory,
            });
        }
    }

    pub(super) fn note_settlement(&mut self, channel: ChannelId, held: Vec<Unacked>, settlement: Settlement) {
        let Some(transaction) = &mut self.channels[channel.index()].transaction else {
            return;
        };
        match transaction.settlements.last_mut() {
            Some((last, already)) if *last == settlement => already.extend(held),
            Some(_) | None => transaction.settlements.push((settlement, held)),
        }
    }
}
