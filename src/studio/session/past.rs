//! What was done can be taken back: the drawing, its branches and what is looked at are as they were before, and all of it
//! comes again with Redo. So nothing that a person has done by hand is lost by taking back an edit.
//!
//! What is kept costs little: branches are kept once, until they change. Of long runs that were played and that nobody
//! would see but by going back far, only the start is kept, since playing gives the same run again.

use crate::model::Document;
use crate::run::BranchId;
use crate::run::branches::Kept;
use crate::studio::session::{Session, runs_alike};
use std::rc::Rc;

/// About how many bytes all runs may take that only Undo leads to.
const MOST_BYTES: usize = 64 << 20;

/// What there was before something was done, or after it.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    document: Rc<Document>,
    branches: Kept,
    editions: Vec<Rc<Document>>,
    draft: Option<u32>,
    step: usize,
}

/// Something that was done, or taken back, and what was there on the other side of it.
#[derive(Clone, Debug)]
struct Deed {
    what: Rc<str>,
    other: Moment,
    /// The number of the branch that was looked at on this side of it.
    looked_at: u32,
    /// About how many bytes its branches take beside those of the deed after it.
    bytes: usize,
}

/// What was done, the last thing last, and what was taken back.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

impl Moment {
    /// The branch that was looked at.
    pub fn branch(&self) -> BranchId {
        self.branches.current()
    }

    /// How many of its steps were known.
    pub fn steps(&self) -> usize {
        self.branches.steps()
    }
}

impl Session {
    /// What there is now.
    pub(super) fn moment(&self) -> Moment {
        Moment {
            document: self.document.clone(),
            branches: self.history.kept(),
            editions: self.editions.clone(),
            draft: self.draft,
            step: self.step,
        }
    }

    /// Something was done, and this was before it.
    pub(super) fn note(&mut self, what: Rc<str>, before: Moment) {
        let done = &mut self.past.done;
        if let Some(last) = done.last_mut() {
            last.bytes = last.other.branches.weight_beside(&before.branches);
        }
        done.push(Deed {
            what,
            other: before,
            looked_at: self.history.looked_at(),
            bytes: 0,
        });
        let mut bytes = 0;
        for deed in done.iter_mut().rev() {
            bytes += deed.bytes;
            if bytes > MOST_BYTES && deed.bytes > 0 {
                deed.other.branches.lighten();
                deed.bytes = 0;
            }
        }
        self.past.undone.clear();
    }

    /// Takes the last deed back; what it was.
    pub fn undo(&mut self) -> Option<Rc<str>> {
        let deed = self.past.done.pop()?;
        let what = deed.what.clone();
        let deed = self.go_beyond(deed);
        self.past.undone.push(deed);
        Some(what)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Option<Rc<str>> {
        let deed = self.past.undone.pop()?;
        let what = deed.what.clone();
        let deed = self.go_beyond(deed);
        self.past.done.push(deed);
        Some(what)
    }

    /// Everything is as it was on the other side of a deed; the way back. Who looks at a step stays at it, as far as the
    /// run is the same, and who has gone to another branch of the drawing since stays there. What was played stays known.
    fn go_beyond(&mut self, deed: Deed) -> Deed {
        let now = self.moment();
        let moment = deed.other;
        let looked_at = self.history.looked_at();
        let is_edit = !Rc::ptr_eq(&self.document, &moment.document);
        let (editions, document) = (&moment.editions, &moment.document);
        let both = |edition: usize| Some((self.editions.get(edition)?, editions.get(edition)?));
        let is_same = |edition| both(edition).is_some_and(|(one, other)| runs_alike(one, other));
        let goes_on = self.history.restore(moment.branches, is_same);
        let there = self.history.find(looked_at).filter(|there| {
            let edition = self.history.branches()[there.0 as usize].edition;
            looked_at != deed.looked_at && editions.get(edition) == Some(document)
        });
        match there {
            Some(there) => self.history.switch(there),
            None if !goes_on && !is_edit => self.step = moment.step,
            None => {}
        }
        self.document = moment.document;
        self.editions = moment.editions;
        self.draft = moment.draft;
        self.look_again();
        Deed {
            what: deed.what,
            other: now,
            looked_at: self.history.looked_at(),
            bytes: deed.bytes,
        }
    }

    /// Whether the last deed has left the run that was looked at as a branch beside another one.
    pub fn has_forked(&self) -> bool {
        let last = self.past.done.last();
        last.is_some_and(|deed| deed.other.branches.count() < self.history.branches().len())
    }

    /// How many edits are in effect.
    pub fn changes(&self) -> usize {
        let before = self.past.done.iter().map(|deed| &deed.other.document);
        let after = before.clone().skip(1).chain([&self.document]);
        let edits = before.zip(after).filter(|(one, other)| !Rc::ptr_eq(one, other));
        edits.count()
    }

    /// What Undo would take back.
    pub fn undoable(&self) -> Option<&Rc<str>> {
        self.past.done.last().map(|deed| &deed.what)
    }

    /// What Redo would do again.
    pub fn redoable(&self) -> Option<&Rc<str>> {
        self.past.undone.last().map(|deed| &deed.what)
    }
}
