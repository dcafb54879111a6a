//! Making the list of branches.

use crate::base::gather::Gather;
use crate::entry;
use crate::run::BranchId;
use crate::studio::Studio;
use crate::studio::panels::branches::{Branches, Row};
use crate::studio::session::Session;
use crate::text::Argument;

/// Beyond so many steps differences are not counted at each change.
const COUNTED: usize = 5_000;

impl Studio {
    pub(in crate::studio) fn branches_panel(&self) -> Branches {
        let Some(session) = &self.session else {
            return Branches::default();
        };
        let count = session.history.branches().len();
        Branches {
            rows: (0..count).map(|at| self.row_of_branch(session, at)).gather(),
            hint: count == 1,
        }
    }

    fn row_of_branch(&self, session: &Session, at: usize) -> Row {
        let history = &session.history;
        let (id, current) = (BranchId(at as u32), history.current());
        let branch = &history.branches()[at];
        let from = branch.parent.map_or(String::new(), |(parent, step)| {
            let parent = self.branch_name(session, parent.0 as usize);
            let entry = entry!("branch.from", branch = Argument::Plain(&parent), step);
            self.text.line(entry)
        });
        let differs = if id == current {
            String::new()
        } else {
            self.told_of_differences(session, id, current)
        };
        Row {
            branch: at,
            name: self.branch_name(session, at).into(),
            is_current: id == current,
            from: from.into(),
            steps: self
                .text
                .line(entry!("branch.steps", count = branch.steps()))
                .into(),
            differs: differs.into(),
            can_delete: session.can_delete(id),
        }
    }

    /// `11 of 16 steps differ`; where that is much to count, from which step on they part.
    fn told_of_differences(&self, session: &Session, one: BranchId, other: BranchId) -> String {
        let history = &session.history;
        let steps = |branch: BranchId| history.branches()[branch.0 as usize].steps();
        let (parting, all) = (history.parting(one, other), steps(one).max(steps(other)));
        if all - parting > COUNTED {
            return self.text.line(entry!("branch.parts", step = parting));
        }
        let differing = (parting + 1..=all).filter(|&step| history.differs(one, other, step));
        self.text.line(entry!(
            "branch.differs",
            differing = differing.count(),
            count = all
        ))
    }
}
