//! What a person is in the middle of: placing, connecting, marking with a frame, moving, renaming, adding. It is no part
//! of the document, which changes only when a gesture ends well, nor of the view.
//!
//! Places are those of the canvas. What is legal is the document's to say; this room knows how a gesture begins and ends.

use crate::base::ids::MessageId;
use crate::broker::view::ExchangeKind;
use crate::model::Node;
use crate::model::edge::EdgeId;
use crate::scene::geometry::{Point, Rect};
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::selection::Selection;
use crate::studio::splicing::Over;
use std::rc::Rc;

/// What is being done with the drawing.
#[derive(Debug, Default)]
pub enum Gesture {
    /// Nothing: a click chooses.
    #[default]
    Idle,
    /// A click places a node; the pointer carries how it will look.
    Placing {
        tool: Tool,
        /// Around its own point, which stands at the origin.
        ghost: Rc<NodeView>,
        /// Where the pointer is, once it is known.
        pointer: Option<Point>,
        /// The edge that it would be put into.
        over: Option<Over>,
    },
    /// An edge is drawn, or one of its ends moved, to a node that is yet to be chosen.
    Connecting {
        line: Line,
        by: Hold,
        pointer: Option<Point>,
        /// The node that is pointed at or has been moved to by keys, legal or not.
        aim: Option<Node>,
        /// Where it can end, in the order of flow.
        goals: Rc<[Node]>,
    },
    /// A frame is drawn; what it touches is chosen beside what was chosen before.
    Selecting {
        from: Point,
        to: Point,
        before: Selection,
    },
    /// Nodes are carried to another place.
    Moving {
        nodes: Vec<Node>,
        from: Point,
        by: Point,
        /// The edge that a single one would be put into.
        over: Option<Over>,
    },
    /// A node gets another name, which is being typed.
    Renaming { node: Node, name: Rc<str> },
    /// A list beside a place offers what can stand there.
    Adding(Adding),
}

/// What the list of what can be added knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adding {
    /// Where it will stand.
    pub at: Point,
    /// The node that an edge leads from.
    pub from: Option<Node>,
    /// What is typed into the list's field.
    pub query: Rc<str>,
    /// The row that Enter takes.
    pub chosen: usize,
}

/// The edge that is being drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A new one from this node.
    New(Node),
    /// One that is there, whose other end stays.
    Moved(EdgeId, Side),
}

impl Line {
    /// The node at the end that stays where it is.
    pub fn fixed(&self) -> &Node {
        match self {
            Line::New(from) => from,
            Line::Moved(edge, Side::End) => &edge.from,
            Line::Moved(edge, Side::Start) => &edge.to,
        }
    }
}

/// An end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Start,
    End,
}

/// How long a gesture lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// While the pointer is down.
    Down,
    /// Until something is chosen.
    Chosen,
}

/// What can be taken from the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Producer,
    Exchange,
    Queue,
    Consumer,
    Note,
}

impl Tool {
    /// In the order of the palette.
    pub const ALL: [Tool; 5] = [
        Tool::Producer,
        Tool::Exchange,
        Tool::Queue,
        Tool::Consumer,
        Tool::Note,
    ];

    /// What it places.
    pub const fn kind(self) -> NodeKind {
        match self {
            Tool::Producer => NodeKind::Producer,
            Tool::Exchange => NodeKind::Exchange,
            Tool::Queue => NodeKind::Queue,
            Tool::Consumer => NodeKind::Consumer,
            Tool::Note => NodeKind::Note,
        }
    }
}

/// The kinds of exchange, in the order of the hint bar and of the key that goes through them.
pub const EXCHANGES: [ExchangeKind; 4] = [
    ExchangeKind::Topic,
    ExchangeKind::Direct,
    ExchangeKind::Fanout,
    ExchangeKind::Headers,
];

/// What was pointed at on the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grip {
    Ground,
    Node(Node),
    Edge(EdgeId),
    /// The port of a node from which edges are drawn.
    Port(Node),
    /// An end of the chosen edge.
    Handle(Side),
    /// The port that attaches something new.
    Attach,
    Message(MessageId),
}

/// Nodes are placed and moved in steps of this many pixels, so that rows line up.
const STEP: i32 = 10;

/// A place on the grid.
pub fn snapped(at: Point) -> Point {
    let near = |length: i32| (length + STEP / 2).div_euclid(STEP) * STEP;
    Point::new(near(at.x), near(at.y))
}

/// The frame between two corners.
pub fn frame(one: Point, other: Point) -> Rect {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    Rect::new(x, y, (one.x - other.x).abs(), (one.y - other.y).abs())
}

impl Gesture {
    pub fn is_idle(&self) -> bool {
        matches!(self, Gesture::Idle)
    }

    /// Whether it lasts while the pointer is down, and dragging is its own.
    pub fn is_drag(&self) -> bool {
        match self {
            Gesture::Selecting { .. } | Gesture::Moving { .. } => true,
            Gesture::Connecting { by, .. } => *by == Hold::Down,
            Gesture::Idle | Gesture::Placing { .. } | Gesture::Renaming { .. } | Gesture::Adding(_) => false,
        }
    }

    /// What is being placed.
    pub fn tool(&self) -> Option<Tool> {
        match self {
            Gesture::Placing { tool, .. } => Some(*tool),
            Gesture::Idle
            | Gesture::Connecting { .. }
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_snap_to_the_nearest_step_on_both_sides_of_the_origin() {
        assert_eq!(snapped(Point::new(14, 15)), Point::new(10, 20));
        assert_eq!(snapped(Point::new(-14, -16)), Point::new(-10, -20));
    }

    #[test]
    fn a_frame_is_upright_from_any_corner() {
        let (one, other) = (Point::new(10, 50), Point::new(40, 20));
        assert_eq!(frame(one, other), Rect::new(10, 20, 30, 30));
        assert_eq!(frame(other, one), frame(one, other));
    }
}
