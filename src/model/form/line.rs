//! Lines of a program that have fields: how often and how many times, what is published, how long work takes, how a
//! delivery ends. A field changes its line and no other; comments stay. Of a failure each part has a line of its own.

mod fail;
mod publish;

use crate::base::value::Value;
use crate::model::edit::lines;
use crate::model::expression::Expression;
use crate::model::form::{Wrong, number};
use crate::model::program::{Handler, Program, Property, Span, StatementKind, Tree, Trigger};

pub use fail::{FAILS, THEN};
pub use publish::MORE_PROPERTIES;

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Of `on every …`.
    Every(Every),
    Publish(Published),
    /// Of `work … to …` and `wait … to …`, in ms.
    Span(Bound),
    /// How a delivery ends: one of [`SETTLED`].
    Settle,
    /// Of `on delivery`.
    Fail(Failure),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    IntervalMs,
    /// `up to …`; empty without an end.
    Limit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    Exchange,
    Key,
    Body,
    Persistent,
    Mandatory,
    /// Of the headers a record: `{region: "eu"}`.
    Property(Property),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Least,
    Most,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// One of [`FAILS`].
    When,
    /// The how many-th time, or of a hundred.
    Number,
    /// One of [`THEN`].
    Then,
}

/// How a delivery can end.
pub const SETTLED: [&str; 3] = ["ack", "requeue", "reject"];

/// A line that has fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Every,
    Publish,
    /// Busy with a message for a time.
    Work,
    Wait,
    Settle,
    Delivery,
}

/// The lines of a program that have fields, from the first. A program with mistakes has none.
pub fn editable_lines(program: &Program) -> Vec<(u32, LineKind)> {
    let Ok(tree) = program.tree() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for handler in &tree.handlers {
        found.extend(kind_of_trigger(&handler.trigger).map(|kind| (handler.line, kind)));
        for statement in &handler.body {
            found.extend(kind_of(&statement.kind).map(|kind| (statement.line, kind)));
        }
    }
    found
}

fn kind_of_trigger(trigger: &Trigger) -> Option<LineKind> {
    if let Trigger::Every { .. } = trigger {
        Some(LineKind::Every)
    } else if let Trigger::Delivery { .. } = trigger {
        Some(LineKind::Delivery)
    } else {
        None
    }
}

fn kind_of(statement: &StatementKind) -> Option<LineKind> {
    if let StatementKind::Publish(_) = statement {
        Some(LineKind::Publish)
    } else if let StatementKind::Work(_) = statement {
        Some(LineKind::Work)
    } else if let StatementKind::Wait(_) = statement {
        Some(LineKind::Wait)
    } else {
        settled(statement).map(|_| LineKind::Settle)
    }
}

/// Whether a statement ends a delivery.
pub fn settles(kind: &StatementKind) -> bool {
    matches!(
        kind,
        StatementKind::Ack { .. } | StatementKind::Nack { .. } | StatementKind::Reject { .. }
    )
}

/// How a statement ends the current delivery, where it says so plainly.
fn settled(kind: &StatementKind) -> Option<&'static str> {
    if *kind == settling(SETTLED[0]) {
        return Some(SETTLED[0]);
    }
    let (StatementKind::Nack {
        delivery: None,
        multiple: false,
        requeue,
    }
    | StatementKind::Reject {
        delivery: None,
        requeue,
    }) = kind
    else {
        return None;
    };
    match requeue.as_constant()? {
        Value::Boolean(true) => Some(SETTLED[1]),
        Value::Boolean(false) => Some(SETTLED[2]),
        Value::Void
        | Value::Integer(_)
        | Value::Double(_)
        | Value::Text(_)
        | Value::Array(_)
        | Value::Table(_) => None,
    }
}

fn settling(word: &str) -> StatementKind {
    match word {
        "requeue" | "reject" => StatementKind::Reject {
            delivery: None,
            requeue: Expression::truth(word == "requeue"),
        },
        _ => StatementKind::Ack {
            delivery: None,
            multiple: false,
        },
    }
}

fn handler(tree: &Tree, line: u32) -> Option<&Handler> {
    tree.handlers.iter().find(|handler| handler.line == line)
}

fn statement(tree: &Tree, line: u32) -> Option<StatementKind> {
    let mut found = None;
    tree.each_statement(&mut |statement| {
        if statement.line == line {
            found = Some(statement.kind.clone());
        }
    });
    found
}

pub fn read(program: &Program, line: u32, slot: Slot) -> Option<String> {
    let tree = program.tree().ok()?;
    let handler = || handler(&tree, line);
    let statement = || statement(&tree, line);
    match slot {
        Slot::Every(every) => of_trigger(&handler()?.trigger, every),
        Slot::Fail(failure) => fail::read(handler()?, failure),
        Slot::Settle => settled(&statement()?).map(String::from),
        Slot::Publish(published) => {
            let kind = statement()?;
            let StatementKind::Publish(publish) = &kind else {
                return None;
            };
            publish::read(publish, published)
        }
        Slot::Span(bound) => of_span(&statement()?, bound),
    }
}

fn of_trigger(trigger: &Trigger, every: Every) -> Option<String> {
    let Trigger::Every { interval_ms, limit } = trigger else {
        return None;
    };
    Some(match every {
        Every::IntervalMs => interval_ms.to_string(),
        Every::Limit => limit.map_or(String::new(), |limit| limit.to_string()),
    })
}

fn of_span(kind: &StatementKind, bound: Bound) -> Option<String> {
    let (StatementKind::Work(span) | StatementKind::Wait(span)) = kind else {
        return None;
    };
    let ms = |expression: &Expression| expression.as_constant()?.as_integer().map(|ms| ms.to_string());
    match (bound, &span.most_ms) {
        (Bound::Least, _) => ms(&span.least_ms),
        (Bound::Most, Some(most)) => ms(most),
        (Bound::Most, None) => Some(String::new()),
    }
}

pub fn write(program: &mut Program, line: u32, slot: Slot, text: &str) -> Result<(), Wrong> {
    if read(program, line, slot).is_some_and(|now| now == text) {
        return Ok(());
    }
    let tree = program.tree().map_err(|_| Wrong::Gone)?;
    let handler = || handler(&tree, line).ok_or(Wrong::Gone);
    let kind = || statement(&tree, line).ok_or(Wrong::Gone);
    let kind = match slot {
        Slot::Every(every) => return write_trigger(program, handler()?, every, text),
        Slot::Fail(failure) => return fail::write(program, handler()?, failure, text),
        Slot::Publish(published) => {
            let mut kind = kind()?;
            let StatementKind::Publish(publish) = &mut kind else {
                return Err(Wrong::Gone);
            };
            publish::write(publish, published, text)?;
            kind
        }
        Slot::Span(bound) => {
            let mut kind = kind()?;
            let (StatementKind::Work(span) | StatementKind::Wait(span)) = &mut kind else {
                return Err(Wrong::Gone);
            };
            write_span(span, bound, text)?;
            kind
        }
        Slot::Settle => {
            settled(&kind()?).ok_or(Wrong::Gone)?;
            settling(text)
        }
    };
    let own = program.0.get_mut(line as usize - 1).ok_or(Wrong::Gone)?;
    lines::rewrite(own, &kind);
    Ok(())
}

/// The longest time that a field of an actor takes.
pub const LONGEST_MS: u64 = 1_000_000_000;

fn write_span(span: &mut Span, bound: Bound, text: &str) -> Result<(), Wrong> {
    let is_open = bound == Bound::Most && text.is_empty();
    let ms = match is_open {
        true => None,
        false => Some(Expression::Duration(number(text, 0, LONGEST_MS)? as i64)),
    };
    match (bound, ms) {
        (Bound::Least, Some(ms)) => span.least_ms = ms,
        (Bound::Least, None) => {}
        (Bound::Most, ms) => span.most_ms = ms,
    }
    Ok(())
}

fn write_trigger(program: &mut Program, handler: &Handler, every: Every, text: &str) -> Result<(), Wrong> {
    let Trigger::Every {
        mut interval_ms,
        mut limit,
    } = handler.trigger.clone()
    else {
        return Err(Wrong::Gone);
    };
    match every {
        Every::IntervalMs => interval_ms = number(text, 1, LONGEST_MS)?,
        Every::Limit if text.is_empty() => limit = None,
        Every::Limit => limit = Some(number(text, 1, 1_000_000)? as u32),
    }
    let own = program.0.get_mut(handler.line as usize - 1).ok_or(Wrong::Gone)?;
    // Nothing of such a line stands in quotes.
    let comment = own.find('#').map(|at| format!("  {}", &own[at..]));
    let trigger = Trigger::Every { interval_ms, limit };
    *own = format!("on {trigger}{}", comment.unwrap_or_default());
    Ok(())
}
