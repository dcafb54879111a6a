//! Charts over the steps of the timeline: queue depth, rates, age of the head, unacked per consumer.

use crate::scene::node::NodeKind;
use std::rc::Rc;

/// All charts that are to be seen, one below the other, on the timeline's axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charts {
    pub rows: Vec<Chart>,
    /// The step of the first point; the timeline's first tile.
    pub first: usize,
    /// How many steps are side by side.
    pub tiles: usize,
    /// The playhead.
    pub now: usize,
    /// Said where there is none.
    pub empty: Option<Rc<str>>,
    /// That there are more, and how to see them.
    pub more: Option<Rc<str>>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// `orders.work`.
    pub name: Rc<str>,
    pub kind: NodeKind,
    /// `Rate, per 2 s`; empty for the depth of a queue.
    pub what: Rc<str>,
    /// One or two.
    pub lines: Vec<Line>,
    /// What the full height stands for.
    pub most: u64,
    /// `max 3`.
    pub most_text: Rc<str>,
    /// All of it in a sentence, for those who do not see it.
    pub told: Rc<str>,
}

/// A line of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `ready`.
    pub name: Rc<str>,
    /// Before and after the step of the playhead: `2→3`; one number where it stays.
    pub value: Rc<str>,
    /// A value for each step from the first on, as far as it is known.
    pub points: Vec<u64>,
}
