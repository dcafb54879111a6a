//! What happened inside the broker, as small facts with handles. Timeline, log, lessons and biographies of messages are
//! told from them; the broker itself never reads them.
//!
//! Each copy of a message that leaves a queue has exactly one event that says why: `Acked`, `Expired`, `Dropped`,
//! `Rejected` without requeue, or `Discarded`.

use super::error::ErrorCode;
use super::handle::{BindingId, ConsumerId, ExchangeId, MessageHandle, PolicyId, QueueId};
use crate::base::ids::{ChannelId, ConnectionId, MessageId};

/// Why a message is dead-lettered (R-DL-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeathReason {
    Rejected,
    Expired,
    MaxLength,
}

impl DeathReason {
    /// The word that x-death has for it.
    pub fn word(self) -> &'static str {
        match self {
            DeathReason::Rejected => "rejected",
            DeathReason::Expired => "expired",
            DeathReason::MaxLength => "maxlen",
        }
    }
}

/// Why a queue is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueEnd {
    /// queue.delete.
    Deleted,
    /// auto-delete: the last consumer went (R-Q-5).
    AutoDeleted,
    /// exclusive: its connection ended (R-Q-4).
    OwnerGone,
    /// x-expires: unused for too long (R-XP-1).
    Unused,
    /// A transient queue when the broker restarts (R-DU-1).
    Restarted,
}

/// Why a consumer is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsumerEnd {
    /// basic.cancel by the client.
    Cancelled,
    /// Its queue is gone; the client is told (R-CO-12).
    QueueGone,
    /// Its channel or connection closed.
    ChannelClosed,
    /// The broker restarted.
    Restarted,
}

/// Why a copy vanished without being settled, expired or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiscardCause {
    /// queue.purge (R-Q-6).
    Purged,
    /// It went with its queue (R-Q-6).
    QueueGone,
    /// Neither the message nor its queue outlives a restart otherwise (R-DU-1).
    Restarted,
    /// The one guard of ours: a loop of dead letters without any time in it, which RabbitMQ would run for ever.
    EndlessLoop,
}

/// Why a dead message goes nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDeadLetter {
    /// The queue has no dead-letter exchange.
    NotConfigured,
    /// The exchange that it names does not exist (R-DL-1).
    ExchangeMissing,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A publish was accepted by the exchange.
    Published {
        message: MessageHandle,
        exchange: ExchangeId,
        channel: ChannelId,
    },
    /// A binding matched. Several may lead to the same queue: it gets one copy (R-RT-1).
    Routed {
        message: MessageHandle,
        binding: BindingId,
    },
    /// `from` found no destination; its alternate exchange takes over (R-RT-2).
    AlternateUsed {
        message: MessageHandle,
        from: ExchangeId,
        to: ExchangeId,
    },
    /// No queue got it.
    Unroutable {
        message: MessageHandle,
        exchange: ExchangeId,
    },
    /// It was mandatory and goes back to its publisher (R-PU-2).
    Returned {
        message: MessageHandle,
        channel: ChannelId,
    },
    /// A copy entered a queue, as number `place` of the ready ones (from 1).
    Enqueued {
        message: MessageHandle,
        queue: QueueId,
        place: u32,
    },
    /// A copy went out to a consumer.
    Dispatched {
        message: MessageHandle,
        queue: QueueId,
        consumer: ConsumerId,
        redelivered: bool,
    },
    /// A copy was fetched by basic.get.
    Got {
        message: MessageHandle,
        queue: QueueId,
        channel: ChannelId,
        redelivered: bool,
    },
    /// A copy was settled and left its queue; `automatic` where no ack was needed.
    Acked {
        message: MessageHandle,
        queue: QueueId,
        channel: ChannelId,
        automatic: bool,
    },
    /// basic.nack or basic.reject. Without `requeue` the copy is dead.
    Rejected {
        message: MessageHandle,
        queue: QueueId,
        channel: ChannelId,
        requeue: bool,
    },
    /// A copy is ready again, as number `place` (from 1): its old position (R-CO-10).
    Requeued {
        message: MessageHandle,
        queue: QueueId,
        place: u32,
    },
    /// A copy's time ran out at the head (R-TTL-3).
    Expired {
        message: MessageHandle,
        queue: QueueId,
    },
    /// A copy was dropped from the head of a queue over its limit (R-ML-1).
    Dropped {
        message: MessageHandle,
        queue: QueueId,
    },
    /// A full queue refused the message (R-ML-3).
    RefusedFull {
        message: MessageHandle,
        queue: QueueId,
    },
    /// A dead message was published anew as `to`. `count` is x-death's for this queue and reason.
    DeadLettered {
        from: MessageHandle,
        to: MessageHandle,
        queue: QueueId,
        exchange: ExchangeId,
        reason: DeathReason,
        count: u32,
    },
    /// A dead message went nowhere.
    DeadLetterDiscarded {
        message: MessageHandle,
        queue: QueueId,
        reason: DeathReason,
        why: NoDeadLetter,
    },
    /// A dead letter was kept out of a queue that it had been in, with no rejection since (R-DL-7).
    CycleDropped {
        message: MessageHandle,
        queue: QueueId,
    },
    /// A copy vanished.
    Discarded {
        message: MessageHandle,
        queue: QueueId,
        cause: DiscardCause,
    },
    /// The publisher is told that its message is taken care of.
    Confirmed {
        message: MessageHandle,
        channel: ChannelId,
    },
    /// The publisher is told that its message was refused.
    Refused {
        message: MessageHandle,
        channel: ChannelId,
    },
    ExchangeDeclared {
        exchange: ExchangeId,
    },
    ExchangeDeleted {
        exchange: ExchangeId,
        automatic: bool,
    },
    QueueDeclared {
        queue: QueueId,
    },
    /// `messages` counts ready ones and those that consumers held.
    QueueDeleted {
        queue: QueueId,
        cause: QueueEnd,
        messages: u32,
    },
    Bound {
        binding: BindingId,
    },
    Unbound {
        binding: BindingId,
    },
    ConsumerAdded {
        consumer: ConsumerId,
    },
    /// The consumer became the active one of a single-active-consumer queue (R-SAC-1).
    ConsumerActivated {
        consumer: ConsumerId,
    },
    ConsumerEnded {
        consumer: ConsumerId,
        cause: ConsumerEnd,
    },
    Purged {
        queue: QueueId,
        messages: u32,
    },
    Committed {
        channel: ChannelId,
    },
    RolledBack {
        channel: ChannelId,
    },
    PolicySet {
        policy: PolicyId,
    },
    PolicyCleared {
        policy: PolicyId,
    },
    ConnectionOpened {
        connection: ConnectionId,
    },
    ConnectionClosed {
        connection: ConnectionId,
        code: Option<ErrorCode>,
    },
    ChannelOpened {
        channel: ChannelId,
    },
    /// `publish` is the message whose publish was the error.
    ChannelClosed {
        channel: ChannelId,
        code: Option<ErrorCode>,
        publish: Option<MessageId>,
    },
    Restarted,
}
