//! The layers of the house: a file of `src` uses its own layer and lower ones only.

use std::collections::BTreeMap;

use regex_lite::Regex;

use crate::source::Source;
use crate::{Finding, finding};

/// From the ground up. The last two stand side by side: neither may use the other.
pub const LAYERS: [&str; 14] = [
    "base", "broker", "model", "world", "run", "check", "explain", "lesson", "scene", "export", "text",
    "studio", "web", "cli",
];

/// Which room each macro at the top of the crate is written in, since `crate::name` names it there.
pub type Macros = BTreeMap<String, String>;

/// The macros that the rooms of `src` export.
pub fn exported_macros(sources: &[Source]) -> Macros {
    let pattern = Regex::new(r"#\[macro_export\]\s*macro_rules!\s*(\w+)").unwrap();
    let mut macros = Macros::new();
    for source in sources {
        let Some(room) = source.room() else { continue };
        for found in pattern.captures_iter(&source.code) {
            macros.insert(found[1].to_owned(), room.to_owned());
        }
    }
    macros
}

/// Whether a file of `above` may name `below`.
fn may_use(above: usize, below: usize) -> bool {
    let side_by_side = LAYERS.iter().position(|layer| *layer == "web").unwrap();
    above == below || (below < above && below < side_by_side)
}

/// The findings of one file.
pub fn check(source: &Source, macros: &Macros) -> Vec<Finding> {
    let Some(room) = source.room() else {
        return Vec::new();
    };
    if matches!(room, "lib" | "main") {
        return Vec::new();
    }
    let Some(own) = layer(room) else {
        let advice = format!(
            "`{room}` is no layer of the house: put the file into one of {}",
            LAYERS.join(", ")
        );
        return vec![finding(source, 0, "layers", advice)];
    };
    let wrong = |(place, name): (usize, String)| {
        let target = macros.get(&name).unwrap_or(&name);
        let advice = match layer(target) {
            Some(used) if may_use(own, used) => return None,
            Some(_) => format!(
                "`{room}` may not use `{target}`: move what is needed to a lower layer, or this code up"
            ),
            None => format!("`{name}` is no layer: name the room that it lives in"),
        };
        Some(finding(source, place, "layers", advice))
    };
    named_rooms(source).into_iter().filter_map(wrong).collect()
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == name)
}

/// The rooms that the code names, by `crate::room`, `crate::{room, …}` or a chain of `super` that leaves its own room.
fn named_rooms(source: &Source) -> Vec<(usize, String)> {
    let code = &source.code;
    let mut named = Vec::new();
    for found in Regex::new(r"\bcrate\s*::\s*(\w+|\{)")
        .unwrap()
        .captures_iter(code)
    {
        let first = found.get(1).unwrap();
        if first.as_str() == "{" {
            named.extend(first_of_each(code, first.end()));
        } else {
            named.push((first.start(), first.as_str().to_owned()));
        }
    }
    let depth = source.path.matches('/').count();
    for found in Regex::new(r"\b((?:super\s*::\s*)+)(\w+)")
        .unwrap()
        .captures_iter(code)
    {
        let name = found.get(2).unwrap();
        if found[1].matches("super").count() >= depth && layer(name.as_str()).is_some() {
            named.push((name.start(), name.as_str().to_owned()));
        }
    }
    named
}

/// The first names of the items in a group of a `use`, from just inside its brace.
fn first_of_each(code: &str, start: usize) -> Vec<(usize, String)> {
    let (mut names, mut depth, mut item) = (Vec::new(), 0, start);
    for (length, character) in code[start..].char_indices() {
        let at = start + length;
        match character {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                names.extend(first_name(code, item, at));
                item = at + 1;
                if character == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

fn first_name(code: &str, start: usize, end: usize) -> Option<(usize, String)> {
    let found = Regex::new(r"\w+").unwrap().find(&code[start..end])?;
    Some((start + found.start(), found.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let macros = Macros::from([("key".to_owned(), "text".to_owned())]);
        check(&Source::new(path, text), &macros)
            .iter()
            .map(|finding| finding.line)
            .collect()
    }

    #[test]
    fn a_higher_layer_is_caught_however_it_is_named() {
        assert_eq!(
            lines(
                "src/broker/queue.rs",
                "use crate::base;\nuse crate::world::World;"
            ),
            [2]
        );
        assert_eq!(
            lines(
                "src/broker.rs",
                "fn f() { let _ = crate::model::Document::new(); }"
            ),
            [1]
        );
        assert_eq!(
            lines(
                "src/base/ids.rs",
                "use crate::{\n    base::{a, b},\n    broker::c,\n};"
            ),
            [3]
        );
        assert_eq!(lines("src/base/ids.rs", "use super::super::broker;"), [1]);
        assert_eq!(
            lines("src/run/a/b.rs", "use super::super::super::studio::X;"),
            [1]
        );
        assert_eq!(lines("src/lesson.rs", "crate::key!(\"a\")"), [1]);
        assert_eq!(lines("src/cli.rs", "use crate::web;"), [1]);
        assert_eq!(lines("src/web.rs", "use crate::cli;"), [1]);
    }

    #[test]
    fn a_room_outside_the_plan_is_caught() {
        assert_eq!(lines("src/helpers.rs", ""), [1]);
        assert_eq!(lines("src/world.rs", "use crate::helpers::x;"), [1]);
    }

    #[test]
    fn lower_layers_the_own_one_and_words_are_fine() {
        let none: [usize; 0] = [];
        assert_eq!(
            lines(
                "src/world/link.rs",
                "use crate::{base, broker::{queue, world}, world::x};"
            ),
            none
        );
        assert_eq!(
            lines(
                "src/broker/queue.rs",
                "/// See crate::world.\nuse super::message;\n\"crate::cli\""
            ),
            none
        );
        assert_eq!(
            lines("src/broker/queue.rs", "mod tests { use super::super::message; }"),
            none
        );
        assert_eq!(lines("src/web/panel.rs", "use crate::key; key!(\"a\")"), none);
        assert_eq!(lines("src/main.rs", "warren::cli::main()"), none);
    }
}
