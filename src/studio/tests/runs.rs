//! What becomes of branches, of what was done by hand in them and of the step that is looked at, as edits come and go.

use super::time::{LONG, fork, names, said};
use super::*;
use crate::model::form::{Field, Of, Published, Slot, Tongue, What};
use crate::studio::forms::FormMsg;
use crate::studio::msg::HandAction;
use crate::studio::session::Origin;
use crate::world::Choice;

fn set(driver: &mut Driver, of: Of, what: What, text: &str) {
    driver.send(Msg::Form(FormMsg::Set(Field { of, what }, text.into())));
    driver.settle();
}

fn title(driver: &mut Driver, text: &str) {
    set(driver, Of::Drawing, What::Words(Tongue::English), text);
}

fn read(text: &str) -> Driver {
    let mut driver = Driver::new();
    driver.send(Msg::FileRead {
        name: "a.json".into(),
        text: Ok(text.into()),
    });
    driver
}

fn session(driver: &Driver) -> &Session {
    driver.studio.session.as_ref().expect("it is open")
}

/// The number of the branch that is looked at.
fn looked_at(driver: &Driver) -> u32 {
    let history = &session(driver).history;
    history.branches()[history.current().0 as usize].number
}

/// Whether something was done by hand on the run that is looked at.
fn has_hand(driver: &Driver) -> bool {
    let all = session(driver).history.all_choices();
    all.iter().any(|choice| matches!(choice, Choice::Hand(..)))
}

/// A producer of twenty steps at a time.
fn short() -> String {
    LONG.replace("\"steps\":9000", "\"steps\":20")
}

/// Which queue the producer of [`PAIR`] sends to.
const KEY: What = What::Line(2, Slot::Publish(Published::Key));

const PAIR: &str = r#"{"format":"warren","version":1,"topology":{"queues":[{"name":"q"},{"name":"other"}]},
  "actors":[{"id":1,"kind":"producer","name":"p","program":["on every 1s up to 5","  publish to \"\" key \"q\""]},
  {"id":2,"kind":"consumer","name":"c","consumes":[{"queue":"q"}],"program":["on delivery","  work 1s","  ack"]}],"next_id":3}"#;

#[test]
fn what_was_done_by_hand_outlasts_its_branch_in_the_edits_of_it() {
    let mut driver = read(PAIR);
    driver.settle();
    fork(&mut driver, 1, "c", HandAction::Crash);
    let producer = Of::Node(Node::Actor(1));
    set(&mut driver, producer.clone(), KEY, "other");
    assert_eq!(names(&mut driver), ["main", "branch 1", "branch 2"]);
    assert!(has_hand(&driver));
    driver.send(Msg::Time(TimeMsg::DeleteBranch(1)));
    assert!(has_hand(&driver));
    set(&mut driver, producer, KEY, "q");
    assert!(has_hand(&driver), "{:?}", names(&mut driver));
}

#[test]
fn branches_follow_a_draft_that_goes_home() {
    let mut driver = read(PAIR);
    driver.settle();
    fork(&mut driver, 5, "c", HandAction::Crash);
    driver.send(Msg::SwitchBranch(0));
    driver.send(Msg::Seek(3));
    let producer = Of::Node(Node::Actor(1));
    set(&mut driver, producer.clone(), KEY, "other");
    set(&mut driver, Of::Node(Node::Actor(2)), What::Name, "renamed");
    set(&mut driver, producer, KEY, "q");
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
    driver.send(Msg::SwitchBranch(1));
    let document = session(&driver).document();
    assert_eq!(document.actor(2).expect("the consumer").name, "renamed");
}

#[test]
fn an_edit_taken_back_leaves_what_was_computed_and_continued() {
    let mut driver = read(&short());
    driver.settle();
    title(&mut driver, "t");
    driver.send(Msg::End);
    driver.send(Msg::Continue);
    driver.settle();
    driver.send(Msg::End);
    assert_eq!((driver.step(), driver.steps()), (40, 40));
    driver.send(Msg::Undo);
    driver.settle();
    assert_eq!(
        (driver.step(), driver.steps()),
        (40, 40),
        "the title was not that"
    );
    driver.send(Msg::Redo);
    driver.settle();
    assert_eq!((driver.step(), driver.steps()), (40, 40));

    // Another name, so that the run is made anew.
    set(&mut driver, Of::Node(Node::Actor(1)), What::Name, "another");
    driver.send(Msg::Continue);
    driver.settle();
    driver.send(Msg::Seek(55));
    driver.send(Msg::Undo);
    driver.settle();
    assert_eq!((driver.step(), driver.steps()), (55, 60));

    // What is done by hand at the end is taken back, and plays on no further.
    driver.send(Msg::End);
    driver.send(Msg::Hand(Node::Actor(1), HandAction::Send));
    driver.settle();
    assert_eq!((driver.step(), driver.steps()), (61, 61));
    driver.send(Msg::Undo);
    driver.settle();
    assert_eq!((driver.step(), driver.steps()), (60, 60));
    driver.send(Msg::Redo);
    driver.send(Msg::Continue);
    driver.settle();
    assert_eq!(driver.steps(), 81);
}

#[test]
fn a_name_taken_back_leaves_the_step() {
    let mut driver = read(LONG);
    driver.send(Msg::Seek(5));
    let known = driver.steps();
    driver.send(Msg::Time(TimeMsg::NameBranch(0, "mine".into())));
    driver.settle();
    assert!(driver.steps() > known);
    driver.send(Msg::Seek(400));
    driver.send(Msg::Undo);
    assert_eq!((driver.step(), driver.steps()), (400, 9_000));
    assert_eq!(names(&mut driver), ["main"]);
}

#[test]
fn who_looks_at_another_branch_stays_there_when_a_title_is_taken_back() {
    let mut driver = read(PAIR);
    driver.settle();
    fork(&mut driver, 5, "c", HandAction::Crash);
    title(&mut driver, "t");
    driver.send(Msg::SwitchBranch(0));
    driver.send(Msg::Seek(8));
    driver.send(Msg::Undo);
    assert_eq!((looked_at(&driver), driver.step()), (0, 8));
    let title_of = |driver: &Driver| session(driver).document().title.clone();
    let without = title_of(&driver);
    driver.send(Msg::Redo);
    assert_eq!((looked_at(&driver), driver.step()), (0, 8));
    assert_ne!(title_of(&driver), without);
}

#[test]
fn what_was_chosen_in_a_new_drawing_is_kept_by_an_edit_at_its_start() {
    let text = PAIR.replace("on every 1s up to 5", "on every 1s");
    let text = text.replace(
        "\"next_id\":3",
        "\"next_id\":3,\"horizon\":{\"steps\":20,\"time_ms\":100000}",
    );
    let (document, _) = crate::model::Document::from_json(&text);
    let (mut session, _) = Session::open(document.expect("it is read"), Origin::New);
    session.reach_end();
    assert!(!session.forks_by_edit());
    session.step = session.history.steps();
    let due = session.world().next_due();
    let mut enabled = Vec::new();
    session.world().choices(&mut enabled);
    let of_itself = |choice: &&Choice| Some(**choice) != due && !matches!(choice, Choice::Hand(..));
    let other = *enabled.iter().find(of_itself).expect("something else may happen");
    session.act(other, "chosen".into()).expect("it is enabled");
    session.step = 0;
    assert!(session.forks_by_edit());
}

#[test]
fn another_branch_is_looked_at_at_the_same_step() {
    let mut driver = read(LONG);
    driver.send(Msg::Tick);
    driver.send(Msg::Seek(3));
    driver.send(Msg::Hand(Node::Actor(1), HandAction::Send));
    driver.settle();
    driver.send(Msg::Seek(5_000));
    assert_eq!(looked_at(&driver), 1);
    driver.send(Msg::SwitchBranch(0));
    assert_eq!((looked_at(&driver), driver.step()), (0, 5_000));
}

#[test]
fn only_an_edit_that_keeps_the_run_says_so() {
    let mut driver = read(PAIR);
    driver.settle();
    driver.send(Msg::Seek(5));
    let producer = Of::Node(Node::Actor(1));
    let edit = |driver: &mut Driver, key: &str| {
        driver.send(Msg::Form(FormMsg::Set(
            Field {
                of: producer.clone(),
                what: KEY,
            },
            key.into(),
        )));
        said(driver)
    };
    let first = edit(&mut driver, "other");
    assert!(first.contains("stays as a branch"), "{first}");
    let second = edit(&mut driver, "nowhere");
    assert!(second.contains("From step"), "{second}");
    assert!(!second.contains("stays as a branch"), "{second}");
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
}
