//! Identifiers that the engine hands out: small, ordered, fixed in width, never reused within a run.

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The identifier as a position in a vector.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id! {
    /// A published message as people speak of it: `m1` is `MessageId(1)`, counted in order of publishing. Dead letters
    /// and copies keep the number of the publish that they come from.
    MessageId
}
id! {
    /// A client's connection to the broker. A reconnection is a new one.
    ConnectionId
}
id! {
    /// An opened channel. A channel number that is opened again is a new one.
    ChannelId
}
id! {
    /// An actor of the document: its position in the list of actors of the running document.
    ActorId
}

impl std::fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "m{}", self.0)
    }
}
