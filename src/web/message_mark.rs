//! A message in a text: its shape and its id. Clicking it lights its whole path.

use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::scene::token::TokenStyle;
use crate::studio::Msg;
use crate::web::painter::Painter;
use crate::web::shapes::{g, path, picture};
use crate::web::tag::{Tag, tag, truth};

/// The shape and the id, as a button.
pub fn message_mark(painter: &Painter, message: MessageId) -> Tag {
    let store = painter.store.clone();
    let lit = store.studio().view().lit == Some(message);
    let onclick = Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        store.send(Msg::Light(Some(message)));
    });
    let button = tag("button").set("type", "button").on_click(onclick);
    named(button, message)
        .class_if(lit, "is-lit")
        .set("aria-pressed", truth(lit))
}

/// The shape and the id, in this element.
pub fn named(element: Tag, message: MessageId) -> Tag {
    element
        .class("mref")
        .child(shape(message))
        .child(message.to_string())
}

/// The shape alone, for texts; its size is that of its class.
pub fn shape(message: MessageId) -> Tag {
    let style = TokenStyle::of(message);
    let token = g("tok")
        .class(fill(style))
        .child(path("tok-b", style.outline.d()));
    picture("tokh").set("viewBox", "-14 -14 28 28").child(token)
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
