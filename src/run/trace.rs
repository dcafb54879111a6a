//! Events as plain entries: a verb, the message, the things that it is about, and what else is worth knowing. Traces for
//! the command line, goldens and stops of lessons are made of them.
//!
//! The verbs are those of `model::lesson::Verb`; events without a verb there have a word of their own here.

use crate::base::gather::Gather;
use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::broker::view::Destination;
use crate::broker::{BindingId, ConsumerId, Event as Fact, ExchangeId, QueueId};
use crate::model::lesson::{EventPattern, Verb};
use crate::run::history::History;
use crate::run::tile;
use crate::world::{Event, World};
use std::fmt;

/// One event, readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What a lesson's stop calls it; `None` for what no lesson stops at.
    pub verb: Option<Verb>,
    /// The word for it.
    pub word: &'static str,
    pub message: Option<MessageId>,
    /// Names of actors, queues, exchanges or effects that it is about, the doer first.
    pub subjects: Vec<String>,
    /// More to know, as `name=value`.
    pub details: Vec<(&'static str, String)>,
}

impl Entry {
    /// The entry of an event that led to `world`.
    pub fn of(world: &World, event: &Event) -> Entry {
        let mut entry = match event {
            Event::Broker(fact) => of_fact(world, fact),
            Event::Sent { actor, what, .. } => word("send")
                .actor(world, *actor)
                .detail("what", format!("{what:?}")),
            Event::Delivered {
                actor,
                consumer,
                redelivered,
                delivery_tag,
                ..
            } => verb(Verb::Deliver)
                .queue_of_consumer(world, *consumer)
                .actor(world, *actor)
                .detail("tag", delivery_tag)
                .detail("redelivered", redelivered),
            Event::Fetched {
                actor,
                queue,
                redelivered,
                delivery_tag,
                ..
            } => verb(Verb::Get)
                .queue(world, *queue)
                .actor(world, *actor)
                .detail("tag", delivery_tag)
                .detail("redelivered", redelivered),
            Event::FetchedNothing { actor } => word("get-empty").actor(world, *actor),
            Event::ConfirmArrived { actor, .. } => verb(Verb::Confirm).actor(world, *actor),
            Event::RefusalArrived { actor, .. } => verb(Verb::Refuse).actor(world, *actor),
            Event::ReturnArrived { actor, .. } => verb(Verb::Return).actor(world, *actor),
            Event::CancelArrived { actor, consumer_tag } => verb(Verb::Cancel)
                .actor(world, *actor)
                .detail("consumer", world.name(*consumer_tag)),
            Event::ChannelClosedArrived { actor, code } => verb(Verb::Close)
                .actor(world, *actor)
                .detail("scope", "channel")
                .detail("code", code),
            Event::ConnectionClosedArrived { actor, code } => verb(Verb::Close)
                .actor(world, *actor)
                .detail("scope", "connection")
                .detail("code", code),
            Event::Works { actor, for_ms, .. } => {
                verb(Verb::Work).actor(world, *actor).detail("for_ms", for_ms)
            }
            Event::Waits { actor, for_ms } => word("wait").actor(world, *actor).detail("for_ms", for_ms),
            Event::Effect {
                actor, what, count, ..
            } => verb(Verb::Effect)
                .actor(world, *actor)
                .subject(world.name(*what))
                .detail("count", count),
            Event::Failed { actor, line } => verb(Verb::Fail).actor(world, *actor).detail("line", line),
            Event::NotSent { actor, what, .. } => word("not-sent")
                .actor(world, *actor)
                .detail("what", format!("{what:?}")),
            Event::Crashed { actor } => verb(Verb::Crash).actor(world, *actor),
            Event::Restarted { actor } => verb(Verb::Restart).actor(world, *actor),
            Event::Cut { actor } => verb(Verb::Cut).actor(world, *actor),
            Event::Lost { actor, what, .. } => word("lose")
                .actor(world, *actor)
                .detail("what", format!("{what:?}")),
            Event::Disconnected { actor } => word("disconnected").actor(world, *actor),
            Event::Connected { actor } => verb(Verb::Open).actor(world, *actor),
            Event::ConnectionRefused { actor, code } => {
                word("refused").actor(world, *actor).detail("code", code)
            }
        };
        entry.message = tile::message_of(world, event);
        *entry
    }

    /// Whether a stop's pattern, its ordinal aside, means this event.
    pub fn matches(&self, pattern: &EventPattern) -> bool {
        // The broker does not tell a nack of one message from a reject.
        let verb = if pattern.verb == Verb::Nack {
            Verb::Reject
        } else {
            pattern.verb
        };
        self.verb == Some(verb)
            && (pattern.message.is_none() || pattern.message == self.message)
            && pattern
                .subjects
                .iter()
                .all(|subject| self.subjects.contains(subject))
    }
}

fn of_fact(world: &World, fact: &Fact) -> Box<Entry> {
    match fact {
        Fact::Published {
            exchange,
            channel,
            message,
        } => verb(Verb::Publish)
            .channel(world, *channel)
            .exchange(world, *exchange)
            .detail("key", world.name(world.broker().message(*message).routing_key)),
        Fact::Routed { binding, .. } => word("route").binding(world, *binding),
        Fact::AlternateUsed { from, to, .. } => {
            verb(Verb::Alternate).exchange(world, *from).exchange(world, *to)
        }
        Fact::Unroutable { exchange, .. } => verb(Verb::Unroutable).exchange(world, *exchange),
        Fact::Returned { channel, .. } => word("send-return").channel(world, *channel),
        Fact::Enqueued { queue, place, .. } => {
            verb(Verb::Enqueue).queue(world, *queue).detail("place", place)
        }
        Fact::Dispatched {
            queue,
            consumer,
            redelivered,
            ..
        } => word("dispatch")
            .queue(world, *queue)
            .consumer(world, *consumer)
            .detail("redelivered", redelivered),
        Fact::Got { queue, channel, .. } => word("fetch").queue(world, *queue).channel(world, *channel),
        Fact::Acked {
            queue,
            channel,
            automatic,
            ..
        } => {
            let entry = if *automatic {
                word("auto-ack")
            } else {
                verb(Verb::Ack)
            };
            entry.queue(world, *queue).channel(world, *channel)
        }
        Fact::Rejected {
            queue,
            channel,
            requeue,
            ..
        } => verb(Verb::Reject)
            .queue(world, *queue)
            .channel(world, *channel)
            .detail("requeue", requeue),
        Fact::Requeued { queue, place, .. } => {
            verb(Verb::Requeue).queue(world, *queue).detail("place", place)
        }
        Fact::Expired { queue, .. } => verb(Verb::Expire).queue(world, *queue),
        Fact::Dropped { queue, .. } => verb(Verb::MaxLength).queue(world, *queue),
        Fact::RefusedFull { queue, .. } => word("full").queue(world, *queue),
        Fact::DeadLettered {
            queue,
            exchange,
            reason,
            count,
            ..
        } => verb(Verb::DeadLetter)
            .queue(world, *queue)
            .exchange(world, *exchange)
            .detail("reason", reason.word())
            .detail("count", count),
        Fact::DeadLetterDiscarded { queue, reason, .. } => verb(Verb::Discard)
            .queue(world, *queue)
            .detail("reason", reason.word()),
        Fact::CycleDropped { queue, .. } => verb(Verb::Cycle).queue(world, *queue),
        Fact::Discarded { queue, cause, .. } => word("vanish")
            .queue(world, *queue)
            .detail("cause", format!("{cause:?}")),
        Fact::Confirmed { channel, .. } => word("send-confirm").channel(world, *channel),
        Fact::Refused { channel, .. } => word("send-refusal").channel(world, *channel),
        Fact::ExchangeDeclared { exchange } => verb(Verb::Declare).exchange(world, *exchange),
        Fact::ExchangeDeleted { exchange, .. } => verb(Verb::Delete).exchange(world, *exchange),
        Fact::QueueDeclared { queue } => verb(Verb::Declare).queue(world, *queue),
        Fact::QueueDeleted {
            queue,
            cause,
            messages,
        } => verb(Verb::Delete)
            .queue(world, *queue)
            .detail("cause", format!("{cause:?}"))
            .detail("messages", messages),
        Fact::Bound { binding } => verb(Verb::Bind).binding(world, *binding),
        Fact::Unbound { binding } => word("unbind").binding(world, *binding),
        Fact::ConsumerAdded { consumer } => word("subscribe").consumer(world, *consumer),
        Fact::ConsumerActivated { consumer } => word("activate").consumer(world, *consumer),
        Fact::ConsumerEnded { consumer, cause } => word("unsubscribe")
            .consumer(world, *consumer)
            .detail("cause", format!("{cause:?}")),
        Fact::Purged { queue, messages } => word("purge").queue(world, *queue).detail("messages", messages),
        Fact::Committed { channel } => word("commit").channel(world, *channel),
        Fact::RolledBack { channel } => word("rollback").channel(world, *channel),
        Fact::PolicySet { .. } => word("set-policy"),
        Fact::PolicyCleared { .. } => word("clear-policy"),
        Fact::ConnectionOpened { .. } => word("connect"),
        Fact::ConnectionClosed { .. } => word("close-connection"),
        Fact::ChannelOpened { channel } => word("open-channel").channel(world, *channel),
        Fact::ChannelClosed { channel, code, .. } => {
            let code = code.map_or(0, |code| code.number());
            word("close-channel")
                .channel(world, *channel)
                .detail("code", code)
        }
        Fact::Restarted => verb(Verb::Restart).subject("broker"),
    }
}

fn verb(verb: Verb) -> Box<Entry> {
    let mut entry = word(verb.word());
    entry.verb = Some(verb);
    entry
}

fn word(word: &'static str) -> Box<Entry> {
    Box::new(Entry {
        verb: None,
        word,
        message: None,
        subjects: Vec::new(),
        details: Vec::new(),
    })
}

/// Each of many places puts an entry together and hands it on, so meanwhile it is behind a pointer.
impl Entry {
    fn subject(mut self: Box<Self>, subject: &str) -> Box<Self> {
        if !self.subjects.iter().any(|known| known == subject) {
            self.subjects.push(subject.to_string());
        }
        self
    }

    #[inline(never)]
    fn detail(mut self: Box<Self>, name: &'static str, value: impl fmt::Display) -> Box<Self> {
        self.details.push((name, value.to_string()));
        self
    }

    fn actor(self: Box<Self>, world: &World, actor: ActorId) -> Box<Self> {
        self.subject(world.name(world.actor(actor).name))
    }

    fn channel(self: Box<Self>, world: &World, channel: ChannelId) -> Box<Self> {
        match world.owner_of_channel(channel) {
            Some(actor) => self.actor(world, actor),
            None => self,
        }
    }

    fn queue(self: Box<Self>, world: &World, queue: QueueId) -> Box<Self> {
        self.subject(world.name(world.broker().queue_name(queue)))
    }

    fn exchange(self: Box<Self>, world: &World, exchange: ExchangeId) -> Box<Self> {
        self.subject(world.name(world.broker().exchange_name(exchange)))
    }

    fn consumer(self: Box<Self>, world: &World, consumer: ConsumerId) -> Box<Self> {
        match world.broker().consumer(consumer) {
            Some(view) => self
                .channel(world, view.channel)
                .detail("consumer", world.name(view.tag)),
            None => self,
        }
    }

    fn queue_of_consumer(self: Box<Self>, world: &World, consumer: ConsumerId) -> Box<Self> {
        match world.broker().consumer(consumer) {
            Some(view) => self.queue(world, view.queue),
            None => self,
        }
    }

    fn binding(self: Box<Self>, world: &World, binding: BindingId) -> Box<Self> {
        let Some(view) = world.broker().binding(binding) else {
            return self;
        };
        let entry = self.exchange(world, view.source);
        let entry = match view.destination {
            Destination::Queue(queue) => entry.queue(world, queue),
            Destination::Exchange(exchange) => entry.exchange(world, exchange),
        };
        entry.detail("key", world.name(view.routing_key))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word)?;
        if let Some(message) = self.message {
            write!(formatter, " {message}")?;
        }
        for subject in &self.subjects {
            if subject.is_empty() || subject.contains(' ') {
                write!(formatter, " {subject:?}")?;
            } else {
                write!(formatter, " {subject}")?;
            }
        }
        for (name, value) in &self.details {
            write!(formatter, " {name}={value}")?;
        }
        Ok(())
    }
}

/// One step of a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedStep {
    pub step: usize,
    pub at_ms: u64,
    pub entries: Vec<Entry>,
    /// Of the world after the step.
    pub digest: u64,
}

/// The trace of a step of the branch that is looked at.
pub fn step(history: &mut History, step: usize) -> TracedStep {
    let events = history.events(step);
    let world = history.world(step);
    let entries = events.iter().map(|event| Entry::of(world, event)).gather();
    TracedStep {
        step,
        at_ms: world.now(),
        entries,
        digest: world.digest(),
    }
}

impl fmt::Display for TracedStep {
    /// The step, its time and its digest on one line; its events, indented, on the following ones.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, thousandths) = (self.at_ms / 1000, self.at_ms % 1000);
        writeln!(
            formatter,
            "{} at {seconds}.{thousandths:03} s, {:016x}",
            self.step, self.digest
        )?;
        for entry in &self.entries {
            writeln!(formatter, "  {entry}")?;
        }
        Ok(())
    }
}
