//! The branches of a history as a person handles them: their names, where two of them part, deleting one.
//!
//! A branch keeps its number as long as it lives; its [`BranchId`] is its place among the others, and deleting moves
//! those behind it. The authored run, number 0, stays.

use crate::base::gather::Gather;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::run::history::{BranchId, History};
use crate::run::tile::Tile;
use std::rc::Rc;

impl History {
    /// Gives a branch a name of its own; an empty one takes it away.
    pub fn rename(&mut self, branch: BranchId, name: Rc<str>) {
        if let Some(branch) = self.branches.get_mut(branch.0 as usize) {
            branch.name = name;
        }
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
            other.parent = other.parent.map(|(of, from)| {
                if of == branch {
                    (moved(parent), from.min(step))
                } else {
                    (moved(of), from)
                }
            });
        }
        self.current = moved(self.current);
        true
    }

    /// Goes over to an edited document as [`History::edit`] does, and the new run takes the place of the old one.
    pub fn edit_in_place(&mut self, document: &Document) -> (Option<usize>, Vec<Diagnostic>) {
        let old = self.current();
        let edited = self.edit(document);
        self.supersede(old, self.current());
        edited
    }

    /// Puts the newest branch in the place of the one that it has left: it takes over its number, its name and what left it.
    pub fn supersede(&mut self, old: BranchId, new: BranchId) {
        let kept = self.branches[new.0 as usize].steps();
        let mut taken = self.branches.remove(new.0 as usize);
        self.made -= 1;
        let place = &mut self.branches[old.0 as usize];
        taken.number = place.number;
        taken.name = place.name.clone();
        taken.parent = place.parent.map(|(of, step)| (of, step.min(kept)));
        *place = taken;
        for other in &mut self.branches {
            if let Some((of, from)) = &mut other.parent
                && *of == old
            {
                *from = kept.min(*from);
            }
        }
        self.current = old;
        self.reset_cursor();
    }

    /// The branches that left this one.
    pub fn children(&self, branch: BranchId) -> Vec<BranchId> {
        let all = self.branches.iter().enumerate();
        let left = all.filter(|(_, other)| other.parent.is_some_and(|(of, _)| of == branch));
        left.map(|(at, _)| BranchId(at as u32)).gather()
    }
}
