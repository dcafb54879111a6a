//! The first difference between two traces, with both sides.

use serde_json::Value;

/// Where two traces part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `steps[3].events.a/1[0].deliver.tag`.
    pub path: String,
    /// `None` where the recorded trace has nothing.
    pub expected: Option<Value>,
    /// `None` where the replay has nothing.
    pub got: Option<Value>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let side = |value: &Option<Value>| match value {
            Some(value) => value.to_string(),
            None => "nothing".to_string(),
        };
        writeln!(formatter, "at {}", self.path)?;
        writeln!(formatter, "  recorded: {}", side(&self.expected))?;
        write!(formatter, "  replayed: {}", side(&self.got))
    }
}

/// The first place where `got` is not what was `expected`, steps first.
pub fn first_difference(expected: &Value, got: &Value) -> Option<Difference> {
    for key in ["case", "steps", "final"] {
        let found = compare(key.to_string(), expected.get(key), got.get(key));
        if found.is_some() {
            return found;
        }
    }
    compare("trace".to_string(), Some(expected), Some(got))
}

fn compare(path: String, expected: Option<&Value>, got: Option<&Value>) -> Option<Difference> {
    match (expected, got) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            let keys = left
                .keys()
                .chain(right.keys().filter(|key| !left.contains_key(*key)));
            keys.into_iter()
                .find_map(|key| compare(format!("{path}.{key}"), left.get(key), right.get(key)))
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) => (0..left.len().max(right.len()))
            .find_map(|at| compare(format!("{path}[{at}]"), left.get(at), right.get(at))),
        (expected, got) if expected == got => None,
        (expected, got) => Some(Difference {
            path,
            expected: expected.cloned(),
            got: got.cloned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_difference_has_a_path_and_both_sides() {
        let expected =
            json!({"case": "c", "steps": [{"i": 0}, {"i": 1, "reply": {"ok": true}}], "final": {}});
        let mut got = expected.clone();
        assert_eq!(first_difference(&expected, &got), None);
        got["steps"][1]["reply"]["ok"] = json!(false);
        got["final"] = json!({"q": null});
        let difference = first_difference(&expected, &got).map(|difference| difference.to_string());
        assert_eq!(
            difference.as_deref(),
            Some("at steps[1].reply.ok\n  recorded: true\n  replayed: false")
        );
        got["steps"]
            .as_array_mut()
            .into_iter()
            .for_each(|steps| steps.truncate(1));
        let difference = first_difference(&expected, &got);
        assert!(
            difference.is_some_and(|difference| difference.path == "steps[1]" && difference.got.is_none())
        );
    }
}
