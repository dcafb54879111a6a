//! One line of a program to a statement, without what is indented under it.

use crate::model::cursor::{Cursor, SyntaxError};
use crate::model::diagnostic::Expected;
use crate::model::expression::Expression;
use crate::model::expression::parse::{RESERVED, expression, plain_text, text};
use crate::model::program::{
    Bind, DeclareExchange, DeclareQueue, FailWhen, Property, Publish, Span, StatementKind,
};

/// The words that a statement may begin with.
pub const STATEMENTS: [&str; 18] = [
    "publish", "get", "ack", "nack", "reject", "declare", "bind", "unbind", "cancel", "tx", "work", "wait",
    "effect", "set", "if", "for", "fail", "stop",
];

const PUBLISH_OPTIONS: [&str; 17] = [
    "key",
    "body",
    "like",
    "mandatory",
    "persistent",
    "headers",
    "priority",
    "expiration",
    "content_type",
    "content_encoding",
    "correlation_id",
    "reply_to",
    "message_id",
    "timestamp",
    "type",
    "user_id",
    "app_id",
];
const QUEUE_OPTIONS: [&str; 6] = [
    "durable",
    "exclusive",
    "auto_delete",
    "passive",
    "arguments",
    "as",
];
const EXCHANGE_OPTIONS: [&str; 5] = ["durable", "auto_delete", "internal", "passive", "arguments"];

/// Reads a statement other than `if` and `for each`.
pub fn statement(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    let before = cursor.clone();
    let kind = match cursor.word() {
        "publish" => StatementKind::Publish(publish(cursor)?),
        "get" => get(cursor)?,
        "ack" => ack(cursor)?,
        "nack" => nack(cursor)?,
        "reject" => reject(cursor)?,
        "declare" => declare(cursor)?,
        "bind" => StatementKind::Bind(bind(cursor)?),
        "unbind" => StatementKind::Unbind(bind(cursor)?),
        "cancel" => StatementKind::Cancel { tag: name(cursor)? },
        "tx" => transaction(cursor)?,
        "work" => StatementKind::Work(span(cursor)?),
        "wait" => StatementKind::Wait(span(cursor)?),
        "effect" => StatementKind::Effect {
            name: plain_name(cursor)?,
        },
        "set" => set(cursor)?,
        "fail" => StatementKind::Fail {
            when: fail_when(cursor)?,
            body: Vec::new(),
        },
        "stop" => StatementKind::Stop,
        _ => return Err(before.clone().error(Expected::Statement)),
    };
    cursor.end()?;
    Ok(kind)
}

/// Reads a statement that an actor may have among its own declarations.
pub fn declaration(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    match cursor.peek_word() {
        "declare" | "bind" | "unbind" | "set" => statement(cursor),
        _ => Err(cursor.error(Expected::Declaration)),
    }
}

/// Reads the options of a statement, each at most once, until the line ends.
fn options<'a>(
    cursor: &mut Cursor<'a>,
    known: &'static [&'static str],
    mut read: impl FnMut(&'static str, &mut Cursor<'a>) -> Result<(), SyntaxError>,
) -> Result<(), SyntaxError> {
    let mut seen = Vec::new();
    while !cursor.at_end() {
        let word = cursor.peek_word();
        let Some(option) = known.iter().find(|option| **option == word) else {
            return Err(cursor.error(Expected::OneOf(known)));
        };
        if seen.contains(option) {
            return Err(cursor.error(Expected::Once(option)));
        }
        seen.push(*option);
        cursor.word();
        read(option, cursor)?;
    }
    Ok(())
}

fn publish(cursor: &mut Cursor<'_>) -> Result<Publish, SyntaxError> {
    cursor.expect_word("to")?;
    let mut publish = Publish::new(name(cursor)?);
    options(cursor, &PUBLISH_OPTIONS, |option, cursor| {
        match option {
            "key" => publish.key = expression(cursor)?,
            "body" => publish.body = Some(expression(cursor)?),
            "like" => publish.like = Some(expression(cursor)?),
            "mandatory" => publish.mandatory = true,
            "persistent" => publish.persistent = true,
            word => {
                let property =
                    Property::parse(word).ok_or_else(|| cursor.error(Expected::OneOf(&PUBLISH_OPTIONS)))?;
                publish.properties.push((property, expression(cursor)?));
            }
        }
        Ok(())
    })?;
    Ok(publish)
}

fn get(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    cursor.expect_word("from")?;
    let queue = name(cursor)?;
    let (mut no_ack, mut into) = (false, None);
    options(cursor, &["no_ack", "as"], |option, cursor| {
        match option {
            "no_ack" => no_ack = true,
            _ => into = Some(variable(cursor)?),
        }
        Ok(())
    })?;
    Ok(StatementKind::Get {
        queue,
        no_ack,
        variable: into,
    })
}

/// Reads which delivery is meant; without one, the current.
fn delivery(cursor: &mut Cursor<'_>, options: &[&str]) -> Result<Option<Expression>, SyntaxError> {
    if cursor.at_end() || options.contains(&cursor.peek_word()) {
        return Ok(None);
    }
    expression(cursor).map(Some)
}

fn ack(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    let delivery = delivery(cursor, &["multiple"])?;
    let mut multiple = false;
    options(cursor, &["multiple"], |_, _| {
        multiple = true;
        Ok(())
    })?;
    Ok(StatementKind::Ack { delivery, multiple })
}

fn nack(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    let delivery = delivery(cursor, &["multiple", "requeue"])?;
    let (mut multiple, mut requeue) = (false, Expression::truth(true));
    options(cursor, &["multiple", "requeue"], |option, cursor| {
        match option {
            "multiple" => multiple = true,
            _ => requeue = expression(cursor)?,
        }
        Ok(())
    })?;
    Ok(StatementKind::Nack {
        delivery,
        multiple,
        requeue,
    })
}

fn reject(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    let delivery = delivery(cursor, &["requeue"])?;
    let mut requeue = Expression::truth(true);
    options(cursor, &["requeue"], |_, cursor| {
        requeue = expression(cursor)?;
        Ok(())
    })?;
    Ok(StatementKind::Reject { delivery, requeue })
}

fn declare(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    let before = cursor.clone();
    match cursor.word() {
        "queue" => declare_queue(cursor).map(StatementKind::DeclareQueue),
        "exchange" => declare_exchange(cursor).map(StatementKind::DeclareExchange),
        _ => Err(before.clone().error(Expected::OneOf(&["queue", "exchange"]))),
    }
}

fn declare_queue(cursor: &mut Cursor<'_>) -> Result<DeclareQueue, SyntaxError> {
    let mut declare = DeclareQueue::new(name(cursor)?);
    options(cursor, &QUEUE_OPTIONS, |option, cursor| {
        match option {
            "durable" => declare.durable = true,
            "exclusive" => declare.exclusive = true,
            "auto_delete" => declare.auto_delete = true,
            "passive" => declare.passive = true,
            "arguments" => declare.arguments = Some(expression(cursor)?),
            _ => declare.variable = Some(variable(cursor)?),
        }
        Ok(())
    })?;
    Ok(declare)
}

fn declare_exchange(cursor: &mut Cursor<'_>) -> Result<DeclareExchange, SyntaxError> {
    let exchange = name(cursor)?;
    cursor.expect_word("type")?;
    let mut declare = DeclareExchange::new(exchange, name(cursor)?);
    options(cursor, &EXCHANGE_OPTIONS, |option, cursor| {
        match option {
            "durable" => declare.durable = true,
            "auto_delete" => declare.auto_delete = true,
            "internal" => declare.internal = true,
            "passive" => declare.passive = true,
            _ => declare.arguments = Some(expression(cursor)?),
        }
        Ok(())
    })?;
    Ok(declare)
}

fn bind(cursor: &mut Cursor<'_>) -> Result<Bind, SyntaxError> {
    let to_exchange = cursor.eat_word("exchange");
    if !to_exchange {
        eat_queue(cursor);
    }
    let destination = name(cursor)?;
    cursor.expect_word("to")?;
    let mut bind = Bind::new(to_exchange, destination, name(cursor)?);
    options(cursor, &["key", "arguments"], |option, cursor| {
        match option {
            "key" => bind.key = expression(cursor)?,
            _ => bind.arguments = Some(expression(cursor)?),
        }
        Ok(())
    })?;
    Ok(bind)
}

/// The word `queue` may stand before a queue's name, unless it is the name.
fn eat_queue(cursor: &mut Cursor<'_>) {
    let mut behind = cursor.clone();
    if behind.eat_word("queue") && behind.peek_word() != "to" {
        *cursor = behind;
    }
}

fn transaction(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    let before = cursor.clone();
    match cursor.word() {
        "commit" => Ok(StatementKind::Commit),
        "rollback" => Ok(StatementKind::Rollback),
        _ => Err(before.clone().error(Expected::OneOf(&["commit", "rollback"]))),
    }
}

fn span(cursor: &mut Cursor<'_>) -> Result<Span, SyntaxError> {
    let least_ms = expression(cursor)?;
    let most_ms = if cursor.eat_word("to") {
        Some(expression(cursor)?)
    } else {
        None
    };
    Ok(Span { least_ms, most_ms })
}

fn set(cursor: &mut Cursor<'_>) -> Result<StatementKind, SyntaxError> {
    let variable = variable(cursor)?;
    cursor.expect("=")?;
    Ok(StatementKind::Set {
        variable,
        value: expression(cursor)?,
    })
}

fn fail_when(cursor: &mut Cursor<'_>) -> Result<FailWhen, SyntaxError> {
    if cursor.eat_word("on") {
        return count(cursor).map(FailWhen::On);
    }
    if cursor.eat_word("chance") {
        return percent(cursor).map(FailWhen::Chance);
    }
    Ok(FailWhen::Always)
}

fn percent(cursor: &mut Cursor<'_>) -> Result<u8, SyntaxError> {
    let before = cursor.clone();
    let wrong = || before.clone().error(Expected::Percent);
    cursor.skip_spaces();
    let digits = cursor.take_while(|letter| letter.is_ascii_digit());
    let percent = digits
        .parse()
        .ok()
        .filter(|&percent: &u8| percent <= 100)
        .ok_or_else(wrong)?;
    if cursor.eat("%") {
        Ok(percent)
    } else {
        Err(wrong())
    }
}

/// Reads a count from 1.
pub fn count(cursor: &mut Cursor<'_>) -> Result<u32, SyntaxError> {
    cursor.skip_spaces();
    let before = cursor.clone();
    let digits = cursor.take_while(|letter| letter.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|&count| count > 0)
        .ok_or_else(|| before.clone().error(Expected::Count))
}

/// Reads a duration with its unit, at least 1 ms.
pub fn duration(cursor: &mut Cursor<'_>) -> Result<u64, SyntaxError> {
    let before = cursor.clone();
    match expression(cursor) {
        Ok(Expression::Duration(ms)) if ms > 0 => Ok(ms as u64),
        Ok(_) | Err(_) => Err(before.clone().error(Expected::Duration)),
    }
}

/// Reads the name of a variable.
pub fn variable(cursor: &mut Cursor<'_>) -> Result<String, SyntaxError> {
    match cursor.peek_word() {
        "" => Err(cursor.error(Expected::Variable)),
        word if RESERVED.contains(&word) => Err(cursor.error(Expected::Variable)),
        _ => Ok(cursor.word().into()),
    }
}

/// Reads the name of a queue, an exchange and the like: plain letters, or a text in quotes that may have gaps.
pub fn name(cursor: &mut Cursor<'_>) -> Result<Expression, SyntaxError> {
    cursor.skip_spaces();
    match cursor.peek() {
        Some('"' | '\'') => text(cursor),
        Some(_) | None => bare_name(cursor).map(|name| Expression::text(&name)),
    }
}

/// Reads a name without gaps.
pub fn plain_name(cursor: &mut Cursor<'_>) -> Result<String, SyntaxError> {
    cursor.skip_spaces();
    match cursor.peek() {
        Some('"' | '\'') => plain_text(cursor),
        Some(_) | None => bare_name(cursor),
    }
}

fn bare_name(cursor: &mut Cursor<'_>) -> Result<String, SyntaxError> {
    let name = cursor.take_while(is_bare_letter);
    let ends = cursor.peek().is_none_or(char::is_whitespace);
    if name.is_empty() || !ends {
        return Err(cursor.error(Expected::Name));
    }
    Ok(name.into())
}

/// Whether a name can stand without quotes.
pub fn is_bare(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_bare_letter) && !matches!(name, "exchange" | "queue")
}

fn is_bare_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-' | ':' | '/')
}
