//! What nodes of several kinds have: labels, badges, stamps.

use yew::prelude::*;

use crate::scene::node::{Anchor, Badge, Label, NodeView};
use crate::web::icon::{Icon, icon_at_origin};

/// A text at its place, above or below the node's middle.
pub fn label(node: &NodeView, label: &Label, class: &'static str, words: &str) -> Html {
    let anchor = match label.anchor {
        Anchor::Start => "a-start",
        Anchor::Middle => "a-middle",
        Anchor::End => "a-end",
    };
    let side = if label.at.y < node.at.y { "above" } else { "below" };
    html! {
        <text class={classes!(class, anchor, side)} x={label.at.x.to_string()} y={label.at.y.to_string()}>{ words }</text>
    }
}

/// A badge with what it stands for.
pub fn badge(badge: &Badge) -> Html {
    let (width, height) = (f64::from(badge.rect.width), f64::from(badge.rect.height));
    let dead_letter = badge.is_dead_letter.then_some("b-dlx");
    html! {
        <g
            class={classes!("badge", "below", dead_letter)}
            transform={format!("translate({} {})", badge.rect.x, badge.rect.y)}
        >
            <title>{ &*badge.title }</title>
            <rect width={width.to_string()} height={height.to_string()} rx="4" />
            <text x={(width / 2.0).to_string()} y={(height / 2.0 + 0.5).to_string()}>{ &*badge.text }</text>
        </g>
    }
}

/// A round stamp with its middle at a place.
pub fn stamp(class: Option<&'static str>, shown: Icon, x: i32, y: i32) -> Html {
    html! {
        <g class={classes!("stamp", class)} transform={format!("translate({x} {y})")}>
            <circle r="10" />{ icon_at_origin(shown, 12.0) }
        </g>
    }
}
