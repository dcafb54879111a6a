//! Exchanges that lead nowhere, and publishes that no binding takes.

use crate::base::value::{Table, Value};
use crate::broker::{headers, topic};
use crate::model::actor::Actor;
use crate::model::document::Document;
use crate::model::edge::EdgeId;
use crate::model::edit::is_there;
use crate::model::expression::Expression;
use crate::model::node::Node;
use crate::model::problems::{Looked, Mend, Noticed, Problem, ProblemPlace, at, at_home, publish_edge};
use crate::model::program::mention::{Mentioned, mentions};
use crate::model::program::{Property, Publish, StatementKind};
use crate::model::topology::Binding;
use std::collections::BTreeSet;

pub fn find(looked: &Looked<'_>, found: &mut Vec<Problem>) {
    let document = looked.document;
    for exchange in &document.topology.exchanges {
        let has_way = looked.bound.drawn.contains(&exchange.name)
            || looked.bound.by_programs.contains(&exchange.name)
            || looked.alternate(exchange).is_some();
        if !has_way {
            let exchange = exchange.name.clone();
            let what = Noticed::NothingBound {
                exchange: exchange.clone(),
            };
            let mend = Mend::AddQueue {
                exchange: exchange.clone(),
                key: None,
            };
            found.push(at(Node::Exchange(exchange), what, Some(mend)));
        }
    }
    let is_topic = |exchange: &str| document.topology.exchange_type(exchange) == Some("topic");
    for binding in &document.topology.bindings {
        let word = topic::half_wild(&binding.routing_key);
        if let Some(word) = word.filter(|_| is_topic(&binding.source)) {
            found.push(Problem {
                place: ProblemPlace::Edge(EdgeId::of_binding(binding)),
                what: Noticed::HalfWild {
                    exchange: binding.source.clone(),
                    destination: binding.destination.clone(),
                    word: word.into(),
                },
                mend: None,
            });
        }
    }
    for actor in at_home(document) {
        publishes(looked, actor, found);
    }
}

/// The exchanges that something is bound to.
#[derive(Default)]
pub struct Bound {
    drawn: BTreeSet<String>,
    by_programs: BTreeSet<String>,
}

/// What is bound in a document, whose programs are gone through once.
pub fn bound(document: &Document) -> Bound {
    let bindings = document.topology.bindings.iter();
    let mut bound = Bound::default();
    bound.drawn.extend(bindings.map(|binding| binding.source.clone()));
    for actor in &document.actors {
        for lines in [&actor.declares.0, &actor.program.0] {
            let is_bind = |line: usize| lines[line].trim_start().starts_with("bind ");
            let found = mentions(lines).into_iter();
            let sources =
                found.filter(|mention| mention.what == Mentioned::Exchange && is_bind(mention.line));
            bound.by_programs.extend(sources.map(|mention| mention.name));
        }
    }
    bound
}

fn publishes(looked: &Looked<'_>, actor: &Actor, found: &mut Vec<Problem>) {
    let Ok(tree) = actor.program.tree() else { return };
    let mut told: Vec<(String, String)> = Vec::new();
    tree.each_statement(&mut |statement| {
        if let StatementKind::Publish(publish) = &statement.kind
            && let Some(sent) = fixed(publish)
            && is_lost(looked, &sent)
            && let (exchange, key) = (sent.exchange, sent.key)
            && !told.contains(&(exchange.clone(), key.clone()))
        {
            told.push((exchange, key));
        }
    });
    for (exchange, key) in told {
        // What headers ask for is no key.
        let is_keyed = looked.document.topology.exchange_type(&exchange) != Some("headers");
        let mend = is_keyed.then(|| Mend::AddQueue {
            exchange: exchange.clone(),
            key: Some(key.clone()),
        });
        found.push(Problem {
            place: publish_edge(actor.id, &exchange),
            what: Noticed::NoBindingMatches {
                actor: actor.id,
                exchange,
                key,
            },
            mend,
        });
    }
}

/// What a publish says of its way, if that is the same every time.
struct Sent {
    exchange: String,
    key: String,
    headers: Table,
}

/// Headers may name more keys (`CC`), and those of a delivery are not known.
fn fixed(publish: &Publish) -> Option<Sent> {
    let text = |expression: &Expression| {
        expression
            .as_constant()
            .and_then(|value| value.as_text().map(String::from))
    };
    let headers = match publish.property(Property::Headers).map(Expression::as_constant) {
        None => Table::new(),
        Some(Some(Value::Table(headers))) => headers,
        Some(_) => return None,
    };
    let names_more = headers.get("CC").is_some() || headers.get("BCC").is_some();
    if publish.like.is_some() || names_more {
        return None;
    }
    Some(Sent {
        exchange: text(&publish.exchange)?,
        key: text(&publish.key)?,
        headers,
    })
}

/// Whether an exchange has bindings, but none for a message; the default exchange, whether it has no such queue.
fn is_lost(looked: &Looked<'_>, sent: &Sent) -> bool {
    let document = looked.document;
    let topology = &document.topology;
    if sent.exchange.is_empty() {
        // Replies go to a queue that only the broker knows.
        let is_reply = sent.key.starts_with("amq.");
        return !is_reply && !is_there(document, &Node::Queue(sent.key.clone()));
    }
    let Some(declared) = topology.exchange(&sent.exchange) else {
        return false;
    };
    let mut bindings = topology
        .bindings
        .iter()
        .filter(|binding| binding.source == sent.exchange)
        .peekable();
    let can_tell = matches!(declared.kind.as_str(), "direct" | "topic" | "headers")
        && looked.alternate(declared).is_none()
        && !looked.bound.by_programs.contains(&sent.exchange);
    can_tell && bindings.peek().is_some() && !bindings.any(|binding| takes(&declared.kind, binding, sent))
}

fn takes(kind: &str, binding: &Binding, sent: &Sent) -> bool {
    match kind {
        "topic" => topic::matches(&binding.routing_key, &sent.key),
        "headers" => headers::matches(&binding.arguments, &sent.headers),
        _ => binding.routing_key == sent.key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_match_word_by_word() {
        let matches = |pattern: &str, key: &str| {
            let binding = Binding {
                routing_key: pattern.into(),
                ..Binding::default()
            };
            let sent = Sent {
                exchange: "x".into(),
                key: key.into(),
                headers: Table::new(),
            };
            takes("topic", &binding, &sent)
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
        for (pattern, key) in [
            ("a", "a.b"),
            ("*", "a.b"),
            ("a.*", "a"),
            ("#.c", "a.b"),
            ("*", ""),
        ] {
            assert!(!matches(pattern, key), "{pattern} does not take {key}");
        }
    }
}
