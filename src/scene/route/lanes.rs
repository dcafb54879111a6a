//! Ways to the right between the nodes of the columns on the way: level beside nodes, curved from column to column.

use crate::base::gather::Gather;
use crate::base::order;
use crate::scene::geometry::{Path, Piece, Point, Rect, nearest_outside};
use crate::scene::route::ports::{Port, Side};

/// How far ways stay from nodes, and from each other where they run side by side.
const CLEARANCE: i32 = 10;
const APART: i32 = 4;

/// How far beside a column ways begin to run level.
const LEVEL: i32 = 6;

/// The lanes that are taken by ways so far.
#[derive(Default)]
pub struct Lanes {
    taken: Vec<Rect>,
}

impl Lanes {
    /// A way from a port to one that lies to the right; `None` where a port faces elsewhere.
    pub fn way(&mut self, start: Port, end: Port, nodes: &[Rect]) -> Option<Path> {
        if (start.side, end.side) != (Side::Right, Side::Left) || end.at.x - start.at.x < 24 {
            return None;
        }
        let mut path = Path {
            start: start.at,
            pieces: Vec::new(),
        };
        for column in columns(nodes, start.at.x, end.at.x) {
            let from = path.end();
            let (left, right) = (column.x - LEVEL, column.right() + LEVEL);
            if left <= from.x || right >= end.at.x {
                return None;
            }
            let y = self.nearest(column, ideal(from, end.at, column), nodes);
            path.pieces.extend(curve(from, Point::new(left, y)));
            path.pieces.push(Piece::Line(Point::new(right, y)));
            self.taken.push(Rect::new(left, y, right - left, 1));
        }
        path.pieces.extend(curve(path.end(), end.at));
        Some(path)
    }

    /// The free height nearest to `wanted` beside the nodes of a column.
    fn nearest(&self, column: Rect, wanted: i32, nodes: &[Rect]) -> i32 {
        let beside = |rect: &&Rect| rect.x < column.right() && column.x < rect.right();
        let nodes = nodes.iter().filter(beside).map(|node| node.grown(CLEARANCE));
        let ways = self.taken.iter().filter(beside).map(|way| way.grown(APART));
        let mut blocked: Vec<(i32, i32)> = nodes.chain(ways).map(|rect| (rect.y, rect.bottom())).gather();
        order::sort(&mut blocked);
        nearest_outside(&blocked, wanted)
    }
}

/// The nodes between two heads, as columns: what stands above each other is one.
fn columns(nodes: &[Rect], left: i32, right: i32) -> Vec<Rect> {
    let mut between: Vec<Rect> = nodes
        .iter()
        .filter(|node| left < node.x && node.right() < right)
        .copied()
        .gather();
    order::sort(&mut between);
    let mut columns: Vec<Rect> = Vec::new();
    for node in between {
        match columns.last_mut() {
            Some(column) if node.x < column.right() + 2 * LEVEL => *column = column.union(node),
            _ => columns.push(node),
        }
    }
    columns
}

/// The height at which a straight line would pass the middle of a column.
fn ideal(from: Point, to: Point, column: Rect) -> i32 {
    let (part, whole) = (column.middle().x - from.x, (to.x - from.x).max(1));
    from.y + (to.y - from.y) * part / whole
}

/// From one point to another further right: level at both ends.
fn curve(from: Point, to: Point) -> Option<Piece> {
    if from == to {
        return None;
    }
    let half = (to.x - from.x) / 2;
    Some(match from.y == to.y {
        true => Piece::Line(to),
        false => Piece::Curve(from.moved(half, 0), to.moved(-half, 0), to),
    })
}
