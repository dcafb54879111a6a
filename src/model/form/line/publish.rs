//! What a line publishes: where to, with what key, and the properties of the message.

use crate::base::value::Value;
use crate::model::cursor::Cursor;
use crate::model::diagnostic::Expected;
use crate::model::expression::Expression;
use crate::model::expression::parse::expression;
use crate::model::form::line::{LONGEST_MS, Published};
use crate::model::form::{Wrong, flag, number};
use crate::model::program::{Property, Publish};

/// The properties that are rarely set.
pub const MORE_PROPERTIES: [Property; 9] = [
    Property::CorrelationId,
    Property::ReplyTo,
    Property::MessageId,
    Property::ContentType,
    Property::ContentEncoding,
    Property::Type,
    Property::Timestamp,
    Property::UserId,
    Property::AppId,
];

/// How the value of a property is written.
enum Form {
    Record,
    /// A whole number up to this one.
    Number(u64),
    Milliseconds,
    /// A text with gaps.
    Text,
}

fn form_of(property: Property) -> Form {
    match property {
        Property::Headers => Form::Record,
        Property::Priority => Form::Number(255),
        Property::Timestamp => Form::Number(i64::MAX as u64),
        Property::Expiration => Form::Milliseconds,
        Property::ContentType
        | Property::ContentEncoding
        | Property::CorrelationId
        | Property::ReplyTo
        | Property::MessageId
        | Property::Type
        | Property::UserId
        | Property::AppId => Form::Text,
    }
}

pub fn read(publish: &Publish, published: Published) -> Option<String> {
    match published {
        Published::Exchange => template(&publish.exchange),
        Published::Key => template(&publish.key),
        Published::Body => match &publish.body {
            Some(body) => template(body),
            None => Some(String::new()),
        },
        Published::Persistent => Some(flag(publish.persistent)),
        Published::Mandatory => Some(flag(publish.mandatory)),
        Published::Property(property) => match publish.property(property) {
            None => Some(String::new()),
            Some(value) => match form_of(property) {
                Form::Record => Some(value.to_string()),
                Form::Number(_) | Form::Milliseconds => integer(value),
                Form::Text => template(value),
            },
        },
    }
}

/// A text with its gaps, without the quotes around it; none for other expressions.
fn template(expression: &Expression) -> Option<String> {
    if !matches!(
        expression,
        Expression::Constant(Value::Text(_)) | Expression::Template(_)
    ) {
        return None;
    }
    let printed = expression.to_string();
    let inner = printed.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.replace("\\\"", "\""))
}

fn integer(expression: &Expression) -> Option<String> {
    let value = expression.as_constant()?;
    let number = value.as_integer().map(|number| number.to_string());
    number.or(value.as_text().map(String::from))
}

pub fn write(publish: &mut Publish, published: Published, text: &str) -> Result<(), Wrong> {
    let read = |text: &str| Expression::parse_template(text).map_err(Wrong::Syntax);
    match published {
        Published::Exchange => publish.exchange = Expression::text(text),
        Published::Key => publish.key = read(text)?,
        Published::Body if text.is_empty() => publish.body = None,
        Published::Body => publish.body = Some(read(text)?),
        Published::Persistent => publish.persistent = text == "true",
        Published::Mandatory => publish.mandatory = text == "true",
        Published::Property(property) => {
            let value = match (text.trim(), form_of(property)) {
                ("", _) | ("{}", Form::Record) => None,
                (text, Form::Record) => Some(record(text)?),
                (text, Form::Number(most)) => Some(Expression::integer(number(text, 0, most)? as i64)),
                (text, Form::Milliseconds) => Some(Expression::Duration(number(text, 0, LONGEST_MS)? as i64)),
                (_, Form::Text) => Some(read(text)?),
            };
            set_property(publish, property, value);
        }
    }
    Ok(())
}

fn record(text: &str) -> Result<Expression, Wrong> {
    let mut cursor = Cursor::new(text, 1);
    let record = expression(&mut cursor).and_then(|record| cursor.end().map(|()| record));
    let record = record.map_err(Wrong::Syntax)?;
    let is_one = matches!(
        record,
        Expression::Record(_) | Expression::Constant(Value::Table(_))
    );
    let wrong = || Wrong::Syntax(Cursor::new(text, 1).error(Expected::Word("{")));
    is_one.then_some(record).ok_or_else(wrong)
}

fn set_property(publish: &mut Publish, property: Property, value: Option<Expression>) {
    let place = publish.properties.iter().position(|(own, _)| *own == property);
    match (place, value) {
        (Some(at), Some(value)) => publish.properties[at].1 = value,
        (Some(at), None) => drop(publish.properties.remove(at)),
        (None, Some(value)) => publish.properties.push((property, value)),
        (None, None) => {}
    }
}
