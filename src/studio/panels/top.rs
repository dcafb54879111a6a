//! The top bar: which document is open, and what can be done with all of it.

use crate::studio::files::Recent;
use crate::text::Key;
use std::rc::Rc;

/// The top bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// `Reliability`: the gallery's section, empty for a file of one's own.
    pub section: Rc<str>,
    /// The document's title in the reader's language.
    pub title: Rc<str>,
    /// The gallery's id, where it is open from there.
    pub scenario: Option<Rc<str>>,
    /// Branches, the current one marked; a single one is not worth showing.
    pub branches: Vec<BranchRow>,
    /// What Undo and Redo would do, in words.
    pub undo: Option<Rc<str>>,
    pub redo: Option<Rc<str>>,
    /// Whether a document is open at all.
    pub is_open: bool,
    /// There is something that no file has.
    pub is_changed: bool,
    /// What the browser has kept, with when.
    pub recents: Vec<Recent>,
    /// What can be read about the file: the report of its import, or notes on it.
    pub report: Option<Key>,
}

/// A branch of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchRow {
    /// For [`crate::studio::Msg::SwitchBranch`].
    pub branch: usize,
    /// `main`, `2: billing crashes`.
    pub name: Rc<str>,
    /// The first step that differs.
    pub from_step: usize,
    pub is_current: bool,
}
