//! What a command leads to: frames that the broker sends to clients, and events that say what happened inside, in order.
//!
//! The caller owns an `Output` and uses it again for the next command; the broker only appends.

use super::error::Error;
use super::event::Event;
use super::handle::{ConsumerId, MessageHandle};
use super::reason::Reason;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::Name;

/// Frames, events and, when watched, reasons; appended by the broker, cleared by the caller.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// What goes to clients, in the order of sending.
    pub frames: Vec<Outgoing>,
    /// What happened inside, in order.
    pub events: Vec<Event>,
    /// Why, in the order of deciding; `None` when nobody watches.
    pub reasons: Option<Vec<Reason>>,
}

impl Output {
    /// An empty output.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets all frames, events and reasons, keeping the memory, and who watches.
    pub fn clear(&mut self) {
        self.frames.clear();
        self.events.clear();
        self.reasons.iter_mut().for_each(Vec::clear);
    }

    pub(super) fn frame(&mut self, connection: ConnectionId, channel: ChannelId, frame: Frame) {
        self.frames.push(Outgoing {
            connection,
            channel,
            frame,
        });
    }

    pub(super) fn event(&mut self, event: Event) {
        self.events.push(event);
    }
}

/// A frame on its way to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    pub connection: ConnectionId,
    /// The channel it is for. Of `ConnectionClosed`, the channel whose command was at fault, or the connection's last
    /// one where none was.
    pub channel: ChannelId,
    pub frame: Frame,
}

/// What the broker sends. Contents are told by message handle.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    /// Any answer that carries nothing: declare-ok of an exchange, bind-ok, qos-ok, select-ok, commit-ok, cancel-ok…
    Ok,
    /// queue.declare-ok: ready messages and consumers (R-Q-2).
    QueueDeclareOk {
        queue: Name,
        message_count: u32,
        consumer_count: u32,
    },
    /// queue.delete-ok and queue.purge-ok: ready messages that went (R-Q-6).
    MessageCount { message_count: u32 },
    /// basic.consume-ok.
    ConsumeOk { consumer_tag: Name },
    /// basic.deliver.
    Deliver {
        consumer: ConsumerId,
        consumer_tag: Name,
        delivery_tag: u64,
        redelivered: bool,
        message: MessageHandle,
    },
    /// basic.get-ok, with the number of ready messages left (R-CO-2).
    GetOk {
        delivery_tag: u64,
        redelivered: bool,
        message: MessageHandle,
        message_count: u32,
    },
    /// basic.get-empty.
    GetEmpty,
    /// basic.return, 312 NO_ROUTE (R-PU-2).
    Return { message: MessageHandle },
    /// basic.ack or basic.nack to a publisher (R-PU-4, R-PU-5).
    Confirm {
        ack: bool,
        sequence: u64,
        multiple: bool,
    },
    /// basic.cancel from the broker: the consumer's queue is gone (R-CO-12).
    Cancelled { consumer_tag: Name },
    /// channel.close from the broker.
    ChannelClosed { error: Error },
    /// connection.close from the broker: every channel of the connection is gone.
    ConnectionClosed { error: Error },
}
