//! Programs: what they name, and what cannot work where it stands.

use crate::model::actor::Actor;
use crate::model::diagnostic::code::{Need, What};
use crate::model::diagnostic::{Code, Place};
use crate::model::expression::{Builtin, Expression};
use crate::model::nearest::nearest;
use crate::model::program::walk::each_statement;
use crate::model::program::{Bind, Handler, Publish, Statement, StatementKind, Trigger, names};
use crate::model::topology::PREDECLARED_EXCHANGES;
use crate::model::validate::known::{Programs, constant_text};
use crate::model::validate::{Checker, TEXT_LIMIT, unknown};
use std::collections::BTreeSet;

/// A program that is looked at.
struct Around<'a> {
    actor: &'a Actor,
    variables: &'a BTreeSet<String>,
    place: Place,
    lines: &'a [String],
}

impl Around<'_> {
    /// The first letter of a line.
    fn line(&self, line: u32) -> Place {
        let text = self.lines.get(line as usize - 1).map_or("", String::as_str);
        let indent = text.chars().take_while(|letter| *letter == ' ').count() as u32;
        self.place.line(line, indent + 1)
    }
}

impl Checker<'_> {
    pub(super) fn program(
        &mut self,
        actor: &Actor,
        programs: &Programs,
        variables: &BTreeSet<String>,
        place: &Place,
    ) {
        let around = |field: &str, lines| Around {
            actor,
            variables,
            place: place.field(field),
            lines,
        };
        let declares = around("declares", &actor.declares.0);
        for statement in &programs.declares {
            self.statement(statement, &declares);
        }
        let program = around("program", &actor.program.0);
        for handler in &programs.tree.handlers {
            self.handler(handler, &program);
            each_statement(&handler.body, &mut |statement| {
                self.statement(statement, &program)
            });
        }
    }

    fn handler(&mut self, handler: &Handler, around: &Around<'_>) {
        let mut useless =
            |statement, needs| self.warn(Code::Useless { statement, needs }, around.line(handler.line));
        match &handler.trigger {
            Trigger::Delivery { from: None } if around.actor.consumes.is_empty() => {
                useless("on delivery", Need::Subscription);
            }
            Trigger::Delivery { from: Some(from) } => {
                let subscriptions = around.actor.consumes.iter();
                let names = subscriptions
                    .flat_map(|subscription| [&subscription.queue, &subscription.tag])
                    .cloned();
                let mut known = BTreeSet::new();
                known.extend(names);
                if !known.contains(from) {
                    self.error(
                        unknown(What::Subscription, from, &known),
                        around.line(handler.line),
                    );
                }
            }
            Trigger::Confirm if !around.actor.confirms => useless("on confirm", Need::Confirms),
            Trigger::Refused if !around.actor.confirms => useless("on refused", Need::Confirms),
            Trigger::Delivery { from: None }
            | Trigger::Confirm
            | Trigger::Refused
            | Trigger::Start
            | Trigger::Every { .. }
            | Trigger::Returned
            | Trigger::Closed
            | Trigger::Cancelled
            | Trigger::Restart
            | Trigger::Send => {}
        }
        self.settlements(handler, around);
    }

    /// Without a delivery there is nothing to settle.
    fn settlements(&mut self, handler: &Handler, around: &Around<'_>) {
        let mut gets = matches!(handler.trigger, Trigger::Delivery { .. });
        each_statement(&handler.body, &mut |statement| {
            gets |= matches!(statement.kind, StatementKind::Get { variable: None, .. });
        });
        if gets {
            return;
        }
        each_statement(&handler.body, &mut |statement| {
            let Some(word) = settles_current(&statement.kind) else {
                return;
            };
            let code = Code::Useless {
                statement: word,
                needs: Need::Delivery,
            };
            self.warn(code, around.line(statement.line));
        });
    }

    fn statement(&mut self, statement: &Statement, around: &Around<'_>) {
        let place = around.line(statement.line);
        match &statement.kind {
            StatementKind::Publish(publish) => self.publish(publish, &place),
            StatementKind::Get { queue, .. } => self.queue_name(queue, &place),
            StatementKind::Bind(bind) | StatementKind::Unbind(bind) => self.bind(bind, &place),
            StatementKind::Commit | StatementKind::Rollback if !around.actor.transactional => {
                self.error(
                    Code::Useless {
                        statement: "tx",
                        needs: Need::Transactional,
                    },
                    place,
                );
            }
            StatementKind::Commit
            | StatementKind::Rollback
            | StatementKind::Ack { .. }
            | StatementKind::Nack { .. }
            | StatementKind::Reject { .. }
            | StatementKind::DeclareQueue(_)
            | StatementKind::DeclareExchange(_)
            | StatementKind::Cancel { .. }
            | StatementKind::Work(_)
            | StatementKind::Wait(_)
            | StatementKind::Effect { .. }
            | StatementKind::Set { .. }
            | StatementKind::If { .. }
            | StatementKind::ForEach { .. }
            | StatementKind::Fail { .. }
            | StatementKind::Stop => {}
        }
        for (line, expression) in statement.kind.expressions() {
            self.expression(
                expression,
                around.variables,
                &around.line(line.unwrap_or(statement.line)),
            );
        }
    }

    fn publish(&mut self, publish: &Publish, place: &Place) {
        self.exchange_name(&publish.exchange, place);
        let (exchange, key) = (constant_text(&publish.exchange), constant_text(&publish.key));
        let (Some(exchange), Some(key)) = (exchange, key) else {
            return;
        };
        if exchange.is_empty() && !self.knows(&self.known.queues, key) {
            self.warn(unknown(What::Queue, key, &self.known.queues), place.clone());
        }
        let topic = self.document.topology.exchange_type(exchange) == Some("topic");
        if topic && key.split('.').any(|word| word == "*" || word == "#") {
            self.warn(Code::WildcardInRoutingKey { key: key.into() }, place.clone());
        }
        if key.len() > TEXT_LIMIT {
            let code = Code::TooLong {
                what: What::RoutingKey,
                bytes: key.len(),
                limit: TEXT_LIMIT,
            };
            self.error(code, place.clone());
        }
    }

    fn bind(&mut self, bind: &Bind, place: &Place) {
        self.exchange_name(&bind.source, place);
        if bind.to_exchange {
            self.exchange_name(&bind.destination, place);
        } else {
            self.queue_name(&bind.destination, place);
        }
    }

    /// Whether a name that the actor uses is among these, in its virtual host.
    pub(super) fn knows(&self, names: &BTreeSet<String>, name: &str) -> bool {
        match &self.elsewhere {
            None => names.contains(name),
            // Every virtual host has these.
            Some(_) if PREDECLARED_EXCHANGES.iter().any(|(known, _)| *known == name) => names.contains(name),
            Some(vhost) => names.contains(&format!("{vhost}/{name}")),
        }
    }

    fn exchange_name(&mut self, name: &Expression, place: &Place) {
        if let Some(name) = constant_text(name).filter(|name| !self.knows(&self.known.exchanges, name)) {
            self.error(
                unknown(What::Exchange, name, &self.known.exchanges),
                place.clone(),
            );
        }
    }

    fn queue_name(&mut self, name: &Expression, place: &Place) {
        if let Some(name) = constant_text(name).filter(|name| !self.knows(&self.known.queues, name)) {
            self.error(unknown(What::Queue, name, &self.known.queues), place.clone());
        }
    }

    /// Names that nothing sets, and functions that there are not.
    pub(super) fn expression(
        &mut self,
        expression: &Expression,
        variables: &BTreeSet<String>,
        place: &Place,
    ) {
        expression.each(&mut |part| {
            if let Expression::Name(name) = part
                && !variables.contains(name)
                && !names().any(|known| known == name)
            {
                self.warn(Code::UnknownVariable { name: name.clone() }, place.clone());
            }
            if let Expression::Call(name, arguments) = part {
                self.call(name, arguments.len(), place);
            }
        });
    }

    fn call(&mut self, name: &str, found: usize, place: &Place) {
        let Some(builtin) = Builtin::parse(name) else {
            let nearest = nearest(name, Builtin::ALL.iter().map(|builtin| builtin.word()));
            return self.error(
                Code::UnknownFunction {
                    name: name.into(),
                    nearest,
                },
                place.clone(),
            );
        };
        let takes = builtin.arguments();
        if takes != found {
            let code = Code::WrongArguments {
                function: name.into(),
                least: takes,
                most: takes,
                found,
            };
            self.error(code, place.clone());
        }
    }
}

/// The word of a statement that settles the current delivery.
fn settles_current(kind: &StatementKind) -> Option<&'static str> {
    if matches!(kind, StatementKind::Ack { delivery: None, .. }) {
        Some("ack")
    } else if matches!(kind, StatementKind::Nack { delivery: None, .. }) {
        Some("nack")
    } else if matches!(kind, StatementKind::Reject { delivery: None, .. }) {
        Some("reject")
    } else {
        None
    }
}
