//! Promises over random commands: every copy is accounted for, watching changes nothing, clones part company, and equal
//! histories have equal digests.

use super::*;
use crate::base::hash::{Digest, of_words};
use crate::broker::event::DiscardCause;
use crate::broker::handle::ConsumerId;
use std::collections::BTreeMap;

const QUEUES: [&str; 4] = ["q0", "q1", "q2", "q3"];
const KEYS: [&str; 6] = ["a", "a.b", "b", "", "q1", "q2"];

/// Draws numbers below a bound, the same for the same seed.
#[derive(Clone)]
struct Draws {
    seed: u64,
    count: u64,
}

impl Draws {
    fn below(&mut self, bound: u64) -> u64 {
        self.count += 1;
        of_words(&[self.seed, self.count]) % bound
    }

    fn one<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len() as u64) as usize]
    }
}

/// A broker with queues of all kinds, some channels, and chance.
#[derive(Clone)]
struct Storm {
    bench: Bench,
    draws: Draws,
    channels: Vec<ChannelId>,
}

impl Storm {
    fn new(seed: u64) -> Self {
        let mut storm = Storm {
            bench: Bench::new(),
            draws: Draws { seed, count: 0 },
            channels: Vec::new(),
        };
        let channel = storm.bench.channel();
        storm.channels.push(channel);
        for queue in QUEUES {
            storm.declare(queue);
        }
        for exchange in ["amq.topic", "amq.fanout", "amq.direct"] {
            for _ in 0..3 {
                let command = Command::QueueBind {
                    queue: storm.bench.name(QUEUES[storm.draws.below(4) as usize]),
                    exchange: storm.bench.name(exchange),
                    routing_key: storm
                        .bench
                        .name(["#", "a.*", "a", "*"][storm.draws.below(4) as usize]),
                    arguments: Arc::default(),
                };
                storm.bench.send(channel, &command);
            }
        }
        storm
    }

    fn declare(&mut self, queue: &str) {
        let mut arguments: Vec<(&str, Value)> = Vec::new();
        let draws = &mut self.draws;
        if draws.below(2) == 0 {
            arguments.push((
                "x-dead-letter-exchange",
                draws.one(&["", "amq.topic", "none"]).into(),
            ));
            arguments.push(("x-dead-letter-routing-key", draws.one(&QUEUES).into()));
        }
        if draws.below(3) == 0 {
            arguments.push(("x-max-length", Value::Integer(draws.below(4) as i64)));
            let overflow = draws.one(&["drop-head", "reject-publish", "reject-publish-dlx"]);
            arguments.push(("x-overflow", overflow.into()));
        }
        if draws.below(3) == 0 {
            arguments.push(("x-message-ttl", Value::Integer(draws.below(3) as i64 * 20)));
        }
        if draws.below(4) == 0 {
            arguments.push(("x-max-priority", Value::Integer(2)));
        }
        if draws.below(6) == 0 {
            arguments.push(("x-single-active-consumer", Value::Boolean(true)));
        }
        if draws.below(6) == 0 {
            arguments.push(("x-expires", Value::Integer(200)));
        }
        let command = Command::QueueDeclare {
            queue: self.bench.name(queue),
            passive: false,
            durable: draws.below(2) == 0,
            exclusive: false,
            auto_delete: draws.below(5) == 0,
            arguments: table(&arguments),
        };
        let channel = self.bench.channel();
        self.bench.send(channel, &command);
    }

    /// The next command, and the channel to send it on.
    fn draw(&mut self) -> (ChannelId, Command) {
        let open: Vec<ChannelId> = self
            .channels
            .iter()
            .copied()
            .filter(|&channel| self.bench.broker.channel(channel).open)
            .collect();
        self.channels = open;
        if self.channels.len() < 4 {
            let channel = self.bench.channel();
            self.channels.push(channel);
        }
        let channel = self.channels[self.draws.below(self.channels.len() as u64) as usize];
        let draws = &mut self.draws;
        let queue = draws.one(&QUEUES);
        let flag = draws.below(2) == 0;
        let tag = draws.below(8);
        let command = match draws.below(24) {
            0..=8 => {
                let exchange = draws.one(&["", "", "amq.topic", "amq.fanout", "amq.direct"]);
                let key = if exchange.is_empty() {
                    queue
                } else {
                    draws.one(&KEYS)
                };
                let properties = Properties {
                    priority: (draws.below(3) == 0).then_some(draws.below(4) as u8),
                    delivery_mode: flag.then_some(2),
                    expiration: (draws.below(4) == 0).then_some("30".into()),
                    ..Properties::default()
                };
                self.bench.publish_command(exchange, key, properties, "m")
            }
            9 | 10 => {
                let tag = draws.one(&["x", "y", "z"]);
                self.bench.consume_command(queue, tag)
            }
            11 => Command::Qos {
                prefetch_size: 0,
                prefetch_count: draws.below(3) as u16,
                global: flag,
            },
            12 => Command::Get {
                queue: self.bench.name(queue),
                no_ack: flag,
            },
            13..=15 => Command::Ack {
                delivery_tag: tag,
                multiple: flag,
            },
            16..=18 => Command::Nack {
                delivery_tag: tag,
                multiple: flag,
                requeue: draws.below(2) == 0,
            },
            19 => Command::Recover { requeue: true },
            20 => Command::Cancel {
                consumer_tag: self.bench.name("x"),
            },
            21 => match draws.below(6) {
                0 => Command::QueuePurge {
                    queue: self.bench.name(queue),
                },
                1 => Command::QueueDelete {
                    queue: self.bench.name(queue),
                    if_unused: false,
                    if_empty: false,
                },
                _ => Command::ChannelClose,
            },
            22 => [
                Command::TxSelect,
                Command::TxCommit,
                Command::TxRollback,
                Command::ConfirmSelect,
            ][draws.below(4) as usize]
                .clone(),
            _ => bench_declare(&mut self.bench, queue),
        };
        (channel, command)
    }

    fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        self.bench.broker.digest(&mut digest);
        digest.finish()
    }

    fn fingerprint(&self) -> u64 {
        let mut digest = Digest::new();
        self.bench.broker.fingerprint(&mut digest, &[]);
        digest.finish()
    }
}

fn bench_declare(bench: &mut Bench, queue: &str) -> Command {
    bench.declare_command(queue, &[])
}

/// Copies that should be somewhere, by message and queue, kept up to date by events alone.
#[derive(Default)]
struct Ledger {
    copies: BTreeMap<(MessageHandle, QueueId), i64>,
}

impl Ledger {
    fn book_all(&mut self, events: &[Event]) {
        events.iter().for_each(|event| self.book(event));
    }

    fn book(&mut self, event: &Event) {
        let mut add = |message: MessageHandle, queue: QueueId, number: i64| {
            let left = self.copies.entry((message, queue)).or_default();
            *left += number;
            assert!(*left >= 0, "{event:?} takes a copy that is not there");
            if *left == 0 {
                self.copies.remove(&(message, queue));
            }
        };
        match *event {
            Event::Enqueued { message, queue, .. } => add(message, queue, 1),
            Event::Acked { message, queue, .. }
            | Event::Expired { message, queue }
            | Event::Dropped { message, queue }
            | Event::Rejected {
                message,
                queue,
                requeue: false,
                ..
            } => add(message, queue, -1),
            Event::Discarded {
                message,
                queue,
                cause,
            } => match cause {
                DiscardCause::Purged | DiscardCause::QueueGone | DiscardCause::Restarted => {
                    add(message, queue, -1)
                }
                DiscardCause::EndlessLoop => {}
            },
            _ => {}
        }
    }

    fn check(&self, broker: &Broker) {
        let mut found: BTreeMap<(MessageHandle, QueueId), i64> = BTreeMap::new();
        for copy in broker.copies() {
            *found.entry((copy.message, copy.queue)).or_default() += 1;
        }
        assert_eq!(found, self.copies);
    }
}

/// Counts that are kept beside must agree with what they count.
fn check_counts(broker: &Broker) {
    for (vhost, _) in broker.vhosts().collect::<Vec<_>>() {
        for queue in broker.queues(vhost) {
            assert_eq!(broker.ready(queue.id).count() as u32, queue.ready);
            let bytes: usize = broker
                .ready(queue.id)
                .map(|ready| broker.content(broker.message(ready.message).content).body.len())
                .sum();
            assert_eq!(bytes as u64, queue.ready_bytes);
            let held = |channel: ChannelId| {
                broker
                    .unacked(channel)
                    .filter(|held| held.queue == queue.id)
                    .count()
            };
            let all: usize = broker.channels().map(|channel| held(channel.id)).sum();
            assert_eq!(all as u32, queue.unacked);
            let waits: Vec<ConsumerId> = broker.line(queue.id).collect();
            let idle = waits
                .iter()
                .any(|&id| broker.consumer(id).is_some_and(|consumer| !consumer.parked));
            let blocked_by_other = queue.single_active_consumer;
            assert!(
                queue.ready == 0 || !idle || blocked_by_other,
                "a consumer waits beside a ready message"
            );
        }
    }
}

#[test]
fn no_copy_is_lost_and_no_count_is_wrong() {
    for seed in 0..300 {
        let mut storm = Storm::new(seed);
        let mut ledger = Ledger::default();
        for step in 0..150 {
            let (channel, command) = storm.draw();
            storm.bench.send(channel, &command);
            ledger.book_all(&storm.bench.output.events);
            if storm.draws.below(5) == 0 {
                let until = storm.bench.now + storm.draws.below(40);
                storm.bench.advance(until);
                ledger.book_all(&storm.bench.output.events);
            }
            if step == 100 && seed % 3 == 0 {
                let Bench { broker, output, now } = &mut storm.bench;
                output.clear();
                broker.restart(*now, output);
                ledger.book_all(&output.events);
            }
            ledger.check(&storm.bench.broker);
            check_counts(&storm.bench.broker);
        }
    }
}

#[test]
fn watching_changes_nothing_and_equal_histories_are_equal() {
    let mut reasons = 0;
    for seed in 1000..1060 {
        let (mut plain, mut watched) = (Storm::new(seed), Storm::new(seed));
        for _ in 0..120 {
            let (channel, command) = plain.draw();
            assert_eq!((channel, command.clone()), watched.draw());
            plain.bench.send(channel, &command);
            let Bench { broker, output, now } = &mut watched.bench;
            output.clear();
            output.reasons = Some(Vec::new());
            broker.command(*now, channel, &command, output);
            reasons += output.reasons.take().unwrap_or_default().len();
            assert_eq!(plain.bench.output.events, watched.bench.output.events);
            assert_eq!(plain.bench.output.frames, watched.bench.output.frames);
            assert_eq!(plain.digest(), watched.digest());
            assert_eq!(plain.fingerprint(), watched.fingerprint());
        }
    }
    assert!(reasons > 6000, "{reasons} reasons");
}

#[test]
fn a_clone_lives_its_own_life() {
    for seed in 2000..2040 {
        let mut one = Storm::new(seed);
        for _ in 0..60 {
            let (channel, command) = one.draw();
            one.bench.send(channel, &command);
        }
        let before = one.digest();
        let mut other = one.clone();
        for _ in 0..60 {
            let (channel, command) = other.draw();
            other.bench.send(channel, &command);
        }
        assert_eq!(one.digest(), before);
        for _ in 0..60 {
            let (channel, command) = one.draw();
            one.bench.send(channel, &command);
        }
        assert_eq!(one.digest(), other.digest());
        assert_ne!(one.digest(), before);
    }
}

/// What only counts or has ended does not tell two brokers apart for the search; what waits does.
#[test]
fn a_fingerprint_knows_no_numbers_that_only_count() {
    let mut fresh = Bench::new();
    let channel = fresh.channel();
    fresh.declare(channel, "q", &[]);
    let mut used = fresh.clone();
    for _ in 0..3 {
        used.publish(channel, "q", "gone");
        let queue = used.name("q");
        used.send(channel, &Command::Get { queue, no_ack: true });
    }
    let print = |bench: &Bench| {
        let mut digest = Digest::new();
        bench.broker.fingerprint(&mut digest, &[]);
        digest.finish()
    };
    assert_eq!(print(&fresh), print(&used));
    used.publish(channel, "q", "one");
    fresh.publish(channel, "q", "one");
    assert_eq!(print(&fresh), print(&used));
    fresh.publish(channel, "q", "two");
    used.publish(channel, "q", "other");
    assert_ne!(print(&fresh), print(&used));
}
