//! The picture: edges, pills and nodes, and the tokens that rest. Tokens that move are `rides`.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::base::sorted::SortedSet;

use crate::scene::Scene;
use crate::scene::edge::{EdgeId, EdgeKind};
use crate::scene::motion::Motion;
use crate::scene::svg::translate;
use crate::scene::token::TokenView;
use crate::studio::Studio;
use crate::studio::panels::sketch::{Carried, Sketch};
use crate::web::canvas::crowd::MANY;
use crate::web::canvas::node::NodeInScene;
use crate::web::canvas::token::resting_token;
use crate::web::painter::{Brush, Painter};
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
        .child(g("").place(&brush.places[0]).children(edges))
        .child(g("").place(&brush.places[1]).children(pills))
        .child(g("").place(&brush.places[2]).children(nodes))
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

/// While nodes are carried, their elements are moved and nothing is painted again; the edges at them are drawn by the
/// sketch, and hidden here.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (store, places) = (painter.store.clone(), places.clone());
    let before: RefCell<Rc<Sketch>> = RefCell::default();
    let follow = move || {
        let studio = store.studio();
        let (was, now) = (before.replace(studio.sketch().clone()), studio.sketch());
        if was.carried != now.carried {
            let (was, now) = (was.carried.iter(), now.carried.iter());
            was.for_each(|carried| put_down(&studio, &places, carried));
            now.for_each(|carried| carry(&studio, &places, carried));
        }
        if was.dimmed != now.dimmed {
            dim(&places[2], &was.dimmed, None);
            dim(&places[2], &now.dimmed, Some("0.34"));
        }
    };
    vec![Box::new(painter.store.subscribe(Rc::new(follow)))]
}

/// The element at a position of a group.
fn element(place: &NodeRef, position: usize) -> Option<Element> {
    place.cast::<Element>()?.children().item(position as u32)
}

fn dim(place: &NodeRef, nodes: &[usize], opacity: Option<&str>) {
    for node in nodes.iter().filter_map(|&node| element(place, node)) {
        dress(&node, "opacity", opacity);
    }
}

/// Nodes are moved, and their edges hidden.
fn carry(studio: &Studio, places: &[NodeRef; 4], carried: &Carried) {
    let place = translate(carried.by.x.into(), carried.by.y.into());
    dress_carried(studio, places, carried, Some(&place), Some("0"));
}

/// Nodes and edges are as they are painted.
fn put_down(studio: &Studio, places: &[NodeRef; 4], carried: &Carried) {
    dress_carried(studio, places, carried, None, None);
}

fn dress_carried(
    studio: &Studio,
    places: &[NodeRef; 4],
    carried: &Carried,
    transform: Option<&str>,
    opacity: Option<&str>,
) {
    for node in carried.nodes.iter().filter_map(|&node| element(&places[2], node)) {
        dress(&node, "transform", transform);
    }
    let edges = &studio.scene().edges;
    for &edge in &carried.edges {
        let pills = edges.iter().take(edge).filter(|edge| !edge.pills.is_empty());
        let has_pills = edges.get(edge).is_some_and(|edge| !edge.pills.is_empty());
        let pills = has_pills.then(|| pills.count());
        let shown = [
            element(&places[0], edge),
            pills.and_then(|at| element(&places[1], at)),
        ];
        for part in shown.into_iter().flatten() {
            dress(&part, "opacity", opacity);
        }
    }
}

/// Sets an attribute of an element of ours, which can always be done, or takes it off.
fn dress(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
