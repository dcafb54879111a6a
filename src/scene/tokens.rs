//! Where every message is at rest: in the slots of queues, in pockets, in trays, on links, or ended in this step.

use crate::base::ids::ActorId;
use crate::base::names::Name;
use crate::base::sorted::SortedMap;
use crate::base::time::Ms;
use crate::base::value::Value;
use crate::broker::VhostId;
use crate::broker::view::{QueueView, ReadyView};
use crate::broker::{MessageHandle, QueueId};
use crate::model::Node;
use crate::scene::build::Look;
use crate::scene::edge::EdgeKind;
use crate::scene::geometry::{Point, Track};
use crate::scene::heat::Heat;
use crate::scene::node::NodeKind;
use crate::scene::plan::span;
use crate::scene::shape::{self, POCKET, SLOTS, TRAY};
use crate::scene::stage::{Stage, queue_of};
use crate::scene::token::{Countdown, Form, TokenKey, TokenPlace, TokenState, TokenView};
use crate::world::World;
use crate::world::event::Parcel;
use crate::world::view::InFlightView;
use std::rc::Rc;

/// So many of a kind on one link are shown one by one; more gather into a bundle.
const ON_A_LINK: usize = 24;

/// The messages of a world on a stage.
pub struct Tokens<'a> {
    stage: &'a Stage,
    world: &'a World,
    look: &'a Look<'a>,
    /// The unacked copies of each queue, oldest first, with who holds them.
    pub unacked: SortedMap<QueueId, Vec<(MessageHandle, Option<ActorId>)>>,
    pub views: Vec<TokenView>,
}

impl<'a> Tokens<'a> {
    /// All tokens but those of queues, which [`Tokens::queue`] adds.
    pub fn new(stage: &'a Stage, world: &'a World, look: &'a Look<'a>) -> Self {
        let mut unacked: SortedMap<QueueId, Vec<_>> = SortedMap::new();
        for channel in world.broker().channels() {
            let holder = world.owner_of_channel(channel.id);
            for copy in world.broker().unacked(channel.id) {
                unacked.or_default(copy.queue).push((copy.message, holder));
            }
        }
        Tokens {
            stage,
            world,
            look,
            unacked,
            views: Vec::new(),
        }
    }

    /// The messages of a queue that fit in its slots and its pocket.
    pub fn queue(&mut self, node: usize, queue: &QueueView<'_>) {
        let name = self.stage.plan.nodes[node].name.clone();
        let shown = shown_slots(queue.ready);
        for (place, copy) in self.world.broker().ready(queue.id).take(shown).enumerate() {
            let at = self.stage.slot(node, place);
            let countdown = self.countdown(queue, &copy);
            let left_ms = copy
                .deadline
                .map(|deadline| deadline.saturating_sub(self.world.now()));
            let place = TokenPlace::Ready {
                queue: &name,
                place: place as u32 + 1,
                redelivered: copy.redelivered,
                left_ms,
            };
            let mut view = self.message(TokenKey::Ready(queue.id, copy.message), copy.message, at, &place);
            view.redelivered = copy.redelivered;
            view.countdown = countdown;
            view.priority = queue.max_priority.map(|_| copy.priority);
            self.views.push(view);
        }
        let body = self.stage.place(node).body();
        let flipped = self.stage.place(node).flipped;
        let unacked = self.unacked.get(&queue.id).cloned().unwrap_or_default();
        let shown = shape::shown_held(unacked.len(), POCKET);
        for (place, &(message, holder)) in unacked.iter().take(shown).enumerate() {
            let pocket = shape::pocket(body, flipped, unacked.len().min(POCKET));
            let at = Point::new(pocket.x + 17 + 24 * place as i32, pocket.middle().y);
            let holder = holder.map(|actor| self.world.name(self.world.actor(actor).name));
            let title = TokenPlace::Unacked { queue: &name, holder };
            let mut view = self.message(TokenKey::Unacked(queue.id, message), message, at, &title);
            view.state = TokenState::Unacked;
            self.views.push(view);
        }
    }

    /// What an actor holds.
    pub fn tray(&mut self, node: usize, actor: ActorId) {
        let body = self.stage.place(node).body();
        let view = self.world.actor(actor);
        let name = self.world.name(view.name);
        let count = view.in_hand.len().min(TRAY);
        let shown = shape::shown_held(view.in_hand.len(), TRAY);
        for (place, held) in view.in_hand.iter().take(shown).enumerate() {
            let tray = shape::tray(body, count);
            let at = Point::new(tray.x + 17 + 24 * place as i32, tray.middle().y - 3);
            let title = TokenPlace::InHand {
                actor: name,
                redelivered: held.redelivered,
            };
            let key = TokenKey::InHand(actor, held.channel, held.delivery_tag);
            let mut view = self.message(key, held.message, at, &title);
            view.state = TokenState::InHand;
            view.redelivered = held.redelivered;
            self.views.push(view);
        }
    }

    /// What is on links. More than a few on one way gather into a bundle.
    pub fn links(&mut self) {
        let mut ways: SortedMap<(ActorId, bool, Point, Point), Vec<TokenView>> = SortedMap::new();
        let mut answers = SortedMap::new();
        for parcel in self.world.in_flight() {
            let number = answers.or_insert(parcel.actor, 0);
            *number += 1;
            if let Some((way, view)) = self.parcel(&parcel, *number) {
                ways.or_default(way).push(view);
            }
        }
        for (_, mut views) in ways {
            if views.len() > ON_A_LINK {
                let count = views.len() as u32;
                views.truncate(1);
                views[0].form = Form::Bundle(count);
            }
            self.views.append(&mut views);
        }
    }

    /// What ended in this step.
    pub fn ghosts(&mut self, heat: &Heat) {
        let mut at_node: SortedMap<usize, i32> = SortedMap::new();
        for ghost in &heat.ghosts {
            let place = at_node.or_insert(ghost.node, 0);
            let Some(at) = self.ghost_place(ghost.node, *place) else {
                continue;
            };
            *place += 1;
            let name = self.stage.plan.nodes[ghost.node].name.clone();
            let title = TokenPlace::Ended {
                node: &name,
                state: ghost.state,
            };
            let key = TokenKey::Ghost(ghost.node as u32, ghost.message);
            let mut view = self.message(key, ghost.message, at, &title);
            view.state = ghost.state;
            self.views.push(view);
        }
    }

    /// Past the head of a queue, beside its pocket; below the right tip of an exchange. There is room for a few.
    fn ghost_place(&self, node: usize, place: i32) -> Option<Point> {
        let stands = self.stage.place(node);
        let body = stands.body();
        if self.stage.plan.nodes[node].kind != NodeKind::Queue {
            return (place < 2).then(|| Point::new(body.right() + 4 + 26 * place, body.bottom() - 6));
        }
        let Node::Queue(name) = &self.stage.plan.nodes[node].id else {
            return None;
        };
        let id = self.world.broker().queue_called(name);
        let held = id
            .and_then(|id| self.unacked.get(&id))
            .map_or(0, Vec::len)
            .min(POCKET) as i32;
        let past = 26 + 26 * (held + place);
        let x = if stands.flipped {
            body.x - past
        } else {
            body.right() + past
        };
        (held + place < 3).then(|| Point::new(x, body.middle().y))
    }

    /// A parcel on its link, with the way that it shares with others.
    fn parcel(
        &self,
        parcel: &InFlightView,
        number: u32,
    ) -> Option<((ActorId, bool, Point, Point), TokenView)> {
        let actor = Node::Actor(self.world.actor(parcel.actor).document_id);
        let (kind, from, to) = self.ends(parcel, &actor)?;
        let track = self.stage.track(kind, &from, &to)?;
        let ends = [0.0, 1.0].map(|part| rounded(&track, part));
        let (form, key) = match parcel.what {
            Parcel::Publish => (Form::Message, TokenKey::Publish(parcel.actor, parcel.message?)),
            Parcel::Delivery => {
                let tag = parcel.delivery_tag?;
                (
                    Form::Message,
                    TokenKey::Delivery(parcel.actor, parcel.channel, tag),
                )
            }
            Parcel::Settlement => {
                let tag = parcel.delivery_tag?;
                let form = if parcel.rejects { Form::Cross } else { Form::Tick };
                (form, TokenKey::Settlement(parcel.actor, parcel.channel, tag))
            }
            Parcel::Confirm => (Form::Tick, TokenKey::Answer(parcel.actor, number)),
            Parcel::Refusal => (Form::Cross, TokenKey::Answer(parcel.actor, number)),
            Parcel::Return => (Form::Message, TokenKey::Answer(parcel.actor, number)),
            Parcel::Request | Parcel::Reply | Parcel::Cancel | Parcel::Close => return None,
        };
        let forward = matches!(parcel.what, Parcel::Publish | Parcel::Delivery);
        let part = progress(self.world.now(), parcel.sent_at, parcel.due);
        let part = if forward { part } else { 1.0 - part };
        let name = self.world.name(self.world.actor(parcel.actor).name);
        let title = TokenPlace::InFlight {
            actor: name,
            to_broker: parcel.to_broker,
        };
        let message = parcel.message.unwrap_or_default();
        let view = TokenView {
            key,
            message,
            form,
            at: rounded(&track, part),
            state: TokenState::InFlight,
            redelivered: false,
            rounds: 0,
            countdown: None,
            priority: None,
            lit: self.look.lights(message),
            description: self.look.words.token(message, &title).into(),
        };
        Some(((parcel.actor, forward, ends[0], ends[1]), view))
    }

    /// The edge on which a parcel travels.
    fn ends(&self, parcel: &InFlightView, actor: &Node) -> Option<(EdgeKind, Node, Node)> {
        let broker = self.world.broker();
        match parcel.what {
            Parcel::Publish => {
                let (exchange, key) = parcel.target?;
                Some((
                    EdgeKind::Publish,
                    actor.clone(),
                    publish_goal(
                        self.stage,
                        self.world,
                        self.world.vhost_of(parcel.actor),
                        exchange,
                        key,
                    ),
                ))
            }
            Parcel::Delivery => {
                let queue = broker.consumer(parcel.consumer?)?.queue;
                Some((EdgeKind::Consume, queue_of(self.world, queue), actor.clone()))
            }
            Parcel::Settlement => {
                let tag = parcel.delivery_tag?;
                let mut held = broker.unacked(parcel.channel);
                let queue = held.find(|copy| copy.delivery_tag == tag)?.queue;
                Some((EdgeKind::Consume, queue_of(self.world, queue), actor.clone()))
            }
            Parcel::Confirm | Parcel::Refusal | Parcel::Return => {
                let mut edges = self.stage.plan.edges.iter();
                let publishes =
                    edges.find(|edge| edge.id.kind == EdgeKind::Publish && edge.id.from == *actor)?;
                Some((EdgeKind::Publish, actor.clone(), publishes.id.to.clone()))
            }
            Parcel::Request | Parcel::Reply | Parcel::Cancel | Parcel::Close => None,
        }
    }

    fn message(&self, key: TokenKey, handle: MessageHandle, at: Point, place: &TokenPlace<'_>) -> TokenView {
        let message = self.world.broker().message(handle).label;
        TokenView {
            key,
            message,
            form: Form::Message,
            at,
            state: TokenState::Ready,
            redelivered: false,
            rounds: rounds(self.world, handle),
            countdown: None,
            priority: None,
            lit: self.look.lights(message),
            description: self.look.words.token(message, place).into(),
        }
    }

    fn countdown(&self, queue: &QueueView<'_>, copy: &ReadyView) -> Option<Countdown> {
        let left_ms = copy.deadline?.saturating_sub(self.world.now());
        let content = self
            .world
            .broker()
            .content(self.world.broker().message(copy.message).content);
        let own = content
            .properties
            .expiration
            .as_ref()
            .and_then(|text| text.parse::<Ms>().ok());
        let whole_ms = match (own, queue.effective.message_ttl_ms) {
            (Some(one), Some(other)) => one.min(other),
            (Some(whole), None) | (None, Some(whole)) => whole,
            (None, None) => left_ms,
        };
        let left_percent = (left_ms * 100).checked_div(whole_ms).unwrap_or(0).min(100) as u8;
        // One decimal is as much as a slot has room for.
        let text = if left_ms < 100_000 {
            format!("{}.{} s", left_ms / 1_000, left_ms % 1_000 / 100)
        } else {
            span(left_ms / 60_000 * 60_000)
        };
        Some(Countdown {
            left_percent,
            text: text.into(),
            soon: left_percent < 35,
        })
    }
}

/// Where a publish is seen to go: the default exchange is drawn only where the document speaks of it.
pub fn publish_goal(stage: &Stage, world: &World, vhost: Option<VhostId>, exchange: Name, key: Name) -> Node {
    let called = |name: Name| match vhost {
        Some(vhost) => world.broker().label_in(vhost, name),
        None => world.name(name).into(),
    };
    let goal = Node::Exchange(called(exchange));
    if world.name(exchange).is_empty() && stage.node(&goal).is_none() {
        return Node::Queue(called(key));
    }
    goal
}

/// How many ready messages are shown one by one; where there are more, the last slot counts them.
pub fn shown_slots(ready: u32) -> usize {
    let slots = SLOTS as usize;
    if ready as usize > slots { slots - 1 } else { slots }
}

/// How often a message was rejected, from its x-death.
fn rounds(world: &World, handle: MessageHandle) -> u32 {
    let content = world.broker().content(world.broker().message(handle).content);
    let Some(Value::Array(deaths)) = content.properties.headers.get("x-death") else {
        return 0;
    };
    let counts = deaths.iter().filter_map(|death| match death {
        Value::Table(death) if death.get("reason").and_then(Value::as_text) == Some("rejected") => {
            death.get("count").and_then(Value::as_integer)
        }
        Value::Table(_)
        | Value::Void
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Double(_)
        | Value::Text(_)
        | Value::Array(_) => None,
    });
    counts.sum::<i64>().clamp(0, 999) as u32
}

/// What part of its way is behind something that was sent.
pub fn progress(now: Ms, sent_at: Ms, due: Ms) -> f64 {
    let whole = due.saturating_sub(sent_at);
    if whole == 0 {
        return 0.0;
    }
    // On a link it is seen to be on its way, from the first moment to the last.
    let part = now.saturating_sub(sent_at) as f64 / whole as f64;
    0.12 + 0.76 * part.clamp(0.0, 1.0)
}

fn rounded(track: &Rc<Track>, part: f64) -> Point {
    let (x, y) = track.at(part);
    Point::new(x.round() as i32, y.round() as i32)
}
