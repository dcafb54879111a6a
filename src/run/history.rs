//! The history of one document: what was played, branch by branch, and the way to any step of it.
//!
//! Step 0 is the start, step n the world after n steps. Going to a step is exact from every side: the journal's choices
//! are made again from the nearest checkpoint, and every checkpoint passed has to have the digest that it had.

use crate::base::sorted::SortedMap;
use crate::base::time::Ms;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::run::journal::Journal;
use crate::run::step;
use crate::run::tile::Tile;
use crate::world::{Choice, Event, World};
use std::rc::Rc;

/// A branch of a history: its position among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BranchId(pub u32);

/// Why a run goes no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing is left to happen.
    AtRest,
    /// As many steps as the document's horizon allows.
    StepLimit,
    /// As much virtual time as the document's horizon allows.
    TimeLimit,
}

/// One line of events: the authored run, or one that left it.
#[derive(Clone, Debug)]
pub struct Branch {
    pub(super) journal: Journal,
    /// The world after the last known step.
    pub(super) frontier: World,
    ending: Option<Ending>,
    /// The branch that it left, and after which step.
    pub parent: Option<(BranchId, usize)>,
    /// Counted from the authored run, which is 0; it is never given again.
    pub number: u32,
    /// What a person calls it; empty where nobody has named it.
    pub name: Rc<str>,
    /// Which edition of the document it runs: 0 is what was opened, each edit makes the next.
    pub edition: usize,
    /// The last step that somebody chose and not the schedule; 0 where there is none, and playing gives the same run again.
    pub(super) by_hand: usize,
    /// How far its document lets it play, and how far it may play by now.
    horizon: Limits,
    limits: Limits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limits {
    steps: usize,
    time_ms: Ms,
}

impl Limits {
    fn of(document: &Document) -> Limits {
        Limits {
            steps: document.horizon.steps as usize,
            time_ms: document.horizon.time_ms,
        }
    }
}

/// How many steps' events are remembered.
const EVENTS_KEPT: usize = 2048;

/// The history.
#[derive(Clone, Debug)]
pub struct History {
    pub(super) branches: Vec<Rc<Branch>>,
    pub(super) current: BranchId,
    /// The world that was looked at last.
    cursor: (usize, World),
    events: SortedMap<usize, Rc<[Event]>>,
    /// How many branches were made beside the first, and how many editions of the document.
    pub(super) made: u32,
    pub(super) editions: usize,
}

impl History {
    /// A history that stands at its start. The diagnostics say what of the document was left out, and why.
    pub fn new(document: &Document) -> (History, Vec<Diagnostic>) {
        let (world, diagnostics) = World::new(document);
        let history = History {
            branches: vec![Rc::new(Branch::new(world.clone(), Limits::of(document)))],
            current: BranchId(0),
            cursor: (0, world),
            events: SortedMap::new(),
            made: 0,
            editions: 0,
        };
        (history, diagnostics)
    }

    /// Plays on by at most `most_steps` steps; whether the run has come to its end.
    pub fn compute(&mut self, most_steps: usize) -> bool {
        if self.branch().ending.is_some() {
            return true;
        }
        let branch = self.branch_mut();
        let mut events = Vec::new();
        for _ in 0..most_steps {
            branch.ending = branch.ending();
            let Some(choice) = branch.frontier.next_due().filter(|_| branch.ending.is_none()) else {
                return true;
            };
            events.clear();
            branch.step(choice, &mut events);
        }
        branch.ending = branch.ending();
        branch.ending.is_some()
    }

    /// How many steps are known.
    pub fn steps(&self) -> usize {
        self.branch().journal.steps()
    }

    /// Why the run goes no further; `None` while it does.
    pub fn ending(&self) -> Option<Ending> {
        self.branch().ending
    }

    /// Moves the horizon on by as much as the document gives, and at least to what is due next.
    pub fn go_on(&mut self) {
        let branch = self.branch_mut();
        let horizon = branch.horizon;
        branch.limits.steps = branch.limits.steps.max(branch.steps()) + horizon.steps;
        let due_ms = branch.frontier.next_due_at().unwrap_or_default();
        branch.limits.time_ms = branch.limits.time_ms.saturating_add(horizon.time_ms).max(due_ms);
        branch.ending = None;
    }

    /// The world after a step; the last known one where the step is not known.
    pub fn world(&mut self, step: usize) -> &World {
        let step = step.min(self.steps());
        if self.cursor.0 != step {
            self.seek(step);
        }
        &self.cursor.1
    }

    fn seek(&mut self, step: usize) {
        let branch = &self.branches[self.current.0 as usize];
        let journal = &branch.journal;
        if step == journal.steps() {
            self.cursor = (step, branch.frontier.clone());
            return;
        }
        let nearest = journal.nearest(step);
        if self.cursor.0 < nearest.step || self.cursor.0 > step {
            self.cursor = (nearest.step, nearest.world.clone());
        }
        let (from, world) = &mut self.cursor;
        journal.repeat(world, *from, step);
        if let Some(checkpoint) = journal.at(step) {
            assert_eq!(
                world.digest(),
                checkpoint.digest,
                "step {step} was reached in another way"
            );
        }
        *from = step;
    }

    /// What happened in a step, from 1; nothing for step 0.
    pub fn events(&mut self, step: usize) -> Rc<[Event]> {
        if step == 0 || step > self.steps() {
            return Rc::default();
        }
        if let Some(events) = self.events.get(&step) {
            return events.clone();
        }
        self.world(step - 1);
        let branch = &self.branches[self.current.0 as usize];
        let mut events = Vec::new();
        step::repeat(&mut self.cursor.1, branch.journal.choices(step), &mut events);
        self.cursor.0 = step;
        if self.events.len() >= EVENTS_KEPT {
            self.events.clear();
        }
        let events: Rc<[Event]> = events.into();
        self.events.insert(step, events.clone());
        events
    }

    /// The choices of a step, from 1.
    pub fn choices(&self, step: usize) -> &[Choice] {
        self.branch().journal.choices(step)
    }

    /// All choices of the branch that is looked at.
    pub fn all_choices(&self) -> Vec<Choice> {
        self.branch().journal.all_choices()
    }

    /// The tile of a known step, from 1.
    pub fn tile(&self, step: usize) -> Option<Tile> {
        self.branch().journal.tile(step)
    }

    /// Makes a choice after a step. At the end of what is known the branch goes on with it; in the past it leaves the
    /// branch, whose future stays as it was. `None` where the choice is not enabled there.
    pub fn act(&mut self, step: usize, choice: Choice) -> Option<BranchId> {
        let world = self.world(step).clone();
        if !world.is_enabled(choice) {
            return None;
        }
        if self.choices(step + 1).first() == Some(&choice) {
            return Some(self.current);
        }
        if step < self.steps() {
            let journal = self.branch().journal.until(step);
            let parent = Some((self.current, step));
            self.add(Branch {
                journal,
                frontier: world,
                ending: None,
                parent,
                name: Rc::default(),
                ..self.branch().clone()
            });
        }
        let branch = self.branch_mut();
        branch.step(choice, &mut Vec::new());
        branch.by_hand = branch.steps();
        branch.ending = None;
        Some(self.current)
    }

    /// Adds a branch and looks at it.
    pub(super) fn add(&mut self, branch: Branch) {
        self.made += 1;
        self.branches.push(Rc::new(Branch {
            number: self.made,
            ..branch
        }));
        self.current = BranchId(self.branches.len() as u32 - 1);
        self.events.clear();
    }

    /// All branches; the first is the authored run.
    pub fn branches(&self) -> &[Rc<Branch>] {
        &self.branches
    }

    /// The branch that is looked at.
    pub fn current(&self) -> BranchId {
        self.current
    }

    /// Looks at another branch.
    pub fn switch(&mut self, branch: BranchId) {
        if branch != self.current && (branch.0 as usize) < self.branches.len() {
            self.current = branch;
            self.events.clear();
            self.cursor = (0, self.branch().journal.start().clone());
        }
    }

    pub(super) fn branch(&self) -> &Branch {
        &self.branches[self.current.0 as usize]
    }

    /// The branch that is looked at, to be changed. What is kept of it elsewhere stays as it was.
    fn branch_mut(&mut self) -> &mut Branch {
        Rc::make_mut(&mut self.branches[self.current.0 as usize])
    }

    /// Forgets the world that was looked at last: it belonged to another branch.
    pub(super) fn reset_cursor(&mut self) {
        self.events.clear();
        self.cursor = (0, self.branch().journal.start().clone());
    }
}

impl Branch {
    fn new(start: World, horizon: Limits) -> Self {
        Branch {
            journal: Journal::new(start.clone()),
            frontier: start,
            ending: None,
            parent: None,
            number: 0,
            name: Rc::default(),
            edition: 0,
            by_hand: 0,
            horizon,
            limits: horizon,
        }
    }

    /// A branch for an edited document. It plays as far as this one, unless the edit was just of that.
    pub(super) fn with_start(start: World, document: &Document, like: &Branch) -> Self {
        let horizon = Limits::of(document);
        let is_as_far = horizon == like.horizon;
        Branch {
            limits: if is_as_far { like.limits } else { horizon },
            ..Branch::new(start, horizon)
        }
    }

    /// The same branch before it was played.
    pub(super) fn unplayed(&self) -> Self {
        Branch {
            journal: Journal::new(self.journal.start().clone()),
            frontier: self.journal.start().clone(),
            ending: None,
            ..self.clone()
        }
    }

    /// Whether anybody has chosen a step of it.
    pub fn is_by_hand(&self) -> bool {
        self.by_hand > 0
    }

    /// Whether it begins with all that another one of the same document tells, and was only played on since.
    pub(super) fn plays_on(&self, other: &Branch) -> bool {
        let is_known = |step| self.journal.choices(step) == other.journal.choices(step);
        self.by_hand <= other.steps() && other.steps() <= self.steps() && (1..=other.steps()).all(is_known)
    }

    /// May play as far as another one, unless its document says otherwise.
    pub(super) fn go_as_far(&mut self, other: &Branch) {
        let (steps, time_ms) = (self.limits.steps, self.limits.time_ms);
        if self.horizon == other.horizon && (steps < other.limits.steps || time_ms < other.limits.time_ms) {
            self.limits.steps = steps.max(other.limits.steps);
            self.limits.time_ms = time_ms.max(other.limits.time_ms);
            self.ending = None;
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        self.journal.weight() + self.frontier.weight()
    }

    /// The world after the last known step. It knows all names that the branch has.
    pub fn frontier_world(&self) -> &World {
        &self.frontier
    }

    /// How many of its steps are known.
    pub fn steps(&self) -> usize {
        self.journal.steps()
    }

    /// The tile of a known step, from 1.
    pub fn tile(&self, step: usize) -> Option<Tile> {
        self.journal.tile(step)
    }

    /// Makes a step at the end of what is known.
    pub(super) fn step(&mut self, choice: Choice, events: &mut Vec<Event>) {
        step::take(&mut self.frontier, choice, self.journal.choices_mut(), events);
        let tile = Tile::of(&self.frontier, events);
        self.journal.close_step(tile, events.len(), &self.frontier);
    }

    /// Takes back all after one of its steps.
    pub(super) fn take_back(&mut self, step: usize) {
        let nearest = self.journal.nearest(step);
        let mut world = nearest.world.clone();
        self.journal.repeat(&mut world, nearest.step, step);
        self.journal = self.journal.until(step);
        self.frontier = world;
    }

    /// Why it cannot be played on from here.
    pub(super) fn ending(&self) -> Option<Ending> {
        let Some(due) = self.frontier.next_due_at() else {
            return Some(Ending::AtRest);
        };
        if self.journal.steps() >= self.limits.steps {
            Some(Ending::StepLimit)
        } else if due > self.limits.time_ms {
            Some(Ending::TimeLimit)
        } else {
            None
        }
    }
}
