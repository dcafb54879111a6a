//! The editor of a binding: a popover at its pill, a sheet where the window is narrow.

use std::any::Any;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::model::form::Of;
use crate::scene::geometry::Point;
use crate::scene::node::NodeKind;
use crate::studio::forms::FormMsg;
use crate::studio::panels::binding::{BindingPanel, Tried};
use crate::studio::{Msg, Studio};
use crate::text::Argument;
use crate::web::canvas::{on_screen, pixels, set};
use crate::web::controls::{IconButton, button, icon_button, toggle};
use crate::web::form;
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::inspector::remark;
use crate::web::message_mark::message_mark;
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich_in;
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, span, tag, worded};

/// So far the editor stays from the edges of the canvas, in pixels.
const MARGIN: f64 = 12.0;

/// What the editor shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of_some(studio.panels().binding.as_ref())]
}

/// The editor, or nothing.
pub fn binding(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let place = div("be-place").place(&brush.places[0]);
    match &studio.panels().binding {
        Some(panel) => place.child(editor(brush, panel)),
        None => place.set("hidden", true),
    }
}

fn say(painter: &Painter, msg: FormMsg) -> Callback<MouseEvent> {
    painter.send(Msg::Form(msg))
}

fn editor(painter: &Painter, panel: &BindingPanel) -> Tag {
    let name = painter.text.line(
        crate::text::Entry::of(key!("form.binding"))
            .with("from", Argument::Plain(&panel.source))
            .with("to", Argument::Plain(&panel.destination)),
    );
    let close = IconButton::small(Icon::Cross, painter.get(key!("form.close")));
    let ends = tag("h2")
        .child(kind_icon(NodeKind::Exchange))
        .child(worded("b", "id", &panel.source))
        .child(icon(Icon::Arrow))
        .child(kind_icon(panel.destination_kind))
        .child(worded("b", "id", &panel.destination));
    let head = tag("header")
        .class("be-h")
        .child(ends)
        .child(close.paint(say(painter, FormMsg::CloseBinding)));
    let store = painter.store.clone();
    let keys = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            event.stop_propagation();
            store.send(Msg::Form(FormMsg::CloseBinding));
        }
    });
    let delete = button("btn bad", say(painter, FormMsg::DeleteBinding))
        .child(icon(Icon::Trash))
        .child(painter.get(key!("draw.delete")));
    let done = button("btn btn-p", say(painter, FormMsg::CloseBinding)).child(painter.get(key!("form.done")));
    let body = div("be-b")
        .child(turns(painter, panel))
        .child(form::group(
            painter,
            &panel.fields,
            &format!("be{}", painter.mount),
        ))
        .child(words(panel))
        .child(
            panel
                .remark
                .as_ref()
                .map(|words| rich_in(painter, "p", "fremark", words)),
        )
        .child(rows(painter, panel))
        .child(preview(painter, panel))
        .child(panel.note.as_ref().map(|note| remark(painter, Icon::Fork, note)));
    tag("section")
        .class("be")
        .set("role", "dialog")
        .set("aria-label", name)
        .on_key_down(keys)
        .child(head)
        .child(body)
        .child(tag("footer").class("be-f").child(delete).child(done))
}

/// The bindings of the same edge.
fn turns(painter: &Painter, panel: &BindingPanel) -> Option<Tag> {
    if panel.turns.is_empty() {
        return None;
    }
    let mut row = span("seg be-turns")
        .set("role", "group")
        .set("aria-label", painter.get(key!("node.bindings")));
    for (at, words) in panel.turns.iter().enumerate() {
        let turn = toggle("", at == panel.which, say(painter, FormMsg::TurnBinding(at)));
        row = row.child(turn.child(&**words));
    }
    Some(row)
}

/// The words of a topic key.
fn words(panel: &BindingPanel) -> Option<Tag> {
    if panel.words.is_empty() {
        return None;
    }
    let mut row = div("words").set("aria-hidden", "true");
    for (at, word) in panel.words.iter().enumerate() {
        let dot = (at > 0).then(|| worded("i", "", "."));
        let chip = worded("span", "word", &word.text).class_if(word.is_wild, "wild");
        row = row.child(dot).child(chip);
    }
    Some(row)
}

/// The arguments as a table of fields.
fn rows(painter: &Painter, panel: &BindingPanel) -> Tag {
    let add = button("btn btn-s", say(painter, FormMsg::AddRow))
        .child(icon(Icon::Plus))
        .child(painter.get(key!("form.add_row")));
    let all = div("be-rows").child(worded("h3", "be-t3", &panel.rows_title));
    if panel.rows.is_empty() {
        return all.child(add);
    }
    let mut head = tag("tr");
    for key in [key!("form.name"), key!("form.type"), key!("form.value_name")] {
        head = head.child(worded("th", "", painter.get(key)));
    }
    let mut body = tag("tbody");
    for (at, row) in panel.rows.iter().enumerate() {
        let mut line = tag("tr");
        for (cell, field) in row.iter().enumerate() {
            let id = format!("ber{}-{at}-{cell}", painter.mount);
            line = line.child(tag("td").child(form::cell(painter, field, id)));
        }
        let Of::Row(_, called) = &row[0].field.of else {
            continue;
        };
        let name = painter.with(key!("form.remove_row"), "name", Argument::Plain(called));
        let remove = FormMsg::RemoveRow(called.as_str().into());
        let remove = icon_button(Icon::Cross, name, say(painter, remove));
        body = body.child(line.child(tag("td").child(remove)));
    }
    let table = tag("table")
        .class("be-tab")
        .child(tag("thead").child(head.child(tag("td"))))
        .child(body);
    all.child(table).child(add)
}

/// What of the run it matches.
fn preview(painter: &Painter, panel: &BindingPanel) -> Tag {
    let preview = &panel.preview;
    // The count alone is said while a key is typed.
    let count = worded("small", "", &preview.count).set("aria-live", "polite");
    let title = worded("h3", "be-t3", painter.get(key!("form.preview"))).child(count);
    let mut list = tag("ul").class("be-t");
    for tried in &preview.rows {
        list = list.child(self::tried(painter, tried));
    }
    div("be-p")
        .child(title)
        .child(
            preview
                .empty
                .as_ref()
                .map(|words| rich_in(painter, "p", "fremark", words)),
        )
        .child(list)
        .child(
            preview
                .more
                .as_ref()
                .map(|words| rich_in(painter, "p", "fremark", words)),
        )
}

fn tried(painter: &Painter, tried: &Tried) -> Tag {
    let (class, shown) = match tried.matched {
        true => ("v yes", Icon::Tick),
        false => ("v no", Icon::Cross),
    };
    let words = div("")
        .child(rich_in(painter, "span", "", &tried.key))
        .child(rich_in(painter, "small", "", &tried.why));
    tag("li")
        .class_if(!tried.matched, "n")
        .child(span(class).child(icon(shown)))
        .child(message_mark(painter, tried.message))
        .child(words)
}

/// Keeps the editor at its pill, wherever the camera looks.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (painter, own) = (painter.clone(), places[0].clone());
    let store = painter.store.clone();
    vec![Box::new(store.subscribe(Rc::new(move || place(&painter, &own))))]
}

/// The editor may be larger than it was. One that has just opened takes the focus.
pub fn settle(painter: &Painter, places: &[NodeRef; 4]) {
    place(painter, &places[0]);
    let Some(own) = places[0].cast::<HtmlElement>() else {
        return;
    };
    const OPENED: &str = "data-opened";
    let is_open = painter.store.studio().panels().binding.is_some();
    if is_open && !own.has_attribute(OPENED) {
        // An attribute of an element of ours can always be set.
        let _ = own.set_attribute(OPENED, "");
        form::focus_first(&own);
    } else if !is_open {
        let _ = own.remove_attribute(OPENED);
    }
}

fn place(painter: &Painter, own: &NodeRef) {
    let at = below(&painter.store.studio());
    if let (Some((x, y)), Some(own)) = (at, own.cast::<HtmlElement>()) {
        let [width, height, _] = painter.room.get();
        let (own_width, own_height) = (f64::from(own.offset_width()), f64::from(own.offset_height()));
        let x = (x - own_width / 2.0).min(width - own_width - MARGIN).max(MARGIN);
        let y = (y + 10.0).min(height - own_height - MARGIN).max(MARGIN);
        set(&own.style(), "--x", &pixels(x));
        set(&own.style(), "--y", &pixels(y));
    }
}

/// The place under the pill, or under the middle of the edge, in pixels of the canvas' own corner.
fn below(studio: &Studio) -> Option<(f64, f64)> {
    let panel = studio.panels().binding.as_ref()?;
    let edge = studio.scene().edges.iter().find(|edge| edge.id == panel.edge)?;
    let pill = edge.pills.get(panel.which).or(edge.pills.first());
    let at = match pill {
        Some(pill) => Point::new(pill.rect.middle().x, pill.rect.bottom()),
        None => {
            let (x, y) = edge.path.track().at(0.5);
            Point::new(x as i32, y as i32)
        }
    };
    Some(on_screen(studio.view().camera, at))
}
