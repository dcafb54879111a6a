//! Where a time to live comes from (R-TTL-2, R-PO-4).

use crate::base::time::Ms;
use crate::broker::{MessageHandle, QueueId};
use crate::explain::names::Names;
use crate::explain::why::{Source, TtlSource};

/// The time to live of a message in a queue as it is set now, and what sets it.
pub(crate) fn of(names: Names, message: MessageHandle, queue: QueueId) -> (Option<Ms>, TtlSource) {
    let broker = names.0.broker();
    let effective = broker.queue(queue).effective;
    let own = broker
        .content(broker.message(message).content)
        .properties
        .expiration
        .as_deref();
    let own = own.and_then(|text| text.parse::<Ms>().ok());
    match (effective.message_ttl_ms, own) {
        (None, None) => (None, TtlSource::Unknown),
        (Some(ttl), Some(own)) if own < ttl => (Some(own), TtlSource::Message),
        (None, Some(own)) => (Some(own), TtlSource::Message),
        (Some(ttl), _) => (
            Some(ttl),
            TtlSource::Queue(source(names, queue, "x-message-ttl", ttl as i64)),
        ),
    }
}

/// Whether a setting of a queue comes from its own argument or from a policy.
pub(super) fn source(names: Names, queue: QueueId, argument: &str, value: i64) -> Source {
    let view = names.0.broker().queue(queue);
    let own = view.arguments.get(argument).and_then(|own| own.as_integer());
    let policy = [view.effective.operator_policy, view.effective.policy]
        .into_iter()
        .flatten()
        .find(|policy| {
            let definition = &names.0.broker().policy(*policy).definition;
            let key = argument.trim_start_matches("x-");
            definition.get(key).and_then(|set| set.as_integer()) == Some(value)
        });
    match (own, policy) {
        (Some(own), _) if own == value => Source::Argument,
        (_, Some(policy)) => names.policy(policy),
        (_, None) => Source::Argument,
    }
}

/// Whether the dead-letter exchange of a queue comes from its own argument or from a policy: the argument wins (R-PO-4).
pub(super) fn dead_letter_source(names: Names, queue: QueueId) -> Source {
    let view = names.0.broker().queue(queue);
    match (
        view.arguments.get("x-dead-letter-exchange"),
        view.effective.policy,
    ) {
        (None, Some(policy)) => names.policy(policy),
        (Some(_), _) | (None, None) => Source::Argument,
    }
}
