//! Walking over the drawing by keys: to the nearest node, along edges, and with everything that was passed chosen. What
//! is reached is always in sight.

use crate::base::gather::Gather;
use crate::model::Node;
use crate::scene::geometry::Rect;
use crate::scene::node::NodeView;
use crate::studio::Studio;
use crate::studio::edging::middle_of;
use crate::studio::gesture::Gesture;
use crate::studio::msg::{Cmd, Toward};
use crate::studio::selection::Selection;
use crate::studio::view::Camera;
use crate::text::Argument;
use crate::{entry, key};

/// The space that is left around what is zoomed to.
const AROUND: i32 = 40;

/// A step from node to node, and the direction that leads back.
#[derive(Clone, Debug)]
pub struct Walk {
    from: Node,
    to: Node,
    back: Toward,
}

impl Studio {
    /// Moves the selection to the nearest node in a direction, or to the next one in flow order.
    pub(in crate::studio) fn select_toward(&mut self, toward: Toward, cmds: &mut Vec<Cmd>) {
        if matches!(self.gesture, Gesture::Connecting { .. }) {
            return self.aim_toward(toward, cmds);
        }
        let nodes: Vec<&NodeView> = self.scene.nodes.iter().map(|node| &**node).gather();
        let lead = self.view.selection.lead();
        let here = nodes.iter().position(|node| Some(&node.id) == lead);
        let name = |at: usize| nodes.get(at).map(|node| node.id.clone());
        let found = match (here, toward) {
            (None, _) => match self.view.selection.edge().and_then(|edge| self.edge_view(edge)) {
                Some(edge) => nearest(&nodes, Rect::around(middle_of(edge), 0, 0), toward),
                None => name(0),
            },
            (Some(at), Toward::Next) => name(at + 1),
            (Some(at), Toward::Previous) => at.checked_sub(1).and_then(name),
            (Some(_), Toward::Left | Toward::Right | Toward::Up | Toward::Down) => {
                let back = self
                    .walk
                    .as_ref()
                    .filter(|walk| Some(&walk.to) == lead && walk.back == toward);
                let back = back.map(|walk| walk.from.clone());
                // The way back leads to where one came from, whatever lies nearer.
                back.filter(|node| nodes.iter().any(|other| other.id == *node))
                    .or_else(|| self.nearest_to_lead(&nodes, toward))
            }
        };
        if let Some(node) = found {
            self.walk = lead.cloned().map(|from| Walk {
                from,
                to: node.clone(),
                back: toward.back(),
            });
            cmds.push(Cmd::FocusNode(node.clone()));
            self.select(Some(node));
            self.reveal_selection();
        }
    }

    /// Says what is chosen now, unless something else is said already.
    pub(in crate::studio) fn announce_chosen(&self, cmds: &mut Vec<Cmd>) {
        let is_said = cmds.iter().any(|cmd| matches!(cmd, Cmd::Announce(_)));
        if is_said || !self.gesture.is_idle() {
            return;
        }
        let said = match self.view.selection.nodes() {
            [] => match self.view.selection.edge() {
                Some(edge) => self.name_of_edge(edge).to_string(),
                None => self.text.get(key!("live.none_chosen")).into(),
            },
            [node] => {
                let found = self.scene.nodes.iter().find(|view| view.id == *node);
                let (name, caption) = found.map_or(("", ""), |view| (&*view.accessible_name, &*view.caption));
                let (node, caption) = (Argument::Plain(name), Argument::Plain(caption));
                match found.is_some_and(|view| view.caption.is_empty()) {
                    true => name.into(),
                    false => self.text.line(entry!("live.chosen", node, caption)),
                }
            }
            several => self.text.line(entry!("draw.selected", count = several.len())),
        };
        cmds.push(Cmd::Announce(said));
    }

    /// Chooses the nearest node in a direction, beside what is chosen. Going back lets the last one go again.
    pub(super) fn extend(&mut self, toward: Toward, cmds: &mut Vec<Cmd>) {
        let nodes: Vec<&NodeView> = self.scene.nodes.iter().map(|node| &**node).gather();
        let Some(next) = self.nearest_to_lead(&nodes, toward) else {
            return;
        };
        let mut selection = self.view.selection.clone();
        match selection.nodes() {
            [.., before, lead] if *before == next => {
                let lead = lead.clone();
                selection.toggle(lead);
            }
            _ => selection.add(next),
        }
        self.choose(selection);
        self.reveal_selection();
        cmds.push(Cmd::FocusCanvas);
    }

    /// Moves the selection to the other end of an edge: the one that lies in this direction, else where messages go
    /// (right, down) or come from (left, up).
    pub(super) fn walk_along(&mut self, toward: Toward, cmds: &mut Vec<Cmd>) {
        let Some(lead) = self.view.selection.lead().cloned() else {
            return self.select_toward(Toward::Next, cmds);
        };
        let edges = &self.scene.edges;
        let out = edges
            .iter()
            .filter(|edge| edge.id.from == lead)
            .map(|edge| &edge.id.to);
        let into = edges
            .iter()
            .filter(|edge| edge.id.to == lead)
            .map(|edge| &edge.id.from);
        let (out, into): (Vec<&Node>, Vec<&Node>) = (out.gather(), into.gather());
        let ends = |node: &&NodeView| out.contains(&&node.id) || into.contains(&&node.id);
        let nodes: Vec<&NodeView> = self.scene.nodes.iter().map(|node| &**node).filter(ends).gather();
        let found = self.nearest_to_lead(&nodes, toward).or_else(|| {
            let ends = match toward {
                Toward::Right | Toward::Down | Toward::Next => &out,
                Toward::Left | Toward::Up | Toward::Previous => &into,
            };
            ends.first().map(|node| (*node).clone())
        });
        if let Some(node) = found {
            self.choose(Selection::only(Some(node)));
            self.reveal_selection();
            cmds.push(Cmd::FocusCanvas);
        }
    }

    /// The nearest of these nodes to the one that leads; the first of all where none does.
    fn nearest_to_lead(&self, nodes: &[&NodeView], toward: Toward) -> Option<Node> {
        let lead = self.view.selection.lead();
        let here = self.scene.nodes.iter().find(|node| Some(&node.id) == lead);
        match here {
            Some(here) => nearest(nodes, here.body, toward),
            None => nodes.first().map(|node| node.id.clone()),
        }
    }

    /// Moves the camera so that what is chosen can be seen.
    pub(in crate::studio) fn reveal_selection(&mut self) {
        let lead = self.view.selection.lead();
        let stands = self.scene.nodes.iter().find(|node| Some(&node.id) == lead);
        let edge = self.view.selection.edge();
        let edge = edge.and_then(|edge| self.edge_view(edge));
        let edge = edge.map(|edge| Rect::around(middle_of(edge), 2 * AROUND, 2 * AROUND));
        if let Some(bounds) = stands.map(|node| node.bounds).or(edge) {
            let before = self.view.camera;
            self.view.camera = self.below_tools(|camera, size| camera.following(bounds, size));
            self.fitted &= self.view.camera == before;
        }
    }

    /// Canvas and screen have the same size, around the middle of what is seen.
    pub(super) fn zoom_full(&mut self) {
        let middle = self.view.camera.visible(self.canvas).middle();
        let camera = Camera {
            zoom: 1000,
            ..self.view.camera
        };
        self.view.camera = camera.centred(middle, self.canvas);
        self.fitted = false;
    }

    /// Fills the canvas with what is chosen.
    pub(super) fn zoom_to_selection(&mut self) {
        let chosen = self.scene.nodes.iter().filter(|node| node.selected);
        let around = chosen.map(|node| node.bounds).reduce(Rect::union);
        if let Some(around) = around {
            self.view.camera = self.below_tools(|_, size| Camera::fitting(around.grown(AROUND), size));
            self.fitted = false;
        }
    }
}

/// The node that lies nearest in a direction, from border to border: what lies straight ahead is nearer than what lies
/// aside, and what overlaps across the direction is not aside at all.
pub(in crate::studio) fn nearest(nodes: &[&NodeView], from: Rect, toward: Toward) -> Option<Node> {
    let distance = |node: &NodeView| {
        let to = node.body;
        let (here, there) = (from.middle(), to.middle());
        let beyond =
            |first: (i32, i32), second: (i32, i32)| (second.0 - first.1).max(first.0 - second.1).max(0);
        let across = beyond((from.x, from.right()), (to.x, to.right()));
        let down = beyond((from.y, from.bottom()), (to.y, to.bottom()));
        let (ahead, gap, aside) = match toward {
            Toward::Left => (here.x - there.x, across, down),
            Toward::Right => (there.x - here.x, across, down),
            Toward::Up => (here.y - there.y, down, across),
            Toward::Down | Toward::Next | Toward::Previous => (there.y - here.y, down, across),
        };
        // Of two that are as near, the one whose middle is nearer.
        let off = (here.x - there.x).abs() + (here.y - there.y).abs();
        (ahead > 0).then_some((gap + 2 * aside, off))
    };
    let found = nodes
        .iter()
        .filter_map(|node| Some((distance(node)?, *node)))
        .min_by_key(|(distance, node)| (*distance, node.id.clone()));
    found.map(|(_, node)| node.id.clone())
}
