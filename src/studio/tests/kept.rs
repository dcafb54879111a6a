//! What of a run is kept when the drawing changes.

use super::time::{names, run_to_end};
use super::*;
use crate::studio::gesture::Tool;

#[test]
fn moving_a_node_changes_no_run() {
    let mut driver = run_to_end("simple-queue");
    let queue = driver.node("receipts");
    driver.send(Msg::Select(Some(queue)));
    let toward = Toward::Down;
    driver.send(Msg::Nudge { toward, far: true });
    let session = driver.studio.session.as_ref().expect("it is open");
    assert!(session.undoable().is_some());
    assert_eq!(names(&mut driver), ["main"]);
    driver.send(Msg::Undo);
    assert_eq!(names(&mut driver), ["main"]);
    let session = driver.studio.session.as_ref().expect("it is open");
    assert!(session.is_authored());
}

#[test]
fn a_note_changes_no_run_and_the_lesson_goes_on() {
    let mut driver = run_to_end("simple-queue");
    driver.send(Msg::Place(Tool::Note, Some(crate::model::Point::new(40, 300))));
    assert_eq!(names(&mut driver), ["main"]);
    let session = driver.studio.session.as_ref().expect("it is open");
    assert_eq!(session.document().notes.len(), 1);
    assert!(session.is_authored());
    driver.send(Msg::Undo);
    let session = driver.studio.session.as_ref().expect("it is open");
    assert!(session.document().notes.is_empty());
}

#[test]
fn what_was_done_by_hand_in_a_new_drawing_outlasts_an_edit_at_its_start() {
    let mut driver = Driver::empty();
    driver.send(Msg::Place(Tool::Queue, None));
    let queue = driver.studio.view().selection.lead().cloned();
    driver.send(Msg::Attach(queue.expect("it was placed")));
    let consumer = driver.node("consumer-1");
    driver.settle();
    driver.send(Msg::End);
    driver.send(Msg::Hand(consumer, HandAction::Crash));
    driver.settle();
    let done = driver
        .studio
        .session
        .as_ref()
        .expect("it is open")
        .history
        .steps();
    driver.send(Msg::Restart);
    driver.send(Msg::Place(Tool::Queue, None));
    driver.settle();
    let session = driver.studio.session.as_ref().expect("it is open");
    let longest = session
        .history
        .branches()
        .iter()
        .map(|branch| branch.steps())
        .max();
    assert!(
        done > 0 && longest >= Some(done),
        "{done} steps, {longest:?} are kept"
    );
}
