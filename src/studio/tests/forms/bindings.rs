//! The editor of bindings by messages, and what edges are set by.

use super::*;
use crate::studio::forms::bindings;

fn topics_edge(driver: &Driver) -> EdgeId {
    let document = driver.document();
    let binding = &document.topology.bindings[0];
    EdgeId {
        kind: EdgeKind::Binding,
        from: Node::Exchange(binding.source.clone()),
        to: Node::Queue(binding.destination.clone()),
    }
}

#[test]
fn a_binding_is_tried_on_the_run_while_its_key_is_typed() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::End);
    let edge = topics_edge(&driver);
    driver.form(FormMsg::OpenBinding(edge, 0));
    let panel = |driver: &Driver| driver.studio.panels().binding.clone().expect("the editor");
    let field = panel(&driver).fields.rows[0].field.clone();
    let before = driver.document();
    driver.form(FormMsg::Type(field.clone(), "#".into()));
    let shown = panel(&driver);
    assert!(shown.preview.rows.iter().all(|row| row.matched) && !shown.preview.rows.is_empty());
    assert!(shown.words[0].is_wild);
    driver.form(FormMsg::Type(field.clone(), "nothing.like.it".into()));
    let shown = panel(&driver);
    assert!(shown.preview.rows.iter().all(|row| !row.matched));
    assert!(
        shown.preview.count.starts_with("0 of "),
        "{}",
        shown.preview.count
    );
    let why = plain(&shown.preview.rows[0].why);
    assert!(why.starts_with("No match."), "{why}");
    assert_eq!(driver.document(), before, "nothing is changed by typing");
    driver.form(FormMsg::CloseBinding);
    assert_eq!(
        driver.document().topology.bindings[0].routing_key,
        "nothing.like.it"
    );
    assert!(driver.studio.panels().binding.is_none());
    driver.send(Msg::Undo);
    assert_eq!(driver.document().topology, before.topology);
}

#[test]
fn a_word_that_is_no_wildcard_is_told_under_the_key_and_among_the_problems() {
    let mut driver = Driver::open("topics");
    let edge = topics_edge(&driver);
    driver.form(FormMsg::OpenBinding(edge.clone(), 0));
    let panel = |driver: &Driver| driver.studio.panels().binding.clone().expect("the editor");
    let remark = |driver: &Driver| plain(panel(driver).remark.as_ref().expect("a remark"));
    let field = panel(&driver).fields.rows[0].field.clone();
    assert!(remark(&driver).starts_with("* stands for"), "{}", remark(&driver));
    driver.form(FormMsg::Type(field.clone(), "#order.*".into()));
    let told = remark(&driver);
    assert!(told.contains("#order matches these letters"), "{told}");
    driver.form(FormMsg::Set(field, "#order.*".into()));
    driver.form(FormMsg::CloseBinding);
    driver.send(Msg::Select(None));
    let rows = driver.studio.panels().problems.rows.clone();
    let at = rows.iter().position(|row| row.edge.as_ref() == Some(&edge));
    let at = at.expect("a problem at the edge");
    let told = plain(&rows[at].what);
    assert!(told.contains("no wildcard in #order"), "{told}");
    driver.form(FormMsg::ShowProblem(at));
    assert_eq!(driver.studio.view().selection.edge(), Some(&edge));
}

#[test]
fn the_broker_refuses_a_binding_as_it_would() {
    let mut driver = Driver::open("headers");
    let edge = topics_edge(&driver);
    driver.form(FormMsg::OpenBinding(edge, 0));
    let panel = |driver: &Driver| driver.studio.panels().binding.clone().expect("the editor");
    let field = panel(&driver).fields.rows[0].field.clone();
    assert_eq!(field.what, What::Match);
    driver.form(FormMsg::Set(field, "some".into()));
    let wrong = panel(&driver).fields.rows[0].wrong.clone().expect("refused");
    assert!(wrong.starts_with("406 PRECONDITION_FAILED"), "{wrong}");
}

#[test]
fn arguments_are_added_set_and_removed() {
    let mut driver = Driver::open("headers");
    driver.send(Msg::End);
    let edge = topics_edge(&driver);
    driver.form(FormMsg::OpenBinding(edge, 0));
    let panel = |driver: &Driver| driver.studio.panels().binding.clone().expect("the editor");
    let before = driver.document();
    let rows = panel(&driver).rows.len();
    driver.form(FormMsg::AddRow);
    let added = panel(&driver).rows.clone();
    assert_eq!(added.len(), rows + 1);
    let at = added
        .iter()
        .position(|row| &*row[0].value == "header-1")
        .expect("the new row");
    let [name, kind, _] = added[at].clone();
    driver.form(FormMsg::Set(kind.field, "integer".into()));
    let value = panel(&driver).rows[at][2].clone();
    driver.form(FormMsg::Set(value.field.clone(), "three".into()));
    assert!(panel(&driver).rows[at][2].wrong.is_some());
    driver.form(FormMsg::Set(value.field, "3".into()));
    driver.form(FormMsg::Set(name.field, "zone".into()));
    let arguments = driver.document().topology.bindings[0].arguments.clone();
    assert_eq!(
        arguments.get("zone").and_then(|value| value.as_integer()),
        Some(3)
    );
    driver.form(FormMsg::RemoveRow("zone".into()));
    assert_eq!(driver.document().topology, before.topology);
    driver.form(FormMsg::DeleteBinding);
    assert_eq!(
        driver.document().topology.bindings.len(),
        before.topology.bindings.len() - 1
    );
    assert!(driver.studio.panels().binding.is_none());
}

#[test]
fn enter_on_an_edge_opens_what_it_is_set_by() {
    let mut driver = Driver::open("retry-with-delay");
    let edge = |kind, from, to| EdgeId { kind, from, to };
    let queue = |name: &str| Node::Queue(name.into());
    let exchange = |name: &str| Node::Exchange(name.into());
    driver.form(FormMsg::OpenEdge(edge(
        EdgeKind::DeadLetter,
        queue("orders.work"),
        exchange("orders.retry"),
    )));
    assert_eq!(driver.studio.view().selection.lead(), Some(&queue("orders.work")));
    assert!(driver.studio.panels().node.form.is_some());
    let binding = edge(EdgeKind::Binding, exchange("orders"), queue("orders.work"));
    driver.studio.choose(Selection::of_edge(binding.clone()));
    driver.send(Msg::Enter);
    let panel = driver.studio.panels().binding.clone().expect("the editor");
    assert_eq!(panel.edge, binding);
    driver.send(Msg::Select(Some(queue("orders.work"))));
    assert!(
        driver.studio.panels().binding.is_none(),
        "who chooses something else has done with it"
    );
}

#[test]
fn a_row_stays_in_its_place_when_its_name_changes() {
    let mut driver = Driver::open("headers");
    let edge = topics_edge(&driver);
    driver.form(FormMsg::OpenBinding(edge, 0));
    let rows = |driver: &Driver| {
        driver
            .studio
            .panels()
            .binding
            .clone()
            .expect("the editor")
            .rows
            .clone()
    };
    driver.form(FormMsg::AddRow);
    let at = rows(&driver).len() - 1;
    assert_eq!(&*rows(&driver)[at][0].value, "header-1", "a new row is the last");
    let name = rows(&driver)[at][0].field.clone();
    driver.form(FormMsg::Set(name, "a-first".into()));
    let row = rows(&driver)[at].clone();
    assert_eq!(&*row[0].value, "a-first");
    driver.form(FormMsg::Set(row[2].field.clone(), "mine".into()));
    let arguments = driver.document().topology.bindings[0].arguments.clone();
    assert_eq!(
        arguments.get("a-first").and_then(|value| value.as_text()),
        Some("mine")
    );
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(&*rows(&driver)[at][0].value, "header-1");
}

#[test]
fn what_is_shown_is_deleted_although_another_was_chosen() {
    let mut driver = Driver::open("topics");
    let edge = topics_edge(&driver);
    let before = driver.document().topology.bindings.len();
    let last = bindings(&driver.document(), &edge).len();
    let mut cmds = Vec::new();
    let second = |document: &mut Document| {
        let mut binding = document.topology.bindings[0].clone();
        binding.routing_key = "second".into();
        document.topology.bindings.push(binding);
    };
    driver.studio.change("a second binding".into(), second, &mut cmds);
    driver.form(FormMsg::OpenBinding(edge, last));
    driver.send(Msg::Undo);
    assert!(driver.studio.panels().binding.is_some());
    driver.form(FormMsg::DeleteBinding);
    assert_eq!(driver.document().topology.bindings.len(), before - 1);
}
