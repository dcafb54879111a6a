//! The log: all events, filtered by text and kind; a click goes there. Only the rows that are seen are on the page.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::When;
use crate::studio::panels::log::{Log, LogRow};
use crate::web::app::use_text;
use crate::web::canvas::set;
use crate::web::icon::{Icon, icon};
use crate::web::message_mark::MessageMark;
use crate::web::rich::rich;
use crate::web::same::Same;
use crate::web::size::use_size;
use crate::web::store::{Dispatch, use_dispatch, use_panel};

/// The height of a row, as the styles have it.
const ROW: f64 = 24.0;

/// So many rows beyond what is seen are on the page, so that scrolling shows no gaps.
const BEYOND: usize = 8;

/// The Log tab.
#[component]
pub fn LogPane() -> Html {
    html! { <div class="log"><LogBar /><LogTable /></div> }
}

/// The filter and the kinds.
#[component]
fn LogBar() -> Html {
    let log = use_panel(|panels| &panels.log);
    let dispatch = use_dispatch();
    let text = use_text();
    let oninput = dispatch.on(|event: InputEvent| Msg::FilterLog(typed_in(&event).into()));
    let chips = log.kinds.iter().enumerate().map(|(position, kind)| {
        let onclick = dispatch.on(move |_| Msg::ToggleLogKind(position));
        html! {
            <button type="button" class="fchip" aria-pressed={kind.shown.to_string()} {onclick}>
                { icon(kind.icon) }{ &*kind.text }<em>{ kind.count }</em>
            </button>
        }
    });
    html! {
        <div class="log-bar">
            <label class="log-search">
                { icon(Icon::Search) }
                <input
                    type="search" aria-label={text.get(key!("log.filter"))}
                    placeholder={text.get(key!("log.filter"))} value={log.filter.to_string()} {oninput}
                />
            </label>
            { for chips }
        </div>
    }
}

fn typed_in(event: &InputEvent) -> String {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

/// The rows, as many as are seen.
#[component]
fn LogTable() -> Html {
    let log = use_panel(|panels| &panels.log);
    let dispatch = use_dispatch();
    let text = use_text();
    let place = use_node_ref();
    let rows = use_mut_ref(|| 2 * BEYOND);
    use_following(&log, &place, &rows, &dispatch);
    {
        let (dispatch, rows) = (dispatch.clone(), rows.clone());
        use_size(&place, move |_, height| {
            let seen = (height / ROW) as usize + 2 * BEYOND;
            if rows.replace(seen) != seen {
                dispatch.send(Msg::LogWindow {
                    first: None,
                    rows: seen,
                });
            }
        });
    }
    use_effect_with((log.clone(), place.clone()), |(log, place)| {
        if let Some(table) = place.cast::<HtmlElement>() {
            set(&table.style(), "--rows", &log.matching.to_string());
            set(&table.style(), "--first", &log.first.to_string());
        }
    });
    let onscroll = {
        let (dispatch, place, shown) = (dispatch.clone(), place.clone(), log.clone());
        Callback::from(move |_: Event| {
            let Some(table) = place.cast::<HtmlElement>() else {
                return;
            };
            let (top, seen) = seen(&table);
            let is_covered =
                shown.first <= top && (top + seen).min(shown.matching) <= shown.first + shown.rows.len();
            if !is_covered {
                dispatch.send(Msg::LogWindow {
                    first: Some(top.saturating_sub(BEYOND)),
                    rows: *rows.borrow(),
                });
            }
        })
    };
    if let Some(empty) = &log.empty {
        return html! { <p class="empty" ref={place}>{ rich(empty) }</p> };
    }
    html! {
        <div class="log-table" role="table" aria-label={text.get(key!("tab.log"))} aria-rowcount={log.matching.to_string()} ref={place} {onscroll}>
            <div class="log-head" role="row">
                <span role="columnheader" class="s">{ text.get(key!("log.step")) }</span>
                <span role="columnheader">{ text.get(key!("log.time")) }</span>
                <span role="columnheader">{ text.get(key!("log.event")) }</span>
                <span role="columnheader">{ text.get(key!("log.message")) }</span>
                <span role="columnheader">{ text.get(key!("log.from_to")) }</span>
                <span role="columnheader">{ text.get(key!("log.detail")) }</span>
            </div>
            <div class="log-rows" role="rowgroup">
                <div class="log-window" role="presentation">
                    { for log.rows.iter().enumerate().map(|(at, entry)| row(entry, log.first + at, &dispatch)) }
                </div>
            </div>
        </div>
    }
}

/// The first row that is seen, and how many are.
fn seen(table: &HtmlElement) -> (usize, usize) {
    let top = f64::from(table.scroll_top()) / ROW;
    let seen = f64::from(table.client_height()) / ROW;
    (top as usize, seen as usize)
}

/// Keeps the rows of the current step in sight whenever the step changes.
#[hook]
fn use_following(
    log: &Same<Log>,
    place: &NodeRef,
    rows: &std::rc::Rc<std::cell::RefCell<usize>>,
    dispatch: &Dispatch,
) {
    let transport = use_panel(|panels| &panels.transport);
    let now = log
        .rows
        .iter()
        .position(|row| row.when == When::Now)
        .map(|at| log.first + at);
    {
        let (dispatch, rows) = (dispatch.clone(), rows.clone());
        use_effect_with(transport.step, move |_| {
            dispatch.send(Msg::LogWindow {
                first: None,
                rows: *rows.borrow(),
            });
        });
    }
    let place = place.clone();
    use_effect_with((transport.step, now), move |(_, now)| {
        let (Some(now), Some(table)) = (*now, place.cast::<HtmlElement>()) else {
            return;
        };
        let (top, seen) = seen(&table);
        if now < top + 1 || now + 2 > top + seen {
            let goal = now.saturating_sub(seen / 2) as f64 * ROW;
            table.set_scroll_top(goal as i32);
        }
    });
}

fn row(row: &LogRow, position: usize, dispatch: &Dispatch) -> Html {
    let when = match row.when {
        When::Past => None,
        When::Now => Some("is-now"),
        When::Future => Some("fut"),
    };
    let step = row.step;
    html! {
        <div
            key={position} class={classes!("log-row", when)} role="row" aria-rowindex={(position + 1).to_string()}
            aria-current={(row.when == When::Now).then_some("step")} onclick={dispatch.on(move |_| Msg::Seek(step))}
        >
            <span role="cell" class="s"><button type="button" class="log-go">{ step }</button></span>
            <span role="cell" class="m">{ &*row.time }</span>
            <span role="cell" class={classes!("k", row.is_fault.then_some("bad"))}>{ icon(row.icon) }{ &*row.event }</span>
            <span role="cell" class="tk">
                { for row.message.map(|message| html! { <MessageMark {message} /> }) }
            </span>
            <span role="cell" class="m">
                { &*row.from }
                if !row.to.is_empty() {
                    <i class="arr">{ "→" }</i>{ &*row.to }
                }
            </span>
            <span role="cell" class="d">{ rich(&row.detail) }</span>
        </div>
    }
}
