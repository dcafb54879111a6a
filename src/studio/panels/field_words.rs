//! What fields are called: in plain words, on their badges, and by RabbitMQ.

use crate::key;
use crate::model::form::{Argument, Consuming, Field, Of, Slot, What};
use crate::text::{Key, Text};

/// The name of a field and what holds where it is empty.
pub fn argument_keys(argument: Argument) -> (Key, Option<Key>) {
    match argument {
        Argument::QueueType => (key!("form.type"), None),
        Argument::MessageTtl => (
            key!("setting.message_ttl"),
            Some(key!("setting.message_ttl.unset")),
        ),
        Argument::Expires => (key!("setting.expires"), Some(key!("setting.expires.unset"))),
        Argument::MaxLength => (key!("setting.max_length"), Some(key!("setting.max_length.unset"))),
        Argument::MaxLengthBytes => (
            key!("setting.max_length_bytes"),
            Some(key!("setting.max_length_bytes.unset")),
        ),
        Argument::Overflow => (key!("setting.overflow"), None),
        Argument::DeadLetterExchange => (key!("form.dead_letter_exchange"), Some(key!("form.none"))),
        Argument::DeadLetterRoutingKey => (
            key!("form.dead_letter_routing_key"),
            Some(key!("setting.dead_letter_routing_key.unset")),
        ),
        Argument::MaxPriority => (
            key!("setting.max_priority"),
            Some(key!("setting.max_priority.unset")),
        ),
        Argument::SingleActiveConsumer => (key!("setting.single_active_consumer"), None),
        Argument::AlternateExchange => (key!("setting.alternate_exchange"), Some(key!("form.none"))),
    }
}

/// The name of a field.
pub fn field_name(text: &Text, what: What) -> String {
    let key = match what {
        What::Name => key!("form.name"),
        What::Type => key!("form.type"),
        What::Durable => key!("setting.durable"),
        What::AutoDelete => key!("setting.auto_delete"),
        What::Internal => key!("setting.internal"),
        What::Argument(argument) => argument_keys(argument).0,
        What::Words(_) => key!("form.words"),
        What::Key => key!("form.key"),
        What::Match => key!("form.match"),
        What::Value => key!("form.value_name"),
        What::Pattern => key!("form.pattern"),
        What::ApplyTo => key!("form.apply_to"),
        What::Priority => key!("form.priority"),
        What::Vhost => key!("form.vhost"),
        What::Seed => key!("form.seed"),
        What::Steps => key!("form.steps"),
        What::TimeMs => key!("form.time"),
        What::User => key!("setting.user"),
        What::StartMs => key!("form.start"),
        What::Confirms => key!("setting.confirms"),
        What::LatencyMs => key!("setting.latency"),
        What::Subscription(_, Consuming::Queue) => key!("kind.queue"),
        What::Subscription(_, Consuming::Prefetch) => key!("setting.prefetch"),
        What::Subscription(_, Consuming::NoAck) => key!("form.no_ack"),
        What::Subscription(_, Consuming::Exclusive) => key!("setting.exclusive"),
        What::Subscription(_, Consuming::Priority) => key!("setting.consumer_priority"),
        What::Line(_, slot) => slot_key(slot),
    };
    text.get(key).into()
}

/// The same under the title of its group, which says the rest.
pub fn short_name(text: &Text, what: What) -> String {
    let key = match what {
        What::Argument(Argument::DeadLetterExchange) => key!("setting.dead_letter_exchange"),
        What::Argument(Argument::DeadLetterRoutingKey) => key!("setting.dead_letter_routing_key"),
        _ => return field_name(text, what),
    };
    text.get(key).into()
}

fn slot_key(slot: Slot) -> Key {
    match slot {
        Slot::Every => key!("form.every"),
        Slot::Limit => key!("form.limit"),
        Slot::Exchange => key!("kind.exchange"),
        Slot::Key => key!("form.key"),
        Slot::Body => key!("form.body"),
        Slot::Headers => key!("form.headers"),
        Slot::Persistent => key!("form.persistent"),
        Slot::Mandatory => key!("form.mandatory"),
        Slot::MessagePriority => key!("form.priority"),
        Slot::Expiration => key!("form.expiration"),
        Slot::Least => key!("form.least"),
        Slot::Most => key!("form.most"),
        Slot::Settle => key!("form.settle"),
        Slot::Fails => key!("form.fails"),
        Slot::FailNumber => key!("form.fail_number"),
        Slot::FailThen => key!("form.fail_then"),
    }
}

/// The short sign that the canvas has for it, too.
pub fn badge(what: What) -> &'static str {
    match what {
        What::Durable => "D",
        What::AutoDelete => "AD",
        What::Internal => "I",
        What::Argument(argument) => match argument {
            Argument::QueueType => "",
            Argument::MessageTtl => "TTL",
            Argument::Expires => "Exp",
            Argument::MaxLength => "Lim",
            Argument::MaxLengthBytes => "Lim B",
            Argument::Overflow => "Ovfl",
            Argument::DeadLetterExchange => "DLX",
            Argument::DeadLetterRoutingKey => "DLK",
            Argument::MaxPriority => "Pri",
            Argument::SingleActiveConsumer => "SAC",
            Argument::AlternateExchange => "AE",
        },
        _ => "",
    }
}

/// What RabbitMQ calls it.
pub fn rabbit_name(field: &Field) -> &'static str {
    match (field.what, &field.of) {
        (What::Argument(argument), Of::Policy(_)) => argument.policy_name(),
        (What::Argument(argument), _) => argument.name(),
        (What::Durable, _) => "durable",
        (What::AutoDelete, _) => "auto_delete",
        (What::Internal, _) => "internal",
        (What::Type, _) => "type",
        (What::Key, _) | (What::Line(_, Slot::Key), _) => "routing_key",
        (What::Match, _) => "x-match",
        (What::Pattern, _) => "pattern",
        (What::ApplyTo, _) => "apply-to",
        (What::Priority, _) => "priority",
        (What::Confirms, _) => "confirm.select",
        (What::Subscription(_, Consuming::Prefetch), _) => "prefetch_count",
        (What::Subscription(_, Consuming::NoAck), _) => "no_ack",
        (What::Subscription(_, Consuming::Exclusive), _) => "exclusive",
        (What::Subscription(_, Consuming::Priority), _) => "x-priority",
        (What::Line(_, slot), _) => match slot {
            Slot::Exchange => "exchange",
            Slot::Headers => "headers",
            Slot::Persistent => "delivery_mode",
            Slot::Mandatory => "mandatory",
            Slot::MessagePriority => "priority",
            Slot::Expiration => "expiration",
            _ => "",
        },
        _ => "",
    }
}
