//! Messages as tokens: what one looks like, from its number alone, and what marks its state adds.

use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::base::time::Ms;
use crate::broker::{MessageHandle, QueueId};
use crate::scene::geometry::Point;
use std::rc::Rc;

/// The outline of a token, the carrier of its identity beside colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outline {
    Circle,
    Square,
    Hexagon,
    Diamond,
    Pentagon,
    Tag,
}

/// In the order of the cycle.
const OUTLINES: [Outline; 6] = [
    Outline::Circle,
    Outline::Square,
    Outline::Hexagon,
    Outline::Diamond,
    Outline::Pentagon,
    Outline::Tag,
];

/// How many fills there are.
const FILLS: u32 = 8;

impl Outline {
    /// The outline around the origin as SVG writes it, for a token 22 px high.
    pub const fn d(self) -> &'static str {
        match self {
            Outline::Circle => "M-11 0a11 11 0 1 1 22 0a11 11 0 1 1 -22 0Z",
            Outline::Square => {
                "M-6.27 -10.23H6.27Q10.23 -10.23 10.23 -6.27V6.27Q10.23 10.23 6.27 10.23H-6.27Q-10.23 10.23 -10.23 6.27V-6.27Q-10.23 -10.23 -6.27 -10.23Z"
            }
            Outline::Hexagon => "M12.1 0L6.05 10.48L-6.05 10.48L-12.1 0L-6.05 -10.48L6.05 -10.48Z",
            Outline::Diamond => "M0 -13.75L13.75 0L0 13.75L-13.75 0Z",
            Outline::Pentagon => "M0 -11.94L11.93 -3.28L7.37 10.75L-7.37 10.75L-11.93 -3.28Z",
            Outline::Tag => "M-11.22 -9.24H5.5L12.54 0L5.5 9.24H-11.22Z",
        }
    }
}

/// Fill and outline of a message. Copies and dead letters keep those of the publish that they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenStyle {
    /// 1 to 8: the class `c1` to `c8`.
    pub fill: u8,
    pub outline: Outline,
}

impl TokenStyle {
    /// Fills and outlines are cycled separately; after 24 pairs the outline shifts by one, which makes 48.
    pub fn of(message: MessageId) -> Self {
        let ordinal = message.0.saturating_sub(1);
        TokenStyle {
            fill: (ordinal % FILLS) as u8 + 1,
            outline: OUTLINES[((ordinal + ordinal / 24) % 6) as usize],
        }
    }
}

/// The text in a token: from m100 on there is room for the number only.
pub fn label(message: MessageId) -> String {
    if message.0 < 100 {
        message.to_string()
    } else {
        message.0.to_string()
    }
}

/// Which copy of which message, at which place: what stays the same from one step to the next is the same token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKey {
    Ready(QueueId, MessageHandle),
    Unacked(QueueId, MessageHandle),
    InHand(ActorId, ChannelId, u64),
    /// On a link: the publish of a message.
    Publish(ActorId, MessageId),
    /// On a link: a delivery by its tag.
    Delivery(ActorId, ChannelId, u64),
    /// On a link: an answer to a delivery, by its tag.
    Settlement(ActorId, ChannelId, u64),
    /// On a link: a confirm, a refusal or a returned message, by its number among what is on the way.
    Answer(ActorId, u32),
    /// What ended in this step, at the node with this position.
    Ghost(u32, MessageHandle),
}

/// What stands for a token on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenView {
    pub key: TokenKey,
    pub message: MessageId,
    pub form: Form,
    pub at: Point,
    pub state: TokenState,
    /// A loop mark at the top right.
    pub redelivered: bool,
    /// How often it was rejected, from its x-death: a dark pill at the bottom right. 0 shows nothing.
    pub rounds: u32,
    pub countdown: Option<Countdown>,
    /// A dark number at the top right.
    pub priority: Option<u8>,
    /// It is the message whose path is lit.
    pub lit: bool,
    /// For the tooltip and for assistive technology; empty while it moves.
    pub description: Rc<str>,
}

/// What a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Message,
    /// So many messages on the same way; the view's message is the first.
    Bundle(u32),
    /// An ack on its way to the broker, or a confirm on its way to the publisher: a dot with a tick.
    Tick,
    /// A nack, a reject or a refusal on its way: a dot with a cross.
    Cross,
}

/// Where a copy is in its life, which decides how its token is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// In a slot of a queue.
    Ready,
    /// Unacked, in the pocket of its queue: a dashed outline.
    Unacked,
    /// In the tray of its consumer: solid.
    InHand,
    /// On a link: larger, with an orange ring.
    InFlight,
    /// Its time ran out in this step: a dashed amber ghost.
    Expired,
    /// No binding took it in this step: dashed red, with a cross.
    Unroutable,
    /// Dropped in this step for another reason, or lost with a connection: dashed red, with a cross.
    Gone,
}

/// What a tooltip says about a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TokenPlace<'a> {
    /// `place` counts from 1.
    Ready {
        queue: &'a str,
        place: u32,
        redelivered: bool,
        left_ms: Option<Ms>,
    },
    Unacked {
        queue: &'a str,
        holder: Option<&'a str>,
    },
    InHand {
        actor: &'a str,
        redelivered: bool,
    },
    InFlight {
        actor: &'a str,
        to_broker: bool,
    },
    /// With its state: expired, unroutable or gone.
    Ended {
        node: &'a str,
        state: TokenState,
    },
}

/// What is left of a time to live: a ring that empties clockwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// What is left, in hundredths of the whole.
    pub left_percent: u8,
    /// `1.7 s`.
    pub text: Rc<str>,
    /// Under 35 %: amber and bold.
    pub soon: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_eight_messages_look_different_and_the_next_starts_over() {
        let styles: std::collections::BTreeSet<_> = (1..=48).map(|n| TokenStyle::of(MessageId(n))).collect();
        assert_eq!(styles.len(), 48);
        assert_eq!(
            TokenStyle::of(MessageId(5)),
            TokenStyle {
                fill: 5,
                outline: Outline::Pentagon
            }
        );
    }

    #[test]
    fn labels_drop_their_letter_from_one_hundred_on() {
        assert_eq!(label(MessageId(99)), "m99");
        assert_eq!(label(MessageId(125)), "125");
    }
}
