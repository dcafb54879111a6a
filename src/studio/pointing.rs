//! What pointer and keys do on the canvas: how gestures begin, go on and end. Without one, a click chooses.

use crate::base::gather::Gather;
use crate::entry;
use crate::model::edit;
use crate::model::{Node, Point};
use crate::scene::geometry::Rect;
use crate::scene::node::NodeView;
use crate::studio::gesture::{Gesture, Grip, Hold, Line, frame};
use crate::studio::msg::{Cmd, Toward};
use crate::studio::scheme::Press;
use crate::studio::selection::Selection;
use crate::studio::splicing::Over;
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
        match &self.gesture {
            Gesture::Idle | Gesture::Renaming { .. } | Gesture::Adding(_) => {}
            Gesture::Placing { tool, over, .. } => {
                let now = self.over_new(self.kind(*tool), at, over.clone());
                if let Gesture::Placing { pointer, over, .. } = &mut self.gesture {
                    (*pointer, *over) = (Some(at), now);
                }
            }
            Gesture::Connecting { .. } => {
                let near = self.node_near(at);
                if let Gesture::Connecting { pointer, aim, .. } = &mut self.gesture {
                    let differs = *aim != near;
                    (*pointer, *aim) = (Some(at), near);
                    if differs {
                        // The bar of keys tells what would be made.
                        self.outdated(Stale::Panels);
                    }
                }
            }
            Gesture::Selecting { from, before, .. } => {
                let frame = frame(*from, at);
                let mut touched = before.clone();
                let bodies = self.scene.nodes.iter();
                for node in bodies.filter(|node| node.body.overlaps(frame)) {
                    touched.add(node.id.clone());
                }
                if let Gesture::Selecting { to, .. } = &mut self.gesture {
                    *to = at;
                }
                if self.view.selection != touched {
                    self.choose(touched);
                }
            }
            Gesture::Moving { .. } => self.carry(at),
        }
    }

    /// What is carried follows the pointer, in line with what stays.
    fn carry(&mut self, at: Point) {
        let Gesture::Moving {
            nodes, from, over, ..
        } = &self.gesture
        else {
            return;
        };
        let raw = Point::new(at.x - from.x, at.y - from.y);
        let views = self.scene.nodes.iter();
        let carried: Vec<&Rc<NodeView>> = views.filter(|view| nodes.contains(&view.id)).gather();
        let lead = carried.iter().find(|view| nodes.last() == Some(&view.id));
        let bodies = carried.iter().map(|view| view.body).reduce(Rect::union);
        let Some((lead, bodies)) = lead.zip(bodies) else {
            return;
        };
        let to = self.settled(lead.at.moved(raw.x, raw.y), bodies.moved(raw), nodes);
        let now = Point::new(to.x - lead.at.x, to.y - lead.at.y);
        let found = match &nodes[..] {
            [node] => self.over(node, lead.body.moved(now).middle(), over.clone()),
            _ => None,
        };
        if let Gesture::Moving { by, over, .. } = &mut self.gesture {
            (*by, *over) = (now, found);
        }
    }

    /// A drag begins. With Shift on the ground it draws a frame, on a node it moves what is chosen.
    pub(super) fn grab(&mut self, on: Grip, at: Point, more: bool, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() || !self.gesture.is_idle() {
            return;
        }
        match on {
            Grip::Ground | Grip::Edge(_) if self.several || self.view.scheme.frames(Press::First, more) => {
                self.gesture = Gesture::Selecting {
                    from: at,
                    to: at,
                    before: match more || self.several {
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
                self.loose = None;
                self.stop();
                self.gesture = Gesture::Moving {
                    nodes: self.view.selection.nodes().to_vec(),
                    from: at,
                    by: Point::default(),
                    over: None,
                };
                self.outdated(Stale::Panels);
            }
            Grip::Port(node) => self.draw_line(Line::New(node), Hold::Down, Some(at), cmds),
            Grip::Attach => {
                if let Some(node) = self.view.selection.lead().cloned() {
                    self.draw_line(Line::New(node), Hold::Down, Some(at), cmds);
                }
            }
            Grip::Handle(side) => {
                if let Some(edge) = self.view.selection.edge().cloned() {
                    self.draw_line(Line::Moved(edge, side), Hold::Down, Some(at), cmds);
                }
            }
            Grip::Ground | Grip::Edge(_) | Grip::Message(_) => {}
        }
    }

    /// What is dragged is let go here.
    pub(super) fn put_down(&mut self, at: Point, cmds: &mut Vec<Cmd>) {
        self.point_at(at);
        if let Gesture::Connecting { .. } = self.gesture {
            let goal = self.node_near(at);
            return self.connect_to(goal, at, cmds);
        }
        let gesture = std::mem::take(&mut self.gesture);
        self.outdated(Stale::Panels);
        match gesture {
            Gesture::Moving { nodes, by, over, .. } => {
                if !self.put_in_edge(&nodes, by, over.as_ref(), cmds) {
                    self.move_by(&nodes, by, cmds);
                }
            }
            Gesture::Selecting { .. } => self.announce_selection(cmds),
            Gesture::Idle
            | Gesture::Placing { .. }
            | Gesture::Connecting { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => self.gesture = gesture,
        }
    }

    /// Moves a node into the edge under it, where it fits.
    fn put_in_edge(&mut self, nodes: &[Node], by: Point, over: Option<&Over>, cmds: &mut Vec<Cmd>) -> bool {
        let ([node], Some(session)) = (nodes, &self.session) else {
            return false;
        };
        let Some(view) = self.scene.nodes.iter().find(|view| view.id == *node) else {
            return false;
        };
        let mut document = session.placed();
        edit::place(&mut document, node.clone(), view.at.moved(by.x, by.y));
        let Some(what) = self.splice(&mut document, over, node, &view.accessible_name) else {
            return false;
        };
        self.apply(what, document, cmds);
        true
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
                self.connect_to(goal, at, cmds);
            }
            // A click beside a field takes what was typed, where it can be.
            Gesture::Renaming { .. } => {
                self.accept_name(cmds);
                self.gesture = Gesture::Idle;
                self.outdated(Stale::Panels);
            }
            Gesture::Adding(_) => self.escape(),
            Gesture::Idle | Gesture::Selecting { .. } | Gesture::Moving { .. } => {
                let on = match (on, self.edge_at(at)) {
                    (Grip::Ground, Some(edge)) if self.can_draw() => Grip::Edge(edge.clone()),
                    (on, _) => on,
                };
                self.choose_by_click(on, more || self.several, cmds);
            }
        }
    }

    fn choose_by_click(&mut self, on: Grip, more: bool, cmds: &mut Vec<Cmd>) {
        match on {
            Grip::Ground | Grip::Edge(_) if more => {}
            Grip::Ground => {
                self.select(None);
                self.light(None);
            }
            Grip::Edge(edge) => self.choose_edge(edge, cmds),
            Grip::Message(message) => self.light(Some(message)),
            Grip::Node(node) => self.pick(node, more),
            Grip::Port(node) => self.draw_line(Line::New(node), Hold::Chosen, None, cmds),
            Grip::Handle(side) => {
                if let Some(edge) = self.view.selection.edge().cloned() {
                    self.draw_line(Line::Moved(edge, side), Hold::Chosen, None, cmds);
                }
            }
            Grip::Attach => {
                if let Some(node) = self.view.selection.lead().cloned() {
                    self.attach(&node, cmds);
                }
            }
        }
    }

    /// Two clicks: on a name they rename, on a body or an edge they open its settings, on empty ground they offer what can
    /// stand there.
    pub(super) fn double_click(&mut self, on: Grip, at: Point, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() || !self.gesture.is_idle() || self.several {
            return;
        }
        match on {
            Grip::Ground => match self.edge_at(at).cloned() {
                Some(edge) => self.open_edge(edge, cmds),
                None => self.offer(at, None, cmds),
            },
            Grip::Edge(edge) => self.open_edge(edge, cmds),
            Grip::Node(node) => {
                let view = self.scene.nodes.iter().find(|view| view.id == node);
                let on_body = view.is_some_and(|view| view.body.contains(at));
                self.select(Some(node));
                match on_body {
                    true => self.show_inspector(Some(InspectorTab::Node), cmds),
                    false => self.begin_renaming(cmds),
                }
            }
            Grip::Port(_) | Grip::Handle(_) | Grip::Attach | Grip::Message(_) => {}
        }
    }

    /// Taps choose one beside the other, and drags draw a frame, until this is ended.
    pub(super) fn toggle_several(&mut self) {
        self.several = !self.several && self.can_draw();
        self.outdated(Stale::Panels);
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
                    self.connect_to(Some(goal), Point::default(), cmds);
                }
            }
            Gesture::Selecting { .. }
            | Gesture::Moving { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => {}
            Gesture::Idle => match self.view.selection.edge().cloned() {
                Some(edge) => self.open_edge(edge, cmds),
                None => {
                    self.show_inspector(Some(InspectorTab::Node), cmds);
                    cmds.push(Cmd::FocusDetails);
                }
            },
        }
    }

    /// Escape: ends a gesture without a trace, or chooses nothing.
    pub(super) fn escape(&mut self) {
        match std::mem::take(&mut self.gesture) {
            Gesture::Idle if self.several => self.several = false,
            Gesture::Idle => self.select(None),
            Gesture::Selecting { before, .. } => self.choose(before),
            Gesture::Placing { .. }
            | Gesture::Connecting { .. }
            | Gesture::Moving { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => {}
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
        self.move_to(what, places, cmds);
    }
}
