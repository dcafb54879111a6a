//! A message on its way during a step: what it has gone, and when it is where.

use crate::base::ids::{ActorId, MessageId};
use crate::scene::geometry::{Path, Point, Track};
use crate::scene::motion::Leg;
use crate::scene::token::{Form, TokenKey, TokenState, TokenView};
use std::rc::Rc;

/// How long a hop along an edge and the settling in a slot take at speed 1.
const HOP_MS: u32 = 520;
pub(super) const SETTLE_MS: u32 = 140;

/// A message on its journey: what it has gone so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Travel {
    pub(super) legs: Vec<Leg>,
    /// The token of the picture before that it began as.
    pub(super) from: Option<TokenKey>,
    /// When it is where it is.
    pub(super) at_ms: u32,
    pub(super) place: Option<Point>,
}

/// A journey that has come to its end.
pub(super) struct Arrived {
    pub(super) travel: Travel,
    pub(super) message: MessageId,
    pub(super) form: Form,
    /// The token of the picture after that it becomes.
    pub(super) to: Option<TokenKey>,
}

impl Travel {
    /// A token of the picture before.
    pub(super) fn from(token: &TokenView, at_ms: u32) -> Self {
        Travel {
            from: Some(token.key),
            at_ms,
            place: Some(token.at),
            ..Travel::default()
        }
    }

    /// Along a part of a way.
    pub(super) fn along(mut self, track: &Rc<Track>, from: f64, to: f64) -> Self {
        self.straight(rounded(track.at(from)));
        let end_ms = self.at_ms + (f64::from(HOP_MS) * (to - from).abs()).max(1.0) as u32;
        self.legs.push(Leg {
            track: track.clone(),
            start_ms: self.at_ms,
            end_ms,
            from,
            to,
        });
        self.at_ms = end_ms;
        self.place = Some(rounded(track.at(to)));
        self
    }

    /// Straight to a place near by: into a slot, out of a pocket.
    pub(super) fn straight(&mut self, to: Point) {
        if let Some(from) = self.place.filter(|from| *from != to) {
            self.legs.push(Leg {
                track: Rc::new(Path::line(from, to).track()),
                start_ms: self.at_ms,
                end_ms: self.at_ms + SETTLE_MS,
                from: 0.0,
                to: 1.0,
            });
            self.at_ms += SETTLE_MS;
        }
        self.place = Some(to);
    }

    /// The same journey without what others show already: it joins where the ways part.
    pub(super) fn parted(&self) -> Self {
        Travel {
            legs: Vec::new(),
            from: None,
            ..self.clone()
        }
    }
}

fn rounded((x, y): (f64, f64)) -> Point {
    Point::new(x.round() as i32, y.round() as i32)
}

/// A token that is nowhere at rest: on its way only.
pub(super) fn traveller(arrived: &Arrived) -> TokenView {
    TokenView {
        key: TokenKey::Publish(ActorId::default(), arrived.message),
        message: arrived.message,
        form: arrived.form,
        at: arrived.travel.place.unwrap_or_default(),
        state: TokenState::InFlight,
        redelivered: false,
        rounds: 0,
        countdown: None,
        priority: None,
        lit: false,
        description: "".into(),
    }
}

/// Staying at a place until, or from, a moment on.
pub(super) fn still(at: Point, at_ms: u32) -> Leg {
    Leg {
        track: Rc::new(Path::line(at, at).track()),
        start_ms: at_ms,
        end_ms: at_ms + 1,
        from: 0.0,
        to: 1.0,
    }
}
