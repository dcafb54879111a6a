//! What lies over the page for choosing what to do: the action list, the shortcut sheet, menus. All are modal dialogs of
//! the browser, so that Escape, the focus on the way back and the page behind are its care.

mod actions;
mod menu;
mod sheet;

use std::any::Any;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use crate::studio::menus::MenuMsg;
use crate::studio::panels::overlay::Overlay;
use crate::studio::{Msg, Studio};
use crate::web::controls::caps;
use crate::web::icon::Icon;
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::store::Store;
use crate::web::tag::{Tag, div, span, tag, worded};

/// Which of them. Each is a part of its own, since it opens when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Actions,
    Shortcuts,
    Menu,
}

/// Which of them is open.
pub fn open(studio: &Studio) -> Option<Kind> {
    Some(match studio.panels().overlay.as_deref()? {
        Overlay::Actions(_) => Kind::Actions,
        Overlay::Shortcuts(_) => Kind::Shortcuts,
        Overlay::Menu(_) => Kind::Menu,
    })
}

/// What it depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(studio.panels().overlay.as_ref())]
}

/// It.
pub fn overlay(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    match studio.panels().overlay.as_deref() {
        Some(Overlay::Actions(list)) => actions::actions(brush, list),
        Some(Overlay::Shortcuts(sheet)) => sheet::sheet(brush, sheet),
        Some(Overlay::Menu(menu)) => menu::menu(brush, menu),
        None => tag("dialog"),
    }
}

/// Opens it over the page.
pub fn attach(places: &[NodeRef; 4], kind: Kind) -> Vec<Box<dyn Any>> {
    if let Some(dialog) = places[0].cast::<HtmlDialogElement>() {
        // It is on the page and not open yet.
        let _ = dialog.show_modal();
    }
    match kind {
        Kind::Actions | Kind::Shortcuts => {}
        Kind::Menu => menu::begin(&places[0]),
    }
    Vec::new()
}

/// A menu opens where it was asked for; of the action list the marked row is in sight.
pub fn settle(painter: &Painter, places: &[NodeRef; 4], kind: Kind) {
    match kind {
        Kind::Actions => actions::reveal(&places[0]),
        Kind::Shortcuts => {}
        Kind::Menu => menu::put(painter, &places[0]),
    }
}

/// The dialog, which Escape and a press beside it close.
fn around(brush: &Brush, class: &'static str, name: &str) -> Tag {
    let (store, place) = (brush.store.clone(), brush.places[0].clone());
    let on_cancel = {
        let (store, place) = (store.clone(), place.clone());
        Callback::from(move |event: Event| {
            event.prevent_default();
            close(&store, &place);
        })
    };
    let on_click = Callback::from(move |event: MouseEvent| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let is_beside = target.is_some_and(|target| target.tag_name() == "DIALOG");
        if is_beside && is_meant(&event, &place) {
            close(&store, &place);
        }
    });
    let on_pointer_down = {
        let place = brush.places[0].clone();
        Callback::from(move |_: PointerEvent| {
            if let Some(dialog) = place.cast::<Element>() {
                // An element of ours takes an attribute.
                let _ = dialog.set_attribute(PRESSED, "");
            }
        })
    };
    let on_context_menu = Callback::from(|event: MouseEvent| event.prevent_default());
    tag("dialog")
        .class(class)
        .place(&brush.places[0])
        .on_context_menu(on_context_menu)
        .set("aria-label", name.to_string())
        .on_cancel(on_cancel)
        .on_pointer_down(on_pointer_down)
        .on_click(on_click)
}

/// What a dialog carries once something was pressed in it.
const PRESSED: &str = "data-pressed";

/// Whether a click began here. The finger that has opened a menu by staying clicks as well when it goes up, at
/// whatever lies under it by then.
fn is_meant(event: &MouseEvent, place: &NodeRef) -> bool {
    let by_keyboard = event.detail() == 0;
    let dialog = place.cast::<Element>();
    by_keyboard || dialog.is_some_and(|dialog| dialog.has_attribute(PRESSED))
}

/// Closes it: the browser gives the focus back to where it was.
fn close(store: &Store, place: &NodeRef) {
    shut(place);
    store.send(Msg::Menu(MenuMsg::Close));
}

fn shut(place: &NodeRef) {
    if let Some(dialog) = place.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}

/// Closes it before something is done, so that what is done finds the focus on the page.
fn then(brush: &Brush, can: bool, msg: Msg) -> Callback<MouseEvent> {
    let (store, place) = (brush.store.clone(), brush.places[0].clone());
    Callback::from(move |event: MouseEvent| {
        if !is_meant(&event, &place) {
            return;
        }
        if can {
            shut(&place);
        }
        store.send(msg.clone());
    })
}

/// Its head: what it is, and the cross.
fn head(brush: &Brush, title: &str) -> Tag {
    let (store, place) = (brush.store.clone(), brush.places[0].clone());
    let on_click = Callback::from(move |_: MouseEvent| close(&store, &place));
    let cross = crate::web::controls::IconButton {
        class: "btn-s dx",
        ..crate::web::controls::IconButton::new(Icon::Cross, brush.get(crate::key!("import.close")))
    };
    tag("header")
        .class("dlg-h")
        .child(div("").child(worded("h2", "", title)))
        .child(cross.paint(on_click))
}

/// The keys at the end of a row.
fn keys_at_end(chord: &str) -> Option<Tag> {
    (!chord.is_empty()).then(|| span("m-keys").set("aria-hidden", "true").children(caps(chord)))
}
