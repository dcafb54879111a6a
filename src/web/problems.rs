//! The Problems panel: a list, whose rows lead to their places and whose buttons put them right.

use crate::key;
use crate::studio::forms::FormMsg;
use crate::studio::panels::problems::ProblemRow;
use crate::studio::{Msg, Studio};
use crate::web::controls::button;
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, tag, worded};

/// What the list shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().problems)]
}

/// The list.
pub fn problems(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &studio.panels().problems;
    if panel.rows.is_empty() {
        return rich_in(brush, "p", "empty", &panel.empty);
    }
    let mut list = tag("ul")
        .class("problems")
        .set("aria-label", brush.get(key!("tab.problems")));
    for (at, problem) in panel.rows.iter().enumerate() {
        list = list.child(row(brush, at, problem));
    }
    list
}

fn row(painter: &Painter, at: usize, problem: &ProblemRow) -> Tag {
    let go = button("pr-go", painter.send(Msg::Form(FormMsg::ShowProblem(at))))
        .child(worded("b", "id", &problem.name))
        .child(rich_in(painter, "span", "", &problem.what));
    let mend = problem
        .mend
        .as_ref()
        .map(|words| button("btn btn-s btn-o", painter.send(Msg::Form(FormMsg::Mend(at)))).child(&**words));
    tag("li")
        .child(icon(Icon::Warning))
        .child(go)
        .child(div("").child(mend))
}
