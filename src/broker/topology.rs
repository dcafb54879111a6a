//! What changes seldom: virtual hosts, exchanges, bindings, queues' settings, users and policies. All of it sits behind one
//! `Arc`, so that cloning a broker does not touch it and declaring copies it only where a clone still looks at it.
//!
//! What has ended stays in the lists as a gravestone, so that handles in events can always be named. `sum` adds up a hash
//! of every living thing, taken from names alone: it is the same however the topology came to be.

use super::binding::Binding;
use super::exchange::Exchange;
use super::handle::{BindingId, ExchangeId, PolicyId, QueueId, UserId, VhostId};
use super::mix::Mix;
use super::permission::{Permission, TopicPermission, User};
use super::policy::Policy;
use super::queue::QueueSettings;
use crate::base::hash;
use crate::base::names::{Name, Names};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

#[derive(Clone, Debug, Default)]
pub(super) struct Topology {
    pub vhosts: Vec<Vhost>,
    /// Whose things people call by their bare names.
    pub home: VhostId,
    pub exchanges: Vec<Exchange>,
    pub queues: Vec<QueueSettings>,
    pub bindings: Vec<Binding>,
    pub policies: Vec<Policy>,
    pub users: Vec<User>,
    pub permissions: Vec<Permission>,
    pub topic_permissions: Vec<TopicPermission>,
    by_name: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    /// The wrapping sum of the hashes of all living things.
    pub sum: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Vhost {
    pub name: Name,
    /// Living queues, by name.
    pub queues: Vec<QueueId>,
    /// Living exchanges, by name.
    pub exchanges: Vec<ExchangeId>,
    /// The most queues that may exist in it (R-VH-3).
    pub max_queues: Option<u32>,
    /// The most connections that may be open to it (R-VH-3).
    pub max_connections: Option<u32>,
    /// What stands for the pseudo-queue of direct replies, once somebody has consumed it (R-PU-8).
    pub replies: Option<QueueId>,
}

/// What a name in a virtual host can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Exchange,
    Queue,
}

fn key(kind: Kind, vhost: VhostId, name: Name) -> u64 {
    let kind = match kind {
        Kind::Exchange => 0,
        Kind::Queue => 1,
    };
    (u64::from(vhost.0) << 1 | kind) << 32 | u64::from(name.0)
}

impl Topology {
    pub(super) fn vhost(&self, id: VhostId) -> &Vhost {
        &self.vhosts[id.index()]
    }

    pub(super) fn exchange(&self, id: ExchangeId) -> &Exchange {
        &self.exchanges[id.index()]
    }

    pub(super) fn queue(&self, id: QueueId) -> &QueueSettings {
        &self.queues[id.index()]
    }

    pub(super) fn binding(&self, id: BindingId) -> &Binding {
        &self.bindings[id.index()]
    }

    pub(super) fn policy(&self, id: PolicyId) -> &Policy {
        &self.policies[id.index()]
    }

    pub(super) fn user(&self, id: UserId) -> &User {
        &self.users[id.index()]
    }

    pub(super) fn find_vhost(&self, name: Name) -> Option<VhostId> {
        let at = self.vhosts.iter().position(|vhost| vhost.name == name)?;
        Some(VhostId(at as u32))
    }

    pub(super) fn find_user(&self, name: Name) -> Option<UserId> {
        let at = self.users.iter().position(|user| user.name == name)?;
        Some(UserId(at as u32))
    }

    pub(super) fn find_exchange(&self, vhost: VhostId, name: Name) -> Option<ExchangeId> {
        self.by_name
            .get(&key(Kind::Exchange, vhost, name))
            .copied()
            .map(ExchangeId)
    }

    pub(super) fn find_queue(&self, vhost: VhostId, name: Name) -> Option<QueueId> {
        self.by_name
            .get(&key(Kind::Queue, vhost, name))
            .copied()
            .map(QueueId)
    }

    pub(super) fn add_exchange(&mut self, exchange: Exchange, names: &Names) -> ExchangeId {
        let id = ExchangeId(self.exchanges.len() as u32);
        let (vhost, name) = (exchange.vhost, exchange.name);
        self.by_name.insert(key(Kind::Exchange, vhost, name), id.0);
        self.sum = self
            .sum
            .wrapping_add(exchange.print(names, self.vhost(vhost).name));
        self.exchanges.push(exchange);
        let text = names.text(name);
        let at = self.vhosts[vhost.index()]
            .exchanges
            .partition_point(|&other| names.text(self.exchanges[other.index()].name) < text);
        self.vhosts[vhost.index()].exchanges.insert(at, id);
        id
    }

    pub(super) fn remove_exchange(&mut self, id: ExchangeId, names: &Names) {
        let exchange = &mut self.exchanges[id.index()];
        exchange.alive = false;
        let (vhost, name) = (exchange.vhost, exchange.name);
        let print = exchange.print(names, self.vhosts[vhost.index()].name);
        self.sum = self.sum.wrapping_sub(print);
        self.by_name.remove(&key(Kind::Exchange, vhost, name));
        self.vhosts[vhost.index()].exchanges.retain(|&other| other != id);
    }

    pub(super) fn add_queue(&mut self, settings: QueueSettings, names: &Names) -> QueueId {
        let id = QueueId(self.queues.len() as u32);
        let (vhost, name) = (settings.vhost, settings.name);
        self.by_name.insert(key(Kind::Queue, vhost, name), id.0);
        self.sum = self
            .sum
            .wrapping_add(settings.print(names, self.vhost(vhost).name));
        self.queues.push(settings);
        let text = names.text(name);
        let at = self.vhosts[vhost.index()]
            .queues
            .partition_point(|&other| names.text(self.queues[other.index()].name) < text);
        self.vhosts[vhost.index()].queues.insert(at, id);
        id
    }

    pub(super) fn remove_queue(&mut self, id: QueueId, names: &Names) {
        let settings = &mut self.queues[id.index()];
        settings.alive = false;
        let (vhost, name) = (settings.vhost, settings.name);
        let print = settings.print(names, self.vhosts[vhost.index()].name);
        self.sum = self.sum.wrapping_sub(print);
        self.by_name.remove(&key(Kind::Queue, vhost, name));
        self.vhosts[vhost.index()].queues.retain(|&other| other != id);
    }

    /// Adds to the sum what is set once and never taken away singly: users, permissions, limits.
    pub(super) fn count_in(&mut self, words: &[u64]) {
        self.sum = self.sum.wrapping_add(hash::of_words(words));
    }

    pub(super) fn count_out(&mut self, words: &[u64]) {
        self.sum = self.sum.wrapping_sub(hash::of_words(words));
    }
}
