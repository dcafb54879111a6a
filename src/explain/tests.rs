//! What is told of the gallery's runs, held against the broker that ran them.

use super::*;
use crate::base::ids::MessageId;
use crate::base::value::Table;
use crate::broker::reason::Reason as Heard;
use crate::broker::{Broker, Command, Content, ErrorCode, Output};
use crate::explain::biography::{Then, What};
use crate::explain::path::Along;
use crate::explain::topic::Alignment;
use crate::explain::why::{Candidate, Comparison, Destination, Outcome, Reason, Routing, Stand, Story, Why};
use crate::model::document::Document;
use crate::model::gallery::{SCENARIOS, scenario};
use crate::run::History;

fn play(name: &str) -> History {
    let (document, _) = Document::from_json(scenario(name).expect("a scenario"));
    let (mut history, _) = History::new(&document.expect("a document"));
    while !history.compute(1000) {}
    history
}

/// The first step whose story of a message ends so.
fn story_where(history: &mut History, message: u32, meant: impl Fn(&Story) -> bool) -> Story {
    let mut explainer = Explainer::new();
    for step in 1..=history.steps() {
        let Why { stories, .. } = explainer.why(history, step, None);
        if let Some(story) = stories
            .into_iter()
            .find(|story| story.message == MessageId(message) && meant(story))
        {
            return story;
        }
    }
    panic!("no such story of m{message}");
}

fn routings(story: &Story) -> impl Iterator<Item = &Routing> {
    story.reasons.iter().filter_map(|reason| match reason {
        Reason::Routed(routing) => Some(routing),
        _ => None,
    })
}

#[test]
fn every_comparison_for_the_eye_agrees_with_the_broker() {
    let mut compared = 0;
    for (name, _) in SCENARIOS {
        let mut history = play(name);
        let mut explainer = Explainer::new();
        for step in 0..=history.steps() {
            let why = explainer.why(&mut history, step, None);
            for attempt in why
                .stories
                .iter()
                .flat_map(routings)
                .flat_map(|routing| &routing.attempts)
            {
                let seen = match &attempt.comparison {
                    Comparison::Words(alignment) => alignment.matched(),
                    Comparison::Headers(table) => table.matched(),
                    Comparison::Always => true,
                    Comparison::Whole | Comparison::Name => attempt.matched,
                };
                assert_eq!(seen, attempt.matched, "{name}, step {step}: {attempt:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 50);
}

/// All texts of up to four words of an alphabet.
fn texts(alphabet: &[&str]) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut longest: Vec<String> = alphabet.iter().map(|word| word.to_string()).collect();
    for _ in 0..4 {
        all.extend(longest.iter().filter(|text| !text.is_empty()).cloned());
        let longer = |text: &String| {
            alphabet
                .iter()
                .map(move |word| format!("{text}.{word}"))
                .collect::<Vec<_>>()
        };
        longest = longest.iter().flat_map(longer).collect();
    }
    all
}

#[test]
fn alignments_agree_with_the_brokers_trie() {
    let mut broker = Broker::new();
    let mut output = Output::new();
    let mut name = |text: &str| broker.names_mut().intern(text);
    let (guest, vhost, exchange, queue, kind) =
        (name("guest"), name("/"), name("x"), name("q"), name("topic"));
    let patterns: Vec<(String, _)> = texts(&["a", "b", "", "*", "#"])
        .into_iter()
        .map(|pattern| {
            let interned = name(&pattern);
            (pattern, interned)
        })
        .collect();
    let keys: Vec<(String, _)> = texts(&["a", "b", ""])
        .into_iter()
        .map(|key| {
            let interned = name(&key);
            (key, interned)
        })
        .collect();
    let connection = broker.connect(guest, vhost, &mut output).expect("a connection");
    let channel = broker
        .open_channel(0, connection, 1, &mut output)
        .expect("a channel");
    let none = std::sync::Arc::new(Table::new());
    let declare = [
        Command::ExchangeDeclare {
            exchange,
            kind,
            passive: false,
            durable: false,
            auto_delete: false,
            internal: false,
            arguments: none.clone(),
        },
        Command::QueueDeclare {
            queue,
            passive: false,
            durable: false,
            exclusive: false,
            auto_delete: false,
            arguments: none.clone(),
        },
    ];
    let binds = patterns.iter().map(|&(_, routing_key)| Command::QueueBind {
        queue,
        exchange,
        routing_key,
        arguments: none.clone(),
    });
    for command in declare.into_iter().chain(binds) {
        broker.command(0, channel, &command, &mut output);
    }
    let content = broker.register_content(Content::text("body"));
    let mut matched = 0;
    for (at, (key, routing_key)) in keys.iter().enumerate() {
        let publish = Command::Publish {
            label: MessageId(at as u32 + 1),
            exchange,
            routing_key: *routing_key,
            mandatory: false,
            immediate: false,
            content,
        };
        output.reasons = Some(Vec::new());
        broker.command(0, channel, &publish, &mut output);
        let mut tried = 0;
        for reason in output.reasons.take().unwrap_or_default() {
            if let Heard::BindingTried {
                binding,
                matched: verdict,
                ..
            } = reason
            {
                let view = broker.binding(binding).expect("a binding");
                let pattern = broker.names().text(view.routing_key);
                assert_eq!(
                    Alignment::of(pattern, key).matched(),
                    verdict,
                    "{pattern} on {key}"
                );
                matched += usize::from(verdict);
                tried += 1;
            }
        }
        assert_eq!(tried, patterns.len());
    }
    assert!(matched > 1_000);
}

#[test]
fn an_expiry_tells_its_whole_chain() {
    let mut history = play("retry-with-delay");
    let story = story_where(&mut history, 1, |story| {
        matches!(story.reasons[0], Reason::Expired { .. })
    });
    assert_eq!(story.outcome, Outcome::WentBack("orders.work".into()));
    let [expired, dead, routed, cycle, sent, way] = story.reasons.as_slice() else {
        panic!("{:#?}", story.reasons);
    };
    assert!(
        matches!(
            expired,
            Reason::Expired {
                ttl_ms: 5_000,
                late_ms: 0,
                ..
            }
        ),
        "{expired:?}"
    );
    assert!(matches!(dead, Reason::DeadLettered { count: 1, .. }), "{dead:?}");
    assert!(
        matches!(routed, Reason::Routed(routing) if routing.attempts.len() == 1),
        "{routed:?}"
    );
    let Reason::CycleChecked {
        queue,
        dropped: false,
        rejected_in: Some(rejected_in),
    } = cycle
    else {
        panic!("{cycle:?}");
    };
    assert_eq!((&**queue, &**rejected_in), ("orders.work", "orders.work"));
    assert!(matches!(sent, Reason::Dispatched { .. }), "{sent:?}");
    assert!(matches!(way, Reason::Travels { to_broker: false, .. }), "{way:?}");
}

#[test]
fn a_head_in_the_way_makes_others_late() {
    let mut history = play("ttl-queue-vs-message");
    let is_expiry = |story: &Story| matches!(story.reasons[0], Reason::Expired { .. });
    let late = |story: &Story| match story.reasons[0] {
        Reason::Expired { late_ms, .. } => late_ms,
        _ => 0,
    };
    assert_eq!(late(&story_where(&mut history, 3, is_expiry)), 0);
    assert!(late(&story_where(&mut history, 4, is_expiry)) > 0);
    let mut explainer = Explainer::new();
    let behind = (1..=history.steps()).any(|step| {
        let why = explainer.why(&mut history, step, Some(MessageId(4)));
        let mut reasons = why.stories.into_iter().flat_map(|story| story.reasons);
        reasons.any(|reason| {
            matches!(
                reason,
                Reason::ExpiredBehind {
                    head: MessageId(3),
                    ..
                }
            )
        })
    });
    assert!(behind, "m4 waits behind m3 with its time over");
}

#[test]
fn waiting_names_who_is_full_and_what_is_ahead() {
    let mut history = play("work-fair");
    let story = story_where(&mut history, 4, |story| {
        story
            .reasons
            .iter()
            .any(|reason| matches!(reason, Reason::Waits { .. }))
    });
    let waits = story.reasons.iter().find_map(|reason| match reason {
        Reason::Waits {
            place,
            ahead,
            candidates,
            ..
        } => Some((*place, ahead, candidates)),
        _ => None,
    });
    let (place, ahead, candidates) = waits.expect("it waits");
    assert_eq!((place, ahead.as_slice()), (2, [MessageId(3)].as_slice()));
    assert_eq!(candidates.len(), 2);
    for candidate in candidates {
        assert!(matches!(&candidate.stand, Stand::PrefetchFull { limit: 1, holds } if holds.len() == 1));
    }
}

#[test]
fn a_consumer_that_is_asked_twice_is_told_once() {
    let mut told = 0;
    for (id, _) in SCENARIOS {
        let mut history = play(id);
        let mut explainer = Explainer::new();
        for step in 1..=history.steps() {
            let stories = explainer.why(&mut history, step, None).stories;
            for reason in stories.iter().flat_map(|story| &story.reasons) {
                let (Reason::Dispatched { candidates, .. } | Reason::Waits { candidates, .. }) = reason
                else {
                    continue;
                };
                told += candidates.len();
                for (at, one) in candidates.iter().enumerate() {
                    let is_same = |other: &Candidate| {
                        (&one.party, &one.consumer_tag) == (&other.party, &other.consumer_tag)
                    };
                    assert!(
                        !candidates[at + 1..].iter().any(is_same),
                        "{id}, step {step}: {candidates:?}"
                    );
                }
            }
        }
    }
    assert!(told > 20, "only {told}");
}

#[test]
fn a_delivery_tells_why_this_consumer() {
    let mut history = play("work-fair");
    let story = story_where(
        &mut history,
        3,
        |story| matches!(&story.outcome, Outcome::Delivered { to, .. } if &*to.name == "quick"),
    );
    let chosen = story.reasons.iter().any(|reason| match reason {
        Reason::Dispatched { to, candidates, .. } => {
            &*to.name == "quick" && matches!(candidates[0].stand, Stand::Takes { .. })
        }
        _ => false,
    });
    assert!(chosen, "{story:#?}");
}

#[test]
fn a_life_goes_from_publish_to_end() {
    let mut history = play("retry-with-delay");
    let life = Explainer::new().biography(&mut history, MessageId(1));
    assert!(matches!(life[0].what, What::Published { .. }));
    assert!(matches!(life.last().expect("an end").what, What::Acked { .. }));
    let deliveries = life
        .iter()
        .filter(|moment| matches!(moment.what, What::Delivered { .. }))
        .count();
    assert_eq!(deliveries, 4);
    let stays: Vec<_> = life
        .iter()
        .filter_map(|moment| match &moment.what {
            What::Enqueued { queue, for_ms } => Some((queue.to_string(), *for_ms)),
            _ => None,
        })
        .collect();
    assert_eq!(stays, vec![("orders.wait".to_string(), Some(5_000)); 3]);
    let rejected = life.iter().filter_map(|moment| match &moment.what {
        What::Rejected {
            round,
            then: Some(Then::DeadLettered { exchange }),
            ..
        } => Some((*round, exchange.to_string())),
        _ => None,
    });
    let expected: Vec<_> = (1..=3).map(|round| (round, "orders.retry".to_string())).collect();
    assert_eq!(rejected.collect::<Vec<_>>(), expected);
}

#[test]
fn a_path_follows_the_lines_of_the_drawing() {
    let mut history = play("topics");
    let last = history.steps();
    let path = Explainer::new().path(&mut history, last, MessageId(5));
    let bound: Vec<_> = path
        .iter()
        .filter_map(|stretch| match &stretch.along {
            Along::Binding {
                destination: Destination::Queue(queue),
                ..
            } => Some(queue.to_string()),
            _ => None,
        })
        .collect();
    assert!(matches!(path[0].along, Along::Publish { .. }));
    assert_eq!(bound, ["q2", "q3"]);
    assert_eq!(Explainer::new().path(&mut history, 0, MessageId(5)), []);
}

#[test]
fn a_message_that_a_step_did_not_touch_is_told_from_before() {
    let mut history = play("topics");
    let last = history.steps();
    let why = Explainer::new().why(&mut history, last, Some(MessageId(7)));
    assert_eq!(why.stories[0].outcome, Outcome::Gone);
    assert!(why.step < last);
    let unknown = Explainer::new().why(&mut history, last, Some(MessageId(99)));
    assert_eq!(unknown.stories, []);
}

#[test]
fn an_error_is_told_with_whom_it_hit() {
    let json = r#"{
        "format": "warren", "version": 1, "seed": 1, "vhost": "/",
        "topology": {
            "exchanges": [], "bindings": [],
            "queues": [{"name": "q", "durable": true, "auto_delete": false, "arguments": {}}]
        },
        "actors": [{
            "id": 1, "kind": "service", "name": "app", "user": "guest",
            "program": ["on start", "  wait 1s", "  declare queue q"]
        }],
        "next_id": 2
    }"#;
    let (document, findings) = Document::from_json(json);
    let (mut history, _) = History::new(&document.unwrap_or_else(|| panic!("{findings:?}")));
    history.compute(20);
    let mut explainer = Explainer::new();
    let told: Vec<_> = (1..=history.steps())
        .flat_map(|step| explainer.why(&mut history, step, None).failures)
        .map(|failure| (failure.party.name.to_string(), failure.code))
        .collect();
    assert!(
        told.contains(&("app".to_string(), ErrorCode::PreconditionFailed)),
        "{told:?}"
    );
}
