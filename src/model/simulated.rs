//! What of RabbitMQ is not simulated as it is written, and what happens instead. One list for all who must say so.

use crate::base::gather::Gather;
use crate::model::diagnostic::code::Unsimulated;
use crate::model::topology::{Exchange, OPERATOR_POLICY, Parameter, Policy, Queue};

/// Arguments of a queue that do what they do in RabbitMQ.
pub const QUEUE_ARGUMENTS: [&str; 11] = [
    "x-message-ttl",
    "x-expires",
    "x-max-length",
    "x-max-length-bytes",
    "x-overflow",
    "x-dead-letter-exchange",
    "x-dead-letter-routing-key",
    "x-max-priority",
    "x-single-active-consumer",
    "x-queue-type",
    "x-queue-mode",
];

/// Arguments of a queue that name a place or a number of copies in a cluster.
const CLUSTER_ARGUMENTS: [&str; 8] = [
    "x-queue-master-locator",
    "x-queue-leader-locator",
    "x-quorum-initial-group-size",
    "x-initial-cluster-size",
    "x-ha-policy",
    "x-dead-letter-strategy",
    "x-max-in-memory-length",
    "x-max-in-memory-bytes",
];

/// Arguments that have no visible effect in the simulated version.
const SILENT_ARGUMENTS: [&str; 4] = [
    "x-queue-version",
    "x-max-age",
    "x-stream-max-segment-size-bytes",
    "x-stream-filter-size-bytes",
];

/// Keys of policies that do what they do in RabbitMQ.
pub const POLICY_KEYS: [&str; 8] = [
    "message-ttl",
    "expires",
    "max-length",
    "max-length-bytes",
    "overflow",
    "dead-letter-exchange",
    "dead-letter-routing-key",
    "alternate-exchange",
];

/// The types of exchanges that need no plugin.
pub const EXCHANGE_TYPES: [&str; 4] = ["direct", "fanout", "topic", "headers"];

/// What is different about a queue.
pub fn queue(queue: &Queue) -> Vec<Unsimulated> {
    let kind = queue.text_argument("x-queue-type").and_then(|kind| match kind {
        "classic" => None,
        "quorum" => Some(Unsimulated::QuorumQueue),
        "stream" => Some(Unsimulated::Stream),
        other => Some(Unsimulated::OtherQueueType(other.into())),
    });
    kind.into_iter()
        .chain(
            queue
                .arguments
                .iter()
                .filter_map(|(name, _)| queue_argument(queue, name)),
        )
        .gather()
}

fn queue_argument(queue: &Queue, name: &str) -> Option<Unsimulated> {
    match name {
        "x-queue-mode" => (queue.text_argument(name) == Some("lazy")).then_some(Unsimulated::LazyMode),
        "x-delivery-limit" => Some(Unsimulated::DeliveryLimit),
        _ if QUEUE_ARGUMENTS.contains(&name) => None,
        _ if CLUSTER_ARGUMENTS.contains(&name) => Some(Unsimulated::Cluster(name.into())),
        _ if SILENT_ARGUMENTS.contains(&name) => Some(Unsimulated::WithoutEffect(name.into())),
        _ => Some(Unsimulated::UnknownArgument(name.into())),
    }
}

/// What is different about an exchange.
pub fn exchange(exchange: &Exchange) -> Vec<Unsimulated> {
    let plugin = !EXCHANGE_TYPES.contains(&exchange.kind.as_str());
    let kind = plugin.then(|| Unsimulated::Plugin(exchange.kind.clone()));
    let unknown = exchange
        .arguments
        .iter()
        .filter(|(name, _)| !plugin && *name != "alternate-exchange");
    kind.into_iter()
        .chain(unknown.map(|(name, _)| Unsimulated::UnknownArgument(name.into())))
        .gather()
}

/// What is different about a policy.
pub fn policy(policy: &Policy) -> Vec<Unsimulated> {
    policy
        .definition
        .iter()
        .filter_map(|(key, _)| policy_key(key))
        .gather()
}

fn policy_key(key: &str) -> Option<Unsimulated> {
    match key {
        _ if POLICY_KEYS.contains(&key) => None,
        "queue-mode" => Some(Unsimulated::LazyMode),
        "delivery-limit" => Some(Unsimulated::DeliveryLimit),
        "queue-version" => Some(Unsimulated::WithoutEffect(key.into())),
        _ if key.starts_with("ha-") || key.ends_with("-locator") => Some(Unsimulated::Cluster(key.into())),
        _ => Some(Unsimulated::PolicyKey(key.into())),
    }
}

/// What is different about a runtime parameter.
pub fn parameter(parameter: &Parameter) -> Option<Unsimulated> {
    (parameter.component != OPERATOR_POLICY).then(|| match parameter.component.as_str() {
        "" => Unsimulated::Parameter(parameter.name.clone()),
        component => Unsimulated::Parameter(format!("{component} {}", parameter.name)),
    })
}
