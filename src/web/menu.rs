//! The menu of a narrow window: a sheet with everything that the bars have no room for.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::view::{BottomTab, InspectorTab};
use crate::web::app::use_text;
use crate::web::controls::IconButton;
use crate::web::icon::{Icon, icon};
use crate::web::store::{use_dispatch, use_panel};
use crate::web::top_bar::LanguageAndTheme;

/// The button and its sheet.
#[component]
pub fn Menu() -> Html {
    let top = use_panel(|panels| &panels.top);
    let dispatch = use_dispatch();
    let text = use_text();
    let place = use_node_ref();
    let open = {
        let place = place.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(sheet) = place.cast::<HtmlDialogElement>() {
                // A sheet that is open stays open.
                let _ = sheet.show_modal();
            }
        })
    };
    let close = {
        let place = place.clone();
        Callback::from(move |event: MouseEvent| close_on_click(&place, &event))
    };
    let row = |shown: Icon, key, msg: Msg| {
        let dispatch = dispatch.clone();
        html! {
            <button type="button" class="t" onclick={move |_| dispatch.send(msg.clone())}>
                { icon(shown) }{ text.get(key) }
            </button>
        }
    };
    html! {
        <span class="narrow-only">
            <IconButton icon={Icon::Menu} name={text.get(key!("topbar.menu"))} onclick={open} />
            <dialog class="dlg t-sheet" ref={place} aria-label={text.get(key!("topbar.menu"))} onclick={close}>
                { row(Icon::Grid, key!("topbar.gallery"), Msg::OpenGallery) }
                { row(Icon::Open, key!("topbar.open"), Msg::AskForFile) }
                if top.is_open {
                    { row(Icon::Download, key!("topbar.save"), Msg::SaveDocument) }
                    { row(Icon::Question, key!("tab.why"), Msg::ShowInspector(InspectorTab::Why)) }
                    { row(Icon::Info, key!("tab.message"), Msg::ShowInspector(InspectorTab::Message)) }
                    { row(Icon::Follow, key!("tab.node"), Msg::ShowInspector(InspectorTab::Node)) }
                    { row(Icon::List, key!("tab.log"), Msg::ShowBottom(BottomTab::Log)) }
                }
                if top.has_report {
                    { row(Icon::List, key!("topbar.report"), Msg::OpenReport) }
                }
                <div class="t-foot"><LanguageAndTheme /></div>
            </dialog>
        </span>
    }
}

/// Whatever is chosen, and a click beside the sheet, closes it.
fn close_on_click(place: &NodeRef, event: &MouseEvent) {
    let sheet = place.cast::<HtmlDialogElement>();
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let chosen = target.is_some_and(|target| {
        target.tag_name() == "DIALOG" || target.closest("button").is_ok_and(|button| button.is_some())
    });
    if let Some(sheet) = sheet.filter(|_| chosen) {
        sheet.close();
    }
}
