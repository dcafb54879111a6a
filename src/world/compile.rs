//! From the document to the plan: parses programs, flattens their statements, interns names and registers constant
//! contents with the broker. A program with mistakes is left out; the diagnostics say where it is wrong.

use crate::base::gather::Gather;
use crate::base::names::{Name, Names};
use crate::base::order;
use crate::base::value::{Table, Value};
use crate::broker::{Broker, Content};
use crate::model::actor::{Actor, Subscription};
use crate::model::cursor::SyntaxError;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::document::Document;
use crate::model::expression::Expression;
use crate::model::program::{self, Handler, Statement, StatementKind, Tree, Trigger};
use crate::model::script::Action;
use crate::world::content;
use crate::world::plan::{
    ActorPlan, Arguments, ContentPlan, HandlerPlan, Instruction, Plan, PublishPlan, Recipe, Request, Settle,
    SubscriptionPlan, Text, TriggerPlan,
};
use std::sync::Arc;

/// Makes a document ready.
pub(super) fn plan(document: &Document, broker: &mut Broker, diagnostics: &mut Vec<Diagnostic>) -> Plan {
    let starts = document
        .actors
        .iter()
        .filter(|actor| actor.start_ms > 0)
        .map(|actor| (actor.start_ms, Action::Restart(actor.id)));
    let entries = document
        .script
        .iter()
        .map(|entry| (entry.at_ms, entry.action.clone()));
    let mut script: Vec<_> = starts.chain(entries).gather();
    order::sort_by_key(&mut script, |(at_ms, _)| *at_ms);
    let actors = document
        .actors
        .iter()
        .enumerate()
        .map(|(at, actor)| actor_plan(at, actor, &document.vhost, broker, diagnostics));
    Plan {
        seed: document.seed,
        actors: actors.gather(),
        script,
    }
}

fn actor_plan(
    at: usize,
    actor: &Actor,
    home: &str,
    broker: &mut Broker,
    diagnostics: &mut Vec<Diagnostic>,
) -> ActorPlan {
    let place = |field: &str| Place::top().field("actors").index(at).field(field);
    let tree = parsed(actor.program.tree(), place("program"), diagnostics);
    let declares = parsed(actor.declares.statements(), place("declares"), diagnostics);
    let mut compiler = Compiler {
        broker,
        plan: ActorPlan::default(),
    };
    compiler.plan.id = actor.id;
    compiler.plan.name = compiler.name(&actor.name);
    compiler.plan.user = compiler.name(&actor.user);
    compiler.plan.vhost = compiler.name(actor.vhost.as_deref().unwrap_or(home));
    compiler.plan.start_ms = actor.start_ms;
    compiler.plan.latency_ms = actor.link.latency_ms;
    compiler.plan.detect_ms = actor.link.detect_ms;
    compiler.plan.reopen_ms = actor.link.reopen_ms;
    compiler.plan.confirms = actor.confirms;
    compiler.plan.transactional = actor.transactional;
    for statement in &declares {
        compiler.declaration(&statement.kind);
    }
    compiler.subscriptions(&actor.consumes);
    compiler.tree(&tree);
    compiler.plan
}

/// What parsed; or nothing, and what was wrong.
fn parsed<T: Default>(
    result: Result<T, Vec<SyntaxError>>,
    place: Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> T {
    result.unwrap_or_else(|errors| {
        diagnostics.extend(errors.into_iter().map(|error| error.at(&place)));
        T::default()
    })
}

struct Compiler<'a> {
    broker: &'a mut Broker,
    plan: ActorPlan,
}

impl Compiler<'_> {
    fn name(&mut self, text: &str) -> Name {
        self.broker.names_mut().intern(text)
    }

    fn text(&mut self, expression: &Expression) -> Text {
        text_of(expression, self.broker.names_mut())
    }

    fn variable(&mut self, name: &str) -> u16 {
        position(&mut self.plan.variables, name.to_string())
    }

    fn declaration(&mut self, kind: &StatementKind) {
        if let Some((request, variable)) = self.request(kind) {
            self.plan.declares.push((request, variable));
        }
    }

    /// Subscriptions that name the same channel share one; the others have one each.
    fn subscriptions(&mut self, consumes: &[Subscription]) {
        let mut named: Vec<(&str, u16)> = Vec::new();
        self.plan.channels = 1;
        for subscription in consumes {
            let shared = named
                .iter()
                .find(|(name, _)| !name.is_empty() && *name == subscription.channel);
            let channel = shared.map_or(self.plan.channels, |(_, channel)| *channel);
            if channel == self.plan.channels {
                self.plan.channels += 1;
                named.push((&subscription.channel, channel));
            }
            let plan = SubscriptionPlan {
                queue: template(&subscription.queue, self.broker.names_mut()),
                tag: self.name(&subscription.tag),
                no_ack: subscription.no_ack,
                exclusive: subscription.exclusive,
                prefetch: subscription.prefetch,
                global_prefetch: subscription.global_prefetch,
                channel,
                arguments: Arc::new(subscription.arguments.clone()),
                handler: None,
            };
            self.plan.subscriptions.push(plan);
        }
    }

    fn tree(&mut self, tree: &Tree) {
        for handler in &tree.handlers {
            self.handler(handler);
        }
        for at in 0..self.plan.subscriptions.len() {
            self.plan.subscriptions[at].handler = self.delivery_handler(at, tree);
        }
        if self.plan.handler(TriggerPlan::Send).is_none() {
            self.default_send(tree);
        }
    }

    fn handler(&mut self, handler: &Handler) {
        let trigger = match &handler.trigger {
            Trigger::Start => TriggerPlan::Start,
            Trigger::Every { interval_ms, limit } => TriggerPlan::Every {
                interval_ms: (*interval_ms).max(1),
                limit: *limit,
            },
            Trigger::Delivery { .. } => TriggerPlan::Delivery,
            Trigger::Confirm => TriggerPlan::Confirm,
            Trigger::Refused => TriggerPlan::Refused,
            Trigger::Returned => TriggerPlan::Returned,
            Trigger::Closed => TriggerPlan::Closed,
            Trigger::Cancelled => TriggerPlan::Cancelled,
            Trigger::Restart => TriggerPlan::Restart,
            Trigger::Send => TriggerPlan::Send,
        };
        self.begin_handler(trigger);
        self.block(&handler.body);
        self.emit(handler.line, Instruction::End);
    }

    fn begin_handler(&mut self, trigger: TriggerPlan) {
        let start = self.plan.code.len() as u32;
        self.plan.handlers.push(HandlerPlan { trigger, start });
    }

    /// The handler written for this subscription's queue or tag, else the one for any delivery.
    fn delivery_handler(&self, subscription: usize, tree: &Tree) -> Option<u16> {
        let plan = &self.plan.subscriptions[subscription];
        let names = self.broker.names();
        let matches = |wanted: &str| {
            (plan.tag != Name::EMPTY && names.text(plan.tag) == wanted)
                || match &plan.queue {
                    Text::Fixed(queue) => names.text(*queue) == wanted,
                    Text::Evaluated(expression) => expression.to_string() == wanted,
                }
        };
        let position = |accept: &dyn Fn(&Trigger) -> bool| {
            tree.handlers
                .iter()
                .position(|handler| accept(&handler.trigger))
                .map(|at| at as u16)
        };
        position(&|trigger| matches!(trigger, Trigger::Delivery { from: Some(from) } if matches(from)))
            .or_else(|| position(&|trigger| matches!(trigger, Trigger::Delivery { from: None })))
    }

    /// Without `on send`, Send now runs the program's first publish.
    fn default_send(&mut self, tree: &Tree) {
        if let Some(body) = tree.on_send() {
            self.begin_handler(TriggerPlan::Send);
            self.block(body);
            let line = body.last().map_or(0, |statement| statement.line);
            self.emit(line, Instruction::End);
        }
    }

    fn block(&mut self, body: &[Statement]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn emit(&mut self, line: u32, instruction: Instruction) -> usize {
        self.plan.code.push(instruction);
        self.plan.lines.push(line);
        self.plan.code.len() - 1
    }

    /// Where the next instruction will stand.
    fn here(&self) -> u32 {
        self.plan.code.len() as u32
    }

    fn statement(&mut self, statement: &Statement) {
        let line = statement.line;
        match &statement.kind {
            StatementKind::Publish(publish) => {
                let plan = self.publish(publish);
                self.emit(line, Instruction::Publish(Box::new(plan)));
            }
            StatementKind::Get {
                queue,
                no_ack,
                variable,
            } => {
                let variable = variable.as_ref().map(|name| self.variable(name));
                let queue = self.text(queue);
                self.emit(
                    line,
                    Instruction::Get {
                        queue,
                        no_ack: *no_ack,
                        variable,
                    },
                );
            }
            StatementKind::Ack { delivery, multiple } => {
                self.settle(line, Settle::Ack { multiple: *multiple }, delivery)
            }
            StatementKind::Nack {
                delivery,
                multiple,
                requeue,
            } => {
                self.settle(
                    line,
                    Settle::Nack {
                        multiple: *multiple,
                        requeue: requeue.clone(),
                    },
                    delivery,
                );
            }
            StatementKind::Reject { delivery, requeue } => {
                self.settle(
                    line,
                    Settle::Reject {
                        requeue: requeue.clone(),
                    },
                    delivery,
                );
            }
            StatementKind::Work(span) | StatementKind::Wait(span) => {
                let works = matches!(statement.kind, StatementKind::Work(_));
                let (least_ms, most_ms) = (span.least_ms.clone(), span.most_ms.clone());
                self.emit(
                    line,
                    Instruction::Work {
                        least_ms,
                        most_ms,
                        works,
                    },
                );
            }
            StatementKind::Effect { name } => {
                let name = self.name(name);
                let slot = position(&mut self.plan.effects, name);
                self.emit(line, Instruction::Effect { slot });
            }
            StatementKind::Set { variable, value } => {
                let variable = self.variable(variable);
                self.emit(
                    line,
                    Instruction::Set {
                        variable,
                        value: value.clone(),
                    },
                );
            }
            StatementKind::If { branches, otherwise } => {
                let mut ends = Vec::new();
                for branch in branches {
                    let condition = branch.condition.clone();
                    let test = self.emit(
                        branch.line,
                        Instruction::Unless {
                            condition,
                            otherwise: 0,
                        },
                    );
                    self.block(&branch.body);
                    ends.push(self.emit(branch.line, Instruction::Jump(0)));
                    self.land(test);
                }
                if let Some(otherwise) = otherwise {
                    self.block(&otherwise.body);
                }
                for end in ends {
                    self.land(end);
                }
            }
            StatementKind::ForEach { variable, list, body } => {
                let variable = self.variable(variable);
                self.emit(line, Instruction::Each { list: list.clone() });
                let next = self.emit(line, Instruction::Next { variable, done: 0 });
                self.block(body);
                self.emit(line, Instruction::Jump(next as u32));
                self.land(next);
            }
            StatementKind::Fail { when, body } => {
                let slot = self.plan.fails;
                self.plan.fails += 1;
                let test = self.emit(
                    line,
                    Instruction::Fail {
                        slot,
                        when: *when,
                        otherwise: 0,
                    },
                );
                self.block(body);
                if body.is_empty() {
                    self.emit(line, Instruction::End);
                }
                self.land(test);
            }
            StatementKind::Stop => {
                self.emit(line, Instruction::End);
            }
            StatementKind::DeclareQueue(_)
            | StatementKind::DeclareExchange(_)
            | StatementKind::Bind(_)
            | StatementKind::Unbind(_)
            | StatementKind::Cancel { .. }
            | StatementKind::Commit
            | StatementKind::Rollback => {
                if let Some((request, variable)) = self.request(&statement.kind) {
                    self.emit(
                        line,
                        Instruction::Request {
                            request: Box::new(request),
                            variable,
                        },
                    );
                }
            }
        }
    }

    /// Lets a jump that was left open lead to here.
    fn land(&mut self, at: usize) {
        let here = self.here();
        match &mut self.plan.code[at] {
            Instruction::Unless {
                otherwise: target, ..
            }
            | Instruction::Next { done: target, .. }
            | Instruction::Fail {
                otherwise: target, ..
            }
            | Instruction::Jump(target) => *target = here,
            Instruction::Publish(_)
            | Instruction::Get { .. }
            | Instruction::Settle { .. }
            | Instruction::Request { .. }
            | Instruction::Effect { .. }
            | Instruction::Work { .. }
            | Instruction::Set { .. }
            | Instruction::Each { .. }
            | Instruction::End => unreachable!("only jumps are left open"),
        }
    }

    fn settle(&mut self, line: u32, how: Settle, delivery: &Option<Expression>) {
        self.emit(
            line,
            Instruction::Settle {
                how,
                delivery: delivery.clone(),
            },
        );
    }

    fn publish(&mut self, publish: &program::Publish) -> PublishPlan {
        let recipe = Recipe {
            persistent: publish.persistent,
            body: publish.body.clone(),
            like: publish.like.clone(),
            properties: publish.properties.clone(),
        };
        let content = match content::constant(&recipe) {
            Some(constant) => ContentPlan::Fixed(self.register(constant)),
            None => ContentPlan::Evaluated(Box::new(recipe)),
        };
        PublishPlan {
            exchange: self.text(&publish.exchange),
            key: self.text(&publish.key),
            mandatory: publish.mandatory,
            content,
        }
    }

    fn register(&mut self, content: Content) -> crate::broker::ContentId {
        self.broker.register_content(content)
    }

    fn request(&mut self, kind: &StatementKind) -> Option<(Request, Option<u16>)> {
        let request = match kind {
            StatementKind::DeclareQueue(declare) => {
                let variable = declare.variable.as_ref().map(|name| self.variable(name));
                let request = Request::DeclareQueue {
                    queue: self.text(&declare.queue),
                    passive: declare.passive,
                    durable: declare.durable,
                    exclusive: declare.exclusive,
                    auto_delete: declare.auto_delete,
                    arguments: arguments(&declare.arguments),
                };
                return Some((request, variable));
            }
            StatementKind::DeclareExchange(declare) => Request::DeclareExchange {
                exchange: self.text(&declare.exchange),
                kind: self.text(&declare.kind),
                passive: declare.passive,
                durable: declare.durable,
                auto_delete: declare.auto_delete,
                internal: declare.internal,
                arguments: arguments(&declare.arguments),
            },
            StatementKind::Bind(bind) => Request::Bind {
                to_exchange: bind.to_exchange,
                destination: self.text(&bind.destination),
                source: self.text(&bind.source),
                key: self.text(&bind.key),
                arguments: arguments(&bind.arguments),
            },
            StatementKind::Unbind(bind) => Request::Unbind {
                to_exchange: bind.to_exchange,
                destination: self.text(&bind.destination),
                source: self.text(&bind.source),
                key: self.text(&bind.key),
                arguments: arguments(&bind.arguments),
            },
            StatementKind::Cancel { tag } => Request::Cancel { tag: self.text(tag) },
            StatementKind::Commit => Request::Commit,
            StatementKind::Rollback => Request::Rollback,
            StatementKind::Publish(_)
            | StatementKind::Get { .. }
            | StatementKind::Ack { .. }
            | StatementKind::Nack { .. }
            | StatementKind::Reject { .. }
            | StatementKind::Work(_)
            | StatementKind::Wait(_)
            | StatementKind::Effect { .. }
            | StatementKind::Set { .. }
            | StatementKind::If { .. }
            | StatementKind::ForEach { .. }
            | StatementKind::Fail { .. }
            | StatementKind::Stop => return None,
        };
        Some((request, None))
    }
}

fn text_of(expression: &Expression, names: &mut Names) -> Text {
    match expression.as_constant() {
        Some(constant) => Text::Fixed(names.intern(&content::plain_text(&constant))),
        None => Text::Evaluated(Box::new(expression.clone())),
    }
}

/// A text of the document that may have gaps: `{inbox}`.
fn template(text: &str, names: &mut Names) -> Text {
    match Expression::parse_template(text) {
        Ok(expression) => text_of(&expression, names),
        Err(_) => Text::Fixed(names.intern(text)),
    }
}

fn arguments(expression: &Option<Expression>) -> Arguments {
    match expression {
        None => Arguments::Fixed(Arc::new(Table::new())),
        Some(expression) => match expression.as_constant() {
            Some(Value::Table(table)) => Arguments::Fixed(Arc::new(table)),
            Some(_) | None => Arguments::Evaluated(expression.clone()),
        },
    }
}

/// The position of `wanted`, which is added where it is new.
fn position<T: PartialEq>(list: &mut Vec<T>, wanted: T) -> u16 {
    let at = list
        .iter()
        .position(|present| *present == wanted)
        .unwrap_or_else(|| {
            list.push(wanted);
            list.len() - 1
        });
    at as u16
}
