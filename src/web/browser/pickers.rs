//! The browser's choosers of files that can be written to again, where it has them.

use std::rc::Rc;

use js_sys::futures::JsFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, window};

#[wasm_bindgen]
extern "C" {
    /// A file of the person's.
    #[derive(Clone)]
    pub type FileHandle;
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &FileHandle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn get_file(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &FileHandle) -> Result<Promise, JsValue>;

    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// What went wrong; nothing where the person thought better of it.
pub type Refused = Option<Rc<str>>;

fn refused(error: JsValue) -> Refused {
    let error: &js_sys::Error = error.unchecked_ref();
    match String::from(error.name()).as_str() {
        "AbortError" => None,
        _ => Some(super::files::words(error.clone().into())),
    }
}

/// One of the browser's choosers.
pub fn chooser(name: &str) -> Option<Function> {
    let window: JsValue = window()?.into();
    Reflect::get(&window, &name.into()).ok()?.dyn_into().ok()
}

/// Asks for a file by this chooser.
pub async fn choose(chooser: &Function, suggested: Option<&str>) -> Result<FileHandle, Refused> {
    let types = serde_json::json!([{ "description": "Warren", "accept": { "application/json": [".json"] } }]);
    let options = match suggested {
        Some(name) => serde_json::json!({ "suggestedName": name, "types": types }),
        None => serde_json::json!({ "types": types }),
    };
    let options = js_sys::JSON::parse(&options.to_string()).map_err(refused)?;
    let window = window().ok_or(None)?;
    let chosen = wait(chooser.call1(&window, &options).map(JsCast::unchecked_into)).await?;
    // Of files to open there is a list.
    let first = match chosen.dyn_ref::<js_sys::Array>() {
        Some(list) => list.get(0),
        None => chosen,
    };
    Ok(first.unchecked_into())
}

/// The file behind a handle.
pub async fn file(handle: &FileHandle) -> Result<File, Refused> {
    Ok(wait(handle.get_file()).await?.unchecked_into())
}

/// Writes a text to it, all or nothing.
pub async fn write(handle: &FileHandle, text: &str) -> Result<(), Refused> {
    let writable: Writable = wait(handle.create_writable()).await?.unchecked_into();
    wait(writable.write(text)).await?;
    wait(writable.close()).await?;
    Ok(())
}

async fn wait(promise: Result<Promise, JsValue>) -> Result<JsValue, Refused> {
    JsFuture::from(promise.map_err(refused)?).await.map_err(refused)
}
