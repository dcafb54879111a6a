//! What a step has to say: its cause, and of all that followed the one thing that tells most.
//!
//! A step is one cause and what follows from it, so the first event that is more than a sign of life is the cause. What
//! followed is read from the facts about the same messages, and gathered: several copies, several messages, one sentence.

mod cause;
mod consequence;
mod dead;
mod routed;
mod told;

use crate::lesson::sentence::{Cause, Telling};
use crate::lesson::tell::told::Told;
use crate::run::History;
use crate::world::{Event, World};

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
