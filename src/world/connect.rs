//! The life of a connection: opening it with its channels and subscriptions, losing it, noticing, opening it again.
//!
//! An actor starts by: open, own declares, confirm.select or tx.select, then qos and consume for each subscription. That
//! is one choice; what the broker sends meanwhile travels on the link like anything else.

use crate::base::ids::{ActorId, ChannelId, ConnectionId};
use crate::broker::{Command, Error, Frame, Outgoing};
use crate::world::World;
use crate::world::actor::{Actor, TaskState, Trigger};
use crate::world::agenda::Rank;
use crate::world::choice::{Choice, Timer};
use crate::world::event::{Event, Parcel};
use crate::world::link::{InFlight, Link};
use std::sync::Arc;

impl World {
    /// Opens the connection and all that the actor needs on it.
    pub(super) fn connect(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        let plan = self.plan.clone();
        let user = plan.actors[actor.index()].user;
        match self
            .broker
            .connect(user, plan.actors[actor.index()].vhost, &mut self.output)
        {
            Ok(connection) => {
                self.own(connection, actor);
                let state = &mut self.actors[actor.index()];
                state.connection = Some(connection);
                state.link = Link::default();
                state.notices.actor = None;
                self.open_channels(actor, connection, events);
                events.push(Event::Connected { actor });
            }
            Err(error) => {
                self.forward(events);
                events.push(Event::ConnectionRefused {
                    actor,
                    code: error.code.number(),
                });
                self.reopen_later(actor);
            }
        }
    }

    fn own(&mut self, connection: ConnectionId, actor: ActorId) {
        let owners = Arc::make_mut(&mut self.owners);
        if owners.len() <= connection.index() {
            owners.resize(connection.index() + 1, actor);
        }
        owners[connection.index()] = actor;
    }

    fn own_channel(&mut self, channel: ChannelId, actor: ActorId) {
        let owners = Arc::make_mut(&mut self.channels);
        if owners.len() <= channel.index() {
            owners.resize(channel.index() + 1, None);
        }
        owners[channel.index()] = Some(actor);
    }

    /// Opens the channels that are closed and makes their subscriptions.
    fn open_channels(&mut self, actor: ActorId, connection: ConnectionId, events: &mut Vec<Event>) {
        let plan = self.plan.clone();
        let plan = &plan.actors[actor.index()];
        for at in 0..plan.channels {
            if self.actors[actor.index()].channels[at as usize].is_some() {
                continue;
            }
            let opened = self
                .broker
                .open_channel(self.now, connection, at + 1, &mut self.output);
            self.forward(events);
            let Some(channel) = opened else {
                return;
            };
            self.actors[actor.index()].channels[at as usize] = Some(channel);
            self.own_channel(channel, actor);
            if at == 0 {
                self.set_up_publishing(actor, channel, events);
            }
            for subscription in plan
                .subscriptions
                .iter()
                .filter(|subscription| subscription.channel == at)
            {
                let queue = self.text(actor, &subscription.queue);
                let qos = |prefetch_count, global| Command::Qos {
                    prefetch_size: 0,
                    prefetch_count,
                    global,
                };
                self.set_up(actor, channel, &qos(subscription.prefetch, false), events);
                if subscription.global_prefetch > 0 {
                    self.set_up(actor, channel, &qos(subscription.global_prefetch, true), events);
                }
                let consume = Command::Consume {
                    queue,
                    consumer_tag: subscription.tag,
                    no_ack: subscription.no_ack,
                    exclusive: subscription.exclusive,
                    arguments: subscription.arguments.clone(),
                };
                self.set_up(actor, channel, &consume, events);
            }
        }
    }

    fn set_up_publishing(&mut self, actor: ActorId, channel: ChannelId, events: &mut Vec<Event>) {
        let plan = self.plan.clone();
        let plan = &plan.actors[actor.index()];
        for (request, variable) in &plan.declares {
            let command = self.command_of(actor, request);
            if let Some(Frame::QueueDeclareOk { queue, .. }) = self.set_up(actor, channel, &command, events)
                && let Some(variable) = variable
            {
                let name = self.name(queue).into();
                self.actors[actor.index()].memory.variables[*variable as usize] = name;
            }
        }
        let memory = &mut self.actors[actor.index()].memory;
        memory.sequence = 0;
        memory.unconfirmed.clear();
        if plan.confirms {
            self.set_up(actor, channel, &Command::ConfirmSelect, events);
        } else if plan.transactional {
            self.set_up(actor, channel, &Command::TxSelect, events);
        }
    }

    /// Carries out a command of the set-up at once, and gives its answer; the rest goes the usual way.
    fn set_up(
        &mut self,
        actor: ActorId,
        channel: ChannelId,
        command: &Command,
        events: &mut Vec<Event>,
    ) -> Option<Frame> {
        self.actors[actor.index()].connection?;
        self.broker.command(self.now, channel, command, &mut self.output);
        let answer = self.output.frames.iter().position(|sent| {
            sent.channel == channel
                && matches!(
                    sent.frame,
                    Frame::Ok | Frame::QueueDeclareOk { .. } | Frame::ConsumeOk { .. }
                )
        });
        let answer = answer.map(|at| self.output.frames.remove(at).frame);
        self.forward(events);
        answer
    }

    /// Passes on what the broker said: facts to the record, frames to the links.
    pub(super) fn forward(&mut self, events: &mut Vec<Event>) {
        events.extend(self.output.events.drain(..).map(Event::Broker));
        if self.output.frames.is_empty() {
            return;
        }
        let mut frames = std::mem::take(&mut self.output.frames);
        for sent in frames.drain(..) {
            self.send_to_actor(sent, events);
        }
        self.output.frames = frames;
    }

    fn send_to_actor(&mut self, sent: Outgoing, events: &mut Vec<Event>) {
        let Some(&actor) = self.owners.get(sent.connection.index()) else {
            return;
        };
        let state = &self.actors[actor.index()];
        if state.connection != Some(sent.connection) || state.link.severed {
            events.push(self.lost(actor, &sent.frame));
            return;
        }
        let due = Link::arrival(
            &state.link.to_actor,
            self.now,
            self.plan.actors[actor.index()].latency_ms,
        );
        let waiting = self
            .agenda
            .ask(due, Rank::ArrivalAtActor, Choice::ArriveAtActor(actor));
        let parcel = InFlight {
            waiting,
            sent_at: self.now,
            channel: sent.channel,
            load: sent.frame,
        };
        self.actors[actor.index()].link.to_actor.push_back(parcel);
    }

    /// The connection is cut: what is in flight is lost, and each side notices in its own time.
    pub(super) fn cut(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        events.push(Event::Cut { actor });
        self.lose_in_flight(actor, events);
        let detect_ms = self.plan.actors[actor.index()].detect_ms;
        self.actors[actor.index()].link.severed = true;
        self.let_broker_notice(actor, detect_ms);
        let due = self.now.saturating_add(detect_ms);
        let waiting = self.ask(due, Rank::Rest, Choice::Timer(actor, Timer::ActorNotices));
        self.actors[actor.index()].notices.actor = Some(waiting);
    }

    pub(super) fn lose_in_flight(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        let link = std::mem::take(&mut self.actors[actor.index()].link);
        for parcel in &link.to_broker {
            let what = Parcel::of_command(&parcel.load.command);
            events.push(Event::Lost {
                actor,
                what,
                message: parcel.load.message,
            });
        }
        for parcel in &link.to_actor {
            events.push(self.lost(actor, &parcel.load));
        }
    }

    /// The broker will find out after `after_ms` that this connection is gone.
    pub(super) fn let_broker_notice(&mut self, actor: ActorId, after_ms: u64) {
        let due = self.now.saturating_add(after_ms);
        let waiting = self.ask(
            due,
            Rank::ArrivalAtBroker,
            Choice::Timer(actor, Timer::BrokerNotices),
        );
        let state = &mut self.actors[actor.index()];
        state.notices.broker = Some(waiting);
        state.fading = state.connection;
    }

    /// The broker finds out that a connection is gone: it requeues and cleans up.
    pub(super) fn broker_notices(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        let state = &mut self.actors[actor.index()];
        state.notices.broker = None;
        if let Some(connection) = state.fading.take() {
            self.broker
                .close_connection(self.now, connection, &mut self.output);
            self.forward(events);
        }
    }

    /// The actor finds out that its connection is gone.
    pub(super) fn actor_notices(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        events.push(Event::Disconnected { actor });
        self.actors[actor.index()].forget_connection();
        self.give_up_awaiting(actor, events);
        self.trigger(actor, Trigger::Closed { code: 0 }, events);
        self.reopen_later(actor);
    }

    pub(super) fn reopen_later(&mut self, actor: ActorId) {
        let due = self.now.saturating_add(self.plan.actors[actor.index()].reopen_ms);
        let waiting = self.ask(due, Rank::Rest, Choice::Timer(actor, Timer::Reopen));
        self.actors[actor.index()].notices.reopen = Some(waiting);
    }

    /// Opens what is closed again; whoever waited for it goes on.
    pub(super) fn reopen(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        self.actors[actor.index()].notices.reopen = None;
        match self.actors[actor.index()].connection {
            None => {
                self.close_fading(actor, events);
                self.connect(actor, events);
            }
            Some(connection) => {
                self.open_channels(actor, connection, events);
                events.push(Event::Connected { actor });
            }
        }
        let waits = self.actors[actor.index()]
            .memory
            .task
            .as_ref()
            .is_some_and(|task| matches!(task.state, TaskState::NeedsChannel));
        if waits {
            self.go_on(actor, events);
        }
    }

    /// An actor that connects anew while the broker still believes in its old connection: both are there for a while
    /// only if the broker has not noticed; the old one's turn comes when it does.
    fn close_fading(&mut self, actor: ActorId, events: &mut Vec<Event>) {
        let overdue = self.actors[actor.index()]
            .notices
            .broker
            .is_some_and(|waiting| waiting.due <= self.now);
        if overdue {
            self.broker_notices(actor, events);
        }
    }

    /// The broker closed a channel of the actor's, and it hears of it.
    pub(super) fn channel_closed(
        &mut self,
        actor: ActorId,
        channel: ChannelId,
        error: &Error,
        events: &mut Vec<Event>,
    ) {
        events.push(Event::ChannelClosedArrived {
            actor,
            code: error.code.number(),
        });
        let state = &mut self.actors[actor.index()];
        state.forget_channel(channel);
        self.give_up_awaiting(actor, events);
        self.trigger(
            actor,
            Trigger::Closed {
                code: error.code.number(),
            },
            events,
        );
        if self.actors[actor.index()].notices.reopen.is_none() {
            self.reopen_later(actor);
        }
    }

    /// The broker closed the actor's connection, and it hears of it.
    pub(super) fn connection_closed(&mut self, actor: ActorId, error: &Error, events: &mut Vec<Event>) {
        events.push(Event::ConnectionClosedArrived {
            actor,
            code: error.code.number(),
        });
        self.actors[actor.index()].forget_connection();
        self.give_up_awaiting(actor, events);
        self.trigger(
            actor,
            Trigger::Closed {
                code: error.code.number(),
            },
            events,
        );
        self.reopen_later(actor);
    }
}

impl Actor {
    /// Drops all that depended on the connection.
    pub(super) fn forget_connection(&mut self) {
        self.connection = None;
        self.link = Link::default();
        self.notices.actor = None;
        self.notices.reopen = None;
        for at in 0..self.channels.len() {
            if let Some(channel) = self.channels[at] {
                self.forget_channel(channel);
            }
        }
    }

    /// Drops all that depended on one channel: deliveries that are held or still wait to be handled, unconfirmed publishes.
    fn forget_channel(&mut self, channel: ChannelId) {
        if self.publish_channel() == Some(channel) {
            self.memory.unconfirmed.clear();
        }
        for slot in &mut self.channels {
            if *slot == Some(channel) {
                *slot = None;
            }
        }
        self.memory.in_hand.retain(|held| held.channel != channel);
        self.memory
            .inbox
            .retain(|trigger| trigger.delivery().is_none_or(|held| held.channel != channel));
    }
}
