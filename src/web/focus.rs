//! Where the focus goes when the element that has it goes away: a button that has done its work, a dialog, a panel.
//!
//! A browser would leave it nowhere. Here it goes back along the trail of elements that had it before: to what opened
//! the dialog, to what stood beside the button; where none of them takes it any more, to the canvas. Of what the
//! elements are, this room knows nothing.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement};

use crate::web::browser::listening::Listener;

/// How many elements the trail holds.
const LENGTH: usize = 16;

/// The focus of a mount.
#[derive(Clone)]
pub struct Focus(Rc<Inner>);

struct Inner {
    place: Element,
    /// Elements that had the focus, the latest last.
    trail: RefCell<Vec<HtmlElement>>,
    /// Whether the latest has it still. A press beside everything takes it from all.
    is_held: Cell<bool>,
}

impl PartialEq for Focus {
    fn eq(&self, other: &Focus) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Focus {
    /// The focus of the mount in this element.
    pub fn new(place: &Element) -> Focus {
        Focus(Rc::new(Inner {
            place: place.clone(),
            trail: RefCell::default(),
            is_held: Cell::default(),
        }))
    }

    /// Follows the focus for as long as what it returns is held.
    pub fn follow(&self) -> Vec<Box<dyn Any>> {
        let (came, pressed) = (self.clone(), self.clone());
        let place = &self.0.place;
        let on_focus = Listener::new(place.clone().into(), "focusin", move |event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let Some(element) = target {
                came.comes_to(element);
            }
        });
        let on_press = Listener::new(place.clone().into(), "pointerdown", move |_| {
            pressed.0.is_held.set(false)
        });
        vec![Box::new(on_focus), Box::new(on_press)]
    }

    /// The element that the mount is in.
    pub fn place(&self) -> Element {
        self.0.place.clone()
    }

    fn comes_to(&self, element: HtmlElement) {
        let mut trail = self.0.trail.borrow_mut();
        trail.retain(|known| *known != element && known.is_connected());
        if trail.len() == LENGTH {
            trail.remove(0);
        }
        trail.push(element);
        self.0.is_held.set(true);
    }

    /// After something was painted: where the element that had the focus is gone, another gets it.
    pub fn keep(&self) {
        let lost = {
            let trail = self.0.trail.borrow();
            self.0.is_held.get() && trail.last().is_some_and(|last| !last.is_connected())
        };
        let place = &self.0.place;
        let Some(document) = place.owner_document().filter(|_| lost) else {
            return;
        };
        // Nobody is robbed of it: neither another element nor the page around this one.
        if is_anywhere(&document) || !document.has_focus().unwrap_or_default() {
            return;
        }
        // Focusing adds to the trail.
        let trail = self.0.trail.borrow().clone();
        let before = trail.into_iter().rev().filter(|element| element.is_connected());
        let stay = FocusOptions::new();
        stay.set_prevent_scroll(true);
        for element in before.chain(canvas(place)) {
            // What cannot take the focus leaves it where it is.
            let _ = element.focus_with_options(&stay);
            if is_anywhere(&document) {
                return;
            }
        }
    }
}

/// Whether an element of the page has the focus.
fn is_anywhere(document: &Document) -> bool {
    document
        .active_element()
        .is_some_and(|active| active.tag_name() != "BODY")
}

/// The canvas of a mount: one tab stop, whose selection is its focus.
pub fn canvas(place: &Element) -> Option<HtmlElement> {
    place
        .query_selector("[role=application]")
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}
