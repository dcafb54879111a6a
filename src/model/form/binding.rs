//! Bindings: their key, and their arguments as rows of name, type and value.

use crate::base::gather::Gather;
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
    let row = |at: usize| rows(&binding.arguments).nth(at);
    Some(match what {
        What::Key => binding.routing_key.clone(),
        What::Match => match binding.arguments.get(X_MATCH) {
            None => MATCHES[0].into(),
            Some(Value::Text(text)) => text.to_string(),
            Some(other) => other.to_json().to_string(),
        },
        What::RowName(at) => row(at)?.0.into(),
        What::RowType(at) => type_of(row(at)?.1).into(),
        What::RowValue(at) => written(row(at)?.1),
        _ => return None,
    })
}

fn rows(table: &Table) -> impl Iterator<Item = (&str, &Value)> {
    table.iter().filter(|(name, _)| *name != X_MATCH)
}

fn row(table: &Table, at: usize) -> Result<(String, Value), Wrong> {
    let found = rows(table).nth(at).ok_or(Wrong::Gone)?;
    Ok((found.0.into(), found.1.clone()))
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
        What::RowName(at) => {
            let (name, value) = row(table, at)?;
            if name != text {
                if text.is_empty() || table.get(text).is_some() {
                    return Err(Wrong::Taken);
                }
                table.remove(&name);
                table.set(text, value);
            }
        }
        What::RowType(at) => {
            let (name, value) = row(table, at)?;
            if type_of(&value) != text {
                let kept = parse(text, &written(&value));
                table.set(&name, kept.unwrap_or_else(|| first_of(text)));
            }
        }
        What::RowValue(at) => {
            let (name, value) = row(table, at)?;
            let kind = type_of(&value);
            if written(&value) != text {
                table.set(&name, parse(kind, text).ok_or(Wrong::Value)?);
            }
        }
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

/// Adds a row with a new name and an empty text. Gives its place.
pub fn add_row(table: &mut Table) -> usize {
    let name = crate::model::edit::unique_name("header", |name| table.get(name).is_some());
    table.set(&name, Value::from(""));
    rows(table).position(|(own, _)| own == name).unwrap_or_default()
}

/// Takes a row away.
pub fn remove_row(table: &mut Table, at: usize) {
    let names: Vec<String> = rows(table).map(|(name, _)| name.into()).gather();
    if let Some(name) = names.get(at) {
        table.remove(name);
    }
}
