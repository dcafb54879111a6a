//! Writing traces: what each channel saw in a step, in the recorder's words.

use crate::base::names::Names;
use crate::base::value::{Table, Value as TableValue};
use crate::broker::{Broker, MessageHandle, Properties};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What happened in one step beside the answer, by channel.
#[derive(Default)]
pub(super) struct Events {
    channels: BTreeMap<String, Seen>,
}

/// What one channel saw.
#[derive(Default)]
struct Seen {
    returns: Vec<Value>,
    deliveries: Vec<Value>,
    cancelled: Vec<Value>,
    confirmed: BTreeSet<u64>,
    refused: BTreeSet<u64>,
}

impl Events {
    fn seen(&mut self, channel: &str) -> &mut Seen {
        self.channels.entry(channel.to_string()).or_default()
    }

    pub(super) fn returned(&mut self, channel: &str, message: Value) {
        let mut returned = json!({"code": 312});
        merge(&mut returned, message);
        self.seen(channel).returns.push(json!({"return": returned}));
    }

    pub(super) fn delivered(&mut self, channel: &str, delivery: Value) {
        self.seen(channel).deliveries.push(json!({"deliver": delivery}));
    }

    pub(super) fn cancelled(&mut self, channel: &str, tag: &str) {
        self.seen(channel).cancelled.push(json!({"cancelled": tag}));
    }

    pub(super) fn settled(&mut self, channel: &str, ack: bool, sequences: impl Iterator<Item = u64>) {
        let seen = self.seen(channel);
        match ack {
            true => seen.confirmed.extend(sequences),
            false => seen.refused.extend(sequences),
        }
    }

    /// As the trace has it; `None` where nothing happened.
    pub(super) fn into_json(self) -> Option<Value> {
        let channels: Map<String, Value> = self
            .channels
            .into_iter()
            .map(|(name, seen)| (name, seen.into_json()))
            .collect();
        (!channels.is_empty()).then_some(Value::Object(channels))
    }
}

impl Seen {
    fn into_json(self) -> Value {
        let mut all = self.returns;
        all.extend(self.deliveries);
        all.extend(self.cancelled);
        for (key, sequences) in [("confirm", self.confirmed), ("refuse", self.refused)] {
            if !sequences.is_empty() {
                all.push(json!({key: sequences}));
            }
        }
        Value::Array(all)
    }
}

/// Adds the pairs of `more` to an object.
pub(super) fn merge(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

/// A message as deliveries, answers and returns show it.
pub(super) fn message_json(broker: &Broker, handle: MessageHandle) -> Value {
    let message = broker.message(handle);
    let content = broker.content(message.content);
    let names: &Names = broker.names();
    json!({
        "exchange": names.text(message.exchange),
        "routing_key": names.text(message.routing_key),
        "body": &*content.body,
        "properties": properties_json(&content.properties),
    })
}

fn properties_json(properties: &Properties) -> Value {
    let mut shown = Map::new();
    for (key, text) in [
        ("content_type", &properties.content_type),
        ("correlation_id", &properties.correlation_id),
        ("reply_to", &properties.reply_to),
        ("expiration", &properties.expiration),
        ("message_id", &properties.message_id),
        ("message_type", &properties.message_type),
        ("user_id", &properties.user_id),
        ("app_id", &properties.app_id),
    ] {
        if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
            shown.insert(key.to_string(), text.into());
        }
    }
    for (key, number) in [
        ("delivery_mode", properties.delivery_mode),
        ("priority", properties.priority),
    ] {
        if let Some(number) = number {
            shown.insert(key.to_string(), number.into());
        }
    }
    if !properties.headers.is_empty() {
        shown.insert("headers".to_string(), table_json(&properties.headers));
    }
    Value::Object(shown)
}

/// Clock times are left out wherever they stand.
fn table_json(table: &Table) -> Value {
    let pairs = table.iter().filter(|(key, _)| *key != "time");
    Value::Object(
        pairs
            .map(|(key, value)| (key.to_string(), value_json(value)))
            .collect(),
    )
}

fn value_json(value: &TableValue) -> Value {
    match value {
        TableValue::Table(table) => table_json(table),
        TableValue::Array(values) => values.iter().map(value_json).collect(),
        TableValue::Void
        | TableValue::Boolean(_)
        | TableValue::Integer(_)
        | TableValue::Double(_)
        | TableValue::Text(_) => value.to_json(),
    }
}
