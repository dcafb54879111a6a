//! No iteration over hash maps in the engine: their order differs between targets and runs.
//!
//! As far as text can tell: a name that a file declares with such a type may be asked, but not walked through.

use std::collections::BTreeSet;

use regex_lite::Regex;

use crate::source::Source;
use crate::{Finding, finding};

/// The findings of one file of the engine.
pub fn check(source: &Source) -> Vec<Finding> {
    let advice = "a hash map has no order to rely on: walk a BTreeMap, or a list kept beside it";
    walks(&source.code, &declared(&source.code))
        .into_iter()
        .map(|place| finding(source, place, "hash maps", advice.into()))
        .collect()
}

/// The names of fields, parameters and variables whose type or value is a hash map or set.
fn declared(code: &str) -> BTreeSet<&str> {
    let typed = Regex::new(r"(\w+)\s*:\s*&?\s*(?:mut\s+)?(?:\w+::)*\w*Hash(?:Map|Set)\b").unwrap();
    let built = Regex::new(r"let\s+(?:mut\s+)?(\w+)\s*=\s*(?:\w+::)*\w*Hash(?:Map|Set)\b").unwrap();
    [typed, built]
        .iter()
        .flat_map(|pattern| {
            pattern
                .captures_iter(code)
                .map(|found| found.get(1).unwrap().as_str())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The places where one of the names is walked through.
fn walks(code: &str, names: &BTreeSet<&str>) -> Vec<usize> {
    let called = Regex::new(
        r"\b(\w+)\s*\.\s*(iter|iter_mut|keys|values|values_mut|into_iter|into_keys|into_values|drain|retain|extract_if)\s*\(",
    )
    .unwrap();
    let looped = Regex::new(r"\bin\s+&?\s*(?:mut\s+)?(?:\w+\s*\.\s*)*(\w+)\s*\{").unwrap();
    let mut places = Vec::new();
    for found in called.captures_iter(code).chain(looped.captures_iter(code)) {
        let name = found.get(1).unwrap();
        if names.contains(name.as_str()) {
            places.push(name.start());
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        check(&Source::new("src/world.rs", text))
            .iter()
            .map(|finding| finding.line)
            .collect()
    }

    #[test]
    fn walking_through_is_caught() {
        assert_eq!(
            lines("struct A { seen: HashMap<u8, u8> }\nfn f() { self.seen\n .values() }"),
            [2]
        );
        assert_eq!(lines("let mut seen = HashSet::new();\nfor one in &seen {}"), [2]);
        assert_eq!(
            lines("fn f(seen: &mut std::collections::HashMap<u8, u8>) { for x in self.seen {} }"),
            [1]
        );
        assert_eq!(
            lines("let seen: FxHashMap<u8, u8> = x;\nseen.retain(|_| true);"),
            [2]
        );
    }

    #[test]
    fn asking_is_not() {
        let none: [usize; 0] = [];
        assert_eq!(
            lines("let seen: HashMap<u8, u8> = x; seen.get(&1); seen.entry(2); seen.len();"),
            none
        );
        assert_eq!(
            lines("let seen: BTreeMap<u8, u8> = x; for a in seen.keys() {}"),
            none
        );
    }
}
