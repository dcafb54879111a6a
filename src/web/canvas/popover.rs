//! What stands open beside a place of the canvas: the field over a name, the list of what can be added.

use std::any::Any;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::key;
use crate::scene::geometry::Point;
use crate::studio::draw::DrawMsg;
use crate::studio::panels::popover::{Group, Offers, Popover, Renaming, Row};
use crate::studio::{Msg, Studio};
use crate::web::canvas::{on_screen, pixels, set};
use crate::web::controls::button;
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::same::Bit;
use crate::web::store::Store;
use crate::web::tag::{Tag, div, span, tag, truth, worded, worded_if};

/// So far a popover stays from the borders of the canvas, in pixels.
const MARGIN: f64 = 8.0;

/// How wide the field over a name is, and what it tells can be, in pixels.
const FIELD: f64 = 202.0;
const TELLS: f64 = 264.0;

/// What marks a field that has had the focus.
const BEGUN: &str = "data-begun";

/// What the popover shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(studio.panels().popover.as_ref())]
}

/// What is open, if anything is.
pub fn popover(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let shown = studio.panels().popover.as_deref().map(|open| match open {
        Popover::Rename(renaming) => rename(brush, renaming),
        Popover::Add(offers) => add(brush, offers),
    });
    div("pop-box").child(shown)
}

fn field(brush: &Brush, class: &'static str, label: String, value: &str) -> Tag {
    let typed = brush.on(|event: InputEvent| {
        let field = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let text = field.map_or_else(String::new, |field| field.value());
        Msg::Draw(DrawMsg::Type(text.into()))
    });
    tag("input")
        .class(class)
        .place(&brush.places[1])
        .set("type", "text")
        .set("aria-label", label)
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .typed(value.into())
        .on_input(typed)
        .on_key_down(keys(&brush.store, in_field))
}

/// What a key says in the field: Enter takes, arrows choose a row. On a button Enter is the button's.
fn in_field(key: &str) -> Option<Msg> {
    match key {
        "Enter" => Some(Msg::Draw(DrawMsg::Accept)),
        "ArrowDown" => Some(Msg::Draw(DrawMsg::Row(1))),
        "ArrowUp" => Some(Msg::Draw(DrawMsg::Row(-1))),
        _ => None,
    }
}

/// What a key says anywhere in the popover.
fn in_popover(key: &str) -> Option<Msg> {
    (key == "Escape").then_some(Msg::Escape)
}

/// Keys of a composition are the input method's.
fn keys(store: &Store, said: fn(&str) -> Option<Msg>) -> Callback<KeyboardEvent> {
    let store = store.clone();
    Callback::from(move |event: KeyboardEvent| {
        if let Some(msg) = said(&event.key()).filter(|_| !event.is_composing()) {
            event.prevent_default();
            store.send(msg);
        }
    })
}

/// The id of a part of the popover: a page can have several canvases.
fn id(brush: &Brush, part: &str) -> String {
    format!("warren-{}-{part}", brush.mount)
}

fn rename(brush: &Brush, renaming: &Renaming) -> Tag {
    let is_bad = renaming.refused.is_some();
    let input = field(brush, "pop-name", renaming.label.to_string(), &renaming.name)
        .class_if(renaming.is_code, "mono")
        .class_if(is_bad, "is-bad")
        .set("aria-invalid", truth(is_bad))
        .set("aria-describedby", id(brush, "tells"));
    let tells = match &renaming.refused {
        Some(words) => rich_in(brush, "div", "pop-tell is-bad", words),
        None => follows(brush, renaming),
    };
    div("pop-rename")
        .place(&brush.places[0])
        .on_key_down(keys(&brush.store, in_popover))
        .child(input)
        .child(tells.set("id", id(brush, "tells")).set("role", "status"))
}

fn follows(brush: &Brush, renaming: &Renaming) -> Tag {
    let rows = renaming.follows.iter().map(|row| worded("li", "", row));
    let list = tag("ul").children(rows);
    let nothing = renaming.follows.is_empty();
    let take = Msg::Draw(DrawMsg::Accept);
    let keys = div("pop-keys")
        .child(hint(brush, "Enter", brush.get(key!("rename.do")), take))
        .child(hint(brush, "Esc", &renaming.keep, Msg::Escape));
    div("pop-tell")
        .child(worded("b", "", brush.get(key!("rename.follows"))))
        .child((!nothing).then_some(list))
        .child(nothing.then(|| worded("p", "", brush.get(key!("rename.nothing")))))
        .child(keys)
}

/// A key and what it does, which a finger can do as well.
fn hint(brush: &Brush, key: &'static str, words: &str, msg: Msg) -> Tag {
    button("pop-key", brush.send(msg))
        .child(worded("kbd", "key", key))
        .child(words)
}

fn add(brush: &Brush, offers: &Offers) -> Tag {
    let label = brush.get(key!("add.label"));
    let count: usize = offers.groups.iter().map(|group| group.rows.len()).sum();
    let chosen = (count > 0).then(|| row_id(brush, offers.chosen));
    let input = field(brush, "", label.to_string(), &offers.query)
        .set("placeholder", label)
        .set("role", "combobox")
        .set("aria-expanded", "true")
        .set("aria-controls", id(brush, "offers"))
        .set("aria-autocomplete", "list")
        .set("aria-activedescendant", chosen);
    let mut first = 0;
    let groups = offers.groups.iter().map(|group| {
        let tag = rows(brush, group, first, offers.chosen);
        first += group.rows.len();
        tag
    });
    let list = div("pop-list")
        .set("id", id(brush, "offers"))
        .set("role", "listbox")
        .set("aria-label", label)
        .children(groups);
    let note = (!offers.note.is_empty()).then(|| {
        tag("p")
            .class("pop-note")
            .child(icon(Icon::Info))
            .child(worded("span", "", &offers.note))
    });
    div("pop-add")
        .place(&brush.places[0])
        .on_key_down(keys(&brush.store, in_popover))
        .child(div("pop-field").child(icon(Icon::Search)).child(input))
        .child(list)
        .child((count == 0).then(|| worded("p", "pop-none", brush.get(key!("add.nothing")))))
        .child(note)
}

fn rows(brush: &Brush, group: &Group, first: usize, chosen: usize) -> Tag {
    let rows = group
        .rows
        .iter()
        .enumerate()
        .map(|(at, of)| row(brush, of, first + at, chosen));
    div("pop-group")
        .set("role", "group")
        .set("aria-label", group.title.clone())
        .child(worded("small", "", &group.title).set("aria-hidden", "true"))
        .children(rows)
}

fn row_id(brush: &Brush, at: usize) -> String {
    id(brush, &format!("offer-{at}"))
}

fn row(brush: &Brush, row: &Row, at: usize, chosen: usize) -> Tag {
    div("pop-row")
        .class_if(at == chosen, "is-on")
        .set("id", row_id(brush, at))
        .set("role", "option")
        .set("aria-selected", truth(at == chosen))
        .on_click(brush.send(Msg::Draw(DrawMsg::PickRow(at))))
        .child(kind_icon(row.kind))
        .child(span("pop-what").class_if(row.is_code, "mono").child(&*row.name))
        .child(worded_if("small", "", &row.more))
}

/// Keeps the popover beside its place, wherever the camera looks.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (painter, popover) = (painter.clone(), places[0].clone());
    let store = painter.store.clone();
    vec![Box::new(
        store.subscribe(Rc::new(move || place(&painter, &popover))),
    )]
}

/// One that has just opened has the focus, with its text chosen.
pub fn settle(painter: &Painter, places: &[NodeRef; 4]) {
    place(painter, &places[0]);
    let Some(field) = places[1].cast::<HtmlInputElement>() else {
        return;
    };
    if !field.has_attribute(BEGUN) {
        // A field of ours takes all of this.
        let _ = field.set_attribute(BEGUN, "");
        let _ = field.focus();
        field.select();
    }
}

fn place(painter: &Painter, popover: &NodeRef) {
    let studio = painter.store.studio();
    let (Some(open), Some(popover)) = (&studio.panels().popover, popover.cast::<HtmlElement>()) else {
        return;
    };
    let [width, height, _] = painter.room.get();
    let camera = studio.view().camera;
    let (own_width, own_height) = (
        f64::from(popover.offset_width()),
        f64::from(popover.offset_height()),
    );
    let (x, y) = match &**open {
        Popover::Rename(renaming) => {
            let below = Point::new(renaming.body.x, renaming.body.bottom());
            let above = Point::new(renaming.body.x, renaming.body.y);
            let (x, y) = on_screen(camera, if renaming.is_below { below } else { above });
            let size = |length: i32| f64::from(length) * f64::from(camera.zoom) / 1000.0;
            // The field lies over the name, what it tells beside the body, or below it where there is no room.
            let (own, gap) = (size(renaming.body.width).max(FIELD), 14.0);
            let beside = x + own + gap + TELLS <= width;
            let (left, top) = match (beside, renaming.is_below) {
                (true, _) => (own + gap, 0.0),
                (false, false) => (0.0, 34.0 + size(renaming.body.height) + gap),
                (false, true) => (0.0, 40.0),
            };
            set(&popover.style(), "--tell-x", &pixels(left));
            set(&popover.style(), "--tell-y", &pixels(top));
            (x - 6.0, if renaming.is_below { y + 4.0 } else { y - 34.0 })
        }
        Popover::Add(offers) => {
            let (x, y) = on_screen(camera, offers.at);
            let right = x + 16.0;
            let fits = right + own_width + MARGIN <= width;
            (if fits { right } else { x - own_width - 16.0 }, y - 40.0)
        }
    };
    let x = x.min(width - own_width - MARGIN).max(MARGIN);
    let y = y.min(height - own_height - MARGIN).max(MARGIN);
    set(&popover.style(), "--x", &pixels(x));
    set(&popover.style(), "--y", &pixels(y));
}
