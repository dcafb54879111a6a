//! How wide a text will be, before any font is known: an estimate per character, on the wide side.

/// The fonts that a picture uses, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// Names and keys: monospace, 12 px.
    Name,
    /// Keys in pills: monospace, 11 px.
    Key,
    /// Captions and words in pills, 11 px.
    Caption,
    /// Text in badges, 10 px.
    Badge,
}

impl Font {
    /// The width of a Latin character, in hundredths of a pixel.
    const fn latin(self) -> i32 {
        match self {
            Font::Name => 723,
            Font::Key => 663,
            Font::Caption => 580,
            Font::Badge => 620,
        }
    }
}

/// The estimated width of a text in whole pixels. Chinese, Japanese and Korean characters count twice.
pub fn width(font: Font, text: &str) -> i32 {
    let units: i32 = text
        .chars()
        .map(|character| if is_wide(character) { 2 } else { 1 })
        .sum();
    (units * font.latin() + 99) / 100
}

/// Whether a character takes two places.
fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_is_as_wide_as_two_latin_ones() {
        assert_eq!(width(Font::Name, "队列"), width(Font::Name, "work"));
        assert_eq!(width(Font::Key, ""), 0);
    }
}
