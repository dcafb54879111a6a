//! Making Why: a story's reasons with their pictograms, and bindings laid against key or headers.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::broker::view::ExchangeKind;
use crate::explain::topic::{Alignment, Outcome};
use crate::explain::why::{
    Attempt, Comparison, Destination, HeaderMode, HeaderOutcome, HeaderRow, HeaderTable, Reason as Because,
    Routing, RoutingKind, Story,
};
use crate::studio::Studio;
use crate::studio::panels::Icon;
use crate::studio::panels::why::{MatchRow, MatchTable, MatchWord, Reason, Why};
use crate::text::{Argument, Entry, Text, plain, units};
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn why(&mut self) -> Why {
        let lit = self.lit();
        let Some(session) = &mut self.session else {
            return Why::default();
        };
        let step = session.step;
        let why = session.explainer.why(&mut session.history, step, None);
        let notes = why
            .failures
            .iter()
            .map(|failure| self.text.failure(failure))
            .gather();
        let mut messages: Vec<MessageId> = why.stories.iter().map(|story| story.message).gather();
        let story = match lit {
            None => why.stories.into_iter().next(),
            Some(message) => {
                let asked = session.explainer.why(&mut session.history, step, Some(message));
                asked.stories.into_iter().next()
            }
        };
        let now_ms = session.world().now();
        let Some(story) = story else {
            let key = if step == 0 {
                key!("why.start")
            } else {
                key!("why.nothing")
            };
            return Why {
                empty: Some(self.text.say(Entry::of(key))).filter(|_| notes.is_empty()),
                notes,
                ..Why::default()
            };
        };
        if !messages.contains(&story.message) {
            messages.insert(0, story.message);
        }
        // A publish that was an error tells of it itself.
        let tells = |reason: &Because| matches!(reason, Because::TurnedAway { .. });
        let notes = match why.failures.len() < 2 && story.reasons.iter().any(tells) {
            true => Vec::new(),
            false => notes,
        };
        let clock = units::clock(now_ms);
        let at = entry!("why.at", step, clock = Argument::Plain(&clock));
        Why {
            title: self.text.why(&story),
            subtitle: self.text.line(at).into(),
            messages,
            shown: Some(story.message),
            reasons: reasons(&self.text, &story),
            notes,
            empty: None,
        }
    }
}

fn reasons(text: &Text, story: &Story) -> Vec<Reason> {
    // What was decided last is what happens now.
    let now = story
        .reasons
        .iter()
        .rposition(|reason| matches!(reason, Because::Routed(_)));
    let now = now.unwrap_or(story.reasons.len().saturating_sub(1));
    let reasons = story.reasons.iter().enumerate().map(|(at, reason)| {
        let explained = text.reason(reason);
        Reason {
            icon: icon(reason),
            title: explained.heading,
            text: explained.text,
            is_now: at == now,
            table: if let Because::Routed(routing) = reason {
                table(text, story.message, routing)
            } else {
                None
            },
        }
    });
    reasons.gather()
}

fn icon(reason: &Because) -> Icon {
    match reason {
        Because::Published { .. } | Because::Routed(_) => Icon::Arrow,
        Because::Expired { .. } | Because::ExpiredBehind { .. } | Because::Expires { .. } => Icon::Hourglass,
        Because::Rejected { .. }
        | Because::DeadLettered { .. }
        | Because::Alternate { .. }
        | Because::CycleChecked { .. }
        | Because::Requeued { .. } => Icon::Turn,
        Because::OverLimit { .. }
        | Because::Refused { .. }
        | Because::NoDeadLetterExchange { .. }
        | Because::Unroutable { .. }
        | Because::TurnedAway { .. }
        | Because::Discarded { .. } => Icon::Warning,
        Because::Enqueued { .. } => Icon::Tray,
        Because::Dispatched { .. } | Because::Fetched { .. } | Because::Held { .. } => Icon::Deliver,
        Because::Travels { .. } | Because::Waits { .. } | Because::Answered { .. } => Icon::Clock,
        Because::Acked { .. } | Because::Confirmed { .. } => Icon::Tick,
    }
}

/// The bindings that were tried. The default exchange and a fanout compare nothing that is worth a table.
fn table(text: &Text, message: MessageId, routing: &Routing) -> Option<MatchTable> {
    let is_headers = match routing.kind {
        RoutingKind::Default | RoutingKind::Exchange(ExchangeKind::Fanout) => return None,
        RoutingKind::Exchange(ExchangeKind::Headers) => true,
        RoutingKind::Exchange(ExchangeKind::Direct | ExchangeKind::Topic) => false,
    };
    if routing.attempts.is_empty() {
        return None;
    }
    let key = if is_headers {
        key!("why.headers_of")
    } else {
        key!("why.key_of")
    };
    Some(MatchTable {
        title: text.say(Entry::of(key).with("message", Argument::Message(message))),
        words: if is_headers {
            found_headers(text, routing)
        } else {
            words_of(text, &routing.key)
        },
        has_places: !is_headers,
        rows: routing.attempts.iter().map(|attempt| row(text, attempt)).gather(),
        more: routing.more,
    })
}

/// The words of a key. An empty key has none, but an empty word is one.
fn words_of(text: &Text, key: &str) -> Vec<Rc<str>> {
    if key.is_empty() {
        return vec![text.get(key!("why.no_words")).into()];
    }
    let words = key.split('.').map(|word| match word {
        "" => text.get(key!("why.empty_word")).into(),
        word => word.into(),
    });
    words.gather()
}

/// What the message has of the headers that anybody asks for.
fn found_headers(text: &Text, routing: &Routing) -> Vec<Rc<str>> {
    let mut found: Vec<Rc<str>> = Vec::new();
    for attempt in &routing.attempts {
        if let Comparison::Headers(table) = &attempt.comparison {
            for row in &table.rows {
                if let Some(value) = &row.found {
                    let header: Rc<str> = format!("{} = {}", row.name, value.to_json()).into();
                    if !found.contains(&header) {
                        found.push(header);
                    }
                }
            }
        }
    }
    if found.is_empty() {
        found.push(text.get(key!("why.no_headers")).into());
    }
    found
}

fn row(text: &Text, attempt: &Attempt) -> MatchRow {
    let (destination, destination_is_exchange) = match &attempt.destination {
        Destination::Queue(name) => (name, false),
        Destination::Exchange(name) => (name, true),
    };
    MatchRow {
        matched: attempt.matched,
        key: match &attempt.comparison {
            Comparison::Headers(table) => mode(table.mode).into(),
            Comparison::Words(_) | Comparison::Always | Comparison::Whole | Comparison::Name => {
                (&*attempt.binding_key).into()
            }
        },
        destination: (&**destination).into(),
        destination_is_exchange,
        words: match &attempt.comparison {
            Comparison::Words(alignment) => words(alignment),
            Comparison::Headers(table) => headers(text, table),
            Comparison::Always | Comparison::Whole | Comparison::Name => Vec::new(),
        },
        verdict: text.verdict(attempt),
    }
}

/// As `x-match` writes it.
fn mode(mode: HeaderMode) -> &'static str {
    match mode {
        HeaderMode::All => "all",
        HeaderMode::Any => "any",
        HeaderMode::AllWithX => "all-with-x",
        HeaderMode::AnyWithX => "any-with-x",
    }
}

fn words(alignment: &Alignment) -> Vec<MatchWord> {
    let words = alignment.pattern.iter().map(|word| {
        let (ok, covers) = match &word.outcome {
            Outcome::Took(range) => (true, range.len()),
            Outcome::Differs(_) | Outcome::Missing => (false, 1),
            Outcome::Unreached => (false, 1),
        };
        MatchWord {
            text: word.kind.text().into(),
            ok,
            covers,
        }
    });
    // What comes after the first mismatch was not looked at.
    let mut failed = false;
    let until = words.take_while(|word| {
        let shown = !failed;
        failed |= !word.ok;
        shown
    });
    until.gather()
}

fn headers(text: &Text, table: &HeaderTable) -> Vec<MatchWord> {
    let counts = |row: &&HeaderRow| row.outcome != HeaderOutcome::Ignored;
    let words = table.rows.iter().filter(counts).map(|row| MatchWord {
        text: plain(&text.header_wanted(row)).into(),
        ok: matches!(row.outcome, HeaderOutcome::Equal | HeaderOutcome::Present),
        covers: 1,
    });
    words.gather()
}
