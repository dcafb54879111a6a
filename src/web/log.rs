//! The log: all events, filtered by text and kind; a click goes there. Only the rows that are seen are on the page.

use std::any::Any;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::studio::panels::When;
use crate::studio::panels::log::LogRow;
use crate::studio::{Msg, Studio, TimeMsg};
use crate::text::Key;
use crate::web::canvas::set;
use crate::web::controls::{button, toggle};
use crate::web::icon::{Icon, icon};
use crate::web::message_mark::message_mark;
use crate::web::narration::{lit, question::typed_in};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::same::Bit;
use crate::web::size::SizeWatch;
use crate::web::tag::{Tag, div, span, tag, worded};

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
pub fn bar(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let log = &*studio.panels().log;
    let name = brush.get(key!("log.filter"));
    let input = tag("input")
        .set("type", "search")
        .set("aria-label", name)
        .set("placeholder", name)
        .typed(log.filter.to_string())
        .on_input(brush.on(|event: InputEvent| Msg::FilterLog(typed_in(&event).into())));
    let search = tag("label")
        .class("log-search")
        .child(icon(Icon::Search))
        .child(input);
    let mut bar = div("log-bar").child(search);
    for (position, kind) in log.kinds.iter().enumerate() {
        let chip = toggle("fchip", kind.shown, brush.send(Msg::ToggleLogKind(position)))
            .child(icon(kind.icon))
            .child(&*kind.text)
            .child(worded("em", "", &kind.count.to_string()));
        bar = bar.child(chip);
    }
    bar
}

/// The rows, as many as are seen.
pub fn table(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let log = &*studio.panels().log;
    if let Some(empty) = &log.empty {
        return rich_in(brush, "p", "empty", empty).place(&brush.places[0]);
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
        |class: &'static str, key: Key| worded("span", class, brush.get(key)).set("role", "columnheader");
    let heads = div("log-head")
        .set("role", "row")
        .child(head("s", key!("log.step")))
        .child(head("", key!("log.time")))
        .child(head("", key!("log.event")))
        .child(head("", key!("log.message")))
        .child(head("", key!("log.from_to")))
        .child(head("", key!("log.detail")))
        .child(head("vh", key!("tab.stops")));
    let mut window = div("log-window").set("role", "presentation");
    for (position, entry) in (log.first + 1..).zip(&log.rows) {
        window = window.child(row(brush, entry, position));
    }
    div("log-table")
        .set("role", "table")
        .set("aria-label", brush.get(key!("tab.log")))
        .set("aria-rowcount", log.matching.to_string())
        .place(&brush.places[0])
        .on_scroll(onscroll)
        .child(heads)
        .child(div("log-rows").set("role", "rowgroup").child(window))
}

/// The height of a row in pixels: as the styles have it, or, before there is one, the least that it can be.
fn row_height(table: &HtmlElement) -> i32 {
    let row = table.query_selector(".log-row").ok().flatten();
    let row = row.and_then(|row| row.dyn_into::<HtmlElement>().ok());
    row.map_or(24, |row| row.offset_height().max(1))
}

/// The first row that is seen, and how many are.
fn seen(table: &HtmlElement) -> (usize, usize) {
    let rows = |pixels: i32| (pixels / row_height(table)).max(0) as usize;
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
    let place = places[0].clone();
    let watch = SizeWatch::new(&places[0], move |_, _| {
        if let Some(table) = place.cast::<HtmlElement>() {
            store.send(window(None, seen(&table).1));
        }
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
                table.set_scroll_top(now.saturating_sub(seen / 2) as i32 * row_height(&table));
            }
        }
        None => {
            let _ = table.set_attribute(SHOWN, &step);
            painter.store.send(window(None, seen));
        }
    }
}

/// A row at this position, counted from 1.
fn row(painter: &Painter, row: &LogRow, position: usize) -> Tag {
    let (class, current) = match row.when {
        When::Past => ("log-row", None),
        When::Now => ("log-row is-now", Some("step")),
        When::Future => ("log-row fut", None),
    };
    let go = tag("button")
        .set("type", "button")
        .class("log-go")
        .child(row.step.to_string());
    let (store, step) = (painter.store.clone(), row.step);
    let offer = Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        store.send(Msg::Time(TimeMsg::OfferStops(step)));
    });
    let offer = button("btn btn-i btn-s log-stop", offer)
        .set("aria-label", painter.get(key!("stop.of_row")))
        .set("title", painter.get(key!("stop.of_row")))
        .child(icon(Icon::Stop));
    let message = row.message.map(|message| message_mark(painter, message));
    let way = worded("span", "m", &row.from);
    let way = if row.to.is_empty() {
        way
    } else {
        way.child(worded("i", "arr", "→")).child(&*row.to)
    };
    let cell = |cell: Tag| cell.set("role", "cell");
    div(class)
        .set("role", "row")
        .set("aria-rowindex", position.to_string())
        .set("aria-current", current)
        .on_click(painter.send(Msg::Seek(row.step)))
        .child(cell(span("s").child(go)))
        .child(cell(worded("span", "m", &row.time)))
        .child(cell(
            span("k")
                .class_if(row.is_fault, "bad")
                .child(icon(row.icon))
                .child(&*row.event),
        ))
        .child(cell(span("tk").child(message)))
        .child(cell(way))
        .child(cell(rich_in(painter, "span", "d", &row.detail)))
        .child(cell(span("z").child(offer)))
}
