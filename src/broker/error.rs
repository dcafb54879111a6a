//! AMQP's errors: code, name, and whether they close a channel or its whole connection (R-ER-1).

use std::sync::Arc;

/// An AMQP reply code that closes a channel or a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorCode {
    ConnectionForced,
    AccessRefused,
    NotFound,
    ResourceLocked,
    PreconditionFailed,
    CommandInvalid,
    ChannelError,
    NotAllowed,
    NotImplemented,
    InternalError,
}

/// What an error closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Channel,
    Connection,
}

impl ErrorCode {
    /// All codes.
    pub const ALL: [ErrorCode; 10] = [
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

    /// AMQP's number.
    pub fn number(self) -> u16 {
        match self {
            ErrorCode::ConnectionForced => 320,
            ErrorCode::AccessRefused => 403,
            ErrorCode::NotFound => 404,
            ErrorCode::ResourceLocked => 405,
            ErrorCode::PreconditionFailed => 406,
            ErrorCode::CommandInvalid => 503,
            ErrorCode::ChannelError => 504,
            ErrorCode::NotAllowed => 530,
            ErrorCode::NotImplemented => 540,
            ErrorCode::InternalError => 541,
        }
    }

    /// The code with AMQP's number, where we know it.
    pub fn of_number(number: u16) -> Option<ErrorCode> {
        Self::ALL.into_iter().find(|code| code.number() == number)
    }

    /// AMQP's name, the first word of the reply text.
    pub fn name(self) -> &'static str {
        match self {
            ErrorCode::ConnectionForced => "CONNECTION_FORCED",
            ErrorCode::AccessRefused => "ACCESS_REFUSED",
            ErrorCode::NotFound => "NOT_FOUND",
            ErrorCode::ResourceLocked => "RESOURCE_LOCKED",
            ErrorCode::PreconditionFailed => "PRECONDITION_FAILED",
            ErrorCode::CommandInvalid => "COMMAND_INVALID",
            ErrorCode::ChannelError => "CHANNEL_ERROR",
            ErrorCode::NotAllowed => "NOT_ALLOWED",
            ErrorCode::NotImplemented => "NOT_IMPLEMENTED",
            ErrorCode::InternalError => "INTERNAL_ERROR",
        }
    }

    /// Soft errors close the channel, hard ones the connection (R-ER-1).
    pub fn scope(self) -> Scope {
        match self {
            ErrorCode::AccessRefused
            | ErrorCode::NotFound
            | ErrorCode::ResourceLocked
            | ErrorCode::PreconditionFailed => Scope::Channel,
            ErrorCode::ConnectionForced
            | ErrorCode::CommandInvalid
            | ErrorCode::ChannelError
            | ErrorCode::NotAllowed
            | ErrorCode::NotImplemented
            | ErrorCode::InternalError => Scope::Connection,
        }
    }
}

/// An error with RabbitMQ's explanation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Error {
    pub code: ErrorCode,
    /// RabbitMQ's words after the name: `no queue 'q' in vhost '/'`.
    pub detail: Arc<str>,
}

impl Error {
    /// An error of `code`, explained by `detail`.
    pub fn new(code: ErrorCode, detail: impl Into<Arc<str>>) -> Self {
        Error {
            code,
            detail: detail.into(),
        }
    }

    pub(super) fn access_refused(detail: impl Into<Arc<str>>) -> Self {
        Error::new(ErrorCode::AccessRefused, detail)
    }

    pub(super) fn not_found(detail: impl Into<Arc<str>>) -> Self {
        Error::new(ErrorCode::NotFound, detail)
    }

    pub(super) fn resource_locked(detail: impl Into<Arc<str>>) -> Self {
        Error::new(ErrorCode::ResourceLocked, detail)
    }

    pub(super) fn precondition_failed(detail: impl Into<Arc<str>>) -> Self {
        Error::new(ErrorCode::PreconditionFailed, detail)
    }

    pub(super) fn command_invalid(detail: impl Into<Arc<str>>) -> Self {
        Error::new(ErrorCode::CommandInvalid, detail)
    }

    pub(super) fn not_allowed(detail: impl Into<Arc<str>>) -> Self {
        Error::new(ErrorCode::NotAllowed, detail)
    }

    pub(super) fn not_implemented(detail: impl Into<Arc<str>>) -> Self {
        Error::new(ErrorCode::NotImplemented, detail)
    }

    /// The reply text as it goes over the wire: cut to 252 bytes and three dots when longer than 255 (R-ER-1).
    pub fn reply_text(&self) -> String {
        let mut text = format!("{} - {}", self.code.name(), self.detail);
        if text.len() > 255 {
            let mut end = 252;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
            text.push_str("...");
        }
        text
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.code.number(), self.reply_text())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_reply_text_is_cut() {
        let error = Error::new(ErrorCode::NotFound, "é".repeat(200));
        let text = error.reply_text();
        assert!(text.len() <= 255 && text.ends_with("..."), "{text}");
        assert!(text.starts_with("NOT_FOUND - é"));
    }
}
