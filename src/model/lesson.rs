//! A lesson over the run of a document: chapters, questions, forks.

pub mod function;
pub mod light;
pub mod mention;
pub mod stop;

use crate::model::script::ScriptEntry;
use crate::model::words::{Extra, Words};
use serde::Serialize;

pub use function::Function;
pub use light::{Light, Panel};
pub use stop::{EventPattern, Stop, Verb};

/// A lesson. Texts of patterns and expressions are kept as written; [`Chapter::stop`] and its like parse them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Lesson {
    /// Identifiers of rules that it rests on: `R-DL-1`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// Identifiers of lessons that come before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forks: Vec<Fork>,
    pub chapters: Vec<Chapter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub try_this: Words,
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub fine_print: Words,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Another course of the run: it leaves the main one at a stop and has a script of its own from there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fork {
    pub name: String,
    pub from: String,
    /// Times are those of the run, not since the fork.
    pub script: Vec<ScriptEntry>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A chapter: where the run stops, what is said there, what is lit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chapter {
    pub id: String,
    pub title: Words,
    pub text: Words,
    pub stop: String,
    /// The fork in which the stop is looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fork: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub light: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub panel: String,
    /// What is true at the stop; asserted by a test.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A question that is asked before a chapter and answered by running on to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    pub id: String,
    /// The chapter whose stop answers.
    pub before: String,
    pub kind: QuestionKind,
    pub ask: Words,
    /// An expression of facts that gives the answer. Not for [`QuestionKind::Choose`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// The stop at which the answer is computed; without one, the chapter's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<AnswerOption>,
    pub explain: Words,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// Which queues, possibly none: the answer is a list of names.
    Queues,
    /// Which actors: the answer is a list of names.
    Consumers,
    /// Which messages: the answer is a list of `m1`, `m2`.
    Messages,
    /// In which order: the answer is a list.
    Order,
    /// How many: the answer is an integer.
    Number,
    /// One of the options: the one whose `when` holds.
    Choose,
}

/// One of the options of a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AnswerOption {
    pub id: String,
    pub text: Words,
    /// What somebody believes who chooses it; absent for what is right.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub belief: Words,
    /// An expression of facts: whether this option is the right one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub when: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl QuestionKind {
    /// The word in the file.
    pub fn word(self) -> &'static str {
        match self {
            QuestionKind::Queues => "queues",
            QuestionKind::Consumers => "consumers",
            QuestionKind::Messages => "messages",
            QuestionKind::Order => "order",
            QuestionKind::Number => "number",
            QuestionKind::Choose => "choose",
        }
    }

    /// All kinds.
    pub const ALL: [QuestionKind; 6] = [
        QuestionKind::Queues,
        QuestionKind::Consumers,
        QuestionKind::Messages,
        QuestionKind::Order,
        QuestionKind::Number,
        QuestionKind::Choose,
    ];

    /// Reads [`QuestionKind::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
