//! Arguments of queues: which are valid (R-Q-7), when two declares are equivalent (R-Q-3), and which types of queues they
//! ask for (R-Q-8).

use super::content::LONGEST_MS;
use super::exchange::{type_word, value_words};
use crate::base::value::{Table, Value};

/// What RabbitMQ 3.10 knows as a classic queue's own arguments: they are validated, and compared when it is declared again.
const CLASSIC: [&str; 13] = [
    "x-expires",
    "x-message-ttl",
    "x-dead-letter-exchange",
    "x-dead-letter-routing-key",
    "x-max-length",
    "x-max-length-bytes",
    "x-max-priority",
    "x-overflow",
    "x-queue-mode",
    "x-queue-version",
    "x-single-active-consumer",
    "x-queue-type",
    "x-queue-master-locator",
];

/// What only other types of queues know.
const FOREIGN: [&str; 9] = [
    "x-dead-letter-strategy",
    "x-delivery-limit",
    "x-initial-cluster-size",
    "x-max-age",
    "x-max-in-memory-bytes",
    "x-max-in-memory-length",
    "x-queue-leader-locator",
    "x-quorum-initial-group-size",
    "x-stream-max-segment-size-bytes",
];

/// What an `x-queue-type` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QueueType {
    Classic,
    Quorum,
    Stream,
}

impl QueueType {
    /// The type that arguments ask for; classic where they say nothing or nothing sensible.
    pub(super) fn of(arguments: &Table) -> Self {
        match arguments.get("x-queue-type").and_then(Value::as_text) {
            Some("quorum") => QueueType::Quorum,
            Some("stream") => QueueType::Stream,
            Some(_) | None => QueueType::Classic,
        }
    }

    /// RabbitMQ's module name, which its error texts show.
    pub(super) fn module(self) -> &'static str {
        match self {
            QueueType::Classic => "rabbit_classic_queue",
            QueueType::Quorum => "rabbit_quorum_queue",
            QueueType::Stream => "rabbit_stream_queue",
        }
    }
}

/// Checks the arguments of a new classic queue. The error is RabbitMQ's text up to the queue's name, and after it.
pub(super) fn validate(arguments: &Table) -> Result<(), (String, String)> {
    for key in CLASSIC {
        let Some(value) = arguments.get(key) else {
            continue;
        };
        if let Err(why) = check(key, value, arguments) {
            return Err((format!("invalid arg '{key}' for "), format!(": {why}")));
        }
    }
    match arguments.iter().find(|(key, _)| FOREIGN.contains(key)) {
        Some((key, _)) => Err((
            format!("invalid arg '{key}' for "),
            format!(" of queue type {}", QueueType::Classic.module()),
        )),
        None => Ok(()),
    }
}

fn check(key: &str, value: &Value, all: &Table) -> Result<(), String> {
    match key {
        "x-expires" => match integer(value)? {
            0 => Err("{value_zero,0}".to_string()),
            number => span(number),
        },
        "x-message-ttl" => span(integer(value)?),
        "x-max-length" | "x-max-length-bytes" => not_negative(value).map(|_| ()),
        "x-max-priority" => match not_negative(value)? {
            0..=255 => Ok(()),
            number => Err(format!("{{max_value_exceeded,{number}}}")),
        },
        "x-queue-version" => match not_negative(value)? {
            1 | 2 => Ok(()),
            number => Err(format!("unsupported queue version '{number}'")),
        },
        "x-dead-letter-exchange" => text(value).map(|_| ()),
        "x-dead-letter-routing-key" => {
            text(value)?;
            match all.get("x-dead-letter-exchange") {
                Some(_) => Ok(()),
                None => Err("routing_key_but_no_dlx_defined".to_string()),
            }
        }
        "x-overflow" => one_of(
            value,
            &["drop-head", "reject-publish", "reject-publish-dlx"],
            "invalid_overflow",
        ),
        "x-queue-mode" => one_of(value, &["default", "lazy"], "unsupported queue mode"),
        "x-queue-type" => one_of(value, &["classic", "quorum", "stream"], "unsupported queue type"),
        "x-single-active-consumer" => match value {
            Value::Boolean(_) => Ok(()),
            Value::Void
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Array(_)
            | Value::Table(_) => Err(unacceptable(value)),
        },
        _ => Ok(()),
    }
}

fn unacceptable(value: &Value) -> String {
    format!("{{unacceptable_type,{}}}", type_word(value))
}

fn integer(value: &Value) -> Result<i64, String> {
    value
        .as_integer()
        .ok_or_else(|| format!("expected integer, got {}", type_word(value)))
}

fn not_negative(value: &Value) -> Result<i64, String> {
    match integer(value)? {
        number if number < 0 => Err(format!("{{value_negative,{number}}}")),
        number => Ok(number),
    }
}

fn span(number: i64) -> Result<(), String> {
    match u64::try_from(number) {
        Err(_) => Err(format!("{{value_negative,{number}}}")),
        Ok(ms) if ms > LONGEST_MS => Err(format!("{{value_too_large,{number}}}")),
        Ok(_) => Ok(()),
    }
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_text().ok_or_else(|| unacceptable(value))
}

fn one_of(value: &Value, words: &[&str], otherwise: &str) -> Result<(), String> {
    if words.contains(&text(value)?) {
        Ok(())
    } else {
        Err(otherwise.to_string())
    }
}

/// Checks a consumer's arguments on a classic queue (R-Q-7). The error is as of `validate`.
pub(super) fn validate_consumer(arguments: &Table) -> Result<(), (String, String)> {
    let invalid = |key: &str, why: String| Err((format!("invalid arg '{key}' for "), why));
    if let Some(value) = arguments.get("x-priority")
        && let Err(why) = integer(value)
    {
        return invalid("x-priority", format!(": {why}"));
    }
    match arguments.get("x-cancel-on-ha-failover") {
        None | Some(Value::Boolean(_)) => {}
        Some(value) => return invalid("x-cancel-on-ha-failover", format!(": {}", unacceptable(value))),
    }
    match arguments.get("x-stream-offset") {
        None => Ok(()),
        Some(_) => invalid(
            "x-stream-offset",
            format!(" of queue type {}", QueueType::Classic.module()),
        ),
    }
}

/// Compares the arguments of two declares of one queue: only those that a classic queue knows (R-Q-3). The error is
/// RabbitMQ's text before and after the queue's name.
pub(super) fn check_equivalent(current: &Table, received: &Table) -> Result<(), (String, String)> {
    for key in CLASSIC {
        let (now, then) = (received.get(key), current.get(key));
        let classic = |value: Option<&Value>| match value {
            None => true,
            Some(value) => value.as_text() == Some("classic"),
        };
        if now == then || (key == "x-queue-type" && classic(now) && classic(then)) {
            continue;
        }
        return Err((
            format!("inequivalent arg '{key}' for "),
            format!(
                ": received {} but current is {}",
                value_words(now),
                value_words(then)
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::double::Double;

    fn with(key: &str, value: Value) -> Table {
        [(key, value)].into_iter().collect()
    }

    #[test]
    fn valid_and_invalid_arguments() {
        let fine = [
            ("x-message-ttl", Value::Integer(0)),
            ("x-message-ttl", Value::Integer(LONGEST_MS as i64)),
            ("x-expires", Value::Integer(1)),
            ("x-max-length", Value::Integer(0)),
            ("x-max-priority", Value::Integer(255)),
            ("x-overflow", "reject-publish-dlx".into()),
            ("x-queue-mode", "lazy".into()),
            ("x-queue-version", Value::Integer(2)),
            ("x-single-active-consumer", Value::Boolean(false)),
            ("x-dead-letter-exchange", "".into()),
            ("x-unknown", Value::Void),
        ];
        for (key, value) in fine {
            assert_eq!(validate(&with(key, value.clone())), Ok(()), "{key} {value:?}");
        }
        let wrong = [
            ("x-message-ttl", Value::Integer(-1)),
            ("x-message-ttl", Value::Integer(LONGEST_MS as i64 + 1)),
            ("x-message-ttl", Value::Double(Double::parse("5.0").unwrap())),
            ("x-message-ttl", "5".into()),
            ("x-expires", Value::Integer(0)),
            ("x-max-length", Value::Integer(-1)),
            ("x-max-length-bytes", Value::Boolean(true)),
            ("x-max-priority", Value::Integer(256)),
            ("x-max-priority", Value::Integer(-1)),
            ("x-overflow", "drop-tail".into()),
            ("x-queue-mode", "eager".into()),
            ("x-queue-version", Value::Integer(3)),
            ("x-queue-type", "lifo".into()),
            ("x-single-active-consumer", "true".into()),
            ("x-dead-letter-exchange", Value::Integer(1)),
            ("x-dead-letter-routing-key", "k".into()),
            ("x-delivery-limit", Value::Integer(1)),
            ("x-max-age", "1D".into()),
        ];
        for (key, value) in wrong {
            assert!(validate(&with(key, value.clone())).is_err(), "{key} {value:?}");
        }
    }

    #[test]
    fn only_known_arguments_are_compared() {
        let none = Table::new();
        assert!(check_equivalent(&none, &with("x-foo", Value::Integer(1))).is_ok());
        assert!(check_equivalent(&none, &with("x-queue-type", "classic".into())).is_ok());
        assert!(check_equivalent(&with("x-queue-type", "classic".into()), &none).is_ok());
        assert!(check_equivalent(&none, &with("x-queue-type", "quorum".into())).is_err());
        let ttl = with("x-message-ttl", Value::Integer(1000));
        assert!(check_equivalent(&ttl, &ttl).is_ok());
        let double = with("x-message-ttl", Value::Double(Double::parse("1000.0").unwrap()));
        assert!(check_equivalent(&ttl, &double).is_err());
        assert!(check_equivalent(&ttl, &none).is_err());
    }
}
