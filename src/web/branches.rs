//! The branches: each with its name to be changed, and what can be done with it.

use yew::prelude::*;

use crate::key;
use crate::studio::panels::branches::Row;
use crate::studio::{Msg, Studio, TimeMsg};
use crate::text::Argument;
use crate::web::controls::{button, icon_button, runs};
use crate::web::form::text_of;
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, span, tag, worded, worded_if};

/// What the list shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().branches)]
}

/// The list.
pub fn list(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &*studio.panels().branches;
    let list = runs(brush, "ul", key!("tab.branches"), &panel.rows, row);
    let hint = panel
        .hint
        .then(|| worded("p", "empty", brush.get(key!("branch.hint"))));
    div("runs-pane").child(list).child(hint)
}

fn row(painter: &Painter, _: usize, row: &Row) -> Tag {
    let branch = row.branch;
    let about = |key| painter.with(key, "branch", Argument::Plain(&row.name));
    let onchange =
        painter.on(move |event: Event| Msg::Time(TimeMsg::NameBranch(branch, text_of(&event).into())));
    let name = tag("input")
        .set("type", "text")
        .class("field run-name")
        .set("aria-label", about(key!("branch.rename")))
        .typed(row.name.to_string())
        .on_change(onchange);
    let mark = span("run-mark").child(icon(if row.is_current { Icon::Tick } else { Icon::Fork }));
    let facts = span("run-facts")
        .child(worded_if("span", "", &row.from))
        .child(worded("span", "", &row.steps))
        .child(worded_if("span", "run-diff", &row.differs));
    let look = if row.is_current {
        worded("span", "run-now", painter.get(key!("branch.current")))
    } else {
        button("btn btn-s btn-o", painter.send(Msg::SwitchBranch(branch)))
            .set("aria-label", about(key!("branch.look_at")))
            .child(painter.get(key!("branch.look")))
    };
    let compare = (!row.is_current).then(|| {
        let words = painter.get(key!("branch.compare"));
        button(
            "btn btn-s btn-o",
            painter.send(Msg::Time(TimeMsg::Compare(branch))),
        )
        .set("aria-label", about(key!("branch.compare_with")))
        .child(worded("span", "", words))
    });
    let delete = row.can_delete.then(|| {
        let delete = painter.send(Msg::Time(TimeMsg::DeleteBranch(branch)));
        icon_button(Icon::Trash, about(key!("branch.delete")), delete)
    });
    tag("li")
        .class("run")
        .class_if(row.is_current, "is-current")
        .child(mark)
        .child(name)
        .child(facts)
        .child(span("run-acts").child(compare).child(look).child(delete))
}
