//! What is written down of a run: its choices, an index of steps, and checkpoints.
//!
//! Steps are written on pages; a full page never changes, and branches share those of their common past. Checkpoints
//! stand at even distances, counted in events because those are what replaying costs. When they take too much memory,
//! every other one is dropped and the distance doubles: memory is bounded and no step is far from one.

use crate::base::gather::Gather;
use crate::base::ids::{ActorId, MessageId};
use crate::base::time::Ms;
use crate::run::step;
use crate::run::tile::{Tile, TileKind};
use crate::world::{Choice, World};
use std::sync::Arc;

/// How many steps are on a page.
const PAGE: usize = 1024;

/// How many events lie between two checkpoints at first.
const FIRST_DISTANCE: usize = 4000;

/// About how many bytes all checkpoints may take.
const MOST_BYTES: usize = 32 << 20;

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
    full: Vec<Arc<Page>>,
    last: Page,
    checkpoints: Vec<Arc<Checkpoint>>,
    /// About how many bytes the checkpoints take.
    bytes: usize,
    distance: usize,
    /// How many events have happened since the last checkpoint.
    since: usize,
}

/// Steps one after the other, with their choices.
#[derive(Clone, Debug, Default)]
struct Page {
    choices: Vec<Choice>,
    steps: Vec<Step>,
}

/// A step's tile without gaps, and where its choices end on the page.
#[derive(Clone, Copy, Debug)]
struct Step {
    at_ms: Ms,
    /// `NOBODY` for none.
    message: u32,
    /// `NOBODY` for none.
    actor: u32,
    choices_end: u32,
    kind: TileKind,
}

const NOBODY: u32 = u32::MAX;

impl Journal {
    /// The journal of a run that stands at its start.
    pub fn new(start: World) -> Self {
        let mut journal = Journal {
            full: Vec::new(),
            last: Page::default(),
            checkpoints: Vec::new(),
            bytes: 0,
            distance: FIRST_DISTANCE,
            since: 0,
        };
        journal.checkpoint(&start);
        journal
    }

    /// How many steps are written down.
    pub fn steps(&self) -> usize {
        self.full.len() * PAGE + self.last.steps.len()
    }

    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        let choices: usize = self.full.iter().map(|page| page.choices.len()).sum();
        let choices = choices + self.last.choices.len();
        self.bytes + choices * size_of::<Choice>() + self.steps() * size_of::<Step>()
    }

    /// The world at the start.
    pub fn start(&self) -> &World {
        &self.checkpoints[0].world
    }

    /// The page of a step, from 1, and its position there.
    fn place(&self, step: usize) -> Option<(&Page, usize)> {
        let (page, at) = (step.checked_sub(1)? / PAGE, (step - 1) % PAGE);
        let page = self.full.get(page).map_or(&self.last, |page| page);
        (step <= self.steps()).then_some((page, at))
    }

    /// The choices of a step, from 1.
    pub fn choices(&self, step: usize) -> &[Choice] {
        self.place(step).map_or(&[], |(page, at)| page.choices_of(at))
    }

    /// All choices so far.
    pub fn all_choices(&self) -> Vec<Choice> {
        let pages = self.full.iter().map(|page| &**page).chain([&self.last]);
        pages.flat_map(|page| &page.choices).copied().gather()
    }

    /// Takes a world from one step to a later one.
    pub fn repeat(&self, world: &mut World, from: usize, to: usize) {
        let mut events = Vec::new();
        for at in from + 1..=to {
            events.clear();
            step::repeat(world, self.choices(at), &mut events);
        }
    }

    /// The tile of a step, from 1.
    pub fn tile(&self, step: usize) -> Option<Tile> {
        self.place(step).map(|(page, at)| page.steps[at].tile())
    }

    /// Where the choices of the next step are to be appended.
    pub fn choices_mut(&mut self) -> &mut Vec<Choice> {
        &mut self.last.choices
    }

    /// Closes the step whose choices were appended, in which so many events happened, and which led to `world`.
    pub fn close_step(&mut self, tile: Tile, events: usize, world: &World) {
        self.last.steps.push(Step {
            at_ms: tile.at_ms,
            message: tile.message.map_or(NOBODY, |message| message.0),
            actor: tile.actor.map_or(NOBODY, |actor| actor.0),
            choices_end: self.last.choices.len() as u32,
            kind: tile.kind,
        });
        if self.last.steps.len() == PAGE {
            let mut page = std::mem::take(&mut self.last);
            page.choices.shrink_to_fit();
            self.full.push(Arc::new(page));
        }
        self.since += events.max(1);
        if self.since >= self.distance {
            self.checkpoint(world);
        }
    }

    fn checkpoint(&mut self, world: &World) {
        self.since = 0;
        self.bytes += world.weight();
        self.checkpoints.push(Arc::new(Checkpoint {
            step: self.steps(),
            world: world.clone(),
            digest: world.digest(),
        }));
        if self.bytes > MOST_BYTES && self.checkpoints.len() > 2 {
            self.thin_out();
        }
    }

    /// Drops every other checkpoint; the first stays.
    fn thin_out(&mut self) {
        self.distance *= 2;
        let mut ordinal = 0;
        self.checkpoints.retain(|_| {
            ordinal += 1;
            ordinal % 2 == 1
        });
        self.weigh();
    }

    fn weigh(&mut self) {
        let weights = self
            .checkpoints
            .iter()
            .map(|checkpoint| checkpoint.world.weight());
        self.bytes = weights.sum();
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
        let mut journal = self.clone();
        if step < journal.full.len() * PAGE {
            journal.last = Page::clone(&journal.full[step / PAGE]);
            journal.full.truncate(step / PAGE);
        }
        journal.last.truncate(step % PAGE);
        journal.checkpoints.retain(|checkpoint| checkpoint.step <= step);
        journal.weigh();
        journal
    }
}

impl Page {
    fn choices_of(&self, at: usize) -> &[Choice] {
        &self.choices[self.choices_before(at)..self.choices_before(at + 1)]
    }

    /// How many choices the first steps of the page have.
    fn choices_before(&self, steps: usize) -> usize {
        match steps.checked_sub(1) {
            None => 0,
            Some(last) => self.steps[last].choices_end as usize,
        }
    }

    fn truncate(&mut self, steps: usize) {
        self.choices.truncate(self.choices_before(steps));
        self.steps.truncate(steps);
    }
}

impl Step {
    fn tile(self) -> Tile {
        Tile {
            kind: self.kind,
            at_ms: self.at_ms,
            message: (self.message != NOBODY).then_some(MessageId(self.message)),
            actor: (self.actor != NOBODY).then_some(ActorId(self.actor)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::model::actor::Actor;
    use crate::model::program::Program;

    /// A run of so many steps, each a publish that goes nowhere.
    fn run(steps: usize) -> (Journal, Vec<u64>) {
        let mut document = Document::default();
        document.actors.push(Actor {
            id: 1,
            name: "talker".into(),
            user: "guest".into(),
            program: Program::from_text("on every 1ms\n  publish to \"\" key nowhere"),
            ..Actor::default()
        });
        let (mut world, _) = World::new(&document);
        let mut journal = Journal::new(world.clone());
        let mut digests = vec![world.digest()];
        for _ in 0..steps {
            let mut events = Vec::new();
            let choice = world.next_due().expect("it talks for ever");
            step::take(&mut world, choice, journal.choices_mut(), &mut events);
            journal.close_step(Tile::of(&world, &events), events.len(), &world);
            digests.push(world.digest());
        }
        (journal, digests)
    }

    fn digest_at(journal: &Journal, step: usize) -> u64 {
        let nearest = journal.nearest(step);
        let mut world = nearest.world.clone();
        journal.repeat(&mut world, nearest.step, step);
        world.digest()
    }

    #[test]
    fn every_step_is_found_across_pages_and_checkpoints() {
        let (mut journal, digests) = run(3 * PAGE + 10);
        assert_eq!(journal.steps(), 3 * PAGE + 10);
        assert!(journal.checkpoints.len() > 2, "{}", journal.checkpoints.len());
        for rounds in 0..3 {
            for step in (0..digests.len()).step_by(97).chain([PAGE - 1, PAGE, PAGE + 1]) {
                assert_eq!(
                    digest_at(&journal, step),
                    digests[step],
                    "step {step}, thinned {rounds} times"
                );
            }
            journal.thin_out();
        }
        assert_eq!(journal.nearest(0).step, 0);
        assert_eq!(
            journal.tile(PAGE + 1).map(|tile| tile.at_ms),
            Some(PAGE as Ms + 1)
        );
        assert_eq!(journal.tile(0), None);
        assert_eq!(journal.tile(journal.steps() + 1), None);
    }

    #[test]
    fn a_branch_keeps_the_steps_up_to_its_fork() {
        let (journal, digests) = run(2 * PAGE + 10);
        for step in [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 2 * PAGE + 10] {
            let branch = journal.until(step);
            assert_eq!(branch.steps(), step);
            assert_eq!(digest_at(&branch, step), digests[step], "step {step}");
            let choices: usize = (1..=step).map(|at| journal.choices(at).len()).sum();
            assert_eq!(branch.all_choices().len(), choices, "step {step}");
            assert_eq!(branch.choices(step), journal.choices(step), "step {step}");
            assert!(branch.choices(step + 1).is_empty(), "step {step}");
        }
    }
}
