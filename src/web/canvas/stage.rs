//! The picture: edges, pills and nodes, and the tokens that rest. Tokens that move are `rides`.

use crate::base::sorted::SortedSet;

use crate::scene::Scene;
use crate::scene::edge::{EdgeId, EdgeKind};
use crate::scene::motion::Motion;
use crate::scene::token::TokenView;
use crate::studio::Studio;
use crate::web::canvas::crowd::MANY;
use crate::web::canvas::node::NodeInScene;
use crate::web::canvas::token::resting_token;
use crate::web::painter::Brush;
use crate::web::part::What;
use crate::web::same::{Bit, Same};
use crate::web::shapes::g;
use crate::web::tag::Tag;

/// What the stage shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(studio.scene()), Bit::of_some(studio.motion())]
}

/// All that stands still between two steps.
pub fn stage(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let scene = &**studio.scene();
    let resting = match studio.motion() {
        Some(motion) => resting(motion),
        None => scene.tokens.iter().map(Same::from).collect(),
    };
    let (in_nodes, loose) = by_node(scene, resting);
    let spotlit = scene.nodes.iter().any(|node| node.spotlit) || scene.edges.iter().any(|edge| edge.spotlit);
    let edges = scene
        .edges
        .iter()
        .map(|edge| brush.keyed(edge_key(&edge.id), What::Edge(edge.into())));
    let with_pills = scene.edges.iter().filter(|edge| !edge.pills.is_empty());
    let pills = with_pills.map(|edge| brush.keyed(edge_key(&edge.id), What::Pills(edge.into())));
    let nodes = scene
        .nodes
        .iter()
        .zip(in_nodes)
        .enumerate()
        .map(|(position, (node, tokens))| {
            let key = node.id.to_string();
            brush.keyed(
                key,
                What::Node(NodeInScene {
                    position,
                    node: node.into(),
                    tokens,
                }),
            )
        });
    let loose_tokens = g("")
        .class_if(loose.len() > MANY, "is-many")
        .children(loose.iter().map(|token| resting_token(token)));
    g("")
        .class_if(spotlit, "has-spotlight")
        .child(g("").children(edges))
        .child(g("").children(pills))
        .child(g("").children(nodes))
        .child(loose_tokens)
}

fn edge_key(edge: &EdgeId) -> String {
    let kind = match edge.kind {
        EdgeKind::Publish => "publish",
        EdgeKind::Binding => "binding",
        EdgeKind::DeadLetter => "dead letter",
        EdgeKind::Alternate => "alternate",
        EdgeKind::Consume => "consume",
    };
    format!("{kind} {} {}", edge.from, edge.to)
}

/// The tokens of a motion that do not move.
fn resting(motion: &Motion) -> Vec<Same<TokenView>> {
    let moving: SortedSet<usize> = motion.rides.iter().map(|ride| ride.token).collect();
    let tokens = motion.tokens.iter().enumerate();
    tokens
        .filter(|(position, _)| !moving.contains(position))
        .map(|(_, token)| token.into())
        .collect()
}

/// Tokens as they lie.
type Tokens = Vec<Same<TokenView>>;

/// The tokens by the node that holds them, and those that lie between nodes. A message is part of the queue that it
/// is in, for the pointer and for assistive technology.
fn by_node(scene: &Scene, tokens: Tokens) -> (Vec<Tokens>, Tokens) {
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
