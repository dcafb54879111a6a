//! What came of an import, object by object.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::{ImportResult, Report, ReportRow};
use crate::text::{Argument, Key};
use crate::web::controls::{button, toggle};
use crate::web::dialog::Frame;
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::tag::worded;

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
pub fn report(brush: &Brush, report: &Report) -> Html {
    let count = |result: ImportResult| report.rows.iter().filter(|row| row.result == result).count();
    let all = Argument::Number(report.rows.len() as u64);
    let all = brush.with(key!("import.all"), "count", all);
    let chip = |(position, result): (usize, ImportResult)| {
        let (_, _, mark, word) = drawn(result);
        toggle(
            "fchip",
            brush.local == position + 1,
            brush.set_local(position + 1),
        )
        .child(icon(mark))
        .child(brush.get(word))
        .child(worded("em", "", &count(result).to_string()))
    };
    let there = || {
        RESULTS
            .into_iter()
            .enumerate()
            .filter(|&(_, result)| count(result) > 0)
    };
    let only = brush.local.checked_sub(1).map(|position| RESULTS[position]);
    let rows = report
        .rows
        .iter()
        .filter(|row| only.is_none_or(|only| row.result == only));
    let counts: Vec<_> = there().map(|(_, result)| (result, count(result))).collect();
    let head = |key: Key| html! { <th>{ brush.get(key) }</th> };
    let frame = Frame {
        title: &report.summary,
        subtitle: brush.get(key!("import.promise")),
        width: "w-784",
        is_bad: false,
    };
    frame.around(
        brush,
        html! {
            <>
                <div class="dlg-b flush">
                    { bar(&counts) }
                    <div class="fchips" role="group" aria-label={brush.get(key!("import.head.result"))}>
                        { toggle("fchip", only.is_none(), brush.set_local(0)).child(all) }
                        { for there().map(chip) }
                    </div>
                    <div class="rep-box" tabindex="0">
                        <table class="rep">
                            <thead>
                                <tr>
                                    { head(key!("import.head.object")) }
                                    { head(key!("import.head.result")) }
                                    { head(key!("import.head.meaning")) }
                                </tr>
                            </thead>
                            <tbody>{ for rows.map(|row| line(brush, row)) }</tbody>
                        </table>
                    </div>
                </div>
                <footer class="dlg-f">
                    <span class="more">{ &*report.file }</span>
                    {
                        button("btn btn-p", brush.send(Msg::CloseDialog)).child(brush.get(key!("import.open")))
                    }
                </footer>
            </>
        },
    )
}

/// A bar with a part for each result, as long as its count.
fn bar(counts: &[(ImportResult, usize)]) -> Html {
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let mut from = 0;
    let part = |&(result, count): &(ImportResult, usize)| {
        let x = from;
        from += count;
        html! { <rect class={drawn(result).1} x={x.to_string()} width={count.to_string()} height="1" /> }
    };
    let parts: Html = counts.iter().map(part).collect();
    html! {
        <svg class="sumbar" viewBox={format!("0 0 {} 1", total.max(1))} preserveAspectRatio="none" aria-hidden="true">
            { parts }
        </svg>
    }
}

fn line(painter: &Painter, row: &ReportRow) -> Html {
    let (tag, _, mark, word) = drawn(row.result);
    let class = match row.result {
        ImportResult::Imported | ImportResult::WithNote => None,
        ImportResult::NotSimulated => Some("r-no"),
        ImportResult::Dropped => Some("r-drop"),
    };
    html! {
        <tr {class}>
            <td><small>{ &*row.kind }</small><span class="id">{ &*row.name }</span></td>
            <td><span class={tag}>{ icon(mark) }{ painter.get(word) }</span></td>
            <td class="nt">{ &*row.note }</td>
        </tr>
    }
}
