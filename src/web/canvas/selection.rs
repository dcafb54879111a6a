//! The blue frame around what is chosen, and the port that attaches something to it.

use std::rc::Rc;

use crate::key;
use crate::scene::geometry::Rect;
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::Studio;
use crate::web::painter::Brush;
use crate::web::same::Bit;
use crate::web::shapes::{circle, g, moved, path, rect, title};
use crate::web::tag::Tag;

/// What the frame depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let chosen = studio.scene().nodes.iter().filter(|node| node.selected);
    let mut bits = vec![
        Bit::of(&studio.panels().node),
        Bit::Number(i64::from(studio.can_draw())),
        Bit::of_some(selected(studio)),
    ];
    bits.extend(chosen.map(Bit::of));
    bits
}

/// The selected node as it is in the picture.
pub fn selected(studio: &Studio) -> Option<&Rc<NodeView>> {
    let selected = studio.view().selection.lead()?;
    studio.scene().nodes.iter().find(|node| node.id == *selected)
}

/// The frame of the selected node.
pub fn selection(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let Some(node) = selected(&studio) else {
        return g("");
    };
    let panel = &studio.panels().node;
    let attach = panel
        .attach
        .as_ref()
        .filter(|_| panel.node.as_ref().is_some_and(|(id, _)| *id == node.id));
    let frame = frame(node);
    let others = studio
        .scene()
        .nodes
        .iter()
        .filter(|other| other.selected && other.id != node.id);
    let others = others.map(|other| rect("sel-frame", self::frame(other), 6));
    let connects = studio.can_draw() && node.kind != NodeKind::Note;
    let words = brush.get(key!("draw.connect"));
    g("selection")
        .children(others)
        .child(rect("sel-frame", frame, 6))
        .child(connects.then(|| connecting_port(node, frame, words)))
        .child(attach.map(|words| port(node, frame, words)))
}

/// The frame around the body and what a queue keeps beside it.
pub fn frame(node: &NodeView) -> Rect {
    let pocket = node.slots.as_ref().and_then(|slots| slots.pocket);
    let tray = node.tray.as_ref().map(|tray| tray.rect);
    let body = [pocket, tray].into_iter().flatten().fold(node.body, Rect::union);
    body.grown(7)
}

/// Where edges begin: at the right, and above a queue, whose other side is taken.
fn connecting_port(node: &NodeView, frame: Rect, words: &str) -> Tag {
    let middle = frame.middle();
    let (x, y) = if node.kind == NodeKind::Queue {
        (middle.x, frame.y)
    } else {
        (frame.right(), middle.y)
    };
    moved(x, y)
        .class("port")
        .set("role", "button")
        .set("data-port", "connect")
        .set("aria-label", words.to_string())
        .child(title(words))
        .child(circle("port-reach", 14.0))
        .child(circle("sel-port", 5.5))
}

/// Where a producer comes to an exchange, and a consumer to a queue.
fn port(node: &NodeView, frame: Rect, words: &str) -> Tag {
    let flipped = node.kind == NodeKind::Queue && node.flipped;
    let x = if node.kind == NodeKind::Exchange || flipped {
        frame.x
    } else {
        frame.right()
    };
    moved(x, frame.middle().y)
        .class("port")
        .set("role", "button")
        .set("data-port", "attach")
        .set("aria-label", words.to_string())
        .child(title(words))
        .child(circle("port-reach", 16.0))
        .child(circle("sel-port", 9.0))
        .child(path("sel-port-ic", "M-4 0h8M0-4v8"))
}
