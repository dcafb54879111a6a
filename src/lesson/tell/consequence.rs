//! What followed from the cause: the one thing that tells most, gathered over copies and messages.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::broker::{ConsumerId, Event as Fact, QueueId};
use crate::explain::Label;
use crate::lesson::sentence::{Cause, Consequence};
use crate::lesson::tell::told::Told;
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
        facts.gather()
    }
}

/// What the broker did from the cause on.
pub(super) struct Later<'a> {
    pub told: &'a Told<'a>,
    pub facts: Vec<Fact>,
}

impl Later<'_> {
    /// Messages that are handed out: those of the first queue and consumer.
    pub(super) fn next(&self) -> Option<Consequence> {
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
            .gather();
        let (_, queue, consumer) = *sent.first()?;
        let same = sent.iter().filter(|(_, of, to)| *of == queue && *to == consumer);
        Some(Consequence::Next {
            queue: names.queue(queue),
            messages: each_once(&mut same.map(|(message, ..)| *message)),
            to: names.consumer(consumer).name,
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
            .gather();
        let (_, queue, by) = acked.first()?.clone();
        Some(Consequence::Acks {
            by,
            messages: each_once(&mut acked.iter().map(|(message, ..)| *message)),
            queue: names.queue(queue),
        })
    }

    /// What was lost on its way. A settlement that is lost loses no message.
    fn lost(&self) -> Option<Consequence> {
        let mut lost = self.told.events.iter().filter_map(|event| match *event {
            Event::Lost {
                message,
                what: Parcel::Publish | Parcel::Delivery,
                ..
            } => message,
            _ => None,
        });
        let messages = each_once(&mut lost);
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

/// Messages in the order of their first mention.
pub(super) fn each_once(messages: &mut dyn Iterator<Item = MessageId>) -> Vec<MessageId> {
    let mut once = Vec::new();
    for message in messages {
        if !once.contains(&message) {
            once.push(message);
        }
    }
    once
}
