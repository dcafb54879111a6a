//! Drawing an edge from one node to another: where it can end, why not elsewhere, and the ways to get there, which all
//! lead to the same nodes: dragging, two clicks, arrows and digits.

use crate::base::gather::Gather;
use crate::model::edit::{self, Options, Refusal};
use crate::model::{Node, Point};
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::Stale;
use crate::studio::Studio;
use crate::studio::doing::Told;
use crate::studio::gesture::{Gesture, Hold};
use crate::studio::menus::walking::nearest;
use crate::studio::msg::{Cmd, Toward};
use crate::text::{Argument, Entry};
use crate::{entry, key};
use std::rc::Rc;

/// So near to a node an edge that is dragged snaps to it.
const MAGNET: i32 = 12;

impl Studio {
    /// Begins an edge at the node that leads the selection.
    pub(super) fn connect_from(&mut self, by: Hold, pointer: Option<Point>, cmds: &mut Vec<Cmd>) {
        let lead = self.view.selection.lead().cloned();
        let Some(from) = lead.filter(|_| self.can_draw()) else {
            return;
        };
        self.stop();
        let Some(session) = &self.session else {
            return;
        };
        let document = session.document().clone();
        let nodes = self.scene.nodes.iter().map(|node| node.id.clone());
        let goals = nodes.filter(|to| edit::may_connect(&document, &from, to).is_ok());
        let goals: Rc<[Node]> = goals.gather().into();
        let name = self.name_of(&from);
        let count = goals.len();
        let said = if count == 0 {
            entry!("draw.no_goals", node = Argument::Plain(&name))
        } else {
            entry!("draw.goals", node = Argument::Plain(&name), count)
        };
        cmds.push(Cmd::Announce(self.text.line(said)));
        if count > 0 {
            self.gesture = Gesture::Connecting {
                from,
                by,
                pointer,
                aim: None,
                goals,
            };
            cmds.push(Cmd::FocusCanvas);
            self.outdated(Stale::Panels);
        }
    }

    /// The node at a place, or so near that an edge snaps to it.
    pub(super) fn node_near(&self, at: Point) -> Option<Node> {
        let mut nodes = self.scene.nodes.iter().rev();
        let found = nodes.find(|node| node.kind != NodeKind::Note && node.body.grown(MAGNET).contains(at));
        found.map(|node| node.id.clone())
    }

    /// Arrows go from goal to goal.
    pub(super) fn aim_toward(&mut self, toward: Toward, cmds: &mut Vec<Cmd>) {
        let Gesture::Connecting { from, aim, goals, .. } = &self.gesture else {
            return;
        };
        let here = aim.as_ref().unwrap_or(from);
        let nodes = self.scene.nodes.iter().map(|node| &**node);
        let reachable: Vec<&NodeView> = nodes.filter(|node| goals.contains(&node.id)).gather();
        let stands = self.scene.nodes.iter().find(|node| node.id == *here);
        let Some(stands) = stands else {
            return;
        };
        let found = nearest(&reachable, stands.body, toward);
        // Without one in that direction the first arrow still finds one.
        let first = || {
            reachable
                .first()
                .map(|node| node.id.clone())
                .filter(|_| aim.is_none())
        };
        let found = found.or_else(first);
        if let Some(node) = found {
            self.aim_at(node, cmds);
        }
    }

    /// A digit jumps to a goal.
    pub(super) fn number(&mut self, number: usize, cmds: &mut Vec<Cmd>) {
        let Gesture::Connecting { goals, .. } = &self.gesture else {
            return;
        };
        let goal = number.checked_sub(1).and_then(|at| goals.get(at)).cloned();
        if let Some(node) = goal {
            self.aim_at(node, cmds);
        }
    }

    fn aim_at(&mut self, node: Node, cmds: &mut Vec<Cmd>) {
        let name = self.name_of(&node);
        let Gesture::Connecting {
            aim, goals, pointer, ..
        } = &mut self.gesture
        else {
            return;
        };
        let at = goals.iter().position(|goal| *goal == node).unwrap_or_default();
        let said = entry!(
            "draw.goal",
            at = at + 1,
            count = goals.len(),
            node = Argument::Plain(&name)
        );
        cmds.push(Cmd::Announce(self.text.line(said)));
        (*aim, *pointer) = (Some(node), None);
    }

    /// Ends the edge at this node. Where it cannot be, the reason is told; an edge that was begun by a click goes on.
    pub(super) fn connect_to(&mut self, to: Option<Node>, cmds: &mut Vec<Cmd>) {
        let Gesture::Connecting { from, by, .. } = &self.gesture else {
            return;
        };
        let (from, by) = (from.clone(), *by);
        self.outdated(Stale::Panels);
        let Some(to) = to.filter(|to| *to != from) else {
            self.gesture = Gesture::Idle;
            return;
        };
        let (name, goal) = (self.name_of(&from), self.name_of(&to));
        let Some(session) = &mut self.session else {
            return;
        };
        let mut document = session.placed();
        match edit::connect(&mut document, &from, &to, &Options::default()) {
            Ok(_) => {
                let what = self.text.line(entry!(
                    "draw.connected",
                    from = Argument::Plain(&name),
                    to = Argument::Plain(&goal)
                ));
                let differs = session.edit(what.into(), document);
                self.gesture = Gesture::Idle;
                self.fitted = false;
                self.edited(differs, Told::Itself, cmds);
            }
            Err(refusal) => {
                cmds.push(Cmd::Announce(self.text.line(why(&refusal))));
                if by == Hold::Down {
                    self.gesture = Gesture::Idle;
                }
            }
        }
    }

    /// Why an edge cannot end at this node, in words.
    pub(super) fn refusal(&self, from: &Node, to: &Node) -> Option<Rc<str>> {
        let document = self.session.as_ref()?.document();
        let refusal = edit::may_connect(document, from, to).err()?;
        Some(self.text.line(why(&refusal)).into())
    }

    /// What a node is called: `Queue orders.work`.
    pub(super) fn name_of(&self, node: &Node) -> Rc<str> {
        let found = self.scene.nodes.iter().find(|view| view.id == *node);
        found.map_or_else(|| "".into(), |view| view.accessible_name.clone())
    }
}

/// A reason as an entry of the catalogues.
fn why(refusal: &Refusal) -> Entry<'_> {
    match refusal {
        Refusal::NotThere => Entry::of(key!("refusal.not_there")),
        Refusal::Elsewhere => Entry::of(key!("refusal.elsewhere")),
        Refusal::Itself => Entry::of(key!("refusal.itself")),
        Refusal::NoEnds => Entry::of(key!("refusal.no_ends")),
        Refusal::BetweenActors => Entry::of(key!("refusal.between_actors")),
        Refusal::ExchangeToActor => Entry::of(key!("refusal.exchange_to_actor")),
        Refusal::QueueOnlyDeadLetters => Entry::of(key!("refusal.queue_only_dead_letters")),
        Refusal::ProducerConsumes => Entry::of(key!("refusal.producer_consumes")),
        Refusal::DefaultExchange => Entry::of(key!("refusal.default_exchange")),
        Refusal::Internal => Entry::of(key!("refusal.internal")),
        Refusal::AlreadyThere => Entry::of(key!("refusal.already_there")),
        Refusal::HasDeadLetters { exchange } => {
            entry!(
                "refusal.has_dead_letters",
                exchange = Argument::exchange(exchange)
            )
        }
        Refusal::HasAlternate { exchange } => {
            entry!("refusal.has_alternate", exchange = Argument::exchange(exchange))
        }
        Refusal::Stream => Entry::of(key!("refusal.stream")),
        Refusal::ByPolicy { policy } => entry!("refusal.by_policy", policy = Argument::Plain(policy)),
        Refusal::InProgram { .. } => Entry::of(key!("refusal.in_program")),
    }
}
