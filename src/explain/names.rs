//! The names behind a world's handles.

use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::names::Name;
use crate::broker::{ConsumerId, ExchangeId, MessageHandle, PolicyId, QueueId, view};
use crate::explain::Label;
use crate::explain::why::{Destination, Party, Source};
use crate::world::World;

/// A world that is asked for names.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a>(pub &'a World);

impl Names<'_> {
    pub fn text(self, name: Name) -> Label {
        self.0.broker().names().shared(name)
    }

    pub fn queue(self, queue: QueueId) -> Label {
        self.text(self.0.broker().queue_name(queue))
    }

    pub fn exchange(self, exchange: ExchangeId) -> Label {
        self.text(self.0.broker().exchange_name(exchange))
    }

    pub fn message(self, message: MessageHandle) -> MessageId {
        self.0.broker().message(message).label
    }

    pub fn key(self, message: MessageHandle) -> Label {
        self.text(self.0.broker().message(message).routing_key)
    }

    pub fn destination(self, destination: view::Destination) -> Destination {
        match destination {
            view::Destination::Queue(queue) => Destination::Queue(self.queue(queue)),
            view::Destination::Exchange(exchange) => Destination::Exchange(self.exchange(exchange)),
        }
    }

    pub fn actor(self, actor: ActorId) -> Party {
        Party {
            actor: Some(actor),
            name: self.text(self.0.actor(actor).name),
        }
    }

    /// Whose channel it is; a channel of nobody that is drawn is called by its number.
    pub fn channel(self, channel: ChannelId) -> Party {
        match self.0.owner_of_channel(channel) {
            Some(actor) => self.actor(actor),
            None => Party {
                actor: None,
                name: format!("channel {}", channel.0).into(),
            },
        }
    }

    pub fn consumer(self, consumer: ConsumerId) -> Party {
        match self.0.broker().consumer(consumer) {
            Some(view) => self.channel(view.channel),
            None => Party {
                actor: None,
                name: format!("consumer {}", consumer.0).into(),
            },
        }
    }

    /// The queue that a consumer gets messages from.
    pub fn queue_of(self, consumer: ConsumerId) -> Label {
        let view = self.0.broker().consumer(consumer);
        view.map_or_else(Label::default, |view| self.queue(view.queue))
    }

    pub fn policy(self, policy: PolicyId) -> Source {
        Source::Policy(self.text(self.0.broker().policy(policy).name))
    }
}
