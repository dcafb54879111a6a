//! Why it happened, as data: reasons, comparisons, lives and paths of messages. The words are the text layer's.
//!
//! Nothing is decided here a second time. The choices of a step are applied again to the world before it, and
//! the broker tells its reasons. Only what the eye needs beside them is worked out here: how the words of a topic pattern
//! lie on the words of a key, and how each header compares; tests hold both against the broker.
//!
//! What is told carries names, not handles: it can be shown without a world at hand.

pub mod biography;
mod details;
mod headers;
mod lives;
pub(crate) mod names;
mod outcome;
pub mod path;
mod routing;
mod standing;
mod story;
pub mod topic;
pub mod trial;
pub(crate) mod ttl;
pub mod why;

pub use lives::Explainer;

use std::sync::Arc;

/// The name of a queue, an exchange or a key. The empty exchange name is the default exchange.
pub type Label = Arc<str>;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
