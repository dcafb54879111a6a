//! Patterns of policies and rights: regular expressions that are searched for anywhere in a name.
//!
//! RabbitMQ's know look-ahead, and `^(?!amq\.).*` is what its own guides write. Here look-aheads may stand where they are of
//! use, right after a leading `^`: each is then an expression of its own, that must or must not be found at the start.
//! Look-around elsewhere and back references cannot be read.

use regex_lite::Regex;
use std::sync::Arc;

/// A pattern; cheap to clone.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: Arc<str>,
    demands: Arc<[Demand]>,
}

/// What must, or must not, be found in a name.
#[derive(Debug)]
struct Demand {
    regex: Regex,
    found: bool,
}

impl Pattern {
    /// Errors: what in the text cannot be read.
    pub fn new(text: &str) -> Result<Self, String> {
        let demands = match text {
            ".*" | "^.*" | "^.*$" | ".*$" | "" => Vec::new(),
            _ => demands(text)?,
        };
        Ok(Pattern {
            text: text.into(),
            demands: demands.into(),
        })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is found anywhere in the name.
    pub fn is_found_in(&self, name: &str) -> bool {
        let mut demands = self.demands.iter();
        demands.all(|demand| demand.regex.is_match(name) == demand.found)
    }
}

fn demands(text: &str) -> Result<Vec<Demand>, String> {
    let mut demands = Vec::new();
    let mut rest = text.strip_prefix('^').unwrap_or_default();
    while let Some((inner, found, after)) = look_ahead(rest) {
        demands.push(demand(&format!("^(?:{inner})"), found)?);
        rest = after;
    }
    // An alternative beside look-aheads would be bound by them, though it is not.
    if demands.is_empty() || has_alternatives(rest) {
        return Ok(vec![demand(text, true)?]);
    }
    // What is no expression by itself could be one in a group, as `a)|(b` is.
    demand(rest, true)?;
    demands.push(demand(&format!("^(?:{rest})"), true)?);
    Ok(demands)
}

fn demand(text: &str, found: bool) -> Result<Demand, String> {
    let regex = Regex::new(text).map_err(|error| error.to_string())?;
    Ok(Demand { regex, found })
}

/// The look-ahead that a text begins with: what is inside, whether it must be found, and what follows.
fn look_ahead(text: &str) -> Option<(&str, bool, &str)> {
    let (inside, found) = match (text.strip_prefix("(?!"), text.strip_prefix("(?=")) {
        (Some(inside), _) => (inside, false),
        (None, Some(inside)) => (inside, true),
        (None, None) => return None,
    };
    let end = at_depth_zero(inside, ')')?;
    Some((&inside[..end], found, &inside[end + 1..]))
}

fn has_alternatives(text: &str) -> bool {
    at_depth_zero(text, '|').is_some()
}

/// Where a character stands outside of groups, classes and escapes.
fn at_depth_zero(text: &str, wanted: char) -> Option<usize> {
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            _ if character == wanted && depth == 0 => return Some(at),
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, names: [&str; 4]) -> [bool; 4] {
        let pattern = Pattern::new(pattern).expect("a pattern");
        names.map(|name| pattern.is_found_in(name))
    }

    #[test]
    fn patterns_are_searched_for_anywhere() {
        let names = ["orders", "my.orders", "amq.gen-1", ""];
        assert_eq!(found("", names), [true; 4]);
        assert_eq!(found(".*", names), [true; 4]);
        assert_eq!(found("orders", names), [true, true, false, false]);
        assert_eq!(found("^orders|^$", names), [true, false, false, true]);
    }

    #[test]
    fn look_aheads_after_the_start_hold_there() {
        let names = ["orders", "my.orders", "amq.gen-1", ""];
        assert_eq!(found(r"^(?!amq\.).*", names), [true, true, false, true]);
        assert_eq!(found(r"^(?!amq\.).+$", names), [true, true, false, false]);
        assert_eq!(found("^(?!(my|amq)[.)])", names), [true, false, false, true]);
        assert_eq!(found("^(?!.*gen)(?=.*ord).", names), [true, true, false, false]);
        assert_eq!(found("^(?=my).*s$", names), [false, true, false, false]);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        for bad in [
            "(",
            "a(?!b)",
            "^(?!a)b|c",
            "^(?!a",
            "^(?!()",
            "^(?!a)b)|(c",
            r"(a)\1",
            "^(?<=a)b",
        ] {
            assert!(Pattern::new(bad).is_err(), "{bad}");
        }
    }
}
