//! What moves between two steps: every token that travels, with its legs, so that at any moment its place is known.
//!
//! A step is one cause: its hops play in the order of its events, then everything rests.

use crate::scene::geometry::Track;
use crate::scene::token::TokenView;
use std::rc::Rc;

/// A way that is no longer, in pixels, leads from slot to slot.
const UP_A_PLACE: f64 = 48.0;

/// How far from its middle a token can be pointed at, in pixels.
const REACH: f64 = 14.0;

/// The movement from the picture of one step to that of the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Motion {
    /// All tokens that are visible at some moment of it. Those without a ride rest at their own place throughout.
    pub tokens: Vec<Rc<TokenView>>,
    /// At most one for each token.
    pub rides: Vec<Ride>,
    /// How long it takes at speed 1.
    pub duration_ms: u32,
}

/// How one token moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Ride {
    /// Its position among the tokens of the motion.
    pub token: usize,
    /// One after the other. Before the first the token is at its start if `shown_before`, after the last at its end if
    /// `shown_after`; between two it waits.
    pub legs: Vec<Leg>,
    pub shown_before: bool,
    pub shown_after: bool,
}

impl Ride {
    /// Whether it goes along an edge: one that only moves up in its queue does not.
    pub fn travels(&self) -> bool {
        self.legs.iter().any(|leg| leg.track.length() > UP_A_PLACE)
    }
}

/// One part of a ride.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    pub track: Rc<Track>,
    /// When it starts and ends, in milliseconds of the motion at speed 1.
    pub start_ms: u32,
    pub end_ms: u32,
    /// What part of the track it covers.
    pub from: f64,
    pub to: f64,
}

impl Motion {
    /// Where a ride's token is, `at_ms` milliseconds after the beginning; `None` while it is not to be seen.
    pub fn place(&self, ride: &Ride, at_ms: f64) -> Option<(f64, f64)> {
        let first = ride.legs.first()?;
        if at_ms < f64::from(first.start_ms) {
            return ride.shown_before.then(|| first.track.at(first.from));
        }
        let last = ride
            .legs
            .iter()
            .rev()
            .find(|leg| f64::from(leg.start_ms) <= at_ms)?;
        if at_ms < f64::from(last.end_ms) {
            let span = f64::from(last.end_ms - last.start_ms);
            let part = ease((at_ms - f64::from(last.start_ms)) / span);
            return Some(last.track.at(last.from + (last.to - last.from) * part));
        }
        let is_over = std::ptr::eq(last, &ride.legs[ride.legs.len() - 1]);
        (!is_over || ride.shown_after).then(|| last.track.at(last.to))
    }

    /// The position of the moving token that is at a place, `at_ms` milliseconds after the beginning: of several that of
    /// the uppermost.
    pub fn token_at(&self, (x, y): (f64, f64), at_ms: f64) -> Option<usize> {
        let is_here = |ride: &&Ride| {
            let place = self.place(ride, at_ms);
            place.is_some_and(|place| (place.0 - x).hypot(place.1 - y) <= REACH)
        };
        self.rides.iter().rev().find(is_here).map(|ride| ride.token)
    }
}

/// Starts and ends gently.
fn ease(part: f64) -> f64 {
    part * part * (3.0 - 2.0 * part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::geometry::{Path, Point};

    #[test]
    fn a_ride_waits_between_its_legs_and_is_gone_after_the_last() {
        let leg = |from: i32, to: i32, start_ms, end_ms| Leg {
            track: Rc::new(Path::line(Point::new(from, 0), Point::new(to, 0)).track()),
            start_ms,
            end_ms,
            from: 0.0,
            to: 1.0,
        };
        let ride = Ride {
            token: 0,
            legs: vec![leg(0, 100, 100, 200), leg(100, 300, 300, 400)],
            shown_before: false,
            shown_after: false,
        };
        let motion = Motion::default();
        assert_eq!(motion.place(&ride, 50.0), None);
        assert_eq!(motion.place(&ride, 150.0), Some((50.0, 0.0)));
        assert_eq!(motion.place(&ride, 250.0), Some((100.0, 0.0)));
        assert_eq!(motion.place(&ride, 350.0), Some((200.0, 0.0)));
        assert_eq!(motion.place(&ride, 400.0), None);
    }

    #[test]
    fn a_token_is_pointed_at_where_it_is_on_its_way() {
        let track = Rc::new(Path::line(Point::new(0, 0), Point::new(100, 0)).track());
        let ride = |token, start_ms| Ride {
            token,
            legs: vec![Leg {
                track: track.clone(),
                start_ms,
                end_ms: start_ms + 100,
                from: 0.0,
                to: 1.0,
            }],
            shown_before: false,
            shown_after: false,
        };
        let motion = Motion {
            rides: vec![ride(0, 0), ride(1, 0), ride(2, 500)],
            ..Motion::default()
        };
        assert_eq!(motion.token_at((55.0, 5.0), 50.0), Some(1));
        assert_eq!(motion.token_at((50.0, 20.0), 50.0), None);
        assert_eq!(motion.token_at((0.0, 0.0), 50.0), None);
    }
}
