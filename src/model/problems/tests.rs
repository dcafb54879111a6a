//! Tests: each problem is noticed where it is, not where it is not, and its mend puts it right.

use super::*;
use crate::model::validate::validate;

/// A document of these parts, with nothing wrong in it.
fn document(topology: &str, actors: &str) -> Document {
    let text =
        format!(r#"{{"format": "warren", "version": 1, "topology": {{{topology}}}, "actors": [{actors}]}}"#);
    let (document, findings) = Document::from_json(&text);
    document.unwrap_or_else(|| panic!("{findings:?}"))
}

fn noticed(document: &Document) -> Vec<Noticed> {
    problems(document)
        .into_iter()
        .map(|problem| problem.what)
        .collect()
}

/// Mends all that can be mended; what is left.
fn mended(document: &Document) -> Vec<Noticed> {
    let mut document = document.clone();
    for _ in 0..10 {
        let all = problems(&document);
        match all.iter().find(|problem| problem.mend.is_some()) {
            Some(problem) => assert!(mend(&mut document, problem), "{problem:?}"),
            None => break,
        }
    }
    assert!(
        validate(&document)
            .iter()
            .all(|finding| finding.severity < crate::model::Severity::Error)
    );
    noticed(&document)
}

const READER: &str = r#"{"id": 1, "kind": "consumer", "name": "c", "consumes": [{"queue": "q", "prefetch": 1}],
    "program": ["on delivery from q", "  work 2s", "  ack"]}"#;

#[test]
fn a_queue_wants_a_reader_unless_it_is_for_waiting() {
    let alone = document(r#""queues": [{"name": "q"}]"#, "");
    let queue = String::from("q");
    assert_eq!(noticed(&alone), [Noticed::NobodyReads { queue }]);
    assert_eq!(mended(&alone), []);
    assert_eq!(noticed(&document(r#""queues": [{"name": "q"}]"#, READER)), []);
    let waits = r#""queues": [{"name": "q"}, {"name": "w", "arguments": {"x-message-ttl": 9, "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "q"}}]"#;
    assert_eq!(noticed(&document(waits, READER)), []);
}

#[test]
fn an_exchange_wants_a_way_out() {
    let topology = r#""exchanges": [{"name": "x", "type": "topic"}]"#;
    let exchange = String::from("x");
    assert_eq!(
        noticed(&document(topology, "")),
        [Noticed::NothingBound { exchange }]
    );
    assert_eq!(mended(&document(topology, "")), []);
    let binder = r#"{"id": 1, "name": "s", "declares": ["declare queue mine", "bind mine to x key \"a\""]}"#;
    assert_eq!(noticed(&document(topology, binder)), []);
}

#[test]
fn an_exchange_that_is_named_must_be_there() {
    let topology = r#""exchanges": [{"name": "x", "type": "fanout", "arguments": {"alternate-exchange": "y"}}],
        "queues": [{"name": "q", "arguments": {"x-dead-letter-exchange": "z"}}]"#;
    let found = noticed(&document(topology, READER));
    let (exchange, alternate) = ("x".into(), "y".into());
    let alternate = Noticed::NoAlternateExchange { exchange, alternate };
    let (queue, exchange) = ("q".into(), "z".into());
    assert_eq!(
        found,
        [alternate, Noticed::NoDeadLetterExchange { queue, exchange }]
    );
    assert_eq!(mended(&document(topology, READER)), []);
}

#[test]
fn a_publish_wants_a_binding() {
    let topology = r#""exchanges": [{"name": "x", "type": "topic"}], "queues": [{"name": "q"}],
        "bindings": [{"source": "x", "destination": "q", "routing_key": "a.*"}]"#;
    let publish = |key: &str| {
        let line = format!(r#""  publish to x key \"{key}\"""#);
        format!(r#"{{"id": 2, "kind": "producer", "name": "p", "program": ["on start", {line}]}}, {READER}"#)
    };
    assert_eq!(noticed(&document(topology, &publish("a.b"))), []);
    assert_eq!(noticed(&document(topology, &publish("a.{n}"))), []);
    let lost = document(topology, &publish("b"));
    let (exchange, key) = ("x".into(), "b".into());
    assert_eq!(
        noticed(&lost),
        [Noticed::NoBindingMatches {
            actor: 2,
            exchange,
            key
        }]
    );
    assert_eq!(problems(&lost)[0].place, publish_edge(2, "x"));
}

#[test]
fn dead_letters_in_a_circle_are_noticed() {
    let circle = r#""exchanges": [{"name": "x", "type": "fanout"}],
        "queues": [{"name": "q", "arguments": {"x-message-ttl": 5, "x-dead-letter-exchange": "", "x-dead-letter-routing-key": "w"}},
                   {"name": "w", "arguments": {"x-message-ttl": 5, "x-dead-letter-exchange": "x"}}],
        "bindings": [{"source": "x", "destination": "q"}]"#;
    let queues = vec!["q".into(), "w".into()];
    assert_eq!(
        noticed(&document(circle, "")),
        [Noticed::DeadLetterLoop { queues }]
    );
    // A reader who rejects breaks it; what is wrong then is another thing.
    let (queue, ttl_ms, actor, work_ms) = ("q".into(), 5, 1, 2000);
    let slow = Noticed::TtlBelowWork {
        queue,
        ttl_ms,
        actor,
        work_ms,
    };
    assert_eq!(noticed(&document(circle, READER)), [slow]);
}

#[test]
fn a_slow_consumer_wants_a_prefetch() {
    let reader = READER.replace(r#", "prefetch": 1"#, "");
    let found = document(r#""queues": [{"name": "q"}]"#, &reader);
    let (actor, queue, work_ms) = (1, "q".into(), 2000);
    assert_eq!(
        noticed(&found),
        [Noticed::NoPrefetch {
            actor,
            queue,
            work_ms
        }]
    );
    assert_eq!(mended(&found), []);
    let quick = reader.replace("2s", "20ms");
    assert_eq!(noticed(&document(r#""queues": [{"name": "q"}]"#, &quick)), []);
}

#[test]
fn refused_names_get_others() {
    let mut found = document(r#""queues": [{"name": "q"}]"#, READER);
    for name in ["amq.mine", &"x".repeat(300)] {
        found.topology.queues[0].name = name.into();
        found.actors[0].consumes[0].queue = name.into();
        found.actors[0].program.0[0] = format!("on delivery from {name}");
        assert!(
            matches!(noticed(&found).as_slice(), [Noticed::RefusedName { .. }]),
            "{name}"
        );
        assert_eq!(mended(&found), []);
    }
}

#[test]
fn the_default_exchange_wants_a_queue_of_that_name_and_headers_a_binding() {
    let publish = |line: &str| {
        format!(
            r#"{{"id": 2, "kind": "producer", "name": "p", "program": ["on start", "  publish to {line}"]}}, {READER}"#
        )
    };
    let queue = r#""queues": [{"name": "q"}]"#;
    let lost = |topology: &str, line: &str| {
        let told = noticed(&document(topology, &publish(line)));
        told.iter()
            .any(|what| matches!(what, Noticed::NoBindingMatches { .. }))
    };
    assert!(!lost(queue, r#"\"\" key \"q\""#));
    assert!(!lost(queue, r#"\"\" key reply_to"#));
    assert!(lost(queue, r#"\"\" key \"w\""#));
    let headers = r#""queues": [{"name": "q"}], "exchanges": [{"name": "x", "type": "headers"}],
        "bindings": [{"source": "x", "destination": "q", "arguments": {"a": 1}}]"#;
    assert!(!lost(headers, r"x headers {a: 1}"));
    assert!(!lost(headers, r"x headers {a: n}"));
    assert!(lost(headers, r"x headers {a: 2}"));
}

#[test]
fn a_wildcard_beside_other_letters_is_none() {
    let bound = |kind: &str, key: &str| {
        let topology = format!(
            r##""exchanges": [{{"name": "x", "type": "{kind}"}}], "queues": [{{"name": "q"}}],
            "bindings": [{{"source": "x", "destination": "q", "routing_key": "{key}"}}]"##
        );
        document(&topology, READER)
    };
    for (key, word) in [("#order.*", "#order"), ("a.*b.#", "*b"), ("##", "##")] {
        let (exchange, destination, word) = ("x".into(), "q".into(), word.into());
        let what = Noticed::HalfWild {
            exchange,
            destination,
            word,
        };
        let found = problems(&bound("topic", key));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].what, what);
        let edge = ProblemPlace::Edge(EdgeId::of_binding(&bound("topic", key).topology.bindings[0]));
        assert_eq!(found[0].place, edge);
        assert_eq!(noticed(&bound("direct", key)), []);
    }
    for key in ["#", "*.#", "order.*", "", "..", "order"] {
        assert_eq!(noticed(&bound("topic", key)), [], "{key}");
    }
}

#[test]
fn names_that_nothing_has_are_told_where_they_stand_in_programs() {
    let topology = r#""exchanges": [{"name": "orders", "type": "fanout"}], "queues": [{"name": "q"}],
        "bindings": [{"source": "orders", "destination": "q"}]"#;
    let actor = r#"{"id": 2, "kind": "producer", "name": "p", "program":
        ["on start", "  publish to 'ordrs' body \"{nothing} {b}\"", "  get from qq"]}"#;
    let found = document(topology, &format!("{actor}, {READER}"));
    let told: Vec<(u32, u32, String, Option<String>)> = remarks(&found)
        .into_iter()
        .filter_map(|remark| remark.spot)
        .map(|spot| (spot.line, spot.column, spot.word, spot.meant))
        .collect();
    let word = |word: &str| String::from(word);
    assert_eq!(
        told,
        [
            (2, 14, word("'ordrs'"), Some(word("'orders'"))),
            (2, 29, word("nothing"), None),
            (2, 39, word("b"), None),
            (3, 12, word("qq"), Some(word("q"))),
        ]
    );
    let mut mended = found.clone();
    let all = problems(&found);
    for problem in all.iter().filter(|problem| problem.mend.is_some()) {
        assert!(mend(&mut mended, problem), "{problem:?}");
        assert!(!mend(&mut mended, problem), "it does not stand there any more");
    }
    let program = &mended.actors[0].program.0;
    assert_eq!(
        program[1..],
        ["  publish to 'orders' body \"{nothing} {b}\"", "  get from q"]
    );
    assert_eq!(problems(&mended).len(), 2, "of the variables nothing is known");
}

#[test]
fn what_an_actor_cannot_do_is_told_where_it_stands() {
    let topology = r#""queues": [{"name": "q"}], "users": [{"name": "u"}]"#;
    let found = noticed(&document(topology, READER));
    let unknown = |what: &Noticed| {
        matches!(
            what,
            Noticed::Amiss {
                code: Code::Unknown { .. },
                spot: None
            }
        )
    };
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(unknown(&found[0]), "no user guest: {found:?}");
    let typo = READER.replace("  ack", "  akc");
    let found = problems(&document(r#""queues": [{"name": "q"}]"#, &typo));
    assert_eq!(found.len(), 1, "{found:?}");
    let spot = Spot {
        line: 3,
        column: 3,
        word: "akc".into(),
        meant: Some("ack".into()),
    };
    assert!(
        matches!(&found[0].what, Noticed::Amiss { code: Code::Syntax { .. }, spot: Some(own) } if *own == spot),
        "{found:?}"
    );
    assert_eq!(found[0].mend, Some(Mend::Correct { actor: 1, spot }));
}

#[test]
fn policies_count_as_arguments_do() {
    let policy = |settings: &str| {
        let policies = format!(
            r#""policies": [{{"name": "p", "pattern": ".*", "apply-to": "all", "definition": {settings}}}]"#
        );
        document(&format!(r#""queues": [{{"name": "q"}}], {policies}"#), "")
    };
    let queue = String::from("q");
    assert_eq!(
        noticed(&policy(r#"{"message-ttl": 5}"#)),
        [Noticed::NobodyReads { queue: queue.clone() }]
    );
    let exchange = String::from("gone");
    assert_eq!(
        noticed(&policy(r#"{"message-ttl": 5, "dead-letter-exchange": "gone"}"#)),
        [Noticed::NoDeadLetterExchange { queue, exchange }]
    );
}

#[test]
fn of_a_limit_the_least_counts_whoever_sets_it() {
    let text = |own: &str, policy: u32, operator: u32| {
        format!(
            r#""queues": [{{"name": "q", "arguments": {{{own}}}}}],
            "policies": [{{"name": "p", "pattern": ".*", "apply-to": "all", "definition": {{"message-ttl": {policy}}}}}],
            "parameters": [{{"component": "operator_policy", "name": "o", "value": {{"pattern": ".*",
                "apply-to": "queues", "definition": {{"message-ttl": {operator}}}}}}}]"#
        )
    };
    let consumer = r#"{"id": 1, "kind": "consumer", "name": "c", "consumes": [{"queue": "q", "prefetch": 1}],
        "program": ["on delivery", "  work 2s", "  ack"]}"#;
    let found = |own: &str, policy, operator| {
        let found = problems(&document(&text(own, policy, operator), consumer));
        let ttls = found.into_iter().filter_map(|problem| match problem.what {
            Noticed::TtlBelowWork { ttl_ms, .. } => Some((ttl_ms, problem.mend.is_some())),
            _ => None,
        });
        ttls.collect::<Vec<_>>()
    };
    assert_eq!(found("", 60_000, 1000), [(1000, false)]);
    assert_eq!(found("", 900, 1000), [(900, false)]);
    assert_eq!(found(r#""x-message-ttl": 5000"#, 60_000, 1000), [(1000, false)]);
    assert_eq!(found(r#""x-message-ttl": 500"#, 60_000, 1000), [(500, true)]);
    assert_eq!(found("", 60_000, 3000), []);
}
