//! Fields of forms: what of a document a person sets, one at a time, as the text that stands in the field.
//!
//! [`read`] and [`write`] are inverse: what was written is what is read, and writing what is read changes nothing. What
//! does not stand in the document reads as the empty text, and writing that takes it out again. What RabbitMQ alone can
//! judge is written as it is; the broker is asked by those who can. Nothing here has words.

mod actor;
pub mod argument;
mod binding;
mod drawing;
mod line;
mod listed;
mod node;
mod policy;
#[cfg(test)]
mod tests;

pub use actor::Consuming;
pub use argument::Argument;
pub use binding::{MATCHES, VALUE_TYPES, add_row, remove_row, rows};
pub use line::{
    Bound, Every, FAILS, Failure, LineKind, MORE_PROPERTIES, Published, SETTLED, Slot, THEN, editable_lines,
};
pub use listed::{LISTS, Listed, add, can_add, name_of, places, remove};
pub use policy::{Reach, Reaches, Setter};

use crate::model::cursor::SyntaxError;
use crate::model::document::Document;
use crate::model::edit::BadName;
use crate::model::node::Node;
use crate::model::words::Words;

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub of: Of,
    pub what: What,
}

/// What a form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    Node(Node),
    /// A binding of the drawing, by its place in the document.
    Binding(usize),
    /// An argument of such a binding, by its name.
    Row(usize, String),
    /// What is in a list of the drawing, by its place there.
    Listed(Listed, usize),
    /// The document itself.
    Drawing,
}

/// What a field sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Of a node, a user and a virtual host: everything that speaks of it follows. Of a policy, and of a binding's
    /// argument.
    Name,
    /// The type of an exchange, or of an argument's value.
    Type,
    /// What a binding's argument is.
    Value,
    Durable,
    AutoDelete,
    Internal,
    /// An optional argument, or the setting of a policy.
    Argument(Argument),
    /// The title of the drawing, or the text of a note.
    Words(Tongue),
    /// The routing key of a binding.
    Key,
    /// `x-match` of a binding to a headers exchange.
    Match,
    Pattern,
    ApplyTo,
    Priority,
    /// Of the drawing itself; else the empty text is the drawing's.
    Vhost,
    /// The tags of a user, with commas between them.
    Tags,
    /// The topic exchange of a permission for its keys.
    Exchange,
    /// The patterns of a permission (R-AC-2, R-AC-6).
    Configure,
    Write,
    Read,
    Seed,
    Steps,
    TimeMs,
    User,
    StartMs,
    Confirms,
    Transactional,
    LatencyMs,
    DetectMs,
    ReopenMs,
    /// What an actor declares for itself, a line each.
    Declares,
    /// A subscription of an actor.
    Subscription(usize, Consuming),
    /// A line of an actor's program, from 1.
    Line(u32, Slot),
}

/// The language of a text that the document has in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    English,
    Chinese,
}

impl Tongue {
    fn of(self, words: &Words) -> &str {
        match self {
            Tongue::English => &words.en,
            Tongue::Chinese => &words.zh,
        }
    }

    fn of_mut(self, words: &mut Words) -> &mut String {
        match self {
            Tongue::English => &mut words.en,
            Tongue::Chinese => &mut words.zh,
        }
    }
}

/// Why a text cannot stand in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// What the field is about is gone, or has no such thing.
    Gone,
    Name(BadName),
    /// A whole number is wanted, between these.
    Number {
        least: u64,
        most: u64,
    },
    /// A text with gaps is wanted, or a name, and it cannot be read.
    Syntax(SyntaxError),
    /// Another one has this name.
    Taken,
    /// A value of the type that is chosen beside it is wanted.
    Value,
}

/// What stands in a field; none where there is no such field.
pub fn read(document: &Document, field: &Field) -> Option<String> {
    match &field.of {
        Of::Node(Node::Actor(id)) => actor::read(document.actor(*id)?, field.what),
        Of::Node(node) => node::read(document, node, field.what),
        Of::Binding(at) => binding::read(document.topology.bindings.get(*at)?, field.what),
        Of::Row(at, name) => binding::read_row(document.topology.bindings.get(*at)?, name, field.what),
        Of::Listed(list, at) => listed::read(&document.topology, *list, *at, field.what),
        Of::Drawing => drawing::read(document, field.what),
    }
}

/// Writes a text into a field. One that cannot stand there leaves the document as it was.
pub fn write(document: &mut Document, field: &Field, text: &str) -> Result<(), Wrong> {
    if field.what == What::Name
        && let Of::Node(node) = &field.of
    {
        let renamed = crate::model::edit::rename(document, node, text);
        return renamed.map(drop).map_err(Wrong::Name);
    }
    match &field.of {
        Of::Node(Node::Actor(id)) => {
            let actor = document.actors.iter_mut().find(|actor| actor.id == *id);
            actor::write(actor.ok_or(Wrong::Gone)?, field.what, text)
        }
        Of::Node(node) => node::write(document, node, field.what, text),
        Of::Binding(at) => {
            let binding = document.topology.bindings.get_mut(*at);
            binding::write(binding.ok_or(Wrong::Gone)?, field.what, text)
        }
        Of::Row(at, name) => {
            let binding = document.topology.bindings.get_mut(*at);
            binding::write_row(binding.ok_or(Wrong::Gone)?, name, field.what, text)
        }
        Of::Listed(list, at) => listed::write(document, *list, *at, field.what, text),
        Of::Drawing => drawing::write(document, field.what, text),
    }
}

/// A switch as the text of its field.
fn flag(is_on: bool) -> String {
    String::from(if is_on { "true" } else { "false" })
}

fn number(text: &str, least: u64, most: u64) -> Result<u64, Wrong> {
    let number = text.trim().parse().ok();
    let within = number.filter(|number| (least..=most).contains(number));
    within.ok_or(Wrong::Number { least, most })
}
