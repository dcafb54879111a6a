//! Drawing: a new document, what is taken from the palette and placed, what is moved and removed. Each is one edit.

use crate::broker::view::ExchangeKind;
use crate::model::edit::{self, Kind};
use crate::model::{Document, Point, Words};
use crate::scene::ghost::ghost;
use crate::scene::node::NodeView;
use crate::scene::plan::Plan;
use crate::studio::doing::Told;
use crate::studio::gesture::{EXCHANGES, Gesture, Tool, snapped};
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
        self.open(document, Origin::New, cmds);
        cmds.push(Cmd::SetAddress("?new".into()));
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
        if let Gesture::Placing { tool, pointer, .. } = self.gesture {
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
            Gesture::Idle | Gesture::Selecting { .. } | Gesture::Moving { .. } => None,
        };
        Gesture::Placing {
            tool,
            ghost: Rc::new(self.ghost(tool)),
            pointer,
        }
    }

    fn kind(&self, tool: Tool) -> Kind {
        match tool {
            Tool::Producer => Kind::Producer,
            Tool::Exchange => Kind::Exchange(self.exchange),
            Tool::Queue => Kind::Queue,
            Tool::Consumer => Kind::Consumer,
            Tool::Note => Kind::Note,
        }
    }

    /// How what is placed next will look.
    fn ghost(&self, tool: Tool) -> NodeView {
        let document = self.session.as_ref().map(|session| session.document().clone());
        let mut document = document.as_deref().cloned().unwrap_or_default();
        let node = edit::add(&mut document, self.kind(tool), Point::default());
        let plan = Plan::of(&document);
        // What was added is in the plan.
        let planned = plan.node(&node).expect("the plan has what the document has");
        ghost(planned, self.view.language as usize)
    }

    /// Places one: with its middle where the pointer is, else in the middle of what is seen, in the column of its kind.
    pub(super) fn place(&mut self, tool: Tool, pointer: Option<Point>, cmds: &mut Vec<Cmd>) {
        if !self.can_draw() {
            return;
        }
        self.stop();
        let view = self.ghost(tool);
        let at = match pointer {
            Some(pointer) => under(&view, pointer),
            None => self.column(tool, &view),
        };
        let kind = self.kind(tool);
        let Some(session) = &mut self.session else {
            return;
        };
        let mut document = session.placed();
        let node = edit::add(&mut document, kind, at);
        let name = crate::scene::Words::accessible_name(&self.text, view.kind, &view.name);
        let what = self
            .text
            .line(entry!("draw.placed", node = Argument::Plain(&name)));
        let differs = session.edit(what.clone().into(), document);
        self.choose(Selection::only(Some(node.clone())));
        self.fitted = false;
        self.edited(differs, Told::Itself, cmds);
        cmds.push(Cmd::FocusNode(node));
    }

    /// A free place near the middle of what is seen: producers at the left, consumers at the right.
    fn column(&self, tool: Tool, view: &NodeView) -> Point {
        let visible = self.view.camera.visible(self.canvas);
        let eighths = match tool {
            Tool::Producer => 1,
            Tool::Exchange => 3,
            Tool::Queue => 5,
            Tool::Consumer => 7,
            Tool::Note => 4,
        };
        let middle = Point::new(visible.x + visible.width * eighths / 8, visible.middle().y);
        let at = under(view, middle);
        let layout = self.session.as_ref().map(|session| &session.stage.layout);
        layout.map_or(at, |layout| layout.free_place(view.bounds, at))
    }

    /// Removes what is chosen, with all connections to it.
    pub(super) fn delete(&mut self, cmds: &mut Vec<Cmd>) {
        let nodes = self.view.selection.nodes().to_vec();
        let what = match &nodes[..] {
            [] => return,
            [node] => self.text.line(entry!(
                "draw.deleted",
                node = Argument::Plain(&self.name_of(node))
            )),
            several => self
                .text
                .line(entry!("draw.deleted_several", count = several.len())),
        };
        if !self.can_draw() || !self.gesture.is_idle() {
            return;
        }
        self.stop();
        let Some(session) = &mut self.session else {
            return;
        };
        let mut document = session.placed();
        edit::remove_quietly(&mut document, &nodes);
        let differs = session.edit(what.into(), document);
        self.fitted = false;
        self.edited(differs, Told::Itself, cmds);
    }

    /// Chooses these alone.
    pub(super) fn choose(&mut self, selection: Selection) {
        self.view.selection = selection;
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
