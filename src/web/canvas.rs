//! The canvas: the picture of the run, looked at through a camera. One tab stop: its selection is its focus.

mod crowd;
pub mod edge;
pub mod hand;
pub mod marks;
pub mod minimap;
pub mod node;
mod node_parts;
mod place;
pub mod pointer;
pub mod popover;
mod press;
mod queue;
pub mod rides;
pub mod selection;
pub mod sketch;
pub mod stage;
pub mod still;
pub mod tip;
mod token;
mod wheel;

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use web_sys::{CssStyleDeclaration, HtmlElement, SvgElement};
use yew::prelude::*;

use crate::key;
use crate::scene::geometry::Point;
use crate::scene::svg::written;
use crate::studio::draw::DrawMsg;
use crate::studio::menus::MenuMsg;
use crate::studio::view::{Camera, Page, View};
use crate::studio::{Msg, Studio};
use crate::text::{Argument, Key};
pub use crate::web::canvas::node::NodeInScene;
use crate::web::canvas::pointer::Pointer;
use crate::web::controls::{button, toggle};
use crate::web::icon::{Icon, icon};
use crate::web::legend::legend;
use crate::web::painter::{Brush, Painter};
use crate::web::part::What;
use crate::web::same::Bit;
use crate::web::shapes::g;
use crate::web::size::SizeWatch;
use crate::web::store::{Store, Subscription};
use crate::web::tag::{Tag, div, group, nothing, tag};

/// The distance of the grid's dots on the canvas, and the least on the screen.
const GRID: f64 = 20.0;
const LEAST_GRID: f64 = 14.0;

/// What the canvas itself shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let view = studio.view();
    let edge = studio.view().selection.edge().map_or(-1, |_| -2);
    let focus = focus(studio).map_or(edge, |position| position as i64);
    vec![
        Bit::Number(focus),
        Bit::Number(studio.scene().nodes.len() as i64),
        Bit::Number(i64::from(view.follow)),
        Bit::Number(i64::from(view.legend)),
        Bit::Number(i64::from(view.minimap)),
    ]
}

/// The position of the selected node.
fn focus(studio: &Studio) -> Option<usize> {
    let selected = studio.view().selection.lead()?;
    studio.scene().nodes.iter().position(|node| node.id == *selected)
}

/// The id of a node's element: what has the focus, for assistive technology.
pub fn node_element_id(mount: usize, position: usize) -> String {
    format!("warren-{mount}-node-{position}")
}

/// The id of what stands for the chosen edge.
pub fn edge_element_id(mount: usize) -> String {
    format!("warren-{mount}-edge")
}

/// The canvas with its tools. Its places are the whole, what the camera moves, and the ground that pointers act on.
pub fn canvas(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let view = studio.view();
    let nodes = Argument::Number(studio.scene().nodes.len() as u64);
    let pointer = Pointer::new(brush, &brush.places[2]);
    let moved = g("camera")
        .place(&brush.places[1])
        .child(brush.part(What::Stage))
        .child(brush.part(What::Selection))
        .child(brush.part(What::Marks))
        .child(brush.part(What::Rides))
        .child(brush.part(What::Sketch));
    let edge = view.selection.edge().map(|_| edge_element_id(brush.mount));
    let focused = focus(&studio)
        .map(|position| node_element_id(brush.mount, position))
        .or(edge);
    let stage = div("stage-box")
        .place(&brush.places[2])
        .set("role", "application")
        .set("tabindex", "0")
        .set("aria-label", brush.get(key!("canvas.label")))
        .set(
            "aria-description",
            brush.with(key!("describe.canvas"), "nodes", nodes),
        )
        .set("aria-activedescendant", focused)
        .on_pointer_down(pointer.down)
        .on_pointer_move(pointer.moved)
        .on_pointer_up(pointer.up)
        .on_pointer_cancel(pointer.cancel)
        .on_pointer_leave(pointer.leave)
        .on_context_menu(press::menu(brush, &brush.places[2]))
        .on_click(pointer.click)
        .on_double_click(pointer.double_click)
        .child(tag("svg").class("stage").child(moved))
        .child(crowd::ground(&brush.places[3]));
    let in_studio = (view.page == Page::Studio).then(|| {
        group(vec![
            tools(brush, view).into(),
            brush.part(What::Plus),
            brush.part(What::Hint),
            brush.part(What::Tip),
            brush.part(What::Actions),
            brush.part(What::Binding),
            brush.part(What::Popover),
            match studio.scene().nodes.is_empty() || !view.minimap {
                true => nothing(),
                false => brush.part(What::Minimap),
            },
        ])
    });
    div("canvas")
        .place(&brush.places[0])
        .child(stage)
        .child(in_studio)
        .child((view.page == Page::Player).then(|| wheel::hint(brush)))
        .child(view.legend.then(|| legend(brush)))
}

/// The switches that lie on the canvas.
fn tools(painter: &Painter, view: &View) -> Tag {
    let chip = |class, on, shown, key: Key, msg| {
        toggle(class, on, painter.send(msg))
            .child(icon(shown))
            .child(painter.get(key))
    };
    let follow = chip(
        "chip",
        view.follow,
        Icon::Follow,
        key!("canvas.follow"),
        Msg::ToggleFollow,
    );
    let legend = chip(
        "chip wide-only",
        view.legend,
        Icon::Legend,
        key!("canvas.legend"),
        Msg::ToggleLegend,
    );
    let looking = button("chip", painter.send(Msg::Menu(MenuMsg::OpenView)))
        .set("aria-haspopup", "menu")
        .set("data-menu", "view")
        .child(painter.get(key!("group.view")))
        .child(icon(Icon::ChevronDown));
    let tidy = button("chip wide-only", painter.send(Msg::Draw(DrawMsg::Tidy)))
        .child(icon(Icon::Tidy))
        .child(painter.get(key!("draw.tidy")));
    let tools = div("canvas-tools").child(follow).child(legend);
    tools.child(tidy).child(looking)
}

/// Knows its size, follows the studio's camera, and listens to the wheel.
pub fn attach(painter: &Painter, places: &[NodeRef; 4], in_page: bool) -> Vec<Box<dyn Any>> {
    let (room, store) = (painter.room.clone(), painter.store.clone());
    let size = SizeWatch::new(&places[0], move |width, height| {
        room.set(&store, |room| (room[0], room[1]) = (width, height));
    });
    let mut held: Vec<Box<dyn Any>> = vec![Box::new(size), Box::new(follow_camera(&painter.store, places))];
    held.extend(crowd::attach(painter, &places[3]));
    held.extend(wheel::listen(&painter.store, &places[0], in_page));
    held
}

/// Looks through the studio's camera, without painting anything again.
fn follow_camera(store: &Store, places: &[NodeRef; 4]) -> Subscription {
    let (canvas, moved) = (places[0].clone(), places[1].clone());
    let known = Cell::new(None);
    let (read, look) = (store.clone(), move |camera: Camera| {
        if known.replace(Some(camera)) != Some(camera) {
            look_through(camera, &canvas, &moved);
        }
    });
    look(read.studio().view().camera);
    store.subscribe(Rc::new(move || {
        let camera = read.studio().view().camera;
        look(camera);
    }))
}

fn look_through(Camera { x, y, zoom }: Camera, canvas: &NodeRef, moved: &NodeRef) {
    let zoom = f64::from(zoom) / 1000.0;
    let (x, y) = (-f64::from(x) * zoom, -f64::from(y) * zoom);
    if let Some(moved) = moved.cast::<SvgElement>() {
        set(
            &moved.style(),
            "transform",
            &written("translate(#px, #px) scale(#)", &[x, y, zoom]),
        );
    }
    if let Some(canvas) = canvas.cast::<HtmlElement>() {
        let mut grid = GRID * zoom;
        while grid < LEAST_GRID && grid > 0.0 {
            grid *= 2.0;
        }
        set(&canvas.style(), "--grid", &pixels(grid));
        set(&canvas.style(), "--grid-x", &pixels(x));
        set(&canvas.style(), "--grid-y", &pixels(y));
    }
}

/// Where a place of the canvas is, in pixels from its corner on the screen.
pub fn on_screen(Camera { x, y, zoom }: Camera, at: Point) -> (f64, f64) {
    let place = |at: i32, origin: i32| (f64::from(at) - f64::from(origin)) * f64::from(zoom) / 1000.0;
    (place(at.x, x), place(at.y, y))
}

/// A length as CSS writes it.
pub fn pixels(length: f64) -> String {
    written("#px", &[length])
}

/// Rounded to tenths of a pixel: as exact as the eye needs, and short when written.
pub fn tenths(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

/// Sets a property of an element's own style. Any value is taken; one that means nothing is not applied.
pub fn set(style: &CssStyleDeclaration, property: &str, value: &str) {
    let _ = style.set_property(property, value);
}
