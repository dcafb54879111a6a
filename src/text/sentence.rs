//! The words of generated sentences. A telling becomes one or two sentences, each one entry of the catalogue.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::event::QueueEnd;
use crate::explain::Label;
use crate::lesson::{Cause, Consequence, Telling};
use crate::text::piece::{Piece, append};
use crate::text::why::Entry;
use crate::text::{Argument, Language, Text, error};
use crate::{key, with};

impl Text {
    /// What a step has to say, as one paragraph.
    pub fn telling(&self, telling: &Telling) -> Vec<Piece> {
        let mut pieces = self.cause(&telling.cause);
        if let Some(consequence) = &telling.consequence {
            // Chinese sentences stand without a space between them.
            if self.language() == Language::English {
                append(&mut pieces, [Piece::Plain(" ".into())]);
            }
            append(&mut pieces, self.consequence(consequence));
        }
        pieces
    }

    /// The sentence of a cause.
    pub fn cause(&self, cause: &Cause) -> Vec<Piece> {
        begin(self.entry(of_cause(cause)))
    }

    /// The sentence of a consequence.
    pub fn consequence(&self, consequence: &Consequence) -> Vec<Piece> {
        begin(self.entry(of_consequence(consequence)))
    }
}

fn of_cause(cause: &Cause) -> Entry<'_> {
    match cause {
        Cause::Start => (key!("sentence.start"), with![]),
        Cause::Publishes {
            by,
            message,
            exchange,
            key,
        } => publishes(by, message, exchange, key.as_ref()),
        Cause::Delivers {
            queue,
            message,
            to,
            redelivered: false,
        } => (key!("sentence.delivers"), with![queue, message, to]),
        Cause::Delivers {
            queue,
            message,
            to,
            redelivered: true,
        } => (key!("sentence.delivers_again"), with![queue, message, to]),
        Cause::Fetches {
            by,
            message,
            queue,
            redelivered: false,
        } => (key!("sentence.fetches"), with![by, message, queue]),
        Cause::Fetches {
            by,
            message,
            queue,
            redelivered: true,
        } => (key!("sentence.fetches_again"), with![by, message, queue]),
        Cause::FetchesNothing { by } => (key!("sentence.fetches_nothing"), with![by]),
        Cause::Acks { by, messages, queue } => (key!("sentence.acks"), with![by, messages, queue]),
        Cause::Rejects { by, messages } => (key!("sentence.rejects"), with![by, messages]),
        Cause::Requeues { by, messages } => (key!("sentence.requeues"), with![by, messages]),
        Cause::NotSent { by, messages } => (key!("sentence.not_sent"), with![by, messages]),
        Cause::Expires {
            messages,
            queue,
            waited_ms,
        } => expires(messages, queue, *waited_ms),
        Cause::Works { by, message, for_ms } => works(by, message.as_ref(), *for_ms),
        Cause::Waits { by, for_ms } => (key!("sentence.waits"), with![by, span = Argument::Span(*for_ms)]),
        Cause::Effect { by, what, count } => (key!("sentence.effect"), with![by, what, count]),
        Cause::Confirms { messages, to } => (key!("sentence.confirms"), with![messages, to]),
        Cause::RefusalArrives { messages, to } => (key!("sentence.refusal_arrives"), with![messages, to]),
        Cause::ReturnArrives { message, to } => (key!("sentence.return_arrives"), with![message, to]),
        Cause::Connects { actor, queues } if queues.is_empty() => (key!("sentence.connects"), with![actor]),
        Cause::Connects { actor, queues } => (key!("sentence.connects_and_consumes"), with![actor, queues]),
        Cause::ConnectionRefused { actor, code } => (
            key!("sentence.connection_refused"),
            with![actor, code = error::code(*code)],
        ),
        Cause::ChannelCloses { actor, code } => (
            key!("sentence.channel_closes"),
            with![actor, code = error::code(*code)],
        ),
        Cause::ConnectionCloses { actor, code } => (
            key!("sentence.connection_closes"),
            with![actor, code = error::code(*code)],
        ),
        Cause::Crashes { actor } => (key!("sentence.crashes"), with![actor]),
        Cause::Restarts { actor } => (key!("sentence.restarts"), with![actor]),
        Cause::Cut { actor } => (key!("sentence.cut"), with![actor]),
        Cause::Notices { actor } => (key!("sentence.notices"), with![actor]),
        Cause::BrokerNotices { actor } => (key!("sentence.broker_notices"), with![actor]),
        Cause::BrokerRestarts { lost, kept } => (key!("sentence.broker_restarts"), with![lost, kept]),
        Cause::DeclaresQueue { by, queue } => (key!("sentence.declares_queue"), with![by, queue]),
        Cause::DeclaresExchange { by, exchange } => (key!("sentence.declares_exchange"), with![by, exchange]),
        Cause::Binds {
            by,
            source,
            destination,
            key,
        } => (
            key!("sentence.binds"),
            with![by, source, destination, key = Argument::key(key)],
        ),
        Cause::Unbinds {
            by,
            source,
            destination,
        } => (key!("sentence.unbinds"), with![by, source, destination]),
        Cause::Cancels { by, queue } => (key!("sentence.cancels"), with![by, queue]),
        Cause::CancelArrives { to, queue } => (key!("sentence.cancel_arrives"), with![to, queue]),
        Cause::Purges {
            by,
            queue,
            messages: count,
        } => (key!("sentence.purges"), with![by, queue, count]),
        Cause::Commits { by } => (key!("sentence.commits"), with![by]),
        Cause::RollsBack { by } => (key!("sentence.rolls_back"), with![by]),
        Cause::Fails { actor, line } => (key!("sentence.fails"), with![actor, line]),
        Cause::QueueGone {
            queue,
            end,
            unused_ms,
            messages,
        } => queue_gone(queue, *end, *unused_ms, messages),
        Cause::ExchangeGone {
            exchange,
            automatic: true,
        } => (key!("sentence.exchange_auto_deleted"), with![exchange]),
        Cause::ExchangeGone {
            exchange,
            automatic: false,
        } => (key!("sentence.exchange_deleted"), with![exchange]),
        Cause::PolicyChanges { policy } => (key!("sentence.policy_changes"), with![policy]),
        Cause::Nothing { actor: Some(actor) } => (key!("sentence.passes"), with![actor]),
        Cause::Nothing { actor: None } => (key!("sentence.nothing"), with![]),
    }
}

fn of_consequence(consequence: &Consequence) -> Entry<'_> {
    match consequence {
        Consequence::Matches { keys, queues } => (
            key!("sentence.matches"),
            with![keys = Argument::keys(keys), queues],
        ),
        Consequence::Copies { queues } => (key!("sentence.copies"), with![queues]),
        Consequence::Place {
            message,
            queue,
            place,
        } => (key!("sentence.place"), with![message, queue, place]),
        Consequence::Unroutable {
            message,
            key: Some(key),
        } => (
            key!("sentence.unroutable"),
            with![message, key = Argument::key(key)],
        ),
        Consequence::Unroutable { message, key: None } => {
            (key!("sentence.unroutable_keyless"), with![message])
        }
        Consequence::NoQueueNamed { message, key } => (
            key!("sentence.no_queue_named"),
            with![message, key = Argument::key(key)],
        ),
        Consequence::Returned { message, to } => (key!("sentence.returned"), with![message, to]),
        Consequence::Alternate {
            exchange,
            alternate,
            message,
            queues,
        } if queues.is_empty() => (
            key!("sentence.alternate"),
            with![
                exchange = Argument::exchange(exchange),
                alternate = Argument::exchange(alternate),
                message
            ],
        ),
        Consequence::Alternate {
            exchange,
            alternate,
            message,
            queues,
        } => (
            key!("sentence.alternate_enters"),
            with![
                exchange = Argument::exchange(exchange),
                alternate = Argument::exchange(alternate),
                message,
                queues
            ],
        ),
        Consequence::Full {
            consumer: Some((consumer, holds)),
            message,
        } => (key!("sentence.full"), with![consumer, holds, message]),
        Consequence::Full {
            consumer: None,
            message,
        } => (key!("sentence.all_full"), with![message]),
        Consequence::Next { queue, message, to } => (key!("sentence.next"), with![queue, message, to]),
        Consequence::DeadLettered {
            exchange,
            keys,
            queues,
        } if keys.is_empty() => (
            key!("sentence.dead_lettered_keyless"),
            with![exchange = Argument::exchange(exchange), queues],
        ),
        Consequence::DeadLettered {
            exchange,
            keys,
            queues,
        } => (
            key!("sentence.dead_lettered"),
            with![
                exchange = Argument::exchange(exchange),
                keys = Argument::keys(keys),
                queues
            ],
        ),
        Consequence::DeadLetteredTogether { exchange, messages } => (
            key!("sentence.dead_lettered_together"),
            with![exchange = Argument::exchange(exchange), messages],
        ),
        Consequence::DeadLetterUnroutable { exchange, message } => (
            key!("sentence.dead_letter_unroutable"),
            with![exchange = Argument::exchange(exchange), message],
        ),
        Consequence::NoDeadLetterExchange { queue, messages } => {
            (key!("sentence.no_dead_letter_exchange"), with![queue, messages])
        }
        Consequence::DeadLetterExchangeMissing { exchange, messages } => (
            key!("sentence.dead_letter_exchange_missing"),
            with![exchange, messages],
        ),
        Consequence::Cycle { queue, message } => (key!("sentence.cycle"), with![queue, message]),
        Consequence::HeadDropped {
            queue,
            limit,
            in_bytes: false,
            message,
        } => (key!("sentence.head_dropped"), with![queue, limit, message]),
        Consequence::HeadDropped {
            queue,
            limit,
            in_bytes: true,
            message,
        } => (key!("sentence.head_dropped_bytes"), with![queue, limit, message]),
        Consequence::Refused { queue, message } => (key!("sentence.refused"), with![queue, message]),
        Consequence::BackInLine { messages, queue } => {
            (key!("sentence.back_in_line"), with![messages, queue])
        }
        Consequence::Lost { messages } => (key!("sentence.lost"), with![messages]),
        Consequence::Confirmed { message } => (key!("sentence.confirmed"), with![message]),
        Consequence::NextActive { consumer, queue } => (key!("sentence.next_active"), with![consumer, queue]),
        Consequence::Works { by, message, for_ms } => works(by, message.as_ref(), *for_ms),
        Consequence::Effect { by, what, count } => (key!("sentence.effect"), with![by, what, count]),
    }
}

fn publishes<'a>(
    by: &'a Label,
    message: &MessageId,
    exchange: &'a Label,
    key: Option<&'a Label>,
) -> Entry<'a> {
    let exchange = Argument::exchange(exchange);
    match key {
        Some(key) if key.is_empty() => (
            key!("sentence.publishes_empty_key"),
            with![by, message, exchange = exchange],
        ),
        Some(key) => (
            key!("sentence.publishes"),
            with![by, message, exchange = exchange, key = Argument::key(key)],
        ),
        None => (
            key!("sentence.publishes_keyless"),
            with![by, message, exchange = exchange],
        ),
    }
}

fn expires<'a>(messages: &'a Vec<MessageId>, queue: &'a Label, waited_ms: Ms) -> Entry<'a> {
    match messages.len() {
        1 => (
            key!("sentence.expires"),
            with![messages, queue, waited = Argument::Span(waited_ms)],
        ),
        _ => (key!("sentence.expire"), with![messages, queue]),
    }
}

fn works<'a>(by: &'a Label, message: Option<&MessageId>, for_ms: Ms) -> Entry<'a> {
    let span = Argument::Span(for_ms);
    match message {
        Some(message) => (key!("sentence.works"), with![by, message, span = span]),
        None => (key!("sentence.works_on_nothing"), with![by, span = span]),
    }
}

fn queue_gone<'a>(queue: &'a Label, end: QueueEnd, unused_ms: Option<Ms>, count: &u32) -> Entry<'a> {
    match (end, unused_ms) {
        (QueueEnd::Unused, Some(unused_ms)) => (
            key!("sentence.queue_unused"),
            with![queue, span = Argument::Span(unused_ms), count],
        ),
        (QueueEnd::Deleted | QueueEnd::Unused, _) => (key!("sentence.queue_deleted"), with![queue, count]),
        (QueueEnd::AutoDeleted, _) => (key!("sentence.queue_auto_deleted"), with![queue, count]),
        (QueueEnd::OwnerGone, _) => (key!("sentence.queue_owner_gone"), with![queue, count]),
        (QueueEnd::Restarted, _) => (key!("sentence.queue_restarted"), with![queue, count]),
    }
}

/// A sentence begins with a capital, also where a term stands first. What could be typed into a client stays as it is.
fn begin(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(Piece::Plain(words)) = pieces.first_mut() {
        if words.starts_with("broker") {
            return pieces;
        }
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::plain;

    fn label(text: &str) -> Label {
        text.into()
    }

    fn both(cause: Cause, consequence: Option<Consequence>) -> (String, String) {
        let telling = Telling { cause, consequence };
        let of = |language| plain(&Text::new(language).telling(&telling));
        (of(Language::English), of(Language::Chinese))
    }

    #[test]
    fn a_retry_reads_as_the_guide_has_it() {
        let (english, chinese) = both(
            Cause::Expires {
                messages: vec![MessageId(2)],
                queue: label("orders.wait"),
                waited_ms: 5_000,
            },
            Some(Consequence::DeadLettered {
                exchange: label("orders"),
                keys: vec![label("order.created.#")],
                queues: vec![label("orders.work")],
            }),
        );
        assert_eq!(
            english,
            "m2 waited 5 s in orders.wait and expires. Dead-lettered to orders, it matches order.created.# and enters \
             orders.work."
        );
        assert_eq!(
            chinese,
            "m2 在 orders.wait 等满 5 秒，过期。它成为死信转往 orders，order.created.# 匹配，进入 orders.work。"
        );
    }

    #[test]
    fn counts_agree_and_long_lists_are_counted() {
        let publishes = |queues: u32| {
            both(
                Cause::Publishes {
                    by: label("sender"),
                    message: MessageId(1),
                    exchange: label(""),
                    key: Some(label("")),
                },
                Some(Consequence::Matches {
                    keys: vec![label("a.#"); queues as usize],
                    queues: (1..=queues).map(|number| label(&format!("q{number}"))).collect(),
                }),
            )
        };
        let (english, chinese) = publishes(1);
        assert_eq!(
            english,
            "sender publishes m1 to the default exchange with an empty key. a.# matches: one copy for q1."
        );
        assert_eq!(
            chinese,
            "sender 向默认交换机发布 m1，键是空的。a.# 匹配，q1 得一份。"
        );
        let (english, chinese) = publishes(7);
        assert!(
            english.ends_with("a.#, a.#, a.# and 4 more match: one copy each for q1, q2, q3 and 4 more."),
            "{english}"
        );
        assert!(
            chinese.ends_with("a.#、a.#、a.# 和另外 4 个匹配，q1、q2、q3 和另外 4 个各得一份。"),
            "{chinese}"
        );
    }
}
