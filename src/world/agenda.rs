//! What is due when: choices with their due times, for `next_due` in the time of a few comparisons.
//!
//! Arrivals and runs nearly always come due in the order of asking, so each kind has a line of its own, which costs
//! nothing to keep; timers, and what does not fit its line, are in a heap. What is first is the first of them all.
//!
//! Whatever waits for its turn keeps the `Waiting` that it was given. An entry counts only while its owner still holds
//! it; others are left where they are and dropped when they come first. So a choice that is made early, or a crash,
//! costs nothing.

use crate::base::hash::Digest;
use crate::base::time::Ms;
use crate::base::weight;
use crate::world::choice::Choice;
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};

/// A place in the agenda: when, and in which order among what is due at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Waiting {
    /// When it is due.
    pub due: Ms,
    /// Its rank and the order of asking; unique within a run.
    order: u64,
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Waiting {
    /// Both as one number, which compares without a branch.
    fn key(self) -> u128 {
        u128::from(self.due) << 64 | u128::from(self.order)
    }

    /// Whether it was asked for no earlier than the agenda stood at `mark`.
    pub(super) fn asked_since(self, mark: u64) -> bool {
        self.order & SEQUENCE >= mark
    }

    pub(super) fn digest(self, into: &mut Digest) {
        into.word(self.due).word(self.order);
    }
}

/// What comes first among choices due at the same time: the broker hears what was sent before anybody goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    ArrivalAtBroker,
    ArrivalAtActor,
    Rest,
}

const RANK_SHIFT: u32 = 56;
const SEQUENCE: u64 = (1 << RANK_SHIFT) - 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    waiting: Waiting,
    choice: Choice,
}

/// By what they wait for, which is unique.
impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.waiting.cmp(&other.waiting)
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The agenda.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// What arrives at the broker, what arrives at actors, whose statement runs; each in order.
    lines: [VecDeque<Entry>; 3],
    /// The rest.
    heap: BinaryHeap<Reverse<Entry>>,
    sequence: u64,
}

/// The line of what mostly comes due in the order of asking.
fn line_of(choice: Choice) -> Option<usize> {
    match choice {
        Choice::ArriveAtBroker(_) => Some(0),
        Choice::ArriveAtActor(_) => Some(1),
        Choice::Run(_) => Some(2),
        Choice::Deadline | Choice::RunFailing(_) | Choice::Timer(..) | Choice::Script | Choice::Hand(..) => {
            None
        }
    }
}

impl Agenda {
    /// Asks for `choice` to be due at `due`.
    pub(super) fn ask(&mut self, due: Ms, rank: Rank, choice: Choice) -> Waiting {
        let rank = match rank {
            Rank::ArrivalAtBroker => 0,
            Rank::ArrivalAtActor => 1,
            Rank::Rest => 2,
        };
        let waiting = Waiting {
            due,
            order: rank << RANK_SHIFT | self.sequence,
        };
        self.sequence += 1;
        let entry = Entry { waiting, choice };
        match line_of(choice).map(|line| &mut self.lines[line]) {
            Some(line) if line.back().is_none_or(|last| last.waiting < waiting) => line.push_back(entry),
            Some(_) | None => self.heap.push(Reverse(entry)),
        }
        waiting
    }

    /// The first entry, live or not.
    pub(super) fn first(&self) -> Option<(Waiting, Choice)> {
        let mut first = self.heap.peek().map(|Reverse(entry)| entry);
        for line in &self.lines {
            if let Some(entry) = line.front()
                && first.is_none_or(|first| entry.waiting < first.waiting)
            {
                first = Some(entry);
            }
        }
        first.map(|entry| (entry.waiting, entry.choice))
    }

    /// Takes the first entry out.
    pub(super) fn drop_first(&mut self) {
        let Some((waiting, choice)) = self.first() else {
            return;
        };
        let in_line = line_of(choice)
            .map(|line| &mut self.lines[line])
            .filter(|line| line.front().is_some_and(|entry| entry.waiting == waiting));
        match in_line {
            Some(line) => {
                line.pop_front();
            }
            None => {
                self.heap.pop();
            }
        }
    }

    /// A mark that later requests lie behind.
    pub(super) fn mark(&self) -> u64 {
        self.sequence
    }

    pub(super) fn digest(&self, into: &mut Digest) {
        into.word(self.sequence);
    }

    /// About how many bytes its entries take.
    pub(super) fn weight(&self) -> usize {
        let lines = self.lines.iter().map(weight::of_list);
        lines.sum::<usize>() + weight::of_list(self.heap.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::ActorId;
    use crate::world::choice::Timer;

    #[test]
    fn what_is_due_comes_by_time_then_rank_then_order_of_asking() {
        let mut agenda = Agenda::default();
        agenda.ask(5, Rank::ArrivalAtBroker, Choice::ArriveAtBroker(ActorId(0)));
        agenda.ask(3, Rank::Rest, Choice::Run(ActorId(0)));
        agenda.ask(3, Rank::Rest, Choice::Run(ActorId(1)));
        agenda.ask(3, Rank::ArrivalAtBroker, Choice::ArriveAtBroker(ActorId(1)));
        agenda.ask(4, Rank::Rest, Choice::Timer(ActorId(2), Timer::Awake));
        agenda.ask(3, Rank::ArrivalAtActor, Choice::ArriveAtActor(ActorId(3)));
        let mut order = Vec::new();
        while let Some((waiting, choice)) = agenda.first() {
            agenda.drop_first();
            order.push((waiting.due, choice));
        }
        assert_eq!(
            order,
            [
                (3, Choice::ArriveAtBroker(ActorId(1))),
                (3, Choice::ArriveAtActor(ActorId(3))),
                (3, Choice::Run(ActorId(0))),
                (3, Choice::Run(ActorId(1))),
                (4, Choice::Timer(ActorId(2), Timer::Awake)),
                (5, Choice::ArriveAtBroker(ActorId(0))),
            ]
        );
    }
}
