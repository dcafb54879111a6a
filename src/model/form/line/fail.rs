//! When a handler of deliveries fails, and what happens then.

use crate::base::gather::Gather;
use crate::model::edit::lines;
use crate::model::form::line::{Failure, settled, settles, settling};
use crate::model::form::{Wrong, number};
use crate::model::program::walk::each_statement;
use crate::model::program::{FailWhen, Handler, Program, Statement, StatementKind, Trigger};

/// When a handler fails.
pub const FAILS: [&str; 4] = ["never", "always", "on", "chance"];

/// What happens where it fails; the first gives up and leaves the delivery unacked.
pub const THEN: [&str; 3] = ["nothing", "requeue", "reject"];

/// How often a program fails by chance, and the how many-th time, before anything else is said.
const CHANCE: u8 = 10;
const TIME: u32 = 1;

/// The `fail` of a handler: its line, when it fails and what it does then.
struct Fail<'a> {
    line: u32,
    when: FailWhen,
    body: &'a [Statement],
}

fn fail_of(handler: &Handler) -> Option<Fail<'_>> {
    handler.body.iter().find_map(|statement| {
        let StatementKind::Fail { when, body } = &statement.kind else {
            return None;
        };
        Some(Fail {
            line: statement.line,
            when: *when,
            body,
        })
    })
}

pub fn read(handler: &Handler, failure: Failure) -> Option<String> {
    let Trigger::Delivery { .. } = handler.trigger else {
        return None;
    };
    let fail = fail_of(handler);
    match failure {
        Failure::When => {
            let word = match fail.map(|fail| fail.when) {
                None => FAILS[0],
                Some(FailWhen::Always) => FAILS[1],
                Some(FailWhen::On(_)) => FAILS[2],
                Some(FailWhen::Chance(_)) => FAILS[3],
            };
            Some(word.into())
        }
        Failure::Number => match fail?.when {
            FailWhen::Always => None,
            FailWhen::On(time) => Some(time.to_string()),
            FailWhen::Chance(percent) => Some(percent.to_string()),
        },
        Failure::Then => match fail?.body {
            [] => Some(THEN[0].into()),
            [first, last] if last.kind == StatementKind::Stop => Some(settled(&first.kind)?.into()),
            [_, ..] => None,
        },
    }
}

/// Writes when a handler of deliveries fails, as a `fail` before the delivery is settled.
pub fn write(program: &mut Program, handler: &Handler, failure: Failure, text: &str) -> Result<(), Wrong> {
    let old = fail_of(handler);
    let when = match failure {
        Failure::When => match text {
            "always" => Some(FailWhen::Always),
            "on" => Some(FailWhen::On(TIME)),
            "chance" => Some(FailWhen::Chance(CHANCE)),
            _ => None,
        },
        Failure::Number => Some(match old.as_ref().ok_or(Wrong::Gone)?.when {
            FailWhen::Always => return Err(Wrong::Gone),
            FailWhen::On(_) => FailWhen::On(number(text, 1, 1_000_000)? as u32),
            FailWhen::Chance(_) => FailWhen::Chance(number(text, 0, 100)? as u8),
        }),
        Failure::Then => {
            write_then(program, old.ok_or(Wrong::Gone)?, text);
            return Ok(());
        }
    };
    let new = when.map(|when| StatementKind::Fail {
        when,
        body: Vec::new(),
    });
    match (old, new) {
        (Some(old), Some(new)) => {
            let own = program.0.get_mut(old.line as usize - 1).ok_or(Wrong::Gone)?;
            lines::rewrite(own, &new);
        }
        (Some(old), None) => {
            remove_lines(program, old.body);
            program.0.remove(old.line as usize - 1);
        }
        (None, Some(new)) => {
            let settles = handler.body.iter().find(|statement| settles(&statement.kind));
            let at = match (settles, handler.body.last()) {
                (Some(first), _) => first.line as usize - 1,
                (None, Some(last)) => lines::last_line(last) as usize,
                (None, None) => handler.line as usize,
            };
            let indent = handler.body.first().map_or("  ", |first| {
                lines::indentation(&program.0[first.line as usize - 1])
            });
            program.0.insert(at, format!("{indent}{new}"));
        }
        (None, None) => {}
    }
    Ok(())
}

/// Writes what happens where it fails, under the `fail`.
fn write_then(program: &mut Program, fail: Fail<'_>, text: &str) {
    let first = fail.body.first().filter(|first| settles(&first.kind));
    match (text, first) {
        ("nothing", _) => remove_lines(program, fail.body),
        (word, Some(first)) => lines::rewrite(&mut program.0[first.line as usize - 1], &settling(word)),
        (word, None) => {
            remove_lines(program, fail.body);
            let at = fail.line as usize;
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
