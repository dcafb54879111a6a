//! How an element of the canvas says which node or message it stands for, and how that is read again.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::base::ids::MessageId;
use crate::model::Node;
use crate::studio::gesture::{Grip, Side};

/// What an event of the canvas points at.
pub fn target(event: &Event) -> Grip {
    let element = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    element.map_or(Grip::Ground, |element| of(&element))
}

/// The node that an event points at, also through what lies in it.
pub fn node_at(event: &Event) -> Option<Node> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let found = element.closest("[data-node]").ok()??;
    Some(Node::parse(&found.get_attribute("data-node")?))
}

fn of(element: &Element) -> Grip {
    let value = |attribute: &str| {
        let found = element.closest(&format!("[{attribute}]")).ok()??;
        found.get_attribute(attribute)
    };
    match value("data-port").as_deref() {
        Some("attach") => return Grip::Attach,
        Some("start") => return Grip::Handle(Side::Start),
        Some("end") => return Grip::Handle(Side::End),
        Some(node) => return Grip::Port(Node::parse(node)),
        None => {}
    }
    if let Some(message) = value("data-message").and_then(|number| number.parse().ok()) {
        return Grip::Message(MessageId(message));
    }
    let node = value("data-node").or_else(|| value("data-marks"));
    node.map_or(Grip::Ground, |node| Grip::Node(Node::parse(&node)))
}
