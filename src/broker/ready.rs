//! The ready messages of a queue: one lane a priority, each in the order of their first arrival, so that a requeued message
//! returns to its old place (R-CO-10). An entry takes eight bytes; deadlines are kept beside only where some message has
//! one.

use super::handle::MessageHandle;
use crate::base::time::Ms;
use crate::base::weight;
use std::collections::VecDeque;

/// A copy of a message as queues and channels pass it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copied {
    pub message: MessageHandle,
    /// Its number in the queue by first arrival; never changes.
    pub position: u32,
    /// Handed out before.
    pub redelivered: bool,
    /// When it expires; `NEVER` for no deadline.
    pub due: Ms,
}

/// No deadline.
pub(super) const NEVER: Ms = Ms::MAX;

const REDELIVERED: u32 = 1 << 31;

/// Message handle with the redelivered flag as its top bit, and position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    message: u32,
    position: u32,
}

#[derive(Debug, Default)]
struct Lane {
    entries: VecDeque<Entry>,
    /// Empty while no entry has a deadline, else one each.
    dues: VecDeque<Ms>,
}

/// All ready copies of a queue.
#[derive(Clone, Debug, Default)]
pub(super) struct Ready {
    /// Priority 0, the only lane of an ordinary queue.
    lowest: Lane,
    /// Priorities 1 and up.
    higher: Vec<Lane>,
    len: u32,
    /// Bytes of all bodies, kept by the queue.
    pub bytes: u64,
}

/// Flat copies, then a deque that takes the memory over.
impl Clone for Lane {
    fn clone(&self) -> Self {
        Lane {
            entries: flat(&self.entries),
            dues: flat(&self.dues),
        }
    }
}

fn flat<T: Copy>(deque: &VecDeque<T>) -> VecDeque<T> {
    let (front, back) = deque.as_slices();
    let mut all = Vec::with_capacity(deque.len());
    all.extend_from_slice(front);
    all.extend_from_slice(back);
    all.into()
}

impl Entry {
    fn of(copied: Copied) -> Self {
        Entry {
            message: copied.message.0 | if copied.redelivered { REDELIVERED } else { 0 },
            position: copied.position,
        }
    }

    fn copied(self, due: Ms) -> Copied {
        Copied {
            message: MessageHandle(self.message & !REDELIVERED),
            position: self.position,
            redelivered: self.message & REDELIVERED != 0,
            due,
        }
    }
}

impl Lane {
    fn due(&self, at: usize) -> Ms {
        self.dues.get(at).copied().unwrap_or(NEVER)
    }

    fn get(&self, at: usize) -> Option<Copied> {
        self.entries.get(at).map(|entry| entry.copied(self.due(at)))
    }

    fn push(&mut self, copied: Copied) {
        if copied.due != NEVER || !self.dues.is_empty() {
            self.dues.resize(self.entries.len(), NEVER);
            self.dues.push_back(copied.due);
        }
        self.entries.push_back(Entry::of(copied));
    }

    fn pop(&mut self) -> Option<Copied> {
        let entry = self.entries.pop_front()?;
        let due = self.dues.pop_front().unwrap_or(NEVER);
        Some(entry.copied(due))
    }

    /// Puts a copy back by its position; returns how many stand before it.
    fn insert(&mut self, copied: Copied) -> usize {
        let at = self
            .entries
            .partition_point(|entry| entry.position < copied.position);
        if copied.due != NEVER || !self.dues.is_empty() {
            self.dues.resize(self.entries.len(), NEVER);
            self.dues.insert(at, copied.due);
        }
        self.entries.insert(at, Entry::of(copied));
        at
    }

    fn clear(&mut self) {
        self.entries = VecDeque::new();
        self.dues = VecDeque::new();
    }
}

impl Ready {
    pub(super) fn new(max_priority: Option<u8>) -> Self {
        let mut ready = Ready::default();
        ready
            .higher
            .resize_with(usize::from(max_priority.unwrap_or(0)), Lane::default);
        ready
    }

    pub(super) fn len(&self) -> u32 {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The level that a message of this priority takes (R-PR-1).
    pub(super) fn level(&self, priority: u8) -> u8 {
        priority.min(self.higher.len() as u8)
    }

    fn lane(&self, level: u8) -> &Lane {
        match level {
            0 => &self.lowest,
            level => &self.higher[usize::from(level) - 1],
        }
    }

    fn lane_mut(&mut self, level: u8) -> &mut Lane {
        match level {
            0 => &mut self.lowest,
            level => &mut self.higher[usize::from(level) - 1],
        }
    }

    fn levels(&self) -> impl Iterator<Item = u8> + use<> {
        (0..=self.higher.len() as u8).rev()
    }

    /// The highest level with a message in it.
    fn top(&self) -> Option<u8> {
        if self.higher.is_empty() {
            return (self.len > 0).then_some(0);
        }
        self.levels().find(|&level| !self.lane(level).entries.is_empty())
    }

    /// How many stand in the levels above.
    fn above(&self, level: u8) -> usize {
        self.higher[usize::from(level)..]
            .iter()
            .map(|lane| lane.entries.len())
            .sum()
    }

    /// Appends at the end of its level; returns its place in the whole queue, from 1.
    pub(super) fn push(&mut self, level: u8, copied: Copied) -> u32 {
        self.len += 1;
        let above = self.above(level);
        let lane = self.lane_mut(level);
        lane.push(copied);
        (above + lane.entries.len()) as u32
    }

    /// Puts a copy back where it was; returns its place in the whole queue, from 1.
    pub(super) fn insert(&mut self, level: u8, copied: Copied) -> u32 {
        self.len += 1;
        let above = self.above(level);
        (above + self.lane_mut(level).insert(copied) + 1) as u32
    }

    pub(super) fn head(&self) -> Option<Copied> {
        self.top().and_then(|level| self.lane(level).get(0))
    }

    pub(super) fn pop(&mut self) -> Option<Copied> {
        let level = self.top()?;
        self.len -= 1;
        self.lane_mut(level).pop()
    }

    /// All copies with their levels, in the order in which they will go out.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u8, Copied)> {
        self.levels().flat_map(|level| {
            let lane = self.lane(level);
            lane.entries
                .iter()
                .enumerate()
                .map(move |(at, entry)| (level, entry.copied(lane.due(at))))
        })
    }

    /// About how many bytes they take.
    pub(super) fn weight(&self) -> usize {
        let lanes = self.higher.iter().chain([&self.lowest]);
        lanes
            .map(|lane| weight::of_list(&lane.entries) + weight::of_list(&lane.dues))
            .sum()
    }

    /// Keeps what `keep` wants, in order.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(Copied) -> bool) {
        let all: Vec<(u8, Copied)> = self.iter().collect();
        self.clear();
        for (level, copied) in all {
            if keep(copied) {
                self.push(level, copied);
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.lowest.clear();
        self.higher.iter_mut().for_each(Lane::clear);
        self.len = 0;
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(position: u32, due: Ms) -> Copied {
        Copied {
            message: MessageHandle(position),
            position,
            redelivered: position.is_multiple_of(2),
            due,
        }
    }

    #[test]
    fn a_returning_copy_finds_its_place() {
        let mut ready = Ready::new(Some(2));
        assert_eq!(ready.push(1, copied(0, NEVER)), 1);
        assert_eq!(ready.push(1, copied(1, 7)), 2);
        assert_eq!(ready.push(1, copied(2, NEVER)), 3);
        assert_eq!(ready.push(2, copied(3, NEVER)), 1);
        assert_eq!(ready.push(0, copied(4, 9)), 5);
        let order = |ready: &Ready| {
            ready
                .iter()
                .map(|(_, copied)| copied.position)
                .collect::<Vec<_>>()
        };
        assert_eq!(order(&ready), [3, 0, 1, 2, 4]);
        assert_eq!(ready.pop(), Some(copied(3, NEVER)));
        assert_eq!(ready.pop(), Some(copied(0, NEVER)));
        assert_eq!(ready.pop(), Some(copied(1, 7)));
        assert_eq!(ready.insert(1, copied(1, 7)), 1);
        assert_eq!(ready.insert(2, copied(3, NEVER)), 1);
        assert_eq!(order(&ready), [3, 1, 2, 4]);
        assert_eq!(ready.clone().head(), Some(copied(3, NEVER)));
        ready.retain(|copied| copied.position != 2);
        assert_eq!((order(&ready), ready.len()), (vec![3, 1, 4], 3));
    }
}
