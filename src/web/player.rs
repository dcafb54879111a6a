//! The player alone: the canvas with narration and transport, for an iframe in a documentation page.

use yew::prelude::*;

use crate::key;
use crate::text::Argument;
use crate::web::app::use_text;
use crate::web::canvas::Canvas;
use crate::web::icon::{Icon, icon};
use crate::web::narration::NarrationText;
use crate::web::store::{use_panel, use_selector};
use crate::web::timeline::{Build, Slider};
use crate::web::top_bar::logo;
use crate::web::transport::{SpeedChoice, TransportButtons};

/// Which mount it is.
#[derive(Clone, Properties, PartialEq)]
pub struct PlayerProps {
    pub mount: usize,
}

/// The player.
#[component]
pub fn Player(props: &PlayerProps) -> Html {
    let top = use_panel(|panels| &panels.top);
    let transport = use_panel(|panels| &panels.transport);
    let language = *use_selector(|studio| studio.view().language);
    let text = use_text();
    let name = text.line(key!("player.label"), &[("title", Argument::Plain(&top.title))]);
    let studio = top
        .scenario
        .as_ref()
        .map(|id| format!("./?scenario={id}&lang={}", language.code()));
    html! {
        <section class="w-embed" aria-label={name}>
            <header class="we-top">
                { logo() }<h1>{ &*top.title }</h1>
                if let Some(address) = studio {
                    <a class="btn btn-s" href={address} target="_blank" rel="noopener">
                        <span class="lab">{ text.get(key!("player.open")) }</span>{ icon(Icon::Out) }
                    </a>
                }
            </header>
            <div class="we-canvas"><Canvas mount={props.mount} in_page=true /></div>
            <div class="we-nar"><NarrationText /></div>
            <footer class="we-bar" role="toolbar" aria-label={text.get(key!("transport.label"))}>
                <TransportButtons />
                <Slider build={Build::Slim} />
                <span class="we-count">{ &*transport.step_text }</span>
                <SpeedChoice />
            </footer>
        </section>
    }
}
