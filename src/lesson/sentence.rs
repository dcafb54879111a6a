//! What a step has to say, as data: its cause first, then what followed from it, at most two sentences.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::event::{DeathReason, QueueEnd};
use crate::explain::Label;

/// The sentences of one step: one, or two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    pub sentences: Vec<Sentence>,
}

/// One sentence. Lists longer than three are named in part and counted by the text layer; none is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    // Causes.
    /// The state before the first step.
    Start {
        actors: usize,
    },
    Publishes {
        by: Label,
        message: MessageId,
        exchange: Label,
        key: Label,
    },
    Delivers {
        queue: Label,
        message: MessageId,
        to: Label,
        redelivered: bool,
    },
    Fetches {
        by: Label,
        message: MessageId,
        queue: Label,
        redelivered: bool,
    },
    FetchesNothing {
        by: Label,
        queue: Label,
    },
    Acks {
        by: Label,
        messages: Vec<MessageId>,
        queue: Label,
    },
    Rejects {
        by: Label,
        messages: Vec<MessageId>,
    },
    /// Rejects with requeue.
    Requeues {
        by: Label,
        messages: Vec<MessageId>,
        queue: Label,
    },
    Expires {
        messages: Vec<MessageId>,
        queue: Label,
        waited_ms: Ms,
    },
    Works {
        by: Label,
        message: Option<MessageId>,
        for_ms: Ms,
    },
    Waits {
        by: Label,
        for_ms: Ms,
    },
    Effect {
        by: Label,
        what: Label,
        count: u32,
    },
    Confirms {
        messages: Vec<MessageId>,
        to: Label,
    },
    RefusalArrives {
        messages: Vec<MessageId>,
        to: Label,
    },
    ReturnArrives {
        message: MessageId,
        to: Label,
    },
    Connects {
        actor: Label,
        queues: Vec<Label>,
    },
    ConnectionRefused {
        actor: Label,
        code: u16,
    },
    ChannelCloses {
        actor: Label,
        code: u16,
    },
    ConnectionCloses {
        actor: Label,
        code: u16,
    },
    Crashes {
        actor: Label,
        requeued: Vec<MessageId>,
    },
    Restarts {
        actor: Label,
    },
    Cut {
        actor: Label,
    },
    Notices {
        actor: Label,
    },
    BrokerRestarts {
        lost: u32,
        kept: u32,
    },
    DeclaresQueue {
        by: Label,
        queue: Label,
    },
    DeclaresExchange {
        by: Label,
        exchange: Label,
    },
    Binds {
        by: Label,
        source: Label,
        destination: Label,
        key: Label,
    },
    Unbinds {
        by: Label,
        source: Label,
        destination: Label,
        key: Label,
    },
    Cancels {
        by: Label,
        queue: Label,
    },
    CancelArrives {
        to: Label,
        queue: Label,
    },
    Purges {
        by: Label,
        queue: Label,
        messages: u32,
    },
    Commits {
        by: Label,
    },
    RollsBack {
        by: Label,
    },
    Fails {
        actor: Label,
        line: u16,
    },
    Stops {
        actor: Label,
    },
    QueueGone {
        queue: Label,
        cause: QueueEnd,
        unused_ms: Option<Ms>,
        messages: u32,
    },
    ExchangeGone {
        exchange: Label,
        automatic: bool,
    },
    PolicyChanges {
        policy: Label,
    },
    /// Nothing that shows: a timer, a reply.
    Nothing {
        actor: Option<Label>,
    },

    // Consequences.
    /// One binding key leads to one queue, or several to several.
    Matches {
        keys: Vec<Label>,
        queues: Vec<Label>,
    },
    /// No key is compared: a fanout exchange, or headers.
    CopiesTo {
        exchange: Label,
        queues: Vec<Label>,
    },
    /// The default exchange: the queue of that name.
    Place {
        message: MessageId,
        queue: Label,
        place: u32,
    },
    Unroutable {
        message: MessageId,
        key: Label,
    },
    Returned {
        message: MessageId,
        to: Label,
    },
    Alternate {
        exchange: Label,
        alternate: Label,
        message: MessageId,
    },
    /// All consumers of the queue hold as many as they may.
    Full {
        consumer: Label,
        holds: u32,
        message: MessageId,
    },
    /// What the freed place is used for.
    Next {
        queue: Label,
        message: MessageId,
        to: Label,
    },
    DeadLettered {
        exchange: Label,
        cause: DeathReason,
        count: u32,
        keys: Vec<Label>,
        queues: Vec<Label>,
    },
    /// Several at once.
    DeadLetteredTogether {
        exchange: Label,
        cause: DeathReason,
        messages: Vec<MessageId>,
    },
    DeadLetterUnroutable {
        exchange: Label,
        message: MessageId,
    },
    NoDeadLetterExchange {
        queue: Label,
        messages: Vec<MessageId>,
    },
    DeadLetterExchangeMissing {
        exchange: Label,
        messages: Vec<MessageId>,
    },
    Cycle {
        queue: Label,
        message: MessageId,
    },
    HeadDropped {
        queue: Label,
        limit: u64,
        message: MessageId,
    },
    Refused {
        queue: Label,
        message: MessageId,
    },
    BackInLine {
        messages: Vec<MessageId>,
        queue: Label,
    },
    Lost {
        messages: Vec<MessageId>,
    },
    Ended {
        consumer: Label,
        queue: Label,
    },
    Confirmed {
        message: MessageId,
    },
    NextActive {
        consumer: Label,
        queue: Label,
    },
}
