//! Editing by messages: renaming, edges, what can be added, copies, order, and what hangs loose.

use super::*;
use crate::scene::geometry::Point;
use crate::studio::arranging::Arrangement;
use crate::studio::draw::DrawMsg;
use crate::studio::gesture::{Gesture, Grip, Side, Tool};
use crate::studio::panels::popover::{Offers, Popover, Renaming};
use crate::text::plain;

impl Driver {
    fn draw(&mut self, msg: DrawMsg) {
        self.send(Msg::Draw(msg));
    }

    /// Chooses a node by a click.
    fn choose(&mut self, name: &str) {
        let (on, at) = (Grip::Node(self.node(name)), self.middle(name));
        self.click(on, at.x, at.y, false);
    }

    /// Chooses the edge between two nodes by a click in its middle.
    fn choose_edge(&mut self, from: &str, to: &str) {
        let (from, to) = (self.node(from), self.node(to));
        let edges = &self.studio.scene().edges;
        let edge = edges
            .iter()
            .find(|edge| (&edge.id.from, &edge.id.to) == (&from, &to));
        let (x, y) = edge.expect("an edge").path.track().at(0.5);
        self.click(Grip::Ground, x as i32, y as i32, false);
        let chosen = self.studio.view().selection.edge().expect("it is chosen");
        assert_eq!((&chosen.from, &chosen.to), (&from, &to));
    }

    fn renaming(&self) -> Renaming {
        match self.studio.panels().popover.as_deref() {
            Some(Popover::Rename(renaming)) => renaming.clone(),
            other => panic!("no field is open: {other:?}"),
        }
    }

    fn offers(&self) -> Offers {
        match self.studio.panels().popover.as_deref() {
            Some(Popover::Add(offers)) => offers.clone(),
            other => panic!("no list is open: {other:?}"),
        }
    }

    fn rows(&self) -> Vec<String> {
        let offers = self.offers();
        let rows = offers.groups.iter().flat_map(|group| &group.rows);
        rows.map(|row| format!("{} {}", row.name, row.more).trim().to_string())
            .collect()
    }

    fn edge_names(&self) -> Vec<String> {
        let edges = self.studio.scene().edges.iter();
        edges
            .map(|edge| self.studio.name_of_edge(&edge.id).to_string())
            .collect()
    }

    fn undo_name(&self) -> String {
        let undo = self.studio.panels().top.undo.clone();
        undo.map_or(String::new(), |undo| undo.to_string())
    }
}

/// A producer, an exchange, a queue and a consumer in a row, connected.
fn row() -> Driver {
    let mut driver = Driver::empty();
    driver.put(Tool::Producer, 100, 200);
    driver.put(Tool::Exchange, 300, 200);
    driver.put(Tool::Queue, 600, 200);
    driver.put(Tool::Consumer, 900, 200);
    driver.connect("exchange-1", "queue-1");
    driver.connect("queue-1", "consumer-1");
    driver.connect("producer-1", "exchange-1");
    driver
}

#[test]
fn c_connects_where_an_edge_can_begin_and_else_places() {
    let mut driver = Driver::empty();
    driver.draw(DrawMsg::Letter(Tool::Consumer, Some(Point::new(900, 200))));
    assert_eq!(driver.names(), ["consumer-1"]);
    driver.send(Msg::Escape);
    driver.draw(DrawMsg::Letter(Tool::Queue, Some(Point::new(600, 200))));
    driver.draw(DrawMsg::Letter(Tool::Consumer, None));
    assert!(
        matches!(driver.studio.gesture(), Gesture::Connecting { .. }),
        "the queue is chosen, and a consumer is there"
    );
    driver.send(Msg::Enter);
    driver.send(Msg::SelectToward(Toward::Right));
    driver.send(Msg::Enter);
    assert_eq!(driver.edge_names(), ["Consuming from queue-1 by consumer-1"]);
}

#[test]
fn a_letter_while_connecting_makes_a_new_one_bound_at_once() {
    let mut driver = row();
    driver.choose("exchange-1");
    driver.send(Msg::Connect);
    driver.draw(DrawMsg::Letter(Tool::Queue, None));
    assert_eq!(
        driver.undo_name(),
        "Queue queue-2 placed and connected with Exchange exchange-1"
    );
    assert!(
        driver
            .edge_names()
            .contains(&"Binding from exchange-1 to queue-2".into())
    );
    assert_eq!(driver.selected(), ["queue-2"]);
    // No edge leads from an exchange to a consumer: nothing is made, the reason is told, and it goes on.
    driver.choose("exchange-1");
    driver.send(Msg::Connect);
    let before = driver.names();
    driver.draw(DrawMsg::Letter(Tool::Consumer, None));
    assert_eq!(driver.names(), before);
    assert!(
        driver
            .announced()
            .is_some_and(|words| words.starts_with("Exchanges lead to queues"))
    );
    // A producer leads to the exchange.
    driver.draw(DrawMsg::Letter(Tool::Producer, None));
    assert!(
        driver
            .edge_names()
            .contains(&"Publishing from producer-2 to exchange-1".into())
    );
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(driver.names().len(), 4);
}

#[test]
fn a_new_name_is_tried_as_it_is_typed_and_carries_what_names_it() {
    let mut driver = row();
    driver.choose("queue-1");
    driver.draw(DrawMsg::Rename);
    let open = driver.renaming();
    assert_eq!((&*open.name, open.refused.is_none()), ("queue-1", true));
    assert_eq!(
        open.follows.iter().map(|row| &**row).collect::<Vec<_>>(),
        ["1 binding", "1 subscription", "1 line of programs"]
    );
    for (bad, word) in [
        ("", "needed"),
        ("amq.mine", "reserved prefix"),
        ("exchange-1", ""),
    ] {
        driver.draw(DrawMsg::Type(bad.into()));
        let refused = driver.renaming().refused.map(|words| plain(&words));
        match word {
            "" => assert_eq!(refused, None, "an exchange may have the same name"),
            word => assert!(refused.is_some_and(|words| words.contains(word)), "{bad}"),
        }
    }
    driver.draw(DrawMsg::Type("orders.work".into()));
    driver.draw(DrawMsg::Accept);
    assert!(driver.studio.panels().popover.is_none());
    assert_eq!(driver.selected(), ["orders.work"]);
    assert_eq!(driver.studio.scene().edges.len(), 3);
    assert_eq!(driver.undo_name(), "queue-1 renamed to orders.work");
    driver.send(Msg::Undo);
    assert!(driver.names().contains(&"queue-1".to_string()));
}

#[test]
fn a_bad_name_leaves_the_field_open_and_escape_the_old_name() {
    let mut driver = row();
    driver.put(Tool::Queue, 600, 400);
    driver.draw(DrawMsg::Rename);
    driver.draw(DrawMsg::Type("queue-1".into()));
    driver.draw(DrawMsg::Accept);
    assert!(driver.renaming().refused.is_some());
    assert!(
        driver
            .announced()
            .is_some_and(|words| words.contains("taken in virtual host"))
    );
    driver.send(Msg::Escape);
    assert!(driver.studio.panels().popover.is_none());
    assert!(driver.names().contains(&"queue-2".to_string()));
    // The same name is no edit, and a click beside the field takes what was typed.
    driver.draw(DrawMsg::Rename);
    driver.draw(DrawMsg::Accept);
    assert_eq!(driver.undo_name(), "Queue queue-2 placed");
    driver.draw(DrawMsg::Rename);
    driver.draw(DrawMsg::Type("second".into()));
    driver.click(Grip::Ground, 0, 0, false);
    assert!(driver.names().contains(&"second".to_string()));
}

#[test]
fn an_edge_is_chosen_by_its_way_and_deleted() {
    let mut driver = row();
    driver.choose_edge("exchange-1", "queue-1");
    assert!(driver.selected().is_empty());
    driver.send(Msg::Delete);
    assert_eq!(driver.undo_name(), "Binding from exchange-1 to queue-1 deleted");
    assert_eq!((driver.studio.scene().edges.len(), driver.names().len()), (2, 4));
    assert!(driver.studio.view().selection.edge().is_none());
    driver.send(Msg::Undo);
    assert_eq!(driver.studio.scene().edges.len(), 3);
}

#[test]
fn an_end_of_an_edge_is_moved_by_its_handle_and_by_keys() {
    let mut driver = row();
    driver.put(Tool::Queue, 600, 400);
    driver.choose_edge("exchange-1", "queue-1");
    let at = driver.middle("queue-1");
    driver.drag(Grip::Handle(Side::End), (at.x - 60, at.y), (600, 400), false);
    assert_eq!(
        driver.undo_name(),
        "Reconnected: Binding from exchange-1 to queue-2"
    );
    assert!(driver.studio.view().selection.edge().is_some(), "it stays chosen");
    // By keys: E goes through the edges of what is chosen.
    driver.choose("queue-1");
    driver.draw(DrawMsg::NextEdge);
    assert_eq!(driver.announced(), Some("Consuming from queue-1 by consumer-1"));
    driver.draw(DrawMsg::Reconnect(Side::Start));
    assert!(
        driver
            .studio
            .panels()
            .hint
            .title
            .contains("Consuming from queue-1")
    );
    driver.send(Msg::Number(1));
    driver.send(Msg::Enter);
    assert!(
        driver
            .edge_names()
            .contains(&"Consuming from queue-2 by consumer-1".into())
    );
}

#[test]
fn an_edge_dropped_on_empty_ground_offers_what_fits() {
    let mut driver = row();
    let on = Grip::Port(driver.node("exchange-1"));
    driver.drag(on, (340, 200), (600, 450), false);
    assert_eq!(
        driver.rows(),
        [
            "Queue",
            "Exchange topic",
            "Exchange direct",
            "Exchange fanout",
            "Exchange headers",
            "queue-1 Queue"
        ]
    );
    assert!(driver.studio.sketch().line.is_some(), "the edge waits");
    driver.draw(DrawMsg::Type("fan".into()));
    assert_eq!(driver.rows(), ["Exchange fanout"]);
    driver.draw(DrawMsg::Accept);
    assert_eq!(driver.middle("exchange-2"), Point::new(600, 450));
    assert!(
        driver
            .edge_names()
            .contains(&"Binding from exchange-1 to exchange-2".into())
    );
    driver.send(Msg::Undo);
    assert_eq!(driver.names().len(), 4);
}

#[test]
fn two_clicks_on_empty_ground_offer_everything_and_find_what_is_drawn() {
    let mut driver = row();
    driver.draw(DrawMsg::DoubleClick(Grip::Ground, Point::new(500, 500)));
    assert_eq!(driver.rows().len(), 8 + 4);
    driver.draw(DrawMsg::Type("cons".into()));
    assert_eq!(driver.rows(), ["Consumer", "consumer-1 Consumer"]);
    driver.draw(DrawMsg::Row(-1));
    driver.draw(DrawMsg::Accept);
    assert_eq!(driver.selected(), ["consumer-1"]);
    driver.draw(DrawMsg::Add(None));
    driver.draw(DrawMsg::PickRow(0));
    assert_eq!(driver.undo_name(), "Producer producer-2 placed");
    driver.draw(DrawMsg::Add(None));
    driver.send(Msg::Escape);
    assert!(driver.studio.panels().popover.is_none());
}

#[test]
fn copies_come_back_with_their_edges_and_another_text_is_refused() {
    let mut driver = row();
    driver.choose("exchange-1");
    driver.click(Grip::Node(driver.node("queue-1")), 600, 200, true);
    let text = driver.studio.copied().expect("something is chosen");
    driver.draw(DrawMsg::Copied);
    assert_eq!(driver.announced(), Some("2 nodes copied"));
    driver.draw(DrawMsg::Paste(text.as_str().into(), Some(Point::new(450, 500))));
    assert_eq!(driver.undo_name(), "2 nodes pasted");
    assert_eq!(driver.selected().len(), 2);
    assert_eq!((driver.names().len(), driver.studio.scene().edges.len()), (6, 4));
    // In another drawing.
    driver.send(Msg::New);
    driver.send(Msg::File(FileMsg::Leave));
    driver.draw(DrawMsg::Paste(text.as_str().into(), None));
    assert_eq!((driver.names().len(), driver.studio.scene().edges.len()), (2, 1));
    driver.draw(DrawMsg::Cut);
    assert_eq!(
        (driver.names().len(), driver.undo_name().as_str()),
        (0, "2 nodes cut")
    );
    driver.draw(DrawMsg::Paste("Dear Sir or Madam".into(), None));
    assert!(
        driver
            .announced()
            .is_some_and(|words| words.contains("no part of a drawing"))
    );
    assert_eq!(driver.undo_name(), "2 nodes cut");
}

#[test]
fn what_is_chosen_is_duplicated_beside_itself() {
    let mut driver = row();
    driver.choose("queue-1");
    driver.draw(DrawMsg::Duplicate);
    assert_eq!(driver.undo_name(), "Queue queue-1 duplicated");
    assert_eq!(driver.selected(), ["queue-2"]);
    let copy = driver.middle("queue-2");
    assert_eq!((copy.x, copy.y > driver.middle("queue-1").y), (600, true));
    // Copies of copies, however they are made, lie on nothing.
    driver.draw(DrawMsg::Duplicate);
    let text = driver.studio.copied().expect("something is chosen");
    driver.draw(DrawMsg::Paste(text.as_str().into(), None));
    assert_eq!(driver.selected(), ["queue-4"]);
    let seen = driver.studio.view().camera.visible(driver.studio.canvas);
    assert!(seen.contains(driver.middle("queue-4")));
    assert_eq!(driver.middle("queue-4").x, 600);
    let nodes = &driver.studio.scene().nodes;
    for (at, node) in nodes.iter().enumerate() {
        let over = nodes[..at]
            .iter()
            .find(|other| other.bounds.overlaps(node.bounds));
        assert!(over.is_none(), "{} lies on {over:?}", node.name);
    }
}

#[test]
fn a_node_that_is_dropped_on_an_edge_is_put_into_it() {
    let mut driver = row();
    driver.put(Tool::Exchange, 300, 500);
    let edge = driver
        .studio
        .scene()
        .edges
        .iter()
        .find(|edge| edge.id.from == driver.node("exchange-1"));
    let (x, y) = edge.expect("the binding").path.track().at(0.5);
    let (x, y) = (x as i32, y as i32);
    let at = driver.middle("exchange-2");
    driver.send(Msg::Grab {
        on: Grip::Node(driver.node("exchange-2")),
        at,
        more: false,
    });
    driver.send(Msg::PointAt(Point::new(x, y)));
    assert!(driver.studio.sketch().lit.is_some(), "the edge under it is lit");
    driver.send(Msg::PutDown(Point::new(x, y)));
    assert_eq!(
        driver.undo_name(),
        "Exchange exchange-2 put between exchange-1 and queue-1"
    );
    let names = driver.edge_names();
    assert!(
        names.contains(&"Binding from exchange-1 to exchange-2".into()),
        "{names:?}"
    );
    assert!(
        names.contains(&"Binding from exchange-2 to queue-1".into()),
        "{names:?}"
    );
    driver.send(Msg::Undo);
    assert_eq!(driver.middle("exchange-2"), at);
    // What does not fit is only moved: a queue hands nothing on.
    driver.put(Tool::Queue, 300, 700);
    let at = driver.middle("queue-2");
    driver.send(Msg::Grab {
        on: Grip::Node(driver.node("queue-2")),
        at,
        more: false,
    });
    driver.send(Msg::PointAt(Point::new(x, y)));
    assert!(driver.studio.sketch().lit.is_none());
    driver.send(Msg::PutDown(Point::new(x, y)));
    assert_eq!(driver.undo_name(), "Queue queue-2 moved");
}

#[test]
fn what_is_carried_snaps_to_what_lines_up_unless_places_are_free() {
    let mut driver = Driver::empty();
    driver.put(Tool::Queue, 200, 100);
    driver.put(Tool::Queue, 500, 300);
    let on = Grip::Node(driver.node("queue-2"));
    driver.send(Msg::Grab {
        on: on.clone(),
        at: Point::new(500, 300),
        more: false,
    });
    driver.send(Msg::PointAt(Point::new(204, 304)));
    let carried = driver.studio.sketch().carried.clone().expect("it is carried");
    assert_eq!(carried.by.x, -300, "in line with the other");
    assert_eq!(driver.studio.sketch().guides.lines.len(), 1);
    driver.draw(DrawMsg::Free(true));
    driver.send(Msg::PointAt(Point::new(203, 301)));
    assert!(driver.studio.sketch().guides.lines.is_empty());
    driver.send(Msg::PutDown(Point::new(203, 301)));
    assert_eq!(driver.middle("queue-2"), Point::new(203, 301));
}

#[test]
fn several_are_put_in_order_and_each_order_is_one_edit() {
    let mut driver = Driver::empty();
    for (x, y) in [(100, 103), (307, 220), (903, 410)] {
        driver.draw(DrawMsg::Free(true));
        driver.put(Tool::Queue, x, y);
    }
    driver.send(Msg::SelectAll);
    driver.draw(DrawMsg::Arrange(Arrangement::Across));
    let [first, second, third] = ["queue-1", "queue-2", "queue-3"].map(|name| driver.middle(name).x);
    assert!((second - first - (third - second)).abs() <= 1);
    assert_eq!(driver.undo_name(), "3 nodes spaced evenly");
    driver.draw(DrawMsg::Arrange(Arrangement::Top));
    let ys = ["queue-1", "queue-2", "queue-3"].map(|name| driver.middle(name).y);
    assert_eq!(ys, [103, 103, 103]);
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(driver.middle("queue-2"), Point::new(307, 220));
}

#[test]
fn tidying_up_lays_everything_out_anew_as_one_edit() {
    let mut driver = row();
    let before = driver.middle("consumer-1");
    let (at, on) = (driver.middle("consumer-1"), Grip::Node(driver.node("consumer-1")));
    driver.drag(on, (at.x, at.y), (150, 700), false);
    driver.draw(DrawMsg::Tidy);
    assert_eq!(driver.undo_name(), "The drawing tidied up");
    let xs = ["producer-1", "exchange-1", "queue-1", "consumer-1"].map(|name| driver.middle(name).x);
    assert!(xs.is_sorted(), "{xs:?}");
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(driver.middle("consumer-1"), before);
}

#[test]
fn what_hangs_loose_is_told_beside_it_until_something_else_is_done() {
    let mut driver = row();
    driver.put(Tool::Exchange, 600, 500);
    driver.connect("queue-1", "exchange-2");
    driver.choose("exchange-2");
    driver.send(Msg::Delete);
    assert_eq!(driver.undo_name(), "Exchange exchange-2 and 1 connection deleted");
    let tip = driver.studio.sketch().tip.clone().expect("a note");
    assert_eq!(tip.tone, crate::studio::panels::sketch::Tone::Warning);
    let words = plain(&tip.words);
    assert!(
        words.starts_with("queue-1 has no dead-letter exchange now"),
        "{words}"
    );
    driver.send(Msg::Undo);
    assert!(driver.studio.sketch().tip.is_none());
}

#[test]
fn taps_choose_several_until_that_ends() {
    let mut driver = row();
    driver.send(Msg::Escape);
    driver.draw(DrawMsg::ToggleSeveral);
    assert!(driver.studio.chooses_several() && !driver.studio.panels().hint.rows.is_empty());
    for name in ["producer-1", "queue-1"] {
        driver.choose(name);
    }
    assert_eq!(driver.selected(), ["producer-1", "queue-1"]);
    driver.drag(Grip::Ground, (800, 100), (1000, 300), false);
    assert_eq!(driver.selected().len(), 3);
    driver.send(Msg::Escape);
    assert!(!driver.studio.chooses_several());
    assert_eq!(driver.selected().len(), 3, "they stay chosen");
}

#[test]
fn a_name_that_nothing_has_is_given_to_something_new() {
    let mut driver = Driver::empty();
    driver.put(Tool::Exchange, 300, 200);
    driver.send(Msg::Connect);
    driver.click(Grip::Ground, 700, 300, false);
    driver.draw(DrawMsg::Type("orders.audit".into()));
    assert_eq!(
        driver.rows(),
        ["Queue “orders.audit”", "Exchange “orders.audit” topic"]
    );
    driver.draw(DrawMsg::Accept);
    assert_eq!(driver.edge_names(), ["Binding from exchange-1 to orders.audit"]);
    assert!(driver.studio.panels().binding.is_some(), "its key is asked for");
    driver.send(Msg::Undo);
    assert_eq!(driver.names(), ["exchange-1"]);
}

#[test]
fn a_name_that_the_broker_refuses_is_not_offered_and_says_why() {
    let mut driver = Driver::empty();
    driver.draw(DrawMsg::Add(None));
    driver.draw(DrawMsg::Type("amq.mine".into()));
    assert_eq!(driver.rows(), ["Consumer “amq.mine”", "Producer “amq.mine”"]);
    let note = driver.offers().note;
    assert!(note.contains("reserved prefix"), "{note}");
}

#[test]
fn connecting_says_what_it_will_make() {
    let mut driver = row();
    driver.put(Tool::Consumer, 900, 400);
    driver.choose("queue-1");
    driver.send(Msg::Connect);
    let goals = driver.studio.sketch().goals.clone();
    let mut words: Vec<&str> = goals.iter().map(|goal| goal.what).collect();
    words.sort_unstable();
    assert_eq!(words, ["dead letters", "read"]);
    let at = goals.iter().position(|goal| goal.what == "dead letters");
    driver.send(Msg::Number(at.expect("an exchange") + 1));
    let promised = "queue-1 sends dead letters to exchange-1";
    assert!(driver.announced().is_some_and(|said| said.ends_with(promised)));
    assert_eq!(&*driver.studio.panels().hint.title, promised);
    let tip = driver.studio.sketch().tip.clone();
    assert_eq!(tip.map(|tip| plain(&tip.words)).as_deref(), Some(promised));
    driver.send(Msg::Enter);
    assert_eq!(driver.undo_name(), promised);
}
