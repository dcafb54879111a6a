//! The small things that every panel is made of: buttons, switches, tabs.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::web::icon::{Icon, icon};

/// A button that shows an icon and says its name.
pub struct IconButton {
    pub icon: Icon,
    pub name: &'static str,
    /// Classes beside those of every such button.
    pub class: &'static str,
    /// As `aria-keyshortcuts` writes them: `ArrowLeft ,`.
    pub keys: Option<&'static str>,
    /// There is nothing for it to do now. It keeps the focus.
    pub disabled: bool,
}

impl IconButton {
    /// A plain one.
    pub fn new(icon: Icon, name: &'static str) -> IconButton {
        IconButton {
            icon,
            name,
            class: "",
            keys: None,
            disabled: false,
        }
    }

    /// A small one.
    pub fn small(icon: Icon, name: &'static str) -> IconButton {
        IconButton {
            class: "btn-s",
            ..IconButton::new(icon, name)
        }
    }

    /// The same with a key that does the same.
    pub fn key(self, keys: &'static str) -> IconButton {
        IconButton {
            keys: Some(keys),
            ..self
        }
    }

    /// The button.
    pub fn paint(self, onclick: Callback<MouseEvent>) -> Html {
        let onclick = (!self.disabled).then_some(onclick);
        html! {
            <button
                type="button" class={classes!("btn", "btn-i", self.class)} aria-label={self.name} title={self.name}
                aria-keyshortcuts={self.keys} aria-disabled={self.disabled.then_some("true")} {onclick}
            >
                { icon(self.icon) }
            </button>
        }
    }
}

/// A button with words.
pub fn button(class: &'static str, contents: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} {onclick}>{ contents }</button> }
}

/// A button with words that may have nothing to do.
pub fn button_unless(off: bool, class: &'static str, contents: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} disabled={off} {onclick}>{ contents }</button> }
}

/// A button that is on or off.
pub fn toggle(class: &'static str, on: bool, contents: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} aria-pressed={on.to_string()} {onclick}>{ contents }</button> }
}

/// A switch with its words.
pub fn switch(name: &'static str, on: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="switch" role="switch" aria-checked={on.to_string()} {onclick}>
            { name }<i></i>
        </button>
    }
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
pub fn tabs(tabs: Vec<Tab>, end: Html) -> Html {
    let stop = tabs.iter().position(|tab| tab.selected).unwrap_or_default();
    let tab = |(position, tab): (usize, Tab)| {
        let more = Some(tab.more).filter(|more| !more.is_empty());
        html! {
            <button
                type="button" class="tab" role="tab" id={tab.id} aria-label={tab.name}
                aria-description={more.clone()} data-more={more}
                aria-selected={tab.selected.to_string()} aria-controls={tab.selected.then(|| panel_id(tab.id))}
                tabindex={if position == stop { "0" } else { "-1" }} onclick={tab.onclick}
            >
                { tab.name }
            </button>
        }
    };
    html! {
        <div class="tabs">
            <div class="tab-row" role="tablist" onkeydown={Callback::from(along_tabs)}>
                { for tabs.into_iter().enumerate().map(tab) }
            </div>
            <div class="tabs-end">{ end }</div>
        </div>
    }
}

/// The id of the panel that a tab shows.
pub fn panel_id(tab: &str) -> String {
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
