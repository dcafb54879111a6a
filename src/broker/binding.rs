//! Bindings: from an exchange to a queue or to another exchange.

use super::Broker;
use super::context::Context;
use super::error::Error;
use super::event::Event;
use super::handle::{BindingId, ExchangeId, QueueId};
use super::headers;
use super::permission::Right;
use super::router::Target;
use super::view::{Destination, ExchangeKind};
use crate::base::hash::Digest;
use crate::base::ids::ChannelId;
use crate::base::names::{Name, Names};
use crate::base::value::Table;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(super) struct Binding {
    pub source: ExchangeId,
    pub destination: Destination,
    pub routing_key: Name,
    pub arguments: Arc<Table>,
    pub alive: bool,
}

impl Binding {
    pub(super) fn target(&self, id: BindingId) -> Target {
        Target {
            binding: id,
            destination: self.destination,
        }
    }
}

/// What a bind or unbind names.
pub(super) struct BindingRequest<'a> {
    pub source: Name,
    pub destination: Name,
    pub routing_key: Name,
    pub arguments: &'a Arc<Table>,
}

impl<'a> BindingRequest<'a> {
    pub(super) fn new(source: Name, destination: Name, routing_key: Name, arguments: &'a Arc<Table>) -> Self {
        BindingRequest {
            source,
            destination,
            routing_key,
            arguments,
        }
    }
}

/// What kind of thing a request leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    Queue,
    Exchange,
}

impl Broker {
    /// exchange.bind and queue.bind (R-EX-5, R-ER-3, R-AC-4).
    pub(super) fn bind(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        toward: Toward,
        request: &BindingRequest,
    ) -> Result<(), Error> {
        let (source_name, destination_name) = self.check_binding_rights(channel, toward, request)?;
        let vhost = self.vhost_of(channel);
        let source = self.exchange_or_die(vhost, source_name)?;
        let destination = match toward {
            Toward::Queue => Destination::Queue(self.queue_or_die(vhost, destination_name)?),
            Toward::Exchange => Destination::Exchange(self.exchange_or_die(vhost, destination_name)?),
        };
        if self.topology.exchange(source).kind == ExchangeKind::Headers {
            headers::validate(request.arguments).map_err(Error::precondition_failed)?;
        }
        if let Destination::Queue(queue) = destination {
            self.check_not_locked(channel, queue)?;
        }
        if self.find_binding(source, destination, request).is_none() {
            self.add_binding(
                cx,
                Binding {
                    source,
                    destination,
                    routing_key: request.routing_key,
                    arguments: request.arguments.clone(),
                    alive: true,
                },
            );
        }
        Ok(())
    }

    /// exchange.unbind and queue.unbind: fine where there is nothing to unbind (R-ER-4).
    pub(super) fn unbind(
        &mut self,
        cx: &mut Context,
        channel: ChannelId,
        toward: Toward,
        request: &BindingRequest,
    ) -> Result<(), Error> {
        let (source_name, destination_name) = self.check_binding_rights(channel, toward, request)?;
        let vhost = self.vhost_of(channel);
        let destination = match toward {
            Toward::Queue => self
                .topology
                .find_queue(vhost, destination_name)
                .map(Destination::Queue),
            Toward::Exchange => self
                .topology
                .find_exchange(vhost, destination_name)
                .map(Destination::Exchange),
        };
        let source = self.topology.find_exchange(vhost, source_name);
        let (Some(source), Some(destination)) = (source, destination) else {
            return Ok(());
        };
        let Some(binding) = self.find_binding(source, destination, request) else {
            return Ok(());
        };
        if let Destination::Queue(queue) = destination {
            self.check_not_locked(channel, queue)?;
        }
        self.remove_binding(cx, binding);
        self.auto_delete_exchange(cx, source);
        Ok(())
    }

    /// An empty queue name means the queue declared last; an empty key with it means that queue's name (R-EX-6).
    pub(super) fn expand_binding(
        &self,
        channel: ChannelId,
        queue: Name,
        routing_key: Name,
    ) -> Result<(Name, Name), Error> {
        let name = self.named_or_last_declared(channel, queue)?;
        let routing_key = match (queue, routing_key) {
            (Name::EMPTY, Name::EMPTY) => name,
            (_, routing_key) => routing_key,
        };
        Ok((name, routing_key))
    }

    /// Write on the destination, then read on the source, then the topic permission (R-AC-4, R-AC-6).
    fn check_binding_rights(
        &mut self,
        channel: ChannelId,
        toward: Toward,
        request: &BindingRequest,
    ) -> Result<(Name, Name), Error> {
        let source = self.without_line_breaks(request.source);
        let destination = self.without_line_breaks(request.destination);
        match toward {
            Toward::Queue => self.check_queue_right(channel, Right::Write, destination)?,
            Toward::Exchange => {
                self.check_exchange_right(channel, Right::Write, destination)?;
                self.check_not_default(destination)?;
            }
        }
        self.check_not_default(source)?;
        self.check_exchange_right(channel, Right::Read, source)?;
        if let Some(exchange) = self.topology.find_exchange(self.vhost_of(channel), source) {
            self.check_topic_right(channel, Right::Read, exchange, request.routing_key)?;
        }
        Ok((source, destination))
    }

    /// A binding is the same when source, destination, key and arguments are (R-EX-5).
    fn find_binding(
        &self,
        source: ExchangeId,
        destination: Destination,
        request: &BindingRequest,
    ) -> Option<BindingId> {
        let incoming = match destination {
            Destination::Queue(queue) => &self.topology.queue(queue).incoming,
            Destination::Exchange(exchange) => &self.topology.exchange(exchange).incoming,
        };
        incoming.iter().copied().find(|&id| {
            let binding = self.topology.binding(id);
            binding.source == source
                && binding.routing_key == request.routing_key
                && binding.arguments == *request.arguments
        })
    }

    pub(super) fn add_binding(&mut self, cx: &mut Context, binding: Binding) {
        let names = self.names.clone();
        let topology = self.topology_mut();
        let id = BindingId(topology.bindings.len() as u32);
        topology.sum = topology
            .sum
            .wrapping_add(topology.binding_print(&binding, &names));
        let router = &mut topology.exchanges[binding.source.index()].router;
        Arc::make_mut(router).add(id, &binding);
        match binding.destination {
            Destination::Queue(queue) => topology.queues[queue.index()].incoming.push(id),
            Destination::Exchange(exchange) => topology.exchanges[exchange.index()].incoming.push(id),
        }
        topology.bindings.push(binding);
        cx.event(Event::Bound { binding: id });
    }

    pub(super) fn remove_binding(&mut self, cx: &mut Context, id: BindingId) {
        let names = self.names.clone();
        let topology = self.topology_mut();
        if !topology.bindings[id.index()].alive {
            return;
        }
        topology.bindings[id.index()].alive = false;
        let binding = topology.bindings[id.index()].clone();
        topology.sum = topology
            .sum
            .wrapping_sub(topology.binding_print(&binding, &names));
        let router = &mut topology.exchanges[binding.source.index()].router;
        Arc::make_mut(router).remove(id, &binding);
        match binding.destination {
            Destination::Queue(QueueId(at)) => {
                topology.queues[at as usize].incoming.retain(|&other| other != id)
            }
            Destination::Exchange(ExchangeId(at)) => {
                topology.exchanges[at as usize]
                    .incoming
                    .retain(|&other| other != id);
            }
        }
        cx.event(Event::Unbound { binding: id });
    }
}

impl super::topology::Topology {
    fn binding_print(&self, binding: &Binding, names: &Names) -> u64 {
        let source = self.exchange(binding.source);
        let mut digest = Digest::new();
        digest
            .word(2)
            .text(names.text(self.vhost(source.vhost).name))
            .text(names.text(source.name));
        match binding.destination {
            Destination::Queue(queue) => digest.word(0).text(names.text(self.queue(queue).name)),
            Destination::Exchange(exchange) => digest.word(1).text(names.text(self.exchange(exchange).name)),
        };
        digest.text(names.text(binding.routing_key));
        binding.arguments.digest(&mut digest);
        digest.finish()
    }
}
