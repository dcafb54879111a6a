//! Drawing an edge from one node to another, or moving one of its ends: where it can end, why not elsewhere, and the ways
//! to get there, which all lead to the same nodes: dragging, two clicks, arrows and digits.

use crate::base::gather::Gather;
use crate::entry;
use crate::model::edit::{self, End, Options, Refusal};
use crate::model::{Document, Node, Point};
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::Stale;
use crate::studio::Studio;
use crate::studio::doing::Told;
use crate::studio::gesture::{Gesture, Hold, Line, Side};
use crate::studio::menus::walking::nearest;
use crate::studio::msg::{Cmd, Toward};
use crate::studio::panels::Rich;
use crate::studio::selection::Selection;
use crate::text::{Argument, plain};
use std::rc::Rc;

/// So near to a node an edge that is dragged snaps to it.
const MAGNET: i32 = 12;

impl Studio {
    /// Begins an edge at the node that leads the selection, or moves the end of the chosen edge.
    pub(super) fn connect(&mut self, cmds: &mut Vec<Cmd>) {
        let lead = self.view.selection.lead().cloned().map(Line::New);
        let edge = self.view.selection.edge().cloned();
        let line = lead.or(edge.map(|edge| Line::Moved(edge, Side::End)));
        if let Some(line) = line {
            self.draw_line(line, Hold::Chosen, None, cmds);
        }
    }

    /// Whether an edge can begin at what is chosen.
    pub(super) fn can_begin(&self) -> bool {
        let is_edge = self.view.selection.edge().is_some();
        let single = self.view.selection.single();
        is_edge || single.is_some_and(|node| !self.goals(&Line::New(node.clone())).is_empty())
    }

    /// The nodes where a line can end, in the order of flow.
    fn goals(&self, line: &Line) -> Vec<Node> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let document = session.document();
        let nodes = self.scene.nodes.iter().map(|node| node.id.clone());
        nodes.filter(|to| may_end(document, line, to).is_ok()).gather()
    }

    /// Begins to draw a line.
    pub(super) fn draw_line(&mut self, line: Line, by: Hold, pointer: Option<Point>, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() {
            return;
        }
        self.stop();
        let goals: Rc<[Node]> = self.goals(&line).into();
        let name = self.name_of(line.fixed());
        let count = goals.len();
        // A new edge can still end at something new, on empty ground.
        let can_add = matches!(&line, Line::New(from) if !matches!(from, Node::Note(_)));
        let node = Argument::Plain(&name);
        let said = match (count, can_add) {
            (0, true) => entry!("draw.new_goals", node = node),
            (0, false) => entry!("draw.no_goals", node = node),
            (_, _) => entry!("draw.goals", node = node, count),
        };
        cmds.push(Cmd::Announce(self.text.line(said)));
        if count > 0 || can_add {
            self.gesture = Gesture::Connecting {
                line,
                by,
                pointer,
                aim: None,
                goals,
            };
            cmds.push(Cmd::FocusCanvas);
            self.outdated(Stale::Panels);
        }
    }

    /// The node at a place, or so near that an edge snaps to it.
    pub(super) fn node_near(&self, at: Point) -> Option<Node> {
        let mut nodes = self.scene.nodes.iter().rev();
        let found = nodes.find(|node| node.kind != NodeKind::Note && node.body.grown(MAGNET).contains(at));
        found.map(|node| node.id.clone())
    }

    /// Arrows go from goal to goal.
    pub(super) fn aim_toward(&mut self, toward: Toward, cmds: &mut Vec<Cmd>) {
        let Gesture::Connecting { line, aim, goals, .. } = &self.gesture else {
            return;
        };
        let here = aim.as_ref().unwrap_or(line.fixed());
        let nodes = self.scene.nodes.iter().map(|node| &**node);
        let reachable: Vec<&NodeView> = nodes.filter(|node| goals.contains(&node.id)).gather();
        let stands = self.scene.nodes.iter().find(|node| node.id == *here);
        let Some(stands) = stands else {
            return;
        };
        let found = nearest(&reachable, stands.body, toward);
        // Without one in that direction the first arrow still finds one.
        let first = || {
            reachable
                .first()
                .map(|node| node.id.clone())
                .filter(|_| aim.is_none())
        };
        let found = found.or_else(first);
        if let Some(node) = found {
            self.aim_at(node, cmds);
        }
    }

    /// A digit jumps to a goal.
    pub(super) fn number(&mut self, number: usize, cmds: &mut Vec<Cmd>) {
        let Gesture::Connecting { goals, .. } = &self.gesture else {
            return;
        };
        let goal = number.checked_sub(1).and_then(|at| goals.get(at)).cloned();
        if let Some(node) = goal {
            self.aim_at(node, cmds);
        }
    }

    fn aim_at(&mut self, node: Node, cmds: &mut Vec<Cmd>) {
        let name = self.name_of(&node);
        let Gesture::Connecting {
            line,
            aim,
            goals,
            pointer,
            ..
        } = &mut self.gesture
        else {
            return;
        };
        let at = goals.iter().position(|goal| *goal == node).unwrap_or_default();
        let count = goals.len();
        let line = line.clone();
        (*aim, *pointer) = (Some(node.clone()), None);
        let what = self.told_of_line(&line, &node).unwrap_or_default();
        let said = entry!(
            "draw.goal",
            at = at + 1,
            count,
            node = Argument::Plain(&name),
            what = Argument::Plain(&what)
        );
        cmds.push(Cmd::Announce(self.text.line(said)));
        self.outdated(Stale::Panels);
    }

    /// Ends the line at this node. Where it cannot be, the reason is told; a line that was begun by a click goes on. On
    /// empty ground, what a new edge can lead to is offered.
    pub(super) fn connect_to(&mut self, to: Option<Node>, at: Point, cmds: &mut Vec<Cmd>) {
        let Gesture::Connecting { line, by, .. } = &self.gesture else {
            return;
        };
        let (line, by) = (line.clone(), *by);
        self.outdated(Stale::Panels);
        let Some(to) = to else {
            self.gesture = Gesture::Idle;
            if let Line::New(from) = line {
                self.offer(at, Some(from), cmds);
            }
            return;
        };
        if to == *line.fixed() {
            self.gesture = Gesture::Idle;
            return;
        }
        let refused = self.end_at(&line, &to, cmds).err();
        if let Some(refusal) = &refused {
            let words = self.words_of(refusal, line.fixed());
            match by {
                // The tip at the node goes away with the pointer.
                Hold::Down => self.say(words, None, cmds),
                Hold::Chosen => cmds.push(Cmd::Announce(plain(&words))),
            }
            // A finger has pointed at nothing before: the tip shows where it came down.
            if let Gesture::Connecting { aim, .. } = &mut self.gesture {
                *aim = Some(to.clone());
            }
        }
        if refused.is_none() || by == Hold::Down {
            self.gesture = Gesture::Idle;
        }
    }

    fn end_at(&mut self, line: &Line, to: &Node, cmds: &mut Vec<Cmd>) -> Result<(), Refusal> {
        let session = self.session.as_ref().ok_or(Refusal::NotThere)?;
        let mut document = session.placed();
        let what = match line {
            Line::New(from) => {
                let made = edit::connect(&mut document, from, to, &Options::default())?;
                self.told_of_edge(made.kind, from, to)
            }
            Line::Moved(edge, side) => {
                let moved = edit::reconnect(&mut document, &edge.clone().into(), end(*side, to))?;
                let name = self.name_of_edge(&moved);
                self.view.selection = Selection::of_edge(moved);
                self.text
                    .line(entry!("draw.reconnected", edge = Argument::Plain(&name)))
            }
        };
        self.gesture = Gesture::Idle;
        self.apply(what, document, cmds);
        Ok(())
    }

    /// Makes an edit whose name is a sentence.
    pub(super) fn apply(&mut self, what: String, document: Document, cmds: &mut Vec<Cmd>) {
        if let Some(session) = &mut self.session {
            let differs = session.edit(what.into(), document);
            self.fitted = false;
            self.edited(differs, Told::Itself, cmds);
        }
    }

    /// Why a line cannot end at this node, in words.
    pub(super) fn refusal(&self, line: &Line, to: &Node) -> Option<Rich> {
        let document = self.session.as_ref()?.document();
        let refusal = may_end(document, line, to).err()?;
        let from = match line {
            Line::New(from) => from,
            Line::Moved(edge, Side::End) => &edge.from,
            Line::Moved(_, Side::Start) => to,
        };
        Some(self.words_of(&refusal, from))
    }

    /// What a node is called: `Queue orders.work`.
    pub(super) fn name_of(&self, node: &Node) -> Rc<str> {
        let found = self.scene.nodes.iter().find(|view| view.id == *node);
        found.map_or_else(|| "".into(), |view| view.accessible_name.clone())
    }
}

/// Whether a line can end at a node.
fn may_end(document: &Document, line: &Line, to: &Node) -> Result<(), Refusal> {
    match line {
        Line::New(from) => edit::may_connect(document, from, to).map(drop),
        Line::Moved(edge, side) => edit::may_reconnect(document, &edge.clone().into(), end(*side, to)),
    }
}

fn end(side: Side, at: &Node) -> End {
    match side {
        Side::Start => End::From(at.clone()),
        Side::End => End::To(at.clone()),
    }
}
