//! What is different between two versions of a drawing, told by nodes.

use crate::model::{Document, Node};

/// What came, what is another, and what went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: Vec<Named>,
    pub changed: Vec<Named>,
    pub removed: Vec<Named>,
    /// How many bindings came and went.
    pub bindings_added: usize,
    pub bindings_removed: usize,
}

/// A node by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub node: Node,
    pub name: String,
}

impl Difference {
    /// What is different in `new`. Without an `old` one all of it came.
    pub fn between(old: Option<&Document>, new: &Document) -> Difference {
        let empty = Document::default();
        let old = old.unwrap_or(&empty);
        let mut difference = Difference::default();
        difference.list(&old.topology.exchanges, &new.topology.exchanges, |exchange| {
            Named {
                node: Node::Exchange(exchange.name.clone()),
                name: exchange.name.clone(),
            }
        });
        difference.list(&old.topology.queues, &new.topology.queues, |queue| Named {
            node: Node::Queue(queue.name.clone()),
            name: queue.name.clone(),
        });
        difference.list(&old.actors, &new.actors, |actor| Named {
            node: Node::Actor(actor.id),
            name: actor.name.clone(),
        });
        difference.list(&old.notes, &new.notes, |note| Named {
            node: Node::Note(note.id.clone()),
            name: note.id.clone(),
        });
        let (before, after) = (&old.topology.bindings, &new.topology.bindings);
        difference.bindings_added = after.iter().filter(|binding| !before.contains(binding)).count();
        difference.bindings_removed = before.iter().filter(|binding| !after.contains(binding)).count();
        difference
    }

    fn list<T: PartialEq>(&mut self, old: &[T], new: &[T], named: fn(&T) -> Named) {
        for object in new {
            let name = named(object);
            match old.iter().find(|known| named(known).node == name.node) {
                None => self.added.push(name),
                Some(known) if known != object => self.changed.push(name),
                Some(_) => {}
            }
        }
        for object in old {
            let name = named(object);
            if new.iter().all(|known| named(known).node != name.node) {
                self.removed.push(name);
            }
        }
    }
}
