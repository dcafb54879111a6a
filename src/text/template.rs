//! The small language of the catalogues and of authors' texts.
//!
//! - `{name}` is an argument; without one, `{m1}` is a message.
//! - `{count|message|messages}` chooses by the argument `count`: the first word for 1, the second for all else.
//! - `` `…` `` is code and `**…**` is strong; both may hold arguments.
//! - `R-DL-1` and `T-1b` are rules.
//!
//! What does not fit these forms is taken as it stands: no text makes this fail.

use crate::base::ids::MessageId;
use crate::text::piece::{Piece, append, plain};
use crate::text::{Argument, Language, Text};

/// Fills a template.
pub fn fill(text: &Text, template: &str, arguments: &[(&str, Argument)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '`', '*', 'R', 'T']) {
        let (before, from) = rest.split_at(at);
        append(&mut pieces, [Piece::Plain(before.into())]);
        let (piece, length) = next(text, before.chars().next_back(), from, arguments);
        append(&mut pieces, piece);
        rest = &from[length..];
    }
    append(&mut pieces, [Piece::Plain(rest.into())]);
    if text.language() == Language::Chinese {
        pieces.iter_mut().for_each(close_up);
    }
    pieces
}

/// The first argument that a template names and is not given.
pub fn first_missing<'t>(template: &'t str, arguments: &[(&str, Argument)]) -> Option<&'t str> {
    let named = template
        .split('{')
        .skip(1)
        .filter_map(|part| part.split(['|', '}']).next());
    let given = |name: &str| arguments.iter().any(|(given, _)| *given == name);
    named
        .filter(|name| message(name).is_none())
        .find(|name| !given(name))
}

/// Chinese has spaces around Latin words only. Around a Chinese word that came as an argument they go.
fn close_up(piece: &mut Piece) {
    let Piece::Plain(words) = piece else {
        return;
    };
    let wide = |letter: Option<char>| letter.is_some_and(|letter| letter >= '\u{3000}');
    if !words
        .match_indices(' ')
        .any(|(at, _)| wide(words[..at].chars().next_back()))
    {
        return;
    }
    let mut closed = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != ' ' || !wide(closed.chars().next_back()) || !wide(letters.peek().copied()) {
            closed.push(letter);
        }
    }
    *words = closed;
}

/// The pieces of the form that `from` begins with, and how many bytes it takes; where it is no form after all, its
/// first character.
fn next(
    text: &Text,
    before: Option<char>,
    from: &str,
    arguments: &[(&str, Argument)],
) -> (Vec<Piece>, usize) {
    let form = match from.as_bytes()[0] {
        b'{' => placeholder(text, from, arguments),
        b'`' => enclosed(from, "`").map(|(inside, length)| {
            (
                vec![Piece::Code(plain(&fill_inside(text, inside, arguments)))],
                length,
            )
        }),
        b'*' => enclosed(from, "**").map(|(inside, length)| {
            (
                vec![Piece::Strong(plain(&fill_inside(text, inside, arguments)))],
                length,
            )
        }),
        _ => rule(before, from).map(|id| (vec![Piece::Rule(id.into())], id.len())),
    };
    form.unwrap_or_else(|| (vec![Piece::Plain(from[..1].into())], 1))
}

/// Inside of code and strong words only placeholders count.
fn fill_inside(text: &Text, template: &str, arguments: &[(&str, Argument)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        append(&mut pieces, [Piece::Plain(rest[..at].into())]);
        let from = &rest[at..];
        let (piece, length) =
            placeholder(text, from, arguments).unwrap_or_else(|| (vec![Piece::Plain("{".into())], 1));
        append(&mut pieces, piece);
        rest = &from[length..];
    }
    append(&mut pieces, [Piece::Plain(rest.into())]);
    pieces
}

fn placeholder(text: &Text, from: &str, arguments: &[(&str, Argument)]) -> Option<(Vec<Piece>, usize)> {
    let (inside, length) = enclosed_by(from, "{", "}")?;
    let mut parts = inside.split('|');
    let name = parts.next()?;
    let argument = arguments
        .iter()
        .find(|(given, _)| *given == name)
        .map(|(_, argument)| argument);
    let pieces = match (argument, parts.next(), parts.next()) {
        (Some(argument), Some(one), Some(many)) => {
            let word = if argument.count() == Some(1) { one } else { many };
            vec![Piece::Plain(word.into())]
        }
        (Some(argument), _, _) => argument.pieces(text),
        (None, None, _) => vec![Piece::Message(message(name)?)],
        (None, Some(_), _) => return None,
    };
    Some((pieces, length))
}

/// `m12` as the message that it names.
fn message(name: &str) -> Option<MessageId> {
    let digits = name.strip_prefix('m')?;
    digits.parse().ok().map(MessageId)
}

fn enclosed<'a>(from: &'a str, mark: &str) -> Option<(&'a str, usize)> {
    enclosed_by(from, mark, mark)
}

/// What stands between the marks that `from` begins with, if anything does, and the length of all of it.
fn enclosed_by<'a>(from: &'a str, open: &str, close: &str) -> Option<(&'a str, usize)> {
    let inside = from.strip_prefix(open)?;
    let end = inside.find(close).filter(|&end| end > 0)?;
    Some((&inside[..end], open.len() + end + close.len()))
}

/// `R-DL-1`, `T-1b`, `T-7.1`: an area, and a number with what may follow it.
fn rule(before: Option<char>, from: &str) -> Option<&str> {
    if before.is_some_and(|before| before.is_ascii_alphanumeric() || before == '-') {
        return None;
    }
    let head = match from.strip_prefix("R-") {
        Some(area) => {
            let letters = area.find(|letter: char| !letter.is_ascii_uppercase())?;
            (letters > 0 && area[letters..].starts_with('-')).then_some("R-".len() + letters + 1)?
        }
        None => from.strip_prefix("T-").map(|_| "T-".len())?,
    };
    let number = &from[head..];
    if !number.starts_with(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    let tail = |part: char| !(part.is_ascii_digit() || part.is_ascii_lowercase() || part == '.');
    let length = head + number.find(tail).unwrap_or(number.len());
    Some(from[..length].trim_end_matches('.'))
}
