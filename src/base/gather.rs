//! Collecting into lists with little code. The standard library's `collect` asks an iterator for its first item in one
//! place and for the rest in another, or works out beforehand how many will come; both stand in the program anew for each
//! list. This asks in one place.
//!
//! The list grows as it goes, so the paths that a message takes use `collect`.

/// Iterators whose items can be gathered.
pub trait Gather: Iterator + Sized {
    /// All items, as a list.
    #[inline]
    fn gather(self) -> Vec<Self::Item> {
        let mut all = Vec::new();
        for item in self {
            all.push(item);
        }
        all
    }
}

impl<I: Iterator> Gather for I {}
