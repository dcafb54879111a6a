//! The action list, the shortcut sheet, menus, keys, and walking over the drawing.

use super::*;
use crate::scene::geometry::Point;
use crate::studio::actions::{ALL, Action};
use crate::studio::gesture::Tool;
use crate::studio::keys::Place;
use crate::studio::menus::{MenuMsg, Pointed};
use crate::studio::panels::overlay::{ActionList, Menu, Overlay};
use crate::studio::scheme::Scheme;

fn press(driver: &mut Driver, chord: &str) {
    let msg = driver.studio.pressed(chord, Place::Canvas);
    driver.send(msg.unwrap_or_else(|| panic!("{chord} says nothing")));
}

fn list(driver: &Driver) -> &ActionList {
    match driver.studio.panels().overlay.as_deref() {
        Some(Overlay::Actions(list)) => list,
        other => panic!("no action list: {other:?}"),
    }
}

fn menu(driver: &Driver) -> &Menu {
    match driver.studio.panels().overlay.as_deref() {
        Some(Overlay::Menu(menu)) => menu,
        other => panic!("no menu: {other:?}"),
    }
}

fn said(driver: &Driver) -> Vec<&str> {
    let said = driver.cmds.iter().filter_map(|cmd| match cmd {
        Cmd::Announce(words) => Some(words.as_str()),
        _ => None,
    });
    said.collect()
}

fn selected(driver: &Driver) -> Vec<String> {
    let nodes = driver.studio.view().selection.nodes();
    nodes.iter().map(ToString::to_string).collect()
}

#[test]
fn the_action_list_finds_and_does() {
    let mut driver = Driver::open("topics");
    press(&mut driver, "Control+K");
    assert_eq!(list(&driver).rows.len(), ALL.len());
    driver.send(Msg::Menu(MenuMsg::Find("zoom OUT".into())));
    let names: Vec<&str> = list(&driver).rows.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["Zoom out"]);
    let before = driver.studio.view().camera.zoom;
    driver.send(Msg::Menu(MenuMsg::Choose(None)));
    assert!(driver.studio.view().camera.zoom < before);
    assert_eq!(driver.studio.panels().overlay, None);
}

#[test]
fn the_action_list_goes_to_nodes_and_scenarios() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::ManifestLoaded(Ok(MANIFEST.into())));
    driver.send(Msg::Menu(MenuMsg::OpenActions));
    driver.send(Msg::Menu(MenuMsg::Find("queue q3".into())));
    driver.send(Msg::Menu(MenuMsg::Choose(None)));
    assert_eq!(selected(&driver), ["queue:q3"]);
    driver.send(Msg::Menu(MenuMsg::OpenActions));
    driver.send(Msg::Menu(MenuMsg::Find("gallery delay".into())));
    assert!(!list(&driver).rows.is_empty());
    driver.send(Msg::Menu(MenuMsg::Choose(Some(0))));
    assert!(driver.cmds.iter().any(|cmd| matches!(cmd, Cmd::LoadScenario(_))));
}

#[test]
fn what_cannot_be_done_says_why_and_the_list_stays() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::Menu(MenuMsg::OpenActions));
    let undo = list(&driver).rows.iter().position(|row| &*row.name == "Undo");
    let undo = undo.expect("undo");
    assert_eq!(&*list(&driver).rows[undo].remark, "Nothing to undo");
    driver.send(Msg::Menu(MenuMsg::Choose(Some(undo))));
    assert_eq!(said(&driver), ["Nothing to undo"]);
    list(&driver);
}

#[test]
fn every_action_that_can_be_done_stands_for_a_message() {
    for id in ["topics", "work-fair"] {
        let mut driver = Driver::open(id);
        driver.send(Msg::SelectToward(Toward::Right));
        for about in ALL {
            let can = driver.studio.why_not(about.action).is_none();
            assert!(!can || driver.studio.msg_of(about.action).is_some(), "{about:?}");
        }
    }
}

#[test]
fn in_the_gallery_only_what_needs_no_drawing_can_be_done() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::OpenGallery);
    assert!(driver.studio.why_not(Action::Undo).is_some());
    assert!(
        driver.studio.why_not(Action::Save).is_none(),
        "what is open is open still"
    );
    assert!(driver.studio.why_not(Action::Open).is_none());
    assert_eq!(driver.studio.pressed("P", Place::Elsewhere), None);
    assert!(driver.studio.pressed("Control+O", Place::Elsewhere).is_some());
}

#[test]
fn keys_are_where_they_are_meant() {
    let driver = Driver::open("topics");
    let pressed = |chord, place| driver.studio.pressed(chord, place).is_some();
    assert!(!pressed("Space", Place::Button) && pressed("Space", Place::Canvas));
    assert!(!pressed("Q", Place::Field) && pressed("Q", Place::Elsewhere));
    assert!(!pressed("Control+Z", Place::Field) && pressed("Control+S", Place::Field));
    assert!(!pressed("Delete", Place::Elsewhere));
    for about in ALL {
        for chord in about.keys {
            assert!(!pressed(chord, Place::Dialog), "{chord} in a dialog");
        }
    }
}

#[test]
fn single_keys_can_be_switched_off_and_that_is_kept() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::Menu(MenuMsg::ToggleSingleKeys));
    let kept = Cmd::SavePreference {
        key: "keys",
        value: "off",
    };
    assert!(driver.cmds.contains(&kept));
    for chord in ["Q", "?", "Plus", "0", "Shift+F", "."] {
        assert_eq!(driver.studio.pressed(chord, Place::Canvas), None, "{chord}");
    }
    for chord in ["ArrowRight", "Space", "Control+K", "Enter", "Home"] {
        assert!(driver.studio.pressed(chord, Place::Canvas).is_some(), "{chord}");
    }
    let mut again = Studio::new();
    again.update(
        Msg::Begin(Begin {
            keys: Some("off".into()),
            scheme: Some("design".into()),
            ..Begin::default()
        }),
        &mut Vec::new(),
    );
    assert!(!again.view().single_keys);
    assert_eq!(again.view().scheme, Scheme::Design);
}

#[test]
fn a_menu_is_about_what_was_pointed_at() {
    let mut driver = Driver::open("topics");
    let queue = driver.node("q1");
    driver.send(Msg::Menu(MenuMsg::OpenAt(Pointed::Node(queue), Point::new(5, 6))));
    assert_eq!(selected(&driver), ["queue:q1"]);
    assert_eq!(&*menu(&driver).title, "Queue q1");
    let last = menu(&driver).parts.last().expect("parts");
    assert_eq!(last.rows[0].action, Action::Delete);
    driver.send(Msg::Menu(MenuMsg::OpenAt(Pointed::Ground, Point::new(70, 80))));
    assert!(selected(&driver).is_empty());
    driver.send(Msg::Menu(MenuMsg::Do(Action::Place(Tool::Queue))));
    assert_eq!(driver.studio.panels().overlay, None);
    let placed = driver
        .studio
        .view()
        .selection
        .lead()
        .cloned()
        .expect("one was placed");
    let nodes = &driver.studio.scene().nodes;
    let placed = nodes.iter().find(|node| node.id == placed).expect("it is seen");
    assert!(placed.body.contains(Point::new(70, 80)), "{:?}", placed.body);
}

#[test]
fn by_hand_a_menu_offers_what_the_actor_does() {
    let mut driver = Driver::open("work-fair");
    driver.send(Msg::Select(Some(driver.node("slow"))));
    driver.send(Msg::Menu(MenuMsg::OpenAtSelection));
    let rows = menu(&driver).parts.iter().flat_map(|part| &part.rows);
    let crash = rows
        .clone()
        .any(|row| row.action == Action::Hand(HandAction::Crash));
    assert!(crash && rows.filter(|row| row.is_danger).count() >= 2);
}

#[test]
fn arrows_lead_back_and_along_edges_and_are_told() {
    let mut driver = Driver::open("retry-with-delay");
    // With nothing chosen left and right step; down and up choose the first node.
    press(&mut driver, "ArrowRight");
    assert_eq!((driver.step(), selected(&driver).len()), (1, 0));
    press(&mut driver, "ArrowLeft");
    assert_eq!((driver.step(), selected(&driver).len()), (0, 0));
    press(&mut driver, "ArrowDown");
    let first = selected(&driver);
    assert_eq!(said(&driver).len(), 1);
    press(&mut driver, "Control+ArrowRight");
    assert_eq!(selected(&driver), ["exchange:orders"]);
    press(&mut driver, "Control+ArrowRight");
    assert_eq!(selected(&driver), ["queue:orders.work"]);
    press(&mut driver, "ArrowDown");
    let below = selected(&driver);
    press(&mut driver, "ArrowUp");
    assert_eq!(selected(&driver), ["queue:orders.work"], "{below:?} leads back");
    press(&mut driver, "Control+ArrowLeft");
    press(&mut driver, "Control+ArrowLeft");
    assert_eq!(selected(&driver), first);
}

#[test]
fn shift_and_arrows_choose_more_and_let_go_again() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::Select(Some(driver.node("topics"))));
    press(&mut driver, "Shift+ArrowRight");
    assert_eq!(selected(&driver).len(), 2);
    assert_eq!(said(&driver), ["2 selected"]);
    press(&mut driver, "Shift+ArrowLeft");
    assert_eq!(selected(&driver), ["exchange:topics"]);
}

#[test]
fn what_is_walked_to_is_in_sight() {
    let mut driver = Driver::open("retry-with-delay");
    for _ in 0..12 {
        driver.send(Msg::Zoom {
            notches: 1,
            around: None,
        });
    }
    press(&mut driver, "ArrowDown");
    for _ in 0..6 {
        press(&mut driver, "Control+ArrowRight");
        let lead = driver.studio.view().selection.lead().cloned();
        let nodes = &driver.studio.scene().nodes;
        let node = nodes
            .iter()
            .find(|node| Some(&node.id) == lead.as_ref())
            .expect("chosen");
        let size = crate::studio::camera::Size {
            width: 1000,
            height: 500,
        };
        let visible = driver.studio.view().camera.visible(size);
        assert!(visible.contains(node.body.middle()), "{}", node.name);
    }
}

#[test]
fn zooming_to_what_is_chosen_fills_the_canvas_with_it() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::Select(Some(driver.node("q2"))));
    let before = driver.studio.view().camera;
    press(&mut driver, "2");
    assert!(driver.studio.view().camera.zoom > before.zoom);
    press(&mut driver, "1");
    assert_eq!(driver.studio.view().camera.zoom, 1000);
    press(&mut driver, "0");
    assert_eq!(driver.studio.view().camera, before);
}

#[test]
fn the_player_has_no_menus_of_ours() {
    let mut driver = Driver::new();
    driver.send(Msg::Begin(Begin {
        player: true,
        ..Begin::default()
    }));
    driver.send(Msg::Menu(MenuMsg::OpenActions));
    assert_eq!(driver.studio.panels().overlay, None);
}

#[test]
fn a_breakpoint_is_set_and_taken_away_by_the_menu_of_a_node() {
    let mut driver = Driver::open("topics");
    let stop = |driver: &mut Driver, node: Node| {
        driver.send(Msg::Menu(MenuMsg::OpenAt(Pointed::Node(node), Point::default())));
        let rows = menu(driver).parts.iter().flat_map(|part| &part.rows);
        let found = rows.into_iter().find(|row| row.action == Action::StopHere);
        found.map(|row| (row.is_on, row.why_not.to_string()))
    };
    let queue = driver.node("q1");
    assert_eq!(
        stop(&mut driver, queue.clone()),
        Some((Some(false), String::new()))
    );
    driver.send(Msg::Menu(MenuMsg::Do(Action::StopHere)));
    assert_eq!(driver.studio.panels().overlay, None);
    assert_eq!(
        stop(&mut driver, queue.clone()),
        Some((Some(true), String::new()))
    );
    driver.send(Msg::Menu(MenuMsg::Do(Action::StopHere)));
    assert_eq!(stop(&mut driver, queue), Some((Some(false), String::new())));
    let exchange = driver.node("topics");
    assert!(stop(&mut driver, exchange).is_some());
    assert_eq!(stop(&mut driver, Node::Note("1".into())), None);
}

#[test]
fn in_a_page_of_others_keys_that_do_nothing_are_the_pages() {
    let mut driver = Driver::open("topics");
    driver.studio.view.page = Page::Player;
    driver.send(Msg::Select(None));
    let pressed = |driver: &Driver, chord| driver.studio.pressed(chord, Place::Canvas).is_some();
    for chord in ["Space", ".", "Home", "End", "PageDown", "0", "Plus", "ArrowRight"] {
        assert!(pressed(&driver, chord), "{chord} does something");
    }
    for chord in [
        "Alt+ArrowLeft",
        "Alt+Shift+ArrowLeft",
        "Control+ArrowRight",
        "Shift+F10",
        "ContextMenu",
        "Enter",
        "Delete",
        "P",
        "M",
        "G",
        "K",
        "O",
        "Control+K",
        "Escape",
    ] {
        assert!(!pressed(&driver, chord), "{chord} is the page's");
    }
    let queue = driver.studio.scene().nodes[1].id.clone();
    driver.send(Msg::Select(Some(queue)));
    assert!(pressed(&driver, "Escape"), "what is chosen is let go");
}
