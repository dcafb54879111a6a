//! The way of a message over the drawing: which nodes and lines it has touched.

use crate::base::ids::{ActorId, MessageId};
use crate::broker::Event as Fact;
use crate::explain::Label;
use crate::explain::names::Names;
use crate::explain::why::Destination;
use crate::run::tile;
use crate::world::{Event, World};

/// One stretch of a message's way, in the order in which it was gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub step: usize,
    pub along: Along,
}

/// What a stretch runs along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Along {
    /// From an actor to an exchange.
    Publish { actor: ActorId, exchange: Label },
    /// A binding from an exchange.
    Binding {
        source: Label,
        destination: Destination,
        binding_key: Label,
    },
    /// From an exchange into a queue: of the default exchange, the queue that the key names.
    DefaultBinding { queue: Label },
    /// From an exchange to its alternate.
    Alternate { exchange: Label, alternate: Label },
    /// From a queue to its dead-letter exchange.
    DeadLetter { queue: Label, exchange: Label },
    /// From a queue to an actor.
    Delivery { queue: Label, actor: ActorId },
    /// From the exchange it was published to back to its publisher.
    Return { exchange: Label, actor: ActorId },
}

/// Adds the stretches of a step; `world` is the one after it.
pub(super) fn add_step(
    world: &World,
    events: &[Event],
    step: usize,
    message: MessageId,
    stretches: &mut Vec<Stretch>,
) {
    let names = Names(world);
    let mut by_default = false;
    for event in events
        .iter()
        .filter(|event| tile::message_of(world, event) == Some(message))
    {
        if let Event::Broker(Fact::Published { exchange, .. } | Fact::DeadLettered { exchange, .. }) = event {
            by_default = names.exchange(*exchange).is_empty();
        }
        let along = along(names, event, by_default);
        stretches.extend(along.map(|along| Stretch { step, along }));
    }
}

/// What an event of the message runs along, if anything. `by_default`: it was published to the default exchange.
fn along(names: Names, event: &Event, by_default: bool) -> Option<Along> {
    match *event {
        Event::Broker(Fact::Published {
            exchange, channel, ..
        }) => Some(Along::Publish {
            actor: names.0.owner_of_channel(channel)?,
            exchange: names.exchange(exchange),
        }),
        Event::Broker(Fact::Routed { binding, .. }) => {
            let view = names.0.broker().binding(binding)?;
            Some(Along::Binding {
                source: names.exchange(view.source),
                destination: names.destination(view.destination),
                binding_key: names.text(view.routing_key),
            })
        }
        Event::Broker(Fact::Enqueued { queue, .. } | Fact::Dispatched { queue, .. }) if by_default => {
            Some(Along::DefaultBinding {
                queue: names.queue(queue),
            })
        }
        Event::Broker(Fact::AlternateUsed { from, to, .. }) => Some(Along::Alternate {
            exchange: names.exchange(from),
            alternate: names.exchange(to),
        }),
        Event::Broker(Fact::DeadLettered { queue, exchange, .. }) => Some(Along::DeadLetter {
            queue: names.queue(queue),
            exchange: names.exchange(exchange),
        }),
        Event::Delivered { actor, consumer, .. } => {
            let queue = names.queue_of(consumer);
            Some(Along::Delivery { queue, actor })
        }
        Event::Fetched { actor, queue, .. } => Some(Along::Delivery {
            queue: names.queue(queue),
            actor,
        }),
        Event::ReturnArrived { actor, message } => Some(Along::Return {
            exchange: names.text(names.0.broker().message(message).exchange),
            actor,
        }),
        _ => None,
    }
}
