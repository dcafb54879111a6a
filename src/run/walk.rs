//! Walking along a branch beside whoever looks at it: with a world of its own, step by step, so that charts, searches
//! and comparisons never move what is looked at.

use crate::run::history::{BranchId, History};
use crate::run::step;
use crate::world::{Event, World};

/// A walker on one branch.
#[derive(Clone, Debug)]
pub struct Walk {
    branch: BranchId,
    step: usize,
    world: World,
}

impl Walk {
    /// One that stands at the start of a branch.
    pub fn new(history: &History, branch: BranchId) -> Walk {
        let journal = &history.branches[branch.0 as usize].journal;
        Walk {
            branch,
            step: 0,
            world: journal.start().clone(),
        }
    }

    /// The step that it stands at.
    pub fn step(&self) -> usize {
        self.step
    }

    /// The world there.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// One step on, whose events are appended; whether there is one.
    pub fn on(&mut self, history: &History, events: &mut Vec<Event>) -> bool {
        let journal = &history.branches[self.branch.0 as usize].journal;
        if self.step >= journal.steps() {
            return false;
        }
        self.step += 1;
        step::repeat(&mut self.world, journal.choices(self.step), events);
        true
    }

    /// To a step, by the shortest way: on from where it stands, or from a checkpoint. Beyond the last, to that.
    pub fn to(&mut self, history: &History, step: usize) {
        let branch = &history.branches[self.branch.0 as usize];
        let step = step.min(branch.steps());
        let nearest = branch.journal.nearest(step);
        if self.step > step || self.step < nearest.step {
            (self.step, self.world) = (nearest.step, nearest.world.clone());
        }
        branch.journal.repeat(&mut self.world, self.step, step);
        self.step = step;
    }
}
