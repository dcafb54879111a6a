//! What an actor does once it is connected: the program and the subscription that a person would write first.

use crate::base::gather::Gather;
use crate::base::value::Value;
use crate::model::actor::{Actor, Subscription};
use crate::model::edit::lines;
use crate::model::edit::names::as_template;
use crate::model::edit::route::Route;
use crate::model::expression::Expression;
use crate::model::program::{Program, Property, Publish, StatementKind};

/// How often a new producer publishes, how many times, and how long a new consumer works on a message.
const PUBLISH_EVERY_MS: u64 = 1000;
const PUBLISH_COUNT: u32 = 20;
const WORK_MS: u64 = 400;

/// Lets an actor publish. One that takes deliveries sends each of them on; another publishes again and again.
pub fn publish(actor: &mut Actor, exchange: &str, route: Route) {
    let mut publish = Publish::new(Expression::text(exchange));
    publish.key = Expression::text(&route.key);
    if !route.headers.is_empty() {
        let headers = Expression::Constant(Value::Table(route.headers));
        publish.properties.push((Property::Headers, headers));
    }
    let mut onward = publish.clone();
    onward.body = Some(Expression::Name("body".into()));
    onward.persistent = true;
    if !lines::insert_before_ack(&mut actor.program, &StatementKind::Publish(onward)) {
        let more = Program::producer(publish, PUBLISH_EVERY_MS, PUBLISH_COUNT);
        lines::append(&mut actor.program, more);
    }
}

/// Lets an actor consume: one message at a time, acked when its work is done.
pub fn consume(actor: &mut Actor, queue: &str) {
    let subscription = Subscription {
        queue: as_template(queue),
        prefetch: 1,
        ..Subscription::default()
    };
    subscribe(actor, subscription);
}

/// Gives an actor a subscription, and a handler where none takes its deliveries.
pub fn subscribe(actor: &mut Actor, subscription: Subscription) {
    if !lines::has_handler(&actor.program, &subscription.queue, &subscription.tag) {
        let more = Program::consumer(&subscription.queue, WORK_MS);
        lines::append(&mut actor.program, more);
    }
    actor.consumes.push(subscription);
}

/// Takes the subscriptions of a queue away, with the handlers that were for them alone.
pub fn unsubscribe(actor: &mut Actor, queue: &str) -> Vec<Subscription> {
    let all = std::mem::take(&mut actor.consumes);
    let (gone, kept) = all
        .into_iter()
        .partition(|subscription| reads(subscription, queue));
    actor.consumes = kept;
    lines::drop_orphans(actor);
    gone
}

/// Whether a subscription is of this queue, whatever its variables.
pub fn reads(subscription: &Subscription, queue: &str) -> bool {
    Expression::parse_template(&subscription.queue) == Ok(Expression::text(queue))
}

/// The subscriptions of a queue.
pub fn subscriptions<'a>(actor: &'a Actor, queue: &str) -> Vec<&'a Subscription> {
    let of_queue = actor
        .consumes
        .iter()
        .filter(|subscription| reads(subscription, queue));
    of_queue.gather()
}
