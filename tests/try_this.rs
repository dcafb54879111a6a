//! What lessons propose to try comes out as their authors say. A reader is asked to predict it, so it has to be so.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/scenarios.rs"]
mod scenarios;

use scenarios::scenarios;
use warren::base::value::Value;
use warren::model::Document;
use warren::model::topology::{Binding, Queue};
use warren::run::{History, trace};

/// The scenario, changed.
fn changed(id: &str, change: impl FnOnce(&mut Document)) -> Document {
    let mut document = scenarios()
        .into_iter()
        .find(|document| document.id == id)
        .expect("it is in the gallery");
    change(&mut document);
    document
}

/// What happens in a run: each event with its time in ms, `6000 expire m1 flash`.
fn told(document: &Document) -> Vec<String> {
    let (mut history, diagnostics) = History::new(document);
    assert_eq!(diagnostics, []);
    while !history.compute(1000) {}
    let mut told = Vec::new();
    for step in 0..=history.steps() {
        let traced = trace::step(&mut history, step);
        told.extend(
            traced
                .entries
                .iter()
                .map(|entry| format!("{} {entry}", traced.at_ms)),
        );
    }
    told
}

/// The messages of the events that have all these words, in order.
fn messages(told: &[String], words: &[&str]) -> Vec<String> {
    let events = told.iter().map(|line| line.split(' ').collect::<Vec<_>>());
    let named = events.filter(|event| words.iter().all(|word| event.contains(word)));
    named
        .flat_map(|event| {
            let message = event.iter().find(|word| is_message(word));
            message.map(ToString::to_string)
        })
        .collect()
}

fn is_message(word: &str) -> bool {
    word.strip_prefix('m')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// When an event of this message happens, in ms.
fn time(told: &[String], event: &str) -> Option<u64> {
    let line = told.iter().find(|line| line.contains(event))?;
    line.split(' ').next()?.parse().ok()
}

fn bind(document: &mut Document, source: &str, destination: &str, key: &str) {
    document.topology.bindings.push(Binding {
        source: source.into(),
        destination: destination.into(),
        routing_key: key.into(),
        ..Binding::default()
    });
}

fn set(document: &mut Document, queue: &str, argument: &str, value: Value) {
    let mut queues = document.topology.queues.iter_mut();
    let queue = queues.find(|own| own.name == queue).expect("the queue");
    queue.arguments.set(argument, value);
}

#[test]
fn a_misspelt_key_loses_the_third_receipt() {
    let told = told(&changed("simple-queue", |document| {
        let last = document.actors[0].program.0.last_mut().expect("a line");
        *last = last.replace("receipts", "receipt");
    }));
    assert_eq!(messages(&told, &["unroutable"]), ["m3"]);
    assert_eq!(messages(&told, &["effect"]), ["m1", "m2"]);
    assert!(!told.iter().any(|line| line.contains("return")));
}

#[test]
fn a_backlog_goes_whole_to_the_first_worker() {
    let told = told(&changed("work-round-robin", |document| {
        for worker in &mut document.actors[1..] {
            worker.start_ms = 4500;
        }
    }));
    assert_eq!(messages(&told, &["deliver", "w1"]).len(), 7);
    assert_eq!(messages(&told, &["deliver"]).len(), 7);
}

#[test]
fn without_an_ack_a_worker_gets_one_job() {
    let told = told(&changed("work-fair", |document| {
        document.actors[2].program.0.pop();
    }));
    assert_eq!(messages(&told, &["deliver", "slow"]), ["m2"]);
    assert_eq!(messages(&told, &["ack", "quick"]).len(), 7);
    assert_eq!(messages(&told, &["ack", "slow"]), [""; 0]);
}

#[test]
fn a_second_binding_brings_no_second_copy() {
    let told = told(&changed("publish-subscribe", |document| {
        bind(document, "news", "stock", "again");
    }));
    assert_eq!(messages(&told, &["enqueue", "m1", "stock"]), ["m1"]);
    assert_eq!(messages(&told, &["route", "m1", "stock"]).len(), 2);
}

#[test]
fn a_fanout_reads_no_keys() {
    let told = told(&changed("routing-direct", |document| {
        document.topology.exchanges[0].kind = "fanout".into();
    }));
    assert_eq!(messages(&told, &["enqueue", "pager"]).len(), 8);
    assert_eq!(messages(&told, &["return"]), [""; 0]);
}

#[test]
fn a_hash_for_the_star_takes_four() {
    let told = told(&changed("topics", |document| {
        document.topology.bindings[0].routing_key = "key1.key2.key3.#".into();
    }));
    assert_eq!(messages(&told, &["enqueue", "q1"]), ["m1", "m3", "m4", "m8"]);
}

#[test]
fn all_and_any_change_places() {
    let told = told(&changed("headers", |document| {
        for (at, kind) in ["any", "all"].into_iter().enumerate() {
            let arguments = &mut document.topology.bindings[at].arguments;
            arguments.set("x-match", Value::from(kind));
        }
    }));
    assert_eq!(messages(&told, &["enqueue", "queue1"]), ["m1", "m2", "m3", "m4"]);
    assert_eq!(messages(&told, &["enqueue", "queue2"]), ["m1", "m4"]);
}

#[test]
fn a_shorter_time_for_all_lets_the_coupons_go_earlier() {
    let told = told(&changed("ttl-queue-vs-message", |document| {
        set(document, "coupons", "x-message-ttl", Value::Integer(3000));
    }));
    let leaves = ["m3", "m4", "m5"].map(|message| time(&told, &format!(" expire {message}")));
    assert_eq!(leaves, [Some(11_000), Some(11_000), Some(14_000)]);
    assert!(told.iter().any(|line| line.contains("get-empty desk")));
}

#[test]
fn dead_letters_for_a_missing_exchange_vanish_in_silence() {
    let told = told(&changed("dlx-three-reasons", |document| {
        document.topology.exchanges.clear();
        document.topology.bindings.clear();
    }));
    assert_eq!(messages(&told, &["discard"]), ["m1", "m3", "m4", "m5"]);
    assert_eq!(messages(&told, &["enqueue", "found"]), [""; 0]);
    assert!(!told.iter().any(|line| line.contains(" close ")));
}

/// With an audit of all orders, and without or with the repair that leads retries past it.
fn audited(repaired: bool) -> Vec<String> {
    told(&changed("retry-with-delay", |document| {
        document.topology.queues.push(Queue {
            name: "orders.audit".into(),
            durable: true,
            ..Queue::default()
        });
        bind(document, "orders", "orders.audit", "order.#");
        if repaired {
            set(document, "orders.wait", "x-dead-letter-exchange", Value::from(""));
            let key = Value::from("orders.work");
            set(document, "orders.wait", "x-dead-letter-routing-key", key);
        }
    }))
}

#[test]
fn an_audit_counts_every_round_until_it_is_repaired() {
    let counted = messages(&audited(false), &["enqueue", "orders.audit"]);
    assert_eq!(counted, ["m1", "m2", "m1", "m1", "m1"]);
    let repaired = audited(true);
    assert_eq!(messages(&repaired, &["enqueue", "orders.audit"]), ["m1", "m2"]);
    assert_eq!(messages(&repaired, &["deliver", "m1", "billing"]).len(), 4);
}

#[test]
fn a_confirmed_order_is_pushed_out_of_a_queue_that_drops() {
    let told = told(&changed("confirms-and-returns", |document| {
        set(document, "packing", "x-overflow", Value::from("drop-head"));
    }));
    assert_eq!(messages(&told, &["maxlen", "packing"]), ["m1"]);
    assert_eq!(messages(&told, &["confirm", "m5"]), ["m5"]);
    assert!(time(&told, " confirm m1") < time(&told, " maxlen m1"));
    assert_eq!(messages(&told, &["refuse"]), [""; 0]);
}

#[test]
fn a_missing_alternate_is_as_none() {
    let told = told(&changed("alternate-exchange", |document| {
        document
            .topology
            .exchanges
            .retain(|exchange| exchange.name != "strays");
        document
            .topology
            .bindings
            .retain(|binding| binding.source != "strays");
    }));
    assert_eq!(messages(&told, &["unroutable"]), ["m2", "m3", "m4"]);
    assert_eq!(messages(&told, &["return"]), ["m3", "m4"]);
    assert!(!told.iter().any(|line| line.contains(" close ")));
}

#[test]
fn without_a_prefetch_priorities_have_nothing_to_sort() {
    let told = told(&changed("priority-queue", |document| {
        document.actors[1].consumes[0].prefetch = 0;
    }));
    let all = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"];
    assert_eq!(messages(&told, &["deliver", "agent"]), all);
    assert_eq!(messages(&told, &["maxlen"]), [""; 0]);
}

#[test]
fn throwing_away_what_is_marked_loses_orders() {
    let told = told(&changed("consumer-crash-redelivery", |document| {
        let lines = ["  if redelivered", "    ack", "    stop"].map(Into::into);
        document.actors[2].program.0.splice(1..1, lines);
    }));
    let mut charged = messages(&told, &["effect", "charge"]);
    charged.sort();
    assert_eq!(charged, ["m1", "m2", "m5"]);
    assert_eq!(
        messages(&told, &["ack", "charges"]),
        ["m1", "m2", "m3", "m4", "m5"]
    );
}

#[test]
fn a_tape_that_refuses_keeps_its_five_readings() {
    let told = told(&changed("length-limits", |document| {
        set(document, "tape", "x-overflow", Value::from("reject-publish"));
    }));
    assert_eq!(messages(&told, &["enqueue", "tape"]).len(), 5);
    assert_eq!(messages(&told, &["maxlen", "tape"]), [""; 0]);
    assert_eq!(messages(&told, &["refuse", "m6"]), ["m6"]);
}

#[test]
fn without_another_key_a_delay_leads_to_itself() {
    let told = told(&changed("delay-queue", |document| {
        let mut queues = document.topology.queues.iter_mut();
        let queue = queues.find(|own| own.name == "wait.5s").expect("the queue");
        queue.arguments.remove("x-dead-letter-routing-key");
    }));
    assert_eq!(messages(&told, &["cycle", "wait.5s"]), ["m1", "m2", "m5"]);
    assert_eq!(messages(&told, &["deliver", "mailer"]), ["m3", "m4", "m6"]);
}

#[test]
fn without_a_limit_nobody_is_full_and_abroad_gets_nothing() {
    let told = told(&changed("consumer-priorities", |document| {
        for local in &mut document.actors[1..3] {
            local.consumes[0].prefetch = 0;
        }
    }));
    assert_eq!(messages(&told, &["deliver", "abroad"]), [""; 0]);
    assert_eq!(messages(&told, &["ack", "m3", "local-2"]), ["m3"]);
}

#[test]
fn without_a_single_active_consumer_the_quick_one_plays_first() {
    let told = told(&changed("single-active-consumer", |document| {
        document.topology.queues[0]
            .arguments
            .remove("x-single-active-consumer");
    }));
    assert_eq!(
        messages(&told, &["effect"]).first().map(String::as_str),
        Some("m2")
    );
    assert_eq!(messages(&told, &["effect", "m2", "south"]), ["m2"]);
}

#[test]
fn who_acks_before_answering_answers_once() {
    let told = told(&changed("rpc", |document| {
        for server in &mut document.actors[1..] {
            let lines = &mut server.program.0;
            let ack = lines.pop().expect("a line");
            lines.insert(2, ack);
        }
    }));
    assert_eq!(messages(&told, &["deliver", "m5"]), ["m5"]);
    assert_eq!(messages(&told, &["effect", "repeated"]), [""; 0]);
    assert_eq!(messages(&told, &["effect", "answer"]).len(), 4);
}

#[test]
fn a_second_durable_queue_keeps_what_is_persistent() {
    let told = told(&changed("persistence-restart-matrix", |document| {
        let mut queues = document.topology.queues.iter_mut();
        queues
            .find(|own| own.name == "scratch")
            .expect("the queue")
            .durable = true;
    }));
    let vanished = told.iter().filter(|line| line.contains(" vanish "));
    assert_eq!(vanished.count(), 2);
    assert_eq!(messages(&told, &["vanish", "m2"]), ["m2", "m2"]);
    assert_eq!(messages(&told, &["enqueue", "m4"]), ["m4", "m4"]);
}

#[test]
fn an_anchored_pattern_opens_the_default_exchange_and_shuts_the_old_one() {
    let told = told(&changed("permissions-regex", |document| {
        let mut permissions = document.topology.permissions.iter_mut();
        let till = permissions.find(|row| row.user == "till").expect("the row");
        till.write = "^(orders|amq.default)$".into();
    }));
    assert_eq!(messages(&told, &["publish", "till"]), ["m1", "m3", "m5"]);
    assert_eq!(messages(&told, &["enqueue", "m3"]), ["m3"]);
    assert_eq!(messages(&told, &["enqueue", "archive"]), [""; 0]);
}

#[test]
fn without_a_prefetch_three_are_held_under_two_numbers() {
    let told = told(&changed("amqp-anatomy", |document| {
        document.actors[1].consumes[0].prefetch = 0;
    }));
    let deliveries: Vec<&str> = told
        .iter()
        .take_while(|line| !line.contains(" what=Settlement"))
        .filter(|line| line.contains(" deliver "))
        .filter_map(|line| line.split(' ').find(|word| word.starts_with("tag=")))
        .collect();
    assert_eq!(deliveries, ["tag=1", "tag=1", "tag=2"]);
    assert_eq!(time(&told, " deliver m3"), Some(4_200));
    assert_eq!(time(&told, " send m1 office"), Some(4_700));
}

#[test]
fn one_more_header_leads_more_into_lost() {
    let lost = |told: &[String]| messages(told, &["enqueue", "lost"]);
    let unchanged = told(&changed("virtual-host-import", |_| {}));
    assert_eq!(lost(&unchanged), ["m2", "m1", "m1"]);
    let told = told(&changed("virtual-host-import", |document| {
        let order = document.actors[0]
            .program
            .0
            .iter_mut()
            .find(|line| line.contains("order.eu"));
        let order = order.expect("the order");
        *order = order.replace("{region: \"eu\"}", "{region: \"eu\", level: 3}");
    }));
    assert_eq!(lost(&told).len(), 5);
}

#[test]
fn a_slip_in_the_right_host_is_a_trial() {
    let refused = told(&changed("vhost-isolation", |_| {}));
    assert_eq!(messages(&refused, &["enqueue", "m3"]), [""; 0]);
    let told = told(&changed("vhost-isolation", |document| {
        document.actors[4].vhost = Some("test".into());
    }));
    assert_eq!(messages(&told, &["enqueue", "m3", "test/orders"]), ["m3"]);
    assert_eq!(messages(&told, &["enqueue", "m3"]).len(), 1);
    assert_eq!(messages(&told, &["ack", "m3", "tester"]), ["m3"]);
    assert!(!told.iter().any(|line| line.contains("close slip")));
}
