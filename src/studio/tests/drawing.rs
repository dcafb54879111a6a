//! Drawing by messages: placing, marking with a frame, moving, and undoing all of it.

use super::time::LONG;
use super::*;
use crate::scene::geometry::Point;
use crate::studio::gesture::{Grip, Tool};

impl Driver {
    pub(super) fn empty() -> Self {
        let mut driver = Driver::new();
        driver.send(Msg::New);
        assert!(driver.studio.scene().nodes.is_empty());
        driver
    }

    pub(super) fn click(&mut self, on: Grip, x: i32, y: i32, more: bool) {
        let at = Point::new(x, y);
        self.send(Msg::PointAt(at));
        self.send(Msg::Click { on, at, more });
    }

    /// Takes a tool and puts one down.
    pub(super) fn put(&mut self, tool: Tool, x: i32, y: i32) {
        self.send(Msg::Take(Some(tool)));
        self.click(Grip::Ground, x, y, false);
    }

    pub(super) fn drag(&mut self, on: Grip, from: (i32, i32), to: (i32, i32), more: bool) {
        let at = Point::new(from.0, from.1);
        self.send(Msg::Grab { on, at, more });
        self.send(Msg::PointAt(Point::new((from.0 + to.0) / 2, to.1)));
        self.send(Msg::PutDown(Point::new(to.0, to.1)));
    }

    pub(super) fn names(&self) -> Vec<String> {
        let nodes = self.studio.scene().nodes.iter();
        nodes.map(|node| node.name.to_string()).collect()
    }

    pub(super) fn selected(&self) -> Vec<String> {
        let nodes = self.studio.scene().nodes.iter();
        nodes
            .filter(|node| node.selected)
            .map(|node| node.name.to_string())
            .collect()
    }

    pub(super) fn middle(&self, name: &str) -> Point {
        let node = self.studio.scene().nodes.iter().find(|node| &*node.name == name);
        node.unwrap_or_else(|| panic!("no node {name}")).body.middle()
    }

    pub(super) fn announced(&self) -> Option<&str> {
        self.cmds.iter().rev().find_map(|cmd| match cmd {
            Cmd::Announce(words) => Some(words.as_str()),
            _ => None,
        })
    }
}

#[test]
fn what_is_placed_stands_under_the_pointer_and_is_told_and_chosen() {
    let mut driver = Driver::empty();
    driver.put(Tool::Queue, 300, 200);
    assert_eq!(driver.announced(), Some("Queue queue-1 placed"));
    assert_eq!(driver.middle("queue-1"), Point::new(300, 200));
    assert_eq!(driver.selected(), ["queue-1"]);
    assert!(driver.studio.gesture().is_idle());
    assert!(
        driver
            .studio
            .panels()
            .toast
            .as_ref()
            .is_some_and(|toast| toast.offer == Some(panels::Offer::Undo))
    );
}

#[test]
fn the_ghost_is_what_will_be_placed() {
    let mut driver = Driver::empty();
    driver.send(Msg::Take(Some(Tool::Exchange)));
    assert!(
        driver.studio.sketch().ghost.is_none(),
        "the pointer is not there yet"
    );
    driver.send(Msg::PointAt(Point::new(203, 96)));
    let (ghost, at) = driver.studio.sketch().ghost.clone().expect("a ghost");
    driver.click(Grip::Ground, 203, 96, false);
    let placed = driver.studio.scene().nodes[0].clone();
    assert_eq!((&placed.name, &placed.type_name), (&ghost.name, &ghost.type_name));
    assert_eq!((placed.at, placed.body), (at, ghost.body.moved(at)));
    assert!(driver.studio.sketch().ghost.is_none());
}

#[test]
fn the_key_of_the_exchange_goes_through_its_kinds() {
    let mut driver = Driver::empty();
    let mut kinds = Vec::new();
    for _ in 0..5 {
        driver.send(Msg::Take(Some(Tool::Exchange)));
        kinds.extend(driver.studio.panels().hint.exchange.map(|kind| kind.word()));
    }
    assert_eq!(kinds, ["topic", "direct", "fanout", "headers", "topic"]);
}

#[test]
fn shift_places_several_and_escape_ends_it() {
    let mut driver = Driver::empty();
    driver.send(Msg::Take(Some(Tool::Queue)));
    driver.click(Grip::Ground, 100, 100, true);
    driver.click(Grip::Ground, 100, 300, true);
    assert_eq!(driver.names(), ["queue-1", "queue-2"]);
    driver.send(Msg::Escape);
    assert!(driver.studio.gesture().is_idle() && driver.studio.panels().hint.rows.is_empty());
    driver.click(Grip::Ground, 100, 500, false);
    assert_eq!(driver.names().len(), 2);
    assert!(driver.selected().is_empty());
}

#[test]
fn letters_place_on_free_ground_in_the_order_of_flow() {
    let mut driver = Driver::empty();
    for tool in [
        Tool::Producer,
        Tool::Exchange,
        Tool::Queue,
        Tool::Queue,
        Tool::Consumer,
    ] {
        driver.send(Msg::Place(tool, None));
    }
    let nodes = &driver.studio.scene().nodes;
    for (at, one) in nodes.iter().enumerate() {
        assert!(
            nodes[at + 1..].iter().all(|other| !one.body.overlaps(other.body)),
            "{}",
            one.name
        );
    }
    let x = |name: &str| driver.middle(name).x;
    assert!(x("producer-1") < x("exchange-1"));
    assert!(x("exchange-1") < x("queue-1") && x("queue-1") == x("queue-2"));
    assert!(x("queue-2") < x("consumer-1"));
}

#[test]
fn every_placing_is_undone_one_by_one_to_the_empty_drawing() {
    let mut driver = Driver::empty();
    for (at, tool) in Tool::ALL.into_iter().enumerate() {
        driver.put(tool, 100 + 200 * at as i32, 200);
    }
    assert_eq!(driver.names().len(), Tool::ALL.len());
    for left in (0..Tool::ALL.len()).rev() {
        driver.send(Msg::Undo);
        assert_eq!(driver.names().len(), left);
    }
    assert!(driver.studio.panels().top.undo.is_none());
    driver.send(Msg::Redo);
    assert_eq!(driver.names(), ["producer-1"]);
}

#[test]
fn a_frame_chooses_what_it_touches_beside_what_was_chosen() {
    let mut driver = Driver::empty();
    for (x, y) in [(100, 100), (400, 100), (100, 400)] {
        driver.put(Tool::Queue, x, y);
    }
    assert_eq!(driver.selected(), ["queue-3"]);
    driver.drag(Grip::Ground, (90, 60), (420, 130), true);
    assert_eq!(driver.selected(), ["queue-1", "queue-2", "queue-3"]);
    assert_eq!(driver.announced(), Some("3 selected"));
    driver.send(Msg::Escape);
    assert!(driver.selected().is_empty());
    let at = Point::new(90, 60);
    driver.send(Msg::Grab {
        on: Grip::Ground,
        at,
        more: true,
    });
    driver.send(Msg::PointAt(Point::new(120, 110)));
    assert_eq!(driver.selected(), ["queue-1"]);
    driver.send(Msg::Escape);
    assert!(driver.selected().is_empty(), "what was chosen before");
    driver.send(Msg::SelectAll);
    assert_eq!(driver.selected().len(), 3);
}

#[test]
fn what_is_chosen_moves_together_as_one_edit() {
    let mut driver = Driver::empty();
    for (x, y) in [(100, 100), (400, 100), (100, 400)] {
        driver.put(Tool::Queue, x, y);
    }
    let first = driver.node("queue-1");
    driver.click(Grip::Node(first.clone()), 100, 100, false);
    driver.click(Grip::Node(driver.node("queue-2")), 400, 100, true);
    driver.send(Msg::Grab {
        on: Grip::Node(first),
        at: Point::new(100, 100),
        more: false,
    });
    let before = driver.studio.scene().clone();
    driver.send(Msg::PointAt(Point::new(131, 153)));
    let carried = driver
        .studio
        .sketch()
        .carried
        .clone()
        .expect("something is carried");
    assert_eq!((carried.nodes.len(), carried.by), (2, Point::new(30, 50)));
    assert!(
        Rc::ptr_eq(&before, driver.studio.scene()),
        "nothing is painted again"
    );
    driver.send(Msg::PutDown(Point::new(131, 153)));
    assert_eq!(driver.middle("queue-1"), Point::new(130, 150));
    assert_eq!(driver.middle("queue-2"), Point::new(430, 150));
    assert_eq!(driver.middle("queue-3"), Point::new(100, 400));
    driver.send(Msg::Undo);
    assert_eq!(driver.middle("queue-1"), Point::new(100, 100));
    assert_eq!(driver.middle("queue-2"), Point::new(400, 100));
}

#[test]
fn keys_move_what_is_chosen() {
    let mut driver = Driver::empty();
    driver.put(Tool::Queue, 100, 100);
    driver.send(Msg::Nudge {
        toward: Toward::Right,
        far: false,
    });
    driver.send(Msg::Nudge {
        toward: Toward::Up,
        far: true,
    });
    assert_eq!(driver.middle("queue-1"), Point::new(110, 50));
}

#[test]
fn other_peoples_pages_cannot_be_drawn_on() {
    let mut driver = Driver::new();
    driver.send(Msg::Begin(Begin {
        player: true,
        ..Begin::default()
    }));
    driver.load("topics");
    let nodes = driver.names();
    driver.send(Msg::Take(Some(Tool::Queue)));
    driver.send(Msg::Place(Tool::Queue, None));
    let on = Grip::Node(driver.node("q1"));
    driver.send(Msg::Grab {
        on,
        at: Point::default(),
        more: false,
    });
    assert!(driver.studio.gesture().is_idle());
    assert_eq!(driver.names(), nodes);
}

/// A producer, a topic exchange, two queues and two consumers, from left to right.
fn parts() -> Driver {
    let mut driver = Driver::empty();
    driver.put(Tool::Producer, 100, 200);
    driver.put(Tool::Exchange, 300, 200);
    for y in [100, 300] {
        driver.put(Tool::Queue, 600, y);
        driver.put(Tool::Consumer, 900, y);
    }
    driver
}

impl Driver {
    /// Connects by two clicks.
    pub(super) fn connect(&mut self, from: &str, to: &str) {
        let (node, at) = (self.node(from), self.middle(from));
        self.click(Grip::Node(node), at.x, at.y, false);
        self.click(Grip::Port(self.node(from)), at.x, at.y, false);
        let (node, at) = (self.node(to), self.middle(to));
        self.click(Grip::Node(node), at.x, at.y, false);
    }
}

#[test]
fn what_is_drawn_runs_and_all_of_it_is_undone() {
    let mut driver = parts();
    for (from, to) in [
        ("exchange-1", "queue-1"),
        ("exchange-1", "queue-2"),
        ("queue-1", "consumer-1"),
        ("queue-2", "consumer-2"),
        ("producer-1", "exchange-1"),
    ] {
        driver.connect(from, to);
        assert!(
            driver.studio.gesture().is_idle(),
            "{from} to {to}: {:?}",
            driver.announced()
        );
    }
    assert_eq!(driver.studio.scene().edges.len(), 5);
    driver.settle();
    driver.send(Msg::End);
    driver.settle();
    let kinds = &driver.studio.panels().log.kinds;
    let acked = kinds
        .iter()
        .find(|chip| &*chip.text == "Acked")
        .map_or(0, |chip| chip.count);
    assert!(acked > 1, "messages reach both consumers");
    for _ in 0..11 {
        driver.send(Msg::Undo);
    }
    assert!(driver.names().is_empty() && driver.studio.panels().top.undo.is_none());
}

#[test]
fn an_edge_is_dragged_from_a_port_and_snaps_to_what_is_legal() {
    let mut driver = parts();
    let node = driver.node("exchange-1");
    driver.click(Grip::Node(node), 300, 200, false);
    driver.send(Msg::Grab {
        on: Grip::Port(driver.node("exchange-1")),
        at: Point::new(340, 200),
        more: false,
    });
    assert!(driver.studio.gesture().is_drag());
    driver.send(Msg::PointAt(Point::new(600, 128)));
    let sketch = driver.studio.sketch().clone();
    assert_eq!(sketch.goals.iter().filter(|goal| goal.is_aim).count(), 1);
    assert_eq!(
        (sketch.goals.len(), sketch.dimmed.len()),
        (2, 3),
        "queues, but no actors"
    );
    assert!(sketch.line.is_some() && sketch.refused.is_none());
    driver.send(Msg::PutDown(Point::new(600, 128)));
    assert_eq!(driver.studio.scene().edges.len(), 1);
    assert_eq!(driver.announced(), Some("queue-1 is bound to exchange-1"));
}

#[test]
fn what_is_not_legal_says_why_and_changes_nothing() {
    let mut driver = parts();
    let undo = driver.studio.panels().top.undo.clone();
    let node = driver.node("producer-1");
    driver.click(Grip::Node(node), 100, 200, false);
    driver.send(Msg::Connect);
    driver.send(Msg::PointAt(Point::new(900, 100)));
    let tip = driver.studio.sketch().tip.clone().expect("a reason");
    let why = crate::text::plain(&tip.words);
    assert!(
        matches!(&tip.words[0], crate::text::Piece::Strong(reason) if reason.contains("publish to exchanges")),
        "{why}"
    );
    driver.click(Grip::Ground, 900, 100, false);
    assert_eq!(driver.announced(), Some(&*why));
    assert!(!driver.studio.gesture().is_idle(), "another one can be chosen");
    let shown = driver
        .studio
        .sketch()
        .tip
        .clone()
        .expect("it is shown where a finger came down");
    assert_eq!(crate::text::plain(&shown.words), why);
    driver.send(Msg::Escape);
    assert!(driver.studio.gesture().is_idle() && driver.studio.sketch().goals.is_empty());
    assert_eq!(driver.studio.panels().top.undo, undo);
}

#[test]
fn keys_reach_the_same_targets_as_the_pointer() {
    let mut driver = parts();
    let node = driver.node("exchange-1");
    driver.click(Grip::Node(node), 300, 200, false);
    driver.send(Msg::Connect);
    driver.send(Msg::SelectToward(Toward::Right));
    assert!(
        driver
            .announced()
            .is_some_and(|words| words.contains(" of 2: Queue queue-"))
    );
    driver.send(Msg::Number(2));
    assert_eq!(
        driver.announced(),
        Some("2 of 2: Queue queue-2. queue-2 is bound to exchange-1")
    );
    driver.send(Msg::SelectToward(Toward::Up));
    assert_eq!(
        driver.announced(),
        Some("1 of 2: Queue queue-1. queue-1 is bound to exchange-1")
    );
    driver.send(Msg::Enter);
    assert_eq!(driver.announced(), Some("queue-1 is bound to exchange-1"));
    assert_eq!(driver.selected(), ["exchange-1"]);
}

#[test]
fn what_is_chosen_is_deleted_with_its_connections_and_comes_back() {
    let mut driver = parts();
    driver.connect("exchange-1", "queue-1");
    let (first, second) = (driver.node("queue-1"), driver.node("queue-2"));
    driver.click(Grip::Node(first), 600, 100, false);
    driver.click(Grip::Node(second), 600, 300, true);
    driver.send(Msg::Delete);
    assert_eq!(driver.announced(), Some("2 nodes deleted"));
    assert_eq!((driver.names().len(), driver.studio.scene().edges.len()), (4, 0));
    driver.send(Msg::Undo);
    assert_eq!((driver.names().len(), driver.studio.scene().edges.len()), (6, 1));
}

#[test]
fn what_is_dragged_stays_under_the_pointer_while_a_run_is_to_be_computed() {
    let mut driver = Driver::new();
    driver.send(Msg::FileRead {
        name: "long.json".into(),
        text: Ok(LONG.into()),
    });
    assert!(driver.cmds.contains(&Cmd::ScheduleTick));
    driver.send(Msg::Play);
    assert!(driver.studio.view().playing);
    let (at, more) = (driver.middle("q"), false);
    let on = Grip::Node(driver.node("q"));
    driver.send(Msg::Grab { on, at, more });
    assert!(driver.studio.gesture().is_drag());
    assert!(!driver.studio.view().playing);
    let nodes = driver.studio.scene().nodes.clone();
    for step in 1..20 {
        driver.send(Msg::PointAt(at.moved(step, step)));
        driver.send(Msg::Tick);
        assert!(!driver.cmds.contains(&Cmd::ScheduleTick));
    }
    for (before, after) in nodes.iter().zip(&driver.studio.scene().nodes) {
        assert_eq!(before.at, after.at);
    }
    driver.send(Msg::PutDown(at.moved(20, 20)));
    assert!(driver.cmds.contains(&Cmd::ScheduleTick));
    driver.settle();
    assert!(driver.steps() > 1_000);
}

#[test]
fn what_is_placed_by_keys_stands_in_one_row() {
    let mut driver = Driver::empty();
    driver.send(Msg::Place(Tool::Producer, None));
    // With something in the drawing its story is told below it.
    let (width, height) = (1000, 420);
    driver.send(Msg::CanvasSize { width, height });
    driver.send(Msg::Place(Tool::Exchange, None));
    driver.send(Msg::Place(Tool::Queue, None));
    let row = ["producer-1", "exchange-1", "queue-1"].map(|name| driver.middle(name));
    assert_eq!([row[1].y, row[2].y], [row[0].y; 2]);
    assert!(row[0].x < row[1].x && row[1].x < row[2].x, "{row:?}");
}
