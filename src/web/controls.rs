//! The small things that every panel is made of: buttons, switches, lists to choose from, tabs.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use crate::studio::actions::Action;
use crate::text::Key;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Painter;
use crate::web::tag::{Tag, div, tag, truth, worded};

/// A button that shows an icon and says its name.
pub struct IconButton {
    pub icon: Icon,
    pub name: &'static str,
    /// Classes beside those of every such button.
    pub class: &'static str,
    /// The action that does the same, whose keys it has.
    pub action: Option<Action>,
    /// There is nothing for it to do now. It keeps the focus.
    pub disabled: bool,
    /// Why there is nothing for it to do.
    pub why_not: Option<&'static str>,
}

impl IconButton {
    /// A plain one.
    pub fn new(icon: Icon, name: &'static str) -> IconButton {
        IconButton {
            icon,
            name,
            class: "",
            action: None,
            disabled: false,
            why_not: None,
        }
    }

    /// A small one.
    pub fn small(icon: Icon, name: &'static str) -> IconButton {
        IconButton {
            class: "btn-s",
            ..IconButton::new(icon, name)
        }
    }

    /// The same with the keys of an action that does the same.
    pub fn keyed(self, action: Action) -> IconButton {
        IconButton {
            action: Some(action),
            ..self
        }
    }

    /// The button.
    pub fn paint(self, onclick: Callback<MouseEvent>) -> Tag {
        let button = tag("button")
            .set("type", "button")
            .class("btn btn-i")
            .class(self.class)
            .set("aria-label", self.name)
            .set("title", self.why_not.unwrap_or(self.name))
            .set("aria-description", self.why_not)
            .set("aria-keyshortcuts", self.action.and_then(Action::chords))
            .child(icon(self.icon));
        if self.disabled {
            button.set("aria-disabled", "true")
        } else {
            button.on_click(onclick)
        }
    }
}

/// Keys as they stand on a keyboard: `Ctrl` `Shift` `Z`.
pub fn caps(chord: &str) -> Vec<Tag> {
    let keys = chord.split('+').filter(|key| !key.is_empty());
    let cap = |key: &str| {
        let shown = match key {
            "Control" => "Ctrl",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Escape" => "Esc",
            "Delete" => "Del",
            "PageUp" => "PgUp",
            "PageDown" => "PgDn",
            "Plus" => "+",
            "-" => "−",
            other => other,
        };
        worded("kbd", "key", shown)
    };
    keys.map(cap).collect()
}

/// A small button that shows an icon and says what it is about.
pub fn icon_button(shown: Icon, name: String, onclick: Callback<MouseEvent>) -> Tag {
    button("btn btn-i btn-s", onclick)
        .set("title", name.clone())
        .set("aria-label", name)
        .child(icon(shown))
}

/// A button, whose words are yet to be put into it.
#[inline(never)]
pub fn button(class: &'static str, onclick: Callback<MouseEvent>) -> Tag {
    tag("button").set("type", "button").class(class).on_click(onclick)
}

/// A button that may have nothing to do. It keeps the focus.
pub fn button_unless(off: bool, class: &'static str, onclick: Callback<MouseEvent>) -> Tag {
    let onclick = if off { Callback::noop() } else { onclick };
    button(class, onclick).set("aria-disabled", off.then_some("true"))
}

/// A button that is on or off.
#[inline(never)]
pub fn toggle(class: &'static str, on: bool, onclick: Callback<MouseEvent>) -> Tag {
    button(class, onclick).set("aria-pressed", truth(on))
}

/// A switch with its words.
pub fn switch(name: &'static str, on: bool, onclick: Callback<MouseEvent>) -> Tag {
    button("switch", onclick)
        .set("role", "switch")
        .set("aria-checked", truth(on))
        .child(name)
        .child(tag("i"))
}

/// A list to choose one of, yet without what it offers.
#[inline(never)]
pub fn select(name: &'static str, onchange: Callback<Event>) -> Tag {
    tag("select").set("aria-label", name).on_change(onchange)
}

/// One that may be chosen of a list.
#[inline(never)]
pub fn option(value: String, is_chosen: bool, words: &str) -> Tag {
    worded("option", "", words)
        .set("value", value)
        .set("selected", is_chosen)
}

/// The value that was chosen of a list.
#[inline(never)]
pub fn chosen(event: &Event) -> Option<String> {
    let list: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    Some(list.value())
}

/// One of a row of tabs.
pub struct Tab {
    /// Its id, and with `-panel` that of what it shows.
    pub id: &'static str,
    pub name: &'static str,
    /// What stands behind the name: a count, a message. It describes the tab and is no part of its name.
    pub more: String,
    pub selected: bool,
    pub onclick: Callback<MouseEvent>,
}

/// A row of tabs: one tab stop, arrows move along it. `end` stands at its end.
pub fn tabs(tabs: Vec<Tab>, end: Tag) -> Tag {
    let stop = tabs.iter().position(|tab| tab.selected).unwrap_or_default();
    let tab = |(position, of): (usize, Tab)| {
        let more = Some(of.more).filter(|more| !more.is_empty());
        button("tab", of.onclick)
            .set("role", "tab")
            .set("id", of.id)
            .set("aria-label", of.name)
            .set("aria-description", more.clone())
            .set("data-more", more)
            .set("aria-selected", truth(of.selected))
            .set("aria-controls", of.selected.then(|| panel_id(of.id)))
            .set("tabindex", if position == stop { "0" } else { "-1" })
            .child(of.name)
    };
    let row = div("tab-row")
        .set("role", "tablist")
        .on_key_down(Callback::from(along_tabs))
        .children(tabs.into_iter().enumerate().map(tab));
    div("tabs").child(row).child(div("tabs-end").child(end))
}

/// What the tab of this id shows.
#[inline(never)]
pub fn tab_panel(class: &'static str, tab: &'static str) -> Tag {
    div(class)
        .set("role", "tabpanel")
        .set("id", panel_id(tab))
        .set("aria-labelledby", tab)
}

/// The id of the panel that a tab shows.
fn panel_id(tab: &str) -> String {
    format!("{tab}-panel")
}

/// Arrows, Home and End choose another tab of the row.
fn along_tabs(event: KeyboardEvent) {
    let tab = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(tab) = tab else { return };
    let row = || tab.parent_element();
    let goal = match event.key().as_str() {
        "ArrowRight" => tab
            .next_element_sibling()
            .or_else(|| row()?.first_element_child()),
        "ArrowLeft" => tab
            .previous_element_sibling()
            .or_else(|| row()?.last_element_child()),
        "Home" => row().and_then(|row| row.first_element_child()),
        "End" => row().and_then(|row| row.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    if let Some(goal) = goal.and_then(|goal| goal.dyn_into::<HtmlElement>().ok()) {
        goal.click();
        // A button takes the focus.
        let _ = goal.focus();
    }
}

/// Rows with what can be done with each: branches, breakpoints, choices.
pub fn runs<T>(
    painter: &Painter,
    list: &'static str,
    name: Key,
    rows: &[T],
    row: fn(&Painter, usize, &T) -> Tag,
) -> Tag {
    let rows = rows.iter().enumerate();
    tag(list)
        .class("runs")
        .set("aria-label", painter.get(name))
        .children(rows.map(|(at, entry)| row(painter, at, entry)))
}
