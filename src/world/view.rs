//! What pictures, facts and people read of a world. Views borrow; nothing here changes anything.

use crate::base::gather::Gather;
use crate::base::ids::{ActorId, ChannelId, ConnectionId, MessageId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::base::value::Value;
use crate::broker::{Command, ConsumerId, Frame, MessageHandle, VhostId};
use crate::world::World;
use crate::world::actor::TaskState;
pub use crate::world::actor::{InHand, Status, Unconfirmed};
use crate::world::event::Parcel;
use std::collections::VecDeque;

/// An actor.
#[derive(Clone, Copy, Debug)]
pub struct ActorView<'a> {
    pub id: ActorId,
    /// Its identifier in the document.
    pub document_id: u32,
    pub name: Name,
    pub status: Status,
    /// Whether it believes to have a connection.
    pub connected: bool,
    /// Cut, and not noticed yet by the actor.
    pub severed: bool,
    pub connection: Option<ConnectionId>,
    pub activity: Activity,
    /// What it holds, oldest first.
    pub in_hand: &'a VecDeque<InHand>,
    pub unconfirmed: &'a VecDeque<Unconfirmed>,
    /// How many happenings wait until it is free.
    pub waiting: usize,
}

/// What an actor is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    Idle,
    /// About to run this line of its program.
    Line(u32),
    /// Busy with a message, or with something else, until then.
    Works {
        line: u32,
        until: Ms,
        message: Option<MessageHandle>,
    },
    /// Pausing until then.
    Waits {
        line: u32,
        until: Ms,
    },
    /// Waiting for the broker's answer.
    Asks {
        line: u32,
    },
    /// Waiting for its connection.
    NeedsConnection {
        line: u32,
    },
}

/// Something in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InFlightView {
    pub actor: ActorId,
    pub to_broker: bool,
    pub what: Parcel,
    pub message: Option<MessageId>,
    /// The channel that it travels on.
    pub channel: ChannelId,
    /// Of a delivery or a settlement.
    pub delivery_tag: Option<u64>,
    /// Of a settlement: whether it says no.
    pub rejects: bool,
    /// Of a delivery.
    pub consumer: Option<ConsumerId>,
    /// Of a publish: exchange and routing key.
    pub target: Option<(Name, Name)>,
    pub sent_at: Ms,
    pub due: Ms,
}

impl World {
    /// The virtual host that an actor connects to.
    pub fn vhost_of(&self, actor: ActorId) -> Option<VhostId> {
        self.broker.vhost(self.plan.actors[actor.index()].vhost)
    }

    /// How many actors there are.
    pub fn actor_count(&self) -> usize {
        self.actors.len()
    }

    /// The actors, in the order of the document.
    pub fn actors(&self) -> impl Iterator<Item = ActorView<'_>> {
        self.actor_ids().map(|actor| self.actor(actor))
    }

    /// One actor.
    pub fn actor(&self, actor: ActorId) -> ActorView<'_> {
        let state = &self.actors[actor.index()];
        let plan = &self.plan.actors[actor.index()];
        ActorView {
            id: actor,
            document_id: plan.id,
            name: plan.name,
            status: state.status,
            connected: state.connection.is_some(),
            severed: state.link.severed,
            connection: state.connection,
            activity: self.activity(actor),
            in_hand: &state.memory.in_hand,
            unconfirmed: &state.memory.unconfirmed,
            waiting: state.memory.inbox.len(),
        }
    }

    fn activity(&self, actor: ActorId) -> Activity {
        let Some(task) = &self.actors[actor.index()].memory.task else {
            return Activity::Idle;
        };
        let lines = &self.plan.actors[actor.index()].lines;
        let line = lines[task.at as usize];
        let before = lines[(task.at as usize).saturating_sub(1)];
        match task.state {
            TaskState::Ready(_) => Activity::Line(line),
            TaskState::Asleep { until, works: true } => Activity::Works {
                line: before,
                until: until.due,
                message: task.delivery.map(|held| held.message),
            },
            TaskState::Asleep { until, works: false } => Activity::Waits {
                line: before,
                until: until.due,
            },
            TaskState::Awaits { .. } => Activity::Asks { line: before },
            TaskState::NeedsChannel => Activity::NeedsConnection { line },
        }
    }

    /// The variables of an actor that have a value.
    pub fn variables(&self, actor: ActorId) -> impl Iterator<Item = (&str, &Value)> {
        let names = self.plan.actors[actor.index()]
            .variables
            .iter()
            .map(String::as_str);
        names
            .zip(&self.actors[actor.index()].memory.variables)
            .filter(|(_, value)| **value != Value::Void)
    }

    /// The side effects of an actor, with how often each has happened.
    pub fn effects(&self, actor: ActorId) -> impl Iterator<Item = (Name, u32)> {
        let names = self.plan.actors[actor.index()].effects.iter().copied();
        names.zip(self.actors[actor.index()].durable.effects.iter().copied())
    }

    /// Which actor a connection belongs or belonged to. `None` is whoever declared the drawing.
    pub fn owner(&self, connection: ConnectionId) -> Option<ActorId> {
        let actor = *self.owners.get(connection.index())?;
        (actor.index() < self.actors.len()).then_some(actor)
    }

    /// Which actor opened a channel; `None` is whoever declared the drawing.
    pub fn owner_of_channel(&self, channel: ChannelId) -> Option<ActorId> {
        self.channels.get(channel.index()).copied().flatten()
    }

    /// Everything in flight: by actor, first what goes to the broker, in the order of sending.
    pub fn in_flight(&self) -> impl Iterator<Item = InFlightView> {
        let mut flights = Vec::new();
        for actor in self.actor_ids() {
            flights.append(&mut self.in_flight_of(actor));
        }
        flights.into_iter()
    }

    /// The same between one actor and the broker.
    pub fn in_flight_of(&self, actor: ActorId) -> Vec<InFlightView> {
        let link = &self.actors[actor.index()].link;
        let to_broker = link.to_broker.iter().map(|parcel| InFlightView {
            actor,
            to_broker: true,
            what: Parcel::of_command(&parcel.load.command),
            message: parcel.load.message,
            channel: parcel.channel,
            delivery_tag: settled_tag(&parcel.load.command),
            rejects: matches!(parcel.load.command, Command::Nack { .. } | Command::Reject { .. }),
            consumer: None,
            target: target(&parcel.load.command),
            sent_at: parcel.sent_at,
            due: parcel.waiting.due,
        });
        let to_actor = link.to_actor.iter().map(|parcel| InFlightView {
            actor,
            to_broker: false,
            what: Parcel::of_frame(&parcel.load),
            message: self.message_of(&parcel.load),
            channel: parcel.channel,
            delivery_tag: delivered(&parcel.load).map(|(_, tag)| tag),
            rejects: false,
            consumer: delivered(&parcel.load).map(|(consumer, _)| consumer),
            target: None,
            sent_at: parcel.sent_at,
            due: parcel.waiting.due,
        });
        let mut flights = to_broker.gather();
        flights.extend(to_actor);
        flights
    }

    fn message_of(&self, frame: &Frame) -> Option<MessageId> {
        match frame {
            Frame::Deliver { message, .. } | Frame::GetOk { message, .. } | Frame::Return { message } => {
                Some(self.broker.message(*message).label)
            }
            Frame::Ok
            | Frame::QueueDeclareOk { .. }
            | Frame::MessageCount { .. }
            | Frame::ConsumeOk { .. }
            | Frame::GetEmpty
            | Frame::Confirm { .. }
            | Frame::Cancelled { .. }
            | Frame::ChannelClosed { .. }
            | Frame::ConnectionClosed { .. } => None,
        }
    }

    /// What was lost by losing a frame.
    pub(super) fn lost(&self, actor: ActorId, frame: &Frame) -> crate::world::Event {
        crate::world::Event::Lost {
            actor,
            what: Parcel::of_frame(frame),
            message: self.message_of(frame),
        }
    }
}

/// The delivery that a command settles.
fn settled_tag(command: &Command) -> Option<u64> {
    if let Command::Ack { delivery_tag, .. }
    | Command::Nack { delivery_tag, .. }
    | Command::Reject { delivery_tag, .. } = command
    {
        Some(*delivery_tag)
    } else {
        None
    }
}

/// Where a publish goes.
fn target(command: &Command) -> Option<(Name, Name)> {
    if let Command::Publish {
        exchange,
        routing_key,
        ..
    } = command
    {
        Some((*exchange, *routing_key))
    } else {
        None
    }
}

/// Whose delivery a frame is, and its tag.
fn delivered(frame: &Frame) -> Option<(ConsumerId, u64)> {
    if let Frame::Deliver {
        consumer,
        delivery_tag,
        ..
    } = frame
    {
        Some((*consumer, *delivery_tag))
    } else {
        None
    }
}

impl Parcel {
    /// What kind of thing a command is.
    pub fn of_command(command: &Command) -> Parcel {
        match command {
            Command::Publish { .. } => Parcel::Publish,
            Command::Ack { .. } | Command::Nack { .. } | Command::Reject { .. } => Parcel::Settlement,
            Command::ExchangeDeclare { .. }
            | Command::ExchangeDelete { .. }
            | Command::ExchangeBind { .. }
            | Command::ExchangeUnbind { .. }
            | Command::QueueDeclare { .. }
            | Command::QueueDelete { .. }
            | Command::QueueBind { .. }
            | Command::QueueUnbind { .. }
            | Command::QueuePurge { .. }
            | Command::Qos { .. }
            | Command::Consume { .. }
            | Command::Cancel { .. }
            | Command::Get { .. }
            | Command::Recover { .. }
            | Command::ConfirmSelect
            | Command::TxSelect
            | Command::TxCommit
            | Command::TxRollback
            | Command::ChannelFlow { .. }
            | Command::ChannelClose => Parcel::Request,
        }
    }

    /// What kind of thing a frame is.
    pub fn of_frame(frame: &Frame) -> Parcel {
        match frame {
            Frame::Deliver { .. } => Parcel::Delivery,
            Frame::Confirm { ack: true, .. } => Parcel::Confirm,
            Frame::Confirm { ack: false, .. } => Parcel::Refusal,
            Frame::Return { .. } => Parcel::Return,
            Frame::Cancelled { .. } => Parcel::Cancel,
            Frame::ChannelClosed { .. } | Frame::ConnectionClosed { .. } => Parcel::Close,
            Frame::Ok
            | Frame::QueueDeclareOk { .. }
            | Frame::MessageCount { .. }
            | Frame::ConsumeOk { .. }
            | Frame::GetOk { .. }
            | Frame::GetEmpty => Parcel::Reply,
        }
    }
}
