//! The words of findings: what is wrong with a file, a program or a lesson. What to do about it stands in `hint`, and
//! what an import made of each object in `import`.

mod hint;
mod import;

use crate::model::diagnostic::code::{
    ArgumentNeed, Code, Expected, JsonMistake, JsonType, Language, Need, What,
};
use crate::model::diagnostic::{Diagnostic, Part, Place};
use crate::model::lesson::stop::StopError;
use crate::text::piece::{Piece, marked, plain};
use crate::text::sentence::begin;
use crate::text::{Argument, Entry, Key, Text};
use crate::{entry, key};

impl Text {
    /// What was found.
    pub fn finding(&self, code: &Code) -> Vec<Piece> {
        begin(self.say(self.of_code(code)))
    }

    /// A finding as a line of a terminal: how bad it is, where, what was found, and what to do about it.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let Diagnostic {
            severity,
            code,
            place,
        } = diagnostic;
        let sentences = [Some(self.finding(code)), self.hint(code)];
        let words = marked(&self.paragraph(sentences.into_iter().flatten()));
        match place.0.is_empty() {
            true => format!("{severity}: {words}"),
            false => format!("{severity}: {}: {words}", self.place(place)),
        }
    }

    /// Where something was found: the path of a field, a line and a column.
    pub fn place(&self, place: &Place) -> String {
        let Some((&Part::Line { line, column }, path)) = place.0.split_last() else {
            return place.to_string();
        };
        match Place(path.to_vec()).to_string().as_str() {
            "" => self.line(entry!("place.line", line, column)),
            path => self.line(entry!(
                "place.line_in",
                place = Argument::Plain(path),
                line,
                column
            )),
        }
    }

    /// What a kind of thing is called, as a label.
    pub fn thing(&self, what: What) -> String {
        plain(&begin(self.say(Entry::of(self::what(what)))))
    }

    fn of_code<'a>(&self, code: &'a Code) -> Entry<'a> {
        match code {
            Code::TooLarge { bytes, limit } => {
                let megabytes = |bytes: &usize| bytes / 1_000_000;
                entry!(
                    "finding.too_large",
                    megabytes = megabytes(bytes),
                    limit = megabytes(limit)
                )
            }
            Code::NotJson { mistake } => {
                entry!(
                    "finding.not_json",
                    reason = Argument::Term(json_mistake(*mistake))
                )
            }
            Code::TooDeep => entry!("finding.too_deep"),
            Code::NotADocument => entry!("finding.not_a_document"),
            Code::IsDefinitions => entry!("finding.is_definitions"),
            Code::IsDocument => entry!("finding.is_document"),
            Code::NotDefinitions => entry!("finding.not_definitions"),
            Code::NewerVersion { version, known } => entry!("finding.newer_version", version, known),
            Code::WrongType { expected, found } => entry!(
                "finding.wrong_type",
                expected = Argument::Term(json(*expected)),
                found = Argument::Term(json(*found))
            ),
            Code::Missing { field } => entry!("finding.missing", field = Argument::Code(field)),
            Code::OutOfRange { least, most, found } => entry!(
                "finding.out_of_range",
                found = Argument::Code(found),
                least = integer(*least),
                most = integer(*most)
            ),
            Code::UnknownWord { found, allowed } => entry!(
                "finding.unknown_word",
                found = Argument::Code(found),
                allowed = self.alternatives(allowed)
            ),
            Code::SecretDropped => entry!("finding.secret_dropped"),
            Code::UnknownAction => entry!("finding.unknown_action"),
            Code::Syntax { found, expected } if found.is_empty() => {
                entry!("finding.syntax_end", expected = self.expected(*expected))
            }
            Code::Syntax { found, expected } => entry!(
                "finding.syntax",
                expected = self.expected(*expected),
                found = Argument::Code(found)
            ),
            Code::UnknownVariable { name } => entry!("finding.unknown_variable", name = Argument::Code(name)),
            Code::UnknownFunction { name, .. } => {
                entry!("finding.unknown_function", name = Argument::Code(name))
            }
            Code::WrongArguments {
                function,
                least,
                most,
                found,
            } => {
                let entry = match least == most {
                    true => entry!("finding.wrong_arguments"),
                    false => entry!("finding.wrong_arguments_range", most = *most),
                };
                entry
                    .with("function", Argument::Code(function))
                    .with("least", *least)
                    .with("found", *found)
            }
            Code::WildcardInRoutingKey { key } => {
                entry!("finding.wildcard_in_routing_key", key = Argument::Code(key))
            }
            Code::Useless { statement, needs } => entry!(
                "finding.useless",
                statement = Argument::Code(statement),
                needs = Argument::Term(need(*needs))
            ),
            Code::Duplicate { what, name } => {
                entry!(
                    "finding.duplicate",
                    what = thing(*what),
                    name = Argument::Code(name)
                )
            }
            Code::EmptyName { what } => entry!("finding.empty_name", what = thing(*what)),
            Code::TooLong { what, bytes, limit } => entry!(
                "finding.too_long",
                what = thing(*what),
                bytes = *bytes,
                limit = *limit
            ),
            Code::ReservedName { what, name } => {
                entry!(
                    "finding.reserved_name",
                    what = thing(*what),
                    name = Argument::Code(name)
                )
            }
            Code::Unknown { what, name, .. } => {
                entry!(
                    "finding.unknown",
                    what = thing(*what),
                    name = Argument::Code(name)
                )
            }
            Code::UnknownVhost { name, .. } => entry!(
                "finding.unknown",
                what = thing(What::Vhost),
                name = Argument::Code(name)
            ),
            Code::NextIdTaken {
                next_id: next,
                highest,
            } => entry!("finding.next_id_taken", next, highest),
            Code::ConfirmsAndTransactions => entry!("finding.confirms_and_transactions"),
            Code::NoPermission { user } => entry!("finding.no_permission", user = Argument::Code(user)),
            Code::UnknownExchangeType { kind } => {
                entry!("finding.unknown_exchange_type", kind = Argument::Code(kind))
            }
            Code::BadArgument { name, needs } => entry!(
                "finding.bad_argument",
                name = Argument::Code(name),
                needs = self.argument_need(*needs)
            ),
            Code::DefaultExchangeBound => entry!("finding.default_exchange_bound"),
            Code::BadPattern { pattern } => entry!("finding.bad_pattern", pattern = Argument::Code(pattern)),
            Code::BrokerRefuses { reply_text } => {
                entry!("finding.broker_refuses", reply = Argument::Code(reply_text))
            }
            Code::Instead { what } => import::instead(what),
            Code::MissingLanguage { language } => {
                let language = match language {
                    Language::English => key!("language.english"),
                    Language::Chinese => key!("language.chinese"),
                };
                entry!("finding.missing_language", language = Argument::Term(language))
            }
            Code::BadStop(error) => stop(error),
            Code::BadLight { text } => entry!("finding.bad_light", text = Argument::Code(text)),
            Code::BadPanel { text } => entry!("finding.bad_panel", text = Argument::Code(text)),
            Code::NotAName { text } => entry!("finding.not_a_name", text = Argument::Code(text)),
            Code::QuestionNeeds { field } => entry!("finding.question_needs", field = Argument::Code(field)),
        }
    }

    /// "a, b or c", all of them.
    fn alternatives(&self, words: &[&str]) -> Argument<'static> {
        let mut pieces = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let next = vec![Piece::Code((*word).into())];
            pieces = match at {
                0 => next,
                _ => {
                    let last = at + 1 == words.len();
                    let entry = if last {
                        entry!("list.or")
                    } else {
                        entry!("list.next")
                    };
                    self.say(
                        entry
                            .with("list", Argument::Pieces(pieces))
                            .with("next", Argument::Pieces(next)),
                    )
                }
            };
        }
        Argument::Pieces(pieces)
    }

    fn expected(&self, expected: Expected) -> Argument<'static> {
        Argument::Term(match expected {
            Expected::Word(word) => return Argument::Code(word),
            Expected::OneOf(words) => return self.alternatives(words),
            Expected::Once(word) => {
                return Argument::Pieces(self.say(entry!("expected.once", word = Argument::Code(word))));
            }
            Expected::DoubleEquals => return Argument::Code("=="),
            Expected::Trigger => key!("expected.trigger"),
            Expected::Statement => key!("expected.statement"),
            Expected::Declaration => key!("expected.declaration"),
            Expected::Expression => key!("expected.expression"),
            Expected::Name => key!("expected.name"),
            Expected::Variable => key!("expected.variable"),
            Expected::Duration => key!("expected.duration"),
            Expected::Number => key!("expected.number"),
            Expected::Count => key!("expected.count"),
            Expected::Percent => key!("expected.percent"),
            Expected::EndOfLine => key!("expected.end_of_line"),
            Expected::ClosingQuote => key!("expected.closing_quote"),
            Expected::Escape => key!("expected.escape"),
            Expected::Block => key!("expected.block"),
            Expected::NoIndentation => key!("expected.no_indentation"),
            Expected::KnownIndentation => key!("expected.known_indentation"),
            Expected::IfBeforeElse => key!("expected.if_before_else"),
            Expected::SmallerNumber => key!("expected.smaller_number"),
            Expected::LessNesting => key!("expected.less_nesting"),
            Expected::Spaces => key!("expected.spaces"),
            Expected::TriggerFirst => key!("expected.trigger_first"),
        })
    }

    fn argument_need(&self, need: ArgumentNeed) -> Argument<'static> {
        let entry = match need {
            ArgumentNeed::OneOf(words) => return self.alternatives(words),
            ArgumentNeed::Text => entry!("need.text"),
            ArgumentNeed::Boolean => entry!("need.boolean"),
            ArgumentNeed::IntegerFrom(least) => entry!("need.integer_from", least = integer(least)),
            ArgumentNeed::IntegerBetween(least, most) => {
                entry!(
                    "need.integer_between",
                    least = integer(least),
                    most = integer(most)
                )
            }
            ArgumentNeed::DeadLetterExchange => entry!("need.dead_letter_exchange"),
            ArgumentNeed::Durable => entry!("need.durable"),
        };
        Argument::Pieces(self.say(entry))
    }
}

fn stop(error: &StopError) -> Entry<'_> {
    match error {
        StopError::Empty => entry!("finding.stop_empty"),
        StopError::UnknownVerb(word) => entry!("finding.stop_unknown_verb", word = Argument::Code(word)),
        StopError::BadOrdinal(word) => entry!("finding.stop_bad_ordinal", word = Argument::Code(word)),
        StopError::Trailing(word) => entry!("finding.stop_trailing", word = Argument::Code(word)),
    }
}

fn json_mistake(mistake: JsonMistake) -> Key {
    match mistake {
        JsonMistake::End => key!("mistake.end"),
        JsonMistake::OpenText => key!("mistake.open_text"),
        JsonMistake::Value => key!("mistake.value"),
        JsonMistake::Colon => key!("mistake.colon"),
        JsonMistake::Comma => key!("mistake.comma"),
        JsonMistake::Name => key!("mistake.name"),
        JsonMistake::TrailingComma => key!("mistake.trailing_comma"),
        JsonMistake::Trailing => key!("mistake.trailing"),
        JsonMistake::Number => key!("mistake.number"),
        JsonMistake::Escape => key!("mistake.escape"),
        JsonMistake::Control => key!("mistake.control"),
        JsonMistake::Other => key!("mistake.other"),
    }
}

fn json(kind: JsonType) -> Key {
    match kind {
        JsonType::Null => key!("json.null"),
        JsonType::Boolean => key!("json.boolean"),
        JsonType::Number => key!("json.number"),
        JsonType::Integer => key!("json.integer"),
        JsonType::Fraction => key!("json.fraction"),
        JsonType::Text => key!("json.text"),
        JsonType::List => key!("json.list"),
        JsonType::Object => key!("json.object"),
        JsonType::Point => key!("json.point"),
        JsonType::Words => key!("json.words"),
        JsonType::Lines => key!("json.lines"),
    }
}

fn need(need: Need) -> Key {
    match need {
        Need::Delivery => key!("need.delivery"),
        Need::Transactional => key!("need.transactional"),
        Need::Confirms => key!("need.confirms"),
        Need::Subscription => key!("need.subscription"),
    }
}

fn thing(what: What) -> Argument<'static> {
    Argument::Term(self::what(what))
}

/// What a kind of thing is called inside a sentence.
fn what(what: What) -> Key {
    match what {
        What::Field => key!("what.field"),
        What::Vhost => key!("what.vhost"),
        What::User => key!("what.user"),
        What::Permission => key!("what.permission"),
        What::Policy => key!("what.policy"),
        What::Parameter => key!("what.parameter"),
        What::Exchange => key!("what.exchange"),
        What::Queue => key!("what.queue"),
        What::Binding => key!("what.binding"),
        What::Actor => key!("what.actor"),
        What::ActorId => key!("what.actor_id"),
        What::Subscription => key!("what.subscription"),
        What::Note => key!("what.note"),
        What::Chapter => key!("what.chapter"),
        What::Question => key!("what.question"),
        What::Option => key!("what.option"),
        What::Fork => key!("what.fork"),
        What::RoutingKey => key!("what.routing_key"),
        What::Node => key!("what.node"),
        What::Message => key!("what.message"),
        What::Effect => key!("what.effect"),
    }
}

fn integer(number: impl Into<i128>) -> Argument<'static> {
    let number: i128 = number.into();
    Argument::Pieces(vec![Piece::Plain(number.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn said(code: &Code) -> [(String, String); 2] {
        text::Language::ALL.map(|language| {
            let text = Text::new(language);
            (
                plain(&text.finding(code)),
                plain(&text.hint(code).unwrap_or_default()),
            )
        })
    }

    fn pair(finding: &str, hint: &str) -> (String, String) {
        (finding.into(), hint.into())
    }

    #[test]
    fn a_finding_says_what_is_wrong_and_what_to_do() {
        let unknown = Code::Unknown {
            what: What::Queue,
            name: "orders.wrok".into(),
            nearest: Some("orders.work".into()),
        };
        assert_eq!(
            said(&unknown),
            [
                pair("There is no queue orders.wrok.", "Did you mean orders.work?"),
                pair("没有队列 orders.wrok。", "是不是 orders.work？"),
            ]
        );
        let misspelt = Code::Syntax {
            found: "publsh".into(),
            expected: Expected::Statement,
        };
        assert_eq!(
            said(&misspelt),
            [
                pair(
                    "A statement is expected here, and this is publsh.",
                    "Did you mean publish?"
                ),
                pair("这里要的是语句，却是 publsh。", "是不是 publish？"),
            ]
        );
        let words = Code::UnknownWord {
            found: "x".into(),
            allowed: vec!["queues", "exchanges", "all"],
        };
        assert_eq!(
            said(&words),
            [
                pair("x is not known here; it can be queues, exchanges or all.", ""),
                pair("这里不认得 x，可以是 queues、exchanges 或 all。", ""),
            ]
        );
    }
}
