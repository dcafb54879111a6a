//! What can be done to the selected node by hand, beside it on the canvas.

use std::any::Any;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::scene::geometry::Point;
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::msg::{HandAction, Msg};
use crate::studio::view::{Camera, InspectorTab};
use crate::web::canvas::selection::{frame, selected};
use crate::web::canvas::{pixels, set};
use crate::web::controls::{IconButton, button};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::tag::{Tag, div};

/// So far the buttons stay from the edges of the canvas, in pixels.
const MARGIN: f64 = 8.0;

/// What the buttons depend on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![
        Bit::of(&studio.panels().node),
        Bit::Number(i64::from(studio.view().playing)),
        Bit::Number(i64::from(studio.can_draw())),
        Bit::Number(i64::from(studio.view().inspector.is_some())),
    ]
}

/// The buttons of the selected node, while nothing plays.
pub fn actions(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &studio.panels().node;
    let node = panel.node.as_ref().filter(|_| !studio.view().playing);
    let mut buttons = Vec::new();
    if node.is_some() && studio.view().inspector.is_none() {
        let onclick = brush.send(Msg::ShowInspector(InspectorTab::Node));
        let words = brush.get(key!("hand.details"));
        buttons.push(button("btn btn-s", onclick).child(icon(Icon::Info)).child(words));
    }
    if let Some((node, _)) = node {
        for action in panel.actions.iter().filter(|action| action.enabled) {
            let class = if action.is_danger {
                "btn btn-s bad"
            } else {
                "btn btn-s"
            };
            let onclick = brush.send(Msg::Hand(node.clone(), action.action));
            buttons.push(
                button(class, onclick)
                    .child(icon(pictogram(action.action)))
                    .child(&*action.text),
            );
        }
    }
    if let Some((_, kind)) = node.filter(|_| studio.can_draw()) {
        if *kind != NodeKind::Note {
            let connect = IconButton::small(Icon::Connect, brush.get(key!("draw.connect"))).key("B");
            buttons.push(connect.paint(brush.send(Msg::Connect)));
        }
        let delete = IconButton {
            class: "btn-s bad",
            ..IconButton::new(Icon::Trash, brush.get(key!("draw.delete"))).key("Delete")
        };
        buttons.push(delete.paint(brush.send(Msg::Delete)));
    }
    div("node-actions")
        .place(&brush.places[0])
        .set("hidden", buttons.is_empty())
        .children(buttons)
}

/// The pictogram of what is done by hand.
pub fn pictogram(hand: HandAction) -> Icon {
    match hand {
        HandAction::Send => Icon::Arrow,
        HandAction::Ack => Icon::Tick,
        HandAction::Requeue => Icon::Return,
        HandAction::Reject => Icon::Cross,
        HandAction::Crash => Icon::Bolt,
        HandAction::Restart => Icon::Power,
        HandAction::Cut => Icon::Unplug,
    }
}

/// Keeps the buttons above the node, wherever the camera looks.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (painter, bar) = (painter.clone(), places[0].clone());
    let store = painter.store.clone();
    vec![Box::new(store.subscribe(Rc::new(move || place(&painter, &bar))))]
}

/// The buttons may be others, and as wide as they are now.
pub fn settle(painter: &Painter, places: &[NodeRef; 4]) {
    place(painter, &places[0]);
}

fn place(painter: &Painter, bar: &NodeRef) {
    if let (Some(at), Some(bar)) = (on_screen(&painter.store.studio()), bar.cast::<HtmlElement>()) {
        let half = f64::from(bar.offset_width()) / 2.0 + MARGIN;
        let [width, ..] = painter.room.get();
        let x = f64::from(at.x).min(width - half).max(half);
        let y = f64::from(at.y).max(f64::from(bar.offset_height()) + 2.0 * MARGIN);
        set(&bar.style(), "--x", &pixels(x));
        set(&bar.style(), "--y", &pixels(y));
    }
}

/// The middle above the selected node, in pixels of the canvas' own corner.
fn on_screen(studio: &Studio) -> Option<Point> {
    let node = selected(studio)?;
    let frame = frame(node).union(node.bounds);
    let Camera { x, y, zoom } = studio.view().camera;
    let place = |at: i32, origin: i32| (at - origin) * zoom / 1000;
    Some(Point::new(place(frame.middle().x, x), place(frame.y, y)))
}
