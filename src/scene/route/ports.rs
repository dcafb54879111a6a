//! Where edges leave and enter their nodes. Several on one side are spread in the order of what they lead to.

use crate::base::gather::Gather;
use crate::base::order;
use crate::base::sorted::SortedMap;
use crate::scene::edge::{EdgeId, EdgeKind};
use crate::scene::geometry::{Path, Piece, Point};
use crate::scene::layout::Place;
use crate::scene::node::NodeKind;
use crate::scene::plan::Plan;
use crate::scene::shape::DEAD_LETTERS;

/// A side of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// A place on a node's border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    pub at: Point,
    pub side: Side,
    /// Just outside of the node with its labels: from here on, its own bounds are in the way like any other's.
    pub clear: Point,
    /// How unwelcome an edge is here.
    pub cost: i32,
}

/// The ports of every edge, the most natural first.
pub struct Ports {
    edges: Vec<(Vec<Port>, Vec<Port>)>,
}

/// How far edges stay from labels.
const CLEARANCE: i32 = 7;

/// How far from its head edges enter a queue from below.
const HEAD: i32 = 14;

impl Ports {
    /// The ports of all edges of a plan; `ends` are the positions of their nodes.
    pub fn of(plan: &Plan, places: &[Place], ends: &[(usize, usize)]) -> Ports {
        let spread = spread(plan, places, ends);
        let edges = plan.edges.iter().enumerate().map(|(at, edge)| {
            let (from, to) = ends[at];
            let starts = sides_out(&edge.id, plan.nodes[from].kind, places[from].flipped);
            let finishes = sides_in(plan.nodes[to].kind, places[to].flipped);
            let ports = |node: usize, sides: &[(Side, i32)], offset: i32| -> Vec<Port> {
                let kind = plan.nodes[node].kind;
                let dead = edge.id.kind == EdgeKind::DeadLetter && node == from;
                let port = |&(side, cost): &(Side, i32)| port(&places[node], kind, side, cost, offset, dead);
                sides.iter().map(port).gather()
            };
            (
                ports(from, starts, spread[at].0),
                ports(to, finishes, spread[at].1),
            )
        });
        Ports {
            edges: edges.gather(),
        }
    }

    /// Where an edge may start.
    pub fn starts(&self, edge: usize) -> &[Port] {
        &self.edges[edge].0
    }

    /// Where an edge may end.
    pub fn ends(&self, edge: usize) -> &[Port] {
        &self.edges[edge].1
    }

    /// The smooth curve between two natural ports that face each other.
    pub fn natural(&self, edge: usize) -> Option<Path> {
        let natural = |ports: &'_ [Port]| ports.iter().filter(|port| port.cost == 0).copied().gather();
        let ends = natural(self.ends(edge));
        let pairs = natural(self.starts(edge))
            .into_iter()
            .flat_map(|start| ends.iter().map(move |end| (start, *end)));
        let forward = |start: &Port, end: &Port| match (start.side, end.side) {
            (Side::Right, Side::Left) => end.at.x - start.at.x,
            (Side::Left, Side::Right) => start.at.x - end.at.x,
            (
                Side::Left | Side::Right | Side::Top | Side::Bottom,
                Side::Left | Side::Right | Side::Top | Side::Bottom,
            ) => 0,
        };
        let mut facing = pairs.filter(|(start, end)| forward(start, end) >= 24);
        facing.next().map(|(start, end)| curve(start, end))
    }

    /// The curve between the first ports, whatever is in between.
    pub fn plain(&self, edge: usize) -> Path {
        curve(self.starts(edge)[0], self.ends(edge)[0])
    }
}

fn curve(start: Port, end: Port) -> Path {
    if start.at.y == end.at.y {
        return Path::line(start.at, end.at);
    }
    let reach = ((end.at.x - start.at.x).abs() / 2).clamp(24, 150);
    Path {
        start: start.at,
        pieces: vec![Piece::Curve(start.out(reach), end.out(reach), end.at)],
    }
}

/// The sides by which an edge may leave, and how unwelcome it is there.
fn sides_out(edge: &EdgeId, kind: NodeKind, flipped: bool) -> &'static [(Side, i32)] {
    match (kind, edge.kind) {
        (NodeKind::Queue, EdgeKind::DeadLetter) if !flipped => &[(Side::Bottom, 0), (Side::Top, 60)],
        (NodeKind::Queue, _) if flipped => &[(Side::Left, 0)],
        (NodeKind::Queue, _) => &[(Side::Right, 0)],
        (NodeKind::Exchange, _) if flipped => &[(Side::Right, 0), (Side::Left, 0)],
        (NodeKind::Exchange, _) => &[(Side::Right, 0), (Side::Bottom, 40)],
        (NodeKind::Producer | NodeKind::Consumer | NodeKind::Service | NodeKind::Note, _) => {
            &[(Side::Right, 0), (Side::Top, 60)]
        }
    }
}

/// The sides by which an edge may enter, and how unwelcome it is there.
fn sides_in(kind: NodeKind, flipped: bool) -> &'static [(Side, i32)] {
    match kind {
        NodeKind::Queue if flipped => &[(Side::Right, 0)],
        // From below only where the way to the tail leads far around.
        NodeKind::Queue => &[(Side::Left, 0), (Side::Bottom, 150)],
        NodeKind::Exchange if flipped => &[(Side::Top, 0), (Side::Left, 130), (Side::Right, 130)],
        NodeKind::Exchange => &[(Side::Left, 0), (Side::Bottom, 10)],
        NodeKind::Producer | NodeKind::Consumer | NodeKind::Service | NodeKind::Note => {
            &[(Side::Left, 0), (Side::Top, 60)]
        }
    }
}

/// A port at a side of a node, `offset` pixels from the side's middle.
fn port(place: &Place, kind: NodeKind, side: Side, cost: i32, offset: i32, dead: bool) -> Port {
    let (body, bounds) = (place.body(), place.bounds());
    let middle = body.middle();
    // Round and pointed bodies fall back beside their middle.
    let (fall, gap) = match kind {
        NodeKind::Exchange => (offset.abs(), 2),
        NodeKind::Producer | NodeKind::Consumer => (offset * offset / 50, 2),
        NodeKind::Queue | NodeKind::Service | NodeKind::Note => (0, 3),
    };
    // The wedge stands between a queue and what leaves at its head.
    let head = match (kind, side, place.flipped) {
        (NodeKind::Queue, Side::Right, false) | (NodeKind::Queue, Side::Left, true) => 6,
        _ => 0,
    };
    let at = match side {
        Side::Left => Point::new(body.x - gap - head + fall, middle.y + offset),
        Side::Right => Point::new(body.right() + gap + head - fall, middle.y + offset),
        // Dead letters leave beside the head, behind the pocket, and turn there.
        Side::Top if dead => Point::new(body.right() + gap, middle.y - 13),
        Side::Top => Point::new(middle.x + offset, body.y - gap + fall),
        Side::Bottom if dead => Point::new(body.right() + gap, middle.y + 13),
        // Beside what is written below.
        Side::Bottom if kind == NodeKind::Queue => Point::new(body.right() - HEAD, body.bottom() + gap),
        Side::Bottom => Point::new(middle.x + offset, body.bottom() + gap - fall),
    };
    let clear = match side {
        Side::Left => Point::new(bounds.x - CLEARANCE, at.y),
        Side::Right => Point::new(bounds.right() + CLEARANCE, at.y),
        Side::Top if dead => Point::new(body.right() + DEAD_LETTERS, bounds.y - CLEARANCE),
        Side::Top => Point::new(at.x, bounds.y - CLEARANCE),
        Side::Bottom if dead => Point::new(body.right() + DEAD_LETTERS, bounds.bottom() + CLEARANCE),
        Side::Bottom => Point::new(at.x, bounds.bottom() + CLEARANCE),
    };
    Port {
        at,
        side,
        clear,
        cost,
    }
}

/// How far every edge leaves and enters from the middle of its nodes: in the order of the heights of the other ends.
fn spread(plan: &Plan, places: &[Place], ends: &[(usize, usize)]) -> Vec<(i32, i32)> {
    let mut leaving: SortedMap<usize, Vec<usize>> = SortedMap::new();
    let mut entering: SortedMap<usize, Vec<usize>> = SortedMap::new();
    for (at, &(from, to)) in ends.iter().enumerate() {
        // What has to go round does not share the side with what goes straight on.
        let is_straight = places[from].flipped || places[from].at.x < places[to].at.x;
        if !is_straight || plan.edges[at].id.kind == EdgeKind::DeadLetter {
            continue;
        }
        leaving.or_default(from).push(at);
        entering.or_default(to).push(at);
    }
    let mut offsets = vec![(0, 0); ends.len()];
    for edges in leaving.values_mut() {
        order::sort_by_key(edges, |&edge| (places[ends[edge].1].at.y, edge));
        for (place, &edge) in edges.iter().enumerate() {
            offsets[edge].0 = offset(place, edges.len());
        }
    }
    for edges in entering.values_mut() {
        order::sort_by_key(edges, |&edge| (places[ends[edge].0].at.y, edge));
        for (place, &edge) in edges.iter().enumerate() {
            offsets[edge].1 = offset(place, edges.len());
        }
    }
    offsets
}

/// The offset of the `place`-th of so many.
fn offset(place: usize, count: usize) -> i32 {
    let step = match count {
        0 | 1 => 0,
        2..=4 => 8,
        _ => 26 / (count as i32 - 1),
    };
    step * (2 * place as i32 - count as i32 + 1) / 2
}
