//! What steps have to say, on the gallery's runs.

use super::*;
use crate::base::ids::MessageId;
use crate::model::document::Document;
use crate::run::History;

fn play(name: &str) -> History {
    let path = format!("{}/static/gallery/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let (document, _) = Document::from_json(&std::fs::read_to_string(path).expect("a scenario"));
    let (mut history, _) = History::new(&document.expect("a document"));
    while !history.compute(1000) {}
    history
}

fn told(name: &str) -> Vec<Telling> {
    let mut history = play(name);
    (0..=history.steps())
        .map(|step| tell(&mut history, step))
        .collect()
}

#[test]
fn an_expiry_tells_where_the_message_went() {
    let expiry = told("retry-with-delay")
        .into_iter()
        .find(|telling| matches!(telling.cause, Cause::Expires { .. }));
    assert_eq!(
        expiry,
        Some(Telling {
            cause: Cause::Expires {
                messages: vec![MessageId(1)],
                queue: "orders.wait".into(),
                waited_ms: 5_000,
            },
            consequence: Some(Consequence::DeadLettered {
                exchange: "orders".into(),
                keys: vec!["order.created.#".into()],
                queues: vec!["orders.work".into()],
            }),
        })
    );
}

#[test]
fn a_crash_gives_back_what_was_in_hand() {
    let tellings = told("work-round-robin");
    let crash = tellings
        .iter()
        .find(|telling| matches!(telling.cause, Cause::Crashes { .. }))
        .expect("a crash");
    assert_eq!(
        crash.consequence,
        Some(Consequence::BackInLine {
            messages: vec![MessageId(4), MessageId(6)],
            queue: "jobs".into(),
        })
    );
}

#[test]
fn a_publish_tells_which_bindings_matched_or_that_none_did() {
    let tellings = told("topics");
    let of = |message: u32| {
        let about = |telling: &&Telling| matches!(&telling.cause, Cause::Publishes { message: of, .. } if *of == MessageId(message));
        tellings
            .iter()
            .find(about)
            .and_then(|telling| telling.consequence.clone())
    };
    assert_eq!(
        of(5),
        Some(Consequence::Matches {
            keys: vec!["key1.#".into(), "*.key2.*.key4".into()],
            queues: vec!["q2".into(), "q3".into()],
        })
    );
    let key = Some("x.key2.key3".into());
    assert_eq!(
        of(7),
        Some(Consequence::Unroutable {
            message: MessageId(7),
            key
        })
    );
}

#[test]
fn the_start_and_every_step_have_a_cause() {
    for name in [
        "simple-queue",
        "headers",
        "ttl-queue-vs-message",
        "dlx-three-reasons",
        "publish-subscribe",
    ] {
        let tellings = told(name);
        assert_eq!(tellings[0].cause, Cause::Start);
        for (step, telling) in tellings.iter().enumerate().skip(1) {
            assert!(
                !matches!(telling.cause, Cause::Nothing { .. }),
                "{name}, step {step}"
            );
        }
    }
}
