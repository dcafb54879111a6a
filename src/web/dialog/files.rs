//! Leaving what is open, and restoring what a tab has left that ended.

use crate::key;
use crate::studio::Msg;
use crate::studio::files::FileMsg;
use crate::studio::panels::dialog::{DifferenceSign, Restore};
use crate::text::Key;
use crate::web::canvas::still::{bodies, still};
use crate::web::controls::button;
use crate::web::dialog::Frame;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Brush;
use crate::web::rich::rich_in;
use crate::web::tag::{Tag, div, tag, worded};

fn act(brush: &Brush, class: &'static str, msg: Msg, words: Key) -> Tag {
    button(class, brush.send(msg)).child(brush.get(words))
}

fn promise(brush: &Brush, words: Key) -> Tag {
    let said = brush.text.authored(brush.get(words));
    tag("p")
        .class("safe")
        .child(icon(Icon::Info))
        .child(rich_in(brush, "span", "", &said))
}

/// Whether to save what is open before something else is opened.
pub fn leaving(brush: &Brush, title: &str) -> Tag {
    let frame = Frame {
        title,
        subtitle: "",
        width: "w-432",
        is_bad: false,
    };
    let foot = tag("footer")
        .class("dlg-f")
        .child(act(brush, "btn", Msg::CloseDialog, key!("leave.stay")))
        .child(act(
            brush,
            "btn btn-o",
            Msg::File(FileMsg::Leave),
            key!("leave.leave"),
        ))
        .child(act(
            brush,
            "btn btn-p",
            Msg::File(FileMsg::SaveAndLeave),
            key!("leave.save"),
        ));
    frame.around(
        brush,
        div("dlg-b").child(promise(brush, key!("leave.promise"))),
        foot,
    )
}

/// What is different in what was found, and what to do with it.
pub fn restore(brush: &Brush, found: &Restore) -> Tag {
    let rows = found.rows.iter().map(|(sign, words)| {
        let (class, mark) = match sign {
            DifferenceSign::Added => ("p", "+"),
            DifferenceSign::Changed => ("c", "~"),
            DifferenceSign::Removed => ("m", "−"),
        };
        tag("li")
            .class(class)
            .child(worded("i", "", mark).set("aria-hidden", "true"))
            .child(rich_in(brush, "span", "", words))
    });
    let told = div("")
        .child(worded("b", "", &found.title))
        .child(worded("small", "", &found.facts))
        .child(tag("ul").class("diff").children(rows));
    let picture = div("rec-t").child(still(&found.picture, bodies(&found.picture)));
    let body = div("dlg-b")
        .child(div("rec").child(picture).child(told))
        .child(promise(brush, key!("restore.promise")));
    let keep = if found.has_saved {
        key!("restore.keep")
    } else {
        key!("restore.leave")
    };
    let copy = button("btn", brush.send(Msg::File(FileMsg::SaveCopy)))
        .child(icon(Icon::Download))
        .child(brush.get(key!("restore.copy")));
    let foot = tag("footer")
        .class("dlg-f")
        .child(copy)
        .child(act(brush, "btn btn-o", Msg::File(FileMsg::KeepSaved), keep))
        .child(act(
            brush,
            "btn btn-p",
            Msg::File(FileMsg::Restore),
            key!("restore.restore"),
        ));
    let frame = Frame {
        title: brush.get(key!("restore.title")),
        subtitle: "",
        width: "w-500",
        is_bad: false,
    };
    frame.around(brush, body, foot)
}
