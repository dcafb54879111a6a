//! Where everything stands: every node's place, and every edge's way. Nodes that the document puts somewhere stay there;
//! the others are laid out from left to right, and nothing is drawn on anything else.
//!
//! The same plan always gives the same layout. It depends on the document only, never on the step.

mod columns;
mod lanes;
mod piles;
mod rows;

use crate::base::gather::Gather;
use crate::base::order;
use crate::model::Node;
use crate::scene::geometry::{Point, Rect, nearest_outside};
use crate::scene::node::NodeKind;
use crate::scene::plan::Plan;
use crate::scene::route::{Route, pill_width, routes};
use crate::scene::shape::Shape;
use columns::{Columns, Links};
use lanes::Lanes;
use rows::Reach;

/// The free space around the whole picture.
const MARGIN: i32 = 32;

/// The least space between two columns, beside the pills in it.
const GUTTER: i32 = 64;

/// The space between two piles, beside the gutter.
const BETWEEN: i32 = 32;

/// Places and ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// For each node of the plan.
    pub places: Vec<Place>,
    /// For each edge of the plan.
    pub routes: Vec<Route>,
    /// Everything with its labels.
    pub bounds: Rect,
}

/// Where a node stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub at: Point,
    pub shape: Shape,
    pub flipped: bool,
}

impl Place {
    /// The body on the canvas.
    pub fn body(&self) -> Rect {
        moved(self.shape.body, self.at)
    }

    /// Body and labels on the canvas.
    pub fn bounds(&self) -> Rect {
        moved(self.shape.bounds, self.at)
    }
}

fn moved(rect: Rect, by: Point) -> Rect {
    Rect::new(rect.x + by.x, rect.y + by.y, rect.width, rect.height)
}

impl Layout {
    /// Lays a plan out.
    pub fn of(plan: &Plan) -> Layout {
        let links = Links::of(plan);
        let columns = Columns::of(plan, &links);
        let mut places: Vec<Place> = plan
            .nodes
            .iter()
            .zip(&columns.flipped)
            .map(|(node, &flipped)| Place {
                at: Point::default(),
                shape: Shape::of(node, flipped),
                flipped,
            })
            .gather();
        let boxes: Vec<Rect> = places.iter().map(|place| place.shape.bounds).gather();
        let mut left = MARGIN;
        for pile in piles::piles(&columns.columns, &links, &boxes) {
            left = arrange(plan, &links, &pile, left, &mut places) + BETWEEN;
        }
        keep_positions(plan, &mut places);
        let routes = routes(plan, &places);
        let boxes = places.iter().map(Place::bounds);
        let ways = routes.iter().map(Route::bounds);
        let bounds = boxes.chain(ways).reduce(Rect::union).unwrap_or_default();
        Layout {
            places,
            routes,
            bounds: bounds.grown(MARGIN),
        }
    }

    /// Where the nodes stand, for a document that is to remember it.
    pub fn positions(&self, plan: &Plan) -> impl Iterator<Item = (Node, Point)> {
        let nodes = plan.nodes.iter().zip(&self.places);
        nodes
            .filter(|(node, _)| node.kind != NodeKind::Note)
            .map(|(node, place)| (node.id.clone(), place.at))
    }

    /// A free place for something with these bounds, as near as possible to `wanted`: straight below or above it.
    pub fn free_place(&self, bounds: Rect, wanted: Point) -> Point {
        let taken: Vec<Rect> = self
            .places
            .iter()
            .map(|place| place.bounds().grown(rows::GAP / 2))
            .gather();
        nearest_free(bounds, wanted, &taken)
    }
}

/// Columns from left to right, rows from top to bottom. Answers where the next pile may begin.
fn arrange(plan: &Plan, links: &Links, columns: &[Vec<usize>], mut left: i32, places: &mut [Place]) -> i32 {
    let reaches: Vec<Reach> = places
        .iter()
        .map(|place| Reach {
            above: -place.shape.bounds.y,
            below: place.shape.bounds.bottom(),
        })
        .gather();
    let mut lanes = Lanes::of(columns, links, &reaches);
    let heights = rows::rows(&mut lanes.columns, &lanes.links, &lanes.reaches);
    let drawn = || columns.iter().flatten();
    let top = drawn()
        .map(|&at| heights[at] - reaches[at].above)
        .min()
        .unwrap_or(0);
    for (column, gap) in columns.iter().zip(gaps(plan, links, columns)) {
        // Unlike kinds share a column by the left sides of their bodies, where edges enter.
        let body_x = |at: usize| places[at].shape.body.x;
        let reaches_left = column.iter().map(|&at| body_x(at) - places[at].shape.bounds.x);
        let reaches_right = column
            .iter()
            .map(|&at| places[at].shape.bounds.right() - body_x(at));
        let (reach_left, reach_right) = (reaches_left.max().unwrap_or(0), reaches_right.max().unwrap_or(0));
        for &at in column {
            let x = left + reach_left - places[at].shape.body.x;
            places[at].at = Point::new(x, heights[at] + MARGIN - top);
        }
        left += reach_left + reach_right + gap;
    }
    left
}

/// The space behind each column: as much as the widest pill on an edge from there to the right needs.
fn gaps(plan: &Plan, links: &Links, columns: &[Vec<usize>]) -> Vec<i32> {
    let mut column_of = vec![None; plan.nodes.len()];
    for (number, column) in columns.iter().enumerate() {
        for &at in column {
            column_of[at] = Some(number);
        }
    }
    let mut gaps = vec![GUTTER; columns.len()];
    for (&(from, to, _), edge) in links.links.iter().zip(&plan.edges) {
        if let (Some(from), Some(to)) = (column_of[from], column_of[to])
            && to > from
        {
            let widest = edge.gates.iter().map(pill_width).max().unwrap_or(0);
            // A long way has room elsewhere too; its pill stands before its last column.
            gaps[to - 1] = gaps[to - 1].max(widest + GUTTER);
        }
    }
    gaps
}

/// Nodes that the document puts somewhere go there; the others follow them, and make way.
fn keep_positions(plan: &Plan, places: &mut [Place]) {
    let fixed: Vec<Option<Point>> = plan.nodes.iter().map(|node| node.position).gather();
    let drawn_and_fixed: Vec<usize> = (0..places.len())
        .filter(|&at| fixed[at].is_some() && plan.nodes[at].kind != NodeKind::Note)
        .gather();
    let count = drawn_and_fixed.len() as i32;
    let offset = |part: fn(Point) -> i32| {
        let sum: i32 = drawn_and_fixed
            .iter()
            .filter_map(|&at| fixed[at].map(|point| part(point) - part(places[at].at)))
            .sum();
        sum.checked_div(count).unwrap_or(0)
    };
    let (x, y) = (offset(|point| point.x), offset(|point| point.y));
    let mut taken = Vec::new();
    for (place, fixed) in places.iter_mut().zip(&fixed) {
        match fixed {
            Some(point) => {
                place.at = *point;
                taken.push(place.bounds().grown(rows::GAP / 2));
            }
            None => place.at = place.at.moved(x, y),
        }
    }
    for (place, fixed) in places.iter_mut().zip(&fixed) {
        if fixed.is_none() {
            place.at = nearest_free(place.shape.bounds, place.at, &taken);
            taken.push(place.bounds().grown(rows::GAP / 2));
        }
    }
}

/// The place nearest to `wanted`, straight below or above it, where `bounds` lies on nothing that is taken.
fn nearest_free(bounds: Rect, wanted: Point, taken: &[Rect]) -> Point {
    let is_free = |y: i32| {
        let bounds = moved(bounds, Point::new(wanted.x, y)).grown(rows::GAP / 2 - 1);
        !taken.iter().any(|other| other.overlaps(bounds))
    };
    if is_free(wanted.y) {
        return wanted;
    }
    let across = moved(bounds, wanted).grown(rows::GAP / 2 - 1);
    let mut spans: Vec<(i32, i32)> = taken
        .iter()
        .filter(|other| other.x < across.right() && across.x < other.right())
        .map(|other| {
            let above = other.y - bounds.bottom() - rows::GAP / 2 - 1;
            let below = other.bottom() - bounds.y + rows::GAP / 2 + 1;
            (above, below)
        })
        .gather();
    order::sort(&mut spans);
    Point::new(wanted.x, nearest_outside(&spans, wanted.y))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
