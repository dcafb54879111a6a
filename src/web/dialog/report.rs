//! What came of an import, object by object.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::{ImportResult, Report, ReportRow};
use crate::text::{Argument, Key, Text};
use crate::web::app::use_text;
use crate::web::dialog::Modal;
use crate::web::icon::{Icon, icon};
use crate::web::store::use_dispatch;

/// Which report.
#[derive(Clone, Properties, PartialEq)]
pub struct ReportProps {
    pub report: Report,
}

const RESULTS: [ImportResult; 4] = [
    ImportResult::Imported,
    ImportResult::WithNote,
    ImportResult::NotSimulated,
    ImportResult::Dropped,
];

/// How a result is drawn and named: the class of its tag, the class of its part of the bar, icon and word.
fn drawn(result: ImportResult) -> (&'static str, &'static str, Icon, Key) {
    match result {
        ImportResult::Imported => ("ok", "s-ok", Icon::Tick, key!("import.imported")),
        ImportResult::WithNote => ("warn", "s-note", Icon::Info, key!("import.noted")),
        ImportResult::NotSimulated => ("mute", "s-no", Icon::Forbidden, key!("import.not_simulated")),
        ImportResult::Dropped => ("bad", "s-drop", Icon::Trash, key!("import.dropped")),
    }
}

/// The report with its filter.
#[component]
pub fn ReportDialog(props: &ReportProps) -> Html {
    let report = &props.report;
    let dispatch = use_dispatch();
    let text = use_text();
    let only = use_state_eq(|| None::<ImportResult>);
    let count = |result: ImportResult| report.rows.iter().filter(|row| row.result == result).count();
    let chip = |shown: Option<ImportResult>, count: usize| {
        let only_this = only.clone();
        let onclick = Callback::from(move |_: MouseEvent| only_this.set(shown));
        let words = match shown {
            None => {
                html! { <>{ text.line(key!("import.all"), &[("count", Argument::Number(count as u64))]) }</> }
            }
            Some(result) => {
                let (_, _, mark, word) = drawn(result);
                html! { <>{ icon(mark) }{ text.get(word) }</> }
            }
        };
        html! {
            <button type="button" class="fchip" aria-pressed={(*only == shown).to_string()} {onclick}>
                { words }
                if shown.is_some() {
                    <em>{ count }</em>
                }
            </button>
        }
    };
    let there = RESULTS.into_iter().filter(|&result| count(result) > 0);
    let rows = report
        .rows
        .iter()
        .filter(|row| only.is_none_or(|only| row.result == only));
    html! {
        <Modal title={AttrValue::from(report.summary.clone())} subtitle={text.get(key!("import.promise"))} width="w-784">
            <div class="dlg-b flush">
                { bar(&there.clone().map(|result| (result, count(result))).collect::<Vec<_>>()) }
                <div class="fchips" role="group" aria-label={text.get(key!("import.head.result"))}>
                    { chip(None, report.rows.len()) }
                    { for there.map(|result| chip(Some(result), count(result))) }
                </div>
                <div class="rep-box" tabindex="0">
                    <table class="rep">
                        <thead>
                            <tr>
                                <th>{ text.get(key!("import.head.object")) }</th>
                                <th>{ text.get(key!("import.head.result")) }</th>
                                <th>{ text.get(key!("import.head.meaning")) }</th>
                            </tr>
                        </thead>
                        <tbody>{ for rows.map(|row| line(row, &text)) }</tbody>
                    </table>
                </div>
            </div>
            <footer class="dlg-f">
                <span class="more">{ &*report.file }</span>
                <button type="button" class="btn btn-p" onclick={dispatch.on(|_| Msg::CloseDialog)}>
                    { text.get(key!("import.open")) }
                </button>
            </footer>
        </Modal>
    }
}

/// A bar with a part for each result, as long as its count.
fn bar(counts: &[(ImportResult, usize)]) -> Html {
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let mut from = 0;
    let parts = counts.iter().map(|&(result, count)| {
        let x = from;
        from += count;
        let (_, class, _, _) = drawn(result);
        html! { <rect {class} x={x.to_string()} width={count.to_string()} height="1" /> }
    });
    let parts: Html = parts.collect();
    html! {
        <svg class="sumbar" viewBox={format!("0 0 {} 1", total.max(1))} preserveAspectRatio="none" aria-hidden="true">
            { parts }
        </svg>
    }
}

fn line(row: &ReportRow, text: &Text) -> Html {
    let (tag, _, mark, word) = drawn(row.result);
    let class = match row.result {
        ImportResult::Imported | ImportResult::WithNote => None,
        ImportResult::NotSimulated => Some("r-no"),
        ImportResult::Dropped => Some("r-drop"),
    };
    html! {
        <tr {class}>
            <td><small>{ &*row.kind }</small><span class="id">{ &*row.name }</span></td>
            <td><span class={classes!("tag", tag)}>{ icon(mark) }{ text.get(word) }</span></td>
            <td class="nt">{ &*row.note }</td>
        </tr>
    }
}
