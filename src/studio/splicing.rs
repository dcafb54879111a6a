//! Putting a node into an edge: one that is carried or placed over an edge where it fits lights it, and lies in it when it
//! is let go.

use crate::entry;
use crate::model::edge::EdgeId;
use crate::model::edit::{self, Kind};
use crate::model::{Document, Node, Point};
use crate::studio::Studio;
use crate::text::Argument;

/// So near to the middle of what is carried an edge is meant.
const REACH: i32 = 14;

/// The edge under what is carried, and whether it can be put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    pub edge: EdgeId,
    pub fits: bool,
}

impl Studio {
    /// The edge under a node whose middle is here. What was found out before is not found out again.
    pub(super) fn over(&self, node: &Node, middle: Point, before: Option<Over>) -> Option<Over> {
        let can = matches!(node, Node::Exchange(_) | Node::Queue(_));
        let edge = self.edge_near(middle, REACH, |edge| edge.from != *node && edge.to != *node);
        let edge = edge.filter(|_| can)?.id.clone();
        if let Some(before) = before.filter(|before| before.edge == edge) {
            return Some(before);
        }
        let document = self.session.as_ref()?.document();
        let fits = edit::may_splice(document, &edge.clone().into(), node).is_ok();
        Some(Over { edge, fits })
    }

    /// The same for something that is not there yet.
    pub(super) fn over_new(&self, kind: Kind, middle: Point, before: Option<Over>) -> Option<Over> {
        let can = matches!(kind, Kind::Exchange(_) | Kind::Queue);
        let edge = self.edge_near(middle, REACH, |_| can)?.id.clone();
        if let Some(before) = before.filter(|before| before.edge == edge) {
            return Some(before);
        }
        let mut document = Document::clone(self.session.as_ref()?.document());
        let node = edit::add(&mut document, kind, Point::default());
        let fits = edit::may_splice(&document, &edge.clone().into(), &node).is_ok();
        Some(Over { edge, fits })
    }

    /// Puts a node into an edge where it fits; what that edit is called.
    pub(super) fn splice(
        &self,
        document: &mut Document,
        over: Option<&Over>,
        node: &Node,
        name: &str,
    ) -> Option<String> {
        let over = over.filter(|over| over.fits)?;
        edit::splice(document, &over.edge.clone().into(), node).ok()?;
        let [from, to] = [&over.edge.from, &over.edge.to].map(|node| self.plain_name(node));
        Some(self.text.line(entry!(
            "draw.spliced",
            node = Argument::Plain(name),
            from = Argument::Plain(&from),
            to = Argument::Plain(&to)
        )))
    }
}
