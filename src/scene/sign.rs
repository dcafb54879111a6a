//! The signs on the picture, as SVG writes their strokes, on a field of 16 by 16 with its middle at (8, 8).

/// It matched, or was acked.
pub const TICK: &str = "m3.4 8.6 3 3 6.2-7";
/// It did not match, or ended badly.
pub const CROSS: &str = "m4.4 4.4 7.2 7.2M11.6 4.4l-7.2 7.2";
/// A turning arrow: dead letters.
pub const DEAD_LETTER: &str = "M3 3.2h7.4a3 3 0 0 1 0 6H4M6.4 6.6 3.8 9.2l2.6 2.6";
/// Its time ran out.
pub const HOURGLASS: &str = "M4 2.4h8M4 13.6h8M5 2.6v2.2L8 8l3-3.2V2.6M5 13.4v-2.2L8 8l3 3.2v2.2";
/// Delivered again.
pub const REDO: &str = "M12.6 8A4.7 4.7 0 1 1 11 4.5M11.6 1.8v3h-3";
/// A crash; this one is filled.
pub const BOLT: &str = "M9.2 1.6 3.4 9h4L6.6 14.4 12.6 6.8H8.4z";
/// Not started yet.
pub const CLOCK: &str = "M2.2 8a5.8 5.8 0 1 1 11.6 0 5.8 5.8 0 1 1-11.6 0M8 4.8V8l2.2 1.5";
/// Not connected.
pub const UNPLUG: &str = "M2.2 8h3M10.8 8h3M6.4 11l1-6M8.6 11l1-6";
/// Not there; with its dot.
pub const QUERY: &str = "M5.8 5.8c0-3 4.6-3 4.6-.1 0 2-2.4 2-2.4 4";
/// The dot of the question mark.
pub const QUERY_DOT: &str = "M8 12.6v.1";
