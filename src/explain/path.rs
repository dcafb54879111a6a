//! The way of a message over the drawing: which nodes and lines it has touched.

use crate::base::ids::ActorId;
use crate::explain::Label;
use crate::explain::why::Destination;

/// One stretch of a message's way, in the order in which it was gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub step: usize,
    pub along: Along,
}

/// What a stretch runs along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Along {
    /// From an actor to an exchange.
    Publish { actor: ActorId, exchange: Label },
    /// A binding from an exchange.
    Binding {
        source: Label,
        destination: Destination,
        binding_key: Label,
    },
    /// From the default exchange to the queue that the key names.
    DefaultBinding { queue: Label },
    /// From an exchange to its alternate.
    Alternate { exchange: Label, alternate: Label },
    /// From a queue to its dead-letter exchange.
    DeadLetter { queue: Label, exchange: Label },
    /// From a queue to an actor.
    Delivery { queue: Label, actor: ActorId },
    /// From the broker back to its publisher.
    Return { exchange: Label, actor: ActorId },
}
