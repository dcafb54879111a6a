//! From the picture before a step to the picture after it: the journeys of the messages, told by the step's events.
//!
//! What an event moves goes along the drawing's edges. A journey begins where the one that made room for it ended; copies
//! of one message go together until their ways part. What only moves up in a queue does so at the end.

mod finish;
mod moves;
mod travel;

use crate::base::ids::ActorId;
use crate::base::sorted::SortedMap;
use crate::broker::{Event as Fact, MessageHandle, QueueId};
use crate::model::Node;
use crate::scene::Scene;
use crate::scene::motion::Motion;
use crate::scene::stage::{Stage, queue_of};
use crate::scene::token::{Form, TokenKey, TokenView};
use crate::world::event::Parcel;
use crate::world::{Event, World};
use std::rc::Rc;
use travel::{Arrived, Travel};

struct Journeys<'a> {
    stage: &'a Stage,
    before: &'a World,
    world: &'a World,
    old: SortedMap<TokenKey, Rc<TokenView>>,
    new: SortedMap<TokenKey, Rc<TokenView>>,
    /// When what the next cause makes room for may begin.
    free_ms: u32,
    /// Messages at an exchange.
    at_exchange: SortedMap<(MessageHandle, Node), Travel>,
    /// Copies on their way into a queue.
    to_queue: SortedMap<(MessageHandle, Node), Travel>,
    /// Copies that entered a queue in this step.
    in_queue: SortedMap<(MessageHandle, QueueId), Travel>,
    /// Copies on their way to a consumer.
    to_actor: SortedMap<(MessageHandle, ActorId), Travel>,
    /// Copies that left their queue for its dead letter exchange.
    dead: SortedMap<(MessageHandle, QueueId), Travel>,
    arrived: Vec<Arrived>,
    /// When tokens of the picture before vanish, where it is not at once.
    vanish: SortedMap<TokenKey, u32>,
    /// When tokens of the picture after appear, where no journey brings them.
    appear: SortedMap<TokenKey, u32>,
}

impl Motion {
    /// What moves in a step: from `before` with its picture `old` to `world` with its picture `new`.
    pub fn of(
        stage: &Stage,
        (before, old): (&World, &Scene),
        (world, new): (&World, &Scene),
        events: &[Event],
    ) -> Motion {
        let by_key = |scene: &Scene| {
            scene
                .tokens
                .iter()
                .map(|token| (token.key, token.clone()))
                .collect()
        };
        let mut journeys = Journeys {
            stage,
            before,
            world,
            old: by_key(old),
            new: by_key(new),
            free_ms: 0,
            at_exchange: SortedMap::new(),
            to_queue: SortedMap::new(),
            in_queue: SortedMap::new(),
            to_actor: SortedMap::new(),
            dead: SortedMap::new(),
            arrived: Vec::new(),
            vanish: SortedMap::new(),
            appear: SortedMap::new(),
        };
        for event in events {
            journeys.event(event);
        }
        journeys.finish(new)
    }
}

impl Journeys<'_> {
    fn event(&mut self, event: &Event) {
        match *event {
            Event::Broker(fact) => self.fact(fact),
            Event::Sent {
                actor,
                what: Parcel::Publish,
                message: Some(message),
            } => {
                let key = TokenKey::Publish(actor, message);
                if let Some(token) = self.new.get(&key).cloned() {
                    // It has only just left: from its sender to where it is on its way.
                    let travel = Travel {
                        at_ms: self.free_ms,
                        place: self.stage.body(&self.actor(actor)).map(|body| body.middle()),
                        ..Travel::default()
                    };
                    self.bring(travel, token.message, Form::Message, Some(key));
                }
            }
            Event::Delivered {
                actor,
                message,
                delivery_tag,
                consumer,
                ..
            } => {
                self.delivered(actor, message, delivery_tag, consumer);
            }
            Event::Fetched {
                actor,
                queue,
                message,
                delivery_tag,
                ..
            } => {
                self.fetched(actor, queue, message, delivery_tag);
            }
            Event::ConfirmArrived { actor, message } => self.answer(actor, message, Form::Tick),
            Event::RefusalArrived { actor, message } => self.answer(actor, message, Form::Cross),
            Event::ReturnArrived { actor, message } => {
                let label = self.world.broker().message(message).label;
                self.answer(actor, label, Form::Message);
            }
            Event::Sent { .. }
            | Event::FetchedNothing { .. }
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
            | Event::ConnectionRefused { .. } => {}
        }
    }

    fn fact(&mut self, fact: Fact) {
        match fact {
            Fact::Published { message, channel, .. } => self.published(message, channel),
            Fact::Routed { message, binding } => self.routed(message, binding),
            Fact::AlternateUsed { message, from, to } => self.alternate(message, from, to),
            Fact::Enqueued { message, queue, .. } => self.enqueued(message, queue),
            Fact::Requeued { message, queue, .. } => self.requeued(message, queue),
            Fact::Dispatched {
                message,
                queue,
                consumer,
                ..
            } => self.dispatched(message, queue, consumer),
            Fact::Acked {
                message,
                queue,
                channel,
                automatic: false,
            }
            | Fact::Rejected {
                message,
                queue,
                channel,
                ..
            } => self.settled(fact, message, queue, channel),
            Fact::DeadLettered {
                from,
                to,
                queue,
                exchange,
                ..
            } => {
                self.dead_lettered(from, to, queue, exchange);
            }
            Fact::Expired { message, queue } | Fact::Dropped { message, queue } => {
                let ghost = self.stage.node(&queue_of(self.world, queue));
                let travel = self.out_of_queue(message, queue);
                if let Some(node) = ghost {
                    self.appear
                        .insert(TokenKey::Ghost(node as u32, message), travel.at_ms);
                }
                self.dead.insert((message, queue), travel);
            }
            Fact::Unroutable { message, exchange } => self.unroutable(message, exchange),
            Fact::Acked { automatic: true, .. }
            | Fact::Got { .. }
            | Fact::Returned { .. }
            | Fact::RefusedFull { .. }
            | Fact::DeadLetterDiscarded { .. }
            | Fact::CycleDropped { .. }
            | Fact::Discarded { .. }
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
            | Fact::ChannelClosed { .. }
            | Fact::Restarted => {}
        }
    }
}
