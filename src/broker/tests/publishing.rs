//! Refusals and direct replies.

use super::*;
use crate::broker::event::DiscardCause;

/// R-PU-5
#[test]
fn a_refusal_covers_all_lower_numbers() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let limits = [
        ("x-max-length", Value::Integer(1)),
        ("x-overflow", "reject-publish".into()),
    ];
    bench.declare(channel, "q", &limits);
    bench.send(channel, &Command::ConfirmSelect);
    bench.publish(channel, "q", "one");
    let confirm = |ack, sequence, multiple| Frame::Confirm {
        ack,
        sequence,
        multiple,
    };
    assert_eq!(bench.output.frames[0].frame, confirm(true, 1, false));
    bench.publish(channel, "q", "two");
    assert_eq!(bench.output.frames[0].frame, confirm(false, 2, true));
}

/// R-PU-8
#[test]
fn direct_replies_need_no_queue() {
    let mut bench = Bench::new();
    let (client, server) = (bench.channel(), bench.channel());
    let requests = bench.declare(server, "requests", &[]);
    let mut consume = bench.consume_command("amq.rabbitmq.reply-to", "replies");
    let early = Properties {
        reply_to: Some("amq.rabbitmq.reply-to".into()),
        ..Properties::default()
    };
    let request = bench.publish_command("", "requests", early, "question");
    let stray = bench.channel();
    assert_eq!(
        bench.failure(stray, &request),
        Some(ErrorCode::PreconditionFailed)
    );
    let stray = bench.channel();
    assert_eq!(
        bench.failure(stray, &consume),
        Some(ErrorCode::PreconditionFailed),
        "acks are not possible"
    );
    if let Command::Consume { no_ack, .. } = &mut consume {
        *no_ack = true;
    }
    bench.send(client, &consume);
    bench.send(client, &request);
    let asked = bench.broker.ready(requests).next().expect("the request").message;
    let address = bench
        .broker
        .content(bench.broker.message(asked).content)
        .properties
        .reply_to
        .clone();
    let address = address.expect("an address");
    assert!(
        address.starts_with("amq.rabbitmq.reply-to.") && address.len() > 30,
        "{address}"
    );
    let passive = Command::QueueDeclare {
        queue: bench.name(&address),
        passive: true,
        durable: false,
        exclusive: false,
        auto_delete: false,
        arguments: Arc::default(),
    };
    assert!(matches!(
        bench.send(server, &passive),
        Some(Frame::QueueDeclareOk {
            consumer_count: 1,
            ..
        })
    ));
    bench.publish(server, &address, "answer");
    assert_eq!(bench.deliveries(), [("replies", "answer")]);
    assert!(
        bench.happened(|event| matches!(event, Event::Unroutable { .. })),
        "RabbitMQ has it so"
    );
    let second = bench.failure(client, &consume);
    assert_eq!(second, Some(ErrorCode::PreconditionFailed));
    bench.publish(server, &address, "too late");
    assert!(bench.deliveries().is_empty());
    assert_eq!(bench.failure(server, &passive), Some(ErrorCode::NotFound));
}

/// Constant contents are registered once, and publishing them adds none.
#[test]
fn publishing_again_copies_no_content() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let queue = bench.declare(channel, "q", &[]);
    let command = bench.publish_command("", "q", Properties::default(), "m");
    bench.send(channel, &command);
    let before = bench.broker.contents.count();
    for _ in 0..100 {
        bench.send(channel, &command);
    }
    assert_eq!(
        (bench.broker.contents.count(), bench.broker.queue(queue).ready),
        (before, 101)
    );
}

/// What would go round for ever in no time at all is stopped, and told. One rejection is enough: after it the order of
/// x-death hides the circle (R-DL-7).
#[test]
fn an_endless_loop_of_dead_letters_is_cut() {
    let mut bench = Bench::new();
    let (root, channel) = (bench.root(), bench.channel());
    let to = |queue: &str| {
        [
            ("x-dead-letter-exchange", "".into()),
            ("x-dead-letter-routing-key", Value::from(queue)),
        ]
    };
    let queues = [
        bench.declare(channel, "q1", &to("q2")),
        bench.declare(channel, "q2", &to("q1")),
    ];
    bench.publish(channel, "q1", "m");
    let queue = bench.name("q1");
    bench.send(channel, &Command::Get { queue, no_ack: false });
    let no_time = policy(&mut bench, "p", "q", &[("message-ttl", Value::Integer(0))]);
    let Bench { broker, output, now } = &mut bench;
    broker.set_policy(*now, root, no_time, output).expect("a policy");
    let reject = Command::Reject {
        delivery_tag: 1,
        requeue: false,
    };
    bench.send(channel, &reject);
    let cut = |event: &Event| {
        matches!(
            event,
            Event::Discarded {
                cause: DiscardCause::EndlessLoop,
                ..
            }
        )
    };
    assert!(bench.happened(cut) && bench.output.events.len() < 1000);
    assert!(queues.iter().all(|&queue| bench.broker.queue(queue).ready == 0));
}
