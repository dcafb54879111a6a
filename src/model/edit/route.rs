//! What a message needs so that a binding takes it: what a new producer sends.

use crate::base::gather::Gather;
use crate::base::value::{Table, Value};
use crate::model::document::Document;
use crate::model::topology::Binding;

/// What a message needs for a binding to match it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    pub key: String,
    pub headers: Table,
}

/// A key and headers that the first binding of an exchange matches. For the default exchange, the first queue's name.
pub fn matching_route(document: &Document, exchange: &str) -> Route {
    let topology = &document.topology;
    if exchange.is_empty() {
        let queue = topology.queues.first().map(|queue| queue.name.clone());
        return Route {
            key: queue.unwrap_or_default(),
            headers: Table::new(),
        };
    }
    let Some(binding) = topology
        .bindings
        .iter()
        .find(|binding| binding.source == exchange)
    else {
        return Route::default();
    };
    match topology.exchange_type(exchange) {
        Some("topic") => Route {
            key: matching_key(&binding.routing_key),
            headers: Table::new(),
        },
        Some("headers") => Route {
            key: String::new(),
            headers: matching_headers(binding),
        },
        Some("fanout") => Route::default(),
        Some(_) | None => Route {
            key: binding.routing_key.clone(),
            headers: Table::new(),
        },
    }
}

/// A key that a topic pattern matches: `any` for a star, nothing for a hash.
fn matching_key(pattern: &str) -> String {
    let words: Vec<_> = pattern
        .split('.')
        .filter(|word| *word != "#")
        .map(|word| if word == "*" { "any" } else { word })
        .gather();
    words.join(".")
}

/// Headers that have all that a binding asks for.
fn matching_headers(binding: &Binding) -> Table {
    let with_x = binding
        .arguments
        .get("x-match")
        .and_then(Value::as_text)
        .is_some_and(|mode| mode.ends_with("with-x"));
    let counts = |key: &str| key != "x-match" && (with_x || !key.starts_with("x-"));
    binding
        .arguments
        .iter()
        .filter(|(key, _)| counts(key))
        .map(|(key, value)| {
            (
                key,
                if *value == Value::Void {
                    Value::from("any")
                } else {
                    value.clone()
                },
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_for_any_pattern() {
        for (pattern, key) in [
            ("order.#", "order"),
            ("order.*.created", "order.any.created"),
            ("#", ""),
            ("a.b", "a.b"),
            ("*.#.x", "any.x"),
        ] {
            assert_eq!(matching_key(pattern), key);
        }
    }
}
