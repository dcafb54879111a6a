//! The end of a step's journeys: every token of both pictures finds its ride, and too many become bundles.

use super::Journeys;
use super::travel::{Arrived, SETTLE_MS, still, traveller};
use crate::base::gather::Gather;
use crate::base::sorted::{SortedMap, SortedSet};
use crate::scene::Scene;
use crate::scene::geometry::Path;
use crate::scene::motion::{Leg, Motion, Ride};
use crate::scene::token::{Form, TokenKey, TokenView};
use std::rc::Rc;

/// No step takes longer than this; what would is told faster.
const LONGEST_MS: u32 = 3_200;

/// Of more journeys than this along the same way at the same time, one is seen, with their number.
const TOGETHER: usize = 12;

impl Journeys<'_> {
    /// Journeys that nothing more was told of end where they are; then everything else finds its place.
    pub(super) fn finish(mut self, new: &Scene) -> Motion {
        let open = std::mem::take(&mut self.in_queue)
            .into_iter()
            .map(|((message, _), travel)| (message, travel));
        let dead = std::mem::take(&mut self.dead)
            .into_iter()
            .map(|((message, _), travel)| (message, travel));
        let to_actor = std::mem::take(&mut self.to_actor)
            .into_iter()
            .map(|((message, _), travel)| (message, travel));
        let to_queue = std::mem::take(&mut self.to_queue)
            .into_iter()
            .map(|((message, _), travel)| (message, travel));
        let rest: Vec<_> = open.chain(dead).chain(to_actor).chain(to_queue).gather();
        for (message, travel) in rest {
            let label = self.label(message);
            self.bring(travel, label, Form::Message, None);
        }
        gather(&mut self.arrived);
        let end_ms = self
            .arrived
            .iter()
            .map(|arrived| arrived.travel.at_ms)
            .max()
            .unwrap_or(0);
        let mut motion = Motion {
            duration_ms: end_ms + SETTLE_MS,
            ..Motion::default()
        };
        let began: SortedSet<TokenKey> = self
            .arrived
            .iter()
            .filter_map(|arrived| arrived.travel.from)
            .collect();
        let ended: SortedSet<TokenKey> = self.arrived.iter().filter_map(|arrived| arrived.to).collect();
        for token in &new.tokens {
            if !ended.contains(&token.key) {
                self.rest(&mut motion, token, &began, end_ms);
            }
        }
        for (key, token) in self.old.iter() {
            if !self.new.contains_key(key) && !began.contains(key) {
                let at_ms = self.vanish.get(key).copied().unwrap_or(0);
                motion.add(token.clone(), vec![still(token.at, at_ms)], true, false);
            }
        }
        for arrived in self.arrived {
            let token = arrived.to.and_then(|key| self.new.get(&key).cloned());
            let shown_after = token.is_some();
            let view = token.unwrap_or_else(|| Rc::new(traveller(&arrived)));
            let shown_before = arrived.travel.from.is_some();
            if arrived.travel.legs.is_empty() {
                let leg = still(view.at, arrived.travel.at_ms);
                motion.add(view, vec![leg], shown_before, shown_after);
            } else {
                motion.add(view, arrived.travel.legs, shown_before, shown_after);
            }
        }
        motion.fit(LONGEST_MS);
        motion
    }

    /// A token that no journey brings: it stays, moves up at the end, or appears.
    pub(super) fn rest(
        &self,
        motion: &mut Motion,
        token: &Rc<TokenView>,
        began: &SortedSet<TokenKey>,
        end_ms: u32,
    ) {
        let old = self.old.get(&token.key).filter(|_| !began.contains(&token.key));
        match old {
            Some(old) if old.at == token.at => motion.tokens.push(token.clone()),
            Some(old) => {
                let leg = Leg {
                    track: Rc::new(Path::line(old.at, token.at).track()),
                    start_ms: end_ms,
                    end_ms: end_ms + SETTLE_MS,
                    from: 0.0,
                    to: 1.0,
                };
                motion.add(token.clone(), vec![leg], true, true);
            }
            None => {
                let at_ms = self.appear.get(&token.key).copied().unwrap_or(end_ms);
                motion.add(token.clone(), vec![still(token.at, at_ms)], false, true);
            }
        }
    }
}

impl Motion {
    fn add(&mut self, token: Rc<TokenView>, legs: Vec<Leg>, shown_before: bool, shown_after: bool) {
        self.rides.push(Ride {
            token: self.tokens.len(),
            legs,
            shown_before,
            shown_after,
        });
        self.tokens.push(token);
    }

    /// Tells faster what would take too long.
    fn fit(&mut self, longest_ms: u32) {
        if self.duration_ms <= longest_ms {
            return;
        }
        let shorter = |ms: u32| (u64::from(ms) * u64::from(longest_ms) / u64::from(self.duration_ms)) as u32;
        let mut rides = std::mem::take(&mut self.rides);
        for leg in rides.iter_mut().flat_map(|ride| &mut ride.legs) {
            leg.start_ms = shorter(leg.start_ms);
            leg.end_ms = shorter(leg.end_ms).max(leg.start_ms + 1);
        }
        self.rides = rides;
        self.duration_ms = longest_ms;
    }
}

/// The tracks of a journey, by address, with the moments at which it starts on them.
type Way = Vec<(usize, u32)>;

/// Many on the same way at the same time are seen as one, with their number; what they become appears at the end.
fn gather(arrived: &mut [Arrived]) {
    let mut groups: SortedMap<(Way, bool), Vec<usize>> = SortedMap::new();
    for (at, one) in arrived.iter().enumerate() {
        let long = one
            .travel
            .legs
            .iter()
            .filter(|leg| leg.end_ms - leg.start_ms > SETTLE_MS);
        let way: Vec<_> = long
            .map(|leg| (Rc::as_ptr(&leg.track) as usize, leg.start_ms))
            .gather();
        if !way.is_empty() {
            groups.or_default((way, one.form == Form::Message)).push(at);
        }
    }
    for ((_, is_message), members) in groups {
        if members.len() <= TOGETHER {
            continue;
        }
        if is_message {
            arrived[members[0]].form = Form::Bundle(members.len() as u32);
        }
        for &member in &members[1..] {
            let travel = &mut arrived[member].travel;
            travel.legs.clear();
        }
    }
}
