//! A sentence as typed pieces. A page draws them, everything else reads them as plain text; what they say is the same.

use crate::base::ids::MessageId;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Plain(String),
    /// What could be typed into a client: names, keys, arguments, status values.
    Code(String),
    /// Words that carry the sentence: a term where it is introduced, a verdict.
    Strong(String),
    /// A message, drawn as its shape and its id.
    Message(MessageId),
    /// A rule of the broker's specification by its id, a link.
    Rule(String),
}

impl Piece {
    /// The piece as plain text.
    pub fn push_to(&self, text: &mut String) {
        match self {
            Piece::Plain(words) | Piece::Code(words) | Piece::Strong(words) | Piece::Rule(words) => {
                text.push_str(words);
            }
            Piece::Message(message) => text.push_str(&message.to_string()),
        }
    }
}

/// The pieces as plain text: what is read aloud, printed and searched.
pub fn plain(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        piece.push_to(&mut text);
    }
    text
}

/// The pieces as plain text with code between backticks, so that a name keeps its edges where nothing can be drawn.
pub fn marked(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Code(code) => {
                text.push('`');
                text.push_str(code);
                text.push('`');
            }
            Piece::Plain(_) | Piece::Strong(_) | Piece::Message(_) | Piece::Rule(_) => {
                piece.push_to(&mut text)
            }
        }
    }
    text
}

/// Adds pieces to pieces, joining plain words that meet.
pub(crate) fn append(pieces: &mut Vec<Piece>, more: impl IntoIterator<Item = Piece>) {
    for piece in more {
        match (pieces.last_mut(), piece) {
            (Some(Piece::Plain(words)), Piece::Plain(next)) => words.push_str(&next),
            (_, Piece::Plain(next)) if next.is_empty() => {}
            (_, piece) => pieces.push(piece),
        }
    }
}
