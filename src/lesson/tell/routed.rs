//! What followed from a publish: the queues that got a copy, or why none did.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::broker::view::{ConsumerView, Destination, ExchangeKind};
use crate::broker::{Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::explain::Label;
use crate::lesson::sentence::Consequence;
use crate::lesson::tell::consequence::Later;

impl Later<'_> {
    pub(super) fn of_publish(&self, message: MessageId) -> Option<Consequence> {
        let names = self.told.names();
        let published = self.facts.iter().find_map(|fact| match *fact {
            Fact::Published {
                message: handle,
                exchange,
                ..
            } if names.message(handle) == message => Some((handle, exchange)),
            _ => None,
        });
        let (handle, exchange) = published?;
        self.over_limit()
            .or_else(|| self.nowhere(handle, message, exchange))
            .or_else(|| self.refused(handle, message))
            .or_else(|| self.alternate(handle, message))
            .or_else(|| self.routed(handle, message))
    }

    /// No queue took it.
    fn nowhere(
        &self,
        handle: MessageHandle,
        message: MessageId,
        exchange: ExchangeId,
    ) -> Option<Consequence> {
        let names = self.told.names();
        let about = |fact: &&Fact| matches!(fact, Fact::Unroutable { message, .. } if *message == handle);
        self.facts.iter().find(about)?;
        let returned = self.facts.iter().find_map(|fact| match *fact {
            Fact::Returned { message: of, channel } if of == handle => Some(names.channel(channel).name),
            _ => None,
        });
        let key = names.key(handle);
        let kind = self.told.after.broker().exchange(exchange).kind;
        Some(match returned {
            Some(to) => Consequence::Returned { message, to },
            None if names.exchange(exchange).is_empty() => Consequence::NoQueueNamed { message, key },
            None => Consequence::Unroutable {
                message,
                key: Some(key).filter(|_| compares_keys(kind)),
            },
        })
    }

    fn refused(&self, handle: MessageHandle, message: MessageId) -> Option<Consequence> {
        self.facts.iter().find_map(|fact| match *fact {
            Fact::RefusedFull { message: of, queue } if of == handle => Some(Consequence::Refused {
                queue: self.told.names().queue(queue),
                message,
            }),
            _ => None,
        })
    }

    fn alternate(&self, handle: MessageHandle, message: MessageId) -> Option<Consequence> {
        let names = self.told.names();
        self.facts.iter().find_map(|fact| match *fact {
            Fact::AlternateUsed {
                message: of,
                from,
                to,
            } if of == handle => Some(Consequence::Alternate {
                exchange: names.exchange(from),
                alternate: names.exchange(to),
                message,
                queues: self.queues(handle),
            }),
            _ => None,
        })
    }

    /// It went into queues.
    fn routed(&self, handle: MessageHandle, message: MessageId) -> Option<Consequence> {
        let queues = self.queues(handle);
        let keys = self.keys(handle);
        match (queues.is_empty(), keys) {
            (true, _) => None,
            (false, Some(keys)) if !keys.is_empty() => Some(Consequence::Matches { keys, queues }),
            (false, Some(_)) => self.in_line(handle, message),
            (false, None) => Some(Consequence::Copies { queues }),
        }
    }

    /// Through the default exchange: it goes on at once, waits because everybody is full, or waits.
    fn in_line(&self, handle: MessageHandle, message: MessageId) -> Option<Consequence> {
        let names = self.told.names();
        if let Some(next) = self.next() {
            return Some(next);
        }
        self.facts.iter().find_map(|fact| match *fact {
            Fact::Enqueued {
                message: of,
                queue,
                place,
            } if of == handle => Some(match self.full(queue) {
                Some(consumer) => Consequence::Full { consumer, message },
                None => Consequence::Place {
                    message,
                    queue: names.queue(queue),
                    place,
                },
            }),
            _ => None,
        })
    }

    /// Whether all consumers of a queue are full; the one, where there is one.
    #[expect(clippy::option_option, reason = "not full, full, full and alone")]
    fn full(&self, queue: QueueId) -> Option<Option<(Label, u32)>> {
        let broker = self.told.after.broker();
        let consumers: Vec<_> = broker.consumers(queue).gather();
        let full = |consumer: &ConsumerView| {
            consumer.prefetch > 0 && consumer.unacked >= u32::from(consumer.prefetch)
        };
        if consumers.is_empty() || !consumers.iter().all(full) {
            return None;
        }
        Some(match consumers.as_slice() {
            [only] => Some((self.told.names().consumer(only.id).name, only.unacked)),
            _ => None,
        })
    }

    /// The queues that got a copy, each once.
    pub(super) fn queues(&self, handle: MessageHandle) -> Vec<Label> {
        let mut queues = Vec::new();
        for fact in &self.facts {
            if let Fact::Enqueued { message, queue, .. } | Fact::Dispatched { message, queue, .. } = *fact
                && message == handle
            {
                let queue = self.told.names().queue(queue);
                if !queues.contains(&queue) {
                    queues.push(queue);
                }
            }
        }
        queues
    }

    /// The binding keys that matched on the way; `None` where something else than keys decided.
    pub(super) fn keys(&self, handle: MessageHandle) -> Option<Vec<Label>> {
        let names = self.told.names();
        let broker = self.told.after.broker();
        let mut keys = Vec::new();
        for fact in &self.facts {
            if let Fact::Routed { message, binding } = *fact
                && message == handle
                && let Some(binding) = broker.binding(binding)
            {
                if !compares_keys(broker.exchange(binding.source).kind) {
                    return None;
                }
                let leads_on = matches!(binding.destination, Destination::Exchange(_));
                let key = names.text(binding.routing_key);
                if !leads_on && !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        Some(keys)
    }

    /// The head that a full queue dropped.
    fn over_limit(&self) -> Option<Consequence> {
        let names = self.told.names();
        self.facts.iter().find_map(|fact| match *fact {
            Fact::Dropped { message, queue } => {
                let settings = self.told.after.broker().queue(queue).effective;
                let (limit, in_bytes) = match (settings.max_length, settings.max_length_bytes) {
                    (Some(length), _) => (length, false),
                    (None, Some(bytes)) => (bytes, true),
                    (None, None) => return None,
                };
                Some(Consequence::HeadDropped {
                    queue: names.queue(queue),
                    limit,
                    in_bytes,
                    message: names.message(message),
                    exchange: self.dead_lettered_to(message),
                })
            }
            _ => None,
        })
    }

    fn dead_lettered_to(&self, message: MessageHandle) -> Option<Label> {
        self.facts.iter().find_map(|fact| match *fact {
            Fact::DeadLettered { from, exchange, .. } if from == message => {
                Some(self.told.names().exchange(exchange))
            }
            _ => None,
        })
    }
}

/// Whether an exchange of this kind looks at keys.
fn compares_keys(kind: ExchangeKind) -> bool {
    match kind {
        ExchangeKind::Direct | ExchangeKind::Topic => true,
        ExchangeKind::Fanout | ExchangeKind::Headers => false,
    }
}
