//! The story of a message in a step: what happened to it, event by event, and the broker's reasons for each.

use crate::base::ids::{ChannelId, MessageId};
use crate::broker::observer::{Reason as Told, Verdict};
use crate::broker::view::Overflow;
use crate::broker::{ConsumerId, ErrorCode, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::explain::names::Names;
use crate::explain::why::{Candidate, DeadKey, Failure, Limit, Outcome, Reason, RequeueCause, Stand, Story};
use crate::explain::{Label, routing, standing, ttl};
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
            Event::Broker(Fact::ChannelClosed { channel, code }) => (names.channel(channel), code?),
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

    fn names(&self) -> Names<'_> {
        Names(self.world)
    }

    fn facts(&self, message: MessageId) -> impl Iterator<Item = &Fact> {
        self.events.iter().filter_map(move |event| match event {
            Event::Broker(fact) if tile::message_of(self.world, event) == Some(message) => Some(fact),
            _ => None,
        })
    }

    fn reasons(&self, message: MessageId) -> Vec<Reason> {
        let facts: Vec<&Fact> = self.facts(message).collect();
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

    fn returned_to(&self, fact: &Fact) -> Option<crate::explain::why::Party> {
        match fact {
            Fact::Returned { channel, .. } => Some(self.names().channel(*channel)),
            _ => None,
        }
    }

    fn dispatched(
        &self,
        message: MessageHandle,
        queue: QueueId,
        consumer: ConsumerId,
        redelivered: bool,
    ) -> Reason {
        let names = self.names();
        Reason::Dispatched {
            queue: names.queue(queue),
            to: names.consumer(consumer),
            redelivered,
            candidates: self.candidates(message, queue),
        }
    }

    /// The consumers that were considered for a message, who got it first.
    fn candidates(&self, message: MessageHandle, queue: QueueId) -> Vec<Candidate> {
        let considered: Vec<(ConsumerId, Verdict)> = self
            .told
            .iter()
            .filter_map(|reason| match *reason {
                Told::ConsumerConsidered {
                    queue: of,
                    message: about,
                    consumer,
                    verdict,
                } if of == queue && about == message => Some((consumer, verdict)),
                _ => None,
            })
            .collect();
        let alone = considered.len() == 1;
        let mut candidates: Vec<Candidate> = considered
            .iter()
            .filter_map(|&(consumer, verdict)| self.candidate(consumer, verdict, alone))
            .collect();
        candidates.sort_by_key(|candidate| !matches!(candidate.stand, Stand::Takes { .. }));
        candidates
    }

    fn candidate(&self, consumer: ConsumerId, verdict: Verdict, alone: bool) -> Option<Candidate> {
        let names = self.names();
        let view = names.0.broker().consumer(consumer)?;
        let stand = match verdict {
            Verdict::Takes => Stand::Takes { alone },
            Verdict::PrefetchFull { limit, .. } => Stand::PrefetchFull {
                limit,
                holds: standing::holds(names, &view),
            },
            Verdict::ChannelFull { limit, .. } => Stand::ChannelFull {
                limit,
                holds: standing::holds_on_channel(names, view.channel),
            },
            Verdict::NotActive { active } => Stand::NotActive {
                active: names.consumer(active).name,
            },
            Verdict::Parked | Verdict::NotItsTurn => Stand::NotItsTurn,
        };
        Some(standing::candidate(names, &view, stand))
    }

    fn requeue_cause(&self, message: MessageHandle, queue: QueueId) -> RequeueCause {
        let names = self.names();
        let asked = self.events.iter().find_map(|event| match event {
            Event::Broker(Fact::Rejected {
                message: of,
                queue: from,
                channel,
                requeue: true,
            }) if *of == message && *from == queue => Some(*channel),
            _ => None,
        });
        let closed = || {
            self.events.iter().find_map(|event| match event {
                Event::Broker(Fact::ChannelClosed { channel, .. }) => Some(*channel),
                _ => None,
            })
        };
        match asked {
            Some(channel) => RequeueCause::Asked(names.channel(channel)),
            None => match closed() {
                Some(channel) => RequeueCause::ChannelClosed(names.channel(channel)),
                None => RequeueCause::Recovered,
            },
        }
    }

    fn expired(&self, message: MessageHandle, queue: QueueId) -> Reason {
        let (ttl_ms, limit) = ttl::of(self.names(), message, queue);
        let mut ready = self.before.broker().ready(queue);
        let deadline = ready
            .find(|ready| ready.message == message)
            .and_then(|ready| ready.deadline);
        Reason::Expired {
            queue: self.names().queue(queue),
            ttl_ms: ttl_ms.unwrap_or_default(),
            limit,
            late_ms: deadline.map_or(0, |deadline| self.world.now().saturating_sub(deadline)),
        }
    }

    fn over_limit(&self, message: MessageHandle, queue: QueueId) -> Reason {
        let (limit, held, _) = self.limit(message, queue);
        Reason::OverLimit {
            queue: self.names().queue(queue),
            limit,
            held,
        }
    }

    fn refused(&self, message: MessageHandle, queue: QueueId) -> Reason {
        let (limit, held, overflow) = self.limit(message, queue);
        Reason::Refused {
            queue: self.names().queue(queue),
            limit,
            held,
            overflow,
        }
    }

    /// The limit that a message ran into, and what the queue held with it.
    fn limit(&self, message: MessageHandle, queue: QueueId) -> (Limit, u64, Overflow) {
        let settings = self.world.broker().queue(queue).effective;
        let checked = self.told.iter().rev().find_map(|reason| match *reason {
            Told::LimitChecked {
                queue: of,
                message: about,
                length,
                bytes,
                over: true,
            } if of == queue && about == message => Some((length, bytes)),
            _ => None,
        });
        let (length, bytes) = checked.unwrap_or_default();
        match (settings.max_length, settings.max_length_bytes) {
            (Some(most), _) if length > most => (Limit::Length(most), length, settings.overflow),
            (_, Some(most)) => (Limit::Bytes(most), bytes, settings.overflow),
            (most, None) => (Limit::Length(most.unwrap_or_default()), length, settings.overflow),
        }
    }

    fn dead_key(&self, from: MessageHandle, to: MessageHandle) -> DeadKey {
        let (old, new) = (self.names().key(from), self.names().key(to));
        match old == new {
            true => DeadKey::Kept(old),
            false => DeadKey::Replaced { from: old, to: new },
        }
    }

    /// The queues that a dead letter may enter though it has died there before.
    fn cycles_passed(&self, dead: MessageHandle) -> Vec<Reason> {
        let names = self.names();
        let died_in = deaths(names, dead);
        let passed = self.told.iter().filter_map(|reason| match *reason {
            Told::CycleChecked {
                message,
                queue,
                cycle: false,
                ..
            } if message == dead => Some(names.queue(queue)),
            _ => None,
        });
        passed
            .filter(|queue| died_in.iter().any(|(place, _)| place == queue))
            .map(|queue| Reason::CycleChecked {
                queue,
                dropped: false,
                rejected_in: rejected_in(names, dead),
            })
            .collect()
    }

    /// A delivery that reached its consumer: why that consumer, was decided when it was sent.
    fn arrival(&self, message: MessageId) -> Option<Outcome> {
        let names = self.names();
        self.events.iter().find_map(|event| match event {
            Event::Delivered {
                actor,
                consumer,
                message: arrived,
                ..
            } if names.message(*arrived) == message => {
                let queue = names.queue_of(*consumer);
                Some(Outcome::Delivered {
                    to: names.actor(*actor),
                    queue,
                })
            }
            _ => None,
        })
    }

    fn outcome(&self, message: MessageId) -> Outcome {
        let names = self.names();
        let mut entered: Vec<Label> = Vec::new();
        let mut outcome = self.arrival(message).unwrap_or(Outcome::Passed);
        for fact in self.facts(message) {
            match *fact {
                Fact::Enqueued { message, queue, .. } => {
                    let queue = names.queue(queue);
                    let before = deaths(names, message).iter().any(|(place, _)| *place == queue);
                    if !entered.contains(&queue) {
                        entered.push(queue.clone());
                    }
                    outcome = match before {
                        true => Outcome::WentBack(queue),
                        false => Outcome::Entered(entered.clone()),
                    };
                }
                Fact::Requeued { queue, .. } => outcome = Outcome::WentBack(names.queue(queue)),
                Fact::Dispatched { queue, consumer, .. } if entered.is_empty() => {
                    outcome = Outcome::Delivered {
                        to: names.consumer(consumer),
                        queue: names.queue(queue),
                    };
                }
                Fact::Got { queue, channel, .. } => {
                    outcome = Outcome::Delivered {
                        to: names.channel(channel),
                        queue: names.queue(queue),
                    };
                }
                Fact::Acked {
                    queue,
                    automatic: false,
                    ..
                } => {
                    outcome = Outcome::Settled {
                        queue: names.queue(queue),
                    };
                }
                Fact::Returned { channel, .. } => {
                    outcome = Outcome::Returned {
                        to: names.channel(channel),
                    }
                }
                Fact::RefusedFull { queue, .. } => {
                    outcome = Outcome::Refused {
                        queue: names.queue(queue),
                    }
                }
                Fact::Unroutable { .. }
                | Fact::DeadLetterDiscarded { .. }
                | Fact::CycleDropped { .. }
                | Fact::Discarded { .. } => outcome = Outcome::Gone,
                _ => {}
            }
        }
        outcome
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

/// The deaths of a message by its x-death header: queue and reason, as the header lists them.
fn deaths(names: Names, message: MessageHandle) -> Vec<(Label, Label)> {
    let broker = names.0.broker();
    let headers = &broker.content(broker.message(message).content).properties.headers;
    let entries = headers
        .get("x-death")
        .and_then(|deaths| deaths.as_array())
        .unwrap_or_default();
    let death = |entry: &crate::base::value::Value| {
        let entry = entry.as_table()?;
        let text = |field: &str| entry.get(field)?.as_text().map(Label::from);
        Some((text("queue")?, text("reason")?))
    };
    entries.iter().filter_map(death).collect()
}

/// The queue of the newest rejection in a message's x-death.
fn rejected_in(names: Names, message: MessageHandle) -> Option<Label> {
    let rejected = deaths(names, message)
        .into_iter()
        .find(|(_, reason)| &**reason == "rejected");
    rejected.map(|(queue, _)| queue)
}
