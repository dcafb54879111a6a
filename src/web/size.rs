//! How large an element is, as long as it is there.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};
use yew::prelude::*;

/// Tells the size of an element now and after each change, until it is dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    _on_resize: Closure<dyn FnMut(Array)>,
}

impl SizeWatch {
    /// Calls `on_size` with width and height in pixels; `None` where the element is not there.
    pub fn new(place: &NodeRef, on_size: impl Fn(f64, f64) + 'static) -> Option<SizeWatch> {
        SizeWatch::begin(place, Box::new(on_size))
    }

    fn begin(place: &NodeRef, on_size: Box<dyn Fn(f64, f64)>) -> Option<SizeWatch> {
        let element = place.cast::<Element>()?;
        let on_resize = Closure::new(move |entries: Array| {
            if let Ok(entry) = entries.get(0).dyn_into::<ResizeObserverEntry>() {
                on_size(entry.content_rect().width(), entry.content_rect().height());
            }
        });
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
        observer.observe(&element);
        Some(SizeWatch {
            observer,
            _on_resize: on_resize,
        })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
