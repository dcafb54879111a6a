//! What lies over the picture while something is done with the drawing, and the keys that this takes.

use crate::broker::view::ExchangeKind;
use crate::scene::geometry::{Point, Rect};
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::guides::Guides;
use crate::studio::panels::Rich;
use std::rc::Rc;

/// What lies over the picture. All of it is blue: nothing of it happens in the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// A node that is placed next: how it looks around the origin, and where it would stand.
    pub ghost: Option<(Rc<NodeView>, Point)>,
    /// The frame that chooses what it touches.
    pub frame: Option<Rect>,
    /// The edge that is being drawn, as SVG writes it.
    pub line: Option<Rc<str>>,
    /// Where it can end, and where not.
    pub goals: Vec<Goal>,
    pub refused: Option<Rect>,
    /// What is said beside a node.
    pub tip: Option<Rc<Tip>>,
    /// The edge that is pointed at, or that what is carried would be put into.
    pub lit: Option<Rc<str>>,
    pub guides: Guides,
    /// The empty place where something can be added.
    pub spot: Option<Point>,
    /// The nodes where it cannot end, by position in the picture.
    pub dimmed: Vec<usize>,
    pub carried: Option<Carried>,
}

/// A node that an edge can end at.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    pub kind: NodeKind,
    pub body: Rect,
    /// The digit that jumps to it; the later ones have none.
    pub number: Option<usize>,
    pub is_aim: bool,
    /// What an edge to it would be: `dead letters`; empty where all would be the same.
    pub what: &'static str,
}

/// What is said beside a node: why no edge can end there, or what hangs loose.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    pub at: Rect,
    pub words: Rich,
    pub tone: Tone,
}

/// How something is said beside a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// No edge can end there.
    Refusal,
    /// Something hangs loose.
    Warning,
    /// What an edge would be.
    Promise,
}

/// What is carried from its place, by positions in the picture. Its edges follow as plain lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    pub nodes: Vec<usize>,
    pub edges: Vec<usize>,
    pub by: Point,
    pub lines: Vec<Rc<str>>,
}

/// The bar that says what the keys do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// `Connecting from orders`; empty where the keys say enough.
    pub title: Rc<str>,
    pub rows: Vec<HintRow>,
    /// What a finger does, which has no keys.
    pub tap: &'static str,
    /// The kinds of exchange to choose from, with the chosen one.
    pub exchange: Option<ExchangeKind>,
}

/// Keys, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintRow {
    pub keys: Vec<Rc<str>>,
    pub text: Rc<str>,
}
