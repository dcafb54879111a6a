//! The whole document and its small parts.

use crate::base::sorted::SortedMap;
use crate::base::time::Ms;
use crate::model::actor::Actor;
use crate::model::lesson::Lesson;
use crate::model::node::{Node, Point};
use crate::model::script::ScriptEntry;
use crate::model::topology::Topology;
use crate::model::words::{Extra, Words};
use serde::Serialize;

/// The word in `format` that marks a file as ours.
pub const FORMAT: &str = "warren";

/// The newest version of the format that is known here.
pub const VERSION: u32 = 1;

/// What a person draws and writes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    pub format: String,
    pub version: u32,
    /// A short name for addresses and files: `retry-with-delay`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub title: Words,
    /// What the reader will have by the end.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub promise: Words,
    /// Durations and schedules that vary are drawn from it.
    pub seed: u64,
    pub horizon: Horizon,
    /// The virtual host that the topology belongs to.
    pub vhost: String,
    pub topology: Topology,
    pub actors: Vec<Actor>,
    /// The identifier that the next actor gets. Identifiers are never reused.
    pub next_id: u32,
    /// Where nodes stand. A node without a position is placed by the automatic layout.
    pub positions: SortedMap<Node, Point>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub script: Vec<ScriptEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<Lesson>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a run that does not come to rest is halted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Horizon {
    pub steps: u32,
    pub time_ms: Ms,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A note on the canvas.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Note {
    pub id: String,
    pub text: Words,
    pub at: Point,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for Document {
    fn default() -> Self {
        Document {
            format: FORMAT.into(),
            version: VERSION,
            id: String::new(),
            title: Words::default(),
            promise: Words::default(),
            seed: 1,
            horizon: Horizon::default(),
            vhost: "/".into(),
            topology: Topology::default(),
            actors: Vec::new(),
            next_id: 1,
            positions: SortedMap::new(),
            notes: Vec::new(),
            script: Vec::new(),
            lesson: None,
            extra: Extra::new(),
        }
    }
}

impl Default for Horizon {
    fn default() -> Self {
        Horizon {
            steps: 10_000,
            time_ms: 600_000,
            extra: Extra::new(),
        }
    }
}

impl Document {
    /// The actor with this identifier.
    pub fn actor(&self, id: u32) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.id == id)
    }

    /// The actor of this name; names are unique in a valid document.
    pub fn actor_named(&self, name: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.name == name)
    }
}
