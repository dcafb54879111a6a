//! Breakpoints: what playing should stop at. Whether a step hits one is a function of the step alone, so that playing,
//! searching and drawing flags agree.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::broker::view::Destination;
use crate::broker::{Event as Fact, ExchangeId, QueueId};
use crate::model::Node;
use crate::run::tile::{actor_of, message_of};
use crate::run::told::{Kind, Told};
use crate::world::{Event, World};

/// What to stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breakpoint {
    /// Something happens at a node.
    Node(Node),
    /// An event of a kind.
    Kind(Kind),
    /// Something happens to a message.
    Message(MessageId),
    /// A queue comes to hold so many ready messages. It is hit anew only after it has held fewer.
    Depth { queue: String, at_least: u32 },
}

/// Where an event happens, beside the actor that it is about.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    queue: Option<QueueId>,
    exchanges: [Option<ExchangeId>; 2],
}

impl Breakpoint {
    /// How many messages are ready in the queue that it watches; 0 where it watches none, or there is none.
    pub fn depth(&self, world: &World) -> u32 {
        match self {
            Breakpoint::Depth { queue, .. } => ready_in(world, queue),
            Breakpoint::Node(_) | Breakpoint::Kind(_) | Breakpoint::Message(_) => 0,
        }
    }

    /// Whether a step hits it that led to `world`; `was` is its depth before.
    pub fn is_hit(&self, was: u32, world: &World, events: &[Event]) -> bool {
        match self {
            Breakpoint::Node(node) => events.iter().any(|event| is_at(world, event, node)),
            Breakpoint::Kind(kind) => Told::of(world, events).iter().any(|told| told.kind == *kind),
            Breakpoint::Message(message) => {
                let about = |event: &Event| message_of(world, event) == Some(*message);
                events.iter().any(about)
            }
            Breakpoint::Depth { at_least, .. } => was < *at_least && self.depth(world) >= *at_least,
        }
    }

    /// The breakpoints that a step that led to `world` suggests: what kinds of events it had, which messages and nodes
    /// it was about, how deep its queues are.
    pub fn suggested(world: &World, events: &[Event]) -> Vec<Breakpoint> {
        let mut found = Vec::new();
        let mut add = |breakpoint: Breakpoint| {
            if !found.contains(&breakpoint) {
                found.push(breakpoint);
            }
        };
        let told = Told::of(world, events);
        for told in &told {
            add(Breakpoint::Kind(told.kind));
        }
        for event in events {
            if let Some(message) = message_of(world, event) {
                add(Breakpoint::Message(message));
            }
        }
        let places = events.iter().map(|event| places_of(world, event)).gather();
        for (event, places) in events.iter().zip(&places) {
            for exchange in places.exchanges.into_iter().flatten() {
                add(Breakpoint::Node(Node::Exchange(name_of_exchange(
                    world, exchange,
                ))));
            }
            if let Some(queue) = places.queue {
                add(Breakpoint::Node(Node::Queue(name_of_queue(world, queue))));
            }
            if let Some(actor) = actor_of(world, event) {
                add(Breakpoint::Node(Node::Actor(world.actor(actor).document_id)));
            }
        }
        for queue in places.iter().filter_map(|places| places.queue) {
            let at_least = world.broker().queue(queue).ready;
            if at_least > 0 {
                let queue = name_of_queue(world, queue);
                add(Breakpoint::Depth { queue, at_least });
            }
        }
        found
    }
}

fn name_of_queue(world: &World, queue: QueueId) -> String {
    world.name(world.broker().queue_name(queue)).to_string()
}

fn name_of_exchange(world: &World, exchange: ExchangeId) -> String {
    world.name(world.broker().exchange_name(exchange)).to_string()
}

/// The queue of that name.
pub fn queue_named(world: &World, name: &str) -> Option<QueueId> {
    let broker = world.broker();
    let name = broker.names().find(name)?;
    broker
        .vhosts()
        .find_map(|(vhost, _)| broker.find_queue(vhost, name))
}

fn ready_in(world: &World, queue: &str) -> u32 {
    queue_named(world, queue).map_or(0, |queue| world.broker().queue(queue).ready)
}

fn is_at(world: &World, event: &Event, node: &Node) -> bool {
    match node {
        Node::Actor(id) => actor_of(world, event).is_some_and(|actor| world.actor(actor).document_id == *id),
        Node::Queue(name) => places_of(world, event)
            .queue
            .is_some_and(|queue| world.name(world.broker().queue_name(queue)) == name),
        Node::Exchange(name) => {
            let mut exchanges = places_of(world, event).exchanges.into_iter().flatten();
            exchanges.any(|exchange| world.name(world.broker().exchange_name(exchange)) == name)
        }
        Node::Note(_) | Node::Other(_) => false,
    }
}

fn places_of(world: &World, event: &Event) -> Places {
    match event {
        Event::Broker(fact) => places_of_fact(world, fact),
        Event::Fetched { queue, .. } => at_queue(*queue),
        Event::Delivered { consumer, .. } => match world.broker().consumer(*consumer) {
            Some(consumer) => at_queue(consumer.queue),
            None => Places::default(),
        },
        Event::Sent { .. }
        | Event::FetchedNothing { .. }
        | Event::ConfirmArrived { .. }
        | Event::RefusalArrived { .. }
        | Event::ReturnArrived { .. }
        | Event::CancelArrived { .. }
        | Event::ChannelClosedArrived { .. }
        | Event::ConnectionClosedArrived { .. }
        | Event::Works { .. }
        | Event::Waits { .. }
        | Event::Effect { .. }
        | Event::Failed { .. }
        | Event::NotSent { .. }
        | Event::Crashed { .. }
        | Event::Restarted { .. }
        | Event::Cut { .. }
        | Event::Lost { .. }
        | Event::Disconnected { .. }
        | Event::Connected { .. }
        | Event::ConnectionRefused { .. } => Places::default(),
    }
}

fn at_queue(queue: QueueId) -> Places {
    Places {
        queue: Some(queue),
        ..Places::default()
    }
}

fn at_exchange(exchange: ExchangeId) -> Places {
    Places {
        exchanges: [Some(exchange), None],
        ..Places::default()
    }
}

/// The queue that a broker's fact is about.
pub fn queue_of(fact: &Fact) -> Option<QueueId> {
    match fact {
        Fact::Enqueued { queue, .. }
        | Fact::Dispatched { queue, .. }
        | Fact::Got { queue, .. }
        | Fact::Acked { queue, .. }
        | Fact::Rejected { queue, .. }
        | Fact::Requeued { queue, .. }
        | Fact::Expired { queue, .. }
        | Fact::Dropped { queue, .. }
        | Fact::RefusedFull { queue, .. }
        | Fact::DeadLettered { queue, .. }
        | Fact::DeadLetterDiscarded { queue, .. }
        | Fact::CycleDropped { queue, .. }
        | Fact::Discarded { queue, .. }
        | Fact::QueueDeclared { queue }
        | Fact::QueueDeleted { queue, .. }
        | Fact::Purged { queue, .. } => Some(*queue),
        Fact::Published { .. }
        | Fact::Routed { .. }
        | Fact::AlternateUsed { .. }
        | Fact::Unroutable { .. }
        | Fact::Returned { .. }
        | Fact::Confirmed { .. }
        | Fact::Refused { .. }
        | Fact::ExchangeDeclared { .. }
        | Fact::ExchangeDeleted { .. }
        | Fact::Bound { .. }
        | Fact::Unbound { .. }
        | Fact::ConsumerAdded { .. }
        | Fact::ConsumerActivated { .. }
        | Fact::ConsumerEnded { .. }
        | Fact::Committed { .. }
        | Fact::RolledBack { .. }
        | Fact::PolicySet { .. }
        | Fact::PolicyCleared { .. }
        | Fact::ConnectionOpened { .. }
        | Fact::ConnectionClosed { .. }
        | Fact::ChannelOpened { .. }
        | Fact::ChannelClosed { .. }
        | Fact::Restarted => None,
    }
}

fn places_of_fact(world: &World, fact: &Fact) -> Places {
    let queue = queue_of(fact);
    match *fact {
        Fact::Published { exchange, .. }
        | Fact::Unroutable { exchange, .. }
        | Fact::ExchangeDeclared { exchange }
        | Fact::ExchangeDeleted { exchange, .. } => at_exchange(exchange),
        Fact::DeadLettered { exchange, .. } => Places {
            queue,
            ..at_exchange(exchange)
        },
        Fact::AlternateUsed { from, to, .. } => Places {
            exchanges: [Some(from), Some(to)],
            ..Places::default()
        },
        Fact::Routed { binding, .. } | Fact::Bound { binding } | Fact::Unbound { binding } => {
            let Some(binding) = world.broker().binding(binding) else {
                return Places::default();
            };
            match binding.destination {
                Destination::Queue(queue) => Places {
                    queue: Some(queue),
                    ..at_exchange(binding.source)
                },
                Destination::Exchange(exchange) => Places {
                    exchanges: [Some(binding.source), Some(exchange)],
                    ..Places::default()
                },
            }
        }
        Fact::ConsumerAdded { consumer }
        | Fact::ConsumerActivated { consumer }
        | Fact::ConsumerEnded { consumer, .. } => match world.broker().consumer(consumer) {
            Some(consumer) => at_queue(consumer.queue),
            None => Places::default(),
        },
        Fact::Returned { .. }
        | Fact::Enqueued { .. }
        | Fact::Dispatched { .. }
        | Fact::Got { .. }
        | Fact::Acked { .. }
        | Fact::Rejected { .. }
        | Fact::Requeued { .. }
        | Fact::Expired { .. }
        | Fact::Dropped { .. }
        | Fact::RefusedFull { .. }
        | Fact::DeadLetterDiscarded { .. }
        | Fact::CycleDropped { .. }
        | Fact::Discarded { .. }
        | Fact::Confirmed { .. }
        | Fact::Refused { .. }
        | Fact::QueueDeclared { .. }
        | Fact::QueueDeleted { .. }
        | Fact::Purged { .. }
        | Fact::Committed { .. }
        | Fact::RolledBack { .. }
        | Fact::PolicySet { .. }
        | Fact::PolicyCleared { .. }
        | Fact::ConnectionOpened { .. }
        | Fact::ConnectionClosed { .. }
        | Fact::ChannelOpened { .. }
        | Fact::ChannelClosed { .. }
        | Fact::Restarted => Places {
            queue,
            ..Places::default()
        },
    }
}
