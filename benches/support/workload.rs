//! What is measured: documents made to size, and the loops that play them through `World` and `History`.
//!
//! The same on every target; nothing here reads a clock.

use warren::base::hash;
use warren::model::Document;
use warren::model::actor::{Actor, ActorKind, Subscription};
use warren::model::program::Program;
use warren::model::topology::{Binding, DestinationType, Exchange, Queue};
use warren::run::History;
use warren::world::World;

/// So many producers, a topic exchange, as many queues and consumers: each producer publishes `each` messages, one
/// every 10 ms, each consumer has a prefetch of 10, works on each message for 1 ms to 15 ms, and acks it. Queues grow and
/// shrink as in 50 stations of a simulator's M/M/1.
pub fn stations(count: u32, each: u32) -> Document {
    let mut document = Document::default();
    document.topology.exchanges.push(exchange("stations", "topic"));
    for at in 0..count {
        document.topology.queues.push(queue(&format!("q{at}")));
        document.topology.bindings.push(Binding {
            source: "stations".into(),
            destination: format!("q{at}"),
            routing_key: format!("station.{at}.*"),
            ..Binding::default()
        });
        let publish = format!(
            "on every 10ms up to {each}\n  publish to stations key \"station.{at}.new\" body \"twelve bytes\""
        );
        document
            .actors
            .push(actor(2 * at + 1, ActorKind::Producer, &publish));
        let mut consumer = actor(
            2 * at + 2,
            ActorKind::Consumer,
            "on delivery\n  work 1ms to 15ms\n  ack",
        );
        consumer.consumes.push(Subscription {
            queue: format!("q{at}"),
            prefetch: 10,
            ..Subscription::default()
        });
        document.actors.push(consumer);
    }
    document.next_id = 2 * count + 1;
    document
}

/// So many queues with `each` ready messages in each, and nobody to consume them.
pub fn full_queues(count: u32, each: u32) -> World {
    let mut document = Document::default();
    for at in 0..count {
        document.topology.queues.push(queue(&format!("q{at}")));
        let publish =
            format!("on every 1ms up to {each}\n  publish to \"\" key \"q{at}\" body \"message {{n}}\"");
        document.actors.push(actor(at + 1, ActorKind::Producer, &publish));
    }
    document.next_id = count + 1;
    let mut world = world(&document);
    play(&mut world);
    world
}

/// A topic exchange with these bindings, and a producer that publishes one message with each of these keys when told to
/// send. All bindings lead to an exchange that leads nowhere: matching is most of what there is to do.
pub fn topics(data: &TopicData) -> Document {
    let mut document = Document::default();
    document.topology.exchanges.push(exchange("topics", "topic"));
    document.topology.exchanges.push(exchange("sink", "fanout"));
    for pattern in &data.bindings {
        document.topology.bindings.push(Binding {
            source: "topics".into(),
            destination: "sink".into(),
            destination_type: DestinationType::Exchange,
            routing_key: pattern.clone(),
            ..Binding::default()
        });
    }
    let publishes: String = data
        .keys
        .iter()
        .map(|key| format!("  publish to topics key \"{key}\"\n"))
        .collect();
    document
        .actors
        .push(actor(1, ActorKind::Producer, &format!("on send\n{publishes}")));
    document.next_id = 2;
    document
}

/// Patterns and keys.
#[derive(serde::Deserialize)]
pub struct TopicData {
    pub bindings: Vec<String>,
    pub keys: Vec<String>,
}

impl TopicData {
    /// The data set with 10,000 bindings.
    pub fn ten_thousand() -> TopicData {
        serde_json::from_str(include_str!("../../tests/data/topics/10000.json"))
            .expect("the data set is whole")
    }
}

/// Sends a message with each key, and plays until all has happened.
pub fn send(world: &mut World, data: &TopicData) {
    let mut actions = Vec::new();
    world.actions(&mut actions);
    let send = *actions.first().expect("the producer can send");
    world.apply(send, &mut Vec::new());
    let before = world.published();
    play(world);
    assert_eq!(world.published() - before, data.keys.len() as u32);
}

/// The world of a document without faults.
pub fn world(document: &Document) -> World {
    let (world, diagnostics) = World::new(document);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    world
}

/// Plays until nothing is left to happen; how many things happened.
pub fn play(world: &mut World) -> u64 {
    let mut events = Vec::new();
    let mut happened = 0;
    while let Some(choice) = world.next_due() {
        events.clear();
        world.apply(choice, &mut events);
        happened += events.len() as u64;
    }
    happened
}

/// A history of so many steps.
pub fn history(steps: usize) -> History {
    let (mut history, diagnostics) = History::new(&stations(50, 10_000));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    while history.steps() < steps {
        if history.compute(steps - history.steps()) {
            history.go_on();
        }
    }
    history
}

/// The how many-th jump goes to this step, anywhere in a history.
pub fn jump(ordinal: u64, steps: usize) -> usize {
    (hash::of_words(&[ordinal, 7]) % (steps as u64 + 1)) as usize
}

fn exchange(name: &str, kind: &str) -> Exchange {
    Exchange {
        name: name.into(),
        kind: kind.into(),
        ..Exchange::default()
    }
}

fn queue(name: &str) -> Queue {
    Queue {
        name: name.into(),
        ..Queue::default()
    }
}

fn actor(id: u32, kind: ActorKind, program: &str) -> Actor {
    Actor {
        id,
        kind,
        name: format!("actor {id}"),
        user: "guest".into(),
        program: Program::from_text(program),
        ..Actor::default()
    }
}
