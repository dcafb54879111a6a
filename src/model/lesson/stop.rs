//! Where a chapter stops: an event pattern, never a number of a step.
//!
//! `expire m1 in orders.wait #2` is the run's second expiry of m1 there. Without `#`, it is the first such event after
//! the stop before.

use crate::base::ids::MessageId;
use std::fmt;
use std::str::FromStr;

/// Where to stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Before the first step.
    Start,
    /// Where the chapter before stopped.
    Same,
    /// At rest or at the horizon.
    End,
    /// At the end of the step with this event.
    Event(EventPattern),
}

/// A kind of event, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPattern {
    pub verb: Verb,
    pub message: Option<MessageId>,
    /// Actors, queues, exchanges or effects; the event must be about all of them.
    pub subjects: Vec<String>,
    /// The how many-th in the whole run, from 1.
    pub ordinal: Option<u32>,
}

macro_rules! verbs {
    ($($(#[$meta:meta])* $name:ident $word:literal)*) => {
        /// The kinds of events that a pattern can name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Verb {
            $($(#[$meta])* $name,)*
        }

        impl Verb {
            /// All verbs.
            pub const ALL: &[Verb] = &[$(Verb::$name,)*];

            /// The word in a pattern.
            pub fn word(self) -> &'static str {
                match self {
                    $(Verb::$name => $word,)*
                }
            }
        }
    };
}

verbs! {
    /// An actor publishes: message, actor, exchange.
    Publish "publish"
    /// No binding matches: message, exchange.
    Unroutable "unroutable"
    /// An alternate exchange takes over: message, both exchanges.
    Alternate "alternate"
    /// A mandatory message comes back: message, actor.
    Return "return"
    /// A copy enters a queue: message, queue.
    Enqueue "enqueue"
    /// A delivery arrives: message, queue, actor.
    Deliver "deliver"
    /// basic.get: message, queue, actor.
    Get "get"
    /// message, queue, actor
    Ack "ack"
    /// message, queue, actor
    Nack "nack"
    /// message, queue, actor
    Reject "reject"
    /// A copy takes its old place in a queue again: message, queue.
    Requeue "requeue"
    /// A copy has waited too long: message, queue.
    Expire "expire"
    /// A copy is published to a dead-letter exchange: message, queue, exchange.
    DeadLetter "dead-letter"
    /// A dead copy has nowhere to go: message, queue.
    Discard "discard"
    /// A dead copy would go in circles: message, queue.
    Cycle "cycle"
    /// A copy is dropped because its queue is over its limit: message, queue.
    MaxLength "maxlen"
    /// A full queue refuses a publish: message, actor, queue.
    Refuse "refuse"
    /// message, actor
    Confirm "confirm"
    /// A subscription ends: queue, actor.
    Cancel "cancel"
    /// A queue or an exchange is deleted.
    Delete "delete"
    /// A channel or connection is closed with an error: actor.
    Close "close"
    /// A connection opens: actor.
    Open "open"
    /// A connection is cut: actor.
    Cut "cut"
    /// An actor crashes.
    Crash "crash"
    /// An actor or the broker restarts.
    Restart "restart"
    /// An actor starts to work on something: message, actor.
    Work "work"
    /// Something in the outside world: message, actor, name of the effect.
    Effect "effect"
    /// A line `fail` strikes: message, actor.
    Fail "fail"
    /// A queue or an exchange is declared: its name, actor.
    Declare "declare"
    /// A binding is made: its source, its destination, actor.
    Bind "bind"
}

impl Verb {
    /// Reads [`Verb::word`].
    pub fn parse(word: &str) -> Option<Verb> {
        Self::ALL.iter().copied().find(|verb| verb.word() == word)
    }
}

/// Why a text is not a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopError {
    Empty,
    UnknownVerb(String),
    BadOrdinal(String),
    /// Something behind `start`, `same`, `end` or `#2`.
    Trailing(String),
}

impl FromStr for Stop {
    type Err = StopError;

    fn from_str(text: &str) -> Result<Self, StopError> {
        let mut words = text.split_whitespace();
        let first = words.next().ok_or(StopError::Empty)?;
        let fixed = match first {
            "start" => Stop::Start,
            "same" => Stop::Same,
            "end" => Stop::End,
            _ => return text.parse().map(Stop::Event),
        };
        match words.next() {
            None => Ok(fixed),
            Some(more) => Err(StopError::Trailing(more.into())),
        }
    }
}

impl FromStr for EventPattern {
    type Err = StopError;

    fn from_str(text: &str) -> Result<Self, StopError> {
        let mut words = text.split_whitespace();
        let first = words.next().ok_or(StopError::Empty)?;
        let verb = Verb::parse(first).ok_or_else(|| StopError::UnknownVerb(first.into()))?;
        let mut pattern = EventPattern {
            verb,
            message: None,
            subjects: Vec::new(),
            ordinal: None,
        };
        for word in words {
            if pattern.ordinal.is_some() {
                return Err(StopError::Trailing(word.into()));
            }
            if let Some(digits) = word.strip_prefix('#') {
                let ordinal = digits.parse().ok().filter(|&ordinal| ordinal > 0);
                pattern.ordinal = Some(ordinal.ok_or_else(|| StopError::BadOrdinal(word.into()))?);
            } else if matches!(word, "->" | "→" | "in" | "from" | "to") {
                continue;
            } else if let (None, Some(message)) = (pattern.message, message(word)) {
                pattern.message = Some(message);
            } else {
                pattern.subjects.push(word.into());
            }
        }
        Ok(pattern)
    }
}

/// Reads `m1`.
pub fn message(word: &str) -> Option<MessageId> {
    let id = MessageId(word.strip_prefix('m')?.parse().ok()?);
    (id.0 > 0 && id.to_string() == word).then_some(id)
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Start => formatter.write_str("start"),
            Stop::Same => formatter.write_str("same"),
            Stop::End => formatter.write_str("end"),
            Stop::Event(pattern) => pattern.fmt(formatter),
        }
    }
}

impl fmt::Display for EventPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.verb.word())?;
        if let Some(message) = self.message {
            write!(formatter, " {message}")?;
        }
        for subject in &self.subjects {
            write!(formatter, " -> {subject}")?;
        }
        match self.ordinal {
            Some(ordinal) => write!(formatter, " #{ordinal}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_are_read_and_written() {
        for text in [
            "start",
            "same",
            "end",
            "publish m1",
            "deliver m1 -> billing #2",
            "crash -> billing",
        ] {
            assert_eq!(text.parse::<Stop>().unwrap().to_string(), text);
        }
        let Ok(Stop::Event(pattern)) = "dead-letter m12 in orders.wait → orders #3".parse() else {
            panic!("not an event");
        };
        assert_eq!(pattern.verb, Verb::DeadLetter);
        assert_eq!(pattern.message, Some(MessageId(12)));
        assert_eq!(pattern.subjects, ["orders.wait", "orders"]);
        assert_eq!(pattern.ordinal, Some(3));
    }

    #[test]
    fn mistakes_are_told() {
        let error = |text: &str| text.parse::<Stop>().unwrap_err();
        assert_eq!(error(" "), StopError::Empty);
        assert_eq!(error("eat m1"), StopError::UnknownVerb("eat".into()));
        assert_eq!(error("ack m1 #0"), StopError::BadOrdinal("#0".into()));
        assert_eq!(error("ack m1 #1 q"), StopError::Trailing("q".into()));
        assert_eq!(error("start m1"), StopError::Trailing("m1".into()));
    }
}
