//! The ground floor: identifiers, virtual time, values of AMQP tables, patterns over names, interned names, hashing, and
//! sorting and gathering that are small in WebAssembly.
//!
//! Everything here is fixed in width and free of floats that are computed with, so that a world has the same digest
//! natively and in WebAssembly. It knows nothing of brokers or documents.

pub mod double;
pub mod gather;
pub mod hash;
pub mod ids;
pub mod names;
pub mod order;
pub mod pattern;
pub mod sorted;
pub mod time;
pub mod value;
pub mod weight;
