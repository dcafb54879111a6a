//! Changes of a document, each whole: what refers to a part that goes or gets another name follows it, new names are
//! unique, and what could be opened before can be opened afterwards.
//!
//! A room for each kind of change. A change that is refused says why and leaves the document as it was. The texts of
//! programs keep every letter that the change is not about. Nothing here knows of gestures, undo or a run.

mod add;
mod attached;
mod connect;
mod copy;
mod disconnect;
pub(in crate::model) mod lines;
mod names;
mod reconnect;
mod remove;
mod rename;
mod route;
mod splice;

pub(in crate::model) use attached::reads;
pub(in crate::model) use names::{as_template, unique_name};

pub use add::{Kind, add, add_consumer, add_producer, usual_user};
pub use connect::{Connection, Options, Refusal, connect, connections, may_connect};
pub use copy::{PARTS, copy, duplicate, paste};
pub use disconnect::{EdgeRef, disconnect};
pub use names::is_there;
pub use reconnect::{End, may_reconnect, reconnect};
pub use remove::{Gone, Loose, LoosePlace, remove, remove_quietly};
pub use rename::{BadName, Followed, may_rename, rename};
pub use route::{Route, matching_route};
pub use splice::{may_splice, splice};

use crate::model::document::Document;
use crate::model::node::{Node, Point};

/// How far from what it belongs to a new part stands, in pixels.
pub const ASIDE: i32 = 190;

/// Puts a node somewhere.
pub fn place(document: &mut Document, node: Node, at: Point) {
    document.positions.insert(node, at.on_canvas());
}

/// Leaves a node to the automatic layout.
pub fn unplace(document: &mut Document, node: &Node) {
    document.positions.remove(node);
}
