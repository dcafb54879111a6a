//! What may happen next: each choice with what it would do, and a button that takes it.

use crate::key;
use crate::studio::panels::choices::Row;
use crate::studio::{Msg, Studio, TimeMsg};
use crate::web::controls::{button, runs};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, span, tag, worded};

/// What the list shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().choices)]
}

/// The list.
pub fn list(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &*studio.panels().choices;
    let list = runs(brush, "ol", key!("tab.next"), &panel.rows, row);
    div("runs-pane")
        .child(rich_in(brush, "p", "run-intro", &panel.intro))
        .child(list)
}

fn row(painter: &Painter, at: usize, row: &Row) -> Tag {
    let (class, shown, words) = match (row.is_due, row.forks) {
        (_, true) => ("btn btn-s btn-o", Icon::Fork, key!("next.fork")),
        (true, false) => ("btn btn-s btn-p", Icon::Step, key!("next.take")),
        (false, false) => ("btn btn-s btn-o", Icon::Step, key!("next.take")),
    };
    let due = row
        .is_due
        .then(|| worded("span", "run-due", painter.get(key!("next.due"))));
    let take = button(class, painter.send(Msg::Time(TimeMsg::Choose(at))))
        .set("aria-describedby", format!("next-{at}"))
        .child(icon(shown))
        .child(painter.get(words));
    tag("li")
        .class("run next")
        .child(worded("span", "run-at", &row.at))
        .child(rich_in(painter, "span", "run-told", &row.told).set("id", format!("next-{at}")))
        .child(span("run-acts").child(due).child(take))
}
