//! What a step has to say: its cause, and of all that followed the one thing that tells most.
//!
//! A step is one cause and what follows from it, so the first event that is more than a sign of life is the cause. What
//! followed is read from the facts about the same messages, and gathered: several copies, several messages, one sentence.

mod cause;
mod consequence;

use crate::explain::names::Names;
use crate::lesson::sentence::{Cause, Telling};
use crate::run::History;
use crate::world::{Event, World};

/// The two worlds of a step, and what lies between them.
pub(super) struct Told<'a> {
    pub before: &'a World,
    pub after: &'a World,
    pub events: &'a [Event],
}

impl Told<'_> {
    pub fn names(&self) -> Names<'_> {
        Names(self.after)
    }
}

/// What a step has to say.
pub fn tell(history: &mut History, step: usize) -> Telling {
    if step == 0 {
        return Telling {
            cause: Cause::Start,
            consequence: None,
        };
    }
    let events = history.events(step);
    let before = history.world(step - 1).clone();
    tell_events(&before, history.world(step), &events)
}

/// What the events that lead from one world to another have to say.
pub fn tell_events(before: &World, after: &World, events: &[Event]) -> Telling {
    let told = Told {
        before,
        after,
        events,
    };
    let (at, cause) = cause::of(&told);
    let consequence = consequence::of(&told, at, &cause);
    Telling { cause, consequence }
}
