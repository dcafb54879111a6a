//! What a chapter lights, and which panel it opens.

use crate::base::ids::MessageId;
use crate::model::lesson::stop::message;
use std::fmt;
use std::str::FromStr;

/// One thing, or one set, that a chapter lights. In a file: `queue:q1`, `bindings:topics`, `message:m1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Light {
    Exchange(String),
    Queue(String),
    /// By name.
    Actor(String),
    /// By its identifier in the topology: `b1`.
    Binding(String),
    /// All bindings of an exchange.
    Bindings(String),
    Message(MessageId),
}

/// The panel beside a chapter. In a file: `why m1`, `message m1`, `node billing`, `log`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    #[default]
    None,
    Why(MessageId),
    Message(MessageId),
    /// A queue, exchange or actor by name.
    Node(String),
    Log,
}

/// The text is none of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKnown;

impl FromStr for Light {
    type Err = NotKnown;

    fn from_str(text: &str) -> Result<Self, NotKnown> {
        let (kind, name) = text.split_once(':').ok_or(NotKnown)?;
        let name = name.to_string();
        match kind {
            "exchange" => Ok(Light::Exchange(name)),
            "queue" => Ok(Light::Queue(name)),
            "actor" => Ok(Light::Actor(name)),
            "binding" => Ok(Light::Binding(name)),
            "bindings" => Ok(Light::Bindings(name)),
            "message" => message(&name).map(Light::Message).ok_or(NotKnown),
            _ => Err(NotKnown),
        }
    }
}

impl fmt::Display for Light {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Light::Exchange(name) => write!(formatter, "exchange:{name}"),
            Light::Queue(name) => write!(formatter, "queue:{name}"),
            Light::Actor(name) => write!(formatter, "actor:{name}"),
            Light::Binding(id) => write!(formatter, "binding:{id}"),
            Light::Bindings(exchange) => write!(formatter, "bindings:{exchange}"),
            Light::Message(id) => write!(formatter, "message:{id}"),
        }
    }
}

impl FromStr for Panel {
    type Err = NotKnown;

    fn from_str(text: &str) -> Result<Self, NotKnown> {
        match text.split_once(' ') {
            None if text.is_empty() || text == "none" => Ok(Panel::None),
            None if text == "log" => Ok(Panel::Log),
            Some(("why", id)) => message(id).map(Panel::Why).ok_or(NotKnown),
            Some(("message", id)) => message(id).map(Panel::Message).ok_or(NotKnown),
            Some(("node", name)) if !name.is_empty() => Ok(Panel::Node(name.into())),
            Some(_) | None => Err(NotKnown),
        }
    }
}

impl fmt::Display for Panel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Panel::None => formatter.write_str("none"),
            Panel::Why(id) => write!(formatter, "why {id}"),
            Panel::Message(id) => write!(formatter, "message {id}"),
            Panel::Node(name) => write!(formatter, "node {name}"),
            Panel::Log => formatter.write_str("log"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_and_panels_are_read_and_written() {
        for text in [
            "exchange:",
            "queue:a:b",
            "actor:billing",
            "binding:b1",
            "bindings:topics",
            "message:m1",
        ] {
            assert_eq!(text.parse::<Light>().unwrap().to_string(), text);
        }
        for text in ["none", "why m1", "message m3", "node orders.work", "log"] {
            assert_eq!(text.parse::<Panel>().unwrap().to_string(), text);
        }
        assert_eq!("moon:m1".parse::<Light>(), Err(NotKnown));
        assert_eq!("why not".parse::<Panel>(), Err(NotKnown));
    }
}
