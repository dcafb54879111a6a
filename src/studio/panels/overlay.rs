//! What lies over the page for choosing what to do: the action list, the shortcut sheet, a menu.

use crate::scene::geometry::Point;
use crate::studio::actions::Action;
use crate::studio::panels::Rich;
use std::rc::Rc;

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    Actions(ActionList),
    Shortcuts(Shortcuts),
    Menu(Menu),
}

/// The action list.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionList {
    pub query: Rc<str>,
    pub rows: Vec<ActionRow>,
    /// The row that Enter does.
    pub mark: usize,
}

/// Something of the action list.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionRow {
    pub does: Does,
    pub name: Rc<str>,
    /// The group that it is of.
    pub group: Rc<str>,
    /// Why it cannot be done now, or what exactly it would do.
    pub remark: Rc<str>,
    pub can: bool,
    pub keys: &'static str,
}

/// What a row of the action list does.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    Action(Action),
    /// Chooses a node and looks at it.
    Show(crate::model::Node),
    Open(Rc<str>),
}

/// The shortcut sheet, in columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortcuts {
    pub columns: Vec<Vec<ShortcutSection>>,
    pub single_keys: bool,
}

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortcutSection {
    pub title: Rc<str>,
    pub rows: Vec<ShortcutRow>,
}

/// Keys, and what they do.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortcutRow {
    pub keys: Vec<&'static str>,
    pub text: Rc<str>,
}

/// A menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    /// What it is about.
    pub title: Rc<str>,
    /// Where on the canvas; below its button without one.
    pub at: Option<Point>,
    /// With a line between each two.
    pub parts: Vec<MenuPart>,
}

/// Rows of a menu that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MenuPart {
    pub title: Rc<str>,
    pub rows: Vec<MenuRow>,
    pub note: Option<Rich>,
}

/// A row of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuRow {
    pub action: Action,
    pub name: Rc<str>,
    pub keys: &'static str,
    /// Why it cannot be done now; empty where it can.
    pub why_not: Rc<str>,
    /// Of a switch, whether it is on.
    pub is_on: Option<bool>,
    /// Whether it is one of several to choose from.
    pub is_one_of: bool,
    pub is_danger: bool,
}
