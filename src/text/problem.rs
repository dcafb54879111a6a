//! The words of problems: what a reviewer of a drawing notices, and what would put it right.

use crate::base::gather::Gather;
use crate::model::Document;
use crate::model::edit::BadName;
use crate::model::problems::Spot;
use crate::model::problems::{Mend, Noticed, Problem};
use crate::text::piece::Piece;
use crate::text::{Argument, Text};
use crate::{entry, key};

fn actor(document: &Document, id: u32) -> Argument<'_> {
    Argument::Code(document.actor(id).map_or("", |actor| actor.name.as_str()))
}

impl Text {
    /// What was noticed.
    pub fn problem(&self, document: &Document, what: &Noticed) -> Vec<Piece> {
        self.say(match what {
            Noticed::NobodyReads { queue } => entry!("problem.nobody_reads", queue = Argument::Code(queue)),
            Noticed::NothingBound { exchange } => {
                entry!("problem.nothing_bound", exchange = Argument::Code(exchange))
            }
            Noticed::NoDeadLetterExchange { queue, exchange } => entry!(
                "problem.no_dead_letter_exchange",
                queue = Argument::Code(queue),
                exchange = Argument::Code(exchange)
            ),
            Noticed::NoAlternateExchange { exchange, alternate } => entry!(
                "problem.no_alternate_exchange",
                exchange = Argument::Code(exchange),
                alternate = Argument::Code(alternate)
            ),
            Noticed::NoBindingMatches {
                actor: id,
                exchange,
                key,
            } => entry!(
                "problem.no_binding_matches",
                actor = actor(document, *id),
                exchange = Argument::exchange(exchange),
                key = Argument::key(key)
            ),
            Noticed::DeadLetterLoop { queues } => {
                let queues = queues.iter().map(|queue| Argument::Code(queue));
                entry!("problem.loop", queues = Argument::List(queues.gather()))
            }
            Noticed::NoPrefetch {
                actor: id,
                queue,
                work_ms,
            } => entry!(
                "problem.no_prefetch",
                actor = actor(document, *id),
                queue = Argument::Code(queue),
                work = Argument::Span(*work_ms)
            ),
            Noticed::TtlBelowWork {
                queue,
                ttl_ms,
                actor: id,
                work_ms,
            } => entry!(
                "problem.ttl_below_work",
                queue = Argument::Code(queue),
                ttl = Argument::Span(*ttl_ms),
                actor = actor(document, *id),
                work = Argument::Span(*work_ms)
            ),
            Noticed::HalfWild {
                exchange,
                destination,
                word,
            } => entry!(
                "problem.half_wild",
                exchange = Argument::Code(exchange),
                destination = Argument::Code(destination),
                word = Argument::Code(word)
            ),
            Noticed::Amiss { code, spot } => {
                let what = Argument::Pieces(self.finding(code));
                match spot {
                    Some(Spot { line, column, .. }) => entry!("problem.in_line", line, column, what),
                    None => entry!("problem.amiss", what),
                }
            }
            Noticed::RefusedName { reason, .. } => match reason {
                BadName::TooLong { limit, .. } => entry!("problem.name_too_long", limit = *limit),
                BadName::NotThere
                | BadName::Fixed
                | BadName::Empty
                | BadName::Taken
                | BadName::Reserved
                | BadName::NotInStops => entry!("problem.name_reserved"),
            },
        })
    }

    /// What would put it right, as the name of an edit.
    pub fn mend(&self, document: &Document, problem: &Problem) -> Option<String> {
        let entry = match problem.mend.as_ref()? {
            Mend::AddConsumer { queue } => entry!("mend.add_consumer", queue = Argument::Code(queue)),
            Mend::AddQueue { exchange, key } => match key {
                None => entry!("mend.add_queue", exchange = Argument::Code(exchange)),
                Some(key) if exchange.is_empty() => {
                    entry!("mend.add_named_queue", queue = Argument::Code(key))
                }
                Some(key) => entry!(
                    "mend.add_queue_with",
                    exchange = Argument::Code(exchange),
                    key = Argument::key(key)
                ),
            },
            Mend::SetTtl { queue, ttl_ms } => entry!(
                "mend.set_ttl",
                queue = Argument::Code(queue),
                ttl = Argument::Span(*ttl_ms)
            ),
            Mend::AddExchange { exchange } => {
                entry!("mend.add_exchange", exchange = Argument::Code(exchange))
            }
            Mend::SetPrefetch {
                actor: id, prefetch, ..
            } => entry!(
                "mend.set_prefetch",
                actor = actor(document, *id),
                prefetch = u32::from(*prefetch)
            ),
            Mend::Correct { spot, .. } => {
                let meant = spot.meant.as_deref().unwrap_or_default();
                entry!("form.fix", fix = Argument::Code(meant))
            }
            Mend::Rename { name, .. } => entry!("mend.rename", name = Argument::Code(name)),
        };
        Some(self.line(entry))
    }

    /// What the mark of a problem on the canvas is called.
    pub fn problem_mark(&self, what: &[Piece]) -> String {
        let what = crate::text::plain(what);
        let what = Argument::Plain(&what);
        self.line(crate::text::Entry::of(key!("problem.mark")).with("what", what))
    }
}
