//! Topic matching against a plain recursive definition, and against what a real broker delivered for two large sets.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;
use warren::base::ids::{ChannelId, MessageId};
use warren::base::names::Name;
use warren::base::value::Table;
use warren::broker::{Broker, Command, Content, Event, Matcher, Output};

/// What R-RT-5 says, word by word.
fn matches(pattern: &[&str], key: &[&str]) -> bool {
    match (pattern.split_first(), key.split_first()) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some((&"#", rest)), None) => matches(rest, key),
        (Some((&"#", rest)), Some((_, shorter))) => matches(rest, key) || matches(pattern, shorter),
        (Some(_), None) => false,
        (Some((&word, rest)), Some((&first, shorter))) => {
            (word == "*" || word == first) && matches(rest, shorter)
        }
    }
}

fn words(text: &str) -> Vec<&str> {
    match text {
        "" => Vec::new(),
        text => text.split('.').collect(),
    }
}

/// All texts of up to `count` words, the empty text included.
fn texts(alphabet: &[&str], count: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut longest: Vec<String> = alphabet.iter().map(|word| word.to_string()).collect();
    for _ in 0..count {
        all.extend(longest.iter().filter(|text| !text.is_empty()).cloned());
        let longer = longest
            .iter()
            .flat_map(|text| alphabet.iter().map(move |word| format!("{text}.{word}")));
        longest = longer.collect();
    }
    all
}

struct Topics {
    broker: Broker,
    channel: ChannelId,
    output: Output,
    exchange: Name,
    content: warren::broker::ContentId,
}

impl Topics {
    fn new() -> Self {
        let mut broker = Broker::new();
        let (guest, root) = (broker.names_mut().intern("guest"), broker.names_mut().intern("/"));
        let mut output = Output::new();
        let connection = broker.connect(guest, root, &mut output).expect("a connection");
        let channel = broker
            .open_channel(0, connection, 1, &mut output)
            .expect("a channel");
        let exchange = broker.names_mut().intern("amq.topic");
        let content = broker.register_content(Content::text("m"));
        Topics {
            broker,
            channel,
            output,
            exchange,
            content,
        }
    }

    fn command(&mut self, command: &Command) {
        self.output.clear();
        self.broker.command(0, self.channel, command, &mut self.output);
    }

    fn declare(&mut self, queue: &str) -> Name {
        let queue = self.broker.names_mut().intern(queue);
        self.command(&Command::QueueDeclare {
            queue,
            passive: false,
            durable: false,
            exclusive: false,
            auto_delete: false,
            arguments: Default::default(),
        });
        queue
    }

    fn bind(&mut self, queue: Name, pattern: &str) {
        let routing_key = self.broker.names_mut().intern(pattern);
        self.command(&Command::QueueBind {
            queue,
            exchange: self.exchange,
            routing_key,
            arguments: Default::default(),
        });
    }

    /// The patterns that match, sorted, without publishing.
    fn matching(&mut self, key: &str) -> Vec<String> {
        let (key, root) = (self.broker.names_mut().intern(key), self.broker.add_vhost("/"));
        let exchange = self
            .broker
            .find_exchange(root, self.exchange)
            .expect("the exchange");
        let mut matcher = Matcher::default();
        let found = self.broker.matching(exchange, key, &Table::new(), &mut matcher);
        let text = |binding| {
            let binding = self.broker.binding(binding).expect("the binding");
            self.broker.names().text(binding.routing_key).to_string()
        };
        let mut patterns: Vec<String> = found.map(text).collect();
        patterns.sort();
        patterns
    }

    /// The patterns of the bindings that matched, sorted, and how many queues got a copy.
    fn publish(&mut self, key: &str) -> (Vec<String>, usize) {
        let routing_key = self.broker.names_mut().intern(key);
        self.command(&Command::Publish {
            exchange: self.exchange,
            routing_key,
            mandatory: false,
            immediate: false,
            content: self.content,
            label: MessageId(0),
        });
        let mut patterns = Vec::new();
        let mut copies = 0;
        for event in &self.output.events {
            match event {
                Event::Routed { binding, .. } => {
                    let key = self.broker.binding(*binding).expect("the binding").routing_key;
                    patterns.push(self.broker.names().text(key).to_string());
                }
                Event::Enqueued { .. } => copies += 1,
                _ => {}
            }
        }
        patterns.sort();
        (patterns, copies)
    }
}

#[test]
fn the_trie_agrees_with_the_plain_definition() {
    let patterns = texts(&["a", "b", "", "*", "#"], 4);
    let keys = texts(&["a", "b", ""], 4);
    assert!(
        patterns.len() > 700 && keys.len() > 100,
        "{} {}",
        patterns.len(),
        keys.len()
    );
    let mut topics = Topics::new();
    let queue = topics.declare("q");
    for pattern in &patterns {
        topics.bind(queue, pattern);
    }
    // `*` and `#` in a routing key are words like any other.
    for key in keys
        .iter()
        .map(String::as_str)
        .chain(["*", "#", "a.*", "#.b", "a.#.b"])
    {
        let plain = |pattern: &&String| matches(&words(pattern), &words(key));
        let mut expected: Vec<String> = patterns.iter().filter(plain).cloned().collect();
        expected.sort();
        let (got, _) = topics.publish(key);
        assert_eq!(got, expected, "key {key:?}");
        assert_eq!(
            topics.matching(key),
            expected,
            "key {key:?}, asked without publishing"
        );
    }
}

#[test]
fn unbinding_takes_exactly_one_pattern_away() {
    let patterns = texts(&["a", "*", "#"], 3);
    let mut topics = Topics::new();
    let queue = topics.declare("q");
    for pattern in &patterns {
        topics.bind(queue, pattern);
    }
    let mut left = patterns.clone();
    for gone in &patterns {
        let routing_key = topics.broker.names_mut().intern(gone);
        topics.command(&Command::QueueUnbind {
            queue,
            exchange: topics.exchange,
            routing_key,
            arguments: Default::default(),
        });
        left.retain(|pattern| pattern != gone);
        for key in ["", "a", "a.a", "a.b.a"] {
            let plain = |pattern: &&String| matches(&words(pattern), &words(key));
            let mut expected: Vec<String> = left.iter().filter(plain).cloned().collect();
            expected.sort();
            assert_eq!(topics.publish(key).0, expected, "without {gone:?}, key {key:?}");
        }
    }
}

/// Binding number i goes to queue i modulo 10; each key is published once.
fn count(set: &str) -> (usize, usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/topics")
        .join(set);
    let set: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).expect("the set")).expect("JSON");
    let list = |key: &str| set[key].as_array().expect("a list").clone();
    let mut topics = Topics::new();
    let queues: Vec<Name> = (0..10)
        .map(|number| topics.declare(&format!("q{number}")))
        .collect();
    for (at, pattern) in list("bindings").iter().enumerate() {
        topics.bind(queues[at % 10], pattern.as_str().expect("a pattern"));
    }
    let mut totals = (0, 0);
    for key in list("keys") {
        let (matched, copies) = topics.publish(key.as_str().expect("a key"));
        totals.0 += matched.len();
        totals.1 += copies;
    }
    totals
}

#[test]
fn large_sets_give_the_measured_counts() {
    assert_eq!(count("1000.json"), (62_320, 56_550));
    assert_eq!(count("10000.json"), (161_314, 91_861));
}
