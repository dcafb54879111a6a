//! The log: all events of the run, filtered; a window of rows at a time.

use crate::base::ids::MessageId;
use crate::studio::panels::{Icon, Rich, When};
use std::rc::Rc;

/// The log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// The text that filters.
    pub filter: Rc<str>,
    pub kinds: Vec<KindChip>,
    /// The position of the first of `rows` among all that pass the filter.
    pub first: usize,
    pub rows: Vec<LogRow>,
    /// How many rows pass the filter.
    pub matching: usize,
    /// How many there are, as far as the run is known.
    pub total: usize,
    /// Said where nothing passes.
    pub empty: Option<Rich>,
}

/// A kind of event with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindChip {
    pub icon: Icon,
    pub text: Rc<str>,
    pub count: usize,
    pub shown: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRow {
    pub step: usize,
    /// In seconds: `5.720`.
    pub time: Rc<str>,
    pub icon: Icon,
    /// `Expired`.
    pub event: Rc<str>,
    pub is_fault: bool,
    pub message: Option<MessageId>,
    pub from: Rc<str>,
    pub to: Rc<str>,
    pub detail: Rich,
    pub when: When,
}
