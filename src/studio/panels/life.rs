//! The words for a moment in the life of a message.

use crate::explain::biography::{Moment, Then, What};
use crate::studio::panels::Rich;
use crate::text::{Argument, Text};
use crate::{entry, key};

impl Text {
    /// A moment of a message's life, in a few words.
    pub fn moment(&self, moment: &Moment) -> Rich {
        match &moment.what {
            What::Published { by, exchange } => self.entry(entry!(
                "life.published",
                by,
                exchange = Argument::exchange(exchange)
            )),
            What::Unroutable { exchange } => {
                self.entry(entry!("life.unroutable", exchange = Argument::exchange(exchange)))
            }
            What::Alternate { exchange, alternate } => {
                self.entry(entry!("life.alternate", exchange, alternate))
            }
            What::Returned { to } => self.entry(entry!("life.returned", to)),
            What::Enqueued { queue, for_ms: None } => self.entry(entry!("life.enqueued", queue)),
            What::Enqueued {
                queue,
                for_ms: Some(for_ms),
            } => self.entry(entry!("life.waited", queue, span = Argument::Span(*for_ms))),
            What::Delivered {
                to,
                redelivered: true,
                ..
            } => self.entry(entry!("life.redelivered", to)),
            What::Delivered { to, time: 0 | 1, .. } => self.entry(entry!("life.delivered", to)),
            What::Delivered { to, time, .. } => self.entry(entry!("life.delivered_again", to, time)),
            What::Fetched { by, queue } => self.entry(entry!("life.fetched", by, queue)),
            What::WorkedOn { by, for_ms } => {
                self.entry(entry!("life.worked", by, span = Argument::Span(*for_ms)))
            }
            What::Effect { by, what } => self.entry(entry!("life.effect", by, what)),
            What::Acked {
                by, automatic: true, ..
            } => self.entry(entry!("life.acked_automatically", by)),
            What::Acked {
                by, automatic: false, ..
            } => self.entry(entry!("life.acked", by)),
            What::Rejected { by, round, then, .. } => {
                self.then(self.entry(entry!("life.rejected", by, round)), then.as_ref())
            }
            What::Requeued { queue, .. } => self.entry(entry!("life.requeued", queue)),
            What::Expired { queue, then } => {
                self.then(self.entry(entry!("life.expired", queue)), then.as_ref())
            }
            What::Dropped { queue, then } => {
                self.then(self.entry(entry!("life.dropped", queue)), then.as_ref())
            }
            What::Refused { queue } => self.entry(entry!("life.refused", queue)),
            What::CycleDropped { queue } => self.entry(entry!("life.cycle", queue)),
            What::Discarded { queue, .. } => self.entry(entry!("life.discarded", queue)),
            What::Confirmed { to } => self.entry(entry!("life.confirmed", to)),
            What::RefusalArrived { to } => self.entry(entry!("life.refusal", to)),
            What::Lost { with } => self.entry(entry!("life.lost", with)),
        }
    }

    /// What became of it after it died.
    fn then(&self, what: Rich, then: Option<&Then>) -> Rich {
        let what = ("what", Argument::Pieces(what));
        match then {
            Some(Then::DeadLettered { exchange, .. }) => {
                let exchange = ("exchange", Argument::exchange(exchange));
                self.say(key!("life.then_dead_lettered"), &[what, exchange])
            }
            Some(Then::Gone(_)) | None => self.say(key!("life.then_gone"), &[what]),
        }
    }
}
