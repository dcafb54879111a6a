//! All that a branch of a history has to tell, in order, for stops and facts to look through.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::MessageHandle;
use crate::model::lesson::{EventPattern, Verb};
use crate::run::History;
use crate::run::tile;
use crate::run::trace::Entry;
use crate::world::Event;

/// An event with its step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub step: usize,
    pub at_ms: Ms,
    pub entry: Entry,
    /// The copy that it is about, where it is about one.
    pub handle: Option<MessageHandle>,
}

/// The events of one branch, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    happenings: Vec<Happening>,
    steps: usize,
}

impl Chronicle {
    /// Reads the branch that the history looks at.
    pub fn read(history: &mut History) -> Chronicle {
        let steps = history.steps();
        let mut happenings = Vec::new();
        for step in 1..=steps {
            let events = history.events(step);
            let world = history.world(step);
            happenings.extend(events.iter().map(|event| Happening {
                step,
                at_ms: world.now(),
                entry: Entry::of(world, event),
                handle: handle_of(event),
            }));
        }
        Chronicle { happenings, steps }
    }

    /// The last step.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Everything up to the end of a step.
    pub fn until(&self, step: usize) -> &[Happening] {
        &self.happenings[..self
            .happenings
            .partition_point(|happening| happening.step <= step)]
    }

    /// Everything behind one step and up to the end of another.
    pub fn between(&self, after: usize, until: usize) -> &[Happening] {
        let until = self.until(until);
        &until[until.partition_point(|happening| happening.step <= after)..]
    }

    /// The step of a pattern's event: of the one that its ordinal counts, else of the first after `after`.
    pub fn find(&self, pattern: &EventPattern, after: usize) -> Option<usize> {
        let mut meant = self
            .happenings
            .iter()
            .filter(|happening| happening.entry.matches(pattern));
        let happening = match pattern.ordinal {
            Some(ordinal) => meant.nth(ordinal as usize - 1),
            None => meant.find(|happening| happening.step > after),
        };
        happening.map(|happening| happening.step)
    }
}

impl Happening {
    /// The queue that it is about.
    pub fn queue(&self) -> Option<&str> {
        match self.entry.verb? {
            Verb::Enqueue
            | Verb::Deliver
            | Verb::Get
            | Verb::Ack
            | Verb::Nack
            | Verb::Reject
            | Verb::Requeue
            | Verb::Expire
            | Verb::DeadLetter
            | Verb::Discard
            | Verb::Cycle
            | Verb::MaxLength => self.entry.subjects.first().map(String::as_str),
            Verb::Publish
            | Verb::Unroutable
            | Verb::Alternate
            | Verb::Return
            | Verb::Refuse
            | Verb::Confirm
            | Verb::Cancel
            | Verb::Delete
            | Verb::Close
            | Verb::Open
            | Verb::Cut
            | Verb::Crash
            | Verb::Restart
            | Verb::Work
            | Verb::Effect
            | Verb::Fail
            | Verb::Declare
            | Verb::Bind => None,
        }
    }

    /// The actor that it is about.
    pub fn actor(&self) -> Option<&str> {
        let subjects = &self.entry.subjects;
        match self.entry.verb? {
            // The queue stands first.
            Verb::Deliver | Verb::Get | Verb::Ack | Verb::Nack | Verb::Reject => subjects.last(),
            Verb::Publish
            | Verb::Return
            | Verb::Refuse
            | Verb::Confirm
            | Verb::Cancel
            | Verb::Close
            | Verb::Open
            | Verb::Cut
            | Verb::Crash
            | Verb::Restart
            | Verb::Work
            | Verb::Effect
            | Verb::Fail => subjects.first(),
            Verb::Unroutable
            | Verb::Alternate
            | Verb::Enqueue
            | Verb::Requeue
            | Verb::Expire
            | Verb::DeadLetter
            | Verb::Discard
            | Verb::Cycle
            | Verb::MaxLength
            | Verb::Delete
            | Verb::Declare
            | Verb::Bind => None,
        }
        .map(String::as_str)
    }

    /// Whether it is an event of this kind, of this message where one is given.
    pub fn is(&self, verb: Verb, message: Option<MessageId>) -> bool {
        self.entry.verb == Some(verb) && (message.is_none() || self.entry.message == message)
    }

    /// A detail of its entry.
    pub fn detail(&self, name: &str) -> Option<&str> {
        let details = &self.entry.details;
        details
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }
}

fn handle_of(event: &Event) -> Option<MessageHandle> {
    match event {
        Event::Broker(fact) => tile::handle_of(fact),
        Event::Delivered { message, .. }
        | Event::Fetched { message, .. }
        | Event::ReturnArrived { message, .. }
        | Event::NotSent { message, .. } => Some(*message),
        Event::Sent { .. }
        | Event::FetchedNothing { .. }
        | Event::ConfirmArrived { .. }
        | Event::RefusalArrived { .. }
        | Event::CancelArrived { .. }
        | Event::ChannelClosedArrived { .. }
        | Event::ConnectionClosedArrived { .. }
        | Event::Works { .. }
        | Event::Waits { .. }
        | Event::Effect { .. }
        | Event::Failed { .. }
        | Event::Crashed { .. }
        | Event::Restarted { .. }
        | Event::Cut { .. }
        | Event::Lost { .. }
        | Event::Disconnected { .. }
        | Event::Connected { .. }
        | Event::ConnectionRefused { .. } => None,
    }
}
