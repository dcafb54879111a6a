//! The optional arguments that have a field of their own, under RabbitMQ's names. Policies know most of them, too.

use crate::base::value::{Table, Value};

/// An argument of queues or exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    QueueType,
    MessageTtl,
    Expires,
    MaxLength,
    MaxLengthBytes,
    Overflow,
    DeadLetterExchange,
    DeadLetterRoutingKey,
    MaxPriority,
    SingleActiveConsumer,
    AlternateExchange,
}

/// How the value of an argument is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Milliseconds,
    Messages,
    Bytes,
    Number,
    Text,
    /// One of these; the first holds without the argument.
    OneOf(&'static [&'static str]),
    /// The name of an exchange with `=` before it, since a name may be empty.
    Exchange,
    Switch,
}

/// The arguments of queues that belong together: dead letters, and limits.
pub const DEAD_LETTERS: [Argument; 2] = [Argument::DeadLetterExchange, Argument::DeadLetterRoutingKey];
pub const LIMITS: [Argument; 7] = [
    Argument::MessageTtl,
    Argument::Expires,
    Argument::MaxLength,
    Argument::MaxLengthBytes,
    Argument::Overflow,
    Argument::MaxPriority,
    Argument::SingleActiveConsumer,
];

/// What policies may set.
pub const OF_POLICIES: [Argument; 8] = [
    Argument::MessageTtl,
    Argument::Expires,
    Argument::MaxLength,
    Argument::MaxLengthBytes,
    Argument::Overflow,
    Argument::DeadLetterExchange,
    Argument::DeadLetterRoutingKey,
    Argument::AlternateExchange,
];

/// What operator policies may set, of which the smaller value counts (R-PO-3).
pub const OF_OPERATORS: [Argument; 4] = [
    Argument::MessageTtl,
    Argument::Expires,
    Argument::MaxLength,
    Argument::MaxLengthBytes,
];

impl Argument {
    /// RabbitMQ's name: `x-message-ttl`.
    pub const fn name(self) -> &'static str {
        match self {
            Argument::QueueType => "x-queue-type",
            Argument::MessageTtl => "x-message-ttl",
            Argument::Expires => "x-expires",
            Argument::MaxLength => "x-max-length",
            Argument::MaxLengthBytes => "x-max-length-bytes",
            Argument::Overflow => "x-overflow",
            Argument::DeadLetterExchange => "x-dead-letter-exchange",
            Argument::DeadLetterRoutingKey => "x-dead-letter-routing-key",
            Argument::MaxPriority => "x-max-priority",
            Argument::SingleActiveConsumer => "x-single-active-consumer",
            Argument::AlternateExchange => "alternate-exchange",
        }
    }

    /// The name in the definition of a policy: `message-ttl`.
    pub fn policy_name(self) -> &'static str {
        let name = self.name();
        name.strip_prefix("x-").unwrap_or(name)
    }

    /// How its value is written.
    pub const fn shape(self) -> Shape {
        match self {
            Argument::QueueType => Shape::OneOf(&["classic", "quorum", "stream"]),
            Argument::MessageTtl | Argument::Expires => Shape::Milliseconds,
            Argument::MaxLength => Shape::Messages,
            Argument::MaxLengthBytes => Shape::Bytes,
            Argument::Overflow => Shape::OneOf(&["drop-head", "reject-publish", "reject-publish-dlx"]),
            Argument::DeadLetterExchange | Argument::AlternateExchange => Shape::Exchange,
            Argument::DeadLetterRoutingKey => Shape::Text,
            Argument::MaxPriority => Shape::Number,
            Argument::SingleActiveConsumer => Shape::Switch,
        }
    }

    /// What stands in the field; the empty text without the argument.
    pub fn read(self, name: &str, table: &Table) -> String {
        let switched_off = || match self.shape() {
            Shape::Switch => super::flag(false),
            Shape::OneOf(words) => words[0].into(),
            _ => String::new(),
        };
        match (table.get(name), self.shape()) {
            (None, _) => switched_off(),
            (Some(Value::Text(text)), Shape::Exchange) => format!("={text}"),
            (Some(Value::Text(text)), _) => text.to_string(),
            (Some(other), _) => other.to_json().to_string(),
        }
    }

    /// Writes it. A number that is none is written as a text: the broker says what it thinks of it.
    pub fn write(self, name: &str, table: &mut Table, text: &str) {
        let value = match self.shape() {
            Shape::Switch => (text == "true").then_some(Value::Boolean(true)),
            Shape::OneOf(words) => (text != words[0] && !text.is_empty()).then(|| Value::from(text)),
            Shape::Exchange => text.strip_prefix('=').map(Value::from),
            Shape::Text => (!text.is_empty()).then(|| Value::from(text)),
            Shape::Milliseconds | Shape::Messages | Shape::Bytes | Shape::Number => {
                let number = || text.trim().parse().ok().map(Value::Integer);
                (!text.is_empty()).then(|| number().unwrap_or_else(|| Value::from(text)))
            }
        };
        // What says no more than nothing would stays as it was written.
        if self.read(name, table) == text {
            return;
        }
        match value {
            Some(value) => table.set(name, value),
            None => drop(table.remove(name)),
        }
    }
}
