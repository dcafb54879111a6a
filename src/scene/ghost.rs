//! How a node will look that is not there yet: what the pointer carries while it is placed.

use crate::base::gather::Gather;
use crate::scene::geometry::Point;
use crate::scene::node::{Badge, NodeKind, NodeState, NodeView};
use crate::scene::plan::PlanNode;
use crate::scene::shape::{self, Shape};

/// The node with its point at the origin, empty and at rest.
pub fn ghost(planned: &PlanNode, language: usize) -> NodeView {
    let shape = Shape::of(planned, false);
    let badges = planned.badges.iter().zip(&shape.badges);
    let badges = badges.map(|(badge, rect)| Badge {
        rect: *rect,
        text: badge.text.clone(),
        is_dead_letter: badge.is_dead_letter,
        title: badge.title.clone(),
    });
    NodeView {
        id: planned.id.clone(),
        kind: planned.kind,
        name: planned.name.clone(),
        accessible_name: "".into(),
        at: Point::default(),
        body: shape.body,
        bounds: shape.bounds,
        flipped: false,
        label: shape.name,
        type_name: planned.type_name.clone(),
        type_label: shape.type_name,
        caption: "".into(),
        caption_label: shape.caption,
        caption_is_bad: false,
        badges: badges.gather(),
        slots: (planned.kind == NodeKind::Queue).then(|| shape::no_messages(shape.body, false)),
        tray: None,
        lines: shape::lines_of_note(planned, language),
        line: None,
        state: NodeState::Well,
        active: false,
        selected: false,
        spotlit: false,
        lit: false,
    }
}
