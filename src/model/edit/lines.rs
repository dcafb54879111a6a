//! Changes of a program's text, a line at a time: what is not changed keeps every letter, comments too.

use crate::base::gather::Gather;
use crate::model::actor::Actor;
use crate::model::cursor::Cursor;
use crate::model::program::mention::{Mentioned, mentions, replace};
use crate::model::program::statement::{declaration, statement};
use crate::model::program::{Handler, Program, Statement, StatementKind, Tree, Trigger};
use std::collections::BTreeSet;

/// What stands where a block must have a line and has none left: it does nothing.
const NOTHING: &str = "wait 0s";

/// Removes the one-line statements of a kind; a handler with nothing left goes with them. A program with mistakes stays.
pub fn remove_statements(program: &mut Program, gone: impl Fn(&StatementKind) -> bool) -> usize {
    let Ok(tree) = program.tree() else { return 0 };
    let mut cut = Cut::default();
    for handler in &tree.handlers {
        let is_gone = |statement: &Statement| gone(&statement.kind);
        if !handler.body.is_empty() && handler.body.iter().all(is_gone) {
            cut.removed.insert(handler.line);
            cut.count += handler.body.len();
            cut.removed
                .extend(handler.body.iter().map(|statement| statement.line));
        } else {
            cut.inside(&handler.body, &gone);
        }
    }
    cut.carry_out(&mut program.0);
    cut.count
}

#[derive(Default)]
struct Cut {
    /// Lines from 1.
    removed: BTreeSet<u32>,
    emptied: BTreeSet<u32>,
    count: usize,
}

impl Cut {
    fn inside(&mut self, body: &[Statement], gone: &impl Fn(&StatementKind) -> bool) {
        for statement in body {
            if gone(&statement.kind) {
                self.removed.insert(statement.line);
                self.count += 1;
            }
            for block in statement.kind.blocks() {
                self.inside(block, gone);
                // Without a line an `if` would be a mistake, and a `fail` would mean something else.
                let first = block.first().map(|first| first.line);
                if block.iter().all(|inner| self.removed.contains(&inner.line)) {
                    self.emptied.extend(first);
                }
            }
        }
    }

    fn carry_out(&self, lines: &mut Vec<String>) {
        let mut number = 0;
        lines.retain_mut(|line| {
            number += 1;
            if self.emptied.contains(&number) {
                *line = format!("{}{NOTHING}", indentation(line));
                return true;
            }
            !self.removed.contains(&number)
        });
    }
}

/// Removes the one-line statements of a kind and keeps their handlers: one with nothing left does nothing.
pub fn replace_statements(program: &mut Program, gone: impl Fn(&StatementKind) -> bool) {
    let Ok(tree) = program.tree() else { return };
    let mut cut = Cut::default();
    for handler in &tree.handlers {
        cut.inside(&handler.body, &gone);
    }
    cut.carry_out(&mut program.0);
}

/// The spaces before the first letter.
pub fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(' ').len()]
}

/// Writes another statement into its line, keeping indentation and comment.
pub fn rewrite(line: &mut String, kind: &StatementKind) {
    let comment = comment(line).map_or(String::new(), |comment| format!("  {comment}"));
    *line = format!("{}{kind}{comment}", indentation(line));
}

/// The comment at the end of a statement's line.
fn comment(line: &str) -> Option<&str> {
    let mut cursor = Cursor::new(line, 1);
    statement(&mut cursor).ok()?;
    cursor.skip_spaces();
    Some(cursor.rest()).filter(|rest| !rest.is_empty())
}

/// Changes the statements of a program; `change` gives what stands there instead.
pub fn change_statements(
    program: &mut Program,
    change: impl Fn(&StatementKind) -> Option<StatementKind>,
) -> usize {
    let Ok(tree) = program.tree() else { return 0 };
    let mut count = 0;
    tree.each_statement(&mut |statement| {
        if let Some(kind) = change(&statement.kind) {
            rewrite(&mut program.0[statement.line as usize - 1], &kind);
            count += 1;
        }
    });
    count
}

/// Puts a line into the first handler of deliveries, before its first `ack`. Whether there is such a handler.
pub fn insert_before_ack(program: &mut Program, kind: &StatementKind) -> bool {
    let Ok(tree) = program.tree() else { return false };
    let is_delivery = |handler: &&Handler| matches!(handler.trigger, Trigger::Delivery { .. });
    let Some(handler) = tree.handlers.iter().find(is_delivery) else {
        return false;
    };
    let is_ack = |statement: &&Statement| matches!(statement.kind, StatementKind::Ack { .. });
    let ack = handler.body.iter().find(is_ack);
    let indent = handler
        .body
        .first()
        .map_or("  ", |first| indentation(&program.0[first.line as usize - 1]));
    let at = match (ack, handler.body.last()) {
        (Some(ack), _) => ack.line as usize - 1,
        (None, Some(last)) => last_line(last) as usize,
        (None, None) => handler.line as usize,
    };
    let line = format!("{indent}{kind}");
    program.0.insert(at, line);
    true
}

/// The last line of a statement with what is indented under it.
pub fn last_line(statement: &Statement) -> u32 {
    let blocks = statement.kind.blocks();
    let inner = blocks.iter().flat_map(|block| block.iter().map(last_line));
    inner.max().unwrap_or(statement.line).max(statement.line)
}

/// Whether a handler takes the deliveries of a subscription.
pub fn has_handler(program: &Program, queue: &str, tag: &str) -> bool {
    let Ok(Tree { handlers }) = program.tree() else {
        return false;
    };
    let is_it = |from: &str| from == queue || (from == tag && !tag.is_empty());
    handlers
        .iter()
        .any(|handler| handler.trigger.takes_any() || handler.trigger.subscription().is_some_and(is_it))
}

/// After a subscription has gone: handlers for it alone go too. With no subscription left the last one stays, for the
/// next that is made.
pub fn drop_orphans(actor: &mut Actor) {
    let Ok(tree) = actor.program.tree() else { return };
    let subscriptions = &actor.consumes;
    let is_known = |from: &str| {
        subscriptions
            .iter()
            .any(|subscription| subscription.queue == from || subscription.tag == from)
    };
    let is_orphan = |handler: &Handler| handler.trigger.subscription().is_some_and(|from| !is_known(from));
    let takes_any = |handler: &Handler| handler.trigger.takes_any();
    let mut keeps = subscriptions.is_empty() && !tree.handlers.iter().any(takes_any);
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for (at, handler) in tree.handlers.iter().enumerate() {
        let line = handler.line as usize - 1;
        if is_orphan(handler) && std::mem::take(&mut keeps) {
            take_from_any(&mut actor.program.0[line]);
        } else if is_orphan(handler) {
            let next = tree.handlers.get(at + 1);
            gone.push((
                line,
                next.map_or(actor.program.0.len(), |next| next.line as usize - 1),
            ));
        }
    }
    for (first, end) in gone.into_iter().rev() {
        actor.program.0.drain(first..end);
    }
}

/// `on delivery from q` to `on delivery`.
fn take_from_any(line: &mut String) {
    let found = mentions(std::slice::from_ref(line));
    if let Some(mention) = found
        .iter()
        .find(|mention| mention.what == Mentioned::Subscription)
    {
        let before = line[..mention.range.start].trim_end();
        let kept = before.strip_suffix("from").unwrap_or(before).trim_end().len();
        line.replace_range(kept..mention.range.end, "");
    }
}

/// Replaces names in lines; gives the number of lines that changed.
pub fn rename(lines: &mut [String], new_name: impl Fn(Mentioned, &str) -> Option<String>) -> usize {
    let found = mentions(lines);
    let mut changed = BTreeSet::new();
    // From the end, so that the places before keep theirs.
    for mention in found.iter().rev() {
        if let Some(new) = new_name(mention.what, &mention.name) {
            replace(&mut lines[mention.line], mention.range.clone(), &new);
            changed.insert(mention.line);
        }
    }
    changed.len()
}

/// Puts lines at the end of a program.
pub fn append(program: &mut Program, more: Program) {
    let last = program.0.iter().rposition(|line| !line.trim().is_empty());
    program.0.truncate(last.map_or(0, |last| last + 1));
    program.0.extend(more.0);
}

/// Lines of a list of declarations, without those of a kind.
pub fn remove_declarations(lines: &mut Vec<String>, gone: impl Fn(&StatementKind) -> bool) -> usize {
    let before = lines.len();
    let kept: Vec<String> = std::mem::take(lines)
        .into_iter()
        .filter(|line| {
            let read = declaration(&mut Cursor::new(line, 1));
            !read.is_ok_and(|kind| gone(&kind))
        })
        .gather();
    *lines = kept;
    before - lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::actor::Subscription;

    fn is_publish(kind: &StatementKind) -> bool {
        matches!(kind, StatementKind::Publish(_))
    }

    fn without_publishes(text: &str) -> String {
        let mut program = Program::from_text(text);
        let had_tree = program.tree().is_ok();
        remove_statements(&mut program, is_publish);
        assert_eq!(program.tree().is_ok(), had_tree, "{program:?}");
        program.0.join("\n")
    }

    #[test]
    fn statements_go_and_the_rest_stays_as_it_is() {
        assert_eq!(
            without_publishes("# all\non start\n  publish to x\n  publish to y"),
            "# all"
        );
        assert_eq!(
            without_publishes("on start   # go\n  publish to x\n  wait 1s\non send\n  publish to x"),
            "on start   # go\n  wait 1s"
        );
        assert_eq!(
            without_publishes(
                "on start\n  if n == 1\n    publish to x\n  else\n    publish to y\n    stop\n  fail\n    publish to z"
            ),
            "on start\n  if n == 1\n    wait 0s\n  else\n    stop\n  fail\n    wait 0s"
        );
        assert_eq!(
            without_publishes("on start\n  publish to"),
            "on start\n  publish to"
        );
    }

    fn left(subscriptions: &[&str], text: &str) -> String {
        let mut actor = Actor {
            program: Program::from_text(text),
            ..Actor::default()
        };
        actor
            .consumes
            .extend(subscriptions.iter().map(|queue| Subscription {
                queue: (*queue).into(),
                ..Subscription::default()
            }));
        drop_orphans(&mut actor);
        actor.program.0.join("\n")
    }

    #[test]
    fn handlers_go_with_their_subscription_but_for_the_last() {
        let text =
            "on delivery from a  # first\n  ack\non delivery from b\n  work 1s\n  ack\non send\n  stop";
        assert_eq!(left(&["a", "b"], text), text);
        assert_eq!(
            left(&["b"], text),
            "on delivery from b\n  work 1s\n  ack\non send\n  stop"
        );
        assert_eq!(left(&[], text), "on delivery  # first\n  ack\non send\n  stop");
        assert_eq!(
            left(&[], "on delivery\n  ack\non delivery from a\n  ack"),
            "on delivery\n  ack"
        );
    }

    #[test]
    fn a_line_is_put_before_the_ack() {
        let stop = StatementKind::Stop;
        for (text, expected) in [
            (
                "on delivery\n    work 1s\n    ack",
                "on delivery\n    work 1s\n    stop\n    ack",
            ),
            (
                "on delivery\n  if n == 1\n    work 1s\non send",
                "on delivery\n  if n == 1\n    work 1s\n  stop\non send",
            ),
            ("on delivery", "on delivery\n  stop"),
        ] {
            let mut program = Program::from_text(text);
            assert!(insert_before_ack(&mut program, &stop));
            assert_eq!(program.0.join("\n"), expected);
        }
        assert!(!insert_before_ack(
            &mut Program::from_text("on start\n  stop"),
            &stop
        ));
    }
}
