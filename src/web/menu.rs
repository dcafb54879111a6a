//! The menu of a narrow window: a sheet with everything that the bars have no room for.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::files::FileMsg;
use crate::studio::panels::top::Top;
use crate::studio::view::{BottomTab, InspectorTab};
use crate::text::Key;
use crate::web::bottom;
use crate::web::controls::{IconButton, button};
use crate::web::file_menu;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Brush;
use crate::web::tag::{Tag, div, span, tag};
use crate::web::top_bar::{language_and_theme, redo, undo};

/// The button and its sheet, which is the first place of the top bar.
pub fn menu(brush: &Brush, top: &Top) -> Tag {
    let (sheet, again) = (brush.places[0].clone(), brush.places[0].clone());
    let open = Callback::from(move |_: MouseEvent| {
        if let Some(sheet) = sheet.cast::<HtmlDialogElement>() {
            // A sheet that is open stays open.
            let _ = sheet.show_modal();
        }
    });
    let close = Callback::from(move |event: MouseEvent| close_on_click(&again, &event));
    let row = |shown: Icon, key: Key, msg: Msg| {
        button("t", brush.send(msg))
            .child(icon(shown))
            .child(brush.get(key))
    };
    let name = brush.get(key!("topbar.menu"));
    let mut rows = vec![
        row(Icon::Grid, key!("topbar.gallery"), Msg::OpenGallery),
        row(Icon::Pencil, key!("topbar.new"), Msg::New),
        row(Icon::Open, key!("topbar.open"), Msg::AskForFile),
    ];
    if top.is_open {
        let tab = Msg::ShowInspector;
        rows.extend([
            row(Icon::Download, key!("topbar.save"), Msg::File(FileMsg::Save)),
            file_menu::export_row(brush),
            row(Icon::Question, key!("tab.why"), tab(InspectorTab::Why)),
            row(Icon::Info, key!("tab.message"), tab(InspectorTab::Message)),
            row(Icon::Follow, key!("tab.node"), tab(InspectorTab::Node)),
        ]);
        for tab in BottomTab::ALL {
            rows.push(row(bottom::icon(tab), bottom::name(tab), Msg::ShowBottom(tab)));
        }
    }
    if let Some(report) = top.report {
        rows.push(row(Icon::List, report, Msg::OpenReport));
    }
    let sheet = tag("dialog")
        .class("dlg t-sheet")
        .place(&brush.places[0])
        .set("aria-label", name)
        .on_click(close)
        .children(rows)
        .child(
            div("t-foot")
                .child(top.is_open.then(|| undo(brush, top)))
                .child(top.is_open.then(|| redo(brush, top)))
                .child(language_and_theme(brush)),
        );
    span("narrow-only")
        .child(IconButton::new(Icon::Menu, name).paint(open))
        .child(sheet)
}

/// Whatever is chosen, and a click beside the sheet, closes it.
pub fn close_on_click(place: &NodeRef, event: &MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let chosen = target.is_some_and(|target| {
        target.tag_name() == "DIALOG" || target.closest("button").is_ok_and(|button| button.is_some())
    });
    if let Some(sheet) = place.cast::<HtmlDialogElement>().filter(|_| chosen) {
        sheet.close();
    }
}
