//! What holds for the layout of any document, tried on random ones: nothing on anything else, always the same.

use super::*;
use crate::base::hash;
use crate::base::value::{Table, Value};
use crate::model::topology::{Binding, DestinationType, Exchange, Queue};
use crate::model::{Actor, ActorKind, Document, Program, Subscription};

/// Draws numbers from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = hash::of_words(&[self.0]);
        self.0 % limit
    }

    fn name(&mut self, prefix: &str, count: u64) -> String {
        let number = self.below(count.max(1));
        let long = ["", ".with.a.rather.long.name.for.a.thing", ".订单队列"];
        format!("{prefix}{number}{}", long[(number % 3) as usize])
    }
}

const KINDS: [&str; 4] = ["direct", "fanout", "topic", "headers"];

/// A document with everything that can be drawn, wired at random: circles, loops, dead ends.
fn random_document(seed: u64) -> Document {
    let mut dice = Dice(seed);
    let mut document = Document::default();
    let (exchanges, queues, actors) = (dice.below(7), dice.below(12), dice.below(6));
    for number in 0..exchanges {
        let alternate = dice.name("x", exchanges);
        let mut arguments = Table::new();
        if dice.below(3) == 0 {
            arguments.set("alternate-exchange", Value::from(alternate.as_str()));
        }
        document.topology.exchanges.push(Exchange {
            name: Dice(number).named("x", number),
            kind: KINDS[dice.below(4) as usize].into(),
            arguments,
            internal: dice.below(4) == 0,
            ..Exchange::default()
        });
    }
    for number in 0..queues {
        let mut arguments = Table::new();
        if dice.below(2) == 0 {
            arguments.set(
                "x-dead-letter-exchange",
                Value::from(dice.name("x", exchanges).as_str()),
            );
        }
        if dice.below(3) == 0 {
            arguments.set("x-message-ttl", Value::Integer(5_000));
        }
        document.topology.queues.push(Queue {
            name: Dice(number).named("q", number),
            durable: dice.below(2) == 0,
            arguments,
            ..Queue::default()
        });
    }
    for number in 0..dice.below(20) {
        let to_exchange = dice.below(4) == 0;
        let destination = if to_exchange {
            dice.name("x", exchanges)
        } else {
            dice.name("q", queues)
        };
        document.topology.bindings.push(Binding {
            source: dice.name("x", exchanges),
            destination,
            destination_type: if to_exchange {
                DestinationType::Exchange
            } else {
                DestinationType::Queue
            },
            routing_key: "key.".repeat(number as usize % 12),
            ..Binding::default()
        });
    }
    for number in 0..actors {
        let kinds = [ActorKind::Producer, ActorKind::Consumer, ActorKind::Service];
        let exchange = dice.name("x", exchanges);
        document.actors.push(Actor {
            id: number as u32 + 1,
            kind: kinds[dice.below(3) as usize].clone(),
            name: dice.name("actor", 100),
            consumes: vec![Subscription {
                queue: dice.name("q", queues),
                ..Subscription::default()
            }],
            program: Program::from_text(&format!("on start\n  publish to \"{exchange}\" key \"k\"")),
            ..Actor::default()
        });
    }
    for _ in 0..dice.below(3) {
        let (x, y) = (dice.below(900) as i32, dice.below(600) as i32);
        let queue = dice.name("q", queues);
        document.positions.insert(Node::Queue(queue), Point { x, y });
    }
    document
}

impl Dice {
    /// The name that [`Dice::name`] makes of this number.
    fn named(self, prefix: &str, number: u64) -> String {
        let long = ["", ".with.a.rather.long.name.for.a.thing", ".订单队列"];
        format!("{prefix}{number}{}", long[(number % 3) as usize])
    }
}

#[test]
fn nothing_is_drawn_on_anything_else() {
    for seed in 0..150 {
        let document = random_document(seed);
        let plan = Plan::of(&document);
        let layout = Layout::of(&plan);
        for (one, place) in layout.places.iter().enumerate() {
            for (other, other_place) in layout.places.iter().enumerate().skip(one + 1) {
                let both_fixed = plan.nodes[one].position.and(plan.nodes[other].position).is_some();
                let overlap = place.bounds().overlaps(other_place.bounds());
                assert!(
                    !overlap || both_fixed,
                    "seed {seed}: {:?} on {:?}",
                    plan.nodes[one].id,
                    plan.nodes[other].id
                );
            }
        }
    }
}

#[test]
fn the_same_document_is_laid_out_the_same() {
    for seed in 0..40 {
        let document = random_document(seed);
        let one = Layout::of(&Plan::of(&document));
        assert_eq!(one, Layout::of(&Plan::of(&document)), "seed {seed}");
    }
}

#[test]
fn every_edge_joins_its_nodes_and_stays_on_the_picture() {
    for seed in 0..80 {
        let plan = Plan::of(&random_document(seed));
        let layout = Layout::of(&plan);
        for (edge, route) in plan.edges.iter().zip(&layout.routes) {
            let place = |id: &Node| {
                let at = plan.nodes.iter().position(|node| node.id == *id).unwrap();
                layout.places[at].bounds()
            };
            assert!(
                place(&edge.id.from).grown(1).contains(route.path.start),
                "seed {seed}"
            );
            assert!(
                place(&edge.id.to).grown(1).contains(route.path.end()),
                "seed {seed}"
            );
            assert_eq!(route.pills.len(), edge.gates.len());
            assert!(
                layout.bounds.union(route.bounds()) == layout.bounds,
                "seed {seed}"
            );
        }
    }
}

#[test]
fn laying_out_again_what_was_laid_out_changes_nothing() {
    for seed in 0..40 {
        let mut document = random_document(seed);
        document.positions.clear();
        let plan = Plan::of(&document);
        let layout = Layout::of(&plan);
        document.positions = layout.positions(&plan).collect();
        let places = Layout::of(&Plan::of(&document)).places;
        assert_eq!(places, layout.places, "seed {seed}");
    }
}

#[test]
fn flow_is_from_left_to_right_and_a_return_lane_is_flipped() {
    let queue = |name: &str, arguments: &[(&str, Value)]| Queue {
        name: name.into(),
        arguments: arguments.iter().cloned().collect(),
        ..Queue::default()
    };
    let exchange = |name: &str, kind: &str| Exchange {
        name: name.into(),
        kind: kind.into(),
        ..Exchange::default()
    };
    let binding = |source: &str, destination: &str| Binding {
        source: source.into(),
        destination: destination.into(),
        ..Binding::default()
    };
    let mut document = Document::default();
    document.topology.exchanges = vec![exchange("orders", "topic"), exchange("retry", "fanout")];
    document.topology.queues = vec![
        queue("work", &[("x-dead-letter-exchange", Value::from("retry"))]),
        queue("wait", &[("x-dead-letter-exchange", Value::from("orders"))]),
    ];
    document.topology.bindings = vec![binding("orders", "work"), binding("retry", "wait")];
    let plan = Plan::of(&document);
    let layout = Layout::of(&plan);
    let [orders, retry, work, wait] = &layout.places[..] else {
        panic!("not four nodes");
    };
    assert!(orders.at.x < work.at.x && work.at.x < retry.at.x);
    assert_eq!(work.at.x, wait.at.x);
    assert!(wait.flipped && retry.flipped && !work.flipped && !orders.flipped);
}

/// A document whose nodes stand at these places; a queue sends dead letters to the one that is named.
fn drawn(parts: &[(Node, i32, i32)], dead: Option<(&str, &str)>) -> Document {
    let mut document = Document::default();
    for (node, x, y) in parts {
        match node {
            Node::Exchange(name) => document.topology.exchanges.push(Exchange {
                name: name.clone(),
                kind: "topic".into(),
                ..Exchange::default()
            }),
            Node::Queue(name) => {
                let mut arguments = Table::new();
                if let Some((_, to)) = dead.filter(|(from, _)| from == name) {
                    arguments.set("x-dead-letter-exchange", Value::from(""));
                    arguments.set("x-dead-letter-routing-key", Value::from(to));
                }
                document.topology.queues.push(Queue {
                    name: name.clone(),
                    arguments,
                    ..Queue::default()
                });
            }
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => {}
        }
        document.positions.insert(node.clone(), Point::new(*x, *y));
    }
    document
}

fn length(route: &Route) -> i32 {
    let points = route.path.flat();
    let pairs = points.windows(2).map(|pair| {
        let (across, down) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        (across * across + down * down).sqrt()
    });
    pairs.sum::<f64>() as i32
}

#[test]
fn dead_letters_to_a_queue_above_do_not_run_round_their_own() {
    let queue = |name: &str| Node::Queue(name.into());
    let parts = [(queue("above"), 500, 60), (queue("below"), 500, 170)];
    let plan = Plan::of(&drawn(&parts, Some(("below", "above"))));
    let layout = Layout::of(&plan);
    let route = &layout.routes[0];
    assert!(
        length(route) < 260,
        "{} pixels: {}",
        length(route),
        route.path.d()
    );
    let below = layout.places[1].body();
    assert!(route.bounds().bottom() <= below.bottom(), "{}", route.path.d());
}

#[test]
fn a_binding_to_a_queue_that_is_above_leaves_at_the_side_that_faces_it() {
    let mut document = drawn(
        &[
            (Node::Exchange("exchange-1".into()), 180, 297),
            (Node::Queue("queue-1".into()), 200, 197),
        ],
        None,
    );
    document.topology.bindings.push(Binding {
        source: "exchange-1".into(),
        destination: "queue-1".into(),
        destination_type: DestinationType::Queue,
        routing_key: "#".into(),
        ..Binding::default()
    });
    let layout = Layout::of(&Plan::of(&document));
    let route = &layout.routes[0];
    assert!(
        length(route) < 300,
        "{} pixels: {}",
        length(route),
        route.path.d()
    );
}
