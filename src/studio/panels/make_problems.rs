//! Making the Problems panel.

use crate::base::gather::Gather;
use crate::key;
use crate::model::problems::{Problem, ProblemPlace};
use crate::studio::Studio;
use crate::studio::panels::problems::{ProblemRow, Problems};
use crate::text::Entry;

impl Studio {
    pub(in crate::studio) fn problems_panel(&mut self) -> Problems {
        let found = self.noticed();
        let key = match self.is_lesson() {
            true => key!("problem.lesson"),
            false => key!("problem.none"),
        };
        Problems {
            rows: found.iter().filter_map(|problem| self.problem(problem)).gather(),
            empty: self.text.say(Entry::of(key)),
        }
    }

    fn problem(&self, problem: &Problem) -> Option<ProblemRow> {
        let document = self.session.as_ref()?.document();
        let (node, edge) = match &problem.place {
            ProblemPlace::Node(node) => (node.clone(), None),
            ProblemPlace::Edge(edge) => (edge.from.clone(), Some(edge.clone())),
        };
        Some(ProblemRow {
            name: self.owner(&crate::model::form::Of::Node(node.clone())).into(),
            node,
            edge,
            what: self.text.problem(document, &problem.what),
            mend: self.text.mend(document, problem).map(Into::into),
        })
    }
}
