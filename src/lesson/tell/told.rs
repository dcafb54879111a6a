//! The two worlds of a step and what lies between them, asked for what sentences need.

use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::time::Ms;
use crate::broker::event::DiscardCause;
use crate::broker::view::{Destination, ExchangeKind};
use crate::broker::{BindingId, ConsumerId, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::explain::names::Names;
use crate::explain::{Label, ttl};
use crate::lesson::sentence::Cause;
use crate::lesson::tell::consequence::each_once;
use crate::world::{Event, World};

/// The two worlds of a step, and what lies between them.
pub(super) struct Told<'a> {
    pub before: &'a World,
    pub after: &'a World,
    pub events: &'a [Event],
}

impl Told<'_> {
    pub fn names(&self) -> Names<'_> {
        Names(self.after)
    }

    /// The messages of such events, each once.
    pub fn messages(&self, message: &dyn Fn(&Event) -> Option<MessageId>) -> Vec<MessageId> {
        each_once(&mut self.events.iter().filter_map(message))
    }

    pub fn settled(&self, message: &dyn Fn(&Fact) -> Option<MessageHandle>) -> Vec<MessageId> {
        self.messages(&|event| match event {
            Event::Broker(fact) => message(fact).map(|handle| self.names().message(handle)),
            _ => None,
        })
    }

    /// The routing key, where it says something: an exchange that does not look at it is given none mostly.
    pub fn spoken_key(&self, message: MessageHandle, exchange: ExchangeId) -> Option<Label> {
        let key = self.names().key(message);
        match self.after.broker().exchange(exchange).kind {
            ExchangeKind::Fanout | ExchangeKind::Headers => Some(key).filter(|key| !key.is_empty()),
            ExchangeKind::Direct | ExchangeKind::Topic => Some(key),
        }
    }

    /// How long a message had been in a queue when it expired: its deadline was set when it entered.
    pub fn waited(&self, message: MessageHandle, queue: QueueId) -> Ms {
        let (ttl, _) = ttl::of(self.names(), message, queue);
        let ttl = ttl.unwrap_or_default();
        let mut ready = self.before.broker().ready(queue);
        let deadline = ready
            .find(|ready| ready.message == message)
            .and_then(|ready| ready.deadline);
        match deadline {
            Some(deadline) => ttl + self.after.now().saturating_sub(deadline),
            None => ttl,
        }
    }

    /// Whoever it is that sends in this step.
    pub fn somebody(&self) -> Option<Label> {
        let actor = self.events.iter().find_map(|event| match event {
            Event::Sent { actor, .. } | Event::Connected { actor } => Some(*actor),
            _ => None,
        });
        Some(self.names().actor(actor?).name)
    }

    pub fn binding(&self, binding: BindingId) -> Option<(Label, Label, Label)> {
        let names = self.names();
        let view = self.after.broker().binding(binding)?;
        let destination = match view.destination {
            Destination::Queue(queue) => names.queue(queue),
            Destination::Exchange(exchange) => names.exchange(exchange),
        };
        Some((
            names.exchange(view.source),
            destination,
            names.text(view.routing_key),
        ))
    }

    pub fn consumed_by(&self, actor: ActorId) -> Vec<Label> {
        let names = self.names();
        let own = |channel: ChannelId| self.after.owner_of_channel(channel) == Some(actor);
        let mut queues = Vec::new();
        for event in self.events {
            if let Event::Broker(Fact::ConsumerAdded { consumer }) = event
                && self
                    .after
                    .broker()
                    .consumer(*consumer)
                    .is_some_and(|view| own(view.channel))
            {
                let queue = names.queue_of(*consumer);
                if !queues.contains(&queue) {
                    queues.push(queue);
                }
            }
        }
        queues
    }

    /// The queue whose consumer an actor lost.
    pub fn cancelled_queue(&self, actor: ActorId) -> Option<Label> {
        let mut tags = self.events.iter().filter_map(|event| match event {
            Event::CancelArrived {
                actor: of,
                consumer_tag,
            } if *of == actor => Some(*consumer_tag),
            _ => None,
        });
        let tag = tags.next()?;
        let broker = self.after.broker();
        let consumers = (0..).map_while(|at| broker.consumer(ConsumerId(at)));
        let gone = consumers
            .filter(|view| view.tag == tag && self.after.owner_of_channel(view.channel) == Some(actor));
        gone.last().map(|view| self.names().queue(view.queue))
    }

    pub fn broker_restarts(&self) -> Cause {
        let lost = self.events.iter().filter(|event| {
            matches!(
                event,
                Event::Broker(Fact::Discarded {
                    cause: DiscardCause::Restarted,
                    ..
                })
            )
        });
        Cause::BrokerRestarts {
            lost: lost.count() as u32,
            kept: self.after.broker().copies().count() as u32,
        }
    }
}
