//! What can happen next. A choice names the document's things and carries no time: the world knows when each is due.
//!
//! Choices are small and `Copy`, they are what a journal keeps and what a run file holds, so their order and their
//! meaning never depend on how the world came to be where it is.

use crate::base::ids::ActorId;
use crate::model::script::Action;

/// One atomic thing that can happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// The broker's earliest deadline passes: a message expires, an unused queue goes.
    Deadline,
    /// What was sent first on the actor's connection arrives at the broker.
    ArriveAtBroker(ActorId),
    /// What the broker sent first on the actor's connection arrives at the actor.
    ArriveAtActor(ActorId),
    /// The next visible statement of the actor's program runs.
    Run(ActorId),
    /// The next statement is one that fails by chance, and does.
    RunFailing(ActorId),
    /// A timer of the actor goes off: an `every`, the end of work, a reconnection.
    Timer(ActorId, Timer),
    /// The next line of the document's script happens.
    Script,
    /// A person does something by hand.
    Hand(ActorId, Hand),
}

/// The timers that an actor can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// The `on every` trigger of this position in the program.
    Every(u16),
    /// The end of the work or the wait that the running statement began.
    Awake,
    /// The broker notices that the actor's connection was cut.
    BrokerNotices,
    /// The actor notices that its connection was cut.
    ActorNotices,
    /// The actor opens its closed connection or channel again.
    Reopen,
}

/// What a person can do to an actor by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hand {
    /// Publishes what the actor's form says.
    Send,
    /// Acknowledges the delivery with this position among those in the actor's hands.
    Ack(u16),
    /// Rejects it, and asks for it to be requeued.
    Requeue(u16),
    /// Rejects it for good.
    Reject(u16),
    /// The process dies: what it held in memory is gone.
    Crash,
    /// The process starts, again or for the first time.
    Restart,
    /// The connection is cut; each side notices in its own time.
    Cut,
}

impl Hand {
    /// What a line of a script is by hand; `None` for what is done to no actor.
    pub fn of(action: &Action) -> Option<Hand> {
        match action {
            Action::Crash(_) => Some(Hand::Crash),
            Action::Restart(_) => Some(Hand::Restart),
            Action::Cut(_) => Some(Hand::Cut),
            Action::Send(_) => Some(Hand::Send),
            Action::Ack(_) => Some(Hand::Ack(0)),
            Action::Nack(_) => Some(Hand::Requeue(0)),
            Action::Reject(_) => Some(Hand::Reject(0)),
            Action::RestartBroker | Action::Unknown => None,
        }
    }
}
