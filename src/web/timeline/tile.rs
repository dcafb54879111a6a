//! A tile: filled when it has happened, outlined while it is to come, solid orange now.

use crate::scene::svg::written;
use crate::studio::panels::When;
use crate::studio::panels::timeline::{Tile, TileKind};
use crate::web::icon::{Icon, icon_at_origin};
use crate::web::shapes::{block, g, moved, path, text, title};
use crate::web::tag::Tag;

/// The tile of a step, in the picture of the timeline.
pub fn mark(tile: &Tile, x: f64, y: f64) -> Tag {
    let (when, half) = match tile.when {
        When::Past => ("past", 9.0),
        When::Now => ("now", 10.0),
        When::Future => ("future", 9.0),
    };
    let plate = block("", 2.0 * half, 2.0 * half)
        .set("x", -half)
        .set("y", -half)
        .set("rx", "5");
    let is_counted = tile.numbered && tile.when != When::Now && tile.stop.is_none();
    let stop = "M-3 12.5h6v6.5l-3-2.4-3 2.4z";
    moved(x, y)
        .class("tick")
        .class(when)
        .class(class(tile.kind))
        .child(title(&tile.title))
        .child(is_counted.then(|| text("axis", -24.5, &tile.step.to_string())))
        .child(plate)
        .child(icon_at_origin(icon(tile.kind), 11.0))
        .child(tile.chapter.is_some().then(|| path("stop", stop)))
        .child(tile.stop.as_ref().map(|words| flag(tile, words)))
}

/// The red flag of a breakpoint that the step hits, with the step's number. At the playhead that is there already.
fn flag(tile: &Tile, words: &str) -> Tag {
    let flag = g("flag").child(title(words));
    if tile.when == When::Now {
        return flag.child(path("bp", "M11 -10v-9h8l-2 3 2 3h-6v3z"));
    }
    let number = tile.step.to_string();
    let half = (number.len() as f64 * 2.75 + 4.0).max(8.0);
    let banner = written(
        "M# -31h#v11h#l-3 3 -3 -3h#z",
        &[-half, 2.0 * half, 3.0 - half, 3.0 - half],
    );
    flag.child(path("bp", banner)).child(text("bp-n", -25.5, &number))
}

fn class(kind: TileKind) -> &'static str {
    match kind {
        TileKind::Start => "t-start",
        TileKind::Publish => "t-publish",
        TileKind::Deliver => "t-deliver",
        TileKind::Ack => "t-ack",
        TileKind::Reject => "t-reject",
        TileKind::Expire => "t-expire",
        TileKind::DeadLetter => "t-dead",
        TileKind::Drop => "t-drop",
        TileKind::Return => "t-return",
        TileKind::Confirm => "t-confirm",
        TileKind::Refuse => "t-refuse",
        TileKind::Work => "t-work",
        TileKind::Restart => "t-restart",
        TileKind::Fault => "t-fault",
        TileKind::Travel | TileKind::Other => "t-other",
    }
}

fn icon(kind: TileKind) -> Icon {
    match kind {
        TileKind::Start => Icon::Flag,
        TileKind::Publish => Icon::Arrow,
        TileKind::Deliver => Icon::Deliver,
        TileKind::Ack | TileKind::Confirm => Icon::Tick,
        TileKind::Reject | TileKind::DeadLetter => Icon::DeadLetter,
        TileKind::Expire => Icon::Hourglass,
        TileKind::Drop => Icon::Drop,
        TileKind::Return => Icon::Return,
        TileKind::Refuse => Icon::Forbidden,
        TileKind::Work => Icon::Work,
        TileKind::Restart => Icon::Power,
        TileKind::Fault => Icon::Bolt,
        TileKind::Travel => Icon::Clock,
        TileKind::Other => Icon::Dot,
    }
}
