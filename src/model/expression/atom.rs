//! Where the texts and names of an expression stand in the text that it was read from, so that one of them can be
//! replaced and every other letter stays.

use crate::base::value::Value;
use crate::model::cursor::Cursor;
use crate::model::expression::Expression;
use crate::model::expression::parse::{RESERVED, text as read_text};
use std::ops::Range;

/// A text in quotes, or a name with its fields, and the bytes where it stands.
pub type Atom<'a> = (Range<usize>, &'a Expression);

/// The atoms of an expression that was read from `range` of `text`, in order. What stands in the gaps of a template is
/// not looked at.
pub fn atoms<'a>(text: &str, range: Range<usize>, expression: &'a Expression) -> Vec<Atom<'a>> {
    let mut parts = Vec::new();
    collect(expression, &mut parts);
    let ranges = ranges(&text[range.clone()]);
    // The two ways of reading agree; if they ever did not, nothing would be replaced rather than something else.
    if ranges.len() != parts.len() {
        return Vec::new();
    }
    let shifted = ranges
        .into_iter()
        .map(|at| range.start + at.start..range.start + at.end);
    shifted.zip(parts).collect()
}

fn collect<'a>(expression: &'a Expression, into: &mut Vec<&'a Expression>) {
    let is_atom = match expression {
        Expression::Constant(Value::Text(_)) | Expression::Template(_) => true,
        Expression::Name(_) | Expression::Field(..) => is_chain(expression),
        Expression::Constant(_)
        | Expression::Duration(_)
        | Expression::List(_)
        | Expression::Record(_)
        | Expression::Index(..)
        | Expression::Call(..)
        | Expression::Not(_)
        | Expression::Negate(_)
        | Expression::Binary(..) => false,
    };
    if is_atom {
        into.push(expression);
    } else {
        expression
            .parts()
            .into_iter()
            .for_each(|part| collect(part, into));
    }
}

/// `orders.work`: names and dots.
fn is_chain(expression: &Expression) -> bool {
    match expression {
        Expression::Name(_) => true,
        Expression::Field(base, _) => is_chain(base),
        Expression::Constant(_)
        | Expression::Duration(_)
        | Expression::Template(_)
        | Expression::List(_)
        | Expression::Record(_)
        | Expression::Index(..)
        | Expression::Call(..)
        | Expression::Not(_)
        | Expression::Negate(_)
        | Expression::Binary(..) => false,
    }
}

/// Where atoms stand in a text that is an expression.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut cursor = Cursor::new(text, 1);
    let mut ranges = Vec::new();
    loop {
        cursor.skip_spaces();
        let start = cursor.at();
        let Some(letter) = cursor.peek() else {
            return ranges;
        };
        match letter {
            '"' | '\'' if read_text(&mut cursor).is_ok() => push(&mut ranges, start, &cursor),
            '0'..='9' => {
                cursor.take_while(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.'));
            }
            '.' => {
                cursor.letter();
                cursor.segment();
            }
            _ => match cursor.word() {
                "" => {
                    cursor.letter();
                }
                word if RESERVED.contains(&word) || cursor.peek() == Some('(') => {}
                _ => {
                    fields(&mut cursor);
                    push(&mut ranges, start, &cursor);
                }
            },
        }
    }
}

/// What stands before a colon is a key of a record.
fn push(ranges: &mut Vec<Range<usize>>, start: usize, cursor: &Cursor<'_>) {
    let mut behind = cursor.clone();
    if !behind.eat(":") {
        ranges.push(start..cursor.at());
    }
}

fn fields(cursor: &mut Cursor<'_>) {
    while cursor.peek() == Some('.') {
        cursor.letter();
        cursor.segment();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atoms_are_found_where_they_stand() {
        for (text, found) in [
            ("ready(orders.work) == 2", vec!["orders.work"]),
            ("'a' == \"b\" and not c", vec!["'a'", "\"b\"", "c"]),
            ("{\"x-y\": \"z\", k: [n, 5s, 1.5, null]}", vec!["\"z\"", "n"]),
            (
                "headers.x-death[0].queue == \"q {n}\"",
                vec!["headers.x-death", "\"q {n}\""],
            ),
            ("\"q\".x + -y * (z)", vec!["\"q\"", "y", "z"]),
            ("\"é\" == ü", vec!["\"é\"", "ü"]),
        ] {
            let expression = Expression::parse(text).unwrap();
            let atoms = atoms(text, 0..text.len(), &expression);
            let texts: Vec<&str> = atoms.iter().map(|(range, _)| &text[range.clone()]).collect();
            assert_eq!(texts, found);
        }
    }
}
