//! A drag of many among very many, counted: a part of the page paints itself again when what it is given is another one,
//! and what did not change stays the same one.

use super::*;
use crate::model::{Document, Node};
use crate::scene::Scene;
use crate::scene::geometry::Point;
use crate::studio::gesture::Grip;
use serde_json::json;

const COLUMNS: usize = 25;
const ROWS: usize = 20;
const CARRIED: usize = 50;

/// 500 nodes on a grid, exchanges and queues in turn, and 1,000 bindings between neighbours.
fn large() -> Document {
    let name = |at: usize| format!("node-{at}");
    let is_exchange = |at: usize| (at / ROWS).is_multiple_of(2);
    let (mut exchanges, mut queues, mut bindings) = (Vec::new(), Vec::new(), Vec::new());
    let mut positions = serde_json::Map::new();
    for at in 0..COLUMNS * ROWS {
        let kind = if is_exchange(at) { "exchange" } else { "queue" };
        let place = json!([(at / ROWS) as i32 * 260, (at % ROWS) as i32 * 130]);
        positions.insert(format!("{kind}:{}", name(at)), place);
        match is_exchange(at) {
            true => exchanges.push(json!({"name": name(at), "type": "topic"})),
            false => queues.push(json!({"name": name(at)})),
        }
    }
    let sources = (0..COLUMNS * ROWS).filter(|&at| is_exchange(at) && at + ROWS < COLUMNS * ROWS);
    for at in sources {
        for aside in 0..4 {
            let row = (at % ROWS + aside) % ROWS;
            let to = (at / ROWS + 1) * ROWS + row;
            bindings.push(json!({
                "source": name(at), "destination": name(to), "routing_key": format!("key.{aside}"),
            }));
        }
    }
    let document = json!({
        "format": "warren", "version": 1, "title": {"en": "large", "zh": "大图"},
        "topology": {"exchanges": exchanges, "queues": queues, "bindings": bindings},
        "positions": positions,
    });
    let (document, findings) = Document::from_json(&document.to_string());
    document.unwrap_or_else(|| panic!("{findings:?}"))
}

/// How many nodes and edges are other ones now.
fn painted(before: &Scene, after: &Scene) -> (Vec<Node>, usize) {
    let nodes = before.nodes.iter().zip(&after.nodes);
    let nodes = nodes.filter(|(before, after)| !Rc::ptr_eq(before, after));
    let edges = before.edges.iter().zip(&after.edges);
    let edges = edges.filter(|(before, after)| !Rc::ptr_eq(before, after));
    (nodes.map(|(_, node)| node.id.clone()).collect(), edges.count())
}

#[test]
fn a_drag_of_fifty_among_five_hundred_paints_only_what_moved() {
    let mut driver = Driver::new();
    driver.send(Msg::FileRead {
        name: "large.json".into(),
        text: Ok(large().to_json().into()),
    });
    let scene = driver.studio.scene().clone();
    assert_eq!(scene.nodes.len(), COLUMNS * ROWS);
    assert!(scene.edges.len() >= 960, "{}", scene.edges.len());
    // The last rows of the last columns, so that few ways lead past them.
    let carried: Vec<Node> = scene
        .nodes
        .iter()
        .rev()
        .take(CARRIED)
        .map(|node| node.id.clone())
        .collect();
    for node in &carried {
        let at = Point::default();
        driver.send(Msg::Click {
            on: Grip::Node(node.clone()),
            at,
            more: true,
        });
    }
    let before = driver.studio.scene().clone();
    let at = Point::default();
    let on = Grip::Node(carried[0].clone());
    driver.send(Msg::Grab { on, at, more: false });
    for step in 1..=20 {
        driver.send(Msg::PointAt(Point::new(step * 10, step * 5)));
        assert!(
            Rc::ptr_eq(&before, driver.studio.scene()),
            "nothing is painted while it is carried"
        );
    }
    let sketch = driver.studio.sketch().clone();
    let touching = before
        .edges
        .iter()
        .filter(|edge| carried.contains(&edge.id.from) || carried.contains(&edge.id.to));
    let touching = touching.count();
    let followed = sketch.carried.as_ref().map_or(0, |carried| carried.edges.len());
    assert_eq!(followed, touching);
    driver.send(Msg::PutDown(Point::new(200, 100)));
    let after = driver.studio.scene().clone();
    let (mut nodes, edges) = painted(&before, &after);
    let mut expected = carried.clone();
    nodes.sort();
    expected.sort();
    assert_eq!(nodes, expected, "the others are the same ones still");
    let rerouted = before.edges.iter().zip(&after.edges);
    let rerouted = rerouted.filter(|(before, after)| before != after).count();
    assert_eq!(edges, rerouted);
    assert!(
        edges <= 2 * touching,
        "{edges} of {} edges, {touching} at what moved",
        after.edges.len()
    );
}
