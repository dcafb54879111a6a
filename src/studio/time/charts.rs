//! What charts are drawn from: how deep queues were, what went in and out, how old their heads were and what consumers
//! held, in a few bytes for each change, read step by step as the run becomes known.

use crate::base::ids::ActorId;
use crate::base::names::Name;
use crate::base::sorted::{SortedMap, SortedSet};
use crate::base::time::Ms;
use crate::broker::{ConsumerId, Event as Fact, MessageHandle, QueueId};
use crate::run::breakpoint::queue_of;
use crate::run::{History, Walk};
use crate::studio::view::BottomTab;
use crate::studio::{Stale, Studio};
use crate::world::{Event, World};

/// From this width of the canvas on, charts stand under the timeline whatever else is open below.
const WIDE: i32 = 1500;

/// How many steps are read at a time, and how many at most.
const SLICE: usize = 200;
const MOST_STEPS: usize = 100_000;

/// A queue from a step on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    pub step: u32,
    pub ready: u32,
    pub unacked: u32,
    /// How many messages have come in and gone out so far.
    pub came: u32,
    pub went: u32,
    /// Since when its head is in it.
    pub head_since: Option<Ms>,
}

/// All of a queue.
#[derive(Clone, Debug, Default)]
pub struct QueueLine {
    pub name: Name,
    pub samples: Vec<Sample>,
    came: u32,
    went: u32,
    /// The most that were ready or unacked at a time, and the oldest that its head became.
    pub most: u32,
    pub oldest_ms: Ms,
}

/// All of an actor that consumes.
#[derive(Clone, Debug, Default)]
pub struct ActorLine {
    consumers: Vec<ConsumerId>,
    /// From each step on, how many it holds unacked.
    pub samples: Vec<(u32, u32)>,
    pub most: u32,
}

/// What is read of the run so far.
#[derive(Clone, Debug, Default)]
pub struct ChartIndex {
    reader: Option<Walk>,
    pub queues: SortedMap<QueueId, QueueLine>,
    pub actors: SortedMap<ActorId, ActorLine>,
    /// When each copy came into its queue.
    entered: SortedMap<(QueueId, MessageHandle), Ms>,
}

impl ChartIndex {
    pub fn forget(&mut self) {
        *self = ChartIndex::default();
    }

    /// How many steps are read.
    pub fn read(&self) -> usize {
        self.reader.as_ref().map_or(0, Walk::step)
    }

    fn read_on(&mut self, history: &History) {
        let fresh = || Walk::new(history, history.current());
        let mut reader = self.reader.take().unwrap_or_else(fresh);
        if reader.step() == 0 {
            self.begin(reader.world());
        }
        let mut events = Vec::new();
        for _ in 0..SLICE {
            events.clear();
            if !reader.on(history, &mut events) {
                break;
            }
            self.enter(reader.step() as u32, reader.world(), &events);
        }
        self.reader = Some(reader);
    }

    /// What is there at the start.
    fn begin(&mut self, world: &World) {
        let broker = world.broker();
        for (vhost, _) in broker.vhosts() {
            for queue in broker.queues(vhost) {
                self.sample(0, world, queue.id);
                for consumer in broker.consumers(queue.id) {
                    self.consumes(world, consumer.id);
                }
            }
        }
    }

    fn enter(&mut self, step: u32, world: &World, events: &[Event]) {
        let mut queues = SortedSet::new();
        let mut actors = SortedSet::new();
        for event in events {
            let Event::Broker(fact) = event else {
                continue;
            };
            if let Fact::ConsumerAdded { consumer } | Fact::ConsumerEnded { consumer, .. } = fact
                && let Some(actor) = self.consumes(world, *consumer)
            {
                actors.insert(actor);
            }
            if let Some(queue) = queue_of(fact) {
                self.count(world, fact, queue);
                queues.insert(queue);
            }
        }
        for &queue in queues.iter() {
            self.sample(step, world, queue);
            for consumer in world.broker().consumers(queue) {
                if let Some(actor) = world.owner_of_channel(consumer.channel) {
                    actors.insert(actor);
                }
            }
        }
        for &actor in actors.iter() {
            self.sample_actor(step, world, actor);
        }
    }

    /// What a fact says of a queue's comings and goings.
    fn count(&mut self, world: &World, fact: &Fact, queue: QueueId) {
        if let Fact::Enqueued { message, .. } = fact {
            self.entered.insert((queue, *message), world.now());
            self.line(world, queue).came += 1;
        }
        if let Fact::Acked { message, .. }
        | Fact::Expired { message, .. }
        | Fact::Dropped { message, .. }
        | Fact::Discarded { message, .. }
        | Fact::Rejected {
            message,
            requeue: false,
            ..
        } = fact
        {
            self.entered.remove(&(queue, *message));
            self.line(world, queue).went += 1;
        }
    }

    fn line(&mut self, world: &World, queue: QueueId) -> &mut QueueLine {
        let fresh = QueueLine {
            name: world.broker().queue_name(queue),
            ..QueueLine::default()
        };
        self.queues.or_insert(queue, fresh)
    }

    /// How a queue is now.
    fn sample(&mut self, step: u32, world: &World, queue: QueueId) {
        let view = world.broker().queue(queue);
        let head = world.broker().ready(queue).next();
        let since = head.and_then(|head| self.entered.get(&(queue, head.message)).copied());
        let line = self.line(world, queue);
        let sample = Sample {
            step,
            ready: view.ready,
            unacked: view.unacked,
            came: line.came,
            went: line.went,
            head_since: since,
        };
        line.most = line.most.max(sample.ready).max(sample.unacked);
        if let Some(since) = line.samples.last().and_then(|last| last.head_since) {
            line.oldest_ms = line.oldest_ms.max(world.now().saturating_sub(since));
        }
        line.samples.push(sample);
    }

    /// Notes whose consumer it is.
    fn consumes(&mut self, world: &World, consumer: ConsumerId) -> Option<ActorId> {
        let view = world.broker().consumer(consumer)?;
        let actor = world.owner_of_channel(view.channel)?;
        let line = self.actors.or_default(actor);
        if !line.consumers.contains(&consumer) {
            line.consumers.push(consumer);
        }
        Some(actor)
    }

    fn sample_actor(&mut self, step: u32, world: &World, actor: ActorId) {
        let Some(line) = self.actors.get_mut(&actor) else {
            return;
        };
        let broker = world.broker();
        line.consumers
            .retain(|&consumer| broker.consumer(consumer).is_some_and(|view| view.alive));
        let held = line
            .consumers
            .iter()
            .filter_map(|&consumer| broker.consumer(consumer));
        let unacked = held.map(|view| view.unacked).sum();
        line.most = line.most.max(unacked);
        if line.samples.last().is_none_or(|last| last.1 != unacked) {
            line.samples.push((step, unacked));
        }
    }
}

impl QueueLine {
    /// Whether anything has ever come in.
    pub fn has_come(&self) -> bool {
        self.came > 0
    }

    /// Whether anything has ever waited.
    pub fn has_waited(&self) -> bool {
        self.oldest_ms > 0 || self.samples.last().is_some_and(|last| last.head_since.is_some())
    }

    /// The queue at a step.
    pub fn at(&self, step: usize) -> Sample {
        let after = self
            .samples
            .partition_point(|sample| sample.step as usize <= step);
        match after.checked_sub(1) {
            Some(at) => self.samples[at],
            None => Sample::default(),
        }
    }
}

impl ActorLine {
    /// How many it holds at a step.
    pub fn at(&self, step: usize) -> u32 {
        let after = self.samples.partition_point(|sample| sample.0 as usize <= step);
        after.checked_sub(1).map_or(0, |at| self.samples[at].1)
    }
}

impl Studio {
    /// Whether charts are to be seen: in their tab, or under the timeline above another one.
    pub(in crate::studio) fn shows_charts(&self) -> bool {
        self.view.bottom == Some(BottomTab::Charts) || self.stacks_charts()
    }

    /// Whether the window is so wide that charts stand under the timeline whatever the tab below them is.
    pub fn stacks_charts(&self) -> bool {
        let other = self.view.bottom.is_some_and(|tab| tab != BottomTab::Charts);
        other && self.canvas.width >= WIDE && self.session.is_some()
    }

    /// Whether there are steps that charts have not read yet.
    pub(in crate::studio) fn has_charts_to_read(&self) -> bool {
        let steps = self.session.as_ref().map_or(0, |session| session.history.steps());
        self.shows_charts() && self.charts.read() < steps.min(MOST_STEPS)
    }

    /// Reads a few steps more for the charts.
    pub(super) fn read_charts(&mut self) {
        if self.has_charts_to_read()
            && let Some(session) = &self.session
        {
            self.charts.read_on(&session.history);
            self.outdated(Stale::Panels);
        }
    }
}
