//! The timeline: a tile for each step of a window, the playhead, and lanes for the branches.

use crate::studio::panels::When;
use std::rc::Rc;

/// The timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The step of the first tile.
    pub first: usize,
    pub tiles: Vec<Tile>,
    /// The playhead.
    pub now: usize,
    /// How many steps are known.
    pub steps: usize,
    pub lanes: Vec<Lane>,
    /// How many breakpoints are set.
    pub stops: usize,
    /// Whether the window follows the playhead.
    pub follows: bool,
}

/// A tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    pub step: usize,
    pub kind: TileKind,
    pub when: When,
    /// `Step 12: billing-2 crashes, at 5.100 s`.
    pub title: Rc<str>,
    /// The chapter that stops here, from 1.
    pub chapter: Option<usize>,
    /// The breakpoint that it hits.
    pub stop: Option<Rc<str>>,
    /// Its number stands above it.
    pub numbered: bool,
}

/// The kind of a step, which decides its tile's class and pictogram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileKind {
    /// Step 0, and whatever declares.
    #[default]
    Start,
    Publish,
    /// Something is on its way.
    Travel,
    Deliver,
    Ack,
    Reject,
    Expire,
    DeadLetter,
    /// Dropped, unroutable, lost.
    Drop,
    Return,
    Confirm,
    /// Refused by the broker, or an AMQP error.
    Refuse,
    Work,
    Restart,
    Fault,
    Other,
}

/// A branch beside the one that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    pub branch: usize,
    pub name: Rc<str>,
    /// The step after which it leaves the shown branch.
    pub from_step: usize,
    /// Its steps after that: whether each differs from the shown branch's step of the same number.
    pub differs: Vec<bool>,
}
