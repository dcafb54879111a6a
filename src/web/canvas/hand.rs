//! What can be done to what is chosen, beside it on the canvas: by hand in the run, and in the drawing.

use std::any::Any;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::model::edge::EdgeId;
use crate::scene::geometry::{Point, Rect};
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::arranging::Arrangement;
use crate::studio::draw::DrawMsg;
use crate::studio::edging::middle_of;
use crate::studio::forms::FormMsg;
use crate::studio::gesture::Side;
use crate::studio::msg::{HandAction, Msg};
use crate::studio::view::{Camera, InspectorTab};
use crate::text::{Argument, Key};
use crate::web::canvas::selection::{chosen_edge, frame};
use crate::web::canvas::{pixels, set};
use crate::web::controls::{IconButton, button};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, worded};

/// So far the buttons stay from the edges of the canvas, in pixels.
const MARGIN: f64 = 8.0;

/// What the buttons depend on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![
        Bit::of(&studio.panels().node),
        Bit::Number(i64::from(studio.view().playing)),
        Bit::Number(i64::from(studio.can_draw())),
        Bit::Number(i64::from(studio.view().inspector.is_some())),
        Bit::Number(studio.view().selection.nodes().len() as i64),
        Bit::Number(i64::from(studio.gesture().is_idle())),
        Bit::of_some(chosen_edge(studio)),
        Bit::Number(i64::from(studio.panels().binding.is_some())),
    ]
}

/// The buttons of the selected node, while nothing plays.
pub fn actions(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &studio.panels().node;
    // The editor of a binding lies where the buttons of its edge would be.
    let rests = !studio.view().playing && studio.gesture().is_idle() && studio.panels().binding.is_none();
    let node = panel.node.as_ref().filter(|_| rests);
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
    if studio.can_draw() && rests {
        let selection = &studio.view().selection;
        match (selection.edge(), selection.nodes().len()) {
            (Some(edge), _) => buttons.extend(of_edge(brush, edge)),
            (None, 0) => {}
            (None, 1) => buttons.extend(of_node(brush, node.map(|(_, kind)| *kind))),
            (None, count) => buttons = of_several(brush, count),
        }
    }
    div("node-actions")
        .place(&brush.places[0])
        .set("hidden", buttons.is_empty())
        .children(buttons)
}

/// What can be done to one node of the drawing.
fn of_node(brush: &Brush, kind: Option<NodeKind>) -> Vec<Tag> {
    let mut buttons = Vec::new();
    if kind.is_some_and(|kind| kind != NodeKind::Note) {
        let connect = IconButton::small(Icon::Connect, brush.get(key!("draw.connect"))).key("C B");
        buttons.push(connect.paint(brush.send(Msg::Connect)));
        let rename = IconButton::small(Icon::Pencil, brush.get(key!("draw.rename"))).key("F2");
        buttons.push(rename.paint(brush.send(Msg::Draw(DrawMsg::Rename))));
    }
    buttons.extend([duplicate(brush), delete(brush)]);
    buttons
}

/// What can be done to an edge.
fn of_edge(brush: &Brush, edge: &EdgeId) -> Vec<Tag> {
    let open = brush.send(Msg::Form(FormMsg::OpenEdge(edge.clone())));
    let edit = button("btn btn-s", open)
        .child(icon(Icon::Pencil))
        .child(brush.get(key!("form.edit")));
    let end = |side, key: Key| {
        let msg = Msg::Draw(DrawMsg::Reconnect(side));
        button("btn btn-s", brush.send(msg))
            .child(icon(Icon::Connect))
            .child(brush.get(key))
    };
    let mut buttons = vec![
        end(Side::Start, key!("draw.reconnect_start")),
        end(Side::End, key!("draw.reconnect_end")),
        delete(brush),
    ];
    if brush.store.studio().can_set_edge(edge) {
        buttons.insert(0, edit);
    }
    buttons
}

/// What can be done to several nodes at once.
fn of_several(brush: &Brush, count: usize) -> Vec<Tag> {
    let words = brush.with(key!("draw.selected"), "count", Argument::Number(count as u64));
    let mut buttons = vec![worded("b", "node-count", &words)];
    for arrangement in Arrangement::ALL {
        let (shown, turn, name) = look(arrangement);
        let msg = Msg::Draw(DrawMsg::Arrange(arrangement));
        let mut arrange = IconButton::small(shown, brush.get(name));
        arrange.class = turn;
        buttons.push(arrange.paint(brush.send(msg)));
    }
    buttons.extend([duplicate(brush), delete(brush)]);
    buttons
}

/// The pictogram of an order, how it is turned, and its name.
pub fn look(arrangement: Arrangement) -> (Icon, &'static str, Key) {
    match arrangement {
        Arrangement::Left => (Icon::AlignSide, "btn-s in-order", key!("draw.align_left")),
        Arrangement::Centre => (Icon::AlignMiddle, "btn-s in-order", key!("draw.align_centre")),
        Arrangement::Right => (Icon::AlignSide, "btn-s in-order turn-2", key!("draw.align_right")),
        Arrangement::Top => (Icon::AlignSide, "btn-s in-order turn-1", key!("draw.align_top")),
        Arrangement::Middle => (
            Icon::AlignMiddle,
            "btn-s in-order turn-1",
            key!("draw.align_middle"),
        ),
        Arrangement::Bottom => (
            Icon::AlignSide,
            "btn-s in-order turn-3",
            key!("draw.align_bottom"),
        ),
        Arrangement::Across => (Icon::Spread, "btn-s in-order", key!("draw.spread_across")),
        Arrangement::Down => (Icon::Spread, "btn-s in-order turn-1", key!("draw.spread_down")),
    }
}

fn duplicate(brush: &Brush) -> Tag {
    IconButton::small(Icon::Copy, brush.get(key!("draw.duplicate")))
        .key("Control+D")
        .paint(brush.send(Msg::Draw(DrawMsg::Duplicate)))
}

fn delete(brush: &Brush) -> Tag {
    let button = IconButton {
        class: "btn-s bad",
        ..IconButton::new(Icon::Trash, brush.get(key!("draw.delete"))).key("Delete")
    };
    button.paint(brush.send(Msg::Delete))
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

/// The middle above what is chosen, in pixels of the canvas' own corner.
fn on_screen(studio: &Studio) -> Option<Point> {
    let chosen = studio.scene().nodes.iter().filter(|node| node.selected);
    let frames = chosen
        .map(|node| frame(node).union(node.bounds))
        .reduce(Rect::union);
    let edge = || {
        let middle = middle_of(chosen_edge(studio)?);
        Some(Rect::around(middle, 0, 30))
    };
    let frame = frames.or_else(edge)?;
    let Camera { x, y, zoom } = studio.view().camera;
    let place = |at: i32, origin: i32| (at - origin) * zoom / 1000;
    Some(Point::new(place(frame.middle().x, x), place(frame.y, y)))
}
