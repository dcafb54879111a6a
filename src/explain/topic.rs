//! How a topic pattern lies on a routing key, word by word: which words each part of the pattern took, and if it does
//! not match, where it fails first and why. Computed for the eye; the broker's trie decides, and a test holds the two
//! together (R-RT-5).

use crate::base::gather::Gather;
use std::ops::Range;

/// A pattern laid on a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// The words of the key. The empty key has none, though a key may have empty words.
    pub key: Vec<String>,
    /// The words of the pattern, in order.
    pub pattern: Vec<PatternWord>,
    pub verdict: Verdict,
}

/// A word of the pattern, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternWord {
    pub kind: PatternKind,
    pub outcome: Outcome,
}

/// What a word of a pattern stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternKind {
    /// This word, letter for letter.
    Word(String),
    /// `*`: exactly one word.
    Star,
    /// `#`: any number of words, also none.
    Hash,
}

/// What became of a word of the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took these words of the key (positions from 0).
    Took(Range<usize>),
    /// The key has another word in its place (position from 0).
    Differs(usize),
    /// The key has no word left for it.
    Missing,
    /// The comparison had failed before it came to this word.
    Unreached,
}

/// The end of the comparison. Positions count from 0, words and numbers are for sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Matched,
    /// The word of the key at `position` is not what the pattern's word at `pattern` asks for.
    WordDiffers {
        position: usize,
        pattern: usize,
    },
    /// The key has fewer words than the pattern needs; `at_least` where a hash would take more.
    KeyTooShort {
        needs: usize,
        at_least: bool,
        has: usize,
    },
    /// The key has more words than the pattern takes.
    KeyTooLong {
        takes: usize,
        has: usize,
    },
    /// Between two hashes, the pattern's words from `pattern` on stand nowhere in what is left of the key.
    Absent {
        pattern: usize,
        count: usize,
    },
}

impl Alignment {
    /// Lays `pattern` on `key`. A hash takes as few words as it can, from the left.
    pub fn of(pattern: &str, key: &str) -> Alignment {
        let key = words(key);
        let kinds: Vec<PatternKind> = words(pattern).into_iter().map(PatternKind::of).gather();
        let mut outcomes = vec![Outcome::Unreached; kinds.len()];
        let verdict = Comparison {
            key: &key,
            pattern: &kinds,
            outcomes: &mut outcomes,
        }
        .run();
        let pattern = kinds
            .into_iter()
            .zip(outcomes)
            .map(|(kind, outcome)| PatternWord { kind, outcome })
            .gather();
        Alignment {
            key,
            pattern,
            verdict,
        }
    }

    /// Whether the pattern matches.
    pub fn matched(&self) -> bool {
        self.verdict == Verdict::Matched
    }
}

impl PatternKind {
    fn of(word: String) -> PatternKind {
        match word.as_str() {
            "*" => PatternKind::Star,
            "#" => PatternKind::Hash,
            _ => PatternKind::Word(word),
        }
    }

    /// The word as the pattern writes it.
    pub fn text(&self) -> &str {
        match self {
            PatternKind::Word(word) => word,
            PatternKind::Star => "*",
            PatternKind::Hash => "#",
        }
    }

    fn accepts(&self, word: &str) -> bool {
        match self {
            PatternKind::Word(wanted) => wanted == word,
            PatternKind::Star | PatternKind::Hash => true,
        }
    }
}

/// The words between the dots; the empty text has none.
fn words(text: &str) -> Vec<String> {
    match text {
        "" => Vec::new(),
        _ => text.split('.').map(String::from).gather(),
    }
}

struct Comparison<'a> {
    key: &'a [String],
    pattern: &'a [PatternKind],
    outcomes: &'a mut [Outcome],
}

impl Comparison<'_> {
    /// What stands before the first hash is held against the beginning of the key, what stands behind the last against
    /// its end, and the rest is looked for in between.
    fn run(&mut self) -> Verdict {
        let hashes: Vec<usize> = (0..self.pattern.len())
            .filter(|&at| self.pattern[at] == PatternKind::Hash)
            .gather();
        match (hashes.first(), hashes.last()) {
            (Some(&first), Some(&last)) => self.around(&hashes, first, last),
            (None, _) | (_, None) => self.exactly(),
        }
        .map_or_else(|verdict| verdict, |()| Verdict::Matched)
    }

    /// A pattern without hashes takes as many words as it has.
    fn exactly(&mut self) -> Result<(), Verdict> {
        let takes = self.pattern.len();
        self.forwards(0..takes, false)?;
        if self.key.len() > takes {
            return Err(Verdict::KeyTooLong {
                takes,
                has: self.key.len(),
            });
        }
        Ok(())
    }

    fn around(&mut self, hashes: &[usize], first: usize, last: usize) -> Result<(), Verdict> {
        self.forwards(0..first, true)?;
        let tail = self.pattern.len() - last - 1;
        let needs = self.pattern.len() - hashes.len();
        if self.key.len() < needs {
            let fits = self.key.len().saturating_sub(first);
            self.mark_missing(first, fits);
            return Err(Verdict::KeyTooShort {
                needs,
                at_least: true,
                has: self.key.len(),
            });
        }
        let end = self.key.len() - tail;
        self.run_of_words(last + 1..self.pattern.len(), end)?;
        let mut from = first;
        for pair in hashes.windows(2) {
            from = self.between(pair[0], pair[1], from, end)?;
        }
        self.outcomes[last] = Outcome::Took(from..end);
        Ok(())
    }

    /// Words of the pattern from the start of the key on.
    fn forwards(&mut self, pattern: Range<usize>, at_least: bool) -> Result<(), Verdict> {
        let present = pattern.end.min(self.key.len());
        self.run_of_words(0..present, 0)?;
        if present < pattern.end {
            self.outcomes[present] = Outcome::Missing;
            let needs = self
                .pattern
                .iter()
                .filter(|kind| **kind != PatternKind::Hash)
                .count();
            return Err(Verdict::KeyTooShort {
                needs,
                at_least,
                has: self.key.len(),
            });
        }
        Ok(())
    }

    /// Words of the pattern against words of the key from `start` on, one for one; the key has enough of them.
    fn run_of_words(&mut self, pattern: Range<usize>, start: usize) -> Result<(), Verdict> {
        for (offset, at) in pattern.enumerate() {
            let position = start + offset;
            if !self.pattern[at].accepts(&self.key[position]) {
                self.outcomes[at] = Outcome::Differs(position);
                return Err(Verdict::WordDiffers {
                    position,
                    pattern: at,
                });
            }
            self.outcomes[at] = Outcome::Took(position..position + 1);
        }
        Ok(())
    }

    /// The words between two hashes, at the first place from `from` on where they all fit; where the next may begin.
    fn between(&mut self, hash: usize, next: usize, from: usize, end: usize) -> Result<usize, Verdict> {
        let wanted = &self.pattern[hash + 1..next];
        let fits = |start: &usize| {
            wanted
                .iter()
                .zip(&self.key[*start..])
                .all(|(kind, word)| kind.accepts(word))
        };
        let last_start = (end + 1).saturating_sub(wanted.len());
        let Some(start) = (from..last_start).find(fits) else {
            self.outcomes[hash + 1] = Outcome::Missing;
            return Err(Verdict::Absent {
                pattern: hash + 1,
                count: wanted.len(),
            });
        };
        self.outcomes[hash] = Outcome::Took(from..start);
        for (offset, at) in (hash + 1..next).enumerate() {
            self.outcomes[at] = Outcome::Took(start + offset..start + offset + 1);
        }
        Ok(start + wanted.len())
    }

    /// Of the words behind the hash at `first`, as many as `fits` could stand; the next one finds none left.
    fn mark_missing(&mut self, first: usize, fits: usize) {
        let missing = (first..self.pattern.len())
            .filter(|&at| self.pattern[at] != PatternKind::Hash)
            .nth(fits);
        if let Some(at) = missing {
            self.outcomes[at] = Outcome::Missing;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain definition: what R-RT-5 says, word by word.
    fn defined(pattern: &[&str], key: &[&str]) -> bool {
        match (pattern.split_first(), key.split_first()) {
            (None, None) => true,
            (Some((&"#", rest)), _) => {
                defined(rest, key) || key.split_first().is_some_and(|(_, key)| defined(pattern, key))
            }
            (Some((&"*", rest)), Some((_, key))) => defined(rest, key),
            (Some((word, rest)), Some((first, key))) => word == first && defined(rest, key),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }

    fn split(text: &str) -> Vec<&str> {
        if text.is_empty() {
            Vec::new()
        } else {
            text.split('.').collect()
        }
    }

    /// All texts of up to four of these words. One empty word is the empty text, which has no words.
    fn texts(alphabet: &[&str]) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut longest: Vec<String> = alphabet.iter().map(|word| word.to_string()).collect();
        for _ in 1..4 {
            all.extend(longest.iter().cloned());
            longest = longest
                .iter()
                .flat_map(|text| alphabet.iter().map(move |word| format!("{text}.{word}")))
                .collect();
        }
        all.extend(longest);
        all
    }

    #[test]
    fn it_agrees_with_the_plain_definition() {
        let keys = texts(&["a", "b", ""]);
        let mut matched = 0;
        for pattern in texts(&["a", "b", "", "*", "#"]) {
            for key in &keys {
                let alignment = Alignment::of(&pattern, key);
                let expected = defined(&split(&pattern), &split(key));
                assert_eq!(alignment.matched(), expected, "{pattern} on {key}");
                if expected {
                    covers(&alignment);
                    matched += 1;
                }
            }
        }
        assert!(matched > 1_000);
    }

    /// What the words of a matching pattern took is the key, in order, with nothing left and nothing twice.
    fn covers(alignment: &Alignment) {
        let mut from = 0;
        for word in &alignment.pattern {
            let Outcome::Took(range) = &word.outcome else {
                panic!("{alignment:?}");
            };
            assert_eq!(range.start, from, "{alignment:?}");
            match &word.kind {
                PatternKind::Word(wanted) => assert_eq!(alignment.key[range.clone()].join("|"), *wanted),
                PatternKind::Star => assert_eq!(range.len(), 1),
                PatternKind::Hash => assert!(range.start <= range.end),
            }
            from = range.end;
        }
        assert_eq!(from, alignment.key.len(), "{alignment:?}");
    }

    fn verdict(pattern: &str, key: &str) -> Verdict {
        Alignment::of(pattern, key).verdict
    }

    #[test]
    fn it_says_where_it_fails_first() {
        assert_eq!(
            verdict("order.cancelled", "order.created"),
            Verdict::WordDiffers {
                position: 1,
                pattern: 1
            }
        );
        assert_eq!(
            verdict("order.*.refunded", "order.created"),
            Verdict::KeyTooShort {
                needs: 3,
                at_least: false,
                has: 2
            }
        );
        assert_eq!(
            verdict("key1.key2.key3.*", "key1.key2.key3.a.b"),
            Verdict::KeyTooLong { takes: 4, has: 5 }
        );
        assert_eq!(
            verdict("#.key3.key4", "key1.key2.x.key4"),
            Verdict::WordDiffers {
                position: 2,
                pattern: 1
            }
        );
        assert_eq!(
            verdict("#.key3.key4", "key1"),
            Verdict::KeyTooShort {
                needs: 2,
                at_least: true,
                has: 1
            }
        );
        assert_eq!(
            verdict("#.b.c.#", "a.b.a.c"),
            Verdict::Absent { pattern: 1, count: 2 }
        );
        assert_eq!(
            verdict("*", ""),
            Verdict::KeyTooShort {
                needs: 1,
                at_least: false,
                has: 0
            }
        );
        assert_eq!(verdict("", "a"), Verdict::KeyTooLong { takes: 0, has: 1 });
    }

    #[test]
    fn it_says_what_each_word_took() {
        let took = |pattern: &str, key: &str| -> Vec<Range<usize>> {
            let alignment = Alignment::of(pattern, key);
            alignment
                .pattern
                .iter()
                .map(|word| match &word.outcome {
                    Outcome::Took(range) => range.clone(),
                    Outcome::Differs(_) | Outcome::Missing | Outcome::Unreached => panic!("{alignment:?}"),
                })
                .collect()
        };
        assert_eq!(took("key1.#", "key1"), [0..1, 1..1]);
        assert_eq!(took("key1.#", "key1.key2.key3"), [0..1, 1..3]);
        assert_eq!(took("#.key3.key4", "key1.key2.key3.key4"), [0..2, 2..3, 3..4]);
        assert_eq!(took("a.#.b.#.c", "a.x.b.b.y.c"), [0..1, 1..2, 2..3, 3..5, 5..6]);
    }
}
