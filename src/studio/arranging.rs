//! Putting what is chosen in order, and everything: each is one edit that moves nodes and nothing else.

use crate::base::gather::Gather;
use crate::base::order;
use crate::entry;
use crate::key;
use crate::model::{Node, Point};
use crate::scene::layout::Layout;
use crate::scene::node::{NodeKind, NodeView};
use crate::scene::plan::Plan;
use crate::studio::msg::Cmd;
use crate::studio::{Stale, Studio};
use std::rc::Rc;

/// An order of several nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    Left,
    Centre,
    Right,
    Top,
    Middle,
    Bottom,
    /// Equal gaps from left to right, the outermost staying.
    Across,
    /// Equal gaps from top to bottom.
    Down,
}

impl Arrangement {
    /// As the toolbar shows them.
    pub const ALL: [Arrangement; 8] = [
        Arrangement::Left,
        Arrangement::Centre,
        Arrangement::Right,
        Arrangement::Top,
        Arrangement::Middle,
        Arrangement::Bottom,
        Arrangement::Across,
        Arrangement::Down,
    ];
}

impl Studio {
    /// Puts the chosen nodes in order.
    pub(super) fn arrange(&mut self, arrangement: Arrangement, cmds: &mut Vec<Cmd>) {
        let chosen: Vec<&Rc<NodeView>> = self.chosen();
        if !self.can_draw() || !self.gesture.is_idle() || chosen.len() < 2 {
            return;
        }
        let places = arranged(arrangement, &chosen);
        let is_spread = matches!(arrangement, Arrangement::Across | Arrangement::Down);
        let count = chosen.len();
        let what = if is_spread {
            entry!("draw.spread", count)
        } else {
            entry!("draw.aligned", count)
        };
        let what = self.text.line(what);
        self.move_to(what, places, cmds);
    }

    /// The chosen nodes as they are in the picture.
    pub(super) fn chosen(&self) -> Vec<&Rc<NodeView>> {
        let selection = &self.view.selection;
        let nodes = self.scene.nodes.iter();
        nodes.filter(|node| selection.contains(&node.id)).gather()
    }

    /// Lays everything out anew, as if nobody had put anything anywhere.
    pub(super) fn tidy(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(session) = self.session.as_ref().filter(|_| self.gesture.is_idle()) else {
            return;
        };
        let mut plan = Plan::clone(&session.stage.plan);
        for node in &mut plan.nodes {
            if node.kind != NodeKind::Note {
                node.position = None;
            }
        }
        let places = Layout::of(&plan).positions(&plan).gather();
        let what = self.text.get(key!("draw.tidied")).to_string();
        self.move_to(what, places, cmds);
        self.fit();
    }

    /// Moves nodes to places, as one edit, unless all of them are there.
    pub(super) fn move_to(&mut self, what: String, mut places: Vec<(Node, Point)>, cmds: &mut Vec<Cmd>) {
        let stands = |node: &Node| self.scene.nodes.iter().find(|view| view.id == *node);
        places.retain(|(node, to)| stands(node).is_some_and(|view| view.at != *to));
        if places.is_empty() || !self.can_draw() {
            return;
        }
        if let Some(session) = &mut self.session {
            session.move_nodes(what.clone().into(), places);
            self.fitted = false;
            self.outdated(Stale::Everything);
            cmds.push(Cmd::Announce(what));
        }
    }
}

/// Where nodes stand in this order.
fn arranged(arrangement: Arrangement, nodes: &[&Rc<NodeView>]) -> Vec<(Node, Point)> {
    let bodies = nodes.iter().map(|node| node.body);
    let all = bodies.reduce(|one, other| one.union(other)).unwrap_or_default();
    let middle = all.middle();
    let by = |node: &NodeView| {
        let body = node.body;
        match arrangement {
            Arrangement::Left => Point::new(all.x - body.x, 0),
            Arrangement::Centre => Point::new(middle.x - body.middle().x, 0),
            Arrangement::Right => Point::new(all.right() - body.right(), 0),
            Arrangement::Top => Point::new(0, all.y - body.y),
            Arrangement::Middle => Point::new(0, middle.y - body.middle().y),
            Arrangement::Bottom => Point::new(0, all.bottom() - body.bottom()),
            Arrangement::Across | Arrangement::Down => Point::default(),
        }
    };
    let moved = |node: &NodeView, by: Point| (node.id.clone(), node.at.moved(by.x, by.y));
    match arrangement {
        Arrangement::Across => spread(nodes, |node| (node.body.x, node.body.width))
            .into_iter()
            .map(|(node, by)| moved(node, Point::new(by, 0)))
            .gather(),
        Arrangement::Down => spread(nodes, |node| (node.body.y, node.body.height))
            .into_iter()
            .map(|(node, by)| moved(node, Point::new(0, by)))
            .gather(),
        Arrangement::Left
        | Arrangement::Centre
        | Arrangement::Right
        | Arrangement::Top
        | Arrangement::Middle
        | Arrangement::Bottom => nodes.iter().map(|node| moved(node, by(node))).gather(),
    }
}

/// How far each goes along an axis so that all gaps are equal; what is left over of a pixel goes to the last gaps.
fn spread<'a>(nodes: &[&'a Rc<NodeView>], span: fn(&NodeView) -> (i32, i32)) -> Vec<(&'a NodeView, i32)> {
    let mut row: Vec<&NodeView> = nodes.iter().map(|node| &***node).gather();
    order::sort_by_key(&mut row, |node| (span(node).0, node.id.clone()));
    let (Some(first), Some(last)) = (row.first(), row.last()) else {
        return Vec::new();
    };
    let gaps = row.len() as i32 - 1;
    let lengths: i32 = row.iter().map(|node| span(node).1).sum();
    let (start, end) = (span(first).0, span(last).0 + span(last).1);
    let free = end - start - lengths;
    let mut filled = 0;
    let mut moved = Vec::new();
    for (at, node) in row.iter().enumerate() {
        let wanted = start + filled + free * at as i32 / gaps.max(1);
        moved.push((*node, wanted - span(node).0));
        filled += span(node).1;
    }
    moved
}
