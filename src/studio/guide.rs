//! The lesson: which chapter speaks, which question is asked, and what was answered.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::sorted::SortedSet;
use crate::key;
use crate::lesson::quiz::{Answer, Gap, Item};
use crate::lesson::{ChapterStop, Quiz};
use crate::model::Node;
use crate::model::lesson::{Chapter, Light, Panel, Question, QuestionKind};
use crate::studio::msg::Cmd;
use crate::studio::selection::Selection;
use crate::studio::session::Session;
use crate::studio::view::InspectorTab;
use crate::studio::{Stale, Studio};
use std::rc::Rc;

/// Where a reader is in a lesson.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    /// The chapter that speaks at this step, if one does.
    pub chapter: Option<usize>,
    /// The chapter that spoke last on the lesson's own run: what is tried on another branch is about that.
    pub left: Option<usize>,
    /// The question that is asked now, by its position among the course's.
    pub asking: Option<usize>,
    /// The positions of the picked options, in the order of picking.
    pub picked: Vec<usize>,
    /// What is typed for a number.
    pub typed: Rc<str>,
    /// What came of the question that led here.
    pub outcome: Option<Outcome>,
    answered: SortedSet<usize>,
    /// What the chapter lights.
    pub lights: Vec<Light>,
    /// The message that the chapter's panel is about.
    pub message: Option<MessageId>,
    /// The node that the chapter has selected, until the reader selects one.
    pub selected: Option<Node>,
}

/// What came of a question.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub quiz: usize,
    pub guess: Answer,
    pub gap: Gap,
}

impl Guide {
    fn clear_answer(&mut self) {
        self.picked.clear();
        self.typed = "".into();
    }

    /// The messages that the chapter lights.
    pub fn lit_messages(&self) -> Vec<MessageId> {
        let message = |light: &Light| match light {
            Light::Message(message) => Some(*message),
            Light::Exchange(_)
            | Light::Queue(_)
            | Light::Actor(_)
            | Light::Binding(_)
            | Light::Bindings(_) => None,
        };
        self.lights.iter().filter_map(message).gather()
    }
}

/// A chapter of the session's lesson, where the run is still the lesson's.
pub fn chapter(session: &Session, at: usize) -> Option<&Chapter> {
    session.document().lesson.as_ref()?.chapters.get(at)
}

/// A question of the session's lesson with its quiz.
pub fn question(session: &Session, quiz: usize) -> Option<(&Quiz, &Question)> {
    let quiz = session.course.quizzes.get(quiz)?;
    let lesson = session.document().lesson.as_ref()?;
    Some((quiz, lesson.questions.get(quiz.question)?))
}

impl Studio {
    /// A step was reached: the first chapter that stops there speaks, unless one that does is speaking already.
    pub(super) fn arrive_in_lesson(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let before = self.guide.chapter;
        let (branch, step) = (session.history.current(), session.step);
        let is_authored = session.is_authored();
        let here: Vec<usize> = if is_authored {
            session.course.chapters_at(branch, step).gather()
        } else {
            Vec::new()
        };
        if is_authored {
            self.guide.left = session.course.chapter_by(branch, step);
        }
        let chapter = here
            .iter()
            .find(|at| before == Some(**at))
            .or(here.first())
            .copied();
        self.guide.asking = None;
        self.guide.outcome = None;
        self.open_chapter(chapter);
    }

    /// Lets a chapter speak: lights what it lights, opens the panel that it wants.
    fn open_chapter(&mut self, chapter: Option<usize>) {
        let is_new = self.guide.chapter != chapter;
        self.guide.chapter = chapter;
        self.outdated(Stale::Everything);
        if !is_new {
            return;
        }
        self.guide.lights.clear();
        self.guide.message = None;
        self.let_go();
        let Some(session) = &self.session else {
            return;
        };
        let Some(chapter) = chapter.and_then(|at| self::chapter(session, at)) else {
            return;
        };
        self.guide.lights = chapter
            .light
            .iter()
            .filter_map(|light| light.parse().ok())
            .gather();
        let panel = chapter.panel.parse().unwrap_or_default();
        self.open_panel(panel);
    }

    /// Turns the inspector to what a chapter speaks of. What the reader has closed stays closed: on a narrow window a
    /// panel would cover the picture.
    fn open_panel(&mut self, panel: Panel) {
        match panel {
            Panel::None | Panel::Log => {}
            Panel::Why(message) => {
                self.guide.message = Some(message);
                self.turn_inspector(InspectorTab::Why);
            }
            Panel::Message(message) => {
                self.guide.message = Some(message);
                self.turn_inspector(InspectorTab::Message);
            }
            Panel::Node(name) => {
                let node = self.node_named(&name);
                if self.view.selection.lead() != node.as_ref() {
                    self.guide.selected = node.clone();
                    self.view.selection = Selection::only(node);
                }
                self.turn_inspector(InspectorTab::Node);
            }
        }
    }

    fn turn_inspector(&mut self, tab: InspectorTab) {
        self.view.inspector = self.view.inspector.map(|_| tab);
    }

    /// Whether what is chosen was chosen by a chapter, and not by the reader.
    pub fn is_chosen_by_chapter(&self) -> bool {
        self.guide.selected.is_some() && self.guide.selected.as_ref() == self.view.selection.single()
    }

    /// Ends the selection that a chapter has made, unless the reader has selected something else since.
    fn let_go(&mut self) {
        let selected = self.guide.selected.take();
        if selected.is_some() && selected.as_ref() == self.view.selection.lead() {
            self.view.selection = Selection::default();
            if self.view.inspector == Some(InspectorTab::Node) {
                self.view.inspector = Some(InspectorTab::Why);
            }
        }
    }

    /// The node that a lesson calls by this name.
    fn node_named(&self, name: &str) -> Option<Node> {
        let nodes = &self.session.as_ref()?.stage.plan.nodes;
        nodes
            .iter()
            .find(|node| *node.name == *name)
            .map(|node| node.id.clone())
    }

    /// The chapter after the one that speaks, or after this step.
    pub(super) fn chapter_after(&self) -> Option<usize> {
        let session = self.session.as_ref().filter(|session| session.is_authored())?;
        let branch = session.history.current();
        let next = match self.guide.chapter {
            Some(at) => at + 1,
            None => session
                .course
                .chapter_by(branch, session.step)
                .map_or(0, |at| at + 1),
        };
        (next < session.course.stops.len()).then_some(next)
    }

    /// The chapter before the one that speaks, or before this step.
    pub(super) fn chapter_before(&self) -> Option<usize> {
        let session = self.session.as_ref().filter(|session| session.is_authored())?;
        match self.guide.chapter {
            Some(at) => at.checked_sub(1),
            None => session.course.chapter_by(session.history.current(), session.step),
        }
    }

    /// The question that is still to be asked before the next chapter, at this step.
    fn question_due(&self) -> Option<usize> {
        let session = self.session.as_ref().filter(|_| self.view.predict)?;
        let next = self.chapter_after()?;
        let mut quizzes = session.course.quizzes.iter().enumerate();
        let (at, quiz) = quizzes.find(|(_, quiz)| quiz.chapter == next)?;
        let is_here = quiz.stop.branch == session.history.current() && quiz.stop.after == session.step;
        (is_here && !self.guide.answered.contains(&at)).then_some(at)
    }

    /// The step after which nothing may be told: while predicting comes first, a question to come is not answered by
    /// reading ahead.
    pub(super) fn tells_until(&self) -> Option<usize> {
        let session = self.session.as_ref()?;
        if !self.view.predict || !session.is_authored() {
            return None;
        }
        let (branch, step) = (session.history.current(), session.step);
        let mut quizzes = session.course.quizzes.iter().enumerate();
        let comes = quizzes.any(|(at, quiz)| {
            let is_ahead = quiz.stop.branch == branch && quiz.stop.after >= step;
            is_ahead && !self.guide.answered.contains(&at)
        });
        comes.then_some(step)
    }

    /// Whether playing has to stop at this step: a chapter does.
    pub(super) fn stops_here(&self) -> bool {
        self.guide.chapter.is_some()
    }

    /// Asks the question that is due instead of playing past it; whether there was one.
    pub(super) fn ask_before_playing(&mut self) -> bool {
        if self.guide.asking.is_some() {
            return false;
        }
        let Some(due) = self.question_due() else {
            return false;
        };
        self.ask(due);
        true
    }

    fn ask(&mut self, quiz: usize) {
        self.stop();
        self.guide.asking = Some(quiz);
        self.guide.outcome = None;
        self.guide.clear_answer();
        self.outdated(Stale::Panels);
    }

    pub(super) fn next_chapter(&mut self, cmds: &mut Vec<Cmd>) {
        // After an answer, the chapter has its say.
        if self.guide.outcome.take().is_some() {
            self.outdated(Stale::Panels);
            self.announce_step(cmds);
            return;
        }
        if self.guide.asking.is_none()
            && let Some(due) = self.question_due()
        {
            self.ask(due);
            self.announce_question(cmds);
            return;
        }
        if let Some(next) = self.chapter_after() {
            self.go_to_chapter(next, cmds);
        }
    }

    pub(super) fn previous_chapter(&mut self, cmds: &mut Vec<Cmd>) {
        if self.guide.asking.take().is_some() {
            self.outdated(Stale::Panels);
            return;
        }
        if let Some(previous) = self.chapter_before() {
            self.go_to_chapter(previous, cmds);
        }
    }

    /// From a branch of one's own to the lesson, where it was left.
    pub(super) fn back_to_lesson(&mut self, cmds: &mut Vec<Cmd>) {
        match self.guide.left {
            Some(at) => self.go_to_chapter(at, cmds),
            None => {
                self.switch_branch(0, cmds);
                self.seek(0, cmds);
            }
        }
    }

    /// Goes to where a chapter stops. Its own event is seen to happen.
    fn go_to_chapter(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(&ChapterStop { branch, step, .. }) = session.course.stops.get(at) else {
            return;
        };
        let was = (session.history.current(), session.step);
        if branch != was.0 {
            let what = self.text.get(key!("narration.back")).into();
            session.switch(branch, what);
            self.forget_run();
            self.forget_gone();
        }
        // Of chapters that stop at the same step, the one that is wanted speaks.
        self.guide.chapter = Some(at);
        self.guide.lights.clear();
        if was != (branch, step) {
            let is_ahead = branch != was.0 || step > was.1;
            if is_ahead && step > 0 {
                self.jump(step - 1);
                self.guide.chapter = Some(at);
                self.step_on();
            } else {
                self.jump(step);
            }
        }
        self.guide.asking = None;
        self.guide.chapter = None;
        self.open_chapter(Some(at));
        self.announce_step(cmds);
        self.compute_ahead(cmds);
    }

    pub(super) fn toggle_predict(&mut self) {
        self.view.predict = !self.view.predict;
        if !self.view.predict {
            self.guide.asking = None;
        }
        self.outdated(Stale::Panels);
    }

    /// Picks an option, or takes it back. Of one answer only the last picked stays.
    pub(super) fn pick_option(&mut self, at: usize) {
        let Some(kind) = self.asked_kind() else {
            return;
        };
        let picked = &mut self.guide.picked;
        match picked.iter().position(|known| *known == at) {
            Some(place) => {
                picked.remove(place);
            }
            None => {
                if kind == QuestionKind::Choose {
                    picked.clear();
                }
                picked.push(at);
            }
        }
        self.outdated(Stale::Panels);
    }

    pub(super) fn type_number(&mut self, text: Rc<str>) {
        self.guide.typed = text;
        self.outdated(Stale::Panels);
    }

    fn asked_kind(&self) -> Option<QuestionKind> {
        let (_, question) = question(self.session.as_ref()?, self.guide.asking?)?;
        Some(question.kind)
    }

    /// The answer as it stands; `None` while there is none. That nothing at all is right can be an answer.
    pub(super) fn guess(&self) -> Option<Answer> {
        let (quiz, question) = question(self.session.as_ref()?, self.guide.asking?)?;
        let items = || -> Vec<Item> {
            let picked = self.guide.picked.iter();
            picked.filter_map(|&at| quiz.candidates.get(at).cloned()).gather()
        };
        match question.kind {
            QuestionKind::Queues | QuestionKind::Consumers | QuestionKind::Messages => {
                Some(Answer::Set(items()))
            }
            QuestionKind::Order => {
                let items = items();
                (!items.is_empty()).then_some(Answer::Sequence(items))
            }
            QuestionKind::Number => self.guide.typed.trim().parse().ok().map(Answer::Number),
            QuestionKind::Choose => self.guide.picked.first().map(|&at| Answer::Option(at)),
        }
    }

    /// Locks the answer and goes on to where the run gives its own.
    pub(super) fn reveal(&mut self, cmds: &mut Vec<Cmd>) {
        let (Some(asking), Some(guess)) = (self.guide.asking, self.guess()) else {
            return;
        };
        let Some(quiz) = self
            .session
            .as_ref()
            .and_then(|session| session.course.quizzes.get(asking))
        else {
            return;
        };
        let outcome = Outcome {
            quiz: asking,
            gap: quiz.gap(&guess),
            guess,
        };
        let chapter = quiz.chapter;
        self.guide.answered.insert(asking);
        self.go_to_chapter(chapter, cmds);
        self.guide.outcome = Some(outcome);
        self.announce_outcome(cmds);
    }
}
