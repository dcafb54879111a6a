//! The colours are those of the design.

use crate::export::svg::ink::COLOURS;

const TOKENS: &str = include_str!("../../../static/styles/tokens.css");

/// The value of a token in a part of the sheet.
fn value<'t>(part: &'t str, name: &str) -> Option<&'t str> {
    let at = part.find(&format!("--w-{name}: "))? + name.len() + 6;
    Some(&part[at..at + part[at..].find(';')?])
}

#[test]
fn each_colour_is_its_token() {
    let dark_at = TOKENS.find("\n[data-theme=\"dark\"] {").expect("the dark tokens");
    let (light, dark) = (TOKENS, &TOKENS[dark_at..]);
    for (name, [in_light, in_dark]) in COLOURS {
        assert_eq!(value(light, name), Some(*in_light), "{name}");
        assert_eq!(value(dark, name), Some(*in_dark), "{name} in the dark");
    }
    assert!(COLOURS.len() > 60);
}
