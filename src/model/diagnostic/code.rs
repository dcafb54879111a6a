//! The closed list of findings, with their arguments.

use crate::model::lesson::stop::StopError;
use crate::model::nearest::nearest;
use crate::model::program::statement::STATEMENTS;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    // Reading a file.
    /// The text is larger than is read.
    TooLarge {
        bytes: usize,
        limit: usize,
    },
    /// Not JSON; the place has line and column.
    NotJson {
        mistake: JsonMistake,
    },
    /// JSON that goes deeper than is read.
    TooDeep,
    /// JSON, but not a document of ours.
    NotADocument,
    /// RabbitMQ's definitions: to be imported, not opened.
    IsDefinitions,
    /// A document of ours: to be opened, not imported.
    IsDocument,
    /// JSON, but not RabbitMQ's definitions.
    NotDefinitions,
    /// Made by a newer Warren.
    NewerVersion {
        version: u64,
        known: u32,
    },
    WrongType {
        expected: JsonType,
        found: JsonType,
    },
    Missing {
        field: &'static str,
    },
    OutOfRange {
        least: i128,
        most: i128,
        found: String,
    },
    UnknownWord {
        found: String,
        allowed: Vec<&'static str>,
    },
    /// A password or its hash stood here. It is not kept.
    SecretDropped,
    /// A timed action that this version does not know. It does nothing.
    UnknownAction,

    // Programs and expressions.
    /// A mistake in a program, an expression or a fact; the place has line and column.
    Syntax {
        found: String,
        expected: Expected,
    },
    /// Nothing sets this variable.
    UnknownVariable {
        name: String,
    },
    UnknownFunction {
        name: String,
        nearest: Option<String>,
    },
    /// A function with too few or too many arguments.
    WrongArguments {
        function: String,
        least: usize,
        most: usize,
        found: usize,
    },
    /// `*` or `#` in a routing key, where they are plain letters.
    WildcardInRoutingKey {
        key: String,
    },
    /// A statement that cannot work in this actor or at this place.
    Useless {
        statement: &'static str,
        needs: Need,
    },

    // The parts and how they refer to each other.
    Duplicate {
        what: What,
        name: String,
    },
    EmptyName {
        what: What,
    },
    TooLong {
        what: What,
        bytes: usize,
        limit: usize,
    },
    /// `amq.` is the broker's own.
    ReservedName {
        what: What,
        name: String,
    },
    /// Nothing of that kind has this name.
    Unknown {
        what: What,
        name: String,
        nearest: Option<String>,
    },
    /// The text has no such virtual host, but these.
    UnknownVhost {
        name: String,
        known: Vec<String>,
    },
    /// The number that the next actor would get is taken or was.
    NextIdTaken {
        next_id: u32,
        highest: u32,
    },
    ConfirmsAndTransactions,

    /// The user has no permission on this virtual host, so it cannot connect (R-VH-3).
    NoPermission {
        user: String,
    },

    // RabbitMQ's rules, as far as they show without running.
    UnknownExchangeType {
        kind: String,
    },
    BadArgument {
        name: String,
        needs: ArgumentNeed,
    },
    /// The default exchange leads to every queue by name and takes no bindings (R-EX-1).
    DefaultExchangeBound,
    /// A pattern of a policy or permission that cannot be compiled.
    BadPattern {
        pattern: String,
    },
    /// The broker answers a declaration with an error, told in its own words.
    BrokerRefuses {
        reply_text: String,
    },
    /// Simulated as something else, or without effect.
    Instead {
        what: Unsimulated,
    },

    // Lessons.
    MissingLanguage {
        language: Language,
    },
    BadStop(StopError),
    BadLight {
        text: String,
    },
    BadPanel {
        text: String,
    },
    /// A function of facts takes names here.
    NotAName {
        text: String,
    },
    /// A question of this kind needs this field.
    QuestionNeeds {
        field: &'static str,
    },
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonMistake {
    /// It ends before it is complete.
    End,
    /// It ends inside a text.
    OpenText,
    Value,
    Colon,
    /// A comma, or the bracket that closes.
    Comma,
    /// The name of a field, in quotes.
    Name,
    TrailingComma,
    /// More after the end.
    Trailing,
    Number,
    Escape,
    /// A control character in a text.
    Control,
    Other,
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    Null,
    Boolean,
    Number,
    /// A number without a fraction.
    Integer,
    /// A number that is written with a fraction or an exponent.
    Fraction,
    Text,
    List,
    Object,
    /// Two numbers: a place on the canvas.
    Point,
    /// A text or an object with `en` and `zh`.
    Words,
    /// A text or a list of texts.
    Lines,
}

/// A kind of thing in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A field of a JSON object.
    Field,
    Vhost,
    User,
    Permission,
    Policy,
    Parameter,
    Exchange,
    Queue,
    Binding,
    Actor,
    ActorId,
    Subscription,
    Note,
    Chapter,
    Question,
    Option,
    Fork,
    RoutingKey,
    Node,
    Message,
    Effect,
}

/// What a parser wanted to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Trigger,
    Statement,
    Declaration,
    /// A value: a text in quotes, a number, a variable …
    Expression,
    /// A name of a queue, an exchange or the like.
    Name,
    Variable,
    Duration,
    Number,
    /// A count from 1.
    Count,
    /// A percentage from 0% to 100%.
    Percent,
    EndOfLine,
    /// This word or sign.
    Word(&'static str),
    /// One of the words that may follow here.
    OneOf(&'static [&'static str]),
    ClosingQuote,
    /// A character that may follow a backslash.
    Escape,
    /// An indented line under a trigger, an `if` and the like.
    Block,
    /// Less indentation: this line has more than the one above, which opens no block.
    NoIndentation,
    /// The indentation of a line above.
    KnownIndentation,
    /// `else` only after an `if`.
    IfBeforeElse,
    /// A number that fits into 64 bits.
    SmallerNumber,
    /// Less nesting.
    LessNesting,
    /// Each setting once.
    Once(&'static str),
    /// `==`, not `=`.
    DoubleEquals,
    /// Spaces for indentation.
    Spaces,
    /// A trigger above the first statement.
    TriggerFirst,
}

impl Expected {
    /// The word that was probably meant, where a few are possible.
    pub fn nearest(self, found: &str) -> Option<String> {
        if let Expected::Statement = self {
            nearest(found, STATEMENTS)
        } else if let Expected::OneOf(words) = self {
            nearest(found, words.iter().copied())
        } else {
            None
        }
    }
}

/// What a statement needs to make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A delivery: `on delivery`, `get`, or one named in the statement.
    Delivery,
    /// `"transactional": true`
    Transactional,
    /// `"confirms": true`
    Confirms,
    /// A subscription of the actor.
    Subscription,
}

/// What an argument should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentNeed {
    Text,
    Boolean,
    /// A whole number of at least this.
    IntegerFrom(i64),
    IntegerBetween(i64, i64),
    OneOf(&'static [&'static str]),
    /// A dead-letter routing key without a dead-letter exchange.
    DeadLetterExchange,
    Durable,
}

/// What is not simulated as written, and what happens instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsimulated {
    /// A quorum queue runs as a classic one on one node.
    QuorumQueue,
    /// So does a stream, from which messages are taken.
    Stream,
    OtherQueueType(String),
    /// No effect that could be seen.
    LazyMode,
    DeliveryLimit,
    /// Neither has this setting, in the simulated version.
    WithoutEffect(String),
    /// Mirroring, leaders: there is one node.
    Cluster(String),
    /// An argument that the broker does not know either.
    UnknownArgument(String),
    Plugin(String),
    Parameter(String),
    PolicyKey(String),
}

/// A language that a lesson needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Chinese,
}
