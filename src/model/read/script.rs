//! A timed action, from its object.

use crate::model::actor::HIGHEST_ID;
use crate::model::diagnostic::Code;
use crate::model::read::object::Object;
use crate::model::script::{Action, ScriptEntry};

/// An action of an actor.
type ByActor = fn(u32) -> Action;

/// A timed action.
pub fn entry(mut object: Object<'_>) -> ScriptEntry {
    const ACTIONS: [(&str, ByActor); 7] = [
        ("crash", Action::Crash),
        ("restart", Action::Restart),
        ("cut", Action::Cut),
        ("send", Action::Send),
        ("ack", Action::Ack),
        ("nack", Action::Nack),
        ("reject", Action::Reject),
    ];
    let at_ms = object.integer("at_ms", 0, 0, i64::MAX) as u64;
    let action = if let Some((word, action)) = ACTIONS.into_iter().find(|(word, _)| object.has(word)) {
        action(object.integer(word, 0, 1, HIGHEST_ID.into()) as u32)
    } else if object.is_true("restart_broker") {
        object.take("restart_broker");
        Action::RestartBroker
    } else {
        object.warn(Code::UnknownAction);
        Action::Unknown
    };
    ScriptEntry {
        at_ms,
        action,
        extra: object.extra(),
    }
}
