//! Where a message is at the end of a step's story: the question that the story answers.

use crate::base::ids::MessageId;
use crate::broker::Event as Fact;
use crate::explain::Label;
use crate::explain::details::deaths;
use crate::explain::story::Step;
use crate::explain::why::Outcome;
use crate::world::Event;

impl Step<'_> {
    /// A delivery that reached its consumer: why that consumer, was decided when it was sent.
    fn arrival(&self, message: MessageId) -> Option<Outcome> {
        let names = self.names();
        self.events.iter().find_map(|event| match event {
            Event::Delivered {
                actor,
                consumer,
                message: arrived,
                ..
            } if names.message(*arrived) == message => {
                let queue = names.queue_of(*consumer);
                Some(Outcome::Delivered {
                    to: names.actor(*actor),
                    queue,
                })
            }
            _ => None,
        })
    }

    pub(super) fn outcome(&self, message: MessageId) -> Outcome {
        let names = self.names();
        let mut entered: Vec<Label> = Vec::new();
        let mut outcome = self.arrival(message).unwrap_or(Outcome::Passed);
        for fact in self.facts(message) {
            match *fact {
                Fact::Enqueued { message, queue, .. } => {
                    let queue = names.queue(queue);
                    let before = deaths(names, message).iter().any(|(place, _)| *place == queue);
                    if !entered.contains(&queue) {
                        entered.push(queue.clone());
                    }
                    outcome = match before {
                        true => Outcome::WentBack(queue),
                        false => Outcome::Entered(entered.clone()),
                    };
                }
                Fact::Requeued { queue, .. } => outcome = Outcome::WentBack(names.queue(queue)),
                Fact::Dispatched { queue, consumer, .. } if entered.is_empty() => {
                    outcome = Outcome::Delivered {
                        to: names.consumer(consumer),
                        queue: names.queue(queue),
                    };
                }
                Fact::Got { queue, channel, .. } => {
                    outcome = Outcome::Delivered {
                        to: names.channel(channel),
                        queue: names.queue(queue),
                    };
                }
                Fact::Acked {
                    queue,
                    automatic: false,
                    ..
                } => {
                    outcome = Outcome::Settled {
                        queue: names.queue(queue),
                    };
                }
                Fact::Returned { channel, .. } => {
                    outcome = Outcome::Returned {
                        to: names.channel(channel),
                    }
                }
                Fact::RefusedFull { queue, .. } => {
                    outcome = Outcome::Refused {
                        queue: names.queue(queue),
                    }
                }
                Fact::Unroutable { .. }
                | Fact::DeadLetterDiscarded { .. }
                | Fact::CycleDropped { .. }
                | Fact::Discarded { .. }
                | Fact::ChannelClosed { .. } => outcome = Outcome::Gone,
                _ => {}
            }
        }
        outcome
    }
}
