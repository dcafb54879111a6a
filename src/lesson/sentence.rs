//! What a step has to say, as data: its cause, and what followed from it. At most two sentences, so what followed is
//! gathered into one.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::event::QueueEnd;
use crate::explain::Label;

/// What a step has to say. Lists are never empty; the text layer names three and counts the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    pub cause: Cause,
    pub consequence: Option<Consequence>,
}

/// What set the step off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The state before the first step.
    Start,
    /// A key that is empty, and that the exchange does not look at, is left out.
    Publishes {
        by: Label,
        message: MessageId,
        exchange: Label,
        key: Option<Label>,
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
    },
    Acks {
        by: Label,
        messages: Vec<MessageId>,
        queue: Label,
    },
    /// For good.
    Rejects {
        by: Label,
        messages: Vec<MessageId>,
    },
    /// Rejects, to be requeued.
    Requeues {
        by: Label,
        messages: Vec<MessageId>,
    },
    /// A settlement came too late.
    NotSent {
        by: Label,
        messages: Vec<MessageId>,
    },
    /// What is sent and has not arrived.
    SendsPublish {
        by: Label,
        message: MessageId,
    },
    SendsSettlement {
        by: Label,
        message: MessageId,
    },
    SendsRequest {
        by: Label,
    },
    /// One message, or several at once.
    Expires {
        messages: Vec<MessageId>,
        queue: Label,
        /// How long the first has waited.
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
        /// The queues that it consumes from, perhaps none.
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
    },
    Restarts {
        actor: Label,
    },
    Cut {
        actor: Label,
    },
    /// The actor finds its connection gone.
    Notices {
        actor: Label,
    },
    /// The broker finds the connection of the actor gone.
    BrokerNotices {
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
        line: u32,
    },
    QueueGone {
        queue: Label,
        end: QueueEnd,
        /// How long it was unused, where that is why.
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
}

/// What followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Keys were compared and matched.
    Matches {
        keys: Vec<Label>,
        queues: Vec<Label>,
    },
    /// Copies went to queues without a key to speak of: by fanout, by headers, or over several exchanges.
    Copies {
        queues: Vec<Label>,
    },
    /// It took its place in the one queue.
    Place {
        message: MessageId,
        queue: Label,
        place: u32,
    },
    Unroutable {
        message: MessageId,
        key: Option<Label>,
    },
    /// The default exchange found no queue of that name.
    NoQueueNamed {
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
        /// Where it led, perhaps nowhere.
        queues: Vec<Label>,
    },
    /// Nobody can take it now; the one consumer is named.
    Full {
        consumer: Option<(Label, u32)>,
        message: MessageId,
    },
    /// A queue hands messages out.
    Next {
        queue: Label,
        messages: Vec<MessageId>,
        to: Label,
    },
    Acks {
        by: Label,
        messages: Vec<MessageId>,
        queue: Label,
    },
    DeadLettered {
        exchange: Label,
        /// The keys that matched; none where none is compared.
        keys: Vec<Label>,
        queues: Vec<Label>,
    },
    DeadLetteredTogether {
        exchange: Label,
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
        in_bytes: bool,
        message: MessageId,
        /// Where it went from there, if anywhere.
        exchange: Option<Label>,
    },
    /// They came to the head, and their time was over.
    Expires {
        messages: Vec<MessageId>,
        queue: Label,
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
    Confirmed {
        message: MessageId,
    },
    NextActive {
        consumer: Label,
        queue: Label,
    },
    /// It begins to work on what it got.
    Works {
        by: Label,
        message: Option<MessageId>,
        for_ms: Ms,
    },
    Effect {
        by: Label,
        what: Label,
        count: u32,
    },
}
