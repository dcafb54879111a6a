//! What fields are called: in plain words, on their badges, and by RabbitMQ.

use crate::key;
use crate::model::form::{
    Argument, Bound, Consuming, Every, Failure, Field, Listed, Of, Published, Slot, What,
};
use crate::model::program::Property;
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
        What::Tags => key!("form.tags"),
        What::Exchange => key!("kind.exchange"),
        What::Configure => key!("form.configure"),
        What::Write => key!("form.write"),
        What::Read => key!("form.read"),
        What::Transactional => key!("setting.transactional"),
        What::DetectMs => key!("form.detect"),
        What::ReopenMs => key!("form.reopen"),
        What::Declares => key!("form.declares"),
        What::User => key!("setting.user"),
        What::StartMs => key!("form.start"),
        What::Confirms => key!("setting.confirms"),
        What::LatencyMs => key!("setting.latency"),
        What::Subscription(_, Consuming::Queue) => key!("kind.queue"),
        What::Subscription(_, Consuming::Prefetch) => key!("setting.prefetch"),
        What::Subscription(_, Consuming::NoAck) => key!("form.no_ack"),
        What::Subscription(_, Consuming::Exclusive) => key!("setting.exclusive"),
        What::Subscription(_, Consuming::Priority) => key!("setting.consumer_priority"),
        What::Subscription(_, Consuming::Tag) => key!("form.tag"),
        What::Subscription(_, Consuming::GlobalPrefetch) => key!("form.global_prefetch"),
        What::Subscription(_, Consuming::Channel) => key!("form.channel"),
        What::Line(_, slot) => return slot_name(text, slot),
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

fn slot_name(text: &Text, slot: Slot) -> String {
    let key = match slot {
        Slot::Every(Every::IntervalMs) => key!("form.every"),
        Slot::Every(Every::Limit) => key!("form.limit"),
        Slot::Publish(Published::Exchange) => key!("kind.exchange"),
        Slot::Publish(Published::Key) => key!("form.key"),
        Slot::Publish(Published::Body) => key!("form.body"),
        Slot::Publish(Published::Persistent) => key!("form.persistent"),
        Slot::Publish(Published::Mandatory) => key!("form.mandatory"),
        Slot::Publish(Published::Property(property)) => match property {
            Property::Headers => key!("form.headers"),
            Property::Priority => key!("form.priority"),
            Property::Expiration => key!("form.expiration"),
            // RabbitMQ's own word says it.
            Property::ContentType
            | Property::ContentEncoding
            | Property::CorrelationId
            | Property::ReplyTo
            | Property::MessageId
            | Property::Timestamp
            | Property::Type
            | Property::UserId
            | Property::AppId => return property.word().into(),
        },
        Slot::Span(Bound::Least) => key!("form.least"),
        Slot::Span(Bound::Most) => key!("form.most"),
        Slot::Settle => key!("form.settle"),
        Slot::Fail(Failure::When) => key!("form.fails"),
        Slot::Fail(Failure::Number) => key!("form.fail_number"),
        Slot::Fail(Failure::Then) => key!("form.fail_then"),
    };
    text.get(key).into()
}

/// What a thing in a list of the drawing is.
pub fn kind_name(text: &Text, list: Listed) -> &str {
    text.get(match list {
        Listed::Policy => key!("form.policy"),
        Listed::Operator => key!("form.operator"),
        Listed::Vhost => key!("form.vhost"),
        Listed::User => key!("setting.user"),
        Listed::Permission => key!("form.permission"),
        Listed::TopicPermission => key!("form.topic_permission"),
    })
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
    match field.what {
        What::Argument(argument) => match field.of {
            Of::Listed(..) => argument.policy_name(),
            Of::Node(_) | Of::Binding(_) | Of::Row(..) | Of::Drawing => argument.name(),
        },
        What::Durable => "durable",
        What::AutoDelete => "auto_delete",
        What::Internal => "internal",
        What::Type => "type",
        What::Key => "routing_key",
        What::Match => "x-match",
        What::Pattern => "pattern",
        What::ApplyTo => "apply-to",
        What::Priority => "priority",
        What::Tags => "tags",
        What::Configure => "configure",
        What::Write => "write",
        What::Read => "read",
        What::Confirms => "confirm.select",
        What::Transactional => "tx.select",
        What::Subscription(_, what) => match what {
            Consuming::Queue => "",
            Consuming::Prefetch => "prefetch_count",
            Consuming::NoAck => "no_ack",
            Consuming::Exclusive => "exclusive",
            Consuming::Priority => "x-priority",
            Consuming::Tag => "consumer_tag",
            Consuming::GlobalPrefetch => "prefetch_count, global",
            Consuming::Channel => "channel",
        },
        What::Line(_, Slot::Publish(published)) => match published {
            Published::Exchange => "exchange",
            Published::Key => "routing_key",
            Published::Body => "",
            Published::Persistent => "delivery_mode",
            Published::Mandatory => "mandatory",
            Published::Property(property) => property.word(),
        },
        What::Exchange => "exchange",
        What::Name
        | What::Value
        | What::Words(_)
        | What::Vhost
        | What::Seed
        | What::Steps
        | What::TimeMs
        | What::User
        | What::StartMs
        | What::LatencyMs
        | What::DetectMs
        | What::ReopenMs
        | What::Declares
        | What::Line(_, Slot::Every(_) | Slot::Span(_) | Slot::Settle | Slot::Fail(_)) => "",
    }
}
