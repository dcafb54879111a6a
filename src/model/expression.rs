//! Expressions: the small language of conditions, keys, bodies and facts.
//!
//! Values are those of AMQP tables: 64-bit integers, true and false, text, null, lists, records. Everything is total: a
//! missing path, an operation on the wrong kinds and an overflow all give null, and only `true` is true.

pub mod atom;
pub mod evaluate;
pub mod parse;
pub mod print;
#[cfg(test)]
pub mod tests;

use crate::base::value::{Table, Value};

pub use evaluate::{Builtin, Scope, evaluate};

/// A parsed expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expression {
    /// null, a truth value, a number or a text.
    Constant(Value),
    /// `300ms`, `5s`, `2min`: an integer of milliseconds that is written with its unit.
    Duration(i64),
    /// A text with gaps: `"order.{n}"`.
    Template(Vec<Piece>),
    List(Vec<Expression>),
    Record(Vec<(String, Expression)>),
    /// A variable, or a word that the place gives a meaning: `n`, `body`, `headers`.
    Name(String),
    /// `delivery.body`; also `orders.work`, which facts read as one name.
    Field(Box<Expression>, String),
    /// `x-death[0]`
    Index(Box<Expression>, Box<Expression>),
    Call(String, Vec<Expression>),
    Not(Box<Expression>),
    Negate(Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    Text(String),
    Gap(Expression),
}

/// An operator between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
}

impl Expression {
    /// A text as it stands.
    pub fn text(text: &str) -> Self {
        Expression::Constant(Value::from(text))
    }

    /// An integer.
    pub fn integer(number: i64) -> Self {
        Expression::Constant(Value::Integer(number))
    }

    /// The value, where it is the same in every scope.
    pub fn as_constant(&self) -> Option<Value> {
        match self {
            Expression::Constant(value) => Some(value.clone()),
            Expression::Duration(ms) => Some(Value::Integer(*ms)),
            Expression::List(items) => items
                .iter()
                .map(Expression::as_constant)
                .collect::<Option<Vec<_>>>()
                .map(Value::Array),
            Expression::Record(fields) => fields
                .iter()
                .map(|(key, value)| Some((key, value.as_constant()?)))
                .collect::<Option<Table>>()
                .map(Value::Table),
            Expression::Template(_)
            | Expression::Name(_)
            | Expression::Field(..)
            | Expression::Index(..)
            | Expression::Call(..)
            | Expression::Not(_)
            | Expression::Negate(_)
            | Expression::Binary(..) => None,
        }
    }

    /// What facts take as a name: `q1`, `orders.work` and `"orders.work"` all name a thing.
    pub fn as_name(&self) -> Option<String> {
        match self {
            Expression::Constant(Value::Text(text)) => Some(text.to_string()),
            Expression::Name(name) => Some(name.clone()),
            Expression::Field(base, field) => base.as_name().map(|base| format!("{base}.{field}")),
            Expression::Constant(_)
            | Expression::Duration(_)
            | Expression::Template(_)
            | Expression::List(_)
            | Expression::Record(_)
            | Expression::Index(..)
            | Expression::Call(..)
            | Expression::Not(_)
            | Expression::Negate(_)
            | Expression::Binary(..) => None,
        }
    }
}

impl Operator {
    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::Equal => "==",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
        }
    }
}
