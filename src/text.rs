//! All words that people read, in English and Simplified Chinese, and the way they are put together.
//!
//! A catalogue is a file of `key = sentence` lines, `static/text/en.txt` and `static/text/zh.txt`; the two have the same
//! keys in the same order with the same arguments, and a test holds them to it. A sentence is always one entry: nothing
//! is glued from parts. What comes out are [`Piece`]s, so that a page can draw a message's shape or a link to a rule
//! where the words name one, and plain text for the live region, the command line and files.
//!
//! Code names entries with [`key!`](crate::key) and [`entry!`](crate::entry), which the compiler looks up in the
//! catalogues, so a missing entry fails there and never in front of a reader. This layer knows the facts of the layers
//! below it and gives them words; it decides nothing.

pub mod argument;
mod catalogue;
mod comparison;
pub mod error;
pub mod finding;
pub mod piece;
mod problem;
mod sentence;
pub mod template;
pub mod units;
mod unsaid;
mod why;

pub use argument::{Argument, Entry};
pub use catalogue::provide;
pub use piece::{Piece, plain};
pub use why::Explained;

/// An entry by its name, as in `key!("transport.play")`. A name that the catalogues lack does not compile.
#[macro_export]
macro_rules! key {
    ($name:literal) => {{
        const KEY: $crate::text::Key = $crate::text::Key::named($name);
        KEY
    }};
}

/// An entry of the catalogues: its place in them. Made by [`key!`](crate::key) alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u16);

impl Key {
    /// For the macro.
    #[doc(hidden)]
    pub const fn named(name: &str) -> Key {
        Key(catalogue::place(name))
    }
}

/// The languages that Warren speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    #[default]
    English,
    Chinese,
}

impl Language {
    /// Every language, in the order of the menu.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// What an address and a stored setting call it: `en`, `zh`.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }

    /// What the page's `lang` attribute says.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-CN",
        }
    }

    /// Reads a code or a browser's language tag such as `zh-Hans-CN`; none where we do not speak it.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Language::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.code()))
    }
}

/// One language's catalogue. Cheap to clone; two of the same language are equal.
#[derive(Clone, Debug)]
pub struct Text {
    language: Language,
    sentences: &'static [&'static str],
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Text {
    /// Opens the catalogue of a language.
    pub fn new(language: Language) -> Text {
        Text {
            language,
            sentences: catalogue::catalogue(language),
        }
    }

    /// The language of this catalogue.
    pub fn language(&self) -> Language {
        self.language
    }

    /// An entry as it stands in the catalogue, for labels without arguments or marks.
    pub fn get(&self, key: Key) -> &'static str {
        self.sentences
            .get(usize::from(key.0))
            .copied()
            .unwrap_or_default()
    }

    /// An entry with its arguments filled in.
    pub fn say(&self, entry: Entry) -> Vec<Piece> {
        let (template, arguments) = (self.get(entry.key()), entry.arguments());
        debug_assert_eq!(template::first_missing(template, arguments), None, "{template}");
        template::fill(self, template, arguments)
    }

    /// An entry with its arguments filled in, as plain text.
    pub fn line(&self, entry: Entry) -> String {
        plain(&self.say(entry))
    }

    /// Sentences one after the other. Chinese ones stand without a space between them.
    pub fn paragraph(&self, sentences: impl IntoIterator<Item = Vec<Piece>>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for sentence in sentences {
            if !pieces.is_empty() && self.language == Language::English {
                piece::append(&mut pieces, [Piece::Plain(" ".into())]);
            }
            piece::append(&mut pieces, sentence);
        }
        pieces
    }

    /// A text that an author wrote: `{m1}` is a message, `` `code` ``, `**strong**`, `R-DL-1` a rule.
    pub fn authored(&self, text: &str) -> Vec<Piece> {
        template::fill(self, text, &[])
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
