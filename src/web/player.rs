//! The player alone: the canvas with narration and transport, for an iframe in a documentation page.

use crate::key;
use crate::studio::Studio;
use crate::web::icon::{Icon, icon};
use crate::web::narration::{chapters, lit, words};
use crate::web::painter::Brush;
use crate::web::part::What;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, tag, worded};
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
pub fn player(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panels = studio.panels();
    let (top, transport) = (&*panels.top, &*panels.transport);
    let language = brush.text.language().code();
    let address = top
        .scenario
        .as_ref()
        .map(|id| format!("./?scenario={id}&lang={language}"));
    let out = address.map(|address| {
        tag("a")
            .class("btn btn-s")
            .set("href", address)
            .set("target", "_blank")
            .set("rel", "noopener")
            .set("aria-label", brush.get(key!("player.open")))
            .child(worded("span", "lab", brush.get(key!("player.open"))))
            .child(icon(Icon::Out))
    });
    let head = tag("header")
        .class("we-top")
        .child(logo())
        .child(worded("h1", "", &top.title))
        .child(out);
    let canvas = tag("main")
        .class("we-canvas")
        .set("aria-label", brush.get(key!("player.label")))
        .child(brush.part(What::Canvas { in_page: true }));
    let asked = panels.narration.question.as_ref();
    let narration = tag("section")
        .class("we-nar")
        .set("aria-label", brush.get(key!("narration.label")))
        .child(words(brush, &panels.narration))
        .child(asked.map(|_| chapters(brush, &panels.narration)));
    let bar = tag("footer")
        .class("we-bar")
        .set("aria-label", brush.get(key!("transport.label")));
    let bar = buttons(bar, brush, transport)
        .child(brush.part(What::Timeline(Build::Slim)))
        .child(worded("span", "we-count", &transport.step_text))
        .child(speed(brush, transport));
    div("w-embed")
        .child(head)
        .child(canvas)
        .child(narration)
        .child(bar)
}
