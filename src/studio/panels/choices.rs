//! What may happen next, one by one.

use crate::studio::panels::Rich;
use std::rc::Rc;

/// The choices at the step that is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    pub rows: Vec<Row>,
    /// How many there are, or why they are not told.
    pub intro: Rich,
}

/// A choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it would do.
    pub told: Rich,
    /// `at 5.720 s`.
    pub at: Rc<str>,
    /// It is what playing does.
    pub is_due: bool,
    /// Taking it begins a branch.
    pub forks: bool,
}
