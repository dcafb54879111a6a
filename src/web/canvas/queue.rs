//! The row of slots of a queue, its pocket of unacked messages, and the tray of a consumer.

use yew::prelude::*;

use crate::scene::geometry::Rect;
use crate::scene::node::{NodeView, Slots, Tray};

/// A queue's body with its slots.
pub fn body(node: &NodeView) -> Html {
    let Some(slots) = &node.slots else {
        return rect("body", node.body, 8);
    };
    let halo = slots
        .pocket
        .map_or(node.body, |pocket| node.body.union(pocket))
        .grown(5);
    html! {
        <>
            { rect("halo", halo, 13) }
            { rect("body", node.body, 8) }
            { for slots.wells.iter().map(|well| rect("well", *well, 5)) }
            { for slots.landing.iter().map(|well| rect("land", *well, 5)) }
            <path class="head" d={wedge(slots)} />
            { for slots.pocket.iter().map(|pocket| rect("pocket", *pocket, 7)) }
            { more(slots.more, slots.wells.first()) }
            { more(slots.more_unacked, slots.pocket.as_ref()) }
        </>
    }
}

/// The wedge that marks the head, where messages leave.
fn wedge(slots: &Slots) -> String {
    let (x, y) = (slots.head.x, slots.head.y);
    let back = if slots.flipped { 5 } else { -5 };
    format!("M{x} {y}l{back} -5v10z")
}

/// How many do not fit.
fn more(count: u32, place: Option<&Rect>) -> Html {
    let Some(place) = place.filter(|_| count > 0) else {
        return html! {};
    };
    let middle = place.middle();
    html! {
        <text class="more-t" x={middle.x.to_string()} y={middle.y.to_string()}>{ format!("+{count}") }</text>
    }
}

/// What a consumer has in its hands, and how far it has come with the first.
pub fn tray(tray: &Tray) -> Html {
    let place = tray.rect;
    let bar = Rect::new(place.x + 6, place.bottom() - 7, place.width - 12, 3);
    html! {
        <g class="n-in">
            { rect("tray", place, 8) }
            if let Some(done) = tray.done_percent {
                { rect("bar", bar, 1) }
                { rect("barf", Rect::new(bar.x, bar.y, bar.width * i32::from(done) / 100, bar.height), 1) }
            }
            { more(tray.more, Some(&Rect::new(place.right() - 20, place.bottom() - 14, 20, 12))) }
        </g>
    }
}

/// An upright rectangle with rounded corners.
pub fn rect(class: &'static str, rect: Rect, corner: i32) -> Html {
    html! {
        <rect
            {class} x={rect.x.to_string()} y={rect.y.to_string()}
            width={rect.width.to_string()} height={rect.height.to_string()} rx={corner.to_string()}
        />
    }
}
