//! What pictures, facts and people read of a broker. Views borrow; nothing here changes anything.

use super::handle::{BindingId, ConsumerId, ExchangeId, MessageHandle, PolicyId, QueueId, VhostId};
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::base::value::Table;

/// Kinds of exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExchangeKind {
    Direct,
    Fanout,
    Topic,
    Headers,
}

/// What happens to a publish or a message when a queue is over its limit (R-ML-1, R-ML-3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overflow {
    #[default]
    DropHead,
    RejectPublish,
    RejectPublishDlx,
}

/// What applies to a queue now: arguments and policies taken together (R-PO-4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effective {
    pub message_ttl_ms: Option<Ms>,
    pub expires_ms: Option<Ms>,
    pub max_length: Option<u64>,
    pub max_length_bytes: Option<u64>,
    pub overflow: Overflow,
    pub dead_letter_exchange: Option<Name>,
    pub dead_letter_routing_key: Option<Name>,
    /// The policy that applies (R-PO-1).
    pub policy: Option<PolicyId>,
    pub operator_policy: Option<PolicyId>,
}

/// A queue, alive or gone.
#[derive(Clone, Copy, Debug)]
pub struct QueueView<'a> {
    pub id: QueueId,
    pub vhost: VhostId,
    pub name: Name,
    pub alive: bool,
    pub durable: bool,
    pub auto_delete: bool,
    /// The connection that alone may use it (R-Q-4).
    pub owner: Option<ConnectionId>,
    pub arguments: &'a Table,
    /// `x-max-priority`, where it is a priority queue.
    pub max_priority: Option<u8>,
    pub single_active_consumer: bool,
    pub effective: Effective,
    pub ready: u32,
    pub unacked: u32,
    /// Bytes of the ready messages' bodies.
    pub ready_bytes: u64,
    /// When it is deleted if nobody uses it (R-XP-1).
    pub expires_at: Option<Ms>,
    /// The active consumer, of a single-active-consumer queue (R-SAC-1).
    pub active_consumer: Option<ConsumerId>,
}

/// A copy of a message that waits in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadyView {
    pub message: MessageHandle,
    /// Handed out before (R-CO-10).
    pub redelivered: bool,
    /// When it expires, once it is at the head (R-TTL-3).
    pub deadline: Option<Ms>,
    /// Its level in a priority queue, else 0.
    pub priority: u8,
}

/// A copy that a channel holds and has not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnackedView {
    pub delivery_tag: u64,
    pub message: MessageHandle,
    pub queue: QueueId,
    /// `None` where basic.get fetched it.
    pub consumer: Option<ConsumerId>,
    pub redelivered: bool,
    /// Acked, nacked or rejected in a transaction that is not committed yet (R-PU-6).
    pub in_transaction: bool,
}

/// A consumer.
#[derive(Clone, Copy, Debug)]
pub struct ConsumerView<'a> {
    pub id: ConsumerId,
    pub tag: Name,
    pub queue: QueueId,
    pub channel: ChannelId,
    pub alive: bool,
    pub no_ack: bool,
    pub exclusive: bool,
    pub priority: i64,
    /// Its own limit, 0 for none (R-CO-6).
    pub prefetch: u16,
    pub unacked: u32,
    /// Waits in its channel's blocked list (R-CO-4).
    pub parked: bool,
    pub arguments: &'a Table,
}

/// An exchange, alive or gone.
#[derive(Clone, Copy, Debug)]
pub struct ExchangeView<'a> {
    pub id: ExchangeId,
    pub vhost: VhostId,
    pub name: Name,
    pub alive: bool,
    pub kind: ExchangeKind,
    pub durable: bool,
    pub auto_delete: bool,
    pub internal: bool,
    pub arguments: &'a Table,
    /// The alternate exchange's name, from argument or policy (R-RT-2).
    pub alternate: Option<Name>,
    /// The policy that applies (R-PO-1).
    pub policy: Option<PolicyId>,
}

/// Where a binding leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    Queue(QueueId),
    Exchange(ExchangeId),
}

/// A binding, alive or gone.
#[derive(Clone, Copy, Debug)]
pub struct BindingView<'a> {
    pub id: BindingId,
    pub source: ExchangeId,
    pub destination: Destination,
    pub alive: bool,
    pub routing_key: Name,
    pub arguments: &'a Table,
}

/// A channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelView {
    pub id: ChannelId,
    pub connection: ConnectionId,
    pub number: u16,
    pub open: bool,
    pub confirms: bool,
    pub transactional: bool,
    /// The limit for consumers made from now on, 0 for none (R-CO-6).
    pub prefetch: u16,
    /// The limit for the channel as a whole, 0 for none (R-CO-6).
    pub global_prefetch: u16,
    pub unacked: u32,
}
