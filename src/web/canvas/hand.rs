//! What can be done to the selected node by hand, beside it on the canvas.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::scene::geometry::Point;
use crate::studio::Studio;
use crate::studio::msg::{HandAction, Msg};
use crate::studio::view::Page;
use crate::web::canvas::{selection, set};
use crate::web::icon::{Icon, icon};
use crate::web::store::{use_dispatch, use_panel, use_selector, use_watch};

/// The buttons of the selected node.
#[component]
pub fn NodeActions() -> Html {
    let panel = use_panel(|panels| &panels.node);
    let dispatch = use_dispatch();
    let shown = use_selector(|studio| studio.view().page == Page::Studio && !studio.view().playing);
    let place = use_node_ref();
    {
        let place = place.clone();
        use_watch(on_screen, move |at| {
            if let (Some(at), Some(bar)) = (at, place.cast::<HtmlElement>()) {
                set(&bar.style(), "--x", &format!("{}px", at.x));
                set(&bar.style(), "--y", &format!("{}px", at.y));
            }
        });
    }
    let buttons = panel.node.iter().flat_map(|(node, _)| {
        panel.actions.iter().filter(|action| action.enabled).map(|action| {
            let (node, hand) = (node.clone(), action.action);
            let onclick = dispatch.on(move |_| Msg::Hand(node.clone(), hand));
            html! {
                <button
                    type="button" class={classes!("btn", "btn-s", action.is_danger.then_some("bad"))} {onclick}
                >
                    { icon(pictogram(hand)) }{ &*action.text }
                </button>
            }
        })
    });
    let buttons: Vec<Html> = buttons.collect();
    html! {
        <div class="node-actions" ref={place} hidden={!*shown || buttons.is_empty()}>{ for buttons }</div>
    }
}

/// The pictogram of what is done by hand.
pub fn pictogram(hand: HandAction) -> Icon {
    match hand {
        HandAction::Send => Icon::Arrow,
        HandAction::Ack => Icon::Tick,
        HandAction::Requeue => Icon::Return,
        HandAction::Reject => Icon::Cross,
        HandAction::Crash => Icon::Bolt,
        HandAction::Restart => Icon::Power,
        HandAction::Cut => Icon::Unplug,
    }
}

/// The middle above the selected node, in pixels of the canvas' own corner.
fn on_screen(studio: &Studio) -> Option<Point> {
    let selected = studio.view().selected.as_ref()?;
    let node = studio.scene().nodes.iter().find(|node| node.id == *selected)?;
    let frame = selection::frame(node).union(node.bounds);
    let camera = studio.view().camera;
    let place = |at: i32, origin: i32| (at - origin) * camera.zoom / 1000;
    Some(Point::new(
        place(frame.middle().x, camera.x),
        place(frame.y, camera.y),
    ))
}
