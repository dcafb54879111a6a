//! The value of an expression in a scope. Total: what makes no sense is null.

use crate::base::gather::Gather;
use crate::base::value::Value;
use crate::model::expression::{Expression, Operator, Piece};
use std::cmp::Ordering;
use std::fmt::Write;

/// What names and functions mean at a place.
pub trait Scope {
    /// The value of a name; null where it has none.
    fn lookup(&self, name: &str) -> Value;

    /// The value of a function that is not built in. It gets its arguments unevaluated, since some are names.
    fn call(&self, function: &str, arguments: &[Expression]) -> Option<Value> {
        let _ = (function, arguments);
        None
    }
}

/// A function that every scope has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// `count(x)`: items of a list, fields of a record, letters of a text; else 0.
    Count,
    /// `exists(x)`: whether it is anything but null.
    Exists,
    /// `range(a, b)`: the integers from a to b, both included, 1000 at most.
    Range,
    /// `deaths(queue, reason)`: the count of that entry of `headers.x-death`, or 0.
    Deaths,
}

/// The longest list that `range` makes.
const RANGE_LIMIT: usize = 1000;

impl Builtin {
    /// All of them.
    pub const ALL: [Builtin; 4] = [Builtin::Count, Builtin::Exists, Builtin::Range, Builtin::Deaths];

    /// The word before the parenthesis.
    pub fn word(self) -> &'static str {
        match self {
            Builtin::Count => "count",
            Builtin::Exists => "exists",
            Builtin::Range => "range",
            Builtin::Deaths => "deaths",
        }
    }

    /// Reads [`Builtin::word`].
    pub fn parse(word: &str) -> Option<Builtin> {
        Self::ALL.into_iter().find(|builtin| builtin.word() == word)
    }

    /// How many arguments it takes.
    pub fn arguments(self) -> usize {
        match self {
            Builtin::Count | Builtin::Exists => 1,
            Builtin::Range | Builtin::Deaths => 2,
        }
    }
}

/// The value of an expression.
pub fn evaluate(expression: &Expression, scope: &(impl Scope + ?Sized)) -> Value {
    match expression {
        Expression::Constant(value) => value.clone(),
        Expression::Duration(ms) => Value::Integer(*ms),
        Expression::Template(pieces) => Value::Text(fill(pieces, scope).into()),
        Expression::List(items) => Value::Array(items.iter().map(|item| evaluate(item, scope)).gather()),
        Expression::Record(fields) => Value::Table(
            fields
                .iter()
                .map(|(key, value)| (key, evaluate(value, scope)))
                .collect(),
        ),
        Expression::Name(name) => scope.lookup(name),
        Expression::Field(base, name) => field(&evaluate(base, scope), name),
        Expression::Index(base, index) => element(&evaluate(base, scope), &evaluate(index, scope)),
        Expression::Call(name, arguments) => call(name, arguments, scope),
        Expression::Not(inner) => Value::Boolean(!is_true(&evaluate(inner, scope))),
        Expression::Negate(inner) => negated(&evaluate(inner, scope)),
        Expression::Binary(Operator::And, left, right) => {
            Value::Boolean(is_true(&evaluate(left, scope)) && is_true(&evaluate(right, scope)))
        }
        Expression::Binary(Operator::Or, left, right) => {
            Value::Boolean(is_true(&evaluate(left, scope)) || is_true(&evaluate(right, scope)))
        }
        Expression::Binary(operator, left, right) => {
            combined(*operator, &evaluate(left, scope), &evaluate(right, scope))
        }
    }
}

/// Only `true` is true.
pub fn is_true(value: &Value) -> bool {
    *value == Value::Boolean(true)
}

/// The field of a record, or null.
pub fn field(base: &Value, name: &str) -> Value {
    match base {
        Value::Table(table) => table.get(name).cloned().unwrap_or(Value::Void),
        Value::Void
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Double(_)
        | Value::Text(_)
        | Value::Array(_) => Value::Void,
    }
}

/// The element of a list by position from 0, the field of a record by name, or null.
pub fn element(base: &Value, index: &Value) -> Value {
    match (base, index) {
        (Value::Array(items), Value::Integer(at)) => usize::try_from(*at)
            .ok()
            .and_then(|at| items.get(at))
            .cloned()
            .unwrap_or(Value::Void),
        (table, Value::Text(name)) => field(table, name),
        (_, _) => Value::Void,
    }
}

/// The value of a binary operation other than `and` and `or`, which need not look at both sides.
pub fn combined(operator: Operator, left: &Value, right: &Value) -> Value {
    match operator {
        Operator::Equal => Value::Boolean(equal(left, right)),
        Operator::NotEqual => Value::Boolean(!equal(left, right)),
        Operator::Less => ordered(left, right, |order| order == Ordering::Less),
        Operator::LessOrEqual => ordered(left, right, |order| order != Ordering::Greater),
        Operator::Greater => ordered(left, right, |order| order == Ordering::Greater),
        Operator::GreaterOrEqual => ordered(left, right, |order| order != Ordering::Less),
        Operator::Add => match (left, right) {
            (Value::Text(left), Value::Text(right)) => Value::Text(format!("{left}{right}").into()),
            (_, _) => integer(left, right, i64::checked_add),
        },
        Operator::Subtract => integer(left, right, i64::checked_sub),
        Operator::Multiply => integer(left, right, i64::checked_mul),
        Operator::And => Value::Boolean(is_true(left) && is_true(right)),
        Operator::Or => Value::Boolean(is_true(left) || is_true(right)),
    }
}

/// Whether two values are the same; numbers are compared by value.
pub fn equal(left: &Value, right: &Value) -> bool {
    left == right || left.compare_numbers(right) == Some(Ordering::Equal)
}

fn ordered(left: &Value, right: &Value, holds: fn(Ordering) -> bool) -> Value {
    let order = match (left, right) {
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        (_, _) => left.compare_numbers(right),
    };
    Value::Boolean(order.is_some_and(holds))
}

fn integer(left: &Value, right: &Value, operation: fn(i64, i64) -> Option<i64>) -> Value {
    match (left.as_integer(), right.as_integer()) {
        (Some(left), Some(right)) => operation(left, right).map_or(Value::Void, Value::Integer),
        (_, _) => Value::Void,
    }
}

/// The negated integer, or null.
pub fn negated(value: &Value) -> Value {
    value
        .as_integer()
        .and_then(i64::checked_neg)
        .map_or(Value::Void, Value::Integer)
}

fn fill(pieces: &[Piece], scope: &(impl Scope + ?Sized)) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(letters) => text.push_str(letters),
            Piece::Gap(expression) => write_plain(&mut text, &evaluate(expression, scope)),
        }
    }
    text
}

/// Writes a value as a template shows it: texts without quotes, lists and records as JSON.
pub fn write_plain(out: &mut String, value: &Value) {
    let written = match value {
        Value::Void => out.write_str("null"),
        Value::Boolean(flag) => write!(out, "{flag}"),
        Value::Integer(number) => write!(out, "{number}"),
        Value::Double(number) => write!(out, "{}", number),
        Value::Text(text) => out.write_str(text),
        Value::Array(_) | Value::Table(_) => write!(out, "{}", value.to_json()),
    };
    written.expect("a String takes all that is written");
}

fn call(name: &str, arguments: &[Expression], scope: &(impl Scope + ?Sized)) -> Value {
    if let Some(value) = scope.call(name, arguments) {
        return value;
    }
    let argument = |at: usize| {
        arguments
            .get(at)
            .map_or(Value::Void, |argument| evaluate(argument, scope))
    };
    match Builtin::parse(name) {
        Some(Builtin::Count) => count(&argument(0)),
        Some(Builtin::Exists) => Value::Boolean(argument(0) != Value::Void),
        Some(Builtin::Range) => range(&argument(0), &argument(1)),
        Some(Builtin::Deaths) => deaths(&scope.lookup("headers"), &argument(0), &argument(1)),
        None => Value::Void,
    }
}

/// The value of `count`.
pub fn count(value: &Value) -> Value {
    let count = match value {
        Value::Array(items) => items.len(),
        Value::Table(table) => table.len(),
        Value::Text(text) => text.chars().count(),
        Value::Void | Value::Boolean(_) | Value::Integer(_) | Value::Double(_) => 0,
    };
    Value::Integer(count as i64)
}

/// The value of `range`.
pub fn range(from: &Value, to: &Value) -> Value {
    match (from.as_integer(), to.as_integer()) {
        (Some(from), Some(to)) => Value::Array((from..=to).take(RANGE_LIMIT).map(Value::Integer).gather()),
        (_, _) => Value::Void,
    }
}

/// The value of `deaths`, given the headers.
pub fn deaths(headers: &Value, queue: &Value, reason: &Value) -> Value {
    let Value::Array(entries) = field(headers, "x-death") else {
        return Value::Integer(0);
    };
    let count = entries
        .iter()
        .filter(|entry| field(entry, "queue") == *queue && field(entry, "reason") == *reason)
        .find_map(|entry| field(entry, "count").as_integer());
    Value::Integer(count.unwrap_or(0))
}
