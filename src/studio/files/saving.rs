//! Saving and exporting what is open, and leaving it for something else.

use crate::entry;
use crate::export::picture::Moment;
use crate::export::{self, Format};
use crate::studio::files::{Arrival, FileCmd, Filed, Handle, Said};
use crate::studio::msg::Cmd;
use crate::studio::opening::Open;
use crate::studio::session::{Origin, Session};
use crate::studio::view::Page;
use crate::studio::{Stale, Studio};
use crate::text::Argument;
use std::rc::Rc;

impl Studio {
    /// Writes the drawing for another tool. A sequence goes to the step that is looked at, or from the start to the end.
    pub(in crate::studio) fn export(&mut self, format: Format, cmds: &mut Vec<Cmd>) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (document, stage) = (session.document().clone(), session.stage.clone());
        let step = match (format, session.step) {
            (Format::Sequence, 0) => session.history.steps(),
            (_, step) => step,
        };
        let moment = Moment {
            stage: &stage,
            step,
            language: self.view.language as usize,
        };
        let written = export::export(format, &document, &mut session.history, &moment, &self.text);
        let name = [&file_stem(session), format.ending()].concat();
        let done = self
            .text
            .say(entry!("export.done", name = Argument::Plain(&name)));
        let unsaid = written.unsaid.iter().map(|unsaid| self.text.unsaid(unsaid));
        let said = self.text.paragraph([done].into_iter().chain(unsaid));
        cmds.push(Cmd::SaveFile {
            name,
            media_type: format.media_type(),
            text: written.text,
        });
        self.say(said, None, cmds);
    }

    /// Saves what is open, asking where to if it has no file yet.
    pub(in crate::studio) fn save(&mut self, asks: bool, cmds: &mut Vec<Cmd>) {
        if let Some(session) = &mut self.session {
            session.filed.saving = Some(session.document().clone());
            cmds.push(Cmd::File(FileCmd::Save {
                name: [&file_stem(session), ".json"].concat(),
                text: session.placed().to_json(),
                handle: session.filed.handle.filter(|_| !asks),
            }));
        }
    }

    pub(in crate::studio) fn saved(&mut self, name: Rc<str>, handle: Option<Handle>, cmds: &mut Vec<Cmd>) {
        // Something else is open by now.
        let Some(session) = &mut self.session else { return };
        let Some(saved) = session.filed.saving.take() else {
            return;
        };
        session.filed.saved = Some(saved);
        session.filed.is_loose = false;
        session.filed.noticed = None;
        if handle.is_some() {
            session.filed.handle = handle;
        }
        if session.origin == Origin::New {
            session.origin = Origin::File(name.clone());
        }
        let said = self.text.say(entry!("file.saved", name = Argument::Plain(&name)));
        let said = self.text.paragraph([said].into_iter().chain(self.unsaved()));
        self.remember(cmds);
        self.say(said, None, cmds);
        if std::mem::take(&mut self.files.saves_first) {
            self.go_on_to_waiting(cmds);
        }
    }

    pub(in crate::studio) fn not_saved(&mut self, why: Option<Rc<str>>, cmds: &mut Vec<Cmd>) {
        self.files.saves_first = false;
        if let Some(session) = &mut self.session {
            session.filed.saving = None;
        }
        if let Some(why) = why {
            let said = self
                .text
                .say(entry!("file.not_saved", why = Argument::Plain(&why)));
            self.say(said, None, cmds);
        }
    }

    /// Opens a document, unless what is open has something that no file has: then the person is asked first.
    pub(in crate::studio) fn bring(&mut self, arrival: Arrival, cmds: &mut Vec<Cmd>) {
        if !self.has_unsaved() {
            return self.settle(arrival, cmds);
        }
        self.stop();
        self.files.waiting = Some(arrival);
        self.desk.open = Open::Leaving;
        self.outdated(Stale::Panels);
    }

    /// Opens a document in place of what is open.
    pub(in crate::studio) fn settle(&mut self, arrival: Arrival, cmds: &mut Vec<Cmd>) {
        self.files.opened += 1;
        let refused = self.open(arrival.document, arrival.origin, cmds);
        if let Some(session) = &mut self.session {
            session.filed = Filed {
                handle: arrival.handle,
                is_loose: arrival.is_loose,
                number: self.files.opened,
                ..Filed::default()
            };
        }
        cmds.push(Cmd::SetAddress(arrival.address));
        match arrival.said {
            Said::Nothing => {}
            Said::Opened(name, found) => {
                self.say_opened(name, crate::model::validate::merged(found, refused), cmds);
                self.remember(cmds);
            }
            Said::Imported(file, report) => {
                self.desk.report = Some((file, report));
                self.desk.open = Open::Report;
                self.remember(cmds);
            }
        }
    }

    pub(in crate::studio) fn leave(&mut self, cmds: &mut Vec<Cmd>) {
        if self.files.waiting.is_some() {
            self.remember(cmds);
            self.go_on_to_waiting(cmds);
        }
    }

    pub(in crate::studio) fn save_and_leave(&mut self, cmds: &mut Vec<Cmd>) {
        if self.files.waiting.is_some() {
            self.files.saves_first = true;
            self.save(false, cmds);
        }
    }

    fn go_on_to_waiting(&mut self, cmds: &mut Vec<Cmd>) {
        if let Some(arrival) = self.files.waiting.take() {
            self.settle(arrival, cmds);
        }
    }

    /// Stays with what is open: the address is its own again.
    pub(in crate::studio) fn stay(&mut self, cmds: &mut Vec<Cmd>) {
        if self.files.waiting.take().is_none() {
            return;
        }
        self.files.saves_first = false;
        let session = self.session.as_ref();
        let own = session.map_or_else(String::new, |session| session.origin.address());
        cmds.push(Cmd::SetAddress(match self.view.page {
            Page::Gallery => "?gallery".into(),
            Page::Studio | Page::Player => own,
        }));
    }
}

/// What a saved file is called, without its ending.
pub(super) fn file_stem(session: &Session) -> String {
    match &session.origin {
        Origin::Gallery(id) => id.to_string(),
        Origin::New => "drawing".into(),
        Origin::File(name) => name.trim_end_matches(".json").to_string(),
    }
}
