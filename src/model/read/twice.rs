//! Fields that stand twice in an object of a JSON text: a reader would keep one of them and lose the other without a
//! word.

use crate::model::json::text_length;
use std::collections::BTreeSet;

/// The first such field and the byte behind its name. The text is known to be JSON.
pub fn field_twice(text: &str) -> Option<(String, usize)> {
    // The names in each object around, none for a list.
    let mut around: Vec<BTreeSet<String>> = Vec::new();
    let mut at = 0;
    while let Some(letter) = text.as_bytes().get(at) {
        match letter {
            b'{' | b'[' => around.push(BTreeSet::new()),
            b'}' | b']' => drop(around.pop()),
            b'"' => {
                let end = at + text_length(&text[at..]);
                let is_name = text[end..].trim_start().starts_with(':');
                if let Some(names) = around.last_mut().filter(|_| is_name) {
                    let name: String = serde_json::from_str(&text[at..end]).unwrap_or_default();
                    if !names.insert(name.clone()) {
                        return Some((name, end));
                    }
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_at_and_values_are_not() {
        let name = |text: &str| field_twice(text).map(|(name, _)| name);
        assert_eq!(name(r#"{"a": 1, "b": {"a": "a", "c": ["a", "a"]}}"#), None);
        assert_eq!(name(r#"[{"a": 1}, {"a": 1}]"#), None);
        assert_eq!(name(r#"{"a": ["\"", "}{"], "\u0061" : 2}"#).as_deref(), Some("a"));
        assert_eq!(name(r#"{"x": {"b": [{"c": 1, "c": 2}]}}"#).as_deref(), Some("c"));
        assert_eq!(field_twice(r#"{"a":1,"a":2}"#), Some(("a".into(), 10)));
    }
}
