//! What is said about documents with one thing wrong, in the words of the command line, and nothing about those that are
//! right.
#![cfg(not(target_arch = "wasm32"))]

use warren::model::node::Point;
use warren::model::topology::{Binding, Exchange, Permission, Policy, Queue, User};
use warren::model::validate::validate;
use warren::model::{Actor, Diagnostic, Document, Node, Place, Program, Severity, Subscription};
use warren::text::{Language, Text};

/// A producer, a topic exchange, a queue and a consumer, with nothing wrong.
fn sound() -> Document {
    let mut document = Document::default();
    document.topology.exchanges.push(Exchange {
        name: "orders".into(),
        kind: "topic".into(),
        ..Exchange::default()
    });
    document.topology.queues.push(Queue {
        name: "orders.work".into(),
        durable: true,
        ..Queue::default()
    });
    document.topology.bindings.push(Binding {
        source: "orders".into(),
        destination: "orders.work".into(),
        routing_key: "order.#".into(),
        ..Binding::default()
    });
    document.actors.push(actor(
        1,
        "checkout",
        "on start\n  publish to orders key \"order.{n}\"",
    ));
    document
        .actors
        .push(actor(2, "billing", "on delivery from orders.work\n  ack"));
    document.actors[1].consumes.push(Subscription {
        queue: "orders.work".into(),
        ..Subscription::default()
    });
    document.next_id = 3;
    document
}

fn actor(id: u32, name: &str, program: &str) -> Actor {
    Actor {
        id,
        name: name.into(),
        user: "guest".into(),
        program: Program::from_text(program),
        ..Actor::default()
    }
}

fn in_words(findings: &[Diagnostic]) -> Vec<String> {
    let text = Text::new(Language::English);
    findings.iter().map(|finding| text.diagnostic(finding)).collect()
}

fn said(document: &Document) -> Vec<String> {
    in_words(&validate(document))
}

/// What is said once this is done to a sound document.
fn after(change: impl FnOnce(&mut Document)) -> Vec<String> {
    let mut document = sound();
    change(&mut document);
    said(&document)
}

#[test]
fn nothing_is_said_about_what_is_right() {
    assert_eq!(said(&sound()), [""; 0]);
    let (document, _) = Document::from_json(include_str!("../static/gallery/retry-with-delay.json"));
    assert_eq!(said(&document.unwrap()), [""; 0]);
}

#[test]
fn references_to_nothing_are_found() {
    assert_eq!(
        after(|document| document.actors[1].consumes[0].queue = "orders.wrk".into()),
        [
            "error: actors[1].consumes[0].queue: There is no queue `orders.wrk`. Did you mean `orders.work`?",
            "error: actors[1].program, line 1, column 1: There is no subscription `orders.work`. Did you mean `orders.wrk`?",
        ]
    );
    assert_eq!(
        after(|document| document.topology.bindings[0].source = "order".into()),
        ["error: topology.bindings[0].source: There is no exchange `order`. Did you mean `orders`?"]
    );
    assert_eq!(
        after(|document| document.actors[0].program = Program::from_text("on start\n  publish to nowhere")),
        ["error: actors[0].program, line 2, column 3: There is no exchange `nowhere`."]
    );
    assert_eq!(
        after(|document| warren::model::edit::place(document, Node::Queue("gone".into()), Point::default())),
        ["warning: positions[\"queue:gone\"]: There is no node `queue:gone`."]
    );
    let dead_letters = r#"{"x-dead-letter-exchange": "graveyard"}"#;
    assert_eq!(
        after(|document| document.topology.queues[0].arguments = serde_json::from_str(dead_letters).unwrap()),
        [
            "warning: topology.queues[\"orders.work\"].arguments[\"x-dead-letter-exchange\"]: There is no exchange `graveyard`."
        ]
    );
    let script = r#"[{"at_ms": 1, "crash": 7}]"#;
    let text = format!("{{\"format\":\"warren\",\"version\":1,\"script\":{script}}}");
    assert_eq!(
        said(&Document::from_json(&text).0.unwrap()),
        ["error: script[0]: There is no actor number `7`."]
    );
}

#[test]
fn what_actors_declare_is_known() {
    let found = after(|document| {
        let actor = &mut document.actors[1];
        actor.declares.0 = vec![
            "declare queue \"\" exclusive as inbox".into(),
            "bind \"{inbox}\" to orders".into(),
        ];
        actor.consumes[0] = Subscription {
            queue: "{inbox}".into(),
            tag: "mine".into(),
            ..Subscription::default()
        };
        actor.program = Program::from_text(
            "on delivery from mine\n  ack\non start\n  declare queue own\n  get from own\n  ack",
        );
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn names_and_identifiers_are_unique() {
    assert_eq!(
        after(|document| {
            document.topology.queues.push(document.topology.queues[0].clone());
            document
                .topology
                .bindings
                .push(document.topology.bindings[0].clone());
            document.actors.push(actor(2, "billing", ""));
            document.next_id = 2;
        }),
        [
            "error: topology.queues[1]: Queue `orders.work` exists twice.",
            "warning: topology.bindings[1]: Binding `orders -> orders.work` exists twice.",
            "error: actors[2]: Actor `billing` exists twice.",
            "error: actors[2].id: Actor number `2` exists twice.",
            "error: next_id: `next_id` is 2, but there is an actor 2. It must be higher than all identifiers.",
        ]
    );
    assert_eq!(
        after(|document| document.topology.queues.push(Queue {
            name: "amq.gen-1".into(),
            ..Queue::default()
        })),
        [
            "error: topology.queues[\"amq.gen-1\"]: Queue `amq.gen-1` cannot be declared: names that begin with `amq.` are the broker's own."
        ]
    );
}

#[test]
fn arguments_follow_the_brokers_rules() {
    let arguments = |text: &str| {
        let table = serde_json::from_str(text).unwrap();
        after(|document| document.topology.queues[0].arguments = table)
    };
    let place = |name: &str| format!("topology.queues[\"orders.work\"].arguments[{name:?}]");
    for (text, name, needs) in [
        (
            r#"{"x-message-ttl": -1}"#,
            "x-message-ttl",
            "a whole number from 0 to 315360000000",
        ),
        (
            r#"{"x-max-length": "10"}"#,
            "x-max-length",
            "a whole number from 0",
        ),
        (
            r#"{"x-overflow": "drop"}"#,
            "x-overflow",
            "`drop-head`, `reject-publish` or `reject-publish-dlx`",
        ),
        (
            r#"{"x-single-active-consumer": 1}"#,
            "x-single-active-consumer",
            "true or false",
        ),
        (
            r#"{"x-dead-letter-routing-key": "k"}"#,
            "x-dead-letter-routing-key",
            "accompanied by `x-dead-letter-exchange`",
        ),
    ] {
        assert_eq!(
            arguments(text),
            [format!("error: {}: `{name}` must be {needs}.", place(name))]
        );
    }
    assert_eq!(
        arguments(r#"{"x-queue-type": "quorum", "x-delivery-limit": 3, "x-queue-mode": "lazy"}"#),
        [
            "note: topology.queues[\"orders.work\"].arguments: A quorum queue is simulated as a classic queue on one node.",
            "note: topology.queues[\"orders.work\"].arguments: A delivery limit needs a quorum queue and is not simulated.",
            "note: topology.queues[\"orders.work\"].arguments: Lazy mode has no effect that could be seen.",
        ]
    );
    assert_eq!(
        after(|document| document.topology.exchanges[0].kind = "tpoic".into()),
        [
            "error: topology.exchanges[\"orders\"].type: There is no exchange type `tpoic`. It can be `direct`, `fanout`, `topic` or `headers`."
        ]
    );
}

#[test]
fn users_must_be_let_in() {
    assert_eq!(
        after(|document| document.actors[0].user = "geust".into()),
        ["error: actors[0].user: There is no user `geust`. Did you mean `guest`?"]
    );
    let found = after(|document| {
        document.topology.users = vec![User {
            name: "guest".into(),
            ..User::default()
        }];
        let elsewhere = Permission {
            user: "guest".into(),
            vhost: Some("other".into()),
            ..Permission::default()
        };
        document.topology.permissions = vec![elsewhere];
        document.topology.policies = vec![Policy {
            name: "p".into(),
            pattern: "(".into(),
            ..Policy::default()
        }];
    });
    assert_eq!(found.len(), 3);
    assert!(found[0].contains("The pattern `(` cannot be read"));
    assert!(found[1].contains("The user `guest` may not connect to this virtual host"));
}

#[test]
fn programs_are_looked_at() {
    let program = |text: &str| after(|document| document.actors[0].program = Program::from_text(text));
    let line = |text: &str| program(&format!("on start\n  {text}")).join("\n");
    assert_eq!(
        line("publish to orders key order.created"),
        "warning: actors[0].program, line 2, column 3: Nothing sets a variable `order`, so it is null. \
         Put it in quotes if it is meant as a text."
    );
    assert!(
        line("publish to orders key \"order.#\"").contains(
            "In the routing key `order.#`, `*` and `#` are plain letters. They stand for other words"
        )
    );
    assert!(line("publish to \"\" key \"order.work\"").contains("Did you mean `orders.work`?"));
    assert!(line("set x = cuont(body)").contains("There is no function `cuont`. Did you mean `count`?"));
    assert!(line("set x = count()").contains("`count` takes 1 argument and gets 0."));
    assert!(line("tx commit").contains("`tx` needs an actor that is transactional."));
    assert!(line("ack").contains("`ack` needs a delivery: write it under `on delivery`"));
    assert_eq!(line("get from orders.work\n  ack"), "");
    assert_eq!(line("for each x in [1, 2]\n    set y = x + y"), "");
    assert!(
        program("on confirm\n  stop")[0]
            .contains("`on confirm` needs an actor that publishes with confirms.")
    );
    assert!(program("on delivery\n  ack")[0].contains("`on delivery` needs a subscription of this actor."));
    let text = "on start\n  if true\n    if wrong\n      stop\n  else if worse\n    stop";
    let found = program(text);
    assert!(
        found[0].contains("line 3, column 5") || found[1].contains("line 3, column 5"),
        "{found:?}"
    );
    assert!(
        found.iter().any(|finding| finding.contains("line 5, column 3")),
        "{found:?}"
    );
}

#[test]
fn lessons_are_looked_at() {
    let lesson = |text: &str| {
        let text = format!(
            r#"{{"format":"warren","version":1,"title":{{"en":"T","zh":"题"}},"promise":{{"en":"P","zh":"诺"}},
            "topology":{{"queues":[{{"name":"q1","durable":true}}]}},"lesson":{text}}}"#
        );
        said(&Document::from_json(&text).0.unwrap())
    };
    let chapter = |fields: &str| {
        lesson(&format!(
            r#"{{"chapters":[{{"id":"a","title":{{"en":"A","zh":"甲"}},"text":{{"en":"A.","zh":"甲。"}},{fields}}}]}}"#
        ))
        .join("\n")
    };
    let place = "lesson.chapters[0]";
    assert_eq!(chapter(r#""stop":"publish m1 -> q1""#), "");
    assert_eq!(
        chapter(r#""stop":"pubish m1""#),
        format!(
            "error: {place}.stop: `pubish` is no kind of event. Stops look like `publish m1`, `deliver m1 -> billing #2`, `start`, `same` or `end`."
        )
    );
    assert_eq!(
        chapter(r#""stop":"start","fork":"B""#),
        format!("error: {place}.fork: There is no fork `B`.")
    );
    assert_eq!(
        chapter(r#""stop":"start","light":["queue:q2"]"#),
        format!("error: {place}.light[0]: There is no queue `q2`. Did you mean `q1`?")
    );
    for (fact, complaint) in [
        ("ready(q2) == 0", "There is no queue `q2`. Did you mean `q1`?"),
        ("ready == 0", "Nothing sets a variable `ready`, so it is null."),
        (
            "raedy(q1) == 0",
            "There is no function `raedy`. Did you mean `ready`?",
        ),
        ("copies() == 0", "`copies` takes 1 argument and gets 0."),
        ("copies(q1) == 0", "There is no message `q1`."),
        (
            "copies(m1 == 1)",
            "A name is expected here, and this is `m1 == 1`.",
        ),
        ("times('eat m1') == 0", "`eat` is no kind of event."),
        ("ready(q1) = 0", "`==` is expected here"),
    ] {
        let found = chapter(&format!("\"stop\":\"start\",\"facts\":[{fact:?}]"));
        assert!(
            found.contains(complaint) && found.contains("facts[0]"),
            "{fact}: {found}"
        );
    }
    let question = lesson(
        r#"{"chapters":[],"questions":[{"id":"Q1","before":"b","kind":"queues","ask":{"en":"?"},"explain":{"en":"!","zh":"！"}}]}"#,
    );
    assert_eq!(
        question,
        [
            "error: lesson.questions[0].before: There is no chapter `b`.",
            "warning: lesson.questions[0].ask: The Chinese text is missing.",
            "error: lesson.questions[0]: A question of this kind needs `answer`.",
        ]
    );
}

#[test]
fn nothing_is_said_about_the_gallery() {
    let gallery = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/gallery");
    let files = std::fs::read_dir(gallery)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let documents: Vec<_> = files.filter(|path| !path.ends_with("manifest.json")).collect();
    assert!(documents.len() >= 10);
    for path in documents {
        let (document, _) = Document::from_json(&std::fs::read_to_string(&path).unwrap());
        let document = document.unwrap();
        // A lesson of its own is about what of a real broker's file is not simulated.
        let notes: &[&str] = match document.id == "virtual-host-import" {
            true => &[
                "note: topology.queues[\"audit.eu\"].arguments: Lazy mode has no effect that could be seen.",
                "note: topology.queues[\"payments.card\"].arguments: A quorum queue is simulated as a classic queue on one node.",
                "note: topology.queues[\"payments.card\"].arguments: A delivery limit needs a quorum queue and is not simulated.",
            ],
            false => &[],
        };
        assert_eq!(said(&document), notes, "{}", path.display());
    }
}

/// What is said while a document is read.
fn said_of_text(text: &str) -> Vec<String> {
    let (document, findings) = Document::from_json(text);
    assert_eq!(
        document.is_none(),
        findings.iter().any(|finding| finding.severity == Severity::Error)
    );
    in_words(&findings)
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let within = |inner: &str| said_of_text(&format!("{{\"format\":\"warren\",\"version\":1,{inner}}}"));
    assert_eq!(
        within(r#""actors":[{"id":1,"name":"a"},{"id":"x","name":7}]"#),
        [
            "error: actors[1].id: A whole number is expected here, and this is a text.",
            "error: actors[1].name: A text is expected here, and this is a number.",
        ]
    );
    assert_eq!(
        within(r#""topology":{"queues":[{"name":"q.1","durable":"yes"}]}"#),
        ["error: topology.queues[\"q.1\"].durable: True or false is expected here, and this is a text."]
    );
    assert_eq!(
        within(r#""horizon":{"steps":0},"topology":{"bindings":[{"source":"x"}]}"#),
        [
            "error: horizon.steps: `0` is out of range; it goes from 1 to 100000000.",
            "error: topology.bindings[0]: The field `destination` is missing.",
        ]
    );
    assert_eq!(
        within(r#""script":[{"at_ms":1,"explode":true}]"#),
        ["warning: script[0]: No known action is named here, so nothing happens at that time."]
    );
    assert_eq!(
        said_of_text("{\"format\":"),
        [
            "error: line 1, column 10: This is not JSON: the file ends too early. Check the file there; a comma, a quote or the rest of the file may be missing."
        ]
    );
    assert_eq!(
        said_of_text("[]"),
        ["error: An object is expected here, and this is a list."]
    );
    assert_eq!(
        said_of_text("{\"queues\":[]}"),
        ["error: These are RabbitMQ's definitions, not a Warren document. Import them instead."]
    );
    assert_eq!(
        said_of_text("{\"format\":\"warren\",\"version\":2}"),
        [
            "warning: version: This document has version 2; this Warren knows versions up to 1. What is not known is kept, but not simulated."
        ]
    );
}

#[test]
fn a_mistake_reads_well() {
    let error = Program::from_text("on start\n  pubish to topics")
        .tree()
        .unwrap_err()
        .remove(0);
    let place = Place::top().field("actors").index(2).field("program");
    assert_eq!(
        Text::new(Language::English).diagnostic(&error.at(&place)),
        "error: actors[2].program, line 2, column 3: A statement is expected here, and this is `pubish`. \
         Did you mean `publish`?"
    );
}
