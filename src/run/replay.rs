//! Playing again what was played: from a list of choices, and over an edited document.
//!
//! What people and faults did is made again where it still can be; what the schedule did has to be what the schedule
//! does. The first step where that is not so is where the run stops to be the old one.

use crate::base::ids::ActorId;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::run::history::{Branch, BranchId, Ending, History};
use crate::run::tile::Tile;
use crate::run::told::{self, Renamed};
use crate::world::{Choice, World};
use std::rc::Rc;

/// A choice of a list that could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnabled {
    /// Its position in the list.
    pub at: usize,
    pub choice: Choice,
}

impl History {
    /// The history of a list of choices. Each has to be enabled when its turn comes.
    pub fn replay(document: &Document, choices: &[Choice]) -> Result<History, NotEnabled> {
        let (mut history, _) = History::new(document);
        let mut done = 0;
        while let Some(&choice) = choices.get(done) {
            let branch = Rc::make_mut(&mut history.branches[0]);
            if !branch.frontier.is_enabled(choice) {
                return Err(NotEnabled { at: done, choice });
            }
            branch.step(choice, &mut Vec::new());
            done += branch.journal.choices(branch.steps()).len();
        }
        Ok(history)
    }

    /// Goes over to an edited document. The run so far is kept up to the first step that is not the same any more, and
    /// that step is told; the old run stays as a branch. `None`: all that was known is still the same, under the names that
    /// things have now.
    pub fn edit(&mut self, document: &Document, renamed: &[Renamed]) -> (Option<usize>, Vec<Diagnostic>) {
        let (branch, differs, diagnostics) = self.edited(self.current, document, renamed);
        self.add(branch);
        self.reset_cursor();
        (differs, diagnostics)
    }

    /// The run of an edited document beside a branch: what was done in that is made again as far as it can be. With it
    /// the first step that tells something else, or that only one of them has.
    pub(super) fn edited(
        &mut self,
        of: BranchId,
        document: &Document,
        renamed: &[Renamed],
    ) -> (Branch, Option<usize>, Vec<Diagnostic>) {
        let (start, diagnostics) = World::new(document);
        let old = self.branches[of.0 as usize].clone();
        let mut old_world = old.journal.start().clone();
        let mut branch = Branch::with_start(start, document, &old);
        let mut differs = None;
        for step in 1..=old.steps() {
            let choices = old.journal.choices(step);
            let scheduled = choices.first() == old_world.next_due().as_ref();
            let same = choices
                .first()
                .and_then(|&choice| translated(choice, &old_world, &branch.frontier));
            let is_over = scheduled && branch.ending().is_some();
            let Some(choice) = same.filter(|&choice| !is_over && can_be(choice, scheduled, &branch.frontier))
            else {
                differs = differs.or(Some(step));
                break;
            };
            let (mut events, mut old_events) = (Vec::new(), Vec::new());
            branch.step(choice, &mut events);
            crate::run::step::repeat(&mut old_world, choices, &mut old_events);
            if !tells_the_same(branch.tile(step), old.tile(step)) {
                branch.take_back(step - 1);
                differs = differs.or(Some(step));
                break;
            }
            if !scheduled {
                branch.by_hand = step;
            }
            // What is told besides may be other: what was done by hand later is still done.
            if differs.is_none()
                && !told::alike((&branch.frontier, &events), (&old_world, &old_events), renamed)
            {
                differs = Some(step);
            }
        }
        // A run that only went no further may go on now, and is the same so far.
        let is_at_rest = |branch: &Branch| branch.ending() == Some(Ending::AtRest);
        if differs.is_none() && is_at_rest(&old) != is_at_rest(&branch) {
            differs = Some(old.steps() + 1);
        }
        branch.parent = Some((of, differs.map_or(old.steps(), |step| step - 1)));
        self.editions += 1;
        branch.edition = self.editions;
        (branch, differs, diagnostics)
    }
}

/// The same choice for the actors of another document.
fn translated(choice: Choice, from: &World, to: &World) -> Option<Choice> {
    let actor = |actor: ActorId| {
        let id = from.actor(actor).document_id;
        to.actors()
            .find(|candidate| candidate.document_id == id)
            .map(|candidate| candidate.id)
    };
    Some(match choice {
        Choice::Deadline | Choice::Script => choice,
        Choice::ArriveAtBroker(of) => Choice::ArriveAtBroker(actor(of)?),
        Choice::ArriveAtActor(of) => Choice::ArriveAtActor(actor(of)?),
        Choice::Run(of) => Choice::Run(actor(of)?),
        Choice::RunFailing(of) => Choice::RunFailing(actor(of)?),
        Choice::Timer(of, timer) => Choice::Timer(actor(of)?, timer),
        Choice::Hand(of, hand) => Choice::Hand(actor(of)?, hand),
    })
}

fn can_be(choice: Choice, scheduled: bool, world: &World) -> bool {
    if scheduled {
        world.next_due() == Some(choice)
    } else {
        world.is_enabled(choice)
    }
}

fn tells_the_same(one: Option<Tile>, other: Option<Tile>) -> bool {
    let told = |tile: Tile| (tile.kind, tile.at_ms, tile.message);
    one.map(told) == other.map(told)
}
