//! Edges and the pills on them.

use crate::export::svg::paper::{Paper, Sign, Type, number};
use crate::scene::edge::{EdgeKind, EdgeState, EdgeView, PillMark, PillView};
use crate::scene::geometry::Rect;
use crate::scene::node::Anchor;
use crate::scene::sign;
use crate::scene::svg::written;

/// Colour, width and dashes of a line.
type Stroke = (&'static str, &'static str, &'static str);

fn stroke(edge: &EdgeView) -> Stroke {
    let (colour, width, dashes) = match edge.id.kind {
        EdgeKind::DeadLetter => ("edge-dlx", "1.5", "6 4.5"),
        EdgeKind::Alternate => ("edge", "1.75", "1.5 5"),
        EdgeKind::Publish | EdgeKind::Binding | EdgeKind::Consume => ("edge", "1.5", ""),
    };
    match edge.state {
        EdgeState::Idle => (colour, width, dashes),
        EdgeState::Hot => ("now", "2.5", dashes),
        EdgeState::NotMatched => (colour, "1", dashes),
        EdgeState::Cut => ("bad", "1.5", "3 5"),
        EdgeState::Absent => (colour, "1", "1.5 5"),
    }
}

/// The line of an edge with its arrow.
pub fn edge(paper: &mut Paper, edge: &EdgeView) {
    let (colour, width, dashes) = stroke(edge);
    let colour = paper.ink(colour);
    paper.path(
        &edge.d,
        &[
            ("fill", "none"),
            ("stroke", colour),
            ("stroke-width", width),
            ("stroke-linecap", "round"),
            ("stroke-dasharray", dashes),
        ],
    );
    let arrow = [edge.arrow.x, edge.arrow.y, edge.heading].map(f64::from);
    let place = written("translate(# #) rotate(#)", &arrow);
    paper.path(
        "M0 0L-7 -3.64L-7 3.64Z",
        &[("transform", &place), ("fill", colour)],
    );
    if edge.state == EdgeState::Cut {
        let (x, y) = edge.path.track().at(0.5);
        let ground = paper.ink("canvas");
        paper.group(x, y);
        paper.circle(8.0, &[("fill", ground)]);
        paper.path(
            "M-6 6l4-12M2 6l4-12",
            &[
                ("stroke", colour),
                ("stroke-width", "2"),
                ("stroke-linecap", "round"),
            ],
        );
        paper.end();
    }
}

/// The pills of an edge.
pub fn pills(paper: &mut Paper, edge: &EdgeView) {
    for view in &edge.pills {
        pill(paper, view);
    }
}

fn pill(paper: &mut Paper, pill: &PillView) {
    // The rectangle's line, its width and dashes; the words; the disc behind the sign, and the sign.
    let (line, width, dashes, words, disc, mark) = match pill.mark {
        PillMark::None => ("line-2", "1", "", "ink", "", None),
        PillMark::Matched => ("ok", "1.5", "", "ink", "ok", Some((sign::TICK, "ok-on"))),
        PillMark::NotMatched => (
            "line-3",
            "1",
            "3 2.5",
            "ink-3",
            "ink-3",
            Some((sign::CROSS, "panel")),
        ),
        PillMark::DeadLetter => (
            "edge-dlx",
            "1",
            "",
            "queue-ink",
            "",
            Some((sign::DEAD_LETTER, "queue-ink")),
        ),
        PillMark::DeadLetterNow => (
            "now",
            "1.5",
            "",
            "now-ink",
            "",
            Some((sign::DEAD_LETTER, "now-ink")),
        ),
    };
    let ground = if pill.mark == PillMark::NotMatched {
        "canvas"
    } else {
        "raised"
    };
    let (ground, line, words) = (paper.ink(ground), paper.ink(line), paper.ink(words));
    let (place, middle) = (pill.rect, f64::from(pill.rect.height) / 2.0);
    paper.group(place.x.into(), place.y.into());
    if pill.title != pill.text {
        paper.title(&pill.title);
    }
    paper.rect(
        Rect::new(0, 0, place.width, place.height),
        place.height / 2,
        &[
            ("fill", ground),
            ("stroke", line),
            ("stroke-width", width),
            ("stroke-dasharray", dashes),
        ],
    );
    if let Some((d, stroke)) = mark {
        let (size, weight) = if disc.is_empty() {
            (11.0, "2")
        } else {
            (8.0, "2.4")
        };
        paper.group(11.5, middle);
        if !disc.is_empty() {
            let disc = paper.ink(disc);
            paper.circle(6.0, &[("fill", disc)]);
        }
        let stroke = paper.ink(stroke);
        paper.sign(&Sign {
            d,
            size,
            stroke,
            width: weight,
            is_solid: false,
        });
        paper.end();
    }
    let (x, anchor) = match mark {
        Some(_) => (21.0, Anchor::Start),
        None => (f64::from(place.width) / 2.0, Anchor::Middle),
    };
    let style = Type {
        mono: pill.is_key,
        anchor,
        ..Type::middle(11.0, "500", words)
    };
    paper.say(x, middle + 0.5, &pill.text, style);
    paper.end();
}

/// A dark pill with a number, to the right of the origin.
pub fn count(paper: &mut Paper, words: &str, y: i32) {
    let width = words.chars().count() as f64 * 5.5 + 6.0;
    let (ground, ink) = (paper.ink("ink"), paper.ink("on-ink"));
    paper.group(11.0, y.into());
    paper.shape(
        "rect",
        &[
            ("x", &number(-width / 2.0)),
            ("y", "-6"),
            ("width", &number(width)),
            ("height", "12"),
            ("rx", "6"),
            ("fill", ground),
        ],
    );
    paper.say(0.0, 0.4, words, Type::middle(9.0, "700", ink));
    paper.end();
}
