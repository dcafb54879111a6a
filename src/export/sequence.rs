//! Mermaid: a sequence diagram of a run, from its start to a step. Who takes part first stands first.
//!
//! Its verbs are the protocol's, the same in all languages; only what has no name is called in the reader's.

use crate::base::ids::ActorId;
use crate::broker::view::Destination;
use crate::broker::{BindingId, ConsumerId, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::export::mermaid::{escaped, named};
use crate::export::unsaid::{Export, Unsaid};
use crate::run::History;
use crate::scene::Words;
use crate::world::{Event, World};

/// So many steps are drawn at most: a longer diagram is not read, and not drawn by many viewers either.
const MOST_STEPS: usize = 200;

/// The sequence of the steps up to this one.
pub fn sequence(history: &mut History, step: usize, words: &dyn Words) -> Export {
    let last = step.min(MOST_STEPS);
    let mut diagram = Diagram::default();
    for at in 1..=last {
        let events = history.events(at);
        let world = history.world(at);
        diagram.led.clear();
        for event in events.iter() {
            diagram.event(world, event);
        }
    }
    let mut text = String::from("sequenceDiagram\n");
    for (at, (_, name)) in diagram.parts.iter().enumerate() {
        line(
            &mut text,
            &["participant p", &at.to_string(), " as ", &named(name, words)],
        );
    }
    text.push_str(&diagram.text);
    Export {
        text,
        unsaid: (last < step).then_some(Unsaid::Steps(last)).into_iter().collect(),
    }
}

/// Who takes part. An exchange and a queue may have the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Actor(ActorId),
    Exchange(ExchangeId),
    Queue(QueueId),
}

#[derive(Default)]
struct Diagram {
    parts: Vec<(Part, String)>,
    text: String,
    /// The exchange that a message has come to, and the queues that bindings led it to in this step.
    at: Option<(MessageHandle, ExchangeId)>,
    led: Vec<(MessageHandle, QueueId)>,
}

impl Diagram {
    fn event(&mut self, world: &World, event: &Event) {
        match *event {
            Event::Broker(fact) => self.fact(world, &fact),
            Event::Delivered {
                actor,
                consumer,
                message,
                redelivered,
                ..
            } => {
                if let Some(queue) = queue_of(world, consumer) {
                    let what = if redelivered { "redeliver" } else { "deliver" };
                    self.arrow(world, Part::Queue(queue), Part::Actor(actor), what, message, "");
                }
            }
            Event::Fetched {
                actor,
                queue,
                message,
                ..
            } => self.arrow(world, Part::Queue(queue), Part::Actor(actor), "get", message, ""),
            Event::ConfirmArrived { actor, message } => {
                self.note(world, Part::Actor(actor), &["confirm ", &message.to_string()]);
            }
            Event::RefusalArrived { actor, message } => {
                self.note(world, Part::Actor(actor), &["refused ", &message.to_string()]);
            }
            Event::ReturnArrived { actor, message } => {
                self.note(world, Part::Actor(actor), &["returned ", &label(world, message)]);
            }
            Event::Effect { actor, what, .. } => {
                self.note(world, Part::Actor(actor), &["effect ", world.name(what)]);
            }
            Event::Crashed { actor } => self.note(world, Part::Actor(actor), &["crash"]),
            Event::Restarted { actor } => self.note(world, Part::Actor(actor), &["restart"]),
            Event::Cut { actor } => self.note(world, Part::Actor(actor), &["cut"]),
            Event::Failed { actor, .. } => self.note(world, Part::Actor(actor), &["fail"]),
            Event::ChannelClosedArrived { actor, code } | Event::ConnectionClosedArrived { actor, code } => {
                self.note(world, Part::Actor(actor), &["close ", &code.to_string()]);
            }
            Event::CancelArrived { actor, .. } => self.note(world, Part::Actor(actor), &["cancel"]),
            Event::Sent { .. }
            | Event::FetchedNothing { .. }
            | Event::Works { .. }
            | Event::Waits { .. }
            | Event::NotSent { .. }
            | Event::Lost { .. }
            | Event::Disconnected { .. }
            | Event::Connected { .. }
            | Event::ConnectionRefused { .. } => {}
        }
    }

    fn fact(&mut self, world: &World, fact: &Fact) {
        match *fact {
            Fact::Published {
                message,
                exchange,
                channel,
            } => {
                self.at = Some((message, exchange));
                if let Some(actor) = world.owner_of_channel(channel) {
                    let key = world.name(world.broker().message(message).routing_key);
                    self.arrow(
                        world,
                        Part::Actor(actor),
                        Part::Exchange(exchange),
                        "publish",
                        message,
                        key,
                    );
                }
            }
            Fact::Routed { message, binding } => self.routed(world, message, binding),
            Fact::AlternateUsed { message, from, to } => {
                self.at = Some((message, to));
                self.arrow(
                    world,
                    Part::Exchange(from),
                    Part::Exchange(to),
                    "alternate",
                    message,
                    "",
                );
            }
            Fact::Unroutable { message, exchange } => {
                self.note(
                    world,
                    Part::Exchange(exchange),
                    &["unroutable ", &label(world, message)],
                );
            }
            Fact::Acked {
                message,
                queue,
                channel,
                automatic: false,
            } => self.settled(world, message, queue, world.owner_of_channel(channel), "ack"),
            Fact::Rejected {
                message,
                queue,
                channel,
                requeue,
            } => {
                let what = if requeue { "nack" } else { "reject" };
                self.settled(world, message, queue, world.owner_of_channel(channel), what);
            }
            Fact::Requeued { message, queue, .. } => self.ended(world, queue, "requeue ", message),
            Fact::Expired { message, queue } => self.ended(world, queue, "expire ", message),
            Fact::Dropped { message, queue } => self.ended(world, queue, "maxlen ", message),
            Fact::RefusedFull { message, queue } => self.ended(world, queue, "full ", message),
            Fact::DeadLettered {
                to,
                queue,
                exchange,
                reason,
                ..
            } => {
                self.at = Some((to, exchange));
                let (from, goal) = (Part::Queue(queue), Part::Exchange(exchange));
                self.arrow(world, from, goal, "dead-letter", to, reason.word());
            }
            Fact::Enqueued { message, queue, .. } => self.enqueued(world, message, queue),
            Fact::DeadLetterDiscarded { message, queue, .. } | Fact::Discarded { message, queue, .. } => {
                self.ended(world, queue, "discard ", message);
            }
            Fact::CycleDropped { message, queue } => self.ended(world, queue, "cycle ", message),
            Fact::Restarted => {
                let all = self.parts.len();
                if all > 0 {
                    let over = ["Note over p0,p", &(all - 1).to_string(), ": broker restart"];
                    line(&mut self.text, &over);
                }
            }
            Fact::Returned { .. }
            | Fact::Dispatched { .. }
            | Fact::Got { .. }
            | Fact::Acked { .. }
            | Fact::Confirmed { .. }
            | Fact::Refused { .. }
            | Fact::ExchangeDeclared { .. }
            | Fact::ExchangeDeleted { .. }
            | Fact::QueueDeclared { .. }
            | Fact::QueueDeleted { .. }
            | Fact::Bound { .. }
            | Fact::Unbound { .. }
            | Fact::ConsumerAdded { .. }
            | Fact::ConsumerActivated { .. }
            | Fact::ConsumerEnded { .. }
            | Fact::Purged { .. }
            | Fact::Committed { .. }
            | Fact::RolledBack { .. }
            | Fact::PolicySet { .. }
            | Fact::PolicyCleared { .. }
            | Fact::ConnectionOpened { .. }
            | Fact::ConnectionClosed { .. }
            | Fact::ChannelOpened { .. }
            | Fact::ChannelClosed { .. } => {}
        }
    }

    fn routed(&mut self, world: &World, message: MessageHandle, binding: BindingId) {
        let Some(view) = world.broker().binding(binding) else {
            return;
        };
        let to = match view.destination {
            Destination::Queue(queue) => {
                self.led.push((message, queue));
                Part::Queue(queue)
            }
            Destination::Exchange(exchange) => Part::Exchange(exchange),
        };
        let key = world.name(view.routing_key);
        self.arrow(world, Part::Exchange(view.source), to, "route", message, key);
    }

    /// The default exchange has no bindings that could be told.
    fn enqueued(&mut self, world: &World, message: MessageHandle, queue: QueueId) {
        let is_here = |(known, _): &(MessageHandle, ExchangeId)| *known == message;
        if let Some((_, exchange)) = self
            .at
            .filter(is_here)
            .filter(|_| !self.led.contains(&(message, queue)))
        {
            self.arrow(
                world,
                Part::Exchange(exchange),
                Part::Queue(queue),
                "route",
                message,
                "",
            );
        }
    }

    fn settled(
        &mut self,
        world: &World,
        message: MessageHandle,
        queue: QueueId,
        actor: Option<ActorId>,
        what: &str,
    ) {
        match actor {
            Some(actor) => self.arrow(world, Part::Actor(actor), Part::Queue(queue), what, message, ""),
            None => self.ended(world, queue, &[what, " "].concat(), message),
        }
    }

    fn ended(&mut self, world: &World, queue: QueueId, what: &str, message: MessageHandle) {
        self.note(world, Part::Queue(queue), &[what, &label(world, message)]);
    }

    fn arrow(&mut self, world: &World, from: Part, to: Part, what: &str, message: MessageHandle, more: &str) {
        let (from, to) = (self.part(world, from), self.part(world, to));
        let said = [what, " ", &label(world, message), " ", more].concat();
        line(
            &mut self.text,
            &[&from, "->>", &to, ": ", &escaped(said.trim_end())],
        );
    }

    fn note(&mut self, world: &World, part: Part, said: &[&str]) {
        let part = self.part(world, part);
        line(
            &mut self.text,
            &["Note over ", &part, ": ", &escaped(&said.concat())],
        );
    }

    fn part(&mut self, world: &World, part: Part) -> String {
        let known = self.parts.iter().position(|(known, _)| *known == part);
        let at = known.unwrap_or_else(|| {
            let name = match part {
                Part::Actor(actor) => world.name(world.actor(actor).name),
                Part::Exchange(exchange) => world.name(world.broker().exchange_name(exchange)),
                Part::Queue(queue) => world.name(world.broker().queue_name(queue)),
            };
            self.parts.push((part, name.to_string()));
            self.parts.len() - 1
        });
        ["p", &at.to_string()].concat()
    }
}

fn queue_of(world: &World, consumer: ConsumerId) -> Option<QueueId> {
    Some(world.broker().consumer(consumer)?.queue)
}

fn label(world: &World, message: MessageHandle) -> String {
    world.broker().message(message).label.to_string()
}

fn line(text: &mut String, parts: &[&str]) {
    text.push_str("  ");
    for part in parts {
        text.push_str(part);
    }
    text.push('\n');
}
