//! Policies: settings that follow names (R-PO-1 to R-PO-5). One policy and one operator policy apply to a queue or
//! exchange; arguments and both are taken together key by key.

use super::context::Context;
use super::event::Event;
use super::handle::{ExchangeId, PolicyId, QueueId, VhostId};
use super::output::Output;
use super::reason::Reason;
use super::view::{Effective, Overflow};
use super::{ApplyTo, Broker, PolicyDefinition, Refusal};
use crate::base::hash::Digest;
use crate::base::names::{Name, Names};
use crate::base::pattern::Pattern;
use crate::base::time::Ms;
use crate::base::value::Value;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(super) struct Policy {
    pub vhost: VhostId,
    pub operator: bool,
    pub definition: PolicyDefinition,
    pub pattern: Pattern,
    pub alive: bool,
}

/// Keys that RabbitMQ accepts in policies (R-PO-5).
const KEYS: [&str; 23] = [
    "alternate-exchange",
    "dead-letter-exchange",
    "dead-letter-routing-key",
    "dead-letter-strategy",
    "delivery-limit",
    "expires",
    "ha-mode",
    "ha-params",
    "ha-promote-on-failure",
    "ha-promote-on-shutdown",
    "ha-sync-batch-size",
    "ha-sync-mode",
    "initial-cluster-size",
    "max-age",
    "max-in-memory-bytes",
    "max-in-memory-length",
    "max-length",
    "max-length-bytes",
    "message-ttl",
    "overflow",
    "queue-leader-locator",
    "queue-master-locator",
    "queue-mode",
];

/// Keys that operator policies may have (R-PO-3).
const OPERATOR_KEYS: [&str; 7] = [
    "delivery-limit",
    "expires",
    "max-in-memory-bytes",
    "max-in-memory-length",
    "max-length",
    "max-length-bytes",
    "message-ttl",
];

/// A policy with one of these does not apply to classic queues at all (R-PO-2).
const NOT_CLASSIC: [&str; 6] = [
    "dead-letter-strategy",
    "delivery-limit",
    "initial-cluster-size",
    "max-age",
    "queue-leader-locator",
    "stream-max-segment-size-bytes",
];

/// Reads a pattern, of a policy or a right.
pub(super) fn pattern(text: &str) -> Result<Pattern, Refusal> {
    Pattern::new(text).map_err(|error| {
        Refusal(format!(
            "'{text}' is not a regular expression that Warren can read: {error}"
        ))
    })
}

impl PolicyDefinition {
    fn check(&self, operator: bool) -> Result<Pattern, Refusal> {
        if self.definition.is_empty() {
            return Err(Refusal("no policy provided".to_string()));
        }
        for (key, value) in self.definition.iter() {
            let known = match operator {
                true => OPERATOR_KEYS.contains(&key),
                false => {
                    KEYS.contains(&key) || matches!(key, "queue-version" | "stream-max-segment-size-bytes")
                }
            };
            if !known {
                return Err(Refusal(format!("'{key}' is not a recognised policy setting")));
            }
            if !is_valid(key, value) {
                return Err(Refusal(format!(
                    "{} is not a valid value of '{key}'",
                    value.to_json()
                )));
            }
        }
        pattern(&self.pattern)
    }

    fn print(&self, names: &Names, vhost: Name, operator: bool) -> u64 {
        let mut digest = Digest::new();
        digest
            .word(7)
            .flag(operator)
            .text(names.text(vhost))
            .text(names.text(self.name));
        digest.text(&self.pattern).word(self.priority as u64);
        digest.word(match self.apply_to {
            ApplyTo::Queues => 0,
            ApplyTo::Exchanges => 1,
            ApplyTo::All => 2,
        });
        self.definition.digest(&mut digest);
        digest.finish()
    }
}

fn is_valid(key: &str, value: &Value) -> bool {
    let at_least = |least: i64| value.as_integer().is_some_and(|number| number >= least);
    let one_of = |words: &[&str]| value.as_text().is_some_and(|text| words.contains(&text));
    match key {
        "message-ttl"
        | "max-length"
        | "max-length-bytes"
        | "max-in-memory-length"
        | "max-in-memory-bytes"
        | "delivery-limit"
        | "initial-cluster-size" => at_least(0),
        "expires" => at_least(1),
        "overflow" => one_of(&["drop-head", "reject-publish", "reject-publish-dlx"]),
        "queue-mode" => one_of(&["default", "lazy"]),
        "queue-version" => matches!(value.as_integer(), Some(1 | 2)),
        "dead-letter-strategy" => one_of(&["at-most-once", "at-least-once"]),
        "alternate-exchange" | "dead-letter-exchange" | "dead-letter-routing-key" => {
            value.as_text().is_some()
        }
        _ => true,
    }
}

impl Policy {
    fn applies_to_queue(&self, vhost: VhostId, name: Name, names: &Names) -> bool {
        self.applies(vhost, name, names)
            && self.definition.apply_to != ApplyTo::Exchanges
            && self
                .definition
                .definition
                .iter()
                .all(|(key, _)| !NOT_CLASSIC.contains(&key))
    }

    fn applies_to_exchange(&self, vhost: VhostId, name: Name, names: &Names) -> bool {
        self.applies(vhost, name, names) && self.definition.apply_to != ApplyTo::Queues
    }

    fn applies(&self, vhost: VhostId, name: Name, names: &Names) -> bool {
        self.alive && self.vhost == vhost && self.pattern.is_found_in(names.text(name))
    }
}

impl Broker {
    /// Sets a policy; it applies to existing queues and exchanges at once (R-PO-5).
    pub fn set_policy(
        &mut self,
        now: Ms,
        vhost: VhostId,
        policy: PolicyDefinition,
        output: &mut Output,
    ) -> Result<PolicyId, Refusal> {
        self.set_any_policy(&mut Context::new(now, output), vhost, policy, false)
    }

    /// Sets an operator policy, whose limits are merged by minimum (R-PO-3).
    pub fn set_operator_policy(
        &mut self,
        now: Ms,
        vhost: VhostId,
        policy: PolicyDefinition,
        output: &mut Output,
    ) -> Result<PolicyId, Refusal> {
        self.set_any_policy(&mut Context::new(now, output), vhost, policy, true)
    }

    /// Takes a policy away; nothing where there is none of that name.
    pub fn clear_policy(&mut self, now: Ms, vhost: VhostId, name: Name, output: &mut Output) {
        self.clear_any_policy(&mut Context::new(now, output), vhost, name, false);
    }

    /// Takes an operator policy away; nothing where there is none of that name.
    pub fn clear_operator_policy(&mut self, now: Ms, vhost: VhostId, name: Name, output: &mut Output) {
        self.clear_any_policy(&mut Context::new(now, output), vhost, name, true);
    }

    fn set_any_policy(
        &mut self,
        cx: &mut Context,
        vhost: VhostId,
        definition: PolicyDefinition,
        operator: bool,
    ) -> Result<PolicyId, Refusal> {
        let pattern = definition.check(operator)?;
        if let Some(same) = self.find_policy(vhost, definition.name, operator) {
            if self.topology.policy(same).definition == definition {
                return Ok(same);
            }
            self.bury_policy(same);
        }
        let print = definition.print(&self.names, self.topology.vhost(vhost).name, operator);
        let topology = self.topology_mut();
        let policy = PolicyId(topology.policies.len() as u32);
        topology.sum = topology.sum.wrapping_add(print);
        topology.policies.push(Policy {
            vhost,
            operator,
            definition,
            pattern,
            alive: true,
        });
        cx.event(Event::PolicySet { policy });
        self.apply_policies(cx, vhost);
        Ok(policy)
    }

    fn clear_any_policy(&mut self, cx: &mut Context, vhost: VhostId, name: Name, operator: bool) {
        if let Some(policy) = self.find_policy(vhost, name, operator) {
            self.bury_policy(policy);
            cx.event(Event::PolicyCleared { policy });
            self.apply_policies(cx, vhost);
        }
    }

    fn find_policy(&self, vhost: VhostId, name: Name, operator: bool) -> Option<PolicyId> {
        let same = |policy: &Policy| {
            policy.alive
                && policy.vhost == vhost
                && policy.operator == operator
                && policy.definition.name == name
        };
        self.topology
            .policies
            .iter()
            .position(same)
            .map(|at| PolicyId(at as u32))
    }

    fn bury_policy(&mut self, id: PolicyId) {
        let policy = self.topology.policy(id);
        let vhost = self.topology.vhost(policy.vhost).name;
        let print = policy.definition.print(&self.names, vhost, policy.operator);
        let topology = self.topology_mut();
        topology.policies[id.index()].alive = false;
        topology.sum = topology.sum.wrapping_sub(print);
    }

    fn apply_policies(&mut self, cx: &mut Context, vhost: VhostId) {
        for exchange in self.topology.vhost(vhost).exchanges.clone() {
            self.apply_policies_to_exchange(exchange);
        }
        for queue in self.topology.vhost(vhost).queues.clone() {
            self.apply_policies_to_queue(cx, queue, false);
        }
        self.finish(cx);
    }

    /// The one that applies: highest priority, of equals the one set last (R-PO-1 leaves that open).
    fn best_policy(&self, operator: bool, applies: impl Fn(&Policy) -> bool) -> Option<PolicyId> {
        let policies = self.topology.policies.iter().enumerate();
        policies
            .filter(|(_, policy)| policy.operator == operator && applies(policy))
            .max_by_key(|&(at, policy)| (policy.definition.priority, at))
            .map(|(at, _)| PolicyId(at as u32))
    }

    pub(super) fn apply_policies_to_exchange(&mut self, id: ExchangeId) {
        let exchange = self.topology.exchange(id);
        let applies =
            |policy: &Policy| policy.applies_to_exchange(exchange.vhost, exchange.name, &self.names);
        let policy = self.best_policy(false, applies);
        let operator_policy = self.best_policy(true, applies);
        let key = "alternate-exchange";
        let argument = exchange.arguments.get(key);
        let value = argument.or_else(|| self.policy_value(policy, key));
        let alternate = value.and_then(Value::as_text).map(Arc::<str>::from);
        let alternate = alternate.map(|alternate| self.names.intern(&alternate));
        let unchanged = {
            let exchange = self.topology.exchange(id);
            exchange.policy == policy
                && exchange.operator_policy == operator_policy
                && exchange.alternate == alternate
        };
        if !unchanged {
            let exchange = &mut self.topology_mut().exchanges[id.index()];
            exchange.policy = policy;
            exchange.operator_policy = operator_policy;
            exchange.alternate = alternate;
        }
    }

    fn policy_value(&self, policy: Option<PolicyId>, key: &str) -> Option<&Value> {
        self.topology.policy(policy?).definition.definition.get(key)
    }

    /// Finds what applies to a queue and, where that is new, lets it take effect (R-PO-5). `created`: the queue is new.
    pub(super) fn apply_policies_to_queue(&mut self, cx: &mut Context, queue: QueueId, created: bool) {
        let settings = self.topology.queue(queue);
        let applies = |policy: &Policy| policy.applies_to_queue(settings.vhost, settings.name, &self.names);
        let policy = self.best_policy(false, applies);
        let operator_policy = self.best_policy(true, applies);
        cx.reason(|| Reason::PolicyApplied {
            queue,
            policy,
            operator_policy,
        });
        let before = settings.effective;
        if !created && before.policy == policy && before.operator_policy == operator_policy {
            return;
        }
        let after = self.effective(queue, policy, operator_policy);
        self.topology_mut().queues[queue.index()].effective = after;
        self.take_effect(cx, queue, &before, &after);
    }

    /// Arguments and policies taken together: the minimum of times and limits, else the argument (R-PO-4).
    fn effective(
        &mut self,
        queue: QueueId,
        policy: Option<PolicyId>,
        operator_policy: Option<PolicyId>,
    ) -> Effective {
        let arguments = self.topology.queue(queue).arguments.clone();
        let argument = |key: &str| arguments.get(&format!("x-{key}"));
        let number = |value: Option<&Value>| {
            value
                .and_then(Value::as_integer)
                .and_then(|number| u64::try_from(number).ok())
        };
        let least = |key: &str| {
            [
                number(argument(key)),
                number(self.policy_value(policy, key)),
                number(self.policy_value(operator_policy, key)),
            ]
            .into_iter()
            .flatten()
            .min()
        };
        let text = |key: &str| {
            let value = argument(key).or_else(|| self.policy_value(policy, key));
            value.and_then(Value::as_text).map(Arc::<str>::from)
        };
        let overflow = match text("overflow").as_deref() {
            Some("reject-publish") => Overflow::RejectPublish,
            Some("reject-publish-dlx") => Overflow::RejectPublishDlx,
            Some(_) | None => Overflow::DropHead,
        };
        let exchange = text("dead-letter-exchange");
        let key = text("dead-letter-routing-key");
        let effective = Effective {
            message_ttl_ms: least("message-ttl"),
            expires_ms: least("expires"),
            max_length: least("max-length"),
            max_length_bytes: least("max-length-bytes"),
            overflow,
            dead_letter_exchange: None,
            dead_letter_routing_key: None,
            policy,
            operator_policy,
        };
        Effective {
            dead_letter_exchange: exchange.map(|name| self.names.intern(&name)),
            dead_letter_routing_key: key.map(|name| self.names.intern(&name)),
            ..effective
        }
    }

    /// RabbitMQ sets one thing after the other, and drops what is over a new limit while the old overflow behaviour still
    /// holds: so a policy that sets a limit and reject-publish together drops from the head first.
    fn take_effect(&mut self, cx: &mut Context, queue: QueueId, before: &Effective, after: &Effective) {
        self.stop_unused_timer(queue);
        self.refresh_unused_timer(cx.now, queue);
        if before.overflow == Overflow::DropHead || after.overflow == Overflow::DropHead {
            self.drop_over(cx, queue, after);
        }
        self.stop_head_timer(queue);
        self.drop_expired(cx, queue);
    }
}
