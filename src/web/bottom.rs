//! The bottom panel: the timeline, and under it what its tabs show.

use yew::prelude::*;

use crate::key;
use crate::studio::view::{BottomTab, Pacing};
use crate::studio::{Msg, Studio};
use crate::text::Key;
use crate::web::controls::{IconButton, Tab, panel_id, tabs};
use crate::web::icon::Icon;
use crate::web::painter::{Brush, Painter};
use crate::web::part::What;
use crate::web::same::Bit;
use crate::web::timeline::Build;

/// What the panel itself shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::Number(i64::from(studio.view().bottom.is_some())),
        Bit::Number(panels.log.total as i64),
        Bit::of(&panels.transport),
    ]
}

/// The bottom panel.
pub fn bottom(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let (open, panels) = (studio.view().bottom, studio.panels());
    let log = Tab {
        id: "tab-log",
        name: brush.get(key!("tab.log")),
        more: panels.log.total.to_string(),
        selected: open == Some(BottomTab::Log),
        onclick: brush.send(Msg::ShowBottom(BottomTab::Log)),
    };
    let (name, shown) = match open {
        Some(_) => (key!("bottom.close"), Icon::ChevronDown),
        None => (key!("bottom.open"), Icon::ChevronUp),
    };
    let fold = IconButton::small(shown, brush.get(name)).paint(brush.send(Msg::ToggleBottom));
    html! {
        <section class="panel" aria-label={brush.get(key!("bottom.label"))}>
            <div class="timeline">
                <div class="tl-g">
                    <b>{ brush.get(key!("timeline.label")) }</b>
                    { pace(brush, panels.transport.pacing) }
                    <small class={panels.transport.is_computing.then_some("is-busy")}>
                        { &*panels.transport.step_text }
                    </small>
                </div>
                { brush.part(What::Timeline(Build::Full)) }
            </div>
            <div class={if open.is_some() { "drawer" } else { "drawer is-closed" }}>
                { tabs(vec![log], fold) }
                if let Some(BottomTab::Log) = open {
                    <div class="pbody" role="tabpanel" id={panel_id("tab-log")} aria-labelledby="tab-log">
                        <div class="log">{ brush.part(What::LogBar) }{ brush.part(What::LogTable) }</div>
                    </div>
                }
            </div>
        </section>
    }
}

/// Whether steps or virtual time pace playing.
fn pace(painter: &Painter, now: Pacing) -> Html {
    let choice = |pacing: Pacing, key: Key, title: Key| {
        html! {
            <button
                type="button" aria-pressed={(now == pacing).to_string()} title={painter.get(title)}
                onclick={painter.send(Msg::SetPacing(pacing))}
            >
                { painter.get(key) }
            </button>
        }
    };
    html! {
        <span class="seg" role="group" aria-label={painter.get(key!("timeline.pace"))}>
            { choice(Pacing::Steps, key!("timeline.by_steps"), key!("timeline.by_steps_title")) }
            { choice(Pacing::Time, key!("timeline.by_time"), key!("timeline.by_time_title")) }
        </span>
    }
}
