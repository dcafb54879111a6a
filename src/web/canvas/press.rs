//! Asking for a menu on the canvas: the right button, or a finger that stays.

use gloo_timers::callback::Timeout;
use web_sys::{Element, MouseEvent};
use yew::prelude::*;

use crate::scene::geometry::Point;
use crate::studio::Msg;
use crate::studio::gesture::Grip;
use crate::studio::menus::{MenuMsg, Pointed};
use crate::studio::scheme::Press;
use crate::studio::view::Page;
use crate::web::canvas::place::node_at;
use crate::web::canvas::pointer::{Hold, on_canvas};
use crate::web::painter::Painter;
use crate::web::store::Store;
use std::rc::Rc;

/// So long a finger stays for a menu.
const LONG_MS: u32 = 500;

/// What begins with a press. In other people's pages menus are the page's.
pub fn kind(event: &PointerEvent, has_space: bool) -> Option<Press> {
    match (event.pointer_type().as_str(), event.button()) {
        ("touch", _) => Some(Press::Finger),
        (_, 0) if has_space => Some(Press::WithSpace),
        (_, 0) => Some(Press::First),
        (_, 1) => Some(Press::Middle),
        (_, 2) => Some(Press::Second),
        _ => None,
    }
}

/// What lies under an event, and where that is: what a menu would be about.
pub fn pointed(store: &Store, ground: &NodeRef, event: &MouseEvent) -> Option<(Pointed, Point)> {
    let ground = ground.cast::<Element>()?;
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let at = on_canvas(store, &ground, x, y);
    let on = match node_at(event) {
        Some(node) => Pointed::Node(node),
        None => match store.studio().edge_at(at) {
            Some(edge) => Pointed::Edge(edge.clone()),
            None => Pointed::Ground,
        },
    };
    Some((on, at))
}

/// The right button, wherever the browser says so: at its coming down or its going up. Where it pans, a menu waits
/// until it goes up without having panned.
pub fn menu(painter: &Painter, ground: &NodeRef) -> Callback<MouseEvent> {
    let (store, hold, ground) = (painter.store.clone(), painter.room.hold(), ground.clone());
    Callback::from(move |event: MouseEvent| {
        if store.studio().view().page != Page::Studio {
            return;
        }
        event.prevent_default();
        let asked = pointed(&store, &ground, &event);
        if hold.is_panning() {
            hold.asked.replace(asked);
        } else if let Some((on, at)) = asked {
            store.send(Msg::Menu(MenuMsg::OpenAt(on, at)));
        }
    })
}

/// A finger that has come down opens a menu unless it goes on or away before.
pub fn wait(painter: &Painter, ground: &NodeRef, hold: &Rc<Hold>, event: &PointerEvent) {
    if painter.store.studio().view().page != Page::Studio {
        return;
    }
    let (store, held) = (painter.store.clone(), hold.clone());
    if let Some((on, at)) = pointed(&store, ground, event) {
        hold.long.set(Some(Timeout::new(LONG_MS, move || {
            held.let_go();
            store.send(Msg::Menu(MenuMsg::OpenAt(on, at)));
        })));
    }
}

/// Whether a drag that begins so is the studio's to understand; else it pans.
pub fn is_grip(painter: &Painter, press: Press, on: &Grip) -> bool {
    let studio = painter.store.studio();
    let on_ground = matches!(on, Grip::Ground | Grip::Edge(_));
    match press {
        // Under a finger the ground pans, unless several are being chosen.
        Press::Finger => !on_ground || studio.chooses_several(),
        Press::First => true,
        Press::WithSpace | Press::Middle | Press::Second => false,
    }
}
