//! The Problems panel: what a reviewer of the drawing would notice, where it is, and what would put it right.

use crate::model::Node;
use crate::model::edge::EdgeId;
use crate::studio::panels::Rich;
use std::rc::Rc;

/// The Problems panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problems {
    pub rows: Vec<ProblemRow>,
    /// Said where there are none.
    pub empty: Rich,
}

/// A problem.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemRow {
    /// The node that has it, or where its edge begins.
    pub node: Node,
    /// The edge that it is about.
    pub edge: Option<EdgeId>,
    /// The node's name.
    pub name: Rc<str>,
    pub what: Rich,
    /// What the button does that puts it right.
    pub mend: Option<Rc<str>>,
}

impl Problems {
    /// How many there are; empty where there are none.
    pub fn count(&self) -> String {
        match self.rows.len() {
            0 => String::new(),
            count => count.to_string(),
        }
    }
}
