//! The last resort: a mistake of ours has stopped the engine. The page says so, and offers to begin again.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;
use web_sys::{Document, Element, console, window};

use crate::key;
use crate::text::{Language, Text};

/// Says on the console what was wrong, and on the page that it is over.
pub fn hook(panic: &PanicHookInfo<'_>) {
    let report = js_sys::Error::new(&panic.to_string());
    console::error_1(&report);
    let Some(document) = window().and_then(|window| window.document()) else {
        return;
    };
    for place in super::places() {
        // What cannot be shown is on the console.
        let _ = show(&document, &place);
    }
}

fn show(document: &Document, place: &Element) -> Result<(), JsValue> {
    let shown = place
        .query_selector("[lang]")?
        .and_then(|root| root.get_attribute("lang"));
    let language = shown.and_then(|tag| Language::from_tag(&tag)).unwrap_or_default();
    let text = Text::new(language);
    let notice = document.create_element("section")?;
    notice.set_class_name("crash");
    notice.set_attribute("role", "alert")?;
    for (tag, words) in [
        ("h2", key!("crash.title")),
        ("p", key!("crash.again")),
        ("a", key!("crash.reload")),
    ] {
        let line = document.create_element(tag)?;
        line.set_text_content(Some(text.get(words)));
        if tag == "a" {
            line.set_attribute("href", "")?;
            line.set_class_name("btn btn-p");
        }
        notice.append_child(&line)?;
    }
    place
        .query_selector(".warren")?
        .unwrap_or_else(|| place.clone())
        .append_child(&notice)?;
    Ok(())
}
