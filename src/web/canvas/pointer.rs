//! The pointer on the canvas: drags pan, two fingers and the wheel zoom, clicks choose what they point at.

use crate::base::sorted::SortedMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, WheelEvent};
use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::scene::geometry::Point;
use crate::studio::Msg;
use crate::web::browser::listening::Listener;
use crate::web::canvas::crowd::message_at;
use crate::web::canvas::place::{Target, target};
use crate::web::store::Store;

/// What the canvas listens with.
pub struct Pointer {
    pub down: Callback<PointerEvent>,
    pub moved: Callback<PointerEvent>,
    pub up: Callback<PointerEvent>,
    pub click: Callback<MouseEvent>,
}

/// So far, in pixels, a pointer may wander and still click.
const WANDER: f64 = 4.0;

/// So much the wheel, or the distance of two fingers, changes for a notch of zoom.
const WHEEL_NOTCH: f64 = 60.0;
const PINCH_NOTCH: f64 = 24.0;

/// The pointers that are down, and what has come of them.
#[derive(Default)]
struct Hold {
    /// Where each pointer is, in pixels of the window.
    pointers: RefCell<SortedMap<i32, (f64, f64)>>,
    /// How far the first one has gone since it came down.
    gone: Cell<f64>,
    /// The distance of two fingers at the last notch.
    spread: Cell<f64>,
}

impl Hold {
    fn is_drag(&self) -> bool {
        self.gone.get() > WANDER
    }

    /// The distance of two fingers, where two are down.
    fn distance(&self) -> Option<f64> {
        let pointers = self.pointers.borrow();
        let mut places = pointers.values();
        let (one, two) = (places.next()?, places.next()?);
        Some((one.0 - two.0).hypot(one.1 - two.1))
    }
}

impl Pointer {
    /// Listens to pointers on the ground of a canvas.
    pub fn new(store: &Store, ground: &NodeRef) -> Pointer {
        let hold = Rc::new(Hold::default());
        let down = {
            let hold = hold.clone();
            Callback::from(move |event: PointerEvent| {
                if event.button() == 0 {
                    let place = (f64::from(event.client_x()), f64::from(event.client_y()));
                    hold.pointers.borrow_mut().insert(event.pointer_id(), place);
                    hold.gone.set(0.0);
                    hold.spread.set(hold.distance().unwrap_or_default());
                }
            })
        };
        let moved = {
            let (hold, ground, store) = (hold.clone(), ground.clone(), store.clone());
            Callback::from(move |event: PointerEvent| drag(&hold, &ground, &store, &event))
        };
        let up = {
            let (hold, ground) = (hold.clone(), ground.clone());
            Callback::from(move |event: PointerEvent| {
                hold.pointers.borrow_mut().remove(&event.pointer_id());
                held(&ground, event.pointer_id(), false);
            })
        };
        let (store, ground) = (store.clone(), ground.clone());
        let click = Callback::from(move |event: MouseEvent| {
            if !hold.is_drag() {
                let moving = in_crowd(&store, &ground, &event);
                choose(&store, moving.map_or_else(|| target(&event), Target::Message));
            }
        });
        Pointer {
            down,
            moved,
            up,
            click,
        }
    }
}

fn drag(hold: &Hold, place: &NodeRef, store: &Store, event: &PointerEvent) {
    let now = (f64::from(event.client_x()), f64::from(event.client_y()));
    let Some(before) = hold.pointers.borrow_mut().insert(event.pointer_id(), now) else {
        // It came down elsewhere.
        hold.pointers.borrow_mut().remove(&event.pointer_id());
        return;
    };
    let (x, y) = (now.0 - before.0, now.1 - before.1);
    let was_drag = hold.is_drag();
    hold.gone.set(hold.gone.get() + x.hypot(y));
    if !hold.is_drag() {
        return;
    }
    if !was_drag {
        held(place, event.pointer_id(), true);
    }
    match hold.distance() {
        None => store.send(Msg::Pan {
            x: x as i32,
            y: y as i32,
        }),
        Some(distance) => {
            let notches = ((distance - hold.spread.get()) / PINCH_NOTCH) as i32;
            if notches != 0 {
                hold.spread.set(distance);
                store.send(Msg::Zoom {
                    notches,
                    around: None,
                });
            }
        }
    }
}

/// While the canvas is held it follows the pointer at once, also beyond its border.
fn held(place: &NodeRef, pointer: i32, is_held: bool) {
    let Some(canvas) = place.cast::<Element>() else {
        return;
    };
    // A pointer that is gone already needs no capture.
    let _ = if is_held {
        canvas
            .class_list()
            .add_1("is-held")
            .and(canvas.set_pointer_capture(pointer))
    } else {
        canvas.class_list().remove_1("is-held")
    };
}

/// The message of a crowd that was clicked at: a crowd is paint, not elements.
fn in_crowd(store: &Store, ground: &NodeRef, event: &MouseEvent) -> Option<MessageId> {
    let corner = ground.cast::<Element>()?.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    message_at(&store.studio(), x - corner.left(), y - corner.top())
}

/// What a click on something means.
fn choose(store: &Store, target: Target) {
    match target {
        Target::Port => {
            let selected = store.studio().view().selected.clone();
            if let Some(node) = selected {
                store.send(Msg::Attach(node));
            }
        }
        Target::Message(message) => store.send(Msg::Light(Some(message))),
        Target::Node(node) => store.send(Msg::Select(Some(node))),
        Target::Ground => {
            store.send(Msg::Select(None));
            store.send(Msg::Light(None));
        }
    }
}

/// So long after the wheel's last turn the camera glides again.
const CALM_MS: u32 = 200;

/// The camera follows the wheel at once; dropping what this returns goes on doing so.
fn at_once(canvas: HtmlElement) -> Timeout {
    // An element of ours has classes.
    let _ = canvas.class_list().add_1("is-wheeled");
    Timeout::new(CALM_MS, move || {
        let _ = canvas.class_list().remove_1("is-wheeled");
    })
}

/// The wheel pans, with Control it zooms around the pointer. In a page of others plain scrolling is the page's.
pub fn wheel(store: &Store, canvas: &NodeRef, in_page: bool) -> Option<Listener> {
    let (store, canvas) = (store.clone(), canvas.cast::<HtmlElement>()?);
    let target = canvas.clone().into();
    let calm = Cell::new(None);
    Some(Listener::active(target, "wheel", move |event| {
        let Ok(event) = event.dyn_into::<WheelEvent>() else {
            return;
        };
        let zooms = event.ctrl_key() || event.meta_key();
        if !zooms && in_page {
            return;
        }
        event.prevent_default();
        calm.set(Some(at_once(canvas.clone())));
        if !zooms {
            store.send(Msg::Pan {
                x: -event.delta_x() as i32,
                y: -event.delta_y() as i32,
            });
            return;
        }
        let corner = canvas.get_bounding_client_rect();
        let (x, y) = (
            event.client_x() - corner.left() as i32,
            event.client_y() - corner.top() as i32,
        );
        let notches = (-event.delta_y() / WHEEL_NOTCH).clamp(-4.0, 4.0);
        let notches = if notches.abs() < 1.0 {
            notches.signum() as i32
        } else {
            notches as i32
        };
        store.send(Msg::Zoom {
            notches,
            around: Some(Point::new(x, y)),
        });
    }))
}
