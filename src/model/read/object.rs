//! A JSON object that is taken apart field by field; what nobody took is kept.

use crate::base::double::Double;
use crate::base::gather::Gather;
use crate::base::value::Table;
use crate::model::diagnostic::code::JsonType;
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::node::Point;
use crate::model::words::{Extra, Words};
use serde_json::{Number, Value};

/// After so many findings no more are told.
const FINDINGS_LIMIT: usize = 100;

/// The findings of a reading.
#[derive(Debug, Default)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds one, unless there are too many.
    pub fn add(&mut self, finding: Diagnostic) {
        if self.0.len() < FINDINGS_LIMIT {
            self.0.push(finding);
        }
    }

    /// All of them, in the order of the text.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.0
    }
}

/// An object, where it stands, and where to tell what is wrong with it.
pub struct Object<'f> {
    fields: Extra,
    place: Place,
    findings: &'f mut Findings,
}

impl<'f> Object<'f> {
    /// The whole text, which must be an object.
    pub fn top(json: Value, findings: &'f mut Findings) -> Option<Self> {
        Self::at(json, Place::top(), findings)
    }

    fn at(json: Value, place: Place, findings: &'f mut Findings) -> Option<Self> {
        match json {
            Value::Object(fields) => Some(Object {
                fields,
                place,
                findings,
            }),
            other => {
                findings.add(wrong_type(JsonType::Object, &other, place));
                None
            }
        }
    }

    /// What nobody took.
    pub fn extra(self) -> Extra {
        self.fields
    }

    /// Whether there is such a field, taken by nobody yet.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// The text of a field that stays.
    pub fn peek_text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    /// Whether a field says true; it stays.
    pub fn is_true(&self, name: &str) -> bool {
        self.fields.get(name) == Some(&Value::Bool(true))
    }

    /// Takes a field out and throws it away; whether it was there.
    pub fn drop_field(&mut self, name: &str) -> bool {
        self.fields.remove(name).is_some()
    }

    /// The object itself is wrong.
    pub fn error(&mut self, code: Code) {
        self.findings.add(Diagnostic::error(code, self.place.clone()));
    }

    /// A field is wrong.
    pub fn error_at(&mut self, name: &str, code: Code) {
        self.findings.add(Diagnostic::error(code, self.place.field(name)));
    }

    /// A field is probably not meant so.
    pub fn warn_at(&mut self, name: &str, code: Code) {
        self.findings
            .add(Diagnostic::warning(code, self.place.field(name)));
    }

    /// The object is probably not meant so.
    pub fn warn(&mut self, code: Code) {
        self.findings.add(Diagnostic::warning(code, self.place.clone()));
    }

    /// A field that was taken is not what it should be.
    pub fn wrong(&mut self, name: &str, expected: JsonType, found: &Value) {
        self.findings
            .add(wrong_type(expected, found, self.place.field(name)));
    }

    /// The names of the fields that nobody took yet.
    pub fn keys(&self) -> Vec<String> {
        self.fields.keys().cloned().gather()
    }

    /// Something about the object is good to know.
    pub fn note(&mut self, code: Code) {
        self.findings.add(Diagnostic::note(code, self.place.clone()));
    }

    /// Takes a field; null is like none.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    fn take_as<T>(
        &mut self,
        name: &str,
        expected: JsonType,
        read: impl FnOnce(Value) -> Result<T, Value>,
    ) -> Option<T> {
        match read(self.take(name)?) {
            Ok(value) => Some(value),
            Err(found) => {
                self.findings
                    .add(wrong_type(expected, &found, self.place.field(name)));
                None
            }
        }
    }

    /// A text; empty without one.
    pub fn text(&mut self, name: &str) -> String {
        self.text_or(name, "")
    }

    /// A text or what stands for a missing one.
    pub fn text_or(&mut self, name: &str, missing: &str) -> String {
        self.optional_text(name).unwrap_or_else(|| missing.into())
    }

    /// A text or none.
    pub fn optional_text(&mut self, name: &str) -> Option<String> {
        self.take_as(name, JsonType::Text, |value| match value {
            Value::String(text) => Ok(text),
            other => Err(other),
        })
    }

    /// A text that must be there.
    pub fn required_text(&mut self, name: &'static str) -> String {
        if !self.has(name) {
            self.error(Code::Missing { field: name });
        }
        self.text(name)
    }

    /// A truth value; false without one.
    pub fn flag(&mut self, name: &str) -> bool {
        let flag = self.take_as(name, JsonType::Boolean, |value| value.as_bool().ok_or(value));
        flag.unwrap_or(false)
    }

    /// A whole number in a range, or what stands for a missing one.
    pub fn integer(&mut self, name: &str, missing: i64, least: i64, most: i64) -> i64 {
        let number = self.whole(name, least.into(), most.into());
        number
            .and_then(|number| number.try_into().ok())
            .unwrap_or(missing)
    }

    /// A whole number from 0 to 2^64 - 1.
    pub fn unsigned(&mut self, name: &str, missing: u64) -> u64 {
        let number = self.whole(name, 0, u64::MAX.into());
        number
            .and_then(|number| number.try_into().ok())
            .unwrap_or(missing)
    }

    fn whole(&mut self, name: &str, least: i128, most: i128) -> Option<i128> {
        let value = self.take(name)?;
        match value.as_number().map(|number| (number, number.as_i128())) {
            Some((_, Some(whole))) if least <= whole && whole <= most => return Some(whole),
            Some((number, whole)) if whole.is_some() || is_huge(number) => {
                let found = number.to_string();
                self.error_at(name, Code::OutOfRange { least, most, found });
            }
            Some(_) | None => self.wrong(name, JsonType::Integer, &value),
        }
        None
    }

    /// A table of AMQP values; empty without one. An empty list is one too, as old brokers write it.
    pub fn table(&mut self, name: &str) -> Table {
        let table = self.take_as(name, JsonType::Object, |value| match value {
            Value::Object(fields) => Ok(Table::from_json(&fields)),
            Value::Array(items) if items.is_empty() => Ok(Table::new()),
            other => Err(other),
        });
        table.unwrap_or_default()
    }

    /// A list of texts; empty without one.
    pub fn texts(&mut self, name: &str) -> Vec<String> {
        self.take_as(name, JsonType::List, texts).unwrap_or_default()
    }

    /// A text or a list of texts, as lines.
    pub fn lines(&mut self, name: &str) -> Vec<String> {
        let lines = self.take_as(name, JsonType::Lines, |value| match value {
            Value::String(text) => Ok(vec![text]),
            other => texts(other),
        });
        lines
            .unwrap_or_default()
            .iter()
            .flat_map(|line| line.split('\n').map(String::from))
            .gather()
    }

    /// A text in two languages, or in English alone.
    pub fn words(&mut self, name: &str) -> Words {
        match self.take(name) {
            None => Words::default(),
            Some(Value::String(en)) => Words {
                en,
                ..Words::default()
            },
            Some(Value::Object(fields)) => {
                let mut inner = self.inner(fields, self.place.field(name));
                let (en, zh) = (inner.text("en"), inner.text("zh"));
                Words {
                    en,
                    zh,
                    extra: inner.extra(),
                }
            }
            Some(other) => {
                self.findings
                    .add(wrong_type(JsonType::Words, &other, self.place.field(name)));
                Words::default()
            }
        }
    }

    /// A place on the canvas.
    pub fn point(&mut self, name: &str) -> Point {
        self.place(name).unwrap_or_default()
    }

    /// A place on the canvas, or none.
    pub fn place(&mut self, name: &str) -> Option<Point> {
        let value = self.take(name)?;
        if let Some([Value::Number(x), Value::Number(y)]) = value.as_array().map(Vec::as_slice) {
            let (x, y) = (self.coordinate(name, x), self.coordinate(name, y));
            return Some(Point { x, y });
        }
        self.wrong(name, JsonType::Point, &value);
        None
    }

    /// A number, rounded; what is beyond the canvas stands at its edge.
    fn coordinate(&mut self, name: &str, number: &Number) -> i32 {
        let rounded = Double::parse(number.as_str()).and_then(|number| number.rounded());
        let whole = rounded.and_then(|whole| i32::try_from(whole).ok());
        let coordinate = whole.filter(|whole| (-Point::FARTHEST..=Point::FARTHEST).contains(whole));
        coordinate.unwrap_or_else(|| {
            let (least, most) = (-i128::from(Point::FARTHEST), Point::FARTHEST.into());
            let found = number.to_string();
            let is_negative = found.starts_with('-');
            self.warn_at(name, Code::OutOfRange { least, most, found });
            if is_negative {
                -Point::FARTHEST
            } else {
                Point::FARTHEST
            }
        })
    }

    /// An object; none without one.
    pub fn object<T>(&mut self, name: &str, read: impl FnOnce(Object<'_>) -> T) -> Option<T> {
        let value = self.take(name)?;
        let place = self.place.field(name);
        Object::at(value, place, self.findings).map(read)
    }

    /// A list of objects; empty without one.
    pub fn list<T>(&mut self, name: &str, mut read: impl FnMut(Object<'_>) -> T) -> Vec<T> {
        let items = self.take_as(name, JsonType::List, |value| match value {
            Value::Array(items) => Ok(items),
            other => Err(other),
        });
        let place = self.place.field(name);
        let items = items.unwrap_or_default().into_iter().enumerate();
        items
            .filter_map(|(position, item)| {
                let place = match item.get("name").and_then(Value::as_str) {
                    Some(own) if !own.is_empty() && name != "actors" => place.named(own),
                    Some(_) | None => place.index(position),
                };
                Object::at(item, place, self.findings).map(&mut read)
            })
            .gather()
    }

    fn inner(&mut self, fields: Extra, place: Place) -> Object<'_> {
        Object {
            fields,
            place,
            findings: self.findings,
        }
    }
}

fn texts(value: Value) -> Result<Vec<String>, Value> {
    let all_texts = value
        .as_array()
        .is_some_and(|items| items.iter().all(Value::is_string));
    match value {
        Value::Array(items) if all_texts => {
            Ok(items.iter().filter_map(Value::as_str).map(String::from).gather())
        }
        other => Err(other),
    }
}

/// Whether a number is beyond 64 bits.
fn is_huge(number: &Number) -> bool {
    Double::parse(number.as_str()).is_none_or(|number| number.rounded().is_none())
}

fn has_fraction(number: &Number) -> bool {
    number.as_str().contains(['.', 'e', 'E'])
}

/// A value is not what it should be.
pub fn wrong_type(expected: JsonType, found: &Value, place: Place) -> Diagnostic {
    let found = match found {
        Value::Null => JsonType::Null,
        Value::Bool(_) => JsonType::Boolean,
        Value::Number(number) if expected == JsonType::Integer && has_fraction(number) => JsonType::Fraction,
        Value::Number(_) => JsonType::Number,
        Value::String(_) => JsonType::Text,
        Value::Array(_) => JsonType::List,
        Value::Object(_) => JsonType::Object,
    };
    Diagnostic::error(Code::WrongType { expected, found }, place)
}
