//! Findings in English: what was found, and what to do about it.

use crate::model::diagnostic::code::{
    ArgumentNeed, Code, Expected, JsonType, Language, Need, Unsimulated, What,
};
use crate::model::lesson::stop::StopError;
use crate::model::nearest::nearest;
use crate::model::program::statement::STATEMENTS;
use std::fmt;

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::TooLarge { bytes, limit } => {
                write!(
                    out,
                    "the file has {} MB, more than the {} MB that are read.",
                    bytes / 1_000_000,
                    limit / 1_000_000
                )
            }
            Code::NotJson { reason } => write!(out, "this is not JSON: {reason}."),
            Code::TooDeep => write!(out, "lists and objects are nested too deeply."),
            Code::NotADocument => write!(out, "this is not a Warren document."),
            Code::IsDefinitions => write!(out, "these are RabbitMQ's definitions, not a Warren document."),
            Code::IsDocument => write!(out, "this is a Warren document, not RabbitMQ's definitions."),
            Code::NotDefinitions => write!(out, "these are not RabbitMQ's definitions."),
            Code::NewerVersion { version, known } => {
                write!(
                    out,
                    "this document has version {version}; this Warren knows versions up to {known}."
                )
            }
            Code::WrongType { expected, found } => {
                write!(out, "{expected} is expected here, and this is {found}.")
            }
            Code::Missing { field } => write!(out, "the field {field:?} is missing."),
            Code::OutOfRange { least, most, found } => {
                write!(out, "{found} is out of range; it goes from {least} to {most}.")
            }
            Code::UnknownWord { found, allowed } => {
                write!(out, "{found:?} is not known here; it can be {}.", listed(allowed))
            }
            Code::SecretDropped => write!(out, "a password or its hash was left out."),
            Code::UnknownAction => write!(
                out,
                "no known action is named here, so nothing happens at that time."
            ),
            Code::Syntax { found, expected } if found.is_empty() => {
                write!(out, "the line ends where {expected} is expected.")
            }
            Code::Syntax { found, expected } => {
                write!(out, "{expected} is expected here, and this is `{found}`.")
            }
            Code::UnknownVariable { name } => write!(out, "nothing sets a variable {name}, so it is null."),
            Code::UnknownFunction { name, .. } => write!(out, "there is no function {name}."),
            Code::WrongArguments {
                function,
                least,
                most,
                found,
            } if least == most => {
                write!(
                    out,
                    "{function} takes {} and gets {found}.",
                    counted(*least, "argument")
                )
            }
            Code::WrongArguments {
                function,
                least,
                most,
                found,
            } => {
                write!(
                    out,
                    "{function} takes {least} to {most} arguments and gets {found}."
                )
            }
            Code::WildcardInRoutingKey { key } => {
                write!(out, "in the routing key {key:?}, * and # are plain letters.")
            }
            Code::Useless { statement, needs } => write!(out, "{statement} needs {needs}."),
            Code::Duplicate { what, name } => write!(out, "{what} {name:?} exists twice."),
            Code::EmptyName { what } => write!(out, "{what} needs a name."),
            Code::TooLong { what, bytes, limit } => {
                write!(
                    out,
                    "{what} of {bytes} bytes is too long; AMQP has room for {limit}."
                )
            }
            Code::ReservedName { what, name } => {
                write!(
                    out,
                    "{what} {name:?} cannot be declared: names that begin with \"amq.\" are the broker's own."
                )
            }
            Code::Unknown { what, name, .. } => write!(out, "there is no {what} {name:?}."),
            Code::UnknownVhost { name, .. } => write!(out, "there is no virtual host {name:?}."),
            Code::NextIdTaken { next_id, highest } => {
                write!(out, "next_id is {next_id}, but there is an actor {highest}.")
            }
            Code::ConfirmsAndTransactions => {
                write!(
                    out,
                    "a channel is either in confirm mode or transactional, not both."
                )
            }
            Code::NoPermission { user } => {
                write!(out, "the user {user:?} may not connect to this virtual host.")
            }
            Code::DefaultExchangeBound => write!(out, "the default exchange cannot be bound."),
            Code::NotAName { text } => write!(out, "a name is expected here, and this is `{text}`."),
            Code::UnknownExchangeType { kind } => write!(out, "there is no exchange type {kind:?}."),
            Code::BadArgument { name, needs } => write!(out, "{name} must be {needs}."),
            Code::BadPattern { pattern } => write!(out, "the pattern {pattern:?} cannot be read."),
            Code::BrokerRefuses { reply_text } => write!(out, "the broker refuses it: {reply_text}"),
            Code::Instead { what } => write!(out, "{what}"),
            Code::MissingLanguage { language } => write!(out, "the {language} text is missing."),
            Code::BadStop(error) => write!(out, "{error}"),
            Code::BadLight { text } => write!(out, "{text:?} lights nothing."),
            Code::BadPanel { text } => write!(out, "{text:?} is no panel."),
            Code::QuestionNeeds { field } => write!(out, "a question of this kind needs {field:?}."),
        }
    }
}

impl Code {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Code::TooLarge { .. } => "Split it, or leave out what is not needed.",
            Code::NotJson { .. } => {
                "Check the file there; a comma, a quote or the rest of the file may be missing."
            }
            Code::NotADocument => "Its first field should be \"format\": \"warren\".",
            Code::IsDefinitions => "Import them instead.",
            Code::IsDocument => "Open it instead.",
            Code::NotDefinitions => {
                "Export them from the broker's management, or with `rabbitmqctl export_definitions`."
            }
            Code::NewerVersion { .. } => "What is not known is kept, but not simulated.",
            Code::NextIdTaken { .. } => "It must be higher than all identifiers.",
            Code::ConfirmsAndTransactions => "Remove \"confirms\" or \"transactional\".",
            Code::UnknownVariable { .. } => "Put it in quotes if it is meant as a text.",
            Code::WildcardInRoutingKey { .. } => "They stand for other words in binding keys only.",
            Code::NoPermission { .. } => "Give it a permission, or let the actor log in as another user.",
            Code::DefaultExchangeBound => "It leads to every queue by its name.",
            Code::UnknownExchangeType { .. } => "It can be direct, fanout, topic or headers.",
            Code::BadPattern { .. } => {
                "Of look-around only look-ahead after a leading ^ is known here, and no back references."
            }
            Code::BadStop(StopError::UnknownVerb(_)) => {
                "Stops look like `publish m1`, `deliver m1 -> billing #2`, `start`, `same` or `end`."
            }
            Code::BadLight { .. } => {
                "It can be queue:NAME, exchange:NAME, actor:NAME, binding:ID, bindings:EXCHANGE or message:m1."
            }
            Code::BadPanel { .. } => "It can be `why m1`, `message m1`, `node NAME`, `log` or `none`.",
            Code::Unknown {
                nearest: Some(nearest),
                ..
            }
            | Code::UnknownFunction {
                nearest: Some(nearest),
                ..
            } => {
                return Some(format!("Did you mean {nearest:?}?"));
            }
            Code::UnknownVhost { known, .. } => {
                let known: Vec<_> = known.iter().map(|name| format!("{name:?}")).collect();
                return Some(format!("The file has {}.", known.join(", ")));
            }
            Code::Syntax { found, expected } => return expected.hint(found),
            Code::TooDeep
            | Code::WrongType { .. }
            | Code::Missing { .. }
            | Code::OutOfRange { .. }
            | Code::UnknownWord { .. }
            | Code::SecretDropped
            | Code::UnknownAction
            | Code::UnknownFunction { .. }
            | Code::WrongArguments { .. }
            | Code::Useless { .. }
            | Code::Duplicate { .. }
            | Code::EmptyName { .. }
            | Code::TooLong { .. }
            | Code::ReservedName { .. }
            | Code::Unknown { .. }
            | Code::BadArgument { .. }
            | Code::BrokerRefuses { .. }
            | Code::Instead { .. }
            | Code::MissingLanguage { .. }
            | Code::NotAName { .. }
            | Code::BadStop(_)
            | Code::QuestionNeeds { .. } => return None,
        };
        Some(hint.into())
    }
}

impl Expected {
    /// The word that was probably meant, where a few are possible.
    pub fn nearest(self, found: &str) -> Option<String> {
        if let Expected::Statement = self {
            nearest(found, STATEMENTS)
        } else if let Expected::OneOf(words) = self {
            nearest(found, words.iter().copied())
        } else {
            None
        }
    }

    fn hint(self, found: &str) -> Option<String> {
        let hint = match self {
            Expected::DoubleEquals => "Two values are compared with ==.",
            Expected::Expression => "Texts stand in quotes, \"like this\".",
            Expected::Name => "A name with other signs than letters, digits and . _ - : / stands in quotes.",
            Expected::Duration => "For example 300ms, 5s or 2min.",
            Expected::Trigger | Expected::TriggerFirst => {
                "For example `on start`, `on every 5s` or `on delivery from orders`."
            }
            Expected::Escape => "Write \\{ and \\} for braces, \\\" for a quote, \\\\ for a backslash.",
            Expected::Block => "Indent what belongs to it by two spaces.",
            Expected::Statement | Expected::OneOf(_) => {
                return self.nearest(found).map(|word| format!("Did you mean `{word}`?"));
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
        };
        Some(hint.into())
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Expected::Trigger => "a trigger",
            Expected::Statement => "a statement",
            Expected::Declaration => "a declaration (`declare …` or `bind …`)",
            Expected::Expression => "a value",
            Expected::Name => "a name",
            Expected::Variable => "the name of a variable",
            Expected::Duration => "a duration",
            Expected::Number => "a number",
            Expected::Count => "a count from 1",
            Expected::Percent => "a percentage such as 10%",
            Expected::EndOfLine => "the end of the line",
            Expected::Word(word) => return write!(out, "`{word}`"),
            Expected::OneOf(words) => return write!(out, "{}", listed(words)),
            Expected::ClosingQuote => "the closing quote",
            Expected::Escape => "a letter that may follow a backslash",
            Expected::Block => "an indented line",
            Expected::NoIndentation => "a line that is not indented further",
            Expected::KnownIndentation => "the indentation of a line above",
            Expected::IfBeforeElse => "an `if` above",
            Expected::SmallerNumber => "a number that fits into 64 bits",
            Expected::LessNesting => "less nesting",
            Expected::Once(word) => return write!(out, "`{word}` only once"),
            Expected::DoubleEquals => "`==`",
            Expected::Spaces => "spaces for indentation",
            Expected::TriggerFirst => "a trigger above the first statement",
        };
        out.write_str(text)
    }
}

impl fmt::Display for JsonType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            JsonType::Null => "null",
            JsonType::Boolean => "true or false",
            JsonType::Number => "a number",
            JsonType::Integer => "a whole number",
            JsonType::Fraction => "a number with a fraction or an exponent",
            JsonType::Text => "a text",
            JsonType::List => "a list",
            JsonType::Object => "an object",
            JsonType::Point => "a pair of numbers",
            JsonType::Words => "a text or an object with \"en\" and \"zh\"",
            JsonType::Lines => "a text or a list of texts",
        })
    }
}

impl fmt::Display for What {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            What::Field => "field",
            What::Vhost => "virtual host",
            What::User => "user",
            What::Permission => "permission",
            What::Policy => "policy",
            What::Parameter => "parameter",
            What::Exchange => "exchange",
            What::Queue => "queue",
            What::Binding => "binding",
            What::Actor => "actor",
            What::ActorId => "actor number",
            What::Subscription => "subscription",
            What::Note => "note",
            What::Chapter => "chapter",
            What::Question => "question",
            What::Option => "option",
            What::Fork => "fork",
            What::RoutingKey => "routing key",
            What::Node => "node",
            What::Message => "message",
            What::Effect => "effect",
        })
    }
}

impl fmt::Display for Need {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Need::Delivery => "a delivery: write it under `on delivery`, after a `get`, or name one",
            Need::Transactional => "an actor that is transactional",
            Need::Confirms => "an actor that publishes with confirms",
            Need::Subscription => "a subscription of this actor",
        })
    }
}

impl fmt::Display for ArgumentNeed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ArgumentNeed::Text => write!(out, "a text"),
            ArgumentNeed::Boolean => write!(out, "true or false"),
            ArgumentNeed::IntegerFrom(least) => write!(out, "a whole number from {least}"),
            ArgumentNeed::IntegerBetween(least, most) => write!(out, "a whole number from {least} to {most}"),
            ArgumentNeed::OneOf(words) => write!(out, "{}", listed(words)),
            ArgumentNeed::DeadLetterExchange => write!(out, "accompanied by x-dead-letter-exchange"),
            ArgumentNeed::Durable => write!(out, "on a durable queue that is not auto-deleted"),
        }
    }
}

impl fmt::Display for Unsimulated {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unsimulated::QuorumQueue => {
                write!(out, "a quorum queue is simulated as a classic queue on one node.")
            }
            Unsimulated::Stream => write!(
                out,
                "a stream is simulated as a classic queue: reading takes messages away."
            ),
            Unsimulated::OtherQueueType(kind) => {
                write!(out, "a queue of type {kind:?} is simulated as a classic queue.")
            }
            Unsimulated::LazyMode => write!(out, "lazy mode has no effect that could be seen."),
            Unsimulated::DeliveryLimit => {
                write!(out, "a delivery limit needs a quorum queue and is not simulated.")
            }
            Unsimulated::WithoutEffect(name) => write!(out, "{name} has no effect that could be seen."),
            Unsimulated::Cluster(name) => write!(out, "{name} has no effect: there is one node."),
            Unsimulated::UnknownArgument(name) => write!(out, "{name} means nothing to the broker."),
            Unsimulated::Plugin(kind) => write!(
                out,
                "an exchange of type {kind:?} needs a plugin and is not simulated."
            ),
            Unsimulated::Parameter(name) => write!(out, "the parameter {name} is not simulated."),
            Unsimulated::PolicyKey(key) => write!(out, "{key} is not simulated."),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Language::English => "English",
            Language::Chinese => "Chinese",
        })
    }
}

impl fmt::Display for StopError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StopError::Empty => write!(out, "a stop is missing."),
            StopError::UnknownVerb(word) => write!(out, "{word:?} is no kind of event."),
            StopError::BadOrdinal(word) => write!(out, "{word:?} is no count; write #1, #2 and so on."),
            StopError::Trailing(word) => write!(out, "nothing may follow here, and there is {word:?}."),
        }
    }
}

fn listed(words: &[&str]) -> String {
    match words {
        [] => "nothing".into(),
        [only] => format!("`{only}`"),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", most.join(", "))
        }
    }
}

fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
