//! What a person does, and what goes wrong, at given times of the run.

use crate::base::time::Ms;
use crate::model::words::Extra;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// One timed action. In a file: `{"at_ms": 5000, "crash": 1}`.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptEntry {
    /// Since the start of the run.
    pub at_ms: Ms,
    pub action: Action,
    pub extra: Extra,
}

/// What happens. Actors are named by their identifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The actor loses its volatile state and its connection.
    Crash(u32),
    /// A crashed actor starts again.
    Restart(u32),
    /// The connection of the actor is cut.
    Cut(u32),
    /// Somebody presses Send now.
    Send(u32),
    /// The actor acks the oldest message that it holds.
    Ack(u32),
    /// The actor puts the oldest message that it holds back into its queue.
    Nack(u32),
    /// The actor rejects the oldest message that it holds, not to be requeued.
    Reject(u32),
    /// The broker stops and starts again.
    RestartBroker,
    /// What a newer version may know. It does nothing; the extra fields keep what was written.
    Unknown,
}

impl Action {
    /// The word in the file.
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Action::Crash(_) => Some("crash"),
            Action::Restart(_) => Some("restart"),
            Action::Cut(_) => Some("cut"),
            Action::Send(_) => Some("send"),
            Action::Ack(_) => Some("ack"),
            Action::Nack(_) => Some("nack"),
            Action::Reject(_) => Some("reject"),
            Action::RestartBroker => Some("restart_broker"),
            Action::Unknown => None,
        }
    }

    /// The actor that it is about.
    pub fn actor(&self) -> Option<u32> {
        match self {
            Action::Crash(id)
            | Action::Restart(id)
            | Action::Cut(id)
            | Action::Send(id)
            | Action::Ack(id)
            | Action::Nack(id)
            | Action::Reject(id) => Some(*id),
            Action::RestartBroker | Action::Unknown => None,
        }
    }
}

impl Serialize for ScriptEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("at_ms", &self.at_ms)?;
        if let Some(word) = self.action.word() {
            match self.action.actor() {
                Some(id) => map.serialize_entry(word, &id)?,
                None => map.serialize_entry(word, &true)?,
            }
        }
        for (key, value) in &self.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
