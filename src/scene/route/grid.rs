//! Ways around nodes: along lines just beside them, as short and with as few corners as possible, and not on top of ways
//! that are there already.

use crate::base::gather::Gather;
use crate::base::order;
use crate::scene::geometry::{Point, Rect};
use crate::scene::route::ports::{Port, Ports};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How far ways stay from nodes.
const CLEARANCE: i32 = 7;

/// Further lines beside these.
const LANES: [i32; 2] = [0, 10];

/// What a corner costs, in pixels of way.
const CORNER: i32 = 60;

/// How many times longer a stretch on top of another way counts.
const SHARED: i32 = 4;

/// The lines on which ways can run, and the ways so far.
pub struct Grid<'a> {
    obstacles: &'a [Rect],
    xs: Vec<i32>,
    ys: Vec<i32>,
    used: Vec<(Point, Point, Option<usize>)>,
}

/// A place on the grid, and whether the way runs across there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    x: usize,
    y: usize,
    across: bool,
}

impl<'a> Grid<'a> {
    /// A grid beside all obstacles and through the ports of these edges.
    pub fn new(obstacles: &'a [Rect], ports: &Ports, edges: &[usize]) -> Self {
        let mut xs = Vec::new();
        let mut ys = Vec::new();
        for obstacle in obstacles {
            for lane in LANES {
                let by = CLEARANCE + lane;
                xs.extend([obstacle.x - by, obstacle.right() + by]);
                ys.extend([obstacle.y - by, obstacle.bottom() + by]);
            }
        }
        for &edge in edges {
            for port in ports.starts(edge).iter().chain(ports.ends(edge)) {
                xs.push(port.clear.x);
                ys.push(port.clear.y);
            }
        }
        for lines in [&mut xs, &mut ys] {
            order::sort(lines);
            lines.dedup();
        }
        Grid {
            obstacles,
            xs,
            ys,
            used: Vec::new(),
        }
    }

    /// The best way from one of these ports to one of those, as corners with both ends; `None` where there is none.
    pub fn way(&mut self, starts: &[Port], ends: &[Port], group: Option<usize>) -> Option<Vec<Point>> {
        let mut best: Option<(i32, Vec<Point>)> = None;
        for end in ends {
            let found = self.search(starts, end, group);
            if let Some((cost, way)) = found
                && best.as_ref().is_none_or(|(least, _)| cost < *least)
            {
                best = Some((cost, way));
            }
        }
        let (_, way) = best?;
        for pair in way.windows(2) {
            self.used.push((pair[0], pair[1], group));
        }
        Some(way)
    }

    fn search(&self, starts: &[Port], end: &Port, group: Option<usize>) -> Option<(i32, Vec<Point>)> {
        let index = |state: State| (state.y * self.xs.len() + state.x) * 2 + usize::from(state.across);
        let mut costs = vec![i32::MAX; self.xs.len() * self.ys.len() * 2];
        let mut before: Vec<Option<State>> = vec![None; costs.len()];
        let mut heap = BinaryHeap::new();
        for port in starts {
            let state = self.state(port)?;
            let cost = port.cost;
            if cost < costs[index(state)] {
                costs[index(state)] = cost;
                heap.push(Reverse((cost, state)));
            }
        }
        let goal = self.state(end)?;
        while let Some(Reverse((cost, state))) = heap.pop() {
            if cost > costs[index(state)] {
                continue;
            }
            if state == goal {
                let corners = self.corners(state, &before, index);
                return Some((cost + end.cost, with_ends(corners, starts, end)));
            }
            for (next, added) in self.neighbours(state, group) {
                let next_cost = cost + added;
                if next_cost < costs[index(next)] {
                    costs[index(next)] = next_cost;
                    before[index(next)] = Some(state);
                    heap.push(Reverse((next_cost, next)));
                }
            }
        }
        None
    }

    /// The place of a port on the grid, running the way the port faces.
    fn state(&self, port: &Port) -> Option<State> {
        Some(State {
            x: self.xs.binary_search(&port.clear.x).ok()?,
            y: self.ys.binary_search(&port.clear.y).ok()?,
            across: port.at.y == port.clear.y,
        })
    }

    fn point(&self, state: State) -> Point {
        Point::new(self.xs[state.x], self.ys[state.y])
    }

    /// Where one can go from a place: on, back, or round a corner.
    fn neighbours(&self, state: State, group: Option<usize>) -> Vec<(State, i32)> {
        let turned = State {
            across: !state.across,
            ..state
        };
        let mut next = vec![(turned, CORNER)];
        let limit = if state.across {
            self.xs.len()
        } else {
            self.ys.len()
        };
        let place = if state.across { state.x } else { state.y };
        let lower = place.checked_sub(1);
        let upper = Some(place + 1).filter(|&place| place < limit);
        for place in [lower, upper].into_iter().flatten() {
            let to = if state.across {
                State { x: place, ..state }
            } else {
                State { y: place, ..state }
            };
            if let Some(cost) = self.cost(self.point(state), self.point(to), group) {
                next.push((to, cost));
            }
        }
        next
    }

    /// What the stretch between two neighbouring points costs; `None` where a node is in the way.
    fn cost(&self, from: Point, to: Point, group: Option<usize>) -> Option<i32> {
        let stretch = covering(from, to);
        if self.obstacles.iter().any(|obstacle| obstacle.overlaps(stretch)) {
            return None;
        }
        let length = (from.x - to.x).abs() + (from.y - to.y).abs();
        let is_shared = self.used.iter().any(|&(one, other, other_group)| {
            let same_group = group.is_some() && group == other_group;
            let along = (one.x == other.x) == (from.x == to.x);
            !same_group && along && covering(one, other).grown(3).overlaps(stretch)
        });
        Some(if is_shared { length * SHARED } else { length })
    }

    fn corners(&self, goal: State, before: &[Option<State>], index: impl Fn(State) -> usize) -> Vec<Point> {
        let mut points = vec![self.point(goal)];
        let mut state = goal;
        while let Some(earlier) = before[index(state)] {
            points.push(self.point(earlier));
            state = earlier;
        }
        points.reverse();
        points
    }
}

/// The thin rectangle between two points on one line.
fn covering(from: Point, to: Point) -> Rect {
    Rect::new(
        from.x.min(to.x),
        from.y.min(to.y),
        (from.x - to.x).abs() + 1,
        (from.y - to.y).abs() + 1,
    )
}

/// The way from border to border, without points on straight stretches.
fn with_ends(points: Vec<Point>, starts: &[Port], end: &Port) -> Vec<Point> {
    let start = starts.iter().find(|port| port.clear == points[0]);
    let mut way: Vec<Point> = start.map(|port| port.at).into_iter().gather();
    // What leaves beside its node turns before it is clear of it.
    way.extend(
        start
            .map(|port| Point::new(port.clear.x, port.at.y))
            .filter(|turn| way[0] != *turn),
    );
    for point in points.into_iter().chain([end.at]) {
        if way.last() == Some(&point) {
            continue;
        }
        if let [.., one, two] = way[..]
            && ((one.x == two.x && two.x == point.x) || (one.y == two.y && two.y == point.y))
        {
            way.pop();
        }
        way.push(point);
    }
    way
}
