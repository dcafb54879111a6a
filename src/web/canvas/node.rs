//! A node: its shape by its kind, its labels, its state, and the messages in it.

use yew::prelude::*;

use crate::scene::node::{NodeKind, NodeState, NodeView};
use crate::scene::token::TokenView;
use crate::web::canvas::node_element_id;
use crate::web::canvas::node_parts::{badge, label, stamp};
use crate::web::canvas::queue;
use crate::web::canvas::token::resting_token;
use crate::web::icon::Icon;
use crate::web::painter::Painter;
use crate::web::same::Same;

/// A node, and what rests in it.
#[derive(Clone, PartialEq)]
pub struct NodeInScene {
    /// Its position in flow order.
    pub position: usize,
    pub node: Same<NodeView>,
    pub tokens: Vec<Same<TokenView>>,
}

/// A node as a group that is named by kind and name.
pub fn node(painter: &Painter, given: &NodeInScene) -> Html {
    let node = &*given.node;
    let class = classes!(
        "node",
        class(node.kind),
        state(node.state),
        node.active.then_some("is-active"),
        node.selected.then_some("is-selected"),
        node.spotlit.then_some("is-spotlit"),
        node.lit.then_some("is-lit"),
    );
    html! {
        <g
            {class} role="group" id={node_element_id(painter.mount, given.position)}
            aria-label={node.accessible_name.to_string()} aria-description={node.caption.to_string()}
            data-node={node.id.to_string()}
        >
            { queue::rect("reach", node.bounds, 6) }
            { drawing(node) }
            { for given.tokens.iter().map(|token| resting_token(token)) }
            { state_stamp(node) }
        </g>
    }
}

/// The shape with its labels, without what rests in it.
pub fn drawing(node: &NodeView) -> Html {
    html! {
        <>
            { body(node) }
            { label(node, &node.label, "n-name", &node.name) }
            if !node.type_name.is_empty() {
                { label(node, &node.type_label, "n-type", &node.type_name) }
            }
            { for node.badges.iter().map(badge) }
            if !node.caption.is_empty() {
                { label(node, &node.caption_label, caption_class(node), &node.caption) }
            }
        </>
    }
}

/// The class of a kind, which brings its colours.
pub fn class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Producer => "k-producer",
        NodeKind::Exchange => "k-exchange",
        NodeKind::Queue => "k-queue",
        NodeKind::Consumer => "k-consumer",
        NodeKind::Service => "k-service",
        NodeKind::Note => "k-note",
    }
}

fn state(state: NodeState) -> Option<&'static str> {
    match state {
        NodeState::Well => None,
        NodeState::Crashed => Some("is-crashed"),

        NodeState::Disconnected | NodeState::NotStarted | NodeState::Absent => Some("is-unreachable"),
    }
}

fn caption_class(node: &NodeView) -> &'static str {
    match (node.kind, node.caption_is_bad) {
        (NodeKind::Queue, _) => "n-count",
        (_, true) => "n-sub bad",
        (_, false) => "n-sub",
    }
}

fn body(node: &NodeView) -> Html {
    match node.kind {
        NodeKind::Producer => circle(node, "P", false),
        NodeKind::Consumer => circle(node, "C", true),
        NodeKind::Exchange => diamond(node),
        NodeKind::Queue => queue::body(node),
        NodeKind::Service => card(node),
        NodeKind::Note => note(node),
    }
}

/// A producer or consumer; the consumer has an inner ring, and a tray for what is in its hands.
fn circle(node: &NodeView, letter: &'static str, inner: bool) -> Html {
    let radius = f64::from(node.body.width) / 2.0;
    html! {
        <>
            <g transform={translate(node)}>
                <circle class="halo" r={(radius + 5.0).to_string()} />
                <circle class="body" r={radius.to_string()} />
                if inner {
                    <circle class="inner" r={(radius * 0.82).to_string()} />
                }
                <text class="letter" y="1">{ letter }</text>
                if node.state == NodeState::Crashed {
                    <path class="crack" d="M-4-25 3-12-5-3 5 7-3 25" />
                }
            </g>
            { for node.tray.iter().map(queue::tray) }
        </>
    }
}

/// A rounded diamond with a cross.
fn diamond(node: &NodeView) -> Html {
    let half = f64::from(node.body.width) / 2.0;
    html! {
        <g transform={translate(node)}>
            <path class="halo" d={rounded_diamond(half + 6.0)} />
            <path class="body" d={rounded_diamond(half)} />
            <path class="glyph" d="M-7-7 7 7M7-7-7 7" />
        </g>
    }
}

fn rounded_diamond(half: f64) -> String {
    let (near, far) = (half * 0.2, half * 0.8);
    format!(
        "M{} {}Q0 {} {near} {}L{far} {}Q{half} 0 {far} {near}L{near} {far}Q0 {half} {} {far}L{} {near}Q{} 0 {} {}Z",
        -near, -far, -half, -far, -near, -near, -far, -half, -far, -near,
    )
}

/// An actor that does both: a card with its letter and lines of a program.
fn card(node: &NodeView) -> Html {
    let body = node.body;
    let (x, y) = (body.x.to_string(), body.y.to_string());
    let (width, height) = (body.width.to_string(), body.height.to_string());
    let halo = body.grown(5);
    let middle = body.middle();
    html! {
        <>
            <rect
                class="halo" x={halo.x.to_string()} y={halo.y.to_string()}
                width={halo.width.to_string()} height={halo.height.to_string()} rx="14"
            />
            <rect class="body" {x} {y} {width} {height} rx="10" />
            <text class="letter" x={(body.x + 18).to_string()} y={(middle.y + 1).to_string()}>{ "S" }</text>
            <path class="lines" d={format!("M{} {}h18m-18 8h{}m-{} 8h14", body.x + 34, middle.y - 8, body.width - 50, body.width - 50)} />
            { for node.tray.iter().map(queue::tray) }
        </>
    }
}

/// Paper with a folded corner.
fn note(node: &NodeView) -> Html {
    let (width, height) = (node.body.width, node.body.height);
    let (fold_x, fold_y) = (width - 14, height - 14);
    let paper = format!(
        "M0 6Q0 0 6 0H{}Q{width} 0 {width} 6V{fold_y}L{fold_x} {height}H6Q0 {height} 0 {}Z",
        width - 6,
        height - 6,
    );
    let fold = format!(
        "M{width} {fold_y}H{}Q{fold_x} {fold_y} {fold_x} {}V{height}Z",
        width - 10,
        height - 10
    );
    let lines = node.lines.iter().enumerate().map(|(row, line)| {
        html! { <text class="note-t" x="11" y={(19 + 16 * row).to_string()}>{ &**line }</text> }
    });
    html! {
        <g transform={format!("translate({} {})", node.body.x, node.body.y)}>
            <path class="note-b" d={paper} /><path class="note-fold" d={fold} />{ for lines }
        </g>
    }
}

fn translate(node: &NodeView) -> String {
    format!("translate({} {})", node.at.x, node.at.y)
}

/// The stamp of a state, at the top right of the body.
fn state_stamp(node: &NodeView) -> Html {
    let (class, shown) = match node.state {
        NodeState::Well => return html! {},
        NodeState::Crashed => (None, Icon::Bolt),

        NodeState::Disconnected => (Some("mute"), Icon::Unplug),
        NodeState::NotStarted => (Some("mute"), Icon::Clock),

        NodeState::Absent => (Some("mute"), Icon::Query),
    };
    let inset = if node.kind == NodeKind::Queue {
        0
    } else {
        node.body.width / 8
    };
    stamp(class, shown, node.body.right() - inset, node.body.y + inset)
}
