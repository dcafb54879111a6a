//! Values of AMQP tables: arguments of queues and bindings, headers of messages.
//!
//! Widths of integers are not kept apart: RabbitMQ compares them by value (R-RT-8, R-Q-3), and JSON has one integer.
//! Tables are sorted by key, so equal tables are equal vectors.

use crate::base::double::Double;
use crate::base::gather::Gather;
use crate::base::hash::Digest;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::sync::Arc;

/// A value in an AMQP table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// AMQP's void, JSON's null.
    Void,
    Boolean(bool),
    Integer(i64),
    Double(Double),
    Text(Arc<str>),
    Array(Vec<Value>),
    Table(Table),
}

/// A table: keys in byte order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Table(Vec<(Arc<str>, Value)>);

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.position(key).ok().map(|at| &self.0[at].1)
    }

    /// Sets the value under `key`, replacing what was there.
    pub fn set(&mut self, key: &str, value: Value) {
        match self.position(key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key.into(), value)),
        }
    }

    /// Takes the value under `key` out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.position(key).ok().map(|at| self.0.remove(at).1)
    }

    /// All pairs, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Feeds the table to a digest.
    pub fn digest(&self, into: &mut Digest) {
        into.word(self.0.len() as u64);
        for (key, value) in self.iter() {
            into.text(key);
            value.digest(into);
        }
    }

    fn position(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(existing, _)| (**existing).cmp(key))
    }
}

impl<K: AsRef<str>> FromIterator<(K, Value)> for Table {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(pairs: I) -> Self {
        let mut table = Table::new();
        for (key, value) in pairs {
            table.set(key.as_ref(), value);
        }
        table
    }
}

impl Value {
    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Void
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Array(_)
            | Value::Table(_) => None,
        }
    }

    /// The integer, where it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            Value::Void
            | Value::Boolean(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Array(_)
            | Value::Table(_) => None,
        }
    }

    /// How two numbers compare, integers and doubles by value; none where one is no number.
    pub fn compare_numbers(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Integer(one), Value::Integer(other)) => Some(one.cmp(other)),
            (Value::Double(one), Value::Double(other)) => Some(one.compare(other)),
            (Value::Integer(one), Value::Double(other)) => Some(Double::from(*one).compare(other)),
            (Value::Double(one), Value::Integer(other)) => Some(one.compare(&Double::from(*other))),
            (_, _) => None,
        }
    }

    /// The table, where it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Value::Table(table) => Some(table),
            Value::Void
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Array(_) => None,
        }
    }

    /// The items, where it is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            Value::Void
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Table(_) => None,
        }
    }

    /// Feeds the value to a digest, its kind first.
    pub fn digest(&self, into: &mut Digest) {
        match self {
            Value::Void => {
                into.word(0);
            }
            Value::Boolean(flag) => {
                into.word(1).flag(*flag);
            }
            Value::Integer(number) => {
                into.word(2).word(*number as u64);
            }
            Value::Double(number) => {
                number.digest(into.word(3));
            }
            Value::Text(text) => {
                into.word(4).text(text);
            }
            Value::Array(values) => {
                into.word(5).word(values.len() as u64);
                for value in values {
                    value.digest(into);
                }
            }
            Value::Table(table) => {
                into.word(6);
                table.digest(into);
            }
        }
    }

    /// The value as JSON writes it.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Void => serde_json::Value::Null,
            Value::Boolean(flag) => (*flag).into(),
            Value::Integer(number) => (*number).into(),
            Value::Double(number) => {
                serde_json::Value::Number(number.to_string().parse().expect("a double is a number of JSON"))
            }
            Value::Text(text) => (**text).into(),
            Value::Array(values) => values.iter().map(Value::to_json).collect(),
            Value::Table(table) => table.to_json(),
        }
    }

    /// Reads a JSON value as RabbitMQ's management does: integers are AMQP integers, texts long strings, null void.
    /// Integers beyond 64 bits become doubles.
    pub fn from_json(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Void,
            serde_json::Value::Bool(flag) => Value::Boolean(*flag),
            serde_json::Value::Number(number) => match number.as_i64() {
                Some(integer) => Value::Integer(integer),
                None => Double::parse(number.as_str()).map_or(Value::Void, Value::Double),
            },
            serde_json::Value::String(text) => Value::Text(text.as_str().into()),
            serde_json::Value::Array(values) => Value::Array(values.iter().map(Value::from_json).gather()),
            serde_json::Value::Object(object) => Value::Table(Table::from_json(object)),
        }
    }
}

impl Table {
    /// The table as a JSON object.
    pub fn to_json(&self) -> serde_json::Value {
        let mut object = serde_json::Map::new();
        for (key, value) in self.iter() {
            object.insert(key.into(), value.to_json());
        }
        serde_json::Value::Object(object)
    }

    /// Reads a JSON object.
    pub fn from_json(object: &serde_json::Map<String, serde_json::Value>) -> Table {
        object
            .iter()
            .map(|(key, value)| (key, Value::from_json(value)))
            .collect()
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Table::from_json(&serde_json::Map::deserialize(deserializer)?))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Value::from_json(&serde_json::Value::deserialize(deserializer)?))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_sort_their_keys() {
        let table: Table = [
            ("b", Value::Integer(2)),
            ("a", Value::Void),
            ("b", Value::Integer(3)),
        ]
        .into_iter()
        .collect();
        assert_eq!(
            table.iter().collect::<Vec<_>>(),
            [("a", &Value::Void), ("b", &Value::Integer(3))]
        );
    }

    #[test]
    fn numbers_compare_by_value() {
        let double = |number| Value::Double(Double::parse(number).unwrap());
        assert_eq!(
            Value::Integer(1).compare_numbers(&double("1.0")),
            Some(Ordering::Equal)
        );
        assert_eq!(
            double("1.5").compare_numbers(&Value::Integer(2)),
            Some(Ordering::Less)
        );
        assert_eq!(Value::Integer(1).compare_numbers(&Value::from("1")), None);
    }

    #[test]
    fn json_round_trips() {
        let json: serde_json::Value =
            serde_json::from_str(r#"{"a":[1,1.5,null,true,{"b":"text"}]}"#).unwrap();
        assert_eq!(Value::from_json(&json).to_json(), json);
    }
}
