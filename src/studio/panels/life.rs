//! The words for a moment in the life of a message.

use crate::entry;
use crate::explain::biography::{Moment, Then, What};
use crate::studio::panels::Rich;
use crate::text::{Argument, Entry, Text, error};

impl Text {
    /// A moment of a message's life, in a few words.
    pub fn moment(&self, moment: &Moment) -> Rich {
        let entry = match &moment.what {
            What::Published { by, exchange } => {
                entry!("life.published", by, exchange = Argument::exchange(exchange))
            }
            What::Unroutable { exchange } => {
                entry!("life.unroutable", exchange = Argument::exchange(exchange))
            }
            What::Alternate { exchange, alternate } => {
                entry!("life.alternate", exchange, alternate)
            }
            What::Returned { to } => entry!("life.returned", to),
            What::Enqueued { queue, for_ms: None } => entry!("life.enqueued", queue),
            What::Enqueued {
                queue,
                for_ms: Some(for_ms),
            } => entry!("life.waited", queue, span = Argument::Span(*for_ms)),
            What::Delivered {
                to,
                redelivered: true,
                ..
            } => entry!("life.redelivered", to),
            What::Delivered { to, time: 0 | 1, .. } => entry!("life.delivered", to),
            What::Delivered { to, time, .. } => entry!("life.delivered_again", to, time),
            What::Fetched { by, queue } => entry!("life.fetched", by, queue),
            What::WorkedOn { by, for_ms } => {
                entry!("life.worked", by, span = Argument::Span(*for_ms))
            }
            What::Effect { by, what } => entry!("life.effect", by, what),
            What::Acked {
                by, automatic: true, ..
            } => entry!("life.acked_automatically", by),
            What::Acked {
                by, automatic: false, ..
            } => entry!("life.acked", by),
            What::Rejected { by, round, then, .. } => {
                self.then(entry!("life.rejected", by, round), then.as_ref())
            }
            What::Requeued { queue, .. } => entry!("life.requeued", queue),
            What::Expired { queue, then } => self.then(entry!("life.expired", queue), then.as_ref()),
            What::Dropped { queue, then } => self.then(entry!("life.dropped", queue), then.as_ref()),
            What::Refused { queue } => entry!("life.refused", queue),
            What::CycleDropped { queue } => entry!("life.cycle", queue),
            What::TurnedAway { by, code } => {
                entry!("life.turned_away", by, code = error::code(code.number()))
            }
            What::Discarded { queue, .. } => entry!("life.discarded", queue),
            What::Confirmed { to } => entry!("life.confirmed", to),
            What::RefusalArrived { to } => entry!("life.refusal", to),
            What::Lost { with } => entry!("life.lost", with),
        };
        self.say(entry)
    }

    /// What became of it after it died.
    fn then<'a>(&self, what: Entry<'a>, then: Option<&'a Then>) -> Entry<'a> {
        let what = Argument::Pieces(self.say(what));
        match then {
            Some(Then::DeadLettered { exchange, .. }) => {
                entry!(
                    "life.then_dead_lettered",
                    what = what,
                    exchange = Argument::exchange(exchange)
                )
            }
            Some(Then::Gone(_)) | None => entry!("life.then_gone", what = what),
        }
    }
}
