//! RabbitMQ as a pure state machine: one node, classic queues, version 3.10.8. It is fed commands with virtual time and
//! appends frames and events to an output. It knows no actors, no drawing and no clock, draws nothing, and is total:
//! whatever goes wrong is a frame with AMQP's error.
//!
//! Deadlines that have come are the caller's to fire first: `while broker.next_deadline() <= now { fire_deadline }`.

mod agenda;
mod arguments;
mod binding;
mod carry_out;
mod channel;
mod connection;
mod consumer;
mod content;
mod context;
mod dead_letter;
mod declare;
mod digest;
mod dispatch;
mod exchange;
mod expiry;
mod limiter;
mod limits;
mod mix;
mod permission;
mod policy;
mod publish;
mod queue;
mod ready;
mod reply_to;
mod restart;
mod route_memory;
mod router;
mod routing;
mod settle;
mod shared_log;
#[cfg(test)]
mod tests;
mod topology;
mod transaction;
mod views;
mod words;
mod x_death;

pub mod command;
pub mod error;
pub mod event;
pub mod handle;
pub mod headers;
pub mod message;
pub mod output;
pub mod reason;
pub mod rules;
pub mod topic;
pub mod view;

pub use command::Command;
pub use content::{Content, Properties};
pub use error::{Error, ErrorCode, Scope};
pub use event::Event;
pub use handle::*;
pub use message::Message;
pub use output::{Frame, Outgoing, Output};
pub use reason::Reason;
pub use routing::Matcher;

use crate::base::ids::ChannelId;
use crate::base::names::{Name, Names};
use crate::base::value::Table;
use agenda::Agenda;
use channel::Channel;
use connection::Connection;
use consumer::Consumer;
use content::Contents;
use dead_letter::Cascade;
use message::Messages;
use queue::Queue;
use routing::Routes;
use std::sync::Arc;
use topology::{Topology, Vhost};

/// A broker with all that it holds. Cloning it is cheap, and the clone lives its own life.
#[derive(Clone, Debug)]
pub struct Broker {
    names: Names,
    contents: Contents,
    messages: Messages,
    topology: Arc<Topology>,
    /// By queue, as the settings in the topology.
    queues: Vec<Queue>,
    consumers: Vec<Consumer>,
    channels: Vec<Channel>,
    connections: Vec<Connection>,
    agenda: Agenda,
    cascade: Cascade,
    routes: Routes,
    /// How many names were made up.
    generated: u32,
    /// `amq.default`, the name under which rights on the default exchange are asked (R-AC-3).
    default_exchange: Name,
}

/// A policy or operator policy as it is set (R-PO-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDefinition {
    pub name: Name,
    /// A regular expression, searched for anywhere in the name.
    pub pattern: String,
    pub apply_to: ApplyTo,
    pub priority: i64,
    pub definition: Table,
}

/// What a policy applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApplyTo {
    Queues,
    Exchanges,
    All,
}

/// Why a policy, permission or name was not accepted, in RabbitMQ's words where it has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// Regular expressions of a user's permissions in a virtual host (R-AC-2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionDefinition {
    pub configure: String,
    pub write: String,
    pub read: String,
}

/// Where a copy of a message is: for audits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyPlace {
    pub message: MessageHandle,
    pub queue: QueueId,
    pub place: Place,
}

/// The places that hold copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Ready,
    Unacked(ChannelId),
}

impl Default for Broker {
    fn default() -> Self {
        Self::new()
    }
}

impl Broker {
    /// A broker just installed: virtual host `/` with the predeclared exchanges, and user `guest` who may do all.
    pub fn new() -> Self {
        let mut names = Names::new();
        let default_exchange = names.intern("amq.default");
        let mut broker = Broker {
            names,
            contents: Contents::default(),
            messages: Messages::default(),
            topology: Arc::default(),
            queues: Vec::new(),
            consumers: Vec::new(),
            channels: Vec::new(),
            connections: Vec::new(),
            agenda: Agenda::default(),
            cascade: Cascade::default(),
            routes: Routes::default(),
            generated: 0,
            default_exchange,
        };
        let vhost = broker.add_vhost("/");
        let guest = broker.add_user("guest", &["administrator"]);
        broker.grant_all(guest, vhost);
        broker
    }

    /// The table of interned texts.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The table of interned texts, to add to.
    pub fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// Registers properties and body for publishing. Do it once for a constant content.
    pub fn register_content(&mut self, content: Content) -> ContentId {
        self.contents.register(content, &mut self.names)
    }

    /// A registered content.
    pub fn content(&self, content: ContentId) -> &Content {
        self.contents.content(content)
    }

    /// A message by handle.
    pub fn message(&self, message: MessageHandle) -> &Message {
        self.messages.get(message)
    }

    /// All messages of the run up to here, dead letters as messages of their own, in the order of publishing.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        (0..self.messages.count()).map(|at| self.messages.get(MessageHandle(at)))
    }

    /// Adds a virtual host with its predeclared exchanges; the existing one where there is one (R-VH-1). Nobody may use it
    /// yet (R-VH-2).
    pub fn add_vhost(&mut self, name: &str) -> VhostId {
        let name = self.names.intern(name);
        if let Some(vhost) = self.topology.find_vhost(name) {
            return vhost;
        }
        let topology = self.topology_mut();
        let vhost = VhostId(topology.vhosts.len() as u32);
        topology.vhosts.push(Vhost {
            name,
            queues: Vec::new(),
            exchanges: Vec::new(),
            max_queues: None,
            max_connections: None,
            replies: None,
        });
        self.predeclare_exchanges(vhost);
        vhost
    }

    /// Makes a virtual host the one whose things people call by their bare names; else it is the first one.
    pub fn make_home(&mut self, vhost: VhostId) {
        self.topology_mut().home = vhost;
        for at in 0..self.topology.exchanges.len() {
            let (of, name) = (
                self.topology.exchanges[at].vhost,
                self.topology.exchanges[at].name,
            );
            let label = self.label(of, name);
            self.topology_mut().exchanges[at].label = label;
        }
        for at in 0..self.topology.queues.len() {
            let (of, name) = (self.topology.queues[at].vhost, self.topology.queues[at].name);
            let label = self.label(of, name);
            self.topology_mut().queues[at].label = label;
        }
    }

    /// Sets how many queues and connections a virtual host may have (R-VH-3).
    pub fn set_vhost_limits(
        &mut self,
        vhost: VhostId,
        max_queues: Option<u32>,
        max_connections: Option<u32>,
    ) {
        let topology = self.topology_mut();
        let host = &mut topology.vhosts[vhost.index()];
        let words = |host: &Vhost| {
            let limit = |max: Option<u32>| max.map_or(u64::MAX, u64::from);
            [
                8,
                u64::from(vhost.0),
                limit(host.max_queues),
                limit(host.max_connections),
            ]
        };
        let before = words(host);
        host.max_queues = max_queues;
        host.max_connections = max_connections;
        let after = words(host);
        topology.count_out(&before);
        topology.count_in(&after);
    }

    /// Lets a user do everything in a virtual host.
    pub fn grant_all(&mut self, user: UserId, vhost: VhostId) {
        let all = || ".*".to_string();
        let permission = PermissionDefinition {
            configure: all(),
            write: all(),
            read: all(),
        };
        let granted = self.set_permission(user, vhost, permission);
        debug_assert!(granted.is_ok());
    }

    /// The topology, to change: what was known of routes is forgotten.
    fn topology_mut(&mut self) -> &mut Topology {
        self.routes.forget();
        Arc::make_mut(&mut self.topology)
    }
}
