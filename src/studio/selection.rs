//! What is chosen on the canvas: several nodes in the order of their choosing. The last one is what panels speak of and
//! what the arrows move on from. No node is chosen twice.

use crate::base::gather::Gather;
use crate::model::Node;

/// The chosen nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<Node>);

impl Selection {
    /// Nothing, or one node alone.
    pub fn only(node: Option<Node>) -> Selection {
        Selection(node.into_iter().gather())
    }

    /// These nodes, each once; the last one leads.
    pub fn of(nodes: impl IntoIterator<Item = Node>) -> Selection {
        let mut selection = Selection::default();
        for node in nodes {
            selection.add(node);
        }
        selection
    }

    /// The node that panels speak of.
    pub fn lead(&self) -> Option<&Node> {
        self.0.last()
    }

    /// All of them, the lead last.
    pub fn nodes(&self) -> &[Node] {
        &self.0
    }

    pub fn contains(&self, node: &Node) -> bool {
        self.0.contains(node)
    }

    /// Chooses one more, which leads from now on.
    pub fn add(&mut self, node: Node) {
        self.0.retain(|other| *other != node);
        self.0.push(node);
    }

    /// Chooses one more, or lets it go.
    pub fn toggle(&mut self, node: Node) {
        match self.0.iter().position(|other| *other == node) {
            Some(at) => drop(self.0.remove(at)),
            None => self.0.push(node),
        }
    }

    /// Lets go those for which this does not hold.
    pub fn retain(&mut self, holds: impl FnMut(&Node) -> bool) {
        self.0.retain(holds);
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
        selection.retain(|node| *node == one);
        assert_eq!(selection, Selection::only(Some(one)));
    }
}
