//! What the person prefers, kept by the browser from visit to visit. A browser that keeps nothing is no error.

use web_sys::{MediaQueryList, Storage, window};

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

fn name(key: &str) -> String {
    format!("warren.{key}")
}

/// Keeps a preference.
pub fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage forgets; the setting still holds for this visit.
        let _ = storage.set_item(&name(key), value);
    }
}

/// A preference that was kept.
pub fn kept(key: &str) -> Option<String> {
    storage()?.get_item(&name(key)).ok()?
}

/// Whether the system asks for less motion.
pub fn reduced_motion() -> bool {
    motion_query().is_some_and(|query| query.matches())
}

/// Tells when that changes.
pub fn motion_query() -> Option<MediaQueryList> {
    media("(prefers-reduced-motion: reduce)")
}

/// Whether the window is as narrow as that of a telephone. The styles have the same limit.
pub fn is_narrow() -> bool {
    matches("(max-width: 760px)")
}

/// Whether the system's colours are dark.
pub fn is_dark() -> bool {
    matches("(prefers-color-scheme: dark)")
}

fn matches(query: &str) -> bool {
    media(query).is_some_and(|query| query.matches())
}

fn media(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok()?
}

/// The language that the browser asks pages for.
pub fn browser_language() -> Option<String> {
    window()?.navigator().language()
}
