//! The lesson, from its object.

use crate::model::diagnostic::Code;
use crate::model::lesson::{AnswerOption, Chapter, Fork, Lesson, Question, QuestionKind};
use crate::model::read::object::Object;
use crate::model::read::script::entry;

/// The lesson of a document.
pub fn lesson(mut object: Object<'_>) -> Lesson {
    Lesson {
        rules: object.texts("rules"),
        after: object.texts("after"),
        forks: object.list("forks", fork),
        chapters: object.list("chapters", chapter),
        questions: object.list("questions", question),
        try_this: object.words("try_this"),
        fine_print: object.words("fine_print"),
        extra: object.extra(),
    }
}

fn fork(mut object: Object<'_>) -> Fork {
    Fork {
        name: object.required_text("name"),
        from: object.required_text("from"),
        script: object.list("script", entry),
        extra: object.extra(),
    }
}

fn chapter(mut object: Object<'_>) -> Chapter {
    Chapter {
        id: object.required_text("id"),
        title: object.words("title"),
        text: object.words("text"),
        stop: object.required_text("stop"),
        fork: object.optional_text("fork"),
        light: object.texts("light"),
        panel: object.text("panel"),
        facts: object.texts("facts"),
        extra: object.extra(),
    }
}

fn question(mut object: Object<'_>) -> Question {
    Question {
        id: object.required_text("id"),
        before: object.required_text("before"),
        kind: kind(&mut object),
        ask: object.words("ask"),
        answer: object.text("answer"),
        at: object.text("at"),
        options: object.list("options", option),
        explain: object.words("explain"),
        extra: object.extra(),
    }
}

fn kind(object: &mut Object<'_>) -> QuestionKind {
    let word = object.required_text("kind");
    QuestionKind::parse(&word).unwrap_or_else(|| {
        let allowed = QuestionKind::ALL.map(QuestionKind::word).to_vec();
        object.error_at("kind", Code::UnknownWord { found: word, allowed });
        QuestionKind::Choose
    })
}

fn option(mut object: Object<'_>) -> AnswerOption {
    AnswerOption {
        id: object.required_text("id"),
        text: object.words("text"),
        belief: object.words("belief"),
        when: object.text("when"),
        extra: object.extra(),
    }
}
