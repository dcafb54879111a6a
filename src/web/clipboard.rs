//! The system's clipboard, by the browser's own events: no permission is needed, and other tabs take part. Where a field
//! has the focus or words are marked, the events are the browser's.

use std::any::Any;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, window};

use crate::studio::Msg;
use crate::studio::draw::DrawMsg;
use crate::web::browser::listening::Listener;
use crate::web::browser::owns_page;
use crate::web::keys::under_pointer;
use crate::web::painter::Painter;

/// Listens for as long as what it returns is held. The clipboard is the page's: only its own mount takes part.
pub fn listen_to_clipboard(painter: &Painter, mount: &Element) -> Vec<Box<dyn Any>> {
    let Some(page) = mount.owner_document().filter(|_| owns_page(mount)) else {
        return Vec::new();
    };
    let listen = |name: &'static str, take: fn(&Painter, &Element, &ClipboardEvent)| -> Box<dyn Any> {
        let (painter, mount) = (painter.clone(), mount.clone());
        let page = page.clone().into();
        Box::new(Listener::active(page, name, move |event| {
            if let Some(event) = ours(event) {
                take(&painter, &mount, &event);
            }
        }))
    };
    vec![listen("copy", copy), listen("cut", cut), listen("paste", paste)]
}

/// The event, unless it belongs to a field or a dialog.
fn ours(event: Event) -> Option<ClipboardEvent> {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let theirs = |target: Element| {
        let found = target.closest("input, textarea, select, dialog, [contenteditable]");
        found.is_ok_and(|found| found.is_some())
    };
    if event.default_prevented() || target.is_some_and(theirs) {
        return None;
    }
    event.dyn_into().ok()
}

fn copy(painter: &Painter, _: &Element, event: &ClipboardEvent) {
    if hand_over(painter, event) {
        painter.store.send(Msg::Draw(DrawMsg::Copied));
    }
}

fn cut(painter: &Painter, _: &Element, event: &ClipboardEvent) {
    if hand_over(painter, event) {
        painter.store.send(Msg::Draw(DrawMsg::Cut));
    }
}

/// Gives what is chosen to the clipboard, unless words of the page are marked; whether it has it now.
fn hand_over(painter: &Painter, event: &ClipboardEvent) -> bool {
    let marked = window().and_then(|window| window.get_selection().ok().flatten());
    if marked.is_some_and(|marked| !marked.is_collapsed()) {
        return false;
    }
    let text = painter.store.studio().copied();
    let Some((text, clipboard)) = text.zip(event.clipboard_data()) else {
        return false;
    };
    let has_it = clipboard.set_data("text/plain", &text).is_ok();
    if has_it {
        event.prevent_default();
    }
    has_it
}

fn paste(painter: &Painter, mount: &Element, event: &ClipboardEvent) {
    let text = event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok());
    let Some(text) = text.filter(|text| !text.is_empty() && painter.store.studio().can_draw()) else {
        return;
    };
    event.prevent_default();
    let at = under_pointer(painter, mount);
    painter.store.send(Msg::Draw(DrawMsg::Paste(text.into(), at)));
}
