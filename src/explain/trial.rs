//! Trying a binding that may not be there yet on a message: what its exchange would make of the two.

use crate::base::value::Table;
use crate::broker::view::ExchangeKind;
use crate::explain::headers;
use crate::explain::topic::Alignment;
use crate::explain::why::{Attempt, Comparison, Destination};

/// A binding as it is tried.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// The type of the exchange that it leads from.
    pub kind: ExchangeKind,
    pub key: &'a str,
    pub arguments: &'a Table,
}

impl Trial<'_> {
    /// How it compares with a message of this routing key and these headers.
    pub fn attempt(&self, routing_key: &str, headers: &Table) -> Attempt {
        let (matched, comparison) = match self.kind {
            ExchangeKind::Fanout => (true, Comparison::Always),
            ExchangeKind::Direct => (self.key == routing_key, Comparison::Whole),
            ExchangeKind::Topic => {
                let alignment = Alignment::of(self.key, routing_key);
                (alignment.matched(), Comparison::Words(alignment))
            }
            ExchangeKind::Headers => {
                let table = headers::compare(self.arguments, headers);
                (table.matched(), Comparison::Headers(table))
            }
        };
        Attempt {
            binding_key: self.key.into(),
            destination: Destination::Queue("".into()),
            matched,
            comparison,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_of_exchange_compares_in_its_own_way() {
        let arguments: Table =
            serde_json::from_str(r#"{"x-match": "any", "level": 3, "region": "eu"}"#).unwrap();
        let headers: Table = serde_json::from_str(r#"{"level": 2, "region": "eu"}"#).unwrap();
        let matched = |kind, key: &str, routing_key: &str| {
            let trial = Trial {
                kind,
                key,
                arguments: &arguments,
            };
            trial.attempt(routing_key, &headers).matched
        };
        assert!(matched(ExchangeKind::Fanout, "a", "b"));
        assert!(matched(ExchangeKind::Direct, "a.*", "a.*") && !matched(ExchangeKind::Direct, "a.*", "a.b"));
        assert!(matched(ExchangeKind::Topic, "a.*", "a.b") && !matched(ExchangeKind::Topic, "a.*", "a.b.c"));
        assert!(matched(ExchangeKind::Headers, "", ""));
    }
}
