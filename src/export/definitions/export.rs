//! Document to definitions, as a broker's management writes those of a whole broker. Exclusive queues, which actors
//! declare for themselves, are left out, as a broker does (R-DF-2).

use crate::base::gather::Gather;
use crate::model::document::Document;
use crate::model::json;
use crate::model::topology::{Binding, Parameter, Permission, TopicPermission, User, Vhost};
use crate::model::words::Extra;
use serde::Serialize;

/// The version that is simulated, for documents that were not imported.
const BROKER_VERSION: &str = "3.10.8";

#[derive(Serialize)]
struct Definitions<'a> {
    #[serde(flatten)]
    extra: Extra,
    users: &'a [User],
    vhosts: Vec<Vhost>,
    permissions: Vec<Permission>,
    topic_permissions: Vec<TopicPermission>,
    parameters: Vec<Within<'a, Parameter>>,
    global_parameters: &'a [Parameter],
    policies: Vec<Within<'a, crate::model::topology::Policy>>,
    queues: Vec<Within<'a, crate::model::topology::Queue>>,
    exchanges: Vec<Within<'a, crate::model::topology::Exchange>>,
    bindings: Vec<Within<'a, Binding>>,
}

/// An object with the name of its virtual host.
#[derive(Serialize)]
struct Within<'a, T> {
    vhost: &'a str,
    #[serde(flatten)]
    object: T,
}

/// Writes a document's topology as definitions.
pub fn export(document: &Document) -> String {
    let topology = &document.topology;
    let vhost = document.vhost.as_str();
    let here = |own: &Option<String>| Some(own.clone().unwrap_or_else(|| vhost.into()));
    let permission = |own: &Permission| Permission {
        vhost: here(&own.vhost),
        ..own.clone()
    };
    let topic_permission = |own: &TopicPermission| TopicPermission {
        vhost: here(&own.vhost),
        ..own.clone()
    };
    // The identifier is a word of lessons.
    let binding = |own: &Binding| Binding {
        id: String::new(),
        ..own.clone()
    };
    let definitions = Definitions {
        extra: versions(topology.extra.clone()),
        users: &topology.users,
        vhosts: vhosts(document),
        permissions: topology.permissions.iter().map(permission).gather(),
        topic_permissions: topology.topic_permissions.iter().map(topic_permission).gather(),
        parameters: within(vhost, topology.parameters.iter().cloned()),
        global_parameters: &topology.global_parameters,
        policies: within(vhost, topology.policies.iter().cloned()),
        queues: within(vhost, topology.queues.iter().cloned()),
        exchanges: within(vhost, topology.exchanges.iter().cloned()),
        bindings: within(vhost, topology.bindings.iter().map(binding)),
    };
    json::pretty(&serde_json::to_string(&definitions).expect("texts are all keys"))
}

fn versions(mut extra: Extra) -> Extra {
    for field in ["rabbit_version", "rabbitmq_version"] {
        extra.entry(field).or_insert_with(|| BROKER_VERSION.into());
    }
    extra
}

fn vhosts(document: &Document) -> Vec<Vhost> {
    let mut vhosts = document.topology.vhosts.clone();
    if vhosts.iter().all(|vhost| vhost.name != document.vhost) {
        vhosts.push(Vhost {
            name: document.vhost.clone(),
            extra: Extra::new(),
        });
    }
    vhosts
}

fn within<T>(vhost: &str, objects: impl Iterator<Item = T>) -> Vec<Within<'_, T>> {
    objects.map(|object| Within { vhost, object }).gather()
}
