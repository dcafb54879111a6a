//! Renaming in place: what is typed is tried at once, so that what would follow is told, or why it cannot be.

use crate::entry;
use crate::key;
use crate::model::Node;
use crate::model::edit::{self, BadName, Followed};
use crate::scene::node::NodeKind;
use crate::studio::gesture::Gesture;
use crate::studio::msg::Cmd;
use crate::studio::panels::Rich;
use crate::studio::panels::popover::Renaming;
use crate::studio::selection::Selection;
use crate::studio::{Stale, Studio, words};
use crate::text::{Argument, Entry, plain};
use std::rc::Rc;

/// A name that no node has, to find out what would follow any new one.
const PROBE: &str = "\u{2237}";

impl Studio {
    /// Opens the field over the name of the chosen node.
    pub(super) fn begin_renaming(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(node) = self.view.selection.lead().cloned() else {
            return;
        };
        if !self.can_draw() || !self.gesture.is_idle() {
            return;
        }
        self.stop();
        let (name, document) = (
            self.plain_name(&node),
            self.session.as_ref().map(|open| open.document()),
        );
        let fixed =
            document.is_none_or(|document| edit::may_rename(document, &node, &name) == Err(BadName::Fixed));
        if fixed {
            let words = self.bad_name(&node, &name, BadName::Fixed);
            return self.say(words, None, cmds);
        }
        self.gesture = Gesture::Renaming { node, name };
        self.outdated(Stale::Panels);
    }

    /// What a node is called, without its kind.
    pub(super) fn plain_name(&self, node: &Node) -> Rc<str> {
        let found = self.scene.nodes.iter().find(|view| view.id == *node);
        found.map_or_else(|| "".into(), |view| view.name.clone())
    }

    /// Gives the node the name that was typed. A bad one leaves the field open.
    pub(super) fn accept_name(&mut self, cmds: &mut Vec<Cmd>) {
        let Gesture::Renaming { node, name } = &self.gesture else {
            return;
        };
        let (node, name) = (node.clone(), name.clone());
        let old = self.plain_name(&node);
        if name == old {
            return self.escape();
        }
        let Some(session) = &self.session else {
            return;
        };
        let mut document = session.placed();
        match edit::rename(&mut document, &node, &name) {
            Ok((renamed, _)) => {
                let what = self.text.line(entry!(
                    "draw.renamed",
                    old = Argument::Plain(&old),
                    new = Argument::Plain(&name)
                ));
                self.gesture = Gesture::Idle;
                self.view.selection = Selection::only(Some(renamed));
                self.apply(what, document, cmds);
                cmds.push(Cmd::FocusCanvas);
            }
            Err(bad) => {
                let words = self.bad_name(&node, &name, bad);
                cmds.push(Cmd::Announce(plain(&words)));
            }
        }
    }

    /// What the field shows.
    pub(super) fn renaming(&self, node: &Node, name: &Rc<str>) -> Option<Renaming> {
        let view = self.scene.nodes.iter().find(|view| view.id == *node)?;
        let mut document = self.session.as_ref()?.placed();
        let is_same = *name == view.name;
        let tried: Rc<str> = if is_same {
            format!("{name}{PROBE}").into()
        } else {
            name.clone()
        };
        let followed = edit::rename(&mut document, node, &tried).map(|(_, followed)| followed);
        let refused = match followed {
            Err(bad) if !is_same => Some(self.bad_name(node, name, bad)),
            Ok(_) | Err(_) => None,
        };
        let old = Argument::Plain(&view.name);
        Some(Renaming {
            body: view.body,
            is_below: view.label.at.y > view.body.y,
            label: self
                .text
                .line(entry!(
                    "rename.label",
                    node = Argument::Plain(&view.accessible_name)
                ))
                .into(),
            name: name.clone(),
            is_code: matches!(view.kind, NodeKind::Exchange | NodeKind::Queue),
            follows: followed.map_or(Vec::new(), |followed| self.followers(&followed)),
            refused,
            keep: self.text.line(entry!("rename.keep", name = old)).into(),
        })
    }

    /// `3 bindings`, `1 consumer`: what would follow.
    fn followers(&self, followed: &Followed) -> Vec<Rc<str>> {
        let counts = [
            (followed.bindings, key!("rename.bindings")),
            (followed.subscriptions, key!("rename.subscriptions")),
            (followed.arguments, key!("rename.arguments")),
            (followed.policies, key!("rename.policies")),
            (followed.lines, key!("rename.lines")),
            (followed.lesson, key!("rename.lesson")),
        ];
        let mut rows = Vec::new();
        for (count, key) in counts {
            if count > 0 {
                rows.push(self.text.line(Entry::of(key).with("count", count)).into());
            }
        }
        rows
    }

    /// Why a node cannot have a name: the reason first and bold, then the way out.
    pub(super) fn bad_name(&self, node: &Node, name: &str, bad: BadName) -> Rich {
        let vhost = self.session.as_ref().map_or("/", |open| &open.document().vhost);
        let kind = match node {
            Node::Exchange(_) => NodeKind::Exchange,
            Node::Queue(_) => NodeKind::Queue,
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => NodeKind::Service,
        };
        let is_actor = kind == NodeKind::Service;
        let what = Argument::Term(words::kind(kind));
        self.text.say(match bad {
            BadName::NotThere => Entry::of(key!("refusal.not_there")),
            BadName::Fixed => Entry::of(key!("rename.fixed")),
            BadName::Empty => Entry::of(key!("rename.empty")),
            BadName::Taken if is_actor => Entry::of(key!("rename.taken_actor")),
            BadName::Taken => entry!("rename.taken", what = what, vhost = Argument::Code(vhost)),
            BadName::Reserved => {
                let word = if kind == NodeKind::Queue {
                    "queue"
                } else {
                    "exchange"
                };
                let reply = format!("ACCESS_REFUSED - {word} name '{name}' contains reserved prefix 'amq.*'");
                return self
                    .text
                    .say(entry!("rename.reserved", reply = Argument::Code(&reply)));
            }
            BadName::TooLong { bytes, limit } => entry!("rename.too_long", bytes, limit),
            BadName::NotInStops => Entry::of(key!("rename.not_in_stops")),
        })
    }
}
