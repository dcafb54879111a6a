//! A draft: what a tab keeps of what is open in it, as JSON text, in case it ends.

use crate::model::Document;
use crate::scene::Scene;
use crate::studio::session::{Origin, Session};
use serde_json::{Value, json};
use std::rc::Rc;

/// The form of drafts and recent drawings that is known here; others are left alone.
const FORM: u64 = 1;

/// What was found of a tab that ended.
#[derive(Clone, Debug)]
pub struct Found {
    pub origin: Origin,
    /// What was saved last.
    pub saved: Option<Document>,
    pub document: Document,
    /// How many changes there were since.
    pub changes: u64,
    pub when: Rc<str>,
    pub picture: Rc<Scene>,
}

/// What is kept of a session.
pub fn written(session: &Session, at_ms: u64) -> String {
    let saved = session.filed.saved.as_ref().unwrap_or(session.opened());
    let saved = match session.origin {
        Origin::New => Value::Null,
        Origin::Gallery(_) | Origin::File(_) => saved.to_json().into(),
    };
    let draft = json!({
        "draft": FORM,
        "at_ms": at_ms,
        "origin": origin_text(&session.origin),
        "changes": session.changes(),
        "saved": saved,
        "text": session.document().to_json(),
    });
    draft.to_string()
}

/// Reads it; nothing that is not ours is taken for a draft.
pub fn read(text: &str, when: Rc<str>) -> Option<Found> {
    let draft: Value = serde_json::from_str(text).ok()?;
    if draft["draft"].as_u64() != Some(FORM) {
        return None;
    }
    let document = |field: &str| Document::from_json(draft[field].as_str()?).0;
    Some(Found {
        origin: origin(draft["origin"].as_str()?)?,
        saved: document("saved"),
        document: document("text")?,
        changes: draft["changes"].as_u64().unwrap_or(0),
        when,
        picture: Rc::default(),
    })
}

/// `new`, `gallery:topics`, `file:orders.json`.
pub fn origin_text(origin: &Origin) -> String {
    match origin {
        Origin::New => "new".into(),
        Origin::Gallery(id) => ["gallery:", id].concat(),
        Origin::File(name) => ["file:", name].concat(),
    }
}

fn origin(text: &str) -> Option<Origin> {
    match text.split_once(':') {
        Some(("gallery", id)) => Some(Origin::Gallery(id.into())),
        Some(("file", name)) => Some(Origin::File(name.into())),
        Some(_) => None,
        None => (text == "new").then_some(Origin::New),
    }
}

/// A recent drawing: where it came from, whether a file has it, its text.
pub struct Kept {
    pub origin: Origin,
    pub is_saved: bool,
    pub document: Document,
}

/// What is kept of a recent drawing.
pub fn remembered(origin: &Origin, is_saved: bool, document: &Document) -> String {
    let kept = json!({
        "recent": FORM,
        "origin": origin_text(origin),
        "is_saved": is_saved,
        "text": document.to_json(),
    });
    kept.to_string()
}

/// Reads it.
pub fn recalled(text: &str) -> Option<Kept> {
    let kept: Value = serde_json::from_str(text).ok()?;
    if kept["recent"].as_u64() != Some(FORM) {
        return None;
    }
    Some(Kept {
        origin: origin(kept["origin"].as_str()?)?,
        is_saved: kept["is_saved"].as_bool().unwrap_or(false),
        document: Document::from_json(kept["text"].as_str()?).0?,
    })
}
