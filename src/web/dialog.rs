//! What lies over everything: the chooser of a virtual host, the report of an import, what is wrong with a file; and
//! the short word at the bottom.

mod diagnostics;
mod report;
mod vhost;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::Toast;
use crate::studio::panels::dialog::Dialog;
use crate::web::app::use_text;
use crate::web::controls::IconButton;
use crate::web::dialog::diagnostics::Diagnostics;
use crate::web::dialog::report::ReportDialog;
use crate::web::dialog::vhost::ChooseVhost;
use crate::web::icon::Icon;
use crate::web::rich::rich;
use crate::web::same::Same;
use crate::web::store::{use_dispatch, use_selector};

/// The dialog that is open, and the toast.
#[component]
pub fn DialogLayer() -> Html {
    let dialog = use_selector(|studio| studio.panels().dialog.as_ref().map(Same::from));
    let toast = use_selector(|studio| studio.panels().toast.as_ref().map(Same::from));
    html! {
        <>
            { for toast.iter().map(|toast| html! { <ToastBar toast={toast.clone()} /> }) }
            {
                match dialog.as_deref() {
                    None => html! {},
                    Some(Dialog::ChooseVhost { file, vhosts }) => {
                        html! { <ChooseVhost file={AttrValue::from(file.clone())} vhosts={vhosts.clone()} /> }
                    }
                    Some(Dialog::Report(report)) => html! { <ReportDialog report={report.clone()} /> },
                    Some(Dialog::Diagnostics { file, rows, more, still_open }) => html! {
                        <Diagnostics
                            file={AttrValue::from(file.clone())} rows={rows.clone()} more={*more}
                            still_open={AttrValue::from(still_open.clone())}
                        />
                    },
                }
            }
        </>
    }
}

/// What every dialog has.
#[derive(Clone, Properties, PartialEq)]
pub struct ModalProps {
    /// The question or the finding.
    pub title: AttrValue,
    #[prop_or_default]
    pub subtitle: AttrValue,
    /// `w-432`, `w-784`.
    pub width: &'static str,
    /// It is about something that went wrong.
    #[prop_or_default]
    pub is_bad: bool,
    pub children: Html,
}

/// A dialog over the page; Escape and its cross close it.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let dispatch = use_dispatch();
    let text = use_text();
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = place.cast::<HtmlDialogElement>() {
                // It is on the page and not open yet.
                let _ = dialog.show_modal();
            }
        });
    }
    let oncancel = dispatch.on(|event: Event| {
        event.prevent_default();
        Msg::CloseDialog
    });
    html! {
        <dialog class={classes!("dlg", props.width)} ref={place} aria-label={props.title.clone()} {oncancel}>
            <header class="dlg-h">
                if props.is_bad {
                    <span class="st bad dst">{ crate::web::icon::icon(Icon::Cross) }</span>
                }
                <div>
                    <h2>{ &props.title }</h2>
                    if !props.subtitle.is_empty() {
                        <p>{ &props.subtitle }</p>
                    }
                </div>
                <IconButton
                    class="btn-s dx" icon={Icon::Cross} name={text.get(key!("import.close"))}
                    onclick={dispatch.on(|_| Msg::CloseDialog)}
                />
            </header>
            { props.children.clone() }
        </dialog>
    }
}

/// Which word.
#[derive(Clone, Properties, PartialEq)]
struct ToastProps {
    toast: Same<Toast>,
}

/// A short word at the bottom: what was done, and that it can be undone.
#[component]
fn ToastBar(props: &ToastProps) -> Html {
    let dispatch = use_dispatch();
    let text = use_text();
    html! {
        <div class="toast" role="status">
            <span>{ rich(&props.toast.text) }</span>
            if props.toast.can_undo {
                <button type="button" onclick={dispatch.on(|_| Msg::Undo)}>{ text.get(key!("undo.button")) }</button>
            }
        </div>
    }
}
