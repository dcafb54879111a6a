//! What must always hold, swept over random worlds after each step.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/ledger.rs"]
mod ledger;
#[path = "support/worlds.rs"]
mod worlds;

use ledger::Ledger;
use warren::run::History;
use warren::world::{Choice, Event, World};

/// How many random worlds each property is swept over.
const WORLDS: u64 = 2_000;

/// Plays a world by its schedule, calling `look` with the choice, its events and the world after it.
fn play(world: &mut World, steps: usize, mut look: impl FnMut(Choice, &[Event], &World)) {
    let mut events = Vec::new();
    for _ in 0..steps {
        let Some(choice) = world.next_due() else {
            return;
        };
        events.clear();
        world.apply(choice, &mut events);
        look(choice, &events, world);
    }
}

#[test]
fn no_copy_of_a_message_is_unaccounted_for() {
    for seed in 0..WORLDS {
        let (mut world, _) = World::new(&worlds::document(seed));
        let mut ledger = Ledger::default();
        let mut at = 0;
        play(&mut world, 600, |choice, events, world| {
            at += 1;
            ledger.enter(events);
            if let Err(complaint) = ledger.audit(world) {
                panic!("seed {seed}, choice {at} {choice:?}: {complaint}\n{events:#?}");
            }
        });
        assert!(at > 0, "seed {seed}: nothing happened");
    }
}

#[test]
fn what_playing_does_next_is_one_of_the_choices() {
    for seed in 0..WORLDS / 4 {
        let (mut world, _) = World::new(&worlds::document(seed));
        for _ in 0..300 {
            let mut choices = Vec::new();
            world.choices(&mut choices);
            assert!(choices.is_sorted(), "seed {seed}: {choices:?}");
            let Some(next) = world.next_due() else {
                assert!(choices.is_empty(), "seed {seed}: at rest, and yet {choices:?}");
                break;
            };
            assert!(
                choices.contains(&next),
                "seed {seed}: {next:?} is not among {choices:?}"
            );
            world.apply(next, &mut Vec::new());
        }
    }
}

#[test]
fn any_order_of_choices_keeps_the_books_in_order() {
    for seed in 0..WORLDS / 4 {
        let (mut world, _) = World::new(&worlds::document(seed));
        let mut ledger = Ledger::default();
        let mut events = Vec::new();
        for at in 0..300u64 {
            let mut choices = Vec::new();
            world.choices(&mut choices);
            if at % 5 == 0 {
                world.actions(&mut choices);
            }
            if choices.is_empty() {
                break;
            }
            let pick = warren::base::hash::of_words(&[seed, at]) % choices.len() as u64;
            let choice = choices[pick as usize];
            assert!(
                world.is_enabled(choice),
                "seed {seed}: {choice:?} is listed, but not enabled"
            );
            events.clear();
            world.apply(choice, &mut events);
            ledger.enter(&events);
            if let Err(complaint) = ledger.audit(&world) {
                panic!("seed {seed}, choice {at} {choice:?}: {complaint}\n{events:#?}");
            }
        }
    }
}

#[test]
fn the_same_choices_give_the_same_events_and_digests() {
    for seed in 0..WORLDS / 4 {
        let document = worlds::document(seed);
        let (mut one, _) = World::new(&document);
        let (mut other, _) = World::new(&document);
        assert_eq!(one.digest(), other.digest());
        play(&mut one, 200, |choice, events, one| {
            let mut again = Vec::new();
            other.apply(choice, &mut again);
            assert_eq!(events, again, "seed {seed}: {choice:?}");
            assert_eq!(one.digest(), other.digest(), "seed {seed}: {choice:?}");
            assert_eq!(one.fingerprint(), other.fingerprint(), "seed {seed}: {choice:?}");
        });
    }
}

#[test]
fn a_step_is_the_same_from_every_side() {
    for seed in 0..60 {
        let (mut history, _) = History::new(&worlds::document(seed));
        while !history.compute(100) {}
        let digests: Vec<u64> = (0..=history.steps())
            .map(|step| history.world(step).digest())
            .collect();
        for jump in 0..80u64 {
            let step = warren::base::hash::of_words(&[seed, jump]) as usize % digests.len();
            assert_eq!(
                history.world(step).digest(),
                digests[step],
                "seed {seed}, step {step}"
            );
        }
        for step in (0..digests.len()).rev() {
            assert_eq!(
                history.world(step).digest(),
                digests[step],
                "seed {seed}, back to step {step}"
            );
        }
    }
}

#[test]
fn replaying_the_choices_of_a_run_gives_the_run() {
    for seed in 0..200 {
        let document = worlds::document(seed);
        let (mut history, _) = History::new(&document);
        while !history.compute(100) {}
        let mut again =
            History::replay(&document, &history.all_choices()).expect("each choice was enabled before");
        let last = history.steps();
        assert_eq!(again.steps(), last, "seed {seed}");
        assert_eq!(
            again.world(last).digest(),
            history.world(last).digest(),
            "seed {seed}"
        );
    }
}

#[test]
fn acting_in_the_past_leaves_the_old_future_as_it_was() {
    let mut acted = 0;
    for seed in 0..200 {
        let (mut history, _) = History::new(&worlds::document(seed));
        while !history.compute(100) {}
        let (steps, middle) = (history.steps(), history.steps() / 2);
        let last = history.world(steps).digest();
        let mut actions = Vec::new();
        history.world(middle).actions(&mut actions);
        let Some(&action) = actions.last() else {
            continue;
        };
        let main = history.current();
        let fork = history.act(middle, action).expect("actions are enabled");
        assert_ne!(fork, main, "seed {seed}");
        assert_eq!(history.steps(), middle + 1, "seed {seed}");
        acted += 1;
        history.switch(main);
        assert_eq!(
            (history.steps(), history.world(steps).digest()),
            (steps, last),
            "seed {seed}"
        );
    }
    assert!(acted > 100, "only {acted} worlds had anything to do by hand");
}

#[test]
fn editing_nothing_changes_nothing() {
    for seed in 0..100 {
        let document = worlds::document(seed);
        let (mut history, _) = History::new(&document);
        history.compute(100);
        let steps = history.steps();
        let digest = history.world(steps).digest();
        let (differs, _) = history.edit(&document, &[]);
        assert_eq!(differs, None, "seed {seed}");
        assert_eq!(
            (history.steps(), history.world(steps).digest()),
            (steps, digest),
            "seed {seed}"
        );
    }
}
