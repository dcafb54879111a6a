//! What lies over the page for choosing what to do: the action list, the shortcut sheet, menus. And the messages of the
//! ways of looking that have no room of their own: schemes, zooms, walking over the drawing by keys.

mod context;
mod doable;
mod list;
mod sheet;
pub(super) mod walking;

use crate::model::edge::EdgeId;
use crate::scene::geometry::Point;
use crate::studio::actions::Action;
use crate::studio::msg::{Cmd, Toward};
use crate::studio::panels::overlay::Overlay;
use crate::studio::scheme::Scheme;
use crate::studio::view::Page;
use crate::studio::{Stale, Studio};
use std::rc::Rc;

/// Something that is said to menus, or by one of them.
#[derive(Clone, Debug, PartialEq)]
pub enum MenuMsg {
    /// Does what an action stands for, or says why not.
    Do(Action),
    /// Opens the menu of what was pointed at.
    OpenAt(Pointed, Point),
    /// Opens the menu of what is chosen, beside it.
    OpenAtSelection,
    OpenView,
    OpenActions,
    OpenShortcuts,
    Close,
    /// What is typed into the action list.
    Find(Rc<str>),
    /// The mark of the action list moves.
    Mark(Toward),
    /// Does what stands in this row of the action list; `None` is the marked one.
    Choose(Option<usize>),
    /// Chooses the next node in a direction beside what is chosen.
    Extend(Toward),
    /// Moves the selection along an edge.
    Along(Toward),
    /// Zooms by a factor in thousandths around a place on the screen, and pans by so many pixels.
    Scale {
        factor: i32,
        around: Point,
        by: Point,
    },
    /// Looks at this place of the canvas.
    LookAt(Point),
    ZoomFull,
    ZoomToSelection,
    ToggleMinimap,
    ToggleSingleKeys,
    SetScheme(Scheme),
}

/// What was pointed at for a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointed {
    Node(crate::model::Node),
    Edge(EdgeId),
    Ground,
}

/// What lies over the page.
#[derive(Clone, Debug, Default)]
pub enum Open {
    #[default]
    Nothing,
    Actions {
        query: Rc<str>,
        mark: usize,
    },
    Shortcuts,
    /// The menu of what is chosen; what is placed from it stands here.
    Chosen(Point),
    View,
}

impl Studio {
    pub(super) fn menu(&mut self, msg: MenuMsg, cmds: &mut Vec<Cmd>) {
        match msg {
            MenuMsg::Do(action) => self.act(action, cmds),
            MenuMsg::OpenAt(on, at) => self.open_menu(on, at),
            MenuMsg::OpenAtSelection => {
                let at = self.beside_selection();
                self.lay_over(Open::Chosen(at));
            }
            MenuMsg::OpenView => self.lay_over(Open::View),
            MenuMsg::OpenActions => self.lay_over(Open::Actions {
                query: "".into(),
                mark: 0,
            }),
            MenuMsg::OpenShortcuts => self.lay_over(Open::Shortcuts),
            MenuMsg::Close => self.lay_over(Open::Nothing),
            MenuMsg::Find(query) => self.lay_over(Open::Actions { query, mark: 0 }),
            MenuMsg::Mark(toward) => self.mark(toward),
            MenuMsg::Choose(row) => self.choose_row(row, cmds),
            MenuMsg::Extend(toward) => self.extend(toward, cmds),
            MenuMsg::Along(toward) => self.walk_along(toward, cmds),
            MenuMsg::Scale { factor, around, by } => {
                self.view.camera = self.view.camera.panned(by.x, by.y).scaled(factor, around);
                self.fitted = false;
            }
            MenuMsg::LookAt(at) => {
                self.view.camera = self.view.camera.centred(at, self.canvas);
                self.fitted = false;
            }
            MenuMsg::ZoomFull => self.zoom_full(),
            MenuMsg::ZoomToSelection => self.zoom_to_selection(),
            MenuMsg::ToggleMinimap => self.toggle_minimap(cmds),
            MenuMsg::ToggleSingleKeys => self.toggle_single_keys(cmds),
            MenuMsg::SetScheme(scheme) => self.set_scheme(scheme, cmds),
        }
    }

    /// Opens or closes what lies over the page. Other people's pages have no menus of ours.
    fn lay_over(&mut self, open: Open) {
        if self.view.page != Page::Player {
            self.over = open;
            self.outdated(Stale::Panels);
        }
    }

    /// Does what an action stands for. One that cannot be done says why.
    fn act(&mut self, action: Action, cmds: &mut Vec<Cmd>) {
        if let Some(reason) = self.why_not(action) {
            // What was taken back last is still to be read there, and would seem to be taken back again.
            if matches!(action, Action::Undo | Action::Redo) {
                self.say_once(reason, cmds);
            } else {
                cmds.push(Cmd::Announce(self.text.get(reason).into()));
            }
            return;
        }
        let msg = self.msg_of(action);
        self.lay_over(Open::Nothing);
        if let Some(msg) = msg {
            self.take_in(msg, cmds);
        }
    }

    fn toggle_single_keys(&mut self, cmds: &mut Vec<Cmd>) {
        self.view.single_keys = !self.view.single_keys;
        self.keep_switch("keys", self.view.single_keys, cmds);
    }

    fn toggle_minimap(&mut self, cmds: &mut Vec<Cmd>) {
        self.view.minimap = !self.view.minimap;
        self.keep_switch("minimap", self.view.minimap, cmds);
    }

    fn keep_switch(&mut self, key: &'static str, on: bool, cmds: &mut Vec<Cmd>) {
        let value = if on { "on" } else { "off" };
        cmds.push(Cmd::SavePreference { key, value });
        self.outdated(Stale::Panels);
    }

    fn set_scheme(&mut self, scheme: Scheme, cmds: &mut Vec<Cmd>) {
        self.view.scheme = scheme;
        cmds.push(Cmd::SavePreference {
            key: "scheme",
            value: scheme.word(),
        });
        cmds.push(Cmd::Announce(self.text.get(scheme.about()).into()));
        self.outdated(Stale::Panels);
    }

    /// What lies over the page, made from what is true now.
    pub(super) fn overlay(&self) -> Option<Overlay> {
        match &self.over {
            Open::Nothing => None,
            Open::Actions { query, mark } => Some(Overlay::Actions(self.action_list(query, *mark))),
            Open::Shortcuts => Some(Overlay::Shortcuts(self.shortcuts())),
            Open::Chosen(at) => Some(Overlay::Menu(self.menu_of_chosen(*at))),
            Open::View => Some(Overlay::Menu(self.view_menu())),
        }
    }
}
