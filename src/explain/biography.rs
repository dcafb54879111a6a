//! The life of a message from its publish to its end, over all steps that are known, also those still to come.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::event::{DiscardCause, NoDeadLetter};
use crate::broker::{ErrorCode, Event as Fact, MessageHandle, QueueId};
use crate::explain::Label;
use crate::explain::names::Names;
use crate::explain::why::Party;
use crate::run::tile;
use crate::world::{Event, World};

/// One moment of a message's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The step in which it happened.
    pub step: usize,
    pub at_ms: Ms,
    pub what: What,
}

/// What happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Published {
        by: Party,
        exchange: Label,
    },
    /// No queue took it.
    Unroutable {
        exchange: Label,
    },
    Alternate {
        exchange: Label,
        alternate: Label,
    },
    Returned {
        to: Party,
    },
    /// It entered a queue. Once it has gone on, how long it stayed.
    Enqueued {
        queue: Label,
        for_ms: Option<Ms>,
    },
    /// It arrived at a consumer, for the how many-th time there.
    Delivered {
        to: Party,
        queue: Label,
        redelivered: bool,
        time: u32,
    },
    Fetched {
        by: Party,
        queue: Label,
    },
    /// Somebody works on it.
    WorkedOn {
        by: Party,
        for_ms: Ms,
    },
    Effect {
        by: Party,
        what: Label,
    },
    Acked {
        by: Party,
        queue: Label,
        automatic: bool,
    },
    /// For good, for the how many-th time.
    Rejected {
        by: Party,
        queue: Label,
        round: u32,
        then: Option<Then>,
    },
    /// It is ready again, at its old place.
    Requeued {
        queue: Label,
        for_ms: Option<Ms>,
    },
    Expired {
        queue: Label,
        then: Option<Then>,
    },
    /// As the head of a queue over its limit.
    Dropped {
        queue: Label,
        then: Option<Then>,
    },
    Refused {
        queue: Label,
    },
    CycleDropped {
        queue: Label,
    },
    /// Its publish was an error.
    TurnedAway {
        by: Party,
        code: ErrorCode,
    },
    Discarded {
        queue: Label,
        cause: DiscardCause,
    },
    Confirmed {
        to: Party,
    },
    RefusalArrived {
        to: Party,
    },
    /// Lost on the way, with a connection.
    Lost {
        with: Party,
    },
}

/// Where a dead message went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    DeadLettered { exchange: Label },
    Gone(NoDeadLetter),
}

/// A life as it is being read, step by step.
pub(super) struct Life {
    message: MessageId,
    moments: Vec<Moment>,
    /// Copies that stay in a queue, with the moment in which they entered.
    stays: Vec<(MessageHandle, QueueId, usize)>,
}

impl Life {
    pub fn of(message: MessageId) -> Life {
        Life {
            message,
            moments: Vec::new(),
            stays: Vec::new(),
        }
    }

    /// Reads a step; `world` is the one after it.
    pub fn read(&mut self, world: &World, events: &[Event], step: usize) {
        for event in events {
            if tile::message_of(world, event) == Some(self.message) {
                self.read_event(Names(world), event, step);
            }
        }
    }

    /// The moments. What went on at once has no stay to tell of.
    pub fn finish(mut self) -> Vec<Moment> {
        let passing = |moment: &Moment| matches!(moment.what, What::Enqueued { for_ms: Some(0), .. });
        self.moments.retain(|moment| !passing(moment));
        self.moments
    }

    fn add(&mut self, names: Names, step: usize, what: What) {
        self.moments.push(Moment {
            step,
            at_ms: names.0.now(),
            what,
        });
    }

    fn read_event(&mut self, names: Names, event: &Event, step: usize) {
        let what = match *event {
            Event::Broker(ref fact) => return self.read_fact(names, fact, step),
            Event::Delivered {
                actor,
                consumer,
                redelivered,
                ..
            } => {
                let queue = names.queue_of(consumer);
                let to = names.actor(actor);
                let time = 1 + self.deliveries_to(&to);
                What::Delivered {
                    to,
                    queue,
                    redelivered,
                    time,
                }
            }
            Event::Fetched { actor, queue, .. } => What::Fetched {
                by: names.actor(actor),
                queue: names.queue(queue),
            },
            Event::Works { actor, for_ms, .. } => What::WorkedOn {
                by: names.actor(actor),
                for_ms,
            },
            Event::Effect { actor, what, .. } => What::Effect {
                by: names.actor(actor),
                what: names.text(what),
            },
            Event::ConfirmArrived { actor, .. } => What::Confirmed {
                to: names.actor(actor),
            },
            Event::RefusalArrived { actor, .. } => What::RefusalArrived {
                to: names.actor(actor),
            },
            Event::ReturnArrived { actor, .. } => What::Returned {
                to: names.actor(actor),
            },
            Event::Lost { actor, .. } => What::Lost {
                with: names.actor(actor),
            },
            Event::Sent { .. }
            | Event::FetchedNothing { .. }
            | Event::CancelArrived { .. }
            | Event::ChannelClosedArrived { .. }
            | Event::ConnectionClosedArrived { .. }
            | Event::Waits { .. }
            | Event::Failed { .. }
            | Event::NotSent { .. }
            | Event::Crashed { .. }
            | Event::Restarted { .. }
            | Event::Cut { .. }
            | Event::Disconnected { .. }
            | Event::Connected { .. }
            | Event::ConnectionRefused { .. } => return,
        };
        self.add(names, step, what);
    }

    fn read_fact(&mut self, names: Names, fact: &Fact, step: usize) {
        let what = match *fact {
            Fact::Published {
                exchange, channel, ..
            } => What::Published {
                by: names.channel(channel),
                exchange: names.exchange(exchange),
            },
            Fact::Unroutable { exchange, .. } => What::Unroutable {
                exchange: names.exchange(exchange),
            },
            Fact::AlternateUsed { from, to, .. } => What::Alternate {
                exchange: names.exchange(from),
                alternate: names.exchange(to),
            },
            Fact::Enqueued { message, queue, .. } => {
                self.stays.push((message, queue, self.moments.len()));
                What::Enqueued {
                    queue: names.queue(queue),
                    for_ms: None,
                }
            }
            Fact::Requeued { message, queue, .. } => {
                self.stays.push((message, queue, self.moments.len()));
                What::Requeued {
                    queue: names.queue(queue),
                    for_ms: None,
                }
            }
            Fact::Dispatched { message, queue, .. } | Fact::Got { message, queue, .. } => {
                return self.leave(names, message, queue);
            }
            Fact::Acked {
                queue,
                channel,
                automatic,
                ..
            } => What::Acked {
                by: names.channel(channel),
                queue: names.queue(queue),
                automatic,
            },
            Fact::Rejected {
                queue,
                channel,
                requeue: false,
                ..
            } => {
                let queue = names.queue(queue);
                let round = 1 + self.rejections_in(&queue);
                What::Rejected {
                    by: names.channel(channel),
                    queue,
                    round,
                    then: None,
                }
            }
            Fact::Expired { message, queue } => {
                self.leave(names, message, queue);
                What::Expired {
                    queue: names.queue(queue),
                    then: None,
                }
            }
            Fact::Dropped { message, queue } => {
                self.leave(names, message, queue);
                What::Dropped {
                    queue: names.queue(queue),
                    then: None,
                }
            }
            Fact::RefusedFull { queue, .. } => What::Refused {
                queue: names.queue(queue),
            },
            Fact::DeadLettered { exchange, .. } => {
                return self.then(Then::DeadLettered {
                    exchange: names.exchange(exchange),
                });
            }
            Fact::DeadLetterDiscarded { why, .. } => return self.then(Then::Gone(why)),
            Fact::CycleDropped { queue, .. } => What::CycleDropped {
                queue: names.queue(queue),
            },
            Fact::Discarded {
                message,
                queue,
                cause,
            } => {
                self.leave(names, message, queue);
                What::Discarded {
                    queue: names.queue(queue),
                    cause,
                }
            }
            Fact::ChannelClosed {
                channel,
                code: Some(code),
                ..
            } => What::TurnedAway {
                by: names.channel(channel),
                code,
            },
            // Told where they arrive, or by what they lead to.
            Fact::Rejected { requeue: true, .. }
            | Fact::Routed { .. }
            | Fact::Returned { .. }
            | Fact::Confirmed { .. }
            | Fact::Refused { .. }
            | Fact::ExchangeDeclared { .. }
            | Fact::ExchangeDeleted { .. }
            | Fact::QueueDeclared { .. }
            | Fact::QueueDeleted { .. }
            | Fact::Bound { .. }
            | Fact::Unbound { .. }
            | Fact::ConsumerAdded { .. }
            | Fact::ConsumerActivated { .. }
            | Fact::ConsumerEnded { .. }
            | Fact::Purged { .. }
            | Fact::Committed { .. }
            | Fact::RolledBack { .. }
            | Fact::PolicySet { .. }
            | Fact::PolicyCleared { .. }
            | Fact::ConnectionOpened { .. }
            | Fact::ConnectionClosed { .. }
            | Fact::ChannelOpened { .. }
            | Fact::ChannelClosed { code: None, .. }
            | Fact::Restarted => return,
        };
        self.add(names, step, what);
    }

    /// A copy goes on: its stay is over.
    fn leave(&mut self, names: Names, message: MessageHandle, queue: QueueId) {
        let Some(at) = self
            .stays
            .iter()
            .position(|(copy, place, _)| (*copy, *place) == (message, queue))
        else {
            return;
        };
        let (_, _, entered) = self.stays.swap_remove(at);
        let stay = names.0.now() - self.moments[entered].at_ms;
        if let What::Enqueued { for_ms, .. } | What::Requeued { for_ms, .. } = &mut self.moments[entered].what
        {
            *for_ms = Some(stay);
        }
    }

    /// Says of the newest death where it led.
    fn then(&mut self, led: Then) {
        for moment in self.moments.iter_mut().rev() {
            if let What::Rejected { then, .. } | What::Expired { then, .. } | What::Dropped { then, .. } =
                &mut moment.what
                && then.is_none()
            {
                *then = Some(led);
                return;
            }
        }
    }

    fn deliveries_to(&self, party: &Party) -> u32 {
        let there = |moment: &&Moment| matches!(&moment.what, What::Delivered { to, .. } if to == party);
        self.moments.iter().filter(there).count() as u32
    }

    fn rejections_in(&self, place: &Label) -> u32 {
        let there = |moment: &&Moment| matches!(&moment.what, What::Rejected { queue, .. } if queue == place);
        self.moments.iter().filter(there).count() as u32
    }
}
