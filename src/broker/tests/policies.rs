//! Operator policies and what policies may say.

use super::*;

/// R-PO-3
#[test]
fn operator_policies_lower_limits_and_nothing_else() {
    let mut bench = Bench::new();
    let (root, channel) = (bench.root(), bench.channel());
    let queue = bench.declare(channel, "q", &[("x-max-length", Value::Integer(9))]);
    let own = policy(
        &mut bench,
        "p",
        "^q",
        &[
            ("max-length", Value::Integer(5)),
            ("overflow", "reject-publish".into()),
        ],
    );
    let operators = policy(
        &mut bench,
        "p",
        "",
        &[
            ("max-length", Value::Integer(3)),
            ("message-ttl", Value::Integer(50)),
        ],
    );
    let wrong = policy(&mut bench, "w", "", &[("overflow", "reject-publish".into())]);
    let Bench { broker, output, now } = &mut bench;
    broker.set_policy(*now, root, own, output).expect("a policy");
    broker
        .set_operator_policy(*now, root, operators, output)
        .expect("an operator policy");
    assert!(broker.set_operator_policy(*now, root, wrong, output).is_err());
    let effective = broker.queue(queue).effective;
    assert_eq!(
        (effective.max_length, effective.message_ttl_ms),
        (Some(3), Some(50))
    );
    let name = broker.names_mut().intern("p");
    broker.clear_operator_policy(*now, root, name, output);
    let effective = broker.queue(queue).effective;
    assert_eq!((effective.max_length, effective.message_ttl_ms), (Some(5), None));
    broker.clear_policy(*now, root, name, output);
    assert_eq!(broker.queue(queue).effective.max_length, Some(9));
}

/// R-PO-5
#[test]
fn a_policy_that_cannot_be_is_refused() {
    let mut bench = Bench::new();
    let root = bench.root();
    for (pattern, definition) in [
        ("^q", &[][..]),
        ("^q", &[("max-priority", Value::Integer(3))]),
        ("^q", &[("message-ttl", Value::Integer(-1))]),
        ("^q", &[("expires", Value::Integer(0))]),
        ("^q", &[("overflow", "drop-tail".into())]),
        ("^q", &[("dead-letter-exchange", Value::Integer(1))]),
        ("(", &[("max-length", Value::Integer(1))]),
    ] {
        let wrong = policy(&mut bench, "p", pattern, definition);
        let Bench { broker, output, now } = &mut bench;
        let refused = broker.set_policy(*now, root, wrong, output);
        assert!(refused.is_err(), "{pattern} {definition:?}");
    }
}

/// Setting the same policy again changes nothing, also not a queue's expiry.
#[test]
fn the_same_policy_again_is_no_news() {
    let mut bench = Bench::new();
    let (root, channel) = (bench.root(), bench.channel());
    let queue = bench.declare(channel, "q", &[]);
    let same = policy(&mut bench, "p", "^q", &[("expires", Value::Integer(100))]);
    let Bench { broker, output, .. } = &mut bench;
    let first = broker.set_policy(0, root, same.clone(), output);
    assert_eq!(broker.set_policy(60, root, same, output), first);
    assert_eq!(broker.next_deadline(), Some(100));
    bench.advance(100);
    assert!(!bench.broker.queue(queue).alive);
}
