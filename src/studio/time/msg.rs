//! What a person says about branches, breakpoints and what happens next.

use crate::run::breakpoint::Breakpoint;
use std::rc::Rc;

/// Something about time.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeMsg {
    /// A branch, by its place among the branches, gets this name; an empty one takes it away.
    NameBranch(usize, Rc<str>),
    DeleteBranch(usize),
    /// Puts a branch beside the one that is looked at.
    Compare(usize),
    /// Puts both to a step.
    CompareAt(usize),
    /// What stands at the left goes to the right.
    SwapSides,

    /// Sets a breakpoint.
    AddStop(Breakpoint),
    /// Switches one of the list on or off.
    ToggleStop(usize),
    DeleteStop(usize),
    /// Sets this one, or takes it away.
    ToggleStopAt(Breakpoint),
    /// Stops where this queue comes to hold as many as is typed; nothing typed takes that away.
    StopAtDepth(String, Rc<str>),
    /// Goes to the next step that hits a breakpoint.
    NextHit,
    /// Goes back to the one before.
    PreviousHit,
    /// Plays up to a step; back to it where it has been.
    RunTo(usize),
    /// Takes one of the things that may happen next.
    Choose(usize),
    /// Shows what can be done about a step.
    OfferStops(usize),
}
