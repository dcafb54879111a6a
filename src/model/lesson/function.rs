//! The functions of facts and answers: what can be asked of a run at a stop.
//!
//! Names are given plain (`ready(orders.work)`, `copies(m1)`) or as text (`ready("a b")`). Event patterns are texts:
//! `happens('unroutable m7')`. Who runs documents computes them; here stands what there is and what it takes.

use std::ops::RangeInclusive;

macro_rules! functions {
    ($($(#[$meta:meta])* $name:ident $word:literal $arguments:expr)*) => {
        /// A function of facts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Function {
            $($(#[$meta])* $name,)*
        }

        impl Function {
            /// All functions.
            pub const ALL: &[Function] = &[$(Function::$name,)*];

            /// The word before the parenthesis.
            pub fn word(self) -> &'static str {
                match self {
                    $(Function::$name => $word,)*
                }
            }

            /// How many arguments it takes.
            pub fn arguments(self) -> RangeInclusive<usize> {
                match self {
                    $(Function::$name => $arguments,)*
                }
            }
        }
    };
}

functions! {
    /// `ready(q)`: messages ready in a queue.
    Ready "ready" 1..=1
    /// `unacked(q)`: messages of a queue that are handed out; `unacked(m1)` of a message.
    Unacked "unacked" 1..=1
    /// `in_queue(m1, q)`: whether a copy of m1 is ready in q.
    InQueue "in_queue" 2..=2
    /// `position(m1, q)`: its place among the ready ones of q from 1, or null.
    Position "position" 2..=2
    /// `copies(m1)`: copies in queues, ready and handed out.
    Copies "copies" 1..=1
    /// `holds(actor)`: how many unacked deliveries it has; `holds(actor, m1)`: whether m1 is among them.
    Holds "holds" 1..=2
    /// `deliveries(m1)`, `deliveries(m1, actor)`: how often m1 arrived, in all or there. `deliveries(actor)` counts all.
    Deliveries "deliveries" 1..=2
    /// `redelivered(m1)`: the flag of its newest delivery.
    Redelivered "redelivered" 1..=1
    /// `key(m1)`: the routing key of its newest copy.
    Key "key" 1..=1
    /// `header(m1, "name")`: a header of its newest copy, or null.
    Header "header" 2..=2
    /// `property(m1, priority)`: a property of its newest copy, or null.
    Property "property" 2..=2
    /// `x_death(m1)`: the list of x-death, empty without one. `x_death(m1, q, rejected)`: the count of that entry, or 0.
    XDeath "x_death" 1..=3
    /// `matches(b1, m1)`: whether the binding matches the message as it was published.
    Matches "matches" 2..=2
    /// `unroutable()`: messages that no binding matched; `unroutable(m1)`: whether m1 was one.
    Unroutable "unroutable" 0..=1
    /// `returned()`, `returned(m1)`
    Returned "returned" 0..=1
    /// `confirmed()`, `confirmed(m1)`
    Confirmed "confirmed" 0..=1
    /// `refused()`, `refused(m1)`
    Refused "refused" 0..=1
    /// `dropped()`, `dropped(m1)`: copies that were lost without going anywhere: unroutable, over a limit, in a cycle,
    /// or dead without a dead-letter exchange.
    Dropped "dropped" 0..=1
    /// `expired()`, `expired(m1)`
    Expired "expired" 0..=1
    /// `acked()`, `acked(m1)`
    Acked "acked" 0..=1
    /// `effect(charge)`: how often the effect happened; `effect(charge, m1)`: for this message.
    Effect "effect" 1..=2
    /// `open(actor)`: whether its connection and channels are open.
    Open "open" 1..=1
    /// `consumers(q)`: how many consumers a queue has.
    Consumers "consumers" 1..=1
    /// `exists_queue(q)`: whether there is such a queue now.
    ExistsQueue "exists_queue" 1..=1
    /// `variable(actor, name)`: a variable of an actor.
    Variable "variable" 2..=2
    /// `time()`: virtual ms since the start.
    Time "time" 0..=0
    /// `since('reject m1 #1')`: virtual ms since the newest such event, or null.
    Since "since" 1..=1
    /// `happens('unroutable m7')`: whether it does, after the stop before and up to this one.
    Happens "happens" 1..=1
    /// `times('deliver m1 -> billing')`: how often, from the start up to this stop.
    Times "times" 1..=1
    /// `queues_of('enqueue m1')`: the queues of such events after the stop before and up to this one, in order.
    QueuesOf "queues_of" 1..=1
    /// `actors_of('deliver m1')`: their actors.
    ActorsOf "actors_of" 1..=1
    /// `messages_of('expire')`: their messages.
    MessagesOf "messages_of" 1..=1
}

impl Function {
    /// Reads [`Function::word`].
    pub fn parse(word: &str) -> Option<Function> {
        Self::ALL.iter().copied().find(|function| function.word() == word)
    }
}

/// What an argument of a function names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Message,
    Queue,
    Actor,
    QueueOrMessage,
    ActorOrMessage,
    Binding,
    Effect,
    /// An event pattern, as a text.
    Pattern,
    /// Any word: of a header, a property, a reason, a variable; or a queue that may be gone.
    Word,
}

impl Function {
    /// What the argument at a position names, from 0.
    pub fn takes(self, position: usize) -> Takes {
        let arguments: &[Takes] = match self {
            Function::Ready | Function::Consumers => &[Takes::Queue],
            Function::Unacked => &[Takes::QueueOrMessage],
            Function::InQueue | Function::Position => &[Takes::Message, Takes::Queue],
            Function::Holds => &[Takes::Actor, Takes::Message],
            Function::Deliveries => &[Takes::ActorOrMessage, Takes::Actor],
            Function::XDeath => &[Takes::Message, Takes::Queue, Takes::Word],
            Function::Header | Function::Property => &[Takes::Message, Takes::Word],
            Function::Matches => &[Takes::Binding, Takes::Message],
            Function::Effect => &[Takes::Effect, Takes::Message],
            Function::Open => &[Takes::Actor],
            Function::Variable => &[Takes::Actor, Takes::Word],
            Function::Since
            | Function::Happens
            | Function::Times
            | Function::QueuesOf
            | Function::ActorsOf
            | Function::MessagesOf => &[Takes::Pattern],
            Function::ExistsQueue | Function::Time => &[Takes::Word],
            Function::Copies
            | Function::Redelivered
            | Function::Key
            | Function::Unroutable
            | Function::Returned
            | Function::Confirmed
            | Function::Refused
            | Function::Dropped
            | Function::Expired
            | Function::Acked => &[Takes::Message],
        };
        arguments.get(position).copied().unwrap_or(Takes::Word)
    }
}
