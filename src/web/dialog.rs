//! What lies over everything: the chooser of a virtual host, the report of an import, what is wrong with a file; and
//! the short word at the bottom.

mod diagnostics;
mod report;
mod vhost;

use std::any::Any;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::Toast;
use crate::studio::panels::dialog::Dialog;
use crate::web::controls::{IconButton, button};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich;
use crate::web::tag::span;

/// The dialog that is open.
pub fn dialog(brush: &Brush, open: &Dialog) -> Html {
    match open {
        Dialog::ChooseVhost { file, vhosts } => vhost::choose_vhost(brush, file, vhosts),
        Dialog::Report(report) => report::report(brush, report),
        Dialog::Diagnostics {
            file,
            rows,
            more,
            still_open,
        } => diagnostics::diagnostics(brush, file, rows, *more, still_open),
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
struct Frame<'a> {
    /// The question or the finding.
    title: &'a str,
    subtitle: &'a str,
    /// `w-432`, `w-784`.
    width: &'static str,
    /// It is about something that went wrong.
    is_bad: bool,
}

impl Frame<'_> {
    /// The dialog with these contents; Escape and its cross close it.
    fn around(&self, brush: &Brush, contents: Html) -> Html {
        let oncancel = brush.on(|event: Event| {
            event.prevent_default();
            Msg::CloseDialog
        });
        let close = IconButton {
            class: "btn-s dx",
            ..IconButton::new(Icon::Cross, brush.get(key!("import.close")))
        };
        html! {
            <dialog
                class={format!("dlg {}", self.width)} ref={&brush.places[0]}
                aria-label={self.title.to_string()} {oncancel}
            >
                <header class="dlg-h">
                    if self.is_bad {
                        { span("st bad dst").child(icon(Icon::Cross)) }
                    }
                    <div>
                        <h2>{ self.title }</h2>
                        if !self.subtitle.is_empty() {
                            <p>{ self.subtitle }</p>
                        }
                    </div>
                    { close.paint(brush.send(Msg::CloseDialog)) }
                </header>
                { contents }
            </dialog>
        }
    }
}

/// A short word at the bottom: what was done, and that it can be undone.
pub fn toast(painter: &Painter, toast: &Toast) -> Html {
    html! {
        <div class="toast" role="status">
            <span>{ rich(painter, &toast.text) }</span>
            if toast.can_undo {
                { button("", painter.send(Msg::Undo)).child(painter.get(key!("undo.button"))) }
            }
        </div>
    }
}
