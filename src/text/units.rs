//! Times in words and digits. Spans are short ("300 ms", "5 s", "2 min"), exact, and never rounded away.

use crate::base::time::Ms;
use crate::key;
use crate::text::{Argument, Entry, Text};

const SECOND: Ms = 1_000;
const MINUTE: Ms = 60 * SECOND;

/// A span of time in its largest unit that needs at most three decimals: 300 ms, 1.5 s, 2 min.
pub fn span(text: &Text, span_ms: Ms) -> String {
    let (key, amount) = if span_ms < SECOND {
        (key!("unit.milliseconds"), span_ms.to_string())
    } else if span_ms >= MINUTE && span_ms.is_multiple_of(MINUTE) {
        (key!("unit.minutes"), (span_ms / MINUTE).to_string())
    } else {
        (key!("unit.seconds"), shortest_seconds(span_ms))
    };
    text.line(Entry::of(key).with("amount", Argument::Plain(&amount)))
}

/// A moment in seconds with three decimals, as tables show it: 5.720.
pub fn seconds(at_ms: Ms) -> String {
    format!("{}.{:03}", at_ms / SECOND, at_ms % SECOND)
}

/// A moment as the clock shows it: 00:05.720.
pub fn clock(at_ms: Ms) -> String {
    format!(
        "{:02}:{:02}.{:03}",
        at_ms / MINUTE,
        at_ms % MINUTE / SECOND,
        at_ms % SECOND
    )
}

fn shortest_seconds(span_ms: Ms) -> String {
    let all = seconds(span_ms);
    all.trim_end_matches('0').trim_end_matches('.').to_string()
}
