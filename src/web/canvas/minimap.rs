//! All of the picture in small, with the part that the camera shows; zooming stands below it.

use web_sys::Element;
use yew::prelude::*;

use crate::key;
use crate::scene::Scene;
use crate::scene::edge::EdgeKind;
use crate::scene::geometry::{Point, Rect};
use crate::scene::node::{NodeKind, NodeView};
use crate::scene::svg::written;
use crate::studio::actions::Action;
use crate::studio::menus::MenuMsg;
use crate::studio::view::Camera;
use crate::studio::{Msg, Studio};
use crate::text::Argument;
use crate::web::canvas::node::class;
use crate::web::controls::IconButton;
use crate::web::icon::Icon;
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::shapes::{circle, g, path, picture, rect};
use crate::web::tag::{Tag, div, tag};

/// What the minimap shows.
pub fn see(studio: &Studio, painter: &Painter) -> Vec<Bit> {
    let Camera { x, y, zoom } = studio.view().camera;
    let [width, height, _] = painter.room.get();
    let numbers = [x, y, zoom, width as i32, height as i32];
    let numbers = numbers.into_iter().map(|number| Bit::Number(i64::from(number)));
    std::iter::once(Bit::of(studio.scene())).chain(numbers).collect()
}

/// The minimap with the zoom bar.
pub fn minimap(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let (scene, camera) = (studio.scene(), studio.view().camera);
    let bounds = scene.bounds.grown(40);
    let seen = seen(camera, brush.painter);
    let frame = seen.common(bounds.grown(-6));
    let map = brush.places[0].clone();
    let store = brush.store.clone();
    // A press and a drag look there; the map stays what it is while it is held.
    let look = Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 == 0 {
            return;
        }
        event.prevent_default();
        if let Some(map) = map.cast::<Element>() {
            // A pointer that is gone already needs no capture.
            let _ = map.set_pointer_capture(event.pointer_id());
        }
        if let Some((x, y)) = pointed(&map, &event, bounds) {
            store.send(Msg::Menu(MenuMsg::LookAt(Point::new(x, y))));
        }
    });
    let percent = Argument::Number((camera.zoom / 10) as u64);
    let button = |shown, action: Action, msg: Msg| {
        IconButton::new(shown, brush.get(action.about().name))
            .keyed(action)
            .paint(brush.send(msg))
    };
    let zoom = |notches| Msg::Zoom {
        notches,
        around: None,
    };
    let map = picture("mm")
        .place(&brush.places[0])
        .set("viewBox", view_box(bounds))
        .set("preserveAspectRatio", "xMidYMid meet")
        .on_pointer_down(look.clone())
        .on_pointer_move(look)
        .child(plan(scene))
        .child(rect("vp", frame, 10));
    let percent = tag("span").child(brush.with(key!("canvas.zoom"), "percent", percent));
    let bar = div("mm-bar")
        .child(button(Icon::Minus, Action::ZoomOut, zoom(-1)))
        .child(percent)
        .child(button(Icon::Plus, Action::ZoomIn, zoom(1)))
        .child(tag("i"))
        .child(button(Icon::Fit, Action::Fit, Msg::Fit));
    div("minimap").child(map).child(bar)
}

/// The part of the canvas that is seen.
fn seen(camera: Camera, painter: &Painter) -> Rect {
    let [width, height, _] = painter.room.get();
    let size = |pixels: f64| (pixels * 1000.0 / f64::from(camera.zoom)) as i32;
    Rect::new(camera.x, camera.y, size(width), size(height))
}

/// As SVG writes it.
pub fn view_box(bounds: Rect) -> String {
    let numbers = [bounds.x, bounds.y, bounds.width, bounds.height];
    written("# # # #", &numbers.map(f64::from))
}

/// The place of the canvas that was pointed at.
fn pointed(map: &NodeRef, event: &PointerEvent, bounds: Rect) -> Option<(i32, i32)> {
    let map = map.cast::<Element>()?.get_bounding_client_rect();
    let scale = (map.width() / f64::from(bounds.width)).min(map.height() / f64::from(bounds.height));
    let place = |at: i32, corner: f64, length: f64, from: i32, span: i32| {
        let margin = (length - f64::from(span) * scale) / 2.0;
        from + ((f64::from(at) - corner - margin) / scale) as i32
    };
    Some((
        place(event.client_x(), map.left(), map.width(), bounds.x, bounds.width),
        place(event.client_y(), map.top(), map.height(), bounds.y, bounds.height),
    ))
}

/// The picture as plain shapes.
fn plan(scene: &Scene) -> Tag {
    let edges = scene
        .edges
        .iter()
        .map(|edge| path("e", edge.d.clone()).class_if(edge.id.kind == EdgeKind::DeadLetter, "dlx"));
    let nodes = scene.nodes.iter().map(|node| shape(node));
    g("plan").child(g("").children(edges)).children(nodes)
}

fn shape(node: &NodeView) -> Tag {
    let (body, at) = (node.body, node.at);
    let half = body.width / 2;
    let shape = match node.kind {
        NodeKind::Producer | NodeKind::Consumer => circle("kf", half.into()).set("cx", at.x).set("cy", at.y),
        NodeKind::Exchange => {
            let numbers = [at.x, at.y - half, half, half, -half, half, -half, -half].map(f64::from);
            path("kf", written("M# #l# # # # # #z", &numbers))
        }
        NodeKind::Queue | NodeKind::Service | NodeKind::Note => rect("kf", body, 8),
    };
    shape.class(class(node.kind))
}
