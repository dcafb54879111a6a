//! A picture to look at only: on the cards of the gallery, and above them.

use yew::prelude::*;

use crate::scene::Scene;
use crate::scene::geometry::Rect;
use crate::web::canvas::edge::{EdgeMark, PillMarks};
use crate::web::canvas::minimap::view_box;
use crate::web::canvas::node::{class, drawing};
use crate::web::canvas::token::TokenMark;
use crate::web::same::Same;

/// Which picture.
#[derive(Clone, Properties, PartialEq)]
pub struct StillProps {
    pub scene: Same<Scene>,
    /// What of it is in the frame.
    pub frame: Rect,
}

/// The picture, without names for assistive technology: what stands beside it says what it shows.
#[component]
pub fn Still(props: &StillProps) -> Html {
    let scene = &*props.scene;
    let nodes = scene.nodes.iter().map(|node| {
        html! { <g class={classes!("node", class(node.kind))}>{ drawing(node) }</g> }
    });
    html! {
        <svg class="still" viewBox={view_box(props.frame)} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
            { for scene.edges.iter().map(|edge| html! { <EdgeMark edge={Same::from(edge)} /> }) }
            { for scene.edges.iter().map(|edge| html! { <PillMarks edge={Same::from(edge)} /> }) }
            { for nodes }
            { for scene.tokens.iter().map(|token| html! { <TokenMark token={Same::from(token)} /> }) }
        </svg>
    }
}

/// The frame around the bodies of all nodes, without their labels.
pub fn bodies(scene: &Scene) -> Rect {
    let mut bodies = scene.nodes.iter().map(|node| node.body);
    let first = bodies.next().unwrap_or_default();
    bodies.fold(first, Rect::union).grown(36)
}
