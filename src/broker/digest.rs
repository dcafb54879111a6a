//! Two hashes of a broker. The digest takes in all state exactly, handles and times included: for seeking, goldens, and
//! native against wasm. The fingerprint takes in what matters for the future, in an order that does not depend on how it
//! came about: for the search.

use super::Broker;
use super::handle::{ConsumerId, QueueId};
use super::queue::Queue;
use super::ready::{Copied, NEVER};
use super::settle::{Settlement, Unacked};
use crate::base::gather::Gather;
use crate::base::hash::Digest;
use crate::base::ids::ChannelId;
use crate::base::names::Name;
use crate::base::order;

/// Queue, level and position of copies, sorted.
type Places = Vec<(QueueId, u8, u32)>;

impl Broker {
    /// Feeds all state, exactly.
    pub fn digest(&self, into: &mut Digest) {
        into.word(self.names.count() as u64);
        into.word(u64::from(self.contents.count()))
            .word(u64::from(self.messages.count()));
        into.word(self.messages.rolling()).word(self.topology.sum);
        into.word(self.topology.bindings.len() as u64)
            .word(u64::from(self.generated));
        for (at, queue) in self.queues.iter().enumerate() {
            let id = QueueId(at as u32);
            into.flag(self.topology.queue(id).alive);
            if self.topology.queue(id).alive {
                self.digest_queue(id, queue, into);
            }
        }
        into.word(self.consumers.len() as u64);
        for consumer in self.consumers.iter().filter(|consumer| !consumer.ended) {
            into.word(u64::from(consumer.tag.0))
                .word(u64::from(consumer.queue.0));
            into.word(u64::from(consumer.channel.0))
                .word(consumer.priority as u64);
            into.word(u64::from(consumer.prefetch))
                .word(u64::from(consumer.credit));
            into.flag(consumer.no_ack)
                .flag(consumer.exclusive)
                .flag(consumer.parked);
        }
        into.word(self.channels.len() as u64);
        for channel in 0..self.channels.len() {
            self.digest_channel(ChannelId(channel as u32), into);
        }
        for connection in &self.connections {
            into.flag(connection.open)
                .word(u64::from(connection.user.0))
                .word(u64::from(connection.vhost.0));
        }
    }

    fn digest_queue(&self, id: QueueId, queue: &Queue, into: &mut Digest) {
        into.word(u64::from(queue.unacked)).flag(queue.had_consumers);
        for (next, mark) in queue.ready.counts() {
            into.word(u64::from(next) << 32 | u64::from(mark));
        }
        into.word(u64::from(queue.ready.len()));
        for (level, copied) in queue.ready.iter() {
            into.word(u64::from(level));
            digest_copy(copied, into);
        }
        for list in [&queue.consumers, &queue.parked] {
            into.word(list.len() as u64);
            list.iter().for_each(|id| {
                into.word(u64::from(id.0));
            });
        }
        queue.line.iter().for_each(|id| {
            into.word(u64::from(id.0));
        });
        for limited in &queue.limited {
            into.word(u64::from(limited.channel.0)).flag(limited.suspended);
        }
        into.word(queue.holder.map_or(u64::MAX, |id| u64::from(id.0)));
        let [head, unused] = self.timers(id);
        into.word(head.unwrap_or(NEVER)).word(unused.unwrap_or(NEVER));
    }

    fn digest_channel(&self, id: ChannelId, into: &mut Digest) {
        let channel = &self.channels[id.index()];
        into.flag(channel.open);
        if !channel.open {
            return;
        }
        into.word(channel.next_tag)
            .word(channel.next_sequence)
            .word(u64::from(channel.prefetch));
        into.word(u64::from(channel.limit.count))
            .word(channel.limit.volume as u64)
            .flag(channel.confirms);
        into.word(channel.last_declared.map_or(u64::MAX, |name| u64::from(name.0)));
        into.word(
            channel
                .replies
                .map_or(u64::MAX, |replies| u64::from(replies.address.0)),
        );
        into.word(channel.unacked.len() as u64);
        for held in &channel.unacked {
            into.word(held.delivery_tag).word(u64::from(held.queue.0));
            into.word(held.consumer.map_or(u64::MAX, |id| u64::from(id.0)));
            digest_copy(held.copied, into);
        }
        let Some(transaction) = &channel.transaction else {
            into.flag(false);
            return;
        };
        into.flag(true).word(transaction.publishes.len() as u64);
        for publish in &transaction.publishes {
            into.word(u64::from(publish.message.0)).flag(publish.mandatory);
        }
        for (settlement, held) in &transaction.settlements {
            into.word(settlement.number());
            held.iter().for_each(|held| {
                into.word(held.delivery_tag);
            });
        }
    }

    /// Feeds what matters for the future: message contents in queue order, no handles, no due times, tags and sequence
    /// numbers counted anew. `channels` are the open channels in an order that the caller finds canonical; others follow in
    /// the order of opening.
    pub fn fingerprint(&self, into: &mut Digest, channels: &[ChannelId]) {
        let mut order: Vec<ChannelId> = channels.to_vec();
        let rest = self
            .channels
            .iter()
            .enumerate()
            .filter(|(_, channel)| channel.open);
        let rest: Vec<ChannelId> = rest.map(|(at, _)| ChannelId(at as u32)).gather();
        order.extend(rest.into_iter().filter(|id| !channels.contains(id)));
        let number = |id: ChannelId| {
            order
                .iter()
                .position(|&other| other == id)
                .map_or(u64::MAX, |at| at as u64)
        };
        into.word(self.topology.sum);
        for vhost in &self.topology.vhosts {
            for &queue in &vhost.queues {
                self.fingerprint_queue(queue, &number, into);
            }
        }
        let places = self.places();
        for &channel in &order {
            self.fingerprint_channel(channel, &places, into);
        }
    }

    fn fingerprint_queue(&self, id: QueueId, number: &impl Fn(ChannelId) -> u64, into: &mut Digest) {
        let queue = &self.queues[id.index()];
        self.print_name(self.topology.queue(id).name, into);
        into.flag(queue.had_consumers).word(u64::from(queue.ready.len()));
        queue.ready.stuck().for_each(|stuck| {
            into.flag(stuck);
        });
        for (_, copied) in queue.ready.iter() {
            self.print_copy(copied, into);
        }
        let mut consumers = |list: &mut dyn Iterator<Item = ConsumerId>| {
            for id in list {
                let consumer = &self.consumers[id.index()];
                self.print_name(consumer.tag, into);
                into.word(number(consumer.channel))
                    .word(u64::from(consumer.credit));
                into.word(u64::from(consumer.prefetch))
                    .word(consumer.priority as u64);
                into.flag(consumer.no_ack).flag(consumer.exclusive);
            }
            into.word(u64::MAX);
        };
        consumers(&mut queue.line.iter());
        consumers(&mut queue.parked.iter().copied());
        consumers(&mut queue.holder.iter().copied());
        for limited in queue.limited.iter().filter(|limited| limited.suspended) {
            into.word(number(limited.channel));
        }
        let [head, unused] = self.timers(id);
        into.flag(head.is_some()).flag(unused.is_some());
    }

    fn fingerprint_channel(&self, id: ChannelId, places: &Places, into: &mut Digest) {
        let channel = &self.channels[id.index()];
        into.flag(channel.open)
            .flag(channel.confirms)
            .word(u64::from(channel.prefetch));
        into.word(u64::from(channel.limit.count))
            .word(channel.limit.volume as u64);
        if let Some(name) = channel.last_declared {
            self.print_name(name, into);
        }
        into.word(channel.unacked.len() as u64);
        for held in &channel.unacked {
            self.print_held(held, places, into);
        }
        let Some(transaction) = &channel.transaction else {
            return;
        };
        for publish in &transaction.publishes {
            let message = self.messages.get(publish.message);
            into.word(self.contents.facts(message.content).print)
                .flag(publish.mandatory);
            publish
                .queues
                .iter()
                .for_each(|&queue| self.print_name(queue, into));
        }
        for (settlement, held) in &transaction.settlements {
            into.word(settlement.number());
            held.iter().for_each(|held| self.print_held(held, places, into));
        }
    }

    fn print_held(&self, held: &Unacked, places: &Places, into: &mut Digest) {
        self.print_name(self.topology.queue(held.queue).name, into);
        let alive = self.topology.queue(held.queue).alive;
        into.flag(alive);
        if let Some(consumer) = held.consumer {
            self.print_name(self.consumers[consumer.index()].tag, into);
        }
        if alive {
            let place = (held.queue, self.level_of(held), held.copied.position);
            into.word(places.partition_point(|other| *other < place) as u64);
            let ready = &self.queues[held.queue.index()].ready;
            into.flag(ready.was_handed_out(place.1, held.copied));
        }
        self.print_copy(held.copied, into);
    }

    /// Where all copies of living queues stand, held ones too: what is held tells by its rank where it would come back to.
    fn places(&self) -> Places {
        let mut places = Places::new();
        for &queue in self.topology.vhosts.iter().flat_map(|vhost| &vhost.queues) {
            let copies = self.queues[queue.index()].ready.iter();
            places.extend(copies.map(|(level, copied)| (queue, level, copied.position)));
        }
        for channel in &self.channels {
            for held in channel.held() {
                if self.topology.queue(held.queue).alive {
                    places.push((held.queue, self.level_of(held), held.copied.position));
                }
            }
        }
        order::sort(&mut places);
        places
    }

    fn level_of(&self, held: &Unacked) -> u8 {
        let facts = self
            .contents
            .facts(self.messages.get(held.copied.message).content);
        self.queues[held.queue.index()].ready.level(facts.priority)
    }

    fn print_copy(&self, copied: Copied, into: &mut Digest) {
        let message = self.messages.get(copied.message);
        into.word(self.contents.facts(message.content).print);
        self.print_name(message.exchange, into);
        self.print_name(message.routing_key, into);
        into.flag(copied.redelivered).flag(copied.due != NEVER);
    }

    fn print_name(&self, name: Name, into: &mut Digest) {
        into.text(self.names.text(name));
    }
}

fn digest_copy(copied: Copied, into: &mut Digest) {
    into.word(u64::from(copied.message.0) << 32 | u64::from(copied.position));
    into.flag(copied.redelivered).word(copied.due);
}

impl Settlement {
    fn number(self) -> u64 {
        match self {
            Settlement::Ack => 0,
            Settlement::Requeue => 1,
            Settlement::Reject => 2,
            Settlement::Recover => 3,
        }
    }
}
