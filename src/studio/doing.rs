//! Doing: what a person does by hand to actors of the run, and edits of the drawing that can be taken back.

use crate::base::ids::ActorId;
use crate::model::edit;
use crate::model::{Actor, ActorKind, Document, Node, Point};
use crate::scene::geometry::Rect;
use crate::scene::shape::Shape;
use crate::scene::stage::Stage;
use crate::studio::msg::{Cmd, HandAction};
use crate::studio::panels::{Offer, Rich, Toast};
use crate::studio::session::Session;
use crate::studio::view::InspectorTab;
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Entry, plain};
use crate::world::{Choice, Hand};
use crate::{entry, key};
use std::rc::Rc;

/// How far from what it is attached to an actor stands, from middle to border.
const ASIDE: i32 = 190;

impl Studio {
    /// Something done to an actor by hand. In the past it begins a branch of its own.
    pub(super) fn hand(&mut self, node: &Node, action: HandAction, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(choice) = choice(session, node, action) else {
            return;
        };
        let step = session.step;
        let branch = session.history.current();
        let before = session.history.world(step).clone();
        if !before.is_enabled(choice) || session.history.act(step, choice).is_none() {
            return;
        }
        if session.history.current() != branch {
            self.log.forget();
            self.guide.asking = None;
        }
        self.step_on();
        self.announce_step(cmds);
        self.compute_ahead(cmds);
    }

    /// Attaches a producer to an exchange, a consumer to a queue; messages flow at once.
    pub(super) fn attach(&mut self, node: &Node, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(session) = &mut self.session else {
            return;
        };
        if !can_attach(session.document(), node) {
            return;
        }
        let mut document = session.placed();
        let (name, id) = match node {
            Node::Exchange(name) => (name, edit::add_producer(&mut document, name, None)),
            Node::Queue(name) => (name, edit::add_consumer(&mut document, name, None)),
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => return,
        };
        let is_producer = matches!(node, Node::Exchange(_));
        let actor = document.actor(id);
        let Some(at) = actor.and_then(|actor| place_beside(&session.stage, node, actor)) else {
            return;
        };
        edit::place(&mut document, Node::Actor(id), at);
        let key = if is_producer {
            key!("edit.attach_producer")
        } else {
            key!("edit.attach_consumer")
        };
        let what = self.text.line(Entry::of(key).with("node", Argument::Plain(name)));
        let differs = session.edit(what.into(), document);
        self.view.selected = Some(Node::Actor(id));
        self.view.inspector = self.view.inspector.map(|_| InspectorTab::Node);
        self.edited(differs, None, cmds);
    }

    pub(super) fn move_node(&mut self, node: &Node, to: Point) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(at) = session.stage.node(node) else {
            return;
        };
        let name = session.stage.plan.nodes[at].name.clone();
        let what = self.text.line(entry!("edit.move", node = Argument::Plain(&name)));
        session.move_node(what.into(), node, to);
        self.fitted = false;
        self.outdated(Stale::Everything);
    }

    pub(super) fn undo(&mut self, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some((what, differs)) = self.session.as_mut().and_then(Session::undo) else {
            return;
        };
        let said = self.text.say(entry!("undo.done", what = Argument::Plain(&what)));
        self.edited(differs, Some(said), cmds);
    }

    pub(super) fn redo(&mut self, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some((what, differs)) = self.session.as_mut().and_then(Session::redo) else {
            return;
        };
        let said = self
            .text
            .say(entry!("undo.redone", what = Argument::Plain(&what)));
        self.edited(differs, Some(said), cmds);
    }

    /// The document has changed: everything follows it.
    fn edited(&mut self, differs: Option<usize>, said: Option<Rich>, cmds: &mut Vec<Cmd>) {
        self.log.forget();
        let gone = self.session.as_ref().zip(self.view.selected.as_ref());
        if gone.is_some_and(|(session, node)| session.stage.node(node).is_none()) {
            self.view.selected = None;
        }
        if self.fitted {
            self.fit();
        }
        self.arrive();
        let is_undo = said.is_some();
        let said = said.unwrap_or_else(|| match differs {
            Some(step) => self.text.say(entry!("edit.diverged", step)),
            None => {
                let undoable = self
                    .session
                    .as_ref()
                    .and_then(|session| session.undoable().cloned());
                let what = undoable.unwrap_or_else(|| self.text.get(key!("edit.edited")).into());
                self.text.say(entry!("edit.done", what = Argument::Plain(&what)))
            }
        });
        self.say(said, (!is_undo).then_some(Offer::Undo), cmds);
        self.compute_ahead(cmds);
    }

    /// Says something at the bottom of the canvas, and in the live region.
    pub(super) fn say(&mut self, said: Rich, offer: Option<Offer>, cmds: &mut Vec<Cmd>) {
        cmds.push(Cmd::Announce(plain(&said)));
        self.toast = Some(Rc::new(Toast { text: said, offer }));
        self.outdated(Stale::Panels);
    }
}

/// The actor of a node, by its place in the run.
pub fn actor_of(document: &Document, node: &Node) -> Option<ActorId> {
    let Node::Actor(id) = node else {
        return None;
    };
    let at = document.actors.iter().position(|actor| actor.id == *id)?;
    Some(ActorId(at as u32))
}

/// What an action is as a choice. Of deliveries in hand, it is about the oldest that can be settled.
pub fn choice(session: &mut Session, node: &Node, action: HandAction) -> Option<Choice> {
    let actor = actor_of(session.document(), node)?;
    let world = session.world();
    if actor.index() >= world.actor_count() {
        return None;
    }
    let oldest = || {
        let held = world.actor(actor).in_hand;
        held.iter().position(|held| !held.no_ack).map(|at| at as u16)
    };
    let hand = match action {
        HandAction::Send => Hand::Send,
        HandAction::Ack => Hand::Ack(oldest()?),
        HandAction::Requeue => Hand::Requeue(oldest()?),
        HandAction::Reject => Hand::Reject(oldest()?),
        HandAction::Crash => Hand::Crash,
        HandAction::Restart => Hand::Restart,
        HandAction::Cut => Hand::Cut,
    };
    Some(Choice::Hand(actor, hand))
}

/// Whether something can be attached to a node: clients cannot publish to internal exchanges.
pub fn can_attach(document: &Document, node: &Node) -> bool {
    match node {
        Node::Exchange(name) => document
            .topology
            .exchange(name)
            .is_none_or(|exchange| !exchange.internal),
        Node::Queue(_) => true,
        Node::Actor(_) | Node::Note(_) | Node::Other(_) => false,
    }
}

/// A free place left of an exchange, or right of a queue.
fn place_beside(stage: &Stage, node: &Node, actor: &Actor) -> Option<Point> {
    let body = stage.body(node)?;
    let flipped = stage.place(stage.node(node)?).flipped;
    let is_consumer = actor.kind == ActorKind::Consumer;
    let x = if is_consumer && !flipped {
        body.right() + ASIDE
    } else {
        body.x - ASIDE
    };
    let mut document = Document::default();
    document.actors.push(actor.clone());
    let plan = crate::scene::plan::Plan::of(&document);
    let shape = Shape::of(plan.nodes.first()?, false);
    let bounds = Rect::new(
        shape.bounds.x,
        shape.bounds.y,
        shape.bounds.width,
        shape.bounds.height,
    );
    Some(stage.layout.free_place(bounds, Point::new(x, body.middle().y)))
}
