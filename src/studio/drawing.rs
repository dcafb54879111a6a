//! Drawing: a new document, what is taken from the palette and placed, what is moved and removed. Each is one edit.

use crate::base::gather::Gather;
use crate::broker::view::ExchangeKind;
use crate::model::edit::{self, Kind};
use crate::model::{Document, Node, Point, Words};
use crate::scene::Words as SceneWords;
use crate::scene::edge::EdgeView;
use crate::scene::geometry::Rect;
use crate::scene::ghost::ghost;
use crate::scene::node::{NodeKind, NodeView};
use crate::scene::plan::Plan;
use crate::studio::files::{Arrival, Said};
use crate::studio::gesture::{EXCHANGES, Gesture, Tool, snapped};
use crate::studio::guides;
use crate::studio::msg::Cmd;
use crate::studio::selection::Selection;
use crate::studio::session::Origin;
use crate::studio::view::{InspectorTab, Page};
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Language, Text};
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    /// An empty drawing in place of what is open.
    pub(super) fn new_drawing(&mut self, cmds: &mut Vec<Cmd>) {
        let title = |language| Text::new(language).get(key!("draw.untitled")).to_string();
        let document = Document {
            title: Words {
                en: title(Language::English),
                zh: title(Language::Chinese),
                ..Words::default()
            },
            ..Document::default()
        };
        let arrival = Arrival {
            document,
            origin: Origin::New,
            handle: None,
            is_loose: false,
            address: "?new".into(),
            said: Said::Nothing,
        };
        self.bring(arrival, cmds);
    }

    /// Whether the document can be changed: not in other people's pages.
    pub fn can_draw(&self) -> bool {
        self.session.is_some() && self.view.page == Page::Studio
    }

    /// Takes something from the palette, or puts it back. The kind of exchange goes round.
    pub(super) fn take(&mut self, tool: Option<Tool>, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() {
            return;
        }
        self.stop();
        if tool == Some(Tool::Exchange) && self.gesture.tool() == tool {
            self.exchange = after(self.exchange);
        }
        self.gesture = match tool {
            Some(tool) => self.placing(tool),
            None => Gesture::Idle,
        };
        cmds.push(Cmd::FocusCanvas);
        self.outdated(Stale::Panels);
    }

    /// The kind of the exchanges that are placed from now on.
    pub(super) fn set_exchange(&mut self, kind: ExchangeKind) {
        self.exchange = kind;
        if let Gesture::Placing { tool, pointer, .. } = &self.gesture {
            let (tool, pointer) = (*tool, *pointer);
            self.gesture = self.placing(tool);
            if let Gesture::Placing { pointer: of, .. } = &mut self.gesture {
                *of = pointer;
            }
        }
        self.outdated(Stale::Panels);
    }

    fn placing(&self, tool: Tool) -> Gesture {
        let pointer = match &self.gesture {
            Gesture::Placing { pointer, .. } | Gesture::Connecting { pointer, .. } => *pointer,
            Gesture::Idle
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => None,
        };
        Gesture::Placing {
            tool,
            ghost: Rc::new(self.ghost_of(self.kind(tool))),
            pointer,
            over: None,
        }
    }

    /// What a tool places now.
    pub(super) fn kind(&self, tool: Tool) -> Kind {
        match tool {
            Tool::Producer => Kind::Producer,
            Tool::Exchange => Kind::Exchange(self.exchange),
            Tool::Queue => Kind::Queue,
            Tool::Consumer => Kind::Consumer,
            Tool::Note => Kind::Note,
        }
    }

    /// How what is placed next will look.
    pub(super) fn ghost_of(&self, kind: Kind) -> NodeView {
        let document = self.session.as_ref().map(|session| session.document().clone());
        let mut document = document.as_deref().cloned().unwrap_or_default();
        let node = edit::add(&mut document, kind, Point::default());
        let plan = Plan::of(&document);
        // What was added is in the plan.
        let planned = plan.node(&node).expect("the plan has what the document has");
        ghost(planned, self.view.language as usize)
    }

    /// Places one: with its middle where the pointer is, else in the middle of what is seen, in the column of its kind.
    pub(super) fn place(&mut self, tool: Tool, pointer: Option<Point>, cmds: &mut Vec<Cmd>) {
        self.place_kind(self.kind(tool), pointer, cmds);
    }

    /// The same of any kind. Over an edge where it fits it is put into it.
    pub(super) fn place_kind(&mut self, kind: Kind, pointer: Option<Point>, cmds: &mut Vec<Cmd>) {
        let Some(session) = self.session.as_ref().filter(|_| self.can_draw()) else {
            return;
        };
        let view = self.ghost_of(kind);
        let (at, over) = match pointer {
            Some(pointer) => (
                self.snapped_ghost(&view, pointer),
                self.over_new(kind, pointer, None),
            ),
            None => (self.column(&view), None),
        };
        let mut document = session.placed();
        let node = edit::add(&mut document, kind, at);
        let name = SceneWords::accessible_name(&self.text, view.kind, &view.name);
        let spliced = self.splice(&mut document, over.as_ref(), &node, &name);
        let placed = || {
            self.text
                .line(entry!("draw.placed", node = Argument::Plain(&name)))
        };
        let what = spliced.unwrap_or_else(placed);
        self.stop();
        self.choose(Selection::only(Some(node.clone())));
        self.apply(what, document, cmds);
        match node {
            // It is nothing without its text.
            Node::Note(_) => {
                self.show_inspector(Some(InspectorTab::Node), cmds);
                cmds.push(Cmd::FocusDetails);
            }
            Node::Exchange(_) | Node::Queue(_) | Node::Actor(_) | Node::Other(_) => {
                cmds.push(Cmd::FocusNode(node));
            }
        }
    }

    /// Where a new node stands with the pointer at its middle: on the grid, or in line with others.
    pub(super) fn snapped_ghost(&self, view: &NodeView, pointer: Point) -> Point {
        let middle = view.body.middle();
        let exact = pointer.moved(-middle.x, -middle.y);
        self.settled(exact, view.body.moved(exact), &[])
    }

    /// Where something ends up that is put here with this body, while the others stay: in line with them, else on the
    /// grid; where places are free, exactly here.
    pub(super) fn settled(&self, at: Point, body: Rect, carried: &[Node]) -> Point {
        if self.is_free {
            return at;
        }
        let grid = snapped(at);
        let (x, y) = guides::pull(body, &self.bodies(carried));
        Point::new(x.map_or(grid.x, |x| at.x + x), y.map_or(grid.y, |y| at.y + y))
    }

    /// The bodies of all nodes that are not carried.
    pub(super) fn bodies(&self, carried: &[Node]) -> Vec<Rect> {
        let nodes = self.scene.nodes.iter();
        let others = nodes.filter(|node| node.kind != NodeKind::Note && !carried.contains(&node.id));
        others.map(|node| node.body).gather()
    }

    /// A free place near the middle of what is seen, or in the row of what is chosen: producers at the left, consumers at
    /// the right.
    fn column(&self, view: &NodeView) -> Point {
        let visible = self.view.camera.visible(self.canvas);
        let eighths = match view.kind {
            NodeKind::Producer => 1,
            NodeKind::Exchange => 3,
            NodeKind::Queue => 5,
            NodeKind::Consumer => 7,
            NodeKind::Note | NodeKind::Service => 4,
        };
        let x = visible.x + visible.width * eighths / 8;
        let rows = self.chosen().into_iter().map(|node| node.body.middle());
        let row = rows.rev().find(|middle| visible.contains(*middle));
        let y = row.unwrap_or(visible.middle()).y;
        let at = self.snapped_ghost(view, Point::new(x, y));
        let layout = self.session.as_ref().map(|session| &session.stage.layout);
        layout.map_or(at, |layout| layout.free_place(view.bounds, at))
    }

    /// Removes what is chosen: nodes with all connections to them, or an edge.
    pub(super) fn delete(&mut self, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() || !self.gesture.is_idle() {
            return;
        }
        if let Some(edge) = self.view.selection.edge().cloned() {
            return self.disconnect(&edge, cmds);
        }
        let nodes = self.view.selection.nodes();
        let gone = |edge: &&Rc<EdgeView>| nodes.contains(&edge.id.from) || nodes.contains(&edge.id.to);
        let count = self.scene.edges.iter().filter(gone).count();
        let what = match nodes {
            [] => return,
            [node] => {
                let name = self.name_of(node);
                let node = Argument::Plain(&name);
                match count {
                    0 => self.text.line(entry!("draw.deleted", node = node)),
                    _ => self.text.line(entry!("draw.deleted_with", node = node, count)),
                }
            }
            several => self
                .text
                .line(entry!("draw.deleted_several", count = several.len())),
        };
        self.remove_chosen(what, cmds);
    }

    /// The document as it is drawn and the chosen nodes, where the drawing can be changed and some are chosen.
    pub(super) fn chosen_to_change(&self) -> Option<(Document, Vec<Node>)> {
        let session = self.session.as_ref().filter(|_| self.can_draw())?;
        let nodes = self.view.selection.nodes().to_vec();
        (!nodes.is_empty()).then(|| (session.placed(), nodes))
    }

    /// Removes the chosen nodes, as an edit of this name, and tells what hangs loose then.
    pub(super) fn remove_chosen(&mut self, what: String, cmds: &mut Vec<Cmd>) {
        let Some((mut document, nodes)) = self.chosen_to_change() else {
            return;
        };
        let loose = edit::remove(&mut document, &nodes);
        let note = self.note_of(&document, &loose);
        self.stop();
        self.gesture = Gesture::Idle;
        self.apply(what, document, cmds);
        self.tell_loose(note);
    }

    /// Lets go of what was chosen and is not in the drawing any more.
    pub(super) fn forget_gone(&mut self) {
        if let Some(session) = &self.session {
            let stage = &session.stage;
            let edges = &stage.plan.edges;
            self.view.selection.retain(
                |node| stage.node(node).is_some(),
                |edge| edges.iter().any(|planned| planned.id == *edge),
            );
        }
        self.forget_drafts_of_gone();
        self.loose = None;
    }

    /// Chooses these alone.
    pub(super) fn choose(&mut self, selection: Selection) {
        self.view.selection = selection;
        self.loose = None;
        self.view.inspector = self.view.inspector.map(|_| InspectorTab::Node);
        self.guide.selected = None;
        self.outdated(Stale::Everything);
    }
}

/// Where a node stands whose middle is under the pointer.
pub(super) fn under(view: &NodeView, pointer: Point) -> Point {
    let middle = view.body.middle();
    snapped(pointer.moved(-middle.x, -middle.y))
}

/// The kind of exchange that the key takes next.
fn after(kind: ExchangeKind) -> ExchangeKind {
    let at = EXCHANGES.iter().position(|other| *other == kind);
    EXCHANGES[(at.unwrap_or_default() + 1) % EXCHANGES.len()]
}
