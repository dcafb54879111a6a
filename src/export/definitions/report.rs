//! What an import did, object by object.

use crate::base::gather::Gather;
use crate::model::diagnostic::code::{Unsimulated, What};
use crate::model::diagnostic::{Diagnostic, Severity};

/// The account of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// One for each object of the file, in its order.
    pub entries: Vec<Entry>,
    /// What is wrong with the text. With an error among them there is no document.
    pub findings: Vec<Diagnostic>,
}

/// What happened to one object.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub what: What,
    pub name: String,
    pub outcome: Outcome,
    pub remarks: Vec<Remark>,
}

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is in the document, and does what it does in RabbitMQ.
    Imported,
    /// It is in the document; something about it is different, as the remarks say.
    Noted,
    /// It is in the document and will be exported, but does nothing.
    NotSimulated,
    /// It is not in the document.
    Dropped,
}

/// Why something did not come over as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    Instead(Unsimulated),
    /// The password or its hash is not kept.
    SecretDropped,
    /// Every virtual host has it anyway.
    Predeclared,
    /// Every queue is bound to the default exchange anyway.
    ImplicitBinding,
    /// There was one of that name before; a broker leaves it as it is.
    Duplicate,
    /// A binding from or to what does not exist; a broker ignores it.
    MissingEndpoint(String),
    /// It belongs to another virtual host.
    OtherVhost(String),
}

impl Report {
    /// Whether the text could not be imported.
    pub fn failed(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// How many objects had this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.outcome == outcome)
            .count()
    }

    pub(super) fn add(&mut self, what: What, name: &str, outcome: Outcome, remarks: Vec<Remark>) {
        self.entries.push(Entry {
            what,
            name: name.into(),
            outcome,
            remarks,
        });
    }

    /// Something that is in the document, with what is different about it.
    pub(super) fn kept(&mut self, what: What, name: &str, different: Vec<Unsimulated>) {
        let outcome = if different.is_empty() {
            Outcome::Imported
        } else {
            Outcome::Noted
        };
        self.add(
            what,
            name,
            outcome,
            different.into_iter().map(Remark::Instead).gather(),
        );
    }

    /// Something that is in the document and does nothing.
    pub(super) fn idle(&mut self, what: What, name: &str, why: Unsimulated) {
        self.add(what, name, Outcome::NotSimulated, vec![Remark::Instead(why)]);
    }

    pub(super) fn dropped(&mut self, what: What, name: &str, why: Remark) {
        self.add(what, name, Outcome::Dropped, vec![why]);
    }
}
