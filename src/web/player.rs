//! The player alone: the canvas with narration and transport, for an iframe in a documentation page.

use yew::prelude::*;

use crate::key;
use crate::studio::Studio;
use crate::web::icon::{Icon, icon};
use crate::web::narration::{chapters, lit, words};
use crate::web::painter::Brush;
use crate::web::part::What;
use crate::web::same::Bit;
use crate::web::timeline::Build;
use crate::web::top_bar::logo;
use crate::web::transport::{buttons, speed};

/// What the player shows around its canvas.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::of(&panels.top),
        Bit::of(&panels.transport),
        Bit::of(&panels.narration),
        lit(studio),
    ]
}

/// The player.
pub fn player(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let panels = studio.panels();
    let (top, transport) = (&*panels.top, &*panels.transport);
    let language = brush.text.language().code();
    let address = top
        .scenario
        .as_ref()
        .map(|id| format!("./?scenario={id}&lang={language}"));
    let name = brush.get(key!("player.label"));
    html! {
        <div class="w-embed">
            <header class="we-top">
                { logo() }<h1>{ &*top.title }</h1>
                if let Some(address) = address {
                    <a class="btn btn-s" href={address} target="_blank" rel="noopener">
                        <span class="lab">{ brush.get(key!("player.open")) }</span>{ icon(Icon::Out) }
                    </a>
                }
            </header>
            <main class="we-canvas" aria-label={name}>{ brush.part(What::Canvas { in_page: true }) }</main>
            <section class="we-nar" aria-label={brush.get(key!("narration.label"))}>
                { words(brush, &panels.narration) }
                if panels.narration.question.is_some() {
                    { chapters(brush, &panels.narration) }
                }
            </section>
            <footer class="we-bar" aria-label={brush.get(key!("transport.label"))}>
                { buttons(brush, transport) }
                { brush.part(What::Timeline(Build::Slim)) }
                <span class="we-count">{ &*transport.step_text }</span>
                { speed(brush, transport) }
            </footer>
        </div>
    }
}
