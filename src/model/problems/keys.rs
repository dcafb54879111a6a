//! Exchanges that lead nowhere, and publishes that no binding takes.

use crate::model::actor::Actor;
use crate::model::document::Document;
use crate::model::expression::Expression;
use crate::model::node::Node;
use crate::model::problems::{Mend, Noticed, Problem, at, publish_edge};
use crate::model::program::mention::{Mentioned, mentions};
use crate::model::program::{Property, Publish, StatementKind};
use crate::model::topology::Binding;

pub fn find(document: &Document, found: &mut Vec<Problem>) {
    for exchange in &document.topology.exchanges {
        let has_way =
            leads_on(document, &exchange.name) || exchange.arguments.get("alternate-exchange").is_some();
        if !has_way {
            let exchange = exchange.name.clone();
            let what = Noticed::NothingBound {
                exchange: exchange.clone(),
            };
            let mend = Mend::AddQueue {
                exchange: exchange.clone(),
            };
            found.push(at(Node::Exchange(exchange), what, Some(mend)));
        }
    }
    for actor in &document.actors {
        publishes(document, actor, found);
    }
}

/// Whether a binding starts at an exchange, in the drawing or in a program.
fn leads_on(document: &Document, exchange: &str) -> bool {
    let is_drawn = document
        .topology
        .bindings
        .iter()
        .any(|binding| binding.source == exchange);
    is_drawn || document.actors.iter().any(|actor| binds_itself(actor, exchange))
}

/// Whether a program binds something to an exchange.
fn binds_itself(actor: &Actor, exchange: &str) -> bool {
    let lines = [&actor.declares.0, &actor.program.0];
    lines.into_iter().any(|lines| {
        let is_bind = |line: usize| lines[line].trim_start().starts_with("bind ");
        mentions(lines).iter().any(|mention| {
            mention.what == Mentioned::Exchange && mention.name == exchange && is_bind(mention.line)
        })
    })
}

fn publishes(document: &Document, actor: &Actor, found: &mut Vec<Problem>) {
    let Ok(tree) = actor.program.tree() else { return };
    let mut told: Vec<(String, String)> = Vec::new();
    tree.each_statement(&mut |statement| {
        if let StatementKind::Publish(publish) = &statement.kind
            && let Some((exchange, key)) = fixed(publish)
            && is_lost(document, &exchange, &key)
            && !told.contains(&(exchange.clone(), key.clone()))
        {
            told.push((exchange, key));
        }
    });
    for (exchange, key) in told {
        found.push(Problem {
            place: publish_edge(actor.id, &exchange),
            what: Noticed::NoBindingMatches {
                actor: actor.id,
                exchange,
                key,
            },
            mend: None,
        });
    }
}

/// Where a publish goes, if that is the same every time. Headers may name more keys (`CC`).
fn fixed(publish: &Publish) -> Option<(String, String)> {
    let text = |expression: &Expression| {
        expression
            .as_constant()
            .and_then(|value| value.as_text().map(String::from))
    };
    match publish.property(Property::Headers).is_some() || publish.like.is_some() {
        true => None,
        false => Some((text(&publish.exchange)?, text(&publish.key)?)),
    }
}

/// Whether an exchange has bindings, but none for a key.
fn is_lost(document: &Document, exchange: &str, key: &str) -> bool {
    let topology = &document.topology;
    let Some(declared) = topology.exchange(exchange) else {
        return false;
    };
    let mut bindings = topology
        .bindings
        .iter()
        .filter(|binding| binding.source == exchange)
        .peekable();
    let can_tell = matches!(declared.kind.as_str(), "direct" | "topic")
        && declared.arguments.get("alternate-exchange").is_none()
        && !document.actors.iter().any(|actor| binds_itself(actor, exchange));
    can_tell && bindings.peek().is_some() && !bindings.any(|binding| takes(&declared.kind, binding, key))
}

fn takes(kind: &str, binding: &Binding, key: &str) -> bool {
    match kind {
        "topic" => {
            let pattern: Vec<&str> = binding.routing_key.split('.').collect();
            let words: Vec<&str> = key.split('.').collect();
            matches_topic(&pattern, &words)
        }
        _ => binding.routing_key == key,
    }
}

/// Whether a pattern takes a key, word by word: `*` is one word, `#` any number (R-EX-3).
fn matches_topic(pattern: &[&str], words: &[&str]) -> bool {
    // For each number of words, whether the pattern so far takes them.
    let mut taken = vec![false; words.len() + 1];
    taken[0] = true;
    for part in pattern {
        let mut next = vec![false; words.len() + 1];
        for at in 0..=words.len() {
            next[at] = match *part {
                "#" => taken[at] || (at > 0 && next[at - 1]),
                "*" => at > 0 && taken[at - 1],
                word => at > 0 && taken[at - 1] && words[at - 1] == word,
            };
        }
        taken = next;
    }
    taken[words.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_match_word_by_word() {
        let matches = |pattern: &str, key: &str| {
            let (pattern, words): (Vec<_>, Vec<_>) = (pattern.split('.').collect(), key.split('.').collect());
            matches_topic(&pattern, &words)
        };
        for (pattern, key) in [
            ("#", ""),
            ("a.#", "a"),
            ("a.*.c", "a.b.c"),
            ("#.c", "a.b.c"),
            ("a.#.c", "a.c"),
        ] {
            assert!(matches(pattern, key), "{pattern} takes {key}");
        }
        for (pattern, key) in [("a", "a.b"), ("*", "a.b"), ("a.*", "a"), ("#.c", "a.b")] {
            assert!(!matches(pattern, key), "{pattern} does not take {key}");
        }
    }
}
