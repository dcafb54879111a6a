//! Queues that nobody reads, and consumers that are slow for what their queue asks.

use crate::base::time::Ms;
use crate::base::value::Value;
use crate::model::actor::{Actor, Subscription};
use crate::model::document::Document;
use crate::model::expression::Expression;
use crate::model::form::{Argument, Setter};
use crate::model::node::Node;
use crate::model::problems::{Looked, Mend, Noticed, Problem, at, at_home};
use crate::model::program::StatementKind;
use crate::model::program::walk::each_statement;
use crate::model::topology::Queue;
use std::collections::BTreeSet;

/// Work of at least this long is slow: while it lasts, others could have had what a consumer holds.
const SLOW_MS: Ms = 100;

/// How many times as long as work a message should have.
const LONGER: Ms = 10;

pub fn find(looked: &Looked<'_>, found: &mut Vec<Problem>) {
    let document = looked.document;
    for queue in &document.topology.queues {
        let name = &queue.name;
        if !looked.readers.read(name) && !is_left_by_itself(looked, queue) {
            let what = Noticed::NobodyReads { queue: name.clone() };
            let mend = Mend::AddConsumer { queue: name.clone() };
            found.push(at(Node::Queue(name.clone()), what, Some(mend)));
        }
        slow_for(looked, queue, found);
    }
    for actor in at_home(document) {
        for subscription in &actor.consumes {
            without_limit(actor, subscription, found);
        }
    }
}

/// The queues that somebody consumes from or gets from.
#[derive(Default)]
pub struct Readers {
    queues: BTreeSet<String>,
    /// A name that is worked out while it runs could be of any queue.
    any: bool,
}

impl Readers {
    /// Those of a document, whose programs are read once.
    pub fn of(document: &Document) -> Readers {
        let mut readers = Readers::default();
        for actor in at_home(document) {
            for subscription in &actor.consumes {
                if let Ok(queue) = Expression::parse_template(&subscription.queue) {
                    readers.add(&queue);
                }
            }
            if let Ok(tree) = actor.program.tree() {
                tree.each_statement(&mut |statement| {
                    if let StatementKind::Get { queue, .. } = &statement.kind {
                        readers.add(queue);
                    }
                });
            }
        }
        readers
    }

    fn add(&mut self, queue: &Expression) {
        match queue.as_constant() {
            None => self.any = true,
            Some(name) => self.queues.extend(name.as_text().map(String::from)),
        }
    }

    /// Whether somebody reads from this queue.
    pub fn read(&self, queue: &str) -> bool {
        self.any || self.queues.contains(queue)
    }
}

fn may_be(subscription: &Subscription, queue: &str) -> bool {
    let read = Expression::parse_template(&subscription.queue);
    read.is_ok_and(|read| read.as_constant().is_none_or(|own| own.as_text() == Some(queue)))
}

/// Whether messages leave a queue for a dead-letter exchange after a time: a queue to wait in needs no reader.
fn is_left_by_itself(looked: &Looked<'_>, queue: &Queue) -> bool {
    let is_set = |argument| looked.queue(queue, argument).is_some();
    is_set(Argument::MessageTtl) && is_set(Argument::DeadLetterExchange)
}

/// The longest that an actor surely works on a delivery of a subscription.
fn work_ms(actor: &Actor, subscription: &Subscription) -> Ms {
    let Ok(tree) = actor.program.tree() else { return 0 };
    let is_for = |from: &str| from == subscription.queue || (from == subscription.tag && !from.is_empty());
    let handlers = || tree.handlers.iter();
    let own = handlers().find(|handler| handler.trigger.subscription().is_some_and(is_for));
    let any = || handlers().find(|handler| handler.trigger.takes_any());
    let mut longest = 0;
    if let Some(handler) = own.or_else(any) {
        each_statement(&handler.body, &mut |statement| {
            if let StatementKind::Work(span) = &statement.kind
                && let Some(Value::Integer(ms)) = span.least_ms.as_constant()
            {
                longest = longest.max(ms.max(0) as Ms);
            }
        });
    }
    longest
}

fn without_limit(actor: &Actor, subscription: &Subscription, found: &mut Vec<Problem>) {
    let Ok(Some(queue)) = Expression::parse_template(&subscription.queue).map(|queue| queue.as_constant())
    else {
        return;
    };
    let work_ms = work_ms(actor, subscription);
    let unlimited = subscription.prefetch == 0 && subscription.global_prefetch == 0 && !subscription.no_ack;
    if let (true, Some(queue)) = (unlimited && work_ms >= SLOW_MS, queue.as_text()) {
        let what = Noticed::NoPrefetch {
            actor: actor.id,
            queue: queue.into(),
            work_ms,
        };
        let mend = Mend::SetPrefetch {
            actor: actor.id,
            queue: queue.into(),
            prefetch: 1,
        };
        found.push(at(Node::Actor(actor.id), what, Some(mend)));
    }
}

/// One consumer alone, for whom a message waits longer than it may.
fn slow_for(looked: &Looked<'_>, queue: &Queue, found: &mut Vec<Problem>) {
    let Some((setter, ttl)) = looked.holds(queue, Argument::MessageTtl) else {
        return;
    };
    let Some(ttl_ms) = ttl.as_integer() else {
        return;
    };
    let ttl_ms = ttl_ms.max(0) as Ms;
    let mut readers = Vec::new();
    for actor in at_home(looked.document) {
        let own = actor
            .consumes
            .iter()
            .filter(|subscription| may_be(subscription, &queue.name));
        readers.extend(own.map(|subscription| (actor, subscription)));
    }
    if let [(actor, subscription)] = readers.as_slice() {
        let work_ms = work_ms(actor, subscription);
        if ttl_ms < work_ms {
            let what = Noticed::TtlBelowWork {
                queue: queue.name.clone(),
                ttl_ms,
                actor: actor.id,
                work_ms,
            };
            // What a policy says is said for other queues, too.
            let mend = (setter == Setter::Itself).then(|| Mend::SetTtl {
                queue: queue.name.clone(),
                ttl_ms: work_ms.saturating_mul(LONGER),
            });
            found.push(at(Node::Queue(queue.name.clone()), what, mend));
        }
    }
}
