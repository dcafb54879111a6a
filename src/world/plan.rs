//! A document made ready to run: programs as flat instructions, names interned, constant contents registered. A plan
//! never changes; every clone of a world shares it.

use crate::base::names::Name;
use crate::base::time::Ms;
use crate::base::value::Table;
use crate::broker::ContentId;
use crate::model::expression::Expression;
use crate::model::program::{FailWhen, Property};
use crate::model::script::Action;
use std::sync::Arc;

/// What every world of one document shares.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub seed: u64,
    pub actors: Vec<ActorPlan>,
    /// By time; lines of the same time in the order of the document.
    pub script: Vec<(Ms, Action)>,
}

/// An actor made ready.
#[derive(Debug, Default)]
pub(super) struct ActorPlan {
    /// Its identifier in the document.
    pub id: u32,
    pub name: Name,
    pub user: Name,
    pub vhost: Name,
    /// 0 where it is there from the beginning.
    pub start_ms: Ms,
    pub latency_ms: Ms,
    pub detect_ms: Ms,
    pub reopen_ms: Ms,
    pub confirms: bool,
    pub transactional: bool,
    /// What it declares for itself on connecting.
    pub declares: Vec<(Request, Option<u16>)>,
    pub subscriptions: Vec<SubscriptionPlan>,
    /// How many channels it opens: one to publish on, then those of the subscriptions.
    pub channels: u16,
    pub handlers: Vec<HandlerPlan>,
    pub code: Vec<Instruction>,
    /// The line of the program that each instruction comes from.
    pub lines: Vec<u32>,
    pub variables: Vec<String>,
    pub effects: Vec<Name>,
    /// How many `fail` lines there are.
    pub fails: u16,
}

/// A subscription made ready.
#[derive(Debug)]
pub(super) struct SubscriptionPlan {
    pub queue: Text,
    pub tag: Name,
    pub no_ack: bool,
    pub exclusive: bool,
    pub prefetch: u16,
    pub global_prefetch: u16,
    /// Its channel's position among the actor's channels.
    pub channel: u16,
    pub arguments: Arc<Table>,
    /// The handler of its deliveries.
    pub handler: Option<u16>,
}

/// A handler made ready.
#[derive(Debug)]
pub(super) struct HandlerPlan {
    pub trigger: TriggerPlan,
    /// Its first instruction.
    pub start: u32,
}

/// What sets a handler off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TriggerPlan {
    Start,
    Restart,
    Every { interval_ms: Ms, limit: Option<u32> },
    Delivery,
    Confirm,
    Refused,
    Returned,
    Closed,
    Cancelled,
    Send,
}

/// A text that is known beforehand, or has to be worked out each time. What is worked out lies elsewhere, so that plans
/// stay small: going through long programs is waiting for memory.
#[derive(Clone, Debug)]
pub(super) enum Text {
    Fixed(Name),
    Evaluated(Box<Expression>),
}

/// One step of a handler. Those that only touch memory run together with what leads to them.
#[derive(Clone, Debug)]
pub(super) enum Instruction {
    Publish(Box<PublishPlan>),
    Get {
        queue: Text,
        no_ack: bool,
        variable: Option<u16>,
    },
    Settle {
        how: Settle,
        delivery: Option<Expression>,
    },
    Request {
        request: Box<Request>,
        variable: Option<u16>,
    },
    Effect {
        slot: u16,
    },
    Work {
        least_ms: Expression,
        most_ms: Option<Expression>,
        works: bool,
    },
    Set {
        variable: u16,
        value: Expression,
    },
    /// Goes on at `otherwise` unless the condition is true.
    Unless {
        condition: Expression,
        otherwise: u32,
    },
    Jump(u32),
    /// Begins a loop over a list.
    Each {
        list: Expression,
    },
    /// Takes the loop's next value, or ends it and goes on at `done`.
    Next {
        variable: u16,
        done: u32,
    },
    /// Goes on with the next instruction if it fails, else at `otherwise`.
    Fail {
        slot: u16,
        when: FailWhen,
        otherwise: u32,
    },
    /// The handler has run.
    End,
}

/// How a delivery is settled.
#[derive(Clone, Debug)]
pub(super) enum Settle {
    Ack { multiple: bool },
    Nack { multiple: bool, requeue: Expression },
    Reject { requeue: Expression },
}

/// A publish made ready.
#[derive(Clone, Debug)]
pub(super) struct PublishPlan {
    pub exchange: Text,
    pub key: Text,
    pub mandatory: bool,
    pub content: ContentPlan,
}

/// Properties and body.
#[derive(Clone, Debug)]
pub(super) enum ContentPlan {
    Fixed(ContentId),
    Evaluated(Box<Recipe>),
}

/// What a content is made from each time.
#[derive(Clone, Debug)]
pub(super) struct Recipe {
    pub persistent: bool,
    pub body: Option<Expression>,
    /// The delivery whose content it begins with.
    pub like: Option<Expression>,
    pub properties: Vec<(Property, Expression)>,
}

/// A command that the broker answers.
#[derive(Clone, Debug)]
pub(super) enum Request {
    DeclareQueue {
        queue: Text,
        passive: bool,
        durable: bool,
        exclusive: bool,
        auto_delete: bool,
        arguments: Arguments,
    },
    DeclareExchange {
        exchange: Text,
        kind: Text,
        passive: bool,
        durable: bool,
        auto_delete: bool,
        internal: bool,
        arguments: Arguments,
    },
    Bind {
        to_exchange: bool,
        destination: Text,
        source: Text,
        key: Text,
        arguments: Arguments,
    },
    Unbind {
        to_exchange: bool,
        destination: Text,
        source: Text,
        key: Text,
        arguments: Arguments,
    },
    Cancel {
        tag: Text,
    },
    Commit,
    Rollback,
}

/// A table of arguments.
#[derive(Clone, Debug)]
pub(super) enum Arguments {
    Fixed(Arc<Table>),
    Evaluated(Expression),
}

impl ActorPlan {
    /// The handler of a trigger that there is at most one of.
    pub fn handler(&self, trigger: TriggerPlan) -> Option<u16> {
        self.handlers
            .iter()
            .position(|handler| handler.trigger == trigger)
            .map(|at| at as u16)
    }
}
