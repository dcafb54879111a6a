//! The inspector: why it happened, what a message carries, what a node is and holds.

mod message;
mod node;
mod why;

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::view::InspectorTab;
use crate::web::app::use_text;
use crate::web::controls::{IconButton, Tab, Tabs, panel_id};
use crate::web::icon::Icon;
use crate::web::inspector::message::MessagePane;
use crate::web::inspector::node::NodePane;
use crate::web::inspector::why::WhyPane;
use crate::web::store::{use_dispatch, use_panel, use_selector};

const TABS: [InspectorTab; 3] = [InspectorTab::Why, InspectorTab::Message, InspectorTab::Node];

/// The inspector at the right; a sheet where the window is narrow.
#[component]
pub fn Inspector() -> Html {
    let open = *use_selector(|studio| studio.view().inspector);
    let message = use_panel(|panels| &panels.message);
    let node = use_panel(|panels| &panels.node);
    let dispatch = use_dispatch();
    let text = use_text();
    let shown = open.unwrap_or_default();
    let tab = |tab: InspectorTab| {
        let (id, name, more) = match tab {
            InspectorTab::Why => ("tab-why", key!("tab.why"), String::new()),
            InspectorTab::Message => {
                let lit = message.message.map(|message| message.to_string());
                ("tab-message", key!("tab.message"), lit.unwrap_or_default())
            }
            InspectorTab::Node => ("tab-node", key!("tab.node"), node.name.to_string()),
        };
        Tab {
            id: id.into(),
            name: text.get(name).into(),
            more: more.into(),
            selected: open == Some(tab),
        }
    };
    let onchoose = {
        let dispatch = dispatch.clone();
        Callback::from(move |position: usize| dispatch.send(Msg::ShowInspector(TABS[position])))
    };
    let (id, pane) = match shown {
        InspectorTab::Why => ("tab-why", html! { <WhyPane /> }),
        InspectorTab::Message => ("tab-message", html! { <MessagePane /> }),
        InspectorTab::Node => ("tab-node", html! { <NodePane /> }),
    };
    html! {
        <aside class={classes!("inspector", open.is_none().then_some("is-closed"))} aria-label={text.get(key!("inspector.label"))}>
            <Tabs tabs={TABS.map(tab).to_vec()} {onchoose}>
                if open.is_some() {
                    <IconButton
                        class="btn-s" icon={Icon::Cross} name={text.get(key!("inspector.close"))}
                        onclick={dispatch.on(|_| Msg::CloseInspector)}
                    />
                }
            </Tabs>
            if open.is_some() {
                <div class="pane" role="tabpanel" id={panel_id(id)} aria-labelledby={id} tabindex="0" key={id}>{ pane }</div>
            }
        </aside>
    }
}
