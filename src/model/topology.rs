//! What is declared on the broker, in the words of RabbitMQ's definitions.json (R-DF-1).
//!
//! All of it belongs to the document's virtual host, except users, their permissions elsewhere and global parameters.
//! Passwords and their hashes are never kept.

use crate::base::value::{Table, Value};
use crate::model::words::Extra;
use serde::Serialize;

/// The objects of one virtual host, and the users of the broker.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Topology {
    /// The broker's virtual hosts. Empty means the document's alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vhosts: Vec<Vhost>,
    /// Empty means one user, `guest`, with all permissions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<User>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topic_permissions: Vec<TopicPermission>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub global_parameters: Vec<Parameter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
    pub exchanges: Vec<Exchange>,
    pub queues: Vec<Queue>,
    pub bindings: Vec<Binding>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A virtual host by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Vhost {
    pub name: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A user by name, without any secret.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct User {
    pub name: String,
    pub tags: Vec<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a user may do: three unanchored patterns over names (R-AC-2).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Permission {
    pub user: String,
    /// Absent where it is the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vhost: Option<String>,
    pub configure: String,
    pub write: String,
    pub read: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a user may do on a topic exchange: two patterns over routing keys (R-AC-6).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TopicPermission {
    pub user: String,
    /// Absent where it is the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vhost: Option<String>,
    pub exchange: String,
    pub write: String,
    pub read: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A runtime parameter: an operator policy, limits of a virtual host, or something that is not simulated. A global
/// parameter has no component.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Parameter {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub component: String,
    pub name: String,
    pub value: serde_json::Value,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Settings that the broker applies to all names that a pattern finds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Policy {
    pub name: String,
    pub pattern: String,
    /// `all`, `queues`, `exchanges`, or what later versions of RabbitMQ know.
    #[serde(rename = "apply-to")]
    pub apply_to: String,
    pub definition: Table,
    pub priority: i64,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An exchange.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Exchange {
    pub name: String,
    /// `direct`, `fanout`, `topic`, `headers`, or what a plugin adds.
    #[serde(rename = "type")]
    pub kind: String,
    pub durable: bool,
    pub auto_delete: bool,
    pub internal: bool,
    pub arguments: Table,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A queue.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Queue {
    pub name: String,
    pub durable: bool,
    pub auto_delete: bool,
    pub arguments: Table,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a binding leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DestinationType {
    #[default]
    Queue,
    Exchange,
}

/// A binding. Two bindings are the same one if source, destination, key and arguments agree (R-EX-5).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Binding {
    /// A name for lessons: `b1`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub source: String,
    pub destination: String,
    pub destination_type: DestinationType,
    pub routing_key: String,
    pub arguments: Table,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Fields of a user that are never kept: secrets, and how they were made.
pub const SECRETS: [&str; 3] = ["password", "password_hash", "hashing_algorithm"];

/// The component of parameters that are operator policies.
pub const OPERATOR_POLICY: &str = "operator_policy";

/// The exchanges that every virtual host has from the start (R-VH-1), with their types. The default exchange is the
/// empty name.
pub const PREDECLARED_EXCHANGES: [(&str, &str); 7] = [
    ("", "direct"),
    ("amq.direct", "direct"),
    ("amq.fanout", "fanout"),
    ("amq.topic", "topic"),
    ("amq.headers", "headers"),
    ("amq.match", "headers"),
    ("amq.rabbitmq.trace", "topic"),
];

/// Whether every broker has this exchange from the start.
pub fn is_predeclared(exchange: &str) -> bool {
    PREDECLARED_EXCHANGES.iter().any(|(known, _)| *known == exchange)
}

impl Topology {
    /// The declared queue of this name.
    pub fn queue(&self, name: &str) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.name == name)
    }

    /// The declared exchange of this name.
    pub fn exchange(&self, name: &str) -> Option<&Exchange> {
        self.exchanges.iter().find(|exchange| exchange.name == name)
    }

    /// The type of an exchange, declared or there from the start.
    pub fn exchange_type(&self, name: &str) -> Option<&str> {
        let predeclared = PREDECLARED_EXCHANGES.iter().find(|(known, _)| *known == name);
        match predeclared {
            Some((_, kind)) => Some(kind),
            None => self.exchange(name).map(|exchange| exchange.kind.as_str()),
        }
    }

    /// The binding that lessons call by this name.
    pub fn binding(&self, id: &str) -> Option<&Binding> {
        self.bindings
            .iter()
            .find(|binding| binding.id == id && !id.is_empty())
    }
}

impl Parameter {
    /// An operator policy is a parameter whose value is a policy (R-DF-1).
    pub fn operator_policy(&self) -> Option<Policy> {
        let value = self.value.as_object()?;
        let text = |key: &str| {
            let text = value.get(key).and_then(|text| text.as_str());
            text.unwrap_or_default().to_string()
        };
        let definition = value.get("definition").and_then(|table| table.as_object());
        Some(Policy {
            name: self.name.clone(),
            pattern: text("pattern"),
            apply_to: text("apply-to"),
            definition: definition.map(Table::from_json).unwrap_or_default(),
            priority: value.get("priority").and_then(|own| own.as_i64()).unwrap_or(0),
            ..Policy::default()
        })
    }

    /// Makes its value say this policy. What else stands there stays.
    pub fn set_operator_policy(&mut self, policy: &Policy) {
        let old = self.operator_policy().unwrap_or_default();
        if !self.value.is_object() {
            self.value = serde_json::Map::new().into();
        }
        let Some(value) = self.value.as_object_mut() else {
            return;
        };
        let parts: [(&str, bool, serde_json::Value); 4] = [
            (
                "pattern",
                old.pattern != policy.pattern,
                policy.pattern.as_str().into(),
            ),
            (
                "apply-to",
                old.apply_to != policy.apply_to,
                policy.apply_to.as_str().into(),
            ),
            (
                "priority",
                old.priority != policy.priority,
                policy.priority.into(),
            ),
            (
                "definition",
                old.definition != policy.definition,
                policy.definition.to_json(),
            ),
        ];
        for (key, differs, part) in parts {
            if differs {
                value.insert(key.into(), part);
            }
        }
    }
}

impl Queue {
    /// The text of an argument such as `x-queue-type`.
    pub fn text_argument(&self, name: &str) -> Option<&str> {
        self.arguments.get(name).and_then(Value::as_text)
    }
}
