//! The pointer on the canvas. What a drag or a click means, the studio says; where it is no gesture's, a drag pans. A
//! second finger ends what the first had begun: two fingers move the view and nothing else.

use crate::base::sorted::SortedMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::scene::geometry::Point;
use crate::studio::Msg;
use crate::studio::draw::DrawMsg;
use crate::studio::edging::FINGER_REACH;
use crate::studio::gesture::Grip;
use crate::studio::menus::{MenuMsg, Pointed};
use crate::studio::scheme::Press;
use crate::studio::view::Page;
use crate::web::canvas::crowd::message_at;
use crate::web::canvas::place::target;
use crate::web::canvas::press;
use crate::web::painter::Painter;
use crate::web::store::Store;

/// What the canvas listens with.
pub struct Pointer {
    pub leave: Callback<PointerEvent>,
    pub down: Callback<PointerEvent>,
    pub moved: Callback<PointerEvent>,
    pub up: Callback<PointerEvent>,
    pub cancel: Callback<PointerEvent>,
    pub click: Callback<MouseEvent>,
    pub double_click: Callback<MouseEvent>,
}

/// So far, in pixels, a pointer may wander and still click.
pub const WANDER: f64 = 4.0;

/// The pointers that are down, and what has come of them.
#[derive(Default)]
pub struct Hold {
    /// Where each pointer is, in pixels of the window.
    pointers: RefCell<SortedMap<i32, (f64, f64)>>,
    /// How far the first one has gone since it came down.
    gone: Cell<f64>,
    /// What the first one came down on, and where on the canvas.
    began: RefCell<Option<(Grip, Point)>>,
    /// The distance of two fingers, and the place between them, at their last movement.
    spread: Cell<f64>,
    between: Cell<(f64, f64)>,
    /// Whether a drag has become a gesture of the studio's: what is left of it when that has ended moves nothing else.
    grabbed: Cell<bool>,
    /// Whether what is held moves the view whatever lies under it.
    pans: Cell<bool>,
    /// The menu that was asked for while the button that asks is also the one that pans.
    pub asked: RefCell<Option<(Pointed, Point)>>,
    /// What opens a menu when a finger stays.
    pub long: Cell<Option<Timeout>>,
    /// Whether Space is down.
    pub space: Cell<Space>,
}

/// The Space key, which with a drag pans in some schemes, and alone plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    #[default]
    Up,
    Down,
    /// It was down while something was dragged.
    Used,
}

impl Hold {
    /// Whether what is held has gone too far for a click.
    pub fn is_drag(&self) -> bool {
        self.gone.get() > WANDER
    }

    /// Whether the view is being moved by a button of its own.
    pub fn is_panning(&self) -> bool {
        self.pans.get() && !self.pointers.borrow().is_empty()
    }

    /// Forgets what is held: it has become something else, and is no click.
    pub fn let_go(&self) {
        self.pointers.replace(SortedMap::new());
        self.began.take();
        self.gone.set(2.0 * WANDER);
    }

    /// Whether a pointer is down; its button may have come up where nobody could see it.
    fn has(&self, event: &PointerEvent) -> bool {
        self.pointers.borrow().contains_key(&event.pointer_id())
    }

    /// The distance of two fingers, where two are down, and the place between them.
    fn pinch(&self) -> Option<(f64, (f64, f64))> {
        let pointers = self.pointers.borrow();
        let mut places = pointers.values();
        let (one, two) = (places.next()?, places.next()?);
        let between = ((one.0 + two.0) / 2.0, (one.1 + two.1) / 2.0);
        Some(((one.0 - two.0).hypot(one.1 - two.1), between))
    }
}

impl Pointer {
    /// Listens to pointers on the ground of a canvas.
    pub fn new(painter: &Painter, ground: &NodeRef) -> Pointer {
        let store = &painter.store;
        let hold = painter.room.hold();
        let down = {
            let (hold, ground, painter) = (hold.clone(), ground.clone(), painter.clone());
            Callback::from(move |event: PointerEvent| press_down(&hold, &ground, &painter, &event))
        };
        let moved = {
            let (hold, ground, painter) = (hold.clone(), ground.clone(), painter.clone());
            Callback::from(move |event: PointerEvent| {
                painter.room.point(Some((event.client_x(), event.client_y())));
                if hold.has(&event) && event.buttons() == 0 {
                    give_up(&hold, &painter.store);
                }
                if hold.has(&event) {
                    drag(&hold, &ground, &painter.store, &event);
                } else {
                    hover(&painter.store, &ground, &event);
                }
            })
        };
        let up = {
            let (hold, ground, store) = (hold.clone(), ground.clone(), store.clone());
            Callback::from(move |event: PointerEvent| {
                hold.long.set(None);
                hold.pointers.borrow_mut().remove(&event.pointer_id());
                held(&ground, event.pointer_id(), false);
                if let Some((on, at)) = hold.asked.take().filter(|_| !hold.is_drag()) {
                    store.send(Msg::Menu(MenuMsg::OpenAt(on, at)));
                }
                let drags = store.studio().gesture().is_drag();
                if let Some(at) = place(&store, &ground, &event).filter(|_| drags) {
                    store.send(Msg::PutDown(at));
                }
            })
        };
        let cancel = {
            let (hold, ground, store) = (hold.clone(), ground.clone(), store.clone());
            Callback::from(move |event: PointerEvent| {
                held(&ground, event.pointer_id(), false);
                give_up(&hold, &store);
            })
        };
        let leave = {
            let (room, store) = (painter.room.clone(), store.clone());
            Callback::from(move |_: PointerEvent| {
                room.point(None);
                rest_on(&store, None);
            })
        };
        let double_click = {
            let (store, ground) = (store.clone(), ground.clone());
            Callback::from(move |event: MouseEvent| {
                if let Some(at) = place(&store, &ground, &event) {
                    store.send(Msg::Draw(DrawMsg::DoubleClick(target(&event), at)));
                }
            })
        };
        let (store, ground) = (store.clone(), ground.clone());
        let click = Callback::from(move |event: MouseEvent| {
            // A click that no pointer has made, but what speaks or reads for a person, is not what is left of a drag.
            if !hold.is_drag() || event.detail() == 0 {
                let moving = in_crowd(&store, &ground, &event);
                let on = moving.map_or_else(|| target(&event), Grip::Message);
                if let Some(at) = place(&store, &ground, &event) {
                    let edge = under_finger(&store, &event, &on, at);
                    let on = edge.unwrap_or(on);
                    store.send(Msg::Click {
                        on,
                        at,
                        more: event.shift_key(),
                    });
                }
            }
        });
        Pointer {
            leave,
            down,
            moved,
            up,
            cancel,
            click,
            double_click,
        }
    }
}

/// The place of the canvas under a place of the window.
pub fn on_canvas(store: &Store, ground: &Element, x: f64, y: f64) -> Point {
    let corner = ground.get_bounding_client_rect();
    let camera = store.studio().view().camera;
    camera.place((x - corner.left()) as i32, (y - corner.top()) as i32)
}

/// The place of the canvas that an event points at.
fn place(store: &Store, ground: &NodeRef, event: &MouseEvent) -> Option<Point> {
    let ground = ground.cast::<Element>()?;
    Some(on_canvas(
        store,
        &ground,
        event.client_x().into(),
        event.client_y().into(),
    ))
}

/// A pointer that is not down is told while something is placed or connected.
fn hover(store: &Store, ground: &NodeRef, event: &PointerEvent) {
    let Some(at) = place(store, ground, event).filter(|_| event.pointer_type() != "touch") else {
        return;
    };
    if store.studio().gesture().is_idle() {
        rest_on(store, what_lies(store, event, at));
    } else {
        free(store, event);
        store.send(Msg::PointAt(at));
    }
}

/// The node or edge under a pointer, where the drawing can be changed.
fn what_lies(store: &Store, event: &PointerEvent, at: Point) -> Option<Grip> {
    let studio = store.studio();
    if !studio.can_draw() {
        return None;
    }
    match target(event) {
        Grip::Ground => studio.edge_at(at).cloned().map(Grip::Edge),
        Grip::Node(node) | Grip::Port(node) => Some(Grip::Node(node)),
        Grip::Edge(_) | Grip::Handle(_) | Grip::Attach | Grip::Message(_) => None,
    }
}

/// The edge near which a finger came down on the ground: it hides what it means.
fn under_finger(store: &Store, event: &MouseEvent, on: &Grip, at: Point) -> Option<Grip> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    let studio = store.studio();
    let is_meant = *on == Grip::Ground && pointer.pointer_type() == "touch" && studio.can_draw();
    let edge = studio.edge_within(at, FINGER_REACH).filter(|_| is_meant)?;
    Some(Grip::Edge(edge.clone()))
}

/// Tells the studio when the pointer rests on something else.
fn rest_on(store: &Store, on: Option<Grip>) {
    if store.studio().hovered() != on.as_ref() {
        store.send(Msg::Draw(DrawMsg::Hover(on)));
    }
}

/// With Alt nothing snaps.
fn free(store: &Store, event: &PointerEvent) {
    let is_free = event.alt_key();
    if store.studio().is_free() != is_free {
        store.send(Msg::Draw(DrawMsg::Free(is_free)));
    }
}

fn drag(hold: &Hold, ground: &NodeRef, store: &Store, event: &PointerEvent) {
    let now = (f64::from(event.client_x()), f64::from(event.client_y()));
    let Some(before) = hold.pointers.borrow_mut().insert(event.pointer_id(), now) else {
        return;
    };
    let (x, y) = (now.0 - before.0, now.1 - before.1);
    let was_drag = hold.is_drag();
    hold.gone.set(hold.gone.get() + x.hypot(y));
    if !hold.is_drag() {
        return;
    }
    hold.long.set(None);
    if hold.space.get() == Space::Down {
        hold.space.set(Space::Used);
    }
    if !was_drag {
        held(ground, event.pointer_id(), true);
        if let Some((on, at)) = hold.began.take() {
            store.send(Msg::Grab {
                on,
                at,
                more: event.shift_key(),
            });
            hold.grabbed.set(store.studio().gesture().is_drag());
        }
    }
    let drags = store.studio().gesture().is_drag();
    if hold.grabbed.get() && !drags {
        // Escape has ended it.
        return;
    }
    if let Some(at) = place(store, ground, event).filter(|_| drags) {
        free(store, event);
        return store.send(Msg::PointAt(at));
    }
    match hold.pinch() {
        // One finger is the page's there, to scroll by.
        None if event.pointer_type() == "touch" && is_in_page(store) => {}
        None => store.send(Msg::Pan {
            x: x as i32,
            y: y as i32,
        }),
        Some((spread, between)) => pinch(hold, ground, store, spread, between),
    }
}

fn is_in_page(store: &Store) -> bool {
    store.studio().view().page == Page::Player
}

/// Two fingers zoom around the place between them, and pan as it moves.
fn pinch(hold: &Hold, ground: &NodeRef, store: &Store, spread: f64, between: (f64, f64)) {
    let (before, was) = (hold.spread.replace(spread), hold.between.replace(between));
    let Some(corner) = ground.cast::<Element>() else {
        return;
    };
    let corner = corner.get_bounding_client_rect();
    let factor = if before > 0.0 { spread / before } else { 1.0 };
    store.send(Msg::Menu(MenuMsg::Scale {
        factor: (factor.clamp(0.5, 2.0) * 1000.0).round() as i32,
        around: Point::new(
            (between.0 - corner.left()) as i32,
            (between.1 - corner.top()) as i32,
        ),
        by: Point::new(
            (between.0 - was.0).round() as i32,
            (between.1 - was.1).round() as i32,
        ),
    }));
}

/// What is held came to no end of its own: what it has begun is taken back, and it is no click.
fn give_up(hold: &Hold, store: &Store) {
    hold.let_go();
    hold.long.set(None);
    hold.asked.take();
    if store.studio().gesture().is_drag() {
        store.send(Msg::Escape);
    }
}

/// A pointer has come down. The second of two fingers takes back what the first has begun to move.
fn press_down(hold: &Rc<Hold>, ground: &NodeRef, painter: &Painter, event: &PointerEvent) {
    let store = &painter.store;
    let Some(press) = press::kind(event, hold.space.get() != Space::Up) else {
        return;
    };
    let pans = store.studio().view().scheme.pans(press);
    if press == Press::Second && !pans {
        return;
    }
    if press == Press::Middle {
        // The browser would begin to scroll by itself.
        event.prevent_default();
    }
    // The first finger, or a mouse: where others seem to be down, they went up unseen.
    if event.is_primary() && !hold.pointers.borrow().is_empty() {
        give_up(hold, store);
    }
    hold.grabbed.set(false);
    hold.pans.set(pans);
    let on = target(event);
    let grips = !pans && press::is_grip(painter, press, &on);
    hold.began
        .replace(place(store, ground, event).filter(|_| grips).map(|at| (on, at)));
    let place = (f64::from(event.client_x()), f64::from(event.client_y()));
    hold.pointers.borrow_mut().insert(event.pointer_id(), place);
    hold.gone.set(0.0);
    match hold.pinch() {
        None if press == Press::Finger => press::wait(painter, ground, hold, event),
        None => {}
        Some((spread, between)) => {
            hold.spread.set(spread);
            hold.between.set(between);
            hold.began.take();
            hold.long.set(None);
            // No click comes of two fingers.
            hold.gone.set(2.0 * WANDER);
            if store.studio().gesture().is_drag() {
                store.send(Msg::Escape);
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
