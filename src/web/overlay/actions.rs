//! The action list: a field to type into, and below it what can be done.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::key;
use crate::studio::menus::MenuMsg;
use crate::studio::panels::overlay::{ActionList, ActionRow, Does};
use crate::studio::{Msg, Toward};
use crate::web::icon::{Icon, icon};
use crate::web::overlay::{around, keys_at_end, shut, then};
use crate::web::painter::Brush;
use crate::web::pictogram::of_action;
use crate::web::tag::{Tag, div, span, tag, truth, worded, worded_if};

pub fn actions(brush: &Brush, list: &ActionList) -> Tag {
    let id = |row: usize| format!("warren-{}-action-{row}", brush.mount);
    let all = format!("warren-{}-actions", brush.mount);
    let marked = (!list.rows.is_empty()).then(|| id(list.mark));
    let on_input = brush.on(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        let typed = field.map(|field| field.value()).unwrap_or_default();
        Msg::Menu(MenuMsg::Find(typed.into()))
    });
    let field = tag("input")
        .set("type", "text")
        .set("role", "combobox")
        .set("aria-label", brush.get(key!("action.find")))
        .set("placeholder", brush.get(key!("action.find")))
        .set("aria-expanded", "true")
        .set("aria-autocomplete", "list")
        .set("aria-controls", all.clone())
        .set("aria-activedescendant", marked)
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("autofocus", true)
        .typed(list.query.to_string())
        .on_input(on_input)
        .on_key_down(on_key(brush, list.rows.get(list.mark).is_some_and(|row| row.can)));
    let rows = list.rows.iter().enumerate();
    let rows = rows.map(|(at, row)| self::row(brush, row, at == list.mark, id(at), at));
    let none = list.rows.is_empty();
    around(brush, "dlg acts", brush.get(key!("action.actions")))
        .child(div("m-search").child(icon(Icon::Search)).child(field))
        .child(
            tag("ul")
                .class("acts-l")
                .set("id", all)
                .set("role", "listbox")
                .set("aria-label", brush.get(key!("action.actions")))
                .children(rows),
        )
        .child(none.then(|| worded("p", "acts-none", brush.get(key!("action.none")))))
}

fn row(brush: &Brush, row: &ActionRow, is_marked: bool, id: String, at: usize) -> Tag {
    let shown = match &row.does {
        Does::Action(action) => of_action(*action),
        Does::Show(_) => icon(Icon::Follow),
        Does::Open(_) => icon(Icon::Grid),
    };
    tag("li")
        .class("m")
        .class_if(is_marked, "is-on")
        .set("role", "option")
        .set("id", id)
        .set("aria-selected", truth(is_marked))
        .set("aria-disabled", (!row.can).then_some("true"))
        .on_click(then(brush, row.can, Msg::Menu(MenuMsg::Choose(Some(at)))))
        .child(shown)
        .child(
            span("m-name")
                .child(&*row.name)
                .child(worded_if("small", "", &row.remark)),
        )
        .child(worded("em", "", &row.group))
        .child(keys_at_end(row.keys))
}

/// Arrows move the mark while letters are typed; Enter does what is marked.
fn on_key(brush: &Brush, can: bool) -> Callback<KeyboardEvent> {
    let (store, place) = (brush.store.clone(), brush.places[0].clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let msg = match &*event.key() {
            "ArrowDown" => MenuMsg::Mark(Toward::Down),
            "ArrowUp" => MenuMsg::Mark(Toward::Up),
            "Enter" => MenuMsg::Choose(None),
            _ => return,
        };
        event.prevent_default();
        if msg == MenuMsg::Choose(None) && can {
            shut(&place);
        }
        store.send(Msg::Menu(msg));
    })
}

/// The marked row is in sight.
pub fn reveal(place: &NodeRef) {
    let dialog = place.cast::<web_sys::Element>();
    let marked = dialog.and_then(|dialog| dialog.query_selector(".acts-l .is-on").ok().flatten());
    let rows = marked.as_ref().and_then(|row| row.parent_element());
    if let (Some(row), Some(rows)) = (
        marked.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()),
        rows,
    ) {
        let (top, height) = (row.offset_top(), row.offset_height());
        let (from, seen) = (rows.scroll_top(), rows.client_height());
        if top < from {
            rows.set_scroll_top(top);
        } else if top + height > from + seen {
            rows.set_scroll_top(top + height - seen);
        }
    }
}
