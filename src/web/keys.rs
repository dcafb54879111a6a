//! The keyboard: writes down what was pressed and where, and asks the studio what it means. Typing into a field, a list or
//! a dialog is never taken away from it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, KeyboardEvent};

use crate::scene::geometry::Point;
use crate::studio::Msg;
use crate::studio::draw::DrawMsg;
use crate::studio::keys::Place;
use crate::studio::scheme::Press;
use crate::studio::view::Page;
use crate::web::browser::listening::Listener;
use crate::web::browser::owns_page;
use crate::web::browser::preferences;
use crate::web::canvas::pointer::{Space, on_canvas};
use crate::web::focus;
use crate::web::painter::Painter;
use crate::web::regions::{self, Beyond};

/// Listens to the keys of a mount: those of the whole page, where the page is there for it. The mount is marked by what
/// it is used with, since a browser cannot tell where the focus that a script gives should be seen.
pub fn listen_to_keys(painter: &Painter, place: &Element) -> [Listener; 3] {
    let pressed = {
        let mount = place.clone();
        Listener::new(place.clone().into(), "pointerdown", move |_| {
            mark(&mount, "pointer")
        })
    };
    let page = place.owner_document().filter(|_| owns_page(place));
    let target: EventTarget = page.map_or_else(|| place.clone().into(), Into::into);
    let (painter, place) = (painter.clone(), place.clone());
    let up = {
        let painter = painter.clone();
        Listener::new(target.clone(), "keyup", move |event| {
            if event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|event| event.key() == " ")
            {
                space_up(&painter);
            }
        })
    };
    let down = Listener::new(target, "keydown", move |event| {
        if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
            if !matches!(&*event.key(), "Shift" | "Control" | "Alt" | "Meta") {
                mark(&place, "keys");
            }
            on_key(&painter, &place, &event);
        }
    });
    [down, up, pressed]
}

fn mark(mount: &Element, by: &str) {
    // A mount of ours takes an attribute.
    let _ = mount.set_attribute("data-by", by);
}

/// Space pans with a drag in some schemes, so there it plays only once it comes up.
fn space_up(painter: &Painter) {
    let hold = painter.room.hold();
    if hold.space.replace(Space::Up) == Space::Down {
        let said = painter.store.studio().pressed("Space", Place::Canvas);
        if let Some(msg) = said {
            painter.store.send(msg);
        }
    }
}

fn on_key(painter: &Painter, mount: &Element, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let place = place_of(event);
    if event.key() == "F6" && place != Place::Dialog {
        let beyond = match painter.store.studio().view().page {
            Page::Studio | Page::Gallery => Beyond::Around,
            Page::Player => Beyond::Out,
        };
        if regions::go(mount, event.shift_key(), beyond) {
            event.prevent_default();
        }
        return;
    }
    let chord = chord(event);
    if chord == "Escape" && is_within(event, ".inspector") {
        // Back to what it is about.
        event.prevent_default();
        if preferences::is_narrow() {
            painter.store.send(Msg::CloseInspector);
        }
        if let Some(canvas) = focus::canvas(mount) {
            regions::focus(&canvas);
        }
        return;
    }
    if chord == "Space"
        && place == Place::Canvas
        && painter.store.studio().view().scheme.pans(Press::WithSpace)
    {
        event.prevent_default();
        if !event.repeat() {
            painter.room.hold().space.set(Space::Down);
        }
        return;
    }
    let said = painter.store.studio().pressed(&chord, place);
    if let Some(msg) = said {
        event.prevent_default();
        painter.store.send(match msg {
            Msg::Draw(DrawMsg::Letter(tool, None)) => {
                Msg::Draw(DrawMsg::Letter(tool, under_pointer(painter, mount)))
            }
            msg => msg,
        });
    }
}

/// The place of the canvas that the pointer is over.
pub fn under_pointer(painter: &Painter, mount: &Element) -> Option<Point> {
    let canvas = mount.query_selector("[role=application]").ok()??;
    let (x, y) = painter.room.pointer()?;
    Some(on_canvas(&painter.store, &canvas, x.into(), y.into()))
}

/// What was pressed, as the studio writes it.
fn chord(event: &KeyboardEvent) -> String {
    // With Alt, a key makes other letters on a Mac: there it is known by its place.
    let key = match event.code().strip_prefix("Key") {
        Some(letter) if event.alt_key() => letter.into(),
        Some(_) | None => event.key(),
    };
    let mut letters = key.chars();
    let alone = letters.next().filter(|_| letters.next().is_none());
    let key = match alone {
        Some(' ') => "Space".into(),
        Some('+') => "Plus".into(),
        Some(letter) => letter.to_uppercase().collect(),
        None => key,
    };
    // A sign is what it is, whether or not it took Shift to write it.
    let shift = event.shift_key() && alone.is_none_or(|letter| letter.is_alphabetic() || letter == ' ');
    let held = [
        (event.ctrl_key() || event.meta_key(), "Control+"),
        (event.alt_key(), "Alt+"),
        (shift, "Shift+"),
    ];
    let mut chord = String::new();
    for (_, name) in held.into_iter().filter(|(is_held, _)| *is_held) {
        chord.push_str(name);
    }
    chord + &key
}

fn is_within(event: &Event, selector: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
}

fn place_of(event: &Event) -> Place {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return Place::Elsewhere;
    };
    let inside = |selector: &str| target.closest(selector).is_ok_and(|found| found.is_some());
    if inside("dialog") {
        Place::Dialog
    } else if inside("input, textarea, select, [contenteditable], [role=dialog]") {
        // What lies over the canvas and leaves it in reach has its buttons to itself, too: no letter draws behind it.
        Place::Field
    } else if inside("button, a, summary") {
        Place::Button
    } else if inside("[role=application]") {
        Place::Canvas
    } else {
        Place::Elsewhere
    }
}
