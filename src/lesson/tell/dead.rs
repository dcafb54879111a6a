//! Where dead messages went, and which came back into their line.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::broker::event::NoDeadLetter;
use crate::broker::{Event as Fact, ExchangeId, MessageHandle, QueueId};
use crate::lesson::sentence::Consequence;
use crate::lesson::tell::consequence::{Later, each_once};

impl Later<'_> {
    /// Where the dead went.
    pub(super) fn of_deaths(&self) -> Option<Consequence> {
        self.cycle()
            .or_else(|| self.dead_lettered())
            .or_else(|| self.dead_end())
    }

    fn cycle(&self) -> Option<Consequence> {
        let names = self.told.names();
        self.facts.iter().find_map(|fact| match *fact {
            Fact::CycleDropped { message, queue } => Some(Consequence::Cycle {
                queue: names.queue(queue),
                message: names.message(message),
            }),
            _ => None,
        })
    }

    fn dead_lettered(&self) -> Option<Consequence> {
        let names = self.told.names();
        let dead: Vec<(MessageHandle, ExchangeId)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::DeadLettered { to, exchange, .. } => Some((to, exchange)),
                _ => None,
            })
            .gather();
        let &[(handle, exchange)] = dead.as_slice() else {
            let (_, exchange) = *dead.first()?;
            return Some(Consequence::DeadLetteredTogether {
                exchange: names.exchange(exchange),
                messages: each_once(&mut dead.iter().map(|(handle, _)| names.message(*handle))),
            });
        };
        let queues = self.queues(handle);
        let exchange = names.exchange(exchange);
        Some(match queues.is_empty() {
            true => Consequence::DeadLetterUnroutable {
                exchange,
                message: names.message(handle),
            },
            false => Consequence::DeadLettered {
                exchange,
                keys: self.keys(handle).unwrap_or_default(),
                queues,
            },
        })
    }

    fn dead_end(&self) -> Option<Consequence> {
        let names = self.told.names();
        let ends: Vec<(MessageId, QueueId, NoDeadLetter)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::DeadLetterDiscarded {
                    message, queue, why, ..
                } => Some((names.message(message), queue, why)),
                _ => None,
            })
            .gather();
        let (_, queue, why) = *ends.first()?;
        let messages = each_once(&mut ends.iter().map(|(message, ..)| *message));
        let named = self
            .told
            .after
            .broker()
            .queue(queue)
            .effective
            .dead_letter_exchange;
        Some(match (why, named) {
            (NoDeadLetter::ExchangeMissing, Some(exchange)) => Consequence::DeadLetterExchangeMissing {
                exchange: names.text(exchange),
                messages,
            },
            (NoDeadLetter::ExchangeMissing, None) | (NoDeadLetter::NotConfigured, _) => {
                Consequence::NoDeadLetterExchange {
                    queue: names.queue(queue),
                    messages,
                }
            }
        })
    }

    /// Messages that expire because they came to the head: those of the first queue.
    pub(super) fn expiries(&self) -> Option<Consequence> {
        let names = self.told.names();
        let expired: Vec<(MessageId, QueueId)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::Expired { message, queue } => Some((names.message(message), queue)),
                _ => None,
            })
            .gather();
        let (messages, queue) = of_the_first_queue(&expired)?;
        Some(Consequence::Expires {
            messages,
            queue: names.queue(queue),
        })
    }

    /// Messages that are ready again: those of the first queue.
    pub(super) fn back_in_line(&self) -> Option<Consequence> {
        let names = self.told.names();
        let back: Vec<(MessageId, QueueId)> = self
            .facts
            .iter()
            .filter_map(|fact| match *fact {
                Fact::Requeued { message, queue, .. } => Some((names.message(message), queue)),
                _ => None,
            })
            .gather();
        let (messages, queue) = of_the_first_queue(&back)?;
        Some(Consequence::BackInLine {
            messages,
            queue: names.queue(queue),
        })
    }
}

/// The first queue among these, and each message of it once.
fn of_the_first_queue(copies: &[(MessageId, QueueId)]) -> Option<(Vec<MessageId>, QueueId)> {
    let (_, queue) = *copies.first()?;
    let same = copies.iter().filter(|(_, of)| *of == queue);
    Some((each_once(&mut same.map(|(message, _)| *message)), queue))
}
