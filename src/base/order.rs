//! Sorting with one body of code for every type. The standard library makes a sort of its own for each type and each
//! comparison, about four kilobytes of WebAssembly apiece; these sort places through one comparison behind a pointer.
//!
//! Sorts are stable. They allocate, so the paths that a message takes use the standard library's: a tenth of the pace of
//! matching hangs on it.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut from = places(items.len(), &|one, other| compare(&items[one], &items[other]));
    for start in 0..items.len() {
        let mut at = start;
        while from[at] != start {
            let next = from[at];
            items.swap(at, next);
            from[at] = at;
            at = next;
        }
        from[at] = at;
    }
}

/// Sorts by a key; equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts items by themselves.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// For each place of the sorted list, the place that its item comes from.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut from: Vec<usize> = (0..count).collect();
    from.sort_by(|&one, &other| compare(one, other));
    from
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(1);
        for count in 0..200u32 {
            let mut items: Vec<(u32, u32)> = (0..count).map(|at| (random.next_u32() % 16, at)).collect();
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0);
            super::sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, sorted);
        }
    }
}
