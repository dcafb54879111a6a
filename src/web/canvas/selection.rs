//! The blue frame around what is chosen, and the port that attaches something to it.

use std::rc::Rc;

use crate::key;
use crate::scene::edge::EdgeView;
use crate::scene::geometry::{Point, Rect};
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::Studio;
use crate::studio::gesture::Grip;
use crate::web::canvas::edge_element_id;
use crate::web::painter::Brush;
use crate::web::same::Bit;
use crate::web::shapes::{circle, g, moved, path, rect, title};
use crate::web::tag::{Tag, tag};

/// What the frame depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let chosen = studio.scene().nodes.iter().filter(|node| node.selected);
    let edge = studio
        .view()
        .selection
        .edge()
        .and_then(|edge| studio.edge_view(edge));
    let mut bits = vec![
        Bit::of(&studio.panels().node),
        Bit::Number(i64::from(studio.can_draw())),
        Bit::of_some(selected(studio)),
        Bit::of_some(edge),
        Bit::of_some(hovered(studio)),
        Bit::Number(i64::from(is_carried(studio))),
    ];
    bits.extend(chosen.map(Bit::of));
    bits
}

/// The selected node as it is in the picture.
pub fn selected(studio: &Studio) -> Option<&Rc<NodeView>> {
    let selected = studio.view().selection.lead()?;
    studio.scene().nodes.iter().find(|node| node.id == *selected)
}

/// The chosen edge as it is in the picture.
pub fn chosen_edge(studio: &Studio) -> Option<&Rc<EdgeView>> {
    studio.edge_view(studio.view().selection.edge()?)
}

/// The node under the pointer whose port is shown: one that does not lead the selection, and has edges.
fn hovered(studio: &Studio) -> Option<&Rc<NodeView>> {
    let Some(Grip::Node(node)) = studio.hovered() else {
        return None;
    };
    let view = studio.scene().nodes.iter().find(|view| view.id == *node);
    view.filter(|view| view.kind != NodeKind::Note && studio.view().selection.lead() != Some(&view.id))
}

/// Whether what is chosen is on its way to another place, without its frames.
fn is_carried(studio: &Studio) -> bool {
    studio.sketch().carried.is_some()
}

/// The frames of what is chosen, and the ports at which edges begin.
pub fn selection(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    if is_carried(&studio) {
        return g("selection");
    }
    let words = brush.get(key!("draw.connect"));
    let hovered = hovered(&studio).map(|node| connecting_port(node, frame(node), words).class("is-faint"));
    let edge = chosen_edge(&studio).map(|edge| {
        let name = studio.name_of_edge(&edge.id);
        edge_frame(brush, edge, &name)
    });
    let Some(node) = selected(&studio) else {
        return g("selection").child(edge).child(hovered);
    };
    let panel = &studio.panels().node;
    let is_single = studio.view().selection.single().is_some();
    let attach = panel
        .attach
        .as_ref()
        .filter(|_| is_single && panel.node.as_ref().is_some_and(|(id, _)| *id == node.id));
    let frame = frame(node);
    let others = studio
        .scene()
        .nodes
        .iter()
        .filter(|other| other.selected && other.id != node.id);
    let others = others.map(|other| rect("sel-frame", self::frame(other), 6));
    let connects = studio.can_draw() && node.kind != NodeKind::Note && is_single;
    g("selection")
        .child(hovered)
        .children(others)
        .child(rect("sel-frame", frame, 6))
        .child(connects.then(|| connecting_port(node, frame, words)))
        .child(attach.map(|words| port(node, frame, words)))
}

/// The chosen edge: its way, and a handle at each end.
fn edge_frame(brush: &Brush, edge: &EdgeView, name: &str) -> Tag {
    let handle = |at: Point, side: &'static str, words: &'static str| {
        moved(at.x, at.y)
            .class("port")
            .set("role", "button")
            .set("data-port", side)
            .set("aria-label", words)
            .child(title(words))
            .child(circle("port-reach", 14.0))
            .child(circle("sel-handle", 5.0))
    };
    let (start, end) = (edge.path.start, edge.path.end());
    let clip = format!("{}-beside", edge_element_id(brush.mount));
    g("")
        .set("role", "group")
        .set("id", edge_element_id(brush.mount))
        .set("aria-label", name.to_string())
        .child(beside_pills(edge, &clip))
        .child(path("sel-edge", edge.d.clone()).set("clip-path", format!("url(#{clip})")))
        .child(handle(start, "start", brush.get(key!("draw.reconnect_start"))))
        .child(handle(end, "end", brush.get(key!("draw.reconnect_end"))))
}

/// All but the pills of an edge: what is written there stays readable.
fn beside_pills(edge: &EdgeView, id: &str) -> Tag {
    let mut d = String::from("M-99999-99999h199998v199998h-199998z");
    for Rect { x, y, width, height } in edge.pills.iter().map(|pill| pill.rect) {
        d += &format!("M{x} {y}h{width}v{height}h-{width}z");
    }
    let all = path("", d)
        .set("clip-rule", "evenodd")
        .set("fill-rule", "evenodd");
    tag("clipPath").set("id", id.to_string()).child(all)
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
        .set("data-port", node.id.to_string())
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
