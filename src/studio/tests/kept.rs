//! What of a run is kept when the drawing changes.

use super::time::{LONG, fork, names, run_to_end, said};
use super::*;
use crate::model::Point;
use crate::model::form::{Argument, Field, Of, What};
use crate::run::breakpoint::Breakpoint;
use crate::studio::actions::Action;
use crate::studio::draw::DrawMsg;
use crate::studio::forms::FormMsg;
use crate::studio::gesture::Tool;
use crate::studio::menus::MenuMsg;

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
    driver.send(Msg::Place(Tool::Note, Some(Point::new(40, 300))));
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

#[test]
fn what_is_done_by_hand_can_be_taken_back() {
    let mut driver = run_to_end("simple-queue");
    let steps = driver.steps();
    fork(&mut driver, 4, "mailer", HandAction::Crash);
    let undo = driver.studio.panels().top.undo.clone();
    assert_eq!(undo.as_deref(), Some("mailer: Crash"));
    let crashed = driver.steps();
    driver.send(Msg::Undo);
    assert_eq!(names(&mut driver), ["main"]);
    assert_eq!((driver.step(), driver.steps()), (4, steps));
    // Nothing is left: that is said, and once.
    driver.send(Msg::Undo);
    assert!(said(&driver).contains("Nothing to undo"), "{}", said(&driver));
    driver.send(Msg::Undo);
    assert_eq!(said(&driver), "");
    driver.send(Msg::Menu(MenuMsg::Do(Action::Undo)));
    assert_eq!(said(&driver), "");
    driver.send(Msg::Redo);
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
    assert_eq!((driver.step(), driver.steps()), (5, crashed));
}

#[test]
fn an_edit_that_changes_no_step_leaves_no_branch() {
    let mut driver = run_to_end("retry-with-delay");
    let steps = driver.steps();
    driver.send(Msg::Seek(7));
    // A queue that nothing is bound to, in a lesson: its chapters still speak.
    driver.send(Msg::Place(Tool::Queue, Some(Point::new(900, 600))));
    driver.settle();
    assert_eq!(names(&mut driver), ["main"]);
    let session = driver.studio.session.as_ref().expect("it is open");
    assert!(session.is_authored() && session.changes() == 1);
    assert_eq!((driver.step(), driver.steps()), (7, steps));
    // A copy in a queue that nobody reads is another run, and the step where it comes first is told.
    driver.connect("orders", "queue-1");
    driver.settle();
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
    let row = driver.studio.panels().branches.rows[1].clone();
    assert!(&*row.from < "from main after step 7", "{}", row.from);
    assert_eq!(driver.steps(), steps);
    // The lesson can be read and gone back to.
    driver.send(Msg::End);
    let narration = driver.studio.panels().narration.clone();
    assert!(narration.is_away && narration.chapter.is_none());
    let (title, _) = narration.task.clone().expect("the chapter that was left");
    driver.send(Msg::BackToLesson);
    assert!(driver.studio.session.as_ref().expect("it is open").is_authored());
    let narration = driver.studio.panels().narration.clone();
    assert_eq!(
        narration.chapter.as_ref().map(|head| head.title.clone()),
        Some(title)
    );
    assert!(!narration.is_away && narration.task.is_none());
    driver.send(Msg::Undo);
    driver.send(Msg::Seek(7));
    assert!(driver.names().contains(&"queue-1".to_string()));
    // Deleting what was connected is no undo, but there is one run again.
    let queue = driver.node("queue-1");
    driver.send(Msg::Select(Some(queue)));
    driver.send(Msg::Delete);
    driver.settle();
    assert_eq!(names(&mut driver), ["main"]);
    assert_eq!((driver.step(), driver.steps()), (7, steps));
}

#[test]
fn after_the_last_chapter_the_task_stays_on_ones_own_branch() {
    let mut driver = run_to_end("retry-with-delay");
    driver.send(Msg::TogglePredict);
    driver.send(Msg::End);
    let narration = driver.studio.panels().narration.clone();
    let task = narration.try_this.clone().expect("the lesson ends with a task");
    driver.send(Msg::Place(Tool::Queue, Some(Point::new(900, 600))));
    driver.connect("orders", "queue-1");
    let narration = driver.studio.panels().narration.clone();
    assert_eq!(narration.task, Some(("Try this".into(), task)));
    assert!(narration.is_away);
}

#[test]
fn another_name_is_the_same_run_and_breakpoints_follow_it() {
    let mut driver = Driver::empty();
    driver.put(Tool::Producer, 100, 200);
    driver.put(Tool::Queue, 600, 200);
    driver.connect("producer-1", "queue-1");
    driver.settle();
    driver.send(Msg::Time(TimeMsg::StopAtDepth("queue-1".into(), "2".into())));
    let queue = driver.node("queue-1");
    driver.send(Msg::Time(TimeMsg::ToggleStopAt(Breakpoint::Node(queue.clone()))));
    driver.settle();
    let hits = [0, 1].map(|stop| driver.studio.stops.count(stop));
    driver.send(Msg::Seek(4));
    let (branches, steps) = (names(&mut driver), driver.steps());
    driver.send(Msg::Select(Some(queue)));
    driver.send(Msg::Draw(DrawMsg::Rename));
    driver.send(Msg::Draw(DrawMsg::Type("orders".into())));
    driver.send(Msg::Draw(DrawMsg::Accept));
    driver.settle();
    assert!(driver.names().contains(&"orders".to_string()));
    assert_eq!((names(&mut driver), driver.steps()), (branches, steps));
    let texts = |driver: &Driver| -> Vec<String> {
        let list = &driver.studio.stops.list;
        list.iter().map(|stop| driver.studio.stop_text(stop)).collect()
    };
    assert_eq!(texts(&driver), ["2 or more ready in orders", "node orders"]);
    assert_eq!([0, 1].map(|stop| driver.studio.stops.count(stop)), hits);
    assert!(hits[0] > 0 && hits[1] > 0, "{hits:?}");
    driver.send(Msg::Undo);
    driver.settle();
    assert_eq!(texts(&driver), ["2 or more ready in queue-1", "node queue-1"]);
    assert_eq!([0, 1].map(|stop| driver.studio.stops.count(stop)), hits);
}

#[test]
fn how_far_a_run_goes_is_how_far_the_drawing_lets_it() {
    let mut driver = Driver::new();
    driver.send(Msg::FileRead {
        name: "long.json".into(),
        text: Ok(LONG.into()),
    });
    driver.settle();
    let most_steps = |driver: &mut Driver, text: &str| {
        let what = What::Steps;
        let of = Of::Drawing;
        driver.send(Msg::Form(FormMsg::Set(Field { of, what }, text.into())));
        driver.settle();
        driver.send(Msg::End);
        driver.steps()
    };
    driver.send(Msg::End);
    assert_eq!(driver.steps(), 9_000);
    driver.send(Msg::Seek(5));
    // What is known of a run is never lost: a shorter one stands beside it.
    assert_eq!(most_steps(&mut driver, "20"), 20);
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
    // It goes on where it ended.
    assert_eq!(most_steps(&mut driver, "30"), 30);
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(names(&mut driver), ["main"]);
    assert_eq!(most_steps(&mut driver, "9010"), 9_010);
    assert_eq!(names(&mut driver), ["main"]);
}

#[test]
fn a_node_that_has_other_messages_differs_though_it_has_as_many() {
    let mut driver = Driver::new();
    let text = r#"{"format":"warren","version":1,
        "topology":{"queues":[{"name":"q","arguments":{"x-max-length":1}}]},
        "actors":[{"id":1,"name":"p","kind":"producer","user":"guest",
            "program":["on start","  publish to \"\" key \"q\"","  publish to \"\" key \"q\""]}]}"#;
    driver.send(Msg::FileRead {
        name: "full.json".into(),
        text: Ok(text.into()),
    });
    driver.settle();
    driver.send(Msg::End);
    let field = Field {
        of: Of::Node(driver.node("q")),
        what: What::Argument(Argument::Overflow),
    };
    driver.send(Msg::Form(FormMsg::Set(field, "reject-publish".into())));
    driver.settle();
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
    driver.send(Msg::Time(TimeMsg::Compare(0)));
    let steps = driver.studio.panels().compare.clone().expect("it compares").steps;
    driver.send(Msg::Time(TimeMsg::CompareAt(steps)));
    let panel = driver.studio.panels().compare.clone().expect("it compares");
    let captions: Vec<_> = panel
        .sides
        .iter()
        .map(|side| {
            let queue = side.scene.nodes.iter().find(|node| &*node.name == "q");
            queue.expect("it is drawn").caption.clone()
        })
        .collect();
    assert_eq!(captions[0], captions[1]);
    assert!(
        panel.sides.iter().all(|side| !side.marks.is_empty()),
        "{captions:?}"
    );
}
