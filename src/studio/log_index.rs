//! The index of the log: what happened, in a few bytes an event, read step by step as time allows; and what of it passes
//! the reader's filter. The words of a row are made only when it is to be seen.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::names::Name;
use crate::base::sorted::{SortedMap, SortedSet};
use crate::base::time::Ms;
use crate::run::told::{Kind, Told};
use crate::studio::session::Session;
use crate::studio::view::InspectorTab;
use crate::studio::{Stale, Studio};

/// How many steps are read at a time, and how many at most.
const SLICE: usize = 100;
const MOST_STEPS: usize = 100_000;

/// An event of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub step: u32,
    pub at_ms: Ms,
    pub told: Told,
}

/// What is known of the log, and what of it is shown.
#[derive(Clone, Debug, Default)]
pub struct LogIndex {
    entries: Vec<Entry>,
    /// How many steps have been read.
    read: usize,
    filter: String,
    hidden: SortedSet<Kind>,
    /// The entries that pass the filter.
    passing: Vec<u32>,
    /// How many entries were held against the filter.
    held: usize,
    first: Option<usize>,
    rows: usize,
    /// Nothing after this step is shown.
    until: Option<usize>,
}

impl LogIndex {
    /// The run is another one.
    pub fn forget(&mut self) {
        self.entries.clear();
        self.read = 0;
        self.refilter();
    }

    /// The language is another one; nothing here has words, but the filter may have spoken of them.
    pub fn forget_words(&mut self) {
        self.refilter();
    }

    fn refilter(&mut self) {
        self.passing.clear();
        self.held = 0;
    }

    pub fn set_filter(&mut self, text: &str) {
        self.filter = text.trim().to_ascii_lowercase();
        self.first = None;
        self.refilter();
    }

    /// Shows or hides the kind at this position among those that occur.
    pub fn toggle_kind(&mut self, at: usize) {
        if let Some(&(kind, _)) = self.kinds().get(at) {
            if !self.hidden.remove(&kind) {
                self.hidden.insert(kind);
            }
            self.refilter();
        }
    }

    pub fn set_window(&mut self, first: Option<usize>, rows: usize) {
        self.first = first;
        self.rows = rows.clamp(1, 500);
    }

    /// Shows nothing that happens after a step.
    pub fn hide_after(&mut self, step: Option<usize>) {
        self.until = step;
    }

    /// What may be shown of all entries.
    fn shown(&self) -> &[Entry] {
        match self.until {
            Some(step) => {
                let entries = &self.entries;
                &entries[..entries.partition_point(|entry| entry.step as usize <= step)]
            }
            None => &self.entries,
        }
    }

    /// The kinds that occur, with how often.
    pub fn kinds(&self) -> Vec<(Kind, usize)> {
        let mut counts = SortedMap::new();
        for entry in self.shown() {
            *counts.or_insert(entry.told.kind, 0) += 1;
        }
        counts.into_iter().gather()
    }

    pub fn is_hidden(&self, kind: Kind) -> bool {
        self.hidden.contains(&kind)
    }

    pub fn total(&self) -> usize {
        self.shown().len()
    }

    pub fn matching(&self) -> usize {
        let shown = self.shown().len();
        self.passing.partition_point(|&at| (at as usize) < shown)
    }

    /// The newest entry about a message up to a step that names a copy of it.
    pub fn last_copy(&self, message: MessageId, step: usize) -> Option<crate::broker::MessageHandle> {
        let until = self.entries.partition_point(|entry| entry.step as usize <= step);
        let mut entries = self.entries[..until].iter().rev();
        entries.find_map(|entry| entry.told.handle.filter(|_| entry.told.message == Some(message)))
    }

    /// The window of entries around a step, and the position of its first among all that pass.
    pub fn window(&self, step: usize) -> (usize, Vec<Entry>) {
        let rows = self.rows.max(1);
        let now = self
            .passing
            .partition_point(|&at| (self.entries[at as usize].step as usize) < step);
        let first = self.first.unwrap_or_else(|| now.saturating_sub(rows / 2));
        let passing = &self.passing[..self.matching()];
        let first = first.min(passing.len().saturating_sub(1));
        let shown = passing.iter().skip(first).take(rows);
        (first, shown.map(|&at| self.entries[at as usize]).gather())
    }

    /// Holds the entries that are new against the filter.
    fn filter(&mut self, session: &mut Session, words: &dyn Fn(Kind) -> String) {
        let steps = session.history.steps();
        let world = session.history.world(steps).clone();
        let name =
            |name: Option<Name>| name.map_or(String::new(), |name| world.name(name).to_ascii_lowercase());
        for at in self.held..self.entries.len() {
            let told = &self.entries[at].told;
            if self.hidden.contains(&told.kind) {
                continue;
            }
            if self.filter.is_empty() {
                self.passing.push(at as u32);
                continue;
            }
            let (from, to) = (name(told.from), name(told.to));
            let message = told.message.map(|message| message.to_string());
            // Each word has to be found somewhere in the row.
            let passes = self.filter.split_whitespace().all(|word| {
                message.as_deref() == Some(word)
                    || from.contains(word)
                    || to.contains(word)
                    || told.kind.word().contains(word)
                    || (words)(told.kind).contains(word)
            });
            if passes {
                self.passing.push(at as u32);
            }
        }
        self.held = self.entries.len();
    }
}

impl Studio {
    /// Whether there are steps that the log has not read yet.
    pub(super) fn has_log_to_read(&self) -> bool {
        let steps = self.session.as_ref().map_or(0, |session| session.history.steps());
        // What became of a message that has left is told from here, too.
        let is_shown = self.view.bottom.is_some() || self.view.inspector == Some(InspectorTab::Message);
        is_shown && self.log.read < steps.min(MOST_STEPS)
    }

    /// Reads a few steps more into the log.
    pub(super) fn read_log(&mut self) {
        if !self.has_log_to_read() {
            return;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        let until = (self.log.read + SLICE)
            .min(session.history.steps())
            .min(MOST_STEPS);
        for step in self.log.read + 1..=until {
            let events = session.history.events(step);
            let at_ms = session.history.tile(step).map_or(0, |tile| tile.at_ms);
            let world = session.history.world(step);
            for told in Told::of(world, &events) {
                self.log.entries.push(Entry {
                    step: step as u32,
                    at_ms,
                    told,
                });
            }
        }
        self.log.read = until;
        self.outdated(Stale::Panels);
    }

    /// Makes what passes the filter true.
    pub(super) fn filter_entries(&mut self) {
        if let Some(session) = &mut self.session
            && self.log.held < self.log.entries.len()
        {
            let text = &self.text;
            self.log
                .filter(session, &|kind| text.get(kind.key()).to_ascii_lowercase());
        }
    }
}
