//! How an element of the canvas says which node or message it stands for, and how that is read again.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::base::ids::MessageId;
use crate::model::Node;

/// What was pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The port of the selected node.
    Port,
    Message(MessageId),
    Node(Node),
    Ground,
}

/// What an event of the canvas points at.
pub fn target(event: &Event) -> Target {
    let element = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    element.map_or(Target::Ground, |element| of(&element))
}

fn of(element: &Element) -> Target {
    let value = |attribute: &str| {
        let found = element.closest(&format!("[{attribute}]")).ok()??;
        found.get_attribute(attribute)
    };
    if value("data-port").is_some() {
        return Target::Port;
    }
    if let Some(message) = value("data-message").and_then(|number| number.parse().ok()) {
        return Target::Message(MessageId(message));
    }
    value("data-node").map_or(Target::Ground, |node| Target::Node(Node::parse(&node)))
}
