//! The keyboard: which key says what. Typing into a field, a list or a dialog is never taken away from it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, KeyboardEvent};

use crate::studio::gesture::Tool;
use crate::studio::{Msg, Toward};
use crate::web::browser::listening::Listener;
use crate::web::browser::owns_page;
use crate::web::canvas::pointer::on_canvas;
use crate::web::painter::Painter;

/// Listens to the keys of a mount: those of the whole page, where the page is there for it.
pub fn listen_to_keys(painter: &Painter, place: &Element) -> Listener {
    let page = place.owner_document().filter(|_| owns_page(place));
    let target: EventTarget = page.map_or_else(|| place.clone().into(), Into::into);
    let (painter, place) = (painter.clone(), place.clone());
    Listener::new(target, "keydown", move |event| {
        if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
            on_key(&painter, &place, &event);
        }
    })
}

fn on_key(painter: &Painter, mount: &Element, event: &KeyboardEvent) {
    if event.default_prevented() {
        return;
    }
    let place = Place::of(event);
    let with_control = event.ctrl_key() || event.meta_key();
    let msg = if event.alt_key() {
        with_alt(&event.key(), event.shift_key(), place)
    } else if with_control {
        with_control_key(&event.key(), event.shift_key(), place)
    } else {
        let msg = alone(&event.key(), event.shift_key(), place);
        msg.or_else(|| letter(painter, mount, &event.key(), place))
    };
    if let Some(msg) = msg {
        event.prevent_default();
        painter.store.send(msg);
    }
}

/// A letter takes something from the palette and places it at once, where the pointer is over the canvas. While
/// something is taken already, it takes another one.
fn letter(painter: &Painter, mount: &Element, key: &str, place: Place) -> Option<Msg> {
    if place == Place::Field {
        return None;
    }
    let key = key.to_ascii_uppercase();
    if key == "V" {
        return Some(Msg::Take(None));
    }
    // As in the design: C places a consumer, and B, as in binding, begins an edge.
    if key == "B" {
        return Some(Msg::Connect);
    }
    let tool = Tool::ALL.into_iter().find(|tool| tool.key() == key)?;
    if painter.store.studio().gesture().tool().is_some() {
        return Some(Msg::Take(Some(tool)));
    }
    let canvas = mount.query_selector("[role=application]").ok()?;
    let pointer = painter.room.pointer().zip(canvas);
    let at = pointer.map(|((x, y), canvas)| on_canvas(&painter.store, &canvas, x.into(), y.into()));
    Some(Msg::Place(tool, at))
}

fn with_alt(key: &str, far: bool, place: Place) -> Option<Msg> {
    let toward = match (key, place) {
        ("ArrowLeft", Place::Canvas) => Toward::Left,
        ("ArrowRight", Place::Canvas) => Toward::Right,
        ("ArrowUp", Place::Canvas) => Toward::Up,
        ("ArrowDown", Place::Canvas) => Toward::Down,
        _ => return None,
    };
    Some(Msg::Nudge { toward, far })
}

/// Where a key was pressed, as far as that decides what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A field, a list, a dialog: the keys are theirs.
    Field,
    /// A button or a link: Space and Enter are theirs.
    Button,
    Canvas,
    Elsewhere,
}

impl Place {
    fn of(event: &Event) -> Place {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return Place::Elsewhere;
        };
        let inside = |selector: &str| target.closest(selector).is_ok_and(|found| found.is_some());
        if inside("input, textarea, select, dialog, [contenteditable]") {
            Place::Field
        } else if inside("button, a, summary") {
            Place::Button
        } else if inside("[role=application]") {
            Place::Canvas
        } else {
            Place::Elsewhere
        }
    }
}

fn with_control_key(key: &str, shift: bool, place: Place) -> Option<Msg> {
    match (key, place) {
        (_, Place::Field) => None,
        ("z", _) => Some(Msg::Undo),
        ("Z", _) => Some(Msg::Redo),
        ("y", _) => Some(Msg::Redo),
        ("s", _) if !shift => Some(Msg::SaveDocument),
        ("o", _) => Some(Msg::AskForFile),
        ("a", Place::Canvas) => Some(Msg::SelectAll),
        _ => None,
    }
}

fn alone(key: &str, shift: bool, place: Place) -> Option<Msg> {
    match (key, place) {
        (_, Place::Field) => None,
        (" ", Place::Button) => None,
        (" ", _) => Some(Msg::TogglePlay),
        ("ArrowLeft", _) if shift => Some(Msg::PreviousChapter),
        ("ArrowRight", _) if shift => Some(Msg::NextChapter),
        ("ArrowLeft", Place::Canvas) => Some(Msg::SelectToward(Toward::Left)),
        ("ArrowRight", Place::Canvas) => Some(Msg::SelectToward(Toward::Right)),
        ("ArrowUp", Place::Canvas) => Some(Msg::SelectToward(Toward::Up)),
        ("ArrowDown", Place::Canvas) => Some(Msg::SelectToward(Toward::Down)),
        ("ArrowLeft" | ",", _) => Some(Msg::StepBack),
        ("ArrowRight" | ".", _) => Some(Msg::Step),
        ("Home", _) => Some(Msg::Restart),
        ("End", _) => Some(Msg::End),
        ("PageUp", _) => Some(Msg::PreviousChapter),
        ("PageDown", _) => Some(Msg::NextChapter),
        ("Enter", Place::Canvas) => Some(Msg::Enter),
        ("Delete" | "Backspace", Place::Canvas) => Some(Msg::Delete),
        ("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9", Place::Canvas) => {
            key.parse().ok().map(Msg::Number)
        }
        ("Escape", _) => Some(Msg::Escape),
        ("0", _) => Some(Msg::Fit),
        ("+" | "=", _) => Some(Msg::Zoom {
            notches: 1,
            around: None,
        }),
        ("-", _) => Some(Msg::Zoom {
            notches: -1,
            around: None,
        }),
        ("F", _) => Some(Msg::ToggleFollow),
        _ => None,
    }
}
