//! Random documents: small worlds in which everything can happen. The same seed gives the same document everywhere.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use serde_json::{Value, json};
use warren::model::Document;

/// A document of this seed, with nothing wrong in it but what the broker may refuse.
pub fn document(seed: u64) -> Document {
    let text = Generator(Pcg32::seed_from_u64(seed)).document(seed).to_string();
    let (document, diagnostics) = Document::from_json(&text);
    document.unwrap_or_else(|| panic!("seed {seed}: {diagnostics:?}"))
}

struct Generator(Pcg32);

const KEYS: [&str; 6] = ["a", "a.b", "b.c", "a.b.c", "", "x"];
const PATTERNS: [&str; 7] = ["#", "a.*", "a.#", "*.b.#", "b", "a", "x"];
const KINDS: [&str; 4] = ["direct", "fanout", "topic", "headers"];

impl Generator {
    fn below(&mut self, limit: u32) -> u32 {
        self.0.random_range(0..limit)
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u32) as usize]
    }

    fn exchange(&mut self) -> String {
        format!("x{}", self.below(3))
    }

    fn queue(&mut self) -> String {
        format!("q{}", self.below(4))
    }

    fn document(&mut self, seed: u64) -> Value {
        let exchanges: Vec<Value> = (0..3).map(|at| self.exchange_object(at)).collect();
        let queues: Vec<Value> = (0..4).map(|at| self.queue_object(at)).collect();
        let bindings: Vec<Value> = (0..6).map(|_| self.binding_object()).collect();
        let mut actors: Vec<Value> = (1..=2).map(|id| self.producer(id)).collect();
        actors.extend((3..=5).map(|id| self.consumer(id)));
        let script: Vec<Value> = (0..self.below(4)).map(|_| self.script_entry()).collect();
        json!({
            "format": "warren", "version": 1, "id": format!("random-{seed}"), "seed": seed,
            "horizon": {"steps": 400, "time_ms": 60_000},
            "topology": {"exchanges": exchanges, "queues": queues, "bindings": bindings},
            "actors": actors, "next_id": 6, "script": script
        })
    }

    fn exchange_object(&mut self, at: u32) -> Value {
        let mut arguments = json!({});
        if self.chance(30) {
            arguments["alternate-exchange"] = json!(self.exchange());
        }
        json!({"name": format!("x{at}"), "type": self.one_of(&KINDS), "durable": self.chance(50), "auto_delete": false,
               "internal": false, "arguments": arguments})
    }

    fn queue_object(&mut self, at: u32) -> Value {
        let mut arguments = json!({});
        if self.chance(50) {
            arguments["x-dead-letter-exchange"] = json!(if self.chance(80) {
                self.exchange()
            } else {
                String::new()
            });
            if self.chance(30) {
                arguments["x-dead-letter-routing-key"] = json!(self.queue());
            }
        }
        if self.chance(40) {
            arguments["x-message-ttl"] = json!(self.below(4) * 250);
        }
        if self.chance(30) {
            arguments["x-max-length"] = json!(self.below(4));
            arguments["x-overflow"] =
                json!(self.one_of(&["drop-head", "reject-publish", "reject-publish-dlx"]));
        }
        if self.chance(20) {
            arguments["x-max-priority"] = json!(3);
        }
        if self.chance(15) {
            arguments["x-single-active-consumer"] = json!(true);
        }
        if self.chance(10) {
            arguments["x-expires"] = json!(1500);
        }
        json!({"name": format!("q{at}"), "durable": self.chance(60), "auto_delete": self.chance(10), "arguments": arguments})
    }

    fn binding_object(&mut self) -> Value {
        let to_exchange = self.chance(20);
        let destination = if to_exchange {
            self.exchange()
        } else {
            self.queue()
        };
        let arguments = if self.chance(30) {
            json!({"x-match": self.one_of(&["all", "any"]), "k": self.below(2)})
        } else {
            json!({})
        };
        json!({"source": self.exchange(), "destination": destination,
               "destination_type": if to_exchange { "exchange" } else { "queue" },
               "routing_key": self.one_of(&PATTERNS), "arguments": arguments})
    }

    fn publish(&mut self) -> String {
        let mut line = match self.chance(80) {
            true => format!("publish to {} key \"{}\"", self.exchange(), self.one_of(&KEYS)),
            false => format!("publish to \"\" key {}", self.queue()),
        };
        for (percent, option) in [
            (40, " persistent"),
            (30, " mandatory"),
            (20, " expiration 500ms"),
            (30, " headers {k: 1}"),
        ] {
            if self.chance(percent) {
                line.push_str(option);
            }
        }
        if self.chance(30) {
            line.push_str(&format!(" priority {}", self.below(5)));
        }
        if self.chance(40) {
            line.push_str(" body \"number {n}\"");
        }
        line
    }

    fn producer(&mut self, id: u32) -> Value {
        let mut program = vec![format!(
            "on every {}ms up to {}",
            50 + self.below(400),
            3 + self.below(8)
        )];
        program.push(format!("  {}", self.publish()));
        if self.chance(40) {
            program.push(format!("  wait {}ms to 300ms", self.below(200)));
            program.push(format!("  {}", self.publish()));
        }
        program.extend([
            "on confirm".into(),
            "  effect confirmed".into(),
            "on returned".into(),
            "  effect returned".into(),
        ]);
        json!({"id": id, "kind": "producer", "name": format!("p{id}"), "confirms": self.chance(50), "program": program,
               "link": {"latency_ms": self.below(3) * 20, "detect_ms": self.below(2) * 100, "reopen_ms": 700}})
    }

    fn consumer(&mut self, id: u32) -> Value {
        let queue = self.queue();
        let no_ack = self.chance(20);
        let mut program = vec![format!("on delivery from {queue}")];
        if self.chance(60) {
            program.push(format!("  work {}ms to 600ms", self.below(300)));
        }
        if self.chance(30) {
            program.push("  fail chance 40%".into());
            program.push(if no_ack {
                "    stop".into()
            } else {
                "    nack".to_string()
            });
            if !no_ack {
                program.push("    stop".into());
            }
        }
        program.push("  effect handled".into());
        if !no_ack {
            let settlements = ["ack", "ack", "ack", "reject requeue false", "nack requeue false"];
            program.push(format!("  {}", self.one_of(&settlements)));
        }
        if self.chance(20) {
            program.push(format!("  {}", self.publish()));
        }
        if self.chance(20) {
            program.extend([
                "on every 900ms up to 3".into(),
                format!("  get from {} as found", self.queue()),
                "  if exists(found)".into(),
                "    ack found".into(),
            ]);
        }
        json!({"id": id, "kind": "consumer", "name": format!("c{id}"), "program": program,
               "consumes": [{"queue": queue, "no_ack": no_ack, "prefetch": self.below(3), "arguments": {"x-priority": self.below(2)}}],
               "link": {"latency_ms": self.below(3) * 20, "detect_ms": self.below(2) * 100, "reopen_ms": 700}})
    }

    fn script_entry(&mut self) -> Value {
        let at_ms = self.below(3000);
        let actor = 1 + self.below(5);
        match self.below(6) {
            0 => json!({"at_ms": at_ms, "crash": actor}),
            1 => json!({"at_ms": at_ms, "restart": actor}),
            2 => json!({"at_ms": at_ms, "cut": actor}),
            3 => json!({"at_ms": at_ms, "send": actor}),
            4 => json!({"at_ms": at_ms, "restart_broker": true}),
            _ => json!({"at_ms": at_ms, "ack": actor}),
        }
    }
}
