//! Sentences on the page: words, code, messages with their shape.

use yew::prelude::*;

use crate::text::Piece;
use crate::web::message_mark::{message_mark, shape};
use crate::web::painter::Painter;
use crate::web::tag::{Tag, tag};

/// The pieces of a sentence, one after the other. Clicking a message lights it.
pub fn rich(painter: &Painter, pieces: &[Piece]) -> Html {
    let piece = |piece: &Piece| match piece {
        Piece::Message(message) => message_mark(painter, *message),
        Piece::Plain(_) | Piece::Code(_) | Piece::Strong(_) | Piece::Rule(_) => still(piece),
    };
    pieces.iter().map(piece).collect()
}

/// The same, where nothing in it can be clicked because all of it is a button.
pub fn rich_in_button(pieces: &[Piece]) -> Html {
    pieces.iter().map(still).collect()
}

/// An element of this class with a sentence in it.
#[inline(never)]
pub fn rich_in(painter: &Painter, name: &'static str, class: &'static str, pieces: &[Piece]) -> Tag {
    tag(name).class(class).child(rich(painter, pieces))
}

fn still(piece: &Piece) -> Html {
    match piece {
        Piece::Plain(words) => html! { { words } },
        Piece::Code(code) => html! { <code>{ code }</code> },
        Piece::Strong(words) => html! { <b>{ words }</b> },
        Piece::Message(message) => {
            html! { <span class="mref">{ shape(*message) }{ message.to_string() }</span> }
        }
        Piece::Rule(rule) => html! { <span class="rule">{ rule }</span> },
    }
}
