//! Headers exchanges: which binding arguments match which headers (R-RT-6, R-RT-7, R-RT-8).

use crate::base::value::{Table, Value};
use std::cmp::Ordering;

/// How a binding's arguments are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    All,
    Any,
    AllWithX,
    AnyWithX,
}

/// Checks `x-match` as bind does (R-RT-6). The error is RabbitMQ's text.
pub(super) fn validate(arguments: &Table) -> Result<(), String> {
    match arguments.get("x-match") {
        None => Ok(()),
        Some(Value::Text(text)) => match Match::read(text) {
            Some(_) => Ok(()),
            None => Err(format!(
                "Invalid x-match field value <<\"{text}\">>; expected all, any, all-with-x, or any-with-x"
            )),
        },
        Some(
            Value::Void
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Array(_)
            | Value::Table(_),
        ) => Err("Invalid x-match field type; expected longstr".to_string()),
    }
}

/// Whether a binding with these arguments takes a message with these headers.
pub fn matches(arguments: &Table, headers: &Table) -> bool {
    let how = arguments
        .get("x-match")
        .and_then(Value::as_text)
        .and_then(Match::read)
        .unwrap_or(Match::All);
    let mut compared = arguments
        .iter()
        .filter(|(key, _)| how.compares(key))
        .map(|(key, wanted)| header_matches(wanted, headers.get(key)));
    match how {
        Match::All | Match::AllWithX => compared.all(|matched| matched),
        Match::Any | Match::AnyWithX => compared.any(|matched| matched),
    }
}

/// Whether one argument is met by the header under its key. Void asks for presence only; numbers compare by value.
pub fn header_matches(wanted: &Value, header: Option<&Value>) -> bool {
    match (wanted, header) {
        (_, None) => false,
        (Value::Void, Some(_)) => true,
        (wanted, Some(header)) if wanted.compare_numbers(header) == Some(Ordering::Equal) => true,
        (wanted, Some(header)) => wanted == header,
    }
}

/// Whether the argument under `key` is compared at all in a binding with these arguments.
pub fn is_compared(arguments: &Table, key: &str) -> bool {
    arguments
        .get("x-match")
        .and_then(Value::as_text)
        .and_then(Match::read)
        .unwrap_or(Match::All)
        .compares(key)
}

impl Match {
    fn read(text: &str) -> Option<Self> {
        match text {
            "all" => Some(Match::All),
            "any" => Some(Match::Any),
            "all-with-x" => Some(Match::AllWithX),
            "any-with-x" => Some(Match::AnyWithX),
            _ => None,
        }
    }

    fn compares(self, key: &str) -> bool {
        match self {
            Match::All | Match::Any => !key.starts_with("x-"),
            Match::AllWithX | Match::AnyWithX => key != "x-match",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::double::Double;

    fn table(pairs: &[(&str, Value)]) -> Table {
        pairs.iter().cloned().collect()
    }

    #[test]
    fn all_of_nothing_matches_and_any_of_nothing_does_not() {
        let all = table(&[("x-match", "all".into()), ("x-foo", Value::Integer(1))]);
        let any = table(&[("x-match", "any".into()), ("x-foo", Value::Integer(1))]);
        let none = Table::new();
        assert!(matches(&all, &none) && matches(&none, &none) && !matches(&any, &none));
        let with_x = table(&[("x-match", "any-with-x".into()), ("x-foo", Value::Integer(1))]);
        assert!(matches(&with_x, &table(&[("x-foo", Value::Integer(1))])));
        assert!(!matches(&with_x, &none));
        let upper = table(&[("X-foo", Value::Integer(1))]);
        assert!(!matches(&upper, &none));
    }

    #[test]
    fn numbers_compare_by_value_and_nothing_else_does() {
        let one = Value::Double(Double::parse("1.0").unwrap());
        assert!(header_matches(&Value::Integer(1), Some(&one)));
        assert!(header_matches(&one, Some(&Value::Integer(1))));
        assert!(!header_matches(&Value::Integer(1), Some(&"1".into())));
        assert!(!header_matches(&Value::Integer(1), Some(&Value::Boolean(true))));
        assert!(header_matches(&Value::Void, Some(&Value::Void)));
        assert!(!header_matches(&Value::Integer(1), Some(&Value::Void)));
        assert!(!header_matches(&Value::Void, None));
        let integers = Value::Array(vec![Value::Integer(1)]);
        assert!(!header_matches(&integers, Some(&Value::Array(vec![one]))));
        let huge = Value::Double(Double::parse("1e300").unwrap());
        assert!(!header_matches(&Value::Integer(i64::MAX), Some(&huge)));
    }

    #[test]
    fn only_four_ways_of_matching_exist() {
        assert!(validate(&table(&[("x-match", "some".into())])).is_err());
        assert!(validate(&table(&[("x-match", Value::Integer(1))])).is_err());
        assert!(validate(&table(&[("x-match", "all-with-x".into())])).is_ok());
    }
}
