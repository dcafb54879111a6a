//! Dead-lettering: a message that dies is published anew to its queue's dead-letter exchange (R-DL-1, R-DL-2). Nobody's
//! rights are asked, nobody confirms, and an internal exchange will do.
//!
//! Dead letters reach their queues after the command that killed them has done everything else, in order of dying, as
//! they travel between RabbitMQ's processes.

use super::Broker;
use super::content::Copies;
use super::context::Context;
use super::event::{DeathReason, DiscardCause, Event, NoDeadLetter};
use super::handle::{MessageHandle, QueueId};
use super::message::Message;
use super::reason::Reason;
use super::routing::Step;
use super::x_death::{self, Death};
use std::collections::VecDeque;

/// Dead letters on their way to queues. Empty between commands.
#[derive(Clone, Debug, Default)]
pub(super) struct Cascade {
    pending: VecDeque<Falling>,
    /// How many deaths without any time between them led to the message that is being handled.
    depth: u32,
    /// How many deep ones there were.
    deep: u32,
}

#[derive(Clone, Copy, Debug)]
struct Falling {
    message: MessageHandle,
    queue: QueueId,
    depth: u32,
}

/// A dead letter that dies this often without any time passing goes round for ever in RabbitMQ.
const MAX_DEPTH: u32 = 64;
/// Dead letters that multiply: so many below the eighth death, and no more.
const DEEP: u32 = 8;
const MAX_DEEP: u32 = 65_536;

impl Broker {
    /// A message that has left `queue` for `reason` becomes a dead letter, where the queue has somewhere to send it.
    pub(super) fn die(
        &mut self,
        cx: &mut Context,
        queue: QueueId,
        message: MessageHandle,
        reason: DeathReason,
    ) {
        let settings = self.topology.queue(queue);
        let Some(exchange_name) = settings.effective.dead_letter_exchange else {
            return self.tell_discarded(cx, queue, message, reason);
        };
        let Some(exchange) = self.topology.find_exchange(settings.vhost, exchange_name) else {
            cx.event(Event::DeadLetterDiscarded {
                message,
                queue,
                reason,
                why: NoDeadLetter::ExchangeMissing,
            });
            return;
        };
        let (dead, count) = self.dead_letter(cx, queue, message, reason);
        cx.event(Event::DeadLettered {
            from: message,
            to: dead,
            queue,
            exchange,
            reason,
            count,
        });
        let route = self.route(cx, exchange, dead);
        let mut reached = false;
        for at in route.steps() {
            match self.routes.step(at) {
                Step::Event(event) => cx.event(event.of(dead)),
                Step::Queue(target) => {
                    reached = true;
                    self.fall(cx, dead, target, reason);
                }
            }
        }
        self.routes.done(route);
        if !reached {
            cx.event(Event::Unroutable {
                message: dead,
                exchange,
            });
        }
    }

    pub(super) fn tell_discarded(
        &self,
        cx: &mut Context,
        queue: QueueId,
        message: MessageHandle,
        reason: DeathReason,
    ) {
        cx.event(Event::DeadLetterDiscarded {
            message,
            queue,
            reason,
            why: NoDeadLetter::NotConfigured,
        });
    }

    /// Makes the dead letter; its x-death count for this queue and reason.
    fn dead_letter(
        &mut self,
        cx: &mut Context,
        queue: QueueId,
        handle: MessageHandle,
        reason: DeathReason,
    ) -> (MessageHandle, u32) {
        let message = *self.messages.get(handle);
        let settings = self.topology.queue(queue);
        let new_key = settings.effective.dead_letter_routing_key;
        let death = Death {
            reason,
            queue: self.names.text(settings.name),
            now: cx.now,
            exchange: self.names.text(message.exchange),
            routing_key: self.names.text(message.routing_key),
            rerouted: new_key.is_some(),
        };
        let (content, count) = x_death::dead_content(self.contents.content(message.content), &death);
        let copies = match new_key {
            Some(_) => Copies::None,
            None => self.contents.facts(message.content).copies.clone(),
        };
        let exchange = settings.effective.dead_letter_exchange.unwrap_or_default();
        let content = self
            .contents
            .register_with_copies(content, copies, &mut self.names);
        let dead = self.messages.add(Message {
            label: message.label,
            exchange,
            routing_key: new_key.unwrap_or(message.routing_key),
            content,
            died: Some(handle),
        });
        (dead, count)
    }

    /// Sends a dead letter on its way to a queue, unless it goes in a circle (R-DL-7).
    fn fall(&mut self, cx: &mut Context, message: MessageHandle, queue: QueueId, reason: DeathReason) {
        let content = self.contents.content(self.messages.get(message).content);
        let name = self.names.text(self.topology.queue(queue).name);
        let cycle = x_death::is_cycle(&content.properties.headers, reason, name);
        cx.reason(|| Reason::CycleChecked {
            message,
            queue,
            reason,
            cycle,
        });
        if cycle {
            cx.event(Event::CycleDropped { message, queue });
            return;
        }
        let depth = self.cascade.depth + 1;
        self.cascade.deep += u32::from(depth > DEEP);
        if depth > MAX_DEPTH || self.cascade.deep > MAX_DEEP {
            cx.event(Event::Discarded {
                message,
                queue,
                cause: DiscardCause::EndlessLoop,
            });
            return;
        }
        self.cascade.pending.push_back(Falling {
            message,
            queue,
            depth,
        });
    }

    /// Ends a command: dead letters reach their queues, and those that die of it follow.
    pub(super) fn finish(&mut self, cx: &mut Context) {
        while let Some(falling) = self.cascade.pending.pop_front() {
            self.cascade.depth = falling.depth;
            if self.topology.queue(falling.queue).alive {
                self.offer(cx, falling.queue, falling.message);
            } else {
                cx.event(Event::Discarded {
                    message: falling.message,
                    queue: falling.queue,
                    cause: DiscardCause::QueueGone,
                });
            }
        }
        self.cascade.depth = 0;
        self.cascade.deep = 0;
    }
}
