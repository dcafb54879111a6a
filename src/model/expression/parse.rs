//! Text to expression.
//!
//! From loose to tight: `or`, `and`, `not`, one comparison, `+ -`, `*`, `-x`, then fields, indices and calls.

use crate::base::double::Double;
use crate::base::value::Value;
use crate::model::cursor::{Cursor, SyntaxError};
use crate::model::diagnostic::Expected;
use crate::model::expression::{Expression, Operator, Piece};

/// Words that are not names.
pub const RESERVED: [&str; 6] = ["and", "or", "not", "true", "false", "null"];

impl Expression {
    /// Reads a whole text as one expression.
    pub fn parse(text: &str) -> Result<Expression, SyntaxError> {
        let mut cursor = Cursor::new(text, 1);
        let expression = expression(&mut cursor)?;
        cursor.end()?;
        Ok(expression)
    }

    /// Reads a text without quotes as a template: the queue of a subscription, for instance.
    pub fn parse_template(text: &str) -> Result<Expression, SyntaxError> {
        let mut cursor = Cursor::new(text, 1);
        template(&mut cursor, None)
    }
}

/// Reads an expression and stops behind it.
pub fn expression(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    cursor.nested(|cursor| {
        let mut left = conjunction(cursor)?;
        while cursor.eat_word("or") {
            left = binary(cursor, Operator::Or, left, conjunction)?;
        }
        Ok(left)
    })
}

type Read = fn(&mut Cursor<'_>) -> Result<Expression, SyntaxError>;

fn binary(
    cursor: &mut Cursor<'_>,
    sign: Operator,
    left: Expression,
    right: Read,
) -> Result<Expression, SyntaxError> {
    cursor.part()?;
    Ok(Expression::Binary(sign, Box::new(left), Box::new(right(cursor)?)))
}

fn conjunction(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    let mut left = negation(cursor)?;
    while cursor.eat_word("and") {
        left = binary(cursor, Operator::And, left, negation)?;
    }
    Ok(left)
}

fn negation(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    if !cursor.eat_word("not") {
        return comparison(cursor);
    }
    cursor.part()?;
    cursor
        .nested(negation)
        .map(|inner| Expression::Not(Box::new(inner)))
}

fn comparison(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    const SIGNS: [Operator; 6] = [
        Operator::Equal,
        Operator::NotEqual,
        Operator::LessOrEqual,
        Operator::GreaterOrEqual,
        Operator::Less,
        Operator::Greater,
    ];
    let left = sum(cursor)?;
    if let Some(sign) = SIGNS.into_iter().find(|operator| cursor.eat(operator.sign())) {
        return binary(cursor, sign, left, sum);
    }
    if cursor.rest().starts_with('=') {
        return Err(cursor.error(Expected::DoubleEquals));
    }
    Ok(left)
}

fn sum(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    let mut left = product(cursor)?;
    loop {
        if cursor.eat("+") {
            left = binary(cursor, Operator::Add, left, product)?;
        } else if cursor.eat("-") {
            left = binary(cursor, Operator::Subtract, left, product)?;
        } else {
            return Ok(left);
        }
    }
}

fn product(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    let mut left = signed(cursor)?;
    while cursor.eat("*") {
        left = binary(cursor, Operator::Multiply, left, signed)?;
    }
    Ok(left)
}

fn signed(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    if !cursor.eat("-") {
        return postfix(cursor);
    }
    cursor.part()?;
    if cursor.peek().is_some_and(|digit| digit.is_ascii_digit()) {
        return number(cursor, true);
    }
    cursor
        .nested(signed)
        .map(|inner| Expression::Negate(Box::new(inner)))
}

fn postfix(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    let mut base = atom(cursor)?;
    loop {
        match cursor.peek() {
            Some('.') => {
                cursor.part()?;
                cursor.letter();
                base = Expression::Field(Box::new(base), segment(cursor)?);
            }
            Some('[') => {
                cursor.part()?;
                cursor.letter();
                let index = expression(cursor)?;
                cursor.expect("]")?;
                base = Expression::Index(Box::new(base), Box::new(index));
            }
            Some(_) | None => return Ok(base),
        }
    }
}

fn segment(cursor: &mut Cursor<'_>) -> Result<String, SyntaxError> {
    match cursor.segment() {
        "" => Err(cursor.error(Expected::Name)),
        segment => Ok(segment.into()),
    }
}

fn atom(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    cursor.skip_spaces();
    cursor.part()?;
    match cursor.peek() {
        Some('0'..='9') => number(cursor, false),
        Some('"' | '\'') => text(cursor),
        Some('(') => {
            cursor.letter();
            let inner = expression(cursor)?;
            cursor.expect(")")?;
            Ok(inner)
        }
        Some('[') => {
            cursor.letter();
            sequence(cursor, "]", expression).map(Expression::List)
        }
        Some('{') => {
            cursor.letter();
            sequence(cursor, "}", field).map(Expression::Record)
        }
        Some(_) | None => word(cursor),
    }
}

fn word(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    match cursor.peek_word() {
        "" | "and" | "or" | "not" => return Err(cursor.error(Expected::Expression)),
        _ => {}
    }
    let name = cursor.word();
    Ok(match name {
        "true" => Expression::Constant(Value::Boolean(true)),
        "false" => Expression::Constant(Value::Boolean(false)),
        "null" => Expression::Constant(Value::Void),
        _ if cursor.peek() == Some('(') => {
            cursor.letter();
            Expression::Call(name.into(), sequence(cursor, ")", expression)?)
        }
        _ => Expression::Name(name.into()),
    })
}

/// Reads items between commas, and the closing sign.
fn sequence<T>(
    cursor: &mut Cursor<'_>,
    close: &'static str,
    item: fn(&mut Cursor<'_>) -> Result<T, SyntaxError>,
) -> Result<Vec<T>, SyntaxError> {
    let mut items = Vec::new();
    while !cursor.eat(close) {
        if !items.is_empty() {
            cursor.expect(",")?;
        }
        items.push(item(cursor)?);
    }
    Ok(items)
}

fn field(cursor: &mut Cursor<'_>) -> Result<(String, Expression), SyntaxError> {
    cursor.skip_spaces();
    let key = match cursor.peek() {
        Some('"' | '\'') => plain_text(cursor)?,
        Some(_) | None => cursor.word().to_string(),
    };
    if key.is_empty() && !cursor.rest().starts_with(':') {
        return Err(cursor.error(Expected::Name));
    }
    cursor.expect(":")?;
    Ok((key, expression(cursor)?))
}

/// Reads digits with an optional fraction or unit.
fn number(cursor: &mut Cursor<'_>, negative: bool) -> Result<Expression, SyntaxError> {
    let start = cursor.clone();
    let digits = cursor.take_while(|letter| letter.is_ascii_digit());
    let rest = cursor.rest();
    if rest.starts_with('.') && rest[1..].starts_with(|letter: char| letter.is_ascii_digit()) {
        cursor.letter();
        let fraction = cursor.take_while(|letter| letter.is_ascii_digit());
        let sign = if negative { "-" } else { "" };
        let number = Double::parse(&format!("{sign}{digits}.{fraction}"));
        let number = number.ok_or_else(|| start.clone().error(Expected::SmallerNumber))?;
        return Ok(Expression::Constant(Value::Double(number)));
    }
    let too_large = || start.clone().error(Expected::SmallerNumber);
    let sign = if negative { -1 } else { 1 };
    let integer = digits
        .parse()
        .map(|number: i128| sign * number)
        .map_err(|_| too_large())?;
    let unit = cursor.take_while(|letter| letter.is_alphanumeric() || letter == '_');
    let factor = match unit {
        "" | "ms" => 1,
        "s" => 1000,
        "min" => 60_000,
        _ => return Err(start.clone().error(Expected::Duration)),
    };
    let integer = integer
        .checked_mul(factor)
        .and_then(|ms| i64::try_from(ms).ok())
        .ok_or_else(too_large)?;
    Ok(match unit {
        "" => Expression::integer(integer),
        _ => Expression::Duration(integer),
    })
}

/// Reads a text in quotes, with its gaps.
pub fn text(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    cursor.skip_spaces();
    match cursor.letter() {
        Some(quote @ ('"' | '\'')) => template(cursor, Some(quote)),
        Some(_) | None => Err(cursor.error(Expected::Expression)),
    }
}

/// Reads a text in quotes that may not have gaps.
pub fn plain_text(cursor: &mut Cursor<'_>) -> Result<String, SyntaxError> {
    let start = cursor.clone();
    match text(cursor)? {
        Expression::Constant(Value::Text(text)) => Ok(text.to_string()),
        _ => Err(start.clone().error(Expected::Name)),
    }
}

/// Reads up to the closing quote; without one, up to the end.
fn template(cursor: &mut Cursor<'_>, quote: Option<char>) -> Result<Expression, SyntaxError> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    loop {
        let before = cursor.clone();
        match cursor.letter() {
            None if quote.is_some() => return Err(cursor.error(Expected::ClosingQuote)),
            None => break,
            letter if letter == quote => break,
            Some('{') => {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Gap(expression(cursor)?));
                cursor.expect("}")?;
            }
            Some('}') => return Err(before.clone().error(Expected::Escape)),
            Some('\\') => text.push(escaped(cursor)?),
            Some(letter) => text.push(letter),
        }
    }
    if pieces.is_empty() {
        return Ok(Expression::text(&text));
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(Expression::Template(pieces))
}

fn escaped(cursor: &mut Cursor<'_>) -> Result<char, SyntaxError> {
    let before = cursor.clone();
    match cursor.letter() {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('r') => Ok('\r'),
        Some(letter @ ('\\' | '"' | '\'' | '{' | '}')) => Ok(letter),
        Some(_) | None => Err(before.clone().error(Expected::Escape)),
    }
}
