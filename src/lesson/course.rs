//! A lesson laid on its run: where each chapter stops, what holds there, and what the answers to its questions are.
//!
//! Everything is found in the run. A lesson whose stop does not occur or whose fact does not hold is told so; the rest
//! of it still plays.

use crate::base::value::Value;
use crate::lesson::chronicle::Chronicle;
use crate::lesson::fork;
use crate::lesson::matches::{self, Matches};
use crate::lesson::moment::Moment;
use crate::lesson::quiz::Quiz;
use crate::model::document::Document;
use crate::model::expression::{Expression, evaluate};
use crate::model::lesson::{Lesson, Stop};
use crate::run::{BranchId, History};

/// A lesson on its run.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Where each chapter stops, in the order of the lesson.
    pub stops: Vec<ChapterStop>,
    /// The questions whose answer was found, in the order of the lesson.
    pub quizzes: Vec<Quiz>,
    /// What of the lesson does not fit the run.
    pub flaws: Vec<Flaw>,
}

/// Where a chapter stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChapterStop {
    pub branch: BranchId,
    pub step: usize,
    /// The stop before it in its branch: where its question is asked.
    pub after: usize,
}

/// Something in a lesson that does not fit its run. Chapters and questions are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A fork whose start does not occur, or whose script does nothing.
    Fork { fork: usize },
    /// A stop that cannot be read or does not occur; the chapter stops where the one before does.
    Stop { chapter: usize },
    /// A fact that does not hold at its stop.
    Fact { chapter: usize, fact: String },
    /// A question that has no answer in the run.
    Question { question: usize },
}

impl Flaw {
    /// In the words of the file, for its author.
    pub fn told(&self, lesson: &Lesson) -> String {
        let chapter = |at: usize| &lesson.chapters[at];
        match self {
            Flaw::Fork { fork } => format!(
                "fork {:?} does not begin, or changes nothing",
                lesson.forks[*fork].name
            ),
            Flaw::Stop { chapter: at } => {
                format!(
                    "chapter {:?} does not stop: there is no {:?}",
                    chapter(*at).id,
                    chapter(*at).stop
                )
            }
            Flaw::Fact { chapter: at, fact } => {
                format!("chapter {:?}: not so at its stop: {fact}", chapter(*at).id)
            }
            Flaw::Question { question } => {
                format!(
                    "question {:?} has no answer in the run",
                    lesson.questions[*question].id
                )
            }
        }
    }
}

/// A branch of the run as lessons see it.
struct Told {
    name: Option<String>,
    branch: BranchId,
    /// Where it leaves the main run.
    from: usize,
    chronicle: Chronicle,
    matches: Matches,
}

impl Course {
    /// Plays the run to its end, forks included, and finds everything in it. The history looks at the branch that it
    /// looked at before.
    pub fn new(document: &Document, history: &mut History) -> Course {
        let Some(lesson) = &document.lesson else {
            return Course::default();
        };
        let branch = history.current();
        let mut course = Course::default();
        let told = course.tell(document, lesson, history);
        course.find_stops(lesson, &told);
        course.check_facts(document, lesson, history, &told);
        course.answer(document, lesson, history, &told);
        history.switch(branch);
        course
    }

    /// The chapters that stop at a step, in their order.
    pub fn chapters_at(&self, branch: BranchId, step: usize) -> impl Iterator<Item = usize> {
        let here = move |stop: &ChapterStop| stop.branch == branch && stop.step == step;
        self.stops
            .iter()
            .enumerate()
            .filter(move |(_, stop)| here(stop))
            .map(|(chapter, _)| chapter)
    }

    /// The last chapter that has stopped by a step.
    pub fn chapter_by(&self, branch: BranchId, step: usize) -> Option<usize> {
        self.stops
            .iter()
            .rposition(|stop| stop.branch == branch && stop.step <= step)
    }

    /// The question that is asked before a chapter.
    pub fn quiz_before(&self, chapter: usize) -> Option<&Quiz> {
        self.quizzes.iter().find(|quiz| quiz.chapter == chapter)
    }

    fn tell(&mut self, document: &Document, lesson: &Lesson, history: &mut History) -> Vec<Told> {
        let main = BranchId::default();
        history.switch(main);
        fork::play_to_end(history);
        let mut told = vec![Told::read(None, 0, document, history)];
        for (at, fork) in lesson.forks.iter().enumerate() {
            let from = match fork.from.parse() {
                Ok(stop) => find(&stop, &told[0].chronicle, 0),
                Err(_) => None,
            };
            history.switch(main);
            match from.and_then(|from| Some((from, fork::play(document, history, fork, from)?))) {
                Some((from, _)) => told.push(Told::read(Some(fork.name.clone()), from, document, history)),
                None => self.flaws.push(Flaw::Fork { fork: at }),
            }
        }
        told
    }

    fn find_stops(&mut self, lesson: &Lesson, told: &[Told]) {
        for (at, chapter) in lesson.chapters.iter().enumerate() {
            let branch = told
                .iter()
                .find(|told| told.name == chapter.fork)
                .unwrap_or(&told[0]);
            let before = self.stops.iter().rfind(|stop| stop.branch == branch.branch);
            let after = before.map_or(branch.from, |stop| stop.step);
            let found = chapter
                .stop
                .parse()
                .ok()
                .and_then(|stop| find(&stop, &branch.chronicle, after));
            if found.is_none() {
                self.flaws.push(Flaw::Stop { chapter: at });
            }
            // Chapters that share a stop also share what lies before it.
            let same = before.filter(|stop| Some(stop.step) == found);
            self.stops.push(ChapterStop {
                branch: branch.branch,
                step: found.unwrap_or(after),
                after: same.map_or(after, |stop| stop.after),
            });
        }
    }

    fn check_facts(&mut self, document: &Document, lesson: &Lesson, history: &mut History, told: &[Told]) {
        for (at, (chapter, stop)) in lesson.chapters.iter().zip(&self.stops).enumerate() {
            for fact in &chapter.facts {
                let value = ask(fact, *stop, stop.step, document, history, told);
                if value != Some(Value::Boolean(true)) {
                    self.flaws.push(Flaw::Fact {
                        chapter: at,
                        fact: fact.clone(),
                    });
                }
            }
        }
    }

    fn answer(&mut self, document: &Document, lesson: &Lesson, history: &mut History, told: &[Told]) {
        for (at, question) in lesson.questions.iter().enumerate() {
            let quiz = self.quiz(at, document, lesson, history, told);
            if quiz.is_none() {
                self.flaws.push(Flaw::Question { question: at });
            }
            self.quizzes.extend(quiz.filter(|_| !question.before.is_empty()));
        }
    }

    fn quiz(
        &self,
        at: usize,
        document: &Document,
        lesson: &Lesson,
        history: &mut History,
        told: &[Told],
    ) -> Option<Quiz> {
        let question = &lesson.questions[at];
        let chapter = lesson
            .chapters
            .iter()
            .position(|chapter| chapter.id == question.before)?;
        let stop = self.stops[chapter];
        let chronicle = &told.iter().find(|told| told.branch == stop.branch)?.chronicle;
        let until = match question.at.as_str() {
            "" => stop.step,
            at => find(&at.parse().ok()?, chronicle, stop.after)?,
        };
        let mut ask = |expression: &str| ask(expression, stop, until, document, history, told);
        let answer = Quiz::answer(question, &mut ask)?;
        history.switch(stop.branch);
        let candidates = Quiz::candidates(document, question, history.world(stop.after), &answer);
        Some(Quiz {
            question: at,
            chapter,
            stop,
            candidates,
            answer,
        })
    }
}

impl Told {
    fn read(name: Option<String>, from: usize, document: &Document, history: &mut History) -> Told {
        Told {
            name,
            branch: history.current(),
            from,
            chronicle: Chronicle::read(history),
            matches: matches::read(document, history),
        }
    }
}

/// The step of a stop, behind the stop before it.
fn find(stop: &Stop, chronicle: &Chronicle, after: usize) -> Option<usize> {
    match stop {
        Stop::Start => Some(0),
        Stop::Same => Some(after),
        Stop::End => Some(chronicle.steps()),
        Stop::Event(pattern) => chronicle.find(pattern, after),
    }
}

/// The value of an expression of facts at the end of step `until` in the branch of `stop`.
fn ask(
    expression: &str,
    stop: ChapterStop,
    until: usize,
    document: &Document,
    history: &mut History,
    told: &[Told],
) -> Option<Value> {
    let expression = Expression::parse(expression).ok()?;
    let branch = told.iter().find(|told| told.branch == stop.branch)?;
    history.switch(stop.branch);
    let moment = Moment {
        document,
        world: history.world(until),
        chronicle: &branch.chronicle,
        matches: &branch.matches,
        step: until,
        after: stop.after,
    };
    Some(evaluate(&expression, &moment))
}
