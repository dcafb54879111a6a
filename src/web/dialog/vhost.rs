//! Which virtual host of a file to open.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::dialog::VhostRow;
use crate::text::Argument;
use crate::web::app::use_text;
use crate::web::dialog::Modal;
use crate::web::icon::{Icon, icon};
use crate::web::store::use_dispatch;

/// The file and what is in it.
#[derive(Clone, Properties, PartialEq)]
pub struct ChooseVhostProps {
    pub file: AttrValue,
    pub vhosts: Vec<VhostRow>,
}

/// The chooser of a virtual host.
#[component]
pub fn ChooseVhost(props: &ChooseVhostProps) -> Html {
    let dispatch = use_dispatch();
    let text = use_text();
    let chosen = use_state_eq(|| 0_usize);
    let row = |(position, row): (usize, &VhostRow)| {
        let choose = {
            let chosen = chosen.clone();
            Callback::from(move |_: Event| chosen.set(position))
        };
        html! {
            <label class="vhr">
                <input type="radio" name="vhost" checked={*chosen == position} onchange={choose} />
                <b class="id">{ &*row.name }</b><span>{ &*row.facts }</span>
            </label>
        }
    };
    let name = props.vhosts.get(*chosen).map_or("", |row| &row.name);
    let read = text.line(key!("import.read"), &[("vhost", Argument::Plain(name))]);
    let position = *chosen;
    html! {
        <Modal title={text.get(key!("import.which_vhost"))} subtitle={props.file.clone()} width="w-432">
            <div class="dlg-b">
                <div class="vhs" role="radiogroup" aria-label={text.get(key!("import.which_vhost"))}>
                    { for props.vhosts.iter().enumerate().map(row) }
                </div>
                <p class="safe">{ icon(Icon::Lock) }<span>{ text.get(key!("vhost.safe")) }</span></p>
            </div>
            <footer class="dlg-f">
                <button type="button" class="btn" onclick={dispatch.on(|_| Msg::CloseDialog)}>
                    { text.get(key!("import.cancel")) }
                </button>
                <button type="button" class="btn btn-p" onclick={dispatch.on(move |_| Msg::ChooseVhost(position))}>
                    { read }
                </button>
            </footer>
        </Modal>
    }
}
