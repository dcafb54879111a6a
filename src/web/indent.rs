//! Enter in a program: the new line begins as deep as what is written on it belongs.

use wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

use crate::model::program::print::indentation_after;
use crate::studio::Msg;
use crate::studio::forms::FormMsg;
use crate::web::painter::Painter;

/// Takes Enter in the program of an actor.
pub fn on_enter(painter: &Painter, actor: u32) -> Callback<KeyboardEvent> {
    let store = painter.store.clone();
    Callback::from(move |event: KeyboardEvent| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing());
        let area = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        let Some(area) = area.filter(|_| event.key() == "Enter" && is_plain) else {
            return;
        };
        let (Ok(Some(start)), Ok(Some(end))) = (area.selection_start(), area.selection_end()) else {
            return;
        };
        event.prevent_default();
        let text: Vec<u16> = area.value().encode_utf16().collect();
        let before = String::from_utf16_lossy(text.get(..start as usize).unwrap_or_default());
        let line = before.rsplit('\n').next().unwrap_or_default();
        let new = format!("\n{}", " ".repeat(indentation_after(line)));
        let after = String::from_utf16_lossy(text.get(end as usize..).unwrap_or_default());
        let caret = start + new.len() as u32;
        let whole = format!("{before}{new}{after}");
        area.set_value(&whole);
        // The place is within the text.
        let _ = area.set_selection_range(caret, caret);
        store.send(Msg::Form(FormMsg::TypeProgram(actor, whole.into())));
    })
}
