//! What is open: a document with its edits, its run, and the step that is looked at.

use crate::base::ids::MessageId;
use crate::explain::Explainer;
use crate::lesson::{self, Course, Telling};
use crate::model::{Diagnostic, Document, Node, Point};
use crate::run::{BranchId, Ending, History};
use crate::scene::plan::Plan;
use crate::scene::stage::{Parts, Stage};
use crate::studio::files::Filed;
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

/// An edit that can be taken back: what it was, and the document after it.
#[derive(Clone, Debug)]
struct Edit {
    what: Rc<str>,
    document: Rc<Document>,
    kind: EditKind,
}

/// What an edit did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EditKind {
    /// It changed the drawing, and so the run.
    Drawing,
    /// It moved nodes, or wrote what only people read. The run is the same.
    Looks,
    /// It went over to a branch with another drawing.
    Switch,
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
    /// The document of each edition that branches of the history run.
    editions: Vec<Rc<Document>>,
    /// The number of the branch that edits have made and that holds nothing else yet. The next edit takes its place.
    draft: Option<u32>,
    /// Where it is kept.
    pub filed: Filed,
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
            editions: vec![document.clone()],
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

    /// How many edits are in effect.
    pub fn changes(&self) -> usize {
        self.done
    }

    /// The document as it is now.
    pub fn document(&self) -> &Rc<Document> {
        match self.done {
            0 => &self.opened,
            done => &self.edits[done - 1].document,
        }
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

    /// Makes a choice at the step that is looked at. What a person does by hand is no draft.
    pub fn act(&mut self, choice: Choice) -> Option<BranchId> {
        let acted = self.history.act(self.step, choice)?;
        self.draft = None;
        Some(acted)
    }

    /// Edits the document. The run is kept up to the first step that is another one now, and that step is told.
    pub fn edit(&mut self, what: Rc<str>, document: Document) -> Option<usize> {
        let kind = if runs_alike(self.document(), &document) {
            EditKind::Looks
        } else {
            EditKind::Drawing
        };
        self.push(what, Rc::new(document), kind);
        self.go_over(kind)
    }

    fn push(&mut self, what: Rc<str>, document: Rc<Document>, kind: EditKind) {
        self.edits.truncate(self.done);
        self.edits.push(Edit { what, document, kind });
        self.done += 1;
    }

    /// Takes the last edit back; what it was, and the first step that is another one now.
    pub fn undo(&mut self) -> Option<(Rc<str>, Option<usize>)> {
        self.done = self.done.checked_sub(1)?;
        let edit = &self.edits[self.done];
        let (what, kind) = (edit.what.clone(), edit.kind);
        Some((what, self.go_over(kind)))
    }

    /// Makes the last edit again that was taken back.
    pub fn redo(&mut self) -> Option<(Rc<str>, Option<usize>)> {
        let edit = self.edits.get(self.done)?;
        let (what, kind) = (edit.what.clone(), edit.kind);
        self.done += 1;
        Some((what, self.go_over(kind)))
    }

    /// What Undo would take back.
    pub fn undoable(&self) -> Option<&Rc<str>> {
        Some(&self.edits[self.done.checked_sub(1)?].what)
    }

    /// What Redo would make again.
    pub fn redoable(&self) -> Option<&Rc<str>> {
        self.edits.get(self.done).map(|edit| &edit.what)
    }

    /// Goes over to the document as it is now. Where a branch runs just this one, and what is looked at is but a draft
    /// or the person only comes back, that branch is looked at; else the run goes on with it as far as it is the same.
    fn go_over(&mut self, kind: EditKind) -> Option<usize> {
        let document = self.document().clone();
        let comes_back = match kind {
            EditKind::Drawing => false,
            EditKind::Switch => true,
            EditKind::Looks => {
                self.move_over(document);
                return None;
            }
        };
        let begins_anew = self.begins_anew();
        let was = self.history.current();
        let is_draft = self.is_draft();
        let known = self.branch_of(&document).filter(|_| comes_back || is_draft);
        let differs = if begins_anew {
            (self.history, _) = History::new(&document);
            self.editions = vec![document];
            self.draft = None;
            None
        } else if let Some(known) = known {
            self.come_back(was, known, is_draft)
        } else {
            self.run_edited(document, is_draft)
        };
        self.explainer = Explainer::new();
        let known = self.history.steps();
        self.step = self.step.min(known);
        self.history.compute(SLICE);
        self.lay_out();
        differs
    }

    /// Who draws at the start of a run has nothing to keep of it, unless something was done by hand in it.
    fn begins_anew(&self) -> bool {
        let by_hand = |choice: &Choice| matches!(choice, Choice::Hand(..));
        let is_alone = self.origin == Origin::New && self.step == 0 && self.history.branches().len() == 1;
        is_alone
            && self.history.branches()[0].name.is_empty()
            && !self.history.all_choices().iter().any(by_hand)
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

    /// The newest branch that runs this document.
    fn branch_of(&self, document: &Rc<Document>) -> Option<BranchId> {
        let branches = self.history.branches();
        let runs = |at: &usize| Rc::ptr_eq(&self.editions[branches[*at].edition], document);
        let at = (0..branches.len()).rev().find(runs)?;
        Some(BranchId(at as u32))
    }

    /// From one branch to another that runs the document already; the first step up to here that is another one there.
    fn come_back(&mut self, from: BranchId, to: BranchId, is_draft: bool) -> Option<usize> {
        let shared = self.history.parting(from, to);
        let mut later = shared + 1..=self.history.steps();
        let differs = later.find(|&step| self.history.differs(from, to, step));
        let number = self.history.branches()[to.0 as usize].number;
        if is_draft && from != to {
            self.history.delete(from);
            self.draft = None;
        }
        if let Some(to) = self.history.find(number) {
            self.history.switch(to);
        }
        differs
    }

    /// The run of an edited document. It takes the place of the old one where that is a draft, or where nothing of it
    /// is lost; the run that a lesson speaks of always stays.
    fn run_edited(&mut self, document: Rc<Document>, is_draft: bool) -> Option<usize> {
        let has_lesson = !self.course.stops.is_empty();
        let differs = if is_draft {
            self.history.edit_in_place(&document).0
        } else {
            let was = self.history.current();
            let differs = self.history.edit(&document).0;
            let new = self.history.current();
            if differs.is_none() && !has_lesson && self.history.children(was) == [new] {
                self.history.supersede(was, new);
            } else {
                self.draft = Some(self.history.branches()[new.0 as usize].number);
            }
            differs
        };
        self.editions.push(document);
        differs
    }

    /// Moves nodes. The run does not change by it, so it stays the same.
    pub fn move_nodes(&mut self, what: Rc<str>, places: impl IntoIterator<Item = (Node, Point)>) {
        let mut document = self.placed();
        for (node, to) in places {
            document.positions.insert(node, to.on_canvas());
        }
        let document = Rc::new(document);
        self.push(what, document.clone(), EditKind::Looks);
        self.move_over(document);
    }

    /// What is looked at runs this document as well as it ran the one before.
    fn move_over(&mut self, document: Rc<Document>) {
        let current = &self.history.branches()[self.history.current().0 as usize];
        self.editions[current.edition] = document;
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

    /// Looks at another branch, at its step after which it parted, or where we are if that is before. Where it runs
    /// another drawing, that is the drawing from now on, and `what` says so where it can be undone.
    pub fn switch(&mut self, branch: BranchId, what: Rc<str>) {
        self.history.switch(branch);
        self.step = self.step.min(self.history.steps());
        let current = &self.history.branches()[self.history.current().0 as usize];
        let document = self.editions[current.edition].clone();
        if !Rc::ptr_eq(self.document(), &document) {
            self.push(what, document, EditKind::Switch);
        }
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

    /// Deletes a branch. What is looked at stays, unless it is that.
    pub fn delete_branch(&mut self, branch: BranchId, what: Rc<str>) {
        if !self.can_delete(branch) || !self.history.delete(branch) {
            return;
        }
        self.explainer = Explainer::new();
        let current = self.history.current();
        self.switch(current, what);
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
