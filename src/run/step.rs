//! A step: one choice, the arrivals without delay that directly follow from it, and, where all that shows nothing, what
//! comes next. So a step always has something to tell, unless nothing is left to happen.

use crate::broker::Reason;
use crate::world::{Choice, Event, World};

/// How many choices that show nothing are passed over in one step.
const SILENT_LIMIT: usize = 1000;

/// Makes the step that begins with `choice`; appends its choices and its events.
pub fn take(world: &mut World, choice: Choice, choices: &mut Vec<Choice>, events: &mut Vec<Event>) {
    let told = events.len();
    let mut next = Some(choice);
    for _ in 0..SILENT_LIMIT {
        let Some(choice) = next else {
            return;
        };
        let mark = world.mark();
        world.apply(choice, events);
        choices.push(choice);
        while let Some(choice) = world.follows(mark) {
            world.apply(choice, events);
            choices.push(choice);
        }
        if events.len() > told {
            return;
        }
        next = world.next_due();
    }
}

/// Makes choices that were made before.
pub fn repeat(world: &mut World, choices: &[Choice], events: &mut Vec<Event>) {
    for &choice in choices {
        world.apply(choice, events);
    }
}

/// The same, with somebody watching: the broker's reasons.
pub fn watch(world: &mut World, choices: &[Choice], events: &mut Vec<Event>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for &choice in choices {
        world.apply_watched(choice, events, &mut reasons);
    }
    reasons
}
