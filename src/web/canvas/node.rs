//! A node: its shape by its kind, its labels, its state, and the messages in it.

use crate::scene::node::{NodeKind, NodeState, NodeView};
use crate::scene::svg::written;
use crate::scene::token::TokenView;
use crate::web::canvas::node_element_id;
use crate::web::canvas::node_parts::{badge, label, stamp};
use crate::web::canvas::queue;
use crate::web::canvas::token::resting_token;
use crate::web::icon::Icon;
use crate::web::painter::Painter;
use crate::web::same::Same;
use crate::web::shapes::{circle, g, moved, path, rect, text};
use crate::web::tag::Tag;

/// A node, and what rests in it.
#[derive(Clone, PartialEq)]
pub struct NodeInScene {
    /// Its position in flow order.
    pub position: usize,
    pub node: Same<NodeView>,
    pub tokens: Vec<Same<TokenView>>,
}

/// A node as a group that is named by kind and name.
pub fn node(painter: &Painter, given: &NodeInScene) -> Tag {
    let node = &*given.node;
    let group = group(node)
        .class_if(node.active, "is-active")
        .class_if(node.selected, "is-selected")
        .class_if(node.spotlit, "is-spotlit")
        .class_if(node.lit, "is-lit")
        .set("role", "group")
        .set("id", node_element_id(painter.mount, given.position))
        .set("aria-label", node.accessible_name.clone())
        .set("aria-description", node.caption.clone())
        .set("data-node", node.id.to_string())
        .child(rect("reach", node.bounds, 6));
    drawing(group, node)
        .children(given.tokens.iter().map(|token| resting_token(token)))
        .child(state_stamp(node))
}

/// What holds a node: its classes bring the colours of its kind and the look of its state.
pub fn group(node: &NodeView) -> Tag {
    g("node").class(class(node.kind)).class(state(node.state))
}

/// The shape with its labels, without what rests in it, in its group.
pub fn drawing(group: Tag, node: &NodeView) -> Tag {
    let words = |place, class, words: &str| (!words.is_empty()).then(|| label(node, place, class, words));
    body(group, node)
        .child(label(node, &node.label, "n-name", &node.name))
        .child(words(&node.type_label, "n-type", &node.type_name))
        .children(node.badges.iter().map(badge))
        .child(words(&node.caption_label, caption_class(node), &node.caption))
}

/// The class of a kind, which brings its colours.
pub fn class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Producer => "k-producer",
        NodeKind::Exchange => "k-exchange",
        NodeKind::Queue => "k-queue",
        NodeKind::Consumer => "k-consumer",
        NodeKind::Service => "k-service",
        NodeKind::Note => "k-note",
    }
}

fn state(state: NodeState) -> &'static str {
    match state {
        NodeState::Well => "",
        NodeState::Crashed => "is-crashed",
        NodeState::Disconnected | NodeState::NotStarted | NodeState::Absent => "is-unreachable",
    }
}

fn caption_class(node: &NodeView) -> &'static str {
    match (node.kind, node.caption_is_bad) {
        (NodeKind::Queue, _) => "n-count",
        (_, true) => "n-sub bad",
        (_, false) => "n-sub",
    }
}

fn body(group: Tag, node: &NodeView) -> Tag {
    match node.kind {
        NodeKind::Producer => group.child(round(node, "P", false)),
        NodeKind::Consumer => {
            let round = group.child(round(node, "C", true));
            round.child(node.tray.as_ref().map(queue::tray))
        }
        NodeKind::Exchange => group.child(diamond(node)),
        NodeKind::Queue => queue::body(group, node),
        NodeKind::Service => card(group, node),
        NodeKind::Note => group.child(note(node)),
    }
}

/// A producer or consumer; the consumer has an inner ring, and a tray for what is in its hands.
fn round(node: &NodeView, letter: &'static str, inner: bool) -> Tag {
    let radius = f64::from(node.body.width) / 2.0;
    let is_crashed = node.state == NodeState::Crashed;
    moved(node.at.x, node.at.y)
        .child(circle("halo", radius + 5.0))
        .child(circle("body", radius))
        .child(inner.then(|| circle("inner", radius * 0.82)))
        .child(text("letter", 1.0, letter))
        .child(is_crashed.then(|| path("crack", "M-4-25 3-12-5-3 5 7-3 25")))
}

/// A rounded diamond with a cross.
fn diamond(node: &NodeView) -> Tag {
    let half = f64::from(node.body.width) / 2.0;
    moved(node.at.x, node.at.y)
        .child(path("halo", rounded_diamond(half + 6.0)))
        .child(path("body", rounded_diamond(half)))
        .child(path("glyph", "M-7-7 7 7M7-7-7 7"))
}

pub fn rounded_diamond(half: f64) -> String {
    let (near, far) = (half * 0.2, half * 0.8);
    written(
        "M# #Q0 # # #L# #Q# 0 # #L# #Q0 # # #L# #Q# 0 # #Z",
        &[
            -near, -far, -half, near, -far, far, -near, half, far, near, near, far, half, -near, far, -far,
            near, -half, -far, -near,
        ],
    )
}

/// An actor that does both: a card with its letter and lines of a program.
fn card(group: Tag, node: &NodeView) -> Tag {
    let body = node.body;
    let middle = body.middle();
    let indented = body.width - 50;
    let lines = [body.x + 34, middle.y - 8, indented, indented].map(f64::from);
    group
        .child(rect("halo", body.grown(5), 14))
        .child(rect("body", body, 10))
        .child(text("letter", f64::from(middle.y) + 1.0, "S").set("x", body.x + 18))
        .child(path("lines", written("M# #h18m-18 8h#m-# 8h14", &lines)))
        .child(node.tray.as_ref().map(queue::tray))
}

/// Paper with a folded corner.
fn note(node: &NodeView) -> Tag {
    let (width, height) = (f64::from(node.body.width), f64::from(node.body.height));
    let (fold_x, fold_y) = (width - 14.0, height - 14.0);
    let paper = written(
        "M0 6Q0 0 6 0H#Q# 0 # 6V#L# #H6Q0 # 0 #Z",
        &[
            width - 6.0,
            width,
            width,
            fold_y,
            fold_x,
            height,
            height,
            height - 6.0,
        ],
    );
    let fold = written(
        "M# #H#Q# # # #V#Z",
        &[
            width,
            fold_y,
            width - 10.0,
            fold_x,
            fold_y,
            fold_x,
            height - 10.0,
            height,
        ],
    );
    let lines = node.lines.iter().enumerate();
    moved(node.body.x, node.body.y)
        .child(path("note-b", paper))
        .child(path("note-fold", fold))
        .children(lines.map(|(row, line)| text("note-t", 19.0 + 16.0 * row as f64, line).set("x", "11")))
}

/// The stamp of a state, at the top right of the body.
pub fn state_stamp(node: &NodeView) -> Option<Tag> {
    let (class, shown) = match node.state {
        NodeState::Well => return None,
        NodeState::Crashed => ("", Icon::Bolt),
        NodeState::Disconnected => ("mute", Icon::Unplug),
        NodeState::NotStarted => ("mute", Icon::Clock),
        NodeState::Absent => ("mute", Icon::Query),
    };
    let inset = if node.kind == NodeKind::Queue {
        0
    } else {
        node.body.width / 8
    };
    Some(stamp(
        class,
        shown,
        node.body.right() - inset,
        node.body.y + inset,
    ))
}
