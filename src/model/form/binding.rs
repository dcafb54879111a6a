//! Bindings: their key, and their arguments as rows of name, type and value.

use crate::base::value::{Table, Value};
use crate::model::form::{What, Wrong};
use crate::model::topology::Binding;

/// What `x-match` may say; the first holds without it.
pub const MATCHES: [&str; 4] = ["all", "any", "all-with-x", "any-with-x"];

/// The types of values that a row may have. `any` is AMQP's void: the header has only to be there.
pub const VALUE_TYPES: [&str; 5] = ["string", "integer", "boolean", "double", "any"];

/// What says how headers are compared. It has a field of its own.
const X_MATCH: &str = "x-match";

pub fn read(binding: &Binding, what: What) -> Option<String> {
    Some(match what {
        What::Key => binding.routing_key.clone(),
        What::Match => match binding.arguments.get(X_MATCH) {
            None => MATCHES[0].into(),
            Some(Value::Text(text)) => text.to_string(),
            Some(other) => other.to_json().to_string(),
        },
        _ => return None,
    })
}

/// What a row says: its name, its type or its value.
pub fn read_row(binding: &Binding, name: &str, what: What) -> Option<String> {
    let value = row(&binding.arguments, name)?;
    Some(match what {
        What::Name => name.into(),
        What::Type => type_of(value).into(),
        What::Value => written(value),
        _ => return None,
    })
}

/// The arguments that have a row.
pub fn rows(table: &Table) -> impl Iterator<Item = (&str, &Value)> {
    table.iter().filter(|(name, _)| *name != X_MATCH)
}

fn row<'a>(table: &'a Table, name: &str) -> Option<&'a Value> {
    table.get(name).filter(|_| name != X_MATCH)
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Void => "any",
        Value::Boolean(_) => "boolean",
        Value::Integer(_) => "integer",
        Value::Double(_) => "double",
        Value::Text(_) => "string",
        // Lists and tables are written as JSON, and stay what they are.
        Value::Array(_) => "array",
        Value::Table(_) => "table",
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Void => String::new(),
        Value::Text(text) => text.to_string(),
        other => other.to_json().to_string(),
    }
}

/// A text as a value of a type.
fn parse(kind: &str, text: &str) -> Option<Value> {
    let value = match kind {
        "any" => Value::Void,
        "string" => Value::from(text),
        "boolean" => Value::Boolean(text.trim().parse().ok()?),
        "integer" => Value::Integer(text.trim().parse().ok()?),
        _ => serde_json::from_str(text).ok()?,
    };
    let is_of_kind = match value {
        Value::Integer(_) => matches!(kind, "integer" | "double"),
        _ => type_of(&value) == kind,
    };
    is_of_kind.then_some(value)
}

pub fn write(binding: &mut Binding, what: What, text: &str) -> Result<(), Wrong> {
    let table = &mut binding.arguments;
    match what {
        What::Key => binding.routing_key = text.into(),
        What::Match if text == MATCHES[0] && table.get(X_MATCH).is_none() => {}
        What::Match => table.set(X_MATCH, Value::from(text)),
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

/// Writes the name, the type or the value of a row.
pub fn write_row(binding: &mut Binding, name: &str, what: What, text: &str) -> Result<(), Wrong> {
    let table = &mut binding.arguments;
    let value = row(table, name).ok_or(Wrong::Gone)?.clone();
    match what {
        What::Name if name == text => {}
        What::Name => {
            if text.is_empty() || text == X_MATCH || table.get(text).is_some() {
                return Err(Wrong::Taken);
            }
            table.remove(name);
            table.set(text, value);
        }
        What::Type if type_of(&value) == text => {}
        What::Type => {
            let kept = parse(text, &written(&value));
            table.set(name, kept.unwrap_or_else(|| first_of(text)));
        }
        What::Value if written(&value) == text => {}
        What::Value => table.set(name, parse(type_of(&value), text).ok_or(Wrong::Value)?),
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

/// What stands in a row whose type is chosen and whose value does not fit it.
fn first_of(kind: &str) -> Value {
    match kind {
        "integer" => Value::Integer(0),
        "boolean" => Value::Boolean(true),
        "double" => serde_json::from_str("0.5").unwrap_or(Value::Void),
        "string" => Value::from(""),
        _ => Value::Void,
    }
}

/// Adds a row with a new name and an empty text.
pub fn add_row(table: &mut Table) {
    let name = crate::model::edit::unique_name("header", |name| table.get(name).is_some());
    table.set(&name, Value::from(""));
}

/// Takes a row away.
pub fn remove_row(table: &mut Table, name: &str) {
    if row(table, name).is_some() {
        table.remove(name);
    }
}
