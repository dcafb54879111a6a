//! The outline: two tables with fields and buttons in them, and above them what adds and connects.

use std::any::Any;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::model::Node;
use crate::studio::gesture::Tool;
use crate::studio::outline::OutlineMsg;
use crate::studio::panels::form::Row;
use crate::studio::panels::outline::{Choice, Connect, EdgeRow, NodeRow};
use crate::studio::{Msg, Studio};
use crate::text::{Argument, Key};
use crate::web::controls::{button, button_unless, chosen, icon_button, option, select};
use crate::web::form::{cell, focus_first, text_of};
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::painter::{Brush, Painter};
use crate::web::palette;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, span, tag, truth, worded};

/// What the outline shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().outline)]
}

/// Whoever opens it by a key goes on in it; whoever comes by its tab stays there.
pub fn attach(places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    if let Some(outline) = places[0].cast::<HtmlElement>() {
        let page = outline.owner_document();
        let active = page.and_then(|page| page.active_element());
        let on_tab = active.is_some_and(|active| active.get_attribute("role").as_deref() == Some("tab"));
        if !on_tab {
            match outline.query_selector("button").ok().flatten() {
                Some(first) => crate::web::regions::focus(&first),
                None => focus_first(&outline),
            }
        }
    }
    Vec::new()
}

/// The outline.
pub fn outline(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &*studio.panels().outline;
    let node = |(at, row): (usize, &NodeRow)| node_row(brush, row, at, panel.can_draw);
    let edge = |(at, row): (usize, &EdgeRow)| edge_row(brush, row, at, panel.can_draw);
    let nodes = table(
        brush,
        key!("outline.nodes"),
        &[key!("outline.kind"), key!("outline.name"), key!("outline.state")],
        panel.nodes.iter().enumerate().map(node),
    );
    let edges = table(
        brush,
        key!("outline.edges"),
        &[
            key!("outline.kind"),
            key!("outline.from"),
            key!("outline.to"),
            key!("outline.key"),
        ],
        panel.edges.iter().enumerate().map(edge),
    );
    let tools = panel.can_draw.then(|| {
        div("ol-tools")
            .child(adding(brush))
            .child(connecting(brush, &panel.connect))
    });
    div("outline")
        .place(&brush.places[0])
        .child(tools)
        .child(div("ol-tables").child(nodes).child(edges))
}

fn send(painter: &Painter, msg: OutlineMsg) -> Callback<MouseEvent> {
    painter.send(Msg::Outline(msg))
}

fn adding(painter: &Painter) -> Tag {
    let add = |&tool: &Tool| {
        let name = painter.get(palette::name(tool));
        button("btn btn-s btn-o", send(painter, OutlineMsg::Add(tool)))
            .set(
                "aria-label",
                painter.with(key!("outline.add"), "kind", Argument::Plain(name)),
            )
            .child(kind_icon(tool.kind()))
            .child(name)
    };
    div("ol-add")
        .set("role", "group")
        .set("aria-label", painter.get(key!("draw.add")))
        .children(Tool::ALL.iter().map(add))
}

/// From where, to where, and with which key.
fn connecting(painter: &Painter, row: &Connect) -> Tag {
    let list = |key: Key, choice: &Choice, msg: fn(Node) -> OutlineMsg| {
        let nodes: Vec<Node> = choice.all.iter().map(|(node, _)| node.clone()).collect();
        let onchange = painter.on(move |event: Event| {
            let at = chosen(&event).and_then(|at| at.parse().ok()).unwrap_or(0);
            let node = nodes.get(at).cloned();
            Msg::Outline(node.map_or(OutlineMsg::Toggle, msg))
        });
        let mut list = select(painter.get(key), onchange);
        for (at, (_, name)) in choice.all.iter().enumerate() {
            list = list.child(option(at.to_string(), choice.chosen == Some(at), name));
        }
        span("choice").child(list).child(icon(Icon::ChevronDown))
    };
    let key = row.key.as_ref().map(|key| {
        tag("input")
            .class("inp")
            .set("type", "text")
            .set("aria-label", painter.get(key!("outline.key")))
            .set("placeholder", painter.get(key!("outline.key")))
            .set("autocomplete", "off")
            .typed(key.to_string())
            .on_change(painter.on(|event: Event| Msg::Outline(OutlineMsg::Key(text_of(&event).into()))))
    });
    let is_off = row.to.chosen.is_none();
    div("ol-connect")
        .set("role", "group")
        .set("aria-label", painter.get(key!("draw.connect")))
        .child(list(key!("outline.from"), &row.from, OutlineMsg::From))
        .child(icon(Icon::Arrow))
        .child(list(key!("outline.to"), &row.to, OutlineMsg::To))
        .child(key)
        .child(
            button_unless(is_off, "btn btn-s btn-o", send(painter, OutlineMsg::Connect))
                .child(painter.get(key!("draw.connect"))),
        )
}

fn table(painter: &Painter, title: Key, heads: &[Key], rows: impl Iterator<Item = Tag>) -> Tag {
    let mut head = tag("tr");
    for key in heads {
        head = head.child(worded("th", "", painter.get(*key)).set("scope", "col"));
    }
    let head = head.child(tag("td"));
    tag("table")
        .class("tbl ol-t")
        .child(worded("caption", "", painter.get(title)))
        .child(tag("thead").child(head))
        .child(tag("tbody").children(rows))
}

fn node_row(painter: &Painter, row: &NodeRow, at: usize, can_draw: bool) -> Tag {
    let choose = button("ol-kind", send(painter, OutlineMsg::Choose(row.node.clone())))
        .set("aria-pressed", truth(row.is_chosen))
        .set(
            "aria-label",
            about(painter, key!("outline.show"), &row.accessible_name),
        )
        .child(kind_icon(row.kind))
        .child(&*row.kind_text);
    let delete = can_draw.then(|| {
        let name = about(painter, key!("outline.delete"), &row.accessible_name);
        icon_button(
            Icon::Trash,
            name,
            send(painter, OutlineMsg::Delete(row.node.clone())),
        )
    });
    tag("tr")
        .class_if(row.is_chosen, "is-chosen")
        .child(tag("td").child(choose))
        .child(field(painter, &row.name, format!("ol{}-n{at}", painter.mount)))
        .child(worded("td", "", &row.state))
        .child(tag("td").child(delete))
}

fn edge_row(painter: &Painter, row: &EdgeRow, at: usize, can_draw: bool) -> Tag {
    let delete = can_draw.then(|| {
        let name = format!("{}: {} → {}", row.kind_text, row.from, row.to);
        let name = about(painter, key!("outline.delete"), &name);
        icon_button(
            Icon::Trash,
            name,
            send(painter, OutlineMsg::Disconnect(row.edge.clone())),
        )
    });
    tag("tr")
        .child(worded("td", "", &row.kind_text))
        .child(worded("td", "", &row.from))
        .child(worded("td", "", &row.to))
        .child(field(painter, &row.key, format!("ol{}-e{at}", painter.mount)))
        .child(tag("td").child(delete))
}

fn about(painter: &Painter, key: Key, what: &str) -> String {
    painter.with(key, "what", Argument::Plain(what))
}

/// What can be changed as a field, the rest as words.
fn field(painter: &Painter, field: &Result<Row, std::rc::Rc<str>>, id: String) -> Tag {
    match field {
        Ok(row) => tag("td").class("ol-f").child(cell(painter, row, id)),
        Err(words) => worded("td", "", words),
    }
}
