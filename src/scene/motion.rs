//! What moves between two steps: every token that travels, with its legs, so that at any moment its place is known.
//!
//! A step is one cause: its hops play in the order of its events, then everything rests.

use crate::scene::geometry::Track;
use crate::scene::token::TokenView;
use std::rc::Rc;

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
}
