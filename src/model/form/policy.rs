//! Policies and operator policies: their fields, and which of them is in effect on what.

use crate::base::gather::Gather;
use crate::base::pattern::Pattern;
use crate::base::value::Value;
use crate::model::document::Document;
use crate::model::form::argument::OF_OPERATORS;
use crate::model::form::{Argument, What, Wrong};
use crate::model::node::Node;
use crate::model::topology::{OPERATOR_POLICY, Policy};
use std::borrow::Cow;

pub fn read(policy: &Policy, what: What) -> Option<String> {
    Some(match what {
        What::Name => policy.name.clone(),
        What::Pattern => policy.pattern.clone(),
        What::ApplyTo => policy.apply_to.clone(),
        What::Priority => policy.priority.to_string(),
        What::Argument(argument) => argument.read(argument.policy_name(), &policy.definition),
        _ => return None,
    })
}

pub fn write(policy: &mut Policy, what: What, text: &str) -> Result<(), Wrong> {
    match what {
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

/// A policy that applies to every queue and keeps no message longer than a minute.
pub fn new(name: String) -> Policy {
    let mut policy = Policy {
        name,
        pattern: ".*".into(),
        apply_to: "queues".into(),
        ..Policy::default()
    };
    policy.definition.set("message-ttl", Value::Integer(60_000));
    policy
}

/// Which policies are about which names. Patterns are read once.
pub struct Reach<'a> {
    /// Each with its place in the document.
    policies: Vec<(usize, Cow<'a, Policy>, Option<Pattern>)>,
}

impl<'a> Reach<'a> {
    /// That of a document's policies.
    pub fn of(document: &'a Document) -> Reach<'a> {
        let policies = document.topology.policies.iter().enumerate();
        Reach::over(policies.map(|(at, policy)| (at, Cow::Borrowed(policy))))
    }

    /// That of its operator policies, which are found among the parameters.
    pub fn of_operators(document: &Document) -> Reach<'static> {
        let parameters = document.topology.parameters.iter().enumerate();
        let operators = parameters.filter(|(_, own)| own.component == OPERATOR_POLICY);
        Reach::over(operators.filter_map(|(at, own)| Some((at, Cow::Owned(own.operator_policy()?)))))
    }

    fn over<'b>(policies: impl Iterator<Item = (usize, Cow<'b, Policy>)>) -> Reach<'b> {
        Reach {
            policies: policies
                .map(|(at, policy)| {
                    let pattern = Pattern::new(&policy.pattern).ok();
                    (at, policy, pattern)
                })
                .gather(),
        }
    }

    /// Whether the policy at a place is about a queue or an exchange (R-PO-1).
    pub fn applies_to(&self, at: usize, node: &Node) -> bool {
        let own = self.policies.iter().find(|(place, ..)| *place == at);
        own.is_some_and(|(_, policy, pattern)| is_about(policy, pattern.as_ref(), node))
    }

    /// The policy in effect on a queue or an exchange, by its place: the highest priority, of equals the one set last, as
    /// the broker has it.
    pub fn winner(&self, node: &Node) -> Option<usize> {
        Some(self.in_effect(node)?.0)
    }

    fn in_effect(&self, node: &Node) -> Option<(usize, &Policy)> {
        let all = self.policies.iter();
        let about = all.filter(|(_, policy, pattern)| is_about(policy, pattern.as_ref(), node));
        let winner = about.max_by_key(|(at, policy, _)| (policy.priority, *at));
        winner.map(|(at, policy, _)| (*at, &**policy))
    }

    /// What the policy in effect on a queue or an exchange sets under a name.
    pub fn sets(&self, node: &Node, name: &str) -> Option<(&Policy, &Value)> {
        let (_, policy) = self.in_effect(node)?;
        Some((policy, policy.definition.get(name)?))
    }
}

/// The policies and the operator policies of a document.
pub struct Reaches<'a> {
    policies: Reach<'a>,
    operators: Reach<'static>,
}

/// Who says what holds for a queue or an exchange.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setter<'a> {
    Itself,
    Policy(&'a Policy),
    Operator(&'a Policy),
}

impl<'a> Reaches<'a> {
    pub fn of(document: &'a Document) -> Reaches<'a> {
        Reaches {
            policies: Reach::of(document),
            operators: Reach::of_operators(document),
        }
    }

    /// What holds for a node that has this argument of its own, and who says so: of a limit the least of all, else its
    /// own, else what its policy says (R-PO-3, R-PO-4).
    pub fn holds<'b>(
        &'b self,
        node: &Node,
        argument: Argument,
        own: Option<&'b Value>,
    ) -> Option<(Setter<'b>, &'b Value)> {
        let name = argument.policy_name();
        let by_policy = self.policies.sets(node, name);
        let by_policy = by_policy.map(|(policy, value)| (Setter::Policy(policy), value));
        let all = [own.map(|own| (Setter::Itself, own)), by_policy];
        let by_operator = self.operators.sets(node, name);
        let by_operator = by_operator.map(|(policy, value)| (Setter::Operator(policy), value));
        let first = || all.into_iter().flatten().next();
        if !OF_OPERATORS.contains(&argument) {
            return first();
        }
        let numbers = all.into_iter().chain([by_operator]).flatten();
        let numbers = numbers.filter(|(_, value)| value.as_integer().is_some_and(|number| number >= 0));
        numbers.min_by_key(|(_, value)| value.as_integer()).or_else(first)
    }
}

fn is_about(policy: &Policy, pattern: Option<&Pattern>, node: &Node) -> bool {
    let (name, is_meant) = match node {
        Node::Queue(name) => (name, policy.apply_to != "exchanges"),
        Node::Exchange(name) => (name, !name.is_empty() && !policy.apply_to.ends_with("queues")),
        Node::Actor(_) | Node::Note(_) | Node::Other(_) => return false,
    };
    is_meant && pattern.is_some_and(|pattern| pattern.is_found_in(name))
}
