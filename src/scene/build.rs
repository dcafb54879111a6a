//! The picture at one step: the stage with what the world holds.

use crate::base::gather::Gather;
use crate::base::ids::{ActorId, MessageId};
use crate::base::names::Name;
use crate::base::sorted::{SortedMap, SortedSet};
use crate::base::time::Ms;
use crate::broker::event::DeathReason;
use crate::broker::view::QueueView;
use crate::model::Node;
use crate::scene::edge::{
    DeathCause, EdgeKind, EdgeState, EdgeView, PILL_PADDING, PillMark, PillText, PillView, shortened,
};
use crate::scene::geometry::Rect;
use crate::scene::heat::Heat;
use crate::scene::measure::{Font, width};
use crate::scene::node::{Badge, Caption, Label, NodeKind, NodeState, NodeView, Slots, Tray};
use crate::scene::plan::Gate;
use crate::scene::shape::{self, POCKET, TRAY};
use crate::scene::stage::{Parts, Stage};
use crate::scene::tokens::{Tokens, shown_slots};
use crate::scene::{Scene, Words};
use crate::world::view::{Activity, ActorView};
use crate::world::{Event, Status, World};
use std::rc::Rc;

/// What is looked at, and how.
pub struct Look<'a> {
    /// What happened in the step.
    pub events: &'a [Event],
    /// The chosen nodes.
    pub selected: &'a [Node],
    /// The message whose way is lit, and that way.
    pub lit: Option<MessageId>,
    pub way: &'a Parts,
    /// What the lesson speaks of.
    pub spot: &'a Parts,
    pub spot_messages: &'a [MessageId],
    pub words: &'a dyn Words,
    /// The position of the reader's language among a note's words.
    pub language: usize,
}

/// Nothing of a drawing.
static NOTHING: Parts = Parts {
    nodes: SortedSet::new(),
    edges: SortedSet::new(),
};

impl<'a> Look<'a> {
    /// What happened in a step, with nothing chosen or lit.
    pub fn of(events: &'a [Event], words: &'a dyn Words, language: usize) -> Look<'a> {
        Look {
            events,
            selected: &[],
            lit: None,
            way: &NOTHING,
            spot: &NOTHING,
            spot_messages: &[],
            words,
            language,
        }
    }

    /// Whether a message is to be seen among the others.
    pub fn lights(&self, message: MessageId) -> bool {
        self.lit == Some(message) || self.spot_messages.contains(&message)
    }
}

struct Building<'a> {
    stage: &'a Stage,
    world: &'a World,
    look: &'a Look<'a>,
    heat: Heat,
    queues: SortedMap<Name, QueueView<'a>>,
    exchanges: Vec<Name>,
    actors: SortedMap<u32, ActorId>,
    /// The edges of bindings that the broker has.
    bound: SortedSet<usize>,
}

impl Scene {
    /// The picture of a world. What is the same as in `before` is shared with it.
    pub fn build(stage: &Stage, world: &World, look: &Look<'_>, before: &Scene) -> Scene {
        let broker = world.broker();
        let building = Building {
            stage,
            world,
            look,
            heat: Heat::of(stage, world, look.events),
            queues: broker
                .vhosts()
                .flat_map(|(vhost, _)| broker.queues(vhost))
                .map(|queue| (broker.queue_name(queue.id), queue))
                .collect(),
            exchanges: broker
                .vhosts()
                .flat_map(|(vhost, _)| broker.exchanges(vhost))
                .map(|exchange| broker.exchange_name(exchange.id))
                .gather(),
            actors: world
                .actors()
                .map(|actor| (actor.document_id, actor.id))
                .collect(),
            bound: broker
                .vhosts()
                .flat_map(|(vhost, _)| broker.exchanges(vhost))
                .flat_map(|exchange| broker.bindings(exchange.id))
                .filter_map(|binding| stage.gate(world, binding.id))
                .map(|(edge, _)| edge)
                .collect(),
        };
        building.scene(before)
    }
}

/// The same `Rc` where nothing changed.
fn shared<T: PartialEq>(new: Vec<T>, old: &[Rc<T>]) -> Vec<Rc<T>> {
    let new = new.into_iter().enumerate();
    new.map(|(at, view)| match old.get(at) {
        Some(before) if **before == view => before.clone(),
        Some(_) | None => Rc::new(view),
    })
    .gather()
}

impl<'a> Building<'a> {
    fn scene(&self, before: &Scene) -> Scene {
        let mut tokens = Tokens::new(self.stage, self.world, self.look);
        let nodes: Vec<NodeView> = (0..self.stage.plan.nodes.len())
            .map(|at| self.node(at, &mut tokens))
            .gather();
        tokens.ghosts(&self.heat);
        tokens.links();
        let edges = (0..self.stage.plan.edges.len()).map(|at| self.edge(at)).gather();
        Scene {
            bounds: self.stage.layout.bounds,
            nodes: shared(nodes, &before.nodes),
            edges: shared(edges, &before.edges),
            tokens: shared(tokens.views, &before.tokens),
        }
    }

    fn node(&self, at: usize, tokens: &mut Tokens<'_>) -> NodeView {
        let planned = &self.stage.plan.nodes[at];
        let place = self.stage.place(at);
        let moved = |label: Label| Label {
            at: label.at.moved(place.at.x, place.at.y),
            anchor: label.anchor,
        };
        let mut view = NodeView {
            id: planned.id.clone(),
            kind: planned.kind,
            name: planned.name.clone(),
            accessible_name: self
                .look
                .words
                .accessible_name(planned.kind, &planned.name)
                .into(),
            at: place.at,
            body: place.body(),
            bounds: place.bounds(),
            flipped: place.flipped,
            label: moved(place.shape.name),
            type_name: planned.type_name.clone(),
            type_label: moved(place.shape.type_name),
            caption: "".into(),
            caption_label: moved(place.shape.caption),
            caption_is_bad: false,
            badges: self.badges(at),
            slots: None,
            tray: None,
            lines: planned.lines.clone(),
            line: None,
            state: NodeState::Well,
            active: self.heat.active.contains(&at),
            selected: self.look.selected.contains(&planned.id),
            spotlit: self.look.spot.nodes.contains(&at),
            lit: self.look.way.nodes.contains(&at),
        };
        match &planned.id {
            Node::Queue(name) => self.fill_queue(&mut view, at, name, tokens),
            Node::Exchange(name) => self.fill_exchange(&mut view, name),
            Node::Actor(id) => self.fill_actor(&mut view, at, *id, tokens),
            Node::Note(_) => self.fill_note(&mut view, at),
            Node::Other(_) => {}
        }
        view
    }

    fn badges(&self, at: usize) -> Vec<Badge> {
        let place = self.stage.place(at);
        let planned = self.stage.plan.nodes[at].badges.iter().zip(&place.shape.badges);
        let badges = planned.map(|(badge, rect)| Badge {
            rect: Rect::new(place.at.x + rect.x, place.at.y + rect.y, rect.width, rect.height),
            text: badge.text.clone(),
            is_dead_letter: badge.is_dead_letter,
            title: badge.title.clone(),
        });
        badges.gather()
    }

    fn set_caption(&self, view: &mut NodeView, caption: &Caption) {
        view.caption = self.look.words.caption(caption).into();
    }

    fn fill_queue(&self, view: &mut NodeView, at: usize, name: &str, tokens: &mut Tokens<'_>) {
        let queue = self
            .world
            .broker()
            .names()
            .find(name)
            .and_then(|name| self.queues.get(&name));
        let Some(queue) = queue else {
            view.state = NodeState::Absent;
            self.set_caption(view, &Caption::Absent);
            return;
        };
        tokens.queue(at, queue);
        let shown = shown_slots(queue.ready);
        let held = tokens.unacked.get(&queue.id).map_or(0, Vec::len);
        let landed = self
            .world
            .broker()
            .ready(queue.id)
            .take(shown)
            .position(|copy| self.heat.landed.contains(&(queue.id, copy.message)));
        let empty = shape::no_messages(view.body, view.flipped);
        let wells = &empty.wells;
        view.slots = Some(Slots {
            landing: landed.map(|from_head| wells[wells.len() - 1 - from_head]),
            more: (queue.ready as usize).saturating_sub(shown) as u32,
            pocket: (held > 0).then(|| shape::pocket(view.body, view.flipped, held.min(POCKET))),
            more_unacked: (held - shape::shown_held(held, POCKET)) as u32,
            ready: queue.ready,
            unacked: queue.unacked,
            ..empty
        });
        let counts = Caption::Counts {
            ready: queue.ready,
            unacked: queue.unacked,
            consumers: self.world.broker().consumers(queue.id).count() as u32,
        };
        self.set_caption(view, &counts);
    }

    fn fill_exchange(&self, view: &mut NodeView, name: &str) {
        let known = self.world.broker().names().find(name);
        if !known.is_some_and(|name| self.exchanges.contains(&name)) {
            view.state = NodeState::Absent;
        }
    }

    fn fill_actor(&self, view: &mut NodeView, at: usize, id: u32, tokens: &mut Tokens<'_>) {
        let Some(&id) = self.actors.get(&id) else {
            view.state = NodeState::Absent;
            return;
        };
        let actor = self.world.actor(id);
        let now = self.world.now();
        view.state = match actor.status {
            Status::Crashed { .. } => NodeState::Crashed,
            Status::NotStarted => NodeState::NotStarted,
            Status::Up if !actor.connected || actor.severed => NodeState::Disconnected,
            Status::Up => NodeState::Well,
        };
        let caption = caption(&actor, view.kind, now, |handle| {
            self.world.broker().message(handle).label
        });
        view.caption_is_bad = matches!(caption, Caption::Crashed { .. } | Caption::Disconnected);
        self.set_caption(view, &caption);
        view.line = line(actor.activity);
        if !actor.in_hand.is_empty() {
            tokens.tray(at, id);
            let held = actor.in_hand.len();
            view.tray = Some(Tray {
                rect: shape::tray(view.body, held.min(TRAY)),
                done_percent: None,
                more: (held - shape::shown_held(held, TRAY)) as u32,
            });
        }
    }

    fn fill_note(&self, view: &mut NodeView, at: usize) {
        view.lines = shape::lines_of_note(&self.stage.plan.nodes[at], self.look.language);
    }

    fn edge(&self, at: usize) -> EdgeView {
        let planned = &self.stage.plan.edges[at];
        let route = &self.stage.layout.routes[at];
        let hot = self.heat.hot.contains(&at);
        let tried = self.heat.tried.get(&at);
        let gates = planned.gates.iter().zip(&route.pills).enumerate();
        let pills = gates
            .filter(|(_, (_, rect))| rect.width > 0)
            .map(|(gate_at, (gate, rect))| self.pill(at, gate, *rect, tried.map(|gates| gates[gate_at])));
        let state = if self.is_cut(&planned.id.from) || self.is_cut(&planned.id.to) {
            EdgeState::Cut
        } else if hot {
            EdgeState::Hot
        } else if tried.is_some() {
            EdgeState::NotMatched
        } else if self.is_unbound(at) {
            EdgeState::Absent
        } else {
            EdgeState::Idle
        };
        EdgeView {
            id: planned.id.clone(),
            path: route.path.clone(),
            d: self.stage.written[at].clone(),
            arrow: route.path.end(),
            heading: route.path.heading(),
            pills: pills.gather(),
            state,
            spotlit: self.look.spot.edges.contains(&at),
            lit: self.look.way.edges.contains(&at),
        }
    }

    /// Whether the drawing shows a binding here that the broker does not have now. The default exchange's are always there.
    fn is_unbound(&self, at: usize) -> bool {
        let id = &self.stage.plan.edges[at].id;
        let is_default = id.from == Node::Exchange(String::new());
        id.kind == EdgeKind::Binding && !is_default && !self.bound.contains(&at)
    }

    fn is_cut(&self, node: &Node) -> bool {
        let Node::Actor(id) = node else {
            return false;
        };
        self.actors.get(id).is_some_and(|&id| {
            let actor = self.world.actor(id);
            match actor.status {
                Status::Up => actor.severed || !actor.connected,
                Status::Crashed { .. } => true,
                Status::NotStarted => false,
            }
        })
    }

    fn pill(&self, edge: usize, gate: &Gate, rect: Rect, matched: Option<bool>) -> PillView {
        let death = self.heat.deaths.get(&edge);
        let is_dead_letter = self.stage.plan.edges[edge].id.kind == EdgeKind::DeadLetter;
        let mark = match (matched, is_dead_letter, death) {
            (Some(true), ..) => PillMark::Matched,
            (Some(false), ..) => PillMark::NotMatched,
            (None, true, Some(_)) => PillMark::DeadLetterNow,
            (None, true, None) => PillMark::DeadLetter,
            (None, false, _) => PillMark::None,
        };
        let (text, title, is_key): (Rc<str>, Rc<str>, bool) = match gate {
            Gate::Binding { text, .. } => (shortened(text).into(), text.clone(), true),
            Gate::Word(PillText::DeadLetters(causes)) => {
                let now = death.map(|reason| vec![cause(*reason, causes)]);
                let text = PillText::DeadLetters(now.unwrap_or_else(|| causes.clone()));
                let text: Rc<str> = self.look.words.pill(&text).into();
                (text.clone(), text, false)
            }
            Gate::Word(text) => {
                let text: Rc<str> = self.look.words.pill(text).into();
                (text.clone(), text, false)
            }
        };
        let rect = if is_key { rect } else { hugging(rect, &text) };
        PillView {
            rect,
            text,
            is_key,
            mark,
            title,
        }
    }
}

/// The room of a pill, no wider than its words need in this language.
fn hugging(room: Rect, text: &str) -> Rect {
    let width = (width(Font::Caption, text) + PILL_PADDING).min(room.width);
    Rect::new(room.middle().x - width / 2, room.y, width, room.height)
}

/// What an actor's line says.
fn caption(
    actor: &ActorView<'_>,
    kind: NodeKind,
    now: Ms,
    label: impl Fn(crate::broker::MessageHandle) -> MessageId,
) -> Caption {
    let held = actor.in_hand.len() as u32;
    match (actor.status, actor.activity) {
        (Status::Crashed { at }, _) => Caption::Crashed { at_ms: at },
        (Status::NotStarted, _) => Caption::NotStarted,
        (Status::Up, _) if !actor.connected || actor.severed => Caption::Disconnected,
        (Status::Up, Activity::Works { until, message, .. }) => {
            let left_ms = until.saturating_sub(now);
            match message {
                Some(message) => Caption::Handling {
                    message: label(message),
                    left_ms,
                },
                None => Caption::Busy { left_ms },
            }
        }
        (Status::Up, _) if held > 0 => Caption::Holding { count: held },
        (Status::Up, _) if kind == NodeKind::Consumer => Caption::Idle,
        (
            Status::Up,
            Activity::Idle
            | Activity::Line(_)
            | Activity::Waits { .. }
            | Activity::Asks { .. }
            | Activity::NeedsConnection { .. },
        ) => Caption::Nothing,
    }
}

/// The line of its program that an actor is at.
fn line(activity: Activity) -> Option<u32> {
    match activity {
        Activity::Idle => None,
        Activity::Line(line)
        | Activity::Works { line, .. }
        | Activity::Waits { line, .. }
        | Activity::Asks { line }
        | Activity::NeedsConnection { line } => Some(line),
    }
}

/// A reason as the edge knows it: with the time to live, where it is the queue's.
fn cause(reason: DeathReason, known: &[DeathCause]) -> DeathCause {
    let expired = DeathCause::Expired { ttl_ms: None };
    match reason {
        DeathReason::Rejected => DeathCause::Rejected,
        DeathReason::MaxLength => DeathCause::MaxLength,
        DeathReason::Expired => {
            let is_expiry = |cause: &&DeathCause| matches!(cause, DeathCause::Expired { .. });
            known.iter().find(is_expiry).copied().unwrap_or(expired)
        }
    }
}
