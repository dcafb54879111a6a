//! Handles: how the broker's parts are named inside a run. Each is a position in a list that only grows; a queue that is
//! deleted and declared again has a new handle. The old one still tells its name, so events stay readable.
//!
//! Handles follow from the commands alone, so they agree on every target. They never leave the run: a document, a
//! fingerprint or a person speaks of names.

macro_rules! handle {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The handle as a position in a vector.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

handle! {
    /// A virtual host.
    VhostId
}
handle! {
    /// A user of the broker.
    UserId
}
handle! {
    /// An exchange.
    ExchangeId
}
handle! {
    /// A queue.
    QueueId
}
handle! {
    /// An explicit binding. The default exchange's implicit bindings have none (R-EX-1).
    BindingId
}
handle! {
    /// A consumer: one subscription of a channel to a queue.
    ConsumerId
}
handle! {
    /// A policy or operator policy.
    PolicyId
}
handle! {
    /// Properties and body, registered once and shared by any number of messages.
    ContentId
}
handle! {
    /// A message as it lies in queues: exchange, routing key and content. Its copies in several queues share it; a dead
    /// letter is a new one.
    MessageHandle
}
