//! The transport: restart, step back, play and pause, step, end; speed; the virtual clock.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::transport::Transport;
use crate::studio::view::Speed;
use crate::text::{Argument, Key};
use crate::web::controls::IconButton;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Painter;

/// The five buttons.
pub fn buttons(painter: &Painter, transport: &Transport) -> Html {
    let button = |key: Key, icon, keys, disabled, msg: Msg| {
        let button = IconButton {
            disabled,
            ..IconButton::new(icon, painter.get(key)).key(keys)
        };
        button.paint(painter.send(msg))
    };
    let (shown, name, msg) = if transport.playing {
        (Icon::Pause, key!("transport.pause"), Msg::Pause)
    } else if transport.can_continue && transport.at_end {
        (Icon::Play, key!("timeline.continue"), Msg::Continue)
    } else {
        (Icon::Play, key!("transport.play"), Msg::Play)
    };
    let play = IconButton {
        class: "btn-play",
        ..IconButton::new(shown, painter.get(name)).key("Space")
    };
    let (start, end) = (transport.at_start, transport.at_end);
    html! {
        <>
            { button(key!("transport.restart"), Icon::ToStart, "Home", start, Msg::Restart) }
            { button(key!("transport.step_back"), Icon::StepBack, "ArrowLeft ,", start, Msg::StepBack) }
            { play.paint(painter.send(msg)) }
            { button(key!("transport.step"), Icon::Step, "ArrowRight .", end, Msg::Step) }
            { button(key!("transport.end"), Icon::ToEnd, "End", end, Msg::End) }
        </>
    }
}

/// How fast playing goes.
pub fn speed(painter: &Painter, transport: &Transport) -> Html {
    let now = transport.speed;
    let onchange = painter.on(move |event: Event| Msg::SetSpeed(chosen(&event).unwrap_or(now)));
    let options = Speed::ALL.into_iter().map(|speed| {
        let shown = painter.with(
            key!("transport.speed_value"),
            "speed",
            Argument::Plain(speed.text()),
        );
        html! { <option value={speed.text()} selected={speed == now}>{ shown }</option> }
    });
    html! {
        <span class="choice speed">
            <select aria-label={painter.get(key!("transport.speed"))} {onchange}>{ for options }</select>
            { icon(Icon::ChevronDown) }
        </span>
    }
}

fn chosen(event: &Event) -> Option<Speed> {
    let list: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    Speed::parse(&list.value())
}

/// The transport of the top bar, with speed and clock.
pub fn transport(painter: &Painter, transport: &Transport) -> Html {
    html! {
        <div class="transport" role="toolbar" aria-label={painter.get(key!("transport.label"))}>
            { buttons(painter, transport) }
            <i class="sep-v"></i>
            { speed(painter, transport) }
            <span class="clock" title={painter.get(key!("transport.clock"))}>{ &*transport.clock }</span>
        </div>
    }
}
