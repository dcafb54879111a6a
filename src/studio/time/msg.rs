//! What a person says about branches, breakpoints and what happens next.

use std::rc::Rc;

/// Something about time.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeMsg {
    /// A branch, by its place among the branches, gets this name; an empty one takes it away.
    NameBranch(usize, Rc<str>),
    DeleteBranch(usize),
}
