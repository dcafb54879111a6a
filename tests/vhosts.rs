//! Several virtual hosts on one broker: the same names in each, and nothing that edits, findings or runs of one may mix up
//! with another.
#![cfg(not(target_arch = "wasm32"))]

use warren::model::diagnostic::code::What;
use warren::model::edit::{Options, Refusal, connect, remove, rename};
use warren::model::gallery::scenario;
use warren::model::validate::validate;
use warren::model::{Code, Document, Node};
use warren::run::{History, trace};

fn isolation() -> Document {
    let (document, findings) =
        Document::from_json(scenario("vhost-isolation").expect("it is in the gallery"));
    document.unwrap_or_else(|| panic!("{findings:?}"))
}

fn queue(name: &str) -> Node {
    Node::Queue(name.into())
}

#[test]
fn nothing_is_wrong_with_equal_names_in_two_hosts() {
    assert_eq!(validate(&isolation()), []);
    let mut document = isolation();
    document.actors[2].vhost = Some("tset".into());
    let unknown =
        |code: &Code| matches!(code, Code::Unknown { what: What::Vhost, name, .. } if name == "tset");
    assert!(validate(&document).iter().any(|finding| unknown(&finding.code)));
}

#[test]
fn a_new_name_here_changes_nothing_there() {
    let mut document = isolation();
    rename(&mut document, &queue("orders"), "orders.new").expect("it is free");
    assert_eq!(
        document.actors[3],
        isolation().actors[3],
        "`tester` means the other one"
    );
    assert_eq!(document.actors[1].consumes[0].queue, "orders.new");
    assert!(rename(&mut document, &queue("test/orders"), "other").is_err());
    assert_eq!(validate(&document), []);
}

#[test]
fn what_goes_here_stays_there() {
    let mut document = isolation();
    remove(&mut document, &[queue("orders")]);
    assert_eq!(document.actors[3], isolation().actors[3]);
    assert_eq!(document.actors[1].consumes, []);
}

#[test]
fn nothing_can_be_drawn_from_one_host_to_another() {
    let mut document = isolation();
    let sales = Node::Exchange("sales".into());
    let mut refused = |from: &Node, to: &Node| connect(&mut document, from, to, &Options::default()).err();
    assert_eq!(refused(&Node::Actor(3), &sales), Some(Refusal::Elsewhere));
    assert_eq!(
        refused(&queue("ledger"), &Node::Actor(4)),
        Some(Refusal::Elsewhere)
    );
    assert_eq!(refused(&sales, &queue("test/orders")), Some(Refusal::NotThere));
}

/// R-VH-3.
#[test]
fn without_a_row_for_the_host_there_is_no_connection() {
    let mut document = isolation();
    document
        .topology
        .permissions
        .retain(|row| row.user != "intern" || row.vhost.is_some());
    document.actors[4].start_ms = 1000;
    let (mut history, _) = History::new(&document);
    history.compute(1000);
    let steps = 0..=history.steps().min(40);
    let lines = steps.flat_map(|step| trace::step(&mut history, step).entries);
    let lines: Vec<String> = lines.map(|entry| entry.to_string()).collect();
    assert!(
        lines.contains(&"refused slip code=530".into()),
        "{}",
        lines.join("\n")
    );
    assert!(
        lines.contains(&"open trial".into()) || lines.iter().any(|line| line.starts_with("publish m2 trial"))
    );
}
