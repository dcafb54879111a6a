//! AMQP's errors as people read them: the code with its name, and what to do about it.

use crate::broker::ErrorCode;
use crate::broker::Scope;
use crate::explain::why::Failure;
use crate::text::piece::Piece;
use crate::text::{Argument, Entry, Key, Text};
use crate::{entry, key};

/// A reply code with its name, `406 PRECONDITION_FAILED`.
pub fn code(number: u16) -> Argument<'static> {
    let text = match ErrorCode::of_number(number) {
        Some(code) => format!("{number} {}", code.name()),
        None => number.to_string(),
    };
    Argument::Pieces(vec![Piece::Code(text)])
}

impl Text {
    /// What an error closed, and what to do about it.
    pub fn failure(&self, failure: &Failure) -> Vec<Piece> {
        let (actor, code) = (&failure.party, code(failure.code.number()));
        let what = match failure.code.scope() {
            Scope::Channel => entry!("sentence.channel_closes", actor, code = code),
            Scope::Connection => entry!("sentence.connection_closes", actor, code = code),
        };
        self.paragraph([self.say(what), self.say(Entry::of(advice(failure.code)))])
    }
}

/// What somebody can do about an error: an entry of the catalogue.
pub(super) fn advice(code: ErrorCode) -> Key {
    match code {
        ErrorCode::ConnectionForced => key!("advice.connection_forced"),
        ErrorCode::AccessRefused => key!("advice.access_refused"),
        ErrorCode::NotFound => key!("advice.not_found"),
        ErrorCode::ResourceLocked => key!("advice.resource_locked"),
        ErrorCode::PreconditionFailed => key!("advice.precondition_failed"),
        ErrorCode::CommandInvalid => key!("advice.command_invalid"),
        ErrorCode::ChannelError => key!("advice.channel_error"),
        ErrorCode::NotAllowed => key!("advice.not_allowed"),
        ErrorCode::NotImplemented => key!("advice.not_implemented"),
        ErrorCode::InternalError => key!("advice.internal_error"),
    }
}
