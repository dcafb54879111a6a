//! Files: fetched from the site, chosen by the person, offered for saving.

use std::rc::Rc;

use js_sys::futures::JsFuture;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Response, Url, window};

use crate::studio::Unloaded;
use crate::web::store::Store;

/// The text of a file of the site.
pub async fn fetch(file: &str) -> Result<Rc<str>, Unloaded> {
    let failed = |error| Unloaded::Failed(words(error));
    let window = window().ok_or_else(|| Unloaded::Failed("no window".into()))?;
    let answer = JsFuture::from(window.fetch_with_str(file))
        .await
        .map_err(failed)?;
    let answer: Response = answer.dyn_into().map_err(failed)?;
    if answer.status() == 404 {
        return Err(Unloaded::Absent);
    }
    if !answer.ok() {
        let why = format!("{} {}: {file}", answer.status(), answer.status_text());
        return Err(Unloaded::Failed(why.into()));
    }
    let whole = text(answer.text().map_err(failed)?).await;
    whole.map_err(Unloaded::Failed)
}

/// The text of a file of the person's.
pub async fn read(file: &File) -> Result<Rc<str>, Rc<str>> {
    text(file.text()).await
}

async fn text(promise: js_sys::Promise) -> Result<Rc<str>, Rc<str>> {
    let text = JsFuture::from(promise).await.map_err(words)?;
    Ok(text.as_string().unwrap_or_default().into())
}

/// What JavaScript says of an error.
pub fn words(error: JsValue) -> Rc<str> {
    let message = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    message.unwrap_or_else(|| format!("{error:?}")).into()
}

/// Opens the browser's chooser. Nothing comes of it where the person thinks better of it.
pub fn choose(store: Store) {
    let Some(input) = element::<HtmlInputElement>("input") else {
        return;
    };
    input.set_type("file");
    input.set_accept("application/json,.json");
    let chosen = input.clone();
    let on_change = Closure::once_into_js(move || {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            super::read_file(&store, file);
        }
    });
    input.set_onchange(Some(on_change.unchecked_ref()));
    input.click();
}

/// Offers a text for saving.
pub fn save(name: &str, media_type: &str, text: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) else {
        return;
    };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Some(link) = element::<HtmlAnchorElement>("a") {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The download has its own hold on the data.
    let _ = Url::revoke_object_url(&url);
}

/// A new element that is not on the page.
fn element<T: JsCast>(tag: &str) -> Option<T> {
    window()?.document()?.create_element(tag).ok()?.dyn_into().ok()
}
