//! Interned texts: names of queues and exchanges, routing keys, consumer tags. A `Name` is a `u32`; equal texts have
//! equal names.
//!
//! The table only grows, and its clones share what they have in common until one of them adds a text.

use crate::base::hash;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// An interned text. `Name::EMPTY` is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub u32);

impl Name {
    /// The empty text, which AMQP gives to its default exchange.
    pub const EMPTY: Name = Name(0);

    /// The name as a position in a vector.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The table of interned texts.
#[derive(Clone, Debug)]
pub struct Names(Arc<Table>);

#[derive(Clone, Debug)]
struct Table {
    texts: Vec<Arc<str>>,
    /// Hash of a text to its name; the few texts whose hashes collide sit in `collided`.
    by_hash: HashMap<u64, Name, BuildHasherDefault<Identity>>,
    collided: Vec<Name>,
}

impl Default for Names {
    fn default() -> Self {
        let mut table = Table {
            texts: Vec::new(),
            by_hash: HashMap::default(),
            collided: Vec::new(),
        };
        table.add("", hash::of_text(""));
        Names(Arc::new(table))
    }
}

impl Names {
    /// A table that holds the empty text alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of `text`, adding it where it is new.
    pub fn intern(&mut self, text: &str) -> Name {
        let hash = hash::of_text(text);
        match self.0.find(text, hash) {
            Some(name) => name,
            None => Arc::make_mut(&mut self.0).add(text, hash),
        }
    }

    /// The name of `text` where it has been interned before.
    pub fn find(&self, text: &str) -> Option<Name> {
        self.0.find(text, hash::of_text(text))
    }

    /// The text of a name of this table.
    pub fn text(&self, name: Name) -> &str {
        &self.0.texts[name.index()]
    }

    /// The text of a name, shared.
    pub fn shared(&self, name: Name) -> Arc<str> {
        self.0.texts[name.index()].clone()
    }

    /// How many texts there are.
    pub fn count(&self) -> usize {
        self.0.texts.len()
    }
}

impl Table {
    fn find(&self, text: &str, hash: u64) -> Option<Name> {
        let name = *self.by_hash.get(&hash)?;
        if &*self.texts[name.index()] == text {
            return Some(name);
        }
        self.collided
            .iter()
            .copied()
            .find(|name| &*self.texts[name.index()] == text)
    }

    fn add(&mut self, text: &str, hash: u64) -> Name {
        let name = Name(self.texts.len() as u32);
        self.texts.push(text.into());
        match self.by_hash.entry(hash) {
            Entry::Vacant(free) => {
                free.insert(name);
            }
            Entry::Occupied(_) => self.collided.push(name),
        }
        name
    }
}

/// The keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only whole words are hashed")
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_names() {
        let mut names = Names::new();
        let orders = names.intern("orders");
        assert_eq!(names.intern("orders"), orders);
        assert_eq!(names.text(orders), "orders");
        assert_eq!(names.intern(""), Name::EMPTY);
        assert_eq!(names.find("absent"), None);
    }

    #[test]
    fn a_clone_keeps_its_own_additions() {
        let mut names = Names::new();
        let mut other = names.clone();
        names.intern("a");
        other.intern("b");
        assert_eq!(names.find("b"), None);
        assert_eq!(other.find("a"), None);
    }
}
