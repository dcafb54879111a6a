//! Branches, breakpoints, what may happen next, and charts: driven by messages alone.

use super::*;
use crate::run::breakpoint::Breakpoint;
use crate::studio::panels::Offer;
use crate::studio::view::BottomTab;

/// One message every ten milliseconds that nobody reads.
pub(super) const LONG: &str = r#"{"format":"warren","version":1,"topology":{"exchanges":[],"queues":[{"name":"q","durable":true,"auto_delete":false,"arguments":{}}],"bindings":[]},"actors":[{"id":1,"name":"p","kind":"producer","user":"guest","program":["on every 10ms","  publish to \"\" key \"q\""]}],"horizon":{"steps":9000,"time_ms":1000000}}"#;

/// A producer, a queue and a consumer, run to its end.
pub(super) fn run_to_end(id: &str) -> Driver {
    let mut driver = Driver::open(id);
    driver.settle();
    driver.send(Msg::TimelineWidth(400));
    driver
}

/// Does something at a step that playing does not do there.
pub(super) fn fork(driver: &mut Driver, step: usize, node: &str, action: HandAction) {
    driver.send(Msg::Seek(step));
    let node = driver.node(node);
    driver.send(Msg::Hand(node, action));
    driver.settle();
}

pub(super) fn names(driver: &mut Driver) -> Vec<String> {
    driver.send(Msg::ShowBottom(BottomTab::Branches));
    let rows = &driver.studio.panels().branches.rows;
    rows.iter().map(|row| row.name.to_string()).collect()
}

pub(super) fn said(driver: &Driver) -> String {
    let said = driver.cmds.iter().filter_map(|cmd| match cmd {
        Cmd::Announce(said) => Some(said.as_str()),
        _ => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_lane_stands_where_its_branch_parts_whichever_is_shown() {
    let mut driver = run_to_end("simple-queue");
    fork(&mut driver, 4, "mailer", HandAction::Crash);
    driver.send(Msg::SwitchBranch(0));
    fork(&mut driver, 9, "mailer", HandAction::Crash);
    driver.send(Msg::Seek(10));
    fork(&mut driver, 10, "mailer", HandAction::Restart);
    for shown in 0..driver.studio.panels().top.branches.len() {
        driver.send(Msg::SwitchBranch(shown));
        let timeline = driver.studio.panels().timeline.clone();
        assert_eq!(
            timeline.lanes.len(),
            driver.studio.panels().top.branches.len() - 1
        );
        for lane in &timeline.lanes {
            let session = driver.studio.session.as_ref().expect("it is open");
            let history = &session.history;
            let other = &history.branches()[lane.branch];
            for step in 1..=lane.from_step {
                assert_eq!(
                    history.choices(step),
                    other_choices(session, lane.branch, step),
                    "{} from {shown}, step {step}",
                    lane.name
                );
            }
            let next = lane.from_step + 1;
            assert!(
                next > other.steps()
                    || next > history.steps()
                    || history.choices(next) != other_choices(session, lane.branch, next),
                "{} from {shown} parts later than {}",
                lane.name,
                lane.from_step
            );
            assert!(!lane.name.contains("step"), "{} names a step", lane.name);
        }
    }
}

fn other_choices(session: &Session, branch: usize, step: usize) -> Vec<crate::world::Choice> {
    let mut history = session.history.clone();
    history.switch(crate::run::BranchId(branch as u32));
    history.choices(step).to_vec()
}

#[test]
fn branches_are_named_looked_at_and_deleted() {
    let mut driver = run_to_end("simple-queue");
    assert_eq!(names(&mut driver), ["main"]);
    assert!(driver.studio.panels().branches.hint);
    fork(&mut driver, 4, "mailer", HandAction::Crash);
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
    driver.send(Msg::Time(TimeMsg::NameBranch(1, " it crashes ".into())));
    assert_eq!(names(&mut driver), ["main", "it crashes"]);
    fork(&mut driver, 6, "mailer", HandAction::Restart);
    assert_eq!(names(&mut driver), ["main", "it crashes", "branch 2"]);
    let parts = &driver.studio.panels().branches.rows[2];
    assert_eq!(&*parts.from, "from it crashes after step 6");

    // What was forked from a branch that is deleted, leaves where that had left.
    driver.send(Msg::Time(TimeMsg::DeleteBranch(1)));
    assert!(said(&driver).contains("it crashes deleted"), "{}", said(&driver));
    assert_eq!(names(&mut driver), ["main", "branch 2"]);
    let rows = &driver.studio.panels().branches.rows;
    assert_eq!(&*rows[1].from, "from main after step 4");
    assert!(rows[1].is_current && !rows[0].can_delete);

    // The one that is looked at: then the one that it left is.
    let known = driver.steps();
    driver.send(Msg::Time(TimeMsg::DeleteBranch(1)));
    assert_eq!(names(&mut driver), ["main"]);
    let toast = driver.studio.panels().toast.clone().expect("it is told");
    assert_eq!(toast.offer, Some(Offer::Undo));
    driver.send(Msg::Undo);
    assert_eq!(names(&mut driver), ["main", "branch 2"]);
    driver.settle();
    let row = &driver.studio.panels().branches.rows[1];
    assert_eq!((&*row.from, row.is_current), ("from main after step 4", true));
    assert_eq!(driver.steps(), known);
    driver.send(Msg::Redo);
    assert_eq!(names(&mut driver), ["main"]);
    driver.send(Msg::Time(TimeMsg::DeleteBranch(0)));
    assert_eq!(names(&mut driver), ["main"]);
    driver.send(Msg::End);
    assert_eq!(driver.step(), driver.steps());
    driver.send(Msg::Time(TimeMsg::NameBranch(0, "as it is".into())));
    assert_eq!(names(&mut driver), ["as it is"]);
    driver.send(Msg::Time(TimeMsg::NameBranch(0, "  ".into())));
    assert_eq!(names(&mut driver), ["main"]);
}

#[test]
fn an_edit_in_mid_run_keeps_the_old_run_once_and_undo_goes_back_to_it() {
    let mut driver = run_to_end("simple-queue");
    driver.send(Msg::Seek(8));
    let queue = driver.node("receipts");
    driver.send(Msg::Attach(queue.clone()));
    let first = said(&driver);
    assert!(first.contains("From step ") || first.contains("Done"), "{first}");
    assert_eq!(names(&mut driver), ["main", "branch 1"]);
    driver.send(Msg::Attach(queue));
    assert_eq!(
        names(&mut driver),
        ["main", "branch 1"],
        "a second edit makes no third run"
    );
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(names(&mut driver), ["main"]);
    let session = driver.studio.session.as_ref().expect("it is open");
    assert!(session.is_authored(), "the lesson's own run is back");
    driver.send(Msg::Redo);
    assert_eq!(names(&mut driver), ["main", "branch 1"]);

    // What a person does there is kept, and can be taken back by itself.
    fork(&mut driver, 5, "mailer", HandAction::Crash);
    assert_eq!(names(&mut driver).len(), 3);
    // Going back to the first run brings back its drawing, and that can be undone.
    let nodes = driver.studio.scene().nodes.len();
    driver.send(Msg::SwitchBranch(0));
    assert_eq!(driver.studio.scene().nodes.len(), nodes - 1);
    driver.send(Msg::Undo);
    assert_eq!(driver.studio.scene().nodes.len(), nodes);
}

#[test]
fn the_log_finds_rows_that_have_every_word() {
    let mut driver = run_to_end("topics");
    driver.send(Msg::TogglePredict);
    driver.send(Msg::ShowBottom(BottomTab::Log));
    driver.settle();
    let matching = |driver: &mut Driver, text: &str| {
        driver.send(Msg::FilterLog(text.into()));
        driver.studio.panels().log.matching
    };
    let (both, m1) = (matching(&mut driver, "m1 enqueued"), matching(&mut driver, "m1"));
    assert!(0 < both && both < m1, "{both} of {m1}");
    assert_eq!(matching(&mut driver, " enqueued   m1 "), both, "in any order");
    assert_eq!(matching(&mut driver, "m1 enqueued nowhere"), 0);
}

#[test]
fn the_log_does_not_answer_a_question_to_come() {
    let mut driver = run_to_end("topics");
    let session = driver.studio.session.as_ref().expect("it is open");
    let (quiz, last) = (session.course.quizzes[0].stop.after, driver.steps());
    driver.send(Msg::LogWindow {
        first: Some(0),
        rows: 400,
    });
    driver.send(Msg::Seek(quiz));
    driver.settle();
    let latest = |driver: &Driver| {
        let rows = &driver.studio.panels().log.rows;
        rows.iter().map(|row| row.step).max().unwrap_or(0)
    };
    assert!(latest(&driver) <= quiz, "{} after {quiz}", latest(&driver));
    let total = driver.studio.panels().log.total;
    driver.send(Msg::TogglePredict);
    assert!(latest(&driver) > quiz);
    assert!(driver.studio.panels().log.total > total);
    driver.send(Msg::TogglePredict);
    driver.send(Msg::Seek(last));
    assert!(latest(&driver) > quiz, "no question comes any more");
}

/// Plays until it stops by itself.
fn play_out(driver: &mut Driver) -> String {
    driver.send(Msg::ReducedMotion(true));
    driver.send(Msg::Play);
    let mut all = said(driver);
    for _ in 0..2_000 {
        if !driver.studio.view().playing {
            return all;
        }
        driver.send(Msg::Frame { elapsed_ms: 250.0 });
        all.push_str(&said(driver));
    }
    panic!("it plays for ever");
}

fn stop_at(at: Breakpoint) -> Msg {
    Msg::Time(TimeMsg::AddStop(at))
}

#[test]
fn playing_stops_at_a_breakpoint_and_says_which() {
    let mut driver = run_to_end("simple-queue");
    // Chapters would stop it, too.
    driver.send(Msg::TogglePredict);
    let message = crate::base::ids::MessageId(3);
    driver.send(stop_at(Breakpoint::Message(message)));
    driver.settle();
    let hits: Vec<usize> = driver
        .studio
        .stops
        .hits(0, 1_000)
        .iter()
        .map(|hit| hit.step as usize)
        .collect();
    assert!(!hits.is_empty());
    let tiles = driver.studio.panels().timeline.tiles.clone();
    for tile in &tiles {
        assert_eq!(
            tile.stop.is_some(),
            hits.contains(&tile.step),
            "step {}",
            tile.step
        );
    }
    for _ in 0..20 {
        let told = play_out(&mut driver);
        if driver.step() >= hits[0] {
            assert!(told.contains("Breakpoint 1: message m3"), "{told}");
            break;
        }
    }
    assert_eq!(driver.step(), hits[0]);

    // Forward and back from hit to hit.
    for &hit in &hits[1..] {
        driver.send(Msg::Time(TimeMsg::NextHit));
        assert_eq!(driver.step(), hit);
    }
    driver.send(Msg::Time(TimeMsg::NextHit));
    assert!(said(&driver).contains("after this step"), "{}", said(&driver));
    for &hit in hits.iter().rev().skip(1) {
        driver.send(Msg::Time(TimeMsg::PreviousHit));
        assert_eq!(driver.step(), hit);
        assert!(said(&driver).contains("Breakpoint 1"));
    }
    driver.send(Msg::Time(TimeMsg::PreviousHit));
    assert!(said(&driver).contains("before this step"));

    // One that is off stops nothing; one that is deleted is gone.
    driver.send(Msg::Time(TimeMsg::ToggleStop(0)));
    driver.settle();
    assert_eq!(driver.studio.stops.count(0), 0);
    driver.send(Msg::Time(TimeMsg::NextHit));
    assert!(
        said(&driver).contains("No breakpoint is set"),
        "{}",
        said(&driver)
    );
    driver.send(Msg::Time(TimeMsg::DeleteStop(0)));
    driver.send(Msg::ShowBottom(BottomTab::Stops));
    assert!(driver.studio.panels().stops.rows.is_empty());
}

#[test]
fn a_depth_is_hit_when_it_is_reached_and_not_while_it_stays() {
    let mut driver = run_to_end("simple-queue");
    driver.send(Msg::Time(TimeMsg::StopAtDepth("receipts".into(), "1".into())));
    driver.settle();
    let ready = |driver: &mut Driver, step: usize| {
        let session = driver.studio.session.as_mut().expect("it is open");
        let at = Breakpoint::Depth {
            queue: "receipts".into(),
            at_least: 1,
        };
        at.depth(session.history.world(step))
    };
    let hits: Vec<usize> = driver
        .studio
        .stops
        .hits(0, 1_000)
        .iter()
        .map(|hit| hit.step as usize)
        .collect();
    let rises: Vec<usize> = (1..=driver.steps())
        .filter(|&step| ready(&mut driver, step - 1) == 0 && ready(&mut driver, step) > 0)
        .collect();
    assert_eq!(hits, rises);
    assert!(!hits.is_empty());
    let node = driver.node("receipts");
    driver.send(Msg::Select(Some(node)));
    let of_node = driver
        .studio
        .panels()
        .node
        .stops
        .clone()
        .expect("a queue has them");
    assert_eq!(of_node.depth.expect("a queue has a depth").1.as_ref(), "1");
    driver.send(Msg::Time(TimeMsg::StopAtDepth("receipts".into(), "".into())));
    assert!(driver.studio.stops.list.is_empty());
}

#[test]
fn a_step_offers_what_it_is_about_and_runs_to_there() {
    let mut driver = run_to_end("simple-queue");
    driver.send(Msg::Time(TimeMsg::OfferStops(3)));
    let Some(Dialog::Step(of)) = driver.studio.panels().dialog.as_deref().cloned() else {
        panic!("nothing is offered");
    };
    assert!(of.is_ahead && of.offers.len() > 2, "{of:?}");
    for offer in &of.offers {
        driver.send(stop_at(offer.at.clone()));
    }
    driver.settle();
    let hits = driver.studio.stops.hits(3, 3);
    assert_eq!(hits.len(), of.offers.len(), "each is hit by its own step");
    assert!(driver.studio.panels().dialog.is_none());
    for _ in &of.offers {
        driver.send(Msg::Time(TimeMsg::DeleteStop(0)));
    }
    driver.send(Msg::TogglePredict);
    driver.send(Msg::ReducedMotion(true));
    driver.send(Msg::Seek(6));
    driver.send(Msg::Time(TimeMsg::RunTo(2)));
    assert_eq!((driver.step(), driver.studio.view().playing), (2, false));
    driver.send(Msg::Time(TimeMsg::RunTo(3)));
    assert_eq!((driver.step(), driver.studio.view().playing), (3, false));
}

#[test]
fn searching_a_long_run_never_takes_long_at_once() {
    let mut driver = Driver::new();
    driver.send(Msg::FileRead {
        name: "long.json".into(),
        text: Ok(LONG.into()),
    });
    assert!(
        driver.studio.panels().top.is_open,
        "{:?}",
        driver.studio.panels().dialog
    );
    driver.send(Msg::Time(TimeMsg::StopAtDepth("q".into(), "2000".into())));
    driver.send(Msg::Time(TimeMsg::NextHit));
    assert_eq!(driver.step(), 0, "the run is not read so far yet");
    for _ in 0..10_000 {
        driver.send(Msg::Tick);
        if driver.step() > 0 {
            break;
        }
    }
    assert_eq!(
        driver.caption("q").split(' ').next(),
        Some("2000"),
        "{}",
        driver.caption("q")
    );
    driver.send(Msg::Time(TimeMsg::PreviousHit));
    assert!(said(&driver).contains("before this step"));
}

#[test]
fn charts_show_what_queues_and_consumers_held_at_each_step() {
    let mut driver = run_to_end("retry-with-delay");
    driver.send(Msg::TogglePredict);
    driver.send(Msg::ShowBottom(BottomTab::Charts));
    driver.settle();
    driver.send(Msg::Seek(9));
    let charts = driver.studio.panels().charts.clone();
    assert_eq!(
        (charts.first, charts.now),
        (driver.studio.panels().timeline.first, 9)
    );
    assert_eq!(charts.tiles, driver.studio.panels().timeline.tiles.len());
    let depth = charts
        .rows
        .iter()
        .find(|chart| &*chart.name == "orders.wait")
        .expect("its depth");
    let work = charts
        .rows
        .iter()
        .find(|chart| &*chart.name == "orders.work")
        .expect("its depth");
    for (name, chart) in [("orders.wait", depth), ("orders.work", work)] {
        assert_eq!(chart.lines[0].points.len(), charts.tiles);
        for at in 0..charts.tiles {
            let session = driver.studio.session.as_mut().expect("it is open");
            let world = session.history.world(charts.first + at);
            let queue = crate::run::breakpoint::queue_named(world, name).expect("it is declared");
            let view = world.broker().queue(queue);
            let points = [chart.lines[0].points[at], chart.lines[1].points[at]];
            assert_eq!(
                points,
                [u64::from(view.ready), u64::from(view.unacked)],
                "{name} at {at}"
            );
        }
    }
    assert!(depth.told.contains("at step 9"), "{}", depth.told);
    // Rates, ages and what consumers hold.
    assert!(charts.rows.iter().any(|chart| chart.what.starts_with("Rate")));
    let age = charts
        .rows
        .iter()
        .find(|chart| &*chart.what == "Age of the head" && &*chart.name == "orders.wait")
        .expect("ages");
    assert_eq!(age.most, 5_000, "each waits for five seconds");
    assert!(age.lines[0].points.contains(&5_000), "{:?}", age.lines[0].points);
    let held = charts
        .rows
        .iter()
        .find(|chart| &*chart.name == "billing")
        .expect("a consumer");
    assert!(held.lines[0].points.contains(&1) && held.lines[0].points.contains(&0));
    // Of what is selected alone.
    let node = driver.node("orders.wait");
    driver.send(Msg::Select(Some(node)));
    let rows = &driver.studio.panels().charts.rows;
    assert!(
        rows.iter().all(|chart| &*chart.name == "orders.wait") && rows.len() == 3,
        "{}",
        rows.len()
    );
}

#[test]
fn charts_of_a_long_run_are_read_in_slices() {
    let mut driver = Driver::new();
    driver.send(Msg::FileRead {
        name: "long.json".into(),
        text: Ok(LONG.into()),
    });
    driver.settle();
    driver.send(Msg::ShowBottom(BottomTab::Charts));
    assert!(driver.cmds.contains(&Cmd::ScheduleTick));
    driver.send(Msg::Tick);
    let known = driver.studio.panels().charts.rows[0].lines[0].points.len();
    assert!(known > 0);
    driver.settle();
    driver.send(Msg::Seek(3_000));
    let charts = driver.studio.panels().charts.clone();
    let at = 3_000 - charts.first;
    assert_eq!(charts.rows[0].lines[0].points[at], 3_000);
    // A step more makes no more reading.
    driver.send(Msg::Step);
    assert!(!driver.cmds.contains(&Cmd::ScheduleTick));
}

#[test]
fn what_may_happen_next_is_told_and_taken() {
    let mut driver = run_to_end("work-round-robin");
    driver.send(Msg::ShowBottom(BottomTab::Next));
    driver.send(Msg::TogglePredict);
    let mut taken = false;
    for step in 0..driver.steps() {
        driver.send(Msg::Seek(step));
        let next = driver.studio.panels().choices.clone();
        assert!(next.rows[0].is_due && !next.rows[0].forks, "step {step}");
        let told = plain(&next.rows[0].told);
        let branches = driver.studio.panels().top.branches.len();
        if next.rows.len() > 1 && !taken {
            taken = true;
            let other = plain(&next.rows[1].told);
            assert!(next.rows[1].forks);
            driver.send(Msg::Time(TimeMsg::Choose(1)));
            assert_eq!(plain(&driver.studio.told(step + 1)), other);
            assert_eq!(driver.step(), step + 1);
            assert_eq!(driver.studio.panels().top.branches.len(), 2);
            driver.send(Msg::SwitchBranch(0));
            driver.send(Msg::Seek(step));
        }
        let branches = branches.max(driver.studio.panels().top.branches.len());
        driver.send(Msg::Time(TimeMsg::Choose(0)));
        assert_eq!(plain(&driver.studio.told(step + 1)), told);
        assert_eq!(
            driver.studio.panels().top.branches.len(),
            branches,
            "playing does the same"
        );
    }
    assert!(taken, "there was never a choice");
}

#[test]
fn two_branches_are_compared_under_one_playhead() {
    let mut driver = run_to_end("simple-queue");
    fork(&mut driver, 5, "mailer", HandAction::Crash);
    driver.send(Msg::Time(TimeMsg::Compare(0)));
    assert!(matches!(
        driver.studio.panels().dialog.as_deref(),
        Some(Dialog::Compare)
    ));
    let panel = driver.studio.panels().compare.clone().expect("it compares");
    let names: Vec<&str> = panel.sides.iter().map(|side| &*side.name).collect();
    assert_eq!(names, ["main", "branch 1"]);
    assert_eq!(panel.first, Some(6));
    let (at, steps) = (panel.step, panel.steps);
    let mut alone = [0, 1].map(|branch| {
        let mut alone = run_to_end("simple-queue");
        fork(&mut alone, 5, "mailer", HandAction::Crash);
        alone.send(Msg::SwitchBranch(branch));
        alone
    });
    for step in 0..=steps {
        driver.send(Msg::Time(TimeMsg::CompareAt(step)));
        let panel = driver.studio.panels().compare.clone().expect("it compares");
        assert_eq!(panel.step, step);
        for (side, alone) in panel.sides.iter().zip(&mut alone) {
            alone.send(Msg::Seek(step));
            let captions = |scene: &Scene| -> Vec<String> {
                scene.nodes.iter().map(|node| node.caption.to_string()).collect()
            };
            assert_eq!(
                captions(&side.scene),
                captions(alone.studio.scene()),
                "step {step} of {}",
                side.name
            );
        }
        let is_marked = panel.sides.iter().any(|side| !side.marks.is_empty());
        assert!(step > 5 || !is_marked, "nothing differs at step {step}");
    }
    assert_eq!(
        panel.differs.iter().position(|differs| *differs),
        Some(6 - panel.first_tile)
    );
    driver.send(Msg::Time(TimeMsg::SwapSides));
    let swapped = driver.studio.panels().compare.clone().expect("it compares");
    assert_eq!(&*swapped.sides[0].name, "branch 1");
    driver.send(Msg::Time(TimeMsg::CompareAt(at)));
    driver.send(Msg::CloseDialog);
    assert!(driver.studio.panels().compare.is_none() && driver.studio.panels().dialog.is_none());
    assert_eq!(driver.step(), at);
}
