//! The picture: edges, pills and nodes, and the tokens that rest. Tokens that move are `rides`.

use std::collections::BTreeSet;

use yew::prelude::*;

use crate::scene::Scene;
use crate::scene::edge::EdgeId;
use crate::scene::motion::Motion;
use crate::scene::token::TokenView;
use crate::web::canvas::edge::{EdgeMark, PillMarks};
use crate::web::canvas::node::NodeMark;
use crate::web::canvas::token::TokenMark;
use crate::web::same::Same;
use crate::web::store::use_selector;

/// Which mount the stage is in.
#[derive(Clone, Properties, PartialEq)]
pub struct StageProps {
    pub mount: usize,
}

/// All that stands still between two steps.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let scene = use_selector(|studio| Same::from(studio.scene()));
    let motion = use_selector(|studio| studio.motion().map(Same::from));
    let resting = match &*motion {
        Some(motion) => resting(motion),
        None => scene.tokens.iter().map(Same::from).collect(),
    };
    let (in_nodes, loose) = by_node(&scene, resting);
    let spotlit = scene.nodes.iter().any(|node| node.spotlit) || scene.edges.iter().any(|edge| edge.spotlit);
    let edges = scene.edges.iter().map(|edge| {
        html! { <EdgeMark key={edge_key(&edge.id)} edge={Same::from(edge)} /> }
    });
    let pills = scene
        .edges
        .iter()
        .filter(|edge| !edge.pills.is_empty())
        .map(|edge| {
            html! { <PillMarks key={edge_key(&edge.id)} edge={Same::from(edge)} /> }
        });
    let nodes = scene
        .nodes
        .iter()
        .zip(in_nodes)
        .enumerate()
        .map(|(position, (node, tokens))| {
            html! {
                <NodeMark
                    key={node.id.to_string()} mount={props.mount} {position} node={Same::from(node)} {tokens}
                />
            }
        });
    html! {
        <g class={spotlit.then_some("has-spotlight")}>
            <g>{ for edges }</g>
            <g>{ for pills }</g>
            <g>{ for nodes }</g>
            <g>{ for loose.into_iter().map(|token| html! { <TokenMark {token} /> }) }</g>
        </g>
    }
}

fn edge_key(edge: &EdgeId) -> String {
    format!("{:?} {} {}", edge.kind, edge.from, edge.to)
}

/// The tokens of a motion that do not move.
fn resting(motion: &Motion) -> Vec<Same<TokenView>> {
    let moving: BTreeSet<usize> = motion.rides.iter().map(|ride| ride.token).collect();
    let tokens = motion.tokens.iter().enumerate();
    tokens
        .filter(|(position, _)| !moving.contains(position))
        .map(|(_, token)| Same::from(token))
        .collect()
}

/// The tokens by the node that holds them, and those that lie between nodes. A message is part of the queue that it
/// is in, for the pointer and for assistive technology.
fn by_node(scene: &Scene, tokens: Vec<Same<TokenView>>) -> (Vec<Vec<Same<TokenView>>>, Vec<Same<TokenView>>) {
    let mut in_nodes = vec![Vec::new(); scene.nodes.len()];
    let mut loose = Vec::new();
    for token in tokens {
        match scene.nodes.iter().position(|node| node.bounds.contains(token.at)) {
            Some(position) => in_nodes[position].push(token),
            None => loose.push(token),
        }
    }
    (in_nodes, loose)
}
