//! What is open: a document with its edits, its run, and the step that is looked at.

use crate::base::ids::MessageId;
use crate::explain::Explainer;
use crate::lesson::{self, Course, Telling};
use crate::model::{Diagnostic, Document, Node, Point};
use crate::run::{BranchId, Ending, History};
use crate::scene::plan::Plan;
use crate::scene::stage::{Parts, Stage};
use crate::world::World;
use std::rc::Rc;

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was begun here.
    New,
    /// The gallery's scenario of this id.
    Gallery(Rc<str>),
    /// A file of this name.
    File(Rc<str>),
}

/// An edit that can be taken back: what it was, and the document after it.
#[derive(Clone, Debug)]
struct Edit {
    what: Rc<str>,
    document: Rc<Document>,
}

/// What is open.
#[derive(Debug)]
pub struct Session {
    pub origin: Origin,
    opened: Rc<Document>,
    edits: Vec<Edit>,
    /// How many of the edits are in effect.
    done: usize,
    pub history: History,
    /// The step that is looked at; 0 is the start.
    pub step: usize,
    pub stage: Rc<Stage>,
    plan: Plan,
    /// The lesson on its run, where the document has one.
    pub course: Course,
    /// How many branches the lesson speaks of: those made later are the person's own.
    authored: usize,
    pub explainer: Explainer,
}

/// How many steps of the run are computed at a time.
const SLICE: usize = 128;

/// A lesson's run is short; whatever is longer is not gone through before it is shown.
const LESSON_STEPS: u32 = 20_000;

impl Session {
    /// Opens a document at its start. The diagnostics say what of it was left out of the run.
    pub fn open(document: Document, origin: Origin) -> (Session, Vec<Diagnostic>) {
        let document = Rc::new(document);
        let (mut history, diagnostics) = History::new(&document);
        let course = if document.horizon.steps <= LESSON_STEPS {
            Course::new(&document, &mut history)
        } else {
            Course::default()
        };
        let authored = history.branches().len();
        let mut session = Session {
            origin,
            opened: document,
            edits: Vec::new(),
            done: 0,
            history,
            step: 0,
            stage: Rc::default(),
            plan: Plan::default(),
            course,
            authored,
            explainer: Explainer::new(),
        };
        session.lay_out();
        (session, diagnostics)
    }

    /// The document as it is now.
    pub fn document(&self) -> &Rc<Document> {
        match self.done {
            0 => &self.opened,
            done => &self.edits[done - 1].document,
        }
    }

    /// Whether the drawing is still the one that the lesson speaks of, and its run the authored one.
    pub fn is_authored(&self) -> bool {
        self.done == 0 && (self.history.current().0 as usize) < self.authored
    }

    /// The world that is looked at.
    pub fn world(&mut self) -> &World {
        self.history.world(self.step)
    }

    /// Whether the run may still grow by itself.
    pub fn is_computing(&self) -> bool {
        self.history.ending().is_none()
    }

    /// Whether the run was halted and can go on.
    pub fn can_continue(&self) -> bool {
        matches!(self.history.ending(), Some(Ending::StepLimit | Ending::TimeLimit))
    }

    /// Whether nothing happens by itself: there is no step, and nobody who would make one.
    pub fn is_idle(&self) -> bool {
        let nobody_acts = self.document().actors.is_empty() || self.history.ending() == Some(Ending::AtRest);
        self.history.steps() == 0 && !self.is_computing() && nobody_acts
    }

    /// Computes a slice of the run ahead; whether there is more to compute.
    pub fn compute(&mut self) -> bool {
        let done = self.history.compute(SLICE);
        if done {
            self.lay_out();
        }
        !done
    }

    /// Computes until a step is known, or the run ends before it.
    pub fn reach(&mut self, step: usize) {
        while self.history.steps() < step && self.is_computing() {
            self.history.compute((step - self.history.steps()).min(4 * SLICE));
        }
    }

    /// Computes the run to its end.
    pub fn reach_end(&mut self) {
        while !self.history.compute(4 * SLICE) {}
        self.lay_out();
    }

    /// Lays the drawing out again where there is more to draw than before.
    pub fn lay_out(&mut self) {
        let document = self.document().clone();
        let start = self.history.world(0).clone();
        let steps = self.history.steps();
        let end = self.history.world(steps).clone();
        let plan = Plan::with_worlds(&document, [&start, &end].into_iter());
        if plan != self.plan {
            self.stage = Rc::new(Stage::new(plan.clone()));
            self.plan = plan;
        }
    }

    /// Edits the document. The run is kept up to the first step that is another one now, and that step is told.
    pub fn edit(&mut self, what: Rc<str>, document: Document) -> Option<usize> {
        self.edits.truncate(self.done);
        self.edits.push(Edit {
            what,
            document: Rc::new(document),
        });
        self.done += 1;
        self.go_over()
    }

    /// Takes the last edit back; what it was, and the first step that is another one now.
    pub fn undo(&mut self) -> Option<(Rc<str>, Option<usize>)> {
        self.done = self.done.checked_sub(1)?;
        let what = self.edits[self.done].what.clone();
        Some((what, self.go_over()))
    }

    /// Makes the last edit again that was taken back.
    pub fn redo(&mut self) -> Option<(Rc<str>, Option<usize>)> {
        let what = self.edits.get(self.done)?.what.clone();
        self.done += 1;
        Some((what, self.go_over()))
    }

    /// What Undo would take back.
    pub fn undoable(&self) -> Option<&Rc<str>> {
        Some(&self.edits[self.done.checked_sub(1)?].what)
    }

    /// What Redo would make again.
    pub fn redoable(&self) -> Option<&Rc<str>> {
        self.edits.get(self.done).map(|edit| &edit.what)
    }

    /// Goes over to the document as it is now.
    fn go_over(&mut self) -> Option<usize> {
        let document = self.document().clone();
        // Who draws at the start of a run has nothing to keep of it.
        let begins_anew = self.origin == Origin::New && self.step == 0 && self.history.branches().len() == 1;
        let differs = if begins_anew {
            (self.history, _) = History::new(&document);
            self.explainer = Explainer::new();
            None
        } else {
            self.history.edit(&document).0
        };
        let known = self.history.steps();
        self.step = self.step.min(known);
        self.history.compute(SLICE);
        self.lay_out();
        differs
    }

    /// Moves nodes. The run does not change by it, so it stays the same.
    pub fn move_nodes(&mut self, what: Rc<str>, places: impl IntoIterator<Item = (Node, Point)>) {
        let mut document = self.placed();
        for (node, to) in places {
            document.positions.insert(node, to);
        }
        self.edits.truncate(self.done);
        self.edits.push(Edit {
            what,
            document: Rc::new(document),
        });
        self.done += 1;
        self.lay_out();
    }

    /// The document with every node where it stands now.
    pub fn placed(&self) -> Document {
        let mut document = Document::clone(self.document());
        for (node, point) in self.stage.layout.positions(&self.stage.plan) {
            document.positions.or_insert(node, point);
        }
        document
    }

    /// The parts of the drawing that a message has touched by now.
    pub fn way_of(&mut self, message: MessageId) -> Parts {
        let stretches = self.explainer.path(&mut self.history, self.step, message);
        let stage = self.stage.clone();
        let ways = stretches.iter().map(|stretch| &stretch.along);
        stage.along(ways, self.world())
    }

    /// What a step has to say.
    pub fn telling(&mut self, step: usize) -> Telling {
        lesson::tell(&mut self.history, step)
    }

    /// Looks at another branch, at its step after which it parted, or where we are if that is before.
    pub fn switch(&mut self, branch: BranchId) {
        self.history.switch(branch);
        self.step = self.step.min(self.history.steps());
        self.lay_out();
    }
}
