//! F6 and Shift+F6: from area to area, around the page. An area that is not to be seen is passed over.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};

/// The areas in the order in which they are read. A page has some of them.
const AREAS: &str = ".topbar, .we-top, .rail, [role=application], .narration, .we-nar, .inspector, .panel, .we-bar, \
                     .gal-top, .gal";

/// What can take the focus in an area.
const STOPS: &str = "button:not([tabindex='-1']), a[href], input, select, textarea, [tabindex='0']";

/// What lies beyond the last area, and before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// The first again: there is nothing else on the page.
    Around,
    /// The page of others, and the browser.
    Out,
}

/// Puts the focus into the next area, or the one before. Answers whether there was one.
pub fn go(mount: &Element, back: bool, beyond: Beyond) -> bool {
    let Ok(areas) = mount.query_selector_all(AREAS) else {
        return false;
    };
    let areas: Vec<HtmlElement> = elements(&areas).filter(|area| area.offset_width() > 0).collect();
    let active = mount
        .owner_document()
        .and_then(|document| document.active_element());
    let holds = |area: &HtmlElement| active.as_ref().is_some_and(|active| area.contains(Some(active)));
    let count = areas.len();
    let mut at = areas.iter().position(holds);
    for _ in 0..count {
        let next = match (at, back) {
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(at), false) if at + 1 < count => at + 1,
            (Some(at), true) if at > 0 => at - 1,
            (Some(_), _) if beyond == Beyond::Out => return false,
            (Some(_), false) => 0,
            (Some(_), true) => count - 1,
        };
        if enter(&areas[next]) {
            return true;
        }
        at = Some(next);
    }
    false
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

/// Gives the focus to the first field of the inspector; where it has none, to what can be pressed there.
pub fn enter_details(mount: &Element) {
    let first = |of: &str| {
        mount
            .query_selector(&format!(".inspector .pane {of}"))
            .ok()
            .flatten()
    };
    let found = first(":is(input, select, textarea):not([disabled])").or_else(|| first("button"));
    if let Some(field) = found {
        focus(&field);
    }
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
