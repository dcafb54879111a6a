//! The tile of a step: what it mainly was, for the timeline. Many things may happen in one step; the most telling one
//! gives the kind, and the message that it is about.

use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::time::Ms;
use crate::broker::{Event as Fact, MessageHandle};
use crate::world::{Event, World};

/// What a step mainly was, from the least telling to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TileKind {
    /// Something small, such as a settlement that could not be sent.
    Other,
    Connected,
    Waited,
    Worked,
    /// Something was handed to a connection and is on its way.
    Sent,
    /// Something was declared, bound, deleted or set.
    Configured,
    Requeued,
    Confirmed,
    Fetched,
    Delivered,
    Published,
    Acked,
    Unroutable,
    Returned,
    Refused,
    Dropped,
    Rejected,
    Expired,
    Effect,
    Cancelled,
    QueueGone,
    /// The broker closed a channel or a connection for an error.
    Closed,
    /// A statement failed.
    Failed,
    Disconnected,
    Restarted,
    /// A crash, a cut, something lost in flight.
    Fault,
}

/// What the timeline shows of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    pub kind: TileKind,
    pub at_ms: Ms,
    /// The message that it was about.
    pub message: Option<MessageId>,
    /// The actor that it was about.
    pub actor: Option<ActorId>,
}

impl Tile {
    /// What a step is compared by with that of another branch.
    pub fn told(self) -> (TileKind, Option<MessageId>, Option<ActorId>) {
        (self.kind, self.message, self.actor)
    }

    /// The tile of a step that led to `world`.
    pub fn of(world: &World, events: &[Event]) -> Tile {
        let mut tile = Tile {
            kind: TileKind::Other,
            at_ms: world.now(),
            message: None,
            actor: None,
        };
        let mut found = None;
        for event in events {
            let kind = TileKind::of(event);
            if found.is_none_or(|found| kind > found) {
                found = Some(kind);
                tile.kind = kind;
                tile.message = message_of(world, event).or(tile.message);
                tile.actor = actor_of(world, event).or(tile.actor);
            }
        }
        tile
    }
}

impl TileKind {
    /// What one event is.
    pub fn of(event: &Event) -> TileKind {
        match event {
            Event::Broker(fact) => TileKind::of_fact(fact),
            Event::Sent { .. } => TileKind::Sent,
            Event::Delivered { .. } => TileKind::Delivered,
            Event::Fetched { .. } | Event::FetchedNothing { .. } => TileKind::Fetched,
            Event::ConfirmArrived { .. } => TileKind::Confirmed,
            Event::RefusalArrived { .. } => TileKind::Refused,
            Event::ReturnArrived { .. } => TileKind::Returned,
            Event::CancelArrived { .. } => TileKind::Cancelled,
            Event::ChannelClosedArrived { .. } | Event::ConnectionClosedArrived { .. } => TileKind::Closed,
            Event::Works { .. } => TileKind::Worked,
            Event::Waits { .. } => TileKind::Waited,
            Event::Effect { .. } => TileKind::Effect,
            Event::Failed { .. } => TileKind::Failed,
            Event::NotSent { .. } => TileKind::Other,
            Event::Crashed { .. } | Event::Cut { .. } | Event::Lost { .. } => TileKind::Fault,
            Event::Restarted { .. } => TileKind::Restarted,
            Event::Disconnected { .. } | Event::ConnectionRefused { .. } => TileKind::Disconnected,
            Event::Connected { .. } => TileKind::Connected,
        }
    }

    fn of_fact(fact: &Fact) -> TileKind {
        match fact {
            Fact::Published { .. }
            | Fact::Routed { .. }
            | Fact::AlternateUsed { .. }
            | Fact::Enqueued { .. } => TileKind::Published,
            Fact::Unroutable { .. } => TileKind::Unroutable,
            Fact::Returned { .. } => TileKind::Returned,
            Fact::Dispatched { .. } => TileKind::Sent,
            Fact::Got { .. } => TileKind::Fetched,
            Fact::Acked { automatic: true, .. } => TileKind::Sent,
            Fact::Acked { automatic: false, .. } => TileKind::Acked,
            Fact::Rejected { .. } => TileKind::Rejected,
            Fact::Requeued { .. } => TileKind::Requeued,
            Fact::Expired { .. } => TileKind::Expired,
            Fact::Dropped { .. } | Fact::CycleDropped { .. } | Fact::Discarded { .. } => TileKind::Dropped,
            Fact::RefusedFull { .. } | Fact::Refused { .. } => TileKind::Refused,
            Fact::DeadLettered { .. } | Fact::DeadLetterDiscarded { .. } => TileKind::Published,
            Fact::Confirmed { .. } => TileKind::Sent,
            Fact::QueueDeleted { .. } => TileKind::QueueGone,
            Fact::ExchangeDeclared { .. }
            | Fact::ExchangeDeleted { .. }
            | Fact::QueueDeclared { .. }
            | Fact::Bound { .. }
            | Fact::Unbound { .. }
            | Fact::ConsumerAdded { .. }
            | Fact::ConsumerActivated { .. }
            | Fact::ConsumerEnded { .. }
            | Fact::Purged { .. }
            | Fact::Committed { .. }
            | Fact::RolledBack { .. }
            | Fact::PolicySet { .. }
            | Fact::PolicyCleared { .. } => TileKind::Configured,
            Fact::ConnectionOpened { .. } | Fact::ChannelOpened { .. } => TileKind::Connected,
            Fact::ConnectionClosed { code: None, .. } | Fact::ChannelClosed { code: None, .. } => {
                TileKind::Configured
            }
            Fact::ConnectionClosed { code: Some(_), .. } | Fact::ChannelClosed { code: Some(_), .. } => {
                TileKind::Closed
            }
            Fact::Restarted => TileKind::Fault,
        }
    }
}

/// The message that a broker's fact is about.
pub fn handle_of(fact: &Fact) -> Option<MessageHandle> {
    match fact {
        Fact::Published { message, .. }
        | Fact::Routed { message, .. }
        | Fact::AlternateUsed { message, .. }
        | Fact::Unroutable { message, .. }
        | Fact::Returned { message, .. }
        | Fact::Enqueued { message, .. }
        | Fact::Dispatched { message, .. }
        | Fact::Got { message, .. }
        | Fact::Acked { message, .. }
        | Fact::Rejected { message, .. }
        | Fact::Requeued { message, .. }
        | Fact::Expired { message, .. }
        | Fact::Dropped { message, .. }
        | Fact::RefusedFull { message, .. }
        | Fact::DeadLetterDiscarded { message, .. }
        | Fact::CycleDropped { message, .. }
        | Fact::Discarded { message, .. }
        | Fact::Confirmed { message, .. }
        | Fact::Refused { message, .. } => Some(*message),
        Fact::DeadLettered { to, .. } => Some(*to),
        Fact::ExchangeDeclared { .. }
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
        | Fact::ChannelClosed { .. }
        | Fact::Restarted => None,
    }
}

/// The message that an event is about.
pub fn message_of(world: &World, event: &Event) -> Option<MessageId> {
    let label = |handle: MessageHandle| world.broker().message(handle).label;
    match event {
        Event::Broker(Fact::ChannelClosed { publish, .. }) => *publish,
        Event::Broker(fact) => handle_of(fact).map(label),
        Event::Delivered { message, .. }
        | Event::Fetched { message, .. }
        | Event::ReturnArrived { message, .. }
        | Event::NotSent { message, .. } => Some(label(*message)),
        Event::ConfirmArrived { message, .. } | Event::RefusalArrived { message, .. } => Some(*message),
        Event::Sent { message, .. }
        | Event::Works { message, .. }
        | Event::Effect { message, .. }
        | Event::Lost { message, .. } => *message,
        Event::FetchedNothing { .. }
        | Event::CancelArrived { .. }
        | Event::ChannelClosedArrived { .. }
        | Event::ConnectionClosedArrived { .. }
        | Event::Waits { .. }
        | Event::Failed { .. }
        | Event::Crashed { .. }
        | Event::Restarted { .. }
        | Event::Cut { .. }
        | Event::Disconnected { .. }
        | Event::Connected { .. }
        | Event::ConnectionRefused { .. } => None,
    }
}

/// The actor that an event is about.
pub fn actor_of(world: &World, event: &Event) -> Option<ActorId> {
    match event {
        Event::Broker(fact) => channel_of(fact).and_then(|channel| world.owner_of_channel(channel)),
        Event::Sent { actor, .. }
        | Event::Delivered { actor, .. }
        | Event::Fetched { actor, .. }
        | Event::FetchedNothing { actor }
        | Event::ConfirmArrived { actor, .. }
        | Event::RefusalArrived { actor, .. }
        | Event::ReturnArrived { actor, .. }
        | Event::CancelArrived { actor, .. }
        | Event::ChannelClosedArrived { actor, .. }
        | Event::ConnectionClosedArrived { actor, .. }
        | Event::Works { actor, .. }
        | Event::Waits { actor, .. }
        | Event::Effect { actor, .. }
        | Event::Failed { actor, .. }
        | Event::NotSent { actor, .. }
        | Event::Crashed { actor }
        | Event::Restarted { actor }
        | Event::Cut { actor }
        | Event::Lost { actor, .. }
        | Event::Disconnected { actor }
        | Event::Connected { actor }
        | Event::ConnectionRefused { actor, .. } => Some(*actor),
    }
}

/// The channel that a broker's fact is about.
fn channel_of(fact: &Fact) -> Option<ChannelId> {
    match fact {
        Fact::Published { channel, .. }
        | Fact::Returned { channel, .. }
        | Fact::Got { channel, .. }
        | Fact::Acked { channel, .. }
        | Fact::Rejected { channel, .. }
        | Fact::Confirmed { channel, .. }
        | Fact::Refused { channel, .. }
        | Fact::Committed { channel }
        | Fact::RolledBack { channel }
        | Fact::ChannelOpened { channel }
        | Fact::ChannelClosed { channel, .. } => Some(*channel),
        Fact::Routed { .. }
        | Fact::AlternateUsed { .. }
        | Fact::Unroutable { .. }
        | Fact::Enqueued { .. }
        | Fact::Dispatched { .. }
        | Fact::Requeued { .. }
        | Fact::Expired { .. }
        | Fact::Dropped { .. }
        | Fact::RefusedFull { .. }
        | Fact::DeadLettered { .. }
        | Fact::DeadLetterDiscarded { .. }
        | Fact::CycleDropped { .. }
        | Fact::Discarded { .. }
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
        | Fact::PolicySet { .. }
        | Fact::PolicyCleared { .. }
        | Fact::ConnectionOpened { .. }
        | Fact::ConnectionClosed { .. }
        | Fact::Restarted => None,
    }
}
