//! Whatever a random world does can be told in both languages: why, in a sentence or two, and as the lives of its
//! messages; and what is told of a comparison is what the broker decided.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/worlds.rs"]
mod worlds;

use warren::base::ids::MessageId;
use warren::explain::Explainer;
use warren::explain::why::{Comparison, Reason, Story};
use warren::lesson;
use warren::run::History;
use warren::text::{Language, Piece, Text, plain};

/// How many random worlds are told.
const WORLDS: u64 = 200;

/// How many steps of each.
const STEPS: usize = 80;

/// How many of its messages have their lives told.
const LIVES: u32 = 6;

fn play(seed: u64) -> History {
    let (mut history, _) = History::new(&worlds::document(seed));
    history.compute(STEPS);
    history
}

/// A text that is whole: it says something, and every argument was filled in.
fn check(pieces: &[Piece], place: &str) {
    let text = plain(pieces);
    assert!(!text.trim().is_empty(), "{place}: nothing is said");
    assert!(!text.contains("{}") && !text.contains("  "), "{place}: {text}");
    for name in [
        "{by}",
        "{message",
        "{queue",
        "{exchange",
        "{to}",
        "{key",
        "{actor}",
        "{count",
        "|",
    ] {
        assert!(!text.contains(name), "{place}: {text}");
    }
}

#[test]
fn every_step_of_any_run_can_be_told() {
    let texts = Language::ALL.map(Text::new);
    let mut told = 0;
    for seed in 0..WORLDS {
        let mut history = play(seed);
        for step in 0..=history.steps() {
            let telling = lesson::tell(&mut history, step);
            for text in &texts {
                check(&text.telling(&telling), &format!("seed {seed}, step {step}"));
                told += 1;
            }
        }
    }
    assert!(told > 5_000);
}

#[test]
fn every_reason_of_any_run_can_be_told_and_agrees_with_the_broker() {
    let texts = Language::ALL.map(Text::new);
    let mut stories = 0;
    for seed in 0..WORLDS {
        let mut history = play(seed);
        let mut explainer = Explainer::new();
        for step in 0..=history.steps() {
            for story in explainer.why(&mut history, step, None).stories {
                check_story(&story, &texts, &format!("seed {seed}, step {step}"));
                stories += 1;
            }
        }
    }
    assert!(stories > 2_000);
}

fn check_story(story: &Story, texts: &[Text], place: &str) {
    assert!(!story.reasons.is_empty(), "{place}");
    for text in texts {
        check(&text.why(story), place);
        for reason in &story.reasons {
            check(&text.reason(reason).heading, place);
            let Reason::Routed(routing) = reason else {
                continue;
            };
            for attempt in &routing.attempts {
                check(&text.verdict(attempt), place);
                let seen = match &attempt.comparison {
                    Comparison::Words(alignment) => alignment.matched(),
                    Comparison::Headers(table) => table.matched(),
                    Comparison::Always | Comparison::Whole | Comparison::Name => attempt.matched,
                };
                assert_eq!(seen, attempt.matched, "{place}: {attempt:?}");
            }
        }
    }
}

#[test]
fn every_message_has_a_life_in_order_and_a_place() {
    let mut lives = 0;
    for seed in 0..WORLDS {
        let mut history = play(seed);
        let mut explainer = Explainer::new();
        let last = history.steps();
        let published = history.world(last).published();
        for message in (1..=published.min(LIVES)).map(MessageId) {
            let life = explainer.biography(&mut history, message);
            assert!(
                life.is_sorted_by_key(|moment| (moment.step, moment.at_ms)),
                "seed {seed}: {life:?}"
            );
            let path = explainer.path(&mut history, last, message);
            assert!(
                path.is_sorted_by_key(|stretch| stretch.step),
                "seed {seed}: {path:?}"
            );
            let why = explainer.why(&mut history, last, Some(message));
            assert!(why.stories.iter().all(|story| story.message == message));
            lives += usize::from(!life.is_empty());
        }
    }
    assert!(lives > 300);
}

/// Explaining looks into the past, and changes nothing: the run is the same afterwards.
#[test]
fn explaining_leaves_the_run_as_it_was() {
    for seed in 0..WORLDS / 10 {
        let (mut asked, mut left) = (play(seed), play(seed));
        let mut explainer = Explainer::new();
        for step in (0..=asked.steps()).rev() {
            explainer.why(&mut asked, step, Some(MessageId(1)));
            lesson::tell(&mut asked, step);
            assert_eq!(
                asked.world(step).digest(),
                left.world(step).digest(),
                "seed {seed}, step {step}"
            );
        }
    }
}
