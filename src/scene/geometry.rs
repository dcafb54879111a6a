//! Points, rectangles and paths. Whole pixels; positions along a path are floating point, because only the eye sees them.

use crate::base::gather::Gather;
pub use crate::model::Point;
use std::fmt::Write;

impl Point {
    /// The point at `x` and `y`.
    pub const fn new(x: i32, y: i32) -> Self {
        Point { x, y }
    }

    /// This point, moved.
    pub const fn moved(self, x: i32, y: i32) -> Self {
        Point::new(self.x + x, self.y + y)
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    /// The rectangle with this top left corner and size.
    pub const fn new(x: i32, y: i32, width: i32, height: i32) -> Self {
        Rect { x, y, width, height }
    }

    /// The rectangle of this size around `middle`.
    pub const fn around(middle: Point, width: i32, height: i32) -> Self {
        Rect::new(middle.x - width / 2, middle.y - height / 2, width, height)
    }

    pub const fn right(self) -> i32 {
        self.x + self.width
    }

    pub const fn bottom(self) -> i32 {
        self.y + self.height
    }

    pub const fn middle(self) -> Point {
        Point::new(self.x + self.width / 2, self.y + self.height / 2)
    }

    /// This rectangle, moved.
    pub const fn moved(self, by: Point) -> Self {
        Rect::new(self.x + by.x, self.y + by.y, self.width, self.height)
    }

    /// This rectangle, larger by `by` on each side.
    pub const fn grown(self, by: i32) -> Self {
        Rect::new(
            self.x - by,
            self.y - by,
            self.width + 2 * by,
            self.height + 2 * by,
        )
    }

    /// Whether the two share some area.
    pub const fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The part that both cover; without any size where there is none.
    pub fn common(self, other: Rect) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (right, bottom) = (self.right().min(other.right()), self.bottom().min(other.bottom()));
        Rect::new(x, y, (right - x).max(0), (bottom - y).max(0))
    }

    /// Whether the point is inside or on the border.
    pub const fn contains(self, point: Point) -> bool {
        self.x <= point.x && point.x <= self.right() && self.y <= point.y && point.y <= self.bottom()
    }

    /// The smallest rectangle that covers both.
    pub fn union(self, other: Rect) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Rect::new(
            x,
            y,
            self.right().max(other.right()) - x,
            self.bottom().max(other.bottom()) - y,
        )
    }
}

/// A piece of a path, from where the piece before it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    Line(Point),
    /// A cubic curve: two control points and the end.
    Curve(Point, Point, Point),
}

impl Piece {
    /// Where the piece ends.
    pub const fn end(self) -> Point {
        match self {
            Piece::Line(end) | Piece::Curve(_, _, end) => end,
        }
    }
}

/// A way across the canvas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    pub start: Point,
    pub pieces: Vec<Piece>,
}

/// A curve is measured and followed in this many straight parts.
const PARTS: i32 = 16;

impl Path {
    /// A straight way.
    pub fn line(start: Point, end: Point) -> Self {
        Path {
            start,
            pieces: vec![Piece::Line(end)],
        }
    }

    /// Where the path ends.
    pub fn end(&self) -> Point {
        self.pieces.last().map_or(self.start, |piece| piece.end())
    }

    /// The path as SVG writes it.
    pub fn d(&self) -> String {
        let mut d = format!("M{} {}", self.start.x, self.start.y);
        for piece in &self.pieces {
            let written = match piece {
                Piece::Line(end) => write!(d, "L{} {}", end.x, end.y),
                Piece::Curve(one, two, end) => {
                    write!(d, "C{} {} {} {} {} {}", one.x, one.y, two.x, two.y, end.x, end.y)
                }
            };
            debug_assert!(written.is_ok(), "writing to a text cannot fail");
        }
        d
    }

    /// The path as straight parts, as near as the eye needs.
    pub fn flat(&self) -> Vec<(f64, f64)> {
        let mut points = vec![exact(self.start)];
        let mut from = self.start;
        for piece in &self.pieces {
            match *piece {
                Piece::Line(end) => points.push(exact(end)),
                Piece::Curve(one, two, end) => {
                    points.extend((1..=PARTS).map(|part| on_curve(from, one, two, end, part)));
                }
            }
            from = piece.end();
        }
        points
    }

    /// The path, prepared for being followed many times.
    pub fn track(&self) -> Track {
        let points = self.flat();
        let mut lengths = vec![0.0];
        for pair in points.windows(2) {
            let (x, y) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            lengths.push(lengths[lengths.len() - 1] + x.hypot(y));
        }
        Track { points, lengths }
    }

    /// The direction in which the path ends, in whole degrees clockwise from right.
    pub fn heading(&self) -> i32 {
        let points = self.flat();
        let end = points[points.len() - 1];
        let before = points.iter().rev().find(|point| **point != end);
        before.map_or(0, |before| {
            (end.1 - before.1).atan2(end.0 - before.0).to_degrees().round() as i32
        })
    }
}

/// A path cut into straight parts with their lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    points: Vec<(f64, f64)>,
    /// The length of the way up to each point.
    lengths: Vec<f64>,
}

impl Track {
    /// Points on the way, so many pixels apart.
    pub fn spaced(&self, pixels: u32) -> Vec<(f64, f64)> {
        let count = (self.length() / f64::from(pixels)).ceil().max(1.0) as u32;
        (0..=count)
            .map(|at| self.at(f64::from(at) / f64::from(count)))
            .gather()
    }

    /// How long the way is.
    pub fn length(&self) -> f64 {
        self.lengths[self.lengths.len() - 1]
    }

    /// The place at a fraction of the way, by length.
    pub fn at(&self, fraction: f64) -> (f64, f64) {
        let goal = fraction.clamp(0.0, 1.0) * self.length();
        let after = self.lengths.partition_point(|length| *length < goal);
        if after == 0 {
            return self.points[0];
        }
        let (from, to) = (self.points[after - 1], self.points[after]);
        let part = (goal - self.lengths[after - 1]) / (self.lengths[after] - self.lengths[after - 1]);
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
    }
}

fn exact(point: Point) -> (f64, f64) {
    (f64::from(point.x), f64::from(point.y))
}

fn on_curve(from: Point, one: Point, two: Point, end: Point, part: i32) -> (f64, f64) {
    let t = f64::from(part) / f64::from(PARTS);
    let along = |a: i32, b: i32, c: i32, d: i32| {
        let s = 1.0 - t;
        s * s * s * f64::from(a)
            + 3.0 * s * s * t * f64::from(b)
            + 3.0 * s * t * t * f64::from(c)
            + t * t * t * f64::from(d)
    };
    (
        along(from.x, one.x, two.x, end.x),
        along(from.y, one.y, two.y, end.y),
    )
}

/// The number nearest to `wanted` that lies inside none of the spans, which come in order; their ends are outside. Of two
/// that are as near, the lesser one.
pub fn nearest_outside(spans: &[(i32, i32)], wanted: i32) -> i32 {
    let mut spans = spans.iter().copied().peekable();
    while let Some((top, mut bottom)) = spans.next() {
        while let Some((_, further)) = spans.next_if(|&(start, _)| start < bottom) {
            bottom = bottom.max(further);
        }
        if top < wanted && wanted < bottom {
            let is_lower_nearer = bottom - wanted < wanted - top;
            return if is_lower_nearer { bottom } else { top };
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_followed_by_length() {
        let path = Path {
            start: Point::new(0, 0),
            pieces: vec![Piece::Line(Point::new(30, 0)), Piece::Line(Point::new(30, 10))],
        };
        let track = path.track();
        assert_eq!(track.length(), 40.0);
        assert_eq!(track.at(0.0), (0.0, 0.0));
        assert_eq!(track.at(0.5), (20.0, 0.0));
        assert_eq!(track.at(1.0), (30.0, 10.0));
        assert_eq!(path.heading(), 90);
        assert_eq!(path.d(), "M0 0L30 0L30 10");
    }

    #[test]
    fn a_path_of_no_length_stays_where_it_is() {
        let track = Path::line(Point::new(5, 5), Point::new(5, 5)).track();
        assert_eq!(track.at(0.7), (5.0, 5.0));
    }

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        let one = Rect::new(0, 0, 10, 10);
        assert!(!one.overlaps(Rect::new(10, 0, 5, 5)));
        assert!(one.overlaps(Rect::new(9, 9, 5, 5)));
        assert_eq!(one.union(Rect::new(20, 5, 5, 5)), Rect::new(0, 0, 25, 10));
    }

    #[test]
    fn the_nearest_free_height_is_found() {
        let spans = [(0, 10), (5, 20), (20, 30), (40, 50)];
        let found = [-3, 0, 1, 9, 11, 20, 24, 26, 35, 45, 46].map(|wanted| nearest_outside(&spans, wanted));
        assert_eq!(found, [-3, 0, 0, 0, 20, 20, 20, 30, 35, 40, 50]);
    }

    #[test]
    fn it_is_what_trying_each_height_finds() {
        for seed in 0..2_000u64 {
            let draw = |at: u64| crate::base::hash::of_words(&[seed, at]) % 40;
            let mut spans: Vec<(i32, i32)> = (0..draw(0) % 8)
                .map(|at| {
                    (
                        draw(2 * at + 1) as i32,
                        (draw(2 * at + 1) + 1 + draw(2 * at + 2) % 9) as i32,
                    )
                })
                .collect();
            spans.sort();
            let is_free = |y: i32| spans.iter().all(|&(top, bottom)| y <= top || bottom <= y);
            let wanted = draw(99) as i32;
            let nearest = (-20..80)
                .filter(|&y| is_free(y))
                .min_by_key(|&y| ((y - wanted).abs(), y));
            assert_eq!(
                Some(nearest_outside(&spans, wanted)),
                nearest,
                "{spans:?} {wanted}"
            );
        }
    }
}
