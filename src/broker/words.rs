//! The words of topic patterns by number, in flat tables: looking one up touches little memory.

/// Marks an empty place.
const NONE: u32 = u32::MAX;

/// Words by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// By hash, with free places; the number of a word or `NONE`.
    places: Vec<Place>,
    /// Where each word lies in `text`.
    spans: Vec<(u32, u32)>,
    text: String,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    hash: u64,
    word: u32,
}

const START: u64 = 0xCBF2_9CE4_8422_2325;

fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
}

/// Spreads a hash over a table whose length is a power of two.
fn spread(hash: u64, len: usize) -> usize {
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (len - 1)
}

impl Words {
    /// Calls `with` for each word between the dots of a text: its number, or `None` where it has none.
    pub(super) fn each(&self, text: &str, mut with: impl FnMut(Option<u32>)) {
        let bytes = text.as_bytes();
        let mut start = 0;
        let mut hash = START;
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'.' {
                with(self.find(&bytes[start..at], hash));
                start = at + 1;
                hash = START;
            } else {
                hash = mix(hash, byte);
            }
        }
        with(self.find(&bytes[start..], hash));
    }

    /// The number of a word, given anew where it has none.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        let hash = word.bytes().fold(START, mix);
        if let Some(known) = self.find(word.as_bytes(), hash) {
            return known;
        }
        let number = self.spans.len() as u32;
        self.spans.push((self.text.len() as u32, word.len() as u32));
        self.text.push_str(word);
        if self.places.len() < 2 * self.spans.len() {
            self.grow();
        }
        self.put(Place { hash, word: number });
        number
    }

    fn find(&self, word: &[u8], hash: u64) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        let mut at = spread(hash, self.places.len());
        loop {
            let place = self.places[at];
            if place.word == NONE {
                return None;
            }
            if place.hash == hash && self.bytes(place.word) == word {
                return Some(place.word);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    fn bytes(&self, word: u32) -> &[u8] {
        let (start, len) = self.spans[word as usize];
        &self.text.as_bytes()[start as usize..(start + len) as usize]
    }

    fn grow(&mut self) {
        let empty = Place { hash: 0, word: NONE };
        let len = (4 * self.spans.len()).next_power_of_two();
        let old = std::mem::replace(&mut self.places, vec![empty; len]);
        for place in old.into_iter().filter(|place| place.word != NONE) {
            self.put(place);
        }
    }

    fn put(&mut self, place: Place) {
        let mut at = spread(place.hash, self.places.len());
        while self.places[at].word != NONE {
            at = (at + 1) & (self.places.len() - 1);
        }
        self.places[at] = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_between_dots() {
        let mut words = Words::default();
        for number in 0..100 {
            assert_eq!(words.intern(&format!("w{number}")), number);
        }
        let empty = words.intern("");
        let mut seen = Vec::new();
        words.each("w7..w99.w100.", |word| seen.push(word));
        assert_eq!(seen, [Some(7), Some(empty), Some(99), None, Some(empty)]);
    }
}
