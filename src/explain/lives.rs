//! Asking a history why. What is asked often, in which steps a message was touched, is read once and kept.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::order;
use crate::base::sorted::SortedMap;
use crate::base::time::Ms;
use crate::broker::Event as Fact;
use crate::explain::biography::{Life, Moment};
use crate::explain::names::Names;
use crate::explain::path::{self, Stretch};
use crate::explain::standing;
use crate::explain::story::Step;
use crate::explain::why::{Outcome, Reason, Story, Why};
use crate::run::{BranchId, History, step, tile};
use crate::world::Event;

/// How many messages of a step are told of when none is asked for.
const STORIES: usize = 12;

/// How many steps are read at one asking, so that nobody waits. What is asked again is known further.
const READ_AT_ONCE: usize = 20_000;

/// Answers why, for one history at a time.
#[derive(Clone, Debug, Default)]
pub struct Explainer {
    branch: BranchId,
    /// How many steps have been read.
    read: usize,
    /// The steps that touched a message, in order.
    steps: SortedMap<MessageId, Vec<usize>>,
}

impl Explainer {
    /// Forgets what it has read: for another history.
    pub fn new() -> Self {
        Self::default()
    }

    /// Why a step went as it did, for the messages that it touched, the main one first. Where one is asked for that the
    /// step did not touch: why it is where it is, from the last step before that did.
    pub fn why(&mut self, history: &mut History, step: usize, message: Option<MessageId>) -> Why {
        match message {
            None => self.why_step(history, step),
            Some(message) => self.why_message(history, step, message),
        }
    }

    fn why_step(&mut self, history: &mut History, step: usize) -> Why {
        let (at_ms, (mut stories, failures)) = watched(history, step, |step| {
            let messages = step.messages().into_iter().take(STORIES);
            let stories: Vec<Story> = messages.map(|message| step.story(message)).gather();
            (stories, step.failures())
        });
        if let Some(main) = history.tile(step).and_then(|tile| tile.message) {
            order::sort_by_key(&mut stories, |story| story.message != main);
        }
        for story in &mut stories {
            self.add_dispatch(history, step, story);
            self.complete(history, step, step, story);
        }
        stories.retain(|story| !story.reasons.is_empty());
        Why {
            step,
            at_ms,
            stories,
            failures,
        }
    }

    /// A delivery that arrives was sent in an earlier step, for reasons that belong to its story.
    fn add_dispatch(&mut self, history: &mut History, step: usize, story: &mut Story) {
        let Outcome::Delivered { to, queue } = &story.outcome else {
            return;
        };
        if story.reasons.iter().any(is_handing_out) {
            return;
        }
        let (message, to, queue) = (story.message, to.clone(), queue.clone());
        let is_it = |reason: &Reason| match reason {
            Reason::Dispatched {
                queue: from, to: at, ..
            } => *from == queue && *at == to,
            _ => false,
        };
        let touched = self.steps_of(history, message);
        for at in touched.into_iter().rev().filter(|&at| at < step) {
            let (_, told) = watched(history, at, |step| step.story(message));
            if let Some(sent) = told.reasons.into_iter().rfind(is_it) {
                story.reasons.insert(0, sent);
                return;
            }
        }
    }

    fn why_message(&mut self, history: &mut History, step: usize, message: MessageId) -> Why {
        let touched = self.steps_of(history, message);
        let before = touched.partition_point(|&at| at <= step);
        let mut why = Why {
            step,
            at_ms: history.world(step).now(),
            ..Why::default()
        };
        let mut story = Story {
            message,
            outcome: Outcome::Passed,
            reasons: Vec::new(),
        };
        for &at in touched[..before].iter().rev() {
            let (at_ms, told) = watched(history, at, |step| step.story(message));
            if !told.reasons.is_empty() || told.outcome != Outcome::Passed {
                (why.step, why.at_ms, story) = (at, at_ms, told);
                self.add_dispatch(history, at, &mut story);
                break;
            }
        }
        self.complete(history, why.step, step, &mut story);
        why.stories
            .extend(Some(story).filter(|story| !story.reasons.is_empty()));
        why
    }

    /// Adds where the message stands at the end of `now`, to a story of the step `told`.
    fn complete(&mut self, history: &mut History, told: usize, now: usize, story: &mut Story) {
        let world = history.world(now);
        let standing = standing::of(Names(world), story.message);
        let queues: Vec<_> = standing.iter().filter_map(waiting_in).gather();
        if told != now || story.outcome == Outcome::Passed {
            story.outcome = match standing.iter().find_map(held_by) {
                Some(queue) => Outcome::Held { queue },
                None if !queues.is_empty() => Outcome::Waits(queues.clone()),
                None => std::mem::replace(&mut story.outcome, Outcome::Passed),
            };
        }
        // Where it waits says also that it was enqueued.
        story.reasons.retain(|reason| match reason {
            Reason::Enqueued { queue, .. } => !queues.contains(queue),
            _ => true,
        });
        story.reasons.extend(standing);
        order::sort_by_key(&mut story.reasons, |reason| {
            matches!(reason, Reason::Confirmed { .. })
        });
    }

    /// The life of a message over all known steps.
    pub fn biography(&mut self, history: &mut History, message: MessageId) -> Vec<Moment> {
        let mut life = Life::of(message);
        for step in self.steps_of(history, message) {
            let events = history.events(step);
            life.read(history.world(step), &events, step);
        }
        life.finish()
    }

    /// The way of a message up to the end of a step.
    pub fn path(&mut self, history: &mut History, step: usize, message: MessageId) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for at in self
            .steps_of(history, message)
            .into_iter()
            .take_while(|&at| at <= step)
        {
            let events = history.events(at);
            path::add_step(history.world(at), &events, at, message, &mut stretches);
        }
        stretches
    }

    /// The steps that touched a message, as far as the run has been read.
    fn steps_of(&mut self, history: &mut History, message: MessageId) -> Vec<usize> {
        self.read_on(history);
        self.steps.get(&message).cloned().unwrap_or_default()
    }

    fn read_on(&mut self, history: &mut History) {
        if self.branch != history.current() || self.read > history.steps() {
            *self = Explainer {
                branch: history.current(),
                ..Self::default()
            };
        }
        let until = history.steps().min(self.read + READ_AT_ONCE);
        for step in self.read + 1..=until {
            let events = history.events(step);
            let world = history.world(step);
            for event in events.iter() {
                if let Some(message) = touched(world, event) {
                    let steps = self.steps.or_default(message);
                    if steps.last() != Some(&step) {
                        steps.push(step);
                    }
                }
            }
        }
        self.read = until;
    }
}

/// The messages that an event touches: a dead letter and what it comes from are called the same.
fn touched(world: &crate::world::World, event: &Event) -> Option<MessageId> {
    match event {
        Event::Broker(Fact::Routed { .. }) => None,
        event => tile::message_of(world, event),
    }
}

/// A step made again with somebody watching: when it was over, and what `tell` makes of it.
fn watched<T>(history: &mut History, at: usize, tell: impl FnOnce(&Step) -> T) -> (Ms, T) {
    let before = history.world(at.saturating_sub(1)).clone();
    let mut world = before.clone();
    let mut events = Vec::new();
    let told = step::watch(&mut world, history.choices(at), &mut events);
    let step = Step {
        before: &before,
        world: &world,
        events: &events,
        told: &told,
    };
    (world.now(), tell(&step))
}

fn is_handing_out(reason: &Reason) -> bool {
    matches!(reason, Reason::Dispatched { .. } | Reason::Fetched { .. })
}

fn waiting_in(reason: &Reason) -> Option<crate::explain::Label> {
    match reason {
        Reason::Waits { queue, .. } => Some(queue.clone()),
        _ => None,
    }
}

fn held_by(reason: &Reason) -> Option<crate::explain::Label> {
    match reason {
        Reason::Held { queue, .. } => Some(queue.clone()),
        _ => None,
    }
}
