//! Programs: what an actor does, as text in the document and as a syntax tree for those who run or show it.
//!
//! The text is what is kept: comments, spacing and mistakes stay as they were typed. A program without mistakes has
//! a tree, whose statements know their lines.

pub mod make;
pub mod mention;
pub mod parse;
pub mod print;
pub mod statement;
#[cfg(test)]
mod tests;
pub mod walk;

use crate::model::expression::Expression;
use serde::Serialize;

/// The text of a program, a line an element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Program(pub Vec<String>);

/// Statements without triggers: `declare …` and `bind …`, a line an element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Declarations(pub Vec<String>);

impl Declarations {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A parsed program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub handlers: Vec<Handler>,
}

/// What is done when something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handler {
    pub trigger: Trigger,
    /// The line of the trigger, from 1.
    pub line: u32,
    pub body: Vec<Statement>,
}

/// What sets a handler off. In each, `n` says the how many-th time it is, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The connection is open, and own declares and subscriptions are made; once in the life of the actor's process.
    Start,
    /// Again and again; the first time after one interval.
    Every { interval_ms: u64, limit: Option<u32> },
    /// A delivery, from any queue or from one subscription (its queue as written there, or its tag).
    Delivery { from: Option<String> },
    /// The broker confirmed a publish.
    Confirm,
    /// The broker refused a publish.
    Refused,
    /// An unroutable mandatory message came back.
    Returned,
    /// A channel or the connection was closed.
    Closed,
    /// The broker cancelled a subscription.
    Cancelled,
    /// The actor is back after a crash, in place of `on start`.
    Restart,
    /// Somebody pressed Send now.
    Send,
}

impl Trigger {
    /// The subscription whose deliveries alone it takes: its queue as written there, or its tag.
    pub fn subscription(&self) -> Option<&str> {
        match self {
            Trigger::Delivery { from } => from.as_deref(),
            Trigger::Start
            | Trigger::Every { .. }
            | Trigger::Confirm
            | Trigger::Refused
            | Trigger::Returned
            | Trigger::Closed
            | Trigger::Cancelled
            | Trigger::Restart
            | Trigger::Send => None,
        }
    }

    /// Whether it takes deliveries of any subscription.
    pub fn takes_any(&self) -> bool {
        *self == Trigger::Delivery { from: None }
    }
}

/// One line, with what is indented under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The line in the text, from 1.
    pub line: u32,
    pub kind: StatementKind,
}

/// What a line does. Names of queues, exchanges, tags are expressions, since they may be templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementKind {
    Publish(Publish),
    /// basic.get: sets `variable` (without one, the current delivery) to the delivery, or to null.
    Get {
        queue: Expression,
        no_ack: bool,
        variable: Option<String>,
    },
    /// Acks the current delivery or another one.
    Ack {
        delivery: Option<Expression>,
        multiple: bool,
    },
    Nack {
        delivery: Option<Expression>,
        multiple: bool,
        requeue: Expression,
    },
    Reject {
        delivery: Option<Expression>,
        requeue: Expression,
    },
    DeclareQueue(DeclareQueue),
    DeclareExchange(DeclareExchange),
    Bind(Bind),
    Unbind(Bind),
    /// basic.cancel of a subscription, by its tag or its queue.
    Cancel {
        tag: Expression,
    },
    /// tx.commit
    Commit,
    /// tx.rollback
    Rollback,
    /// Busy with something that takes time.
    Work(Span),
    /// Idle for a time.
    Wait(Span),
    /// Something happens in the outside world; counted by name.
    Effect {
        name: String,
    },
    Set {
        variable: String,
        value: Expression,
    },
    /// The branches of `if` and `else if` in order, then `else`.
    If {
        branches: Vec<Branch>,
        otherwise: Option<Otherwise>,
    },
    ForEach {
        variable: String,
        list: Expression,
        body: Vec<Statement>,
    },
    /// Goes wrong now and then. What is indented under it is done then; with nothing there, the handler is given up.
    Fail {
        when: FailWhen,
        body: Vec<Statement>,
    },
    /// Ends this run of the handler.
    Stop,
}

/// basic.publish
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    pub exchange: Expression,
    pub key: Expression,
    pub body: Option<Expression>,
    pub mandatory: bool,
    pub persistent: bool,
    /// A delivery whose body, properties and headers are taken over where nothing else is said.
    pub like: Option<Expression>,
    /// The other properties, each at most once, in the order written.
    pub properties: Vec<(Property, Expression)>,
}

/// A property of a message, beside its delivery mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// A record; laid over the headers that `like` brings.
    Headers,
    Priority,
    /// Milliseconds or AMQP's decimal text.
    Expiration,
    ContentType,
    ContentEncoding,
    CorrelationId,
    ReplyTo,
    MessageId,
    Timestamp,
    Type,
    UserId,
    AppId,
}

/// queue.declare
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclareQueue {
    /// The empty name lets the broker choose one.
    pub queue: Expression,
    pub passive: bool,
    pub durable: bool,
    pub exclusive: bool,
    pub auto_delete: bool,
    pub arguments: Option<Expression>,
    /// The variable that gets the queue's name.
    pub variable: Option<String>,
}

/// exchange.declare
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclareExchange {
    pub exchange: Expression,
    pub kind: Expression,
    pub passive: bool,
    pub durable: bool,
    pub auto_delete: bool,
    pub internal: bool,
    pub arguments: Option<Expression>,
}

/// queue.bind, exchange.bind and their opposites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bind {
    /// Whether the destination is an exchange.
    pub to_exchange: bool,
    pub destination: Expression,
    pub source: Expression,
    pub key: Expression,
    pub arguments: Option<Expression>,
}

/// A time in ms, fixed or drawn from a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub least_ms: Expression,
    pub most_ms: Option<Expression>,
}

/// A branch of `if`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    pub line: u32,
    pub condition: Expression,
    pub body: Vec<Statement>,
}

/// The `else` of an `if`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    pub line: u32,
    pub body: Vec<Statement>,
}

/// When a `fail` strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailWhen {
    Always,
    /// The how many-th time the line is reached, from 1.
    On(u32),
    /// In so many of a hundred cases. A choice: the search tries both.
    Chance(u8),
}

/// What a delivery is known by in programs, in the order of its record.
pub const DELIVERY_NAMES: [&str; 20] = [
    "body",
    "headers",
    "routing_key",
    "exchange",
    "queue",
    "redelivered",
    "delivery_tag",
    "channel",
    "consumer_tag",
    "message",
    "priority",
    "expiration",
    "content_type",
    "correlation_id",
    "reply_to",
    "message_id",
    "type",
    "user_id",
    "app_id",
    "persistent",
];

/// The names that a program can speak of without setting them.
pub fn names() -> impl Iterator<Item = &'static str> {
    let of_triggers = ["n", "delivery", "sequence", "returned", "code"];
    of_triggers.into_iter().chain(DELIVERY_NAMES)
}
