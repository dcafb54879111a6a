//! What lies over everything: the chooser of a virtual host, the report of an import, what is wrong with a file; and
//! the short word at the bottom.

mod diagnostics;
mod files;
mod report;
mod vhost;

use std::any::Any;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::Dialog;
use crate::studio::panels::{Offer, Toast};
use crate::web::controls::{IconButton, button};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::tag::{Tag, div, span, tag, worded, worded_if};
use crate::web::{compare, stops};

/// The dialog that is open.
pub fn dialog(brush: &Brush, open: &Dialog) -> Tag {
    match open {
        Dialog::ChooseVhost { file, vhosts } => vhost::choose_vhost(brush, file, vhosts),
        Dialog::Report(report) => report::report(brush, report),
        Dialog::Compare => compare::dialog(brush),
        Dialog::Step(of) => stops::of_step(brush, of),
        Dialog::Leaving { title } => files::leaving(brush, title),
        Dialog::Restore(found) => files::restore(brush, found),
        Dialog::Diagnostics {
            title,
            is_bad,
            rows,
            more,
            still_open,
            offers_another,
        } => {
            let frame = Frame {
                title,
                subtitle: "",
                width: "w-580",
                is_bad: *is_bad,
            };
            diagnostics::diagnostics(brush, &frame, rows, *more, still_open, *offers_another)
        }
    }
}

/// Opens it over the page.
pub fn attach(places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    if let Some(dialog) = places[0].cast::<HtmlDialogElement>() {
        // It is on the page and not open yet.
        let _ = dialog.show_modal();
    }
    Vec::new()
}

/// What every dialog has around its contents.
pub struct Frame<'a> {
    /// The question or the finding.
    pub title: &'a str,
    pub subtitle: &'a str,
    /// `w-432`, `w-784`.
    pub width: &'static str,
    /// It is about something that went wrong.
    pub is_bad: bool,
}

impl Frame<'_> {
    /// The dialog with this between its head and the buttons of its foot; Escape and its cross close it.
    pub fn around(&self, brush: &Brush, body: Tag, foot: Tag) -> Tag {
        let oncancel = brush.on(|event: Event| {
            event.prevent_default();
            Msg::CloseDialog
        });
        let close = IconButton {
            class: "btn-s dx",
            ..IconButton::new(Icon::Cross, brush.get(key!("import.close")))
        };
        let bad = self.is_bad.then(|| span("st bad dst").child(icon(Icon::Cross)));
        let titles = div("")
            .child(worded("h2", "", self.title))
            .child(worded_if("p", "", self.subtitle));
        let head = tag("header")
            .class("dlg-h")
            .child(bad)
            .child(titles)
            .child(close.paint(brush.send(Msg::CloseDialog)));
        tag("dialog")
            .class("dlg")
            .class(self.width)
            .place(&brush.places[0])
            .set("aria-label", self.title.to_string())
            .on_cancel(oncancel)
            .child(head)
            .child(body)
            .child(foot)
    }
}

/// A short word at the bottom: what was done, and what it offers.
pub fn toast(painter: &Painter, toast: &Toast) -> Tag {
    let offer = toast.offer.map(|offer| {
        let (msg, key) = match offer {
            Offer::Undo => (Msg::Undo, key!("undo.button")),
            Offer::Notes => (Msg::OpenReport, key!("open.show_notes")),
        };
        button("", painter.send(msg)).child(painter.get(key))
    });
    div("toast")
        .set("role", "status")
        .child(rich_in(painter, "span", "", &toast.text))
        .child(offer)
}
