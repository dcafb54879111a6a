//! Branches by hand: looking at another one, naming and deleting them.

use crate::run::BranchId;
use crate::studio::msg::Cmd;
use crate::studio::panels::Offer;
use crate::studio::session::Session;
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Entry};
use crate::{entry, key};
use std::rc::Rc;

/// How many letters of a name are kept.
const LONGEST_NAME: usize = 60;

impl Studio {
    /// What was read of the run is not true any more: it is another one.
    pub(in crate::studio) fn forget_run(&mut self) {
        self.log.forget();
        self.stops.forget();
        self.follow_names();
        self.charts.forget();
        self.comparing = None;
    }

    pub(in crate::studio) fn switch_branch(&mut self, branch: usize, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(what) = self.told_of_branch(branch, key!("branch.switched")) else {
            return;
        };
        if let Some(session) = &mut self.session {
            session.switch(BranchId(branch as u32), what);
        }
        self.look_at_branch(cmds);
        self.announce_step(cmds);
        self.compute_ahead(cmds);
    }

    pub(super) fn name_branch(&mut self, branch: usize, name: &str) {
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        let Some(was) = self.told_of_branch(branch, key!("branch.rename")) else {
            return;
        };
        if let Some(session) = &mut self.session
            && *session.history.branches()[branch].name != *name
        {
            session.name_branch(BranchId(branch as u32), name.into(), was);
            self.outdated(Stale::Panels);
        }
    }

    /// Deletes a branch. Undo brings it back with all that was done in it.
    pub(super) fn delete_branch(&mut self, branch: usize, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(said) = self.told_of_branch(branch, key!("branch.deleted")) else {
            return;
        };
        let Some(session) = &mut self.session else {
            return;
        };
        if !session.delete_branch(BranchId(branch as u32), said.clone()) {
            return;
        }
        self.look_at_branch(cmds);
        let said = self
            .text
            .say(entry!("edit.itself", what = Argument::Plain(&said)));
        self.say(said, Some(Offer::Undo), cmds);
        self.compute_ahead(cmds);
    }

    fn look_at_branch(&mut self, cmds: &mut Vec<Cmd>) {
        self.forget_run();
        self.forget_gone();
        if self.fitted {
            self.fit();
        }
        self.arrive();
        self.compute_ahead(cmds);
    }

    /// A sentence about a branch, by its name.
    fn told_of_branch(&self, branch: usize, key: crate::text::Key) -> Option<Rc<str>> {
        let session: &Session = self.session.as_ref()?;
        session.history.branches().get(branch)?;
        let name = self.branch_name(session, branch);
        let line = self
            .text
            .line(Entry::of(key).with("branch", Argument::Plain(&name)));
        Some(line.into())
    }
}
