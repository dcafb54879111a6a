//! The bottom panel: the timeline, and under it what its tabs show.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::view::BottomTab;
use crate::web::app::use_text;
use crate::web::controls::{IconButton, Tab, Tabs, panel_id};
use crate::web::icon::Icon;
use crate::web::log::LogPane;
use crate::web::store::{use_dispatch, use_panel, use_selector};
use crate::web::timeline::Timeline;

const TABS: [BottomTab; 1] = [BottomTab::Log];

/// The bottom panel.
#[component]
pub fn Bottom() -> Html {
    let open = *use_selector(|studio| studio.view().bottom);
    let log = use_panel(|panels| &panels.log);
    let dispatch = use_dispatch();
    let text = use_text();
    let tab = |tab: BottomTab| match tab {
        BottomTab::Log => Tab {
            id: "tab-log".into(),
            name: text.get(key!("tab.log")).into(),
            more: log.total.to_string().into(),
            selected: open == Some(tab),
        },
    };
    let onchoose = {
        let dispatch = dispatch.clone();
        Callback::from(move |position: usize| dispatch.send(Msg::ShowBottom(TABS[position])))
    };
    let (name, shown) = match open {
        Some(_) => (key!("bottom.close"), Icon::ChevronDown),
        None => (key!("bottom.open"), Icon::ChevronUp),
    };
    html! {
        <section class="panel" aria-label={text.get(key!("bottom.label"))}>
            <Timeline />
            <div class={classes!("drawer", open.is_none().then_some("is-closed"))}>
                <Tabs tabs={TABS.map(tab).to_vec()} {onchoose}>
                    <IconButton
                        class="btn-s" icon={shown} name={text.get(name)} onclick={dispatch.on(|_| Msg::ToggleBottom)}
                    />
                </Tabs>
                if let Some(BottomTab::Log) = open {
                    <div class="pbody" role="tabpanel" id={panel_id("tab-log")} aria-labelledby="tab-log">
                        <LogPane />
                    </div>
                }
            </div>
        </section>
    }
}
