//! The branches of the run: their names, where they part, how much of them is another way.

use std::rc::Rc;

/// All branches, the authored run first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branches {
    pub rows: Vec<Row>,
    /// Said while there is but one: how another comes to be.
    pub hint: bool,
}

/// A branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place among the branches.
    pub branch: usize,
    /// `main`, `branch 2`, or what a person calls it.
    pub name: Rc<str>,
    pub is_current: bool,
    /// `from main after step 9`; empty for the authored run.
    pub from: Rc<str>,
    /// `38 steps`.
    pub steps: Rc<str>,
    /// `11 of 16 steps differ`, against the branch that is looked at.
    pub differs: Rc<str>,
    pub can_delete: bool,
}
