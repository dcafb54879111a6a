//! The blue frame around what is chosen, and the port that attaches something to it.

use std::rc::Rc;

use yew::prelude::*;

use crate::scene::geometry::Rect;
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::Studio;
use crate::web::painter::Brush;
use crate::web::same::Bit;

/// What the frame depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(selected(studio)), Bit::of(&studio.panels().node)]
}

/// The selected node as it is in the picture.
pub fn selected(studio: &Studio) -> Option<&Rc<NodeView>> {
    let selected = studio.view().selected.as_ref()?;
    studio.scene().nodes.iter().find(|node| node.id == *selected)
}

/// The frame of the selected node.
pub fn selection(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let Some(node) = selected(&studio) else {
        return html! { <g></g> };
    };
    let panel = &studio.panels().node;
    let attach = panel
        .attach
        .as_ref()
        .filter(|_| panel.node.as_ref().is_some_and(|(id, _)| *id == node.id));
    let frame = frame(node);
    html! {
        <g class="selection">
            <rect
                class="sel-frame" x={frame.x.to_string()} y={frame.y.to_string()}
                width={frame.width.to_string()} height={frame.height.to_string()} rx="6"
            />
            { for attach.map(|words| port(node, frame, words)) }
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
fn port(node: &NodeView, frame: Rect, words: &str) -> Html {
    let flipped = node.kind == NodeKind::Queue && node.flipped;
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
            <title>{ words }</title>
            <circle class="port-reach" r="16" />
            <circle class="sel-port" r="9" />
            <path class="sel-port-ic" d="M-4 0h8M0-4v8" />
        </g>
    }
}
