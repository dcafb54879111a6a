//! The outline: what it shows, and that a drawing can be made in it alone.

use super::*;
use crate::model::edit::EdgeRef;
use crate::model::form::{Field, Of, What};
use crate::studio::forms::FormMsg;
use crate::studio::gesture::Tool;
use crate::studio::outline::OutlineMsg;
use crate::studio::panels::outline::Outline;

fn open(id: &str) -> Driver {
    let mut driver = Driver::open(id);
    driver.send(Msg::Outline(OutlineMsg::Toggle));
    driver
}

fn outline(driver: &Driver) -> &Outline {
    &driver.studio.panels().outline
}

fn names(driver: &Driver) -> Vec<String> {
    let rows = outline(driver).nodes.iter();
    rows.map(|row| row.accessible_name.to_string()).collect()
}

fn edges(driver: &Driver) -> Vec<String> {
    let rows = outline(driver).edges.iter();
    rows.map(|row| {
        let key = match &row.key {
            Ok(field) => &field.value,
            Err(words) => words,
        };
        format!("{} > {} {key}", row.from, row.to)
    })
    .collect()
}

#[test]
fn it_shows_every_node_and_every_binding() {
    for (id, _) in SCENARIOS {
        let driver = open(id);
        let scene = driver.studio.scene();
        assert_eq!(outline(&driver).nodes.len(), scene.nodes.len(), "{id}");
        assert!(outline(&driver).edges.len() >= scene.edges.len(), "{id}");
    }
    let driver = open("topics");
    let keys = outline(&driver).edges.iter().filter(|row| row.key.is_ok());
    assert!(keys.count() >= 4, "bindings have fields");
}

#[test]
fn a_drawing_is_made_run_and_undone_in_it() {
    let mut driver = Driver::new();
    driver.send(Msg::New);
    driver.send(Msg::Outline(OutlineMsg::Toggle));
    for tool in [Tool::Producer, Tool::Exchange, Tool::Queue, Tool::Consumer] {
        driver.send(Msg::Outline(OutlineMsg::Add(tool)));
        let steals = |cmd: &Cmd| matches!(cmd, Cmd::FocusNode(_) | Cmd::FocusCanvas);
        assert!(!driver.cmds.iter().any(steals), "the focus stays");
    }
    assert_eq!(
        names(&driver),
        [
            "Producer producer-1",
            "Consumer consumer-1",
            "Exchange exchange-1",
            "Queue queue-1"
        ]
    );
    for (from, to) in [
        ("producer-1", "exchange-1"),
        ("exchange-1", "queue-1"),
        ("queue-1", "consumer-1"),
    ] {
        let (from, to) = (driver.node(from), driver.node(to));
        driver.send(Msg::Outline(OutlineMsg::From(from)));
        driver.send(Msg::Outline(OutlineMsg::To(to)));
        if outline(&driver).connect.key.is_some() {
            driver.send(Msg::Outline(OutlineMsg::Key("order.#".into())));
        }
        driver.send(Msg::Outline(OutlineMsg::Connect));
    }
    let all = edges(&driver);
    assert!(
        all.contains(&"Exchange exchange-1 > Queue queue-1 order.#".to_string()),
        "{all:?}"
    );
    let key = Field {
        of: Of::Binding(0),
        what: What::Key,
    };
    driver.send(Msg::Form(FormMsg::Set(key, "#".into())));
    let name = Field {
        of: Of::Node(driver.node("queue-1")),
        what: What::Name,
    };
    driver.send(Msg::Form(FormMsg::Set(name, "orders".into())));
    assert!(names(&driver).contains(&"Queue orders".to_string()));
    driver.send(Msg::End);
    driver.settle();
    assert!(driver.steps() > 3, "messages flow");
    driver.send(Msg::Restart);
    let mut times = 0;
    while driver.studio.panels().top.undo.is_some() {
        driver.send(Msg::Undo);
        times += 1;
    }
    assert_eq!((times, outline(&driver).nodes.len()), (9, 0));
}

#[test]
fn a_name_that_is_taken_is_told_in_its_row() {
    let mut driver = open("topics");
    let field = Field {
        of: Of::Node(driver.node("q1")),
        what: What::Name,
    };
    driver.send(Msg::Form(FormMsg::Type(field, "q2".into())));
    let rows = outline(&driver)
        .nodes
        .iter()
        .filter_map(|row| row.name.as_ref().ok());
    let wrong: Vec<_> = rows.filter(|row| row.wrong.is_some()).collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!(&*wrong[0].value, "q2");
}

#[test]
fn one_of_several_bindings_goes_and_the_others_stay() {
    let mut driver = open("topics");
    let before = edges(&driver);
    let row = outline(&driver).edges.iter().position(|row| row.key.is_ok());
    let row = row.expect("a binding");
    let edge: EdgeRef = outline(&driver).edges[row].edge.clone();
    driver.send(Msg::Outline(OutlineMsg::Disconnect(edge)));
    let mut expected = before.clone();
    expected.remove(row);
    assert_eq!(edges(&driver), expected);
    driver.send(Msg::Undo);
    assert_eq!(edges(&driver), before);
}

#[test]
fn a_node_that_is_deleted_takes_its_rows_with_it() {
    let mut driver = open("topics");
    let queue = driver.node("q1");
    driver.send(Msg::Outline(OutlineMsg::Delete(queue)));
    assert!(!names(&driver).contains(&"Queue q1".to_string()));
    assert!(!edges(&driver).iter().any(|edge| edge.contains("Queue q1")));
}
