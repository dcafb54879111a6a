//! What pointer and keys do on the canvas: how gestures begin, go on and end. Without one, a click chooses.

use crate::base::gather::Gather;
use crate::entry;
use crate::model::{Node, Point};
use crate::scene::node::NodeView;
use crate::studio::gesture::{Gesture, Grip, Hold, frame, snapped};
use crate::studio::msg::{Cmd, Toward};
use crate::studio::scheme::Press;
use crate::studio::selection::Selection;
use crate::studio::view::InspectorTab;
use crate::studio::{Stale, Studio};
use crate::text::Argument;
use std::rc::Rc;

/// How far a key moves what is chosen, and how far with Shift.
const NUDGE: i32 = 10;
const NUDGE_FAR: i32 = 50;

impl Studio {
    /// The pointer has come to this place.
    pub(super) fn point_at(&mut self, at: Point) {
        let touched = match &mut self.gesture {
            Gesture::Idle => return,
            Gesture::Placing { pointer, .. } => {
                *pointer = Some(at);
                return;
            }
            Gesture::Connecting { pointer, .. } => {
                *pointer = Some(at);
                let near = self.node_near(at);
                if let Gesture::Connecting { aim, .. } = &mut self.gesture {
                    *aim = near;
                }
                return;
            }
            Gesture::Selecting { from, to, before } => {
                *to = at;
                let mut touched = before.clone();
                let frame = frame(*from, at);
                let bodies = self.scene.nodes.iter();
                for node in bodies.filter(|node| node.body.overlaps(frame)) {
                    touched.add(node.id.clone());
                }
                touched
            }
            Gesture::Moving { nodes, from, by } => {
                let lead = nodes.last();
                let stands = self.scene.nodes.iter().find(|node| Some(&node.id) == lead);
                if let Some(stands) = stands {
                    let to = snapped(stands.at.moved(at.x - from.x, at.y - from.y));
                    *by = to.moved(-stands.at.x, -stands.at.y);
                }
                return;
            }
        };
        if self.view.selection != touched {
            self.choose(touched);
        }
    }

    /// A drag begins. With Shift on the ground it draws a frame, on a node it moves what is chosen.
    pub(super) fn grab(&mut self, on: Grip, at: Point, more: bool, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() || !self.gesture.is_idle() {
            return;
        }
        match on {
            Grip::Ground if self.view.scheme.frames(Press::First, more) => {
                self.gesture = Gesture::Selecting {
                    from: at,
                    to: at,
                    before: match more {
                        true => self.view.selection.clone(),
                        false => Selection::default(),
                    },
                };
                self.outdated(Stale::Panels);
            }
            Grip::Node(node) => {
                if !self.view.selection.contains(&node) {
                    self.pick(node, more);
                }
                self.gesture = Gesture::Moving {
                    nodes: self.view.selection.nodes().to_vec(),
                    from: at,
                    by: Point::default(),
                };
                self.outdated(Stale::Panels);
            }
            Grip::Port | Grip::Attach => self.connect_from(Hold::Down, Some(at), cmds),
            Grip::Ground | Grip::Message(_) => {}
        }
    }

    /// What is dragged is let go here.
    pub(super) fn put_down(&mut self, at: Point, cmds: &mut Vec<Cmd>) {
        self.point_at(at);
        if let Gesture::Connecting { .. } = self.gesture {
            let goal = self.node_near(at);
            return self.connect_to(goal, cmds);
        }
        let gesture = std::mem::take(&mut self.gesture);
        self.outdated(Stale::Panels);
        match gesture {
            Gesture::Moving { nodes, by, .. } => self.move_by(&nodes, by, cmds),
            Gesture::Selecting { .. } => self.announce_selection(cmds),
            Gesture::Idle | Gesture::Placing { .. } | Gesture::Connecting { .. } => self.gesture = gesture,
        }
    }

    /// A click at this place. `more` goes on with what one click would end, and chooses beside what is chosen.
    pub(super) fn click(&mut self, on: Grip, at: Point, more: bool, cmds: &mut Vec<Cmd>) {
        match &self.gesture {
            Gesture::Placing { tool, .. } => {
                let tool = *tool;
                self.gesture = Gesture::Idle;
                self.place(tool, Some(at), cmds);
                if more {
                    self.take(Some(tool), cmds);
                }
            }
            Gesture::Connecting { .. } => {
                let goal = self.node_near(at);
                self.connect_to(goal, cmds);
            }
            Gesture::Idle | Gesture::Selecting { .. } | Gesture::Moving { .. } => {
                self.choose_by_click(on, more, cmds);
            }
        }
    }

    fn choose_by_click(&mut self, on: Grip, more: bool, cmds: &mut Vec<Cmd>) {
        match on {
            Grip::Ground if more => {}
            Grip::Ground => {
                self.select(None);
                self.light(None);
            }
            Grip::Message(message) => self.light(Some(message)),
            Grip::Node(node) => self.pick(node, more),
            Grip::Port => self.connect_from(Hold::Chosen, None, cmds),
            Grip::Attach => {
                if let Some(node) = self.view.selection.lead().cloned() {
                    self.attach(&node, cmds);
                }
            }
        }
    }

    /// Chooses a node alone, or beside the others.
    fn pick(&mut self, node: Node, more: bool) {
        if !more {
            return self.select(Some(node));
        }
        let mut selection = self.view.selection.clone();
        selection.toggle(node);
        self.choose(selection);
    }

    /// Chooses every node.
    pub(super) fn select_all(&mut self, cmds: &mut Vec<Cmd>) {
        let nodes = self.scene.nodes.iter().map(|node| node.id.clone());
        let all = Selection::of(nodes.gather());
        self.choose(all);
        self.announce_selection(cmds);
    }

    fn announce_selection(&mut self, cmds: &mut Vec<Cmd>) {
        let count = self.view.selection.nodes().len();
        cmds.push(Cmd::Announce(self.text.line(entry!("draw.selected", count))));
    }

    /// Enter on the canvas: ends a gesture well, or shows what is chosen.
    pub(super) fn enter(&mut self, cmds: &mut Vec<Cmd>) {
        match &self.gesture {
            Gesture::Placing { tool, pointer, .. } => {
                let (tool, pointer) = (*tool, *pointer);
                self.gesture = Gesture::Idle;
                self.place(tool, pointer, cmds);
            }
            Gesture::Connecting { aim, .. } => {
                if let Some(goal) = aim.clone() {
                    self.connect_to(Some(goal), cmds);
                }
            }
            Gesture::Selecting { .. } | Gesture::Moving { .. } => {}
            Gesture::Idle => self.show_inspector(Some(InspectorTab::Node), cmds),
        }
    }

    /// Escape: ends a gesture without a trace, or chooses nothing.
    pub(super) fn escape(&mut self) {
        match std::mem::take(&mut self.gesture) {
            Gesture::Idle => self.select(None),
            Gesture::Selecting { before, .. } => self.choose(before),
            Gesture::Placing { .. } | Gesture::Connecting { .. } | Gesture::Moving { .. } => {}
        }
        self.outdated(Stale::Panels);
    }

    /// Moves what is chosen by a key.
    pub(super) fn nudge(&mut self, toward: Toward, far: bool, cmds: &mut Vec<Cmd>) {
        let step = if far { NUDGE_FAR } else { NUDGE };
        let by = match toward {
            Toward::Left => Point::new(-step, 0),
            Toward::Right => Point::new(step, 0),
            Toward::Up => Point::new(0, -step),
            Toward::Down => Point::new(0, step),
            Toward::Next | Toward::Previous => return,
        };
        if self.can_draw() && self.gesture.is_idle() {
            let nodes = self.view.selection.nodes().to_vec();
            self.move_by(&nodes, by, cmds);
        }
    }

    /// Moves nodes, as one edit.
    fn move_by(&mut self, nodes: &[Node], by: Point, cmds: &mut Vec<Cmd>) {
        if by == Point::default() {
            return;
        }
        let standing: Vec<&Rc<NodeView>> = self
            .scene
            .nodes
            .iter()
            .filter(|node| nodes.contains(&node.id))
            .gather();
        let what = match standing[..] {
            [] => return,
            [node] => self
                .text
                .line(entry!("edit.move", node = Argument::Plain(&node.accessible_name))),
            _ => self.text.line(entry!("draw.moved", count = standing.len())),
        };
        let places: Vec<(Node, Point)> = standing
            .iter()
            .map(|node| (node.id.clone(), node.at.moved(by.x, by.y)))
            .gather();
        let Some(session) = &mut self.session else {
            return;
        };
        session.move_nodes(what.clone().into(), places);
        self.fitted = false;
        self.outdated(Stale::Everything);
        cmds.push(Cmd::Announce(what));
    }
}
