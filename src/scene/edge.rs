//! Edges and the pills on them.

use crate::base::time::Ms;
use crate::scene::geometry::{Path, Point, Rect};
use crate::scene::measure::{Font, width};
use std::rc::Rc;

pub use crate::model::edge::{EdgeId, EdgeKind};

/// One edge as it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeView {
    pub id: EdgeId,
    /// From border to border.
    pub path: Rc<Path>,
    /// The path as SVG writes it.
    pub d: Rc<str>,
    /// The tip of its arrow and its direction in degrees.
    pub arrow: Point,
    pub heading: i32,
    pub pills: Vec<PillView>,
    pub state: EdgeState,
    /// The lesson speaks of it.
    pub spotlit: bool,
    /// The lit message passed here.
    pub lit: bool,
}

/// What an edge has to do with the current step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeState {
    Idle,
    /// A message travels or travelled here in this step.
    Hot,
    /// Tried in this step, and no binding of it matched: thin.
    NotMatched,
    /// One end has crashed or its connection is cut: two red strokes.
    Cut,
    /// The broker has no such binding now, not yet or not any more: thin and dashed.
    Absent,
}

/// A pill on an edge: the gate of a binding, or the reason of a dead letter.
#[derive(Clone, Debug, PartialEq)]
pub struct PillView {
    pub rect: Rect,
    pub text: Rc<str>,
    /// Keys are monospace.
    pub is_key: bool,
    pub mark: PillMark,
    /// The whole of what it says, where the text was shortened.
    pub title: Rc<str>,
}

/// The mark at the left of a pill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PillMark {
    /// A binding that was not tried in this step.
    None,
    /// A tick: it let the message pass.
    Matched,
    /// A cross: it did not.
    NotMatched,
    /// A turning arrow: dead letters.
    DeadLetter,
    /// A turning arrow, in orange: a dead letter in this step.
    DeadLetterNow,
}

/// What a pill says that is not a binding key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PillText {
    /// How messages of this queue can die.
    DeadLetters(Vec<DeathCause>),
    /// The alternate exchange.
    Alternate,
}

/// Why a message leaves its queue for the dead letter exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeathCause {
    Rejected,
    Expired { ttl_ms: Option<Ms> },
    MaxLength,
    DeliveryLimit,
}

/// The widest text on a pill; longer keys are shortened.
pub const WIDEST_PILL: i32 = 190;

/// The height of a pill, and what it needs beside its text: room for a mark and for its round ends.
pub const PILL_HEIGHT: i32 = 20;
pub const PILL_PADDING: i32 = 33;

impl PillText {
    /// Room for the words, whatever the language.
    pub fn width(&self) -> i32 {
        match self {
            PillText::DeadLetters(_) => 78,
            PillText::Alternate => 62,
        }
    }
}

/// A key as it stands on a pill: as much of it as there is room for.
pub fn shortened(key: &str) -> String {
    if width(Font::Key, key) <= WIDEST_PILL {
        return key.into();
    }
    let mut text = String::new();
    for character in key.chars() {
        if width(Font::Key, &text) + 2 * width(Font::Key, "…") > WIDEST_PILL {
            break;
        }
        text.push(character);
    }
    text.push('…');
    text
}
