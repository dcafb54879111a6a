//! Topic patterns as a trie over words (R-RT-5). `*` stands for exactly one word, `#` for any number, also none; the empty
//! routing key has no words at all.
//!
//! Matching walks the key once with the set of nodes that its words so far can reach, so no pattern makes it slow. A node
//! below `#` stays reachable whatever word follows.

use super::router::Target;
use super::words::{Edges, Words};

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
    /// Which words lead on from here, by the lowest bits of their numbers: spares most searches that would find nothing.
    leads_on: u64,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    target: Target,
    next: u32,
}

/// The patterns of one exchange.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    edges: Edges,
    words: Words,
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
            edges: Edges::default(),
            words: Words::default(),
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
        leads_on: 0,
    };
}

impl Trie {
    pub(super) fn insert(&mut self, pattern: &str, target: Target) {
        let at = self.node_for(pattern);
        self.chain.push(Link {
            target,
            next: self.nodes[at as usize].bindings,
        });
        self.nodes[at as usize].bindings = self.chain.len() as u32 - 1;
    }

    /// Takes a binding out; its nodes stay.
    pub(super) fn remove(&mut self, pattern: &str, target: Target) {
        let at = self.node_for(pattern) as usize;
        let mut link = self.nodes[at].bindings;
        let mut before = NONE;
        while link != NONE {
            let Link { target: found, next } = self.chain[link as usize];
            if found == target {
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
    pub(super) fn matches(&self, key: &str, walk: &mut Walk, found: &mut Vec<Target>) {
        walk.reached
            .resize(walk.reached.len().max(self.hashes as usize), 0);
        walk.here.clear();
        walk.turn += 1;
        self.reach(ROOT, walk.turn, &mut walk.reached, &mut walk.here);
        if !key.is_empty() {
            self.words.each(key, |word| self.step(word, walk));
        }
        for &at in &walk.here {
            let mut link = self.nodes[at as usize].bindings;
            while link != NONE {
                let Link { target, next } = self.chain[link as usize];
                found.push(target);
                link = next;
            }
        }
    }

    /// From the nodes that are reached to those that one more word reaches; `None` for a word that no pattern has.
    fn step(&self, word: Option<u32>, walk: &mut Walk) {
        let Walk {
            here,
            there,
            reached,
            turn,
        } = walk;
        *turn += 1;
        there.clear();
        for &at in here.iter() {
            let node = self.nodes[at as usize];
            if node.below_hash != NONE {
                self.reach(at, *turn, reached, there);
            }
            if node.star != NONE {
                self.reach(node.star, *turn, reached, there);
            }
            if let Some(word) = word
                && node.leads_on & bit(word) != 0
                && let Some(next) = self.edges.find(at, word)
            {
                self.reach(next, *turn, reached, there);
            }
        }
        std::mem::swap(here, there);
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
        let word = self.words.intern(word);
        match self.edges.find(at, word) {
            Some(node) => node,
            None => {
                let node = self.add_node();
                self.edges.insert(at, word, node);
                self.nodes[at as usize].leads_on |= bit(word);
                node
            }
        }
    }

    fn add_node(&mut self) -> u32 {
        self.nodes.push(Node::EMPTY);
        self.nodes.len() as u32 - 1
    }
}

/// A word among those that lead on.
fn bit(word: u32) -> u64 {
    1 << (word % u64::BITS)
}
