//! Two branches side by side: both pictures, what the step did in each, and their tiles with the sign of what differs.

use web_sys::Element;
use yew::prelude::*;

use crate::key;
use crate::scene::svg::written;
use crate::studio::panels::compare::{Compare, Side};
use crate::studio::panels::timeline::Tile;
use crate::studio::{Msg, Studio, TimeMsg};
use crate::text::Argument;
use crate::web::canvas::still::still;
use crate::web::controls::{IconButton, button};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::same::Bit;
use crate::web::shapes::{circle, g, moved, path, picture};
use crate::web::tag::{Tag, div, span, tag, worded};
use crate::web::timeline::{playhead, thumb, tile};

/// From tile to tile, and where the rows are.
const PITCH: f64 = 26.0;
const ROWS: [f64; 2] = [34.0, 86.0];
const HEIGHT: f64 = 106.0;

/// What the comparison shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(studio.panels().compare.as_ref())]
}

/// The dialog; Escape and its cross close it.
pub fn dialog(brush: &Brush) -> Tag {
    let oncancel = brush.on(|event: Event| {
        event.prevent_default();
        Msg::CloseDialog
    });
    tag("dialog")
        .class("dlg w-1264 cmp-d")
        .place(&brush.places[0])
        .set("aria-label", brush.get(key!("compare.title")))
        .on_cancel(oncancel)
        .child(brush.part(crate::web::part::What::Compare))
}

/// What is in it.
pub fn compare(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let Some(panel) = &studio.panels().compare else {
        return div("cmp");
    };
    let sides = panel.sides.iter().map(|side| half(brush, panel, side));
    div("cmp")
        .child(head(brush, panel))
        .child(div("cmp-c").children(sides))
        .child(told(brush, panel))
        .child(rows(brush, panel))
}

fn go(step: usize) -> Msg {
    Msg::Time(TimeMsg::CompareAt(step))
}

fn head(brush: &Brush, panel: &Compare) -> Tag {
    let first = panel.first.map(|step| {
        let words = brush.with(key!("compare.first"), "step", Argument::Number(step as u64));
        button("btn btn-s btn-o", brush.send(go(step))).child(words)
    });
    let swap = button("btn btn-s", brush.send(Msg::Time(TimeMsg::SwapSides)))
        .child(icon(Icon::Return))
        .child(brush.get(key!("compare.swap")));
    let close = IconButton::small(Icon::Cross, brush.get(key!("import.close")));
    tag("header")
        .class("cmp-h")
        .child(worded("h2", "", brush.get(key!("compare.title"))))
        .child(worded("span", "cmp-sum", &panel.summary))
        .child(first)
        .child(swap)
        .child(close.paint(brush.send(Msg::CloseDialog)))
}

fn half(painter: &Painter, panel: &Compare, side: &Side) -> Tag {
    let marks = side.marks.iter().map(|mark| {
        let title = painter.get(key!("compare.node_differs"));
        differs(f64::from(mark.x), f64::from(mark.y)).child(tag("title").child(title))
    });
    let name = worded("h3", "", "")
        .child(icon(Icon::Fork))
        .child(&*side.name)
        .child(worded("small", "", &side.ended));
    tag("section")
        .class("cmp-s")
        .set("aria-label", side.name.clone())
        .child(name)
        .child(still(&side.scene, panel.frame).children(marks))
}

/// The purple sign of what differs.
fn differs(x: f64, y: f64) -> Tag {
    moved(x, y)
        .class("ne")
        .child(circle("", 8.0))
        .child(path("", "M-3.5 -1.6h7M-3.5 1.6h7M2 -4l-4 8"))
}

fn told(brush: &Brush, panel: &Compare) -> Tag {
    let mut told = div("cmp-t").child(worded("b", "", &panel.step_text));
    let is_same = panel.sides.windows(2).all(|pair| pair[0].told == pair[1].told);
    for side in panel.sides.iter().take(if is_same { 1 } else { 2 }) {
        let name = if is_same {
            brush.get(key!("compare.in_both"))
        } else {
            &side.name
        };
        let sentence = rich_in(brush, "span", "", &side.told);
        told = told.child(tag("p").child(worded("em", "", name)).child(sentence));
    }
    told
}

fn rows(brush: &Brush, panel: &Compare) -> Tag {
    let (first, count) = (panel.first_tile, panel.differs.len());
    let x = move |step: usize| (step as f64 - first as f64 + 0.5) * PITCH;
    let width = count as f64 * PITCH;
    let now = x(panel.step);
    let place = brush.places[1].clone();
    let painter = brush.painter.clone();
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if let Some(slider) = place.cast::<Element>() {
            let x = f64::from(event.client_x()) - slider.get_bounding_client_rect().left();
            let at = (x / PITCH).floor().clamp(0.0, (count - 1) as f64) as usize;
            painter.store.send(go(first + at));
        }
    });
    let (store, step, steps) = (brush.store.clone(), panel.step, panel.steps);
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" | "," => step.saturating_sub(1),
            "ArrowRight" | "ArrowUp" | "." => step + 1,
            "Home" => 0,
            "End" => steps,
            _ => return,
        };
        event.prevent_default();
        store.send(go(to));
    });
    let mut drawing = picture("tl")
        .set("width", width)
        .set("height", HEIGHT)
        .child(playhead(panel.step, now, written("M# 4V#", &[now, HEIGHT])));
    for (side, y) in panel.sides.iter().zip(ROWS) {
        let lane = written(
            "M# #H#",
            &[PITCH / 2.0, y, side.tiles.len() as f64 * PITCH - PITCH / 2.0],
        );
        // The numbers above the upper row are those of both.
        let tiles = side.tiles.iter().map(|tile| {
            let numbered = tile.numbered && y == ROWS[0];
            let tile = Tile {
                numbered,
                ..tile.clone()
            };
            tile::mark(&tile, x(tile.step), y)
        });
        drawing = drawing.child(g("").child(path("lane", lane)).children(tiles));
    }
    let signs = panel.differs.iter().enumerate().filter(|(_, differs)| **differs);
    let signs = signs.map(|(at, _)| {
        let x = x(first + at);
        g("")
            .child(path(
                "ne-l",
                written("M# #V#", &[x, ROWS[0] + 11.0, ROWS[1] - 11.0]),
            ))
            .child(differs(x, (ROWS[0] + ROWS[1]) / 2.0))
    });
    let names = panel.sides.iter().map(|side| worded("span", "", &side.name));
    let value = panel.step_text.clone();
    let slider = div("cmp-tl")
        .place(&brush.places[1])
        .set("role", "slider")
        .set("tabindex", "0")
        .set("aria-label", brush.get(key!("timeline.label")))
        .set("aria-valuemin", "0")
        .set("aria-valuemax", panel.steps)
        .set("aria-valuenow", panel.step)
        .set("aria-valuetext", value)
        .on_pointer_down(onpointerdown)
        .on_key_down(onkeydown)
        .child(drawing.children(signs))
        .child(thumb(first, count, panel.steps + 1, width));
    let step = |key, shown, to: usize| IconButton::new(shown, brush.get(key)).paint(brush.send(go(to)));
    let buttons = span("cmp-b")
        .child(step(
            key!("transport.step_back"),
            Icon::StepBack,
            panel.step.saturating_sub(1),
        ))
        .child(step(key!("transport.step"), Icon::Step, panel.step + 1));
    div("cmp-r")
        .child(div("cmp-n").children(names).child(buttons))
        .child(div("cmp-x").child(slider))
}
