//! What followed from the cause: the one thing that tells most, gathered over copies and messages.

use crate::base::ids::MessageId;
use crate::broker::event::NoDeadLetter;
use crate::broker::view::{Destination, ExchangeKind};
use crate::broker::{ConsumerId, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::explain::Label;
use crate::lesson::sentence::{Cause, Consequence};
use crate::lesson::tell::Told;
use crate::world::{Event, Parcel};

/// What followed from the cause, which is the event at position `at`.
pub(super) fn of(told: &Told, at: usize, cause: &Cause) -> Option<Consequence> {
    let later = Later {
        told,
        facts: told.facts(at),
    };
    match cause {
        Cause::Publishes { message, .. } => later.of_publish(*message),
        Cause::Rejects { .. } | Cause::Expires { .. } => later.of_deaths().or_else(|| later.next()),
        Cause::Requeues { .. } => later.back_in_line().or_else(|| later.of_deaths()),
        Cause::Acks { .. } | Cause::Connects { .. } => later.next().or_else(|| later.next_active()),
        Cause::Confirms { .. } => later.acks(),
        Cause::Crashes { .. }
        | Cause::BrokerNotices { .. }
        | Cause::Notices { .. }
        | Cause::Cut { .. }
        | Cause::ChannelCloses { .. }
        | Cause::ConnectionCloses { .. } => later.lost().or_else(|| later.back_in_line()),
        Cause::Cancels { .. } => later.next_active().or_else(|| later.next()),
        Cause::Commits { .. } => later.next(),
        Cause::Delivers { .. } => later.work(),
        Cause::Fetches { .. } => later.expiries().or_else(|| later.work()),
        Cause::Restarts { .. } => later.next(),
        Cause::Start
        | Cause::FetchesNothing { .. }
        | Cause::NotSent { .. }
        | Cause::SendsPublish { .. }
        | Cause::SendsSettlement { .. }
        | Cause::SendsRequest { .. }
        | Cause::Works { .. }
        | Cause::Waits { .. }
        | Cause::Effect { .. }
        | Cause::RefusalArrives { .. }
        | Cause::ReturnArrives { .. }
        | Cause::ConnectionRefused { .. }
        | Cause::BrokerRestarts { .. }
        | Cause::DeclaresQueue { .. }
        | Cause::DeclaresExchange { .. }
        | Cause::Binds { .. }
        | Cause::Unbinds { .. }
        | Cause::CancelArrives { .. }
        | Cause::Purges { .. }
        | Cause::RollsBack { .. }
        | Cause::Fails { .. }
        | Cause::QueueGone { .. }
        | Cause::ExchangeGone { .. }
        | Cause::PolicyChanges { .. }
        | Cause::Nothing { .. } => None,
    }
}

impl Told<'_> {
    /// The broker's facts from a position on.
    fn facts(&self, from: usize) -> Vec<Fact> {
        let facts = self.events[from.min(self.events.len())..]
            .iter()
            .filter_map(|event| match event {
                Event::Broker(fact) => Some(*fact),
                _ => None,
            });
        facts.collect()
    }
}

/// What the broker did from the cause on.
struct Later<'a> {
    told: &'a Told<'a>,
    facts: Vec<Fact>,
}

impl Later<'_> {
    fn of_publish(&self, message: MessageId) -> Option<Consequence> {
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
        let consumers: Vec<_> = broker.consumers(queue).collect();
        let full = |consumer: &crate::broker::view::ConsumerView| {
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
    fn queues(&self, handle: MessageHandle) -> Vec<Label> {
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
    fn keys(&self, handle: MessageHandle) -> Option<Vec<Label>> {
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

    /// Where the dead went.
    fn of_deaths(&self) -> Option<Consequence> {
        self.cycle()
            .or_else(|| self.dead_lettered())
            .or_else(|| self.dead_end())
    }

    fn cycle(&self) -> Option<Consequence> {
        let names = self.told.names();
        self.facts.iter().find_map(|fact| match *fact {
            Fact::CycleDropped { message, queue } => Some(Consequence::Cycle {
                queue: names.queue(queue),
                message: names.message(message),
            }),
            _ => None,
        })
    }

    fn dead_lettered(&self) -> Option<Consequence> {
        let names = self.told.names();
        let dead: Vec<(MessageHandle, ExchangeId)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::DeadLettered { to, exchange, .. } => Some((to, exchange)),
                _ => None,
            })
            .collect();
        let &[(handle, exchange)] = dead.as_slice() else {
            let (_, exchange) = *dead.first()?;
            return Some(Consequence::DeadLetteredTogether {
                exchange: names.exchange(exchange),
                messages: each_once(dead.iter().map(|(handle, _)| names.message(*handle))),
            });
        };
        let queues = self.queues(handle);
        let exchange = names.exchange(exchange);
        Some(match queues.is_empty() {
            true => Consequence::DeadLetterUnroutable {
                exchange,
                message: names.message(handle),
            },
            false => Consequence::DeadLettered {
                exchange,
                keys: self.keys(handle).unwrap_or_default(),
                queues,
            },
        })
    }

    fn dead_end(&self) -> Option<Consequence> {
        let names = self.told.names();
        let ends: Vec<(MessageId, QueueId, NoDeadLetter)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::DeadLetterDiscarded {
                    message, queue, why, ..
                } => Some((names.message(message), queue, why)),
                _ => None,
            })
            .collect();
        let (_, queue, why) = *ends.first()?;
        let messages = each_once(ends.iter().map(|(message, ..)| *message));
        let named = self
            .told
            .after
            .broker()
            .queue(queue)
            .effective
            .dead_letter_exchange;
        Some(match (why, named) {
            (NoDeadLetter::ExchangeMissing, Some(exchange)) => Consequence::DeadLetterExchangeMissing {
                exchange: names.text(exchange),
                messages,
            },
            (NoDeadLetter::ExchangeMissing, None) | (NoDeadLetter::NotConfigured, _) => {
                Consequence::NoDeadLetterExchange {
                    queue: names.queue(queue),
                    messages,
                }
            }
        })
    }

    /// Messages that are handed out: those of the first queue and consumer.
    fn next(&self) -> Option<Consequence> {
        let names = self.told.names();
        let sent: Vec<(MessageId, QueueId, ConsumerId)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::Dispatched {
                    message,
                    queue,
                    consumer,
                    ..
                } => Some((names.message(message), queue, consumer)),
                _ => None,
            })
            .collect();
        let (_, queue, consumer) = *sent.first()?;
        let same = sent.iter().filter(|(_, of, to)| *of == queue && *to == consumer);
        Some(Consequence::Next {
            queue: names.queue(queue),
            messages: each_once(same.map(|(message, ..)| *message)),
            to: names.consumer(consumer).name,
        })
    }

    /// Messages that expire because they came to the head: those of the first queue.
    fn expiries(&self) -> Option<Consequence> {
        let names = self.told.names();
        let expired: Vec<(MessageId, QueueId)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::Expired { message, queue } => Some((names.message(message), queue)),
                _ => None,
            })
            .collect();
        let (_, queue) = *expired.first()?;
        let same = expired.iter().filter(|(_, of)| *of == queue);
        Some(Consequence::Expires {
            messages: each_once(same.map(|(message, _)| *message)),
            queue: names.queue(queue),
        })
    }

    fn next_active(&self) -> Option<Consequence> {
        let names = self.told.names();
        self.facts.iter().find_map(|fact| match *fact {
            Fact::ConsumerActivated { consumer } => Some(Consequence::NextActive {
                consumer: names.consumer(consumer).name,
                queue: names.queue_of(consumer),
            }),
            _ => None,
        })
    }

    /// Messages that are ready again: those of the first queue.
    fn back_in_line(&self) -> Option<Consequence> {
        let names = self.told.names();
        let back: Vec<(MessageId, QueueId)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::Requeued { message, queue, .. } => Some((names.message(message), queue)),
                _ => None,
            })
            .collect();
        let (_, queue) = *back.first()?;
        let same = back.iter().filter(|(_, of)| *of == queue);
        Some(Consequence::BackInLine {
            messages: each_once(same.map(|(message, _)| *message)),
            queue: names.queue(queue),
        })
    }

    fn acks(&self) -> Option<Consequence> {
        let names = self.told.names();
        let acked: Vec<(MessageId, QueueId, Label)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::Acked {
                    message,
                    queue,
                    channel,
                    automatic: false,
                } => Some((names.message(message), queue, names.channel(channel).name)),
                _ => None,
            })
            .collect();
        let (_, queue, by) = acked.first()?.clone();
        Some(Consequence::Acks {
            by,
            messages: each_once(acked.iter().map(|(message, ..)| *message)),
            queue: names.queue(queue),
        })
    }

    /// What was lost on its way. A settlement that is lost loses no message.
    fn lost(&self) -> Option<Consequence> {
        let lost = self.told.events.iter().filter_map(|event| match *event {
            Event::Lost {
                message,
                what: Parcel::Publish | Parcel::Delivery,
                ..
            } => message,
            _ => None,
        });
        let messages = each_once(lost);
        (!messages.is_empty()).then_some(Consequence::Lost { messages })
    }

    /// What the actor that got something does with it.
    fn work(&self) -> Option<Consequence> {
        let names = self.told.names();
        self.told.events.iter().find_map(|event| match *event {
            Event::Works {
                actor,
                message,
                for_ms,
            } => Some(Consequence::Works {
                by: names.actor(actor).name,
                message,
                for_ms,
            }),
            Event::Effect {
                actor, what, count, ..
            } => Some(Consequence::Effect {
                by: names.actor(actor).name,
                what: names.text(what),
                count,
            }),
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

/// Messages in the order of their first mention.
fn each_once(messages: impl Iterator<Item = MessageId>) -> Vec<MessageId> {
    let mut once = Vec::new();
    for message in messages {
        if !once.contains(&message) {
            once.push(message);
        }
    }
    once
}
