//! Producers, consumers and services: how they log in and connect, and their subscriptions. Their programs are in `line`.

use crate::base::value::Value;
use crate::model::actor::Actor;
use crate::model::edit::{as_template, lines};
use crate::model::expression::Expression;
use crate::model::form::line::LONGEST_MS;
use crate::model::form::{What, Wrong, flag, line, number};
use crate::model::program::mention::Mentioned;
use crate::model::program::{Declarations, Program, StatementKind, Trigger};

/// What a subscription says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consuming {
    Queue,
    Prefetch,
    /// Automatic acks.
    NoAck,
    Exclusive,
    /// `x-priority`
    Priority,
    /// The consumer tag; the broker makes one up where it is empty.
    Tag,
    /// What all consumers of the channel may hold together.
    GlobalPrefetch,
    /// Those that name the same channel share it.
    Channel,
}

const X_PRIORITY: &str = "x-priority";

pub fn read(actor: &Actor, what: What) -> Option<String> {
    Some(match what {
        What::Name => actor.name.clone(),
        What::User => actor.user.clone(),
        What::Vhost => actor.vhost.clone().unwrap_or_default(),
        What::StartMs => actor.start_ms.to_string(),
        What::Confirms => flag(actor.confirms),
        What::Transactional => flag(actor.transactional),
        What::LatencyMs => actor.link.latency_ms.to_string(),
        What::DetectMs => actor.link.detect_ms.to_string(),
        What::ReopenMs => actor.link.reopen_ms.to_string(),
        What::Declares => actor.declares.0.join("\n"),
        What::Subscription(at, what) => {
            let subscription = actor.consumes.get(at)?;
            match what {
                Consuming::Queue => match Expression::parse_template(&subscription.queue) {
                    Ok(Expression::Constant(Value::Text(name))) => name.to_string(),
                    Ok(_) | Err(_) => subscription.queue.clone(),
                },
                Consuming::Prefetch => subscription.prefetch.to_string(),
                Consuming::NoAck => flag(subscription.no_ack),
                Consuming::Exclusive => flag(subscription.exclusive),
                Consuming::Tag => subscription.tag.clone(),
                Consuming::GlobalPrefetch => subscription.global_prefetch.to_string(),
                Consuming::Channel => subscription.channel.clone(),
                Consuming::Priority => match subscription.arguments.get(X_PRIORITY) {
                    Some(value) => value.to_json().to_string(),
                    None => String::new(),
                },
            }
        }
        What::Line(at, slot) => line::read(&actor.program, at, slot)?,
        _ => return None,
    })
}

pub fn write(actor: &mut Actor, what: What, text: &str) -> Result<(), Wrong> {
    let is_on = text == "true";
    match what {
        What::User => actor.user = text.into(),
        What::Vhost => actor.vhost = (!text.is_empty()).then(|| text.into()),
        What::StartMs => actor.start_ms = number(text, 0, LONGEST_MS)?,
        What::Confirms => {
            actor.confirms = is_on;
            // A channel is one or the other.
            actor.transactional &= !is_on;
        }
        What::Transactional => {
            actor.transactional = is_on;
            actor.confirms &= !is_on;
        }
        What::LatencyMs => actor.link.latency_ms = number(text, 0, LONGEST_MS)?,
        What::DetectMs => actor.link.detect_ms = number(text, 0, LONGEST_MS)?,
        What::ReopenMs => actor.link.reopen_ms = number(text, 0, LONGEST_MS)?,
        What::Declares => {
            let new = Declarations(Program::from_text(text).0);
            if let Err(mistakes) = new.statements() {
                return Err(mistakes.into_iter().next().map_or(Wrong::Gone, Wrong::Syntax));
            }
            actor.declares = new;
        }
        What::Subscription(at, what) => return subscription(actor, at, what, text),
        What::Line(at, slot) => return line::write(&mut actor.program, at, slot, text),
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

fn subscription(actor: &mut Actor, at: usize, what: Consuming, text: &str) -> Result<(), Wrong> {
    let is_alone = actor.consumes.len() == 1;
    let own = actor.consumes.get_mut(at).ok_or(Wrong::Gone)?;
    match what {
        Consuming::Queue => {
            let written = as_template(text);
            let old = std::mem::replace(&mut own.queue, written.clone());
            lines::rename(&mut actor.program.0, |what, name| {
                (what == Mentioned::Subscription && name == old).then(|| written.clone())
            });
        }
        Consuming::Prefetch => own.prefetch = number(text, 0, u16::MAX.into())? as u16,
        Consuming::GlobalPrefetch => own.global_prefetch = number(text, 0, u16::MAX.into())? as u16,
        Consuming::Channel => own.channel = text.into(),
        Consuming::Tag => {
            let old = std::mem::replace(&mut own.tag, text.into());
            let is_named = !old.is_empty() && !text.is_empty();
            lines::rename(&mut actor.program.0, |what, name| {
                let is_own = is_named && what == Mentioned::Subscription && name == old;
                is_own.then(|| text.into())
            });
        }
        Consuming::Exclusive => own.exclusive = text == "true",
        Consuming::Priority if text.is_empty() => drop(own.arguments.remove(X_PRIORITY)),
        Consuming::Priority => {
            let (least, most) = (0, i32::MAX as u64);
            let priority = text.trim().parse().map_err(|_| Wrong::Number { least, most })?;
            own.arguments.set(X_PRIORITY, Value::Integer(priority));
        }
        Consuming::NoAck => {
            let no_ack = text == "true";
            if own.no_ack != no_ack {
                own.no_ack = no_ack;
                if is_alone {
                    settle_less_or_more(actor, no_ack);
                }
            }
        }
    }
    Ok(())
}

/// What is acked automatically must not be acked again: the broker would close the channel. And what is not, must be.
fn settle_less_or_more(actor: &mut Actor, no_ack: bool) {
    let acks = |kind: &StatementKind| matches!(kind, StatementKind::Ack { delivery: None, .. });
    if no_ack {
        lines::replace_statements(&mut actor.program, acks);
        return;
    }
    let Ok(tree) = actor.program.tree() else { return };
    let mut handlers = tree.handlers.iter();
    if let Some(handler) = handlers.find(|handler| matches!(handler.trigger, Trigger::Delivery { .. })) {
        let mut settles = false;
        crate::model::program::walk::each_statement(&handler.body, &mut |statement| {
            settles |= line::settles(&statement.kind);
        });
        if !settles {
            let ack = StatementKind::Ack {
                delivery: None,
                multiple: false,
            };
            lines::insert_before_ack(&mut actor.program, &ack);
        }
    }
}
