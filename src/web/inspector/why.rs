//! Why: the reasons of a step as a chain, with bindings laid against the key.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::Rich;
use crate::studio::panels::why::{MatchRow, MatchTable, MatchWord, Reason, Why};
use crate::text::Argument;
use crate::web::controls::toggle;
use crate::web::icon::{Icon, icon};
use crate::web::message_mark::shape;
use crate::web::painter::Painter;
use crate::web::rich::rich;

/// The Why panel.
pub fn pane(painter: &Painter, why: &Why) -> Html {
    if let Some(empty) = &why.empty {
        return html! { <p class="empty">{ rich(painter, empty) }</p> };
    }
    let message = |&message| {
        let onclick = painter.send(Msg::Light(Some(message)));
        toggle("fchip", why.shown == Some(message), onclick)
            .child(shape(message))
            .child(message.to_string())
    };
    let note =
        |note: &Rich| html! { <div class="fact">{ icon(Icon::Info) }<p>{ rich(painter, note) }</p></div> };
    html! {
        <>
            <h2 class="q-head">{ rich(painter, &why.title) }</h2>
            <p class="q-sub">{ &*why.subtitle }</p>
            if why.messages.len() > 1 {
                <div class="chips" role="group" aria-label={painter.get(key!("why.messages"))}>
                    { for why.messages.iter().map(message) }
                </div>
            }
            <ol class="chain">{ for why.reasons.iter().map(|step| reason(painter, step)) }</ol>
            { for why.notes.iter().map(note) }
        </>
    }
}

fn reason(painter: &Painter, reason: &Reason) -> Html {
    html! {
        <li class={reason.is_now.then_some("is-now")}>
            <span class="n">{ icon(reason.icon) }</span>
            <h3>{ rich(painter, &reason.title) }</h3>
            if !reason.text.is_empty() {
                <p>{ rich(painter, &reason.text) }</p>
            }
            { for reason.table.iter().map(|table| comparison(painter, table)) }
        </li>
    }
}

/// The words of the key, and under them those of each binding.
fn comparison(painter: &Painter, table: &MatchTable) -> Html {
    let columns = table.columns();
    let missing = (table.words.len() + 1..=columns).filter(|_| table.has_places);
    html! {
        <div class="rt">
            <div class="rt-key">
                <span class="cap">{ rich(painter, &table.title) }</span>
                <div class={classes!("rt-cells", cells(columns))}>
                    { for table.words.iter().map(|word| html! { <span class="word">{ shown(word) }</span> }) }
                    { for missing.map(|number| absent_word(painter, number)) }
                </div>
            </div>
            <ul>{ for table.rows.iter().map(|row| binding(painter, row, columns)) }</ul>
            if table.more > 0 {
                <p class="rt-more">
                    { painter.with(key!("why.more_bindings"), "count", Argument::Number(table.more as u64)) }
                </p>
            }
        </div>
    }
}

/// A place that a binding's words reach and the key does not.
fn absent_word(painter: &Painter, number: usize) -> Html {
    let words = painter.with(key!("why.no_word"), "number", Argument::Number(number as u64));
    html! { <span class="word none">{ words }</span> }
}

fn binding(painter: &Painter, row: &MatchRow, columns: usize) -> Html {
    let (mark, shown_mark) = if row.matched {
        ("v y", Icon::Tick)
    } else {
        ("v x", Icon::Cross)
    };
    html! {
        <li class={classes!("rt-b", (!row.matched).then_some("is-no"))}>
            <div class="rt-top">
                <span class={mark}>{ icon(shown_mark) }</span>
                <span class="pat">{ &*row.key }</span>
                <span class="to">{ "→ " }{ &*row.destination }</span>
            </div>
            if !row.words.is_empty() {
                <div class={classes!("rt-cells", cells(columns))}>{ for row.words.iter().map(word) }</div>
            }
            <p class="rt-why">{ rich(painter, &row.verdict) }</p>
        </li>
    }
}

/// A word of a binding key over as many words of the key as it covers.
fn word(word: &MatchWord) -> Html {
    let (class, mark) = if word.ok {
        ("y", Icon::Tick)
    } else {
        ("x", Icon::Cross)
    };
    let covers = format!("covers-{}", word.covers.clamp(1, MOST_COLUMNS));
    html! { <span class={classes!("cell", class, covers)}><span>{ shown(&word.text) }</span>{ icon(mark) }</span> }
}

/// An empty word is a word, too.
fn shown(word: &str) -> &str {
    if word.is_empty() { "␣" } else { word }
}

/// More columns than this do not get narrower, they scroll.
const MOST_COLUMNS: usize = 8;

fn cells(columns: usize) -> String {
    format!("cells-{}", columns.clamp(1, MOST_COLUMNS))
}

impl MatchTable {
    /// How many columns the words of the key and of all bindings need.
    fn columns(&self) -> usize {
        let widths = self
            .rows
            .iter()
            .map(|row| row.words.iter().map(|word| word.covers.max(1)).sum());
        widths.chain([self.words.len()]).max().unwrap_or_default().max(1)
    }
}
