//! The cause of a step: the first of its events that is one.

use crate::broker::Event as Fact;
use crate::broker::event::ConsumerEnd;
use crate::lesson::sentence::Cause;
use crate::lesson::tell::told::Told;
use crate::world::{Event, Parcel};

/// The cause, and the position of its event. Signs of life (something sent, a pause, the beginning of work) are causes
/// only where there is nothing else.
pub(super) fn of(told: &Told) -> (usize, Cause) {
    let first = |find: fn(&Told, &Event) -> Option<Cause>| {
        let causes = told.events.iter().enumerate();
        causes
            .filter_map(|(at, event)| Some((at, find(told, event)?)))
            .next()
    };
    first(strong)
        .or_else(|| first(weak))
        .or_else(|| first(weakest))
        .unwrap_or((0, Cause::Nothing { actor: None }))
}

/// What other events follow from.
fn strong(told: &Told, event: &Event) -> Option<Cause> {
    let names = told.names();
    let actor = |actor| names.actor(actor).name;
    Some(match *event {
        Event::Broker(ref fact) => return of_fact(told, fact),
        Event::Delivered {
            actor: to,
            consumer,
            message,
            redelivered,
            ..
        } => Cause::Delivers {
            queue: names.queue_of(consumer),
            message: names.message(message),
            to: actor(to),
            redelivered,
        },
        Event::Fetched {
            actor: by,
            queue,
            message,
            redelivered,
            ..
        } => Cause::Fetches {
            by: actor(by),
            message: names.message(message),
            queue: names.queue(queue),
            redelivered,
        },
        Event::FetchedNothing { actor: by } => Cause::FetchesNothing { by: actor(by) },
        Event::ConfirmArrived { actor: to, .. } => Cause::Confirms {
            messages: told.messages(&|event| match event {
                Event::ConfirmArrived { actor, message } if *actor == to => Some(*message),
                _ => None,
            }),
            to: actor(to),
        },
        Event::RefusalArrived { actor: to, .. } => Cause::RefusalArrives {
            messages: told.messages(&|event| match event {
                Event::RefusalArrived { actor, message } if *actor == to => Some(*message),
                _ => None,
            }),
            to: actor(to),
        },
        Event::ReturnArrived { actor: to, message } => Cause::ReturnArrives {
            message: names.message(message),
            to: actor(to),
        },
        Event::CancelArrived { actor: to, .. } => Cause::CancelArrives {
            to: actor(to),
            queue: told.cancelled_queue(to)?,
        },
        Event::ChannelClosedArrived { actor: of, code } => Cause::ChannelCloses {
            actor: actor(of),
            code,
        },
        Event::ConnectionClosedArrived { actor: of, code } => Cause::ConnectionCloses {
            actor: actor(of),
            code,
        },
        Event::Effect {
            actor: by,
            what,
            count,
            ..
        } => Cause::Effect {
            by: actor(by),
            what: names.text(what),
            count,
        },
        Event::Failed { actor: of, line } => Cause::Fails {
            actor: actor(of),
            line,
        },
        Event::NotSent {
            actor: by, message, ..
        } => Cause::NotSent {
            by: actor(by),
            messages: vec![names.message(message)],
        },
        Event::Crashed { actor: of } => Cause::Crashes { actor: actor(of) },
        Event::Restarted { actor: of } => Cause::Restarts { actor: actor(of) },
        Event::Cut { actor: of } => Cause::Cut { actor: actor(of) },
        Event::Disconnected { actor: of } => Cause::Notices { actor: actor(of) },
        Event::Connected { actor: of } => Cause::Connects {
            actor: actor(of),
            queues: told.consumed_by(of),
        },
        Event::ConnectionRefused { actor: of, code } => Cause::ConnectionRefused {
            actor: actor(of),
            code,
        },
        Event::Sent { .. } | Event::Works { .. } | Event::Waits { .. } | Event::Lost { .. } => return None,
    })
}

fn of_fact(told: &Told, fact: &Fact) -> Option<Cause> {
    let names = told.names();
    let by = |channel| names.channel(channel).name;
    Some(match *fact {
        Fact::Published {
            message,
            exchange,
            channel,
        } => Cause::Publishes {
            by: by(channel),
            message: names.message(message),
            exchange: names.exchange(exchange),
            key: told.spoken_key(message, exchange),
        },
        Fact::Got {
            message,
            queue,
            channel,
            redelivered,
        } => Cause::Fetches {
            by: by(channel),
            message: names.message(message),
            queue: names.queue(queue),
            redelivered,
        },
        Fact::Acked {
            queue,
            channel,
            automatic: false,
            ..
        } => Cause::Acks {
            by: by(channel),
            messages: told.settled(&|fact| match *fact {
                Fact::Acked {
                    message,
                    queue: of,
                    channel: on,
                    automatic: false,
                } => (of == queue && on == channel).then_some(message),
                _ => None,
            }),
            queue: names.queue(queue),
        },
        Fact::Rejected { channel, requeue, .. } => {
            let messages = told.settled(&|fact| match *fact {
                Fact::Rejected {
                    message,
                    channel: on,
                    requeue: back,
                    ..
                } => (on == channel && back == requeue).then_some(message),
                _ => None,
            });
            match requeue {
                true => Cause::Requeues {
                    by: by(channel),
                    messages,
                },
                false => Cause::Rejects {
                    by: by(channel),
                    messages,
                },
            }
        }
        Fact::Expired { message, queue } => Cause::Expires {
            messages: told.settled(&|fact| match *fact {
                Fact::Expired { message, queue: of } => (of == queue).then_some(message),
                _ => None,
            }),
            queue: names.queue(queue),
            waited_ms: told.waited(message, queue),
        },
        Fact::QueueDeclared { queue } => Cause::DeclaresQueue {
            by: told.somebody()?,
            queue: names.queue(queue),
        },
        Fact::ExchangeDeclared { exchange } => Cause::DeclaresExchange {
            by: told.somebody()?,
            exchange: names.exchange(exchange),
        },
        Fact::Bound { binding } => {
            let (source, destination, key) = told.binding(binding)?;
            Cause::Binds {
                by: told.somebody()?,
                source,
                destination,
                key,
            }
        }
        Fact::Unbound { binding } => {
            let (source, destination, _) = told.binding(binding)?;
            Cause::Unbinds {
                by: told.somebody()?,
                source,
                destination,
            }
        }
        Fact::QueueDeleted {
            queue,
            cause,
            messages,
        } => Cause::QueueGone {
            queue: names.queue(queue),
            end: cause,
            unused_ms: names.0.broker().queue(queue).effective.expires_ms,
            messages,
        },
        Fact::ExchangeDeleted { exchange, automatic } => Cause::ExchangeGone {
            exchange: names.exchange(exchange),
            automatic,
        },
        Fact::ConsumerEnded {
            consumer,
            cause: ConsumerEnd::Cancelled,
        } => Cause::Cancels {
            by: names.consumer(consumer).name,
            queue: names.queue_of(consumer),
        },
        Fact::Purged { queue, messages } => Cause::Purges {
            by: told.somebody()?,
            queue: names.queue(queue),
            messages,
        },
        Fact::Committed { channel } => Cause::Commits { by: by(channel) },
        Fact::RolledBack { channel } => Cause::RollsBack { by: by(channel) },
        Fact::PolicySet { policy } | Fact::PolicyCleared { policy } => Cause::PolicyChanges {
            policy: names.text(names.0.broker().policy(policy).name),
        },
        Fact::ConnectionClosed {
            connection,
            code: None,
        } => Cause::BrokerNotices {
            actor: names.actor(names.0.owner(connection)?).name,
        },
        Fact::Restarted => told.broker_restarts(),
        // What follows from something, or shows elsewhere.
        Fact::Routed { .. }
        | Fact::AlternateUsed { .. }
        | Fact::Unroutable { .. }
        | Fact::Returned { .. }
        | Fact::Enqueued { .. }
        | Fact::Dispatched { .. }
        | Fact::Acked { automatic: true, .. }
        | Fact::Requeued { .. }
        | Fact::Dropped { .. }
        | Fact::RefusedFull { .. }
        | Fact::DeadLettered { .. }
        | Fact::DeadLetterDiscarded { .. }
        | Fact::CycleDropped { .. }
        | Fact::Discarded { .. }
        | Fact::Confirmed { .. }
        | Fact::Refused { .. }
        | Fact::ConsumerAdded { .. }
        | Fact::ConsumerActivated { .. }
        | Fact::ConsumerEnded { .. }
        | Fact::ConnectionOpened { .. }
        | Fact::ConnectionClosed { code: Some(_), .. }
        | Fact::ChannelOpened { .. }
        | Fact::ChannelClosed { .. } => return None,
    })
}

/// Something sent, that has not arrived in this step, and work that begins.
fn weak(told: &Told, event: &Event) -> Option<Cause> {
    let names = told.names();
    let actor = |actor| names.actor(actor).name;
    match *event {
        Event::Sent {
            actor: by,
            what: Parcel::Publish,
            message: Some(message),
        } => Some(Cause::SendsPublish {
            by: actor(by),
            message,
        }),
        Event::Sent {
            actor: by,
            what: Parcel::Settlement,
            message: Some(message),
        } => Some(Cause::SendsSettlement {
            by: actor(by),
            message,
        }),
        Event::Sent {
            actor: by,
            what: Parcel::Request,
            ..
        } => Some(Cause::SendsRequest { by: actor(by) }),
        Event::Works {
            actor: by,
            message,
            for_ms,
        } => Some(Cause::Works {
            by: actor(by),
            message,
            for_ms,
        }),
        _ => None,
    }
}

/// A pause, or nothing that shows.
fn weakest(told: &Told, event: &Event) -> Option<Cause> {
    let names = told.names();
    match *event {
        Event::Waits { actor, for_ms } => Some(Cause::Waits {
            by: names.actor(actor).name,
            for_ms,
        }),
        _ => {
            let actor = crate::run::tile::actor_of(told.after, event)?;
            Some(Cause::Nothing {
                actor: Some(names.actor(actor).name),
            })
        }
    }
}
