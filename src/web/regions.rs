//! F6 and Shift+F6: from area to area, around the page. An area that is not to be seen is passed over.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};

/// The areas in the order in which they are read. A page has some of them.
const AREAS: &str = ".topbar, .we-top, .rail, [role=application], .narration, .we-nar, .inspector, .panel, .we-bar, \
                     .gal-top, .gal";

/// What can take the focus in an area.
const STOPS: &str = "button:not([tabindex='-1']), a[href], input, select, textarea, [tabindex='0']";

/// Puts the focus into the next area, or the one before.
pub fn go(mount: &Element, back: bool) {
    let Ok(areas) = mount.query_selector_all(AREAS) else {
        return;
    };
    let areas: Vec<HtmlElement> = elements(&areas).filter(|area| area.offset_width() > 0).collect();
    let active = mount
        .owner_document()
        .and_then(|document| document.active_element());
    let holds = |area: &HtmlElement| active.as_ref().is_some_and(|active| area.contains(Some(active)));
    let count = areas.len();
    let mut at = areas.iter().position(holds);
    for _ in 0..count {
        at = Some(match (at, back) {
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
        });
        if at.is_some_and(|at| enter(&areas[at])) {
            return;
        }
    }
}

/// Gives the focus to an area, or to the first in it that takes it.
fn enter(area: &HtmlElement) -> bool {
    if area.tab_index() >= 0 {
        return area.focus().is_ok();
    }
    let stops = area.query_selector_all(STOPS).ok();
    let stops = stops.iter().flat_map(elements);
    let mut seen = stops.filter(|stop| stop.offset_width() > 0);
    seen.next().is_some_and(|stop| stop.focus().is_ok())
}

/// Gives the focus to an element, if it takes it.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // What cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

fn elements(list: &NodeList) -> impl Iterator<Item = HtmlElement> {
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok())
}
