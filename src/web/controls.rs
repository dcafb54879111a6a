//! The small things that every panel is made of: buttons, switches, tabs.

use yew::prelude::*;

use crate::web::icon::{Icon, icon};

/// A button that shows an icon and says its name.
#[derive(Properties, PartialEq)]
pub struct IconButtonProps {
    pub icon: Icon,
    pub name: AttrValue,
    pub onclick: Callback<MouseEvent>,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub disabled: bool,
    /// As `aria-keyshortcuts` writes them: `ArrowLeft ,`.
    #[prop_or_default]
    pub keys: Option<AttrValue>,
    #[prop_or_default]
    pub pressed: Option<bool>,
}

/// A button that shows an icon and says its name. One that is disabled keeps the focus, and does nothing.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let onclick = props.onclick.clone();
    let disabled = props.disabled;
    let onclick = Callback::from(move |event| {
        if !disabled {
            onclick.emit(event);
        }
    });
    html! {
        <button
            type="button"
            class={classes!("btn", "btn-i", props.class.clone())}
            aria-label={props.name.clone()}
            title={props.name.clone()}
            aria-keyshortcuts={props.keys.clone()}
            aria-disabled={disabled.then_some("true")}
            aria-pressed={props.pressed.map(|pressed| pressed.to_string())}
            {onclick}
        >
            { icon(props.icon) }
        </button>
    }
}

/// A switch with its words.
#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    pub name: AttrValue,
    pub on: bool,
    pub onclick: Callback<MouseEvent>,
}

/// A switch with its words.
#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    html! {
        <button
            type="button" class="switch" role="switch"
            aria-checked={props.on.to_string()} onclick={props.onclick.clone()}
        >
            { &props.name }<i></i>
        </button>
    }
}

/// One of a row of tabs.
#[derive(Clone, PartialEq)]
pub struct Tab {
    /// Its id, and with `-panel` that of what it shows.
    pub id: AttrValue,
    pub name: AttrValue,
    /// What stands behind the name: a count, a message. It describes the tab and is no part of its name.
    pub more: AttrValue,
    pub selected: bool,
}

/// A row of tabs.
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    pub tabs: Vec<Tab>,
    /// The tab with this position was chosen.
    pub onchoose: Callback<usize>,
    /// What stands at the end of the row.
    #[prop_or_default]
    pub children: Html,
}

/// A row of tabs: one tab stop, arrows move along it.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let row = use_node_ref();
    let count = props.tabs.len();
    let selected = props.tabs.iter().position(|tab| tab.selected).unwrap_or_default();
    let onkeydown = {
        let (onchoose, row) = (props.onchoose.clone(), row.clone());
        Callback::from(move |event: KeyboardEvent| {
            let goal = match event.key().as_str() {
                "ArrowRight" => (selected + 1) % count,
                "ArrowLeft" => (selected + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            onchoose.emit(goal);
            focus_child(&row, goal);
        })
    };
    let tabs = props.tabs.iter().enumerate().map(|(position, tab)| {
        let onchoose = props.onchoose.clone();
        html! {
            <button
                key={tab.id.to_string()}
                type="button" class="tab" role="tab" id={tab.id.clone()}
                aria-label={tab.name.clone()}
                aria-description={(!tab.more.is_empty()).then(|| tab.more.clone())}
                aria-selected={tab.selected.to_string()}
                aria-controls={tab.selected.then(|| panel_id(&tab.id))}
                tabindex={if position == selected { "0" } else { "-1" }}
                onclick={move |_| onchoose.emit(position)}
            >
                { &tab.name }
                if !tab.more.is_empty() {
                    <small>{ &tab.more }</small>
                }
            </button>
        }
    });
    html! {
        <div class="tabs">
            <div class="tab-row" role="tablist" ref={row} {onkeydown}>{ for tabs }</div>
            <div class="tabs-end">{ props.children.clone() }</div>
        </div>
    }
}

/// The id of the panel that a tab shows.
pub fn panel_id(tab: &str) -> String {
    format!("{tab}-panel")
}

fn focus_child(row: &NodeRef, position: usize) {
    let child = row
        .cast::<web_sys::Element>()
        .and_then(|row| row.children().item(position as u32));
    if let Some(child) =
        child.and_then(|child| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(child).ok())
    {
        // A button takes the focus.
        let _ = child.focus();
    }
}
