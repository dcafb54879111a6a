//! A 64-bit hasher of fixed width: rotate, xor, multiply. Hashes that multiply 64 by 64 into 128 bits are slow in
//! WebAssembly.
//!
//! Every call feeds whole 64-bit words, also those of a derived `Hash`, whose lengths and variants have the width of the
//! target elsewhere; two hashers fed the same words in the same order agree on every target.

use std::hash::{Hash, Hasher};

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Collects words into a digest.
#[derive(Clone, Debug)]
pub struct Digest {
    state: u64,
}

impl Default for Digest {
    fn default() -> Self {
        Self::new()
    }
}

impl Digest {
    /// A hasher with nothing in it.
    pub const fn new() -> Self {
        Digest {
            state: 0x517C_C1B7_2722_0A95,
        }
    }

    /// Takes in one word.
    pub const fn word(&mut self, word: u64) -> &mut Self {
        self.state = (self.state.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER);
        self
    }

    /// Takes in a flag.
    pub fn flag(&mut self, flag: bool) -> &mut Self {
        self.word(u64::from(flag))
    }

    /// Takes in bytes with their length, so that neighbouring texts cannot run together.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
        self
    }

    /// Takes in a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Takes in a value by its derived `Hash`.
    pub fn value(&mut self, value: &impl Hash) -> &mut Self {
        value.hash(self);
        self
    }

    /// The digest of all that was taken in, mixed once more so that near inputs differ in every bit.
    pub const fn finish(&self) -> u64 {
        let mut state = self.state;
        state = (state ^ (state >> 32)).wrapping_mul(MULTIPLIER);
        state = (state ^ (state >> 29)).wrapping_mul(MULTIPLIER);
        state ^ (state >> 32)
    }
}

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        Digest::finish(self)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.bytes(bytes);
    }

    fn write_u8(&mut self, number: u8) {
        self.word(number.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.word(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.word(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.word(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.word(number as u64);
    }

    fn write_i32(&mut self, number: i32) {
        self.word(number as u64);
    }

    fn write_i64(&mut self, number: i64) {
        self.word(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.word(number as u64);
    }
}

/// The hash of a few words: durations and other draws that set due times are pure functions of (seed, actor, ordinal).
pub fn of_words(words: &[u64]) -> u64 {
    let mut digest = Digest::new();
    for &word in words {
        digest.word(word);
    }
    digest.finish()
}

/// The hash of a text, for lookup tables of our own.
pub fn of_text(text: &str) -> u64 {
    Digest::new().text(text).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_same_on_every_target() {
        assert_eq!(of_words(&[1, 2, 3]), 17_402_637_285_896_275_511);
        assert_eq!(of_text("orders.work"), 15_759_595_279_843_383_949);
    }

    #[test]
    fn a_derived_hash_is_the_same_on_every_target() {
        #[derive(Hash)]
        enum Sign {
            Plain,
            Marked { number: i32, words: Vec<&'static str> },
        }
        let of = |sign: Sign| Digest::new().value(&sign).finish();
        let marked = Sign::Marked {
            number: -1,
            words: vec!["a", "bc"],
        };
        assert_eq!(of(Sign::Plain), of_words(&[0]));
        let words = [
            1,
            u64::MAX,
            2,
            1,
            u64::from(b'a'),
            0xff,
            2,
            u64::from_le_bytes(*b"bc\0\0\0\0\0\0"),
            0xff,
        ];
        assert_eq!(of(marked), of_words(&words));
    }

    #[test]
    fn neighbouring_texts_do_not_run_together() {
        let one = Digest::new().text("ab").text("c").finish();
        let other = Digest::new().text("a").text("bc").finish();
        assert_ne!(one, other);
    }
}
