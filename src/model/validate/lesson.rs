//! Lessons: both languages, stops, lights, facts and questions.

use crate::model::diagnostic::code::{Language, What};
use crate::model::diagnostic::{Code, Place};
use crate::model::expression::{Builtin, Expression};
use crate::model::lesson::function::Takes;
use crate::model::lesson::stop::message;
use crate::model::lesson::{
    AnswerOption, Chapter, EventPattern, Function, Lesson, Light, Panel, Question, QuestionKind, Stop,
};
use crate::model::nearest::nearest;
use crate::model::validate::{Checker, unknown};
use crate::model::words::Words;
use std::collections::BTreeSet;

impl Checker<'_> {
    pub(super) fn lesson(&mut self, lesson: &Lesson) {
        let place = Place::top().field("lesson");
        let chapters = lesson.chapters.iter().enumerate();
        let chapter_place = |at| place.field("chapters").index(at);
        self.names(
            What::Chapter,
            chapters.map(|(at, chapter)| (chapter.id.as_str(), chapter_place(at))),
        );
        let question_place = |at| place.field("questions").index(at);
        let questions = lesson.questions.iter().enumerate();
        self.names(
            What::Question,
            questions.map(|(at, question)| (question.id.as_str(), question_place(at))),
        );
        self.words(&self.document.title.clone(), Place::top().field("title"));
        self.words(&self.document.promise.clone(), Place::top().field("promise"));
        for (at, fork) in lesson.forks.iter().enumerate() {
            let place = place.field("forks").index(at);
            self.stop(&fork.from, place.field("from"));
            self.script(&fork.script, &place.field("script"));
        }
        let forks: BTreeSet<String> = lesson.forks.iter().map(|fork| fork.name.clone()).collect();
        for (at, chapter) in lesson.chapters.iter().enumerate() {
            self.chapter(chapter, &forks, &chapter_place(at));
        }
        let ids: BTreeSet<String> = lesson.chapters.iter().map(|chapter| chapter.id.clone()).collect();
        for (at, question) in lesson.questions.iter().enumerate() {
            self.question(question, &ids, &question_place(at));
        }
        for (field, words) in [("try_this", &lesson.try_this), ("fine_print", &lesson.fine_print)] {
            if !words.is_empty() {
                self.words(words, place.field(field));
            }
        }
    }

    fn words(&mut self, words: &Words, place: Place) {
        for (text, language) in [(&words.en, Language::English), (&words.zh, Language::Chinese)] {
            if text.trim().is_empty() {
                self.warn(Code::MissingLanguage { language }, place.clone());
            }
        }
    }

    fn chapter(&mut self, chapter: &Chapter, forks: &BTreeSet<String>, place: &Place) {
        self.words(&chapter.title, place.field("title"));
        self.words(&chapter.text, place.field("text"));
        self.stop(&chapter.stop, place.field("stop"));
        if let Some(fork) = chapter.fork.as_ref().filter(|fork| !forks.contains(*fork)) {
            self.error(unknown(What::Fork, fork, forks), place.field("fork"));
        }
        for (at, text) in chapter.light.iter().enumerate() {
            self.light(text, place.field("light").index(at));
        }
        match chapter.panel.parse() {
            Ok(Panel::Node(name)) if !self.known.anything(&name) => {
                self.warn(
                    unknown(What::Node, &name, &self.known.actors),
                    place.field("panel"),
                );
            }
            Ok(_) => {}
            Err(_) => self.error(
                Code::BadPanel {
                    text: chapter.panel.clone(),
                },
                place.field("panel"),
            ),
        }
        for (at, fact) in chapter.facts.iter().enumerate() {
            self.fact(fact, &place.field("facts").index(at));
        }
    }

    fn stop(&mut self, text: &str, place: Place) {
        match text.parse() {
            Ok(Stop::Event(pattern)) => self.event(&pattern, &place),
            Ok(Stop::Start | Stop::Same | Stop::End) => {}
            Err(error) => self.error(Code::BadStop(error), place),
        }
    }

    fn event(&mut self, pattern: &EventPattern, place: &Place) {
        for subject in &pattern.subjects {
            if !self.known.anything(subject) {
                self.warn(unknown(What::Node, subject, &self.known.queues), place.clone());
            }
        }
    }

    fn light(&mut self, text: &str, place: Place) {
        let (what, name, names) = match text.parse() {
            Ok(Light::Exchange(name) | Light::Bindings(name)) => {
                (What::Exchange, name, &self.known.exchanges)
            }
            Ok(Light::Queue(name)) => (What::Queue, name, &self.known.queues),
            Ok(Light::Actor(name)) => (What::Actor, name, &self.known.actors),
            Ok(Light::Binding(name)) => (What::Binding, name, &self.known.bindings),
            Ok(Light::Message(_)) => return,
            Err(_) => return self.error(Code::BadLight { text: text.into() }, place),
        };
        if !names.contains(&name) {
            let code = unknown(what, &name, names);
            self.error(code, place);
        }
    }

    fn fact(&mut self, text: &str, place: &Place) {
        match Expression::parse(text) {
            Ok(expression) => self.facts_in(&expression, place),
            Err(error) => self.found.push(error.at(place)),
        }
    }

    /// In facts a name outside a function means nothing; inside, it is of what the function takes.
    fn facts_in(&mut self, expression: &Expression, place: &Place) {
        match expression {
            Expression::Call(name, arguments) => self.fact_call(name, arguments, place),
            Expression::Name(name) => self.error(Code::UnknownVariable { name: name.clone() }, place.clone()),
            other => {
                for part in other.parts() {
                    self.facts_in(part, place);
                }
            }
        }
    }

    fn fact_call(&mut self, name: &str, arguments: &[Expression], place: &Place) {
        let wrong = |least, most| Code::WrongArguments {
            function: name.into(),
            least,
            most,
            found: arguments.len(),
        };
        if let Some(builtin) = Builtin::parse(name) {
            if builtin.arguments() != arguments.len() {
                self.error(wrong(builtin.arguments(), builtin.arguments()), place.clone());
            }
            return arguments
                .iter()
                .for_each(|argument| self.facts_in(argument, place));
        }
        let Some(function) = Function::parse(name) else {
            let known = Function::ALL.iter().map(|function| function.word());
            let nearest = nearest(name, known);
            return self.error(
                Code::UnknownFunction {
                    name: name.into(),
                    nearest,
                },
                place.clone(),
            );
        };
        let takes = function.arguments();
        if !takes.contains(&arguments.len()) {
            return self.error(wrong(*takes.start(), *takes.end()), place.clone());
        }
        for (at, argument) in arguments.iter().enumerate() {
            self.fact_argument(function.takes(at), argument, place);
        }
    }

    fn fact_argument(&mut self, takes: Takes, argument: &Expression, place: &Place) {
        let Some(name) = argument.as_name() else {
            return self.error(
                Code::NotAName {
                    text: argument.to_string(),
                },
                place.clone(),
            );
        };
        let (what, names) = match takes {
            Takes::Message if message(&name).is_some() => return,
            Takes::QueueOrMessage | Takes::ActorOrMessage if message(&name).is_some() => return,
            Takes::Message => (What::Message, BTreeSet::new()),
            Takes::Queue | Takes::QueueOrMessage => (What::Queue, self.known.queues.clone()),
            Takes::Actor | Takes::ActorOrMessage => (What::Actor, self.known.actors.clone()),
            Takes::Binding => (What::Binding, self.known.bindings.clone()),
            Takes::Effect => (What::Effect, self.known.effects.clone()),
            Takes::Word => return,
            Takes::Pattern => {
                return match name.parse::<EventPattern>() {
                    Ok(pattern) => self.event(&pattern, place),
                    Err(error) => self.error(Code::BadStop(error), place.clone()),
                };
            }
        };
        if !names.contains(&name) {
            self.error(unknown(what, &name, &names), place.clone());
        }
    }

    fn question(&mut self, question: &Question, chapters: &BTreeSet<String>, place: &Place) {
        if !chapters.contains(&question.before) {
            self.error(
                unknown(What::Chapter, &question.before, chapters),
                place.field("before"),
            );
        }
        self.words(&question.ask, place.field("ask"));
        self.words(&question.explain, place.field("explain"));
        if !question.at.is_empty() {
            self.stop(&question.at, place.field("at"));
        }
        let options = question.options.iter().enumerate();
        let option_place = |at| place.field("options").index(at);
        self.names(
            What::Option,
            options.map(|(at, option)| (option.id.as_str(), option_place(at))),
        );
        if question.kind == QuestionKind::Choose {
            if question.options.len() < 2 {
                self.error(Code::QuestionNeeds { field: "options" }, place.clone());
            }
        } else if question.answer.is_empty() {
            self.error(Code::QuestionNeeds { field: "answer" }, place.clone());
        } else {
            self.fact(&question.answer, &place.field("answer"));
        }
        for (at, option) in question.options.iter().enumerate() {
            self.option(option, question.kind, &option_place(at));
        }
    }

    fn option(&mut self, option: &AnswerOption, kind: QuestionKind, place: &Place) {
        if kind == QuestionKind::Choose {
            self.words(&option.text, place.field("text"));
            match option.when.is_empty() {
                true => self.error(Code::QuestionNeeds { field: "when" }, place.clone()),
                false => self.fact(&option.when, &place.field("when")),
            }
        }
        if !option.belief.is_empty() {
            self.words(&option.belief, place.field("belief"));
        }
    }
}
