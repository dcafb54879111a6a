//! The transport: restart, step back, play and pause, step, end; speed; the virtual clock.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::actions::Action;
use crate::studio::panels::transport::Transport;
use crate::studio::view::Speed;
use crate::text::{Argument, Key};
use crate::web::controls::{IconButton, chosen, option, select};
use crate::web::icon::{Icon, icon};
use crate::web::painter::Painter;
use crate::web::tag::{Tag, div, span, tag, worded};

/// Puts the five buttons into the bar.
pub fn buttons(bar: Tag, painter: &Painter, transport: &Transport) -> Tag {
    let (shown, name, msg) = if transport.playing {
        (Icon::Pause, key!("transport.pause"), Msg::Pause)
    } else if transport.can_continue && transport.at_end && transport.cannot_play.is_none() {
        (Icon::Play, key!("timeline.continue"), Msg::Continue)
    } else {
        (Icon::Play, key!("transport.play"), Msg::Play)
    };
    let play = IconButton {
        class: "btn-play",
        disabled: transport.cannot_play.is_some(),
        why_not: transport.cannot_play.map(|why_not| painter.get(why_not)),
        ..IconButton::new(shown, painter.get(name)).keyed(Action::TogglePlay)
    };
    let (start, end) = (transport.at_start, transport.at_end);
    let button = |key: Key, icon, action, disabled, msg: Msg| {
        let button = IconButton {
            disabled,
            ..IconButton::new(icon, painter.get(key)).keyed(action)
        };
        button.paint(painter.send(msg))
    };
    bar.child(button(
        key!("transport.restart"),
        Icon::ToStart,
        Action::Restart,
        start,
        Msg::Restart,
    ))
    .child(button(
        key!("transport.step_back"),
        Icon::StepBack,
        Action::StepBack,
        start,
        Msg::StepBack,
    ))
    .child(play.paint(painter.send(msg)))
    .child(button(
        key!("transport.step"),
        Icon::Step,
        Action::Step,
        end,
        Msg::Step,
    ))
    .child(button(
        key!("transport.end"),
        Icon::ToEnd,
        Action::End,
        end,
        Msg::End,
    ))
}

/// How fast playing goes.
pub fn speed(painter: &Painter, transport: &Transport) -> Tag {
    let now = transport.speed;
    let onchange = painter.on(move |event: Event| {
        let speed = chosen(&event).and_then(|speed| Speed::parse(&speed));
        Msg::SetSpeed(speed.unwrap_or(now))
    });
    let mut list = select(painter.get(key!("transport.speed")), onchange);
    for speed in Speed::ALL {
        let shown = painter.with(
            key!("transport.speed_value"),
            "speed",
            Argument::Plain(speed.text()),
        );
        list = list.child(option(speed.text().to_string(), speed == now, &shown));
    }
    span("choice speed").child(list).child(icon(Icon::ChevronDown))
}

/// The transport of the top bar, with speed and clock.
pub fn transport(painter: &Painter, transport: &Transport) -> Tag {
    let bar = div("transport")
        .set("role", "toolbar")
        .set("aria-label", painter.get(key!("transport.label")));
    let clock = worded("span", "clock", &transport.clock).set("title", painter.get(key!("transport.clock")));
    buttons(bar, painter, transport)
        .child(tag("i").class("sep-v"))
        .child(speed(painter, transport))
        .child(clock)
}
