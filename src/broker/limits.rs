//! Length limits and what happens at them (R-ML-1 to R-ML-3). Only ready messages count.

use super::Broker;
use super::context::Context;
use super::event::{DeathReason, Event};
use super::handle::{MessageHandle, QueueId};
use super::reason::Reason;
use super::view::{Effective, Overflow};

impl Effective {
    fn has_limit(&self) -> bool {
        self.max_length.is_some() || self.max_length_bytes.is_some()
    }

    fn is_over(&self, length: u64, bytes: u64) -> bool {
        self.max_length.is_some_and(|max| length > max)
            || self.max_length_bytes.is_some_and(|max| bytes > max)
    }
}

impl Broker {
    /// Whether a full queue refuses a publish, before any consumer is tried (R-ML-3).
    pub(super) fn refuses(&mut self, cx: &mut Context, queue: QueueId, message: MessageHandle) -> bool {
        let effective = &self.topology.queue(queue).effective;
        if effective.overflow == Overflow::DropHead || !effective.has_limit() {
            return false;
        }
        let effective = *effective;
        let ready = &self.queues[queue.index()].ready;
        let size = self.contents.facts(self.messages.get(message).content).size;
        let (length, bytes) = (u64::from(ready.len()) + 1, ready.bytes + u64::from(size));
        let over = effective.is_over(length, bytes);
        cx.reason(|| Reason::LimitChecked {
            queue,
            message,
            length,
            bytes,
            over,
        });
        if !over {
            return false;
        }
        cx.event(Event::RefusedFull { message, queue });
        if effective.overflow == Overflow::RejectPublishDlx {
            self.die(cx, queue, message, DeathReason::MaxLength);
        }
        true
    }

    /// Drops from the head until the queue is within its limit; whether anything was dropped (R-ML-1, R-PR-2).
    pub(super) fn drop_over_limit(&mut self, cx: &mut Context, queue: QueueId) -> bool {
        let effective = &self.topology.queue(queue).effective;
        if effective.overflow != Overflow::DropHead || !effective.has_limit() {
            return false;
        }
        let effective = *effective;
        self.drop_over(cx, queue, &effective)
    }

    /// The same by limits that are just being set.
    pub(super) fn drop_over(&mut self, cx: &mut Context, queue: QueueId, effective: &Effective) -> bool {
        let mut dropped = false;
        while let Some(head) = self.queues[queue.index()].ready.head() {
            let ready = &self.queues[queue.index()].ready;
            let (length, bytes) = (u64::from(ready.len()), ready.bytes);
            let message = head.message;
            let over = effective.is_over(length, bytes);
            cx.reason(|| Reason::LimitChecked {
                queue,
                message,
                length,
                bytes,
                over,
            });
            if !over {
                break;
            }
            self.pop_head(queue);
            cx.event(Event::Dropped { message, queue });
            self.die(cx, queue, message, DeathReason::MaxLength);
            dropped = true;
        }
        dropped
    }
}
