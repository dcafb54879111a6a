//! Which bindings of an exchange match: one table a kind of exchange (R-RT-4 to R-RT-6).

use super::binding::Binding;
use super::handle::BindingId;
use super::headers;
use super::topic::{Trie, Walk};
use super::view::{Destination, ExchangeKind};
use crate::base::names::{Name, Names};
use crate::base::value::Table;
use std::sync::OnceLock;

/// A binding and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub binding: BindingId,
    pub destination: Destination,
}

/// All bindings that start at one exchange.
#[derive(Clone, Debug)]
pub(super) struct Router {
    /// In the order of binding.
    all: Vec<Target>,
    by: By,
}

#[derive(Clone, Debug)]
enum By {
    /// Sorted by key, then by binding.
    Key(Vec<(Name, Target)>),
    Nothing,
    /// Made when it is first asked after a change.
    Pattern(OnceLock<Box<Trie>>),
    Headers,
}

impl Router {
    pub(super) fn new(kind: ExchangeKind) -> Self {
        let by = match kind {
            ExchangeKind::Direct => By::Key(Vec::new()),
            ExchangeKind::Fanout => By::Nothing,
            ExchangeKind::Topic => By::Pattern(OnceLock::new()),
            ExchangeKind::Headers => By::Headers,
        };
        Router { all: Vec::new(), by }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn bindings(&self) -> Vec<BindingId> {
        self.iter().collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = BindingId> {
        self.all.iter().map(|target| target.binding)
    }

    /// Whether what matches depends on more than the routing key.
    pub(super) fn reads_headers(&self) -> bool {
        match self.by {
            By::Key(_) | By::Nothing | By::Pattern(_) => false,
            By::Headers => true,
        }
    }

    pub(super) fn add(&mut self, id: BindingId, binding: &Binding) {
        let target = binding.target(id);
        self.all.push(target);
        match &mut self.by {
            By::Key(keys) => {
                let entry = (binding.routing_key, target);
                let at = keys.partition_point(|other| *other < entry);
                keys.insert(at, entry);
            }
            By::Pattern(trie) => *trie = OnceLock::new(),
            By::Nothing | By::Headers => {}
        }
    }

    pub(super) fn remove(&mut self, id: BindingId, binding: &Binding) {
        let target = binding.target(id);
        self.all.retain(|&other| other != target);
        match &mut self.by {
            By::Key(keys) => keys.retain(|&(_, other)| other != target),
            By::Pattern(trie) => *trie = OnceLock::new(),
            By::Nothing | By::Headers => {}
        }
    }

    /// Appends the bindings that match, each once, in the order of binding.
    pub(super) fn matches(&self, ask: &Ask, walk: &mut Walk, found: &mut Vec<Target>) {
        match &self.by {
            By::Key(keys) => {
                for &key in ask.keys {
                    let first = keys.partition_point(|&(other, _)| other < key);
                    let same = keys[first..].iter().take_while(|&&(other, _)| other == key);
                    found.extend(same.map(|&(_, target)| target));
                }
            }
            By::Nothing => found.extend_from_slice(&self.all),
            By::Pattern(trie) => {
                let trie = trie.get_or_init(|| Box::new(self.trie(ask)));
                for &key in ask.keys {
                    trie.matches(ask.names.text(key), walk, found);
                }
            }
            By::Headers => {
                let matching = |target: &&Target| {
                    headers::matches(&ask.bindings[target.binding.index()].arguments, ask.headers)
                };
                found.extend(self.all.iter().filter(matching));
            }
        }
        found.sort_unstable_by_key(|target| target.binding);
        found.dedup();
    }

    fn trie(&self, ask: &Ask) -> Trie {
        Trie::new(self.all.iter().map(|&target| {
            let pattern = ask.bindings[target.binding.index()].routing_key;
            (ask.names.text(pattern), target)
        }))
    }
}

/// What is asked of a router.
pub(super) struct Ask<'a> {
    /// The routing key and those from CC and BCC (R-RT-3).
    pub keys: &'a [Name],
    pub headers: &'a Table,
    pub names: &'a Names,
    pub bindings: &'a [Binding],
}
