//! What is filled into a sentence. An argument knows what it is, so that a template need not say how it looks.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::explain::Label;
use crate::key;
use crate::text::piece::Piece;
use crate::text::{Key, Text, units};

/// How many members of a list are named before the rest is counted.
const NAMED: usize = 3;

/// A value for a placeholder.
#[derive(Clone, Debug)]
pub enum Argument<'a> {
    /// Words as they are.
    Plain(&'a str),
    /// Something that could be typed into a client.
    Code(&'a str),
    /// A message.
    Message(MessageId),
    /// A count; a template can choose its words by it.
    Number(u64),
    /// A span of virtual time: 300 ms, 5 s, 2 min.
    Span(Ms),
    /// A moment of virtual time in seconds: 5.720.
    Moment(Ms),
    /// Another entry of the catalogue, a word that stands in the sentence.
    Term(Key),
    /// Several of a kind: beyond three, the rest is counted.
    List(Vec<Argument<'a>>),
    /// What has been put together already.
    Pieces(Vec<Piece>),
}

/// An entry of the catalogue and what fills it, made by [`entry!`](crate::entry). Hundreds of places make one and hand
/// it on, so it is no more than a pointer, and filling it is a call.
#[derive(Clone, Debug)]
pub struct Entry<'a>(Box<(Key, Vec<(&'static str, Argument<'a>)>)>);

impl<'a> Entry<'a> {
    /// An entry without arguments.
    #[inline(never)]
    pub fn of(key: Key) -> Entry<'a> {
        Entry(Box::new((key, Vec::new())))
    }

    /// The same with one more argument. The value's type says what it is: a label is code, a number is a count, a message
    /// is a message, and lists are lists of those.
    #[must_use]
    #[inline(never)]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument<'a>>) -> Entry<'a> {
        self.0.1.push((name, value.into()));
        self
    }

    /// Which entry it is.
    pub fn key(&self) -> Key {
        self.0.0
    }

    /// What fills it, by the names of the placeholders.
    pub fn arguments(&self) -> &[(&'static str, Argument<'a>)] {
        &self.0.1
    }
}

/// An entry of the catalogue with its arguments, by the names of their variables:
/// `entry!("sentence.binds", by, source, key = Argument::key(key))`.
#[macro_export]
macro_rules! entry {
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::text::Entry::of($crate::key!($key))
            $(.with(stringify!($name), $crate::entry!(@value $name $($value)?)))*
    };
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
}

impl<'a> From<&'a Label> for Argument<'a> {
    fn from(label: &'a Label) -> Self {
        Argument::Code(label)
    }
}

impl<'a> From<&'a Vec<Label>> for Argument<'a> {
    fn from(labels: &'a Vec<Label>) -> Self {
        Argument::List(labels.iter().map(Argument::from).gather())
    }
}

impl From<&MessageId> for Argument<'_> {
    fn from(message: &MessageId) -> Self {
        Argument::Message(*message)
    }
}

impl From<&Vec<MessageId>> for Argument<'_> {
    fn from(messages: &Vec<MessageId>) -> Self {
        Argument::List(messages.iter().map(Argument::from).gather())
    }
}

impl From<&u32> for Argument<'_> {
    fn from(number: &u32) -> Self {
        Argument::Number(u64::from(*number))
    }
}

impl From<&u64> for Argument<'_> {
    fn from(number: &u64) -> Self {
        Argument::Number(*number)
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Argument::Number(u64::from(number))
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Argument::Number(number as u64)
    }
}

impl From<MessageId> for Argument<'_> {
    fn from(message: MessageId) -> Self {
        Argument::Message(message)
    }
}

impl<'a> Argument<'a> {
    /// An exchange by its name; the nameless one is called what it is.
    pub fn exchange(name: &'a str) -> Argument<'a> {
        if name.is_empty() {
            Argument::Term(key!("term.default_exchange"))
        } else {
            Argument::Code(name)
        }
    }

    /// A routing key or a binding key; an empty one is called so.
    pub fn key(key: &'a str) -> Argument<'a> {
        if key.is_empty() {
            Argument::Term(key!("term.empty_key"))
        } else {
            Argument::Code(key)
        }
    }

    /// Several keys.
    pub fn keys(keys: &'a [Label]) -> Argument<'a> {
        Argument::List(keys.iter().map(|key| Argument::key(key)).gather())
    }

    /// The number that a template chooses its words by, where this is one.
    pub(crate) fn count(&self) -> Option<u64> {
        match self {
            Argument::Number(number) => Some(*number),
            Argument::List(members) => Some(members.len() as u64),
            Argument::Plain(_)
            | Argument::Code(_)
            | Argument::Message(_)
            | Argument::Span(_)
            | Argument::Moment(_)
            | Argument::Term(_)
            | Argument::Pieces(_) => None,
        }
    }

    /// The argument as pieces, in the language of `text`.
    pub(crate) fn pieces(&self, text: &Text) -> Vec<Piece> {
        match self {
            Argument::Plain(words) => vec![Piece::Plain((*words).into())],
            Argument::Code(code) => vec![Piece::Code((*code).into())],
            Argument::Message(message) => vec![Piece::Message(*message)],
            Argument::Number(number) => vec![Piece::Plain(number.to_string())],
            Argument::Span(span) => vec![Piece::Plain(units::span(text, *span))],
            Argument::Moment(at) => vec![Piece::Plain(units::seconds(*at))],
            Argument::Term(key) => text.say(Entry::of(*key)),
            Argument::List(members) => list(text, members),
            Argument::Pieces(pieces) => pieces.clone(),
        }
    }
}

/// "a", "a and b", "a, b and c", "a, b, c and 4 more". A remainder of one is named too: "and 1 more" is no shorter.
fn list(text: &Text, members: &[Argument]) -> Vec<Piece> {
    let named = if members.len() <= NAMED + 1 {
        members.len()
    } else {
        NAMED
    };
    let mut pieces = Vec::new();
    for (at, member) in members[..named].iter().enumerate() {
        let member = member.pieces(text);
        pieces = match at {
            0 => member,
            _ => {
                let last = at + 1 == members.len();
                let key = if last {
                    key!("list.last")
                } else {
                    key!("list.next")
                };
                text.say(
                    Entry::of(key)
                        .with("list", Argument::Pieces(pieces))
                        .with("next", Argument::Pieces(member)),
                )
            }
        };
    }
    match members.len() - named {
        0 => pieces,
        more => text.say(entry!("list.more", list = Argument::Pieces(pieces), count = more)),
    }
}
