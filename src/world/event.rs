//! What happened, as small facts in the order of their happening. The broker's own facts pass through unchanged; the
//! rest is what actors, connections and people do.
//!
//! Events hold handles and interned names; `World` gives the texts.

use crate::base::ids::{ActorId, MessageId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::broker::{ConsumerId, MessageHandle, QueueId};

/// One fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The broker did something.
    Broker(crate::broker::Event),
    /// An actor's client handed something to its connection.
    Sent {
        actor: ActorId,
        what: Parcel,
        message: Option<MessageId>,
    },
    /// A delivery reached its consumer.
    Delivered {
        actor: ActorId,
        consumer: ConsumerId,
        message: MessageHandle,
        delivery_tag: u64,
        redelivered: bool,
    },
    /// A message fetched by `get` reached the actor.
    Fetched {
        actor: ActorId,
        queue: QueueId,
        message: MessageHandle,
        delivery_tag: u64,
        redelivered: bool,
    },
    /// A `get` found the queue empty.
    FetchedNothing { actor: ActorId },
    /// The broker's confirm of a publish reached its publisher.
    ConfirmArrived { actor: ActorId, message: MessageId },
    /// The broker's refusal of a publish reached its publisher.
    RefusalArrived { actor: ActorId, message: MessageId },
    /// An unroutable mandatory message came back to its publisher.
    ReturnArrived { actor: ActorId, message: MessageHandle },
    /// The broker told a consumer that its queue is gone.
    CancelArrived { actor: ActorId, consumer_tag: Name },
    /// The actor learns that a channel of its was closed by an error.
    ChannelClosedArrived { actor: ActorId, code: u16 },
    /// The actor learns that its connection was closed by an error.
    ConnectionClosedArrived { actor: ActorId, code: u16 },
    /// The actor works on something, for this long.
    Works {
        actor: ActorId,
        message: Option<MessageId>,
        for_ms: Ms,
    },
    /// The actor pauses.
    Waits { actor: ActorId, for_ms: Ms },
    /// A side effect on the world outside, counted.
    Effect {
        actor: ActorId,
        what: Name,
        count: u32,
        message: Option<MessageId>,
    },
    /// A statement failed, as the program says it may.
    Failed { actor: ActorId, line: u32 },
    /// A settlement was not sent: the channel of its delivery is gone.
    NotSent {
        actor: ActorId,
        what: Parcel,
        message: MessageHandle,
    },
    /// The process died.
    Crashed { actor: ActorId },
    /// The process is back, knowing only what is durable.
    Restarted { actor: ActorId },
    /// The connection was cut.
    Cut { actor: ActorId },
    /// Something in flight was lost with its connection.
    Lost {
        actor: ActorId,
        what: Parcel,
        message: Option<MessageId>,
    },
    /// The actor noticed that its connection is gone.
    Disconnected { actor: ActorId },
    /// The actor is connected, its channels are open and it consumes.
    Connected { actor: ActorId },
    /// The actor could not connect.
    ConnectionRefused { actor: ActorId, code: u16 },
}

/// What travels on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parcel {
    Publish,
    Settlement,
    Request,
    Delivery,
    Reply,
    Confirm,
    Refusal,
    Return,
    Cancel,
    Close,
}
