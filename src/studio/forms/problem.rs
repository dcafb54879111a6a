//! Problems of the open document: found once for each document, shown where they are, put right as one edit.

use crate::model::edge::EdgeId;
use crate::model::edit::{self, is_there};
use crate::model::problems::{Noticed, Problem, ProblemPlace, mend, problems};
use crate::model::{Document, Node};
use crate::scene::geometry::Point;
use crate::scene::plan::Plan;
use crate::scene::shape::Shape;
use crate::scene::stage::Stage;
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
        session.is_some_and(|session| matches!(session.origin, Origin::Gallery(_)) && session.changes() == 0)
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
            let beside = match &problem.place {
                ProblemPlace::Node(node) => node,
                ProblemPlace::Edge(edge) => match is_there(&document, &edge.to) {
                    true => &edge.to,
                    false => &edge.from,
                },
            };
            spread(&mut document, &session.stage, beside);
            self.put(what.into(), document, cmds);
        }
    }
}

/// Gives what was added free places at the right of what it is for, one beside the other.
fn spread(document: &mut Document, stage: &Stage, beside: &Node) {
    let Some(stands) = stage.body(beside) else {
        return;
    };
    let (mut right, middle) = (stands.right(), stands.middle().y);
    let plan = Plan::of(document);
    for node in &plan.nodes {
        if document.positions.contains_key(&node.id) || stage.node(&node.id).is_some() {
            continue;
        }
        let shape = Shape::of(node, false);
        let own = shape.body.middle();
        let wanted = Point::new(right + edit::ASIDE - own.x, middle - own.y);
        // How it will face is not known yet.
        let bounds = shape.bounds.union(Shape::of(node, true).bounds);
        let at = stage.layout.free_place(bounds, wanted);
        right = at.x + shape.body.right();
        document.positions.insert(node.id.clone(), at.on_canvas());
    }
}
