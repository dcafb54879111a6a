//! Time: messages' time to live (R-TTL-1 to R-TTL-7), queues that nobody uses (R-XP-1), and the deadlines of both.

use super::Broker;
use super::agenda::Timer;
use super::content::Expiration;
use super::context::Context;
use super::event::{DeathReason, Event, QueueEnd};
use super::handle::{MessageHandle, QueueId};
use super::output::Output;
use super::ready::NEVER;
use super::reason::Reason;
use crate::base::time::Ms;

impl Broker {
    /// When the next deadline comes: a head's time to live or a queue's expiry.
    pub fn next_deadline(&self) -> Option<Ms> {
        self.agenda.next().map(|(due, _)| due)
    }

    /// Fires the earliest deadline if it is due; whether it was. A deadline that equals the clock has passed.
    pub fn fire_deadline(&mut self, now: Ms, output: &mut Output) -> bool {
        let Some((due, timer)) = self.agenda.next() else {
            return false;
        };
        if due > now {
            return false;
        }
        self.agenda.set(timer, None);
        let mut cx = Context::new(now, output);
        match timer {
            Timer::Head(queue) => self.drop_expired(&mut cx, queue),
            Timer::Unused(queue) => {
                if self.queues[queue.index()].consumers.is_empty() {
                    self.delete_queue(&mut cx, queue, QueueEnd::Unused);
                }
            }
        }
        self.finish(&mut cx);
        true
    }

    /// The moment at which a message expires in a queue: the lower time to live counts, from its arrival (R-TTL-2).
    pub(super) fn deadline(&mut self, cx: &mut Context, queue: QueueId, message: MessageHandle) -> Ms {
        let queue_ttl_ms = self.topology.queue(queue).effective.message_ttl_ms;
        let facts = self.contents.facts(self.messages.get(message).content);
        let message_ttl_ms = match facts.expiration {
            Expiration::After(ms) => Some(ms),
            Expiration::Absent | Expiration::Invalid => None,
        };
        let ttl_ms = match (queue_ttl_ms, message_ttl_ms) {
            (None, None) => return NEVER,
            (Some(queue_ttl), Some(message_ttl)) => queue_ttl.min(message_ttl),
            (Some(ttl), None) | (None, Some(ttl)) => ttl,
        };
        let deadline = cx.now.saturating_add(ttl_ms);
        cx.reason(|| Reason::DeadlineComputed {
            message,
            queue,
            queue_ttl_ms,
            message_ttl_ms,
            deadline: Some(deadline),
        });
        deadline
    }

    /// Drops what has expired at the head, and sets the timer for the first that has not (R-TTL-3).
    pub(super) fn drop_expired(&mut self, cx: &mut Context, queue: QueueId) {
        loop {
            let head = self.queues[queue.index()].ready.head();
            let Some(head) = head else {
                self.stop_head_timer(queue);
                return;
            };
            if head.due > cx.now {
                if cx.is_watched() && head.due != NEVER {
                    self.observe_head(cx, queue, head.message, head.due);
                }
                self.set_head_timer(queue, head.due);
                return;
            }
            self.observe_head(cx, queue, head.message, head.due);
            self.pop_head(queue);
            let message = head.message;
            cx.event(Event::Expired { message, queue });
            self.die(cx, queue, message, DeathReason::Expired);
        }
    }

    fn observe_head(&self, cx: &mut Context, queue: QueueId, message: MessageHandle, due: Ms) {
        let expired = due <= cx.now;
        cx.reason(|| Reason::HeadChecked {
            queue,
            message,
            deadline: Some(due),
            expired,
        });
    }

    /// In an ordinary queue the timer is the head's deadline. In a priority queue RabbitMQ leaves a timer that is set and
    /// goes off sooner; that shows, because an overtaking message sets none.
    fn set_head_timer(&mut self, queue: QueueId, due: Ms) {
        let timer = Timer::Head(queue);
        let due = (due != NEVER).then_some(due);
        if self.topology.queue(queue).max_priority.is_none() {
            self.agenda.set(timer, due);
            return;
        }
        match (self.agenda.due(timer), due) {
            (None, Some(due)) => self.agenda.set(timer, Some(due)),
            (Some(set), Some(due)) if due + 1 < set => self.agenda.set(timer, Some(due)),
            (_, Some(_)) | (_, None) => {}
        }
    }

    pub(super) fn stop_head_timer(&mut self, queue: QueueId) {
        self.agenda.set(Timer::Head(queue), None);
    }

    /// The queue was used: its expiry counts anew, unless it has consumers (R-XP-1).
    pub(super) fn refresh_unused_timer(&mut self, now: Ms, queue: QueueId) {
        let settings = self.topology.queue(queue);
        if let Some(expires_ms) = settings.effective.expires_ms
            && settings.alive
            && self.queues[queue.index()].consumers.is_empty()
        {
            self.agenda
                .set(Timer::Unused(queue), Some(now.saturating_add(expires_ms)));
        }
    }

    pub(super) fn stop_unused_timer(&mut self, queue: QueueId) {
        self.agenda.set(Timer::Unused(queue), None);
    }
}
