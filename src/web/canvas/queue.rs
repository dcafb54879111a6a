//! The row of slots of a queue, its pocket of unacked messages, and the tray of a consumer.

use crate::scene::geometry::{Point, Rect};
use crate::scene::node::{NodeView, Slots, Tray};
use crate::scene::shape::last_slot;
use crate::scene::svg::written;
use crate::web::shapes::{g, path, rect, text};
use crate::web::tag::Tag;

/// A queue's body with its slots, in its group.
pub fn body(group: Tag, node: &NodeView) -> Tag {
    let body = rect("body", node.body, 8);
    let Some(slots) = &node.slots else {
        return group.child(body);
    };
    let halo = slots
        .pocket
        .map_or(node.body, |pocket| node.body.union(pocket))
        .grown(5);
    group
        .child(rect("halo", halo, 13))
        .child(body)
        .children(slots.wells.iter().map(|well| rect("well", *well, 5)))
        .child(slots.landing.map(|well| rect("land", well, 5)))
        .child(path("head", wedge(slots)))
        .child(slots.pocket.map(|pocket| rect("pocket", pocket, 7)))
        .child(more(slots.more, slots.wells.first()))
        .child(more(slots.more_unacked, slots.pocket.map(last_slot).as_ref()))
}

/// The wedge that marks the head, where messages leave.
fn wedge(slots: &Slots) -> String {
    let back = if slots.flipped { 5 } else { -5 };
    written(
        "M# #l# -5v10z",
        &[slots.head.x, slots.head.y, back].map(f64::from),
    )
}

/// How many do not fit.
fn more(count: u32, place: Option<&Rect>) -> Option<Tag> {
    let middle = place.filter(|_| count > 0)?.middle();
    Some(text("more-t", middle.y.into(), &format!("+{count}")).set("x", middle.x))
}

/// What a consumer has in its hands, and how far it has come with the first.
pub fn tray(tray: &Tray) -> Tag {
    let place = tray.rect;
    let bar = |width| Rect::new(place.x + 6, place.bottom() - 7, width, 3);
    let whole = place.width - 12;
    let done = tray.done_percent.map(|done| whole * i32::from(done) / 100);
    let rest = last_slot(place).moved(Point::new(0, -3));
    g("n-in")
        .child(rect("tray", place, 8))
        .child(done.map(|_| rect("bar", bar(whole), 1)))
        .child(done.map(|done| rect("barf", bar(done), 1)))
        .child(more(tray.more, Some(&rest)))
}
