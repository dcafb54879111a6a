//! A scene as an SVG file that needs nothing else: the same shapes as on the canvas, their colours written out, in light
//! or dark ink. A poster has its title above and what happens below.

mod edge;
mod ink;
mod node;
mod paper;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod token;

pub use ink::Ink;

use crate::scene::Scene;
use crate::scene::geometry::Rect;
use crate::scene::measure::{Font, width};
use crate::scene::node::Anchor;
use paper::{Paper, Type};

/// The free room around the picture.
const MARGIN: i32 = 24;

/// The least width of a poster, so that its words have room.
const POSTER_WIDTH: i32 = 640;

/// What a picture is written with.
pub struct Dress<'a> {
    pub ink: Ink,
    /// What assistive technology calls it.
    pub name: &'a str,
    /// A poster's title, and what it says below the picture.
    pub poster: Option<(&'a str, &'a str)>,
}

impl<'a> Dress<'a> {
    /// The picture alone.
    pub fn plain(ink: Ink, name: &'a str) -> Dress<'a> {
        Dress {
            ink,
            name,
            poster: None,
        }
    }
}

/// Writes a scene.
pub fn svg(scene: &Scene, dress: &Dress<'_>) -> String {
    let mut paper = Paper {
        text: String::new(),
        ink: dress.ink,
    };
    let drawn = scene.bounds.grown(MARGIN);
    let said = dress
        .poster
        .map(|(_, said)| lines(said, drawn.width.max(POSTER_WIDTH) - 2 * MARGIN));
    let frame = match &said {
        None => drawn,
        Some(lines) => poster_frame(drawn, lines.len()),
    };
    paper.sheet(frame, dress.name);
    let ground = paper.ink("canvas");
    paper.rect(frame, 0, &[("fill", ground)]);
    hatch(&mut paper);
    if let (Some((title, _)), Some(lines)) = (dress.poster, &said) {
        poster(&mut paper, frame, drawn, title, lines);
    }
    for view in &scene.edges {
        edge::edge(&mut paper, view);
    }
    for view in &scene.edges {
        edge::pills(&mut paper, view);
    }
    for view in &scene.nodes {
        node::node(&mut paper, view);
    }
    for view in &scene.tokens {
        token::token(&mut paper, view);
    }
    paper.close("svg");
    paper.text.push('\n');
    paper.text
}

/// The pattern that fills what has crashed.
fn hatch(paper: &mut Paper) {
    let (ground, line) = (paper.ink("sunken"), paper.ink("line-2"));
    paper.open(
        "pattern",
        &[
            ("id", "hatch"),
            ("width", "6"),
            ("height", "6"),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"),
        ],
    );
    paper.rect(Rect::new(0, 0, 6, 6), 0, &[("fill", ground)]);
    paper.path("M0 0v6", &[("stroke", line), ("stroke-width", "2")]);
    paper.close("pattern");
}

/// The height of a poster's head, and of a line below its picture.
const HEAD: i32 = 56;
const LINE: i32 = 24;

fn poster_frame(drawn: Rect, lines: usize) -> Rect {
    let width = drawn.width.max(POSTER_WIDTH);
    let foot = if lines == 0 { 0 } else { lines as i32 * LINE + 36 };
    let x = drawn.x - (width - drawn.width) / 2;
    Rect::new(x, drawn.y - HEAD, width, drawn.height + HEAD + foot)
}

fn poster(paper: &mut Paper, frame: Rect, drawn: Rect, title: &str, lines: &[String]) {
    let ink = paper.ink("ink");
    let left = f64::from(frame.x + MARGIN);
    let words = |size, weight| Type {
        anchor: Anchor::Start,
        ..Type::middle(size, weight, ink)
    };
    paper.say(left, f64::from(frame.y + HEAD / 2 + 4), title, words(20.0, "600"));
    if lines.is_empty() {
        return;
    }
    let rule = paper.ink("line");
    let below = drawn.bottom();
    paper.rect(
        Rect::new(frame.x + MARGIN, below, frame.width - 2 * MARGIN, 1),
        0,
        &[("fill", rule)],
    );
    for (row, line) in lines.iter().enumerate() {
        let y = below + 28 + row as i32 * LINE;
        paper.say(left, y.into(), line, words(15.0, ""));
    }
}

/// Words in lines no wider than this. Chinese may break anywhere.
fn lines(words: &str, most: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut word = String::new();
    for letter in words.chars() {
        word.push(letter);
        if letter == ' ' || !letter.is_ascii() {
            add(&mut lines, &mut line, &mut word, most);
        }
    }
    add(&mut lines, &mut line, &mut word, most);
    lines.push(line);
    lines.retain(|line| !line.trim().is_empty());
    lines
}

fn add(lines: &mut Vec<String>, line: &mut String, word: &mut String, most: i32) {
    // What is measured is small print.
    let wide = |text: &str| width(Font::Caption, text) * 15 / 11;
    if !line.is_empty() && wide(line) + wide(word.trim_end()) > most {
        lines.push(std::mem::take(line));
    }
    line.push_str(word);
    word.clear();
}
