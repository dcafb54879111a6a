//! Bad input: documents and definitions that are cut off, garbled or far too large give findings or a world that can
//! be played, never a panic.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::time::{Duration, Instant};
use warren::base::hash;
use warren::export::definitions;
use warren::model::{Document, validate};
use warren::text::{Language, Text};
use warren::world::World;

/// How many garbled texts are made of each file.
const GARBLED: u64 = 150;

/// How many choices of a garbled world are played.
const CHOICES: usize = 100;

/// Draws that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = hash::of_words(&[self.0]);
        (self.0 % bound as u64) as usize
    }
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn gallery() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/gallery");
    let files = std::fs::read_dir(folder).expect("there is a gallery");
    let names = files.map(|file| {
        file.expect("a file")
            .file_name()
            .into_string()
            .expect("a plain name")
    });
    let mut names: Vec<String> = names.filter(|name| name != "manifest.json").collect();
    names.sort();
    names
        .iter()
        .map(|name| read(&format!("static/gallery/{name}")))
        .collect()
}

/// Replaces, removes and doubles stretches of the first `reach` bytes.
fn garbled(text: &str, reach: usize, dice: &mut Dice) -> String {
    const WORDS: [&str; 12] = [
        "null",
        "true",
        "-1",
        "99999999",
        "1e300",
        "\"\"",
        "{}",
        "[]",
        "0",
        "amq.topic",
        "orders",
        "\\ud800",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + dice.below(3) {
        let at = dice.below(reach.min(bytes.len()));
        let end = (at + dice.below(10)).min(bytes.len());
        match dice.below(4) {
            0 => bytes[at] = b"{}[]\",:0123456789-.eEtfn \\*#"[dice.below(28)],
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => drop(bytes.splice(at..end, WORDS[dice.below(WORDS.len())].bytes())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Plays a little; how many choices were made.
fn play(document: &Document) -> usize {
    let (mut world, _) = World::new(document);
    let mut events = Vec::new();
    let mut made = 0;
    while let Some(choice) = world.next_due().filter(|_| made < CHOICES) {
        events.clear();
        world.apply(choice, &mut events);
        made += 1;
    }
    made
}

#[test]
fn garbled_documents_are_refused_or_can_be_played() {
    let mut dice = Dice(1);
    let (mut refused, mut played) = (0, 0);
    for text in gallery() {
        let reach = text.find("\"lesson\"").expect("a lesson");
        for _ in 0..GARBLED {
            let (document, findings) = Document::from_json(&garbled(&text, reach, &mut dice));
            match document {
                None => {
                    assert!(!findings.is_empty(), "a reason is given");
                    refused += 1;
                }
                Some(document) => {
                    validate::validate(&document);
                    played += usize::from(play(&document) > 0);
                }
            }
        }
    }
    assert!(refused > 50 && played > 50, "{refused} refused, {played} played");
}

#[test]
fn documents_that_are_cut_off_are_refused() {
    for text in gallery() {
        for end in (0..text.trim_end().len()).step_by(97) {
            let start = String::from_utf8_lossy(&text.as_bytes()[..end]);
            let (document, findings) = Document::from_json(&start);
            assert!(document.is_none() && !findings.is_empty(), "cut at {end}");
        }
    }
}

#[test]
fn garbled_definitions_are_refused_or_can_be_played() {
    let text = read("tests/definitions/shop.json");
    let mut dice = Dice(2);
    let (mut refused, mut played) = (0, 0);
    for _ in 0..GARBLED * 4 {
        let garbled = garbled(&text, text.len(), &mut dice);
        let (document, report) = definitions::import(&garbled, "shop");
        match document {
            None => {
                assert!(report.failed(), "a reason is given");
                refused += 1;
            }
            Some(mut document) => {
                let queue = document
                    .topology
                    .queues
                    .first()
                    .map_or(String::new(), |queue| queue.name.clone());
                warren::model::edit::add_producer(&mut document, "orders", None);
                warren::model::edit::add_consumer(&mut document, &queue, None);
                validate::validate(&document);
                played += usize::from(play(&document) > 0);
            }
        }
    }
    assert!(refused > 50 && played > 50, "{refused} refused, {played} played");
}

#[test]
fn what_is_far_too_large_is_refused_at_once() {
    let large = format!(
        "{{\"format\": \"warren\", \"queues\": [], \"x\": \"{}\"}}",
        "x".repeat(50_000_000)
    );
    let start = Instant::now();
    assert!(Document::from_json(&large).0.is_none());
    assert!(definitions::import(&large, "/").1.failed());
    assert!(definitions::vhosts(&large).is_err());
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "took {:?}",
        start.elapsed()
    );
}

/// The first finding about a document with these fields.
fn said(fields: &str) -> String {
    let text = format!(
        "{{\"format\": \"warren\", \"version\": 1, \"title\": {{\"en\": \"x\", \"zh\": \"x\"}}, {fields}}}"
    );
    let (document, mut findings) = Document::from_json(&text);
    findings.extend(document.iter().flat_map(validate::validate));
    let first = findings.first().expect("a finding");
    Text::new(Language::English).diagnostic(first)
}

#[test]
fn numbers_that_do_not_fit_are_told_apart() {
    assert_eq!(
        said("\"seed\": -1"),
        "error: seed: `-1` is out of range; it goes from 0 to 18446744073709551615."
    );
    assert_eq!(
        said("\"seed\": 1e30"),
        "error: seed: `1e+30` is out of range; it goes from 0 to 18446744073709551615."
    );
    assert_eq!(
        said("\"horizon\": {\"steps\": 1.5}"),
        "error: horizon.steps: A whole number is expected here, and this is a number with a fraction or an exponent."
    );
    assert_eq!(
        said("\"horizon\": {\"steps\": 18446744073709551615}"),
        "error: horizon.steps: `18446744073709551615` is out of range; it goes from 1 to 100000000."
    );
}

#[test]
fn a_field_that_stands_twice_is_told() {
    let twice = said("\"topology\": {\"queues\": [],\n\"queues\": []}");
    assert_eq!(twice, "error: line 2, column 8: Field `queues` exists twice.");
}

#[test]
fn an_unknown_kind_of_actor_is_told() {
    assert_eq!(
        said("\"actors\": [{\"id\": 1, \"name\": \"a\", \"kind\": \"robot\"}]"),
        "warning: actors[0].kind: `robot` is not known here; it can be `producer`, `consumer` or `service`."
    );
}
