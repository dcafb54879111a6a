//! The ways of edges: a smooth curve where nothing is in between, else around whatever is, with rounded corners; and the
//! places of pills on them.

mod grid;
mod lanes;
mod pills;
mod ports;

use crate::base::gather::Gather;
use crate::base::sorted::SortedMap;
use crate::model::Node;
use crate::scene::edge::EdgeKind;
use crate::scene::geometry::{Path, Piece, Point, Rect};
use crate::scene::layout::Place;
use crate::scene::plan::Plan;
use grid::Grid;
use lanes::Lanes;
use ports::{Port, Ports, Side};
use std::rc::Rc;

pub use pills::pill_width;

/// Beyond this many nodes, ways go through lanes or are curves: finding ways around everything would take too long.
const MANY: usize = 90;

/// How round corners are.
const CORNER: i32 = 18;

/// An edge's way and the places of its pills, one for each gate; those without a text have no width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    pub path: Rc<Path>,
    pub pills: Vec<Rect>,
}

impl Route {
    /// What way and pills cover.
    pub fn bounds(&self) -> Rect {
        let points = self.path.flat();
        let point = |&(x, y): &(f64, f64)| Rect::new(x.floor() as i32, y.floor() as i32, 1, 1);
        let way = points.iter().map(point);
        let pills = self.pills.iter().copied().filter(|pill| pill.width > 0);
        way.chain(pills).reduce(Rect::union).unwrap_or_default()
    }
}

/// The ways of all edges of a plan whose nodes stand at these places.
pub fn routes(plan: &Plan, places: &[Place]) -> Vec<Route> {
    let positions: SortedMap<&Node, usize> = plan
        .nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (&node.id, at))
        .collect();
    let ends: Vec<(usize, usize)> = plan
        .edges
        .iter()
        .map(|edge| (positions[&edge.id.from], positions[&edge.id.to]))
        .gather();
    let ports = Ports::of(plan, places, &ends);
    let mut paths = vec![None; plan.edges.len()];
    let obstacles: Vec<Rect> = places.iter().map(Place::bounds).gather();
    for (at, &(from, to)) in ends.iter().enumerate() {
        let others = others(&obstacles, from, to);
        paths[at] = ports.natural(at).filter(|path| is_free(path, &others));
    }
    let mut lanes = Lanes::default();
    for (at, &(from, to)) in ends.iter().enumerate() {
        if paths[at].is_none() && plan.edges[at].id.kind != EdgeKind::DeadLetter {
            let others = others(&obstacles, from, to);
            let way = lanes.way(ports.starts(at)[0], ports.ends(at)[0], &others);
            paths[at] = way.filter(|path| is_free(path, &others));
        }
    }
    let around = (0..paths.len()).filter(|&at| paths[at].is_none()).gather();
    if plan.nodes.len() <= MANY && !around.is_empty() {
        let mut grid = Grid::new(&obstacles, &ports, &around);
        for &at in &around {
            let edge = &plan.edges[at].id;
            // Dead letters that go to the same exchange may share their way.
            let group = match edge.kind {
                EdgeKind::DeadLetter => Some(ends[at].1),
                EdgeKind::Publish | EdgeKind::Binding | EdgeKind::Alternate | EdgeKind::Consume => None,
            };
            paths[at] = grid.way(ports.starts(at), ports.ends(at), group).map(rounded);
        }
    }
    let paths: Vec<Rc<Path>> = paths
        .into_iter()
        .enumerate()
        .map(|(at, path)| Rc::new(path.unwrap_or_else(|| ports.plain(at))))
        .gather();
    let pills = pills::place(plan, &paths, &obstacles);
    paths
        .into_iter()
        .zip(pills)
        .map(|(path, pills)| Route { path, pills })
        .gather()
}

/// The way from one body to another whatever lies between: that of an edge while it is drawn or one of its ends moves.
pub fn direct(from: Rect, to: Rect) -> Path {
    let (one, other) = (from.middle(), to.middle());
    let is_across = (other.x - one.x).abs() >= (other.y - one.y).abs();
    let (start, end) = match (is_across, other.x >= one.x, other.y >= one.y) {
        (true, true, _) => (Point::new(from.right(), one.y), Point::new(to.x, other.y)),
        (true, false, _) => (Point::new(from.x, one.y), Point::new(to.right(), other.y)),
        (false, _, true) => (Point::new(one.x, from.bottom()), Point::new(other.x, to.y)),
        (false, _, false) => (Point::new(one.x, from.y), Point::new(other.x, to.bottom())),
    };
    let bent = if is_across {
        let half = (start.x + end.x) / 2;
        Piece::Curve(Point::new(half, start.y), Point::new(half, end.y), end)
    } else {
        let half = (start.y + end.y) / 2;
        Piece::Curve(Point::new(start.x, half), Point::new(end.x, half), end)
    };
    Path {
        start,
        pieces: vec![bent],
    }
}

/// What an edge between two nodes may not run over.
fn others(obstacles: &[Rect], from: usize, to: usize) -> Vec<Rect> {
    let others = obstacles.iter().enumerate();
    others
        .filter(|&(node, _)| node != from && node != to)
        .map(|(_, bounds)| *bounds)
        .gather()
}

/// Whether a way runs over none of these.
fn is_free(path: &Path, others: &[Rect]) -> bool {
    path.flat().windows(2).all(|pair| {
        let middle = Point::new(
            ((pair[0].0 + pair[1].0) / 2.0) as i32,
            ((pair[0].1 + pair[1].1) / 2.0) as i32,
        );
        others.iter().all(|bounds| !bounds.grown(2).contains(middle))
    })
}

/// Corners become curves.
fn rounded(corners: Vec<Point>) -> Path {
    let mut path = Path {
        start: corners[0],
        pieces: Vec::new(),
    };
    for triple in corners.windows(3) {
        let (before, corner, after) = (triple[0], triple[1], triple[2]);
        let radius = CORNER
            .min(distance(before, corner) / 2)
            .min(distance(corner, after) / 2);
        let (entry, exit) = (toward(corner, before, radius), toward(corner, after, radius));
        let near = |point: Point| toward(corner, point, radius / 2);
        path.pieces.push(Piece::Line(entry));
        path.pieces.push(Piece::Curve(near(entry), near(exit), exit));
    }
    path.pieces.push(Piece::Line(corners[corners.len() - 1]));
    path
}

/// The distance of two points on one line.
fn distance(one: Point, other: Point) -> i32 {
    (one.x - other.x).abs() + (one.y - other.y).abs()
}

/// The point so far from `from` in the direction of `to`, on one line.
fn toward(from: Point, to: Point, by: i32) -> Point {
    from.moved((to.x - from.x).signum() * by, (to.y - from.y).signum() * by)
}

impl Side {
    /// One pixel in this direction.
    const fn step(self) -> (i32, i32) {
        match self {
            Side::Left => (-1, 0),
            Side::Right => (1, 0),
            Side::Top => (0, -1),
            Side::Bottom => (0, 1),
        }
    }
}

impl Port {
    /// The point so far out of the node.
    fn out(self, by: i32) -> Point {
        let (x, y) = self.side.step();
        self.at.moved(x * by, y * by)
    }
}
