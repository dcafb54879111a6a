//! The narration strip: the chapter, a generated sentence, or a question.

use crate::studio::panels::{Icon, Rich};
use std::rc::Rc;

/// The narration strip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narration {
    /// `Expired`: what kind of step this is.
    pub event: Rc<str>,
    pub icon: Icon,
    /// `Step 14 of 38`.
    pub step_text: Rc<str>,
    /// `at 5.720 s`.
    pub at_text: Rc<str>,
    /// The chapter that speaks; `None` where sentences are generated.
    pub chapter: Option<ChapterHead>,
    /// The chapter's text, or the generated sentences. A paragraph each.
    pub text: Vec<Rich>,
    pub question: Option<Question>,
    /// Whether the document has a lesson to switch predict-first on for.
    pub has_questions: bool,
    pub predict: bool,
    pub has_previous: bool,
    pub has_next: bool,
    /// At the end of a lesson: what to try.
    pub try_this: Option<Rich>,
    /// On a branch of one's own: what the lesson said where it was left, by its title.
    pub task: Option<(Rc<str>, Rich)>,
    /// The lesson can be gone back to.
    pub is_away: bool,
}

/// Which chapter it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterHead {
    /// From 1.
    pub number: usize,
    pub count: usize,
    pub title: Rc<str>,
    /// `Chapter 3 of 9`.
    pub text: Rc<str>,
}

/// A predict-first question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub text: Rich,
    pub answer: AnswerForm,
    /// Whether there is something to lock.
    pub can_reveal: bool,
    pub outcome: Option<Outcome>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerForm {
    /// One of them.
    One(Vec<OptionRow>),
    /// Any of them.
    Several(Vec<OptionRow>),
    /// A number, as typed.
    Number(Rc<str>),
    /// All of them, in order: a picked option carries its place.
    Order(Vec<OptionRow>),
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionRow {
    pub text: Rich,
    pub picked: bool,
    /// Its place in an order, from 1.
    pub place: Option<usize>,
    /// Once locked: whether it belongs to the answer.
    pub right: Option<bool>,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub right: bool,
    /// `You expected: q1 and q2. It was: q2.`
    pub gap: Rich,
    pub explanation: Rich,
}
