//! A picture to look at only: on the cards of the gallery, and above them.

use crate::scene::Scene;
use crate::scene::geometry::Rect;
use crate::web::canvas::edge::{edge, pills};
use crate::web::canvas::minimap::view_box;
use crate::web::canvas::node::{drawing, group, state_stamp};
use crate::web::canvas::token::resting_token;
use crate::web::shapes::picture;
use crate::web::tag::Tag;

/// The picture, without names for assistive technology: what stands beside it says what it shows.
pub fn still(scene: &Scene, frame: Rect) -> Tag {
    let edges = scene.edges.iter().map(|view| edge(view));
    let pills = scene.edges.iter().map(|view| pills(view));
    let nodes = scene
        .nodes
        .iter()
        .map(|node| drawing(group(node), node).child(state_stamp(node)));
    picture("still")
        .set("viewBox", view_box(frame))
        .set("preserveAspectRatio", "xMidYMid meet")
        .children(edges)
        .children(pills)
        .children(nodes)
        .children(scene.tokens.iter().map(|token| resting_token(token)))
}

/// The frame around the bodies of all nodes and around all messages, without labels.
pub fn bodies(scene: &Scene) -> Rect {
    let tokens = scene.tokens.iter().map(|token| Rect::around(token.at, 0, 0));
    let mut bodies = scene.nodes.iter().map(|node| node.body).chain(tokens);
    let first = bodies.next().unwrap_or_default();
    bodies.fold(first, Rect::union).grown(36)
}
