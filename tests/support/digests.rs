//! The digest after every step of the gallery's runs and of some random ones, as text. The same on every target.

use super::worlds;
use std::fmt::Write;
use warren::model::Document;
use warren::model::gallery::SCENARIOS;
use warren::run::History;

/// What the recording holds.
pub const RECORDED: &str = include_str!("../golden/digests.txt");

/// How many random worlds take part.
const WORLDS: u64 = 40;

/// All digests, a run a line: its id, then the digest of each step.
pub fn all() -> String {
    let read = SCENARIOS
        .iter()
        .map(|(_, text)| Document::from_json(text).0.expect("the gallery can be read"));
    let mut text = String::new();
    for document in read.chain((0..WORLDS).map(worlds::document)) {
        line(&mut text, &document);
    }
    text
}

fn line(text: &mut String, document: &Document) {
    let (mut history, _) = History::new(document);
    while !history.compute(1000) {}
    text.push_str(&document.id);
    for step in 0..=history.steps() {
        let _ = write!(text, " {:016x}", history.world(step).digest());
    }
    text.push('\n');
}

/// Complains of the first run and step whose digest is not the recorded one.
pub fn compare() {
    for (recorded, found) in RECORDED.lines().zip(all().lines()) {
        let differs = recorded
            .split(' ')
            .zip(found.split(' '))
            .position(|(one, other)| one != other);
        let id = recorded.split(' ').next().unwrap_or_default();
        assert_eq!(
            differs, None,
            "{id}: the digest of this step (from 1) is not the recorded one"
        );
        assert_eq!(
            recorded.len(),
            found.len(),
            "{id}: the run has another number of steps"
        );
    }
    assert_eq!(
        RECORDED.lines().count(),
        all().lines().count(),
        "another number of runs"
    );
}
