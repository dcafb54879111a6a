//! Which bindings of an exchange match: one table a kind of exchange (R-RT-4 to R-RT-6).

use super::binding::Binding;
use super::handle::BindingId;
use super::headers;
use super::topic::{Trie, Walk};
use super::view::ExchangeKind;
use crate::base::names::{Name, Names};
use crate::base::value::Table;

/// All bindings that start at one exchange.
#[derive(Clone, Debug)]
pub(super) struct Router {
    /// In the order of binding.
    all: Vec<BindingId>,
    by: By,
}

#[derive(Clone, Debug)]
enum By {
    /// Sorted by key, then by binding.
    Key(Vec<(Name, BindingId)>),
    Nothing,
    Pattern(Box<Trie>),
    Headers,
}

impl Router {
    pub(super) fn new(kind: ExchangeKind) -> Self {
        let by = match kind {
            ExchangeKind::Direct => By::Key(Vec::new()),
            ExchangeKind::Fanout => By::Nothing,
            ExchangeKind::Topic => By::Pattern(Box::default()),
            ExchangeKind::Headers => By::Headers,
        };
        Router { all: Vec::new(), by }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn bindings(&self) -> Vec<BindingId> {
        self.all.clone()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = BindingId> {
        self.all.iter().copied()
    }

    /// Whether what matches depends on more than the routing key.
    pub(super) fn reads_headers(&self) -> bool {
        match self.by {
            By::Key(_) | By::Nothing | By::Pattern(_) => false,
            By::Headers => true,
        }
    }

    pub(super) fn add(&mut self, id: BindingId, binding: &Binding, names: &Names) {
        self.all.push(id);
        match &mut self.by {
            By::Key(keys) => {
                let entry = (binding.routing_key, id);
                let at = keys.partition_point(|other| *other < entry);
                keys.insert(at, entry);
            }
            By::Pattern(trie) => trie.insert(names.text(binding.routing_key), id),
            By::Nothing | By::Headers => {}
        }
    }

    pub(super) fn remove(&mut self, id: BindingId, binding: &Binding, names: &Names) {
        self.all.retain(|&other| other != id);
        match &mut self.by {
            By::Key(keys) => keys.retain(|&(_, other)| other != id),
            By::Pattern(trie) => trie.remove(names.text(binding.routing_key), id),
            By::Nothing | By::Headers => {}
        }
    }

    /// Appends the bindings that match, each once, in the order of binding.
    pub(super) fn matches(&self, ask: &Ask, walk: &mut Walk, found: &mut Vec<BindingId>) {
        let start = found.len();
        match &self.by {
            By::Key(keys) => {
                for &key in ask.keys {
                    let first = keys.partition_point(|&(other, _)| other < key);
                    let same = keys[first..].iter().take_while(|&&(other, _)| other == key);
                    found.extend(same.map(|&(_, id)| id));
                }
            }
            By::Nothing => found.extend_from_slice(&self.all),
            By::Pattern(trie) => {
                for &key in ask.keys {
                    trie.matches(ask.names.text(key), walk, found);
                }
            }
            By::Headers => {
                let matching =
                    |id: &&BindingId| headers::matches(&ask.bindings[id.index()].arguments, ask.headers);
                found.extend(self.all.iter().filter(matching));
            }
        }
        found[start..].sort_unstable();
        let mut last = None;
        let mut kept = start;
        for at in start..found.len() {
            if last != Some(found[at]) {
                last = Some(found[at]);
                found[kept] = found[at];
                kept += 1;
            }
        }
        found.truncate(kept);
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
