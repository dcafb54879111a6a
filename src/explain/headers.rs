//! How a binding's arguments and a message's headers compare, one by one (R-RT-6 to R-RT-8). What counts and what is
//! equal is the broker's own judgement.

use crate::base::gather::Gather;
use crate::base::value::{Table, Value};
use crate::broker::headers::{header_matches, is_compared};
use crate::explain::why::{HeaderMode, HeaderOutcome, HeaderRow, HeaderTable};

/// The table of a binding with these arguments and a message with these headers.
pub(super) fn compare(arguments: &Table, headers: &Table) -> HeaderTable {
    let rows = arguments
        .iter()
        .filter(|(name, _)| *name != "x-match")
        .map(|(name, wanted)| HeaderRow {
            name: name.into(),
            wanted: wanted.clone(),
            found: headers.get(name).cloned(),
            outcome: outcome(arguments, name, wanted, headers.get(name)),
        });
    HeaderTable {
        mode: mode(arguments),
        rows: rows.gather(),
    }
}

fn mode(arguments: &Table) -> HeaderMode {
    match arguments.get("x-match").and_then(Value::as_text) {
        Some("any") => HeaderMode::Any,
        Some("all-with-x") => HeaderMode::AllWithX,
        Some("any-with-x") => HeaderMode::AnyWithX,
        Some(_) | None => HeaderMode::All,
    }
}

fn outcome(arguments: &Table, name: &str, wanted: &Value, found: Option<&Value>) -> HeaderOutcome {
    match found {
        _ if !is_compared(arguments, name) => HeaderOutcome::Ignored,
        None => HeaderOutcome::Absent,
        Some(_) if *wanted == Value::Void => HeaderOutcome::Present,
        Some(_) if header_matches(wanted, found) => HeaderOutcome::Equal,
        Some(_) => HeaderOutcome::Differs,
    }
}

impl HeaderTable {
    /// Whether the rows together make a match.
    pub fn matched(&self) -> bool {
        let fits = |row: &HeaderRow| matches!(row.outcome, HeaderOutcome::Equal | HeaderOutcome::Present);
        let mut counted = self
            .rows
            .iter()
            .filter(|row| row.outcome != HeaderOutcome::Ignored);
        match self.mode {
            HeaderMode::All | HeaderMode::AllWithX => counted.all(fits),
            HeaderMode::Any | HeaderMode::AnyWithX => counted.any(fits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broker::headers::matches;

    #[test]
    fn the_rows_together_agree_with_the_broker() {
        let values = [
            None,
            Some(Value::Void),
            Some(Value::Integer(1)),
            Some(Value::from("1")),
        ];
        let modes = [
            None,
            Some("all"),
            Some("any"),
            Some("all-with-x"),
            Some("any-with-x"),
        ];
        let table = |mode: Option<&str>, pairs: &[(&str, &Option<Value>)]| -> Table {
            let mode = mode.map(|mode| ("x-match", Value::from(mode)));
            let pairs = pairs
                .iter()
                .filter_map(|(name, value)| Some((*name, (*value).clone()?)));
            mode.into_iter().chain(pairs).collect()
        };
        let mut seen = [0; 2];
        for mode in modes {
            for (a, b, c, d) in quadruples(&values) {
                let arguments = table(mode, &[("a", a), ("x-b", b)]);
                let headers = table(None, &[("a", c), ("x-b", d)]);
                let expected = matches(&arguments, &headers);
                assert_eq!(
                    compare(&arguments, &headers).matched(),
                    expected,
                    "{arguments:?} {headers:?}"
                );
                seen[usize::from(expected)] += 1;
            }
        }
        assert!(seen[0] > 100 && seen[1] > 100);
    }

    fn quadruples<T>(values: &[T]) -> impl Iterator<Item = (&T, &T, &T, &T)> {
        values.iter().flat_map(move |a| {
            values.iter().flat_map(move |b| {
                values
                    .iter()
                    .flat_map(move |c| values.iter().map(move |d| (a, b, c, d)))
            })
        })
    }
}
