//! Sentences on the page: words, code, messages with their shape.

use crate::text::Piece;
use crate::web::message_mark::{message_mark, named};
use crate::web::painter::Painter;
use crate::web::tag::{Tag, span, tag, worded};

/// The pieces of a sentence, one after the other, at the end of an element. Clicking a message lights it.
pub fn rich(element: Tag, painter: &Painter, pieces: &[Piece]) -> Tag {
    sentence(element, Some(painter), pieces)
}

/// The same, where nothing in it can be clicked because all of it is a button.
pub fn rich_in_button(element: Tag, pieces: &[Piece]) -> Tag {
    sentence(element, None, pieces)
}

/// An element of this class with a sentence in it.
#[inline(never)]
pub fn rich_in(painter: &Painter, name: &'static str, class: &'static str, pieces: &[Piece]) -> Tag {
    rich(tag(name).class(class), painter, pieces)
}

fn sentence(mut element: Tag, painter: Option<&Painter>, pieces: &[Piece]) -> Tag {
    // What the piece before has taken of this one.
    let mut taken = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let before = std::mem::take(&mut taken);
        element = match piece {
            Piece::Plain(words) => element.child(&words[before..]),
            Piece::Code(code) => element.child(worded("code", "", code)),
            Piece::Strong(words) => element.child(worded("b", "", words)),
            Piece::Message(message) => {
                let mark = match painter {
                    Some(painter) => message_mark(painter, *message),
                    None => named(tag("span"), *message),
                };
                match pieces.get(at + 1).map(mark_of_the_sentence) {
                    None | Some("") => element.child(mark),
                    Some(closing) => {
                        taken = closing.len();
                        element.child(span("keep").child(mark).child(closing))
                    }
                }
            }
            Piece::Rule(rule) => element.child(worded("span", "rule", rule)),
        };
    }
    element
}

/// The full-width mark that a piece begins with. It must not begin a line, which browsers allow behind a button.
fn mark_of_the_sentence(piece: &Piece) -> &str {
    let Piece::Plain(words) = piece else { return "" };
    let mark = words
        .chars()
        .next()
        .filter(|mark| "，。；：、！？）".contains(*mark));
    &words[..mark.map_or(0, char::len_utf8)]
}
