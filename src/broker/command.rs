//! What a client sends on a channel: AMQP's methods, with names interned and tables shared, so that a command that is sent
//! again and again allocates nothing.

use super::handle::ContentId;
use crate::base::ids::MessageId;
use crate::base::names::Name;
use crate::base::value::Table;
use std::sync::Arc;

/// A method that a client sends. Field names are AMQP's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    ExchangeDeclare {
        exchange: Name,
        /// AMQP's `type`, as text: an unknown one closes the connection (R-ER-3).
        kind: Name,
        passive: bool,
        durable: bool,
        auto_delete: bool,
        internal: bool,
        arguments: Arc<Table>,
    },
    ExchangeDelete {
        exchange: Name,
        if_unused: bool,
    },
    ExchangeBind {
        destination: Name,
        source: Name,
        routing_key: Name,
        arguments: Arc<Table>,
    },
    ExchangeUnbind {
        destination: Name,
        source: Name,
        routing_key: Name,
        arguments: Arc<Table>,
    },
    QueueDeclare {
        queue: Name,
        passive: bool,
        durable: bool,
        exclusive: bool,
        auto_delete: bool,
        arguments: Arc<Table>,
    },
    QueueDelete {
        queue: Name,
        if_unused: bool,
        if_empty: bool,
    },
    QueueBind {
        queue: Name,
        exchange: Name,
        routing_key: Name,
        arguments: Arc<Table>,
    },
    QueueUnbind {
        queue: Name,
        exchange: Name,
        routing_key: Name,
        arguments: Arc<Table>,
    },
    QueuePurge {
        queue: Name,
    },
    Qos {
        prefetch_size: u32,
        prefetch_count: u16,
        global: bool,
    },
    Consume {
        queue: Name,
        /// Empty: the broker makes one up.
        consumer_tag: Name,
        no_ack: bool,
        exclusive: bool,
        arguments: Arc<Table>,
    },
    Cancel {
        consumer_tag: Name,
    },
    Publish {
        exchange: Name,
        routing_key: Name,
        mandatory: bool,
        immediate: bool,
        /// From `Broker::register_content`.
        content: ContentId,
        /// How people speak of this message; the broker only carries it.
        label: MessageId,
    },
    Get {
        queue: Name,
        no_ack: bool,
    },
    Ack {
        delivery_tag: u64,
        multiple: bool,
    },
    Nack {
        delivery_tag: u64,
        multiple: bool,
        requeue: bool,
    },
    Reject {
        delivery_tag: u64,
        requeue: bool,
    },
    Recover {
        requeue: bool,
    },
    ConfirmSelect,
    TxSelect,
    TxCommit,
    TxRollback,
    ChannelFlow {
        active: bool,
    },
    ChannelClose,
}
