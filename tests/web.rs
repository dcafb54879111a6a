//! Runs in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "support/digests.rs"]
mod digests;
#[path = "support/worlds.rs"]
mod worlds;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_step_has_the_digest_that_it_has_natively() {
    digests::compare();
}

/// Lets what is queued run: rendering is done in microtasks, which all come before the next task.
async fn next_task() {
    gloo_timers::future::TimeoutFuture::new(0).await;
}

#[wasm_bindgen_test]
async fn the_studio_mounts_into_the_element_that_asks_for_it() {
    let document = web_sys::window().unwrap().document().unwrap();
    let place = document.create_element("div").unwrap();
    place.set_attribute("data-warren", "studio").unwrap();
    document.document_element().unwrap().append_child(&place).unwrap();

    let catalogues = [
        include_str!("../static/text/en.txt"),
        include_str!("../static/text/zh.txt"),
    ];
    let [english, chinese] = catalogues.map(String::from);
    assert!(!warren::web::open("other.words = old".into(), chinese.clone()));
    assert!(warren::web::open(english, chinese));
    next_task().await;

    assert!(place.text_content().unwrap().contains("Warren"));
}
