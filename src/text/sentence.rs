//! The words of generated sentences. A telling becomes one or two sentences, each one entry of the catalogue.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::broker::event::QueueEnd;
use crate::entry;
use crate::explain::Label;
use crate::lesson::{Cause, Consequence, Telling};
use crate::text::piece::Piece;
use crate::text::{Argument, Entry, Text, error};

impl Text {
    /// What a step has to say, as one paragraph.
    pub fn telling(&self, telling: &Telling) -> Vec<Piece> {
        let then = telling.consequence.as_ref().map(|then| self.consequence(then));
        self.paragraph([Some(self.cause(&telling.cause)), then].into_iter().flatten())
    }

    /// The sentence of a cause.
    pub fn cause(&self, cause: &Cause) -> Vec<Piece> {
        begin(self.say(of_cause(cause)))
    }

    /// The sentence of a consequence.
    pub fn consequence(&self, consequence: &Consequence) -> Vec<Piece> {
        begin(self.say(of_consequence(consequence)))
    }
}

fn of_cause(cause: &Cause) -> Entry<'_> {
    match cause {
        Cause::Start => entry!("sentence.start"),
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
        } => entry!("sentence.delivers", queue, message, to),
        Cause::Delivers {
            queue,
            message,
            to,
            redelivered: true,
        } => entry!("sentence.delivers_again", queue, message, to),
        Cause::Fetches {
            by,
            message,
            queue,
            redelivered: false,
        } => entry!("sentence.fetches", by, message, queue),
        Cause::Fetches {
            by,
            message,
            queue,
            redelivered: true,
        } => entry!("sentence.fetches_again", by, message, queue),
        Cause::FetchesNothing { by } => entry!("sentence.fetches_nothing", by),
        Cause::Acks { by, messages, queue } => entry!("sentence.acks", by, messages, queue),
        Cause::Rejects { by, messages } => entry!("sentence.rejects", by, messages),
        Cause::Requeues { by, messages } => entry!("sentence.requeues", by, messages),
        Cause::NotSent { by, messages } => entry!("sentence.not_sent", by, messages),
        Cause::SendsPublish { by, message } => entry!("sentence.sends_publish", by, message),
        Cause::SendsRequest { by } => entry!("sentence.sends_request", by),
        Cause::SendsSettlement { by, message } => entry!("sentence.sends_settlement", by, message),
        Cause::Expires {
            messages,
            queue,
            waited_ms,
        } => expires(messages, queue, *waited_ms),
        Cause::Works { by, message, for_ms } => works(by, message.as_ref(), *for_ms),
        Cause::Waits { by, for_ms } => entry!("sentence.waits", by, span = Argument::Span(*for_ms)),
        Cause::Effect { by, what, count } => entry!("sentence.effect", by, what, count),
        Cause::Confirms { messages, to } => entry!("sentence.confirms", messages, to),
        Cause::RefusalArrives { messages, to } => entry!("sentence.refusal_arrives", messages, to),
        Cause::ReturnArrives { message, to } => entry!("sentence.return_arrives", message, to),
        Cause::Connects { actor, queues } if queues.is_empty() => entry!("sentence.connects", actor),
        Cause::Connects { actor, queues } => entry!("sentence.connects_and_consumes", actor, queues),
        Cause::ConnectionRefused { actor, code } => {
            entry!("sentence.connection_refused", actor, code = error::code(*code))
        }
        Cause::ChannelCloses { actor, code } => {
            entry!("sentence.channel_closes", actor, code = error::code(*code))
        }
        Cause::ConnectionCloses { actor, code } => {
            entry!("sentence.connection_closes", actor, code = error::code(*code))
        }
        Cause::Crashes { actor } => entry!("sentence.crashes", actor),
        Cause::Restarts { actor } => entry!("sentence.restarts", actor),
        Cause::Cut { actor } => entry!("sentence.cut", actor),
        Cause::Notices { actor } => entry!("sentence.notices", actor),
        Cause::BrokerNotices { actor } => entry!("sentence.broker_notices", actor),
        Cause::BrokerRestarts { lost, kept } => entry!("sentence.broker_restarts", lost, kept),
        Cause::DeclaresQueue { by, queue } => entry!("sentence.declares_queue", by, queue),
        Cause::DeclaresExchange { by, exchange } => entry!("sentence.declares_exchange", by, exchange),
        Cause::Binds {
            by,
            source,
            destination,
            key,
        } => entry!(
            "sentence.binds",
            by,
            source,
            destination,
            key = Argument::key(key)
        ),
        Cause::Unbinds {
            by,
            source,
            destination,
        } => entry!("sentence.unbinds", by, source, destination),
        Cause::Cancels { by, queue } => entry!("sentence.cancels", by, queue),
        Cause::CancelArrives { to, queue } => entry!("sentence.cancel_arrives", to, queue),
        Cause::Purges {
            by,
            queue,
            messages: count,
        } => entry!("sentence.purges", by, queue, count),
        Cause::Commits { by } => entry!("sentence.commits", by),
        Cause::RollsBack { by } => entry!("sentence.rolls_back", by),
        Cause::Fails { actor, line } => entry!("sentence.fails", actor, line),
        Cause::QueueGone {
            queue,
            end,
            unused_ms,
            messages,
        } => queue_gone(queue, *end, *unused_ms, messages),
        Cause::ExchangeGone {
            exchange,
            automatic: true,
        } => entry!("sentence.exchange_auto_deleted", exchange),
        Cause::ExchangeGone {
            exchange,
            automatic: false,
        } => entry!("sentence.exchange_deleted", exchange),
        Cause::PolicyChanges { policy } => entry!("sentence.policy_changes", policy),
        Cause::Nothing { actor: Some(actor) } => entry!("sentence.passes", actor),
        Cause::Nothing { actor: None } => entry!("sentence.nothing"),
    }
}

fn of_consequence(consequence: &Consequence) -> Entry<'_> {
    match consequence {
        Consequence::Matches { keys, queues } => {
            entry!("sentence.matches", keys = Argument::keys(keys), queues)
        }
        Consequence::Copies { queues } => entry!("sentence.copies", queues),
        Consequence::Place {
            message,
            queue,
            place,
        } => entry!("sentence.place", message, queue, place),
        Consequence::Unroutable {
            message,
            key: Some(key),
        } => entry!("sentence.unroutable", message, key = Argument::key(key)),
        Consequence::Unroutable { message, key: None } => {
            entry!("sentence.unroutable_keyless", message)
        }
        Consequence::NoQueueNamed { message, key } if key.is_empty() => {
            entry!("sentence.no_queue_unnamed", message)
        }
        Consequence::NoQueueNamed { message, key } => entry!("sentence.no_queue_named", message, key),
        Consequence::Returned { message, to } => entry!("sentence.returned", message, to),
        Consequence::Alternate {
            exchange,
            alternate,
            message,
            queues,
        } if queues.is_empty() => entry!(
            "sentence.alternate",
            exchange = Argument::exchange(exchange),
            alternate = Argument::exchange(alternate),
            message
        ),
        Consequence::Alternate {
            exchange,
            alternate,
            message,
            queues,
        } => entry!(
            "sentence.alternate_enters",
            exchange = Argument::exchange(exchange),
            alternate = Argument::exchange(alternate),
            message,
            queues
        ),
        Consequence::Full {
            consumer: Some((consumer, holds)),
            message,
        } => entry!("sentence.full", consumer, holds, message),
        Consequence::Full {
            consumer: None,
            message,
        } => entry!("sentence.all_full", message),
        Consequence::Next { queue, messages, to } => entry!("sentence.next", queue, messages, to),
        Consequence::Acks { by, messages, queue } => entry!("sentence.acks", by, messages, queue),
        Consequence::DeadLettered {
            exchange,
            keys,
            queues,
        } if keys.is_empty() => entry!(
            "sentence.dead_lettered_keyless",
            exchange = Argument::exchange(exchange),
            queues
        ),
        Consequence::DeadLettered {
            exchange,
            keys,
            queues,
        } => entry!(
            "sentence.dead_lettered",
            exchange = Argument::exchange(exchange),
            keys = Argument::keys(keys),
            queues
        ),
        Consequence::DeadLetteredTogether { exchange, messages } => entry!(
            "sentence.dead_lettered_together",
            exchange = Argument::exchange(exchange),
            messages
        ),
        Consequence::DeadLetterUnroutable { exchange, message } => entry!(
            "sentence.dead_letter_unroutable",
            exchange = Argument::exchange(exchange),
            message
        ),
        Consequence::NoDeadLetterExchange { queue, messages } => {
            entry!("sentence.no_dead_letter_exchange", queue, messages)
        }
        Consequence::DeadLetterExchangeMissing { exchange, messages } => {
            entry!("sentence.dead_letter_exchange_missing", exchange, messages)
        }
        Consequence::Cycle { queue, message } => entry!("sentence.cycle", queue, message),
        Consequence::HeadDropped {
            queue,
            limit,
            in_bytes,
            message,
            exchange,
        } => head_dropped(queue, limit, *in_bytes, message, exchange.as_ref()),
        Consequence::Expires { messages, queue } => entry!("sentence.expires_now", messages, queue),
        Consequence::Refused { queue, message } => entry!("sentence.refused", queue, message),
        Consequence::BackInLine { messages, queue } => {
            entry!("sentence.back_in_line", messages, queue)
        }
        Consequence::Lost { messages } => entry!("sentence.lost", messages),
        Consequence::Confirmed { message } => entry!("sentence.confirmed", message),
        Consequence::NextActive { consumer, queue } => entry!("sentence.next_active", consumer, queue),
        Consequence::Works { by, message, for_ms } => works(by, message.as_ref(), *for_ms),
        Consequence::Effect { by, what, count } => entry!("sentence.effect", by, what, count),
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
        Some(key) if key.is_empty() => {
            entry!("sentence.publishes_empty_key", by, message, exchange = exchange)
        }
        Some(key) => entry!(
            "sentence.publishes",
            by,
            message,
            exchange = exchange,
            key = Argument::key(key)
        ),
        None => entry!("sentence.publishes_keyless", by, message, exchange = exchange),
    }
}

fn expires<'a>(messages: &'a Vec<MessageId>, queue: &'a Label, waited_ms: Ms) -> Entry<'a> {
    match messages.len() {
        1 => entry!(
            "sentence.expires",
            messages,
            queue,
            waited = Argument::Span(waited_ms)
        ),
        _ => entry!("sentence.expire", messages, queue),
    }
}

fn works<'a>(by: &'a Label, message: Option<&MessageId>, for_ms: Ms) -> Entry<'a> {
    let span = Argument::Span(for_ms);
    match message {
        Some(message) => entry!("sentence.works", by, message, span = span),
        None => entry!("sentence.works_on_nothing", by, span = span),
    }
}

fn head_dropped<'a>(
    queue: &'a Label,
    limit: &u64,
    in_bytes: bool,
    message: &MessageId,
    exchange: Option<&'a Label>,
) -> Entry<'a> {
    match (exchange, in_bytes) {
        (None, false) => entry!("sentence.head_dropped", queue, limit, message),
        (None, true) => entry!("sentence.head_dropped_bytes", queue, limit, message),
        (Some(exchange), false) => entry!("sentence.head_dead_lettered", queue, limit, message, exchange),
        (Some(exchange), true) => entry!(
            "sentence.head_dead_lettered_bytes",
            queue,
            limit,
            message,
            exchange
        ),
    }
}

fn queue_gone<'a>(queue: &'a Label, end: QueueEnd, unused_ms: Option<Ms>, count: &u32) -> Entry<'a> {
    match (end, unused_ms) {
        (QueueEnd::Unused, Some(unused_ms)) => entry!(
            "sentence.queue_unused",
            queue,
            span = Argument::Span(unused_ms),
            count
        ),
        (QueueEnd::Deleted | QueueEnd::Unused, _) => entry!("sentence.queue_deleted", queue, count),
        (QueueEnd::AutoDeleted, _) => entry!("sentence.queue_auto_deleted", queue, count),
        (QueueEnd::OwnerGone, _) => entry!("sentence.queue_owner_gone", queue, count),
        (QueueEnd::Restarted, _) => entry!("sentence.queue_restarted", queue, count),
    }
}

/// A sentence begins with a capital, also where a term stands first. What could be typed into a client stays as it is.
pub(super) fn begin(mut pieces: Vec<Piece>) -> Vec<Piece> {
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
    use crate::text::{Language, plain};

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
