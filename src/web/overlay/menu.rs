//! A menu: rows that arrows, letters and the pointer choose from. In a narrow window it is a sheet: the first four as
//! large buttons, the rest as rows.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::studio::Msg;
use crate::studio::actions::Action;
use crate::studio::menus::MenuMsg;
use crate::studio::panels::overlay::{Menu, MenuPart, MenuRow, Overlay};
use crate::web::browser::preferences;
use crate::web::canvas::{on_screen, pixels, set};
use crate::web::controls::button;
use crate::web::focus;
use crate::web::icon::{Icon, icon};
use crate::web::overlay::{around, close, head, keys_at_end, then};
use crate::web::painter::{Brush, Painter};
use crate::web::pictogram::of_action;
use crate::web::rich::rich_in;
use crate::web::tag::{Tag, div, span, tag, truth, worded_if};

/// So many stand first in a sheet, as large buttons.
const LARGE: usize = 4;

/// So far a menu stays from the edges of the window, in pixels.
const MARGIN: f64 = 6.0;

pub fn menu(brush: &Brush, menu: &Menu) -> Tag {
    let is_narrow = preferences::is_narrow();
    let is_large = |row: &&MenuRow| row.is_on.is_none() && !row.is_danger;
    let rows = menu.parts.iter().flat_map(|part| &part.rows);
    let large: Vec<&MenuRow> = match is_narrow {
        true => rows.take_while(is_large).take(LARGE).collect(),
        false => Vec::new(),
    };
    let mut list = div(if is_narrow { "t-list" } else { "menu" })
        .set("role", "menu")
        .set("aria-label", menu.title.to_string())
        .on_key_down(on_key(brush));
    if !large.is_empty() {
        let large = large.iter().map(|row| item(brush, row, ""));
        list = list.child(div("t-grid").set("role", "none").children(large));
    }
    let mut told = large.len();
    for (at, part) in menu.parts.iter().enumerate() {
        let gone = told.min(part.rows.len());
        told -= gone;
        list = list.child(self::part(
            brush,
            part,
            gone,
            at > 0,
            if is_narrow { "t" } else { "m" },
        ));
    }
    let class = if is_narrow { "dlg t-sheet" } else { "menu-box" };
    around(brush, class, &menu.title)
        .child(is_narrow.then(|| head(brush, &menu.title)))
        .child(list)
}

/// Rows that belong together, without those that stand elsewhere.
fn part(brush: &Brush, part: &MenuPart, gone: usize, is_below: bool, class: &'static str) -> Tag {
    let rows = &part.rows[gone..];
    let line = (is_below && !rows.is_empty()).then(|| tag("hr").set("role", "separator"));
    let title = worded_if("h3", "", &part.title).map(|title| title.set("aria-hidden", "true"));
    let note = part
        .note
        .as_ref()
        .map(|note| rich_in(brush.painter, "p", "m-note", note).set("role", "none"));
    div("")
        .class_if(rows.iter().all(|row| is_of_hands(row.action)), "of-hands")
        .set("role", if part.title.is_empty() { "none" } else { "group" })
        .set(
            "aria-label",
            (!part.title.is_empty()).then(|| part.title.to_string()),
        )
        .child(line)
        .child(title)
        .children(rows.iter().map(|row| item(brush, row, class)))
        .child(note)
}

/// Whether it is about a mouse or a keyboard, which a finger has no use for.
fn is_of_hands(action: Action) -> bool {
    matches!(action, Action::Scheme(_) | Action::Shortcuts)
}

fn item(brush: &Brush, row: &MenuRow, class: &'static str) -> Tag {
    let can = row.why_not.is_empty();
    let role = match (row.is_on, row.is_one_of) {
        (None, _) => "menuitem",
        (Some(_), false) => "menuitemcheckbox",
        (Some(_), true) => "menuitemradio",
    };
    let shown = match row.is_on {
        None => of_action(row.action),
        Some(true) => icon(Icon::Tick),
        Some(false) => tag("i").class("ic"),
    };
    let keys = row.keys;
    button(class, then(brush, can, Msg::Menu(MenuMsg::Do(row.action))))
        .class_if(row.is_danger, "bad")
        .class_if(is_of_hands(row.action), "of-hands")
        .set("role", role)
        .set("tabindex", "-1")
        .set("aria-checked", row.is_on.map(truth))
        .set("aria-disabled", (!can).then_some("true"))
        .set("aria-keyshortcuts", (!keys.is_empty()).then_some(keys))
        .set("aria-description", (!can).then(|| row.why_not.to_string()))
        .set("title", (!can).then(|| row.why_not.to_string()))
        .child(shown)
        .child(
            span("m-name")
                .child(&*row.name)
                .child(worded_if("small", "", &row.why_not)),
        )
        .child(keys_at_end(keys))
}

/// The rows of a menu, in their order.
fn rows(menu: &Element) -> Vec<HtmlElement> {
    let found = menu.query_selector_all("[role^=menuitem]").ok();
    let found = found.iter();
    found
        .flat_map(|list| (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()))
        .collect()
}

/// Arrows go round, Home and End to the ends, a letter to the next row that begins with it; Tab leaves.
fn on_key(brush: &Brush) -> Callback<KeyboardEvent> {
    let (store, place) = (brush.store.clone(), brush.places[0].clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(dialog) = place.cast::<Element>() else {
            return;
        };
        let rows = rows(&dialog);
        let active = dialog.owner_document().and_then(|page| page.active_element());
        let here = rows.iter().position(|row| active.as_ref() == Some(row));
        let (count, key) = (rows.len().max(1), event.key());
        let goal = match &*key {
            "ArrowDown" | "ArrowRight" => here.map_or(0, |here| (here + 1) % count),
            "ArrowUp" | "ArrowLeft" => here.map_or(count - 1, |here| (here + count - 1) % count),
            "Home" => 0,
            "End" => count - 1,
            "Tab" => {
                event.prevent_default();
                return close(&store, &place);
            }
            letter => {
                let begins = |row: &&HtmlElement| {
                    let text = row.text_content().unwrap_or_default().to_lowercase();
                    !letter.trim().is_empty() && text.starts_with(&letter.to_lowercase())
                };
                let from = here.map_or(0, |here| here + 1);
                let after = rows
                    .iter()
                    .skip(from)
                    .position(|row| begins(&row))
                    .map(|at| at + from);
                match after.or_else(|| rows.iter().position(|row| begins(&row))) {
                    Some(found) => found,
                    None => return,
                }
            }
        };
        event.prevent_default();
        if let Some(row) = rows.get(goal) {
            // A button takes the focus.
            let _ = row.focus();
        }
    })
}

/// The first row has the focus.
pub fn begin(place: &NodeRef) {
    if let Some(row) = place
        .cast::<Element>()
        .and_then(|dialog| rows(&dialog).into_iter().next())
    {
        // A button takes the focus.
        let _ = row.focus();
    }
}

/// Puts the menu where it was asked for, as far as it fits into the window.
pub fn put(painter: &Painter, place: &NodeRef) {
    let Some(dialog) = place.cast::<HtmlElement>() else {
        return;
    };
    let studio = painter.store.studio();
    let Some(Overlay::Menu(menu)) = studio.panels().overlay.as_deref() else {
        return;
    };
    let canvas = focus::canvas(&painter.focus.place());
    let Some(canvas) = canvas else { return };
    let (x, y) = match menu.at {
        Some(at) => {
            let (corner, (x, y)) = (
                canvas.get_bounding_client_rect(),
                on_screen(studio.view().camera, at),
            );
            (corner.left() + x, corner.top() + y)
        }
        None => {
            let button = painter
                .focus
                .place()
                .query_selector("[data-menu=view]")
                .ok()
                .flatten();
            let Some(button) = button.map(|button| button.get_bounding_client_rect()) else {
                return;
            };
            (button.left(), button.bottom() + MARGIN)
        }
    };
    let page = dialog.owner_document().and_then(|page| page.document_element());
    let (width, height) = page.map_or((0.0, 0.0), |page| {
        (f64::from(page.client_width()), f64::from(page.client_height()))
    });
    let fits = |at: f64, size: i32, room: f64| at.min(room - f64::from(size) - MARGIN).max(MARGIN);
    let style = dialog.style();
    set(&style, "--x", &pixels(fits(x, dialog.offset_width(), width)));
    set(&style, "--y", &pixels(fits(y, dialog.offset_height(), height)));
}
