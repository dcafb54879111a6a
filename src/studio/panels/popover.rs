//! What stands open beside a place of the canvas, with a field to type into.

use crate::scene::geometry::{Point, Rect};
use crate::scene::node::NodeKind;
use crate::studio::panels::Rich;
use std::rc::Rc;

/// What is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Popover {
    Rename(Renaming),
    Add(Offers),
}

/// The field over a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Renaming {
    /// The body of the node; its name stands above or below it.
    pub body: Rect,
    pub is_below: bool,
    /// `Rename queue orders.work`.
    pub label: Rc<str>,
    pub name: Rc<str>,
    /// Names that clients type are monospace.
    pub is_code: bool,
    /// What follows the new name: `3 bindings`.
    pub follows: Vec<Rc<str>>,
    /// Why it cannot be.
    pub refused: Option<Rich>,
    /// `keep orders.work`.
    pub keep: Rc<str>,
}

/// The list of what can be added at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Offers {
    pub at: Point,
    pub query: Rc<str>,
    pub groups: Vec<Group>,
    /// The chosen row, counted through all groups.
    pub chosen: usize,
    /// What does not fit, and why.
    pub note: Rc<str>,
}

/// Rows of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub title: Rc<str>,
    pub is_new: bool,
    pub rows: Vec<Row>,
}

/// Something that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub kind: NodeKind,
    pub name: Rc<str>,
    pub more: Rc<str>,
    pub is_code: bool,
}
