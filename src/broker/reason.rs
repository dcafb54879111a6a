//! Reasons: why the broker did what it did. Playing asks for none, and then none is made up; **Why** applies the same
//! command to the broker before it with an output that takes reasons. Who watches never decides.

use super::event::DeathReason;
use super::handle::{BindingId, ConsumerId, ExchangeId, MessageHandle, PolicyId, QueueId, UserId, VhostId};
use crate::base::ids::MessageId;
use crate::base::names::Name;
use crate::base::time::Ms;

/// Why a consumer did or did not get the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It gets the message and goes to the end of its priority's line.
    Takes,
    /// It holds as many unacked messages as its prefetch allows (R-CO-6).
    PrefetchFull { unacked: u32, limit: u32 },
    /// Its channel holds as many as the channel's limit allows (R-CO-6).
    ChannelFull { unacked: u32, limit: u32 },
    /// Another consumer is the single active one (R-SAC-1).
    NotActive { active: ConsumerId },
    /// It waits in its channel's blocked list since an earlier try, until an ack frees it (R-CO-4).
    Parked,
    /// Consumers of a higher priority or earlier in the line were served first (R-CO-3, R-CO-5).
    NotItsTurn,
}

/// One reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A binding was compared with the message.
    BindingTried {
        message: MessageHandle,
        binding: BindingId,
        matched: bool,
    },
    /// The default exchange looked for the queue that the routing key names (R-EX-1).
    DefaultTried {
        message: MessageHandle,
        queue: Option<QueueId>,
    },
    /// The exchange matched nothing and has this alternate, if it exists (R-RT-2).
    AlternateLooked {
        message: MessageHandle,
        exchange: ExchangeId,
        alternate: Option<ExchangeId>,
    },
    /// A consumer was considered for the head of a queue.
    ConsumerConsidered {
        queue: QueueId,
        message: MessageHandle,
        consumer: ConsumerId,
        verdict: Verdict,
    },
    /// The policies that shape a queue's settings (R-PO-1).
    PolicyApplied {
        queue: QueueId,
        policy: Option<PolicyId>,
        operator_policy: Option<PolicyId>,
    },
    /// The lower of two times to live counts (R-TTL-2).
    DeadlineComputed {
        message: MessageHandle,
        queue: QueueId,
        queue_ttl_ms: Option<Ms>,
        message_ttl_ms: Option<Ms>,
        deadline: Option<Ms>,
    },
    /// A limit was looked at: `length` and `bytes` are what the queue holds ready, or would hold (R-ML-1, R-ML-3).
    LimitChecked {
        queue: QueueId,
        message: MessageHandle,
        length: u64,
        bytes: u64,
        over: bool,
    },
    /// Whether a dead letter may enter `queue` (R-DL-7).
    CycleChecked {
        message: MessageHandle,
        queue: QueueId,
        reason: DeathReason,
        cycle: bool,
    },
    /// A publish lacks a right: to write to the exchange (R-AC-4), or, on a topic exchange, with this key (R-AC-6).
    RightLacking {
        message: MessageId,
        user: UserId,
        vhost: VhostId,
        /// As it is asked for: the default exchange is `amq.default` (R-AC-3).
        exchange: Name,
        key: Option<Name>,
    },
    /// The head of a queue is looked at: it expires, or waits until its deadline (R-TTL-3).
    HeadChecked {
        queue: QueueId,
        message: MessageHandle,
        deadline: Option<Ms>,
        expired: bool,
    },
}
