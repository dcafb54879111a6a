//! What is wrong with a file: the place, the reason, what to do.

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::DiagnosticRow;
use crate::text::Argument;
use crate::web::controls::button;
use crate::web::dialog::Frame;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Brush;
use crate::web::tag::{Tag, div, span, tag, worded, worded_if};

/// The findings about a file, of which `more` are not listed.
pub fn diagnostics(
    brush: &Brush,
    frame: &Frame,
    rows: &[DiagnosticRow],
    more: usize,
    still_open: &str,
    offers_another: bool,
) -> Tag {
    let mut findings = tag("ul").class("findings");
    for finding in rows {
        findings = findings.child(row(finding));
    }
    let more = (more > 0).then(|| {
        let words = brush.with(key!("open.more_places"), "count", Argument::Number(more as u64));
        worded("p", "more-findings", &words)
    });
    let foot = tag("footer")
        .class("dlg-f")
        .child(worded("span", "more", still_open));
    let other = offers_another
        .then(|| button("btn btn-o", brush.send(Msg::AskForFile)).child(brush.get(key!("open.another"))));
    let close = button("btn btn-p", brush.send(Msg::CloseDialog)).child(brush.get(key!("import.close")));
    frame.around(
        brush,
        div("dlg-b").child(findings).child(more),
        foot.child(other).child(close),
    )
}

fn row(row: &DiagnosticRow) -> Tag {
    let (class, mark) = if row.is_warning {
        ("st warn", Icon::Warning)
    } else {
        ("st bad", Icon::Cross)
    };
    let words = div("")
        .child(worded("code", "", &row.place))
        .child(worded("p", "", &row.reason))
        .child(worded_if("p", "hint", &row.hint));
    tag("li").child(span(class).child(icon(mark))).child(words)
}
