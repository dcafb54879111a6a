//! Doing: what a person does by hand to actors of the run, and edits of the drawing that can be taken back.

use crate::base::gather::Gather;
use crate::base::ids::ActorId;
use crate::base::value::Value;
use crate::model::program::{Property, Publish};
use crate::model::{Actor, ActorKind, Document, Expression, Node, Point, Program, Subscription, topology};
use crate::scene::geometry::Rect;
use crate::scene::shape::Shape;
use crate::scene::stage::Stage;
use crate::studio::msg::{Cmd, HandAction};
use crate::studio::panels::{Rich, Toast};
use crate::studio::session::Session;
use crate::studio::view::InspectorTab;
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Entry, plain};
use crate::world::{Choice, Hand};
use crate::{entry, key};
use std::rc::Rc;

/// How far from what it is attached to an actor stands, from middle to border.
const ASIDE: i32 = 190;

/// How often an attached producer publishes, how often in all, and how long an attached consumer works.
const EVERY_MS: u64 = 1_000;
const TIMES: u32 = 20;
const WORK_MS: u64 = 400;

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
        let Some((actor, at)) = new_actor(session, node) else {
            return;
        };
        let (name, id) = match node {
            Node::Exchange(name) | Node::Queue(name) | Node::Note(name) | Node::Other(name) => {
                (name, actor.id)
            }
            Node::Actor(_) => return,
        };
        let is_producer = actor.kind == ActorKind::Producer;
        let mut document = session.placed();
        document.next_id = document.next_id.max(id + 1);
        document.positions.insert(Node::Actor(id), at);
        document.actors.push(actor);
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
        self.say(said, !is_undo, cmds);
        self.compute_ahead(cmds);
    }

    /// Says something at the bottom of the canvas, and in the live region.
    pub(super) fn say(&mut self, said: Rich, can_undo: bool, cmds: &mut Vec<Cmd>) {
        cmds.push(Cmd::Announce(plain(&said)));
        self.toast = Some(Rc::new(Toast { text: said, can_undo }));
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

/// The actor that is attached to a node, and where it stands.
fn new_actor(session: &Session, node: &Node) -> Option<(Actor, Point)> {
    let document = session.document();
    if !can_attach(document, node) {
        return None;
    }
    let known = document.actors.iter().map(|actor| actor.id).max().unwrap_or(0);
    let mut actor = Actor {
        id: document.next_id.max(known + 1),
        user: document
            .actors
            .first()
            .map_or_else(|| user(document), |actor| actor.user.clone()),
        ..Actor::default()
    };
    match node {
        Node::Exchange(exchange) => {
            actor.kind = ActorKind::Producer;
            actor.name = free_name(document, "producer");
            actor.program = producer(document, exchange);
        }
        Node::Queue(queue) => {
            actor.kind = ActorKind::Consumer;
            actor.name = free_name(document, "consumer");
            actor.program = Program::consumer(queue, WORK_MS);
            actor.consumes = vec![Subscription {
                queue: queue.clone(),
                prefetch: 1,
                ..Subscription::default()
            }];
        }
        Node::Actor(_) | Node::Note(_) | Node::Other(_) => return None,
    }
    let at = place_beside(&session.stage, node, &actor)?;
    Some((actor, at))
}

/// A user who may do everything, where the document has users of its own.
fn user(document: &Document) -> String {
    let permissions = &document.topology.permissions;
    let may_all = permissions.iter().find(|permission| {
        let is_here = permission.vhost.is_none() || permission.vhost.as_ref() == Some(&document.vhost);
        is_here
            && [&permission.configure, &permission.write, &permission.read]
                .iter()
                .all(|text| *text == ".*")
    });
    may_all.map_or_else(|| "guest".into(), |permission| permission.user.clone())
}

fn free_name(document: &Document, stem: &str) -> String {
    let numbers = 1..=document.actors.len() + 1;
    let mut names = numbers.map(|number| format!("{stem}-{number}"));
    let free = names.find(|name| document.actor_named(name).is_none());
    free.unwrap_or_else(|| stem.into())
}

/// A program that publishes what some binding of the exchange takes.
fn producer(document: &Document, exchange: &str) -> Program {
    let mut bindings = document.topology.bindings.iter();
    let first = bindings.find(|binding| binding.source == exchange);
    let mut publish = Publish::new(Expression::text(exchange));
    if let Some(binding) = first {
        match document.topology.exchange_type(exchange) {
            Some("topic") => publish.key = Expression::text(&key_for(&binding.routing_key)),
            Some("headers") => publish.properties.extend(headers_for(binding)),
            Some(_) | None => publish.key = Expression::text(&binding.routing_key),
        }
    }
    Program::producer(publish, EVERY_MS, TIMES)
}

/// A key that a topic pattern takes: each star becomes a word, each hash nothing.
fn key_for(pattern: &str) -> String {
    let words = pattern.split('.').filter(|word| *word != "#");
    let words: Vec<&str> = words.map(|word| if word == "*" { "any" } else { word }).gather();
    words.join(".")
}

/// The headers that a binding asks for.
fn headers_for(binding: &topology::Binding) -> Option<(Property, Expression)> {
    let wanted = binding
        .arguments
        .iter()
        .filter(|(name, _)| !name.starts_with("x-"));
    let headers: Vec<(String, Expression)> = wanted
        .map(|(name, value)| {
            let value = match value {
                Value::Void => Value::from("any"),
                value => value.clone(),
            };
            (name.to_string(), Expression::Constant(value))
        })
        .gather();
    (!headers.is_empty()).then_some((Property::Headers, Expression::Record(headers)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_for_any_pattern() {
        for (pattern, key) in [
            ("order.#", "order"),
            ("order.*.created", "order.any.created"),
            ("#", ""),
            ("a.b", "a.b"),
            ("*.#.x", "any.x"),
        ] {
            assert_eq!(key_for(pattern), key);
            assert!(
                crate::explain::topic::Alignment::of(pattern, &key_for(pattern)).matched(),
                "{pattern}"
            );
        }
    }

    #[test]
    fn names_are_free() {
        let mut document = Document::default();
        assert_eq!(free_name(&document, "producer"), "producer-1");
        document.actors.push(Actor {
            name: "producer-1".into(),
            ..Actor::default()
        });
        assert_eq!(free_name(&document, "producer"), "producer-2");
    }
}
