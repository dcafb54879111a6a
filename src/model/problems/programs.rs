//! What is wrong with what actors say, in the very word: mistakes, and names that nothing has.

use crate::base::gather::Gather;
use crate::model::diagnostic::{Code, Diagnostic, Part};
use crate::model::document::Document;
use crate::model::node::Node;
use crate::model::problems::{Looked, Mend, Noticed, Problem, at};
use crate::model::program::mention::{mentions, written};
use crate::model::validate;

/// Something about an actor that cannot work, or hardly can.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub actor: u32,
    pub code: Code,
    /// Where in its program; none where it is about something else.
    pub spot: Option<Spot>,
}

/// A word in a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// From 1, as the column, which counts letters.
    pub line: u32,
    pub column: u32,
    /// As it stands there; empty where it is the whole line.
    pub word: String,
    /// What was probably meant, as it would be written.
    pub meant: Option<String>,
}

impl Spot {
    /// Writes what was meant. False where the word does not stand there.
    pub fn correct(&self, lines: &mut [String]) -> bool {
        let Some((line, meant)) = lines.get_mut(self.line as usize - 1).zip(self.meant.as_ref()) else {
            return false;
        };
        let mut places = line.char_indices().map(|(at, _)| at);
        let from = places.nth(self.column as usize - 1).unwrap_or(line.len());
        let is_there = line[from..].starts_with(&self.word);
        if is_there {
            line.replace_range(from..from + self.word.len(), meant);
        }
        is_there
    }
}

pub fn find(looked: &Looked<'_>, found: &mut Vec<Problem>) {
    for remark in remarks(looked.document) {
        let Remark { actor, code, spot } = remark;
        // A key of the default exchange is told by its edge.
        let is_told = |problem: &Problem| {
            let Noticed::NoBindingMatches { actor: own, key, .. } = &problem.what else {
                return false;
            };
            matches!(&code, Code::Unknown { name, .. } if *own == actor && key == name)
        };
        if !found.iter().any(is_told) {
            let mend = spot.clone().filter(|spot| spot.meant.is_some());
            let mend = mend.map(|spot| Mend::Correct { actor, spot });
            found.push(at(Node::Actor(actor), Noticed::Amiss { code, spot }, mend));
        }
    }
}

/// All that is wrong with what actors say.
pub fn remarks(document: &Document) -> Vec<Remark> {
    let found = validate::actors(document).into_iter();
    found.filter_map(|finding| remark(document, finding)).gather()
}

fn remark(document: &Document, finding: Diagnostic) -> Option<Remark> {
    let Diagnostic { code, place, .. } = finding;
    let [_, Part::Index(at), rest @ ..] = place.0.as_slice() else {
        return None;
    };
    let actor = document.actors.get(*at)?;
    let spot = match rest {
        [Part::Field(field), Part::Line { line, column }] if field == "program" => {
            Some(spot(&actor.program.0, *line, *column, &code))
        }
        [..] => None,
    };
    Some(Remark {
        actor: actor.id,
        code,
        spot,
    })
}

/// The word of a finding about a line: the name that it is about, or what could not be read.
fn spot(lines: &[String], line: u32, column: u32, code: &Code) -> Spot {
    let (mut name, mut meant) = ("", None);
    if let Code::Unknown {
        name: own, nearest, ..
    }
    | Code::UnknownFunction { name: own, nearest } = code
    {
        (name, meant) = (own, nearest.clone());
    } else if let Code::UnknownVariable { name: own } = code {
        name = own;
    } else if let Code::Syntax { found, expected } = code {
        (name, meant) = (found, expected.nearest(found));
    }
    let text = lines.get(line as usize - 1).map_or("", String::as_str);
    let mentions = mentions(lines).into_iter();
    let mut own = mentions.filter(|mention| mention.line + 1 == line as usize);
    let mentioned = own
        .find(|mention| mention.name == name)
        .map(|mention| mention.range);
    let (from, word) = match mentioned {
        Some(range) => (Some(range.start), &text[range]),
        None => (place_of(text, name), name),
    };
    match from {
        Some(from) => Spot {
            line,
            column: text[..from].chars().count() as u32 + 1,
            word: word.into(),
            meant: meant.map(|meant| written(word, &meant)),
        },
        None => Spot {
            line,
            column,
            word: String::new(),
            meant: None,
        },
    }
}

/// Where a word stands alone in a line.
fn place_of(line: &str, word: &str) -> Option<usize> {
    let ends = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
    let is_alone = |at: &usize| {
        let (before, after) = (&line[..*at], &line[at + word.len()..]);
        ends(before.chars().next_back()) && ends(after.chars().next())
    };
    let mut places = line.match_indices(word).map(|(at, _)| at);
    places.find(is_alone).filter(|_| !word.is_empty())
}
