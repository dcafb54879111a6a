//! The digest after every step, natively; `web.rs` compares the same recording in WebAssembly.
//!
//! Where a change of state is meant, `WARREN_RECORD=1 cargo test --test digests` records anew.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/digests.rs"]
mod digests;
#[path = "support/worlds.rs"]
mod worlds;

#[test]
fn every_step_has_the_recorded_digest() {
    if std::env::var_os("WARREN_RECORD").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digests.txt");
        std::fs::write(path, digests::all()).expect("the recording can be written");
        return;
    }
    digests::compare();
}
