//! The blue frame around what is chosen, and the port that attaches something to it.

use std::rc::Rc;

use crate::scene::geometry::Rect;
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::Studio;
use crate::web::painter::Brush;
use crate::web::same::Bit;
use crate::web::shapes::{circle, g, moved, path, rect, title};
use crate::web::tag::Tag;

/// What the frame depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(selected(studio)), Bit::of(&studio.panels().node)]
}

/// The selected node as it is in the picture.
pub fn selected(studio: &Studio) -> Option<&Rc<NodeView>> {
    let selected = studio.view().selected.as_ref()?;
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
    g("selection")
        .child(rect("sel-frame", frame, 6))
        .child(attach.map(|words| port(node, frame, words)))
}

/// The frame around the body and what a queue keeps beside it.
pub fn frame(node: &NodeView) -> Rect {
    let pocket = node.slots.as_ref().and_then(|slots| slots.pocket);
    let tray = node.tray.as_ref().map(|tray| tray.rect);
    let body = [pocket, tray].into_iter().flatten().fold(node.body, Rect::union);
    body.grown(7)
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
        .set("data-port", "")
        .set("aria-label", words.to_string())
        .child(title(words))
        .child(circle("port-reach", 16.0))
        .child(circle("sel-port", 9.0))
        .child(path("sel-port-ic", "M-4 0h8M0-4v8"))
}
