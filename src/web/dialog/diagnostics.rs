//! What is wrong with a file: the place, the reason, what to do.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::DiagnosticRow;
use crate::text::Argument;
use crate::web::controls::button;
use crate::web::dialog::Frame;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Brush;

/// The findings about a file, of which `more` are not listed.
pub fn diagnostics(brush: &Brush, file: &str, rows: &[DiagnosticRow], more: usize, still_open: &str) -> Html {
    let title = brush.with(key!("open.failed"), "name", Argument::Plain(file));
    let other = brush.get(key!("open.another"));
    let close = brush.get(key!("import.close"));
    let frame = Frame {
        title: &title,
        subtitle: "",
        width: "w-580",
        is_bad: true,
    };
    frame.around(
        brush,
        html! {
            <>
                <div class="dlg-b">
                    <ul class="findings">{ for rows.iter().map(row) }</ul>
                    if more > 0 {
                        <p class="more-findings">
                            { brush.with(key!("open.more_places"), "count", Argument::Number(more as u64)) }
                        </p>
                    }
                </div>
                <footer class="dlg-f">
                    <span class="more">{ still_open }</span>
                    { button("btn btn-o", brush.send(Msg::AskForFile)).child(other) }
                    { button("btn btn-p", brush.send(Msg::CloseDialog)).child(close) }
                </footer>
            </>
        },
    )
}

fn row(row: &DiagnosticRow) -> Html {
    let (class, mark) = if row.is_warning {
        ("st warn", Icon::Warning)
    } else {
        ("st bad", Icon::Cross)
    };
    html! {
        <li>
            <span {class}>{ icon(mark) }</span>
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
