//! All words that people read, in English and Simplified Chinese, and the way they are put together.
//!
//! A catalogue is a file of `key = sentence` lines, `static/text/en.txt` and `static/text/zh.txt`; the two have the same
//! keys with the same arguments, and a test holds them to it. A sentence is always one entry: nothing is glued from
//! parts. What comes out are [`Piece`]s, so that a page can draw a message's shape or a link to a rule where the words
//! name one, and plain text for the live region, the command line and files.
//!
//! Code names entries with [`key!`](crate::key) and [`entry!`](crate::entry), which a test looks up in the catalogues, so a missing entry fails
//! there and never in front of a reader. This layer knows the facts of the layers below it and gives them words; it
//! decides nothing.

pub mod argument;
mod comparison;
pub mod error;
pub mod finding;
pub mod piece;
mod sentence;
pub mod template;
pub mod units;
mod why;

pub use argument::{Argument, Entry};
pub use piece::{Piece, plain};
pub use why::Explained;

use crate::base::order;
use std::rc::Rc;
use std::sync::OnceLock;

/// The name of an entry in the catalogues, as in `key!("transport.play")`. Tests find every such name in the sources.
#[macro_export]
macro_rules! key {
    ($name:literal) => {
        $crate::text::Key::named($name)
    };
}

/// An entry's name. Made by [`key!`](crate::key) alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(&'static str);

impl Key {
    /// For the macro.
    #[doc(hidden)]
    pub const fn named(name: &'static str) -> Key {
        Key(name)
    }

    /// The name as the catalogues write it.
    pub fn name(self) -> &'static str {
        self.0
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

/// What [`provide`] was given.
static CATALOGUES: OnceLock<[&'static str; 2]> = OnceLock::new();

/// Gives the words in English and Chinese, before anything speaks. In a browser they are files of the page, which load
/// beside the program; elsewhere they are part of it. The first words stay.
pub fn provide(english: String, chinese: String) {
    CATALOGUES.get_or_init(|| [english.leak(), chinese.leak()]);
}

fn catalogue(language: Language) -> &'static str {
    let [english, chinese] = CATALOGUES.get().copied().unwrap_or(BUILT_IN);
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

#[cfg(not(target_arch = "wasm32"))]
const BUILT_IN: [&str; 2] = [
    include_str!("../static/text/en.txt"),
    include_str!("../static/text/zh.txt"),
];

#[cfg(target_arch = "wasm32")]
const BUILT_IN: [&str; 2] = ["", ""];

/// One language's catalogue. Cheap to clone; two of the same language are equal.
#[derive(Clone, Debug)]
pub struct Text {
    language: Language,
    entries: Rc<[(&'static str, &'static str)]>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Text {
    /// Opens the catalogue of a language.
    pub fn new(language: Language) -> Text {
        let mut entries: Vec<_> = lines(catalogue(language)).collect();
        order::sort(&mut entries);
        Text {
            language,
            entries: entries.into(),
        }
    }

    /// The language of this catalogue.
    pub fn language(&self) -> Language {
        self.language
    }

    /// An entry as it stands in the catalogue, for labels without arguments or marks.
    pub fn get(&self, key: Key) -> &'static str {
        self.find(key.0).unwrap_or(key.0)
    }

    /// An entry with its arguments filled in.
    pub fn say(&self, key: Key, arguments: &[(&str, Argument)]) -> Vec<Piece> {
        let template = self.get(key);
        debug_assert_eq!(template::first_missing(template, arguments), None, "{}", key.0);
        template::fill(self, template, arguments)
    }

    /// An entry with its arguments filled in, both in one.
    pub fn entry(&self, (key, arguments): Entry) -> Vec<Piece> {
        self.say(key, &arguments)
    }

    /// An entry with its arguments filled in, as plain text.
    pub fn line(&self, key: Key, arguments: &[(&str, Argument)]) -> String {
        plain(&self.say(key, arguments))
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

    fn find(&self, name: &str) -> Option<&'static str> {
        let at = self.entries.binary_search_by_key(&name, |&(key, _)| key).ok()?;
        Some(self.entries[at].1)
    }
}

/// The `key = sentence` lines of a file; empty lines and those that begin with `#` are for its readers.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
