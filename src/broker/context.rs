//! What every operation carries: the time, where frames and events go, and who watches.

use super::event::Event;
use super::observer::{Observer, Reason};
use super::output::{Frame, Output};
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::time::Ms;

pub(super) struct Context<'a, O: Observer> {
    pub now: Ms,
    pub output: &'a mut Output,
    pub observer: &'a mut O,
}

impl<'a, O: Observer> Context<'a, O> {
    pub(super) fn new(now: Ms, output: &'a mut Output, observer: &'a mut O) -> Self {
        Context {
            now,
            output,
            observer,
        }
    }

    pub(super) fn event(&mut self, event: Event) {
        self.output.events.push(event);
    }

    pub(super) fn frame(&mut self, connection: ConnectionId, channel: ChannelId, frame: Frame) {
        self.output.frame(connection, channel, frame);
    }

    /// Tells a reason; it is made up only when somebody watches.
    pub(super) fn observe(&mut self, reason: impl FnOnce() -> Reason) {
        if O::WATCHES {
            self.observer.observe(reason());
        }
    }
}
