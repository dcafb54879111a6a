//! What the browser tells of itself: the way back in its history, and the wish for less motion.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventTarget, window};
use yew::prelude::*;

use crate::studio::Msg;
use crate::web::browser::address::Query;
use crate::web::browser::preferences;
use crate::web::store::{Store, use_store};

/// Listens, for as long as the mount is there. The history is the page's: only its own mount follows it.
#[hook]
pub fn use_listening(owns_page: bool) {
    let store = use_store();
    use_effect_with((store, owns_page), |(store, owns_page)| {
        let history = window().filter(|_| *owns_page).map(EventTarget::from);
        let back = history.map(|window| Listener::new(window, "popstate", go_back(store)));
        let motion =
            preferences::motion_query().map(|query| Listener::new(query, "change", less_motion(store)));
        move || drop((back, motion))
    });
}

/// Opens what the address asks for again.
fn go_back(store: &Store) -> impl Fn() + 'static {
    let store = store.clone();
    move || {
        let query = Query::of_page();
        let scenario = query.as_ref().and_then(|query| query.get("scenario"));
        store.send(match scenario {
            Some(id) => Msg::OpenScenario(id.into()),
            None => Msg::OpenGallery,
        });
    }
}

fn less_motion(store: &Store) -> impl Fn() + 'static {
    let store = store.clone();
    move || store.send(Msg::ReducedMotion(preferences::reduced_motion()))
}

/// Stops listening with its drop.
struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn Fn()>,
}

impl Listener {
    fn new(target: impl Into<EventTarget>, event: &'static str, act: impl Fn() + 'static) -> Listener {
        let (target, closure) = (target.into(), Closure::new(act));
        // A target takes listeners, and lets them go.
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
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
