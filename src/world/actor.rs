//! The state of an actor: what it keeps through a crash, and what a crash wipes.
//!
//! An actor does one thing at a time: a task runs a handler's statements, and what happens meanwhile waits in its inbox
//! in the order of arrival. It holds its deliveries until it settles them.

use crate::base::hash::Digest;
use crate::base::ids::{ChannelId, ConnectionId, MessageId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::base::value::Value;
use crate::broker::{ConsumerId, MessageHandle, QueueId};
use crate::world::agenda::Waiting;
use crate::world::link::Link;
use crate::world::plan::ActorPlan;
use std::collections::VecDeque;

/// Whether the process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Up,
    Crashed {
        at: Ms,
    },
    /// Its time has not come.
    NotStarted,
}

/// An actor.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    pub status: Status,
    pub link: Link,
    /// `None` while it has no connection that it knows of.
    pub connection: Option<ConnectionId>,
    /// A connection that is gone, which the broker has not noticed yet.
    pub fading: Option<ConnectionId>,
    /// Its channels: first the one to publish on, then those of the subscriptions. `None` while closed.
    pub channels: Vec<Option<ChannelId>>,
    pub memory: Memory,
    pub durable: Durable,
    pub notices: Notices,
}

/// What a crash wipes.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    pub task: Option<Task>,
    pub inbox: VecDeque<Trigger>,
    /// By the position of the variable in the plan.
    pub variables: Vec<Value>,
    pub in_hand: VecDeque<InHand>,
    pub unconfirmed: VecDeque<Unconfirmed>,
    /// The sequence number of the last publish on the confirming channel.
    pub sequence: u64,
    /// For each `on every`, in the order of the program, when it goes off next.
    pub every: Vec<Option<Waiting>>,
}

/// What outlives a crash: counts of the outside world and of the run.
#[derive(Clone, Debug, Default)]
pub(super) struct Durable {
    /// How often each side effect has happened.
    pub effects: Vec<u32>,
    /// How often each handler has run, so that every cap is one for the whole run.
    pub runs: Vec<u32>,
    /// How often each `fail` line was reached.
    pub reached: Vec<u32>,
    /// How many durations were drawn.
    pub draws: u64,
}

/// Timers of the connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Notices {
    pub broker: Option<Waiting>,
    pub actor: Option<Waiting>,
    pub reopen: Option<Waiting>,
}

/// A delivery that the actor holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InHand {
    pub channel: ChannelId,
    pub delivery_tag: u64,
    pub message: MessageHandle,
    pub queue: QueueId,
    /// `None` where `get` fetched it.
    pub consumer: Option<ConsumerId>,
    pub consumer_tag: Name,
    pub redelivered: bool,
    /// Needs no ack: the broker has forgotten it already.
    pub no_ack: bool,
}

/// A publish that the broker has neither confirmed nor refused yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unconfirmed {
    pub sequence: u64,
    pub message: MessageId,
    /// It came back as unroutable.
    pub returned: bool,
}

/// What set a handler off, with what the handler may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Trigger {
    Start,
    Restart,
    Every(u16),
    Delivery {
        handler: u16,
        delivery: InHand,
    },
    Confirm {
        message: MessageId,
        sequence: u64,
        returned: bool,
    },
    Refused {
        message: MessageId,
        sequence: u64,
    },
    Returned {
        message: MessageHandle,
    },
    Closed {
        code: u16,
    },
    Cancelled {
        consumer_tag: Name,
    },
    Send,
}

/// A handler at work.
#[derive(Clone, Debug, Hash)]
pub(super) struct Task {
    pub trigger: Trigger,
    /// The handler's position in the plan.
    pub handler: u16,
    /// The next instruction.
    pub at: u32,
    /// How many-th time this handler runs, from 1.
    pub run: u32,
    pub state: TaskState,
    /// The delivery that `ack` and `body` mean: the trigger's, or one that `get` fetched.
    pub delivery: Option<InHand>,
    pub loops: Vec<Loop>,
}

/// What a task waits for.
#[derive(Clone, Copy, Debug, Hash)]
pub(super) enum TaskState {
    /// Its next statement may run.
    Ready(Waiting),
    /// Working or waiting until then.
    Asleep { until: Waiting, works: bool },
    /// The broker's answer on that channel.
    Awaits {
        channel: ChannelId,
        variable: Option<u16>,
    },
    /// A connection or channel that is closed now.
    NeedsChannel,
}

/// A `for each` under way: what is left of its list, reversed.
#[derive(Clone, Debug, Hash)]
pub(super) struct Loop {
    pub rest: Vec<Value>,
}

impl Actor {
    /// An actor that has not connected yet.
    pub fn new(plan: &ActorPlan) -> Actor {
        let status = match plan.start_ms {
            0 => Status::Up,
            _ => Status::NotStarted,
        };
        Actor {
            status,
            link: Link::default(),
            connection: None,
            fading: None,
            channels: vec![None; plan.channels as usize],
            memory: Memory::new(plan),
            durable: Durable {
                effects: vec![0; plan.effects.len()],
                runs: vec![0; plan.handlers.len()],
                reached: vec![0; plan.fails as usize],
                draws: 0,
            },
            notices: Notices::default(),
        }
    }

    pub fn is_up(&self) -> bool {
        match self.status {
            Status::Up => true,
            Status::Crashed { .. } | Status::NotStarted => false,
        }
    }

    /// The channel to publish on.
    pub fn publish_channel(&self) -> Option<ChannelId> {
        self.channels[0]
    }

    pub fn digest(&self, into: &mut Digest) {
        match self.status {
            Status::Up => into.word(0),
            Status::Crashed { at } => into.word(1).word(at),
            Status::NotStarted => into.word(2),
        };
        self.link.digest(into);
        for id in [self.connection, self.fading] {
            optional(id.map(|id| u64::from(id.0)), into);
        }
        into.word(self.channels.len() as u64);
        for channel in &self.channels {
            optional(channel.map(|id| u64::from(id.0)), into);
        }
        self.memory.digest(into);
        self.durable.digest(into);
        for waiting in [self.notices.broker, self.notices.actor, self.notices.reopen] {
            waits(waiting, into);
        }
    }
}

impl Memory {
    /// The memory of a process that has just begun.
    pub fn new(plan: &ActorPlan) -> Memory {
        Memory {
            variables: vec![Value::Void; plan.variables.len()],
            every: vec![None; plan.handlers.len()],
            ..Memory::default()
        }
    }

    fn digest(&self, into: &mut Digest) {
        into.value(&self.task).value(&self.inbox).value(&self.unconfirmed);
        into.word(self.variables.len() as u64).word(self.sequence);
        for value in &self.variables {
            value.digest(into);
        }
        into.word(self.in_hand.len() as u64);
        for held in &self.in_hand {
            held.digest(into);
        }
        for &waiting in &self.every {
            waits(waiting, into);
        }
    }
}

impl Trigger {
    /// A word for its kind.
    pub fn word(&self) -> &'static str {
        match self {
            Trigger::Start => "start",
            Trigger::Restart => "restart",
            Trigger::Every(_) => "every",
            Trigger::Delivery { .. } => "delivery",
            Trigger::Confirm { .. } => "confirm",
            Trigger::Refused { .. } => "refused",
            Trigger::Returned { .. } => "returned",
            Trigger::Closed { .. } => "closed",
            Trigger::Cancelled { .. } => "cancelled",
            Trigger::Send => "send",
        }
    }

    /// The delivery that set it off.
    pub fn delivery(&self) -> Option<&InHand> {
        match self {
            Trigger::Delivery { delivery, .. } => Some(delivery),
            Trigger::Start
            | Trigger::Restart
            | Trigger::Every(_)
            | Trigger::Confirm { .. }
            | Trigger::Refused { .. }
            | Trigger::Returned { .. }
            | Trigger::Closed { .. }
            | Trigger::Cancelled { .. }
            | Trigger::Send => None,
        }
    }
}

impl InHand {
    fn digest(&self, into: &mut Digest) {
        into.word(u64::from(self.channel.0))
            .word(self.delivery_tag)
            .word(u64::from(self.message.0));
        into.word(u64::from(self.queue.0))
            .flag(self.redelivered)
            .flag(self.no_ack);
    }
}

impl Durable {
    fn digest(&self, into: &mut Digest) {
        for counts in [&self.effects, &self.runs, &self.reached] {
            into.word(counts.len() as u64);
            for &count in counts {
                into.word(u64::from(count));
            }
        }
        into.word(self.draws);
    }
}

fn optional(value: Option<u64>, into: &mut Digest) {
    match value {
        None => into.word(0),
        Some(value) => into.word(1).word(value),
    };
}

fn waits(waiting: Option<Waiting>, into: &mut Digest) {
    match waiting {
        None => {
            into.word(0);
        }
        Some(waiting) => waiting.digest(into.word(1)),
    }
}
