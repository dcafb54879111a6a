//! The tokens that move. Their elements are made once a motion; after that only their transforms change, once a frame.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::scene::motion::{Motion, Ride};
use crate::scene::token::TokenState;
use crate::studio::Msg;
use crate::web::canvas::token::picture;
use crate::web::frame_loop::{FrameLoop, Next};
use crate::web::same::Same;
use crate::web::store::{Store, use_selector, use_store, use_watch};

/// From so many on their rings stand still.
const MANY: usize = 40;

/// A way that is no longer, in pixels, leads from slot to slot.
const UP_A_PLACE: f64 = 48.0;

/// A frame that comes later than this, because the tab slept, counts as this much.
const LONGEST_FRAME_MS: f64 = 100.0;

/// The elements of a motion's rides.
struct Riders {
    motion: Same<Motion>,
    elements: Vec<Element>,
    /// Whether each is to be seen.
    shown: Vec<bool>,
}

/// The layer of moving tokens.
#[component]
pub fn Rides() -> Html {
    let store = use_store();
    let motion = use_selector(|studio| studio.motion().map(Same::from));
    let layer = use_node_ref();
    let riders = use_memo((), |()| RefCell::new(None::<Riders>));
    {
        let (store, riders, layer) = (store.clone(), riders.clone(), layer.clone());
        use_effect_with((*motion).clone(), move |motion| {
            *riders.borrow_mut() = motion.clone().map(|motion| Riders::of(motion, &layer));
            paint(&store, &riders);
        });
    }
    use_frames(&store, &riders);
    let Some(motion) = &*motion else {
        return html! { <g ref={layer}></g> };
    };
    let many = (motion.rides.len() > MANY).then_some("is-many");
    html! {
        <g ref={layer} class={classes!("rides", many)}>
            { for motion.rides.iter().map(|ride| html! { <g>{ rider(motion, ride) }</g> }) }
        </g>
    }
}

/// A message that goes along an edge is in flight; one that moves up in its queue stays what it is.
fn rider(motion: &Motion, ride: &Ride) -> Html {
    let token = &motion.tokens[ride.token];
    let travels = ride.legs.iter().any(|leg| leg.track.length() > UP_A_PLACE);
    picture(
        token,
        if travels {
            TokenState::InFlight
        } else {
            token.state
        },
    )
}

/// Tells the studio of each frame, while it wants to know, and paints what has become of it.
#[hook]
fn use_frames(store: &Store, riders: &Rc<RefCell<Option<Riders>>>) {
    let frames = {
        let (store, riders) = (store.clone(), riders.clone());
        use_memo((), move |()| {
            let mut before_ms = None;
            FrameLoop::new(move |now_ms| {
                let elapsed_ms =
                    before_ms.map_or(0.0, |before_ms: f64| (now_ms - before_ms).min(LONGEST_FRAME_MS));
                store.send(Msg::Frame { elapsed_ms });
                paint(&store, &riders);
                let wanted = store.studio().wants_frames();
                before_ms = wanted.then_some(now_ms);
                if wanted { Next::Frame } else { Next::Rest }
            })
        })
    };
    use_watch(
        |studio| studio.wants_frames(),
        move |&wanted| {
            if wanted {
                frames.wake();
            }
        },
    );
}

impl Riders {
    fn of(motion: Same<Motion>, layer: &NodeRef) -> Riders {
        let children = layer.cast::<Element>().map(|layer| layer.children());
        let elements: Vec<Element> = children
            .map(|children| {
                (0..children.length())
                    .filter_map(|position| children.item(position))
                    .collect()
            })
            .unwrap_or_default();
        let shown = elements
            .iter()
            .map(|element| !element.has_attribute("display"))
            .collect();
        Riders {
            motion,
            elements,
            shown,
        }
    }

    fn paint(&mut self, at_ms: f64) {
        let rides = self.motion.rides.iter().zip(&self.elements).zip(&mut self.shown);
        for ((ride, element), shown) in rides {
            // Attributes of an element of ours can always be set.
            let _ = match self.motion.place(ride, at_ms) {
                Some((x, y)) => {
                    let place = element.set_attribute("transform", &format!("translate({x:.1} {y:.1})"));
                    if std::mem::replace(shown, true) {
                        place
                    } else {
                        element.remove_attribute("display")
                    }
                }
                None if std::mem::replace(shown, false) => element.set_attribute("display", "none"),
                None => Ok(()),
            };
        }
    }
}

/// Paints the current frame; elements that are still those of another motion wait for theirs.
fn paint(store: &Store, riders: &RefCell<Option<Riders>>) {
    let studio = store.studio();
    let mut riders = riders.borrow_mut();
    if let (Some(riders), Some(motion)) = (riders.as_mut(), studio.motion())
        && Rc::ptr_eq(&riders.motion.0, motion)
    {
        riders.paint(studio.motion_ms());
    }
}
