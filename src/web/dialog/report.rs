//! What came of an import, object by object.

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::{ImportResult, Report, ReportRow};
use crate::text::{Argument, Key};
use crate::web::controls::{button, toggle};
use crate::web::dialog::Frame;
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::tag::{Tag, div, span, tag, worded};

const RESULTS: [ImportResult; 4] = [
    ImportResult::Imported,
    ImportResult::WithNote,
    ImportResult::NotSimulated,
    ImportResult::Dropped,
];

/// How a result is drawn and named: the class of its tag, the class of its part of the bar, icon and word.
fn drawn(result: ImportResult) -> (&'static str, &'static str, Icon, Key) {
    match result {
        ImportResult::Imported => ("tag ok", "s-ok", Icon::Tick, key!("import.imported")),
        ImportResult::WithNote => ("tag warn", "s-note", Icon::Info, key!("import.noted")),
        ImportResult::NotSimulated => ("tag mute", "s-no", Icon::Forbidden, key!("import.not_simulated")),
        ImportResult::Dropped => ("tag bad", "s-drop", Icon::Trash, key!("import.dropped")),
    }
}

/// The report. Which results it shows only the dialog knows: 0 all of them, else one, counted from 1.
pub fn report(brush: &Brush, report: &Report) -> Tag {
    let frame = Frame {
        title: &report.summary,
        subtitle: brush.get(key!("import.promise")),
        width: "w-784",
        is_bad: false,
    };
    let body = div("dlg-b flush")
        .child(bar(report))
        .child(chips(brush, report))
        .child(table(brush, report));
    let open = button("btn btn-p", brush.send(Msg::CloseDialog)).child(brush.get(key!("import.open")));
    let foot = tag("footer")
        .class("dlg-f")
        .child(worded("span", "more", &report.file))
        .child(open);
    frame.around(brush, body, foot)
}

fn count(report: &Report, result: ImportResult) -> usize {
    report.rows.iter().filter(|row| row.result == result).count()
}

/// What the lines are filtered by: nothing, or one of the results that there are.
fn chips(brush: &Brush, report: &Report) -> Tag {
    let chip = |local: usize| toggle("fchip", brush.local == local, brush.set_local(local));
    let all = Argument::Number(report.rows.len() as u64);
    let mut chips = div("fchips")
        .set("role", "group")
        .set("aria-label", brush.get(key!("import.head.result")))
        .child(chip(0).child(brush.with(key!("import.all"), "count", all)));
    for (local, result) in (1..).zip(RESULTS) {
        let (_, _, mark, word) = drawn(result);
        let count = count(report, result);
        if count > 0 {
            let chip = chip(local).child(icon(mark)).child(brush.get(word)).child(worded(
                "em",
                "",
                &count.to_string(),
            ));
            chips = chips.child(chip);
        }
    }
    chips
}

/// A bar with a part for each result, as long as its count.
fn bar(report: &Report) -> Tag {
    let mut bar = tag("svg")
        .class("sumbar")
        .set("viewBox", format!("0 0 {} 1", report.rows.len().max(1)))
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true");
    let mut from = 0;
    for result in RESULTS {
        let count = count(report, result);
        if count > 0 {
            let part = tag("rect")
                .class(drawn(result).1)
                .set("x", from.to_string())
                .set("width", count.to_string())
                .set("height", "1");
            bar = bar.child(part);
        }
        from += count;
    }
    bar
}

/// The lines of the results that are chosen.
fn table(brush: &Brush, report: &Report) -> Tag {
    let head = |key: Key| worded("th", "", brush.get(key));
    let heads = tag("tr")
        .child(head(key!("import.head.object")))
        .child(head(key!("import.head.result")))
        .child(head(key!("import.head.meaning")));
    let only = brush.local.checked_sub(1).map(|position| RESULTS[position]);
    let mut lines = tag("tbody");
    for row in &report.rows {
        if only.is_none_or(|only| row.result == only) {
            lines = lines.child(line(brush, row));
        }
    }
    let table = tag("table")
        .class("rep")
        .child(tag("thead").child(heads))
        .child(lines);
    div("rep-box").set("tabindex", "0").child(table)
}

fn line(painter: &Painter, row: &ReportRow) -> Tag {
    let (shown_as, _, mark, word) = drawn(row.result);
    let class = match row.result {
        ImportResult::Imported | ImportResult::WithNote => "",
        ImportResult::NotSimulated => "r-no",
        ImportResult::Dropped => "r-drop",
    };
    let object = tag("td")
        .child(worded("small", "", &row.kind))
        .child(worded("span", "id", &row.name));
    let result = span(shown_as).child(icon(mark)).child(painter.get(word));
    tag("tr")
        .class(class)
        .child(object)
        .child(tag("td").child(result))
        .child(worded("td", "nt", &row.note))
}
