//! What can stand on the canvas, and where.

use serde::{Serialize, Serializer};
use std::fmt;

/// A node of the drawing. In a file it is a text: `exchange:topics`, `queue:q1`, `actor:1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    Exchange(String),
    Queue(String),
    /// By identifier, so that a new name keeps the place.
    Actor(u32),
    Note(String),
    /// What a newer version may draw; kept as it was written.
    Other(String),
}

/// A place on the canvas, in the canvas' own units: x to the right, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

impl Point {
    /// So far from the origin, in either direction, the canvas goes. What is computed of places then fits into 32 bits.
    pub const FARTHEST: i32 = 1_000_000;

    /// This place, or the nearest on the canvas.
    pub const fn on_canvas(self) -> Point {
        Point {
            x: within(self.x),
            y: within(self.y),
        }
    }
}

const fn within(coordinate: i32) -> i32 {
    if coordinate < -Point::FARTHEST {
        -Point::FARTHEST
    } else if coordinate > Point::FARTHEST {
        Point::FARTHEST
    } else {
        coordinate
    }
}

impl Node {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Node {
        let node = match text.split_once(':') {
            Some(("exchange", name)) => Some(Node::Exchange(name.into())),
            Some(("queue", name)) => Some(Node::Queue(name.into())),
            Some(("note", id)) => Some(Node::Note(id.into())),
            Some(("actor", id)) => id.parse().ok().map(Node::Actor),
            Some(_) | None => None,
        };
        // `actor:007` would be written back as `actor:7`.
        node.filter(|node| node.to_string() == text)
            .unwrap_or_else(|| Node::Other(text.into()))
    }
}

impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Exchange(name) => write!(formatter, "exchange:{name}"),
            Node::Queue(name) => write!(formatter, "queue:{name}"),
            Node::Actor(id) => write!(formatter, "actor:{id}"),
            Node::Note(id) => write!(formatter, "note:{id}"),
            Node::Other(text) => formatter.write_str(text),
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.x, self.y].serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_written_back() {
        for text in [
            "exchange:",
            "queue:a:b",
            "actor:7",
            "actor:007",
            "actor:x",
            "database:1",
            "",
        ] {
            assert_eq!(Node::parse(text).to_string(), text);
        }
        assert_eq!(Node::parse("queue:a:b"), Node::Queue("a:b".into()));
    }
}
