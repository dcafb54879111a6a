//! What can be said against a document, as data: how bad, what, where. The words for it live in the text layer; only how
//! bad it is and the place have a notation of their own.

use std::fmt;

pub mod code;

pub use code::{Code, Expected, JsonType};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know: for instance what is simulated instead.
    Note,
    /// Probably not what was meant.
    Warning,
    /// Cannot be opened, or cannot run as written.
    Error,
}

/// A finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub code: Code,
    pub place: Place,
}

/// Where in a document: a path from its top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(pub Vec<Part>);

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field of an object.
    Field(String),
    /// An element of a list, from 0.
    Index(usize),
    /// An element of a list that has a name: `queues["orders.work"]`.
    Named(String),
    /// A line and a column of a text, both from 1.
    Line { line: u32, column: u32 },
}

impl Place {
    /// The top of the document.
    pub fn top() -> Self {
        Self::default()
    }

    /// Whether another place is this one or further in.
    pub fn contains(&self, other: &Place) -> bool {
        other.0.starts_with(&self.0)
    }

    /// The place one step further in.
    pub fn then(&self, part: Part) -> Self {
        let mut parts = self.0.clone();
        parts.push(part);
        Place(parts)
    }

    /// The field of an object here.
    pub fn field(&self, name: &str) -> Self {
        self.then(Part::Field(name.into()))
    }

    /// The element of a list here.
    pub fn index(&self, index: usize) -> Self {
        self.then(Part::Index(index))
    }

    /// The named element of a list here.
    pub fn named(&self, name: &str) -> Self {
        self.then(Part::Named(name.into()))
    }

    /// A line of the text here.
    pub fn line(&self, line: u32, column: u32) -> Self {
        self.then(Part::Line { line, column })
    }
}

impl Diagnostic {
    /// Cannot be opened, or cannot run as written.
    pub fn error(code: Code, place: Place) -> Self {
        Diagnostic {
            severity: Severity::Error,
            code,
            place,
        }
    }

    /// Probably not what was meant.
    pub fn warning(code: Code, place: Place) -> Self {
        Diagnostic {
            severity: Severity::Warning,
            code,
            place,
        }
    }

    /// Good to know.
    pub fn note(code: Code, place: Place) -> Self {
        Diagnostic {
            severity: Severity::Note,
            code,
            place,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, part) in self.0.iter().enumerate() {
            match part {
                Part::Field(name) if position == 0 => formatter.write_str(name)?,
                Part::Field(name) if is_word(name) => write!(formatter, ".{name}")?,
                Part::Field(name) | Part::Named(name) => write!(formatter, "[{name:?}]")?,
                Part::Index(index) => write!(formatter, "[{index}]")?,
                Part::Line { line, column } if position == 0 => {
                    write!(formatter, "line {line}, column {column}")?
                }
                Part::Line { line, column } => write!(formatter, ", line {line}, column {column}")?,
            }
        }
        Ok(())
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
}
