//! Locks between the tabs of one browser. A lock ends with its tab, however that ends, so it tells who is still there.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::window;

#[wasm_bindgen]
extern "C" {
    type Locks;
    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, options: &JsValue, granted: &Function) -> Result<Promise, JsValue>;
}

/// A lock that is held, or on its way; it ends with its drop.
#[derive(Default)]
pub struct Held(Rc<RefCell<Option<Function>>>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            // Whoever waits for it goes on.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Whether this browser has locks: pages that are not secure have none.
pub fn are_there() -> bool {
    locks().is_some()
}

fn locks() -> Option<Locks> {
    let navigator = window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}

/// Asks for a lock, and says whether nobody else has it.
pub fn ask(name: &str, answer: impl FnOnce(bool) + 'static) -> Held {
    let held = Held::default();
    let Some(locks) = locks() else {
        answer(true);
        return held;
    };
    let keep = held.0.clone();
    let granted = Closure::once_into_js(move |lock: JsValue| {
        if lock.is_null() {
            answer(false);
            return JsValue::UNDEFINED;
        }
        let until = Promise::new(&mut |release, _| {
            keep.replace(Some(release));
        });
        answer(true);
        until.into()
    });
    let options = js_sys::Object::new();
    // A plain object takes what it is told.
    let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
    let _ = locks.request(name, &options, granted.unchecked_ref());
    held
}
