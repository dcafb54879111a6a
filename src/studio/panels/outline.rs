//! The outline: every node and every connection as rows of two tables, to be read and changed without a picture.

use crate::model::Node;
use crate::model::edit::EdgeRef;
use crate::scene::node::NodeKind;
use crate::studio::panels::form::Row;
use std::rc::Rc;

/// The outline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    pub nodes: Vec<NodeRow>,
    pub edges: Vec<EdgeRow>,
    pub connect: Connect,
    /// Whether the document can be changed.
    pub can_draw: bool,
}

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeRow {
    pub node: Node,
    pub kind: NodeKind,
    pub kind_text: Rc<str>,
    /// `Queue orders.work`.
    pub accessible_name: Rc<str>,
    /// The field of its name, where it can be changed.
    pub name: Result<Row, Rc<str>>,
    /// `2 ready, 1 unacked`.
    pub state: Rc<str>,
    pub is_chosen: bool,
}

/// A connection; bindings with the same ends are one each.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeRow {
    pub edge: EdgeRef,
    pub kind_text: Rc<str>,
    pub from: Rc<str>,
    pub to: Rc<str>,
    /// The field of its key, where it has one that can be changed; else what stands on it.
    pub key: Result<Row, Rc<str>>,
}

/// What is connected next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connect {
    /// Nodes that something can lead from, with the chosen one.
    pub from: Choice,
    /// Where a connection from it can lead.
    pub to: Choice,
    /// The key of a binding, where it would be one.
    pub key: Option<Rc<str>>,
}

/// One of several nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub all: Vec<(Node, Rc<str>)>,
    pub chosen: Option<usize>,
}

impl Choice {
    /// The node that is chosen.
    pub fn node(&self) -> Option<&Node> {
        let (node, _) = self.all.get(self.chosen?)?;
        Some(node)
    }
}
