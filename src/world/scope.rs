//! What the names in a program mean while a handler runs: variables first, then what set the handler off.

use crate::base::value::{Table, Value};
use crate::broker::{Broker, Content, MessageHandle};
use crate::model::expression::Scope;
use crate::model::program::DELIVERY_NAMES;
use crate::world::actor::{InHand, Memory, Task, Trigger};
use crate::world::content;
use crate::world::plan::ActorPlan;
use std::sync::Arc;

/// The names of a running handler.
pub(super) struct TaskScope<'a> {
    pub plan: &'a ActorPlan,
    pub memory: &'a Memory,
    pub broker: &'a Broker,
    pub task: Option<&'a Task>,
}

impl Scope for TaskScope<'_> {
    fn lookup(&self, name: &str) -> Value {
        if let Some(value) = self.variable(name) {
            return value;
        }
        let Some(task) = self.task else {
            return Value::Void;
        };
        match name {
            "n" => Value::Integer(i64::from(task.run)),
            "delivery" => task.delivery.map_or(Value::Void, |held| self.delivery(&held)),
            _ => match &task.delivery {
                Some(held) => self.delivery_field(held, name),
                None => self.trigger_field(&task.trigger, name),
            },
        }
    }
}

impl TaskScope<'_> {
    fn variable(&self, name: &str) -> Option<Value> {
        let at = self.plan.variables.iter().position(|variable| variable == name)?;
        match &self.memory.variables[at] {
            Value::Void => None,
            value => Some(value.clone()),
        }
    }

    /// A delivery as a record, which `ack` takes back.
    pub fn delivery(&self, held: &InHand) -> Value {
        let fields = DELIVERY_NAMES
            .iter()
            .map(|field| (*field, self.delivery_field(held, field)));
        Value::Table(
            fields
                .filter(|(_, value)| *value != Value::Void)
                .collect::<Table>(),
        )
    }

    fn delivery_field(&self, held: &InHand, name: &str) -> Value {
        let name_of = |name| Value::from(self.broker.names().text(name));
        match name {
            "queue" => name_of(self.broker.queue(held.queue).name),
            "redelivered" => Value::Boolean(held.redelivered),
            "delivery_tag" => Value::Integer(held.delivery_tag as i64),
            "channel" => Value::Integer(i64::from(held.channel.0)),
            "consumer_tag" => name_of(held.consumer_tag),
            _ => self.message_field(held.message, name),
        }
    }

    /// What a delivery and a returned message have in common.
    fn message_field(&self, handle: MessageHandle, name: &str) -> Value {
        let message = self.broker.message(handle);
        let content: &Content = self.broker.content(message.content);
        let properties = &content.properties;
        let name_of = |name| Value::from(self.broker.names().text(name));
        match name {
            "body" => content::body_value(&content.body),
            "headers" => Value::Table(properties.headers.clone()),
            "routing_key" => name_of(message.routing_key),
            "exchange" => name_of(message.exchange),
            "message" => Value::from(message.label.to_string().as_str()),
            "priority" => properties
                .priority
                .map_or(Value::Void, |priority| Value::Integer(i64::from(priority))),
            "expiration" => text(&properties.expiration),
            "content_type" => text(&properties.content_type),
            "correlation_id" => text(&properties.correlation_id),
            "reply_to" => text(&properties.reply_to),
            "message_id" => text(&properties.message_id),
            "type" => text(&properties.message_type),
            "user_id" => text(&properties.user_id),
            "app_id" => text(&properties.app_id),
            "persistent" => Value::Boolean(properties.delivery_mode == Some(2)),
            _ => Value::Void,
        }
    }

    fn trigger_field(&self, trigger: &Trigger, name: &str) -> Value {
        match (trigger, name) {
            (Trigger::Confirm { message, .. } | Trigger::Refused { message, .. }, "message") => {
                Value::from(message.to_string().as_str())
            }
            (Trigger::Confirm { sequence, .. } | Trigger::Refused { sequence, .. }, "sequence") => {
                Value::Integer(*sequence as i64)
            }
            (Trigger::Confirm { returned, .. }, "returned") => Value::Boolean(*returned),
            (Trigger::Returned { message }, _) => self.message_field(*message, name),
            (Trigger::Closed { code }, "code") => Value::Integer(i64::from(*code)),
            (Trigger::Cancelled { consumer_tag }, "consumer_tag") => {
                Value::from(self.broker.names().text(*consumer_tag))
            }
            _ => Value::Void,
        }
    }
}

fn text(property: &Option<Arc<str>>) -> Value {
    property.as_deref().map_or(Value::Void, Value::from)
}
