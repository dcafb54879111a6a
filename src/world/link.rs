//! An actor's connection as a pair of pipes: first in, first out, each way, with one latency. It may be cut; what is in
//! flight then is lost.
//!
//! A link only carries: it never looks into what it carries, and does not know when a side notices a cut.

use crate::base::hash::Digest;
use crate::base::ids::{ChannelId, MessageId};
use crate::base::time::Ms;
use crate::broker::{Command, Frame};
use crate::world::agenda::Waiting;
use std::collections::VecDeque;

/// Something in flight.
#[derive(Clone, Debug)]
pub(super) struct InFlight<T> {
    pub waiting: Waiting,
    pub sent_at: Ms,
    pub channel: ChannelId,
    pub load: T,
}

/// What an actor sends: a command, and how people call the message that it is about.
#[derive(Clone, Debug)]
pub(super) struct Upward {
    pub command: Command,
    pub message: Option<MessageId>,
}

/// The two pipes of a connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    pub to_broker: VecDeque<InFlight<Upward>>,
    pub to_actor: VecDeque<InFlight<Frame>>,
    /// Cut: nothing that is sent arrives any more.
    pub severed: bool,
}

impl Link {
    /// When something sent at `now` arrives: after the latency, and never before what was sent earlier.
    pub fn arrival<T>(pipe: &VecDeque<InFlight<T>>, now: Ms, latency_ms: Ms) -> Ms {
        let due = now.saturating_add(latency_ms);
        pipe.back().map_or(due, |last| due.max(last.waiting.due))
    }

    /// Feeds all that is in flight.
    pub fn digest(&self, into: &mut Digest) {
        into.flag(self.severed)
            .word(self.to_broker.len() as u64)
            .word(self.to_actor.len() as u64);
        for parcel in &self.to_broker {
            parcel.waiting.digest(into);
            into.word(u64::from(parcel.channel.0));
            into.value(&parcel.load.command);
        }
        for parcel in &self.to_actor {
            parcel.waiting.digest(into);
            into.word(u64::from(parcel.channel.0));
            into.value(&parcel.load);
        }
    }
}
