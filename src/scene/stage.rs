//! A document's drawing, laid out once and then used for every step: what stands where, and how to find it by the
//! broker's names.

use crate::base::sorted::{SortedMap, SortedSet};
use crate::broker::view::Destination;
use crate::broker::{BindingId, ExchangeId, QueueId};
use crate::explain::path::Along;
use crate::explain::why;
use crate::model::Node;
use crate::model::lesson::Light;
use crate::scene::edge::{EdgeId, EdgeKind};
use crate::scene::geometry::{Path, Point, Rect, Track};
use crate::scene::layout::{Layout, Place};
use crate::scene::plan::{Gate, Plan};
use crate::world::World;
use std::rc::Rc;

/// A laid-out drawing.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    pub plan: Plan,
    pub layout: Layout,
    nodes: SortedMap<Node, usize>,
    edges: SortedMap<EdgeId, usize>,
    pub(super) tracks: Vec<Rc<Track>>,
    pub(super) written: Vec<Rc<str>>,
}

/// Parts of a drawing, by their positions in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub nodes: SortedSet<usize>,
    pub edges: SortedSet<usize>,
}

impl Stage {
    /// Lays a plan out.
    pub fn new(plan: Plan) -> Stage {
        let layout = Layout::of(&plan);
        let nodes = plan
            .nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (node.id.clone(), at))
            .collect();
        let edges = plan
            .edges
            .iter()
            .enumerate()
            .map(|(at, edge)| (edge.id.clone(), at))
            .collect();
        let tracks = layout
            .routes
            .iter()
            .map(|route| Rc::new(route.path.track()))
            .collect();
        let written = layout.routes.iter().map(|route| route.path.d().into()).collect();
        Stage {
            plan,
            layout,
            nodes,
            edges,
            tracks,
            written,
        }
    }

    /// The position of a node in the plan.
    pub fn node(&self, id: &Node) -> Option<usize> {
        self.nodes.get(id).copied()
    }

    /// The position of an edge in the plan.
    pub fn edge(&self, kind: EdgeKind, from: &Node, to: &Node) -> Option<usize> {
        let id = EdgeId {
            kind,
            from: from.clone(),
            to: to.clone(),
        };
        self.edges.get(&id).copied()
    }

    /// Where a node stands.
    pub fn place(&self, node: usize) -> &Place {
        &self.layout.places[node]
    }

    /// The body of a node, where it is drawn.
    pub fn body(&self, id: &Node) -> Option<Rect> {
        self.node(id).map(|node| self.place(node).body())
    }

    /// The way along an edge; straight from node to node where none is drawn.
    pub(super) fn track(&self, kind: EdgeKind, from: &Node, to: &Node) -> Option<Rc<Track>> {
        if let Some(edge) = self.edge(kind, from, to) {
            return Some(self.tracks[edge].clone());
        }
        let (from, to) = (self.body(from)?.middle(), self.body(to)?.middle());
        Some(Rc::new(Path::line(from, to).track()))
    }

    /// The parts that a lesson lights.
    pub fn lit(&self, lights: &[Light]) -> Parts {
        let mut parts = Parts::default();
        for light in lights {
            match light {
                Light::Exchange(name) => parts.nodes.extend(self.node(&Node::Exchange(name.clone()))),
                Light::Queue(name) => parts.nodes.extend(self.node(&Node::Queue(name.clone()))),
                Light::Actor(name) => {
                    let is_it = |&at: &usize| {
                        let node = &self.plan.nodes[at];
                        matches!(node.id, Node::Actor(_)) && *node.name == **name
                    };
                    parts.nodes.extend((0..self.plan.nodes.len()).find(is_it));
                }
                Light::Binding(id) => {
                    let has_it = |&at: &usize| {
                        let gates = &self.plan.edges[at].gates;
                        gates
                            .iter()
                            .any(|gate| matches!(gate, Gate::Binding { id: of, .. } if **of == **id))
                    };
                    parts.edges.extend((0..self.plan.edges.len()).find(has_it));
                }
                Light::Bindings(exchange) => {
                    let source = Node::Exchange(exchange.clone());
                    let leaves = |&at: &usize| {
                        let id = &self.plan.edges[at].id;
                        id.kind == EdgeKind::Binding && id.from == source
                    };
                    parts.edges.extend((0..self.plan.edges.len()).filter(leaves));
                }
                Light::Message(_) => {}
            }
        }
        parts
    }

    /// The parts along a message's way.
    pub fn along<'a>(&self, ways: impl Iterator<Item = &'a Along>, world: &World) -> Parts {
        let mut parts = Parts::default();
        let actor = |id: crate::base::ids::ActorId| Node::Actor(world.actor(id).document_id);
        let mut publisher = None;
        for way in ways {
            let (kind, from, to) = match way {
                Along::Publish { actor: id, exchange } => {
                    publisher = Some(actor(*id));
                    (EdgeKind::Publish, actor(*id), exchange_node(exchange))
                }
                Along::Binding {
                    source, destination, ..
                } => {
                    let to = match destination {
                        why::Destination::Queue(name) => queue_node(name),
                        why::Destination::Exchange(name) => exchange_node(name),
                    };
                    (EdgeKind::Binding, exchange_node(source), to)
                }
                Along::DefaultBinding { queue } => {
                    let drawn = self.node(&exchange_node("")).is_some();
                    match (&publisher, drawn) {
                        (Some(actor), false) => (EdgeKind::Publish, actor.clone(), queue_node(queue)),
                        (Some(_) | None, _) => (EdgeKind::Binding, exchange_node(""), queue_node(queue)),
                    }
                }
                Along::Alternate { exchange, alternate } => (
                    EdgeKind::Alternate,
                    exchange_node(exchange),
                    exchange_node(alternate),
                ),
                Along::DeadLetter { queue, exchange } => {
                    (EdgeKind::DeadLetter, queue_node(queue), exchange_node(exchange))
                }
                Along::Delivery { queue, actor: id } => (EdgeKind::Consume, queue_node(queue), actor(*id)),
                Along::Return { exchange, actor: id } => {
                    (EdgeKind::Publish, actor(*id), exchange_node(exchange))
                }
            };
            parts.nodes.extend(self.node(&from));
            parts.nodes.extend(self.node(&to));
            parts.edges.extend(self.edge(kind, &from, &to));
        }
        parts
    }

    /// The edge and gate of a binding.
    pub(super) fn gate(&self, world: &World, binding: BindingId) -> Option<(usize, usize)> {
        let binding = world.broker().binding(binding)?;
        let to = match binding.destination {
            Destination::Queue(queue) => queue_of(world, queue),
            Destination::Exchange(exchange) => exchange_of(world, exchange),
        };
        let edge = self.edge(EdgeKind::Binding, &exchange_of(world, binding.source), &to)?;
        let key = world.name(binding.routing_key);
        let gates = &self.plan.edges[edge].gates;
        let gate = gates.iter().position(|gate| match gate {
            Gate::Binding {
                key: of, arguments, ..
            } => **of == *key && arguments == binding.arguments,
            Gate::Word(_) => false,
        });
        Some((edge, gate.unwrap_or(0)))
    }

    /// The place of a slot, counted from the head.
    pub(super) fn slot(&self, node: usize, from_head: usize) -> Point {
        let place = self.place(node);
        let wells = crate::scene::shape::wells(place.body(), place.flipped);
        let last = wells.len() - 1;
        let well = wells[last - from_head.min(last)];
        // Room for the countdown's text below the token.
        let lift = if self.plan.nodes[node].is_tall { 7 } else { 0 };
        well.middle().moved(0, -lift)
    }
}

/// The node of a queue of the world.
pub(super) fn queue_of(world: &World, queue: QueueId) -> Node {
    queue_node(world.name(world.broker().queue_name(queue)))
}

/// The node of an exchange of the world.
pub(super) fn exchange_of(world: &World, exchange: ExchangeId) -> Node {
    exchange_node(world.name(world.broker().exchange_name(exchange)))
}

fn queue_node(name: &str) -> Node {
    Node::Queue(name.into())
}

fn exchange_node(name: &str) -> Node {
    Node::Exchange(name.into())
}
