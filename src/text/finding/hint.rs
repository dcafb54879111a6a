//! What to do about a finding, where there is something to say.

use crate::base::gather::Gather;
use crate::entry;
use crate::model::diagnostic::code::{Code, Expected};
use crate::model::lesson::stop::StopError;
use crate::text::piece::Piece;
use crate::text::{Argument, Entry, Text};

impl Text {
    /// What to do about it.
    pub fn hint(&self, code: &Code) -> Option<Vec<Piece>> {
        hint(code).map(|entry| self.say(entry))
    }
}

fn hint(code: &Code) -> Option<Entry<'_>> {
    Some(match code {
        Code::TooLarge { .. } => entry!("hint.too_large"),
        Code::NotJson { .. } => entry!("hint.not_json"),
        Code::NotADocument => entry!("hint.not_a_document"),
        Code::IsDefinitions => entry!("hint.is_definitions"),
        Code::IsDocument => entry!("hint.is_document"),
        Code::NotDefinitions => entry!("hint.not_definitions"),
        Code::NewerVersion { .. } => entry!("hint.newer_version"),
        Code::NextIdTaken { .. } => entry!("hint.next_id_taken"),
        Code::ConfirmsAndTransactions => entry!("hint.confirms_and_transactions"),
        Code::UnknownVariable { .. } => entry!("hint.unknown_variable"),
        Code::WildcardInRoutingKey { .. } => entry!("hint.wildcard_in_routing_key"),
        Code::NoPermission { .. } => entry!("hint.no_permission"),
        Code::DefaultExchangeBound => entry!("hint.default_exchange_bound"),
        Code::UnknownExchangeType { .. } => entry!("hint.unknown_exchange_type"),
        Code::BadPattern { .. } => entry!("hint.bad_pattern"),
        Code::BadStop(StopError::UnknownVerb(_)) => entry!("hint.bad_stop"),
        Code::BadLight { .. } => entry!("hint.bad_light"),
        Code::BadPanel { .. } => entry!("hint.bad_panel"),
        Code::Unknown {
            nearest: Some(nearest),
            ..
        }
        | Code::UnknownFunction {
            nearest: Some(nearest),
            ..
        } => {
            entry!("hint.nearest", nearest = Argument::Code(nearest))
        }
        Code::UnknownVhost { known, .. } => {
            let vhosts = known.iter().map(|name| Argument::Code(name));
            entry!("hint.vhosts", vhosts = Argument::List(vhosts.gather()))
        }
        Code::Syntax { found, expected } => return syntax_hint(found, *expected),
        Code::TooDeep
        | Code::WrongType { .. }
        | Code::Missing { .. }
        | Code::OutOfRange { .. }
        | Code::UnknownWord { .. }
        | Code::SecretDropped
        | Code::UnknownAction
        | Code::UnknownFunction { nearest: None, .. }
        | Code::WrongArguments { .. }
        | Code::Useless { .. }
        | Code::Duplicate { .. }
        | Code::EmptyName { .. }
        | Code::TooLong { .. }
        | Code::ReservedName { .. }
        | Code::Unknown { nearest: None, .. }
        | Code::BadArgument { .. }
        | Code::BrokerRefuses { .. }
        | Code::Instead { .. }
        | Code::MissingLanguage { .. }
        | Code::NotAName { .. }
        | Code::BadStop(StopError::Empty | StopError::BadOrdinal(_) | StopError::Trailing(_))
        | Code::QuestionNeeds { .. } => return None,
    })
}

fn syntax_hint(found: &str, expected: Expected) -> Option<Entry<'_>> {
    Some(match expected {
        Expected::DoubleEquals => entry!("hint.double_equals"),
        Expected::Expression => entry!("hint.expression"),
        Expected::Name => entry!("hint.name"),
        Expected::Duration => entry!("hint.duration"),
        Expected::Trigger | Expected::TriggerFirst => entry!("hint.trigger"),
        Expected::Escape => entry!("hint.escape"),
        Expected::Block => entry!("hint.block"),
        Expected::Statement | Expected::OneOf(_) => {
            let nearest = expected.nearest(found)?;
            entry!(
                "hint.nearest",
                nearest = Argument::Pieces(vec![Piece::Code(nearest)])
            )
        }
        Expected::Declaration
        | Expected::Variable
        | Expected::Number
        | Expected::Count
        | Expected::Percent
        | Expected::EndOfLine
        | Expected::Word(_)
        | Expected::ClosingQuote
        | Expected::NoIndentation
        | Expected::KnownIndentation
        | Expected::IfBeforeElse
        | Expected::SmallerNumber
        | Expected::LessNesting
        | Expected::Once(_)
        | Expected::Spaces => return None,
    })
}
