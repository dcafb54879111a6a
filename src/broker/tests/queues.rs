//! Queues' names, consumers and deadlines.

use super::*;
use crate::broker::reason::{Reason, Verdict};

/// R-Q-1
#[test]
fn the_broker_names_queues_the_same_in_every_run() {
    let generate = || {
        let mut bench = Bench::new();
        let channel = bench.channel();
        let names = [0, 1].map(|_| {
            let queue = bench.declare(channel, "", &[]);
            bench
                .broker
                .names()
                .text(bench.broker.queue_name(queue))
                .to_string()
        });
        let actively = bench.declare_command(&names[0], &[]);
        assert_eq!(bench.failure(channel, &actively), Some(ErrorCode::AccessRefused));
        names
    };
    let [one, other] = generate();
    assert!(one.starts_with("amq.gen-") && one.len() == 30, "{one}");
    assert_ne!(one, other);
    assert_eq!(generate(), [one, other]);
    let mut bench = Bench::new();
    let channel = bench.channel();
    let quorum = bench.declare_command("", &[("x-queue-type", "quorum".into())]);
    assert_eq!(
        bench.failure(channel, &quorum),
        Some(ErrorCode::PreconditionFailed)
    );
}

/// R-SAC-3
#[test]
fn the_next_active_consumer_is_served_at_once() {
    let mut bench = Bench::new();
    let (one, other) = (bench.channel(), bench.channel());
    let queue = bench.declare(one, "q", &[("x-single-active-consumer", Value::Boolean(true))]);
    consume_with_one_and_without_limit(&mut bench, one, other);
    bench.publish(one, "q", "m1");
    bench.publish(one, "q", "m2");
    assert_eq!(bench.bodies(queue), ["m2"]);
    let tag = bench.name("first");
    bench.send(one, &Command::Cancel { consumer_tag: tag });
    assert_eq!(bench.deliveries(), [("second", "m2")]);
    assert!(bench.happened(|event| matches!(event, Event::ConsumerActivated { .. })));
}

/// Deadlines fire in the order of their times, those of one time in the order of the queues, each once.
#[test]
fn deadlines_fire_in_order() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    for (queue, ttl) in [("a", 30), ("b", 10), ("c", 30)] {
        bench.declare(channel, queue, &[("x-message-ttl", Value::Integer(ttl))]);
        bench.publish(channel, queue, queue);
    }
    assert_eq!(bench.broker.next_deadline(), Some(10));
    let Bench { broker, output, .. } = &mut bench;
    assert!(!broker.fire_deadline(9, output));
    bench.advance(100);
    let expired: Vec<&str> = bench
        .output
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Expired { message, .. } => Some(bench.body(*message)),
            _ => None,
        })
        .collect();
    assert_eq!(expired, ["b", "a", "c"]);
    assert_eq!(bench.broker.next_deadline(), None);
}

/// The deadline of an ordinary queue is its head's, and goes with it: nothing fires without a reason.
#[test]
fn a_head_that_goes_takes_its_deadline_along() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    bench.declare(channel, "q", &[("x-message-ttl", Value::Integer(10))]);
    bench.publish(channel, "q", "m1");
    bench.advance(5);
    bench.publish(channel, "q", "m2");
    let queue = bench.name("q");
    bench.send(channel, &Command::Get { queue, no_ack: true });
    assert_eq!(bench.broker.next_deadline(), Some(15));
    bench.send(channel, &Command::QueuePurge { queue });
    assert_eq!(bench.broker.next_deadline(), None);
}

/// The reasons name who was full, who waits and who takes.
#[test]
fn who_watches_learns_why_a_consumer_was_chosen() {
    let mut bench = Bench::new();
    let (one, other) = (bench.channel(), bench.channel());
    bench.declare(one, "q", &[]);
    consume_with_one_and_without_limit(&mut bench, one, other);
    let mut verdicts = || {
        let publish = bench.publish_command("", "q", Properties::default(), "m");
        bench.output.reasons = Some(Vec::new());
        bench.broker.command(0, one, &publish, &mut bench.output);
        let reasons = bench.output.reasons.take().unwrap_or_default();
        let verdict = |reason: &Reason| match reason {
            Reason::ConsumerConsidered {
                consumer, verdict, ..
            } => Some((consumer.0, *verdict)),
            _ => None,
        };
        reasons.iter().filter_map(verdict).collect::<Vec<_>>()
    };
    let full = Verdict::PrefetchFull { unacked: 1, limit: 1 };
    assert_eq!(verdicts(), [(0, Verdict::Takes), (1, Verdict::NotItsTurn)]);
    assert_eq!(verdicts(), [(1, Verdict::Takes), (0, Verdict::NotItsTurn)]);
    assert_eq!(verdicts(), [(0, full), (1, Verdict::Takes)]);
    assert_eq!(verdicts(), [(0, full), (1, Verdict::Takes)]);
}

/// R-CO-1, R-CO-11: answers go out before the deliveries that follow from them.
#[test]
fn answers_come_before_deliveries() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    bench.declare(channel, "q", &[]);
    let consume = bench.consume_command("q", "c");
    bench.publish(channel, "q", "m");
    let kinds = |bench: &Bench| {
        let kind = |outgoing: &crate::broker::Outgoing| match outgoing.frame {
            Frame::Ok | Frame::ConsumeOk { .. } | Frame::MessageCount { .. } => "ok",
            Frame::Deliver { .. } => "deliver",
            Frame::Cancelled { .. } => "cancel",
            _ => "other",
        };
        bench.output.frames.iter().map(kind).collect::<Vec<_>>()
    };
    bench.send(channel, &consume);
    assert_eq!(kinds(&bench), ["ok", "deliver"]);
    bench.send(channel, &Command::Recover { requeue: true });
    assert_eq!(kinds(&bench), ["ok", "deliver"]);
    let limit = |prefetch_count| Command::Qos {
        prefetch_size: 0,
        prefetch_count,
        global: true,
    };
    bench.send(channel, &limit(1));
    bench.publish(channel, "q", "waits");
    assert!(bench.deliveries().is_empty());
    bench.send(channel, &limit(2));
    assert_eq!(kinds(&bench), ["ok", "deliver"]);
    let delete = Command::QueueDelete {
        queue: bench.name("q"),
        if_unused: false,
        if_empty: false,
    };
    bench.send(channel, &delete);
    assert_eq!(kinds(&bench), ["ok", "cancel"]);
}

/// Two consumers of `q`: `first`, which holds one message at a time, and `second` on another channel, without a limit.
fn consume_with_one_and_without_limit(bench: &mut Bench, one: ChannelId, other: ChannelId) {
    let qos = Command::Qos {
        prefetch_size: 0,
        prefetch_count: 1,
        global: false,
    };
    bench.send(one, &qos);
    for (channel, tag) in [(one, "first"), (other, "second")] {
        let consume = bench.consume_command("q", tag);
        bench.send(channel, &consume);
    }
}
