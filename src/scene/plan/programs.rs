//! What can be seen of a program without running it: where it publishes.

use crate::model::Actor;

/// Where a `publish` goes, as far as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub exchange: String,
    /// The routing key, where it is the same every time.
    pub key: Option<String>,
}

/// Where an actor publishes, in the order of its program.
pub fn targets(actor: &Actor) -> Vec<Target> {
    let _ = actor;
    Vec::new()
}

/// Whether it gives messages a time to live of their own.
pub fn sets_expiration(actor: &Actor) -> bool {
    let _ = actor;
    false
}
