//! The tokens that move, where they are no crowd. Their elements are made once a motion; after that only their
//! transforms change, once a frame.

use std::any::Any;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::scene::motion::{Motion, Ride};
use crate::scene::svg::translate;
use crate::scene::token::TokenState;
use crate::studio::{Msg, Studio};
use crate::web::canvas::crowd::crowd;
use crate::web::canvas::tenths;
use crate::web::canvas::token::picture;
use crate::web::frame_loop::{FrameLoop, Next};
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::shapes::g;
use crate::web::store::Store;
use crate::web::tag::Tag;

/// A frame that comes later than this, because the tab slept, counts as this much.
const LONGEST_FRAME_MS: f64 = 100.0;

/// Which motion the elements of a layer are those of.
const MOTION: &str = "data-motion";

/// What moves.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(studio.motion())]
}

/// The layer of moving tokens.
pub fn rides(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let layer = g("").place(&brush.places[0]);
    let Some(motion) = studio.motion().filter(|_| crowd(&studio).is_none()) else {
        return layer;
    };
    layer
        .class("rides")
        .set(MOTION, name(motion))
        .children(motion.rides.iter().map(|ride| g("").child(rider(motion, ride))))
}

/// A message that goes along an edge is in flight; one that moves up in its queue stays what it is.
fn rider(motion: &Motion, ride: &Ride) -> Tag {
    let token = &motion.tokens[ride.token];
    picture(
        token,
        if ride.travels() {
            TokenState::InFlight
        } else {
            token.state
        },
    )
}

/// A motion by its identity.
fn name(motion: &Rc<Motion>) -> String {
    format!("{:p}", Rc::as_ptr(motion))
}

/// Tells the studio of each frame, while it wants to know, and paints what has become of it.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (store, layer) = (painter.store.clone(), places[0].clone());
    let mut before_ms = None;
    let frames = Rc::new(FrameLoop::new(move |now_ms| {
        let elapsed_ms = before_ms.map_or(0.0, |before_ms: f64| (now_ms - before_ms).min(LONGEST_FRAME_MS));
        store.send(Msg::Frame { elapsed_ms });
        move_riders(&store, &layer);
        let wanted = store.studio().wants_frames();
        before_ms = wanted.then_some(now_ms);
        if wanted { Next::Frame } else { Next::Rest }
    }));
    let store = painter.store.clone();
    let subscription = painter.store.subscribe(Rc::new(move || {
        if store.studio().wants_frames() {
            frames.wake();
        }
    }));
    vec![Box::new(subscription)]
}

/// Puts new elements where they begin.
pub fn settle(painter: &Painter, places: &[NodeRef; 4]) {
    move_riders(&painter.store, &places[0]);
}

/// Moves each element to where its ride is now. Elements that are still those of another motion wait for theirs.
fn move_riders(store: &Store, layer: &NodeRef) {
    let studio = store.studio();
    let (Some(motion), Some(layer)) = (studio.motion(), layer.cast::<Element>()) else {
        return;
    };
    if layer.get_attribute(MOTION).as_deref() != Some(&name(motion)) {
        return;
    }
    let mut element = layer.first_element_child();
    for ride in &motion.rides {
        let Some(rider) = element else { return };
        // Attributes of an element of ours can always be set.
        let _ = match motion.place(ride, studio.motion_ms()) {
            Some((x, y)) => {
                let place = translate(tenths(x), tenths(y));
                let moved = rider.set_attribute("transform", &place);
                if rider.has_attribute("display") {
                    rider.remove_attribute("display")
                } else {
                    moved
                }
            }
            None => rider.set_attribute("display", "none"),
        };
        element = rider.next_element_sibling();
    }
}
