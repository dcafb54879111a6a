//! RabbitMQ as a pure state machine: one node, classic queues, version 3.10.8. It is fed commands with virtual time and
//! appends frames and events to an output. It knows no actors, no drawing and no clock, draws nothing, and is total:
//! whatever goes wrong is a frame with AMQP's error.
//!
//! Deadlines that have come are the caller's to fire first: `while broker.next_deadline() <= now { fire_deadline }`.

mod content;
mod shared_log;

pub mod command;
pub mod error;
pub mod event;
pub mod handle;
pub mod message;
pub mod observer;
pub mod output;
pub mod view;

pub use command::Command;
pub use content::{Content, Properties};
pub use error::{Error, ErrorCode, Scope};
pub use event::Event;
pub use handle::*;
pub use message::Message;
pub use observer::{Observer, Reason};
pub use output::{Frame, Outgoing, Output};

use crate::base::hash::Digest;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::{Name, Names};
use crate::base::time::Ms;
use crate::base::value::Table;
use content::Contents;
use message::Messages;

/// A broker with all that it holds. Cloning it is cheap, and the clone lives its own life.
#[derive(Clone, Debug)]
pub struct Broker {
    names: Names,
    contents: Contents,
    messages: Messages,
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
        Broker {
            names: Names::new(),
            contents: Contents::default(),
            messages: Messages::default(),
        }
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

    /// Adds a virtual host with its predeclared exchanges; the existing one where there is one (R-VH-1).
    pub fn add_vhost(&mut self, _name: &str) -> VhostId {
        VhostId(0)
    }

    /// Adds a user without permissions; the existing one where there is one.
    pub fn add_user(&mut self, _name: &str, _tags: &[&str]) -> UserId {
        UserId(0)
    }

    /// Sets what a user may do in a virtual host (R-AC-2).
    pub fn set_permission(
        &mut self,
        _user: UserId,
        _vhost: VhostId,
        _permission: PermissionDefinition,
    ) -> Result<(), Refusal> {
        Ok(())
    }

    /// Sets a policy; it applies to existing queues and exchanges at once (R-PO-5).
    pub fn set_policy(
        &mut self,
        _now: Ms,
        _vhost: VhostId,
        _policy: PolicyDefinition,
        _output: &mut Output,
        _observer: &mut impl Observer,
    ) -> Result<PolicyId, Refusal> {
        Ok(PolicyId(0))
    }

    /// Sets an operator policy, whose limits are merged by minimum (R-PO-3).
    pub fn set_operator_policy(
        &mut self,
        _now: Ms,
        _vhost: VhostId,
        _policy: PolicyDefinition,
        _output: &mut Output,
        _observer: &mut impl Observer,
    ) -> Result<PolicyId, Refusal> {
        Ok(PolicyId(0))
    }

    /// Takes a policy away; nothing where there is none of that name.
    pub fn clear_policy(
        &mut self,
        _now: Ms,
        _vhost: VhostId,
        _name: Name,
        _output: &mut Output,
        _observer: &mut impl Observer,
    ) {
    }

    /// Opens a connection (R-VH-3). Errors: 530 where the virtual host is unknown or not the user's, 403 where the user is
    /// unknown.
    pub fn connect(
        &mut self,
        _user: Name,
        _vhost: Name,
        _output: &mut Output,
    ) -> Result<ConnectionId, Error> {
        Ok(ConnectionId(0))
    }

    /// Opens a channel. `None` where the connection is closed, or where the number is in use: that closes the connection
    /// with 504 (R-ER-3).
    pub fn open_channel(
        &mut self,
        _now: Ms,
        _connection: ConnectionId,
        _number: u16,
        _output: &mut Output,
        _observer: &mut impl Observer,
    ) -> Option<ChannelId> {
        None
    }

    /// Ends a connection, by handshake or because its socket was cut: it is the same to the broker (R-ER-7).
    pub fn close_connection(
        &mut self,
        _now: Ms,
        _connection: ConnectionId,
        _output: &mut Output,
        _observer: &mut impl Observer,
    ) {
    }

    /// Carries out what a client sent on a channel. On a closed channel it is ignored (R-ER-2).
    pub fn command(
        &mut self,
        _now: Ms,
        _channel: ChannelId,
        _command: &Command,
        _output: &mut Output,
        _observer: &mut impl Observer,
    ) {
    }

    /// When the next deadline comes: a head's time to live or a queue's expiry.
    pub fn next_deadline(&self) -> Option<Ms> {
        None
    }

    /// Fires the earliest deadline if it is due; whether it was.
    pub fn fire_deadline(&mut self, _now: Ms, _output: &mut Output, _observer: &mut impl Observer) -> bool {
        false
    }

    /// Stops and starts the broker: clients are cut off, durable things stay (R-DU-1).
    pub fn restart(&mut self, _now: Ms, _output: &mut Output, _observer: &mut impl Observer) {}

    /// The virtual host of that name.
    pub fn vhost(&self, _name: Name) -> Option<VhostId> {
        None
    }

    /// The living queues of a virtual host, by name.
    pub fn queues(&self, _vhost: VhostId) -> impl Iterator<Item = view::QueueView<'_>> {
        std::iter::empty()
    }

    /// The living queue of that name.
    pub fn find_queue(&self, _vhost: VhostId, _name: Name) -> Option<QueueId> {
        None
    }

    /// A queue's name, also after its end.
    pub fn queue_name(&self, _queue: QueueId) -> Name {
        Name::EMPTY
    }

    /// The ready messages of a queue in the order in which they will go out.
    pub fn ready(&self, _queue: QueueId) -> impl Iterator<Item = view::ReadyView> {
        std::iter::empty()
    }

    /// What a channel holds, by delivery tag.
    pub fn unacked(&self, _channel: ChannelId) -> impl Iterator<Item = view::UnackedView> {
        std::iter::empty()
    }

    /// The consumers of a queue in the order of subscribing.
    pub fn consumers(&self, _queue: QueueId) -> impl Iterator<Item = view::ConsumerView<'_>> {
        std::iter::empty()
    }

    /// A consumer, also after its end.
    pub fn consumer(&self, _consumer: ConsumerId) -> Option<view::ConsumerView<'_>> {
        None
    }

    /// The living exchanges of a virtual host, by name.
    pub fn exchanges(&self, _vhost: VhostId) -> impl Iterator<Item = view::ExchangeView<'_>> {
        std::iter::empty()
    }

    /// An exchange's name, also after its end.
    pub fn exchange_name(&self, _exchange: ExchangeId) -> Name {
        Name::EMPTY
    }

    /// The living bindings with this source, in the order of binding.
    pub fn bindings(&self, _source: ExchangeId) -> impl Iterator<Item = view::BindingView<'_>> {
        std::iter::empty()
    }

    /// A binding, also after its end.
    pub fn binding(&self, _binding: BindingId) -> Option<view::BindingView<'_>> {
        None
    }

    /// The open channels, in the order of opening.
    pub fn channels(&self) -> impl Iterator<Item = view::ChannelView> {
        std::iter::empty()
    }

    /// Feeds all state, exactly.
    pub fn digest(&self, _into: &mut Digest) {}

    /// Feeds what matters for the future: message contents in queue order, no handles, no due times, tags and sequence
    /// numbers counted anew.
    pub fn fingerprint(&self, _into: &mut Digest) {}

    /// Every copy of a message and where it is.
    pub fn copies(&self) -> impl Iterator<Item = CopyPlace> {
        std::iter::empty()
    }
}
