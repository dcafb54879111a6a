//! A message in a text: its shape and its id. Clicking it lights its whole path.

use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::scene::token::TokenStyle;
use crate::studio::Msg;
use crate::web::store::{use_dispatch, use_selector};

/// Which message.
#[derive(Clone, Properties, PartialEq)]
pub struct MessageMarkProps {
    pub message: MessageId,
}

/// The shape and the id, as a button.
#[component]
pub fn MessageMark(props: &MessageMarkProps) -> Html {
    let message = props.message;
    let dispatch = use_dispatch();
    let lit = *use_selector(move |studio| studio.view().lit == Some(message));
    let onclick = dispatch.on(move |event: MouseEvent| {
        event.stop_propagation();
        Msg::Light(Some(message))
    });
    html! {
        <button class={classes!("mref", lit.then_some("is-lit"))} type="button" {onclick} aria-pressed={lit.to_string()}>
            { shape(message) }{ message.to_string() }
        </button>
    }
}

/// The shape alone, for texts; its size is that of its class.
pub fn shape(message: MessageId) -> Html {
    let style = TokenStyle::of(message);
    html! {
        <svg class="tokh" viewBox="-14 -14 28 28" aria-hidden="true">
            <g class={classes!("tok", fill(style))}><path class="tok-b" d={style.outline.d()} /></g>
        </svg>
    }
}

/// The class of a fill.
pub fn fill(style: TokenStyle) -> String {
    format!("c{}", style.fill)
}
