//! The scenarios of the gallery, read from their files.

use std::path::PathBuf;
use warren::model::Document;

/// Where they are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("static/gallery")
}

/// The text of a file.
pub fn read(name: &str) -> String {
    let path = folder().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The scenarios, in the order of the manifest.
pub fn scenarios() -> Vec<Document> {
    let manifest: serde_json::Value = serde_json::from_str(&read("manifest.json")).expect("JSON");
    let entries = manifest["scenarios"].as_array().expect("a list");
    entries
        .iter()
        .map(|entry| {
            let id = entry["id"].as_str().expect("an identifier");
            let (document, findings) = Document::from_json(&read(&format!("{id}.json")));
            document.unwrap_or_else(|| panic!("{id}: {findings:?}"))
        })
        .collect()
}
