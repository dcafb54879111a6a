//! The bar at the lower edge of the canvas that says what the keys do now.

use std::rc::Rc;

use crate::key;
use crate::studio::gesture::EXCHANGES;
use crate::studio::{Msg, Studio};
use crate::web::controls::{button, toggle};
use crate::web::icon::{Icon, icon};
use crate::web::painter::Brush;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, span, worded, worded_if};

/// What the hint bar depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().hint)]
}

/// The bar that says what the keys do now.
pub fn hint(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let hint = &studio.panels().hint;
    let is_empty = hint.rows.is_empty();
    let row = |keys: &[Rc<str>], text: &str| {
        span("")
            .children(keys.iter().map(|key| worded("kbd", "key", key)))
            .child(text)
    };
    let cancel = button("btn btn-i hint-x", brush.send(Msg::Escape))
        .set("aria-label", brush.get(key!("draw.cancel")))
        .child(icon(Icon::Cross));
    let title = (!hint.title.is_empty()).then(|| worded("b", "", &hint.title));
    let kinds = hint.exchange.map(|chosen| {
        let kinds = EXCHANGES
            .iter()
            .map(|&kind| toggle("", kind == chosen, brush.send(Msg::SetExchange(kind))).child(kind.word()));
        span("seg")
            .set("role", "group")
            .set("aria-label", brush.get(key!("draw.exchange_kind")))
            .children(kinds)
    });
    div("hintbar")
        .set("hidden", is_empty)
        .child(kinds)
        .child(title)
        .child(worded_if("span", "tap", hint.tap))
        .children(hint.rows.iter().map(|of| row(&of.keys, &of.text)))
        .child((!is_empty).then_some(cancel))
}
