//! The bottom panel: the timeline, and under it what its tabs show.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::NodeRef;

use crate::key;
use crate::studio::view::{BottomTab, Pacing};
use crate::studio::{Msg, Studio, TimeMsg};
use crate::text::Key;
use crate::web::controls::{IconButton, Tab, tab_panel, tabs, toggle};
use crate::web::icon::Icon;
use crate::web::painter::{Brush, Painter};
use crate::web::part::What;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, span, tag, worded};
use crate::web::timeline::Build;

/// What the panel itself shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::Number(studio.view().bottom.map_or(-1, |tab| tab as i64)),
        Bit::Number(panels.log.total as i64),
        Bit::of(&panels.transport),
        Bit::of(&panels.problems),
        Bit::of(&panels.top),
        Bit::Number(panels.timeline.stops as i64),
        Bit::Number(studio.stacks_charts().into()),
    ]
}

fn id(tab: BottomTab) -> &'static str {
    match tab {
        BottomTab::Log => "tab-log",
        BottomTab::Problems => "tab-problems",
        BottomTab::Charts => "tab-charts",
        BottomTab::Next => "tab-next",
        BottomTab::Branches => "tab-branches",
        BottomTab::Stops => "tab-stops",
        BottomTab::Outline => "tab-outline",
    }
}

/// What a tab is called.
pub fn name(tab: BottomTab) -> Key {
    match tab {
        BottomTab::Log => key!("tab.log"),
        BottomTab::Problems => key!("tab.problems"),
        BottomTab::Charts => key!("tab.charts"),
        BottomTab::Next => key!("tab.next"),
        BottomTab::Branches => key!("tab.branches"),
        BottomTab::Stops => key!("tab.stops"),
        BottomTab::Outline => key!("tab.outline"),
    }
}

/// A count, where there is something to count.
fn some(count: usize) -> String {
    match count {
        0 => String::new(),
        count => count.to_string(),
    }
}

/// What stands for a tab in a menu.
pub fn icon(tab: BottomTab) -> Icon {
    match tab {
        BottomTab::Log => Icon::List,
        BottomTab::Problems => Icon::Warning,
        BottomTab::Branches => Icon::Fork,
        BottomTab::Stops => Icon::Stop,
        BottomTab::Charts => Icon::Chart,
        BottomTab::Next => Icon::Step,
        BottomTab::Outline => Icon::Grid,
    }
}

/// Brings the tab into sight that was chosen, where the row of tabs is longer than the window is wide.
pub fn settle(places: &[NodeRef; 4]) {
    const SHOWN: &str = "data-shown";
    let Some(panel) = places[0].cast::<Element>() else {
        return;
    };
    let chosen = panel.query_selector("[role=tab][aria-selected=true]");
    let Some(tab) = chosen
        .ok()
        .flatten()
        .and_then(|tab| tab.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let (Some(row), id) = (tab.parent_element(), tab.id()) else {
        return;
    };
    if row.get_attribute(SHOWN).as_ref() != Some(&id) {
        row.set_scroll_left(tab.offset_left() - (row.client_width() - tab.offset_width()) / 2);
        // An attribute of an element of ours can always be set.
        let _ = row.set_attribute(SHOWN, &id);
    }
}

/// The bottom panel.
pub fn bottom(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let (open, panels) = (studio.view().bottom, studio.panels());
    let tab = |of: BottomTab| Tab {
        id: id(of),
        name: brush.get(name(of)),
        more: match of {
            // What is not shown is not counted.
            BottomTab::Log if open == Some(of) => panels.log.total.to_string(),
            BottomTab::Log => String::new(),
            BottomTab::Problems => panels.problems.count(),
            BottomTab::Branches => panels.top.branches.len().max(1).to_string(),
            BottomTab::Stops => some(panels.timeline.stops),
            BottomTab::Charts | BottomTab::Next => String::new(),
            BottomTab::Outline => String::new(),
        },
        selected: open == Some(of),
        onclick: brush.send(Msg::ShowBottom(of)),
    };
    let (fold, shown) = match open {
        Some(_) => (key!("bottom.close"), Icon::ChevronDown),
        None => (key!("bottom.open"), Icon::ChevronUp),
    };
    let fold = IconButton::small(shown, brush.get(fold)).paint(brush.send(Msg::ToggleBottom));
    let step =
        worded("small", "", &panels.transport.step_text).class_if(panels.transport.is_computing, "is-busy");
    let labels = div("tl-g")
        .child(
            div("tl-n")
                .child(worded("b", "", brush.get(key!("timeline.label"))))
                .child(
                    IconButton::small(Icon::Stop, brush.get(key!("stop.of_step")))
                        .paint(brush.send(Msg::Time(TimeMsg::OfferStops(panels.transport.step)))),
                ),
        )
        .child(pace(brush, panels.transport.pacing))
        .child(step);
    let timeline = div("timeline")
        .child(labels)
        .child(brush.part(What::Timeline(Build::Full)));
    let charts = studio
        .stacks_charts()
        .then(|| div("wide-charts").child(brush.part(What::Charts)));
    let body = open.map(|open| {
        let panel = tab_panel("pbody", id(open));
        match open {
            BottomTab::Log => {
                let log = div("log")
                    .child(brush.part(What::LogBar))
                    .child(brush.part(What::LogTable));
                panel.child(log)
            }
            BottomTab::Problems => panel.child(brush.part(What::Problems)),
            BottomTab::Branches => panel.child(brush.part(What::Branches)),
            BottomTab::Stops => panel.child(brush.part(What::Stops)),
            BottomTab::Charts => panel.child(brush.part(What::Charts)),
            BottomTab::Next => panel.child(brush.part(What::Next)),
            BottomTab::Outline => panel.child(brush.part(What::Outline)),
        }
    });
    let drawer = div("drawer")
        .class_if(open.is_none(), "is-closed")
        .place(&brush.places[0])
        .child(tabs(BottomTab::ALL.map(tab).into(), fold))
        .child(body);
    tag("section")
        .class("panel")
        .set("aria-label", brush.get(key!("bottom.label")))
        .child(timeline)
        .child(charts)
        .child(drawer)
}

/// Whether steps or virtual time pace playing.
fn pace(painter: &Painter, now: Pacing) -> Tag {
    let choice = |pacing: Pacing, key: Key, title: Key| {
        toggle("", now == pacing, painter.send(Msg::SetPacing(pacing)))
            .set("title", painter.get(title))
            .child(painter.get(key))
    };
    span("seg")
        .set("role", "group")
        .set("aria-label", painter.get(key!("timeline.pace")))
        .child(choice(
            Pacing::Steps,
            key!("timeline.by_steps"),
            key!("timeline.by_steps_title"),
        ))
        .child(choice(
            Pacing::Time,
            key!("timeline.by_time"),
            key!("timeline.by_time_title"),
        ))
}
