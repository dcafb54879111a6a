//! Text to tree: lines, indentation, triggers. What stands in a line is read by `statement`.
//!
//! A mistake costs its line (and what is indented under it), never the rest: all mistakes of a text are told at once.

use crate::base::order;
use crate::model::cursor::{Cursor, SyntaxError};
use crate::model::diagnostic::Expected;
use crate::model::expression::parse::expression;
use crate::model::program::statement;
use crate::model::program::{
    Branch, Declarations, Handler, Otherwise, Program, Statement, StatementKind, Tree, Trigger,
};

/// How deeply blocks may be nested.
const DEPTH_LIMIT: usize = 16;

/// The words that may stand behind `on`.
pub const TRIGGERS: [&str; 10] = [
    "start",
    "every",
    "delivery",
    "confirm",
    "refused",
    "returned",
    "closed",
    "cancelled",
    "restart",
    "send",
];

impl Program {
    /// The tree of a program without mistakes, or all of its mistakes.
    pub fn tree(&self) -> Result<Tree, Vec<SyntaxError>> {
        let mut reader = Reader::new(&self.0);
        let handlers = reader.handlers();
        reader.done(Tree { handlers })
    }
}

impl Declarations {
    /// The statements, or all mistakes.
    pub fn statements(&self) -> Result<Vec<Statement>, Vec<SyntaxError>> {
        let mut reader = Reader::new(&self.0);
        let mut statements = Vec::new();
        while let Some(line) = reader.next() {
            match statement::declaration(&mut line.cursor.clone()) {
                Ok(kind) => statements.push(Statement {
                    line: line.cursor.line(),
                    kind,
                }),
                Err(error) => reader.errors.push(error),
            }
        }
        reader.done(statements)
    }
}

/// A line that says something.
#[derive(Clone)]
struct Line<'a> {
    indent: usize,
    cursor: Cursor<'a>,
}

struct Reader<'a> {
    lines: Vec<Line<'a>>,
    at: usize,
    errors: Vec<SyntaxError>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a [String]) -> Self {
        let mut reader = Reader {
            lines: Vec::new(),
            at: 0,
            errors: Vec::new(),
        };
        for (position, line) in text.iter().enumerate() {
            let mut cursor = Cursor::new(line, position as u32 + 1);
            let indent = cursor.take_while(|letter| letter == ' ').len();
            if cursor.clone().at_end() {
                continue;
            }
            if cursor.peek().is_some_and(char::is_whitespace) {
                reader.errors.push(cursor.error(Expected::Spaces));
            }
            reader.lines.push(Line { indent, cursor });
        }
        reader
    }

    fn done<T>(mut self, result: T) -> Result<T, Vec<SyntaxError>> {
        if self.errors.is_empty() {
            return Ok(result);
        }
        order::sort_by_key(&mut self.errors, |error| (error.line, error.column));
        Err(self.errors)
    }

    fn peek(&self) -> Option<&Line<'a>> {
        self.lines.get(self.at)
    }

    fn next(&mut self) -> Option<Line<'a>> {
        let line = self.peek()?.clone();
        self.at += 1;
        Some(line)
    }

    fn report(&mut self, line: &Line<'a>, expected: Expected) {
        self.errors.push(line.cursor.clone().error(expected));
    }

    /// Steps over what is indented further than a line that could not be read.
    fn skip_deeper(&mut self, indent: usize) {
        while self.peek().is_some_and(|line| line.indent > indent) {
            self.at += 1;
        }
    }

    fn handlers(&mut self) -> Vec<Handler> {
        let mut handlers = Vec::new();
        while let Some(mut line) = self.next() {
            let number = line.cursor.line();
            if line.indent > 0 || line.cursor.peek_word() != "on" {
                let expected = if line.indent > 0 {
                    Expected::TriggerFirst
                } else {
                    Expected::Trigger
                };
                self.report(&line, expected);
                self.skip_deeper(0);
                continue;
            }
            let trigger = trigger(&mut line.cursor);
            let body = self.block(0, 0);
            match trigger {
                Ok(trigger) => handlers.push(Handler {
                    trigger,
                    line: number,
                    body,
                }),
                Err(error) => self.errors.push(error),
            }
        }
        handlers
    }

    /// Reads the statements that are indented further than `outer`.
    fn block(&mut self, outer: usize, depth: usize) -> Vec<Statement> {
        let mut statements = Vec::new();
        let Some(indent) = self
            .peek()
            .map(|line| line.indent)
            .filter(|&indent| indent > outer)
        else {
            return statements;
        };
        while let Some(line) = self.peek().filter(|line| line.indent > outer).cloned() {
            self.at += 1;
            if line.indent != indent || depth == DEPTH_LIMIT {
                let expected = match line.indent {
                    _ if depth == DEPTH_LIMIT => Expected::LessNesting,
                    own if own > indent => Expected::NoIndentation,
                    _ => Expected::KnownIndentation,
                };
                self.report(&line, expected);
                self.skip_deeper(outer);
                return statements;
            }
            self.statement(line, depth, &mut statements);
        }
        statements
    }

    fn statement(&mut self, mut line: Line<'a>, depth: usize, statements: &mut Vec<Statement>) {
        let number = line.cursor.line();
        let result = match line.cursor.peek_word() {
            "if" => self.condition(&line, depth),
            "for" => self.for_each(&line, depth),
            "else" => {
                self.report(&line, Expected::IfBeforeElse);
                self.skip_deeper(line.indent);
                return;
            }
            _ => statement::statement(&mut line.cursor),
        };
        let mut kind = match result {
            Ok(kind) => kind,
            Err(error) => {
                self.errors.push(error);
                self.skip_deeper(line.indent);
                self.skip_branches(line.indent);
                return;
            }
        };
        if let StatementKind::Fail { body, .. } = &mut kind {
            *body = self.block(line.indent, depth + 1);
        }
        statements.push(Statement { line: number, kind });
    }

    /// Steps over the `else` lines of an `if` that could not be read.
    fn skip_branches(&mut self, indent: usize) {
        while let Some(line) = self.peek() {
            if line.indent != indent || line.cursor.clone().peek_word() != "else" {
                return;
            }
            self.at += 1;
            self.skip_deeper(indent);
        }
    }

    /// Reads the block that a line must have.
    fn inner_block(&mut self, line: &Line<'a>, depth: usize) -> Vec<Statement> {
        if self.peek().is_none_or(|next| next.indent <= line.indent) {
            let mut end = line.cursor.clone();
            end.take_while(|_| true);
            self.errors.push(end.error(Expected::Block));
        }
        self.block(line.indent, depth + 1)
    }

    fn for_each(&mut self, line: &Line<'a>, depth: usize) -> Result<StatementKind, SyntaxError> {
        let cursor = &mut line.cursor.clone();
        cursor.expect_word("for")?;
        cursor.expect_word("each")?;
        let variable = statement::variable(cursor)?;
        cursor.expect_word("in")?;
        let list = expression(cursor)?;
        cursor.end()?;
        let body = self.inner_block(line, depth);
        Ok(StatementKind::ForEach { variable, list, body })
    }

    fn condition(&mut self, line: &Line<'a>, depth: usize) -> Result<StatementKind, SyntaxError> {
        let mut branches = vec![self.branch(line, line.cursor.clone(), depth)?];
        let mut otherwise = None;
        while let Some(next) = self.else_line(line.indent) {
            let cursor = &mut next.cursor.clone();
            cursor.expect_word("else")?;
            if otherwise.is_some() {
                return Err(next.cursor.clone().error(Expected::IfBeforeElse));
            }
            if cursor.peek_word() == "if" {
                branches.push(self.branch(&next, cursor.clone(), depth)?);
            } else {
                cursor.end()?;
                let body = self.inner_block(&next, depth);
                otherwise = Some(Otherwise {
                    line: cursor.line(),
                    body,
                });
            }
        }
        Ok(StatementKind::If { branches, otherwise })
    }

    fn else_line(&mut self, indent: usize) -> Option<Line<'a>> {
        let line = self.peek()?;
        if line.indent != indent || line.cursor.clone().peek_word() != "else" {
            return None;
        }
        self.next()
    }

    fn branch(
        &mut self,
        line: &Line<'a>,
        mut cursor: Cursor<'a>,
        depth: usize,
    ) -> Result<Branch, SyntaxError> {
        cursor.expect_word("if")?;
        let condition = expression(&mut cursor)?;
        cursor.end()?;
        let body = self.inner_block(line, depth);
        Ok(Branch {
            line: cursor.line(),
            condition,
            body,
        })
    }
}

fn trigger(cursor: &mut Cursor<'_>) -> Result<Trigger, SyntaxError> {
    cursor.expect_word("on")?;
    let before = cursor.clone();
    let trigger = match cursor.word() {
        "start" => Trigger::Start,
        "every" => every(cursor)?,
        "delivery" => Trigger::Delivery { from: from(cursor)? },
        "confirm" => Trigger::Confirm,
        "refused" => Trigger::Refused,
        "returned" => Trigger::Returned,
        "closed" => Trigger::Closed,
        "cancelled" => Trigger::Cancelled,
        "restart" => Trigger::Restart,
        "send" => Trigger::Send,
        _ => return Err(before.clone().error(Expected::OneOf(&TRIGGERS))),
    };
    cursor.end()?;
    Ok(trigger)
}

fn every(cursor: &mut Cursor<'_>) -> Result<Trigger, SyntaxError> {
    let interval_ms = statement::duration(cursor)?;
    let mut limit = None;
    if cursor.eat_word("up") {
        cursor.expect_word("to")?;
        limit = Some(statement::count(cursor)?);
    }
    Ok(Trigger::Every { interval_ms, limit })
}

fn from(cursor: &mut Cursor<'_>) -> Result<Option<String>, SyntaxError> {
    if !cursor.eat_word("from") {
        return Ok(None);
    }
    statement::plain_name(cursor).map(Some)
}
