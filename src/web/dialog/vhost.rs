//! Which virtual host of a file to open.

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::VhostRow;
use crate::text::Argument;
use crate::web::controls::button;
use crate::web::dialog::Frame;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Brush;
use crate::web::tag::{Tag, div, tag, worded};

/// The chooser of a virtual host. Which one is chosen only the dialog knows.
pub fn choose_vhost(brush: &Brush, file: &str, vhosts: &[VhostRow]) -> Tag {
    let chosen = brush.local;
    let title = brush.get(key!("import.which_vhost"));
    let mut rows = div("vhs").set("role", "radiogroup").set("aria-label", title);
    for (position, row) in vhosts.iter().enumerate() {
        let input = tag("input")
            .set("type", "radio")
            .set("name", "vhost")
            .checked(chosen == position)
            .on_click(brush.set_local(position));
        let row = tag("label")
            .class("vhr")
            .child(input)
            .child(worded("b", "id", &row.name))
            .child(worded("span", "", &row.facts));
        rows = rows.child(row);
    }
    let safe = tag("p").class("safe").child(icon(Icon::Lock)).child(worded(
        "span",
        "",
        brush.get(key!("vhost.safe")),
    ));
    let name = vhosts.get(chosen).map_or("", |row| &row.name);
    let read = brush.with(key!("import.read"), "vhost", Argument::Plain(name));
    let frame = Frame {
        title,
        subtitle: file,
        width: "w-432",
        is_bad: false,
    };
    let cancel = button("btn", brush.send(Msg::CloseDialog)).child(brush.get(key!("import.cancel")));
    let read = button("btn btn-p", brush.send(Msg::ChooseVhost(chosen))).child(read);
    frame.around(
        brush,
        div("dlg-b").child(rows).child(safe),
        tag("footer").class("dlg-f").child(cancel).child(read),
    )
}
