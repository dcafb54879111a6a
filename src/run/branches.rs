//! The branches of a history as a person handles them: their names, where two of them part, deleting one.
//!
//! All of them can be kept as they are and gone back to, which is how anything done to them is taken back.
//!
//! A branch keeps its number as long as it lives; its [`BranchId`] is its place among the others, and deleting moves
//! those behind it. The authored run, number 0, stays.

use crate::base::gather::Gather;
use crate::model::document::Document;
use crate::run::history::{Branch, BranchId, History};
use crate::run::tile::Tile;
use crate::run::told::Renamed;
use std::rc::Rc;

/// The branches of a history as they were once.
#[derive(Clone, Debug)]
pub struct Kept {
    branches: Vec<Rc<Branch>>,
    current: BranchId,
    made: u32,
    editions: usize,
}

impl Kept {
    /// The branch that was looked at.
    pub fn current(&self) -> BranchId {
        self.current
    }

    /// How many there were.
    pub fn count(&self) -> usize {
        self.branches.len()
    }

    /// How many steps of it were known.
    pub fn steps(&self) -> usize {
        self.branches[self.current.0 as usize].steps()
    }

    /// About how many bytes its branches take that another one has not.
    pub fn weight_beside(&self, other: &Kept) -> usize {
        let own = |branch: &&Rc<Branch>| !other.branches.iter().any(|known| Rc::ptr_eq(known, branch));
        self.branches
            .iter()
            .filter(own)
            .map(|branch| branch.weight())
            .sum()
    }

    /// Forgets what playing gives again.
    pub fn lighten(&mut self) {
        for branch in &mut self.branches {
            if !branch.is_by_hand() && branch.steps() > 0 {
                *branch = Rc::new(branch.unplayed());
            }
        }
    }
}

impl History {
    /// Gives a branch a name of its own; an empty one takes it away.
    pub fn rename(&mut self, branch: BranchId, name: Rc<str>) {
        if let Some(branch) = self.branches.get_mut(branch.0 as usize) {
            Rc::make_mut(branch).name = name;
        }
    }

    /// The number of the branch that is looked at.
    pub fn looked_at(&self) -> u32 {
        self.branch().number
    }

    /// The branch with this number.
    pub fn find(&self, number: u32) -> Option<BranchId> {
        let at = self.branches.iter().position(|branch| branch.number == number)?;
        Some(BranchId(at as u32))
    }

    /// The branches from one back to the authored run, each with the last step that the one asked for has of it.
    fn line_of(&self, branch: BranchId) -> Vec<(BranchId, usize)> {
        let mut line = Vec::new();
        let mut next = Some((branch, usize::MAX));
        while let Some((branch, until)) = next {
            line.push((branch, until));
            let parent = self.branches[branch.0 as usize].parent;
            next = parent.map(|(parent, step)| (parent, step.min(until)));
        }
        line
    }

    /// The last step that two branches have in common by their descent.
    pub fn parting(&self, one: BranchId, other: BranchId) -> usize {
        let line = self.line_of(one);
        let shared = self.line_of(other).into_iter().find_map(|(branch, until)| {
            let known = line.iter().find(|(known, _)| *known == branch)?;
            Some(known.1.min(until))
        });
        let steps = |branch: BranchId| self.branches[branch.0 as usize].steps();
        shared.unwrap_or(0).min(steps(one)).min(steps(other))
    }

    /// Whether the step of this number is another one on another branch; also where one of them has no such step.
    pub fn differs(&self, one: BranchId, other: BranchId, step: usize) -> bool {
        let told = |branch: BranchId| self.branches[branch.0 as usize].tile(step).map(Tile::told);
        told(one) != told(other)
    }

    /// Deletes a branch; what left it then leaves the one that it had left. Whoever looks at it looks at that one. The
    /// first branch stays.
    pub fn delete(&mut self, branch: BranchId) -> bool {
        let at = branch.0 as usize;
        let Some((parent, step)) = self.branches.get(at).and_then(|branch| branch.parent) else {
            return false;
        };
        if self.current == branch {
            self.switch(parent);
        }
        self.branches.remove(at);
        let moved = |id: BranchId| BranchId(id.0 - u32::from(id > branch));
        for other in &mut self.branches {
            let left = other.parent.map(|(of, from)| {
                if of == branch {
                    (moved(parent), from.min(step))
                } else {
                    (moved(of), from)
                }
            });
            if other.parent != left {
                Rc::make_mut(other).parent = left;
            }
        }
        self.current = moved(self.current);
        true
    }

    /// Goes over to an edited document in place of a branch, where all that is known of that is still the same. What
    /// left the branch stays with it.
    pub fn take_over(&mut self, branch: BranchId, document: &Document, renamed: &[Renamed]) -> bool {
        let (edited, differs, _) = self.edited(branch, document, renamed);
        if differs.is_none() {
            self.replace(branch, edited);
        }
        differs.is_none()
    }

    /// The newest branch tells all that the one that it has left does: it takes the place of that.
    pub fn settle(&mut self, old: BranchId, new: BranchId) {
        let edited = self.branches.remove(new.0 as usize);
        self.made -= 1;
        self.current = old;
        self.replace(old, Branch::clone(&edited));
    }

    /// Goes over to an edited document on a branch that left another one and has no life of its own: it leaves that one
    /// again, as [`History::edit`] does, in the place that it has. The first step that is another one; where there is
    /// none it goes home, and that one runs the document.
    pub fn leave_again(
        &mut self,
        branch: BranchId,
        document: &Document,
        renamed: &[Renamed],
    ) -> Option<usize> {
        let (from, _) = self.branches[branch.0 as usize].parent?;
        let (edited, differs, _) = self.edited(from, document, renamed);
        let parent = edited.parent;
        if differs.is_none() {
            self.delete(branch);
            self.replace(from, edited);
        } else {
            self.replace(branch, edited);
            Rc::make_mut(&mut self.branches[branch.0 as usize]).parent = parent;
        }
        differs
    }

    /// Puts a run in the place of a branch: it takes over its number, its name and what left it.
    fn replace(&mut self, branch: BranchId, mut by: Branch) {
        let kept = by.parent.map_or(0, |(_, step)| step);
        let place = &mut self.branches[branch.0 as usize];
        by.number = place.number;
        by.name = place.name.clone();
        by.parent = place.parent.map(|(of, step)| (of, step.min(kept)));
        by.go_as_far(place);
        *place = Rc::new(by);
        for other in &mut self.branches {
            if let Some((of, from)) = other.parent
                && of == branch
                && from > kept
            {
                Rc::make_mut(other).parent = Some((of, kept));
            }
        }
        self.reset_cursor();
    }

    /// All branches as they are, and which is looked at. It costs next to nothing: they are kept once, until they change.
    pub fn kept(&self) -> Kept {
        Kept {
            branches: self.branches.clone(),
            current: self.current,
            made: self.made,
            editions: self.editions,
        }
    }

    /// Goes back to what was kept. What was only played since is still known, and goes as far as it may by now; `is_same`
    /// tells of which editions the document runs as it did. Whether the branch that was looked at goes on.
    pub fn restore(&mut self, kept: Kept, is_same: impl Fn(usize) -> bool) -> bool {
        let looked_at = self.branch().number;
        let before = std::mem::replace(&mut self.branches, kept.branches);
        self.current = kept.current;
        self.made = kept.made;
        self.editions = kept.editions;
        let mut goes_on = false;
        for (at, branch) in self.branches.iter_mut().enumerate() {
            let Some(known) = before.iter().find(|known| known.number == branch.number) else {
                continue;
            };
            if known.edition == branch.edition && is_same(branch.edition) && known.plays_on(branch) {
                let (name, parent) = (branch.name.clone(), branch.parent);
                *branch = known.clone();
                if branch.name != name || branch.parent != parent {
                    let branch = Rc::make_mut(branch);
                    (branch.name, branch.parent) = (name, parent);
                }
                goes_on |= at == kept.current.0 as usize && branch.number == looked_at;
            } else {
                Rc::make_mut(branch).go_as_far(known);
            }
        }
        self.reset_cursor();
        goes_on
    }

    /// The branches that left this one.
    pub fn children(&self, branch: BranchId) -> Vec<BranchId> {
        let all = self.branches.iter().enumerate();
        let left = all.filter(|(_, other)| other.parent.is_some_and(|(of, _)| of == branch));
        left.map(|(at, _)| BranchId(at as u32)).gather()
    }
}
