//! Queues: the settings, which seldom change and are shared, and the state, which every message changes.

use super::Broker;
use super::consumer::Line;
use super::error::Error;
use super::handle::{BindingId, ConsumerId, QueueId, VhostId};
use super::limiter::Limited;
use super::ready::Ready;
use super::view::Effective;
use crate::base::hash::Digest;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::{Name, Names};
use crate::base::value::Table;
use std::sync::Arc;

/// What was declared, and what follows from it and the policies.
#[derive(Clone, Debug)]
pub(super) struct QueueSettings {
    pub vhost: VhostId,
    pub name: Name,
    /// What people call it.
    pub label: Name,
    pub durable: bool,
    pub auto_delete: bool,
    /// The connection that alone may use it (R-Q-4).
    pub owner: Option<ConnectionId>,
    pub arguments: Arc<Table>,
    pub max_priority: Option<u8>,
    pub single_active: bool,
    pub effective: Effective,
    /// Bindings that lead here.
    pub incoming: Vec<BindingId>,
    pub alive: bool,
}

/// What messages and consumers change.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    pub ready: Ready,
    /// Copies that channels hold.
    pub unacked: u32,
    /// All consumers, in the order of subscribing.
    pub consumers: Vec<ConsumerId>,
    /// Those that may take a message, in the order of being served (R-CO-3).
    pub line: Line,
    /// Those that were tried and could not, until their channel frees them (R-CO-4).
    pub parked: Vec<ConsumerId>,
    /// Channels whose limit counts here (R-CO-6).
    pub limited: Vec<Limited>,
    /// The exclusive consumer, or the active one of a single-active-consumer queue.
    pub holder: Option<ConsumerId>,
    pub had_consumers: bool,
}

impl Queue {
    pub(super) fn new(max_priority: Option<u8>) -> Self {
        Queue {
            ready: Ready::new(max_priority),
            unacked: 0,
            consumers: Vec::new(),
            line: Line::default(),
            parked: Vec::new(),
            limited: Vec::new(),
            holder: None,
            had_consumers: false,
        }
    }
}

impl QueueSettings {
    /// A hash of what was declared, taken from names alone. The owner counts as a flag: connections have no names.
    pub(super) fn print(&self, names: &Names, vhost: Name) -> u64 {
        let mut digest = Digest::new();
        digest.word(3).text(names.text(vhost)).text(names.text(self.name));
        digest
            .flag(self.durable)
            .flag(self.auto_delete)
            .flag(self.owner.is_some());
        self.arguments.digest(&mut digest);
        digest.finish()
    }
}

impl Broker {
    pub(super) fn queue_or_die(&self, vhost: VhostId, name: Name) -> Result<QueueId, Error> {
        self.topology
            .find_queue(vhost, name)
            .ok_or_else(|| Error::not_found(format!("no {}", self.queue_words(vhost, name))))
    }

    /// `queue 'q' in vhost '/'`.
    pub(super) fn queue_words(&self, vhost: VhostId, name: Name) -> String {
        let vhost = self.names.text(self.topology.vhost(vhost).name);
        format!("queue '{}' in vhost '{vhost}'", self.names.text(name))
    }

    /// An exclusive queue is its owner's alone: 405 for all others (R-Q-4).
    pub(super) fn check_not_locked(&self, channel: ChannelId, queue: QueueId) -> Result<(), Error> {
        let settings = self.topology.queue(queue);
        match settings.owner {
            Some(owner) if owner != self.channels[channel.index()].connection => Err(self.locked(queue)),
            Some(_) | None => Ok(()),
        }
    }

    pub(super) fn locked(&self, queue: QueueId) -> Error {
        let settings = self.topology.queue(queue);
        Error::resource_locked(format!(
            "cannot obtain exclusive access to locked {}. It could be originally declared on another connection or \
             the exclusive property value does not match that of the original declaration.",
            self.queue_words(settings.vhost, settings.name)
        ))
    }

    /// An empty name means the queue that this channel declared last (R-EX-6, R-ER-3).
    pub(super) fn named_or_last_declared(&self, channel: ChannelId, name: Name) -> Result<Name, Error> {
        match (name, self.channels[channel.index()].last_declared) {
            (Name::EMPTY, None) => Err(Error::not_found("no previously declared queue")),
            (Name::EMPTY, Some(last)) => Ok(last),
            (name, _) => Ok(name),
        }
    }
}
