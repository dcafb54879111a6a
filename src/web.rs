//! The browser: paints what `studio` decides and forwards what the person does. It decides nothing itself.
//!
//! This is the only room that knows of a browser. Several mounts can live on one page, so it keeps no globals.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Mounts the application into each element of the page that carries `data-warren`.
pub fn main() {
    for place in places() {
        yew::Renderer::<Studio>::with_root(place).render();
    }
}

/// The elements that ask for a studio (`data-warren="studio"`) or a player (`data-warren="player"`).
fn places() -> Vec<Element> {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(found) = document.and_then(|document| document.query_selector_all("[data-warren]").ok()) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

#[component]
fn Studio() -> Html {
    html! { <main><h1>{ "Warren" }</h1></main> }
}
