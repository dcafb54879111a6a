//! Doing: what a person does by hand to actors of the run, and edits of the drawing that can be taken back.

use crate::base::ids::ActorId;
use crate::model::{Actor, ActorKind, Document, Node, Point, edit};
use crate::scene::shape::Shape;
use crate::scene::stage::Stage;
use crate::studio::actions::Action;
use crate::studio::gesture::Gesture;
use crate::studio::msg::{Cmd, HandAction};
use crate::studio::panels::{Offer, Rich, Toast};
use crate::studio::selection::Selection;
use crate::studio::session::Session;
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Entry, Key, plain};
use crate::world::{Choice, Hand};
use crate::{entry, key};
use std::rc::Rc;

/// How an edit is told.
pub(super) enum Told {
    /// That it is done.
    Done,
    /// Its name is a sentence.
    Itself,
    /// One was taken back, or made again.
    Back(Rich),
}

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
        let name = self.plain_name(node);
        let name = Argument::Plain(&name);
        let what = Entry::of(Action::Hand(action).about().name).with("name", name.clone());
        let what = self.text.line(what);
        let what = Argument::Plain(&what);
        let what = self.text.line(entry!("edit.by_hand", node = name, what = what));
        self.make(choice, what.into(), cmds);
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
        let (name, id, is_producer) = match node {
            Node::Exchange(name) => (name, edit::add_producer(&mut document, name, None), true),
            Node::Queue(name) => (name, edit::add_consumer(&mut document, name, None), false),
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => return,
        };
        let Some(at) = place_beside(&session.stage, node, document.actor(id)) else {
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
        self.choose(Selection::only(Some(Node::Actor(id))));
        self.edited(differs, Told::Done, cmds);
    }

    pub(super) fn undo(&mut self, cmds: &mut Vec<Cmd>) {
        let undone = self.session.as_mut().and_then(Session::undo);
        self.gone_back(undone, key!("undo.done"), key!("action.no_undo"), cmds);
    }

    pub(super) fn redo(&mut self, cmds: &mut Vec<Cmd>) {
        let redone = self.session.as_mut().and_then(Session::redo);
        self.gone_back(redone, key!("undo.redone"), key!("action.no_redo"), cmds);
    }

    /// Something was taken back or done again, or there was nothing of the kind: that is said once.
    fn gone_back(&mut self, what: Option<Rc<str>>, done: Key, nothing: Key, cmds: &mut Vec<Cmd>) {
        self.stop();
        self.gesture = Gesture::Idle;
        match what {
            Some(what) => {
                let said = Entry::of(done).with("what", Argument::Plain(&what));
                let said = self.text.say(said);
                self.edited(None, Told::Back(said), cmds);
            }
            None => self.say_once(nothing, cmds),
        }
    }

    /// Says something, unless it stands there already.
    pub(super) fn say_once(&mut self, key: Key, cmds: &mut Vec<Cmd>) {
        let said = self.text.say(Entry::of(key));
        if self.toast.as_ref().is_none_or(|toast| toast.text != said) {
            self.say(said, None, cmds);
        }
    }

    /// The document has changed: everything follows it.
    pub(super) fn edited(&mut self, differs: Option<usize>, told: Told, cmds: &mut Vec<Cmd>) {
        self.forget_run();
        self.forget_gone();
        if self.fitted {
            self.fit();
        }
        self.arrive();
        let offer = match told {
            Told::Back(_) => None,
            Told::Done | Told::Itself => Some(Offer::Undo),
        };
        let said = self.told_of_edit(differs, told);
        self.say(said, offer, cmds);
        self.compute_ahead(cmds);
    }

    fn told_of_edit(&self, differs: Option<usize>, told: Told) -> Rich {
        let undoable = self.session.as_ref().and_then(|session| session.undoable());
        let what = undoable.map_or(self.text.get(key!("edit.edited")), |what| what);
        let what = Argument::Plain(what);
        // The run that a draft has left is kept already.
        let is_kept = self.session.as_ref().is_some_and(Session::has_forked);
        self.text.say(match (told, differs) {
            (Told::Back(said), _) => return said,
            (Told::Done, Some(step)) if is_kept => entry!("edit.diverged", step),
            (Told::Done, Some(step)) => entry!("edit.diverged_again", step),
            (Told::Done, None) => entry!("edit.done", what = what),
            (Told::Itself, Some(step)) if is_kept => entry!("edit.itself_diverged", what = what, step),
            (Told::Itself, Some(step)) => entry!("edit.itself_diverged_again", what = what, step),
            (Told::Itself, None) => entry!("edit.itself", what = what),
        })
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
fn place_beside(stage: &Stage, node: &Node, actor: Option<&Actor>) -> Option<Point> {
    let actor = actor?;
    let body = stage.body(node)?;
    let flipped = stage.place(stage.node(node)?).flipped;
    let is_consumer = actor.kind == ActorKind::Consumer;
    let x = if is_consumer && !flipped {
        body.right() + edit::ASIDE
    } else {
        body.x - edit::ASIDE
    };
    let mut document = Document::default();
    document.actors.push(actor.clone());
    let plan = crate::scene::plan::Plan::of(&document);
    let shape = Shape::of(plan.nodes.first()?, false);
    Some(
        stage
            .layout
            .free_place(shape.bounds, Point::new(x, body.middle().y)),
    )
}
