//! What is written down of a run: its choices, an index of steps, and checkpoints.
//!
//! Checkpoints stand at even distances. When there are too many, every other one is dropped and the distance doubles, so
//! memory is bounded and no step is far from one.

use crate::run::tile::Tile;
use crate::world::{Choice, World};
use std::sync::Arc;

/// How many steps lie between two checkpoints at first.
const FIRST_DISTANCE: usize = 1000;

/// How many checkpoints are kept at most.
const MOST_CHECKPOINTS: usize = 384;

/// A world on the way, and its digest, which every return to it must have.
#[derive(Clone, Debug)]
pub(super) struct Checkpoint {
    pub step: usize,
    pub world: World,
    pub digest: u64,
}

/// The journal of one branch.
#[derive(Clone, Debug)]
pub(super) struct Journal {
    choices: Vec<Choice>,
    /// Where each step's choices end, and its tile.
    steps: Vec<(u32, Tile)>,
    checkpoints: Vec<Arc<Checkpoint>>,
    distance: usize,
}

impl Journal {
    /// The journal of a run that stands at its start.
    pub fn new(start: World) -> Self {
        let digest = start.digest();
        let first = Arc::new(Checkpoint {
            step: 0,
            world: start,
            digest,
        });
        Journal {
            choices: Vec::new(),
            steps: Vec::new(),
            checkpoints: vec![first],
            distance: FIRST_DISTANCE,
        }
    }

    /// How many steps are written down.
    pub fn steps(&self) -> usize {
        self.steps.len()
    }

    /// The world at the start.
    pub fn start(&self) -> &World {
        &self.checkpoints[0].world
    }

    /// The choices of a step, from 1.
    pub fn choices(&self, step: usize) -> &[Choice] {
        if step == 0 || step > self.steps.len() {
            return &[];
        }
        let from = if step == 1 {
            0
        } else {
            self.steps[step - 2].0 as usize
        };
        &self.choices[from..self.steps[step - 1].0 as usize]
    }

    /// All choices so far.
    pub fn all_choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The tile of a step, from 1.
    pub fn tile(&self, step: usize) -> Option<&Tile> {
        self.steps.get(step.checked_sub(1)?).map(|(_, tile)| tile)
    }

    /// Where the choices of the next step are to be appended.
    pub fn choices_mut(&mut self) -> &mut Vec<Choice> {
        &mut self.choices
    }

    /// Closes the step whose choices were appended, and which led to `world`.
    pub fn close_step(&mut self, tile: Tile, world: &World) {
        self.steps.push((self.choices.len() as u32, tile));
        if self.steps.len().is_multiple_of(self.distance) {
            self.checkpoint(world);
        }
    }

    fn checkpoint(&mut self, world: &World) {
        let checkpoint = Checkpoint {
            step: self.steps.len(),
            world: world.clone(),
            digest: world.digest(),
        };
        self.checkpoints.push(Arc::new(checkpoint));
        if self.checkpoints.len() > MOST_CHECKPOINTS {
            self.distance *= 2;
            let distance = self.distance;
            self.checkpoints
                .retain(|checkpoint| checkpoint.step.is_multiple_of(distance));
        }
    }

    /// The last checkpoint at or before a step.
    pub fn nearest(&self, step: usize) -> &Checkpoint {
        let after = self
            .checkpoints
            .partition_point(|checkpoint| checkpoint.step <= step);
        &self.checkpoints[after - 1]
    }

    /// The checkpoint exactly at a step.
    pub fn at(&self, step: usize) -> Option<&Checkpoint> {
        Some(self.nearest(step)).filter(|checkpoint| checkpoint.step == step)
    }

    /// The same journal up to a step: the start of a branch.
    pub fn until(&self, step: usize) -> Journal {
        let steps = self.steps[..step].to_vec();
        let choices = self.choices[..steps.last().map_or(0, |(end, _)| *end as usize)].to_vec();
        let checkpoints = self
            .checkpoints
            .iter()
            .filter(|checkpoint| checkpoint.step <= step)
            .cloned()
            .collect();
        Journal {
            choices,
            steps,
            checkpoints,
            distance: self.distance,
        }
    }
}
