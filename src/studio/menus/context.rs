//! The menus: of a node, of several, of the empty canvas, and of the view.

use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::model::Node;
use crate::run::breakpoint::Breakpoint;
use crate::scene::geometry::Point;
use crate::studio::Studio;
use crate::studio::actions::Action;
use crate::studio::arranging::Arrangement;
use crate::studio::edging::middle_of;
use crate::studio::gesture::{Side, Tool};
use crate::studio::menus::{Open, Pointed};
use crate::studio::msg::HandAction;
use crate::studio::panels::overlay::{Menu, MenuPart, MenuRow};
use crate::studio::scheme::Scheme;
use crate::studio::selection::Selection;
use crate::studio::view::BottomTab;

impl Studio {
    /// Opens the menu of what was pointed at. A node that is not chosen is chosen first.
    pub(super) fn open_menu(&mut self, on: Pointed, at: Point) {
        if self.session.is_none() || !self.gesture.is_idle() {
            return;
        }
        match on {
            Pointed::Node(node) if !self.view.selection.contains(&node) => {
                self.choose(Selection::only(Some(node)));
            }
            Pointed::Node(_) => {}
            Pointed::Edge(edge) => self.choose(Selection::of_edge(edge)),
            Pointed::Ground => self.choose(Selection::default()),
        }
        self.lay_over(Open::Chosen(at));
    }

    /// The place beside what is chosen where its menu opens; the middle of what is seen where nothing is.
    pub(super) fn beside_selection(&self) -> Point {
        let lead = self.view.selection.lead();
        let stands = self.scene.nodes.iter().find(|node| Some(&node.id) == lead);
        let seen = self.view.camera.visible(self.canvas);
        let edge = self.view.selection.edge().and_then(|edge| self.edge_view(edge));
        match (stands, edge) {
            (Some(node), _) => Point::new(node.body.right(), node.body.middle().y),
            (None, Some(edge)) => middle_of(edge),
            (None, None) => seen.middle(),
        }
    }

    /// Where something that is placed by a menu goes: to where the menu was opened.
    pub(super) fn placed_from_menu(&self) -> Option<Point> {
        match self.over {
            Open::Chosen(at) => Some(at),
            Open::Nothing | Open::Actions { .. } | Open::Shortcuts | Open::View => None,
        }
    }

    pub(super) fn menu_of_chosen(&self, at: Point) -> Menu {
        let nodes = self.view.selection.nodes();
        let (title, parts) = match (nodes, self.view.selection.edge()) {
            ([], Some(edge)) => (
                self.name_of_edge(edge),
                vec![
                    self.part(&[Action::Details, Action::NextEdge]),
                    self.part(&[Action::Reconnect(Side::Start), Action::Reconnect(Side::End)]),
                    self.part(&[Action::Delete]),
                ],
            ),
            ([], None) => (self.text.get(key!("canvas.label")).into(), self.parts_of_ground()),
            ([node], _) => (self.name_of(node), self.parts_of_node(node)),
            (several, _) => (
                self.text
                    .line(entry!("draw.selected", count = several.len()))
                    .into(),
                vec![
                    self.part(&Arrangement::ALL.map(Action::Arrange)),
                    self.part(&[Action::Duplicate, Action::ZoomToSelection, Action::SelectAll]),
                    self.part(&[Action::Delete]),
                ],
            ),
        };
        Menu {
            title,
            at: Some(at),
            parts,
        }
    }

    fn parts_of_ground(&self) -> Vec<MenuPart> {
        let tools = Tool::ALL.map(Action::Place);
        vec![
            self.part(&tools),
            self.part(&[Action::Add, Action::Tidy]),
            self.part(&[Action::SelectAll, Action::Undo, Action::Redo]),
            self.part(&[Action::Fit, Action::ZoomFull]),
        ]
    }

    fn parts_of_node(&self, node: &Node) -> Vec<MenuPart> {
        let mut parts = match node {
            Node::Note(_) | Node::Other(_) => vec![
                self.part(&[Action::Details, Action::Duplicate]),
                self.part(&[Action::ZoomToSelection]),
            ],
            Node::Exchange(_) | Node::Queue(_) => vec![
                self.part(&[
                    Action::Connect,
                    Action::Rename,
                    Action::Details,
                    Action::Duplicate,
                ]),
                self.part(&[Action::Attach, Action::ZoomToSelection]),
                self.part_of_stops(node),
            ],
            Node::Actor(_) => vec![
                self.part(&[
                    Action::Connect,
                    Action::Rename,
                    Action::Details,
                    Action::Duplicate,
                ]),
                self.part(&[Action::ZoomToSelection]),
                self.part_of_stops(node),
                self.part_of_hands(),
            ],
        };
        parts.push(self.part(&[Action::Delete]));
        parts.retain(|part| !part.rows.is_empty());
        parts
    }

    /// Whether playing stops when something happens here.
    fn part_of_stops(&self, node: &Node) -> MenuPart {
        let stop = MenuRow {
            is_on: Some(self.stops.find(&Breakpoint::Node(node.clone())).is_some()),
            ..self.menu_row(Action::StopHere)
        };
        MenuPart {
            rows: vec![stop],
            ..MenuPart::default()
        }
    }

    /// What can be done by hand to the chosen actor, and that it may begin a fork.
    fn part_of_hands(&self) -> MenuPart {
        let panel = &self.panels.node;
        let actions: Vec<Action> = panel
            .actions
            .iter()
            .map(|offered| Action::Hand(offered.action))
            .gather();
        let step = self.session.as_ref().map_or(0, |session| session.step);
        let title = match &panel.note {
            Some(_) => self.text.line(entry!("menu.fork_at", step)),
            None => self.text.line(entry!("menu.at", step)),
        };
        MenuPart {
            title: title.into(),
            ..self.part(&actions)
        }
    }

    pub(super) fn view_menu(&self) -> Menu {
        let view = &self.view;
        let switch = |action, is_on| MenuRow {
            is_on: Some(is_on),
            ..self.menu_row(action)
        };
        let scheme = |scheme| MenuRow {
            is_one_of: true,
            ..switch(Action::Scheme(scheme), view.scheme == scheme)
        };
        Menu {
            title: self.text.get(key!("group.view")).into(),
            at: None,
            parts: vec![
                self.part(&[Action::Fit, Action::ZoomFull, Action::ZoomToSelection]),
                MenuPart {
                    rows: vec![
                        switch(Action::Follow, view.follow),
                        switch(Action::Minimap, view.minimap),
                        switch(Action::Legend, view.legend),
                        switch(Action::Outline, view.bottom == Some(BottomTab::Outline)),
                    ],
                    ..MenuPart::default()
                },
                MenuPart {
                    title: self.text.get(key!("scheme.title")).into(),
                    rows: Scheme::ALL.map(scheme).to_vec(),
                    note: Some(self.text.say(crate::text::Entry::of(view.scheme.about()))),
                },
                self.part(&[Action::Actions, Action::Shortcuts]),
            ],
        }
    }

    fn part(&self, actions: &[Action]) -> MenuPart {
        MenuPart {
            rows: actions.iter().map(|action| self.menu_row(*action)).gather(),
            ..MenuPart::default()
        }
    }

    fn menu_row(&self, action: Action) -> MenuRow {
        let about = action.about();
        let why_not = self.why_not(action).map_or("", |why_not| self.text.get(why_not));
        // What attaching adds depends on the node.
        let attach = self
            .panels
            .node
            .attach
            .clone()
            .filter(|_| action == Action::Attach);
        let danger = [
            Action::Delete,
            Action::Hand(HandAction::Crash),
            Action::Hand(HandAction::Cut),
        ];
        MenuRow {
            action,
            name: attach.unwrap_or_else(|| self.text.get(about.name).into()),
            keys: action.chord(),
            why_not: why_not.into(),
            is_on: None,
            is_one_of: false,
            is_danger: danger.contains(&action),
        }
    }
}
