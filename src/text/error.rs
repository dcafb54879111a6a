//! AMQP's errors as people read them: the code with its name, and what to do about it.

use crate::broker::ErrorCode;
use crate::key;
use crate::text::piece::Piece;
use crate::text::{Argument, Key};

/// All codes.
const CODES: [ErrorCode; 10] = [
    ErrorCode::ConnectionForced,
    ErrorCode::AccessRefused,
    ErrorCode::NotFound,
    ErrorCode::ResourceLocked,
    ErrorCode::PreconditionFailed,
    ErrorCode::CommandInvalid,
    ErrorCode::ChannelError,
    ErrorCode::NotAllowed,
    ErrorCode::NotImplemented,
    ErrorCode::InternalError,
];

/// A reply code with its name, `406 PRECONDITION_FAILED`.
pub fn code(number: u16) -> Argument<'static> {
    let text = match CODES.iter().find(|code| code.number() == number) {
        Some(code) => format!("{number} {}", code.name()),
        None => number.to_string(),
    };
    Argument::Pieces(vec![Piece::Code(text)])
}

/// What somebody can do about an error: an entry of the catalogue.
pub fn advice(code: ErrorCode) -> Key {
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
