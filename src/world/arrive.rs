//! Arrivals: what an actor sent reaches the broker, what the broker sent reaches the actor.

use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::names::Name;
use crate::base::value::Value;
use crate::broker::{ConsumerId, Frame, MessageHandle, Observer};
use crate::world::actor::{InHand, TaskState, Trigger};
use crate::world::event::Event;
use crate::world::{Turn, World};

impl World {
    /// The broker carries out what was sent first.
    pub(super) fn arrive_at_broker<O: Observer>(&mut self, actor: ActorId, turn: &mut Turn<O>) {
        if let Some(parcel) = self.actors[actor.index()].link.to_broker.pop_front() {
            self.broker.command(
                self.now,
                parcel.channel,
                &parcel.load.command,
                &mut self.output,
                turn.observer,
            );
            self.forward(turn);
        }
    }

    /// The actor takes in what the broker sent first.
    pub(super) fn arrive_at_actor<O: Observer>(&mut self, actor: ActorId, turn: &mut Turn<O>) {
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
                self.delivered(actor, consumer, held, turn);
            }
            Frame::GetOk {
                delivery_tag,
                redelivered,
                message,
                ..
            } => {
                let held = self.hold(channel, None, Name::EMPTY, delivery_tag, redelivered, message);
                self.fetched(actor, held, turn);
            }
            Frame::GetEmpty => {
                turn.events.push(Event::FetchedNothing { actor });
                self.answered(actor, Value::Void, turn);
            }
            Frame::QueueDeclareOk { queue, .. } => {
                let name = Value::from(self.name(queue));
                self.answered(actor, name, turn);
            }
            Frame::Ok | Frame::ConsumeOk { .. } => self.answered(actor, Value::Void, turn),
            Frame::MessageCount { message_count } => {
                self.answered(actor, Value::Integer(i64::from(message_count)), turn);
            }
            Frame::Confirm {
                ack,
                sequence,
                multiple,
            } => self.confirmed(actor, ack, sequence, multiple, turn),
            Frame::Return { message } => self.returned(actor, message, turn),
            Frame::Cancelled { consumer_tag } => {
                turn.events.push(Event::CancelArrived { actor, consumer_tag });
                self.trigger(actor, Trigger::Cancelled { consumer_tag }, turn);
            }
            Frame::ChannelClosed { error } => self.channel_closed(actor, channel, &error, turn),
            Frame::ConnectionClosed { error } => self.connection_closed(actor, &error, turn),
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

    fn delivered<O: Observer>(
        &mut self,
        actor: ActorId,
        consumer: ConsumerId,
        held: InHand,
        turn: &mut Turn<O>,
    ) {
        turn.events.push(Event::Delivered {
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
                turn,
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

    fn fetched<O: Observer>(&mut self, actor: ActorId, held: InHand, turn: &mut Turn<O>) {
        turn.events.push(Event::Fetched {
            actor,
            queue: held.queue,
            message: held.message,
            delivery_tag: held.delivery_tag,
            redelivered: held.redelivered,
        });
        self.actors[actor.index()].memory.in_hand.push_back(held);
        let record = self.scope(actor).delivery(&held);
        self.take_fetched(actor, held, record);
        self.go_on(actor, turn);
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
    fn answered<O: Observer>(&mut self, actor: ActorId, value: Value, turn: &mut Turn<O>) {
        let memory = &mut self.actors[actor.index()].memory;
        let Some(task) = &mut memory.task else {
            return;
        };
        if let TaskState::Awaits { variable, .. } = task.state {
            if let Some(variable) = variable {
                memory.variables[variable as usize] = value
            }
            self.go_on(actor, turn);
        }
    }

    fn confirmed<O: Observer>(
        &mut self,
        actor: ActorId,
        ack: bool,
        sequence: u64,
        multiple: bool,
        turn: &mut Turn<O>,
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
                turn.events.push(Event::ConfirmArrived { actor, message });
                self.trigger(
                    actor,
                    Trigger::Confirm {
                        message,
                        sequence,
                        returned,
                    },
                    turn,
                );
            } else {
                turn.events.push(Event::RefusalArrived { actor, message });
                self.trigger(actor, Trigger::Refused { message, sequence }, turn);
            }
        }
    }

    fn returned<O: Observer>(&mut self, actor: ActorId, message: MessageHandle, turn: &mut Turn<O>) {
        let label: MessageId = self.broker.message(message).label;
        for pending in &mut self.actors[actor.index()].memory.unconfirmed {
            pending.returned |= pending.message == label;
        }
        turn.events.push(Event::ReturnArrived { actor, message });
        self.trigger(actor, Trigger::Returned { message }, turn);
    }
}
