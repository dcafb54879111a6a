//! What can be done to what is chosen, beside it on the canvas: by hand in the run, and in the drawing.

use std::any::Any;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::model::edge::EdgeId;
use crate::scene::geometry::Rect;
use crate::scene::node::NodeKind;
use crate::studio::Studio;
use crate::studio::actions::Action;
use crate::studio::arranging::Arrangement;
use crate::studio::camera::{Size, TOOLS};
use crate::studio::draw::DrawMsg;
use crate::studio::edging::middle_of;
use crate::studio::forms::FormMsg;
use crate::studio::gesture::Side;
use crate::studio::menus::MenuMsg;
use crate::studio::msg::Msg;
use crate::studio::panels::node::NodePanel;
use crate::studio::view::InspectorTab;
use crate::text::{Argument, Key};
use crate::web::canvas::selection::{chosen_edge, frame};
use crate::web::canvas::{pixels, set};
use crate::web::controls::{IconButton, button};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::pictogram::{of_arrangement, of_hand};
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, worded};

/// So far the buttons stay from the edges of the canvas, in pixels.
const MARGIN: i32 = 8;

/// What the buttons depend on.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![
        Bit::of(&studio.panels().node),
        Bit::Number(i64::from(studio.view().playing)),
        Bit::Number(i64::from(studio.can_draw())),
        Bit::Number(i64::from(studio.view().inspector.is_some())),
        Bit::Number(studio.view().selection.nodes().len() as i64),
        Bit::Number(i64::from(studio.gesture().is_idle())),
        Bit::of_some(chosen_edge(studio)),
        Bit::Number(i64::from(studio.panels().binding.is_some())),
        Bit::Number(i64::from(studio.is_chosen_by_chapter())),
    ]
}

/// The buttons of the selected node, while nothing plays.
pub fn actions(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    // The editor of a binding lies where the buttons of its edge would be.
    let rests = !studio.view().playing && studio.gesture().is_idle() && studio.panels().binding.is_none();
    let selection = &studio.view().selection;
    let buttons = match (selection.edge(), selection.nodes().len()) {
        (_, _) if !rests || !studio.can_draw() => Vec::new(),
        (Some(edge), _) => of_edge(brush, edge),
        (None, 0) => Vec::new(),
        (None, 1) => of_node(brush, &studio.panels().node),
        (None, count) => of_several(brush, count),
    };
    div("node-actions")
        .place(&brush.places[0])
        .class_if(studio.is_chosen_by_chapter(), "is-told")
        .set("hidden", buttons.is_empty())
        .children(buttons)
}

/// What can be done to one node: first to the drawing, then by hand; what breaks something is in its menu.
fn of_node(brush: &Brush, panel: &NodePanel) -> Vec<Tag> {
    let mut buttons = Vec::new();
    let Some((node, kind)) = &panel.node else {
        return buttons;
    };
    if brush.store.studio().view().inspector.is_none() {
        let show = Msg::ShowInspector(InspectorTab::Node);
        buttons.push(named(brush, Icon::Info, key!("hand.details"), show));
    }
    if *kind != NodeKind::Note {
        let connect = named(brush, Icon::Connect, key!("draw.connect"), Msg::Connect);
        buttons.push(connect.set("aria-keyshortcuts", Action::Connect.chords()));
        let rename = Msg::Draw(DrawMsg::Rename);
        let rename = named(brush, Icon::Pencil, key!("draw.rename"), rename);
        buttons.push(rename.set("aria-keyshortcuts", Action::Rename.chords()));
    }
    buttons.extend([duplicate(brush), delete(brush)]);
    let by_hand = panel.actions.iter();
    for action in by_hand.filter(|action| action.enabled && !action.is_danger) {
        let onclick = brush.send(Msg::Hand(node.clone(), action.action));
        let button = button("btn btn-s by-hand", onclick);
        buttons.push(button.child(icon(of_hand(action.action))).child(&*action.text));
    }
    buttons.push(more(brush));
    buttons
}

/// The menu with all that can be done.
fn more(brush: &Brush) -> Tag {
    let open = Msg::Menu(MenuMsg::OpenAtSelection);
    quiet(brush, Icon::More, key!("hand.more"), open)
        .set("aria-haspopup", "menu")
        .set("aria-keyshortcuts", "Shift+F10")
}

/// A button that shows its name.
fn named(brush: &Brush, shown: Icon, name: Key, msg: Msg) -> Tag {
    button("btn btn-s", brush.send(msg))
        .child(icon(shown))
        .child(worded("span", "", brush.get(name)))
}

/// A button that shows its name under a finger only.
fn quiet(brush: &Brush, shown: Icon, name: Key, msg: Msg) -> Tag {
    named(brush, shown, name, msg)
        .class("quiet")
        .set("aria-label", brush.get(name))
        .set("title", brush.get(name))
}

/// What can be done to an edge.
fn of_edge(brush: &Brush, edge: &EdgeId) -> Vec<Tag> {
    let end = |side, name: Key| named(brush, Icon::Connect, name, Msg::Draw(DrawMsg::Reconnect(side)));
    let mut buttons = vec![
        end(Side::Start, key!("draw.reconnect_start")),
        end(Side::End, key!("draw.reconnect_end")),
        delete(brush),
    ];
    if brush.store.studio().can_set_edge(edge) {
        let open = Msg::Form(FormMsg::OpenEdge(edge.clone()));
        buttons.insert(0, named(brush, Icon::Pencil, key!("form.edit"), open));
    }
    buttons
}

/// What can be done to several nodes at once.
fn of_several(brush: &Brush, count: usize) -> Vec<Tag> {
    let words = brush.with(key!("draw.selected"), "count", Argument::Number(count as u64));
    let mut buttons = vec![worded("b", "node-count", &words)];
    for arrangement in Arrangement::ALL {
        let (shown, turn, name) = of_arrangement(arrangement);
        let msg = Msg::Draw(DrawMsg::Arrange(arrangement));
        let mut arrange = IconButton::small(shown, brush.get(name));
        arrange.class = turn;
        buttons.push(arrange.paint(brush.send(msg)));
    }
    buttons.extend([duplicate(brush), delete(brush), more(brush)]);
    buttons
}

fn duplicate(brush: &Brush) -> Tag {
    let duplicate = Msg::Draw(DrawMsg::Duplicate);
    quiet(brush, Icon::Copy, key!("draw.duplicate"), duplicate)
        .class("copy")
        .set("aria-keyshortcuts", Action::Duplicate.chords())
}

fn delete(brush: &Brush) -> Tag {
    quiet(brush, Icon::Trash, key!("draw.delete"), Msg::Delete)
        .class("bad")
        .set("aria-keyshortcuts", Action::Delete.chords())
}

/// Keeps the buttons beside what is chosen, wherever the camera looks.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (painter, bar) = (painter.clone(), places[0].clone());
    let store = painter.store.clone();
    vec![Box::new(store.subscribe(Rc::new(move || place(&painter, &bar))))]
}

/// The buttons may be others, and as wide as they are now.
pub fn settle(painter: &Painter, places: &[NodeRef; 4]) {
    place(painter, &places[0]);
}

fn place(painter: &Painter, bar: &NodeRef) {
    let studio = painter.store.studio();
    if let (Some(chosen), Some(bar)) = (chosen(&studio), bar.cast::<HtmlElement>()) {
        let size = Size {
            width: bar.offset_width(),
            height: bar.offset_height(),
        };
        let [width, height, covered] = painter.room.get().map(|pixels| pixels as i32);
        let clear = Rect::new(
            MARGIN,
            TOOLS,
            width - 2 * MARGIN,
            height - covered - TOOLS - MARGIN,
        );
        let at = studio.beside_chosen(chosen, size, clear);
        set(&bar.style(), "--x", &pixels(f64::from(at.x)));
        set(&bar.style(), "--y", &pixels(f64::from(at.y)));
        // In a narrow window it lies at the lower edge of what is seen of the canvas.
        set(&bar.style(), "--up", &pixels(f64::from(covered)));
    }
}

/// What the buttons are about, with all that is written beside it.
fn chosen(studio: &Studio) -> Option<Rect> {
    let chosen = studio.scene().nodes.iter().filter(|node| node.selected);
    let frames = chosen
        .map(|node| frame(node).union(node.bounds))
        .reduce(Rect::union);
    let edge = || {
        let middle = middle_of(chosen_edge(studio)?);
        Some(Rect::around(middle, 0, 30))
    };
    frames.or_else(edge)
}
