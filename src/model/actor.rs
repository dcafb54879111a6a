//! Whoever is not the broker: producers, consumers, services.

use crate::base::time::Ms;
use crate::base::value::Table;
use crate::model::program::{Declarations, Program};
use crate::model::words::Extra;
use serde::{Serialize, Serializer};

/// The highest identifier that an actor can have.
pub const HIGHEST_ID: u32 = 1_000_000_000;

/// A program with a connection to the broker. It starts by: open, its own declares, confirm.select or tx.select, qos
/// and consume for each subscription, then `on start`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Actor {
    /// Stable, never reused, from 1.
    pub id: u32,
    pub kind: ActorKind,
    pub name: String,
    /// The user that it logs in as.
    pub user: String,
    /// The virtual host that it connects to. Absent where it is the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vhost: Option<String>,
    /// When its process starts, in ms since the start of the run. 0: it is there from the beginning.
    #[serde(skip_serializing_if = "is_zero_ms")]
    pub start_ms: Ms,
    #[serde(skip_serializing_if = "Link::is_default")]
    pub link: Link,
    /// Whether it publishes with confirms.
    #[serde(skip_serializing_if = "is_false")]
    pub confirms: bool,
    /// Whether it publishes in transactions (`tx commit`, `tx rollback`). Excludes confirms.
    #[serde(skip_serializing_if = "is_false")]
    pub transactional: bool,
    /// What it declares for itself when it connects, such as an exclusive queue.
    #[serde(skip_serializing_if = "Declarations::is_empty")]
    pub declares: Declarations,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consumes: Vec<Subscription>,
    pub program: Program,
    #[serde(flatten)]
    pub extra: Extra,
}

/// How an actor is drawn. It has no other meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ActorKind {
    Producer,
    Consumer,
    #[default]
    Service,
    /// What a newer version may know; drawn as a service.
    Other(String),
}

/// The connection of an actor to the broker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// From sending to arriving, each way.
    pub latency_ms: Ms,
    /// How long either side takes to notice that it was cut.
    pub detect_ms: Ms,
    /// How long the actor waits before it opens a closed connection or channel again.
    pub reopen_ms: Ms,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A subscription: basic.qos and basic.consume on a channel of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Subscription {
    /// The queue; a template over the actor's variables, so that `{inbox}` can be a server-named one.
    pub queue: String,
    /// The consumer tag; empty lets the broker choose.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// Automatic acks.
    #[serde(skip_serializing_if = "is_false")]
    pub no_ack: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub exclusive: bool,
    /// How many unacked messages this consumer may hold; 0 is no limit.
    pub prefetch: u16,
    /// How many all consumers of the channel may hold together; 0 is no limit.
    #[serde(skip_serializing_if = "is_zero")]
    pub global_prefetch: u16,
    /// Subscriptions that name the same channel share one; empty is a channel of its own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub arguments: Table,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for Link {
    fn default() -> Self {
        Link {
            latency_ms: 0,
            detect_ms: 0,
            reopen_ms: 1000,
            extra: Extra::new(),
        }
    }
}

impl Actor {
    /// The virtual host that it connects to, where that is not `home`, the document's: all names that it uses are others.
    pub fn elsewhere(&self, home: &str) -> Option<&str> {
        self.vhost.as_deref().filter(|vhost| *vhost != home)
    }

    /// What a name that it uses is called in the document: `test/orders` for `orders` in the virtual host `test`.
    pub fn called(&self, home: &str, name: &str) -> String {
        match self.elsewhere(home) {
            Some(vhost) => format!("{vhost}/{name}"),
            None => name.into(),
        }
    }
}

impl Link {
    fn is_default(&self) -> bool {
        *self == Link::default()
    }
}

impl ActorKind {
    /// The word in the file.
    pub fn word(&self) -> &str {
        match self {
            ActorKind::Producer => "producer",
            ActorKind::Consumer => "consumer",
            ActorKind::Service => "service",
            ActorKind::Other(word) => word,
        }
    }

    /// Reads [`ActorKind::word`].
    pub fn parse(word: &str) -> Self {
        match word {
            "producer" => ActorKind::Producer,
            "consumer" => ActorKind::Consumer,
            "service" => ActorKind::Service,
            other => ActorKind::Other(other.into()),
        }
    }
}

impl Serialize for ActorKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.word().serialize(serializer)
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_zero_ms(time: &Ms) -> bool {
    *time == 0
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}
