//! The files of words, and which entry of theirs a name stands for.
//!
//! A name is looked up while the program is compiled, so the program knows an entry by its place alone. Words that come
//! from elsewhere are taken only if they have the very names, in the very order, that it was compiled with.

use crate::base::gather::Gather;
use std::sync::OnceLock;

use super::Language;
use crate::base::hash::Digest;

/// The catalogue that names are looked up in. All others have its names in its order.
const ENGLISH: &str = include_str!("../../static/text/en.txt");

#[cfg(not(target_arch = "wasm32"))]
pub(super) const BUILT_IN: [&str; 2] = [ENGLISH, include_str!("../../static/text/zh.txt")];

#[cfg(target_arch = "wasm32")]
pub(super) const BUILT_IN: [&str; 2] = ["", ""];

/// What stands for all the names, and how many they are.
const NAMES: (u64, usize) = Names::of(ENGLISH).all();

/// Each name with its place, in the slot that its digest falls into or the next free one; half of them stay free. The
/// compiler alone reads this.
static PLACES: [Option<(u64, u16)>; 2 * NAMES.1] = {
    let mut places = [None; 2 * NAMES.1];
    let mut names = Names::of(ENGLISH);
    let mut place = 0;
    while let Some(name) = names.next() {
        let mut slot = name as usize % places.len();
        while places[slot].is_some() {
            slot = (slot + 1) % places.len();
        }
        places[slot] = Some((name, place));
        place += 1;
    }
    places
};

/// The place of the entry with this name.
pub(super) const fn place(name: &str) -> u16 {
    let wanted = digest(name.as_bytes(), 0, name.len());
    let mut slot = wanted as usize % PLACES.len();
    while let Some((name, place)) = PLACES[slot] {
        if name == wanted {
            return place;
        }
        slot = (slot + 1) % PLACES.len();
    }
    panic!("no entry of the catalogues in static/text has this name")
}

/// Walks over the names of a file's entries.
struct Names<'f> {
    file: &'f [u8],
    at: usize,
}

impl Names<'_> {
    const fn of(file: &str) -> Names<'_> {
        let file = file.as_bytes();
        Names { file, at: 0 }
    }

    /// The digest of the next name. It ends at a space; empty lines and comments have none.
    const fn next(&mut self) -> Option<u64> {
        let mut begin = self.at;
        while self.at < self.file.len() {
            match self.file[self.at] {
                b'\n' => begin = self.at + 1,
                b'#' => self.skip_line(),
                b' ' => {
                    let name = digest(self.file, begin, self.at);
                    self.skip_line();
                    return Some(name);
                }
                _ => {}
            }
            self.at += 1;
        }
        None
    }

    const fn skip_line(&mut self) {
        while self.at + 1 < self.file.len() && self.file[self.at + 1] != b'\n' {
            self.at += 1;
        }
    }

    /// All the names together, and how many they are.
    const fn all(mut self) -> (u64, usize) {
        let mut digest = Digest::new();
        let mut count = 0;
        while let Some(name) = self.next() {
            digest.word(name);
            count += 1;
        }
        (digest.finish(), count)
    }
}

const fn digest(text: &[u8], begin: usize, end: usize) -> u64 {
    let mut digest = Digest::new();
    let mut at = begin;
    while at < end {
        digest.word(text[at] as u64);
        at += 1;
    }
    digest.finish()
}

/// What [`provide`] was given.
static CATALOGUES: OnceLock<[Vec<&'static str>; 2]> = OnceLock::new();

/// Gives the words in English and Chinese, before anything speaks. In a browser they are files of the page, which load
/// beside the program; elsewhere they are part of it. The first words stay. Says whether they fit this program: a
/// browser may have kept the files of another one.
#[must_use]
pub fn provide(english: String, chinese: String) -> bool {
    let files = [english, chinese];
    let fit = files.iter().all(|file| Names::of(file).all() == NAMES);
    if fit {
        CATALOGUES.get_or_init(|| files.map(|file| sentences(file.leak())));
    }
    fit
}

/// The sentences of a language, by their places.
pub(super) fn catalogue(language: Language) -> &'static [&'static str] {
    let [english, chinese] = CATALOGUES.get_or_init(|| BUILT_IN.map(sentences));
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

fn sentences(file: &'static str) -> Vec<&'static str> {
    lines(file).map(|(_, sentence)| sentence).gather()
}

/// The `key = sentence` lines of a file; empty lines and those that begin with `#` are for its readers.
pub(super) fn lines(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
}
