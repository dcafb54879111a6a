//! A list that only grows and whose clones share all that they have in common: full chunks are shared for ever, the last
//! one is copied by whoever appends first after a clone.

use std::sync::Arc;

const CHUNK: usize = 256;

/// An append-only list of up to 2^32 entries. Cloning copies two pointers.
#[derive(Clone, Debug)]
pub(super) struct SharedLog<T> {
    full: Arc<Vec<Arc<[T]>>>,
    last: Arc<Vec<T>>,
}

impl<T> Default for SharedLog<T> {
    fn default() -> Self {
        SharedLog {
            full: Arc::default(),
            last: Arc::default(),
        }
    }
}

impl<T: Clone> SharedLog<T> {
    pub(super) fn len(&self) -> u32 {
        (self.full.len() * CHUNK + self.last.len()) as u32
    }

    pub(super) fn get(&self, at: u32) -> &T {
        let (chunk, within) = (at as usize / CHUNK, at as usize % CHUNK);
        match self.full.get(chunk) {
            Some(chunk) => &chunk[within],
            None => &self.last[within],
        }
    }

    /// Appends, and says where.
    pub(super) fn push(&mut self, entry: T) -> u32 {
        let at = self.len();
        let last = Arc::make_mut(&mut self.last);
        if last.capacity() == last.len() {
            last.reserve_exact(CHUNK - last.len());
        }
        last.push(entry);
        if last.len() == CHUNK {
            let chunk = std::mem::take(last);
            Arc::make_mut(&mut self.full).push(chunk.into());
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_and_then_part() {
        let mut log = SharedLog::default();
        for number in 0..1000u32 {
            assert_eq!(log.push(number), number);
        }
        let mut other = log.clone();
        log.push(1);
        other.push(2);
        assert_eq!((log.len(), other.len()), (1001, 1001));
        assert_eq!((*log.get(1000), *other.get(1000)), (1, 2));
        assert!((0..1000).all(|at| *log.get(at) == at && *other.get(at) == at));
    }
}
