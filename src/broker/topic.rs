//! Topic patterns as a trie over words (R-RT-5). `*` stands for exactly one word, `#` for any number, also none; the empty
//! routing key has no words at all.
//!
//! The trie is made of all patterns at once and never changed, so that the nodes that follow a node lie side by side and
//! matching touches little memory. Below a `#` no place in the key is tried twice, so no pattern makes it slow.

use super::handle::{BindingId, QueueId};
use super::router::Target;
use super::view::Destination;
use super::words::Words;
use crate::base::order;
use std::collections::VecDeque;

/// The words of a pattern or key: `""` has none, `.` has two empty ones.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let empty = text.is_empty();
    text.split('.').filter(move |_| !empty)
}

/// The first word of a pattern that has `*` or `#` beside other letters. There they are plain letters (R-RT-5), which is
/// rarely meant.
pub fn half_wild(pattern: &str) -> Option<&str> {
    words(pattern).find(|word| word.len() > 1 && word.contains(['*', '#']))
}

/// Whether a pattern alone takes a key.
pub fn matches(pattern: &str, key: &str) -> bool {
    let target = Target {
        binding: BindingId(0),
        destination: Destination::Queue(QueueId(0)),
    };
    let mut found = Vec::new();
    Trie::new([(pattern, target)].into_iter()).matches(key, &mut Walk::default(), &mut found);
    !found.is_empty()
}

const NONE: u32 = u32::MAX;
const ROOT: u32 = 0;

/// A word of a pattern. Their order is that of the nodes side by side: words by their bit, then `*`, then `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word { bit: u8, word: u32 },
    Star,
    Hash,
}

/// Where patterns that begin alike go on. Half a line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Node {
    /// The bits of the words that lead on from here: says which node a word leads to, and spares most searches in vain.
    leads_on: u64,
    /// The first node that a word leads to, and the one after the last.
    first: u32,
    end: u32,
    star: u32,
    hash: u32,
    /// The word that leads here; of a node below `#` its number among these.
    word: u32,
    /// The first of the bindings whose pattern ends here; the last stands before the next node's first.
    targets: u32,
}

/// The patterns of one exchange.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// In the order of their depth, and a last one that marks the end.
    nodes: Vec<Node>,
    targets: Vec<Target>,
    words: Words,
    hashes: u32,
}

/// What matching needs to remember; kept from one key to the next so that nothing is allocated.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The key's words by number, `NONE` for those that no pattern has.
    words: Vec<u32>,
    /// For each `#`, the turn of the last key that came to it.
    tried: Vec<u64>,
    turn: u64,
}

impl Trie {
    pub(super) fn new<'a>(patterns: impl Iterator<Item = (&'a str, Target)>) -> Trie {
        let mut known = Words::default();
        let mut patterns: Vec<(Vec<Part>, Target)> = patterns
            .map(|(pattern, target)| (parts(pattern, &mut known), target))
            .collect();
        order::sort(&mut patterns);
        let mut trie = Trie {
            nodes: Vec::new(),
            targets: Vec::with_capacity(patterns.len()),
            words: known,
            hashes: 0,
        };
        trie.grow(&patterns);
        trie
    }

    /// Makes the nodes of patterns in order, level by level.
    fn grow(&mut self, patterns: &[(Vec<Part>, Target)]) {
        let mut waiting = VecDeque::from([(0..patterns.len(), 0)]);
        self.add_node(NONE);
        let mut at = 0;
        while let Some((range, depth)) = waiting.pop_front() {
            let ended = patterns[range.clone()].partition_point(|(parts, _)| parts.len() == depth);
            self.nodes[at].targets = self.targets.len() as u32;
            let targets = patterns[range.start..range.start + ended].iter();
            self.targets.extend(targets.map(|&(_, target)| target));
            self.nodes[at].first = self.nodes.len() as u32;
            self.nodes[at].end = self.nodes.len() as u32;
            let mut rest = range.start + ended..range.end;
            while !rest.is_empty() {
                let part = patterns[rest.start].0[depth];
                let alike = patterns[rest.clone()].partition_point(|(parts, _)| parts[depth] == part);
                waiting.push_back((rest.start..rest.start + alike, depth + 1));
                rest.start += alike;
                self.add_child(at, part);
            }
            at += 1;
        }
        self.add_node(NONE);
        self.nodes[at].targets = self.targets.len() as u32;
    }

    fn add_child(&mut self, at: usize, part: Part) {
        let child = self.nodes.len() as u32;
        match part {
            Part::Word { bit, word } => {
                self.add_node(word);
                self.nodes[at].leads_on |= 1 << bit;
                self.nodes[at].end = child + 1;
            }
            Part::Star => {
                self.add_node(NONE);
                self.nodes[at].star = child;
            }
            Part::Hash => {
                self.add_node(self.hashes);
                self.hashes += 1;
                self.nodes[at].hash = child;
            }
        }
    }

    fn add_node(&mut self, word: u32) {
        self.nodes.push(Node {
            leads_on: 0,
            first: 0,
            end: 0,
            star: NONE,
            hash: NONE,
            word,
            targets: 0,
        });
    }

    /// Appends the bindings whose patterns match, each once, in no order of meaning.
    pub(super) fn matches(&self, key: &str, walk: &mut Walk, found: &mut Vec<Target>) {
        let Walk { words, tried, turn } = walk;
        words.clear();
        if !key.is_empty() {
            self.words.each(key, |word| words.push(word.unwrap_or(NONE)));
        }
        tried.resize(tried.len().max(self.hashes as usize), 0);
        *turn += 1;
        let mut search = Search {
            trie: self,
            words,
            tried,
            turn: *turn,
            found,
        };
        search.descend(ROOT, 0);
    }

    /// The node that a word leads to from another, or `NONE`.
    fn next(&self, node: &Node, word: u32) -> u32 {
        let bit = 1 << bit_of(word);
        if node.leads_on & bit == 0 {
            return NONE;
        }
        // No word with a lower bit stands behind it. It stands right here unless two words have the same bit.
        let at = node.first + (node.leads_on & (bit - 1)).count_ones();
        if self.nodes[at as usize].word == word {
            return at;
        }
        let order = |word| (bit_of(word), word);
        let rest = &self.nodes[at as usize..node.end as usize];
        match rest.binary_search_by_key(&order(word), |node| order(node.word)) {
            Ok(further) => at + further as u32,
            Err(_) => NONE,
        }
    }
}

/// One key's search.
struct Search<'a> {
    trie: &'a Trie,
    words: &'a [u32],
    tried: &'a mut [u64],
    turn: u64,
    found: &'a mut Vec<Target>,
}

impl Search<'_> {
    /// Follows all patterns from a node on, over the words from `position` on.
    fn descend(&mut self, mut at: u32, mut position: usize) {
        let trie = self.trie;
        loop {
            let node = &trie.nodes[at as usize];
            if node.hash != NONE {
                self.below_hash(node.hash, position);
            }
            let Some(&word) = self.words.get(position) else {
                return self.collect(at);
            };
            position += 1;
            at = match (trie.next(node, word), node.star) {
                (NONE, NONE) => return,
                (NONE, only) | (only, NONE) => only,
                (next, star) => {
                    self.descend(next, position);
                    star
                }
            };
        }
    }

    /// `#` takes any number of words: what follows it is tried at each word from here on. Whoever comes to the same `#`
    /// again comes later in the key, since a `#` before it moves on word by word, so all is tried by then.
    fn below_hash(&mut self, at: u32, from: usize) {
        let trie = self.trie;
        let node = &trie.nodes[at as usize];
        let tried = &mut self.tried[node.word as usize];
        if std::mem::replace(tried, self.turn) == self.turn {
            return;
        }
        self.collect(at);
        for position in from..self.words.len() {
            let next = trie.next(node, self.words[position]);
            if next != NONE {
                self.descend(next, position + 1);
            }
            if node.star != NONE {
                self.descend(node.star, position + 1);
            }
        }
    }

    fn collect(&mut self, at: u32) {
        let nodes = &self.trie.nodes[at as usize..];
        for target in nodes[0].targets..nodes[1].targets {
            self.found.push(self.trie.targets[target as usize]);
        }
    }
}

/// The parts of a pattern; `#.#` says no more than `#`.
fn parts(pattern: &str, known: &mut Words) -> Vec<Part> {
    let mut parts: Vec<Part> = words(pattern)
        .map(|word| match word {
            "*" => Part::Star,
            "#" => Part::Hash,
            word => {
                let word = known.intern(word);
                Part::Word {
                    bit: bit_of(word),
                    word,
                }
            }
        })
        .collect();
    parts.dedup_by(|next, before| *next == Part::Hash && *before == Part::Hash);
    parts
}

/// A word's bit among those that lead on from a node.
fn bit_of(word: u32) -> u8 {
    (word % u64::BITS) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which patterns match, by their places in the list.
    fn matching(trie: &Trie, key: &str) -> Vec<u32> {
        let mut found = Vec::new();
        trie.matches(key, &mut Walk::default(), &mut found);
        let mut places: Vec<u32> = found.iter().map(|target| target.binding.0).collect();
        places.sort_unstable();
        places
    }

    fn trie(patterns: &[String]) -> Trie {
        Trie::new(patterns.iter().enumerate().map(|(at, pattern)| {
            let target = Target {
                binding: BindingId(at as u32),
                destination: Destination::Queue(QueueId(0)),
            };
            (pattern.as_str(), target)
        }))
    }

    #[test]
    fn words_that_share_a_bit_are_told_apart() {
        let count = 10 * u64::BITS;
        let mut patterns: Vec<String> = (0..count).map(|number| format!("w{number}.end")).collect();
        patterns.extend((0..count).map(|number| format!("{}.w{number}", number % 3)));
        let trie = trie(&patterns);
        for number in 0..count {
            assert_eq!(matching(&trie, &format!("w{number}.end")), [number]);
            let lead = number % 3;
            assert_eq!(matching(&trie, &format!("{lead}.w{number}")), [count + number]);
            assert!(matching(&trie, &format!("{}.w{number}", (lead + 1) % 3)).is_empty());
        }
        assert!(matching(&trie, "w0.other").is_empty());
    }

    #[test]
    fn each_binding_of_a_pattern_is_found_once() {
        let patterns = ["#.#.a.#", "#.a.#", "#.a.#", "a", "#", "*.#.*", "b"];
        let trie = trie(&patterns.map(String::from));
        assert_eq!(matching(&trie, "a"), [0, 1, 2, 3, 4]);
        assert_eq!(matching(&trie, "a.a.a"), [0, 1, 2, 4, 5]);
        assert_eq!(matching(&trie, ""), [4]);
    }
}
