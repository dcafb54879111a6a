//! Messages as they lie in queues: an append-only arena. A publish adds one message however many queues get a copy; a dead
//! letter adds another, which remembers the one that died.

use super::handle::{ContentId, MessageHandle};
use super::shared_log::SharedLog;
use crate::base::hash;
use crate::base::ids::MessageId;
use crate::base::names::Name;

/// A published message. Its copies differ only in what queues and channels keep about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// How people speak of it; dead letters keep it.
    pub label: MessageId,
    /// The exchange it was published to, which deliveries show (R-RT-2).
    pub exchange: Name,
    pub routing_key: Name,
    pub content: ContentId,
    /// The message that died for this one.
    pub died: Option<MessageHandle>,
}

/// All messages of the run.
#[derive(Clone, Debug, Default)]
pub(super) struct Messages {
    entries: SharedLog<Message>,
    /// A hash of all that was added, in order.
    rolling: u64,
}

impl Messages {
    pub(super) fn add(&mut self, message: Message) -> MessageHandle {
        self.rolling = hash::of_words(&[
            self.rolling,
            u64::from(message.label.0) << 32 | u64::from(message.content.0),
            u64::from(message.exchange.0) << 32 | u64::from(message.routing_key.0),
        ]);
        MessageHandle(self.entries.push(message))
    }

    pub(super) fn get(&self, handle: MessageHandle) -> &Message {
        self.entries.get(handle.0)
    }

    pub(super) fn count(&self) -> u32 {
        self.entries.len()
    }

    pub(super) fn rolling(&self) -> u64 {
        self.rolling
    }
}
