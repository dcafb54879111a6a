//! What stands behind single reasons: who was considered, which limit, whose key, how late.

use crate::base::gather::Gather;
use crate::base::order;
use crate::broker::reason::{Reason as Told, Verdict};
use crate::broker::view::Overflow;
use crate::broker::{ConsumerId, Event as Fact, MessageHandle, QueueId};
use crate::explain::names::Names;
use crate::explain::story::Step;
use crate::explain::why::{Candidate, DeadKey, Limit, Reason, RequeueCause, Stand};
use crate::explain::{Label, standing, ttl};
use crate::world::Event;

impl Step<'_> {
    pub(super) fn dispatched(
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
    pub(super) fn candidates(&self, message: MessageHandle, queue: QueueId) -> Vec<Candidate> {
        // A consumer may be asked more than once in a step: what it said last counts.
        let mut considered: Vec<(ConsumerId, Verdict)> = Vec::new();
        for reason in self.told {
            if let Told::ConsumerConsidered {
                queue: of,
                message: about,
                consumer,
                verdict,
            } = *reason
                && of == queue
                && about == message
            {
                considered.retain(|&(earlier, _)| earlier != consumer);
                considered.push((consumer, verdict));
            }
        }
        let alone = considered.len() == 1;
        let mut candidates: Vec<Candidate> = considered
            .iter()
            .filter_map(|&(consumer, verdict)| self.candidate(consumer, verdict, alone))
            .gather();
        order::sort_by_key(&mut candidates, |candidate| {
            !matches!(candidate.stand, Stand::Takes { .. })
        });
        candidates
    }

    pub(super) fn candidate(&self, consumer: ConsumerId, verdict: Verdict, alone: bool) -> Option<Candidate> {
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

    pub(super) fn requeue_cause(&self, message: MessageHandle, queue: QueueId) -> RequeueCause {
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

    pub(super) fn expired(&self, message: MessageHandle, queue: QueueId) -> Reason {
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

    pub(super) fn over_limit(&self, message: MessageHandle, queue: QueueId) -> Reason {
        let (limit, held, _) = self.limit(message, queue);
        Reason::OverLimit {
            queue: self.names().queue(queue),
            limit,
            held,
        }
    }

    pub(super) fn refused(&self, message: MessageHandle, queue: QueueId) -> Reason {
        let (limit, held, overflow) = self.limit(message, queue);
        Reason::Refused {
            queue: self.names().queue(queue),
            limit,
            held,
            overflow,
        }
    }

    /// The limit that a message ran into, and what the queue held with it.
    pub(super) fn limit(&self, message: MessageHandle, queue: QueueId) -> (Limit, u64, Overflow) {
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

    pub(super) fn dead_key(&self, from: MessageHandle, to: MessageHandle) -> DeadKey {
        let (old, new) = (self.names().key(from), self.names().key(to));
        match old == new {
            true => DeadKey::Kept(old),
            false => DeadKey::Replaced { from: old, to: new },
        }
    }

    /// The queues that a dead letter may enter though it has died there before.
    pub(super) fn cycles_passed(&self, dead: MessageHandle) -> Vec<Reason> {
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
            .gather()
    }
}

/// The deaths of a message by its x-death header: queue and reason, as the header lists them.
pub(super) fn deaths(names: Names, message: MessageHandle) -> Vec<(Label, Label)> {
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
    entries.iter().filter_map(death).gather()
}

/// The queue of the newest rejection in a message's x-death.
pub(super) fn rejected_in(names: Names, message: MessageHandle) -> Option<Label> {
    let rejected = deaths(names, message)
        .into_iter()
        .find(|(_, reason)| &**reason == "rejected");
    rejected.map(|(queue, _)| queue)
}
