//! The one loop over the browser's frames. It runs while there is something to move, and stops for good on drop.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Window, window};

/// Whether another frame is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Frame,
    Rest,
}

/// Calls its painter once a frame, from `wake` until the painter rests.
pub struct FrameLoop(Rc<Loop>);

/// Called with the time of the frame, in milliseconds.
type OnFrame = Closure<dyn FnMut(f64)>;

struct Loop {
    window: Window,
    on_frame: RefCell<Option<OnFrame>>,
    /// The browser's handle on the frame that was asked for.
    asked: Cell<Option<i32>>,
}

impl FrameLoop {
    /// A loop at rest. `paint` gets the time of the frame in milliseconds since the page began.
    ///
    /// # Panics
    /// Outside a window: only `web` makes one, and it runs in a page.
    pub fn new(mut paint: impl FnMut(f64) -> Next + 'static) -> FrameLoop {
        let window = window().expect("a page has a window");
        let this = Rc::new(Loop {
            window,
            on_frame: RefCell::new(None),
            asked: Cell::new(None),
        });
        let again = Rc::downgrade(&this);
        *this.on_frame.borrow_mut() = Some(Closure::new(move |now_ms| {
            let Some(this) = again.upgrade() else { return };
            this.asked.set(None);
            match paint(now_ms) {
                Next::Frame => this.ask(),
                Next::Rest => {}
            }
        }));
        FrameLoop(this)
    }

    /// Asks for a frame, unless one is asked for already.
    pub fn wake(&self) {
        self.0.ask();
    }
}

impl Loop {
    fn ask(&self) {
        if self.asked.get().is_some() {
            return;
        }
        let on_frame = self.on_frame.borrow();
        let Some(on_frame) = on_frame.as_ref() else { return };
        self.asked.set(
            self.window
                .request_animation_frame(on_frame.as_ref().unchecked_ref())
                .ok(),
        );
    }
}

impl Drop for FrameLoop {
    fn drop(&mut self) {
        if let Some(handle) = self.0.asked.take() {
            // A frame that cannot be cancelled finds the loop gone and does nothing.
            let _ = self.0.window.cancel_animation_frame(handle);
        }
    }
}
