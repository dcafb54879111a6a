//! Problems of the open document: found once for each document, shown where they are, put right as one edit.

use crate::model::edge::EdgeId;
use crate::model::problems::{Noticed, Problem, ProblemPlace, mend, problems};
use crate::studio::Studio;
use crate::studio::forms::Segment;
use crate::studio::msg::Cmd;
use crate::studio::session::Origin;
use crate::studio::view::InspectorTab;
use std::rc::Rc;

impl Studio {
    /// What a reviewer would notice. A lesson shows problems on purpose, so its drawing is not looked at until it is
    /// changed.
    pub(in crate::studio) fn noticed(&mut self) -> Rc<[Problem]> {
        let Some(session) = self
            .session
            .as_ref()
            .filter(|_| self.can_draw() && !self.is_lesson())
        else {
            return Rc::default();
        };
        let document = session.document().clone();
        match &self.forms.noticed {
            Some((of, found)) if Rc::ptr_eq(of, &document) => found.clone(),
            Some(_) | None => {
                let found: Rc<[Problem]> = problems(&document).into();
                self.forms.noticed = Some((document, found.clone()));
                found
            }
        }
    }

    /// Whether what is open is a lesson as it was written.
    pub(in crate::studio) fn is_lesson(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| {
            matches!(session.origin, Origin::Gallery(_)) && session.undoable().is_none()
        })
    }

    pub(super) fn show_problem(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        if let Some(problem) = self.noticed().get(at) {
            match problem.place.clone() {
                ProblemPlace::Edge(edge) if self.edge_view(&edge).is_some() => self.choose_edge(edge, cmds),
                ProblemPlace::Node(node) if matches!(problem.what, Noticed::Amiss { spot: Some(_), .. }) => {
                    self.forms.segment = Some(Segment::Program);
                    self.select(Some(node.clone()));
                    self.show_inspector(Some(InspectorTab::Node), cmds);
                    cmds.push(Cmd::FocusNode(node));
                }
                ProblemPlace::Node(node) | ProblemPlace::Edge(EdgeId { from: node, .. }) => {
                    self.select(Some(node.clone()));
                    cmds.push(Cmd::FocusNode(node));
                }
            }
            self.reveal_selection();
        }
    }

    pub(super) fn mend(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        let found = self.noticed();
        let Some((problem, session)) = found.get(at).zip(self.session.as_ref()) else {
            return;
        };
        let mut document = session.placed();
        if mend(&mut document, problem)
            && let Some(what) = self.text.mend(session.document(), problem)
        {
            self.put(what.into(), document, cmds);
        }
    }
}
