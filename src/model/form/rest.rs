//! Policies, and what is said of the document itself.

use crate::base::gather::Gather;
use crate::base::pattern::Pattern;
use crate::base::value::Value;
use crate::model::document::Document;
use crate::model::edit::unique_name;
use crate::model::form::{What, Wrong, number};
use crate::model::node::Node;
use crate::model::topology::Policy;

pub fn read(document: &Document, what: What) -> Option<String> {
    Some(match what {
        What::Words(tongue) => tongue.of(&document.title).into(),
        What::Vhost => document.vhost.clone(),
        What::Seed => document.seed.to_string(),
        What::Steps => document.horizon.steps.to_string(),
        What::TimeMs => document.horizon.time_ms.to_string(),
        _ => return None,
    })
}

pub fn write(document: &mut Document, what: What, text: &str) -> Result<(), Wrong> {
    match what {
        What::Words(tongue) => *tongue.of_mut(&mut document.title) = text.into(),
        What::Vhost if text.is_empty() => {
            return Err(Wrong::Name(crate::model::edit::BadName::Empty));
        }
        What::Vhost => rename_vhost(document, text),
        What::Seed => document.seed = number(text, 0, u64::MAX)?,
        What::Steps => document.horizon.steps = number(text, 1, 1_000_000)? as u32,
        What::TimeMs => document.horizon.time_ms = number(text, 1, 1_000_000_000)?,
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

/// Who may do something here may do it under the new name, too.
fn rename_vhost(document: &mut Document, new: &str) {
    let old = std::mem::replace(&mut document.vhost, new.into());
    let topology = &mut document.topology;
    let permissions = topology.permissions.iter_mut().map(|own| &mut own.vhost);
    let topics = topology.topic_permissions.iter_mut().map(|own| &mut own.vhost);
    let actors = document.actors.iter_mut().map(|own| &mut own.vhost);
    for vhost in permissions.chain(topics).chain(actors).flatten() {
        if *vhost == old {
            *vhost = new.into();
        }
    }
    for vhost in &mut topology.vhosts {
        if vhost.name == old {
            vhost.name = new.into();
        }
    }
}

pub fn read_policy(policy: &Policy, what: What) -> Option<String> {
    Some(match what {
        What::Name => policy.name.clone(),
        What::Pattern => policy.pattern.clone(),
        What::ApplyTo => policy.apply_to.clone(),
        What::Priority => policy.priority.to_string(),
        What::Argument(argument) => argument.read(argument.policy_name(), &policy.definition),
        _ => return None,
    })
}

pub fn write_policy(document: &mut Document, at: usize, what: What, text: &str) -> Result<(), Wrong> {
    let policies = &mut document.topology.policies;
    let is_taken = |name: &str| {
        let mut others = policies.iter().enumerate();
        others.any(|(other, policy)| other != at && policy.name == name)
    };
    if what == What::Name && (text.is_empty() || is_taken(text)) {
        return Err(Wrong::Taken);
    }
    let policy = policies.get_mut(at).ok_or(Wrong::Gone)?;
    match what {
        What::Name => policy.name = text.into(),
        What::Pattern => policy.pattern = text.into(),
        What::ApplyTo => policy.apply_to = text.into(),
        What::Priority => {
            let priority = text.trim().parse().ok();
            let (least, most) = (0, i64::MAX as u64);
            policy.priority = priority.ok_or(Wrong::Number { least, most })?;
        }
        What::Argument(argument) => argument.write(argument.policy_name(), &mut policy.definition, text),
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

/// Adds a policy that applies to every queue and keeps no message longer than a minute. Gives its place.
pub fn add_policy(document: &mut Document) -> usize {
    let policies = &mut document.topology.policies;
    let name = unique_name("policy", |name| policies.iter().any(|policy| policy.name == name));
    let mut policy = Policy {
        name,
        pattern: ".*".into(),
        apply_to: "queues".into(),
        ..Policy::default()
    };
    policy.definition.set("message-ttl", Value::Integer(60_000));
    policies.push(policy);
    policies.len() - 1
}

/// Takes a policy away.
pub fn remove_policy(document: &mut Document, at: usize) {
    let policies = &mut document.topology.policies;
    if at < policies.len() {
        policies.remove(at);
    }
}

/// Which policies are about which names. Patterns are read once.
pub struct Reach<'a> {
    policies: Vec<(&'a Policy, Option<Pattern>)>,
}

impl<'a> Reach<'a> {
    /// That of a document's policies.
    pub fn of(document: &'a Document) -> Reach<'a> {
        let policies = document.topology.policies.iter();
        Reach {
            policies: policies
                .map(|policy| (policy, Pattern::new(&policy.pattern).ok()))
                .gather(),
        }
    }

    /// Whether the policy at a place is about a queue or an exchange (R-PO-1).
    pub fn applies_to(&self, at: usize, node: &Node) -> bool {
        let Some((policy, Some(pattern))) = self.policies.get(at) else {
            return false;
        };
        let (name, is_meant) = match node {
            Node::Queue(name) => (name, policy.apply_to != "exchanges"),
            Node::Exchange(name) => (name, !name.is_empty() && !policy.apply_to.ends_with("queues")),
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => return false,
        };
        is_meant && pattern.is_found_in(name)
    }

    /// The policy in effect on a queue or an exchange, by its place: the highest priority, of equals the one set last, as
    /// the broker has it.
    pub fn winner(&self, node: &Node) -> Option<usize> {
        let about = (0..self.policies.len()).filter(|at| self.applies_to(*at, node));
        about.max_by_key(|at| (self.policies[*at].0.priority, *at))
    }

    /// What the policy in effect on a queue or an exchange sets under a name.
    pub fn sets(&self, node: &Node, name: &str) -> Option<(&'a Policy, &'a Value)> {
        let policy = self.policies[self.winner(node)?].0;
        Some((policy, policy.definition.get(name)?))
    }
}
