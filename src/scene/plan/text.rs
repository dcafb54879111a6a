//! Badges: the management interface's abbreviations, with values where they fit.

use crate::base::gather::Gather;
use crate::base::time::Ms;
use crate::base::value::Value;
use crate::model::topology::{Exchange, Queue};
use crate::scene::measure::{Font, width};
use crate::scene::plan::PlanBadge;

/// As much as badges may take together, in pixels.
const ROOM: i32 = 230;

/// The space around the text in a badge and between badges.
const PADDING: i32 = 12;

/// What a queue's badges tell, from its arguments or with what policies add.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueSettings {
    pub durable: bool,
    pub auto_delete: bool,
    pub exclusive: bool,
    pub message_ttl_ms: Option<Ms>,
    pub expires_ms: Option<Ms>,
    pub max_length: Option<u64>,
    pub max_length_bytes: Option<u64>,
    /// The value of `x-overflow`, where it is not the default.
    pub overflow: Option<String>,
    pub dead_letter_exchange: Option<String>,
    pub dead_letter_routing_key: Option<String>,
    pub max_priority: Option<u64>,
    pub single_active_consumer: bool,
    pub lazy: bool,
}

impl QueueSettings {
    /// What the queue's own flags and arguments say.
    pub fn of(queue: &Queue) -> Self {
        let number = |name: &str| {
            let value = queue.arguments.get(name).and_then(Value::as_integer);
            value.and_then(|value| u64::try_from(value).ok())
        };
        let text = |name: &str| queue.text_argument(name).map(String::from);
        QueueSettings {
            durable: queue.durable,
            auto_delete: queue.auto_delete,
            exclusive: false,
            message_ttl_ms: number("x-message-ttl"),
            expires_ms: number("x-expires"),
            max_length: number("x-max-length"),
            max_length_bytes: number("x-max-length-bytes"),
            overflow: text("x-overflow").filter(|overflow| overflow != "drop-head"),
            dead_letter_exchange: text("x-dead-letter-exchange"),
            dead_letter_routing_key: text("x-dead-letter-routing-key"),
            max_priority: number("x-max-priority"),
            single_active_consumer: queue.arguments.get("x-single-active-consumer")
                == Some(&Value::Boolean(true)),
            lazy: queue.text_argument("x-queue-mode") == Some("lazy"),
        }
    }

    /// Abbreviation, value where one is worth showing, and the setting in full.
    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut flag = |set: bool, short, title: &str| {
            if set {
                parts.push(Part::new(short, None, title.into()));
            }
        };
        flag(self.durable, "D", "durable");
        flag(self.auto_delete, "AD", "auto-delete");
        flag(self.exclusive, "Excl", "exclusive");
        let mut value = |value: Option<String>, short, title: &str, raw: Option<String>| {
            if let (Some(value), Some(raw)) = (value, raw) {
                parts.push(Part::new(short, Some(value), format!("{title} = {raw}")));
            }
        };
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        value(
            self.message_ttl_ms.map(span),
            "TTL",
            "message-ttl",
            number(self.message_ttl_ms),
        );
        value(
            self.expires_ms.map(span),
            "Exp",
            "expires",
            number(self.expires_ms),
        );
        value(
            number(self.max_length),
            "Lim",
            "max-length",
            number(self.max_length),
        );
        value(
            number(self.max_length_bytes),
            "Lim B",
            "max-length-bytes",
            number(self.max_length_bytes),
        );
        let hidden = |text: &Option<String>| text.as_ref().map(|_| String::new());
        value(hidden(&self.overflow), "Ovfl", "overflow", self.overflow.clone());
        value(
            hidden(&self.dead_letter_exchange),
            "DLX",
            "dead-letter-exchange",
            self.dead_letter_exchange.clone(),
        );
        value(
            hidden(&self.dead_letter_routing_key),
            "DLK",
            "dead-letter-routing-key",
            self.dead_letter_routing_key.clone(),
        );
        value(
            number(self.max_priority),
            "Pri",
            "x-max-priority",
            number(self.max_priority),
        );
        let mut flag = |set: bool, short, title: &str| {
            if set {
                parts.push(Part::new(short, None, title.into()));
            }
        };
        flag(self.single_active_consumer, "SAC", "x-single-active-consumer");
        flag(self.lazy, "Lazy", "x-queue-mode = lazy");
        parts
    }
}

struct Part {
    short: &'static str,
    value: Option<String>,
    title: String,
}

impl Part {
    fn new(short: &'static str, value: Option<String>, title: String) -> Self {
        let value = value.filter(|value| !value.is_empty());
        Part { short, value, title }
    }

    fn text(&self, with_value: bool) -> String {
        match &self.value {
            Some(value) if with_value => format!("{} {value}", self.short),
            Some(_) | None => self.short.into(),
        }
    }
}

/// The badges of a queue. Values are left out from the last on until all badges fit.
pub fn badges_of_queue(settings: &QueueSettings) -> Vec<PlanBadge> {
    let parts = settings.parts();
    let fits = |with_values: usize| {
        let widths = parts.iter().enumerate();
        let total: i32 = widths
            .map(|(at, part)| badge_width(&part.text(at < with_values)) + 4)
            .sum();
        total <= ROOM
    };
    let with_values = (0..=parts.len()).rev().find(|&count| fits(count)).unwrap_or(0);
    let badges = parts.iter().enumerate().map(|(at, part)| PlanBadge {
        text: part.text(at < with_values).into(),
        is_dead_letter: matches!(part.short, "DLX" | "DLK"),
        title: part.title.as_str().into(),
    });
    badges.gather()
}

/// The badges of an exchange. That it is durable goes without saying: the picture tells what is special.
pub fn badges_of_exchange(exchange: &Exchange) -> Vec<PlanBadge> {
    let alternate = exchange
        .arguments
        .get("alternate-exchange")
        .and_then(Value::as_text);
    let flags = [
        (exchange.auto_delete, "AD", "auto-delete".to_string()),
        (exchange.internal, "I", "internal".to_string()),
        (
            alternate.is_some(),
            "AE",
            format!("alternate-exchange = {}", alternate.unwrap_or_default()),
        ),
    ];
    let shown = flags.into_iter().filter(|(set, _, _)| *set);
    let badges = shown.map(|(_, text, title)| PlanBadge {
        text: text.into(),
        is_dead_letter: false,
        title: title.into(),
    });
    badges.gather()
}

/// How wide a badge is.
pub fn badge_width(text: &str) -> i32 {
    (width(Font::Badge, text) + PADDING).max(16)
}

/// A span of time with a unit that stays Latin in every language: `300 ms`, `5 s`, `2 min`.
pub fn span(span_ms: Ms) -> String {
    match span_ms {
        0..1_000 => format!("{span_ms} ms"),
        _ if span_ms.is_multiple_of(3_600_000) => format!("{} h", span_ms / 3_600_000),
        _ if span_ms.is_multiple_of(60_000) => format!("{} min", span_ms / 60_000),
        _ if span_ms.is_multiple_of(1_000) => format!("{} s", span_ms / 1_000),
        _ => format!("{}.{} s", span_ms / 1_000, span_ms % 1_000 / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(settings: &QueueSettings) -> Vec<String> {
        badges_of_queue(settings)
            .iter()
            .map(|badge| badge.text.to_string())
            .collect()
    }

    #[test]
    fn badges_carry_values_where_they_fit() {
        let mut settings = QueueSettings {
            durable: true,
            message_ttl_ms: Some(5_000),
            dead_letter_exchange: Some("orders".into()),
            ..QueueSettings::default()
        };
        assert_eq!(texts(&settings), ["D", "TTL 5 s", "DLX"]);
        settings.max_length = Some(100_000);
        settings.max_priority = Some(5);
        settings.expires_ms = Some(1_800_000);
        assert_eq!(texts(&settings), ["D", "TTL 5 s", "Exp", "Lim", "DLX", "Pri"]);
    }

    #[test]
    fn spans_are_short() {
        let spans = [300, 5_000, 1_500, 120_000, 7_200_000].map(span);
        assert_eq!(spans, ["300 ms", "5 s", "1.5 s", "2 min", "2 h"]);
    }
}
