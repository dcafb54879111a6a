//! A predict-first question on its run: what can be answered, what is right, and how far a guess is from it.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::order;
use crate::base::sorted::SortedSet;
use crate::base::value::Value;
use crate::explain::Label;
use crate::lesson::course::ChapterStop;
use crate::model::document::Document;
use crate::model::lesson::stop::message;
use crate::model::lesson::{Question, QuestionKind};
use crate::world::World;

/// A question, ready to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiz {
    /// Its position among the questions of the lesson.
    pub question: usize,
    /// The chapter before which it is asked.
    pub chapter: usize,
    /// Where that chapter stops; it is asked at the end of the step `stop.after`.
    pub stop: ChapterStop,
    /// What can be picked, in the order of showing. Nothing for a number; for a choice the options stand in the lesson.
    pub candidates: Vec<Item>,
    pub answer: Answer,
}

/// Something that an answer can name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A queue or an actor.
    Name(Label),
    Message(MessageId),
}

/// An answer, computed or guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These, in any order, perhaps none.
    Set(Vec<Item>),
    /// These, in this order.
    Sequence(Vec<Item>),
    Number(i64),
    /// The option at this position.
    Option(usize),
}

/// What lies between a guess and the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub right: bool,
    /// What belongs to the answer and was not guessed.
    pub missed: Vec<Item>,
    /// What was guessed and does not belong to the answer.
    pub extra: Vec<Item>,
}

impl Quiz {
    /// How far a guess is from the answer.
    pub fn gap(&self, guess: &Answer) -> Gap {
        let (right, guessed) = (self.answer.items(), guess.items());
        let without = |these: &[Item], those: &[Item]| -> Vec<Item> {
            these
                .iter()
                .filter(|item| !those.contains(item))
                .cloned()
                .gather()
        };
        let (missed, extra) = (without(right, guessed), without(guessed, right));
        let equal = match (&self.answer, guess) {
            (Answer::Set(_), Answer::Set(_)) => missed.is_empty() && extra.is_empty(),
            (answer, guess) => answer == guess,
        };
        Gap {
            right: equal,
            missed,
            extra,
        }
    }

    /// The answer to a question; `ask` gives the value of an expression of facts.
    pub(super) fn answer(question: &Question, ask: &mut impl FnMut(&str) -> Option<Value>) -> Option<Answer> {
        match question.kind {
            QuestionKind::Queues | QuestionKind::Consumers => {
                let names = texts(&ask(&question.answer)?)?;
                Some(Answer::Set(names.into_iter().map(Item::Name).gather()))
            }
            QuestionKind::Messages => Some(Answer::Set(things(&ask(&question.answer)?)?)),
            QuestionKind::Order => Some(Answer::Sequence(things(&ask(&question.answer)?)?)),
            QuestionKind::Number => ask(&question.answer)?.as_integer().map(Answer::Number),
            QuestionKind::Choose => {
                let holds = |when: &str| ask(when) == Some(Value::Boolean(true));
                let whens: Vec<&str> = question
                    .options
                    .iter()
                    .map(|option| option.when.as_str())
                    .gather();
                whens.into_iter().position(holds).map(Answer::Option)
            }
        }
    }

    /// What can be picked at the moment of asking. What the answer names is always among it.
    pub(super) fn candidates(
        document: &Document,
        question: &Question,
        world: &World,
        answer: &Answer,
    ) -> Vec<Item> {
        let mut candidates: Vec<Item> = match question.kind {
            QuestionKind::Queues => queues(document, world),
            QuestionKind::Consumers => consumers(document),
            QuestionKind::Messages | QuestionKind::Order => messages(world),
            QuestionKind::Number | QuestionKind::Choose => return Vec::new(),
        };
        let missing = answer.items().iter().filter(|item| !candidates.contains(item));
        let missing: Vec<Item> = missing.cloned().gather();
        candidates.extend(missing);
        if matches!(question.kind, QuestionKind::Messages | QuestionKind::Order) {
            order::sort(&mut candidates);
        }
        candidates
    }
}

impl Answer {
    /// What it names.
    pub fn items(&self) -> &[Item] {
        match self {
            Answer::Set(items) | Answer::Sequence(items) => items,
            Answer::Number(_) | Answer::Option(_) => &[],
        }
    }
}

impl Item {
    fn read(text: Label) -> Item {
        match message(&text) {
            Some(message) => Item::Message(message),
            None => Item::Name(text),
        }
    }
}

/// The queues as the drawing lists them, then those that programs declared.
fn queues(document: &Document, world: &World) -> Vec<Item> {
    let broker = world.broker();
    let drawn = document
        .topology
        .queues
        .iter()
        .map(|queue| Label::from(queue.name.as_str()));
    let mut names: Vec<Label> = drawn.gather();
    for queue in broker.vhosts().flat_map(|(vhost, _)| broker.queues(vhost)) {
        let name = broker.names().shared(broker.queue_name(queue.id));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(Item::Name).gather()
}

/// The actors that consume.
fn consumers(document: &Document) -> Vec<Item> {
    let consuming = document.actors.iter().filter(|actor| !actor.consumes.is_empty());
    consuming
        .map(|actor| Item::Name(actor.name.as_str().into()))
        .gather()
}

/// The messages of which the broker has a copy.
fn messages(world: &World) -> Vec<Item> {
    let broker = world.broker();
    let labels: SortedSet<MessageId> = broker
        .copies()
        .map(|copy| broker.message(copy.message).label)
        .collect();
    labels.into_iter().map(Item::Message).gather()
}

fn texts(list: &Value) -> Option<Vec<Label>> {
    list.as_array()?
        .iter()
        .map(|item| item.as_text().map(Label::from))
        .collect()
}

fn things(list: &Value) -> Option<Vec<Item>> {
    Some(texts(list)?.into_iter().map(Item::read).gather())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::BranchId;

    fn quiz(answer: Answer) -> Quiz {
        let stop = ChapterStop {
            branch: BranchId::default(),
            step: 1,
            after: 0,
        };
        Quiz {
            question: 0,
            chapter: 0,
            stop,
            candidates: Vec::new(),
            answer,
        }
    }

    fn names(names: &[&str]) -> Vec<Item> {
        names.iter().map(|name| Item::Name((*name).into())).collect()
    }

    #[test]
    fn a_set_is_right_in_any_order_and_a_sequence_in_one() {
        let set = quiz(Answer::Set(names(&["q1", "q2"])));
        assert!(set.gap(&Answer::Set(names(&["q2", "q1"]))).right);
        let gap = set.gap(&Answer::Set(names(&["q2", "q3"])));
        assert_eq!(
            gap,
            Gap {
                right: false,
                missed: names(&["q1"]),
                extra: names(&["q3"])
            }
        );
        let sequence = quiz(Answer::Sequence(names(&["q1", "q2"])));
        assert!(!sequence.gap(&Answer::Sequence(names(&["q2", "q1"]))).right);
        assert!(quiz(Answer::Number(4)).gap(&Answer::Number(4)).right);
        assert!(!quiz(Answer::Option(1)).gap(&Answer::Option(0)).right);
    }
}
