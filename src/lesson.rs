//! Lessons as data: where chapters stop, what holds there, questions with answers that the engine computes, and a
//! generated sentence or two for any step. The words are the text layer's.
//!
//! A chapter speaks of the authored run. Where it stops, what is true there and what the answer to a question is are all
//! worked out from the run itself; nobody writes them down.

pub mod sentence;

pub use sentence::{Cause, Consequence, Telling};
