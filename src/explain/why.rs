//! Reasons for what happened to a message in a step, and for what it waits for after it.

use crate::base::ids::{ActorId, MessageId};
use crate::base::time::Ms;
use crate::base::value::Value;
use crate::broker::ErrorCode;
use crate::broker::event::{DeathReason, DiscardCause};
use crate::broker::view::{ExchangeKind, Overflow};
use crate::explain::Label;
use crate::explain::topic::Alignment;

/// Why a step went as it did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    pub step: usize,
    pub at_ms: Ms,
    /// Each message that the step was about, the main one first.
    pub stories: Vec<Story>,
    /// Errors for which the broker closed something in this step, or of which somebody learnt.
    pub failures: Vec<Failure>,
}

/// An error of AMQP, and whom it hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub party: Party,
    pub code: ErrorCode,
}

/// What became of one message, and why, in the order in which it was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub message: MessageId,
    pub outcome: Outcome,
    pub reasons: Vec<Reason>,
}

/// Where the message is in the end: the question at the top of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It entered these queues, perhaps to go out of some of them at once.
    Entered(Vec<Label>),
    /// It entered a queue that it had been in before.
    WentBack(Label),
    /// It waits in these queues.
    Waits(Vec<Label>),
    /// It went out to this consumer.
    Delivered { to: Party, queue: Label },
    /// A consumer has it in hand; its queue keeps it until it is settled.
    Held { queue: Label },
    /// It was settled and left this queue.
    Settled { queue: Label },
    /// It came back to its publisher.
    Returned { to: Party },
    /// A full queue refused it.
    Refused { queue: Label },
    /// It is gone, and nobody was told.
    Gone,
    /// The step only passed it on.
    Passed,
}

/// Somebody with a connection: an actor by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The actor; none where the world does not know whose channel it is.
    pub actor: Option<ActorId>,
    pub name: Label,
}

/// One link in the chain. Each is a heading, a sentence and perhaps a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Somebody published it.
    Published {
        by: Party,
        exchange: Label,
        key: Label,
        mandatory: bool,
    },
    /// Its time in a queue ran out while it was at the head.
    Expired {
        queue: Label,
        ttl_ms: Ms,
        limit: TtlSource,
        /// How long before it came to the head its time was over.
        late_ms: Ms,
    },
    /// A consumer rejected it for good.
    Rejected { by: Party, queue: Label },
    /// A queue over its limit let its head go.
    OverLimit {
        queue: Label,
        limit: Limit,
        /// What the queue held, with the one too many.
        held: u64,
    },
    /// A queue with a limit refused it.
    Refused {
        queue: Label,
        limit: Limit,
        held: u64,
        overflow: Overflow,
    },
    /// Dead, it was published anew.
    DeadLettered {
        queue: Label,
        exchange: Label,
        cause: DeathReason,
        key: DeadKey,
        /// How often it has died in this queue for this reason.
        count: u32,
        source: Source,
    },
    /// Dead, it had nowhere to go: its queue has no dead-letter exchange, or names one that does not exist.
    NoDeadLetterExchange {
        queue: Label,
        cause: DeathReason,
        missing: Option<Label>,
    },
    /// An exchange compared it with its bindings.
    Routed(Routing),
    /// An exchange found no destination; its alternate took over, or there is none of that name.
    Alternate {
        exchange: Label,
        alternate: Label,
        exists: bool,
    },
    /// No queue took it: it was dropped, or it was mandatory and came back.
    Unroutable {
        exchange: Label,
        returned_to: Option<Party>,
    },
    /// Whether a dead letter may enter a queue in which it has died before.
    CycleChecked {
        queue: Label,
        dropped: bool,
        /// The queue of the newest rejection on its way, which lets it pass.
        rejected_in: Option<Label>,
    },
    /// It took its place in a queue.
    Enqueued { queue: Label, place: u32 },
    /// It is ready again at its old place.
    Requeued {
        queue: Label,
        place: u32,
        cause: RequeueCause,
    },
    /// A queue chose a consumer for it.
    Dispatched {
        queue: Label,
        to: Party,
        redelivered: bool,
        candidates: Vec<Candidate>,
    },
    /// Somebody fetched it by basic.get, which asks no prefetch.
    Fetched { queue: Label, by: Party },
    /// It is on its way, and arrives at this time.
    Travels {
        to_broker: bool,
        /// The actor that sent it, or to which it goes.
        party: Party,
        at_ms: Ms,
    },
    /// It waits in a queue.
    Waits {
        queue: Label,
        /// Its number in the line, from 1.
        place: u32,
        ahead: Vec<MessageId>,
        candidates: Vec<Candidate>,
    },
    /// Its time has run out, but it is not at the head, and a queue looks only there.
    ExpiredBehind {
        queue: Label,
        since_ms: Ms,
        head: MessageId,
    },
    /// It will expire at this time if it is still there, and at the head.
    Expires {
        queue: Label,
        at_ms: Ms,
        limit: TtlSource,
    },
    /// Its consumer has settled it, and the broker learns of it at this time.
    Answered { by: Party, at_ms: Ms },
    /// A consumer has it in hand and has not settled it.
    Held {
        queue: Label,
        by: Party,
        delivery_tag: u64,
    },
    /// It was settled: by an ack, or because its consumer acks automatically.
    Acked {
        queue: Label,
        by: Party,
        automatic: bool,
    },
    /// Its publish was an error: the broker did not take it and closed the channel.
    TurnedAway {
        by: Party,
        code: ErrorCode,
        /// The right that its publisher lacks, where that is the error.
        lacking: Option<Lacking>,
    },
    /// It vanished with its queue, in a purge or in a restart.
    Discarded { queue: Label, cause: DiscardCause },
    /// The publisher learns that the broker takes care of it.
    Confirmed { to: Party, unroutable: bool },
}

/// A right that a publish would have needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Who the publisher logs in as.
    pub user: Label,
    /// As the broker asks for it: the default exchange is `amq.default`.
    pub exchange: Label,
    /// The key that may not be used, where the exchange is open.
    pub key: Option<Label>,
    /// What the user may write to, or with.
    pub pattern: Label,
}

/// What an exchange made of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Routing {
    pub exchange: Label,
    pub kind: RoutingKind,
    pub key: Label,
    /// The bindings that it was compared with: those that matched, then others, each in the order of binding.
    pub attempts: Vec<Attempt>,
    /// So many more did not match.
    pub more: usize,
}

/// How an exchange compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoutingKind {
    /// The nameless exchange looks for the queue that the key names.
    Default,
    Exchange(ExchangeKind),
}

/// A binding and a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    pub binding_key: Label,
    pub destination: Destination,
    pub matched: bool,
    pub comparison: Comparison,
}

/// Where a binding leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    Queue(Label),
    Exchange(Label),
}

/// How a binding was compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// A fanout exchange asks for nothing.
    Always,
    /// The key must be equal, byte for byte.
    Whole,
    /// The default exchange: a queue must have the key as its name.
    Name,
    /// Word by word.
    Words(Alignment),
    /// Header by header.
    Headers(HeaderTable),
}

/// The arguments of a binding against the headers of a message (R-RT-6, R-RT-7).
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderTable {
    pub mode: HeaderMode,
    pub rows: Vec<HeaderRow>,
}

/// `x-match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderMode {
    All,
    Any,
    AllWithX,
    AnyWithX,
}

/// One argument of the binding.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderRow {
    pub name: Label,
    /// What the binding asks for; `Void` asks only that the header is there.
    pub wanted: Value,
    /// What the message has.
    pub found: Option<Value>,
    pub outcome: HeaderOutcome,
}

/// What became of one argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderOutcome {
    Equal,
    /// The binding asks only for its presence.
    Present,
    Differs,
    Absent,
    /// Arguments that begin with `x-` do not count here.
    Ignored,
}

/// Why a time to live is what it is (R-TTL-2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TtlSource {
    /// `x-message-ttl` of the queue, or `message-ttl` of a policy.
    Queue(Source),
    /// The message's own `expiration`.
    Message,
    /// Neither is known any more, for instance after a change of policy.
    Unknown,
}

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Argument,
    Policy(Label),
}

/// A limit of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Length(u64),
    Bytes(u64),
}

/// The routing key of a dead letter (R-DL-2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadKey {
    Kept(Label),
    /// `x-dead-letter-routing-key` replaced the old one.
    Replaced {
        from: Label,
        to: Label,
    },
}

/// Why a message is ready again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequeueCause {
    /// basic.nack or basic.reject with requeue.
    Asked(Party),
    /// The channel or connection that held it is closed.
    ChannelClosed(Party),
    /// The transaction or the recovery of a channel gave it back, or the broker restarted.
    Recovered,
}

/// A consumer of a queue, as one that could have got the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub party: Party,
    pub consumer_tag: Label,
    pub stand: Stand,
}

/// Why a consumer did or did not get a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It gets it, as one of several consumers or as the only one.
    Takes { alone: bool },
    /// It could take one.
    Free,
    /// It holds as many unacked messages as its prefetch allows.
    PrefetchFull { limit: u32, holds: Vec<MessageId> },
    /// Its channel holds as many as the channel's limit allows.
    ChannelFull { limit: u32, holds: Vec<MessageId> },
    /// Another consumer is the single active one.
    NotActive { active: Label },
    /// Others were served first: earlier in the line, or of a higher priority.
    NotItsTurn,
}
