//! Exchanges: their settings, and declaring and deleting them.

use super::Broker;
use super::context::Context;
use super::error::Error;
use super::event::Event;
use super::handle::{BindingId, ExchangeId, PolicyId, VhostId};
use super::permission::Right;
use super::router::Router;
use super::view::ExchangeKind;
use crate::base::hash::Digest;
use crate::base::ids::ChannelId;
use crate::base::names::{Name, Names};
use crate::base::order;
use crate::base::value::{Table, Value};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(super) struct Exchange {
    pub vhost: VhostId,
    pub name: Name,
    /// What people call it.
    pub label: Name,
    pub kind: ExchangeKind,
    pub durable: bool,
    pub auto_delete: bool,
    pub internal: bool,
    pub arguments: Arc<Table>,
    /// The alternate exchange that applies: the argument, else the policy's (R-RT-2).
    pub alternate: Option<Name>,
    pub policy: Option<PolicyId>,
    pub operator_policy: Option<PolicyId>,
    /// Bindings that start here.
    pub router: Arc<Router>,
    /// Bindings that lead here.
    pub incoming: Vec<BindingId>,
    pub alive: bool,
}

/// What a declare asks for.
pub(super) struct ExchangeRequest<'a> {
    pub exchange: Name,
    pub kind: Name,
    pub passive: bool,
    pub durable: bool,
    pub auto_delete: bool,
    pub internal: bool,
    pub arguments: &'a Arc<Table>,
}

const ALTERNATE: &str = "alternate-exchange";

impl ExchangeKind {
    /// AMQP's word for the type.
    pub fn word(self) -> &'static str {
        match self {
            ExchangeKind::Direct => "direct",
            ExchangeKind::Fanout => "fanout",
            ExchangeKind::Topic => "topic",
            ExchangeKind::Headers => "headers",
        }
    }

    /// Reads AMQP's word.
    pub fn read(word: &str) -> Option<Self> {
        [
            ExchangeKind::Direct,
            ExchangeKind::Fanout,
            ExchangeKind::Topic,
            ExchangeKind::Headers,
        ]
        .into_iter()
        .find(|kind| kind.word() == word)
    }
}

impl Exchange {
    /// A hash of what it is, taken from names alone.
    pub(super) fn print(&self, names: &Names, vhost: Name) -> u64 {
        let mut digest = Digest::new();
        digest
            .word(1)
            .text(names.text(vhost))
            .text(names.text(self.name))
            .text(self.kind.word());
        digest
            .flag(self.durable)
            .flag(self.auto_delete)
            .flag(self.internal);
        self.arguments.digest(&mut digest);
        digest.finish()
    }
}

impl Broker {
    /// The exchanges that every virtual host has from the start (R-VH-1).
    pub(super) fn predeclare_exchanges(&mut self, vhost: VhostId) {
        let predeclared = [
            ("", ExchangeKind::Direct, false),
            ("amq.direct", ExchangeKind::Direct, false),
            ("amq.fanout", ExchangeKind::Fanout, false),
            ("amq.topic", ExchangeKind::Topic, false),
            ("amq.headers", ExchangeKind::Headers, false),
            ("amq.match", ExchangeKind::Headers, false),
            ("amq.rabbitmq.trace", ExchangeKind::Topic, true),
        ];
        for (name, kind, internal) in predeclared {
            let name = self.names.intern(name);
            let label = self.label(vhost, name);
            self.add_exchange(Exchange {
                vhost,
                name,
                label,
                kind,
                durable: true,
                auto_delete: false,
                internal,
                arguments: Arc::default(),
                alternate: None,
                policy: None,
                operator_policy: None,
                router: Arc::new(Router::new(kind)),
                incoming: Vec::new(),
                alive: true,
            });
        }
    }

    fn add_exchange(&mut self, exchange: Exchange) -> ExchangeId {
        let names = self.names.clone();
        let id = self.topology_mut().add_exchange(exchange, &names);
        self.apply_policies_to_exchange(id);
        id
    }

    /// exchange.declare (R-EX-2, R-ER-3, R-AC-4).
    pub(super) fn declare_exchange(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        request: &ExchangeRequest,
    ) -> Result<(), Error> {
        let vhost = self.vhost_of(channel);
        let name = self.without_line_breaks(request.exchange);
        if request.passive {
            self.check_not_default(name)?;
            return self.exchange_or_die(vhost, name).map(|_| ());
        }
        let word = self.names.text(request.kind);
        let kind = ExchangeKind::read(word)
            .ok_or_else(|| Error::command_invalid(format!("unknown exchange type '{word}'")))?;
        self.check_not_default(name)?;
        self.check_exchange_right(channel, Right::Configure, name)?;
        if let Some(existing) = self.topology.find_exchange(vhost, name) {
            return self.check_exchange_equivalent(existing, kind, request);
        }
        self.check_reserved("exchange", name)?;
        self.check_alternate_argument(channel, name, request.arguments)?;
        let label = self.label(vhost, name);
        let exchange = self.add_exchange(Exchange {
            vhost,
            name,
            label,
            kind,
            durable: request.durable,
            auto_delete: request.auto_delete,
            internal: request.internal,
            arguments: request.arguments.clone(),
            alternate: None,
            policy: None,
            operator_policy: None,
            router: Arc::new(Router::new(kind)),
            incoming: Vec::new(),
            alive: true,
        });
        cx.event(Event::ExchangeDeclared { exchange });
        Ok(())
    }

    fn check_alternate_argument(
        &mut self,
        channel: ChannelId,
        name: Name,
        arguments: &Table,
    ) -> Result<(), Error> {
        match arguments.get(ALTERNATE) {
            None => Ok(()),
            Some(Value::Text(alternate)) => {
                let alternate = self.names.intern(alternate);
                self.check_exchange_right(channel, Right::Read, name)?;
                self.check_exchange_right(channel, Right::Write, alternate)
            }
            Some(other) => Err(Error::precondition_failed(format!(
                "invalid type '{}' for arg '{ALTERNATE}' in {}",
                type_word(other),
                self.exchange_words(self.vhost_of(channel), name)
            ))),
        }
    }

    fn check_exchange_equivalent(
        &self,
        existing: ExchangeId,
        kind: ExchangeKind,
        request: &ExchangeRequest,
    ) -> Result<(), Error> {
        let exchange = self.topology.exchange(existing);
        let words = || self.exchange_words(exchange.vhost, exchange.name);
        let differs = |key: &str, received: &str, current: &str| {
            Err(Error::precondition_failed(format!(
                "inequivalent arg '{key}' for {}: received '{received}' but current is '{current}'",
                words()
            )))
        };
        if exchange.kind != kind {
            return differs("type", kind.word(), exchange.kind.word());
        }
        for (key, received, current) in [
            ("durable", request.durable, exchange.durable),
            ("auto_delete", request.auto_delete, exchange.auto_delete),
            ("internal", request.internal, exchange.internal),
        ] {
            if received != current {
                return differs(key, &received.to_string(), &current.to_string());
            }
        }
        let (received, current) = (
            request.arguments.get(ALTERNATE),
            exchange.arguments.get(ALTERNATE),
        );
        if received != current {
            return differs(ALTERNATE, &value_words(received), &value_words(current));
        }
        Ok(())
    }

    /// exchange.delete (R-EX-4, R-ER-4).
    pub(super) fn delete_exchange(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        exchange: Name,
        if_unused: bool,
    ) -> Result<(), Error> {
        let vhost = self.vhost_of(channel);
        let name = self.without_line_breaks(exchange);
        self.check_not_default(name)?;
        if self.names.text(name).starts_with("amq.") {
            return Err(Error::access_refused(format!(
                "deletion of system {} not allowed",
                self.exchange_words(vhost, name)
            )));
        }
        self.check_exchange_right(channel, Right::Configure, name)?;
        let Some(id) = self.topology.find_exchange(vhost, name) else {
            return Ok(());
        };
        if if_unused && !self.topology.exchange(id).router.is_empty() {
            return Err(Error::precondition_failed(format!(
                "{} in use",
                self.exchange_words(vhost, name)
            )));
        }
        self.remove_exchange(cx, id, false);
        Ok(())
    }

    /// Takes an exchange away with all its bindings; exchanges that thereby lose their last one may follow (R-EX-3).
    pub(super) fn remove_exchange(&mut self, cx: &mut Context, id: ExchangeId, automatic: bool) {
        let outgoing = self.topology.exchange(id).router.bindings();
        let names = self.names.clone();
        let topology = self.topology_mut();
        topology.remove_exchange(id, &names);
        // With nothing left to search, taking many bindings away costs no more than their number.
        topology.exchanges[id.index()].router = Arc::new(Router::new(topology.exchange(id).kind));
        for binding in outgoing {
            self.remove_binding(cx, binding);
        }
        let incoming = std::mem::take(&mut self.topology_mut().exchanges[id.index()].incoming);
        cx.event(Event::ExchangeDeleted {
            exchange: id,
            automatic,
        });
        self.remove_incoming(cx, incoming);
    }

    /// Takes bindings away whose destination is gone, and then the auto-delete exchanges that they leave unused.
    pub(super) fn remove_incoming(&mut self, cx: &mut Context, incoming: Vec<BindingId>) {
        let mut sources: Vec<ExchangeId> = Vec::new();
        for binding in incoming {
            sources.push(self.topology.binding(binding).source);
            self.remove_binding(cx, binding);
        }
        order::sort(&mut sources);
        sources.dedup();
        for source in sources {
            self.auto_delete_exchange(cx, source);
        }
    }

    /// Deletes an auto-delete exchange that no binding starts from any more (R-EX-3).
    pub(super) fn auto_delete_exchange(&mut self, cx: &mut Context, id: ExchangeId) {
        let exchange = self.topology.exchange(id);
        if exchange.alive && exchange.auto_delete && exchange.router.is_empty() {
            self.remove_exchange(cx, id, true);
        }
    }

    pub(super) fn exchange_or_die(&self, vhost: VhostId, name: Name) -> Result<ExchangeId, Error> {
        self.topology
            .find_exchange(vhost, name)
            .ok_or_else(|| Error::not_found(format!("no {}", self.exchange_words(vhost, name))))
    }

    /// `exchange 'e' in vhost '/'`.
    pub(super) fn exchange_words(&self, vhost: VhostId, name: Name) -> String {
        let vhost = self.names.text(self.topology.vhost(vhost).name);
        format!("exchange '{}' in vhost '{vhost}'", self.names.text(name))
    }

    pub(super) fn check_not_default(&self, name: Name) -> Result<(), Error> {
        match name {
            Name::EMPTY => Err(Error::access_refused(
                "operation not permitted on the default exchange",
            )),
            Name(_) => Ok(()),
        }
    }

    /// Names that start with `amq.` are the broker's own (R-ER-3).
    pub(super) fn check_reserved(&self, what: &str, name: Name) -> Result<(), Error> {
        let name = self.names.text(name);
        if name.starts_with("amq.") {
            return Err(Error::access_refused(format!(
                "{what} name '{name}' contains reserved prefix 'amq.*'"
            )));
        }
        Ok(())
    }

    /// Names lose their carriage returns and line feeds (R-ER-5).
    pub(super) fn without_line_breaks(&mut self, name: Name) -> Name {
        if !self.names.text(name).contains(['\r', '\n']) {
            return name;
        }
        let text = self.names.text(name).replace(['\r', '\n'], "");
        self.names.intern(&text)
    }
}

/// RabbitMQ's word for the type of a value.
pub(super) fn type_word(value: &Value) -> &'static str {
    match value {
        Value::Void => "void",
        Value::Boolean(_) => "bool",
        Value::Integer(_) => "long",
        Value::Double(_) => "double",
        Value::Text(_) => "longstr",
        Value::Array(_) => "array",
        Value::Table(_) => "table",
    }
}

/// A value as error texts show it.
pub(super) fn value_words(value: Option<&Value>) -> String {
    match value {
        None => "none".to_string(),
        Some(value) => {
            let shown = match value {
                Value::Text(text) => text.to_string(),
                other => other.to_json().to_string(),
            };
            format!("the value '{shown}' of type '{}'", type_word(value))
        }
    }
}
