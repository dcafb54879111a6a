//! Why: the reasons of a step as a chain, with bindings laid against the key.

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::why::{MatchRow, MatchTable, MatchWord, Reason, Why};
use crate::text::Argument;
use crate::web::controls::toggle;
use crate::web::icon::{Icon, icon};
use crate::web::inspector::{self, empty, remark};
use crate::web::message_mark::shape;
use crate::web::painter::Painter;
use crate::web::rich::rich_in;
use crate::web::tag::{Tag, div, span, tag, worded};

/// The Why panel.
pub fn pane(painter: &Painter, why: &Why) -> Tag {
    let pane = inspector::pane("tab-why");
    if let Some(words) = &why.empty {
        return pane.child(empty(painter, words));
    }
    let mut chain = tag("ol").class("chain");
    for step in &why.reasons {
        chain = chain.child(reason(painter, step));
    }
    let mut pane = pane
        .child(rich_in(painter, "h2", "q-head", &why.title))
        .child(worded("p", "q-sub", &why.subtitle))
        .child(messages(painter, why))
        .child(chain);
    for note in &why.notes {
        pane = pane.child(remark(painter, Icon::Info, note));
    }
    pane
}

/// The messages that a step is about, where there are several.
fn messages(painter: &Painter, why: &Why) -> Option<Tag> {
    if why.messages.len() < 2 {
        return None;
    }
    let mut chips = div("chips")
        .set("role", "group")
        .set("aria-label", painter.get(key!("why.messages")));
    for &message in &why.messages {
        let onclick = painter.send(Msg::Light(Some(message)));
        let chip = toggle("fchip", why.shown == Some(message), onclick)
            .child(shape(message))
            .child(message.to_string());
        chips = chips.child(chip);
    }
    Some(chips)
}

fn reason(painter: &Painter, reason: &Reason) -> Tag {
    let text = (!reason.text.is_empty()).then(|| rich_in(painter, "p", "", &reason.text));
    let table = reason.table.as_ref().map(|table| comparison(painter, table));
    tag("li")
        .class_if(reason.is_now, "is-now")
        .child(span("n").child(icon(reason.icon)))
        .child(rich_in(painter, "h3", "", &reason.title))
        .child(text)
        .child(table)
}

/// The words of the key, and under them those of each binding.
fn comparison(painter: &Painter, table: &MatchTable) -> Tag {
    let columns = table.columns();
    let mut words = cells(columns);
    for word in &table.words {
        words = words.child(worded("span", "word", shown(word)).set("title", word.to_string()));
    }
    if table.has_places {
        for number in table.words.len() + 1..=columns {
            words = words.child(absent_word(painter, number));
        }
    }
    let title = div("rt-key")
        .child(rich_in(painter, "span", "cap", &table.title))
        .child(words);
    let mut bindings = tag("ul");
    for row in &table.rows {
        bindings = bindings.child(binding(painter, row, columns));
    }
    let more = (table.more > 0).then(|| {
        let words = painter.with(
            key!("why.more_bindings"),
            "count",
            Argument::Number(table.more as u64),
        );
        worded("p", "rt-more", &words)
    });
    div("rt").child(title).child(bindings).child(more)
}

/// A place that a binding's words reach and the key does not.
fn absent_word(painter: &Painter, number: usize) -> Tag {
    let words = painter.with(key!("why.no_word"), "number", Argument::Number(number as u64));
    worded("span", "word none", &words)
}

fn binding(painter: &Painter, row: &MatchRow, columns: usize) -> Tag {
    let (mark, shown_mark) = if row.matched {
        ("v y", Icon::Tick)
    } else {
        ("v x", Icon::Cross)
    };
    let top = div("rt-top")
        .child(span(mark).child(icon(shown_mark)))
        .child(worded("span", "pat", &row.key))
        .child(worded("span", "to", "→ ").child(&*row.destination));
    let words = (!row.words.is_empty()).then(|| {
        let mut words = cells(columns);
        for covering in &row.words {
            words = words.child(word(covering));
        }
        words
    });
    tag("li")
        .class("rt-b")
        .class_if(!row.matched, "is-no")
        .child(top)
        .child(words)
        .child(rich_in(painter, "p", "rt-why", &row.verdict))
}

/// A word of a binding key over as many words of the key as it covers.
fn word(word: &MatchWord) -> Tag {
    let (class, mark) = if word.ok {
        ("cell y", Icon::Tick)
    } else {
        ("cell x", Icon::Cross)
    };
    let covers = format!("covers-{}", word.covers.clamp(1, MOST_COLUMNS));
    span(class)
        .class(&covers)
        .set("title", word.text.to_string())
        .child(worded("span", "", shown(&word.text)))
        .child(icon(mark))
}

/// An empty word is a word, too.
fn shown(word: &str) -> &str {
    if word.is_empty() { "␣" } else { word }
}

/// More columns than this do not get narrower, they scroll.
const MOST_COLUMNS: usize = 8;

/// Room for words side by side.
fn cells(columns: usize) -> Tag {
    div("rt-cells").class(&format!("cells-{}", columns.clamp(1, MOST_COLUMNS)))
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
