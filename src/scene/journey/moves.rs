//! What each of the broker's facts moves, and where.

use super::Journeys;
use super::travel::{Arrived, Travel};
use crate::base::ids::{ActorId, ChannelId, MessageId};
use crate::broker::view::Destination;
use crate::broker::{BindingId, ConsumerId, Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::model::Node;
use crate::scene::edge::EdgeKind;
use crate::scene::stage::{exchange_of, queue_of};
use crate::scene::token::{Form, TokenKey};
use crate::scene::tokens::{progress, publish_goal};

impl Journeys<'_> {
    /// From its sender, or from where it was on its link, to the exchange.
    pub(super) fn published(&mut self, message: MessageHandle, channel: ChannelId) {
        let told = *self.world.broker().message(message);
        let Some(actor) = self.world.owner_of_channel(channel) else {
            return;
        };
        let node = self.actor(actor);
        let vhost = self.world.vhost_of(actor);
        let goal = publish_goal(self.stage, self.world, vhost, told.exchange, told.routing_key);
        let Some(track) = self.stage.track(EdgeKind::Publish, &node, &goal) else {
            return;
        };
        let on_link = self.old.get(&TokenKey::Publish(actor, told.label)).cloned();
        let travel = match on_link {
            Some(token) => {
                let parcels = self.before.in_flight_of(actor);
                let sent = parcels
                    .iter()
                    .find(|parcel| parcel.to_broker && parcel.message == Some(told.label));
                let part = sent.map_or(0.0, |parcel| {
                    progress(self.before.now(), parcel.sent_at, parcel.due)
                });
                Travel::from(&token, self.free_ms).along(&track, part, 1.0)
            }
            None => Travel {
                at_ms: self.free_ms,
                ..Travel::default()
            }
            .along(&track, 0.0, 1.0),
        };
        self.at_exchange.insert((message, goal), travel);
    }

    pub(super) fn routed(&mut self, message: MessageHandle, binding: BindingId) {
        let Some(binding) = self.world.broker().binding(binding) else {
            return;
        };
        let from = exchange_of(self.world, binding.source);
        let (to, is_queue) = match binding.destination {
            Destination::Queue(queue) => (queue_of(self.world, queue), true),
            Destination::Exchange(exchange) => (exchange_of(self.world, exchange), false),
        };
        let travel = self.leave_exchange(message, &from);
        let Some(track) = self.stage.track(EdgeKind::Binding, &from, &to) else {
            return;
        };
        let travel = travel.along(&track, 0.0, 1.0);
        if is_queue {
            // Of several bindings to one queue, the first is the way that its copy goes.
            self.to_queue.or_insert((message, to), travel);
        } else {
            self.at_exchange.or_insert((message, to), travel);
        }
    }

    /// The first copy to leave an exchange takes the journey so far with it.
    pub(super) fn leave_exchange(&mut self, message: MessageHandle, exchange: &Node) -> Travel {
        match self.at_exchange.get_mut(&(message, exchange.clone())) {
            Some(travel) => {
                let parted = travel.parted();
                std::mem::replace(travel, parted)
            }
            None => Travel {
                at_ms: self.free_ms,
                ..Travel::default()
            },
        }
    }

    pub(super) fn alternate(&mut self, message: MessageHandle, from: ExchangeId, to: ExchangeId) {
        let (from, to) = (exchange_of(self.world, from), exchange_of(self.world, to));
        let travel = self.leave_exchange(message, &from);
        if let Some(track) = self.stage.track(EdgeKind::Alternate, &from, &to) {
            self.at_exchange
                .insert((message, to), travel.along(&track, 0.0, 1.0));
        }
    }

    pub(super) fn enqueued(&mut self, message: MessageHandle, queue: QueueId) {
        let node = queue_of(self.world, queue);
        let travel = match self.to_queue.remove(&(message, node.clone())) {
            Some(travel) => travel,
            None => self.by_default(message, &node),
        };
        self.enter_queue(message, queue, travel);
    }

    /// Through the default exchange: past its node where it is drawn, else straight from the publisher.
    pub(super) fn by_default(&mut self, message: MessageHandle, queue: &Node) -> Travel {
        let default = Node::Exchange(String::new());
        if self.stage.node(&default).is_some() {
            let travel = self.leave_exchange(message, &default);
            if let Some(track) = self.stage.track(EdgeKind::Binding, &default, queue) {
                return travel.along(&track, 0.0, 1.0);
            }
            return travel;
        }
        self.leave_exchange(message, queue)
    }

    /// Into a slot, or behind the last one that is shown.
    pub(super) fn enter_queue(&mut self, message: MessageHandle, queue: QueueId, mut travel: Travel) {
        let label = self.label(message);
        let key = TokenKey::Ready(queue, message);
        let token = self.new.get(&key).cloned();
        let node = self.stage.node(&queue_of(self.world, queue));
        let slot = match (&token, node) {
            (Some(token), _) => Some(token.at),
            (None, Some(node)) => Some(self.stage.slot(node, usize::MAX)),
            (None, None) => None,
        };
        if let Some(slot) = slot {
            travel.straight(slot);
        }
        if token.is_some() {
            self.bring(travel, label, Form::Message, Some(key));
        } else {
            self.in_queue.insert((message, queue), travel);
        }
    }

    pub(super) fn requeued(&mut self, message: MessageHandle, queue: QueueId) {
        let at_ms = self.free_ms;
        let pocket = self.old.get(&TokenKey::Unacked(queue, message)).cloned();
        let travel = pocket.map_or(
            Travel {
                at_ms,
                ..Travel::default()
            },
            |token| Travel::from(&token, at_ms),
        );
        self.enter_queue(message, queue, travel);
    }

    /// The journey so far of a copy that leaves its queue, or its place in the picture before.
    pub(super) fn out_of_queue(&mut self, message: MessageHandle, queue: QueueId) -> Travel {
        if let Some(travel) = self.in_queue.remove(&(message, queue)) {
            return travel;
        }
        let places = [TokenKey::Ready(queue, message), TokenKey::Unacked(queue, message)];
        let token = places.iter().find_map(|key| self.old.get(key).cloned());
        match token {
            Some(token) => Travel::from(&token, self.free_ms),
            None => Travel {
                at_ms: self.free_ms,
                place: self
                    .stage
                    .node(&queue_of(self.world, queue))
                    .map(|node| self.stage.slot(node, 0)),
                ..Travel::default()
            },
        }
    }

    pub(super) fn dispatched(&mut self, message: MessageHandle, queue: QueueId, consumer: ConsumerId) {
        let travel = self.out_of_queue(message, queue);
        self.appear
            .insert(TokenKey::Unacked(queue, message), travel.at_ms);
        let Some(consumer) = self.world.broker().consumer(consumer) else {
            return;
        };
        let Some(actor) = self.world.owner_of_channel(consumer.channel) else {
            return;
        };
        let label = self.label(message);
        // Still on its link when the step ends: as far as it has come.
        let on_link = self.new.values().find(|token| {
            let is_delivery = matches!(token.key, TokenKey::Delivery(of, ..) if of == actor);
            is_delivery && token.message == label && !self.old.contains_key(&token.key)
        });
        match on_link.cloned() {
            Some(token) => {
                let mut travel = travel;
                travel.straight(token.at);
                self.bring(travel, label, Form::Message, Some(token.key));
            }
            None => {
                self.to_actor.insert((message, actor), travel);
            }
        }
    }

    pub(super) fn delivered(
        &mut self,
        actor: ActorId,
        message: MessageHandle,
        tag: u64,
        consumer: ConsumerId,
    ) {
        let Some(consumer) = self.world.broker().consumer(consumer) else {
            return;
        };
        let on_link = self
            .old
            .get(&TokenKey::Delivery(actor, consumer.channel, tag))
            .cloned();
        let travel = match (self.to_actor.remove(&(message, actor)), on_link) {
            (Some(travel), _) => travel,
            (None, Some(token)) => Travel::from(&token, self.free_ms),
            (None, None) => return,
        };
        let part = if travel.legs.is_empty() && matches!(travel.from, Some(TokenKey::Delivery(..))) {
            let parcels = self.before.in_flight_of(actor);
            let sent = parcels
                .iter()
                .find(|parcel| parcel.channel == consumer.channel && parcel.delivery_tag == Some(tag));
            sent.map_or(0.0, |parcel| {
                progress(self.before.now(), parcel.sent_at, parcel.due)
            })
        } else {
            0.0
        };
        let queue = queue_of(self.world, consumer.queue);
        self.hand_over(
            travel,
            part,
            &queue,
            actor,
            message,
            TokenKey::InHand(actor, consumer.channel, tag),
        );
    }

    pub(super) fn fetched(&mut self, actor: ActorId, queue: QueueId, message: MessageHandle, tag: u64) {
        let travel = self.out_of_queue(message, queue);
        let held = self
            .world
            .actor(actor)
            .in_hand
            .iter()
            .find(|held| held.message == message);
        let channel = held.map(|held| held.channel).unwrap_or_default();
        let node = queue_of(self.world, queue);
        self.hand_over(
            travel,
            0.0,
            &node,
            actor,
            message,
            TokenKey::InHand(actor, channel, tag),
        );
    }

    /// Along the rest of the way from a queue to an actor, and into its tray.
    pub(super) fn hand_over(
        &mut self,
        travel: Travel,
        part: f64,
        queue: &Node,
        actor: ActorId,
        message: MessageHandle,
        key: TokenKey,
    ) {
        let node = self.actor(actor);
        let Some(track) = self.stage.track(EdgeKind::Consume, queue, &node) else {
            return;
        };
        let mut travel = travel.along(&track, part, 1.0);
        let tray = self.new.get(&key).cloned();
        if let Some(token) = &tray {
            travel.straight(token.at);
        }
        let label = self.label(message);
        self.bring(travel, label, Form::Message, tray.map(|_| key));
    }

    /// An ack or reject runs back from the consumer to the queue; only then there is room for more.
    pub(super) fn settled(&mut self, fact: Fact, message: MessageHandle, queue: QueueId, channel: ChannelId) {
        let label = self.label(message);
        let Some(actor) = self.world.owner_of_channel(channel) else {
            return;
        };
        let (node, queue_node) = (self.actor(actor), queue_of(self.world, queue));
        let Some(track) = self.stage.track(EdgeKind::Consume, &queue_node, &node) else {
            return;
        };
        let form = if matches!(fact, Fact::Acked { .. }) {
            Form::Tick
        } else {
            Form::Cross
        };
        let is_settlement = |key: &TokenKey| matches!(key, TokenKey::Settlement(of, ..) if *of == actor);
        let on_link = self.old.values().find(|token| is_settlement(&token.key)).cloned();
        let travel = match on_link {
            Some(token) => Travel::from(&token, 0).along(&track, 0.12, 0.0),
            None => Travel::default().along(&track, 1.0, 0.0),
        };
        let end_ms = travel.at_ms;
        self.arrived.push(Arrived {
            travel,
            message: label,
            form,
            to: None,
        });
        self.vanish.insert(TokenKey::Unacked(queue, message), end_ms);
        self.free_ms = self.free_ms.max(end_ms);
    }

    pub(super) fn dead_lettered(
        &mut self,
        from: MessageHandle,
        to: MessageHandle,
        queue: QueueId,
        exchange: ExchangeId,
    ) {
        let travel = match self.dead.remove(&(from, queue)) {
            Some(travel) => travel,
            None => self.out_of_queue(from, queue),
        };
        self.vanish.remove(&TokenKey::Unacked(queue, from));
        let (from_node, exchange_node) = (queue_of(self.world, queue), exchange_of(self.world, exchange));
        let goal = if self.stage.node(&exchange_node).is_some() {
            exchange_node
        } else {
            let key = self.world.broker().message(to).routing_key;
            let exchange = self.world.broker().exchange(exchange);
            publish_goal(self.stage, self.world, Some(exchange.vhost), exchange.name, key)
        };
        if let Some(track) = self.stage.track(EdgeKind::DeadLetter, &from_node, &goal) {
            self.at_exchange
                .insert((to, goal), travel.along(&track, 0.0, 1.0));
        }
    }

    pub(super) fn unroutable(&mut self, message: MessageHandle, exchange: ExchangeId) {
        let node = exchange_of(self.world, exchange);
        let travel = self.leave_exchange(message, &node);
        let ghost = self
            .stage
            .node(&node)
            .map(|node| TokenKey::Ghost(node as u32, message));
        let token = ghost.and_then(|key| self.new.get(&key).cloned());
        let label = self.label(message);
        let mut travel = travel;
        if let Some(token) = &token {
            travel.straight(token.at);
        }
        self.bring(travel, label, Form::Message, token.map(|token| token.key));
    }

    /// From the broker back to a publisher.
    pub(super) fn answer(&mut self, actor: ActorId, message: MessageId, form: Form) {
        let node = self.actor(actor);
        let mut edges = self.stage.plan.edges.iter().enumerate();
        let publishes = edges.find(|(_, edge)| edge.id.kind == EdgeKind::Publish && edge.id.from == node);
        let Some((edge, _)) = publishes else {
            return;
        };
        let arrivals = self.at_exchange.values().map(|travel| travel.at_ms).max();
        let travel = Travel {
            at_ms: arrivals.unwrap_or(self.free_ms),
            ..Travel::default()
        };
        let travel = travel.along(&self.stage.tracks[edge].clone(), 1.0, 0.0);
        self.bring(travel, message, form, None);
    }

    pub(super) fn bring(&mut self, travel: Travel, message: MessageId, form: Form, to: Option<TokenKey>) {
        self.arrived.push(Arrived {
            travel,
            message,
            form,
            to,
        });
    }

    pub(super) fn actor(&self, actor: ActorId) -> Node {
        Node::Actor(self.world.actor(actor).document_id)
    }

    pub(super) fn label(&self, message: MessageHandle) -> MessageId {
        self.world.broker().message(message).label
    }
}
