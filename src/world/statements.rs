//! Visible statements: what an actor sends, settles, asks for or does to the outside world.

use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::value::{Table, Value};
use crate::broker::{Command, Content, ContentId};
use crate::model::expression::Expression;
use crate::model::expression::evaluate::is_true;
use crate::world::World;
use crate::world::actor::{InHand, TaskState, Unconfirmed};
use crate::world::agenda::Rank;
use crate::world::choice::Choice;
use crate::world::content;
use crate::world::event::{Event, Parcel};
use crate::world::link::{InFlight, Link, Upward};
use crate::world::plan::{Arguments, ContentPlan, Instruction, PublishPlan, Request, Settle};
use std::sync::Arc;

impl World {
    /// Runs the statement that the actor's task stands before; `fails` only where it may fail by chance.
    pub(super) fn run_statement(&mut self, actor: ActorId, fails: bool, events: &mut Vec<Event>) {
        let plan = self.plan.clone();
        let plan = &plan.actors[actor.index()];
        let Some(at) = self.actors[actor.index()]
            .memory
            .task
            .as_ref()
            .map(|task| task.at)
        else {
            return;
        };
        match &plan.code[at as usize] {
            Instruction::Publish(publish) => {
                self.publish(actor, publish, events);
                self.jump(actor, at + 1);
            }
            Instruction::Get {
                queue,
                no_ack,
                variable,
            } => {
                let queue = self.text(actor, queue);
                self.jump(actor, at + 1);
                return self.request(
                    actor,
                    Command::Get {
                        queue,
                        no_ack: *no_ack,
                    },
                    *variable,
                    events,
                );
            }
            Instruction::Request { request, variable } => {
                let command = self.command_of(actor, request);
                self.jump(actor, at + 1);
                return self.request(actor, command, *variable, events);
            }
            Instruction::Settle { how, delivery } => {
                self.settle_statement(actor, how, delivery.as_ref(), events);
                self.jump(actor, at + 1);
            }
            Instruction::Effect { slot } => {
                self.effect(actor, *slot, events);
                self.jump(actor, at + 1);
            }
            Instruction::Fail {
                slot,
                when,
                otherwise,
            } => {
                self.reach(actor, *slot, *when);
                if fails {
                    events.push(Event::Failed {
                        actor,
                        line: plan.lines[at as usize],
                    });
                }
                self.jump(actor, if fails { at + 1 } else { *otherwise });
            }
            Instruction::Work { .. }
            | Instruction::Set { .. }
            | Instruction::Unless { .. }
            | Instruction::Jump(_)
            | Instruction::Each { .. }
            | Instruction::Next { .. }
            | Instruction::End => {}
        }
        self.go_on(actor, events);
    }

    fn publish(&mut self, actor: ActorId, publish: &PublishPlan, events: &mut Vec<Event>) {
        let Some(channel) = self.actors[actor.index()].publish_channel() else {
            return;
        };
        let exchange = self.text(actor, &publish.exchange);
        let routing_key = self.text(actor, &publish.key);
        let content = self.content(actor, &publish.content);
        let label = self.next_message();
        let mandatory = publish.mandatory;
        if self.plan.actors[actor.index()].confirms {
            let memory = &mut self.actors[actor.index()].memory;
            memory.sequence += 1;
            let sequence = memory.sequence;
            memory.unconfirmed.push_back(Unconfirmed {
                sequence,
                message: label,
                returned: false,
            });
        }
        let command = Command::Publish {
            exchange,
            routing_key,
            mandatory,
            immediate: false,
            content,
            label,
        };
        self.send(actor, channel, command, Some(label), events);
    }

    fn content(&mut self, actor: ActorId, plan: &ContentPlan) -> ContentId {
        match plan {
            ContentPlan::Fixed(content) => *content,
            ContentPlan::Evaluated(recipe) => {
                let like = recipe.like.as_ref().and_then(|like| self.like(actor, like));
                let content = content::evaluated(recipe, like.as_ref(), &self.scope(actor));
                self.broker.register_content(content)
            }
        }
    }

    /// The content of the delivery that an expression gives.
    fn like(&self, actor: ActorId, expression: &Expression) -> Option<Content> {
        let held = self.delivery_meant(actor, Some(expression))?;
        Some(
            self.broker
                .content(self.broker.message(held.message).content)
                .clone(),
        )
    }

    /// The delivery that a statement means: the one that an expression gives, else the handler's own.
    fn delivery_meant(&self, actor: ActorId, expression: Option<&Expression>) -> Option<InHand> {
        let state = &self.actors[actor.index()];
        let Some(expression) = expression else {
            return state.memory.task.as_ref()?.delivery;
        };
        let Value::Table(record) = self.evaluate(actor, expression) else {
            return None;
        };
        let (channel, tag) = (
            record.get("channel")?.as_integer()?,
            record.get("delivery_tag")?.as_integer()?,
        );
        let own = state.memory.task.as_ref().and_then(|task| task.delivery);
        let is_meant =
            |held: &&InHand| i64::from(held.channel.0) == channel && held.delivery_tag as i64 == tag;
        state
            .memory
            .in_hand
            .iter()
            .find(is_meant)
            .copied()
            .or_else(|| own.filter(|held| is_meant(&held)))
    }

    fn settle_statement(
        &mut self,
        actor: ActorId,
        how: &Settle,
        delivery: Option<&Expression>,
        events: &mut Vec<Event>,
    ) {
        let Some(held) = self.delivery_meant(actor, delivery) else {
            return;
        };
        let delivery_tag = held.delivery_tag;
        let command = match how {
            Settle::Ack { multiple } => Command::Ack {
                delivery_tag,
                multiple: *multiple,
            },
            Settle::Nack { multiple, requeue } => {
                let requeue = is_true(&self.evaluate(actor, requeue));
                Command::Nack {
                    delivery_tag,
                    multiple: *multiple,
                    requeue,
                }
            }
            Settle::Reject { requeue } => Command::Reject {
                delivery_tag,
                requeue: is_true(&self.evaluate(actor, requeue)),
            },
        };
        self.settle(actor, held, command, events);
    }

    /// Sends a settlement, unless the delivery's channel is gone; the delivery leaves the actor's hands.
    pub(super) fn settle(&mut self, actor: ActorId, held: InHand, command: Command, events: &mut Vec<Event>) {
        let state = &mut self.actors[actor.index()];
        if !state.channels.contains(&Some(held.channel)) {
            events.push(Event::NotSent {
                actor,
                what: Parcel::Settlement,
                message: held.message,
            });
            return;
        }
        let multiple = matches!(
            command,
            Command::Ack { multiple: true, .. } | Command::Nack { multiple: true, .. }
        );
        state.memory.in_hand.retain(|other| {
            other.channel != held.channel
                || (other.delivery_tag != held.delivery_tag
                    && !(multiple && other.delivery_tag < held.delivery_tag))
        });
        let message = Some(self.broker.message(held.message).label);
        self.send(actor, held.channel, command, message, events);
    }

    fn effect(&mut self, actor: ActorId, slot: u16, events: &mut Vec<Event>) {
        let what = self.plan.actors[actor.index()].effects[slot as usize];
        let state = &mut self.actors[actor.index()];
        state.durable.effects[slot as usize] += 1;
        let count = state.durable.effects[slot as usize];
        let delivery = state.memory.task.as_ref().and_then(|task| task.delivery);
        let message = delivery.map(|held| self.broker.message(held.message).label);
        events.push(Event::Effect {
            actor,
            what,
            count,
            message,
        });
    }

    fn request(&mut self, actor: ActorId, command: Command, variable: Option<u16>, events: &mut Vec<Event>) {
        let state = &mut self.actors[actor.index()];
        let Some(channel) = state.publish_channel() else {
            return;
        };
        if let Some(task) = &mut state.memory.task {
            task.state = TaskState::Awaits { channel, variable };
        }
        self.send(actor, channel, command, None, events);
    }

    /// Hands a command to the actor's connection.
    fn send(
        &mut self,
        actor: ActorId,
        channel: ChannelId,
        command: Command,
        message: Option<MessageId>,
        events: &mut Vec<Event>,
    ) {
        let what = Parcel::of_command(&command);
        events.push(Event::Sent { actor, what, message });
        let state = &self.actors[actor.index()];
        if state.link.severed {
            events.push(Event::Lost { actor, what, message });
            return;
        }
        let due = Link::arrival(
            &state.link.to_broker,
            self.now,
            self.plan.actors[actor.index()].latency_ms,
        );
        let waiting = self
            .agenda
            .ask(due, Rank::ArrivalAtBroker, Choice::ArriveAtBroker(actor));
        let parcel = InFlight {
            waiting,
            sent_at: self.now,
            channel,
            load: Upward { command, message },
        };
        self.actors[actor.index()].link.to_broker.push_back(parcel);
    }

    /// The command that a request of the plan stands for.
    pub(super) fn command_of(&mut self, actor: ActorId, request: &Request) -> Command {
        match request {
            Request::DeclareQueue {
                queue,
                passive,
                durable,
                exclusive,
                auto_delete,
                arguments,
            } => Command::QueueDeclare {
                queue: self.text(actor, queue),
                passive: *passive,
                durable: *durable,
                exclusive: *exclusive,
                auto_delete: *auto_delete,
                arguments: self.arguments(actor, arguments),
            },
            Request::DeclareExchange {
                exchange,
                kind,
                passive,
                durable,
                auto_delete,
                internal,
                arguments,
            } => Command::ExchangeDeclare {
                exchange: self.text(actor, exchange),
                kind: self.text(actor, kind),
                passive: *passive,
                durable: *durable,
                auto_delete: *auto_delete,
                internal: *internal,
                arguments: self.arguments(actor, arguments),
            },
            Request::Bind {
                to_exchange,
                destination,
                source,
                key,
                arguments,
            } => {
                let (destination, source) = (self.text(actor, destination), self.text(actor, source));
                let (routing_key, arguments) = (self.text(actor, key), self.arguments(actor, arguments));
                match to_exchange {
                    true => Command::ExchangeBind {
                        destination,
                        source,
                        routing_key,
                        arguments,
                    },
                    false => Command::QueueBind {
                        queue: destination,
                        exchange: source,
                        routing_key,
                        arguments,
                    },
                }
            }
            Request::Unbind {
                to_exchange,
                destination,
                source,
                key,
                arguments,
            } => {
                let (destination, source) = (self.text(actor, destination), self.text(actor, source));
                let (routing_key, arguments) = (self.text(actor, key), self.arguments(actor, arguments));
                match to_exchange {
                    true => Command::ExchangeUnbind {
                        destination,
                        source,
                        routing_key,
                        arguments,
                    },
                    false => Command::QueueUnbind {
                        queue: destination,
                        exchange: source,
                        routing_key,
                        arguments,
                    },
                }
            }
            Request::Cancel { tag } => Command::Cancel {
                consumer_tag: self.text(actor, tag),
            },
            Request::Commit => Command::TxCommit,
            Request::Rollback => Command::TxRollback,
        }
    }

    fn arguments(&self, actor: ActorId, arguments: &Arguments) -> Arc<Table> {
        match arguments {
            Arguments::Fixed(table) => table.clone(),
            Arguments::Evaluated(expression) => match self.evaluate(actor, expression) {
                Value::Table(table) => Arc::new(table),
                Value::Void
                | Value::Boolean(_)
                | Value::Integer(_)
                | Value::Double(_)
                | Value::Text(_)
                | Value::Array(_) => Arc::default(),
            },
        }
    }
}
