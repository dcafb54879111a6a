//! What can be seen of a program without running it: where it publishes, what it fetches from, what it declares.

use crate::base::value::{Table, Value};
use crate::model::program::{DeclareExchange, DeclareQueue, Property, Publish, Statement, StatementKind};
use crate::model::topology::{Binding, DestinationType, Exchange, Queue};
use crate::model::{Actor, Expression};

/// What a program says about the drawing, in its order. What it only works out while it runs is not here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    pub targets: Vec<Target>,
    /// Queues that it gets from or consumes from.
    pub sources: Vec<String>,
    pub queues: Vec<Queue>,
    pub exclusive: Vec<String>,
    pub exchanges: Vec<Exchange>,
    pub bindings: Vec<Binding>,
    /// Whether it gives messages a time to live of their own.
    pub sets_expiration: bool,
}

/// Where a `publish` goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub exchange: String,
    /// The routing key, where it is the same every time.
    pub key: Option<String>,
}

impl Outline {
    /// What an actor's subscriptions, declarations and program say. A program with mistakes says nothing.
    pub fn of(actor: &Actor, home: &str) -> Outline {
        let mut outline = Outline::default();
        for subscription in &actor.consumes {
            outline.add_source(&subscription.queue);
        }
        if let Ok(statements) = actor.declares.statements() {
            outline.read(&statements);
        }
        if let Ok(tree) = actor.program.tree() {
            for handler in &tree.handlers {
                outline.read(&handler.body);
            }
        }
        if actor.elsewhere(home).is_some() {
            outline.rename(&|name| actor.called(home, name));
        }
        outline
    }

    /// Calls everything as it is called in another virtual host.
    fn rename(&mut self, called: &dyn Fn(&str) -> String) {
        let rename = |name: &mut String| *name = called(name);
        for target in &mut self.targets {
            match target.exchange.is_empty() {
                true => target.key.iter_mut().for_each(rename),
                false => rename(&mut target.exchange),
            }
        }
        self.sources
            .iter_mut()
            .chain(&mut self.exclusive)
            .for_each(rename);
        self.queues.iter_mut().for_each(|queue| rename(&mut queue.name));
        self.exchanges
            .iter_mut()
            .for_each(|exchange| rename(&mut exchange.name));
        for binding in &mut self.bindings {
            rename(&mut binding.source);
            rename(&mut binding.destination);
        }
    }

    fn read(&mut self, statements: &[Statement]) {
        for statement in statements {
            match &statement.kind {
                StatementKind::Publish(publish) => self.publish(publish),
                StatementKind::Get { queue, .. } => {
                    if let Some(queue) = constant(queue) {
                        self.add_source(&queue);
                    }
                }
                StatementKind::DeclareQueue(declare) => self.declare_queue(declare),
                StatementKind::DeclareExchange(declare) => self.declare_exchange(declare),
                StatementKind::Bind(bind) => {
                    let ends = (
                        constant(&bind.source),
                        constant(&bind.destination),
                        constant(&bind.key),
                    );
                    if let (Some(source), Some(destination), Some(routing_key)) = ends {
                        self.bindings.push(Binding {
                            source,
                            destination,
                            destination_type: if bind.to_exchange {
                                DestinationType::Exchange
                            } else {
                                DestinationType::Queue
                            },
                            routing_key,
                            arguments: table(bind.arguments.as_ref()),
                            ..Binding::default()
                        });
                    }
                }
                StatementKind::Ack { .. }
                | StatementKind::Nack { .. }
                | StatementKind::Reject { .. }
                | StatementKind::Unbind(_)
                | StatementKind::Cancel { .. }
                | StatementKind::Commit
                | StatementKind::Rollback
                | StatementKind::Work(_)
                | StatementKind::Wait(_)
                | StatementKind::Effect { .. }
                | StatementKind::Set { .. }
                | StatementKind::If { .. }
                | StatementKind::ForEach { .. }
                | StatementKind::Fail { .. }
                | StatementKind::Stop => {}
            }
            for block in statement.kind.blocks() {
                self.read(block);
            }
        }
    }

    fn publish(&mut self, publish: &Publish) {
        self.sets_expiration |= publish.property(Property::Expiration).is_some();
        if let Some(exchange) = constant(&publish.exchange) {
            let target = Target {
                exchange,
                key: constant(&publish.key),
            };
            if !self.targets.contains(&target) {
                self.targets.push(target);
            }
        }
    }

    /// A name with a gap is known only while it runs.
    fn add_source(&mut self, queue: &str) {
        if !queue.contains('{') && !self.sources.iter().any(|known| known == queue) {
            self.sources.push(queue.into());
        }
    }

    fn declare_queue(&mut self, declare: &DeclareQueue) {
        let name = constant(&declare.queue).filter(|name| !name.is_empty() && !declare.passive);
        if let Some(name) = name {
            if declare.exclusive {
                self.exclusive.push(name.clone());
            }
            self.queues.push(Queue {
                name,
                durable: declare.durable,
                auto_delete: declare.auto_delete,
                arguments: table(declare.arguments.as_ref()),
                ..Queue::default()
            });
        }
    }

    fn declare_exchange(&mut self, declare: &DeclareExchange) {
        let names = (constant(&declare.exchange), constant(&declare.kind));
        if let (Some(name), Some(kind)) = names
            && !declare.passive
        {
            self.exchanges.push(Exchange {
                name,
                kind,
                durable: declare.durable,
                auto_delete: declare.auto_delete,
                internal: declare.internal,
                arguments: table(declare.arguments.as_ref()),
                ..Exchange::default()
            });
        }
    }
}

fn constant(expression: &Expression) -> Option<String> {
    match expression.as_constant()? {
        Value::Text(text) => Some(text.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Void | Value::Boolean(_) | Value::Double(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

fn table(arguments: Option<&Expression>) -> Table {
    match arguments.and_then(Expression::as_constant) {
        Some(Value::Table(table)) => table,
        Some(
            Value::Void
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Array(_),
        )
        | None => Table::new(),
    }
}
