//! Forks of a lesson: the run from a stop on, with a script of its own.

use crate::base::ids::ActorId;
use crate::model::document::Document;
use crate::model::lesson::Fork;
use crate::model::script::Action;
use crate::run::{BranchId, History};
use crate::world::{Choice, Hand};

/// How many steps are computed at a time.
const SLICE: usize = 1000;

/// Plays a branch to its end or its horizon.
pub fn play_to_end(history: &mut History) {
    while !history.compute(SLICE) {}
}

/// Plays a fork of the branch that the history looks at, to its end. `None` where its script changes nothing.
pub fn play(document: &Document, history: &mut History, fork: &Fork, from: usize) -> Option<BranchId> {
    let main = history.current();
    let mut step = from;
    for entry in &fork.script {
        step = last_step_by(history, step, entry.at_ms);
        if let Some(choice) = by_hand(document, &entry.action)
            && history.act(step, choice).is_some()
        {
            step += 1;
        }
    }
    play_to_end(history);
    (history.current() != main).then_some(history.current())
}

/// The last step from `step` on that is over at a time.
fn last_step_by(history: &mut History, mut step: usize, at_ms: u64) -> usize {
    loop {
        if step == history.steps() && history.compute(1) && step == history.steps() {
            return step;
        }
        match history.tile(step + 1) {
            Some(tile) if tile.at_ms <= at_ms => step += 1,
            Some(_) | None => return step,
        }
    }
}

/// What a line of a script is as a choice; `None` for what a person cannot do.
fn by_hand(document: &Document, action: &Action) -> Option<Choice> {
    let id = action.actor()?;
    let position = document.actors.iter().position(|actor| actor.id == id)?;
    let hand = Hand::of(action)?;
    Some(Choice::Hand(ActorId(position as u32), hand))
}
