//! The read-only face of a broker: what pictures, facts, lessons and audits ask.

use super::agenda::Timer;
use super::handle::{BindingId, ConsumerId, ExchangeId, PolicyId, QueueId, VhostId};
use super::ready::NEVER;
use super::view::{BindingView, ChannelView, ConsumerView, ExchangeView, QueueView, ReadyView, UnackedView};
use super::{Broker, CopyPlace, Place, PolicyDefinition};
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::Name;
use crate::base::time::Ms;
use crate::base::weight;

impl Broker {
    /// The virtual host of that name.
    pub fn vhost(&self, name: Name) -> Option<VhostId> {
        self.topology.find_vhost(name)
    }

    /// The virtual hosts, in the order of adding.
    pub fn vhosts(&self) -> impl Iterator<Item = (VhostId, Name)> {
        self.topology
            .vhosts
            .iter()
            .enumerate()
            .map(|(at, vhost)| (VhostId(at as u32), vhost.name))
    }

    /// The living queues of a virtual host, by name.
    pub fn queues(&self, vhost: VhostId) -> impl Iterator<Item = QueueView<'_>> {
        self.topology.vhost(vhost).queues.iter().map(|&id| self.queue(id))
    }

    /// A queue, also after its end: then it is empty.
    pub fn queue(&self, id: QueueId) -> QueueView<'_> {
        let (settings, state) = (self.topology.queue(id), &self.queues[id.index()]);
        QueueView {
            id,
            vhost: settings.vhost,
            name: settings.name,
            alive: settings.alive,
            durable: settings.durable,
            auto_delete: settings.auto_delete,
            owner: settings.owner,
            arguments: &settings.arguments,
            max_priority: settings.max_priority,
            single_active_consumer: settings.single_active,
            effective: settings.effective,
            ready: state.ready.len(),
            unacked: state.unacked,
            ready_bytes: state.ready.bytes,
            expires_at: self.agenda.due(Timer::Unused(id)),
            active_consumer: state.holder.filter(|_| settings.single_active),
        }
    }

    /// The living queue of that name.
    pub fn find_queue(&self, vhost: VhostId, name: Name) -> Option<QueueId> {
        self.topology.find_queue(vhost, name)
    }

    /// What people call a queue, also after its end: its name; where it is not in the virtual host at
    /// home, with its own before it: `test/orders`.
    pub fn queue_name(&self, queue: QueueId) -> Name {
        self.topology.queue(queue).label
    }

    /// The living queue that people call so.
    pub fn queue_called(&self, label: &str) -> Option<QueueId> {
        let (vhost, name) = self.called(label, |vhost, name| self.find_queue(vhost, name).is_some())?;
        self.find_queue(vhost, name)
    }

    /// The living exchange that people call so.
    pub fn exchange_called(&self, label: &str) -> Option<ExchangeId> {
        let (vhost, name) = self.called(label, |vhost, name| self.find_exchange(vhost, name).is_some())?;
        self.find_exchange(vhost, name)
    }

    /// A name at home, or behind the first host that has it.
    fn called(&self, label: &str, has: impl Fn(VhostId, Name) -> bool) -> Option<(VhostId, Name)> {
        let whole = self.names.find(label).map(|name| (self.topology.home, name));
        let parted = label.match_indices('/').filter_map(|(at, _)| {
            let vhost = self.vhost(self.names.find(&label[..at])?)?;
            Some((vhost, self.names.find(&label[at + 1..])?))
        });
        let mut known = whole.into_iter().chain(parted);
        known.find(|&(vhost, name)| !self.topology.vhosts.is_empty() && has(vhost, name))
    }

    /// What people call something of this name in a virtual host.
    pub fn label_in(&self, vhost: VhostId, name: Name) -> String {
        let name = self.names.text(name);
        match vhost == self.topology.home || name.is_empty() {
            true => name.into(),
            false => format!("{}/{name}", self.names.text(self.topology.vhost(vhost).name)),
        }
    }

    pub(super) fn label(&mut self, vhost: VhostId, name: Name) -> Name {
        match vhost == self.topology.home {
            true => name,
            false => {
                let label = self.label_in(vhost, name);
                self.names.intern(&label)
            }
        }
    }

    /// The ready messages of a queue in the order in which they will go out.
    pub fn ready(&self, queue: QueueId) -> impl Iterator<Item = ReadyView> {
        self.queues[queue.index()]
            .ready
            .iter()
            .map(|(priority, copied)| ReadyView {
                message: copied.message,
                redelivered: copied.redelivered,
                deadline: (copied.due != NEVER).then_some(copied.due),
                priority,
            })
    }

    /// What a channel holds: by delivery tag, then what an uncommitted transaction has settled.
    pub fn unacked(&self, channel: ChannelId) -> impl Iterator<Item = UnackedView> {
        let state = &self.channels[channel.index()];
        let outstanding = state.unacked.len();
        let held = state.held().into_iter().enumerate();
        held.map(move |(at, held)| UnackedView {
            delivery_tag: held.delivery_tag,
            message: held.copied.message,
            queue: held.queue,
            consumer: held.consumer,
            redelivered: held.copied.redelivered,
            in_transaction: at >= outstanding,
        })
    }

    /// The consumers of a queue in the order of subscribing.
    pub fn consumers(&self, queue: QueueId) -> impl Iterator<Item = ConsumerView<'_>> {
        self.queues[queue.index()]
            .consumers
            .iter()
            .filter_map(|&id| self.consumer(id))
    }

    /// The consumers of a queue that may take a message now, in the order of being served (R-CO-3).
    pub fn line(&self, queue: QueueId) -> impl Iterator<Item = ConsumerId> {
        self.queues[queue.index()].line.iter()
    }

    /// A consumer, also after its end.
    pub fn consumer(&self, id: ConsumerId) -> Option<ConsumerView<'_>> {
        self.consumers.get(id.index()).map(|consumer| ConsumerView {
            id,
            tag: consumer.tag,
            queue: consumer.queue,
            channel: consumer.channel,
            alive: !consumer.ended,
            no_ack: consumer.no_ack,
            exclusive: consumer.exclusive,
            priority: consumer.priority,
            prefetch: consumer.prefetch,
            unacked: consumer.unacked,
            parked: consumer.parked,
            arguments: &consumer.arguments,
        })
    }

    /// The living exchanges of a virtual host, by name.
    pub fn exchanges(&self, vhost: VhostId) -> impl Iterator<Item = ExchangeView<'_>> {
        self.topology
            .vhost(vhost)
            .exchanges
            .iter()
            .map(|&id| self.exchange(id))
    }

    /// An exchange, also after its end.
    pub fn exchange(&self, id: ExchangeId) -> ExchangeView<'_> {
        let exchange = self.topology.exchange(id);
        ExchangeView {
            id,
            vhost: exchange.vhost,
            name: exchange.name,
            alive: exchange.alive,
            kind: exchange.kind,
            durable: exchange.durable,
            auto_delete: exchange.auto_delete,
            internal: exchange.internal,
            arguments: &exchange.arguments,
            alternate: exchange.alternate,
            policy: exchange.policy,
        }
    }

    /// The living exchange of that name.
    pub fn find_exchange(&self, vhost: VhostId, name: Name) -> Option<ExchangeId> {
        self.topology.find_exchange(vhost, name)
    }

    /// What people call an exchange, also after its end: as with queues.
    pub fn exchange_name(&self, exchange: ExchangeId) -> Name {
        self.topology.exchange(exchange).label
    }

    /// The living bindings with this source, in the order of binding.
    pub fn bindings(&self, source: ExchangeId) -> impl Iterator<Item = BindingView<'_>> {
        self.topology
            .exchange(source)
            .router
            .iter()
            .filter_map(|id| self.binding(id))
    }

    /// A binding, also after its end.
    pub fn binding(&self, id: BindingId) -> Option<BindingView<'_>> {
        self.topology.bindings.get(id.index()).map(|binding| BindingView {
            id,
            source: binding.source,
            destination: binding.destination,
            alive: binding.alive,
            routing_key: binding.routing_key,
            arguments: &binding.arguments,
        })
    }

    /// A policy as it was set, also after its end.
    pub fn policy(&self, policy: PolicyId) -> &PolicyDefinition {
        &self.topology.policy(policy).definition
    }

    /// The open channels, in the order of opening.
    pub fn channels(&self) -> impl Iterator<Item = ChannelView> {
        let all = (0..self.channels.len()).map(|at| self.channel(ChannelId(at as u32)));
        all.filter(|channel| channel.open)
    }

    /// A channel, also after its end.
    pub fn channel(&self, id: ChannelId) -> ChannelView {
        let channel = &self.channels[id.index()];
        ChannelView {
            id,
            connection: channel.connection,
            number: channel.number,
            open: channel.open,
            confirms: channel.confirms,
            transactional: channel.transaction.is_some(),
            prefetch: channel.prefetch,
            global_prefetch: channel.limit.count,
            unacked: channel.unacked.len() as u32,
        }
    }

    /// Whether a connection is open.
    pub fn is_connected(&self, connection: ConnectionId) -> bool {
        self.connections
            .get(connection.index())
            .is_some_and(|connection| connection.open)
    }

    /// Every copy of a message and where it is. For each queue: ready ones in order, then those that channels hold.
    pub fn copies(&self) -> impl Iterator<Item = CopyPlace> {
        let mut copies = Vec::new();
        for (at, state) in self.queues.iter().enumerate() {
            copies.extend(state.ready.iter().map(|(_, copied)| CopyPlace {
                message: copied.message,
                queue: QueueId(at as u32),
                place: Place::Ready,
            }));
        }
        for (at, channel) in self.channels.iter().enumerate() {
            for held in channel.held() {
                if self.topology.queue(held.queue).alive {
                    copies.push(CopyPlace {
                        message: held.copied.message,
                        queue: held.queue,
                        place: Place::Unacked(ChannelId(at as u32)),
                    });
                }
            }
        }
        copies.into_iter()
    }

    /// About how many bytes a clone takes, without what clones share.
    pub fn weight(&self) -> usize {
        let queues = self.queues.iter().map(|queue| queue.ready.weight());
        let channels = self
            .channels
            .iter()
            .map(|channel| weight::of_list(&channel.unacked));
        size_of::<Broker>()
            + weight::of_list(&self.queues)
            + queues.sum::<usize>()
            + weight::of_list(&self.channels)
            + channels.sum::<usize>()
            + weight::of_list(&self.consumers)
            + weight::of_list(&self.connections)
    }

    /// A queue's deadlines: of its head, and for being unused.
    pub(super) fn timers(&self, queue: QueueId) -> [Option<Ms>; 2] {
        [Timer::Head(queue), Timer::Unused(queue)].map(|timer| self.agenda.due(timer))
    }
}
