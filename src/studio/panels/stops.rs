//! The breakpoints: when each stops, how often the run hits it, and what others there could be.

use crate::run::breakpoint::Breakpoint;
use std::rc::Rc;

/// All breakpoints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stops {
    pub rows: Vec<Row>,
    /// What a breakpoint can be set on.
    pub groups: Vec<Group>,
    /// The queues whose depth can be watched.
    pub queues: Vec<Rc<str>>,
}

/// A breakpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub number: u32,
    /// `something happens to m2`.
    pub text: Rc<str>,
    pub is_on: bool,
    /// `3 hits`.
    pub hits: Rc<str>,
}

/// Breakpoints of one sort.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub title: Rc<str>,
    pub offers: Vec<Offer>,
}

/// A breakpoint that could be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub text: Rc<str>,
    pub at: Breakpoint,
}

/// What can be done about a step of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfStep {
    pub step: usize,
    /// `Step 14 of 38`.
    pub title: Rc<str>,
    /// What it did.
    pub told: Rc<str>,
    /// Whether it is to come.
    pub is_ahead: bool,
    pub offers: Vec<Offer>,
}

/// The breakpoints of a node, as its panel shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfNode {
    /// Whether it stops whenever something happens here.
    pub is_on: bool,
    /// Of a queue: its name, and the depth at which it stops as it is typed.
    pub depth: Option<(Rc<str>, Rc<str>)>,
}
