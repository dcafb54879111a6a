//! The books of an auditor who only hears the events: which copies of which messages must be where. A copy enters by
//! `Enqueued`, and leaves by exactly one event that says why.

use std::collections::{BTreeMap, BTreeSet};
use warren::broker::event::DiscardCause;
use warren::broker::{Event as Fact, MessageHandle, Place, QueueId};
use warren::world::{Event, World};

/// Where the auditor believes a copy to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ready,
    Unacked,
    /// Went out to a consumer that needs no ack, or was taken by one; an `Acked` has to follow at once.
    Out,
}

/// The books.
#[derive(Debug, Default)]
pub struct Ledger {
    copies: BTreeMap<(MessageHandle, QueueId), State>,
    /// All copies that ever entered a queue.
    entered: BTreeSet<(MessageHandle, QueueId)>,
    complaint: Option<String>,
}

impl Ledger {
    /// Enters what happened.
    pub fn enter(&mut self, events: &[Event]) {
        for event in events {
            if let Event::Broker(fact) = event {
                self.enter_fact(fact);
            }
        }
    }

    fn enter_fact(&mut self, fact: &Fact) {
        match *fact {
            Fact::Enqueued { message, queue, .. } => self.enters(message, queue),
            Fact::Dispatched { message, queue, .. } | Fact::Got { message, queue, .. } => {
                self.moves(message, queue, &[State::Ready], State::Out)
            }
            Fact::Requeued { message, queue, .. } => {
                self.moves(message, queue, &[State::Unacked, State::Out], State::Ready)
            }
            Fact::Acked { message, queue, .. } => self.leaves(message, queue, &[State::Unacked, State::Out]),
            Fact::Rejected {
                message,
                queue,
                requeue: false,
                ..
            } => self.leaves(message, queue, &[State::Unacked, State::Out]),
            Fact::Expired { message, queue } | Fact::Dropped { message, queue } => {
                self.leaves(message, queue, &[State::Ready])
            }
            // A dead letter that was stopped on its way, or whose queue went meanwhile, never entered.
            Fact::Discarded {
                message,
                queue,
                cause: DiscardCause::QueueGone | DiscardCause::EndlessLoop,
            } if !self.entered.contains(&(message, queue)) => {}
            Fact::Discarded { message, queue, .. } => {
                self.leaves(message, queue, &[State::Ready, State::Unacked, State::Out])
            }
            _ => {}
        }
    }

    fn enters(&mut self, message: MessageHandle, queue: QueueId) {
        let before = self.copies.insert((message, queue), State::Ready);
        if !self.entered.insert((message, queue)) || before.is_some() {
            self.complain(format!("{message:?} entered {queue:?} twice"));
        }
    }

    fn moves(&mut self, message: MessageHandle, queue: QueueId, from: &[State], to: State) {
        match self.copies.get_mut(&(message, queue)) {
            Some(state) if from.contains(state) => *state = to,
            other => {
                let complaint = format!("{message:?} of {queue:?} cannot become {to:?}: it is {other:?}");
                self.complain(complaint);
            }
        }
    }

    fn leaves(&mut self, message: MessageHandle, queue: QueueId, from: &[State]) {
        let state = self.copies.remove(&(message, queue));
        if !state.is_some_and(|state| from.contains(&state)) {
            self.complain(format!("{message:?} left {queue:?}, but it was {state:?}"));
        }
    }

    fn complain(&mut self, complaint: String) {
        self.complaint.get_or_insert(complaint);
    }

    /// Compares the books with what the broker holds.
    pub fn audit(&mut self, world: &World) -> Result<(), String> {
        if let Some(complaint) = &self.complaint {
            return Err(complaint.clone());
        }
        let mut held = BTreeMap::new();
        for copy in world.broker().copies() {
            let state = match copy.place {
                Place::Ready => State::Ready,
                Place::Unacked(_) => State::Unacked,
            };
            if held.insert((copy.message, copy.queue), state).is_some() {
                return Err(format!("{:?} is in {:?} twice", copy.message, copy.queue));
            }
        }
        for state in self.copies.values_mut() {
            if *state == State::Out {
                *state = State::Unacked;
            }
        }
        if held != self.copies {
            return Err(format!(
                "the broker holds {held:?}, the books say {:?}",
                self.copies
            ));
        }
        Ok(())
    }
}
