//! Two branches side by side under one playhead: the same scene builder makes both pictures, and what differs is counted.

use crate::base::gather::Gather;
use crate::lesson::{self, Telling};
use crate::run::{BranchId, Walk};
use crate::scene::Scene;
use crate::scene::build::Look;
use crate::scene::plan::Plan;
use crate::scene::stage::Stage;
use crate::studio::msg::Cmd;
use crate::studio::session::Session;
use crate::studio::{Stale, Studio};
use crate::text::Language;
use std::rc::Rc;

/// One of the two branches.
#[derive(Clone, Debug)]
pub struct Side {
    pub branch: BranchId,
    /// How many steps it had when it was looked through.
    pub steps: usize,
    walk: Walk,
    stage: Rc<Stage>,
    pub scene: Rc<Scene>,
    pub telling: Telling,
}

/// Two branches, and what differs.
#[derive(Clone, Debug)]
pub struct Comparing {
    pub sides: [Side; 2],
    pub step: usize,
    /// The steps that differ.
    pub differing: usize,
    pub first: Option<usize>,
}

impl Comparing {
    /// How many steps the longer one has.
    pub fn steps(&self) -> usize {
        self.sides[0].steps.max(self.sides[1].steps)
    }
}

impl Studio {
    /// Puts a branch beside the one that is looked at. The elder stands at the left.
    pub(super) fn compare(&mut self, branch: usize, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(session) = &self.session else {
            return;
        };
        let other = BranchId(branch as u32);
        let current = session.history.current();
        if other == current || branch >= session.history.branches().len() {
            return;
        }
        let step = session.step;
        let sides = [current.min(other), current.max(other)].map(|branch| Side::of(session, branch));
        let steps = sides[0].steps.max(sides[1].steps);
        let shared = session.history.parting(current, other);
        let differs = |step: &usize| session.history.differs(current, other, *step);
        let differing: Vec<usize> = (shared + 1..=steps).filter(differs).gather();
        self.comparing = Some(Comparing {
            sides,
            step,
            differing: differing.len(),
            first: differing.first().copied(),
        });
        self.compare_at(step, cmds);
    }

    /// Puts both to a step; one that has no such step stands at its last.
    pub(super) fn compare_at(&mut self, step: usize, cmds: &mut Vec<Cmd>) {
        let (Some(session), Some(comparing)) = (&self.session, &mut self.comparing) else {
            return;
        };
        let language = match self.view.language {
            Language::English => 0,
            Language::Chinese => 1,
        };
        comparing.step = step.min(comparing.steps());
        for side in &mut comparing.sides {
            side.go(session, comparing.step, &self.text, language);
        }
        self.outdated(Stale::Panels);
        if let Some(told) = self.told_of_both() {
            cmds.push(Cmd::Announce(told));
        }
    }

    pub(super) fn swap_sides(&mut self) {
        if let Some(comparing) = &mut self.comparing {
            comparing.sides.swap(0, 1);
            self.outdated(Stale::Panels);
        }
    }

    /// Back to one picture, at the step that was compared.
    pub(in crate::studio) fn stop_comparing(&mut self, cmds: &mut Vec<Cmd>) {
        if let Some(comparing) = self.comparing.take() {
            self.seek(comparing.step, cmds);
        }
    }
}

impl Side {
    fn of(session: &Session, branch: BranchId) -> Side {
        let history = &session.history;
        let start = Walk::new(history, branch);
        let end = history.branches()[branch.0 as usize].frontier_world();
        let document = session.document_of(branch);
        let plan = Plan::with_worlds(document, [start.world(), end].into_iter());
        Side {
            branch,
            steps: history.branches()[branch.0 as usize].steps(),
            stage: Rc::new(Stage::new(plan)),
            scene: Rc::default(),
            telling: lesson::tell_events(start.world(), start.world(), &[]),
            walk: start,
        }
    }

    fn go(&mut self, session: &Session, step: usize, words: &crate::text::Text, language: usize) {
        let history = &session.history;
        let step = step.min(self.steps);
        let mut events = Vec::new();
        self.walk.to(history, step.saturating_sub(1));
        let before = self.walk.world().clone();
        if step > 0 {
            self.walk.on(history, &mut events);
        }
        let world = self.walk.world();
        self.telling = if step > 0 {
            lesson::tell_events(&before, world, &events)
        } else {
            Telling {
                cause: lesson::Cause::Start,
                consequence: None,
            }
        };
        let look = Look::of(&events, words, language);
        let scene = Scene::build(&self.stage, world, &look, &self.scene);
        if *self.scene != scene {
            self.scene = Rc::new(scene);
        }
    }
}
