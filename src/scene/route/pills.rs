//! Where pills lie on their edges: near the middle, on nothing else. Those of one edge form a stack.

use crate::scene::edge::{PILL_HEIGHT, PILL_PADDING, WIDEST_PILL};
use crate::scene::geometry::{Path, Rect};
use crate::scene::measure::{Font, width};
use crate::scene::plan::{Gate, Plan};
use std::rc::Rc;

/// The space between the pills of a stack.
const GAP: i32 = 4;

/// Parts of the way that are tried, in hundredths, the best first.
const TRIED: [u32; 15] = [55, 50, 60, 45, 65, 40, 70, 35, 75, 30, 80, 25, 85, 20, 15];

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
    for (edge, path) in plan.edges.iter().zip(paths) {
        let widths: Vec<i32> = edge.gates.iter().map(pill_width).collect();
        let shown = widths.iter().filter(|&&width| width > 0).count() as i32;
        let size = (
            widths.iter().copied().max().unwrap_or(0),
            (PILL_HEIGHT + GAP) * shown - GAP,
        );
        let Some(stack) = best_place(path, size, nodes, &taken).filter(|_| shown > 0) else {
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
        all.push(pills.collect());
    }
    all
}

/// The place of a stack on its way that covers least of anything else.
fn best_place(path: &Path, (width, height): (i32, i32), nodes: &[Rect], taken: &[Rect]) -> Option<Rect> {
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
        covered(nodes) + covered(taken)
    })
}

fn common_area(one: Rect, other: Rect) -> i64 {
    let width = one.right().min(other.right()) - one.x.max(other.x);
    let height = one.bottom().min(other.bottom()) - one.y.max(other.y);
    i64::from(width.max(0)) * i64::from(height.max(0))
}
