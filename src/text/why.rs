//! The words of Why: the question, and for each reason a heading and what stands behind it.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::ErrorCode;
use crate::broker::event::{DeathReason, DiscardCause};
use crate::broker::view::{ExchangeKind, Overflow};
use crate::explain::Label;
use crate::explain::why::{
    Candidate, DeadKey, Lacking, Limit, Outcome, Party, Reason, RequeueCause, Routing, RoutingKind, Source,
    Stand, Story, TtlSource,
};
use crate::text::error;
use crate::text::piece::Piece;
use crate::text::{Argument, Entry, Text};
use crate::{entry, key};

/// A reason in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    pub heading: Vec<Piece>,
    pub text: Vec<Piece>,
}

impl Text {
    /// The question that a story answers.
    pub fn why(&self, story: &Story) -> Vec<Piece> {
        let message = &story.message;
        let entry = match &story.outcome {
            Outcome::Entered(queues) => entry!("why.title.entered", message, queues),
            Outcome::WentBack(queue) => entry!("why.title.went_back", message, queue),
            Outcome::Waits(queues) => entry!("why.title.waits", message, queues),
            Outcome::Delivered { to, .. } => entry!("why.title.delivered", message, to),
            Outcome::Held { queue } => entry!("why.title.held", message, queue),
            Outcome::Settled { queue } => entry!("why.title.settled", message, queue),
            Outcome::Returned { to } => entry!("why.title.returned", message, to),
            Outcome::Refused { queue } => entry!("why.title.refused", message, queue),
            Outcome::Gone => entry!("why.title.gone", message),
            Outcome::Passed => entry!("why.title.passed", message),
        };
        self.say(entry)
    }

    /// A reason in words.
    pub fn reason(&self, reason: &Reason) -> Explained {
        let (heading, sentences) = of_reason(reason);
        Explained {
            heading: self.say(heading),
            text: self.paragraph(sentences.into_iter().map(|sentence| self.say(sentence))),
        }
    }

    /// Why a consumer did or did not get a message.
    pub fn candidate(&self, candidate: &Candidate) -> Vec<Piece> {
        self.say(of_candidate(candidate))
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
        Reason::Expired {
            queue,
            ttl_ms,
            limit,
            late_ms,
        } => (
            entry!("why.expired", queue),
            vec![expired(*ttl_ms, limit, *late_ms)],
        ),
        Reason::Answered { by, at_ms } => (
            entry!("why.answered", by),
            vec![entry!("why.answered.because", at = Argument::Moment(*at_ms))],
        ),
        Reason::Rejected { by, queue } => (
            entry!("why.rejected", by),
            vec![entry!("why.rejected.because", queue)],
        ),
        Reason::OverLimit { queue, limit, held } => {
            let because = match limit {
                Limit::Length(limit) => entry!("why.over_limit.length", limit, held),
                Limit::Bytes(limit) => entry!("why.over_limit.bytes", limit, held),
            };
            (entry!("why.over_limit", queue), vec![because])
        }
        Reason::Refused {
            queue,
            limit,
            overflow,
            ..
        } => {
            let overflow = Argument::Code(overflow_word(*overflow));
            let because = match limit {
                Limit::Length(limit) => entry!("why.refused.length", limit, overflow = overflow),
                Limit::Bytes(limit) => entry!("why.refused.bytes", limit, overflow = overflow),
            };
            (entry!("why.refused", queue), vec![because])
        }
        Reason::DeadLettered {
            queue,
            exchange,
            cause,
            key,
            count,
            source,
        } => (
            entry!("why.dead_lettered", exchange = Argument::exchange(exchange)),
            dead_lettered(queue, *cause, key, count, source),
        ),
        Reason::NoDeadLetterExchange {
            queue,
            cause,
            missing: None,
        } => (
            entry!("why.no_dead_letter", queue),
            vec![entry!(
                "why.no_dead_letter.because",
                cause = Argument::Code(cause.word())
            )],
        ),
        Reason::NoDeadLetterExchange {
            queue,
            missing: Some(exchange),
            ..
        } => (
            entry!("why.dead_letter_missing", exchange),
            vec![entry!("why.dead_letter_missing.because", queue)],
        ),
        Reason::Routed(routing) => routed(routing),
        Reason::Alternate {
            exchange,
            alternate,
            exists: true,
        } => (
            entry!("why.alternate", exchange, alternate),
            vec![entry!("why.alternate.because", alternate)],
        ),
        Reason::Alternate {
            exchange,
            alternate,
            exists: false,
        } => (
            entry!("why.alternate_missing", alternate),
            vec![entry!("why.alternate_missing.because", exchange)],
        ),
        Reason::Unroutable { returned_to, .. } => {
            let because = match returned_to {
                Some(to) => entry!("why.unroutable.returned", to),
                None => entry!("why.unroutable.dropped"),
            };
            (entry!("why.unroutable"), vec![because])
        }
        Reason::CycleChecked {
            queue,
            rejected_in: Some(rejected),
            dropped: false,
        } => (
            entry!("why.cycle.passed", queue),
            vec![entry!("why.cycle.passed.because", queue, rejected)],
        ),
        Reason::CycleChecked {
            queue,
            dropped: false,
            rejected_in: None,
        } => (entry!("why.cycle.passed", queue), vec![]),
        Reason::CycleChecked {
            queue, dropped: true, ..
        } => (
            entry!("why.cycle.dropped"),
            vec![entry!("why.cycle.dropped.because", queue)],
        ),
        Reason::Enqueued { queue, place } => {
            let because = match place {
                0 | 1 => entry!("why.enqueued.first"),
                _ => entry!("why.enqueued.behind", count = place - 1),
            };
            (entry!("why.enqueued", queue, place), vec![because])
        }
        Reason::Requeued { queue, place, cause } => {
            let because = match cause {
                RequeueCause::Asked(by) => entry!("why.requeued.asked", by),
                RequeueCause::ChannelClosed(by) => entry!("why.requeued.closed", by),
                RequeueCause::Recovered => entry!("why.requeued.recovered"),
            };
            (entry!("why.requeued", queue, place), vec![because])
        }
        Reason::Dispatched {
            queue,
            to,
            redelivered,
            candidates,
        } => {
            let mut because: Vec<Entry> = candidates.iter().map(of_candidate).gather();
            if *redelivered {
                because.push(entry!("why.dispatched.redelivered"));
            }
            (entry!("why.dispatched", queue, to), because)
        }
        Reason::Waits {
            queue,
            place,
            ahead,
            candidates,
        } => waits(queue, place, ahead, candidates),
        Reason::ExpiredBehind { since_ms, head, .. } => (
            entry!("why.expired_behind"),
            vec![entry!(
                "why.expired_behind.because",
                head,
                span = Argument::Span(*since_ms)
            )],
        ),
        Reason::Expires { queue, at_ms, .. } => (
            entry!("why.expires", at = Argument::Moment(*at_ms)),
            vec![entry!("why.expires.because", queue)],
        ),
        Reason::Fetched { queue, by } => (
            entry!("why.fetched", queue, by),
            vec![entry!("why.fetched.because", by)],
        ),
        Reason::Travels {
            to_broker,
            party,
            at_ms,
        } => {
            let at = Argument::Moment(*at_ms);
            let because = match to_broker {
                true => entry!("why.travels.to_broker", party, at = at),
                false => entry!("why.travels.to_actor", party, at = at),
            };
            (entry!("why.travels"), vec![because])
        }
        Reason::Held {
            queue,
            by,
            delivery_tag: tag,
        } => (
            entry!("why.held", by),
            vec![entry!("why.held.because", queue, tag)],
        ),
        Reason::Acked {
            queue,
            by,
            automatic: false,
        } => (entry!("why.acked", by), vec![entry!("why.acked.because", queue)]),
        Reason::Acked {
            queue,
            by,
            automatic: true,
        } => (
            entry!("why.acked.automatic"),
            vec![entry!("why.acked.automatic.because", queue, by)],
        ),
        Reason::TurnedAway { by, code, lacking } => turned_away(by, *code, lacking.as_ref()),
        Reason::Discarded { queue, cause } => {
            let because = match cause {
                DiscardCause::Purged => key!("why.discarded.purged"),
                DiscardCause::QueueGone => key!("why.discarded.queue_gone"),
                DiscardCause::Restarted => key!("why.discarded.restarted"),
                DiscardCause::EndlessLoop => key!("why.discarded.endless"),
            };
            (entry!("why.discarded", queue), vec![Entry::of(because)])
        }
        Reason::Confirmed { to, unroutable } => {
            let because = match unroutable {
                true => key!("why.confirmed.unroutable"),
                false => key!("why.confirmed.because"),
            };
            (entry!("why.confirmed", to), vec![Entry::of(because)])
        }
    }
}

fn published<'a>(
    by: &'a Party,
    exchange: &'a Label,
    key: &'a Label,
    mandatory: bool,
) -> (Entry<'a>, Vec<Entry<'a>>) {
    let mut because = Vec::new();
    because.push(match key.is_empty() {
        true => entry!("why.published.key_empty"),
        false => entry!("why.published.key", key),
    });
    if mandatory {
        because.push(entry!("why.published.mandatory"));
    }
    (
        entry!("why.published", by, exchange = Argument::exchange(exchange)),
        because,
    )
}

fn turned_away<'a>(
    by: &'a Party,
    code: ErrorCode,
    lacking: Option<&'a Lacking>,
) -> (Entry<'a>, Vec<Entry<'a>>) {
    let because = match lacking {
        None => Entry::of(error::advice(code)),
        Some(Lacking {
            user,
            exchange,
            key: None,
            pattern,
        }) if pattern.is_empty() => entry!("why.turned_away.none", user, exchange),
        Some(Lacking {
            user,
            exchange,
            key: None,
            pattern,
        }) => entry!("why.turned_away.write", user, exchange, pattern),
        Some(Lacking {
            user,
            exchange,
            key: Some(key),
            pattern,
        }) => entry!("why.turned_away.topic", user, exchange, key, pattern),
    };
    let code = error::code(code.number());
    let closed = entry!(
        "sentence.channel_closes",
        actor = Argument::Code(&by.name),
        code = code
    );
    (entry!("why.turned_away"), vec![because, closed])
}

fn expired(ttl_ms: Ms, limit: &TtlSource, late_ms: Ms) -> Entry<'_> {
    let (ttl, late) = (Argument::Span(ttl_ms), Argument::Span(late_ms));
    match limit {
        TtlSource::Unknown => entry!("why.expired.unknown"),
        TtlSource::Queue(_) if late_ms > 0 => entry!("why.expired.late", ttl = ttl, late = late),
        TtlSource::Message if late_ms > 0 => entry!("why.expired.message_late", ttl = ttl, late = late),
        TtlSource::Queue(Source::Argument) => entry!("why.expired.argument", ttl = ttl),
        TtlSource::Queue(Source::Policy(policy)) => entry!("why.expired.policy", ttl = ttl, policy),
        TtlSource::Message => entry!("why.expired.message", ttl = ttl),
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
        Source::Argument => entry!("why.dead_lettered.argument", queue),
        Source::Policy(policy) => entry!("why.dead_lettered.policy", queue, policy),
    }];
    sentences.push(match key {
        DeadKey::Kept(key) if key.is_empty() => entry!("why.dead_lettered.kept_empty"),
        DeadKey::Kept(key) => entry!("why.dead_lettered.kept", key),
        DeadKey::Replaced { from, to } if to.is_empty() => {
            entry!("why.dead_lettered.replaced_empty", from)
        }
        DeadKey::Replaced { from, to } => {
            entry!("why.dead_lettered.replaced", from = Argument::key(from), to)
        }
    });
    if *count > 1 {
        let cause = Argument::Code(cause.word());
        sentences.push(entry!("why.dead_lettered.count", count, cause = cause));
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
        RoutingKind::Default => Entry::of(heading),
        RoutingKind::Exchange(_) => Entry::of(heading).with("exchange", exchange),
    };
    let mut sentences = vec![Entry::of(because)];
    if routing.attempts.is_empty() && routing.kind != RoutingKind::Default {
        sentences = vec![entry!("why.routed.nothing_bound", exchange)];
    }
    (heading, sentences)
}

fn waits<'a>(
    queue: &'a Label,
    place: &u32,
    ahead: &'a Vec<MessageId>,
    candidates: &'a [Candidate],
) -> (Entry<'a>, Vec<Entry<'a>>) {
    let mut because: Vec<Entry> = candidates.iter().map(of_candidate).gather();
    if candidates.is_empty() {
        because.push(entry!("why.waits.no_consumer", queue));
    }
    if !ahead.is_empty() {
        because.push(entry!("why.waits.ahead", messages = Argument::from(ahead)));
    }
    match place {
        0 | 1 => (entry!("why.waits.first", queue), because),
        _ => (entry!("why.waits", queue, place), because),
    }
}

fn of_candidate(candidate: &Candidate) -> Entry<'_> {
    let consumer = &candidate.party;
    match &candidate.stand {
        Stand::Takes { alone: true } => entry!("candidate.takes_alone", consumer),
        Stand::Takes { alone: false } => entry!("candidate.takes", consumer),
        Stand::Free => entry!("candidate.free", consumer),
        Stand::PrefetchFull {
            limit,
            holds: messages,
        } => entry!("candidate.prefetch_full", consumer, limit, messages),
        Stand::ChannelFull {
            limit,
            holds: messages,
        } => entry!("candidate.channel_full", consumer, limit, messages),
        Stand::NotActive { active } => entry!("candidate.not_active", consumer, active),
        Stand::NotItsTurn => entry!("candidate.not_its_turn", consumer),
    }
}

fn overflow_word(overflow: Overflow) -> &'static str {
    match overflow {
        Overflow::DropHead => "drop-head",
        Overflow::RejectPublish => "reject-publish",
        Overflow::RejectPublishDlx => "reject-publish-dlx",
    }
}
