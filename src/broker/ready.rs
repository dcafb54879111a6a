//! The ready messages of a queue: one lane a priority, each in the order of their first arrival, so that a requeued message
//! returns to its old place (R-CO-10). An entry takes eight bytes; deadlines are kept beside only where some message has
//! one.
//!
//! Whether a message was handed out before is not noted on it: as in RabbitMQ 3.10 a lane has a mark, and all positions
//! below it count as handed out. The mark moves on when the very message at it leaves. A restart that loses a transient
//! message at the mark leaves it standing there for good, and messages behind are never shown as redelivered.

use super::handle::MessageHandle;
use crate::base::time::Ms;
use crate::base::weight;
use std::collections::VecDeque;
use std::iter;

/// A copy of a message as queues and channels pass it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copied {
    pub message: MessageHandle,
    /// Its number in its lane by first arrival; never changes.
    pub position: u32,
    /// Handed out before.
    pub redelivered: bool,
    /// When it expires; `NEVER` for no deadline.
    pub due: Ms,
}

/// No deadline.
pub(super) const NEVER: Ms = Ms::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    message: MessageHandle,
    position: u32,
}

#[derive(Debug, Default)]
struct Lane {
    entries: VecDeque<Entry>,
    /// Empty while no entry has a deadline, else one each.
    dues: VecDeque<Ms>,
    /// The position of the next message.
    next: u32,
    /// Positions below it were handed out, or left otherwise.
    mark: u32,
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
            next: self.next,
            mark: self.mark,
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

impl Lane {
    fn get(&self, at: usize) -> Option<Copied> {
        let &Entry { message, position } = self.entries.get(at)?;
        Some(Copied {
            message,
            position,
            redelivered: position < self.mark,
            due: self.dues.get(at).copied().unwrap_or(NEVER),
        })
    }

    /// A new message takes the next position.
    fn admit(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// The message at this position leaves.
    fn pass(&mut self, position: u32) {
        self.mark += u32::from(position == self.mark);
    }

    fn push(&mut self, message: MessageHandle, position: u32, due: Ms) {
        if due != NEVER || !self.dues.is_empty() {
            self.dues.resize(self.entries.len(), NEVER);
            self.dues.push_back(due);
        }
        self.entries.push_back(Entry { message, position });
    }

    fn pop(&mut self) -> Option<Copied> {
        let copied = self.get(0)?;
        self.entries.pop_front();
        self.dues.pop_front();
        self.pass(copied.position);
        Some(copied)
    }

    /// Puts a copy back by its position; returns how many stand before it.
    fn insert(&mut self, copied: Copied) -> usize {
        let Copied {
            message,
            position,
            due,
            redelivered: _,
        } = copied;
        let at = self.entries.partition_point(|entry| entry.position < position);
        if due != NEVER || !self.dues.is_empty() {
            self.dues.resize(self.entries.len(), NEVER);
            self.dues.insert(at, due);
        }
        self.entries.insert(at, Entry { message, position });
        at
    }

    /// Whether the message that the mark waits for is gone for good.
    fn is_stuck(&self) -> bool {
        let first = self.entries.partition_point(|entry| entry.position < self.mark);
        self.entries.get(first).map_or(self.next, |entry| entry.position) != self.mark
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

    /// Appends a new message at the end of its level; returns its place in the whole queue, from 1.
    pub(super) fn push(&mut self, level: u8, message: MessageHandle, due: Ms) -> u32 {
        self.len += 1;
        let above = self.above(level);
        let lane = self.lane_mut(level);
        let position = lane.admit();
        lane.push(message, position, due);
        (above + lane.entries.len()) as u32
    }

    /// A new message that goes out at once, to be acked later.
    pub(super) fn pass(&mut self, level: u8, message: MessageHandle, due: Ms) -> Copied {
        let lane = self.lane_mut(level);
        let position = lane.admit();
        lane.pass(position);
        Copied {
            message,
            position,
            redelivered: false,
            due,
        }
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
        let (mut level, mut at) = (self.higher.len() as u8, 0);
        iter::from_fn(move || {
            while at == self.lane(level).entries.len() {
                level = level.checked_sub(1)?;
                at = 0;
            }
            at += 1;
            Some((level, self.lane(level).get(at - 1)?))
        })
    }

    /// About how many bytes they take.
    pub(super) fn weight(&self) -> usize {
        let lanes = self.higher.iter().chain([&self.lowest]);
        lanes
            .map(|lane| weight::of_list(&lane.entries) + weight::of_list(&lane.dues))
            .sum()
    }

    /// Next position and mark of each level, for digests.
    pub(super) fn counts(&self) -> impl Iterator<Item = (u32, u32)> {
        self.levels()
            .map(|level| (self.lane(level).next, self.lane(level).mark))
    }

    /// Whether the mark of each level is stuck, for fingerprints.
    pub(super) fn stuck(&self) -> impl Iterator<Item = bool> {
        self.levels().map(|level| self.lane(level).is_stuck())
    }

    /// Whether a copy of this level that returns will be shown as redelivered.
    pub(super) fn was_handed_out(&self, level: u8, copied: Copied) -> bool {
        copied.position < self.lane(level).mark
    }

    /// All messages leave in order.
    pub(super) fn purge(&mut self) {
        while self.pop().is_some() {}
        self.clear();
    }

    /// Keeps what `keep` wants; what it does not want is lost, and no mark moves.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(Copied) -> bool) {
        let all: Vec<(u8, Copied)> = self.iter().collect();
        self.clear();
        for (level, copied) in all {
            if keep(copied) {
                self.len += 1;
                self.lane_mut(level)
                    .push(copied.message, copied.position, copied.due);
            }
        }
    }

    fn clear(&mut self) {
        self.lowest.clear();
        self.higher.iter_mut().for_each(Lane::clear);
        self.len = 0;
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Ready {
        let mut ready = Ready::new(Some(2));
        for (number, (level, due)) in [(1, NEVER), (1, 7), (1, NEVER), (2, NEVER), (0, 9)]
            .into_iter()
            .enumerate()
        {
            ready.push(level, MessageHandle(number as u32), due);
        }
        ready
    }

    fn order(ready: &Ready) -> Vec<u32> {
        ready.iter().map(|(_, copied)| copied.message.0).collect()
    }

    #[test]
    fn a_returning_copy_finds_its_place() {
        let mut ready = filled();
        assert_eq!(order(&ready), [3, 0, 1, 2, 4]);
        let [highest, _, second] = [ready.pop(), ready.pop(), ready.pop()].map(Option::unwrap);
        assert_eq!(
            (second.message, second.due, second.redelivered),
            (MessageHandle(1), 7, false)
        );
        assert_eq!(ready.insert(1, second), 1);
        assert_eq!(ready.insert(2, highest), 1);
        assert_eq!(order(&ready), [3, 1, 2, 4]);
        let flags: Vec<bool> = ready
            .clone()
            .iter()
            .map(|(_, copied)| copied.redelivered)
            .collect();
        assert_eq!(flags, [true, true, false, false]);
        assert_eq!(ready.push(1, MessageHandle(5), NEVER), 4);
        ready.retain(|copied| copied.message.0 != 2);
        assert_eq!((order(&ready), ready.len()), (vec![3, 1, 5, 4], 4));
    }

    #[test]
    fn a_lost_message_leaves_the_mark_standing() {
        let mut ready = Ready::new(None);
        for number in 0..3 {
            ready.push(0, MessageHandle(number), NEVER);
        }
        ready.retain(|copied| copied.position != 1);
        assert!(!ready.stuck().any(|stuck| stuck));
        let first = ready.pop().unwrap();
        let last = ready.pop().unwrap();
        ready.insert(0, first);
        ready.insert(0, last);
        assert!(ready.stuck().all(|stuck| stuck));
        let flags: Vec<bool> = ready.iter().map(|(_, copied)| copied.redelivered).collect();
        assert_eq!(flags, [true, false]);
    }

    #[test]
    fn purging_moves_the_mark_on() {
        let mut ready = filled();
        ready.purge();
        assert!(ready.is_empty() && ready.counts().all(|(next, mark)| next == mark));
    }
}
