//! The inspector: why it happened, what a message carries, what a node is and holds; and the shapes that its panes share.

mod message;
mod node;
mod why;

use crate::key;
use crate::studio::view::InspectorTab;
use crate::studio::{Msg, Studio};
use crate::text::{Key, Piece};
use crate::web::controls::{IconButton, Tab, tab_panel, tabs};
use crate::web::icon::{Icon, icon};
use crate::web::narration::lit;
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, tag, worded, worded_if};

/// What the inspector shows: the panel of its tab, and of the others what their tabs say.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::Number(studio.view().inspector.map_or(-1, |tab| tab as i64)),
        Bit::of(&panels.why),
        Bit::of(&panels.message),
        Bit::of(&panels.node),
        lit(studio),
    ]
}

/// The inspector at the right; a sheet where the window is narrow.
pub fn inspector(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let (open, panels) = (studio.view().inspector, studio.panels());
    let tab = |tab: InspectorTab, id, key: Key, more: String| Tab {
        id,
        name: brush.get(key),
        more,
        selected: open == Some(tab),
        onclick: brush.send(Msg::ShowInspector(tab)),
    };
    let message = panels
        .message
        .message
        .map(|message| message.to_string())
        .unwrap_or_default();
    let row = vec![
        tab(InspectorTab::Why, "tab-why", key!("tab.why"), String::new()),
        tab(InspectorTab::Message, "tab-message", key!("tab.message"), message),
        tab(
            InspectorTab::Node,
            "tab-node",
            key!("tab.node"),
            panels.node.name.to_string(),
        ),
    ];
    let shown = open.map(|open| match open {
        InspectorTab::Why => why::pane(brush, &panels.why),
        InspectorTab::Message => message::pane(brush, &panels.message),
        InspectorTab::Node => node::pane(brush, &panels.node),
    });
    let close = IconButton::small(Icon::Cross, brush.get(key!("inspector.close")));
    // What is not seen is not there, and does not keep the focus.
    let head = open.map(|_| tabs(row, close.paint(brush.send(Msg::CloseInspector))));
    tag("aside")
        .class("inspector")
        .class_if(open.is_none(), "is-closed")
        .set("aria-label", brush.get(key!("inspector.label")))
        .child(head)
        .child(shown)
}

/// The pane of a tab.
#[inline(never)]
fn pane(tab: &'static str) -> Tag {
    tab_panel("pane", tab).set("tabindex", "0").key(tab.into())
}

/// What a pane says while there is nothing to show.
pub fn empty(painter: &Painter, words: &[Piece]) -> Tag {
    rich_in(painter, "p", "empty", words)
}

/// What a pane is about: its picture, and beside it its name over what else is known of it.
fn subject(picture: Tag, words: Tag) -> Tag {
    div("msg-card").child(picture).child(words)
}

/// A remark under everything else.
pub fn remark(painter: &Painter, shown: Icon, words: &[Piece]) -> Tag {
    div("fact")
        .child(icon(shown))
        .child(rich_in(painter, "p", "", words))
}

/// A section of a pane, with its title and a remark on it.
#[inline(never)]
pub fn section(title: &str, remark: &str) -> Tag {
    let title = worded("h3", "", title).child(worded_if("small", "", remark));
    tag("section").class("sec").child(title)
}

/// The head of a column: its class and its words.
type Head<'a> = (&'static str, &'a str);

/// A table, whose rows are yet to be put around.
fn table(heads: &[Head], rows: Tag) -> Tag {
    let mut row = tag("tr");
    for &(class, words) in heads {
        row = row.child(worded("th", class, words));
    }
    let table = tag("table")
        .class("tbl")
        .child(tag("thead").child(row))
        .child(rows);
    div("box").child(table)
}
