//! What can be said against a document without running it: references to nothing, names that clash, mistakes in
//! programs and lessons, and what is simulated differently. The broker says its own part when the drawing is declared.

mod actors;
mod arguments;
mod known;
mod lesson;
mod program;
#[cfg(test)]
mod tests;
mod topology;

use crate::model::diagnostic::code::What;
use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::document::Document;
use crate::model::nearest::nearest;
use crate::model::node::Node;
use known::{Known, Programs};
use std::collections::BTreeSet;

/// All findings about a document, in its order.
pub fn validate(document: &Document) -> Vec<Diagnostic> {
    let (mut checker, programs) = Checker::of(document);
    checker.topology();
    checker.actors(&programs);
    checker.script(&document.script, &Place::top().field("script"));
    checker.canvas();
    if let Some(lesson) = &document.lesson {
        checker.lesson(lesson);
    }
    checker.found
}

/// Those of the findings that are about actors: mistakes in their programs, and names that nothing has. Their places begin
/// at `actors`.
pub fn actors(document: &Document) -> Vec<Diagnostic> {
    let (mut checker, programs) = Checker::of(document);
    checker.each_actor(&programs);
    checker.found
}

/// The findings and those of `more` that say something new: nothing twice, and no error about what has one already.
pub fn merged(mut findings: Vec<Diagnostic>, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for finding in more {
        let is_said = |known: &Diagnostic| {
            let nested = known.place.contains(&finding.place) || finding.place.contains(&known.place);
            *known == finding || (nested && known.severity == Severity::Error)
        };
        if !findings.iter().any(is_said) {
            findings.push(finding);
        }
    }
    findings
}

/// What is looked at, and what was found.
struct Checker<'a> {
    document: &'a Document,
    known: Known,
    /// The virtual host of the actor that is looked at, where it is not the document's.
    elsewhere: Option<String>,
    found: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    /// One that has read all programs and knows all names.
    fn of(document: &'a Document) -> (Checker<'a>, Vec<Programs>) {
        let mut checker = Checker {
            document,
            known: Known::default(),
            elsewhere: None,
            found: Vec::new(),
        };
        let programs = checker.programs();
        checker.known = Known::new(document, &programs);
        (checker, programs)
    }
}

impl Checker<'_> {
    fn error(&mut self, code: Code, place: Place) {
        self.found.push(Diagnostic::error(code, place));
    }

    fn warn(&mut self, code: Code, place: Place) {
        self.found.push(Diagnostic::warning(code, place));
    }

    fn note(&mut self, code: Code, place: Place) {
        self.found.push(Diagnostic::note(code, place));
    }

    /// Names must be there, be unique and fit into AMQP's 255 bytes.
    fn names<'n>(&mut self, what: What, names: impl Iterator<Item = (&'n str, Place)>) {
        let mut seen = BTreeSet::new();
        for (name, place) in names {
            if name.is_empty() {
                self.error(Code::EmptyName { what }, place);
            } else if !seen.insert(name) {
                self.error(
                    Code::Duplicate {
                        what,
                        name: name.into(),
                    },
                    place,
                );
            } else if name.len() > TEXT_LIMIT {
                self.error(
                    Code::TooLong {
                        what,
                        bytes: name.len(),
                        limit: TEXT_LIMIT,
                    },
                    place,
                );
            }
        }
    }

    fn canvas(&mut self) {
        let place = Place::top().field("positions");
        for node in self.document.positions.keys() {
            let known = match node {
                Node::Exchange(name) => self.known.exchanges.contains(name),
                Node::Queue(name) => self.known.queues.contains(name),
                Node::Actor(id) => self.document.actor(*id).is_some(),
                Node::Note(id) => self.document.notes.iter().any(|note| note.id == *id),
                Node::Other(_) => false,
            };
            if !known {
                let name = node.to_string();
                self.warn(
                    Code::Unknown {
                        what: What::Node,
                        name: name.clone(),
                        nearest: None,
                    },
                    place.named(&name),
                );
            }
        }
        let notes = self.document.notes.iter().enumerate();
        let place = Place::top().field("notes");
        self.names(
            What::Note,
            notes.map(|(at, note)| (note.id.as_str(), place.index(at))),
        );
    }

    fn script(&mut self, script: &[crate::model::script::ScriptEntry], place: &Place) {
        for (at, entry) in script.iter().enumerate() {
            let missing = entry
                .action
                .actor()
                .filter(|id| self.document.actor(*id).is_none());
            if let Some(id) = missing {
                self.error(
                    unknown(What::ActorId, &id.to_string(), &BTreeSet::new()),
                    place.index(at),
                );
            }
        }
    }
}

/// The longest name, key or tag that AMQP can carry, in bytes.
const TEXT_LIMIT: usize = 255;

/// Nothing has this name; what was meant, perhaps.
fn unknown(what: What, name: &str, known: &BTreeSet<String>) -> Code {
    let nearest = nearest(name, known.iter().map(String::as_str));
    Code::Unknown {
        what,
        name: name.into(),
        nearest,
    }
}
