//! Where the copies of a message stand at the end of a step, and what they wait for.

use crate::base::gather::Gather;
use crate::base::ids::{ChannelId, MessageId};
use crate::broker::view::ConsumerView;
use crate::broker::{CopyPlace, Place, QueueId};
use crate::explain::names::Names;
use crate::explain::ttl;
use crate::explain::why::{Candidate, Reason, Stand};
use crate::world::Parcel;

/// One reason or more for each copy: it waits, it is on its way, somebody has it in hand.
pub(super) fn of(names: Names, message: MessageId) -> Vec<Reason> {
    let mut reasons = on_the_way_in(names, message);
    let mine = |copy: &CopyPlace| names.message(copy.message) == message;
    for copy in names.0.broker().copies().filter(mine) {
        match copy.place {
            Place::Ready => waits(names, copy, &mut reasons),
            Place::Unacked(channel) => reasons.extend(held(names, copy, channel)),
        }
    }
    reasons
}

/// A publish that has not reached the broker.
fn on_the_way_in(names: Names, message: MessageId) -> Vec<Reason> {
    let flights = names.0.in_flight().filter(|flight| {
        flight.to_broker && flight.what == Parcel::Publish && flight.message == Some(message)
    });
    flights
        .map(|flight| Reason::Travels {
            to_broker: true,
            party: names.actor(flight.actor),
            at_ms: flight.due,
        })
        .gather()
}

fn waits(names: Names, copy: CopyPlace, reasons: &mut Vec<Reason>) {
    let ready: Vec<_> = names.0.broker().ready(copy.queue).gather();
    let Some(at) = ready.iter().position(|ready| ready.message == copy.message) else {
        return;
    };
    let queue = names.queue(copy.queue);
    reasons.push(Reason::Waits {
        queue: queue.clone(),
        place: at as u32 + 1,
        ahead: ready[..at]
            .iter()
            .map(|ready| names.message(ready.message))
            .gather(),
        candidates: candidates(names, copy.queue),
    });
    let now = names.0.now();
    match ready[at].deadline {
        Some(deadline) if deadline < now && at > 0 => reasons.push(Reason::ExpiredBehind {
            queue,
            since_ms: now - deadline,
            head: names.message(ready[0].message),
        }),
        Some(deadline) => reasons.push(Reason::Expires {
            queue,
            at_ms: deadline,
            limit: ttl::of(names, copy.message, copy.queue).1,
        }),
        None => {}
    }
}

fn held(names: Names, copy: CopyPlace, channel: ChannelId) -> Option<Reason> {
    let mut unacked = names.0.broker().unacked(channel);
    let held = unacked.find(|held| held.message == copy.message && held.queue == copy.queue)?;
    let party = names.channel(channel);
    let arrived =
        |hand: &crate::world::view::InHand| hand.channel == channel && hand.delivery_tag == held.delivery_tag;
    let in_hand = party
        .actor
        .is_none_or(|actor| names.0.actor(actor).in_hand.iter().any(arrived));
    if in_hand {
        return Some(Reason::Held {
            queue: names.queue(copy.queue),
            by: party,
            delivery_tag: held.delivery_tag,
        });
    }
    let flight = names
        .0
        .in_flight()
        .find(|flight| flight.channel == channel && flight.delivery_tag == Some(held.delivery_tag))?;
    let at_ms = flight.due;
    Some(match flight.to_broker {
        true => Reason::Answered { by: party, at_ms },
        false => Reason::Travels {
            to_broker: false,
            party,
            at_ms,
        },
    })
}

/// The consumers of a queue as they stand now.
pub(super) fn candidates(names: Names, queue: QueueId) -> Vec<Candidate> {
    let consumers = names.0.broker().consumers(queue);
    consumers
        .map(|consumer| candidate(names, &consumer, stand(names, queue, &consumer)))
        .gather()
}

/// A consumer with its stand.
pub(super) fn candidate(names: Names, consumer: &ConsumerView, stand: Stand) -> Candidate {
    Candidate {
        party: names.channel(consumer.channel),
        consumer_tag: names.text(consumer.tag),
        stand,
    }
}

fn stand(names: Names, queue: QueueId, consumer: &ConsumerView) -> Stand {
    let broker = names.0.broker();
    let active = broker.queue(queue).active_consumer;
    let channel = broker.channel(consumer.channel);
    match active {
        Some(active) if active != consumer.id => Stand::NotActive {
            active: names.consumer(active).name,
        },
        _ if is_full(consumer) => {
            let holds = holds(names, consumer);
            Stand::PrefetchFull {
                limit: u32::from(consumer.prefetch),
                holds,
            }
        }
        _ if channel.global_prefetch > 0 && channel.unacked >= u32::from(channel.global_prefetch) => {
            let holds = holds_on_channel(names, consumer.channel);
            Stand::ChannelFull {
                limit: u32::from(channel.global_prefetch),
                holds,
            }
        }
        _ => Stand::Free,
    }
}

fn is_full(consumer: &ConsumerView) -> bool {
    !consumer.no_ack && consumer.prefetch > 0 && consumer.unacked >= u32::from(consumer.prefetch)
}

/// What a consumer has been sent and has not settled.
pub(super) fn holds(names: Names, consumer: &ConsumerView) -> Vec<MessageId> {
    let unacked = names.0.broker().unacked(consumer.channel);
    let own = unacked.filter(|held| held.consumer == Some(consumer.id));
    own.map(|held| names.message(held.message)).gather()
}

/// What a channel has been sent and has not settled.
pub(super) fn holds_on_channel(names: Names, channel: ChannelId) -> Vec<MessageId> {
    names
        .0
        .broker()
        .unacked(channel)
        .map(|held| names.message(held.message))
        .gather()
}
