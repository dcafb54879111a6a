//! Where pills lie on their edges: near the middle, on nothing else. Those of one edge form a stack.

use crate::base::gather::Gather;
use crate::scene::edge::{PILL_HEIGHT, PILL_PADDING, WIDEST_PILL};
use crate::scene::geometry::{Path, Point, Rect};
use crate::scene::measure::{Font, width};
use crate::scene::plan::{Gate, Plan};
use std::rc::Rc;

/// The space between the pills of a stack.
const GAP: i32 = 4;

/// Parts of the way that are tried, in hundredths, the best first: near its end, ways lie further apart.
const TRIED: [u32; 23] = [
    55, 58, 62, 50, 66, 70, 46, 74, 78, 42, 82, 86, 38, 90, 34, 30, 94, 26, 22, 18, 14, 10, 6,
];

/// What it costs that another way runs behind a pill, for each pixel; against what is covered, in square pixels.
const CROSSED: i64 = 12;

/// How far apart the points are at which other ways are looked at, in pixels.
const SPACING: u32 = 4;

/// So many points of a way are looked at: on one across the whole canvas they are farther apart.
const MOST_POINTS: u32 = 4_000;

/// Beyond this many ways, pills look at nodes and at each other only.
const MANY: usize = 120;

/// The width of a gate's pill; 0 where it has none.
pub fn pill_width(gate: &Gate) -> i32 {
    match gate {
        Gate::Binding { text, .. } if text.is_empty() => 0,
        Gate::Binding { text, .. } => width(Font::Key, text).min(WIDEST_PILL) + PILL_PADDING,
        Gate::Word(text) => text.width() + PILL_PADDING,
    }
}

/// The places of all pills, for each edge and gate.
pub fn place(plan: &Plan, paths: &[Rc<Path>], nodes: &[Rect]) -> Vec<Vec<Rect>> {
    let mut taken: Vec<Rect> = Vec::new();
    let mut all = Vec::new();
    let near = if paths.len() <= MANY { paths } else { &[] };
    let lines: Vec<Vec<(f64, f64)>> = near.iter().map(|path| points(path)).gather();
    for (at, (edge, path)) in plan.edges.iter().zip(paths).enumerate() {
        let widths: Vec<i32> = edge.gates.iter().map(pill_width).gather();
        let shown = widths.iter().filter(|&&width| width > 0).count() as i32;
        let size = (
            widths.iter().copied().max().unwrap_or(0),
            (PILL_HEIGHT + GAP) * shown - GAP,
        );
        let Some(stack) = best_place(path, size, nodes, &taken, &crossing(&lines, at)).filter(|_| shown > 0)
        else {
            all.push(vec![Rect::default(); widths.len()]);
            continue;
        };
        taken.push(stack.grown(2));
        let mut y = stack.y;
        let pills = widths.iter().map(|&width| {
            if width == 0 {
                return Rect::default();
            }
            let pill = Rect::new(stack.middle().x - width / 2, y, width, PILL_HEIGHT);
            y += PILL_HEIGHT + GAP;
            pill
        });
        all.push(pills.gather());
    }
    all
}

/// The place of a stack on its way that covers least of anything else.
fn best_place(
    path: &Path,
    (width, height): (i32, i32),
    nodes: &[Rect],
    taken: &[Rect],
    others: &[(f64, f64)],
) -> Option<Rect> {
    let track = path.track();
    let candidates = TRIED.iter().map(|&part| {
        let (x, y) = track.at(f64::from(part) / 100.0);
        Rect::new(
            x.round() as i32 - width / 2,
            y.round() as i32 - height / 2,
            width,
            height,
        )
    });
    candidates.min_by_key(|stack| {
        let covered =
            |others: &[Rect]| -> i64 { others.iter().map(|other| common_area(*stack, *other)).sum() };
        let inside = stack.grown(3);
        let behind = others
            .iter()
            .filter(|&&(x, y)| inside.contains(Point::new(x as i32, y as i32)));
        covered(nodes) + covered(taken) + behind.count() as i64 * i64::from(SPACING) * CROSSED
    })
}

fn points(path: &Path) -> Vec<(f64, f64)> {
    let track = path.track();
    let apart = track.length() as u32 / MOST_POINTS;
    track.spaced(apart.max(SPACING))
}

/// The points of all other ways.
fn crossing(lines: &[Vec<(f64, f64)>], own: usize) -> Vec<(f64, f64)> {
    let others = lines.iter().enumerate().filter(|&(at, _)| at != own);
    others.flat_map(|(_, line)| line.iter().copied()).gather()
}

fn common_area(one: Rect, other: Rect) -> i64 {
    let width = one.right().min(other.right()) - one.x.max(other.x);
    let height = one.bottom().min(other.bottom()) - one.y.max(other.y);
    i64::from(width.max(0)) * i64::from(height.max(0))
}
