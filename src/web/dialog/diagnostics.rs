//! What is wrong with a file: the place, the reason, what to do.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::DiagnosticRow;
use crate::text::Argument;
use crate::web::app::use_text;
use crate::web::dialog::Modal;
use crate::web::icon::{Icon, icon};
use crate::web::store::use_dispatch;

/// The file and what is wrong with it.
#[derive(Clone, Properties, PartialEq)]
pub struct DiagnosticsProps {
    pub file: AttrValue,
    pub rows: Vec<DiagnosticRow>,
    /// So many more were found.
    pub more: usize,
    /// What is still open.
    pub still_open: AttrValue,
}

/// The findings about a file.
#[component]
pub fn Diagnostics(props: &DiagnosticsProps) -> Html {
    let dispatch = use_dispatch();
    let text = use_text();
    let file = Argument::Plain(&props.file);
    html! {
        <Modal title={text.line(key!("open.failed"), &[("name", file)])} width="w-580" is_bad=true>
            <div class="dlg-b">
                <ul class="findings">{ for props.rows.iter().map(row) }</ul>
                if props.more > 0 {
                    <p class="more-findings">
                        { text.line(key!("open.more_places"), &[("count", Argument::Number(props.more as u64))]) }
                    </p>
                }
            </div>
            <footer class="dlg-f">
                <span class="more">{ &props.still_open }</span>
                <button type="button" class="btn btn-o" onclick={dispatch.on(|_| Msg::AskForFile)}>
                    { text.get(key!("open.another")) }
                </button>
                <button type="button" class="btn btn-p" onclick={dispatch.on(|_| Msg::CloseDialog)}>
                    { text.get(key!("import.close")) }
                </button>
            </footer>
        </Modal>
    }
}

fn row(row: &DiagnosticRow) -> Html {
    let (class, mark) = if row.is_warning {
        ("warn", Icon::Warning)
    } else {
        ("bad", Icon::Cross)
    };
    html! {
        <li>
            <span class={classes!("st", class)}>{ icon(mark) }</span>
            <div>
                <code>{ &*row.place }</code>
                <p>{ &*row.reason }</p>
                if !row.hint.is_empty() {
                    <p class="hint">{ &*row.hint }</p>
                }
            </div>
        </li>
    }
}
