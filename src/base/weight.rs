//! About how many bytes things take, so that whoever keeps many of them can keep within bounds. What clones share does
//! not count, and neither does what the allocator adds.

/// The bytes of a list's elements, without what these own themselves.
pub fn of_list<'a, T: 'a>(list: impl IntoIterator<IntoIter: ExactSizeIterator<Item = &'a T>>) -> usize {
    list.into_iter().len() * size_of::<T>()
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    #[test]
    fn a_list_weighs_what_its_elements_weigh() {
        assert_eq!(super::of_list([0u32, 1, 2].as_slice()), 12);
        let deque = VecDeque::from([0u64; 5]);
        assert_eq!(super::of_list(&deque), 40);
    }
}
