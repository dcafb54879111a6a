//! Topic patterns as a trie over words (R-RT-5). `*` stands for exactly one word, `#` for any number, also none; the empty
//! routing key has no words at all.
//!
//! Matching walks the key once with the set of nodes that its words so far can reach, so no pattern makes it slow. A node
//! below `#` stays reachable whatever word follows.

use super::handle::BindingId;
use crate::base::hash;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// The words of a pattern or key: `""` has none, `.` has two empty ones.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let empty = text.is_empty();
    text.split('.').filter(move |_| !empty)
}

const NONE: u32 = u32::MAX;
const ROOT: u32 = 0;

#[derive(Clone, Copy, Debug)]
struct Node {
    star: u32,
    hash: u32,
    /// The first of its bindings in `chain`.
    bindings: u32,
    /// Its number among the nodes below a `#`, or `NONE`.
    below_hash: u32,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    binding: BindingId,
    next: u32,
}

/// The patterns of one exchange.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    edges: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    words: HashMap<Arc<str>, u32, BuildHasherDefault<Mix>>,
    chain: Vec<Link>,
    hashes: u32,
}

/// What matching needs to remember; kept from one key to the next so that nothing is allocated.
#[derive(Debug, Default)]
pub(super) struct Walk {
    here: Vec<u32>,
    there: Vec<u32>,
    /// For each node below a `#`: the turn in which it was reached last.
    reached: Vec<u64>,
    turn: u64,
}

impl Default for Trie {
    fn default() -> Self {
        Trie {
            nodes: vec![Node::EMPTY],
            edges: HashMap::default(),
            words: HashMap::default(),
            chain: Vec::new(),
            hashes: 0,
        }
    }
}

impl Node {
    const EMPTY: Node = Node {
        star: NONE,
        hash: NONE,
        bindings: NONE,
        below_hash: NONE,
    };
}

impl Trie {
    pub(super) fn insert(&mut self, pattern: &str, binding: BindingId) {
        let at = self.node_for(pattern);
        self.chain.push(Link {
            binding,
            next: self.nodes[at as usize].bindings,
        });
        self.nodes[at as usize].bindings = self.chain.len() as u32 - 1;
    }

    /// Takes a binding out; its nodes stay.
    pub(super) fn remove(&mut self, pattern: &str, binding: BindingId) {
        let at = self.node_for(pattern) as usize;
        let mut link = self.nodes[at].bindings;
        let mut before = NONE;
        while link != NONE {
            let Link { binding: found, next } = self.chain[link as usize];
            if found == binding {
                match before {
                    NONE => self.nodes[at].bindings = next,
                    before => self.chain[before as usize].next = next,
                }
                return;
            }
            before = link;
            link = next;
        }
    }

    /// Appends the bindings whose patterns match, each once, in no order of meaning.
    pub(super) fn matches(&self, key: &str, walk: &mut Walk, found: &mut Vec<BindingId>) {
        walk.reached
            .resize(walk.reached.len().max(self.hashes as usize), 0);
        walk.here.clear();
        walk.turn += 1;
        self.reach(ROOT, walk.turn, &mut walk.reached, &mut walk.here);
        for word in words(key) {
            let word = self.words.get(word).copied().unwrap_or(NONE);
            walk.turn += 1;
            walk.there.clear();
            for &at in &walk.here {
                let node = self.nodes[at as usize];
                if node.below_hash != NONE {
                    self.reach(at, walk.turn, &mut walk.reached, &mut walk.there);
                }
                if node.star != NONE {
                    self.reach(node.star, walk.turn, &mut walk.reached, &mut walk.there);
                }
                if word != NONE
                    && let Some(&next) = self.edges.get(&edge(at, word))
                {
                    self.reach(next, walk.turn, &mut walk.reached, &mut walk.there);
                }
            }
            std::mem::swap(&mut walk.here, &mut walk.there);
        }
        for &at in &walk.here {
            let mut link = self.nodes[at as usize].bindings;
            while link != NONE {
                let Link { binding, next } = self.chain[link as usize];
                found.push(binding);
                link = next;
            }
        }
    }

    /// Adds a node, and the one below its `#`, which needs no word. Only a node below `#` can be reached twice in a turn.
    fn reach(&self, at: u32, turn: u64, reached: &mut [u64], set: &mut Vec<u32>) {
        let node = self.nodes[at as usize];
        if node.below_hash != NONE {
            let last = &mut reached[node.below_hash as usize];
            if *last == turn {
                return;
            }
            *last = turn;
        }
        set.push(at);
        if node.hash != NONE {
            self.reach(node.hash, turn, reached, set);
        }
    }

    fn node_for(&mut self, pattern: &str) -> u32 {
        let mut at = ROOT;
        for word in words(pattern) {
            at = match word {
                // `#.#` says no more than `#`.
                "#" if self.nodes[at as usize].below_hash != NONE => at,
                "#" => self.below_hash(at),
                "*" => self.below_star(at),
                word => self.below_word(at, word),
            };
        }
        at
    }

    fn below_hash(&mut self, at: u32) -> u32 {
        if self.nodes[at as usize].hash == NONE {
            let node = self.add_node();
            self.nodes[node as usize].below_hash = self.hashes;
            self.hashes += 1;
            self.nodes[at as usize].hash = node;
        }
        self.nodes[at as usize].hash
    }

    fn below_star(&mut self, at: u32) -> u32 {
        if self.nodes[at as usize].star == NONE {
            self.nodes[at as usize].star = self.add_node();
        }
        self.nodes[at as usize].star
    }

    fn below_word(&mut self, at: u32, word: &str) -> u32 {
        let next_word = self.words.len() as u32;
        let word = match self.words.get(word) {
            Some(&word) => word,
            None => {
                self.words.insert(word.into(), next_word);
                next_word
            }
        };
        match self.edges.get(&edge(at, word)) {
            Some(&node) => node,
            None => {
                let node = self.add_node();
                self.edges.insert(edge(at, word), node);
                node
            }
        }
    }

    fn add_node(&mut self) -> u32 {
        self.nodes.push(Node::EMPTY);
        self.nodes.len() as u32 - 1
    }
}

fn edge(at: u32, word: u32) -> u64 {
    u64::from(at) << 32 | u64::from(word)
}

/// Mixes one word well enough for a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= hash::Digest::new().bytes(bytes).finish();
    }

    fn write_u8(&mut self, _: u8) {}

    fn write_u64(&mut self, word: u64) {
        let mixed = word.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}
