//! The wheel over the canvas, as the scheme has it. In a page of others plain scrolling is the page's, and so is one
//! finger; a hint says what the canvas takes.

use std::any::Any;
use std::cell::Cell;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, TouchEvent, WheelEvent};
use yew::prelude::*;

use crate::key;
use crate::scene::geometry::Point;
use crate::studio::Msg;
use crate::studio::menus::MenuMsg;
use crate::studio::scheme::{Held, Wheel, wheel_in_page};
use crate::web::browser::listening::Listener;
use crate::web::painter::Painter;
use crate::web::store::Store;
use crate::web::tag::{Tag, div, worded};

/// So many pixels of scrolling double the zoom, or halve it.
const DOUBLE: f64 = 360.0;

/// The most that one event scrolls: wheels of some systems turn by whole pages.
const MOST: f64 = 120.0;

/// The height of a line, and of a page, for wheels that count in these.
const LINE: f64 = 16.0;
const PAGE: f64 = 400.0;

/// So long after the wheel's last turn the camera glides again.
const CALM_MS: u32 = 200;

/// So long a hint stays.
const HINT_MS: u32 = 1_600;

/// What tells readers of other pages how the canvas is moved.
pub fn hint(painter: &Painter) -> Tag {
    div("coop")
        .set("aria-hidden", "true")
        .child(worded("span", "coop-wheel", painter.get(key!("coop.wheel"))))
        .child(worded("span", "coop-touch", painter.get(key!("coop.touch"))))
}

/// Shows the hint for a while.
#[derive(Clone, Default)]
pub struct Hint(std::rc::Rc<Cell<Option<Timeout>>>);

impl Hint {
    /// Shows it over this canvas: by `is-wheel` that of the wheel, by `is-touch` that of fingers.
    pub fn show(&self, canvas: &HtmlElement, class: &'static str) {
        self.0.set(Some(for_a_while(canvas.clone(), class, HINT_MS)));
    }
}

/// Gives an element a class for some time; dropping what this returns leaves it there.
fn for_a_while(element: HtmlElement, class: &'static str, span_ms: u32) -> Timeout {
    // An element of ours has classes.
    let _ = element.class_list().add_1(class);
    Timeout::new(span_ms, move || {
        let _ = element.class_list().remove_1(class);
    })
}

/// Listens to the wheel, and in a page of others to its fingers.
pub fn listen(store: &Store, canvas: &NodeRef, in_page: bool) -> Vec<Box<dyn Any>> {
    let Some(canvas) = canvas.cast::<HtmlElement>() else {
        return Vec::new();
    };
    let mut held: Vec<Box<dyn Any>> = vec![Box::new(wheel(store.clone(), canvas.clone(), in_page))];
    if in_page {
        held.push(Box::new(fingers(canvas)));
    }
    held
}

/// The browser would scroll the page by two fingers, too, and would zoom it where it may.
fn fingers(canvas: HtmlElement) -> Listener {
    let hint = Hint::default();
    let target = canvas.clone().into();
    Listener::active(target, "touchmove", move |event| {
        let fingers = event
            .dyn_ref::<TouchEvent>()
            .map_or(0, |event| event.touches().length());
        if fingers > 1 {
            event.prevent_default();
        } else {
            hint.show(&canvas, "is-touch");
        }
    })
}

fn wheel(store: Store, canvas: HtmlElement, in_page: bool) -> Listener {
    let target = canvas.clone().into();
    let (calm, hint) = (Cell::new(None), Hint::default());
    Listener::active(target, "wheel", move |event| {
        let Ok(event) = event.dyn_into::<WheelEvent>() else {
            return;
        };
        if scrolls_itself(&event) {
            return;
        }
        let held = Held {
            control: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
        };
        let turn = match in_page {
            true => wheel_in_page(held),
            false => store.studio().view().scheme.wheel(held),
        };
        if turn == Wheel::Page {
            return hint.show(&canvas, "is-wheel");
        }
        event.prevent_default();
        calm.set(Some(for_a_while(canvas.clone(), "is-wheeled", CALM_MS)));
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => LINE,
            WheelEvent::DOM_DELTA_PAGE => PAGE,
            _ => 1.0,
        };
        let (x, y) = (event.delta_x() * unit, event.delta_y() * unit);
        match turn {
            Wheel::Zoom => store.send(zoom(&canvas, &event, y)),
            Wheel::Pan => store.send(pan(x, y)),
            // Some browsers turn the wheel aside themselves.
            Wheel::PanAside if x == 0.0 => store.send(pan(y, 0.0)),
            Wheel::PanAside => store.send(pan(x, y)),
            Wheel::Page => {}
        }
    })
}

/// Whether the wheel turns over something that lies over the canvas: that scrolls, or nothing does. With Ctrl it is for the
/// canvas all the same, since the browser would zoom the whole page.
fn scrolls_itself(event: &WheelEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let over = target.and_then(|target| target.closest(".pop-box, [role=dialog]").ok().flatten());
    over.is_some() && !event.ctrl_key()
}

fn pan(x: f64, y: f64) -> Msg {
    Msg::Pan {
        x: -x as i32,
        y: -y as i32,
    }
}

fn zoom(canvas: &HtmlElement, event: &WheelEvent, by: f64) -> Msg {
    let corner = canvas.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let factor = (-by.clamp(-MOST, MOST) / DOUBLE).exp2();
    Msg::Menu(MenuMsg::Scale {
        factor: (factor * 1000.0).round() as i32,
        around: Point::new((x - corner.left()) as i32, (y - corner.top()) as i32),
        by: Point::default(),
    })
}
