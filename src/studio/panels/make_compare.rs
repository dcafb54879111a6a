//! Making the comparison of two branches.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::entry;
use crate::scene::Scene;
use crate::scene::geometry::{Point, Rect};
use crate::scene::node::NodeView;
use crate::studio::Studio;
use crate::studio::panels::compare::{Compare, Side};
use crate::studio::session::Session;
use crate::studio::time::compare::{self, Comparing};
use crate::text::{Argument, plain};

/// How many tiles are side by side at most.
const TILES: usize = 42;

impl Studio {
    pub(in crate::studio) fn compare_panel(&self) -> Option<Compare> {
        let (session, comparing) = (self.session.as_ref()?, self.comparing.as_ref()?);
        let [left, right] = &comparing.sides;
        let steps = comparing.steps();
        let tiles = self.timeline.tiles.min(TILES);
        let first_tile = comparing
            .step
            .saturating_sub(tiles / 2)
            .min((steps + 1).saturating_sub(tiles));
        let until = (first_tile + tiles).min(steps + 1);
        let differs =
            (first_tile..until).map(|step| session.history.differs(left.branch, right.branch, step));
        let side = |of: &compare::Side, other: &compare::Side| {
            self.side(session, comparing, of, &other.scene, first_tile..until)
        };
        let summary = match comparing.differing {
            0 => entry!("compare.same", count = steps),
            differing => entry!("branch.differs", differing, count = steps),
        };
        let step_text = entry!("timeline.step_of", step = comparing.step, count = steps);
        let frame = |scene: &Scene| {
            let bounds = scene.nodes.iter().map(|node| node.bounds);
            bounds.reduce(Rect::union).unwrap_or_default()
        };
        Some(Compare {
            sides: vec![side(left, right), side(right, left)],
            frame: frame(&left.scene).union(frame(&right.scene)).grown(14),
            summary: self.text.line(summary).into(),
            first: comparing.first,
            step_text: self.text.line(step_text).into(),
            step: comparing.step,
            steps,
            first_tile,
            differs: differs.gather(),
        })
    }

    fn side(
        &self,
        session: &Session,
        comparing: &Comparing,
        of: &compare::Side,
        other: &Scene,
        tiles: std::ops::Range<usize>,
    ) -> Side {
        let branch = &session.history.branches()[of.branch.0 as usize];
        let ended_ms = branch.tile(branch.steps()).map_or(0, |tile| tile.at_ms);
        let ended = entry!("compare.ended", at = Argument::Moment(ended_ms));
        let marks = of
            .scene
            .nodes
            .iter()
            .filter(|node| !has_like(&of.scene, other, node));
        let until = tiles.end.min(of.steps + 1);
        Side {
            name: self.branch_name(session, of.branch.0 as usize).into(),
            scene: of.scene.clone(),
            marks: marks.map(|node| Point::new(node.body.x, node.body.y)).gather(),
            told: if comparing.step > of.steps {
                self.text.say(entry!("compare.over"))
            } else {
                self.text.telling(&of.telling)
            },
            ended: self.text.line(ended).into(),
            tiles: (tiles.start..until.max(tiles.start))
                .map(|step| self.tile_of(session, of.branch, step, comparing.step))
                .gather(),
        }
    }

    /// What the step did on both sides, for the live region.
    pub(in crate::studio) fn told_of_both(&self) -> Option<String> {
        let panel = self.compare_panel()?;
        let [left, right] = panel.sides.as_slice() else {
            return None;
        };
        let (one, other) = (plain(&left.told), plain(&right.told));
        let entry = if one == other {
            entry!(
                "compare.both",
                step = Argument::Plain(&panel.step_text),
                what = Argument::Plain(&one)
            )
        } else {
            entry!(
                "compare.each",
                step = Argument::Plain(&panel.step_text),
                left = Argument::Plain(&left.name),
                one = Argument::Plain(&one),
                right = Argument::Plain(&right.name),
                other = Argument::Plain(&other)
            )
        };
        Some(self.text.line(entry))
    }
}

/// Whether the same node says the same of itself in another picture, and has the same messages.
fn has_like(one: &Scene, other: &Scene, node: &NodeView) -> bool {
    let found = other.nodes.iter().find(|like| like.id == node.id);
    found.is_some_and(|like| {
        like.caption == node.caption && like.name == node.name && { held(one, node).eq(held(other, like)) }
    })
}

/// The messages that are drawn within a node.
fn held<'a>(scene: &'a Scene, node: &'a NodeView) -> impl Iterator<Item = MessageId> + 'a {
    let tokens = scene.tokens.iter();
    let within = tokens.filter(|token| node.bounds.contains(token.at));
    within.map(|token| token.message)
}
