//! The life of a message from its publish to its end, over all steps that are known, also those still to come.

use crate::base::time::Ms;
use crate::broker::event::{DeathReason, DiscardCause, NoDeadLetter};
use crate::explain::Label;
use crate::explain::why::Party;

/// One moment of a message's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The step in which it happened.
    pub step: usize,
    pub at_ms: Ms,
    pub what: What,
}

/// What happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Published {
        by: Party,
        exchange: Label,
    },
    /// By an exchange's lack of bindings for it.
    Unroutable {
        exchange: Label,
    },
    Alternate {
        exchange: Label,
        alternate: Label,
    },
    Returned {
        to: Party,
    },
    Enqueued {
        queue: Label,
    },
    /// It lay in a queue for so long before it went on.
    Waited {
        queue: Label,
        for_ms: Ms,
    },
    /// It arrived at a consumer, for the how many-th time there.
    Delivered {
        to: Party,
        queue: Label,
        redelivered: bool,
        time: u32,
    },
    Fetched {
        by: Party,
        queue: Label,
    },
    /// Somebody works on it.
    WorkedOn {
        by: Party,
        for_ms: Ms,
    },
    Effect {
        by: Party,
        what: Label,
    },
    Acked {
        by: Party,
        queue: Label,
        automatic: bool,
    },
    /// For good; `round` counts its rejections in this queue.
    Rejected {
        by: Party,
        queue: Label,
        round: u32,
    },
    Requeued {
        queue: Label,
    },
    Expired {
        queue: Label,
    },
    /// The head of a queue over its limit.
    Dropped {
        queue: Label,
    },
    Refused {
        queue: Label,
    },
    DeadLettered {
        queue: Label,
        exchange: Label,
        cause: DeathReason,
        round: u32,
    },
    DeadEnd {
        queue: Label,
        why: NoDeadLetter,
    },
    CycleDropped {
        queue: Label,
    },
    Discarded {
        queue: Label,
        cause: DiscardCause,
    },
    Confirmed {
        to: Party,
    },
    RefusalArrived {
        to: Party,
    },
    /// Lost on the way with a connection.
    Lost {
        with: Party,
    },
}
