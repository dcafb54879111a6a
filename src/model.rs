//! The document: what a person draws and writes, kept as plain data.
//!
//! Here live its parts (topology, actors with programs, script, lesson), the languages of its texts (programs, facts,
//! stops), its JSON form, and what can be said against it. A document that was read is never silently changed: unknown
//! fields stay, program texts keep every letter. Nothing here knows how a document runs.

pub mod actor;
pub mod cursor;
pub mod diagnostic;
pub mod document;
pub mod edge;
pub mod edit;
pub mod expression;
pub mod form;
pub mod gallery;
pub mod json;
pub mod lesson;
pub mod nearest;
pub mod node;
pub mod problems;
pub mod program;
pub mod read;
pub mod script;
pub mod simulated;
pub mod topology;
pub mod validate;
pub mod words;

pub use actor::{Actor, ActorKind, Link, Subscription};
pub use diagnostic::{Code, Diagnostic, Place, Severity};
pub use document::{Document, Horizon, Note};
pub use expression::Expression;
pub use lesson::Lesson;
pub use node::{Node, Point};
pub use program::Program;
pub use script::{Action, ScriptEntry};
pub use topology::Topology;
pub use words::{Extra, Words};
