//! The list that opens where an edge is dropped on empty ground, where the empty canvas is clicked twice, and at `/`: what
//! can stand there, and what is drawn already and fits.

use crate::base::gather::Gather;
use crate::broker::view::ExchangeKind;
use crate::entry;
use crate::key;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::edit::{self, BadName, Kind, Options};
use crate::model::{Document, Node, Point};
use crate::scene::Words as SceneWords;
use crate::scene::geometry::Rect;
use crate::scene::node::NodeKind;
use crate::studio::drawing::under;
use crate::studio::gesture::{Adding, EXCHANGES, Gesture, Hold, Line, Tool};
use crate::studio::msg::Cmd;
use crate::studio::panels::popover::{Group, Offers, Row};
use crate::studio::selection::Selection;
use crate::studio::{Stale, Studio, words};
use crate::text::{Argument, Key, plain};
use std::rc::Rc;

/// So many nodes that are drawn already are offered.
const MOST: usize = 8;

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    New(Kind),
    /// Something new with the name that is typed.
    Named(Kind),
    Drawn(Node),
}

impl Studio {
    /// Opens the list at a place; without one, in the middle of what is seen.
    pub(super) fn begin_adding(&mut self, at: Option<Point>, cmds: &mut Vec<Cmd>) {
        if self.gesture.is_idle() {
            let middle = self.view.camera.visible(self.canvas).middle();
            self.offer(at.unwrap_or(middle), None, cmds);
        }
    }

    /// Offers what can stand at a place, with an edge from a node.
    pub(super) fn offer(&mut self, at: Point, from: Option<Node>, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() {
            return;
        }
        self.stop();
        self.gesture = Gesture::Adding(Adding {
            at,
            from,
            query: "".into(),
            chosen: 0,
        });
        cmds.push(Cmd::Announce(self.text.get(key!("add.label")).into()));
        self.outdated(Stale::Panels);
    }

    /// What is typed into the field that is open.
    pub(super) fn type_into(&mut self, text: Rc<str>) {
        match &mut self.gesture {
            Gesture::Renaming { name, .. } => *name = text,
            Gesture::Adding(adding) => (adding.query, adding.chosen) = (text, 0),
            Gesture::Idle
            | Gesture::Placing { .. }
            | Gesture::Connecting { .. }
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. } => return,
        }
        self.outdated(Stale::Panels);
    }

    /// Enter in the field that is open.
    pub(super) fn accept(&mut self, cmds: &mut Vec<Cmd>) {
        match &self.gesture {
            Gesture::Renaming { .. } => self.accept_name(cmds),
            Gesture::Adding(adding) => self.pick_row(adding.chosen, cmds),
            Gesture::Idle
            | Gesture::Placing { .. }
            | Gesture::Connecting { .. }
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. } => {}
        }
    }

    /// Chooses another row.
    pub(super) fn move_row(&mut self, by: isize) {
        let Gesture::Adding(adding) = &self.gesture else {
            return;
        };
        let count = self.choices(adding).len();
        if let (Gesture::Adding(adding), true) = (&mut self.gesture, count > 0) {
            adding.chosen = (adding.chosen + count).saturating_add_signed(by) % count;
        }
        self.outdated(Stale::Panels);
    }

    /// Takes a row: places what it stands for, connected, or connects what is there, or chooses it.
    pub(super) fn pick_row(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        let Gesture::Adding(adding) = &self.gesture else {
            return;
        };
        let adding = adding.clone();
        let Some((choice, _)) = self.choices(&adding).into_iter().nth(at) else {
            return;
        };
        self.gesture = Gesture::Idle;
        self.outdated(Stale::Panels);
        let from = adding.from.clone();
        match (choice, adding.from) {
            (Choice::Named(kind), _) => self.place_named(kind, &adding.query, adding.at, from.as_ref(), cmds),
            (Choice::New(kind), None) => self.place_kind(kind, Some(adding.at), cmds),
            (Choice::New(kind), Some(from)) => self.place_joined(kind, Some(adding.at), &from, cmds),
            (Choice::Drawn(node), None) => {
                self.select(Some(node.clone()));
                self.reveal_selection();
                cmds.push(Cmd::FocusNode(node));
            }
            (Choice::Drawn(node), Some(from)) => {
                self.gesture = Gesture::Connecting {
                    line: Line::New(from),
                    by: Hold::Down,
                    pointer: None,
                    aim: None,
                    goals: [node.clone()].into(),
                };
                self.connect_to(Some(node), adding.at, cmds);
                cmds.push(Cmd::FocusCanvas);
            }
        }
        self.open_new_binding(from, cmds);
    }

    /// Opens the key of a binding that has just been made, where the exchange asks for one.
    fn open_new_binding(&mut self, from: Option<Node>, cmds: &mut Vec<Cmd>) {
        let to = self.view.selection.single().cloned();
        let (Some(Node::Exchange(name)), Some(to), Some(session)) = (from, to, &self.session) else {
            return;
        };
        let declared = session.document().topology.exchange(&name);
        let asks = declared.is_some_and(|exchange| exchange.kind != ExchangeKind::Fanout.word());
        let edge = EdgeId {
            kind: EdgeKind::Binding,
            from: Node::Exchange(name),
            to,
        };
        if asks && self.can_set_edge(&edge) {
            self.open_edge(edge, cmds);
        }
    }

    /// A letter of the palette. While an edge is drawn it makes a new node and ends the edge there; C begins an edge where
    /// one can begin; else the letter places.
    pub(super) fn letter(&mut self, tool: Tool, at: Option<Point>, cmds: &mut Vec<Cmd>) {
        match &self.gesture {
            Gesture::Connecting {
                line: Line::New(from),
                pointer,
                ..
            } => {
                let (from, pointer) = (from.clone(), *pointer);
                self.place_joined(self.kind(tool), pointer, &from, cmds);
            }
            Gesture::Placing { .. } => self.take(Some(tool), cmds),
            Gesture::Idle if tool == Tool::Consumer && self.can_begin() => self.connect(cmds),
            Gesture::Idle => self.place(tool, at, cmds),
            Gesture::Connecting { .. }
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => {}
        }
    }

    /// Places a new node and draws an edge to it from one that is there, as one edit. A producer leads to the other.
    pub(super) fn place_joined(&mut self, kind: Kind, at: Option<Point>, from: &Node, cmds: &mut Vec<Cmd>) {
        let Some(session) = &self.session else {
            return;
        };
        let view = self.ghost_of(kind);
        let at = match at {
            Some(at) => under(&view, at),
            None => self.beside(from, view.body, view.bounds),
        };
        let mut document = session.placed();
        let node = edit::add(&mut document, kind, at);
        if let Err(refusal) = join(&mut document, from, &node) {
            let words = self.words_of(&refusal, from);
            cmds.push(Cmd::Announce(plain(&words)));
            return;
        }
        let name = SceneWords::accessible_name(&self.text, view.kind, &view.name);
        let other = self.name_of(from);
        let what = self.text.line(entry!(
            "draw.placed_joined",
            node = Argument::Plain(&name),
            other = Argument::Plain(&other)
        ));
        self.gesture = Gesture::Idle;
        self.view.selection = Selection::only(Some(node.clone()));
        self.apply(what, document, cmds);
        cmds.push(Cmd::FocusNode(node));
    }

    /// Places a new node with a name, and draws an edge to it from one that is there, as one edit.
    fn place_named(&mut self, kind: Kind, name: &str, at: Point, from: Option<&Node>, cmds: &mut Vec<Cmd>) {
        let Some(session) = &self.session else {
            return;
        };
        let view = self.ghost_of(kind);
        let mut document = session.placed();
        let node = edit::add(&mut document, kind, under(&view, at));
        let Ok((node, _)) = edit::rename(&mut document, &node, name) else {
            return;
        };
        let called = crate::scene::Words::accessible_name(&self.text, view.kind, name);
        let called = Argument::Plain(&called);
        let what = match from {
            Some(from) if join(&mut document, from, &node).is_ok() => {
                let other = self.name_of(from);
                let other = Argument::Plain(&other);
                self.text
                    .line(entry!("draw.placed_joined", node = called, other = other))
            }
            Some(_) | None => self.text.line(entry!("draw.placed", node = called)),
        };
        self.view.selection = Selection::only(Some(node.clone()));
        self.apply(what, document, cmds);
        cmds.push(Cmd::FocusNode(node));
    }

    /// A free place at the right of a node.
    fn beside(&self, node: &Node, body: Rect, bounds: Rect) -> Point {
        let stands = self.scene.nodes.iter().find(|view| view.id == *node);
        let Some((stands, session)) = stands.zip(self.session.as_ref()) else {
            return Point::default();
        };
        let middle = body.middle();
        let wanted = Point::new(
            stands.body.right() + edit::ASIDE - middle.x,
            stands.body.middle().y - middle.y,
        );
        session.stage.layout.free_place(bounds, wanted)
    }

    /// What the list shows.
    pub(super) fn offers(&self, adding: &Adding) -> Offers {
        let mut groups: Vec<Group> = Vec::new();
        let name = adding.from.as_ref().map(|from| self.plain_name(from));
        for (choice, row) in self.choices(adding) {
            let is_new = !matches!(choice, Choice::Drawn(_));
            if groups.last().is_none_or(|group| group.is_new != is_new) {
                let title: Rc<str> = match (is_new, &name) {
                    (true, Some(name)) => self
                        .text
                        .line(entry!("add.new_from", node = Argument::Plain(name)))
                        .into(),
                    (true, None) => self.text.get(key!("add.new")).into(),
                    (false, _) => self.text.get(key!("add.drawn")).into(),
                };
                groups.push(Group {
                    title,
                    is_new,
                    rows: Vec::new(),
                });
            }
            if let Some(group) = groups.last_mut() {
                group.rows.push(row);
            }
        }
        let refused = self.under_name(adding).1;
        let note: Option<Key> = adding.from.as_ref().map(|from| match from {
            Node::Exchange(_) => key!("add.from_exchange"),
            Node::Queue(_) => key!("add.from_queue"),
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => key!("add.from_actor"),
        });
        Offers {
            at: adding.at,
            query: adding.query.clone(),
            groups,
            chosen: adding.chosen,
            note: refused.unwrap_or_else(|| note.map_or("", |key| self.text.get(key)).into()),
        }
    }

    /// What fits, and is meant by what was typed.
    fn choices(&self, adding: &Adding) -> Vec<(Choice, Row)> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let document = session.document();
        let query = adding.query.to_lowercase();
        let is_meant = |row: &Row| {
            let mut words = [&row.name, &row.more].into_iter();
            query.is_empty() || words.any(|word| word.to_lowercase().contains(&query))
        };
        let kinds = kinds()
            .into_iter()
            .filter(|&(kind, _)| fits(document, adding, kind));
        let new = kinds.map(|(kind, tool)| {
            let more = match kind {
                Kind::Exchange(kind) => kind.word(),
                Kind::Producer | Kind::Consumer | Kind::Service | Kind::Queue | Kind::Note => "",
            };
            let row = Row {
                kind: tool.kind(),
                name: self.text.get(words::kind(tool.kind())).into(),
                more: more.into(),
                is_code: false,
            };
            (Choice::New(kind), row)
        });
        let mut all: Vec<(Choice, Row)> = new.filter(|(_, row)| is_meant(row)).gather();
        let is_kind = !all.is_empty();
        let drawn = self.scene.nodes.iter().filter(|node| {
            let fits = |from| edit::may_connect(document, from, &node.id).is_ok();
            node.kind != NodeKind::Note && adding.from.as_ref().is_none_or(fits)
        });
        let drawn = drawn.map(|node| {
            let row = Row {
                kind: node.kind,
                name: node.name.clone(),
                more: match &*node.type_name {
                    "" => self.text.get(words::kind(node.kind)).into(),
                    type_name => type_name.into(),
                },
                is_code: true,
            };
            (Choice::Drawn(node.id.clone()), row)
        });
        all.extend(drawn.filter(|(_, row)| is_meant(row)).take(MOST));
        if !is_kind {
            all.extend(self.under_name(adding).0);
        }
        all
    }

    /// What fits under the name that is typed; and why something that fits cannot be called that.
    fn under_name(&self, adding: &Adding) -> (Vec<(Choice, Row)>, Option<Rc<str>>) {
        let (mut rows, mut refused) = (Vec::new(), None);
        let Some(session) = self.session.as_ref().filter(|_| !adding.query.is_empty()) else {
            return (rows, refused);
        };
        for tool in [Tool::Queue, Tool::Exchange, Tool::Consumer, Tool::Producer] {
            let kind = self.kind(tool);
            if !fits(session.document(), adding, kind) {
                continue;
            }
            let mut document = session.placed();
            let node = edit::add(&mut document, kind, Point::default());
            match edit::may_rename(&document, &node, &adding.query) {
                Ok(()) => {
                    let what = Argument::Term(words::kind(tool.kind()));
                    let row = Row {
                        kind: tool.kind(),
                        name: self
                            .text
                            .line(entry!("add.named", what, name = Argument::Plain(&adding.query)))
                            .into(),
                        more: match kind {
                            Kind::Exchange(kind) => kind.word(),
                            Kind::Producer | Kind::Consumer | Kind::Service | Kind::Queue | Kind::Note => "",
                        }
                        .into(),
                        is_code: false,
                    };
                    rows.push((Choice::Named(kind), row));
                }
                // One that is there is offered itself.
                Err(BadName::Taken) => {}
                Err(bad) => {
                    let words = self.bad_name(&node, &adding.query, bad);
                    refused.get_or_insert_with(|| plain(&words).into());
                }
            }
        }
        (rows, refused)
    }
}

/// All that can be new, in the order of the palette.
fn kinds() -> Vec<(Kind, Tool)> {
    let mut all = vec![(Kind::Producer, Tool::Producer), (Kind::Queue, Tool::Queue)];
    all.extend(EXCHANGES.map(|kind: ExchangeKind| (Kind::Exchange(kind), Tool::Exchange)));
    all.extend([(Kind::Consumer, Tool::Consumer), (Kind::Note, Tool::Note)]);
    all
}

/// Whether an edge could lead to such a node.
fn fits(document: &Document, adding: &Adding, kind: Kind) -> bool {
    let Some(from) = &adding.from else {
        return true;
    };
    let mut document = document.clone();
    let node = edit::add(&mut document, kind, Point::default());
    edit::may_connect(&document, from, &node).is_ok()
}

/// Draws an edge to a new node; from it, where it is a producer, which nothing leads to.
fn join(document: &mut Document, from: &Node, node: &Node) -> Result<(), edit::Refusal> {
    let refusal = match edit::connect(document, from, node, &Options::default()) {
        Ok(_) => return Ok(()),
        Err(refusal) => refusal,
    };
    let is_producer = matches!(node, Node::Actor(id) if document
        .actor(*id)
        .is_some_and(|actor| actor.kind == crate::model::ActorKind::Producer));
    let turned = is_producer && edit::connect(document, node, from, &Options::default()).is_ok();
    if turned { Ok(()) } else { Err(refusal) }
}
