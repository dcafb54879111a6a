//! What a step's events touch: nodes that act, edges that carry, gates that let pass or did not.

use crate::base::ids::{ActorId, ChannelId};
use crate::base::sorted::{SortedMap, SortedSet};
use crate::broker::event::DeathReason;
use crate::broker::view::Destination;
use crate::broker::{ConsumerId, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::model::Node;
use crate::scene::edge::EdgeKind;
use crate::scene::stage::{Stage, exchange_of, queue_of};
use crate::scene::token::TokenState;
use crate::world::{Event, World};

/// What a step touched, by positions in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    pub active: SortedSet<usize>,
    pub hot: SortedSet<usize>,
    /// For each edge whose gates were tried: whether each matched.
    pub tried: SortedMap<usize, Vec<bool>>,
    /// Messages that entered a queue.
    pub landed: SortedSet<(QueueId, MessageHandle)>,
    /// Why dead letters went along an edge.
    pub deaths: SortedMap<usize, DeathReason>,
    /// What ended in this step and leaves a ghost at its node.
    pub ghosts: Vec<Ghost>,
}

/// A message that ended at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ghost {
    pub node: usize,
    pub message: MessageHandle,
    pub state: TokenState,
}

struct Warming<'a> {
    stage: &'a Stage,
    world: &'a World,
    heat: Heat,
    /// Who published what in this step.
    publishers: SortedMap<MessageHandle, Node>,
}

impl Heat {
    /// What these events touched; `world` is the one after them.
    pub fn of(stage: &Stage, world: &World, events: &[Event]) -> Heat {
        let mut warming = Warming {
            stage,
            world,
            heat: Heat::default(),
            publishers: SortedMap::new(),
        };
        for event in events {
            warming.event(event);
        }
        warming.heat
    }
}

impl Warming<'_> {
    fn event(&mut self, event: &Event) {
        match *event {
            Event::Broker(fact) => self.fact(fact),
            Event::Delivered { actor, consumer, .. } => {
                self.actor(actor);
                self.delivery(consumer);
            }
            Event::Fetched { actor, queue, .. } => {
                let actor = self.actor(actor);
                let queue = self.queue(queue);
                self.edge(EdgeKind::Consume, &queue, &actor);
            }
            Event::Sent { actor, .. }
            | Event::FetchedNothing { actor }
            | Event::ConfirmArrived { actor, .. }
            | Event::RefusalArrived { actor, .. }
            | Event::ReturnArrived { actor, .. }
            | Event::CancelArrived { actor, .. }
            | Event::ChannelClosedArrived { actor, .. }
            | Event::ConnectionClosedArrived { actor, .. }
            | Event::Works { actor, .. }
            | Event::Waits { actor, .. }
            | Event::Effect { actor, .. }
            | Event::Failed { actor, .. }
            | Event::NotSent { actor, .. }
            | Event::Crashed { actor }
            | Event::Restarted { actor }
            | Event::Cut { actor }
            | Event::Lost { actor, .. }
            | Event::Disconnected { actor }
            | Event::Connected { actor }
            | Event::ConnectionRefused { actor, .. } => {
                self.actor(actor);
            }
        }
    }

    fn fact(&mut self, fact: Fact) {
        match fact {
            Fact::Published {
                message,
                exchange,
                channel,
            } => {
                let to = self.exchange(exchange);
                if let Some(actor) = self.channel(channel) {
                    self.edge(EdgeKind::Publish, &actor, &to);
                    self.publishers.insert(message, actor);
                }
                self.tries(exchange);
            }
            Fact::Routed { binding, .. } => self.routed(binding),
            Fact::AlternateUsed { from, to, .. } => {
                let (from, node) = (self.exchange(from), self.exchange(to));
                self.edge(EdgeKind::Alternate, &from, &node);
                self.tries(to);
            }
            Fact::Unroutable { message, exchange } => {
                let node = self.exchange(exchange);
                self.ghost(&node, message, TokenState::Unroutable);
            }
            Fact::Enqueued { message, queue, .. } => self.enqueued(message, queue),
            Fact::Dispatched { queue, consumer, .. } => {
                self.queue(queue);
                self.delivery(consumer);
            }
            Fact::Got { queue, channel, .. } => {
                let queue = self.queue(queue);
                if let Some(actor) = self.channel(channel) {
                    self.edge(EdgeKind::Consume, &queue, &actor);
                }
            }
            Fact::Acked { queue, automatic, .. } => {
                if !automatic {
                    self.queue(queue);
                }
            }
            Fact::Rejected { queue, channel, .. } => {
                self.queue(queue);
                self.channel(channel);
            }
            Fact::Expired { message, queue } => {
                let node = self.queue(queue);
                self.ghost(&node, message, TokenState::Expired);
            }
            Fact::Dropped { message, queue }
            | Fact::CycleDropped { message, queue }
            | Fact::RefusedFull { message, queue }
            | Fact::DeadLetterDiscarded { message, queue, .. }
            | Fact::Discarded { message, queue, .. } => {
                let node = self.queue(queue);
                self.ghost(&node, message, TokenState::Gone);
            }
            Fact::DeadLettered {
                queue,
                exchange,
                reason,
                ..
            } => {
                let (from, to) = (self.queue(queue), self.exchange(exchange));
                if let Some(edge) = self.edge(EdgeKind::DeadLetter, &from, &to) {
                    self.heat.deaths.insert(edge, reason);
                }
                self.tries(exchange);
            }
            Fact::Requeued { queue, .. }
            | Fact::QueueDeclared { queue }
            | Fact::QueueDeleted { queue, .. }
            | Fact::Purged { queue, .. } => {
                self.queue(queue);
            }
            Fact::ExchangeDeclared { exchange } | Fact::ExchangeDeleted { exchange, .. } => {
                self.exchange(exchange);
            }
            Fact::Returned { channel, .. }
            | Fact::Confirmed { channel, .. }
            | Fact::Refused { channel, .. }
            | Fact::Committed { channel }
            | Fact::RolledBack { channel }
            | Fact::ChannelClosed { channel, .. } => {
                self.channel(channel);
            }
            Fact::Bound { .. }
            | Fact::Unbound { .. }
            | Fact::ConsumerAdded { .. }
            | Fact::ConsumerActivated { .. }
            | Fact::ConsumerEnded { .. }
            | Fact::PolicySet { .. }
            | Fact::PolicyCleared { .. }
            | Fact::ConnectionOpened { .. }
            | Fact::ConnectionClosed { .. }
            | Fact::ChannelOpened { .. }
            | Fact::Restarted => {}
        }
    }

    /// All gates of an exchange are compared with a message; those that match are told one by one.
    fn tries(&mut self, exchange: ExchangeId) {
        let node = exchange_of(self.world, exchange);
        let is_fanout = |at: usize| &*self.stage.plan.nodes[at].type_name == "fanout";
        if self.stage.node(&node).is_none_or(is_fanout) {
            return;
        }
        for (at, edge) in self.stage.plan.edges.iter().enumerate() {
            if edge.id.kind == EdgeKind::Binding && edge.id.from == node {
                self.heat.tried.or_insert(at, vec![false; edge.gates.len()]);
            }
        }
    }

    fn routed(&mut self, binding: crate::broker::BindingId) {
        if let Some((edge, gate)) = self.stage.gate(self.world, binding) {
            self.heat.hot.insert(edge);
            if let Some(matched) = self
                .heat
                .tried
                .get_mut(&edge)
                .and_then(|gates| gates.get_mut(gate))
            {
                *matched = true;
            }
        }
        let to = self
            .world
            .broker()
            .binding(binding)
            .map(|binding| binding.destination);
        if let Some(Destination::Exchange(exchange)) = to {
            self.exchange(exchange);
            self.tries(exchange);
        }
    }

    fn enqueued(&mut self, message: MessageHandle, queue: QueueId) {
        let node = self.queue(queue);
        self.heat.landed.insert((queue, message));
        let by_default = self.world.broker().message(message).exchange == crate::base::names::Name::EMPTY;
        if by_default {
            self.edge(EdgeKind::Binding, &Node::Exchange(String::new()), &node);
            if let Some(publisher) = self.publishers.get(&message).cloned() {
                self.edge(EdgeKind::Publish, &publisher, &node);
            }
        }
    }

    fn delivery(&mut self, consumer: ConsumerId) {
        let Some(consumer) = self.world.broker().consumer(consumer) else {
            return;
        };
        let queue = queue_of(self.world, consumer.queue);
        if let Some(actor) = self.world.owner_of_channel(consumer.channel) {
            let actor = Node::Actor(self.world.actor(actor).document_id);
            self.edge(EdgeKind::Consume, &queue, &actor);
        }
    }

    fn edge(&mut self, kind: EdgeKind, from: &Node, to: &Node) -> Option<usize> {
        let edge = self.stage.edge(kind, from, to)?;
        self.heat.hot.insert(edge);
        Some(edge)
    }

    fn ghost(&mut self, node: &Node, message: MessageHandle, state: TokenState) {
        if let Some(node) = self.stage.node(node) {
            self.heat.ghosts.push(Ghost { node, message, state });
        }
    }

    fn activate(&mut self, node: Node) -> Node {
        self.heat.active.extend(self.stage.node(&node));
        node
    }

    fn queue(&mut self, queue: QueueId) -> Node {
        self.activate(queue_of(self.world, queue))
    }

    fn exchange(&mut self, exchange: ExchangeId) -> Node {
        self.activate(exchange_of(self.world, exchange))
    }

    fn actor(&mut self, actor: ActorId) -> Node {
        self.activate(Node::Actor(self.world.actor(actor).document_id))
    }

    fn channel(&mut self, channel: ChannelId) -> Option<Node> {
        let actor = self.world.owner_of_channel(channel)?;
        Some(self.actor(actor))
    }
}
