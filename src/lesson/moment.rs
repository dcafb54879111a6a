//! A moment of a run, asked about: the functions of facts and answers.
//!
//! A question that makes no sense (a queue that does not exist, a message that never was) has null for an answer, as
//! expressions everywhere.

use crate::base::gather::Gather;
use crate::base::ids::{ActorId, MessageId};
use crate::base::value::{Table, Value};
use crate::broker::view::QueueView;
use crate::broker::{Content, MessageHandle, Place};
use crate::lesson::chronicle::{Chronicle, Happening};
use crate::lesson::matches::Matches;
use crate::model::document::Document;
use crate::model::expression::{Expression, Scope};
use crate::model::lesson::stop::message;
use crate::model::lesson::{EventPattern, Function, Verb};
use crate::world::World;
use std::sync::Arc;

/// The world at the end of a step, with what has happened on the way to it.
pub struct Moment<'a> {
    pub document: &'a Document,
    pub world: &'a World,
    pub chronicle: &'a Chronicle,
    /// Which bindings matched which messages when these were published.
    pub matches: &'a Matches,
    pub step: usize,
    /// The stop before this one.
    pub after: usize,
}

impl Scope for Moment<'_> {
    fn lookup(&self, _: &str) -> Value {
        Value::Void
    }

    fn call(&self, function: &str, arguments: &[Expression]) -> Option<Value> {
        let function = Function::parse(function)?;
        let names: Vec<String> = arguments.iter().map_while(Expression::as_name).gather();
        Some(self.answer(function, &names).unwrap_or(Value::Void))
    }
}

impl Moment<'_> {
    /// What a function says of this moment; nothing where the question makes no sense.
    fn answer(&self, function: Function, names: &[String]) -> Option<Value> {
        let name = |at: usize| names.get(at).map(String::as_str);
        let id = |at: usize| name(at).and_then(message);
        match function {
            Function::Ready => Some(integer(self.queue(name(0)?)?.ready as usize)),
            Function::Unacked => match id(0) {
                Some(message) => Some(integer(
                    self.copies(message)
                        .filter(|place| *place != Place::Ready)
                        .count(),
                )),
                None => Some(integer(self.queue(name(0)?)?.unacked as usize)),
            },
            Function::InQueue => Some(Value::Boolean(self.place(id(0)?, name(1)?).is_some())),
            Function::Position => self.place(id(0)?, name(1)?).map(integer),
            Function::Copies => Some(integer(self.copies(id(0)?).count())),
            Function::Holds => self.holds(name(0)?, id(1)),
            Function::Deliveries => Some(integer(self.deliveries(name(0)?, name(1)).count())),
            Function::Redelivered => {
                let newest = self.deliveries(name(0)?, None).next_back()?;
                Some(Value::Boolean(newest.detail("redelivered")? == "true"))
            }
            Function::Key => {
                let newest = self.world.broker().message(self.newest(id(0)?)?);
                Some(self.world.name(newest.routing_key).into())
            }
            Function::Header => self.headers(id(0)?)?.get(name(1)?).cloned(),
            Function::Property => property(self.content(id(0)?)?, name(1)?),
            Function::XDeath => self.x_death(id(0)?, name(1), name(2)),
            Function::Matches => {
                let (binding, message) = (name(0)?, id(1)?);
                Some(Value::Boolean(self.matches.get(binding)?.contains(&message)))
            }
            Function::Unroutable => self.number_of(Verb::Unroutable, names),
            Function::Returned => self.number_of(Verb::Return, names),
            Function::Confirmed => self.number_of(Verb::Confirm, names),
            Function::Refused => self.number_of(Verb::Refuse, names),
            Function::Expired => self.number_of(Verb::Expire, names),
            Function::Acked => self.told(names, &|happening| {
                happening.is(Verb::Ack, None) || happening.entry.word == "auto-ack"
            }),
            Function::Dropped => self.told(names, &|happening| {
                happening.is(Verb::Unroutable, None) && !self.comes_back(happening)
                    || happening.is(Verb::Cycle, None)
                    || happening.is(Verb::Discard, None)
            }),
            Function::Effect => {
                let (effect, message) = (name(0)?, id(1));
                let meant = |happening: &&Happening| {
                    happening.is(Verb::Effect, message)
                        && happening
                            .entry
                            .subjects
                            .last()
                            .is_some_and(|subject| subject == effect)
                };
                Some(integer(self.past().iter().filter(meant).count()))
            }
            Function::Open => {
                let actor = self.world.actor(self.actor(name(0)?)?);
                Some(Value::Boolean(actor.connected && !actor.severed))
            }
            Function::Consumers => {
                let queue = self.queue(name(0)?)?.id;
                Some(integer(self.world.broker().consumers(queue).count()))
            }
            Function::ExistsQueue => Some(Value::Boolean(self.queue(name(0)?).is_some())),
            Function::Variable => {
                let actor = self.actor(name(0)?)?;
                let (_, value) = self
                    .world
                    .variables(actor)
                    .find(|(known, _)| Some(*known) == name(1))?;
                Some(value.clone())
            }
            Function::Time => Some(Value::Integer(self.world.now() as i64)),
            Function::Since => {
                let pattern = pattern(name(0)?)?;
                let newest = self.meant(self.past(), &pattern).next_back()?;
                Some(Value::Integer((self.world.now() - newest.at_ms) as i64))
            }
            Function::Happens => {
                let pattern = pattern(name(0)?)?;
                Some(Value::Boolean(
                    self.meant(self.recent(), &pattern).next().is_some(),
                ))
            }
            Function::Times => {
                let pattern = pattern(name(0)?)?;
                Some(integer(self.meant(self.past(), &pattern).count()))
            }
            Function::QueuesOf => self.list(name(0)?, &|happening| happening.queue().map(String::from)),
            Function::ActorsOf => self.list(name(0)?, &|happening| happening.actor().map(String::from)),
            Function::MessagesOf => self.list(name(0)?, &|happening| {
                happening.entry.message.map(|message| message.to_string())
            }),
        }
    }

    /// Everything so far.
    fn past(&self) -> &[Happening] {
        self.chronicle.until(self.step)
    }

    /// Everything since the stop before.
    fn recent(&self) -> &[Happening] {
        self.chronicle.between(self.after, self.step)
    }

    fn meant<'b>(
        &self,
        happenings: &'b [Happening],
        pattern: &'b EventPattern,
    ) -> impl DoubleEndedIterator<Item = &'b Happening> {
        happenings
            .iter()
            .filter(|happening| happening.entry.matches(pattern))
    }

    fn number_of(&self, verb: Verb, names: &[String]) -> Option<Value> {
        self.told(names, &|happening| happening.is(verb, None))
    }

    /// How many such events there were; for a message, whether there was one.
    fn told(&self, names: &[String], meant: &dyn Fn(&Happening) -> bool) -> Option<Value> {
        let mut happenings = self.past().iter().filter(|happening| meant(happening));
        match names.first() {
            None => Some(integer(happenings.count())),
            Some(name) => {
                let message = message(name)?;
                Some(Value::Boolean(
                    happenings.any(|happening| happening.entry.message == Some(message)),
                ))
            }
        }
    }

    /// Whether a message that no queue took goes back to its publisher.
    fn comes_back(&self, unroutable: &Happening) -> bool {
        self.chronicle
            .between(unroutable.step - 1, unroutable.step)
            .iter()
            .any(|happening| {
                happening.entry.word == "send-return" && happening.entry.message == unroutable.entry.message
            })
    }

    /// Arrivals of a message, at an actor if one is given; or all arrivals at an actor.
    fn deliveries<'b>(
        &'b self,
        what: &'b str,
        actor: Option<&'b str>,
    ) -> impl DoubleEndedIterator<Item = &'b Happening> {
        let (message, actor) = match message(what) {
            Some(message) => (Some(message), actor),
            None => (None, Some(what)),
        };
        self.past().iter().filter(move |happening| {
            (happening.is(Verb::Deliver, message) || happening.is(Verb::Get, message))
                && (actor.is_none() || happening.actor() == actor)
        })
    }

    /// Names that such events since the stop before are about, each once, in order.
    fn list(&self, text: &str, name: &dyn Fn(&Happening) -> Option<String>) -> Option<Value> {
        let pattern = pattern(text)?;
        let mut names: Vec<String> = Vec::new();
        for found in self.meant(self.recent(), &pattern).filter_map(name) {
            if !names.contains(&found) {
                names.push(found);
            }
        }
        Some(Value::Array(
            names.iter().map(|name| Value::from(name.as_str())).gather(),
        ))
    }

    fn holds(&self, actor: &str, message: Option<MessageId>) -> Option<Value> {
        let hand = self.world.actor(self.actor(actor)?).in_hand;
        match message {
            None => Some(integer(hand.len())),
            Some(message) => {
                let label = |handle: MessageHandle| self.world.broker().message(handle).label;
                Some(Value::Boolean(
                    hand.iter().any(|held| label(held.message) == message),
                ))
            }
        }
    }

    fn actor(&self, name: &str) -> Option<ActorId> {
        let mut actors = self.world.actors();
        actors
            .find(|actor| self.world.name(actor.name) == name)
            .map(|actor| actor.id)
    }

    fn queue(&self, name: &str) -> Option<QueueView<'_>> {
        let broker = self.world.broker();
        broker.queue_called(name).map(|queue| broker.queue(queue))
    }

    /// The place of a message among the ready ones of a queue, from 1.
    fn place(&self, message: MessageId, queue: &str) -> Option<usize> {
        let broker = self.world.broker();
        let mut ready = broker.ready(self.queue(queue)?.id);
        Some(ready.position(|copy| broker.message(copy.message).label == message)? + 1)
    }

    /// Where its copies are.
    fn copies(&self, message: MessageId) -> impl Iterator<Item = Place> {
        let broker = self.world.broker();
        broker
            .copies()
            .filter(move |copy| broker.message(copy.message).label == message)
            .map(|copy| copy.place)
    }

    /// The newest of the messages that people call by this name: a dead letter is newer than what died.
    fn newest(&self, message: MessageId) -> Option<MessageHandle> {
        let told = |happening: &Happening| {
            happening
                .handle
                .filter(|_| happening.entry.message == Some(message))
        };
        self.past().iter().filter_map(told).max()
    }

    fn content(&self, message: MessageId) -> Option<&Content> {
        let broker = self.world.broker();
        Some(broker.content(broker.message(self.newest(message)?).content))
    }

    fn headers(&self, message: MessageId) -> Option<&Table> {
        Some(&self.content(message)?.properties.headers)
    }

    fn x_death(&self, message: MessageId, queue: Option<&str>, reason: Option<&str>) -> Option<Value> {
        let deaths = self
            .headers(message)?
            .get("x-death")
            .and_then(Value::as_array)
            .unwrap_or_default();
        let Some(queue) = queue else {
            return Some(Value::Array(deaths.to_vec()));
        };
        let is = |death: &Table, field: &str, wanted: &str| {
            death.get(field).and_then(Value::as_text) == Some(wanted)
        };
        let count = deaths
            .iter()
            .filter_map(Value::as_table)
            .filter(|death| is(death, "queue", queue))
            .filter(|death| reason.is_none_or(|reason| is(death, "reason", reason)))
            .filter_map(|death| death.get("count")?.as_integer())
            .sum();
        Some(Value::Integer(count))
    }
}

fn integer(number: usize) -> Value {
    Value::Integer(number as i64)
}

fn pattern(text: &str) -> Option<EventPattern> {
    text.parse().ok()
}

fn property(content: &Content, name: &str) -> Option<Value> {
    let properties = &content.properties;
    let text = |text: &Option<Arc<str>>| text.as_deref().map(Value::from);
    match name {
        "content_type" => text(&properties.content_type),
        "content_encoding" => text(&properties.content_encoding),
        "correlation_id" => text(&properties.correlation_id),
        "reply_to" => text(&properties.reply_to),
        "expiration" => text(&properties.expiration),
        "message_id" => text(&properties.message_id),
        "type" => text(&properties.message_type),
        "user_id" => text(&properties.user_id),
        "app_id" => text(&properties.app_id),
        "body" => Some(Value::Text(content.body.clone())),
        "delivery_mode" => properties.delivery_mode.map(|mode| Value::Integer(mode.into())),
        "priority" => properties
            .priority
            .map(|priority| Value::Integer(priority.into())),
        "timestamp" => properties.timestamp.map(|seconds| Value::Integer(seconds as i64)),
        _ => None,
    }
}
