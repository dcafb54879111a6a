//! Edges under the pointer and the keys: which one lies at a place, what it is called, and which comes next. An edge is
//! found by its way and its pills, so that no element of the page has to be laid over it.

use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit;
use crate::model::{Node, Point};
use crate::scene::edge::EdgeView;
use crate::studio::Studio;
use crate::studio::gesture::Line;
use crate::studio::msg::Cmd;
use crate::studio::selection::Selection;
use crate::text::{Argument, Entry};
use std::rc::Rc;

/// So near to its way, in pixels of the screen, an edge is meant by a mouse, and by a finger.
const REACH: i32 = 8;
pub const FINGER_REACH: i32 = 20;

impl Studio {
    /// The edge at a place of the canvas: with its pill or its way there.
    pub fn edge_at(&self, at: Point) -> Option<&EdgeId> {
        self.edge_within(at, REACH)
    }

    /// The same, as far away as so many pixels of the screen.
    pub fn edge_within(&self, at: Point, reach: i32) -> Option<&EdgeId> {
        let reach = (reach * 1000 / self.view.camera.zoom).clamp(4, 60);
        let edges = self.scene.edges.iter();
        let on_pill = edges
            .clone()
            .find(|edge| edge.pills.iter().any(|pill| pill.rect.contains(at)));
        let on_way = || self.edge_near(at, reach, |_| true).map(|edge| &edge.id);
        on_pill.map(|edge| &edge.id).or_else(on_way)
    }

    /// The edge that comes nearest to a place, and as near as `reach`, of those that are meant.
    pub(super) fn edge_near(
        &self,
        at: Point,
        reach: i32,
        is_meant: impl Fn(&EdgeId) -> bool,
    ) -> Option<&Rc<EdgeView>> {
        let limit = f64::from(reach);
        let mut nearest = None;
        for edge in self.scene.edges.iter().filter(|edge| is_meant(&edge.id)) {
            let away = distance(edge, at);
            if away <= limit && nearest.is_none_or(|(least, _)| away < least) {
                nearest = Some((away, edge));
            }
        }
        nearest.map(|(_, edge)| edge)
    }

    /// The view of an edge.
    pub fn edge_view(&self, id: &EdgeId) -> Option<&Rc<EdgeView>> {
        self.scene.edges.iter().find(|edge| edge.id == *id)
    }

    /// What an edge is called: `Binding from orders to orders.work`.
    pub fn name_of_edge(&self, edge: &EdgeId) -> Rc<str> {
        let key = match edge.kind {
            EdgeKind::Publish => key!("draw.edge_publish"),
            EdgeKind::Binding => key!("draw.edge_binding"),
            EdgeKind::DeadLetter => key!("draw.edge_dead_letter"),
            EdgeKind::Alternate => key!("draw.edge_alternate"),
            EdgeKind::Consume => key!("draw.edge_consume"),
        };
        let [from, to] = [&edge.from, &edge.to].map(|node| self.plain_name(node));
        let entry = Entry::of(key)
            .with("from", Argument::Plain(&from))
            .with("to", Argument::Plain(&to));
        self.text.line(entry).into()
    }

    /// What an edge of a kind makes of its ends: `queue-1 sends dead letters to queue-3`.
    pub(super) fn told_of_edge(&self, kind: EdgeKind, from: &Node, to: &Node) -> String {
        let key = match kind {
            EdgeKind::Publish => key!("draw.made_publish"),
            EdgeKind::Binding => key!("draw.made_binding"),
            EdgeKind::DeadLetter => key!("draw.made_dead_letter"),
            EdgeKind::Alternate => key!("draw.made_alternate"),
            EdgeKind::Consume => key!("draw.made_consume"),
        };
        let [from, to] = [from, to].map(|node| self.plain_name(node));
        let entry = Entry::of(key)
            .with("from", Argument::Plain(&from))
            .with("to", Argument::Plain(&to));
        self.text.line(entry)
    }

    /// What an edge that is being drawn would make of its ends, were it to end at this node.
    pub(super) fn told_of_line(&self, line: &Line, to: &Node) -> Option<String> {
        let kind = self.kind_of_line(line, to)?;
        Some(self.told_of_edge(kind, line.fixed(), to))
    }

    /// What kind of edge a new one would be that ends at this node.
    pub(super) fn kind_of_line(&self, line: &Line, to: &Node) -> Option<EdgeKind> {
        let Line::New(from) = line else {
            return None;
        };
        let document = self.session.as_ref()?.document();
        Some(edit::may_connect(document, from, to).ok()?.edge_kind())
    }

    /// Chooses an edge alone.
    pub(super) fn choose_edge(&mut self, edge: EdgeId, cmds: &mut Vec<Cmd>) {
        cmds.push(Cmd::Announce(self.name_of_edge(&edge).to_string()));
        self.choose(Selection::of_edge(edge));
        cmds.push(Cmd::FocusCanvas);
    }

    /// Goes through the edges at the chosen node, in the order of the drawing; from an edge to the next at its start.
    pub(super) fn next_edge(&mut self, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() || !self.gesture.is_idle() {
            return;
        }
        let chosen = self.view.selection.edge();
        let node = chosen.map(|edge| &edge.from).or(self.view.selection.lead());
        let edges = self.scene.edges.iter().map(|edge| &edge.id);
        let around: Vec<&EdgeId> = match (node, &self.around) {
            (Some(node), _) if chosen.is_none() => edges
                .filter(|edge| edge.from == *node || edge.to == *node)
                .gather(),
            (Some(_), Some(node)) => edges
                .filter(|edge| edge.from == *node || edge.to == *node)
                .gather(),
            (_, _) => edges.gather(),
        };
        let here = around.iter().position(|edge| Some(*edge) == chosen);
        let next = here.map_or(0, |here| (here + 1) % around.len());
        let found = around.get(next).map(|edge| EdgeId::clone(edge));
        if chosen.is_none() {
            self.around = self.view.selection.lead().cloned();
        }
        if let Some(edge) = found {
            self.choose_edge(edge, cmds);
        }
    }

    /// Takes the chosen edge away.
    pub(super) fn disconnect(&mut self, edge: &EdgeId, cmds: &mut Vec<Cmd>) {
        let Some(session) = &self.session else {
            return;
        };
        let mut document = session.placed();
        match edit::disconnect(&mut document, &edge.clone().into()) {
            Ok(loose) => {
                let name = self.name_of_edge(edge);
                let what = self
                    .text
                    .line(entry!("draw.deleted", node = Argument::Plain(&name)));
                let note = self.note_of(&document, &loose);
                self.apply(what, document, cmds);
                self.tell_loose(note);
            }
            Err(refusal) => {
                let words = self.words_of(&refusal, &edge.from);
                self.say(words, None, cmds);
            }
        }
    }
}

/// The middle of an edge's way.
pub fn middle_of(edge: &EdgeView) -> Point {
    let (x, y) = edge.path.track().at(0.5);
    Point::new(x as i32, y as i32)
}

/// How far a place is from the way of an edge.
fn distance(edge: &EdgeView, at: Point) -> f64 {
    let (x, y) = (f64::from(at.x), f64::from(at.y));
    let points = edge.path.flat();
    let parts = points.windows(2).map(|pair| {
        let [(from_x, from_y), (to_x, to_y)] = [pair[0], pair[1]];
        let (along_x, along_y) = (to_x - from_x, to_y - from_y);
        let length = along_x * along_x + along_y * along_y;
        let part = if length > 0.0 {
            (((x - from_x) * along_x + (y - from_y) * along_y) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (x - from_x - part * along_x).hypot(y - from_y - part * along_y)
    });
    parts.fold(f64::INFINITY, f64::min)
}
