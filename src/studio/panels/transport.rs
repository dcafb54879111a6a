//! The transport: where in the run we are, and which of its buttons do something.

use crate::studio::view::{Pacing, Speed};
use crate::text::Key;
use std::rc::Rc;

/// The transport.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transport {
    /// 0 is the start.
    pub step: usize,
    /// How many steps are known so far.
    pub steps: usize,
    /// Whether more may still come: the run is being computed.
    pub is_computing: bool,
    pub playing: bool,
    pub at_start: bool,
    pub at_end: bool,
    /// At the horizon stands Continue.
    pub can_continue: bool,
    /// Why playing would do nothing.
    pub cannot_play: Option<Key>,
    /// `00:05.720`.
    pub clock: Rc<str>,
    /// `Step 14 of 38`.
    pub step_text: Rc<str>,
    /// `at 5.720 s`.
    pub at_text: Rc<str>,
    /// What the slider says of its value: `Step 14 of 38: m2 expires in orders.wait`.
    pub value_text: Rc<str>,
    pub speed: Speed,
    pub pacing: Pacing,
}
