//! Which virtual host of a file to open.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::VhostRow;
use crate::text::Argument;
use crate::web::controls::button;
use crate::web::dialog::Frame;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Brush;

/// The chooser of a virtual host. Which one is chosen only the dialog knows.
pub fn choose_vhost(brush: &Brush, file: &str, vhosts: &[VhostRow]) -> Html {
    let chosen = brush.local;
    let title = brush.get(key!("import.which_vhost"));
    let row = |(position, row): (usize, &VhostRow)| {
        html! {
            <label class="vhr">
                <input
                    type="radio" name="vhost" checked={chosen == position} onclick={brush.set_local(position)}
                />
                <b class="id">{ &*row.name }</b><span>{ &*row.facts }</span>
            </label>
        }
    };
    let name = vhosts.get(chosen).map_or("", |row| &row.name);
    let read = brush.with(key!("import.read"), "vhost", Argument::Plain(name));
    let frame = Frame {
        title,
        subtitle: file,
        width: "w-432",
        is_bad: false,
    };
    frame.around(
        brush,
        html! {
            <>
                <div class="dlg-b">
                    <div class="vhs" role="radiogroup" aria-label={title}>
                        { for vhosts.iter().enumerate().map(row) }
                    </div>
                    <p class="safe">{ icon(Icon::Lock) }<span>{ brush.get(key!("vhost.safe")) }</span></p>
                </div>
                <footer class="dlg-f">
                    { button("btn", brush.send(Msg::CloseDialog)).child(brush.get(key!("import.cancel"))) }
                    { button("btn btn-p", brush.send(Msg::ChooseVhost(chosen))).child(read) }
                </footer>
            </>
        },
    )
}
