//! What exchanges made of a message, from the broker's reasons: exchange by exchange on its way, each binding that was
//! tried.

use crate::base::gather::Gather;
use crate::base::value::{Table, Value};
use crate::broker::reason::Reason as Told;
use crate::broker::view::{BindingView, ExchangeKind};
use crate::broker::{ExchangeId, MessageHandle};
use crate::explain::Label;
use crate::explain::headers;
use crate::explain::names::Names;
use crate::explain::topic::Alignment;
use crate::explain::why::{Attempt, Comparison, Destination, Reason, Routing, RoutingKind};

/// How many bindings that did not match are listed; the rest is counted.
const MISSES: usize = 50;

/// The reasons why a message went where it went, beginning at the exchange that it was published to.
pub(super) fn reasons(
    names: Names,
    told: &[Told],
    message: MessageHandle,
    exchange: ExchangeId,
) -> Vec<Reason> {
    let mut way = Way {
        names,
        message,
        reasons: Vec::new(),
        at: None,
    };
    way.arrive(exchange);
    for reason in told {
        match *reason {
            Told::DefaultTried { message: of, queue } if of == message => {
                let destination = queue.map(|queue| names.queue(queue));
                way.tried_default(destination);
            }
            Told::BindingTried {
                message: of,
                binding,
                matched,
            } if of == message => {
                if let Some(binding) = names.0.broker().binding(binding) {
                    way.arrive(binding.source);
                    way.tried(binding, matched);
                }
            }
            Told::AlternateLooked {
                message: of,
                exchange,
                alternate,
            } if of == message => {
                way.arrive(exchange);
                way.looked_for_alternate(exchange, alternate);
            }
            Told::DefaultTried { .. }
            | Told::BindingTried { .. }
            | Told::AlternateLooked { .. }
            | Told::RightLacking { .. }
            | Told::ConsumerConsidered { .. }
            | Told::PolicyApplied { .. }
            | Told::DeadlineComputed { .. }
            | Told::LimitChecked { .. }
            | Told::CycleChecked { .. }
            | Told::HeadChecked { .. } => {}
        }
    }
    way.finish()
}

struct Way<'a> {
    names: Names<'a>,
    message: MessageHandle,
    reasons: Vec<Reason>,
    /// The exchange whose bindings are being tried, and what came of it.
    at: Option<(ExchangeId, Routing)>,
}

impl Way<'_> {
    /// The message is at this exchange.
    fn arrive(&mut self, exchange: ExchangeId) {
        if self.at.as_ref().is_some_and(|(at, _)| *at == exchange) {
            return;
        }
        self.leave();
        let view = self.names.0.broker().exchange(exchange);
        let name = self.names.text(view.name);
        let kind = match name.is_empty() {
            true => RoutingKind::Default,
            false => RoutingKind::Exchange(view.kind),
        };
        let routing = Routing {
            exchange: name,
            kind,
            key: self.names.key(self.message),
            attempts: Vec::new(),
            more: 0,
        };
        self.at = Some((exchange, routing));
    }

    fn leave(&mut self) {
        if let Some((_, mut routing)) = self.at.take() {
            let (hits, misses): (Vec<Attempt>, Vec<Attempt>) =
                routing.attempts.into_iter().partition(|attempt| attempt.matched);
            routing.more += misses.len().saturating_sub(MISSES);
            routing.attempts = hits.into_iter().chain(misses.into_iter().take(MISSES)).gather();
            self.reasons.push(Reason::Routed(routing));
        }
    }

    fn tried_default(&mut self, queue: Option<Label>) {
        let key = self.names.key(self.message);
        let attempt = Attempt {
            binding_key: key.clone(),
            destination: Destination::Queue(queue.clone().unwrap_or(key)),
            matched: queue.is_some(),
            comparison: Comparison::Name,
        };
        if let Some((_, routing)) = &mut self.at {
            routing.attempts.push(attempt);
        }
    }

    fn tried(&mut self, binding: BindingView, matched: bool) {
        let attempt = Attempt {
            binding_key: self.names.text(binding.routing_key),
            destination: self.names.destination(binding.destination),
            matched,
            comparison: self.comparison(&binding, matched),
        };
        if let Some((_, routing)) = &mut self.at {
            routing.attempts.push(attempt);
        }
    }

    fn comparison(&self, binding: &BindingView, matched: bool) -> Comparison {
        let broker = self.names.0.broker();
        let headers = &broker
            .content(broker.message(self.message).content)
            .properties
            .headers;
        match broker.exchange(binding.source).kind {
            ExchangeKind::Direct => Comparison::Whole,
            ExchangeKind::Fanout => Comparison::Always,
            ExchangeKind::Topic => {
                let pattern = self.names.text(binding.routing_key);
                Comparison::Words(self.alignment(&pattern, headers, matched))
            }
            ExchangeKind::Headers => Comparison::Headers(headers::compare(binding.arguments, headers)),
        }
    }

    /// Of the keys of the message, the one that matches; its routing key where none does.
    fn alignment(&self, pattern: &str, headers: &Table, matched: bool) -> Alignment {
        let own = Alignment::of(pattern, &self.names.key(self.message));
        if !matched || own.matched() {
            return own;
        }
        let lists = ["CC", "BCC"]
            .into_iter()
            .filter_map(|name| headers.get(name)?.as_array());
        let mut further = lists
            .flatten()
            .filter_map(Value::as_text)
            .map(|key| Alignment::of(pattern, key));
        further.find(Alignment::matched).unwrap_or(own)
    }

    fn looked_for_alternate(&mut self, exchange: ExchangeId, alternate: Option<ExchangeId>) {
        self.leave();
        let view = self.names.0.broker().exchange(exchange);
        self.reasons.push(Reason::Alternate {
            exchange: self.names.text(view.name),
            alternate: self.names.text(view.alternate.unwrap_or_default()),
            exists: alternate.is_some(),
        });
        if let Some(alternate) = alternate {
            self.arrive(alternate);
        }
    }

    fn finish(mut self) -> Vec<Reason> {
        self.leave();
        self.reasons
    }
}
