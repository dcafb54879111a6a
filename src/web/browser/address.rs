//! The page's address: what it asks for, and how it is kept true.

use wasm_bindgen::JsValue;
use web_sys::{UrlSearchParams, window};

/// Parameters that stay when the address changes to another scenario.
const LASTING: [&str; 2] = ["lang", "theme"];

/// What stands behind the question mark.
#[derive(Clone, Debug)]
pub struct Query(UrlSearchParams);

impl Query {
    /// The query of the page.
    pub fn of_page() -> Option<Query> {
        let search = window()?.location().search().ok()?;
        UrlSearchParams::new_with_str(&search).ok().map(Query)
    }

    /// A parameter's value.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.get(name)
    }

    /// Whether a parameter is there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.0.has(name)
    }
}

/// Makes `query` the address, as a new entry of the history, unless it is so already.
pub fn go(query: &str) {
    let (Some(now), Ok(next)) = (Query::of_page(), UrlSearchParams::new_with_str(query)) else {
        return;
    };
    for name in LASTING {
        if let Some(value) = now.get(name) {
            next.set(name, &value);
        }
    }
    let (now, next) = (text(&now.0), text(&next));
    if now != next {
        write(&next, web_sys::History::push_state_with_url);
    }
}

/// Takes a setting out of the address, since the person has changed it.
pub fn forget(key: &str) {
    let name = if key == "language" { "lang" } else { key };
    if let Some(Query(query)) = Query::of_page().filter(|query| query.has(name)) {
        query.delete(name);
        write(&text(&query), web_sys::History::replace_state_with_url);
    }
}

/// `?gallery`, not `?gallery=`.
fn text(query: &UrlSearchParams) -> String {
    let written = String::from(query.to_string());
    let parts = written
        .split('&')
        .map(|part| part.strip_suffix('=').unwrap_or(part));
    parts.collect::<Vec<_>>().join("&")
}

type Write = fn(&web_sys::History, &JsValue, &str, Option<&str>) -> Result<(), JsValue>;

fn write(query: &str, write: Write) {
    let Some(window) = window() else { return };
    let path = window.location().pathname().unwrap_or_default();
    let address = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    };
    if let Ok(history) = window.history() {
        // A page that may not change its address (a sandboxed frame) keeps it.
        let _ = write(&history, &JsValue::NULL, "", Some(&address));
    }
}
