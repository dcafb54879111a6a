//! What is chosen on the canvas: several nodes in the order of their choosing, or one edge. The last node is what panels
//! speak of and what the arrows move on from. No node is chosen twice, and none beside an edge.

use crate::model::Node;
use crate::model::edge::EdgeId;

/// The chosen nodes, or the chosen edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    nodes: Vec<Node>,
    edge: Option<EdgeId>,
}

impl Selection {
    /// Nothing, or one node alone.
    pub fn only(node: Option<Node>) -> Selection {
        Selection::of(node)
    }

    /// These nodes, each once; the last one leads.
    pub fn of(nodes: impl IntoIterator<Item = Node>) -> Selection {
        let mut selection = Selection::default();
        for node in nodes {
            selection.add(node);
        }
        selection
    }

    /// One edge alone.
    pub fn of_edge(edge: EdgeId) -> Selection {
        Selection {
            nodes: Vec::new(),
            edge: Some(edge),
        }
    }

    /// The node that panels speak of.
    pub fn lead(&self) -> Option<&Node> {
        self.nodes.last()
    }

    /// The node, where it is the only one.
    pub fn single(&self) -> Option<&Node> {
        self.lead().filter(|_| self.nodes.len() == 1)
    }

    /// All of them, the lead last.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The chosen edge.
    pub fn edge(&self) -> Option<&EdgeId> {
        self.edge.as_ref()
    }

    pub fn contains(&self, node: &Node) -> bool {
        self.nodes.contains(node)
    }

    /// Chooses one more, which leads from now on.
    pub fn add(&mut self, node: Node) {
        self.edge = None;
        self.nodes.retain(|other| *other != node);
        self.nodes.push(node);
    }

    /// Chooses one more, or lets it go.
    pub fn toggle(&mut self, node: Node) {
        self.edge = None;
        match self.nodes.iter().position(|other| *other == node) {
            Some(at) => drop(self.nodes.remove(at)),
            None => self.nodes.push(node),
        }
    }

    /// Lets go what is not there any more.
    pub fn retain(&mut self, nodes: impl FnMut(&Node) -> bool, edge: impl FnOnce(&EdgeId) -> bool) {
        self.nodes.retain(nodes);
        self.edge = self.edge.take().filter(edge);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_leads_and_none_is_there_twice() {
        let [one, two] = ["1", "2"].map(|name| Node::Queue(name.into()));
        let mut selection = Selection::of([one.clone(), two.clone(), one.clone()]);
        assert_eq!(selection.nodes(), [two.clone(), one.clone()]);
        selection.toggle(one.clone());
        assert_eq!(selection.lead(), Some(&two));
        selection.toggle(one.clone());
        selection.add(two.clone());
        assert_eq!((selection.lead(), selection.contains(&one)), (Some(&two), true));
        selection.retain(|node| *node == one, |_| true);
        assert_eq!(selection, Selection::only(Some(one)));
    }

    #[test]
    fn an_edge_is_chosen_alone() {
        let [from, to] = ["1", "2"].map(|name| Node::Queue(name.into()));
        let kind = crate::model::edge::EdgeKind::DeadLetter;
        let edge = EdgeId {
            kind,
            from: from.clone(),
            to,
        };
        let mut selection = Selection::of_edge(edge.clone());
        assert_eq!((selection.edge(), selection.lead()), (Some(&edge), None));
        selection.add(from.clone());
        assert_eq!((selection.edge(), selection.single()), (None, Some(&from)));
        let mut selection = Selection::of_edge(edge);
        selection.retain(|_| true, |_| false);
        assert_eq!(selection, Selection::default());
    }
}
