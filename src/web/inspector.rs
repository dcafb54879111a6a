//! The inspector: why it happened, what a message carries, what a node is and holds.

mod message;
mod node;
mod why;

use yew::prelude::*;

use crate::key;
use crate::studio::view::InspectorTab;
use crate::studio::{Msg, Studio};
use crate::text::Key;
use crate::web::controls::{IconButton, Tab, panel_id, tabs};
use crate::web::icon::Icon;
use crate::web::narration::lit;
use crate::web::painter::Brush;
use crate::web::same::Bit;

/// What the inspector shows: the panel of its tab, and of the others what their tabs say.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::Number(studio.view().inspector.map_or(-1, |tab| tab as i64)),
        Bit::of(&panels.why),
        Bit::of(&panels.message),
        Bit::of(&panels.node),
        lit(studio),
    ]
}

/// The inspector at the right; a sheet where the window is narrow.
pub fn inspector(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let (open, panels) = (studio.view().inspector, studio.panels());
    let tab = |tab: InspectorTab, id, key: Key, more: String| Tab {
        id,
        name: brush.get(key),
        more,
        selected: open == Some(tab),
        onclick: brush.send(Msg::ShowInspector(tab)),
    };
    let message = panels
        .message
        .message
        .map(|message| message.to_string())
        .unwrap_or_default();
    let row = vec![
        tab(InspectorTab::Why, "tab-why", key!("tab.why"), String::new()),
        tab(InspectorTab::Message, "tab-message", key!("tab.message"), message),
        tab(
            InspectorTab::Node,
            "tab-node",
            key!("tab.node"),
            panels.node.name.to_string(),
        ),
    ];
    let shown = open.map(|open| match open {
        InspectorTab::Why => ("tab-why", why::pane(brush, &panels.why)),
        InspectorTab::Message => ("tab-message", message::pane(brush, &panels.message)),
        InspectorTab::Node => ("tab-node", node::pane(brush, &panels.node)),
    });
    let close = IconButton::small(Icon::Cross, brush.get(key!("inspector.close")));
    let pane = |(id, pane): (&'static str, Html)| {
        html! {
            <div class="pane" role="tabpanel" id={panel_id(id)} aria-labelledby={id} tabindex="0" key={id}>{ pane }</div>
        }
    };
    html! {
        <aside
            class={if open.is_some() { "inspector" } else { "inspector is-closed" }}
            aria-label={brush.get(key!("inspector.label"))}
        >
            { tabs(row, close.paint(brush.send(Msg::CloseInspector))) }
            { for shown.map(pane) }
        </aside>
    }
}
