//! What is said beside a node: why no edge can end there, or what hangs loose.

use std::any::Any;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::scene::geometry::Point;
use crate::studio::Studio;
use crate::studio::panels::sketch::Tone;
use crate::web::canvas::{on_screen, pixels, set};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div};

/// What the tip shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(studio.sketch().tip.as_ref())]
}

/// The reason.
pub fn tip(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let shown = studio.sketch().tip.as_ref();
    let tip = div("tip")
        .class(match shown.map(|tip| tip.tone) {
            Some(Tone::Warning) => "is-warn",
            Some(Tone::Promise) => "is-goal",
            Some(Tone::Refusal) | None => "",
        })
        .place(&brush.places[0])
        .set("hidden", shown.is_none());
    match shown {
        Some(shown) => rich(tip, brush, &shown.words),
        None => tip,
    }
}

/// Keeps the tip below its node.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (store, tip) = (painter.store.clone(), places[0].clone());
    let place = move || {
        let studio = store.studio();
        let shown = studio.sketch().tip.as_ref();
        if let (Some(shown), Some(tip)) = (shown, tip.cast::<HtmlElement>()) {
            let below = Point::new(shown.at.middle().x, shown.at.bottom());
            let (x, y) = on_screen(studio.view().camera, below);
            set(&tip.style(), "--x", &pixels(x));
            set(&tip.style(), "--y", &pixels(y));
        }
    };
    vec![Box::new(painter.store.subscribe(Rc::new(place)))]
}
