//! Amber marks on the canvas where a reviewer would notice something. Each says what; a click chooses its node.

use crate::scene::Scene;
use crate::scene::geometry::Point;
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::panels::problems::ProblemRow;
use crate::web::icon::{Icon, sign};
use crate::web::painter::Brush;
use crate::web::same::Bit;
use crate::web::shapes::{g, moved, title};
use crate::web::tag::Tag;

/// What the marks depend on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().problems), Bit::of(studio.scene())]
}

/// A mark for each place; one that has several problems says them all.
pub fn marks(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let scene = &**studio.scene();
    let rows = &studio.panels().problems.rows;
    let mut marks: Vec<(Point, String, String)> = Vec::new();
    for row in rows {
        let Some(at) = place(scene, row) else { continue };
        let words = brush.text.problem_mark(&row.what);
        match marks.iter_mut().find(|(other, ..)| *other == at) {
            Some((_, _, all)) => {
                all.push('\n');
                all.push_str(&words);
            }
            None => marks.push((at, row.node.to_string(), words)),
        }
    }
    let mark = |(at, node, words): (Point, String, String)| {
        let named = words.clone();
        let words = title(&words);
        let shown = sign(moved(at.x, at.y), 8.0, Icon::Warning, 11.0);
        g("problem")
            .set("data-marks", node)
            .set("role", "img")
            .set("aria-label", named)
            .child(words)
            .child(shown)
    };
    g("").children(marks.into_iter().map(mark))
}

/// At the border of a node's body, where neither its name nor its ports are; on an edge, near its beginning.
fn place(scene: &Scene, row: &ProblemRow) -> Option<Point> {
    let edge = row.edge.as_ref();
    let edge = edge.and_then(|id| scene.edges.iter().find(|edge| edge.id == *id));
    if let Some(edge) = edge {
        let (x, y) = edge.path.track().at(0.3);
        return Some(Point::new(x as i32, y as i32));
    }
    let node = scene.nodes.iter().find(|node| node.id == row.node)?;
    let body = node.body;
    Some(match node.kind {
        NodeKind::Queue => Point::new(body.right(), body.y),
        NodeKind::Exchange => Point::new(body.x + body.width / 4, body.y + body.height / 4),
        NodeKind::Producer | NodeKind::Consumer | NodeKind::Service | NodeKind::Note => {
            Point::new(body.x + body.width / 7, body.y + body.height / 7)
        }
    })
}
