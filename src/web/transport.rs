//! The transport: restart, step back, play and pause, step, end; speed; the virtual clock.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::view::Speed;
use crate::text::Argument;
use crate::web::app::use_text;
use crate::web::controls::IconButton;
use crate::web::icon::{Icon, icon};
use crate::web::store::{use_dispatch, use_panel};

/// The five buttons.
#[component]
pub fn TransportButtons() -> Html {
    let transport = use_panel(|panels| &panels.transport);
    let dispatch = use_dispatch();
    let text = use_text();
    let button = |key, icon, keys: &'static str, disabled, msg: Msg| {
        let onclick = dispatch.on(move |_| msg.clone());
        html! { <IconButton {icon} name={text.get(key)} {keys} {disabled} {onclick} /> }
    };
    let play = if transport.playing {
        let onclick = dispatch.on(|_| Msg::Pause);
        html! {
            <IconButton class="btn-play" icon={Icon::Pause} name={text.get(key!("transport.pause"))} keys="Space" {onclick} />
        }
    } else if transport.can_continue && transport.at_end {
        let onclick = dispatch.on(|_| Msg::Continue);
        html! {
            <IconButton class="btn-play" icon={Icon::Play} name={text.get(key!("timeline.continue"))} {onclick} />
        }
    } else {
        let onclick = dispatch.on(|_| Msg::Play);
        html! {
            <IconButton class="btn-play" icon={Icon::Play} name={text.get(key!("transport.play"))} keys="Space" {onclick} />
        }
    };
    let start = transport.at_start;
    let end = transport.at_end;
    html! {
        <>
            { button(key!("transport.restart"), Icon::ToStart, "Home", start, Msg::Restart) }
            { button(key!("transport.step_back"), Icon::StepBack, "ArrowLeft ,", start, Msg::StepBack) }
            { play }
            { button(key!("transport.step"), Icon::Step, "ArrowRight .", end, Msg::Step) }
            { button(key!("transport.end"), Icon::ToEnd, "End", end, Msg::End) }
        </>
    }
}

/// How fast playing goes.
#[component]
pub fn SpeedChoice() -> Html {
    let transport = use_panel(|panels| &panels.transport);
    let dispatch = use_dispatch();
    let text = use_text();
    let shown = |speed: Speed| {
        text.line(
            key!("transport.speed_value"),
            &[("speed", Argument::Plain(speed.text()))],
        )
    };
    let now = transport.speed;
    let onchange = dispatch.on(move |event: Event| Msg::SetSpeed(chosen(&event).unwrap_or(now)));
    let options = Speed::ALL.into_iter().map(|speed| {
        html! { <option value={speed.text()} selected={speed == now}>{ shown(speed) }</option> }
    });
    html! {
        <span class="choice speed">
            <select aria-label={text.get(key!("transport.speed"))} {onchange}>{ for options }</select>
            { icon(Icon::ChevronDown) }
        </span>
    }
}

fn chosen(event: &Event) -> Option<Speed> {
    let list: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    Speed::parse(&list.value())
}

/// The transport of the top bar, with speed and clock.
#[component]
pub fn Transport() -> Html {
    let transport = use_panel(|panels| &panels.transport);
    let text = use_text();
    html! {
        <div class="transport" role="toolbar" aria-label={text.get(key!("transport.label"))}>
            <TransportButtons />
            <i class="sep-v"></i>
            <SpeedChoice />
            <span class="clock" title={text.get(key!("transport.clock"))}>{ &*transport.clock }</span>
        </div>
    }
}
