//! The words of the picture, from the catalogue of the reader's language.

use crate::base::ids::MessageId;
use crate::scene::Words;
use crate::scene::edge::{DeathCause, PillText};
use crate::scene::node::{Caption, NodeKind};
use crate::scene::token::{TokenPlace, TokenState};
use crate::text::{Argument, Key, Text};
use crate::{entry, key};

/// The catalogue's word for a kind of node.
pub fn kind(kind: NodeKind) -> Key {
    match kind {
        NodeKind::Producer => key!("kind.producer"),
        NodeKind::Exchange => key!("kind.exchange"),
        NodeKind::Queue => key!("kind.queue"),
        NodeKind::Consumer => key!("kind.consumer"),
        NodeKind::Service => key!("kind.service"),
        NodeKind::Note => key!("kind.note"),
    }
}

impl Words for Text {
    fn accessible_name(&self, of: NodeKind, name: &str) -> String {
        let (kind, name) = (Argument::Term(kind(of)), Argument::Plain(name));
        let line = self.line(entry!("canvas.node", kind = kind, name = name));
        line.trim_end().to_string()
    }

    fn caption(&self, caption: &Caption) -> String {
        match *caption {
            Caption::Counts {
                ready,
                unacked,
                consumers,
            } => self.counts(ready, unacked, consumers),
            Caption::Handling { message, left_ms } => self.line(entry!(
                "caption.handling",
                message,
                span = Argument::Span(left_ms)
            )),
            Caption::Holding { count } => self.line(entry!("caption.holding", count)),
            Caption::Busy { left_ms } => self.line(entry!("caption.busy", span = Argument::Span(left_ms))),
            Caption::Idle => self.get(key!("caption.idle")).into(),
            Caption::Crashed { at_ms } => self.line(entry!("caption.crashed", at = Argument::Moment(at_ms))),
            Caption::Disconnected => self.get(key!("caption.disconnected")).into(),
            Caption::NotStarted => self.get(key!("caption.not_started")).into(),
            Caption::Absent => self.get(key!("caption.absent")).into(),
            Caption::Nothing => String::new(),
        }
    }

    fn default_exchange(&self) -> String {
        self.get(key!("export.default_exchange")).into()
    }

    fn pill(&self, pill: &PillText) -> String {
        match pill {
            PillText::Alternate => self.get(key!("edge.alternate")).into(),
            PillText::DeadLetters(causes) => match causes.as_slice() {
                [DeathCause::Rejected] => self.get(key!("edge.rejected")).into(),
                [DeathCause::Expired { ttl_ms: Some(ttl_ms) }] => {
                    self.line(entry!("edge.expired_after", span = Argument::Span(*ttl_ms)))
                }
                [DeathCause::Expired { ttl_ms: None }] => self.get(key!("edge.expired")).into(),
                [DeathCause::MaxLength | DeathCause::DeliveryLimit] => self.get(key!("edge.maxlen")).into(),
                _ => self.get(key!("edge.dead_letters")).into(),
            },
        }
    }

    fn token(&self, message: MessageId, place: &TokenPlace<'_>) -> String {
        let entry = match *place {
            TokenPlace::Ready {
                left_ms: Some(left_ms),
                ..
            } => entry!("token.expires", span = Argument::Span(left_ms)),
            TokenPlace::Ready {
                queue,
                place,
                redelivered,
                left_ms: None,
            } => {
                let entry = if redelivered {
                    entry!("token.redelivered")
                } else {
                    entry!("token.ready")
                };
                entry.with("place", place).with("queue", Argument::Plain(queue))
            }
            TokenPlace::Unacked { queue, holder } => {
                let consumer = Argument::Plain(holder.unwrap_or(queue));
                entry!("token.unacked", consumer = consumer)
            }
            TokenPlace::InHand { actor, .. } => entry!("token.in_hand", consumer = Argument::Plain(actor)),
            TokenPlace::InFlight { actor, to_broker } => {
                let entry = if to_broker {
                    entry!("token.to_broker")
                } else {
                    entry!("token.to_actor")
                };
                entry.with("actor", Argument::Plain(actor))
            }
            TokenPlace::Ended { state, .. } => match state {
                TokenState::Expired => entry!("token.expired"),
                TokenState::Unroutable => entry!("token.unroutable"),
                TokenState::Gone
                | TokenState::Ready
                | TokenState::Unacked
                | TokenState::InHand
                | TokenState::InFlight => entry!("token.gone"),
            },
        };
        self.line(entry.with("message", message))
    }
}

impl Text {
    fn counts(&self, ready: u32, unacked: u32, consumers: u32) -> String {
        self.line(match (ready, unacked, consumers) {
            (0, 0, _) => entry!("caption.empty"),
            (_, 0, 0) => entry!("caption.ready_no_consumer", ready),
            (_, 0, _) => entry!("caption.ready", ready),
            (0, _, _) => entry!("caption.unacked", unacked),
            (..) => entry!("caption.ready_unacked", ready, unacked),
        })
    }
}
