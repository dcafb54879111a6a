//! What the texts of a lesson name: queues, exchanges and actors in lights, panels, stops, facts and answers. A name can
//! then be replaced, and every other letter stays. What chapters tell in plain words is not here.

use crate::base::value::Value;
use crate::model::expression::atom::atoms;
use crate::model::expression::{Expression, Operator};
use crate::model::lesson::function::Takes;
use crate::model::lesson::stop::message;
use crate::model::lesson::{EventPattern, Function, Lesson, Light, Panel, Stop, Verb};
use crate::model::node::Node;
use crate::model::program::mention::replace;
use std::ops::Range;

/// A kind of thing that lessons name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Exchange,
    Queue,
    Actor,
    /// By its identifier in the topology.
    Binding,
}

/// Something with a name. A stop calls a queue and an exchange of the same name by one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    pub about: About,
    pub name: &'a str,
    /// What else has this name.
    pub others: Vec<About>,
}

/// The new name cannot be written there: a stop parts its words by spaces, and some words mean something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsayable;

/// A text of a lesson, by its language.
pub enum Text<'a> {
    Light(&'a mut String),
    Panel(&'a mut String),
    Stop(&'a mut String),
    Fact(&'a mut String),
}

impl About {
    /// The kind of a node.
    pub fn of(node: &Node) -> Option<About> {
        match node {
            Node::Exchange(_) => Some(About::Exchange),
            Node::Queue(_) => Some(About::Queue),
            Node::Actor(_) => Some(About::Actor),
            Node::Note(_) | Node::Other(_) => None,
        }
    }
}

impl Text<'_> {
    /// What is written there.
    pub fn as_str(&self) -> &str {
        match self {
            Text::Light(text) | Text::Panel(text) | Text::Stop(text) | Text::Fact(text) => text,
        }
    }

    /// The text with another name, where it has the old one.
    pub fn renamed(&self, old: &Named<'_>, new: &str) -> Result<Option<String>, Unsayable> {
        match self {
            Text::Light(text) => Ok(light(text, old, new)),
            Text::Panel(text) => Ok(panel(text, old, new)),
            Text::Stop(text) => stop(text, old, new),
            Text::Fact(text) => fact(text, old, new),
        }
    }

    /// Puts another text there.
    pub fn set(&mut self, new: String) {
        match self {
            Text::Light(text) | Text::Panel(text) | Text::Stop(text) | Text::Fact(text) => **text = new,
        }
    }

    /// Whether the text names something.
    pub fn names(&self, named: &Named<'_>) -> bool {
        // Any other name will do.
        !matches!(self.renamed(named, &format!("{}x", named.name)), Ok(None))
    }
}

/// Shows all texts that can name something.
pub fn each_text(lesson: &mut Lesson, show: &mut impl FnMut(Text<'_>)) {
    for fork in &mut lesson.forks {
        show(Text::Stop(&mut fork.from));
    }
    for chapter in &mut lesson.chapters {
        show(Text::Stop(&mut chapter.stop));
        chapter.light.iter_mut().for_each(|text| show(Text::Light(text)));
        show(Text::Panel(&mut chapter.panel));
        chapter.facts.iter_mut().for_each(|text| show(Text::Fact(text)));
    }
    for question in &mut lesson.questions {
        show(Text::Fact(&mut question.answer));
        show(Text::Stop(&mut question.at));
        question
            .options
            .iter_mut()
            .for_each(|option| show(Text::Fact(&mut option.when)));
    }
}

fn light(text: &str, old: &Named<'_>, new: &str) -> Option<String> {
    let new = new.to_string();
    let light = match (text.parse().ok()?, old.about) {
        (Light::Exchange(name), About::Exchange) if name == old.name => Light::Exchange(new),
        (Light::Bindings(name), About::Exchange) if name == old.name => Light::Bindings(new),
        (Light::Queue(name), About::Queue) if name == old.name => Light::Queue(new),
        (Light::Actor(name), About::Actor) if name == old.name => Light::Actor(new),
        (Light::Binding(id), About::Binding) if id == old.name => Light::Binding(new),
        (
            Light::Exchange(_)
            | Light::Bindings(_)
            | Light::Queue(_)
            | Light::Actor(_)
            | Light::Binding(_)
            | Light::Message(_),
            _,
        ) => return None,
    };
    Some(light.to_string())
}

/// A panel of a name that several have is of the first: an actor, an exchange, a queue.
fn panel(text: &str, old: &Named<'_>, new: &str) -> Option<String> {
    let first = match old.about {
        About::Actor => true,
        About::Exchange => !old.others.contains(&About::Actor),
        About::Queue => old.others.is_empty(),
        About::Binding => false,
    };
    let is_it = first && text.parse() == Ok(Panel::Node(old.name.into()));
    is_it.then(|| Panel::Node(new.into()).to_string())
}

fn stop(text: &str, old: &Named<'_>, new: &str) -> Result<Option<String>, Unsayable> {
    let Ok(Stop::Event(pattern)) = text.parse::<Stop>() else {
        return Ok(None);
    };
    event(text, pattern, old, new)
}

/// Replaces the subjects of an event that are meant.
fn event(
    text: &str,
    mut pattern: EventPattern,
    old: &Named<'_>,
    new: &str,
) -> Result<Option<String>, Unsayable> {
    let meant: Vec<usize> = meant(&pattern, old);
    if meant.is_empty() {
        return Ok(None);
    }
    let places: Vec<Range<usize>> = subjects(text);
    let mut renamed = text.to_string();
    for subject in meant.into_iter().rev() {
        pattern.subjects[subject] = new.into();
        let place = places.get(subject).ok_or(Unsayable)?;
        renamed.replace_range(place.clone(), new);
    }
    match renamed.parse() {
        Ok(Stop::Event(read)) if read == pattern => Ok(Some(renamed)),
        Ok(Stop::Event(_) | Stop::Start | Stop::Same | Stop::End) | Err(_) => Err(Unsayable),
    }
}

/// Which subjects of an event are meant. Where the verb is about several things with this name, the first subject is the
/// first of them.
fn meant(pattern: &EventPattern, old: &Named<'_>) -> Vec<usize> {
    let possible: Vec<About> = about(pattern.verb)
        .iter()
        .copied()
        .filter(|about| *about == old.about || old.others.contains(about))
        .collect();
    if !possible.contains(&old.about) {
        return Vec::new();
    }
    let named = pattern
        .subjects
        .iter()
        .enumerate()
        .filter(|(_, subject)| **subject == old.name);
    let of_old = named
        .enumerate()
        .filter(|(at, _)| possible.get(*at).or(possible.last()) == Some(&old.about));
    of_old.map(|(_, (subject, _))| subject).collect()
}

/// Where the subjects of an event stand, as [`EventPattern`] reads them.
fn subjects(text: &str) -> Vec<Range<usize>> {
    let mut has_message = false;
    let mut places = Vec::new();
    let words = text.split_whitespace().skip(1);
    for word in words {
        if word.starts_with('#') || matches!(word, "->" | "→" | "in" | "from" | "to") {
            continue;
        }
        if !has_message && message(word).is_some() {
            has_message = true;
            continue;
        }
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        places.push(start..start + word.len());
    }
    places
}

/// What an event is about, in the order in which it is told.
fn about(verb: Verb) -> &'static [About] {
    match verb {
        Verb::Publish => &[About::Actor, About::Exchange],
        Verb::Unroutable | Verb::Alternate => &[About::Exchange],
        Verb::Enqueue | Verb::Requeue | Verb::Expire | Verb::Discard | Verb::Cycle | Verb::MaxLength => {
            &[About::Queue]
        }
        Verb::Deliver | Verb::Get | Verb::Ack | Verb::Nack | Verb::Reject | Verb::Cancel => {
            &[About::Queue, About::Actor]
        }
        Verb::DeadLetter | Verb::Delete => &[About::Queue, About::Exchange],
        Verb::Refuse => &[About::Actor, About::Queue],
        Verb::Return
        | Verb::Confirm
        | Verb::Close
        | Verb::Open
        | Verb::Cut
        | Verb::Crash
        | Verb::Restart
        | Verb::Work
        | Verb::Effect
        | Verb::Fail => &[About::Actor],
        Verb::Declare => &[About::Queue, About::Exchange, About::Actor],
        Verb::Bind => &[About::Exchange, About::Queue, About::Actor],
    }
}

/// Replaces the names in an expression of facts.
fn fact(text: &str, old: &Named<'_>, new: &str) -> Result<Option<String>, Unsayable> {
    let Ok(expression) = Expression::parse(text) else {
        return Ok(None);
    };
    let mut found = Vec::new();
    expression.each(&mut |part| named_in(part, old, &mut found));
    let mut renamed = text.to_string();
    for (range, atom) in atoms(text, 0..text.len(), &expression).into_iter().rev() {
        let Some((_, how)) = found.iter().find(|(part, _)| std::ptr::eq(*part, atom)) else {
            continue;
        };
        let Some(name) = atom.as_name() else { continue };
        match how {
            How::Name if name == old.name => say(&mut renamed, range, new),
            How::Name => {}
            How::Pattern => {
                if let Ok(pattern) = name.parse::<EventPattern>()
                    && let Some(pattern) = event(&name, pattern, old, new)?
                {
                    replace(&mut renamed, range, &pattern);
                }
            }
        }
    }
    Ok((renamed != text).then_some(renamed))
}

/// Writes a name: plain where it stood plain and can.
fn say(text: &mut String, range: Range<usize>, new: &str) {
    let plain = match Expression::parse(new) {
        Ok(read @ (Expression::Name(_) | Expression::Field(..))) => read.as_name().as_deref() == Some(new),
        Ok(_) | Err(_) => false,
    };
    if text[range.clone()].starts_with(['\'', '"']) {
        replace(text, range, new);
    } else if plain {
        text.replace_range(range, new);
    } else {
        text.replace_range(range, &Expression::text(new).to_string());
    }
}

enum How {
    Name,
    Pattern,
}

/// The parts that name what is asked for, because of what stands around them.
fn named_in<'e>(part: &'e Expression, old: &Named<'_>, into: &mut Vec<(&'e Expression, How)>) {
    match part {
        Expression::Call(word, arguments) => {
            let Some(function) = Function::parse(word) else {
                return;
            };
            for (at, argument) in arguments.iter().enumerate() {
                into.extend(taken(function, at, old.about).map(|how| (argument, how)));
            }
        }
        Expression::Binary(Operator::Equal | Operator::NotEqual, left, right) => {
            for (told, value) in [(left, right), (right, left)] {
                if tells(told) == Some(old.about) {
                    let items = match &**value {
                        Expression::List(items) => items.iter().collect(),
                        single => vec![single],
                    };
                    into.extend(
                        items
                            .into_iter()
                            .filter(|item| is_text(item))
                            .map(|item| (item, How::Name)),
                    );
                }
            }
        }
        Expression::Constant(_)
        | Expression::Duration(_)
        | Expression::Template(_)
        | Expression::List(_)
        | Expression::Record(_)
        | Expression::Name(_)
        | Expression::Field(..)
        | Expression::Index(..)
        | Expression::Not(_)
        | Expression::Negate(_)
        | Expression::Binary(..) => {}
    }
}

fn taken(function: Function, at: usize, about: About) -> Option<How> {
    match function.takes(at) {
        Takes::Queue | Takes::QueueOrMessage => (about == About::Queue).then_some(How::Name),
        Takes::Actor | Takes::ActorOrMessage => (about == About::Actor).then_some(How::Name),
        Takes::Pattern => Some(How::Pattern),
        Takes::Word if function == Function::ExistsQueue => (about == About::Queue).then_some(How::Name),
        Takes::Binding => (about == About::Binding).then_some(How::Name),
        Takes::Message | Takes::Effect | Takes::Word => None,
    }
}

/// What the value of an expression names: `queues_of(…)`, an entry of x-death.
fn tells(expression: &Expression) -> Option<About> {
    match expression {
        Expression::Call(word, _) => match Function::parse(word) {
            Some(Function::QueuesOf) => Some(About::Queue),
            Some(Function::ActorsOf) => Some(About::Actor),
            Some(_) | None => None,
        },
        Expression::Field(_, field) if field == "queue" => Some(About::Queue),
        Expression::Field(_, field) if field == "exchange" => Some(About::Exchange),
        Expression::Index(base, _) => tells(base),
        Expression::Constant(_)
        | Expression::Duration(_)
        | Expression::Template(_)
        | Expression::List(_)
        | Expression::Record(_)
        | Expression::Name(_)
        | Expression::Field(..)
        | Expression::Not(_)
        | Expression::Negate(_)
        | Expression::Binary(..) => None,
    }
}

fn is_text(expression: &Expression) -> bool {
    matches!(expression, Expression::Constant(Value::Text(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(text: Text<'_>, about: About, others: &[About]) -> Option<String> {
        let old = Named {
            about,
            name: "a",
            others: others.to_vec(),
        };
        assert_eq!(text.names(&old), text.renamed(&old, "b.c").unwrap().is_some());
        text.renamed(&old, "b.c").unwrap()
    }

    #[test]
    fn names_are_replaced_where_they_are_meant() {
        for (text, about, expected) in [
            (
                "in_queue(m1, a) and holds(a)",
                About::Queue,
                "in_queue(m1, b.c) and holds(a)",
            ),
            ("ready('a')  ==  1", About::Queue, "ready('b.c')  ==  1"),
            ("holds(\"a\", m1)", About::Actor, "holds(\"b.c\", m1)"),
            (
                "since('reject m1 -> a #1') == 5",
                About::Queue,
                "since('reject m1 -> b.c #1') == 5",
            ),
            (
                "x_death(m1)[0].exchange == \"a\"",
                About::Exchange,
                "x_death(m1)[0].exchange == \"b.c\"",
            ),
            (
                "queues_of('expire') == [\"x\", \"a\"]",
                About::Queue,
                "queues_of('expire') == [\"x\", \"b.c\"]",
            ),
            ("exists_queue(a)", About::Queue, "exists_queue(b.c)"),
        ] {
            assert_eq!(
                renamed(Text::Fact(&mut text.into()), about, &[]).as_deref(),
                Some(expected)
            );
        }
        for (text, about) in [
            ("ready(a.b)", About::Queue),
            ("key(m1) == \"a\"", About::Actor),
            ("a", About::Queue),
        ] {
            assert_eq!(renamed(Text::Fact(&mut text.into()), about, &[]), None, "{text}");
        }
        let light = |text: &str, about| renamed(Text::Light(&mut text.into()), about, &[]);
        assert_eq!(
            light("bindings:a", About::Exchange).as_deref(),
            Some("bindings:b.c")
        );
        assert_eq!(light("queue:a", About::Exchange), None);
    }

    #[test]
    fn a_stop_means_what_its_verb_is_about() {
        let stop = |text: &str, about, others: &[About]| renamed(Text::Stop(&mut text.into()), about, others);
        assert_eq!(
            stop("enqueue m1 -> a #2", About::Queue, &[About::Exchange]).as_deref(),
            Some("enqueue m1 -> b.c #2")
        );
        assert_eq!(stop("enqueue m1 -> a #2", About::Exchange, &[About::Queue]), None);
        let both = "dead-letter m1 in a -> a";
        assert_eq!(
            stop(both, About::Queue, &[About::Exchange]).as_deref(),
            Some("dead-letter m1 in b.c -> a")
        );
        assert_eq!(
            stop(both, About::Exchange, &[About::Queue]).as_deref(),
            Some("dead-letter m1 in a -> b.c")
        );
        let old = Named {
            about: About::Queue,
            name: "a",
            others: Vec::new(),
        };
        for new in ["b c", "in", "m1", "#1", ""] {
            assert_eq!(
                Text::Stop(&mut "expire -> a".into()).renamed(&old, new),
                Err(Unsayable),
                "{new}"
            );
        }
    }
}
