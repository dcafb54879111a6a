//! The words of the picture, from the catalogue of the reader's language.

use crate::base::ids::MessageId;
use crate::key;
use crate::scene::Words;
use crate::scene::edge::{DeathCause, PillText};
use crate::scene::node::{Caption, NodeKind};
use crate::scene::token::{TokenPlace, TokenState};
use crate::text::{Argument, Key, Text};

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
        let arguments = [
            ("kind", Argument::Term(kind(of))),
            ("name", Argument::Plain(name)),
        ];
        self.line(key!("canvas.node"), &arguments).trim_end().to_string()
    }

    fn caption(&self, caption: &Caption) -> String {
        match *caption {
            Caption::Counts {
                ready,
                unacked,
                consumers,
            } => self.counts(ready, unacked, consumers),
            Caption::Handling { message, left_ms } => self.line(
                key!("caption.handling"),
                &[
                    ("message", Argument::Message(message)),
                    ("span", Argument::Span(left_ms)),
                ],
            ),
            Caption::Holding { count } => self.line(
                key!("caption.holding"),
                &[("count", Argument::Number(u64::from(count)))],
            ),
            Caption::Busy { left_ms } => {
                self.line(key!("caption.busy"), &[("span", Argument::Span(left_ms))])
            }
            Caption::Idle => self.get(key!("caption.idle")).into(),
            Caption::Crashed { at_ms } => {
                self.line(key!("caption.crashed"), &[("at", Argument::Moment(at_ms))])
            }
            Caption::Disconnected => self.get(key!("caption.disconnected")).into(),
            Caption::NotStarted => self.get(key!("caption.not_started")).into(),
            Caption::Absent => self.get(key!("caption.absent")).into(),
            Caption::Nothing => String::new(),
        }
    }

    fn pill(&self, pill: &PillText) -> String {
        match pill {
            PillText::Alternate => self.get(key!("edge.alternate")).into(),
            PillText::DeadLetters(causes) => match causes.as_slice() {
                [DeathCause::Rejected] => self.get(key!("edge.rejected")).into(),
                [DeathCause::Expired { ttl_ms: Some(ttl_ms) }] => {
                    self.line(key!("edge.expired_after"), &[("span", Argument::Span(*ttl_ms))])
                }
                [DeathCause::Expired { ttl_ms: None }] => self.get(key!("edge.expired")).into(),
                [DeathCause::MaxLength | DeathCause::DeliveryLimit] => self.get(key!("edge.maxlen")).into(),
                _ => self.get(key!("edge.dead_letters")).into(),
            },
        }
    }

    fn token(&self, message: MessageId, place: &TokenPlace<'_>) -> String {
        let message = ("message", Argument::Message(message));
        match *place {
            TokenPlace::Ready {
                left_ms: Some(left_ms),
                ..
            } => self.line(
                key!("token.expires"),
                &[message, ("span", Argument::Span(left_ms))],
            ),
            TokenPlace::Ready {
                queue,
                place,
                redelivered,
                left_ms: None,
            } => {
                let key = if redelivered {
                    key!("token.redelivered")
                } else {
                    key!("token.ready")
                };
                let place = ("place", Argument::Number(u64::from(place)));
                self.line(key, &[message, place, ("queue", Argument::Plain(queue))])
            }
            TokenPlace::Unacked { queue, holder } => {
                let consumer = Argument::Plain(holder.unwrap_or(queue));
                self.line(key!("token.unacked"), &[message, ("consumer", consumer)])
            }
            TokenPlace::InHand { actor, .. } => self.line(
                key!("token.in_hand"),
                &[message, ("consumer", Argument::Plain(actor))],
            ),
            TokenPlace::InFlight { actor, to_broker } => {
                let key = if to_broker {
                    key!("token.to_broker")
                } else {
                    key!("token.to_actor")
                };
                self.line(key, &[message, ("actor", Argument::Plain(actor))])
            }
            TokenPlace::Ended { state, .. } => {
                let key = match state {
                    TokenState::Expired => key!("token.expired"),
                    TokenState::Unroutable => key!("token.unroutable"),
                    TokenState::Gone
                    | TokenState::Ready
                    | TokenState::Unacked
                    | TokenState::InHand
                    | TokenState::InFlight => key!("token.gone"),
                };
                self.line(key, &[message])
            }
        }
    }
}

impl Text {
    fn counts(&self, ready: u32, unacked: u32, consumers: u32) -> String {
        let key = match (ready, unacked, consumers) {
            (0, 0, _) => key!("caption.empty"),
            (_, 0, 0) => key!("caption.ready_no_consumer"),
            (_, 0, _) => key!("caption.ready"),
            (0, _, _) => key!("caption.unacked"),
            (..) => key!("caption.ready_unacked"),
        };
        let number = |count: u32| Argument::Number(u64::from(count));
        let all = [("ready", number(ready)), ("unacked", number(unacked))];
        match (ready, unacked) {
            (0, 0) => self.get(key).into(),
            (_, 0) => self.line(key, &all[..1]),
            (0, _) => self.line(key, &all[1..]),
            (..) => self.line(key, &all),
        }
    }
}
