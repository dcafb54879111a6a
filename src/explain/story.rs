//! The story of a message in a step: what happened to it, event by event, and the broker's reasons for each.

use crate::base::gather::Gather;
use crate::base::ids::{ChannelId, MessageId};
use crate::broker::reason::Reason as Told;
use crate::broker::{ErrorCode, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::explain::details::rejected_in;
use crate::explain::names::Names;
use crate::explain::why::{Failure, Lacking, Reason, Story};
use crate::explain::{routing, ttl};
use crate::run::tile;
use crate::world::{Event, World};

/// A step: the world after it, what happened in it, and why.
pub(super) struct Step<'a> {
    pub before: &'a World,
    pub world: &'a World,
    pub events: &'a [Event],
    pub told: &'a [Told],
}

impl Step<'_> {
    /// What became of a message.
    pub fn story(&self, message: MessageId) -> Story {
        Story {
            message,
            outcome: self.outcome(message),
            reasons: self.reasons(message),
        }
    }

    /// The messages of the step in the order of their first mention.
    pub fn messages(&self) -> Vec<MessageId> {
        let mut messages = Vec::new();
        for message in self
            .events
            .iter()
            .filter_map(|event| tile::message_of(self.world, event))
        {
            if !messages.contains(&message) {
                messages.push(message);
            }
        }
        messages
    }

    /// The errors of the step, each once.
    pub fn failures(&self) -> Vec<Failure> {
        let mut failures = Vec::new();
        for failure in self.events.iter().filter_map(|event| self.failure(event)) {
            if !failures.contains(&failure) {
                failures.push(failure);
            }
        }
        failures
    }

    fn failure(&self, event: &Event) -> Option<Failure> {
        let names = self.names();
        let (party, code) = match *event {
            Event::Broker(Fact::ChannelClosed { channel, code, .. }) => (names.channel(channel), code?),
            Event::Broker(Fact::ConnectionClosed { connection, code }) => {
                (names.actor(names.0.owner(connection)?), code?)
            }
            Event::ChannelClosedArrived { actor, code }
            | Event::ConnectionClosedArrived { actor, code }
            | Event::ConnectionRefused { actor, code } => (names.actor(actor), ErrorCode::of_number(code)?),
            _ => return None,
        };
        Some(Failure { party, code })
    }

    pub(super) fn names(&self) -> Names<'_> {
        Names(self.world)
    }

    pub(super) fn facts(&self, message: MessageId) -> impl Iterator<Item = &Fact> {
        self.events.iter().filter_map(move |event| match event {
            Event::Broker(fact) if tile::message_of(self.world, event) == Some(message) => Some(fact),
            _ => None,
        })
    }

    fn reasons(&self, message: MessageId) -> Vec<Reason> {
        let facts: Vec<&Fact> = self.facts(message).gather();
        let mut reasons = Vec::new();
        for (at, fact) in facts.iter().enumerate() {
            self.explain(fact, &facts[at + 1..], &mut reasons);
        }
        reasons
    }

    /// The reasons for one fact; `later` are the facts behind it that are about the same message.
    fn explain(&self, fact: &Fact, later: &[&Fact], reasons: &mut Vec<Reason>) {
        let names = self.names();
        match *fact {
            Fact::Published {
                message,
                exchange,
                channel,
            } => {
                reasons.push(self.published(message, exchange, channel, later));
                reasons.extend(routing::reasons(names, self.told, message, exchange));
            }
            Fact::Unroutable { exchange, .. } => reasons.push(Reason::Unroutable {
                exchange: names.exchange(exchange),
                returned_to: later.iter().find_map(|fact| self.returned_to(fact)),
            }),
            Fact::Enqueued {
                queue,
                place,
                message,
            } if !goes_on(message, queue, later) => {
                reasons.push(Reason::Enqueued {
                    queue: names.queue(queue),
                    place,
                });
            }
            Fact::Dispatched {
                message,
                queue,
                consumer,
                redelivered,
            } => {
                reasons.push(self.dispatched(message, queue, consumer, redelivered));
            }
            Fact::Got { queue, channel, .. } => {
                reasons.push(Reason::Fetched {
                    queue: names.queue(queue),
                    by: names.channel(channel),
                });
            }
            Fact::Acked {
                queue,
                channel,
                automatic,
                ..
            } => reasons.push(Reason::Acked {
                queue: names.queue(queue),
                by: names.channel(channel),
                automatic,
            }),
            Fact::Rejected {
                queue,
                channel,
                requeue: false,
                ..
            } => {
                reasons.push(Reason::Rejected {
                    by: names.channel(channel),
                    queue: names.queue(queue),
                });
            }
            Fact::Requeued {
                message,
                queue,
                place,
            } => reasons.push(Reason::Requeued {
                queue: names.queue(queue),
                place,
                cause: self.requeue_cause(message, queue),
            }),
            Fact::Expired { message, queue } => reasons.push(self.expired(message, queue)),
            Fact::Dropped { message, queue } => reasons.push(self.over_limit(message, queue)),
            Fact::RefusedFull { message, queue } => reasons.push(self.refused(message, queue)),
            Fact::DeadLettered {
                from,
                to,
                queue,
                exchange,
                reason,
                count,
            } => {
                reasons.push(Reason::DeadLettered {
                    queue: names.queue(queue),
                    exchange: names.exchange(exchange),
                    cause: reason,
                    key: self.dead_key(from, to),
                    count,
                    source: ttl::dead_letter_source(names, queue),
                });
                reasons.extend(routing::reasons(names, self.told, to, exchange));
                reasons.extend(self.cycles_passed(to));
            }
            Fact::DeadLetterDiscarded { queue, reason, .. } => {
                let settings = names.0.broker().queue(queue).effective;
                reasons.push(Reason::NoDeadLetterExchange {
                    queue: names.queue(queue),
                    cause: reason,
                    missing: settings.dead_letter_exchange.map(|name| names.text(name)),
                });
            }
            Fact::CycleDropped { message, queue } => reasons.push(Reason::CycleChecked {
                queue: names.queue(queue),
                dropped: true,
                rejected_in: rejected_in(names, message),
            }),
            Fact::Discarded { queue, cause, .. } => {
                reasons.push(Reason::Discarded {
                    queue: names.queue(queue),
                    cause,
                });
            }
            Fact::Confirmed { message, channel } => {
                let unroutable = self.facts(names.message(message)).any(is_unroutable);
                reasons.push(Reason::Confirmed {
                    to: names.channel(channel),
                    unroutable,
                });
            }
            Fact::ChannelClosed {
                channel,
                code: Some(code),
                publish: Some(message),
            } => reasons.push(Reason::TurnedAway {
                by: names.channel(channel),
                code,
                lacking: self.lacking(message),
            }),
            // Told by what comes before or after, or not about a message.
            _ => {}
        }
    }

    fn published(
        &self,
        message: MessageHandle,
        exchange: ExchangeId,
        channel: ChannelId,
        later: &[&Fact],
    ) -> Reason {
        let names = self.names();
        Reason::Published {
            by: names.channel(channel),
            exchange: names.exchange(exchange),
            key: names.key(message),
            mandatory: later.iter().any(|fact| self.returned_to(fact).is_some()),
        }
    }

    /// The right that a publish lacked, as the broker told it.
    fn lacking(&self, refused: MessageId) -> Option<Lacking> {
        let names = self.names();
        self.told.iter().find_map(|reason| match *reason {
            Told::RightLacking {
                message,
                user,
                vhost,
                exchange,
                key,
            } if message == refused => {
                let broker = names.0.broker();
                let pattern = broker.write_pattern(user, vhost, key.map(|_| exchange))?;
                Some(Lacking {
                    user: names.text(broker.user_name(user)),
                    exchange: names.text(exchange),
                    key: key.map(|key| names.text(key)),
                    // The empty pattern, as the broker reads it: it is found in no name.
                    pattern: pattern.strip_prefix("^$").unwrap_or(pattern).into(),
                })
            }
            _ => None,
        })
    }

    fn returned_to(&self, fact: &Fact) -> Option<crate::explain::why::Party> {
        match fact {
            Fact::Returned { channel, .. } => Some(self.names().channel(*channel)),
            _ => None,
        }
    }
}

/// Whether a copy that entered a queue left it again in the same step.
fn goes_on(message: MessageHandle, queue: QueueId, later: &[&Fact]) -> bool {
    later.iter().any(|fact| match fact {
        Fact::Dispatched {
            message: of,
            queue: from,
            ..
        }
        | Fact::Dropped {
            message: of,
            queue: from,
        }
        | Fact::Expired {
            message: of,
            queue: from,
        } => *of == message && *from == queue,
        _ => false,
    })
}

fn is_unroutable(fact: &Fact) -> bool {
    matches!(fact, Fact::Unroutable { .. })
}
