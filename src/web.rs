//! The browser: paints what `studio` decides and forwards what the person does. It decides nothing itself.
//!
//! This is the only room that knows of a browser. Several mounts can live on one page, so it keeps no globals but what
//! is the same for all of them.
//!
//! One `Store` a mount holds the studio. The page is made of `Part`s, which see some of the studio, paint themselves
//! again when that changes, and send messages; what the studio asks of its surroundings, `browser` carries out. Tokens
//! that move are not painted again: one `FrameLoop` moves their elements itself.

mod app;
mod binding;
mod bottom;
mod branches;
mod browser;
mod canvas;
mod charts;
mod choices;
mod clipboard;
mod compare;
mod controls;
mod dialog;
mod empty;
mod file_drop;
mod file_menu;
mod focus;
mod form;
mod frame_loop;
mod gallery;
mod hint;
mod icon;
mod indent;
mod inspector;
mod keys;
mod legend;
mod log;
mod menu;
mod message_mark;
mod narration;
mod outline;
mod overlay;
mod painter;
mod palette;
mod part;
mod pictogram;
mod player;
mod problems;
mod regions;
mod rich;
mod same;
mod shapes;
mod size;
mod stops;
mod store;
mod tag;
mod timeline;
mod top_bar;
mod transport;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

/// Mounts the application into each element of the page that carries `data-warren`. The loader of the page calls it with
/// the contents of the two catalogues. False, and nothing is mounted, where they are those of another version.
#[wasm_bindgen]
pub fn open(english: String, chinese: String) -> bool {
    if !crate::text::provide(english, chinese) {
        return false;
    }
    for (mount, place) in places().into_iter().enumerate() {
        let painter = app::begin(mount, &place);
        let props = part::PartProps {
            what: part::What::Page(place.clone()),
            painter,
        };
        yew::Renderer::<part::Part>::with_root_and_props(place, props).render();
    }
    true
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
