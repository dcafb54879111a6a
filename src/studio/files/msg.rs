//! What is said to the studio about files, and what it asks of the browser for them.

use crate::export::Format;
use std::rc::Rc;

/// A file that the browser can write to again without asking, by its number there.
pub type Handle = usize;

/// Something about files.
#[derive(Clone, Debug, PartialEq)]
pub enum FileMsg {
    /// Writes the drawing for another tool.
    Export(Format),
    /// Saves to the file that is open; asks for one where there is none.
    Save,
    /// Asks for a file and saves to it.
    SaveAs,
    /// It is saved, under this name.
    Saved { name: Rc<str>, handle: Option<Handle> },
    /// It is not: the person thought better of it, or in the browser's words.
    NotSaved(Option<Rc<str>>),
    /// A file was chosen that can be written to again.
    Read {
        name: Rc<str>,
        text: Result<Rc<str>, Rc<str>>,
        handle: Handle,
    },
    /// Goes back from the gallery to what is open.
    Resume,
    /// The browser has gone back or forward to this address.
    GoBack(Asked),
    /// Leaves what is open for what was to be opened.
    Leave,
    /// The same, after saving.
    SaveAndLeave,
    /// It is time to keep what is open, in case the tab ends.
    Keep { at_ms: u64 },
    /// The browser keeps nothing for us.
    Unkept(Unkept),
    /// The drawings that the browser has kept, the newest first.
    Recents(Vec<Recent>),
    /// Opens one of them, by its position.
    OpenRecent(usize),
    /// Its text came.
    RecentRead { text: Rc<str> },
    /// A tab that ended has left this: what [`FileCmd::KeepDraft`] said, and when, in the reader's words. `again` where
    /// it was this tab.
    Found {
        draft: Rc<str>,
        when: Rc<str>,
        again: bool,
    },
    /// Takes over what was found.
    Restore,
    /// Leaves it, under the recent drawings.
    KeepSaved,
    /// Saves what was found as a file.
    SaveCopy,
    /// Another tab changes the same drawing.
    AlsoOpen,
}

impl FileMsg {
    /// Whether a person did it; the rest the browser says by itself.
    pub fn is_deed(&self) -> bool {
        match self {
            FileMsg::Export(_)
            | FileMsg::Save
            | FileMsg::SaveAs
            | FileMsg::Resume
            | FileMsg::GoBack(_)
            | FileMsg::Leave
            | FileMsg::SaveAndLeave
            | FileMsg::OpenRecent(_)
            | FileMsg::Restore
            | FileMsg::KeepSaved
            | FileMsg::SaveCopy => true,
            FileMsg::Saved { .. }
            | FileMsg::NotSaved(_)
            | FileMsg::Read { .. }
            | FileMsg::Keep { .. }
            | FileMsg::Unkept(_)
            | FileMsg::Recents(_)
            | FileMsg::RecentRead { .. }
            | FileMsg::Found { .. }
            | FileMsg::AlsoOpen => false,
        }
    }
}

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Scenario(Rc<str>),
    New,
    Gallery,
    /// Nothing of these: what is open may be a file, which no address tells.
    Nothing,
}

/// Why nothing is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// There is no room, even without what is saved elsewhere.
    Full,
    /// The person or the site forbids it.
    Forbidden,
}

/// A drawing that the browser has kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    pub id: Rc<str>,
    pub title: Rc<str>,
    /// When it was kept, in the reader's words.
    pub when: Rc<str>,
}

/// Something that the studio asks of the browser about files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileCmd {
    /// Write the text to this file, or to one that the person chooses; answer with [`FileMsg::Saved`] or
    /// [`FileMsg::NotSaved`].
    Save {
        name: String,
        text: String,
        handle: Option<Handle>,
    },
    /// Send [`FileMsg::Keep`] when the person pauses, and before the tab ends.
    KeepLater,
    /// Keep this for when the tab comes back.
    KeepDraft(String),
    /// There is nothing to keep any more.
    DropDraft,
    /// What was found is dealt with.
    DropFound,
    /// Put this among the recent drawings, in place of what was there as the same `number` of this visit.
    Remember {
        number: u32,
        title: String,
        is_saved: bool,
        text: String,
    },
    /// Answer with [`FileMsg::RecentRead`].
    ReadRecent(Rc<str>),
    /// Answer with [`FileMsg::AlsoOpen`] if another tab has claimed the same. The last claim ends; `None` claims nothing.
    Claim(Option<String>),
}
