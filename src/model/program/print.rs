//! Tree to text, in one canonical form. What is printed parses to the same tree, but for line numbers.

use crate::base::value::Value;
use crate::model::expression::Expression;
use crate::model::expression::print::{write_duration, write_text};
use crate::model::program::statement::is_bare;
use crate::model::program::{
    Bind, DeclareExchange, DeclareQueue, FailWhen, Program, Publish, Span, Statement, StatementKind, Tree,
    Trigger,
};
use std::fmt::{self, Write};

impl Tree {
    /// The canonical text.
    pub fn print(&self) -> Program {
        let mut lines = Vec::new();
        for handler in &self.handlers {
            lines.push(format!("on {}", handler.trigger));
            print_block(&mut lines, &handler.body, 1);
        }
        Program(lines)
    }
}

/// How deep a line begins that follows this one: as deep as it, or one step deeper where a block belongs to it.
pub fn indentation_after(line: &str) -> usize {
    let text = line.trim_start_matches(' ');
    let opens = ["on", "if", "else", "for"].contains(&text.split(' ').next().unwrap_or_default());
    line.len() - text.len() + if opens { 2 } else { 0 }
}

fn print_line(lines: &mut Vec<String>, depth: usize, text: impl fmt::Display) {
    lines.push(format!("{}{text}", "  ".repeat(depth)));
}

fn print_block(lines: &mut Vec<String>, statements: &[Statement], depth: usize) {
    for statement in statements {
        if let StatementKind::If { branches, otherwise } = &statement.kind {
            for (position, branch) in branches.iter().enumerate() {
                let word = if position == 0 { "if" } else { "else if" };
                print_line(lines, depth, format_args!("{word} {}", branch.condition));
                print_block(lines, &branch.body, depth + 1);
            }
            if let Some(otherwise) = otherwise {
                print_line(lines, depth, "else");
                print_block(lines, &otherwise.body, depth + 1);
            }
        } else {
            print_line(lines, depth, &statement.kind);
            for block in statement.kind.blocks() {
                print_block(lines, block, depth + 1);
            }
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trigger::Start => out.write_str("start"),
            Trigger::Every { interval_ms, limit } => {
                out.write_str("every ")?;
                write_duration(out, *interval_ms as i64)?;
                match limit {
                    Some(limit) => write!(out, " up to {limit}"),
                    None => Ok(()),
                }
            }
            Trigger::Delivery { from: None } => out.write_str("delivery"),
            Trigger::Delivery { from: Some(queue) } => {
                out.write_str("delivery from ")?;
                write_plain_name(out, queue)
            }
            Trigger::Confirm => out.write_str("confirm"),
            Trigger::Refused => out.write_str("refused"),
            Trigger::Returned => out.write_str("returned"),
            Trigger::Closed => out.write_str("closed"),
            Trigger::Cancelled => out.write_str("cancelled"),
            Trigger::Restart => out.write_str("restart"),
            Trigger::Send => out.write_str("send"),
        }
    }
}

/// The line of a statement, without what is indented under it.
impl fmt::Display for StatementKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StatementKind::Publish(publish) => write_publish(out, publish),
            StatementKind::Get {
                queue,
                no_ack,
                variable,
            } => {
                out.write_str("get from ")?;
                write_name(out, queue)?;
                write_flag(out, "no_ack", *no_ack)?;
                write_variable(out, variable.as_deref())
            }
            StatementKind::Ack { delivery, multiple } => {
                out.write_str("ack")?;
                write_delivery(out, delivery.as_ref(), &["multiple"])?;
                write_flag(out, "multiple", *multiple)
            }
            StatementKind::Nack {
                delivery,
                multiple,
                requeue,
            } => {
                out.write_str("nack")?;
                write_delivery(out, delivery.as_ref(), &["multiple", "requeue"])?;
                write_flag(out, "multiple", *multiple)?;
                write!(out, " requeue {requeue}")
            }
            StatementKind::Reject { delivery, requeue } => {
                out.write_str("reject")?;
                write_delivery(out, delivery.as_ref(), &["requeue"])?;
                write!(out, " requeue {requeue}")
            }
            StatementKind::DeclareQueue(declare) => write_declare_queue(out, declare),
            StatementKind::DeclareExchange(declare) => write_declare_exchange(out, declare),
            StatementKind::Bind(bind) => write_bind(out, "bind", bind),
            StatementKind::Unbind(bind) => write_bind(out, "unbind", bind),
            StatementKind::Cancel { tag } => {
                out.write_str("cancel ")?;
                write_name(out, tag)
            }
            StatementKind::Commit => out.write_str("tx commit"),
            StatementKind::Rollback => out.write_str("tx rollback"),
            StatementKind::Work(span) => write!(out, "work {span}"),
            StatementKind::Wait(span) => write!(out, "wait {span}"),
            StatementKind::Effect { name } => {
                out.write_str("effect ")?;
                write_plain_name(out, name)
            }
            StatementKind::Set { variable, value } => write!(out, "set {variable} = {value}"),
            StatementKind::If { branches, .. } => match branches.first() {
                Some(branch) => write!(out, "if {}", branch.condition),
                None => out.write_str("if false"),
            },
            StatementKind::ForEach { variable, list, .. } => write!(out, "for each {variable} in {list}"),
            StatementKind::Fail {
                when: FailWhen::Always,
                ..
            } => out.write_str("fail"),
            StatementKind::Fail {
                when: FailWhen::On(count),
                ..
            } => write!(out, "fail on {count}"),
            StatementKind::Fail {
                when: FailWhen::Chance(percent),
                ..
            } => write!(out, "fail chance {percent}%"),
            StatementKind::Stop => out.write_str("stop"),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.least_ms)?;
        match &self.most_ms {
            Some(most) => write!(out, " to {most}"),
            None => Ok(()),
        }
    }
}

fn write_publish(out: &mut impl Write, publish: &Publish) -> fmt::Result {
    out.write_str("publish to ")?;
    write_name(out, &publish.exchange)?;
    if publish.key != Expression::text("") {
        write!(out, " key {}", publish.key)?;
    }
    write_option(out, "body", publish.body.as_ref())?;
    write_option(out, "like", publish.like.as_ref())?;
    for (property, value) in &publish.properties {
        write_option(out, property.word(), Some(value))?;
    }
    write_flag(out, "persistent", publish.persistent)?;
    write_flag(out, "mandatory", publish.mandatory)
}

fn write_declare_queue(out: &mut impl Write, declare: &DeclareQueue) -> fmt::Result {
    out.write_str("declare queue ")?;
    write_name(out, &declare.queue)?;
    write_flag(out, "passive", declare.passive)?;
    write_flag(out, "durable", declare.durable)?;
    write_flag(out, "exclusive", declare.exclusive)?;
    write_flag(out, "auto_delete", declare.auto_delete)?;
    write_option(out, "arguments", declare.arguments.as_ref())?;
    write_variable(out, declare.variable.as_deref())
}

fn write_declare_exchange(out: &mut impl Write, declare: &DeclareExchange) -> fmt::Result {
    out.write_str("declare exchange ")?;
    write_name(out, &declare.exchange)?;
    out.write_str(" type ")?;
    write_name(out, &declare.kind)?;
    write_flag(out, "passive", declare.passive)?;
    write_flag(out, "durable", declare.durable)?;
    write_flag(out, "auto_delete", declare.auto_delete)?;
    write_flag(out, "internal", declare.internal)?;
    write_option(out, "arguments", declare.arguments.as_ref())
}

fn write_bind(out: &mut impl Write, word: &str, bind: &Bind) -> fmt::Result {
    let exchange = if bind.to_exchange { "exchange " } else { "" };
    write!(out, "{word} {exchange}")?;
    write_name(out, &bind.destination)?;
    out.write_str(" to ")?;
    write_name(out, &bind.source)?;
    if bind.key != Expression::text("") {
        write!(out, " key {}", bind.key)?;
    }
    write_option(out, "arguments", bind.arguments.as_ref())
}

fn write_flag(out: &mut impl Write, word: &str, flag: bool) -> fmt::Result {
    if flag { write!(out, " {word}") } else { Ok(()) }
}

fn write_option(out: &mut impl Write, word: &str, value: Option<&Expression>) -> fmt::Result {
    match value {
        Some(value) => write!(out, " {word} {value}"),
        None => Ok(()),
    }
}

fn write_variable(out: &mut impl Write, variable: Option<&str>) -> fmt::Result {
    match variable {
        Some(variable) => write!(out, " as {variable}"),
        None => Ok(()),
    }
}

/// A delivery that begins like an option stands in parentheses.
fn write_delivery(out: &mut impl Write, delivery: Option<&Expression>, options: &[&str]) -> fmt::Result {
    let Some(delivery) = delivery else { return Ok(()) };
    let text = delivery.to_string();
    let mut cursor = crate::model::cursor::Cursor::new(&text, 1);
    if options.contains(&cursor.peek_word()) {
        write!(out, " ({text})")
    } else {
        write!(out, " {text}")
    }
}

fn write_name(out: &mut impl Write, name: &Expression) -> fmt::Result {
    match name {
        Expression::Constant(Value::Text(name)) => write_plain_name(out, name),
        other => write!(out, "{other}"),
    }
}

fn write_plain_name(out: &mut impl Write, name: &str) -> fmt::Result {
    if is_bare(name) {
        out.write_str(name)
    } else {
        write_text(out, name)
    }
}
