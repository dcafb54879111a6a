//! RabbitMQ's definitions.json: what a broker exports, to a document and back.
//!
//! A document holds one virtual host; users, their permissions everywhere and global parameters belong to the broker and
//! are kept too. Passwords and their hashes are dropped before anything is kept. What happened to each object is told.

mod export;
mod import;
mod report;
#[cfg(test)]
mod tests;

pub use export::export;
pub use import::{VhostSummary, import, vhosts};
pub use report::{Entry, Outcome, Remark, Report};
