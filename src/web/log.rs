//! The log: all events, filtered by text and kind; a click goes there. Only the rows that are seen are on the page.

use std::any::Any;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::studio::panels::When;
use crate::studio::panels::log::LogRow;
use crate::studio::{Msg, Studio};
use crate::text::Key;
use crate::web::canvas::set;
use crate::web::controls::toggle;
use crate::web::icon::{Icon, icon};
use crate::web::message_mark::message_mark;
use crate::web::narration::{lit, question::typed_in};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich;
use crate::web::same::Bit;
use crate::web::size::SizeWatch;
use crate::web::tag::worded;

/// The height of a row in pixels, as the styles have it.
const ROW: f64 = 24.0;

/// So many rows beyond what is seen are on the page, so that scrolling shows no gaps.
const BEYOND: usize = 8;

/// The step that the table was last brought into sight for.
const SHOWN: &str = "data-shown";

/// What the log shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::of(&panels.log),
        Bit::Number(panels.transport.step as i64),
        lit(studio),
    ]
}

/// The filter and the kinds.
pub fn bar(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let log = &*studio.panels().log;
    let oninput = brush.on(|event: InputEvent| Msg::FilterLog(typed_in(&event).into()));
    let chips = log.kinds.iter().enumerate().map(|(position, kind)| {
        toggle("fchip", kind.shown, brush.send(Msg::ToggleLogKind(position)))
            .child(icon(kind.icon))
            .child(&*kind.text)
            .child(worded("em", "", &kind.count.to_string()))
    });
    html! {
        <div class="log-bar">
            <label class="log-search">
                { icon(Icon::Search) }
                <input
                    type="search" aria-label={brush.get(key!("log.filter"))}
                    placeholder={brush.get(key!("log.filter"))} value={log.filter.to_string()} {oninput}
                />
            </label>
            { for chips }
        </div>
    }
}

/// The rows, as many as are seen.
pub fn table(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let log = &*studio.panels().log;
    if let Some(empty) = &log.empty {
        return html! { <p class="empty" ref={&brush.places[0]}>{ rich(brush, empty) }</p> };
    }
    let (store, place) = (brush.store.clone(), brush.places[0].clone());
    let onscroll = Callback::from(move |_: Event| {
        let Some(table) = place.cast::<HtmlElement>() else {
            return;
        };
        let (top, seen) = seen(&table);
        let wanted = {
            let studio = store.studio();
            let log = &studio.panels().log;
            top < log.first || (top + seen).min(log.matching) > log.first + log.rows.len()
        };
        if wanted {
            store.send(window(Some(top.saturating_sub(BEYOND)), seen));
        }
    });
    let head =
        |class: &'static str, key: Key| html! { <span role="columnheader" {class}>{ brush.get(key) }</span> };
    html! {
        <div
            class="log-table" role="table" aria-label={brush.get(key!("tab.log"))}
            aria-rowcount={log.matching.to_string()} ref={&brush.places[0]} {onscroll}
        >
            <div class="log-head" role="row">
                { head("s", key!("log.step")) }
                { head("", key!("log.time")) }
                { head("", key!("log.event")) }
                { head("", key!("log.message")) }
                { head("", key!("log.from_to")) }
                { head("", key!("log.detail")) }
            </div>
            <div class="log-rows" role="rowgroup">
                <div class="log-window" role="presentation">
                    { for log.rows.iter().enumerate().map(|(at, entry)| row(brush, entry, log.first + at)) }
                </div>
            </div>
        </div>
    }
}

/// The first row that is seen, and how many are.
fn seen(table: &HtmlElement) -> (usize, usize) {
    let rows = |pixels: i32| (f64::from(pixels) / ROW) as usize;
    (rows(table.scroll_top()), rows(table.client_height()))
}

fn window(first: Option<usize>, seen: usize) -> Msg {
    Msg::LogWindow {
        first,
        rows: seen + 2 * BEYOND,
    }
}

/// Asks for as many rows as there is room for.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let store = painter.store.clone();
    let watch = SizeWatch::new(&places[0], move |_, height| {
        store.send(window(None, (height / ROW) as usize))
    });
    vec![Box::new(watch)]
}

/// Puts the rows where they belong, and brings those of the current step into sight whenever the step changes.
pub fn settle(painter: &Painter, places: &[NodeRef; 4]) {
    let Some(table) = places[0].cast::<HtmlElement>() else {
        return;
    };
    let (step, now) = {
        let studio = painter.store.studio();
        let (log, transport) = (&studio.panels().log, &studio.panels().transport);
        set(&table.style(), "--rows", &log.matching.to_string());
        set(&table.style(), "--first", &log.first.to_string());
        let now = log.rows.iter().position(|row| row.when == When::Now);
        (transport.step.to_string(), now.map(|at| log.first + at))
    };
    if table.get_attribute(SHOWN).as_deref() == Some(&step) {
        return;
    }
    let (top, seen) = seen(&table);
    match now {
        Some(now) => {
            // An attribute of an element of ours can always be set.
            let _ = table.set_attribute(SHOWN, &step);
            if now < top + 1 || now + 2 > top + seen {
                table.set_scroll_top((now.saturating_sub(seen / 2) as f64 * ROW) as i32);
            }
        }
        None => {
            let _ = table.set_attribute(SHOWN, &step);
            painter.store.send(window(None, seen));
        }
    }
}

fn row(painter: &Painter, row: &LogRow, position: usize) -> Html {
    let (class, current) = match row.when {
        When::Past => ("log-row", None),
        When::Now => ("log-row is-now", Some("step")),
        When::Future => ("log-row fut", None),
    };
    html! {
        <div
            {class} role="row" aria-rowindex={(position + 1).to_string()} aria-current={current}
            onclick={painter.send(Msg::Seek(row.step))}
        >
            <span role="cell" class="s"><button type="button" class="log-go">{ row.step }</button></span>
            <span role="cell" class="m">{ &*row.time }</span>
            <span role="cell" class={if row.is_fault { "k bad" } else { "k" }}>{ icon(row.icon) }{ &*row.event }</span>
            <span role="cell" class="tk">{ for row.message.map(|message| message_mark(painter, message)) }</span>
            <span role="cell" class="m">
                { &*row.from }
                if !row.to.is_empty() {
                    <i class="arr">{ "→" }</i>{ &*row.to }
                }
            </span>
            <span role="cell" class="d">{ rich(painter, &row.detail) }</span>
        </div>
    }
}
