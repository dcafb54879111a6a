//! A picture to look at only: on the cards of the gallery, and above them.

use yew::prelude::*;

use crate::scene::Scene;
use crate::scene::geometry::Rect;
use crate::web::canvas::edge::{edge, pills};
use crate::web::canvas::minimap::view_box;
use crate::web::canvas::node::{class, drawing};
use crate::web::canvas::token::resting_token;

/// The picture, without names for assistive technology: what stands beside it says what it shows.
pub fn still(scene: &Scene, frame: Rect) -> Html {
    let nodes = scene.nodes.iter().map(|node| {
        html! { <g class={format!("node {}", class(node.kind))}>{ drawing(node) }</g> }
    });
    html! {
        <svg class="still" viewBox={view_box(frame)} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
            { for scene.edges.iter().map(|view| edge(view)) }
            { for scene.edges.iter().map(|view| pills(view)) }
            { for nodes }
            { for scene.tokens.iter().map(|token| resting_token(token)) }
        </svg>
    }
}

/// The frame around the bodies of all nodes and around all messages, without labels.
pub fn bodies(scene: &Scene) -> Rect {
    let tokens = scene.tokens.iter().map(|token| Rect::around(token.at, 0, 0));
    let mut bodies = scene.nodes.iter().map(|node| node.body).chain(tokens);
    let first = bodies.next().unwrap_or_default();
    bodies.fold(first, Rect::union).grown(36)
}
