//! Lines of a program that have fields: how often and how many times, what is published, how long work takes, how a
//! delivery ends. A field changes its line and no other; comments stay. Of a failure each part has a line of its own.

use crate::base::gather::Gather;
use crate::base::value::Value;
use crate::model::cursor::Cursor;
use crate::model::diagnostic::Expected;
use crate::model::edit::lines;
use crate::model::expression::Expression;
use crate::model::expression::parse::expression;
use crate::model::form::{Wrong, flag, number};
use crate::model::program::walk::each_statement;
use crate::model::program::{
    FailWhen, Handler, Program, Property, Publish, Span, Statement, StatementKind, Tree, Trigger,
};

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// `on every …`: the interval in ms.
    Every,
    /// `up to …`; empty without an end.
    Limit,
    Exchange,
    Key,
    Body,
    /// A record: `{region: "eu"}`.
    Headers,
    Persistent,
    Mandatory,
    MessagePriority,
    Expiration,
    /// `work … to …` or `wait … to …`, in ms.
    Least,
    Most,
    /// How a delivery ends: one of [`SETTLED`].
    Settle,
    /// Of `on delivery`: one of [`FAILS`], how many-th or of a hundred, and what happens then.
    Fails,
    FailNumber,
    FailThen,
}

/// How a delivery can end.
pub const SETTLED: [&str; 3] = ["ack", "requeue", "reject"];

/// When a handler fails.
pub const FAILS: [&str; 4] = ["never", "always", "on", "chance"];

/// What happens where it fails; the first gives up and leaves the delivery unacked.
pub const THEN: [&str; 3] = ["nothing", "requeue", "reject"];

/// How often a program fails by chance, and the how many-th time, before anything else is said.
const CHANCE: u8 = 10;
const TIME: u32 = 1;

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
        match handler.trigger {
            Trigger::Every { .. } => found.push((handler.line, LineKind::Every)),
            Trigger::Delivery { .. } => found.push((handler.line, LineKind::Delivery)),
            Trigger::Start
            | Trigger::Confirm
            | Trigger::Refused
            | Trigger::Returned
            | Trigger::Closed
            | Trigger::Cancelled
            | Trigger::Restart
            | Trigger::Send => {}
        }
        for statement in &handler.body {
            let kind = match &statement.kind {
                StatementKind::Publish(_) => LineKind::Publish,
                StatementKind::Work(_) => LineKind::Work,
                StatementKind::Wait(_) => LineKind::Wait,
                kind if settled(kind).is_some() => LineKind::Settle,
                StatementKind::Get { .. }
                | StatementKind::Ack { .. }
                | StatementKind::Nack { .. }
                | StatementKind::Reject { .. }
                | StatementKind::DeclareQueue(_)
                | StatementKind::DeclareExchange(_)
                | StatementKind::Bind(_)
                | StatementKind::Unbind(_)
                | StatementKind::Cancel { .. }
                | StatementKind::Commit
                | StatementKind::Rollback
                | StatementKind::Effect { .. }
                | StatementKind::Set { .. }
                | StatementKind::If { .. }
                | StatementKind::ForEach { .. }
                | StatementKind::Fail { .. }
                | StatementKind::Stop => continue,
            };
            found.push((statement.line, kind));
        }
    }
    found
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
    let requeued = |requeue: &Expression| match requeue.as_constant() {
        Some(Value::Boolean(true)) => Some(SETTLED[1]),
        Some(Value::Boolean(false)) => Some(SETTLED[2]),
        Some(_) | None => None,
    };
    match kind {
        StatementKind::Ack {
            delivery: None,
            multiple: false,
        } => Some(SETTLED[0]),
        StatementKind::Nack {
            delivery: None,
            multiple: false,
            requeue,
        }
        | StatementKind::Reject {
            delivery: None,
            requeue,
        } => requeued(requeue),
        _ => None,
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
    if let Some(handler) = handler(&tree, line) {
        return of_handler(handler, slot);
    }
    let kind = statement(&tree, line)?;
    match (&kind, slot) {
        (StatementKind::Publish(publish), _) => of_publish(publish, slot),
        (StatementKind::Work(span) | StatementKind::Wait(span), Slot::Least) => ms(&span.least_ms),
        (StatementKind::Work(span) | StatementKind::Wait(span), Slot::Most) => match &span.most_ms {
            Some(most) => ms(most),
            None => Some(String::new()),
        },
        (kind, Slot::Settle) => settled(kind).map(String::from),
        _ => None,
    }
}

fn of_handler(handler: &Handler, slot: Slot) -> Option<String> {
    let fail = handler.body.iter().find_map(|statement| match &statement.kind {
        StatementKind::Fail { when, body } => Some((*when, body)),
        _ => None,
    });
    Some(match (&handler.trigger, slot) {
        (Trigger::Every { interval_ms, .. }, Slot::Every) => interval_ms.to_string(),
        (Trigger::Every { limit, .. }, Slot::Limit) => limit.map_or(String::new(), |limit| limit.to_string()),
        (Trigger::Delivery { .. }, Slot::Fails) => {
            let word = match fail {
                None => FAILS[0],
                Some((FailWhen::Always, _)) => FAILS[1],
                Some((FailWhen::On(_), _)) => FAILS[2],
                Some((FailWhen::Chance(_), _)) => FAILS[3],
            };
            word.into()
        }
        (Trigger::Delivery { .. }, Slot::FailNumber) => match fail?.0 {
            FailWhen::Always => return None,
            FailWhen::On(time) => time.to_string(),
            FailWhen::Chance(percent) => percent.to_string(),
        },
        (Trigger::Delivery { .. }, Slot::FailThen) => {
            let body = fail?.1;
            match body.as_slice() {
                [] => THEN[0].into(),
                [
                    first,
                    Statement {
                        kind: StatementKind::Stop,
                        ..
                    },
                ] => settled(&first.kind)?.into(),
                _ => return None,
            }
        }
        _ => return None,
    })
}

fn of_publish(publish: &Publish, slot: Slot) -> Option<String> {
    let property = |property| match publish.property(property) {
        Some(value) => integer(value),
        None => Some(String::new()),
    };
    match slot {
        Slot::Exchange => template(&publish.exchange),
        Slot::Key => template(&publish.key),
        Slot::Body => match &publish.body {
            Some(body) => template(body),
            None => Some(String::new()),
        },
        Slot::Headers => Some(match publish.property(Property::Headers) {
            Some(headers) => headers.to_string(),
            None => String::new(),
        }),
        Slot::Persistent => Some(flag(publish.persistent)),
        Slot::Mandatory => Some(flag(publish.mandatory)),
        Slot::MessagePriority => property(Property::Priority),
        Slot::Expiration => property(Property::Expiration),
        _ => None,
    }
}

/// A text with its gaps, without the quotes around it; none for other expressions.
fn template(expression: &Expression) -> Option<String> {
    match expression {
        Expression::Constant(Value::Text(_)) | Expression::Template(_) => {
            let printed = expression.to_string();
            let inner = printed.strip_prefix('"')?.strip_suffix('"')?;
            Some(inner.replace("\\\"", "\""))
        }
        _ => None,
    }
}

fn integer(expression: &Expression) -> Option<String> {
    match expression.as_constant()? {
        Value::Integer(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

fn ms(expression: &Expression) -> Option<String> {
    expression.as_constant()?.as_integer().map(|ms| ms.to_string())
}

pub fn write(program: &mut Program, line: u32, slot: Slot, text: &str) -> Result<(), Wrong> {
    if read(program, line, slot).is_some_and(|now| now == text) {
        return Ok(());
    }
    let tree = program.tree().map_err(|_| Wrong::Gone)?;
    if let Some(handler) = handler(&tree, line) {
        return match slot {
            Slot::Fails | Slot::FailNumber | Slot::FailThen => write_fail(program, handler, slot, text),
            _ => write_trigger(program, handler, slot, text),
        };
    }
    let mut kind = statement(&tree, line).ok_or(Wrong::Gone)?;
    match (&mut kind, slot) {
        (StatementKind::Publish(publish), _) => write_publish(publish, slot, text)?,
        (StatementKind::Work(span) | StatementKind::Wait(span), Slot::Least | Slot::Most) => {
            write_span(span, slot, text)?;
        }
        (kind, Slot::Settle) => *kind = settling(text),
        _ => return Err(Wrong::Gone),
    }
    let own = program.0.get_mut(line as usize - 1).ok_or(Wrong::Gone)?;
    lines::rewrite(own, &kind);
    Ok(())
}

/// The longest time that a field of an actor takes.
pub const LONGEST_MS: u64 = 1_000_000_000;

fn write_span(span: &mut Span, slot: Slot, text: &str) -> Result<(), Wrong> {
    if slot == Slot::Most && text.is_empty() {
        span.most_ms = None;
        return Ok(());
    }
    let ms = Expression::Duration(number(text, 0, LONGEST_MS)? as i64);
    match slot {
        Slot::Most => span.most_ms = Some(ms),
        _ => span.least_ms = ms,
    }
    Ok(())
}

fn write_trigger(program: &mut Program, handler: &Handler, slot: Slot, text: &str) -> Result<(), Wrong> {
    let Trigger::Every {
        mut interval_ms,
        mut limit,
    } = handler.trigger.clone()
    else {
        return Err(Wrong::Gone);
    };
    match slot {
        Slot::Every => interval_ms = number(text, 1, LONGEST_MS)?,
        Slot::Limit if text.is_empty() => limit = None,
        Slot::Limit => limit = Some(number(text, 1, 1_000_000)? as u32),
        _ => return Err(Wrong::Gone),
    }
    let own = program.0.get_mut(handler.line as usize - 1).ok_or(Wrong::Gone)?;
    // Nothing of such a line stands in quotes.
    let comment = own.find('#').map(|at| format!("  {}", &own[at..]));
    let trigger = Trigger::Every { interval_ms, limit };
    *own = format!("on {trigger}{}", comment.unwrap_or_default());
    Ok(())
}

fn write_publish(publish: &mut Publish, slot: Slot, text: &str) -> Result<(), Wrong> {
    let read = |text: &str| Expression::parse_template(text).map_err(Wrong::Syntax);
    match slot {
        Slot::Exchange => publish.exchange = Expression::text(text),
        Slot::Key => publish.key = read(text)?,
        Slot::Body if text.is_empty() => publish.body = None,
        Slot::Body => publish.body = Some(read(text)?),
        Slot::Persistent => publish.persistent = text == "true",
        Slot::Mandatory => publish.mandatory = text == "true",
        Slot::Headers => {
            let headers = match text.trim() {
                "" | "{}" => None,
                text => Some(record(text)?),
            };
            set_property(publish, Property::Headers, headers);
        }
        Slot::MessagePriority | Slot::Expiration => {
            let (property, most) = match slot {
                Slot::Expiration => (Property::Expiration, LONGEST_MS),
                _ => (Property::Priority, 255),
            };
            let value = match text.trim() {
                "" => None,
                text => Some(number(text, 0, most)? as i64),
            };
            let written = value.map(|value| match property {
                Property::Expiration => Expression::Duration(value),
                _ => Expression::integer(value),
            });
            set_property(publish, property, written);
        }
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

fn record(text: &str) -> Result<Expression, Wrong> {
    let mut cursor = Cursor::new(text, 1);
    let record = expression(&mut cursor).and_then(|record| cursor.end().map(|()| record));
    match record.map_err(Wrong::Syntax)? {
        record @ (Expression::Record(_) | Expression::Constant(Value::Table(_))) => Ok(record),
        _ => Err(Wrong::Syntax(Cursor::new(text, 1).error(Expected::Word("{")))),
    }
}

fn set_property(publish: &mut Publish, property: Property, value: Option<Expression>) {
    let place = publish.properties.iter().position(|(own, _)| *own == property);
    match (place, value) {
        (Some(at), Some(value)) => publish.properties[at].1 = value,
        (Some(at), None) => drop(publish.properties.remove(at)),
        (None, Some(value)) => publish.properties.push((property, value)),
        (None, None) => {}
    }
}

/// Writes when a handler of deliveries fails, as a `fail` before the delivery is settled.
fn write_fail(program: &mut Program, handler: &Handler, slot: Slot, text: &str) -> Result<(), Wrong> {
    let is_fail = |statement: &&Statement| matches!(statement.kind, StatementKind::Fail { .. });
    let old = handler.body.iter().find(is_fail);
    let (now, body) = match old.map(|old| &old.kind) {
        Some(StatementKind::Fail { when, body }) => (Some(*when), body.as_slice()),
        _ => (None, &[][..]),
    };
    let when = match slot {
        Slot::Fails => match text {
            "always" => Some(FailWhen::Always),
            "on" => Some(FailWhen::On(TIME)),
            "chance" => Some(FailWhen::Chance(CHANCE)),
            _ => None,
        },
        Slot::FailNumber => Some(match now.ok_or(Wrong::Gone)? {
            FailWhen::Always => return Err(Wrong::Gone),
            FailWhen::On(_) => FailWhen::On(number(text, 1, 1_000_000)? as u32),
            FailWhen::Chance(_) => FailWhen::Chance(number(text, 0, 100)? as u8),
        }),
        _ => {
            let old = old.ok_or(Wrong::Gone)?;
            write_fail_then(program, old.line, body, text);
            return Ok(());
        }
    };
    match (old, when) {
        (Some(old), Some(when)) => {
            let own = program.0.get_mut(old.line as usize - 1).ok_or(Wrong::Gone)?;
            lines::rewrite(
                own,
                &StatementKind::Fail {
                    when,
                    body: Vec::new(),
                },
            );
        }
        (Some(old), None) => {
            remove_lines(program, body);
            program.0.remove(old.line as usize - 1);
        }
        (None, Some(when)) => {
            let settles = handler.body.iter().find(|statement| settles(&statement.kind));
            let at = match (settles, handler.body.last()) {
                (Some(first), _) => first.line as usize - 1,
                (None, Some(last)) => lines::last_line(last) as usize,
                (None, None) => handler.line as usize,
            };
            let fail = StatementKind::Fail {
                when,
                body: Vec::new(),
            };
            let indent = handler.body.first().map_or("  ", |first| {
                lines::indentation(&program.0[first.line as usize - 1])
            });
            program.0.insert(at, format!("{indent}{fail}"));
        }
        (None, None) => {}
    }
    Ok(())
}

/// Writes what happens where it fails, under the `fail` in a line.
fn write_fail_then(program: &mut Program, fail: u32, body: &[Statement], text: &str) {
    let first = body.first().filter(|first| settles(&first.kind));
    match (text, first) {
        ("nothing", _) => remove_lines(program, body),
        (word, Some(first)) => lines::rewrite(&mut program.0[first.line as usize - 1], &settling(word)),
        (word, None) => {
            remove_lines(program, body);
            let at = fail as usize;
            let indent = format!("{}  ", lines::indentation(&program.0[at - 1]));
            let new = [settling(word), StatementKind::Stop];
            let new = new.iter().map(|kind| format!("{indent}{kind}")).gather();
            program.0.splice(at..at, new);
        }
    }
}

/// Removes the lines of a block's statements, and no comment between them.
fn remove_lines(program: &mut Program, body: &[Statement]) {
    let mut own = Vec::new();
    each_statement(body, &mut |statement| own.push(statement.line));
    let mut line = 0;
    program.0.retain(|_| {
        line += 1;
        !own.contains(&line)
    });
}
