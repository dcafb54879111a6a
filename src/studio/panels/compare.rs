//! Two branches side by side.

use crate::scene::Scene;
use crate::scene::geometry::{Point, Rect};
use crate::studio::panels::Rich;
use crate::studio::panels::timeline::Tile;
use std::rc::Rc;

/// The comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compare {
    /// Left and right.
    pub sides: Vec<Side>,
    /// What both pictures cover.
    pub frame: Rect,
    /// `11 of 16 steps differ`.
    pub summary: Rc<str>,
    /// The first step that differs.
    pub first: Option<usize>,
    /// `Step 13 of 16`.
    pub step_text: Rc<str>,
    pub step: usize,
    pub steps: usize,
    /// The step of the first tile.
    pub first_tile: usize,
    /// Whether each tile is another one on the other side.
    pub differs: Vec<bool>,
}

/// A branch of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub name: Rc<str>,
    pub scene: Rc<Scene>,
    /// Where the nodes are that look otherwise on the other side.
    pub marks: Vec<Point>,
    /// What the step did here.
    pub told: Rich,
    /// `done at 8.0 s`.
    pub ended: Rc<str>,
    /// From the first tile on, as far as there are.
    pub tiles: Vec<Tile>,
}
