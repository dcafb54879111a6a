//! Virtual time: whole milliseconds since the run began. Only the world moves it; nothing here reads a clock.

/// Milliseconds of virtual time: a moment since the start of the run, or a span.
pub type Ms = u64;
