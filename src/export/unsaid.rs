//! What a format cannot say.

use crate::model::Document;

/// A text for another tool, and what of the drawing is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    pub text: String,
    pub unsaid: Vec<Unsaid>,
}

/// Something of a drawing that a format has no words for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// So many producers, consumers and services, with their programs and what they declare themselves.
    Actors(usize),
    /// So many users with their permissions: a drawing keeps no passwords.
    Users(usize),
    /// An exchange that is internal: the command has no word for it.
    Internal(String),
    /// A name, key or argument with a NUL, which no shell can pass on.
    Nul(usize),
    /// So many settings of queues and exchanges.
    Settings(usize),
    /// The steps after this one.
    Steps(usize),
}

impl Export {
    /// A text that says all.
    pub fn all(text: String) -> Export {
        Export {
            text,
            unsaid: Vec::new(),
        }
    }
}

/// What tools that declare a topology do not hear of.
pub(super) fn of_actors(document: &Document) -> Vec<Unsaid> {
    let actors = document.actors.len();
    (actors > 0)
        .then_some(Unsaid::Actors(actors))
        .into_iter()
        .collect()
}

/// The same, where users need a password to be made.
pub(super) fn of_actors_and_users(document: &Document) -> Vec<Unsaid> {
    let mut unsaid = of_actors(document);
    let users = document.topology.users.len();
    unsaid.extend((users > 0).then_some(Unsaid::Users(users)));
    unsaid
}
