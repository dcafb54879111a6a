//! The world: brokers, connections, actors with programs, and one clock; everything that can happen is a choice.

pub mod choice;
pub mod event;
