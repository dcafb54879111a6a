//! What a program names, and where: queues, exchanges and subscriptions that stand as plain text in its lines. A name can
//! then be replaced, and every other letter of the program stays.
//!
//! Lines are read one by one, so a mistake in one does not hide the others. Names that are worked out while the program
//! runs are not here.

use crate::base::gather::Gather;
use crate::base::value::Value;
use crate::model::cursor::{Cursor, SyntaxError};
use crate::model::expression::atom::atoms;
use crate::model::expression::parse::expression;
use crate::model::expression::print::write_text;
use crate::model::expression::{Expression, Operator};
use crate::model::program::statement::{is_bare, name};
use std::ops::Range;

/// A name in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The line, from 0.
    pub line: usize,
    pub what: Mentioned,
    pub name: String,
    /// The bytes of the line where it stands, with its quotes.
    pub range: Range<usize>,
}

/// What a name in a program is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mentioned {
    Exchange,
    /// Also a key of the default exchange.
    Queue,
    /// A queue as its subscription is written, or a tag.
    Subscription,
    /// A new name that a `declare` gives.
    NewExchange,
    NewQueue,
}

/// All names in the lines of a program or of declarations, in order.
pub fn mentions(lines: &[String]) -> Vec<Mention> {
    let mut found = Vec::new();
    for (at, text) in lines.iter().enumerate() {
        let mut reader = Reader {
            text,
            line: at,
            cursor: Cursor::new(text, at as u32 + 1),
            found: Vec::new(),
        };
        if reader.read().is_ok() {
            found.append(&mut reader.found);
        }
    }
    found
}

/// Replaces a name where it is mentioned, keeping its quotes where it has some.
pub fn replace(line: &mut String, range: Range<usize>, new: &str) {
    let written = written(&line[range.clone()], new);
    line.replace_range(range, &written);
}

/// A name as it is written in place of another one.
pub fn written(old: &str, new: &str) -> String {
    let plain = |text: &str| !text.contains(['\'', '"', '\\', '{', '}', '\n', '\t', '\r']);
    match old.chars().next() {
        Some('\'') if plain(new) => format!("'{new}'"),
        Some('"' | '\'') => quoted(new),
        Some(_) | None if is_bare(new) => new.into(),
        Some(_) | None => quoted(new),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    write_text(&mut quoted, text).expect("a text takes all letters");
    quoted
}

struct Reader<'a> {
    text: &'a str,
    line: usize,
    cursor: Cursor<'a>,
    found: Vec<Mention>,
}

/// Options of statements that have no value.
const FLAGS: [&str; 9] = [
    "mandatory",
    "persistent",
    "no_ack",
    "multiple",
    "durable",
    "exclusive",
    "auto_delete",
    "internal",
    "passive",
];

impl<'a> Reader<'a> {
    fn read(&mut self) -> Result<(), SyntaxError> {
        match self.cursor.word() {
            "on" => self.trigger(),
            "publish" => self.publish(),
            "get" => {
                self.cursor.expect_word("from")?;
                self.name(Mentioned::Queue)?;
                Ok(())
            }
            "declare" => self.declare(),
            "bind" | "unbind" => self.bind(),
            "cancel" => self.name(Mentioned::Subscription).map(drop),
            "if" => self.expression(None),
            "else" if self.cursor.eat_word("if") => self.expression(None),
            "set" => {
                self.cursor.word();
                self.cursor.expect("=")?;
                self.expression(None)
            }
            _ => Ok(()),
        }
    }

    fn trigger(&mut self) -> Result<(), SyntaxError> {
        if self.cursor.eat_word("delivery") && self.cursor.eat_word("from") {
            self.name(Mentioned::Subscription)?;
        }
        Ok(())
    }

    fn publish(&mut self) -> Result<(), SyntaxError> {
        self.cursor.expect_word("to")?;
        let exchange = self.name(Mentioned::Exchange)?;
        let key = (exchange.as_deref() == Some("")).then_some(Mentioned::Queue);
        self.options(key)
    }

    fn declare(&mut self) -> Result<(), SyntaxError> {
        if self.cursor.word() == "queue" {
            self.name(Mentioned::NewQueue)?;
        } else {
            self.name(Mentioned::NewExchange)?;
            self.cursor.expect_word("type")?;
            name(&mut self.cursor)?;
        }
        self.options(None)
    }

    fn bind(&mut self) -> Result<(), SyntaxError> {
        let to_exchange = self.cursor.eat_word("exchange");
        let mut behind = self.cursor.clone();
        if !to_exchange && behind.eat_word("queue") && behind.peek_word() != "to" {
            self.cursor = behind;
        }
        self.name(if to_exchange {
            Mentioned::Exchange
        } else {
            Mentioned::Queue
        })?;
        self.cursor.expect_word("to")?;
        self.name(Mentioned::Exchange)?;
        self.options(None)
    }

    /// Reads options; the value of `key` names what is given.
    fn options(&mut self, key: Option<Mentioned>) -> Result<(), SyntaxError> {
        while !self.cursor.at_end() {
            match self.cursor.word() {
                "" => return Ok(()),
                "as" => drop(self.cursor.word()),
                "key" => self.expression(key)?,
                flag if FLAGS.contains(&flag) => {}
                _ => self.expression(None)?,
            }
        }
        Ok(())
    }

    /// Reads a name; gives it back where it has no gaps.
    fn name(&mut self, what: Mentioned) -> Result<Option<String>, SyntaxError> {
        self.cursor.skip_spaces();
        let start = self.cursor.at();
        let read = name(&mut self.cursor)?;
        let name = constant(&read).map(String::from);
        if let Some(name) = &name {
            self.push(what, name, start..self.cursor.at());
        }
        Ok(name)
    }

    /// Reads an expression. Where it is a text as a whole, that is a name of what is given; texts inside it name things
    /// by what stands around them.
    fn expression(&mut self, whole: Option<Mentioned>) -> Result<(), SyntaxError> {
        self.cursor.skip_spaces();
        let start = self.cursor.at();
        let read = expression(&mut self.cursor)?;
        let end = start + self.text[start..self.cursor.at()].trim_end().len();
        let mut inner = Vec::new();
        if let Some(what) = whole {
            inner.push((&read, what));
        }
        read.each(&mut |part| named_in(part, &mut inner));
        for (range, atom) in atoms(self.text, start..end, &read) {
            let what = inner.iter().find(|(part, _)| std::ptr::eq(*part, atom));
            if let (Some((_, what)), Some(name)) = (what, constant(atom)) {
                self.push(*what, name, range);
            }
        }
        Ok(())
    }

    fn push(&mut self, what: Mentioned, name: &str, range: Range<usize>) {
        self.found.push(Mention {
            line: self.line,
            what,
            name: name.into(),
            range,
        });
    }
}

fn constant(expression: &Expression) -> Option<&str> {
    if let Expression::Constant(Value::Text(text)) = expression {
        Some(text)
    } else {
        None
    }
}

/// The parts of an expression that are names because of what it is.
fn named_in<'e>(expression: &'e Expression, into: &mut Vec<(&'e Expression, Mentioned)>) {
    match expression {
        Expression::Call(function, arguments) if function == "deaths" => {
            into.extend(arguments.first().map(|queue| (queue, Mentioned::Queue)));
        }
        Expression::Binary(Operator::Equal | Operator::NotEqual, left, right) => {
            into.extend(field_of_delivery(left).map(|what| (&**right, what)));
            into.extend(field_of_delivery(right).map(|what| (&**left, what)));
        }
        Expression::Record(fields) => {
            let is_default = |(key, value): &(String, Expression)| {
                key == "x-dead-letter-exchange" && constant(value) == Some("")
            };
            let default = fields.iter().any(is_default);
            let named: Vec<_> = fields
                .iter()
                .filter_map(|(key, value)| Some((value, argument(key, default)?)))
                .gather();
            into.extend(named);
        }
        Expression::Constant(_)
        | Expression::Duration(_)
        | Expression::Template(_)
        | Expression::List(_)
        | Expression::Name(_)
        | Expression::Field(..)
        | Expression::Index(..)
        | Expression::Call(..)
        | Expression::Not(_)
        | Expression::Negate(_)
        | Expression::Binary(..) => {}
    }
}

/// What an argument of a queue or an exchange names. Dead letters that go to the default exchange have a queue as key.
pub fn argument(name: &str, default: bool) -> Option<Mentioned> {
    match name {
        "x-dead-letter-exchange" | "alternate-exchange" => Some(Mentioned::Exchange),
        "x-dead-letter-routing-key" if default => Some(Mentioned::Queue),
        _ => None,
    }
}

/// What the field of a delivery that is compared with holds.
fn field_of_delivery(expression: &Expression) -> Option<Mentioned> {
    let name = match expression {
        Expression::Name(name) | Expression::Field(_, name) => name,
        Expression::Constant(_)
        | Expression::Duration(_)
        | Expression::Template(_)
        | Expression::List(_)
        | Expression::Record(_)
        | Expression::Index(..)
        | Expression::Call(..)
        | Expression::Not(_)
        | Expression::Negate(_)
        | Expression::Binary(..) => return None,
    };
    match name.as_str() {
        "queue" => Some(Mentioned::Queue),
        "exchange" => Some(Mentioned::Exchange),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Mentioned::{Exchange, NewExchange, NewQueue, Queue, Subscription};

    #[test]
    fn names_are_found_where_they_stand() {
        for (line, found) in [
            (
                "publish to orders key \"orders\" body \"orders\"",
                vec![(Exchange, "orders")],
            ),
            (
                "  publish  to '' body \"x\" key  \"jobs\"  # jobs",
                vec![(Exchange, "''"), (Queue, "\"jobs\"")],
            ),
            ("publish to \"x {n}\" key \"q\"", vec![]),
            ("get from q no_ack as q", vec![(Queue, "q")]),
            ("on delivery from q", vec![(Subscription, "q")]),
            ("on delivery", vec![]),
            ("cancel t", vec![(Subscription, "t")]),
            (
                "declare queue q durable arguments {\"x-dead-letter-exchange\": \"\", x-dead-letter-routing-key: \"r\"} as q",
                vec![(NewQueue, "q"), (Exchange, "\"\""), (Queue, "\"r\"")],
            ),
            (
                "declare exchange x type topic arguments {\"alternate-exchange\": 'y'}",
                vec![(NewExchange, "x"), (Exchange, "'y'")],
            ),
            ("bind q to x key \"k\"", vec![(Queue, "q"), (Exchange, "x")]),
            ("unbind queue q to x", vec![(Queue, "q"), (Exchange, "x")]),
            ("bind exchange y to x", vec![(Exchange, "y"), (Exchange, "x")]),
            (
                "else if deaths(\"q\", \"rejected\") > 1 and \"p\" != delivery.queue",
                vec![(Queue, "\"q\""), (Queue, "\"p\"")],
            ),
            ("set x = exchange == \"x\"", vec![(Exchange, "\"x\"")]),
            ("publish to", vec![]),
        ] {
            let mentions = mentions(&[line.to_string()]);
            let texts: Vec<_> = mentions
                .iter()
                .map(|mention| (mention.what, &line[mention.range.clone()]))
                .collect();
            assert_eq!(texts, found, "{line}");
        }
    }

    #[test]
    fn a_name_is_replaced_in_its_own_style() {
        for (line, new, expected) in [
            ("get from q  # q", "r", "get from r  # q"),
            ("get from q", "a b", "get from \"a b\""),
            ("get from 'q'", "r", "get from 'r'"),
            ("get from 'q'", "it's", "get from \"it's\""),
            ("get from \"q\"", "{}", "get from \"\\{\\}\""),
        ] {
            let mut line = line.to_string();
            let mention = mentions(std::slice::from_ref(&line)).remove(0);
            replace(&mut line, mention.range, new);
            assert_eq!(line, expected);
            assert_eq!(mentions(&[line])[0].name, new);
        }
    }
}
