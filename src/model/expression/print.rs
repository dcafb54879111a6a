//! Expression to text, with as few parentheses as parsing allows. What is printed parses to the same expression.

use crate::base::value::Value;
use crate::model::expression::parse::RESERVED;
use crate::model::expression::{Expression, Operator, Piece};
use std::fmt::{self, Write};

/// How tightly a form binds; a looser one inside a tighter one needs parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Sign,
    Postfix,
}

impl fmt::Display for Expression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(out, self, Binding::Or)
    }
}

fn binding(expression: &Expression) -> Binding {
    match expression {
        Expression::Binary(operator, ..) => operator_binding(*operator),
        Expression::Not(_) => Binding::Not,
        Expression::Negate(_) => Binding::Sign,
        // `5.x` is no field, and `-5` binds like a sign.
        Expression::Constant(Value::Integer(_) | Value::Double(_)) | Expression::Duration(_) => Binding::Sign,
        Expression::Constant(_)
        | Expression::Template(_)
        | Expression::List(_)
        | Expression::Record(_)
        | Expression::Name(_)
        | Expression::Field(..)
        | Expression::Index(..)
        | Expression::Call(..) => Binding::Postfix,
    }
}

fn operator_binding(operator: Operator) -> Binding {
    match operator {
        Operator::Or => Binding::Or,
        Operator::And => Binding::And,
        Operator::Equal
        | Operator::NotEqual
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => Binding::Comparison,
        Operator::Add | Operator::Subtract => Binding::Sum,
        Operator::Multiply => Binding::Product,
    }
}

fn tighter(binding: Binding) -> Binding {
    match binding {
        Binding::Or => Binding::And,
        Binding::And => Binding::Not,
        Binding::Not => Binding::Comparison,
        Binding::Comparison => Binding::Sum,
        Binding::Sum => Binding::Product,
        Binding::Product => Binding::Sign,
        Binding::Sign | Binding::Postfix => Binding::Postfix,
    }
}

fn write(out: &mut impl Write, expression: &Expression, least: Binding) -> fmt::Result {
    if binding(expression) < least {
        out.write_char('(')?;
        write(out, expression, Binding::Or)?;
        return out.write_char(')');
    }
    match expression {
        Expression::Constant(value) => write_value(out, value),
        Expression::Duration(ms) => write_duration(out, *ms),
        Expression::Template(pieces) => write_template(out, pieces),
        Expression::List(items) => {
            out.write_char('[')?;
            write_items(out, items)?;
            out.write_char(']')
        }
        Expression::Record(fields) => write_record(out, fields),
        Expression::Name(name) => out.write_str(name),
        Expression::Field(base, field) => {
            write(out, base, Binding::Postfix)?;
            write!(out, ".{field}")
        }
        Expression::Index(base, index) => {
            write(out, base, Binding::Postfix)?;
            write!(out, "[{index}]")
        }
        Expression::Call(name, arguments) => {
            write!(out, "{name}(")?;
            write_items(out, arguments)?;
            out.write_char(')')
        }
        Expression::Not(inner) => {
            out.write_str("not ")?;
            write(out, inner, Binding::Not)
        }
        Expression::Negate(inner) => {
            out.write_char('-')?;
            // `-5` would be a number.
            let least = if matches!(**inner, Expression::Constant(_) | Expression::Duration(_)) {
                return write!(out, "({inner})");
            } else {
                Binding::Sign
            };
            write(out, inner, least)
        }
        Expression::Binary(operator, left, right) => {
            let own = operator_binding(*operator);
            // Comparisons do not chain; the others lean to the left.
            let left_least = if own == Binding::Comparison {
                Binding::Sum
            } else {
                own
            };
            write(out, left, left_least)?;
            write!(out, " {} ", operator.sign())?;
            write(out, right, tighter(own))
        }
    }
}

fn write_items(out: &mut impl Write, items: &[Expression]) -> fmt::Result {
    for (position, item) in items.iter().enumerate() {
        let comma = if position == 0 { "" } else { ", " };
        write!(out, "{comma}{item}")?;
    }
    Ok(())
}

fn write_record(out: &mut impl Write, fields: &[(String, Expression)]) -> fmt::Result {
    out.write_char('{')?;
    for (position, (key, value)) in fields.iter().enumerate() {
        if position > 0 {
            out.write_str(", ")?;
        }
        write_key(out, key)?;
        write!(out, ": {value}")?;
    }
    out.write_char('}')
}

fn write_key(out: &mut impl Write, key: &str) -> fmt::Result {
    if is_word(key) {
        out.write_str(key)
    } else {
        write_text(out, key)
    }
}

/// Whether a text is a word that can stand for itself.
pub fn is_word(text: &str) -> bool {
    let mut cursor = crate::model::cursor::Cursor::new(text, 1);
    !text.is_empty() && cursor.peek_word() == text && !RESERVED.contains(&text)
}

fn write_value(out: &mut impl Write, value: &Value) -> fmt::Result {
    match value {
        Value::Void => out.write_str("null"),
        Value::Boolean(flag) => write!(out, "{flag}"),
        Value::Integer(number) => write!(out, "{number}"),
        Value::Double(number) => write!(out, "{number}"),
        Value::Text(text) => write_text(out, text),
        Value::Array(items) => {
            out.write_char('[')?;
            for (position, item) in items.iter().enumerate() {
                out.write_str(if position == 0 { "" } else { ", " })?;
                write_value(out, item)?;
            }
            out.write_char(']')
        }
        Value::Table(table) => {
            out.write_char('{')?;
            for (position, (key, item)) in table.iter().enumerate() {
                out.write_str(if position == 0 { "" } else { ", " })?;
                write_key(out, key)?;
                out.write_str(": ")?;
                write_value(out, item)?;
            }
            out.write_char('}')
        }
    }
}

/// Writes ms with the largest unit that leaves no rest.
pub fn write_duration(out: &mut impl Write, ms: i64) -> fmt::Result {
    match ms {
        0 => out.write_str("0s"),
        _ if ms % 60_000 == 0 => write!(out, "{}min", ms / 60_000),
        _ if ms % 1000 == 0 => write!(out, "{}s", ms / 1000),
        _ => write!(out, "{ms}ms"),
    }
}

/// Writes a text in quotes.
pub fn write_text(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    write_letters(out, text)?;
    out.write_char('"')
}

fn write_template(out: &mut impl Write, pieces: &[Piece]) -> fmt::Result {
    out.write_char('"')?;
    for piece in pieces {
        match piece {
            Piece::Text(text) => write_letters(out, text)?,
            Piece::Gap(expression) => write!(out, "{{{expression}}}")?,
        }
    }
    out.write_char('"')
}

fn write_letters(out: &mut impl Write, text: &str) -> fmt::Result {
    for letter in text.chars() {
        match letter {
            '\n' => out.write_str("\\n")?,
            '\t' => out.write_str("\\t")?,
            '\r' => out.write_str("\\r")?,
            '\\' | '"' | '{' | '}' => write!(out, "\\{letter}")?,
            _ => out.write_char(letter)?,
        }
    }
    Ok(())
}
