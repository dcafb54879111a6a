//! What lies over the picture while something is done with the drawing: the ghost of what is placed, the frame that
//! chooses, edges on their way.

use crate::scene::geometry::Point;
use crate::scene::geometry::Rect;
use crate::scene::node::NodeKind;
use crate::scene::svg::written;
use crate::studio::Studio;
use crate::studio::guides::{Guide, Guides};
use crate::studio::panels::sketch::{Carried, Goal};
use crate::web::canvas::node::{class, drawing, rounded_diamond};
use crate::web::icon::{Icon, sign};
use crate::web::painter::Brush;
use crate::web::same::Bit;
use crate::web::shapes::{circle, g, moved, path, rect, text};
use crate::web::tag::Tag;

/// What the sketch shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(studio.sketch())]
}

/// The sketch, which the pointer never points at.
pub fn sketch(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let sketch = studio.sketch();
    let ghost = sketch.ghost.as_ref().map(|(node, at)| {
        let drawn = drawing(g("node").class(class(node.kind)), node);
        moved(at.x, at.y).class("is-ghost").child(drawn)
    });
    g("sketch")
        .set("aria-hidden", "true")
        .child(sketch.lit.as_ref().map(|way| path("e-lit", way.clone())))
        .child(sketch.carried.as_ref().map(carried))
        .child(sketch.line.as_ref().map(|line| path("e draw", line.clone())))
        .children(sketch.goals.iter().map(goal))
        .child(sketch.refused.map(no_entry))
        .child(sketch.frame.map(|frame| rect("marq", frame, 0)))
        .child(ghost)
        .child(sketch.spot.map(|at| moved(at.x, at.y).child(circle("spot", 9.0))))
        .child(guides(&sketch.guides))
}

/// Lines through what lines up, with crosses, and the lengths of gaps that are equal.
fn guides(guides: &Guides) -> Tag {
    let lines = guides.lines.iter().map(line);
    g("guides").children(lines).children(guides.gaps.iter().map(gap))
}

fn line(guide: &Guide) -> Tag {
    let Guide { from, to, crosses } = guide;
    let ends = [from.x, from.y, to.x, to.y].map(f64::from);
    let mut d = written("M# #L# #", &ends);
    for at in crosses {
        let corners = [at.x - 3, at.y - 3, at.x - 3, at.y + 3].map(f64::from);
        d.push_str(&written("M# #l6 6M# #l6-6", &corners));
    }
    path("guide", d)
}

/// A gap from border to border, with its length on a pill.
fn gap((from, to): &(Point, Point)) -> Tag {
    let length = (to.x - from.x).abs().max((to.y - from.y).abs());
    let ends = [from.x, from.y, to.x, to.y].map(f64::from);
    let words = length.to_string();
    let half = 4 * words.len() as i32 + 6;
    let pill = moved((from.x + to.x) / 2, (from.y + to.y) / 2)
        .class("gap-pill")
        .child(rect("", Rect::new(-half, -8, 2 * half, 16), 8))
        .child(text("", 0.5, &words));
    g("").child(path("guide", written("M# #L# #", &ends))).child(pill)
}

/// A ring around a node where the edge can end, and its digit.
fn goal(goal: &Goal) -> Tag {
    let body = goal.body;
    let ring = match goal.kind {
        NodeKind::Producer | NodeKind::Consumer => {
            around(body, circle("ring", f64::from(body.width) / 2.0 + 5.0))
        }
        NodeKind::Exchange => around(
            body,
            path("ring", rounded_diamond(f64::from(body.width) / 2.0 + 6.0)),
        ),
        NodeKind::Queue | NodeKind::Service | NodeKind::Note => rect("ring", body.grown(5), 13),
    };
    let digit = goal.number.map(|number| {
        moved(body.x, body.middle().y)
            .class("kn")
            .child(rect("", Rect::new(-9, -9, 18, 18), 5))
            .child(text("", 0.5, &number.to_string()))
    });
    // Above the right end of the body, where no name stands.
    let what = (!goal.what.is_empty()).then(|| {
        let letters = goal
            .what
            .chars()
            .map(|letter| if letter.is_ascii() { 7 } else { 12 });
        let half = letters.sum::<i32>() / 2 + 6;
        moved(body.right() - half + 6, body.y - 6)
            .class("kn goal-what")
            .child(rect("", Rect::new(-half, -9, 2 * half, 18), 5))
            .child(text("", 0.5, goal.what))
    });
    g("goal")
        .class_if(goal.is_aim, "is-aim")
        .child(ring)
        .child(digit)
        .child(what)
}

fn around(body: Rect, shape: Tag) -> Tag {
    moved(body.middle().x, body.middle().y).child(shape)
}

/// A dotted ring with a stamp: no edge ends here.
fn no_entry(ring: Rect) -> Tag {
    let corner = ring.height.min(ring.width) / 2;
    let stamp = moved(ring.right() - 10, ring.y + 8).class("stamp mute");
    g("")
        .child(rect("noentry", ring, corner.min(30)))
        .child(sign(stamp, 10.0, Icon::Forbidden, 12.0))
}

/// The edges of what is carried.
fn carried(carried: &Carried) -> Tag {
    g("").children(carried.lines.iter().map(|line| path("e", line.clone())))
}
