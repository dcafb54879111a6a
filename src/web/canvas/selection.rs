//! The blue frame around what is chosen, and the port that attaches something to it.

use std::rc::Rc;

use yew::prelude::*;

use crate::scene::geometry::Rect;
use crate::scene::node::{NodeKind, NodeView};
use crate::web::same::Same;
use crate::web::store::{use_panel, use_selector};

/// The frame of the selected node.
#[component]
pub fn Selection() -> Html {
    let node = use_selector(|studio| {
        let selected = studio.view().selected.as_ref()?;
        studio
            .scene()
            .nodes
            .iter()
            .find(|node| node.id == *selected)
            .map(Same::from)
    });
    let panel = use_panel(|panels| &panels.node);
    let Some(node) = &*node else { return html! {} };
    let attach = panel
        .attach
        .clone()
        .filter(|_| panel.node.as_ref().is_some_and(|(id, _)| *id == node.id));
    let frame = frame(node);
    html! {
        <g class="selection">
            <rect
                class="sel-frame" x={frame.x.to_string()} y={frame.y.to_string()}
                width={frame.width.to_string()} height={frame.height.to_string()} rx="6"
            />
            { for attach.map(|words| port(node, frame, &words)) }
        </g>
    }
}

/// The frame around the body and what a queue keeps beside it.
pub fn frame(node: &NodeView) -> Rect {
    let pocket = node.slots.as_ref().and_then(|slots| slots.pocket);
    let tray = node.tray.as_ref().map(|tray| tray.rect);
    let body = [pocket, tray].into_iter().flatten().fold(node.body, Rect::union);
    body.grown(7)
}

/// Where a producer comes to an exchange, and a consumer to a queue.
fn port(node: &NodeView, frame: Rect, words: &Rc<str>) -> Html {
    let flipped = node.slots.as_ref().is_some_and(|slots| slots.flipped);
    let x = if node.kind == NodeKind::Exchange || flipped {
        frame.x
    } else {
        frame.right()
    };
    html! {
        <g
            class="port" role="button" data-port="" aria-label={words.to_string()}
            transform={format!("translate({x} {})", frame.middle().y)}
        >
            <title>{ &**words }</title>
            <circle class="port-reach" r="16" />
            <circle class="sel-port" r="9" />
            <path class="sel-port-ic" d="M-4 0h8M0-4v8" />
        </g>
    }
}
