//! What the browser tells of itself: the way back in its history, and the wish for less motion.

use std::any::Any;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget, window};

use crate::studio::Msg;
use crate::studio::files::{Asked, FileMsg};
use crate::web::browser::address::Query;
use crate::web::browser::preferences;
use crate::web::store::Store;

/// Listens for as long as what it returns is held. The history is the page's: only its own mount follows it.
pub fn listen(store: &Store, owns_page: bool) -> Vec<Box<dyn Any>> {
    let mut held: Vec<Box<dyn Any>> = Vec::new();
    if let Some(window) = window().filter(|_| owns_page) {
        let store = store.clone();
        held.push(Box::new(Listener::new(window.into(), "popstate", move |_| {
            go_back(&store)
        })));
    }
    if let Some(query) = preferences::motion_query() {
        let store = store.clone();
        let tell = move |_| store.send(Msg::ReducedMotion(preferences::reduced_motion()));
        held.push(Box::new(Listener::new(query.into(), "change", tell)));
    }
    held
}

/// Opens what the address asks for again.
fn go_back(store: &Store) {
    let Some(query) = Query::of_page() else { return };
    let asked = match query.get("scenario") {
        Some(id) => Asked::Scenario(id.into()),
        None if query.has("new") => Asked::New,
        None if query.has("gallery") => Asked::Gallery,
        None => Asked::Nothing,
    };
    store.send(Msg::File(FileMsg::GoBack(asked)));
}

/// Stops listening with its drop.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `act` with each such event of the target.
    pub fn new(target: EventTarget, event: &'static str, act: impl Fn(Event) + 'static) -> Listener {
        Listener::begin(target, event, Closure::new(act))
    }

    #[inline(never)]
    fn begin(target: EventTarget, event: &'static str, closure: Closure<dyn Fn(Event)>) -> Listener {
        // A target takes listeners, and lets them go.
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Listener {
            target,
            event,
            closure,
        }
    }

    /// The same, for a listener that prevents what the browser would do.
    pub fn active(target: EventTarget, event: &'static str, act: impl Fn(Event) + 'static) -> Listener {
        let closure = Closure::new(act);
        let options = web_sys::AddEventListenerOptions::new();
        options.set_passive(false);
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            Closure::as_ref(&closure).unchecked_ref(),
            &options,
        );
        Listener {
            target,
            event,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, function);
    }
}
