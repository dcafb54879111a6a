//! Where the routes lie that depend on exchange and routing key alone. Each pair has one place, which the pair that came
//! last takes over from another. Keys are numbered as they are met, so keys used one after the other lie side by side.

use super::handle::ExchangeId;
use crate::base::names::Name;
use std::ops::Range;

const FEWEST: usize = 1 << 6;
const MOST: usize = 1 << 16;

/// Steps by exchange and routing key.
#[derive(Debug, Default)]
pub(super) struct RouteMemory {
    /// None, or a power of two.
    places: Vec<Known>,
    /// How many routes were put in since it grew: where they push one another out, it grows again.
    puts: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    exchange: ExchangeId,
    key: Name,
    start: u32,
    end: u32,
}

/// A free place: there is no such exchange.
const FREE: Known = Known {
    exchange: ExchangeId(u32::MAX),
    key: Name::EMPTY,
    start: 0,
    end: 0,
};

impl RouteMemory {
    pub(super) fn get(&self, exchange: ExchangeId, key: Name) -> Option<Range<u32>> {
        let known = *self.places.get(self.place(exchange, key))?;
        (known.exchange == exchange && known.key == key).then_some(known.start..known.end)
    }

    pub(super) fn put(&mut self, exchange: ExchangeId, key: Name, steps: Range<u32>) {
        let len = self.places.len();
        if 2 * self.puts >= len && len < MOST {
            let old = std::mem::take(&mut self.places);
            self.puts = 0;
            self.places.resize((2 * len).max(FEWEST), FREE);
            let known = old.into_iter().filter(|&known| known != FREE);
            known.for_each(|known| self.take(known));
        }
        self.take(Known {
            exchange,
            key,
            start: steps.start,
            end: steps.end,
        });
    }

    pub(super) fn forget(&mut self) {
        self.places.clear();
        self.puts = 0;
    }

    fn take(&mut self, known: Known) {
        let place = self.place(known.exchange, known.key);
        self.puts += 1;
        self.places[place] = known;
    }

    fn place(&self, exchange: ExchangeId, key: Name) -> usize {
        let spread = exchange.0.wrapping_mul(0x9E37_79B1).wrapping_add(key.0);
        spread as usize & self.places.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_grows_until_what_is_used_has_room() {
        let mut memory = RouteMemory::default();
        let keys = || (0..50).map(|number| Name(64 * number));
        let lost = |memory: &RouteMemory| keys().any(|key| memory.get(ExchangeId(7), key).is_none());
        for _ in 0..100 {
            for key in keys() {
                if memory.get(ExchangeId(7), key).is_none() {
                    memory.put(ExchangeId(7), key, key.0..key.0);
                }
            }
        }
        assert!(!lost(&memory));
    }

    #[test]
    fn the_last_route_of_a_place_is_remembered_and_no_other_is_told() {
        let mut memory = RouteMemory::default();
        let many = 3 * MOST as u32;
        for number in 0..many {
            memory.put(ExchangeId(number % 3), Name(number), number..number + 2);
        }
        let found = |number: u32| memory.get(ExchangeId(number % 3), Name(number));
        let known = (0..many).filter_map(|number| Some((number, found(number)?.start)));
        let known: Vec<(u32, u32)> = known.collect();
        assert!(known.iter().all(|(number, start)| number == start));
        assert!(known.len() > MOST / 2, "{}", known.len());
        assert_eq!(memory.get(ExchangeId(3), Name(many - 1)), None);
        memory.forget();
        assert_eq!(memory.get(ExchangeId((many - 1) % 3), Name(many - 1)), None);
    }
}
