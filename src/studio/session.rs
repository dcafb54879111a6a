//! What is open: a document with its edits, its run, and the step that is looked at.

mod past;
pub mod renamed;

use crate::base::ids::MessageId;
use crate::explain::Explainer;
use crate::lesson::{self, Course, Telling};
use crate::model::{Diagnostic, Document, Node, Point};
use crate::run::told::Renamed;
use crate::run::{BranchId, Ending, History};
use crate::scene::plan::Plan;
use crate::scene::stage::{Parts, Stage};
use crate::studio::files::Filed;
use crate::studio::session::past::Past;
use crate::studio::session::renamed::renamed;
use crate::world::{Choice, World};
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

impl Origin {
    /// What the page's address says while it is open. No address leads to a file.
    pub fn address(&self) -> String {
        match self {
            Origin::New => "?new".into(),
            Origin::Gallery(id) => ["?scenario=", id].concat(),
            Origin::File(_) => String::new(),
        }
    }
}

/// What is open.
#[derive(Debug)]
pub struct Session {
    pub origin: Origin,
    opened: Rc<Document>,
    document: Rc<Document>,
    past: Past,
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
    /// The document of each edition that branches of the history run.
    editions: Vec<Rc<Document>>,
    /// The number of the branch that edits have made and that holds nothing else yet. The next edit takes its place.
    draft: Option<u32>,
    /// Where it is kept.
    pub filed: Filed,
}

/// How many steps of the run are computed at a time.
const SLICE: usize = 128;

/// How many steps of other branches are gone through when an edit tells nothing else on the one that is looked at.
const TRIED: usize = 20_000;

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
            editions: vec![document.clone()],
            opened: document.clone(),
            document,
            past: Past::default(),
            history,
            step: 0,
            stage: Rc::default(),
            plan: Plan::default(),
            course,
            authored,
            explainer: Explainer::new(),
            draft: None,
            filed: Filed::default(),
        };
        session.lay_out();
        (session, diagnostics)
    }

    /// The document as it was opened.
    pub fn opened(&self) -> &Rc<Document> {
        &self.opened
    }

    /// The document as it is now.
    pub fn document(&self) -> &Rc<Document> {
        &self.document
    }

    /// Whether the run is still the one that the lesson speaks of: edits lead to other branches.
    pub fn is_authored(&self) -> bool {
        (self.history.current().0 as usize) < self.authored
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

    /// Makes a choice at the step that is looked at. What a person does by hand is no draft, and can be taken back.
    pub fn act(&mut self, choice: Choice, what: Rc<str>) -> Option<BranchId> {
        let before = self.moment();
        let acted = self.history.act(self.step, choice)?;
        if acted != before.branch() || self.history.steps() != before.steps() {
            self.draft = None;
            self.note(what, before);
        }
        Some(acted)
    }

    /// Edits the document. The run is kept up to the first step that is another one now, and that step is told.
    pub fn edit(&mut self, what: Rc<str>, document: Document) -> Option<usize> {
        let is_alike = runs_alike(&self.document, &document);
        let before = self.moment();
        self.document = Rc::new(document);
        let differs = if is_alike {
            self.move_over();
            None
        } else {
            self.go_over()
        };
        self.note(what, before);
        differs
    }

    /// Goes over to the document as it is now: the run goes on with it as far as it is the same.
    fn go_over(&mut self) -> Option<usize> {
        let document = self.document.clone();
        let differs = if self.begins_anew() {
            (self.history, _) = History::new(&document);
            self.editions = vec![document];
            self.draft = None;
            None
        } else {
            self.run_edited(document)
        };
        self.look_again();
        differs
    }

    /// The run is another one: what is known of it is read again.
    fn look_again(&mut self) {
        self.explainer = Explainer::new();
        self.reach(self.step);
        self.step = self.step.min(self.history.steps());
        self.history.compute(SLICE);
        self.lay_out();
    }

    /// Who draws at the start of a run has nothing to keep of it, unless something was chosen in it.
    fn begins_anew(&self) -> bool {
        let [alone] = self.history.branches() else {
            return false;
        };
        self.origin == Origin::New && self.step == 0 && alone.name.is_empty() && !alone.is_by_hand()
    }

    /// Whether an edit now leaves the run that is looked at as a branch of its own.
    pub fn forks_by_edit(&self) -> bool {
        !self.begins_anew() && !self.is_draft()
    }

    /// Whether the branch that is looked at was made by edits alone.
    fn is_draft(&self) -> bool {
        let history = &self.history;
        let current = &history.branches()[history.current().0 as usize];
        self.draft == Some(current.number)
            && current.name.is_empty()
            && history.children(history.current()).is_empty()
    }

    /// The run of an edited document. Where it tells nothing else it takes the place of the old one, and so do the other
    /// branches of that drawing; else the old one stays as a branch, that of a draft aside.
    fn run_edited(&mut self, document: Rc<Document>) -> Option<usize> {
        let was = self.history.current();
        // What a lesson asks is worked out under the names that things had.
        let parent = self.history.branches()[was.0 as usize].parent;
        let base = parent.filter(|_| self.is_draft()).map_or(was, |(of, _)| of);
        let edition = self.history.branches()[base.0 as usize].edition;
        let renamed = if self.course.stops.is_empty() {
            renamed(self.document_of(base), &document)
        } else {
            Vec::new()
        };
        let is_draft = self.is_draft();
        let differs = if is_draft {
            self.history.leave_again(was, &document, &renamed)
        } else {
            self.history.edit(&document, &renamed).0
        };
        self.editions.push(document.clone());
        self.draft = differs.map(|_| self.history.looked_at());
        if differs.is_none() {
            if !is_draft {
                self.history.settle(was, self.history.current());
            }
            self.bring_others(edition, &document, &renamed);
        }
        differs
    }

    /// The other branches of a drawing go over to the edited one, too, where that tells nothing else there. How long that
    /// takes is bounded: of very long runs only the one that is looked at goes over.
    fn bring_others(&mut self, edition: usize, document: &Rc<Document>, renamed: &[Renamed]) {
        let mut left = TRIED;
        for at in 0..self.history.branches().len() {
            let branch = &self.history.branches()[at];
            let steps = branch.steps();
            if branch.edition == edition && steps <= left {
                left -= steps;
                self.history.take_over(BranchId(at as u32), document, renamed);
                self.editions.push(document.clone());
            }
        }
    }

    /// Moves nodes. The run does not change by it, so it stays the same.
    pub fn move_nodes(&mut self, what: Rc<str>, places: impl IntoIterator<Item = (Node, Point)>) {
        let before = self.moment();
        let mut document = self.placed();
        for (node, to) in places {
            document.positions.insert(node, to.on_canvas());
        }
        self.document = Rc::new(document);
        self.move_over();
        self.note(what, before);
    }

    /// What is looked at runs the document as well as it ran the one before.
    fn move_over(&mut self) {
        let current = &self.history.branches()[self.history.current().0 as usize];
        self.editions[current.edition] = self.document.clone();
        self.lay_out();
    }

    /// The document with every node where it stands now.
    pub fn placed(&self) -> Document {
        let mut document = Document::clone(self.document());
        for (node, point) in self.stage.layout.positions(&self.stage.plan) {
            document.positions.or_insert(node, point.on_canvas());
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

    /// Looks at another branch, at the step where we are, or at its end if that is before. Where it runs another drawing,
    /// that is the drawing from now on, and `what` says so where it can be undone.
    pub fn switch(&mut self, branch: BranchId, what: Rc<str>) {
        let before = self.moment();
        self.history.switch(branch);
        self.reach(self.step);
        self.step = self.step.min(self.history.steps());
        let was = self.document.clone();
        self.take_document();
        if !Rc::ptr_eq(&was, &self.document) {
            self.note(what, before);
        }
    }

    /// The drawing is that of the branch that is looked at.
    fn take_document(&mut self) {
        self.document = self.document_of(self.history.current()).clone();
        self.lay_out();
    }

    /// The document that a branch runs.
    pub fn document_of(&self, branch: BranchId) -> &Rc<Document> {
        &self.editions[self.history.branches()[branch.0 as usize].edition]
    }

    /// Whether a branch can be deleted: the authored ones stay.
    pub fn can_delete(&self, branch: BranchId) -> bool {
        (branch.0 as usize) >= self.authored.max(1)
    }

    /// Deletes a branch; whether it was there to be deleted. What is looked at stays, unless it is that.
    pub fn delete_branch(&mut self, branch: BranchId, what: Rc<str>) -> bool {
        let before = self.moment();
        let draft = self.draft.and_then(|number| self.history.find(number));
        let parent = draft.and_then(|draft| self.history.branches()[draft.0 as usize].parent);
        let is_gone = self.can_delete(branch) && self.history.delete(branch);
        if is_gone {
            // What its edits were made of goes with it: from now on it is a run of its own.
            self.draft = self.draft.filter(|_| parent.is_none_or(|(of, _)| of != branch));
            self.take_document();
            self.look_again();
            self.note(what, before);
        }
        is_gone
    }

    /// Gives a branch a name of its own.
    pub fn name_branch(&mut self, branch: BranchId, name: Rc<str>, what: Rc<str>) {
        let before = self.moment();
        self.history.rename(branch, name);
        self.note(what, before);
    }
}

/// Whether two documents have the same run: they differ in nothing but where things stand and what people read.
fn runs_alike(one: &Document, other: &Document) -> bool {
    one.seed == other.seed
        && one.horizon == other.horizon
        && one.vhost == other.vhost
        && one.topology == other.topology
        && one.actors == other.actors
        && one.script == other.script
}
