//! Arrivals: what an actor sent reaches the broker, what the broker sent reaches the actor.

use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::names::Name;
use crate::base::value::Value;
use crate::broker::{ConsumerId, Frame, MessageHandle};
use crate::world::World;
use crate::world::actor::{InHand, TaskState, Trigger};
use crate::world::event::Event;

impl World {
    /// The broker carries out what was sent first.
    pub(super) fn arrive_at_broker(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        if let Some(parcel) = self.actors[actor.index()].link.to_broker.pop_front() {
            self.broker
                .command(self.now, parcel.channel, &parcel.load.command, &mut self.output);
            self.forward(events);
        }
    }

    /// The actor takes in what the broker sent first.
    pub(super) fn arrive_at_actor(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        let Some(parcel) = self.actors[actor.index()].link.to_actor.pop_front() else {
            return;
        };
        let channel = parcel.channel;
        match parcel.load {
            Frame::Deliver {
                consumer,
                consumer_tag,
                delivery_tag,
                redelivered,
                message,
            } => {
                let held = self.hold(
                    channel,
                    Some(consumer),
                    consumer_tag,
                    delivery_tag,
                    redelivered,
                    message,
                );
                self.delivered(actor, consumer, held, events);
            }
            Frame::GetOk {
                delivery_tag,
                redelivered,
                message,
                ..
            } => {
                let held = self.hold(channel, None, Name::EMPTY, delivery_tag, redelivered, message);
                self.fetched(actor, held, events);
            }
            Frame::GetEmpty => {
                events.push(Event::FetchedNothing { actor });
                self.answered(actor, Value::Void, events);
            }
            Frame::QueueDeclareOk { queue, .. } => {
                let name = Value::from(self.name(queue));
                self.answered(actor, name, events);
            }
            Frame::Ok | Frame::ConsumeOk { .. } => self.answered(actor, Value::Void, events),
            Frame::MessageCount { message_count } => {
                self.answered(actor, Value::Integer(i64::from(message_count)), events);
            }
            Frame::Confirm {
                ack,
                sequence,
                multiple,
            } => self.confirmed(actor, ack, sequence, multiple, events),
            Frame::Return { message } => self.returned(actor, message, events),
            Frame::Cancelled { consumer_tag } => {
                events.push(Event::CancelArrived { actor, consumer_tag });
                self.trigger(actor, Trigger::Cancelled { consumer_tag }, events);
            }
            Frame::ChannelClosed { error } => self.channel_closed(actor, channel, &error, events),
            Frame::ConnectionClosed { error } => self.connection_closed(actor, &error, events),
        }
    }

    fn hold(
        &self,
        channel: ChannelId,
        consumer: Option<ConsumerId>,
        consumer_tag: Name,
        delivery_tag: u64,
        redelivered: bool,
        message: MessageHandle,
    ) -> InHand {
        let view = consumer.and_then(|consumer| self.broker.consumer(consumer));
        let fetched = || {
            self.broker
                .unacked(channel)
                .find(|held| held.delivery_tag == delivery_tag)
                .map(|held| held.queue)
        };
        let queue = view.map(|view| view.queue).or_else(fetched).unwrap_or_default();
        let no_ack = view.is_some_and(|view| view.no_ack);
        InHand {
            channel,
            delivery_tag,
            message,
            queue,
            consumer,
            consumer_tag,
            redelivered,
            no_ack,
        }
    }

    fn delivered(&mut self, actor: ActorId, consumer: ConsumerId, held: InHand, events: &mut Vec<Event>) {
        events.push(Event::Delivered {
            actor,
            consumer,
            message: held.message,
            delivery_tag: held.delivery_tag,
            redelivered: held.redelivered,
        });
        let handler = self.subscription_handler(actor, held.channel, held.consumer_tag);
        if let Some(handler) = handler {
            self.actors[actor.index()].memory.in_hand.push_back(held);
            self.trigger(
                actor,
                Trigger::Delivery {
                    handler,
                    delivery: held,
                },
                events,
            );
        } else if !held.no_ack {
            self.actors[actor.index()].memory.in_hand.push_back(held);
        }
    }

    /// The handler of what arrives on this channel under this tag.
    fn subscription_handler(&self, actor: ActorId, channel: ChannelId, tag: Name) -> Option<u16> {
        let at = self.actors[actor.index()]
            .channels
            .iter()
            .position(|&open| open == Some(channel))? as u16;
        let subscriptions = &self.plan.actors[actor.index()].subscriptions;
        let mut on_channel = subscriptions
            .iter()
            .filter(|subscription| subscription.channel == at);
        let first = on_channel.next()?;
        let exact = subscriptions
            .iter()
            .find(|subscription| subscription.channel == at && subscription.tag == tag);
        exact.unwrap_or(first).handler
    }

    fn fetched(&mut self, actor: ActorId, held: InHand, events: &mut Vec<Event>) {
        events.push(Event::Fetched {
            actor,
            queue: held.queue,
            message: held.message,
            delivery_tag: held.delivery_tag,
            redelivered: held.redelivered,
        });
        self.actors[actor.index()].memory.in_hand.push_back(held);
        let record = self.scope(actor).delivery(&held);
        self.take_fetched(actor, held, record);
        self.go_on(actor, events);
    }

    /// `get` without a variable makes its message the handler's current delivery.
    fn take_fetched(&mut self, actor: ActorId, held: InHand, record: Value) {
        let memory = &mut self.actors[actor.index()].memory;
        let Some(task) = &mut memory.task else {
            return;
        };
        if let TaskState::Awaits { variable, .. } = task.state {
            match variable {
                Some(variable) => memory.variables[variable as usize] = record,
                None => task.delivery = Some(held),
            }
        }
    }

    /// The answer to the running task's request has come.
    fn answered(&mut self, actor: ActorId, value: Value, events: &mut Vec<Event>) {
        let memory = &mut self.actors[actor.index()].memory;
        let Some(task) = &mut memory.task else {
            return;
        };
        if let TaskState::Awaits { variable, .. } = task.state {
            if let Some(variable) = variable {
                memory.variables[variable as usize] = value
            }
            self.go_on(actor, events);
        }
    }

    fn confirmed(
        &mut self,
        actor: ActorId,
        ack: bool,
        sequence: u64,
        multiple: bool,
        events: &mut Vec<Event>,
    ) {
        let covers = |pending: u64| pending == sequence || (multiple && pending < sequence);
        let mut at = 0;
        while let Some(&pending) = self.actors[actor.index()].memory.unconfirmed.get(at) {
            if !covers(pending.sequence) {
                at += 1;
                continue;
            }
            self.actors[actor.index()].memory.unconfirmed.remove(at);
            let (message, sequence, returned) = (pending.message, pending.sequence, pending.returned);
            if ack {
                events.push(Event::ConfirmArrived { actor, message });
                self.trigger(
                    actor,
                    Trigger::Confirm {
                        message,
                        sequence,
                        returned,
                    },
                    events,
                );
            } else {
                events.push(Event::RefusalArrived { actor, message });
                self.trigger(actor, Trigger::Refused { message, sequence }, events);
            }
        }
    }

    fn returned(&mut self, actor: ActorId, message: MessageHandle, events: &mut Vec<Event>) {
        let label: MessageId = self.broker.message(message).label;
        for pending in &mut self.actors[actor.index()].memory.unconfirmed {
            pending.returned |= pending.message == label;
        }
        events.push(Event::ReturnArrived { actor, message });
        self.trigger(actor, Trigger::Returned { message }, events);
    }
}
