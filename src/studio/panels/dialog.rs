//! What lies over everything: the chooser of a virtual host, the report of an import, what is wrong with a file.

use crate::scene::Scene;
use crate::studio::panels::Rich;
use crate::studio::panels::stops::OfStep;
use std::rc::Rc;

/// A dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// A file holds several virtual hosts.
    ChooseVhost { file: Rc<str>, vhosts: Vec<VhostRow> },
    /// Two branches side by side.
    Compare,
    /// What can be done about a step of the run.
    Step(OfStep),
    /// What came of an import, object by object.
    Report(Report),
    /// What there is to say against a file, or why it did not come.
    Diagnostics {
        /// `orders.json cannot be opened`.
        title: Rc<str>,
        /// It could not be opened. What was open still is.
        is_bad: bool,
        rows: Vec<DiagnosticRow>,
        more: usize,
        still_open: Rc<str>,
        /// Whether another file may be opened instead.
        offers_another: bool,
    },
    /// What is open has unsaved changes, and something else is to be opened: `Save your changes to Retry?`
    Leaving { title: Rc<str> },
    /// A tab that ended has left changes.
    Restore(Restore),
}

/// What a tab has left that ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Restore {
    pub title: Rc<str>,
    /// `12 changes since the last save, newest at 23:41`.
    pub facts: Rc<str>,
    /// What came, what is another, what went.
    pub rows: Vec<(DifferenceSign, Rich)>,
    pub picture: Rc<Scene>,
    /// There is a saved version to keep instead.
    pub has_saved: bool,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceSign {
    Added,
    Changed,
    Removed,
}

/// A virtual host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VhostRow {
    pub name: Rc<str>,
    /// `6 exchanges, 10 queues, 12 bindings`.
    pub facts: Rc<str>,
}

/// The report of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub file: Rc<str>,
    /// `28 objects imported, 3 with a note, 1 not simulated`.
    pub summary: Rc<str>,
    pub rows: Vec<ReportRow>,
}

/// What came of one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    pub result: ImportResult,
    /// `Queue`.
    pub kind: Rc<str>,
    pub name: Rc<str>,
    /// Why, and what it means here.
    pub note: Rc<str>,
}

/// What came of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportResult {
    Imported,
    WithNote,
    NotSimulated,
    Dropped,
}

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticRow {
    /// `queues[3].arguments.x-message-ttl`, `line 12, column 4`.
    pub place: Rc<str>,
    pub reason: Rc<str>,
    /// What to do.
    pub hint: Rc<str>,
    pub is_warning: bool,
}
