//! What the browser keeps from visit to visit: drafts and recent drawings, in its local storage.
//!
//! That storage is the simplest that does what is needed: it is written before the call returns, so that the last change
//! is there when a tab is killed; all tabs see it; it has no versions and nothing to open. It has room for some five
//! million letters. Where there is none left, recent drawings that are saved elsewhere make room, the oldest first.

use web_sys::{Storage, window};

use crate::studio::files::Unkept;

const DRAFT: &str = "warren.draft.";
const RECENT: &str = "warren.recent.";

/// So many recent drawings are kept; beyond them those go that are saved elsewhere.
const MOST_RECENTS: usize = 20;

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// A recent drawing on the shelf. It is one text: a line with the time, whether it is saved, and its title; then itself.
pub struct Recent {
    pub id: String,
    pub at_ms: u64,
    pub is_saved: bool,
    pub title: String,
    pub text: String,
}

fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let length = storage.length().unwrap_or(0);
    let keys = (0..length).filter_map(|at| storage.key(at).ok()?);
    keys.filter(|key| key.starts_with(prefix)).collect()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn remove(key: &str) {
    if let Some(storage) = storage() {
        // What cannot be removed is not there.
        let _ = storage.remove_item(key);
    }
}

fn set(key: &str, text: &str) -> Result<(), Unkept> {
    let storage = storage().ok_or(Unkept::Forbidden)?;
    let mut spare = recents();
    spare.retain(|recent| recent.is_saved);
    loop {
        let Err(error) = storage.set_item(key, text) else {
            return Ok(());
        };
        let error: js_sys::Error = error.into();
        if !String::from(error.name()).contains("Quota") {
            return Err(Unkept::Forbidden);
        }
        // The newest come first.
        match spare.pop() {
            Some(recent) => remove(&[RECENT, &recent.id].concat()),
            None => return Err(Unkept::Full),
        }
    }
}

/// The tabs that have left a draft.
pub fn drafts() -> Vec<String> {
    let keys = keys(DRAFT).into_iter();
    keys.map(|key| key[DRAFT.len()..].to_string()).collect()
}

/// The draft of a tab.
pub fn draft(tab: &str) -> Option<String> {
    get(&[DRAFT, tab].concat())
}

/// Keeps the draft of a tab.
pub fn keep_draft(tab: &str, text: &str) -> Result<(), Unkept> {
    set(&[DRAFT, tab].concat(), text)
}

/// Lets it go.
pub fn drop_draft(tab: &str) {
    remove(&[DRAFT, tab].concat());
}

/// The recent drawings, the newest first.
pub fn recents() -> Vec<Recent> {
    let mut recents: Vec<Recent> = keys(RECENT)
        .iter()
        .filter_map(|key| recent(&key[RECENT.len()..]))
        .collect();
    recents.sort_by(|one, other| (other.at_ms, &other.id).cmp(&(one.at_ms, &one.id)));
    recents
}

/// One of them.
pub fn recent(id: &str) -> Option<Recent> {
    let whole = get(&[RECENT, id].concat())?;
    let (head, text) = whole.split_once('\n')?;
    let mut head = head.splitn(3, ' ');
    Some(Recent {
        id: id.into(),
        at_ms: head.next()?.parse().ok()?,
        is_saved: head.next()? == "saved",
        title: head.next()?.into(),
        text: text.into(),
    })
}

/// Puts a drawing among them. What is there of it already goes, and the oldest that are saved elsewhere.
pub fn remember(new: &Recent) -> Result<(), Unkept> {
    let state = if new.is_saved { "saved" } else { "loose" };
    let title = new.title.replace('\n', " ");
    let whole = [&new.at_ms.to_string(), " ", state, " ", &title, "\n", &new.text].concat();
    set(&[RECENT, &new.id].concat(), &whole)?;
    for (place, old) in recents().iter().enumerate() {
        let is_same = old.text == new.text || old.is_saved && old.title == title;
        let is_beyond = old.is_saved && place >= MOST_RECENTS;
        if old.id != new.id && (is_same || is_beyond) {
            remove(&[RECENT, &old.id].concat());
        }
    }
    Ok(())
}
