//! How large an element is, as long as it is there.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};
use yew::prelude::*;

/// Calls back whenever the element's size changes, and once at the beginning, until it is dropped.
struct Watch {
    observer: ResizeObserver,
    _on_resize: Closure<dyn FnMut(Array)>,
}

impl Watch {
    fn new(element: &Element, on_size: impl Fn(f64, f64) + 'static) -> Option<Watch> {
        let on_resize = Closure::new(move |entries: Array| {
            let entry = entries.get(0).dyn_into::<ResizeObserverEntry>().ok();
            if let Some(entry) = entry {
                on_size(entry.content_rect().width(), entry.content_rect().height());
            }
        });
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Watch {
            observer,
            _on_resize: on_resize,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `on_size` with width and height in pixels, now and after each change.
#[hook]
pub fn use_size(place: &NodeRef, on_size: impl Fn(f64, f64) + 'static) {
    let place = place.clone();
    use_effect_with((), move |()| {
        let watch = place
            .cast::<Element>()
            .and_then(|element| Watch::new(&element, on_size));
        move || drop(watch)
    });
}

/// The width of an element in pixels; 0 until it is known.
#[hook]
pub fn use_width(place: &NodeRef) -> f64 {
    let width = use_state_eq(|| 0.0);
    let set = width.setter();
    use_size(place, move |wide, _| set.set(wide));
    *width
}
