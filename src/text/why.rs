//! The words of Why: the question, and for each reason a heading and what stands behind it.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::event::{DeathReason, DiscardCause};
use crate::broker::view::{ExchangeKind, Overflow};
use crate::explain::Label;
use crate::explain::why::{
    Candidate, DeadKey, Limit, Outcome, Party, Reason, RequeueCause, Routing, RoutingKind, Source, Stand,
    Story, TtlSource,
};
use crate::text::piece::{Piece, append};
use crate::text::{Argument, Key, Language, Text};
use crate::{key, with};

/// A reason in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    pub heading: Vec<Piece>,
    pub text: Vec<Piece>,
}

/// An entry of the catalogue and what fills it.
pub(super) type Entry<'a> = (Key, Vec<(&'static str, Argument<'a>)>);

impl Text {
    /// The question that a story answers.
    pub fn why(&self, story: &Story) -> Vec<Piece> {
        let message = &story.message;
        let (key, arguments) = match &story.outcome {
            Outcome::Entered(queues) => (key!("why.title.entered"), with![message, queues]),
            Outcome::WentBack(queue) => (key!("why.title.went_back"), with![message, queue]),
            Outcome::Waits(queues) => (key!("why.title.waits"), with![message, queues]),
            Outcome::Delivered { to, .. } => (key!("why.title.delivered"), with![message, to]),
            Outcome::Held { queue } => (key!("why.title.held"), with![message, queue]),
            Outcome::Settled { queue } => (key!("why.title.settled"), with![message, queue]),
            Outcome::Returned { to } => (key!("why.title.returned"), with![message, to]),
            Outcome::Refused { queue } => (key!("why.title.refused"), with![message, queue]),
            Outcome::Gone => (key!("why.title.gone"), with![message]),
            Outcome::Passed => (key!("why.title.passed"), with![message]),
        };
        self.say(key, &arguments)
    }

    /// A reason in words.
    pub fn reason(&self, reason: &Reason) -> Explained {
        let (heading, sentences) = of_reason(reason);
        Explained {
            heading: self.entry(heading),
            text: self.paragraph(sentences),
        }
    }

    /// Why a consumer did or did not get a message.
    pub fn candidate(&self, candidate: &Candidate) -> Vec<Piece> {
        self.entry(of_candidate(candidate))
    }

    pub(super) fn entry(&self, (key, arguments): Entry) -> Vec<Piece> {
        self.say(key, &arguments)
    }

    /// Sentences one after the other. Chinese ones stand without a space between them.
    fn paragraph(&self, sentences: Vec<Entry>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for sentence in sentences {
            if !pieces.is_empty() && self.language() == Language::English {
                append(&mut pieces, [Piece::Plain(" ".into())]);
            }
            append(&mut pieces, self.entry(sentence));
        }
        pieces
    }
}

impl<'a> From<&'a Party> for Argument<'a> {
    fn from(party: &'a Party) -> Self {
        Argument::Code(&party.name)
    }
}

fn of_reason(reason: &Reason) -> (Entry<'_>, Vec<Entry<'_>>) {
    match reason {
        Reason::Published {
            by,
            exchange,
            key,
            mandatory,
        } => published(by, exchange, key, *mandatory),
        Reason::Expired { queue, ttl_ms, limit } => {
            ((key!("why.expired"), with![queue]), vec![expired(*ttl_ms, limit)])
        }
        Reason::Rejected { by, queue } => (
            (key!("why.rejected"), with![by]),
            vec![(key!("why.rejected.because"), with![queue])],
        ),
        Reason::OverLimit { queue, limit, held } => {
            let because = match limit {
                Limit::Length(limit) => (key!("why.over_limit.length"), with![limit, held]),
                Limit::Bytes(limit) => (key!("why.over_limit.bytes"), with![limit, held]),
            };
            ((key!("why.over_limit"), with![queue]), vec![because])
        }
        Reason::Refused {
            queue,
            limit,
            overflow,
            ..
        } => {
            let overflow = Argument::Code(overflow_word(*overflow));
            let because = match limit {
                Limit::Length(limit) => (key!("why.refused.length"), with![limit, overflow = overflow]),
                Limit::Bytes(limit) => (key!("why.refused.bytes"), with![limit, overflow = overflow]),
            };
            ((key!("why.refused"), with![queue]), vec![because])
        }
        Reason::DeadLettered {
            queue,
            exchange,
            cause,
            key,
            count,
            source,
        } => (
            (
                key!("why.dead_lettered"),
                with![exchange = Argument::exchange(exchange)],
            ),
            dead_lettered(queue, *cause, key, count, source),
        ),
        Reason::NoDeadLetterExchange {
            queue,
            cause,
            missing: None,
        } => (
            (key!("why.no_dead_letter"), with![queue]),
            vec![(
                key!("why.no_dead_letter.because"),
                with![cause = Argument::Code(cause.word())],
            )],
        ),
        Reason::NoDeadLetterExchange {
            queue,
            missing: Some(exchange),
            ..
        } => (
            (key!("why.dead_letter_missing"), with![exchange]),
            vec![(key!("why.dead_letter_missing.because"), with![queue])],
        ),
        Reason::Routed(routing) => routed(routing),
        Reason::Alternate {
            exchange,
            alternate,
            exists: true,
        } => (
            (key!("why.alternate"), with![exchange, alternate]),
            vec![(key!("why.alternate.because"), with![alternate])],
        ),
        Reason::Alternate {
            exchange,
            alternate,
            exists: false,
        } => (
            (key!("why.alternate_missing"), with![alternate]),
            vec![(key!("why.alternate_missing.because"), with![exchange])],
        ),
        Reason::Unroutable { returned_to, .. } => {
            let because = match returned_to {
                Some(to) => (key!("why.unroutable.returned"), with![to]),
                None => (key!("why.unroutable.dropped"), with![]),
            };
            ((key!("why.unroutable"), with![]), vec![because])
        }
        Reason::CycleChecked {
            queue,
            rejected_in: Some(rejected),
            dropped: false,
        } => (
            (key!("why.cycle.passed"), with![queue]),
            vec![(key!("why.cycle.passed.because"), with![queue, rejected])],
        ),
        Reason::CycleChecked {
            queue,
            dropped: false,
            rejected_in: None,
        } => ((key!("why.cycle.passed"), with![queue]), vec![]),
        Reason::CycleChecked {
            queue, dropped: true, ..
        } => (
            (key!("why.cycle.dropped"), with![]),
            vec![(key!("why.cycle.dropped.because"), with![queue])],
        ),
        Reason::Enqueued { queue, place } => {
            let because = match place {
                0 | 1 => (key!("why.enqueued.first"), with![]),
                _ => (
                    key!("why.enqueued.behind"),
                    with![count = Argument::Number(u64::from(*place) - 1)],
                ),
            };
            ((key!("why.enqueued"), with![queue, place]), vec![because])
        }
        Reason::Requeued { queue, place, cause } => {
            let because = match cause {
                RequeueCause::Asked(by) => (key!("why.requeued.asked"), with![by]),
                RequeueCause::ChannelClosed(by) => (key!("why.requeued.closed"), with![by]),
                RequeueCause::Recovered => (key!("why.requeued.recovered"), with![]),
            };
            ((key!("why.requeued"), with![queue, place]), vec![because])
        }
        Reason::Dispatched {
            queue,
            to,
            redelivered,
            candidates,
        } => {
            let mut because: Vec<Entry> = candidates.iter().map(of_candidate).collect();
            if *redelivered {
                because.push((key!("why.dispatched.redelivered"), with![]));
            }
            ((key!("why.dispatched"), with![queue, to]), because)
        }
        Reason::Waits {
            queue,
            place,
            ahead,
            candidates,
        } => waits(queue, place, ahead, candidates),
        Reason::ExpiredBehind { since_ms, head, .. } => (
            (key!("why.expired_behind"), with![]),
            vec![(
                key!("why.expired_behind.because"),
                with![head, span = Argument::Span(*since_ms)],
            )],
        ),
        Reason::Expires { queue, at_ms, .. } => (
            (key!("why.expires"), with![at = Argument::Moment(*at_ms)]),
            vec![(key!("why.expires.because"), with![queue])],
        ),
        Reason::Held {
            queue,
            by,
            delivery_tag: tag,
        } => (
            (key!("why.held"), with![by]),
            vec![(key!("why.held.because"), with![queue, tag])],
        ),
        Reason::Acked {
            queue,
            by,
            automatic: false,
        } => (
            (key!("why.acked"), with![by]),
            vec![(key!("why.acked.because"), with![queue])],
        ),
        Reason::Acked {
            queue,
            by,
            automatic: true,
        } => (
            (key!("why.acked.automatic"), with![]),
            vec![(key!("why.acked.automatic.because"), with![queue, by])],
        ),
        Reason::Discarded { queue, cause } => {
            let because = match cause {
                DiscardCause::Purged => key!("why.discarded.purged"),
                DiscardCause::QueueGone => key!("why.discarded.queue_gone"),
                DiscardCause::Restarted => key!("why.discarded.restarted"),
                DiscardCause::EndlessLoop => key!("why.discarded.endless"),
            };
            ((key!("why.discarded"), with![queue]), vec![(because, with![])])
        }
        Reason::Confirmed { to, unroutable } => {
            let because = match unroutable {
                true => key!("why.confirmed.unroutable"),
                false => key!("why.confirmed.because"),
            };
            ((key!("why.confirmed"), with![to]), vec![(because, with![])])
        }
    }
}

fn published<'a>(
    by: &'a Party,
    exchange: &'a Label,
    key: &'a Label,
    mandatory: bool,
) -> (Entry<'a>, Vec<Entry<'a>>) {
    let mut because = vec![match key.is_empty() {
        true => (key!("why.published.no_key"), with![]),
        false => (key!("why.published.key"), with![key]),
    }];
    if mandatory {
        because.push((key!("why.published.mandatory"), with![]));
    }
    (
        (
            key!("why.published"),
            with![by, exchange = Argument::exchange(exchange)],
        ),
        because,
    )
}

fn expired(ttl_ms: Ms, limit: &TtlSource) -> Entry<'_> {
    let ttl = Argument::Span(ttl_ms);
    match limit {
        TtlSource::Queue(Source::Argument) => (key!("why.expired.argument"), with![ttl = ttl]),
        TtlSource::Queue(Source::Policy(policy)) => (key!("why.expired.policy"), with![ttl = ttl, policy]),
        TtlSource::Message => (key!("why.expired.message"), with![ttl = ttl]),
        TtlSource::Unknown => (key!("why.expired.unknown"), with![]),
    }
}

fn dead_lettered<'a>(
    queue: &'a Label,
    cause: DeathReason,
    key: &'a DeadKey,
    count: &u32,
    source: &'a Source,
) -> Vec<Entry<'a>> {
    let mut sentences = vec![match source {
        Source::Argument => (key!("why.dead_lettered.argument"), with![queue]),
        Source::Policy(policy) => (key!("why.dead_lettered.policy"), with![queue, policy]),
    }];
    sentences.push(match key {
        DeadKey::Kept(key) => (key!("why.dead_lettered.kept"), with![key = Argument::key(key)]),
        DeadKey::Replaced { from, to } => (
            key!("why.dead_lettered.replaced"),
            with![from = Argument::key(from), to = Argument::key(to)],
        ),
    });
    if *count > 1 {
        let cause = Argument::Code(cause.word());
        sentences.push((key!("why.dead_lettered.count"), with![count, cause = cause]));
    }
    sentences
}

fn routed(routing: &Routing) -> (Entry<'_>, Vec<Entry<'_>>) {
    let exchange = &routing.exchange;
    let (heading, because) = match routing.kind {
        RoutingKind::Default => (key!("why.routed.default"), key!("why.routed.default.because")),
        RoutingKind::Exchange(ExchangeKind::Direct) => {
            (key!("why.routed.direct"), key!("why.routed.direct.because"))
        }
        RoutingKind::Exchange(ExchangeKind::Fanout) => {
            (key!("why.routed.fanout"), key!("why.routed.fanout.because"))
        }
        RoutingKind::Exchange(ExchangeKind::Topic) => {
            (key!("why.routed.topic"), key!("why.routed.topic.because"))
        }
        RoutingKind::Exchange(ExchangeKind::Headers) => {
            (key!("why.routed.headers"), key!("why.routed.headers.because"))
        }
    };
    let heading = match routing.kind {
        RoutingKind::Default => (heading, with![]),
        RoutingKind::Exchange(_) => (heading, with![exchange]),
    };
    let mut sentences = vec![(because, with![])];
    if routing.attempts.is_empty() && routing.kind != RoutingKind::Default {
        sentences = vec![(key!("why.routed.nothing_bound"), with![exchange])];
    }
    (heading, sentences)
}

fn waits<'a>(
    queue: &'a Label,
    place: &u32,
    ahead: &'a Vec<MessageId>,
    candidates: &'a [Candidate],
) -> (Entry<'a>, Vec<Entry<'a>>) {
    let mut because: Vec<Entry> = candidates.iter().map(of_candidate).collect();
    if candidates.is_empty() {
        because.push((key!("why.waits.no_consumer"), with![queue]));
    }
    if !ahead.is_empty() {
        because.push((key!("why.waits.ahead"), with![messages = Argument::from(ahead)]));
    }
    match place {
        0 | 1 => ((key!("why.waits.first"), with![queue]), because),
        _ => ((key!("why.waits"), with![queue, place]), because),
    }
}

fn of_candidate(candidate: &Candidate) -> Entry<'_> {
    let consumer = &candidate.party;
    match &candidate.stand {
        Stand::Takes { alone: true } => (key!("candidate.takes_alone"), with![consumer]),
        Stand::Takes { alone: false } => (key!("candidate.takes"), with![consumer]),
        Stand::Free => (key!("candidate.free"), with![consumer]),
        Stand::PrefetchFull {
            limit,
            holds: messages,
        } => (key!("candidate.prefetch_full"), with![consumer, limit, messages]),
        Stand::ChannelFull {
            limit,
            holds: messages,
        } => (key!("candidate.channel_full"), with![consumer, limit, messages]),
        Stand::NotActive { active } => (key!("candidate.not_active"), with![consumer, active]),
        Stand::NotItsTurn => (key!("candidate.not_its_turn"), with![consumer]),
    }
}

fn overflow_word(overflow: Overflow) -> &'static str {
    match overflow {
        Overflow::DropHead => "drop-head",
        Overflow::RejectPublish => "reject-publish",
        Overflow::RejectPublishDlx => "reject-publish-dlx",
    }
}
