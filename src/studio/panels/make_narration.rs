//! Making the narration: the chapter that speaks, the question that is asked, or what the step has to say.

use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::lesson::Quiz;
use crate::lesson::quiz::{Answer, Item};
use crate::model::lesson::{Lesson, Question as Asked, QuestionKind};
use crate::studio::guide::{self, Outcome as Came};
use crate::studio::panels::Rich;
use crate::studio::panels::make::authored;
use crate::studio::panels::narration::{AnswerForm, ChapterHead, Narration, OptionRow, Outcome, Question};
use crate::studio::session::Session;
use crate::studio::{Studio, manifest::in_language};
use crate::text::{Argument, Language, Piece, Text};
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn narration(&mut self) -> Narration {
        let Some(step) = self.session.as_ref().map(|session| session.step) else {
            return Narration::default();
        };
        let told = self.told(step);
        let step_text = self.step_text();
        let kind = self.tile_kind(step);
        let has_previous = self.guide.asking.is_some() || self.chapter_before().is_some();
        let has_next = self.guide.outcome.is_some() || self.chapter_after().is_some();
        let question = self.question();
        let Some(session) = &mut self.session else {
            return Narration::default();
        };
        let now_ms = session.world().now();
        let lesson = session.document().lesson.clone();
        let chapters = lesson.as_ref().map_or(0, |lesson| lesson.chapters.len());
        let speaking = self.guide.chapter.filter(|_| self.guide.asking.is_none());
        let chapter = speaking.and_then(|at| Some((at, guide::chapter(session, at)?)));
        let head = chapter.map(|(at, chapter)| ChapterHead {
            number: at + 1,
            count: chapters,
            title: in_language(&chapter.title, self.view.language).into(),
            text: self
                .text
                .line(entry!("narration.chapter_of", chapter = at + 1, count = chapters))
                .into(),
        });
        let is_away = !session.is_authored() && !session.course.stops.is_empty();
        let task = self
            .guide
            .left
            .filter(|_| is_away)
            .and_then(|at| task(&self.text, self.view.language, lesson.as_ref()?, at));
        let is_last = speaking.is_some_and(|at| at + 1 == chapters);
        let try_this = lesson
            .as_ref()
            .filter(|lesson| is_last && !lesson.try_this.is_empty());
        Narration {
            event: self.text.get(kind.key()).into(),
            icon: kind.icon(),
            step_text: step_text.into(),
            at_text: self
                .text
                .line(entry!("timeline.at", at = Argument::Moment(now_ms)))
                .into(),
            text: match chapter {
                Some((_, chapter)) => vec![authored(&self.text, &chapter.text)],
                None => vec![told],
            },
            chapter: head,
            question,
            has_questions: session.is_authored() && !session.course.quizzes.is_empty(),
            predict: self.view.predict,
            has_previous,
            has_next,
            try_this: try_this.map(|lesson| authored(&self.text, &lesson.try_this)),
            task,
            is_away,
        }
    }

    /// The question that is asked, or the one whose answer has just been given.
    fn question(&self) -> Option<Question> {
        let session = self.session.as_ref()?;
        if let Some(asking) = self.guide.asking {
            let (quiz, asked) = guide::question(session, asking)?;
            return Some(Question {
                text: authored(&self.text, &asked.ask),
                answer: self.form(session, quiz, asked, None),
                can_reveal: self.guess().is_some(),
                outcome: None,
            });
        }
        let came = self.guide.outcome.as_ref()?;
        let (quiz, asked) = guide::question(session, came.quiz)?;
        Some(Question {
            text: authored(&self.text, &asked.ask),
            answer: self.form(session, quiz, asked, Some(came)),
            can_reveal: false,
            outcome: Some(Outcome {
                right: came.gap.right,
                gap: self.gap(asked, quiz, came),
                explanation: authored(&self.text, &asked.explain),
            }),
        })
    }

    fn form(&self, _: &Session, quiz: &Quiz, asked: &Asked, came: Option<&Came>) -> AnswerForm {
        let rows = || self.rows(quiz, asked, came);
        match asked.kind {
            QuestionKind::Queues | QuestionKind::Consumers | QuestionKind::Messages => {
                AnswerForm::Several(rows())
            }
            QuestionKind::Order => AnswerForm::Order(rows()),
            QuestionKind::Choose => AnswerForm::One(rows()),
            QuestionKind::Number => AnswerForm::Number(match came.map(|came| &came.guess) {
                Some(Answer::Number(number)) => number.to_string().into(),
                Some(Answer::Set(_) | Answer::Sequence(_) | Answer::Option(_)) | None => {
                    self.guide.typed.clone()
                }
            }),
        }
    }

    fn rows(&self, quiz: &Quiz, asked: &Asked, came: Option<&Came>) -> Vec<OptionRow> {
        let is_order = asked.kind == QuestionKind::Order;
        let place = |at: usize| self.guide.picked.iter().position(|picked| *picked == at);
        if asked.kind == QuestionKind::Choose {
            let options = asked.options.iter().enumerate();
            let rows = options.map(|(at, option)| OptionRow {
                text: authored(&self.text, &option.text),
                picked: match came {
                    Some(came) => came.guess == Answer::Option(at),
                    None => place(at).is_some(),
                },
                place: None,
                right: came.map(|_| quiz.answer == Answer::Option(at)),
            });
            return rows.gather();
        }
        let candidates = quiz.candidates.iter().enumerate();
        let rows = candidates.map(|(at, item)| {
            let guessed = came.map(|came| came.guess.items().iter().position(|of| of == item));
            let place = guessed.unwrap_or_else(|| place(at));
            OptionRow {
                text: vec![piece(item)],
                picked: place.is_some(),
                place: place.filter(|_| is_order).map(|place| place + 1),
                right: came.map(|_| quiz.answer.items().contains(item)),
            }
        });
        rows.gather()
    }

    /// `You expected: q1 and q2. It was: q2.`
    fn gap(&self, asked: &Asked, quiz: &Quiz, came: &Came) -> Rich {
        if came.gap.right {
            return self.text.say(entry!("narration.right"));
        }
        let answer = Argument::Pieces(self.answer(asked, &quiz.answer));
        self.text.say(match &came.guess {
            Answer::Set(items) if items.is_empty() => entry!("narration.gap_nothing", answer = answer),
            guess => entry!(
                "narration.gap",
                guess = Argument::Pieces(self.answer(asked, guess)),
                answer = answer
            ),
        })
    }

    fn answer(&self, asked: &Asked, answer: &Answer) -> Rich {
        match answer {
            Answer::Set(items) | Answer::Sequence(items) if items.is_empty() => {
                self.text.say(entry!("narration.none"))
            }
            Answer::Set(items) | Answer::Sequence(items) => {
                let items = items.iter().map(|item| Argument::Pieces(vec![piece(item)]));
                Argument::List(items.gather()).pieces(&self.text)
            }
            Answer::Number(number) => vec![Piece::Strong(number.to_string())],
            Answer::Option(at) => asked
                .options
                .get(*at)
                .map_or_else(Rich::new, |option| clause(authored(&self.text, &option.text))),
        }
    }
}

/// What there is to do on a branch of one's own: the lesson's task after its last chapter, else what a chapter says.
fn task(words: &Text, language: Language, lesson: &Lesson, at: usize) -> Option<(Rc<str>, Rich)> {
    let chapter = lesson.chapters.get(at)?;
    if at + 1 == lesson.chapters.len() && !lesson.try_this.is_empty() {
        let title = words.get(key!("narration.try_this"));
        return Some((title.into(), authored(words, &lesson.try_this)));
    }
    let title = in_language(&chapter.title, language);
    Some((title.into(), authored(words, &chapter.text)))
}

/// A sentence as a part of another one: without its full stop.
fn clause(mut sentence: Rich) -> Rich {
    if let Some(Piece::Plain(words)) = sentence.last_mut() {
        words.truncate(words.trim_end_matches(['.', '。']).len());
    }
    sentence
}

fn piece(item: &Item) -> Piece {
    match item {
        Item::Name(name) => Piece::Code(name.to_string()),
        Item::Message(message) => Piece::Message(*message),
    }
}
