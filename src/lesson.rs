//! Lessons as data: where chapters stop, what holds there, questions with answers that the engine computes, and a
//! generated sentence or two for any step. The words are the text layer's.
//!
//! A chapter speaks of the authored run. Where it stops, what is true there and what the answer to a question is are all
//! worked out from the run itself; nobody writes them down.

pub mod chronicle;
pub mod course;
mod fork;
pub mod matches;
pub mod moment;
pub mod quiz;
pub mod sentence;
mod tell;

pub use course::{ChapterStop, Course, Flaw};
pub use quiz::{Answer, Gap, Item, Quiz};
pub use sentence::{Cause, Consequence, Telling};
pub use tell::{tell, tell_events};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
