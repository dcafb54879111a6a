//! The deadlines of all queues, soonest first: a heap that knows where each timer stands, so that setting, moving and
//! cancelling cost the logarithm of their number and nothing is ever scanned. Equal times fire in the order of the timers.

use super::handle::QueueId;
use crate::base::time::Ms;

/// A timer of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Timer {
    /// The head's time to live runs out (R-TTL-3).
    Head(QueueId),
    /// The queue has been unused for too long (R-XP-1).
    Unused(QueueId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    due: Ms,
    number: u32,
}

const ABSENT: u32 = u32::MAX;

#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    heap: Vec<Entry>,
    /// Where each timer stands in the heap.
    places: Vec<u32>,
}

impl Timer {
    fn number(self) -> u32 {
        match self {
            Timer::Head(queue) => queue.0 * 2,
            Timer::Unused(queue) => queue.0 * 2 + 1,
        }
    }

    fn of_number(number: u32) -> Self {
        let queue = QueueId(number / 2);
        if number.is_multiple_of(2) {
            Timer::Head(queue)
        } else {
            Timer::Unused(queue)
        }
    }
}

impl Agenda {
    pub(super) fn next(&self) -> Option<(Ms, Timer)> {
        self.heap
            .first()
            .map(|entry| (entry.due, Timer::of_number(entry.number)))
    }

    pub(super) fn due(&self, timer: Timer) -> Option<Ms> {
        let place = *self.places.get(timer.number() as usize)?;
        (place != ABSENT).then(|| self.heap[place as usize].due)
    }

    /// Sets, moves or, with `None`, cancels a timer.
    pub(super) fn set(&mut self, timer: Timer, due: Option<Ms>) {
        let number = timer.number();
        if self.places.len() <= number as usize {
            if due.is_none() {
                return;
            }
            self.places.resize(number as usize + 1, ABSENT);
        }
        let place = self.places[number as usize];
        match (due, place) {
            (None, ABSENT) => {}
            (None, place) => self.remove(place as usize),
            (Some(due), ABSENT) => {
                self.heap.push(Entry { due, number });
                self.rise(self.heap.len() - 1);
            }
            (Some(due), place) => {
                self.heap[place as usize].due = due;
                self.settle(place as usize);
            }
        }
    }

    fn remove(&mut self, place: usize) {
        let gone = self.heap.swap_remove(place);
        self.places[gone.number as usize] = ABSENT;
        if place < self.heap.len() {
            self.settle(place);
        }
    }

    fn settle(&mut self, place: usize) {
        let place = self.rise(place);
        self.sink(place);
    }

    fn rise(&mut self, mut place: usize) -> usize {
        while place > 0 {
            let parent = (place - 1) / 2;
            if self.heap[parent] <= self.heap[place] {
                break;
            }
            self.swap(parent, place);
            place = parent;
        }
        self.note(place);
        place
    }

    fn sink(&mut self, mut place: usize) {
        loop {
            let mut least = place;
            for child in [2 * place + 1, 2 * place + 2] {
                if child < self.heap.len() && self.heap[child] < self.heap[least] {
                    least = child;
                }
            }
            if least == place {
                break;
            }
            self.swap(least, place);
            place = least;
        }
        self.note(place);
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.heap.swap(one, other);
        self.note(one);
        self.note(other);
    }

    fn note(&mut self, place: usize) {
        self.places[self.heap[place].number as usize] = place as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::of_words;
    use std::collections::BTreeMap;

    #[test]
    fn agrees_with_a_sorted_map() {
        let mut agenda = Agenda::default();
        let mut plain: BTreeMap<u32, Ms> = BTreeMap::new();
        for round in 0..5000u64 {
            let draw = of_words(&[round]);
            let timer = Timer::of_number((draw % 40) as u32);
            let due = (!draw.is_multiple_of(3)).then_some((draw >> 20) % 50);
            agenda.set(timer, due);
            match due {
                Some(due) => plain.insert(timer.number(), due),
                None => plain.remove(&timer.number()),
            };
            let soonest = plain.iter().map(|(&number, &due)| (due, number)).min();
            assert_eq!(
                agenda.next(),
                soonest.map(|(due, number)| (due, Timer::of_number(number)))
            );
            assert_eq!(agenda.due(timer), due);
        }
    }
}
