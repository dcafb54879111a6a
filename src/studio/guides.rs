//! What lines up while something is carried: edges and middles of other bodies, and equal gaps between neighbours. It
//! knows rectangles alone, and each axis for itself.

use crate::base::gather::Gather;
use crate::scene::geometry::{Point, Rect};

/// So near, in pixels of the canvas, places pull.
const PULL: i32 = 6;

/// Lines and gaps that are drawn while something is carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guides {
    pub lines: Vec<Guide>,
    /// Equal gaps, each from border to border.
    pub gaps: Vec<(Point, Point)>,
}

/// Bodies that line up: from the first of them to the last, with a cross in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    pub from: Point,
    pub to: Point,
    pub crosses: Vec<Point>,
}

/// Where one body reaches along an axis, and across it.
#[derive(Clone, Copy)]
struct Span {
    start: i32,
    end: i32,
    across: (i32, i32),
}

/// The two ways to look at rectangles.
#[derive(Clone, Copy)]
enum Axis {
    X,
    Y,
}

impl Axis {
    fn span(self, of: Rect) -> Span {
        let (x, y) = ((of.x, of.right()), (of.y, of.bottom()));
        let (along, across) = match self {
            Axis::X => (x, y),
            Axis::Y => (y, x),
        };
        Span {
            start: along.0,
            end: along.1,
            across,
        }
    }

    fn point(self, along: i32, across: i32) -> Point {
        match self {
            Axis::X => Point::new(along, across),
            Axis::Y => Point::new(across, along),
        }
    }
}

impl Span {
    /// Middle, start and end: what lines up with the same of others.
    fn anchors(self) -> [i32; 3] {
        [(self.start + self.end) / 2, self.start, self.end]
    }

    fn middle_across(self) -> i32 {
        (self.across.0 + self.across.1) / 2
    }

    /// Whether both stand in one row.
    fn is_beside(self, other: Span) -> bool {
        self.across.0 < other.across.1 && other.across.0 < self.across.1
    }
}

/// How far something is pulled along each axis, where anything pulls.
pub fn pull(wanted: Rect, others: &[Rect]) -> (Option<i32>, Option<i32>) {
    (pulled(Axis::X, wanted, others), pulled(Axis::Y, wanted, others))
}

/// What lines up with something that stands here.
pub fn guides(placed: Rect, others: &[Rect]) -> Guides {
    let mut guides = Guides::default();
    for axis in [Axis::X, Axis::Y] {
        let spans: Vec<Span> = others.iter().map(|other| axis.span(*other)).gather();
        let own = axis.span(placed);
        guides.lines.extend(line(axis, own, &spans));
        let gaps = equal_gaps(own, &spans);
        guides.gaps.extend(gaps.into_iter().map(|(from, to)| {
            let across = own.middle_across();
            (axis.point(from, across), axis.point(to, across))
        }));
    }
    guides
}

fn pulled(axis: Axis, wanted: Rect, others: &[Rect]) -> Option<i32> {
    let spans: Vec<Span> = others.iter().map(|other| axis.span(*other)).gather();
    let own = axis.span(wanted);
    let mut best: Option<i32> = None;
    let mut consider = |by: i32| {
        if by.abs() <= PULL && best.is_none_or(|best| by.abs() < best.abs()) {
            best = Some(by);
        }
    };
    for span in &spans {
        for (own, other) in own.anchors().into_iter().zip(span.anchors()) {
            consider(other - own);
        }
    }
    for start in evenly(own, &spans) {
        consider(start - own.start);
    }
    best
}

/// The nearest bodies in the same row, before and behind. What is carried may overlap them a little.
fn neighbours(own: Span, spans: &[Span]) -> (Option<Span>, Option<Span>) {
    let row = || spans.iter().copied().filter(|span| span.is_beside(own));
    let before = row()
        .filter(|span| span.end <= own.start + PULL)
        .max_by_key(|span| span.end);
    let behind = row()
        .filter(|span| span.start >= own.end - PULL)
        .min_by_key(|span| span.start);
    (before, behind)
}

/// Where it would begin so that gaps are equal.
fn evenly(own: Span, spans: &[Span]) -> Vec<i32> {
    let length = own.end - own.start;
    let (before, behind) = neighbours(own, spans);
    let mut starts = Vec::new();
    if let (Some(before), Some(behind)) = (before, behind) {
        starts.push((before.end + behind.start - length) / 2);
    }
    if let Some(before) = before
        && let (Some(further), _) = neighbours(before, spans)
    {
        starts.push(before.end + before.start - further.end);
    }
    if let Some(behind) = behind
        && let (_, Some(further)) = neighbours(behind, spans)
    {
        starts.push(behind.start - (further.start - behind.end) - length);
    }
    starts
}

/// The gaps at its sides that are equal to each other, or to the next ones.
fn equal_gaps(own: Span, spans: &[Span]) -> Vec<(i32, i32)> {
    let (before, behind) = neighbours(own, spans);
    let before_gap = before.map(|before| (before.end, own.start));
    let behind_gap = behind.map(|behind| (own.end, behind.start));
    let length = |gap: (i32, i32)| gap.1 - gap.0;
    let further_before = before.and_then(|before| Some((neighbours(before, spans).0?.end, before.start)));
    let further_behind = behind.and_then(|behind| Some((behind.end, neighbours(behind, spans).1?.start)));
    let pairs = [
        (before_gap, behind_gap),
        (further_before, before_gap),
        (behind_gap, further_behind),
    ];
    let mut gaps: Vec<(i32, i32)> = Vec::new();
    for (one, other) in pairs {
        if let (Some(one), Some(other)) = (one, other)
            && length(one) > 0
            && (length(one) - length(other)).abs() <= 1
        {
            for gap in [one, other] {
                if !gaps.contains(&gap) {
                    gaps.push(gap);
                }
            }
        }
    }
    gaps
}

/// The line through all that line up with it: by their middles, else by a side.
fn line(axis: Axis, own: Span, spans: &[Span]) -> Option<Guide> {
    (0..3).find_map(|anchor| {
        let along = own.anchors()[anchor];
        let same = spans.iter().filter(|span| span.anchors()[anchor] == along);
        let mut all: Vec<Span> = same.copied().gather();
        if all.is_empty() {
            return None;
        }
        all.push(own);
        let ends = all.iter().map(|span| span.across);
        let (from, to) = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
        Some(Guide {
            from: axis.point(along, from),
            to: axis.point(along, to),
            crosses: all
                .iter()
                .map(|span| axis.point(along, span.middle_across()))
                .gather(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_middle_or_side_pulls_on_each_axis() {
        let others = [Rect::new(0, 0, 100, 40), Rect::new(300, 104, 60, 40)];
        assert_eq!(pull(Rect::new(3, 200, 100, 40), &others), (Some(-3), None));
        assert_eq!(pull(Rect::new(200, 100, 60, 40), &others).1, Some(4));
        assert_eq!(pull(Rect::new(150, 60, 20, 20), &others), (None, None));
    }

    #[test]
    fn equal_gaps_pull_between_two_and_behind_two() {
        let row = [Rect::new(0, 0, 50, 40), Rect::new(100, 1, 50, 40)];
        // Behind two that are 50 apart.
        assert_eq!(pull(Rect::new(204, 3, 30, 31), &row).0, Some(-4));
        let far = [Rect::new(0, 0, 50, 40), Rect::new(200, 1, 50, 40)];
        assert_eq!(pull(Rect::new(112, 8, 30, 30), &far).0, Some(-2));
        let guides = guides(Rect::new(110, 8, 30, 30), &far);
        assert_eq!(
            guides.gaps,
            [
                (Point::new(50, 23), Point::new(110, 23)),
                (Point::new(140, 23), Point::new(200, 23))
            ]
        );
    }

    #[test]
    fn a_line_goes_through_all_that_line_up() {
        let others = [Rect::new(0, 0, 100, 40), Rect::new(0, 300, 100, 40)];
        let found = guides(Rect::new(20, 120, 60, 40), &others);
        assert_eq!(found.lines.len(), 1);
        assert_eq!(
            (found.lines[0].from, found.lines[0].to),
            (Point::new(50, 0), Point::new(50, 340))
        );
        assert_eq!(found.lines[0].crosses.len(), 3);
    }
}
