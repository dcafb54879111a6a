//! A message in a text: its shape and its id. Clicking it lights its whole path.

use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::scene::token::TokenStyle;
use crate::studio::Msg;
use crate::web::painter::Painter;

/// The shape and the id, as a button.
pub fn message_mark(painter: &Painter, message: MessageId) -> Html {
    let store = painter.store.clone();
    let lit = store.studio().view().lit == Some(message);
    let onclick = Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        store.send(Msg::Light(Some(message)));
    });
    html! {
        <button
            type="button" class={if lit { "mref is-lit" } else { "mref" }} aria-pressed={lit.to_string()} {onclick}
        >
            { shape(message) }{ message.to_string() }
        </button>
    }
}

/// The shape alone, for texts; its size is that of its class.
pub fn shape(message: MessageId) -> Html {
    let style = TokenStyle::of(message);
    html! {
        <svg class="tokh" viewBox="-14 -14 28 28" aria-hidden="true">
            <g class={format!("tok {}", fill(style))}><path class="tok-b" d={style.outline.d()} /></g>
        </svg>
    }
}

/// The class of a fill.
pub fn fill(style: TokenStyle) -> &'static str {
    match style.fill {
        1 => "c1",
        2 => "c2",
        3 => "c3",
        4 => "c4",
        5 => "c5",
        6 => "c6",
        7 => "c7",
        _ => "c8",
    }
}
