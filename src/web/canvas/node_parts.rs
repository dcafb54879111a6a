//! What nodes of several kinds have: labels, badges, stamps.

use crate::scene::node::{Anchor, Badge, Label, NodeView};
use crate::web::icon::{Icon, sign};
use crate::web::shapes::{block, moved, text, title};
use crate::web::tag::Tag;

/// A text at its place, above or below the node's middle.
pub fn label(node: &NodeView, label: &Label, class: &'static str, words: &str) -> Tag {
    let anchor = match label.anchor {
        Anchor::Start => "a-start",
        Anchor::Middle => "a-middle",
        Anchor::End => "a-end",
    };
    let side = if label.at.y < node.at.y { "above" } else { "below" };
    text(class, label.at.y.into(), words)
        .class(anchor)
        .class(side)
        .set("x", label.at.x)
}

/// A badge with what it stands for.
pub fn badge(badge: &Badge) -> Tag {
    let (width, height) = (f64::from(badge.rect.width), f64::from(badge.rect.height));
    moved(badge.rect.x, badge.rect.y)
        .class("badge below")
        .class_if(badge.is_dead_letter, "b-dlx")
        .child(title(&badge.title))
        .child(block("", width, height).set("rx", "4"))
        .child(text("", height / 2.0 + 0.5, &badge.text).set("x", width / 2.0))
}

/// A round stamp with its middle at a place.
pub fn stamp(class: &'static str, shown: Icon, x: i32, y: i32) -> Tag {
    sign(moved(x, y).class("stamp").class(class), 10.0, shown, 12.0)
}
