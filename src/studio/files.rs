//! Files and what is kept: saving, leaving, exporting, drafts of a tab that ended, recent drawings.
//!
//! Nothing that was drawn is ever lost without a word: what is left goes to the recent drawings, what a tab had when it
//! ended is offered to the next one, and where the browser keeps nothing that is said. A player keeps nothing. Clock and
//! storage are the browser's: they come in with messages.

mod difference;
mod draft;
mod keeping;
mod msg;
mod saving;

pub use difference::{Difference, Named};
pub use msg::{Asked, FileCmd, FileMsg, Handle, Recent, Unkept};

use crate::export::definitions::Report;
use crate::model::{Diagnostic, Document};
use crate::studio::Studio;
use crate::studio::msg::Cmd;
use crate::studio::session::{Origin, Session};
use crate::studio::view::Page;
use draft::Found;
use std::rc::Rc;

/// What is known of files, whatever is open.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// What waits for the answer whether what is open may be left.
    pub waiting: Option<Arrival>,
    /// It is to be saved first.
    saves_first: bool,
    /// What a tab has left that ended.
    pub found: Option<Found>,
    pub recents: Vec<Recent>,
    /// The person knows that nothing is kept.
    told_unkept: bool,
    /// The address asked for something.
    pub asked: bool,
    /// How many documents were opened.
    opened: u32,
}

/// A document that is to be opened, and what is said then.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub document: Document,
    pub origin: Origin,
    pub handle: Option<Handle>,
    /// It was never saved as a file.
    pub is_loose: bool,
    pub address: String,
    pub said: Said,
}

/// What is said when a document is open.
#[derive(Clone, Debug)]
pub enum Said {
    Nothing,
    /// That it is, and what was found in it.
    Opened(Rc<str>, Vec<Diagnostic>),
    /// What came of its import.
    Imported(Rc<str>, Report),
}

/// Where the drawing that is open is kept.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// What was saved last; none where it is what was opened.
    saved: Option<Rc<Document>>,
    /// What is on its way to a file.
    saving: Option<Rc<Document>>,
    pub handle: Option<Handle>,
    /// What is open was never saved as a file.
    is_loose: bool,
    /// What the browser has been told to keep.
    noticed: Option<Rc<Document>>,
    has_claimed: bool,
    number: u32,
}

impl Session {
    /// Whether there is something that no file has.
    pub fn has_changes(&self) -> bool {
        let saved = self.filed.saved.as_ref().unwrap_or(self.opened());
        let document = self.document();
        self.filed.is_loose || !Rc::ptr_eq(document, saved) && document != saved
    }
}

impl Studio {
    /// Takes in what is said about files.
    pub(super) fn file(&mut self, msg: FileMsg, cmds: &mut Vec<Cmd>) {
        match msg {
            FileMsg::Export(format) => self.export(format, cmds),
            FileMsg::Save => self.save(false, cmds),
            FileMsg::SaveAs => self.save(true, cmds),
            FileMsg::Saved { name, handle } => self.saved(name, handle, cmds),
            FileMsg::NotSaved(why) => self.not_saved(why, cmds),
            FileMsg::Read { name, text, handle } => self.file_read(name, text, Some(handle), cmds),
            FileMsg::Resume => self.resume(cmds),
            FileMsg::GoBack(asked) => self.go_back(asked, cmds),
            FileMsg::Leave => self.leave(cmds),
            FileMsg::SaveAndLeave => self.save_and_leave(cmds),
            FileMsg::Keep { at_ms } => self.keep(at_ms, cmds),
            FileMsg::Unkept(why) => self.unkept(why, cmds),
            FileMsg::Recents(recents) => self.set_recents(recents),
            FileMsg::OpenRecent(at) => self.open_recent(at, cmds),
            FileMsg::RecentRead { text } => self.recent_read(&text, cmds),
            FileMsg::Found { draft, when, again } => self.found(&draft, when, again, cmds),
            FileMsg::Restore => self.restore(cmds),
            FileMsg::KeepSaved => self.keep_saved(cmds),
            FileMsg::SaveCopy => self.save_copy(cmds),
            FileMsg::AlsoOpen => self.also_open(cmds),
        }
    }

    /// Whether leaving the page would leave something that no file has.
    pub fn has_unsaved(&self) -> bool {
        self.keeps() && self.session.as_ref().is_some_and(Session::has_changes)
    }

    /// Whether anything is kept: not in other people's pages.
    fn keeps(&self) -> bool {
        self.view.page != Page::Player
    }
}
