//! What is kept by the browser: a draft of what is open, recent drawings, and what is found of a tab that ended.

use crate::base::hash::of_text;
use crate::model::Document;
use crate::studio::files::draft::{self, origin_text, recalled, remembered};
use crate::studio::files::saving::file_stem;
use crate::studio::files::{Arrival, FileCmd, Recent, Said, Unkept};
use crate::studio::manifest::in_language;
use crate::studio::msg::Cmd;
use crate::studio::session::{Origin, Session};
use crate::studio::{Stale, Studio};
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    /// After each message: where the drawing is another one now, it is kept soon.
    pub(in crate::studio) fn notice(&mut self, cmds: &mut Vec<Cmd>) {
        if !self.keeps() {
            return;
        }
        let Some(session) = &mut self.session else { return };
        let is_known = |known: &Rc<Document>| Rc::ptr_eq(known, session.document());
        if session.filed.noticed.as_ref().is_some_and(is_known) {
            return;
        }
        session.filed.noticed = Some(session.document().clone());
        cmds.push(Cmd::File(FileCmd::KeepLater));
        if session.has_changes() && !std::mem::replace(&mut session.filed.has_claimed, true) {
            cmds.push(Cmd::File(FileCmd::Claim(claim(session))));
        }
        self.outdated(Stale::Panels);
    }

    /// A file stays open over a reload; of the gallery only what was changed is kept.
    pub(in crate::studio) fn keep(&mut self, at_ms: u64, cmds: &mut Vec<Cmd>) {
        if !self.keeps() {
            return;
        }
        let is_kept = |session: &&Session| match session.origin {
            Origin::File(_) => true,
            Origin::New | Origin::Gallery(_) => session.has_changes(),
        };
        let draft = self.session.as_ref().filter(is_kept);
        cmds.push(Cmd::File(match draft {
            Some(session) => FileCmd::KeepDraft(draft::written(session, at_ms)),
            None => FileCmd::DropDraft,
        }));
    }

    /// Puts what is open among the recent drawings.
    pub(super) fn remember(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(session) = self.session.as_ref().filter(|_| self.keeps()) else {
            return;
        };
        let is_saved = !session.has_changes();
        cmds.push(Cmd::File(FileCmd::Remember {
            number: session.filed.number,
            title: self.title(session),
            is_saved,
            text: remembered(&session.origin, is_saved, session.document()),
        }));
    }

    pub(super) fn set_recents(&mut self, recents: Vec<Recent>) {
        self.files.recents = recents;
        self.outdated(Stale::Panels);
    }

    pub(super) fn open_recent(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        if let Some(recent) = self.files.recents.get(at) {
            cmds.push(Cmd::File(FileCmd::ReadRecent(recent.id.clone())));
        }
    }

    pub(super) fn recent_read(&mut self, text: &str, cmds: &mut Vec<Cmd>) {
        let Some(kept) = recalled(text) else { return };
        // What was changed of the gallery's is not the gallery's any more.
        let origin = match kept.origin {
            Origin::Gallery(id) => Origin::File([&id, ".json"].concat().into()),
            Origin::New => Origin::New,
            Origin::File(name) => Origin::File(name),
        };
        let arrival = Arrival {
            document: kept.document,
            address: String::new(),
            origin,
            handle: None,
            is_loose: !kept.is_saved,
            said: Said::Nothing,
        };
        self.bring(arrival, cmds);
    }

    /// The browser keeps nothing: said once, when there is something to lose.
    pub(super) fn unkept(&mut self, why: Unkept, cmds: &mut Vec<Cmd>) {
        if self.files.told_unkept || !self.has_unsaved() {
            return;
        }
        self.files.told_unkept = true;
        let said = self.text.get(match why {
            Unkept::Full => key!("file.full"),
            Unkept::Forbidden => key!("file.forbidden"),
        });
        self.say(self.text.authored(said), None, cmds);
    }

    pub(super) fn also_open(&mut self, cmds: &mut Vec<Cmd>) {
        let said = self.text.say(entry!("file.two_tabs"));
        self.say(said, None, cmds);
    }

    /// A tab that ended has left something. A file that it only showed is open again at once, where this tab was it and
    /// its address asks for nothing else; what was changed is asked about.
    pub(super) fn found(&mut self, draft: &str, when: Rc<str>, again: bool, cmds: &mut Vec<Cmd>) {
        let found = draft::read(draft, when).filter(|_| self.keeps());
        let Some(mut found) = found else {
            return cmds.push(Cmd::File(FileCmd::DropFound));
        };
        if found.saved.as_ref() == Some(&found.document) {
            cmds.push(Cmd::File(FileCmd::DropFound));
            if again && !self.files.asked {
                self.desk.awaited = None;
                let arrival = arrival(found.origin, found.document, false);
                self.bring(arrival, cmds);
            }
            return;
        }
        found.picture = Rc::new(self.picture(&found.document));
        self.files.found = Some(found);
        self.outdated(Stale::Panels);
    }

    /// Takes over what was found, as a change of what was saved: Undo leads back to that.
    pub(super) fn restore(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(found) = self.files.found.take() else {
            return;
        };
        self.desk.awaited = None;
        let is_loose = found.saved.is_none();
        let saved = found.saved.unwrap_or_else(|| found.document.clone());
        let has_changes = saved != found.document;
        self.settle(arrival(found.origin, saved, is_loose), cmds);
        let what = self.text.get(key!("restore.edit")).into();
        if let Some(session) = self.session.as_mut().filter(|_| has_changes) {
            session.edit(what, found.document);
            self.show_document();
            self.fit();
        }
        // It is kept as this tab's before the other one's is let go.
        if let Some(session) = &self.session {
            cmds.push(Cmd::File(FileCmd::KeepDraft(draft::written(session, 0))));
        }
        cmds.push(Cmd::File(FileCmd::DropFound));
        self.outdated(Stale::Everything);
    }

    /// Leaves what was found: it goes to the recent drawings.
    pub(super) fn keep_saved(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(found) = self.files.found.take() else {
            return;
        };
        self.files.opened += 1;
        let title = in_language(&found.document.title, self.view.language);
        cmds.push(Cmd::File(FileCmd::Remember {
            number: self.files.opened,
            title: title.into(),
            is_saved: false,
            text: remembered(&found.origin, false, &found.document),
        }));
        cmds.push(Cmd::File(FileCmd::DropFound));
        let is_file = matches!(found.origin, Origin::File(_));
        if let Some(saved) = found.saved.filter(|_| is_file && !self.files.asked) {
            self.desk.awaited = None;
            self.bring(arrival(found.origin, saved, false), cmds);
        }
        self.outdated(Stale::Panels);
    }

    /// Saves what was found as a file of its own; what becomes of it is asked still.
    pub(super) fn save_copy(&mut self, cmds: &mut Vec<Cmd>) {
        if let Some(found) = &self.files.found {
            let (session, _) = Session::open(found.document.clone(), found.origin.clone());
            cmds.push(Cmd::SaveFile {
                name: [&file_stem(&session), "-restored.json"].concat(),
                media_type: "application/json",
                text: found.document.to_json(),
            });
        }
    }
}

fn arrival(origin: Origin, document: Document, is_loose: bool) -> Arrival {
    Arrival {
        document,
        address: origin.address(),
        origin,
        handle: None,
        is_loose,
        said: Said::Nothing,
    }
}

/// What tells the same drawing in two tabs: where it came from, and what was saved of it. A new one is nobody else's.
fn claim(session: &Session) -> Option<String> {
    match session.origin {
        Origin::New => None,
        Origin::Gallery(_) | Origin::File(_) => {
            let saved = of_text(&session.opened().to_json()).to_string();
            Some([origin_text(&session.origin), saved].join(" "))
        }
    }
}
