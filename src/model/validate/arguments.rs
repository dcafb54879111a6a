//! RabbitMQ's rules for arguments, as far as they show in the drawing (R-Q-7, R-RT-6).

use crate::base::gather::Gather;
use crate::base::value::{Table, Value};
use crate::model::diagnostic::code::ArgumentNeed;
use crate::model::topology::Queue;

/// About ten years in ms: the longest TTL.
const LONGEST_MS: i64 = 315_360_000_000;

/// What is wrong with the arguments of a queue.
pub fn queue(queue: &Queue) -> Vec<(String, ArgumentNeed)> {
    let mut wrong: Vec<_> = queue
        .arguments
        .iter()
        .filter_map(|(name, value)| Some((name.into(), violated(queue_need(name)?, value)?)))
        .gather();
    if queue.arguments.get("x-dead-letter-routing-key").is_some()
        && queue.arguments.get("x-dead-letter-exchange").is_none()
    {
        wrong.push((
            "x-dead-letter-routing-key".into(),
            ArgumentNeed::DeadLetterExchange,
        ));
    }
    let replicated = matches!(queue.text_argument("x-queue-type"), Some("quorum" | "stream"));
    if replicated && (!queue.durable || queue.auto_delete) {
        wrong.push(("x-queue-type".into(), ArgumentNeed::Durable));
    }
    wrong
}

fn queue_need(name: &str) -> Option<ArgumentNeed> {
    Some(match name {
        "x-message-ttl" => ArgumentNeed::IntegerBetween(0, LONGEST_MS),
        "x-expires" => ArgumentNeed::IntegerBetween(1, LONGEST_MS),
        "x-max-length" | "x-max-length-bytes" => ArgumentNeed::IntegerFrom(0),
        "x-max-priority" => ArgumentNeed::IntegerBetween(0, 255),
        "x-overflow" => ArgumentNeed::OneOf(&["drop-head", "reject-publish", "reject-publish-dlx"]),
        "x-queue-mode" => ArgumentNeed::OneOf(&["default", "lazy"]),
        "x-queue-type" => ArgumentNeed::OneOf(&["classic", "quorum", "stream"]),
        "x-queue-version" => ArgumentNeed::IntegerBetween(1, 2),
        "x-single-active-consumer" => ArgumentNeed::Boolean,
        "x-dead-letter-exchange" | "x-dead-letter-routing-key" => ArgumentNeed::Text,
        _ => return None,
    })
}

/// What is wrong with the arguments of a binding to a headers exchange.
pub fn headers_binding(arguments: &Table) -> Option<(String, ArgumentNeed)> {
    const MODES: &[&str] = &["all", "any", "all-with-x", "any-with-x"];
    let mode = arguments.get("x-match")?;
    Some(("x-match".into(), violated(ArgumentNeed::OneOf(MODES), mode)?))
}

fn violated(need: ArgumentNeed, value: &Value) -> Option<ArgumentNeed> {
    let fine = match need {
        ArgumentNeed::Text => value.as_text().is_some(),
        ArgumentNeed::Boolean => matches!(value, Value::Boolean(_)),
        ArgumentNeed::IntegerFrom(least) => value.as_integer().is_some_and(|number| number >= least),
        ArgumentNeed::IntegerBetween(least, most) => value
            .as_integer()
            .is_some_and(|number| (least..=most).contains(&number)),
        ArgumentNeed::OneOf(words) => value.as_text().is_some_and(|text| words.contains(&text)),
        ArgumentNeed::DeadLetterExchange | ArgumentNeed::Durable => true,
    };
    (!fine).then_some(need)
}
