//! Breakpoints: the list, what is offered for a step, and those of a node in its panel.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::key;
use crate::model::Node;
use crate::run::breakpoint::Breakpoint;
use crate::studio::actions::Action;
use crate::studio::panels::stops::{OfNode, OfStep, Row};
use crate::studio::{Msg, Studio, TimeMsg};
use crate::text::{Argument, Key};
use crate::web::controls::{button, chosen, icon_button, option, runs, select, switch, toggle};
use crate::web::dialog::Frame;
use crate::web::form::text_of;
use crate::web::icon::{Icon, icon};
use crate::web::inspector::section;
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, span, tag, worded};

/// What the list shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().stops)]
}

/// The list, and below it what can be added.
pub fn list(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &*studio.panels().stops;
    let list = runs(brush, "ol", key!("tab.stops"), &panel.rows, row);
    let hint = panel
        .rows
        .is_empty()
        .then(|| worded("p", "empty", brush.get(key!("stop.hint"))));
    let jump = |action: Action, shown, msg| {
        button("btn btn-s btn-o", brush.send(Msg::Time(msg)))
            .set("aria-keyshortcuts", action.chords())
            .child(icon(shown))
            .child(brush.get(action.about().name))
    };
    let jumps = span("run-acts")
        .child(jump(Action::PreviousHit, Icon::StepBack, TimeMsg::PreviousHit))
        .child(jump(Action::NextHit, Icon::Step, TimeMsg::NextHit));
    let tools = div("run-tools")
        .child(adding(brush))
        .child(depth(brush))
        .child(jumps);
    div("runs-pane").child(tools).child(list).child(hint)
}

/// Adds what is chosen at once.
fn adding(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = studio.panels().stops.clone();
    let offers = panel.clone();
    let store = brush.store.clone();
    let onchange = Callback::from(move |event: Event| {
        let place: Option<usize> = chosen(&event).and_then(|place| place.parse().ok());
        let mut all = offers.groups.iter().flat_map(|group| &group.offers);
        if let Some(offer) = place.and_then(|place| all.nth(place)) {
            store.send(Msg::Time(TimeMsg::AddStop(offer.at.clone())));
        }
    });
    let mut list = select(brush.get(key!("stop.add")), onchange).child(option(
        String::new(),
        true,
        brush.get(key!("stop.add")),
    ));
    let mut place = 0;
    for group in &panel.groups {
        let mut part = tag("optgroup").set("label", group.title.to_string());
        for offer in &group.offers {
            part = part.child(option(place.to_string(), false, &offer.text));
            place += 1;
        }
        list = list.child(part);
    }
    // A list of its own for each state, so that it stands at its first line again once something was added.
    let list = list.key(format!("add-{}", panel.rows.len()).into());
    span("choice").child(list).child(icon(Icon::ChevronDown))
}

/// Adds a depth of a queue.
fn depth(brush: &Brush) -> Option<Tag> {
    let studio = brush.store.studio();
    let queues = &studio.panels().stops.queues;
    if queues.is_empty() {
        return None;
    }
    let mut list = select(brush.get(key!("stop.queue")), Callback::noop()).place(&brush.places[0]);
    for queue in queues {
        list = list.child(option(queue.to_string(), false, queue));
    }
    let number = tag("input")
        .set("type", "number")
        .set("min", "1")
        .class("field run-number")
        .set("aria-label", brush.get(key!("stop.depth")))
        .set("value", "3")
        .place(&brush.places[1]);
    let (store, places) = (brush.store.clone(), brush.places.clone());
    let add = Callback::from(move |_: MouseEvent| {
        let queue = places[0].cast::<HtmlSelectElement>().map(|list| list.value());
        let typed = places[1].cast::<HtmlInputElement>().map(|field| field.value());
        if let Some((queue, typed)) = queue.zip(typed) {
            store.send(Msg::Time(TimeMsg::StopAtDepth(queue, typed.into())));
        }
    });
    let depth = span("run-depth")
        .child(span("choice").child(list).child(icon(Icon::ChevronDown)))
        .child(worded("span", "", brush.get(key!("stop.holds"))))
        .child(number)
        .child(worded("span", "", brush.get(key!("stop.or_more"))))
        .child(button("btn btn-s btn-o", add).child(brush.get(key!("stop.add_depth"))));
    Some(depth)
}

fn row(painter: &Painter, at: usize, row: &Row) -> Tag {
    let toggle = painter.send(Msg::Time(TimeMsg::ToggleStop(at)));
    let on =
        switch(painter.get(key!("stop.on")), row.is_on, toggle).set("aria-description", row.text.to_string());
    let delete = painter.with(key!("stop.delete"), "number", Argument::Number(row.number.into()));
    let delete = icon_button(
        Icon::Trash,
        delete,
        painter.send(Msg::Time(TimeMsg::DeleteStop(at))),
    );
    tag("li")
        .class("run")
        .class_if(!row.is_on, "is-off")
        .child(worded("span", "run-flag", &row.number.to_string()))
        .child(worded("span", "run-what", &row.text))
        .child(span("run-facts").child(worded("span", "", &row.hits)))
        .child(span("run-acts").child(on).child(delete))
}

/// What can be done about a step: playing up to it, stopping at what it is about.
pub fn of_step(brush: &Brush, of: &OfStep) -> Tag {
    let frame = Frame {
        title: &of.title,
        subtitle: &of.told,
        width: "w-432",
        is_bad: false,
    };
    let act = |shown, words: &str, msg| {
        button("run-offer", brush.send(msg))
            .child(icon(shown))
            .child(worded("span", "", words))
    };
    let run = if of.is_ahead {
        act(
            Icon::Play,
            brush.get(key!("stop.run_to")),
            Msg::Time(TimeMsg::RunTo(of.step)),
        )
    } else {
        act(
            Icon::StepBack,
            brush.get(key!("stop.back_to")),
            Msg::Time(TimeMsg::RunTo(of.step)),
        )
    };
    let offers = of.offers.iter().map(|offer| {
        act(
            Icon::Stop,
            &offer.text,
            Msg::Time(TimeMsg::AddStop(offer.at.clone())),
        )
    });
    let body = div("dlg-b run-offers").child(run).children(offers);
    let close = button("btn", brush.send(Msg::CloseDialog)).child(brush.get(key!("import.close")));
    frame.around(brush, body, tag("footer").class("dlg-f").child(close))
}

/// Switches the breakpoint of a node or of a message.
pub fn here(painter: &Painter, name: Key, at: Breakpoint, is_on: bool) -> Tag {
    let onclick = painter.send(Msg::Time(TimeMsg::ToggleStopAt(at)));
    toggle("btn btn-o", is_on, onclick)
        .child(icon(Icon::Stop))
        .child(painter.get(name))
}

/// The breakpoints of a node.
pub fn of_node(painter: &Painter, node: &Node, stops: &OfNode) -> Tag {
    let here = here(
        painter,
        key!("stop.here"),
        Breakpoint::Node(node.clone()),
        stops.is_on,
    );
    let depth = stops.depth.as_ref().map(|(queue, typed)| {
        let name = queue.to_string();
        let onchange = painter
            .on(move |event: Event| Msg::Time(TimeMsg::StopAtDepth(name.clone(), text_of(&event).into())));
        let field = tag("input")
            .set("type", "number")
            .set("min", "1")
            .class("field run-number")
            .set("aria-label", painter.get(key!("stop.depth")))
            .typed(typed.to_string())
            .on_change(onchange);
        tag("label")
            .class("run-depth")
            .child(painter.get(key!("stop.at_ready")))
            .child(field)
            .child(painter.get(key!("stop.or_more")))
    });
    section(painter.get(key!("tab.stops")), "").child(div("acts").child(here).child(depth))
}
