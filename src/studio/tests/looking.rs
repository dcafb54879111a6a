//! What a chapter may open and select, what the log shows, and how the canvas follows.

use super::*;
use crate::scene::node::NodeView;
use crate::studio::camera::Size;
use crate::studio::view::BottomTab;

#[test]
fn what_the_reader_has_closed_stays_closed() {
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        driver.send(Msg::CloseInspector);
        driver.send(Msg::ToggleBottom);
        for _ in 0..driver.steps() {
            driver.send(Msg::Step);
            driver.settle();
            let view = driver.studio.view();
            assert_eq!(
                (view.inspector, view.bottom),
                (None, None),
                "{id}, step {}",
                driver.step()
            );
        }
    }
}

#[test]
fn what_a_chapter_selects_is_let_go_when_it_ends() {
    let mut selected = 0;
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        for _ in 0..driver.steps() {
            driver.send(Msg::Step);
            driver.settle();
            let speaks = driver.studio.panels().narration.chapter.is_some();
            let holds = driver.studio.view().selection.lead().is_some();
            assert!(speaks || !holds, "{id}, step {}", driver.step());
            selected += usize::from(holds);
        }
    }
    assert!(selected > 0, "no chapter selects anything");
}

#[test]
fn what_the_reader_selects_stays_selected() {
    let mut driver = Driver::open("retry-with-delay");
    let node = driver.node("billing");
    driver.send(Msg::Select(Some(node.clone())));
    for _ in 0..driver.steps() {
        driver.send(Msg::Step);
        driver.settle();
        if driver.studio.view().selection.lead() != Some(&node) {
            let chapter = &driver.studio.panels().narration.chapter;
            assert!(chapter.is_some(), "only a chapter may select something else");
            return;
        }
    }
}

#[test]
fn the_message_panel_follows_the_step() {
    let mut driver = Driver::open("work-fair");
    driver.send(Msg::ShowInspector(InspectorTab::Message));
    let mut shown = 0;
    for _ in 0..driver.steps() {
        driver.send(Msg::Step);
        driver.settle();
        driver.send(Msg::ShowInspector(InspectorTab::Message));
        shown += usize::from(driver.studio.panels().message.message.is_some());
    }
    assert!(
        shown * 3 > driver.steps() * 2,
        "only {shown} of {}",
        driver.steps()
    );
}

#[test]
fn a_small_canvas_shows_what_acts_large_enough_to_read() {
    let small = crate::studio::camera::Size {
        width: 390,
        height: 380,
    };
    let mut driver = Driver::open("retry-with-delay");
    driver.send(Msg::CanvasSize {
        width: small.width,
        height: small.height,
    });
    let mut near = 0;
    for _ in 0..driver.steps() {
        driver.send(Msg::Step);
        driver.settle();
        let camera = driver.studio.view().camera;
        near += usize::from(camera.zoom >= 500);
        let visible = camera.visible(small).grown(2);
        for node in driver.studio.scene().nodes.iter().filter(|node| node.active) {
            assert!(
                visible.contains(node.body.middle()),
                "step {}: {}",
                driver.step(),
                node.name
            );
        }
    }
    assert!(near * 2 > driver.steps(), "near in only {near} steps");
    driver.send(Msg::ToggleFollow);
    let visible = driver.studio.view().camera.visible(small);
    assert_eq!(
        visible.union(driver.studio.scene().bounds),
        visible,
        "all is shown"
    );
}

#[test]
fn a_lesson_opens_large_enough_to_read_on_a_small_canvas() {
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        let small = Size {
            width: 390,
            height: 420,
        };
        driver.send(Msg::CanvasSize {
            width: small.width,
            height: small.height,
        });
        let camera = driver.studio.view().camera;
        assert!(camera.zoom >= 600, "{id}: {}", camera.zoom);
        let visible = camera.visible(small);
        let nodes = &driver.studio.scene().nodes;
        let seen = nodes.iter().filter(|node| visible.contains(node.body.middle()));
        assert!(seen.count() > 0, "{id}: nothing is seen");
        driver.send(Msg::Fit);
        let visible = driver.studio.view().camera.visible(small);
        let all = driver.studio.scene().bounds;
        assert_eq!(
            visible.union(all),
            visible,
            "{id}: all is shown when it is asked for"
        );
    }
}

#[test]
fn what_is_shown_whole_keeps_off_the_tools() {
    let mut driver = Driver::open("retry-with-delay");
    for (width, height) in [(1000, 440), (600, 700)] {
        driver.send(Msg::CanvasSize { width, height });
        driver.send(Msg::Fit);
        let camera = driver.studio.view().camera;
        let tools = camera.visible(Size { width, height: 38 });
        for node in &driver.studio.scene().nodes {
            assert!(
                !node.bounds.overlaps(tools),
                "{} at {width} by {height}",
                node.name
            );
        }
    }
}

#[test]
fn a_log_that_is_opened_late_has_everything() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::TogglePredict);
    driver.send(Msg::ToggleBottom);
    driver.send(Msg::ShowInspector(InspectorTab::Why));
    driver.settle();
    assert_eq!(driver.studio.panels().log.total, 0);
    driver.send(Msg::ToggleBottom);
    assert!(
        driver.cmds.contains(&Cmd::ScheduleTick),
        "there is something to read"
    );
    driver.settle();
    assert!(driver.studio.panels().log.total > 20);
}

#[test]
fn the_log_is_filtered_and_windowed() {
    let mut driver = Driver::open("retry-with-delay");
    driver.send(Msg::TogglePredict);
    driver.settle();
    driver.send(Msg::LogWindow {
        first: Some(0),
        rows: 5,
    });
    let all = driver.studio.panels().log.clone();
    assert_eq!(all.rows.len(), 5);
    driver.send(Msg::FilterLog("orders.wait".into()));
    let log = driver.studio.panels().log.clone();
    assert!(log.matching > 0 && log.matching < all.total);
    assert!(
        log.rows
            .iter()
            .all(|row| &*row.from == "orders.wait" || &*row.to == "orders.wait")
    );
    driver.send(Msg::FilterLog("no such thing".into()));
    assert!(driver.studio.panels().log.empty.is_some());
    driver.send(Msg::FilterLog("".into()));
    driver.send(Msg::ToggleLogKind(0));
    let hidden = driver.studio.panels().log.clone();
    assert_eq!(hidden.matching + hidden.kinds[0].count, hidden.total);
}

#[test]
fn a_drawing_that_came_before_the_canvas_is_fitted_once_there_is_one() {
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        let size = Size {
            width: 1100,
            height: 560,
        };
        driver.studio.canvas = size;
        driver.load(id);
        let fitted = driver.studio.view().camera;
        driver.studio.canvas = Size::default();
        driver.load(id);
        driver.send(Msg::CanvasSize {
            width: size.width,
            height: size.height,
        });
        assert_eq!(driver.studio.view().camera, fitted, "{id}");
    }
}

#[test]
fn in_a_wide_window_charts_are_read_whatever_tab_is_open() {
    let mut driver = super::time::run_to_end("retry-with-delay");
    // A question to come would hide what is to come.
    driver.send(Msg::TogglePredict);
    driver.send(Msg::ShowBottom(BottomTab::Log));
    assert!(driver.studio.panels().charts.rows.is_empty());
    driver.send(Msg::CanvasSize {
        width: 2100,
        height: 900,
    });
    driver.settle();
    let rows = &driver.studio.panels().charts.rows;
    assert!(
        rows.iter().any(|chart| chart.lines[0].points.len() > 5),
        "{rows:?}"
    );
}

#[test]
fn what_a_pocket_or_tray_has_no_room_for_is_counted_in_a_slot_of_its_own() {
    let mut counted = 0;
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        for _ in 0..driver.steps() {
            driver.send(Msg::Step);
            driver.settle();
            let scene = driver.studio.scene();
            let slots = |node: &NodeView| {
                let pocket = node
                    .slots
                    .as_ref()
                    .and_then(|slots| Some((slots.pocket?, slots.more_unacked)));
                let tray = node.tray.as_ref().map(|tray| (tray.rect, tray.more));
                [pocket, tray]
            };
            let holders = scene.nodes.iter().flat_map(|node| slots(node)).flatten();
            for (holder, more) in holders.filter(|(_, more)| *more > 0) {
                let last = crate::scene::shape::last_slot(holder);
                let hides = scene.tokens.iter().find(|token| last.contains(token.at));
                assert!(hides.is_none(), "{id}, step {}: +{more} is hidden", driver.step());
                counted += 1;
            }
        }
    }
    assert!(counted > 0, "everywhere there is room");
}
