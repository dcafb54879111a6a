//! Sentences on the page: words, code, messages with their shape.

use yew::prelude::*;

use crate::text::Piece;
use crate::web::message_mark::{MessageMark, shape};

/// The pieces of a sentence, one after the other.
pub fn rich(pieces: &[Piece]) -> Html {
    pieces.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Plain(words) => html! { { words } },
        Piece::Code(code) => html! { <code>{ code }</code> },
        Piece::Strong(words) => html! { <b>{ words }</b> },
        Piece::Message(message) => html! { <MessageMark message={*message} /> },
        Piece::Rule(rule) => html! { <span class="rule">{ rule }</span> },
    }
}

/// The same, where nothing in it can be clicked because all of it is a button.
pub fn rich_in_button(pieces: &[Piece]) -> Html {
    let still = |piece_of: &Piece| match piece_of {
        Piece::Message(message) => {
            html! { <span class="mref">{ shape(*message) }{ message.to_string() }</span> }
        }
        Piece::Plain(_) | Piece::Code(_) | Piece::Strong(_) | Piece::Rule(_) => piece(piece_of),
    };
    pieces.iter().map(still).collect()
}
