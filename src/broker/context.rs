//! What every operation carries: the time, where frames and events go, and who watches.

use super::event::Event;
use super::output::{Frame, Output};
use super::reason::Reason;
use crate::base::ids::{ChannelId, ConnectionId, MessageId};
use crate::base::time::Ms;

pub(super) struct Context<'a> {
    pub now: Ms,
    pub output: &'a mut Output,
    /// The message whose publish failed: a channel closes for it.
    pub failed: Option<MessageId>,
}

impl<'a> Context<'a> {
    pub(super) fn new(now: Ms, output: &'a mut Output) -> Self {
        Context {
            now,
            output,
            failed: None,
        }
    }

    pub(super) fn event(&mut self, event: Event) {
        self.output.events.push(event);
    }

    pub(super) fn frame(&mut self, connection: ConnectionId, channel: ChannelId, frame: Frame) {
        self.output.frame(connection, channel, frame);
    }

    /// Whether anybody watches. The broker does extra work (trying each binding alone) only then.
    pub(super) fn is_watched(&self) -> bool {
        self.output.reasons.is_some()
    }

    /// Tells a reason; it is made up only when somebody watches.
    pub(super) fn reason(&mut self, reason: impl FnOnce() -> Reason) {
        if let Some(reasons) = &mut self.output.reasons {
            reasons.push(reason());
        }
    }
}
