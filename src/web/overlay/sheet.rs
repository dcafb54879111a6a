//! The shortcut sheet: three columns of keys, and the switch of the single ones.

use crate::key;
use crate::studio::Msg;
use crate::studio::menus::MenuMsg;
use crate::studio::panels::overlay::{ShortcutRow, ShortcutSection, Shortcuts};
use crate::web::controls::caps;
use crate::web::controls::switch;
use crate::web::overlay::{around, head};
use crate::web::painter::Brush;
use crate::web::tag::{Tag, div, tag, worded};

pub fn sheet(brush: &Brush, sheet: &Shortcuts) -> Tag {
    let title = brush.get(key!("shortcuts.title"));
    let columns = sheet
        .columns
        .iter()
        .map(|column| div("").children(column.iter().map(section)));
    let single = switch(
        brush.get(key!("shortcuts.single")),
        sheet.single_keys,
        brush.send(Msg::Menu(MenuMsg::ToggleSingleKeys)),
    );
    let about = worded("span", "", brush.get(key!("shortcuts.single_about")));
    around(brush, "dlg w-844", title)
        .child(head(brush, title))
        .child(
            div("sheet9")
                .set("tabindex", "0")
                .set("role", "group")
                .set("aria-label", title)
                .children(columns),
        )
        .child(div("safe sheet9-f").child(single).child(about))
}

fn section(of: &ShortcutSection) -> Tag {
    tag("section")
        .child(worded("h3", "", &of.title))
        .child(tag("dl").children(of.rows.iter().map(row)))
}

fn row(of: &ShortcutRow) -> Tag {
    let mut keys = tag("dt");
    for (at, chord) in of.keys.iter().enumerate() {
        // What several chords share is told once.
        let (held, key) = chord.rsplit_once('+').unwrap_or(("", chord));
        let is_told = at > 0 && of.keys[at - 1].starts_with(held) && !held.is_empty();
        keys = keys.children(caps(if is_told { key } else { chord }));
    }
    div("").child(keys).child(worded("dd", "", &of.text))
}
