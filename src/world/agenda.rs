//! What is due when: one heap of choices with their due times, for `next_due` in the time of a comparison.
//!
//! Whatever waits for its turn keeps the `Waiting` that it was given. An entry counts only while its owner still holds
//! it; others are left in the heap and dropped when they come to the top. So a choice that is made early, or a crash,
//! costs nothing. It knows nothing of what the choices mean.

use crate::base::hash::Digest;
use crate::base::time::Ms;
use crate::world::choice::Choice;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A place in the agenda: when, and in which order among what is due at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// When it is due.
    pub due: Ms,
    /// Its rank and the order of asking; unique within a run.
    order: u64,
}

impl Waiting {
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    waiting: Waiting,
    choice: Choice,
}

/// The agenda.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    heap: BinaryHeap<Reverse<Entry>>,
    sequence: u64,
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
        self.heap.push(Reverse(Entry { waiting, choice }));
        waiting
    }

    /// The first entry, live or not.
    pub(super) fn first(&self) -> Option<(Waiting, Choice)> {
        self.heap
            .peek()
            .map(|Reverse(entry)| (entry.waiting, entry.choice))
    }

    /// Takes the first entry out.
    pub(super) fn drop_first(&mut self) {
        self.heap.pop();
    }

    /// A mark that later requests lie behind.
    pub(super) fn mark(&self) -> u64 {
        self.sequence
    }

    pub(super) fn digest(&self, into: &mut Digest) {
        into.word(self.sequence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::ActorId;

    #[test]
    fn what_is_due_comes_by_time_then_rank_then_order_of_asking() {
        let mut agenda = Agenda::default();
        agenda.ask(5, Rank::ArrivalAtBroker, Choice::ArriveAtBroker(ActorId(0)));
        agenda.ask(3, Rank::Rest, Choice::Run(ActorId(0)));
        agenda.ask(3, Rank::Rest, Choice::Run(ActorId(1)));
        agenda.ask(3, Rank::ArrivalAtBroker, Choice::ArriveAtBroker(ActorId(1)));
        let mut order = Vec::new();
        while let Some((waiting, choice)) = agenda.first() {
            agenda.drop_first();
            order.push((waiting.due, choice));
        }
        assert_eq!(
            order,
            [
                (3, Choice::ArriveAtBroker(ActorId(1))),
                (3, Choice::Run(ActorId(0))),
                (3, Choice::Run(ActorId(1))),
                (5, Choice::ArriveAtBroker(ActorId(0))),
            ]
        );
    }
}
