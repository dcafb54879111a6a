//! The palette: what can be placed, at the left of the canvas; under a finger behind a button, as a sheet.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use crate::key;
use crate::scene::geometry::Point;
use crate::studio::actions::Action;
use crate::studio::draw::DrawMsg;
use crate::studio::gesture::{Gesture, Grip, Tool};
use crate::studio::menus::MenuMsg;
use crate::studio::{Msg, Studio};
use crate::text::Key;
use crate::web::canvas::pointer::{WANDER, on_canvas};
use crate::web::controls::{button, toggle};
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::menu::close_on_click;
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::store::Store;
use crate::web::tag::{Tag, span, tag};

/// What the palette depends on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let tool = studio.gesture().tool();
    vec![
        Bit::Number(tool.map_or(-1, |tool| tool as i64)),
        Bit::Number(i64::from(studio.gesture().is_idle())),
        Bit::Number(i64::from(matches!(studio.gesture(), Gesture::Connecting { .. }))),
        Bit::Number(i64::from(studio.why_not(Action::Connect).is_some())),
    ]
}

/// The name of what a tool places.
pub fn name(tool: Tool) -> Key {
    match tool {
        Tool::Producer => key!("kind.producer"),
        Tool::Exchange => key!("kind.exchange"),
        Tool::Queue => key!("kind.queue"),
        Tool::Consumer => key!("kind.consumer"),
        Tool::Note => key!("kind.note"),
    }
}

/// The palette as a column of buttons.
pub fn palette(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let gesture = studio.gesture();
    let choose = item(
        brush,
        key!("draw.choose"),
        Action::Choose.chord(),
        gesture.is_idle(),
        icon(Icon::Hand),
        brush.send(Msg::Take(None)),
    );
    let connect = item(
        brush,
        key!("draw.connect"),
        Action::Connect.chord(),
        matches!(gesture, Gesture::Connecting { .. }),
        icon(Icon::Connect),
        brush.send(Msg::Menu(MenuMsg::Do(Action::Connect))),
    );
    let why_not = studio.why_not(Action::Connect).map(|reason| brush.get(reason));
    let connect = connect
        .set("aria-disabled", why_not.map(|_| "true"))
        .set("aria-description", why_not);
    let tools = Tool::ALL.iter().map(|&tool| {
        let drag = Drag::new(brush, tool);
        item(
            brush,
            name(tool),
            Action::Place(tool).chord(),
            gesture.tool() == Some(tool),
            kind_icon(tool.kind()),
            drag.click,
        )
        .on_pointer_down(drag.down)
        .on_pointer_move(drag.moved)
        .on_pointer_up(drag.up)
        .on_pointer_cancel(drag.cancel)
    });
    tag("nav")
        .class("rail")
        .set("aria-label", brush.get(key!("draw.palette")))
        .child(choose)
        .child(connect)
        .child(tag("hr"))
        .children(tools)
}

fn item(
    painter: &Painter,
    name: Key,
    letter: &'static str,
    on: bool,
    shown: Tag,
    onclick: Callback<MouseEvent>,
) -> Tag {
    toggle("", on, onclick)
        .set("aria-label", painter.get(name))
        .set("title", painter.get(name))
        .set("aria-keyshortcuts", letter)
        .child(shown)
        .child(span("kbd").set("aria-hidden", "true").child(letter))
}

/// How something is dragged from the palette onto the canvas.
struct Drag {
    click: Callback<MouseEvent>,
    down: Callback<PointerEvent>,
    moved: Callback<PointerEvent>,
    up: Callback<PointerEvent>,
    cancel: Callback<PointerEvent>,
}

/// How far a drag from the palette has come.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum Held {
    #[default]
    No,
    /// The pointer came down here.
    Down(f64, f64),
    Dragged,
}

impl Drag {
    fn new(painter: &Painter, tool: Tool) -> Drag {
        let (store, held) = (&painter.store, painter.room.taken());
        let click = {
            let (held, store) = (held.clone(), store.clone());
            Callback::from(move |_: MouseEvent| {
                // What is dragged is no click, though the browser ends it with one.
                if held.replace(Held::No) != Held::Dragged {
                    let again = store.studio().gesture().tool() == Some(tool) && tool != Tool::Exchange;
                    store.send(Msg::Take((!again).then_some(tool)));
                }
            })
        };
        let down = {
            let held = held.clone();
            Callback::from(move |event: PointerEvent| {
                if event.button() == 0 {
                    held.set(Held::Down(event.client_x().into(), event.client_y().into()));
                    if let Some(button) = origin(&event) {
                        // A pointer that is gone already needs no capture.
                        let _ = button.set_pointer_capture(event.pointer_id());
                    }
                }
            })
        };
        let moved = {
            let (held, store) = (held.clone(), store.clone());
            Callback::from(move |event: PointerEvent| drag(&held, &store, tool, &event))
        };
        let up = {
            let (held, store) = (held.clone(), store.clone());
            Callback::from(move |event: PointerEvent| {
                if held.get() == Held::Dragged {
                    store.send(match beside(&store, &event) {
                        Some(at) => Msg::Click {
                            on: Grip::Ground,
                            at,
                            more: event.shift_key(),
                        },
                        None => Msg::Escape,
                    });
                }
            })
        };
        let (held, store) = (held.clone(), store.clone());
        let cancel = Callback::from(move |_: PointerEvent| {
            if held.replace(Held::No) == Held::Dragged {
                store.send(Msg::Escape);
            }
        });
        Drag {
            click,
            down,
            moved,
            up,
            cancel,
        }
    }
}

fn drag(held: &Cell<Held>, store: &Store, tool: Tool, event: &PointerEvent) {
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    if let Held::Down(from_x, from_y) = held.get() {
        if (x - from_x).hypot(y - from_y) <= WANDER {
            return;
        }
        held.set(Held::Dragged);
        if store.studio().gesture().tool() != Some(tool) {
            store.send(Msg::Take(Some(tool)));
        }
    }
    if held.get() == Held::Dragged
        && let Some(at) = beside(store, event)
    {
        store.send(Msg::PointAt(at));
    }
}

/// The button that an event is about.
fn origin(event: &PointerEvent) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("button").ok()?
}

/// The place of the canvas beside the palette that the pointer is over.
fn beside(store: &Store, event: &PointerEvent) -> Option<Point> {
    let app = origin(event)?.closest(".app").ok()??;
    let canvas = app.query_selector("[role=application]").ok()??;
    let corner = canvas.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let inside = x >= corner.left() && x < corner.right() && y >= corner.top() && y < corner.bottom();
    inside.then(|| on_canvas(store, &canvas, x, y))
}

/// The button of a narrow window, and the sheet that it opens: the second place of its part.
pub fn sheet(brush: &Brush) -> Tag {
    let (sheet, again) = (brush.places[0].clone(), brush.places[0].clone());
    let open = Callback::from(move |_: MouseEvent| {
        if let Some(sheet) = sheet.cast::<HtmlDialogElement>() {
            // A sheet that is open stays open.
            let _ = sheet.show_modal();
        }
    });
    let close = Callback::from(move |event: MouseEvent| close_on_click(&again, &event));
    let title = brush.get(key!("draw.palette"));
    let rows = Tool::ALL.iter().map(|&tool| {
        button("t", brush.send(Msg::Take(Some(tool))))
            .child(kind_icon(tool.kind()))
            .child(brush.get(name(tool)))
    });
    let row = |shown: Icon, name: Key, msg: DrawMsg| {
        button("t", brush.send(Msg::Draw(msg)))
            .child(icon(shown))
            .child(brush.get(name))
    };
    let more = [
        row(Icon::Search, key!("add.label"), DrawMsg::Add(None)),
        row(Icon::Fit, key!("draw.choose_several"), DrawMsg::ToggleSeveral),
        row(Icon::Tidy, key!("draw.tidy"), DrawMsg::Tidy),
    ];
    let sheet = tag("dialog")
        .class("dlg t-sheet")
        .place(&brush.places[0])
        .set("aria-label", title)
        .on_click(close)
        .children(rows)
        .children(more);
    let plus = button("btn btn-i plus", open)
        .set("aria-label", brush.get(key!("draw.add")))
        .set("title", brush.get(key!("draw.add")))
        .child(icon(Icon::Plus));
    span("narrow-only").child(plus).child(sheet)
}
