//! The headers that a dead letter carries: x-death and x-first-death-* (R-DL-3 to R-DL-6), and the cycle rule that reads
//! them (R-DL-7).

use super::content::{Content, Properties};
use super::event::DeathReason;
use crate::base::gather::Gather;
use crate::base::time::Ms;
use crate::base::value::{Table, Value};

/// One death.
pub(super) struct Death<'a> {
    pub reason: DeathReason,
    pub queue: &'a str,
    pub now: Ms,
    /// What the message was published with before this death.
    pub exchange: &'a str,
    pub routing_key: &'a str,
    /// `x-dead-letter-routing-key` applies: the CC header goes (R-DL-2).
    pub rerouted: bool,
}

const X_DEATH: &str = "x-death";

/// The content of the dead letter, and how often it died in this queue for this reason.
pub(super) fn dead_content(content: &Content, death: &Death) -> (Content, u32) {
    let mut properties = content.properties.clone();
    let count = add_death(&mut properties, death);
    if death.rerouted {
        properties.headers.remove("CC");
    }
    properties.expiration = None;
    let content = Content {
        properties,
        body: content.body.clone(),
    };
    (content, count)
}

fn add_death(properties: &mut Properties, death: &Death) -> u32 {
    let entry = entry(properties, death);
    let headers = &mut properties.headers;
    let (deaths, count) = match headers.remove(X_DEATH) {
        None => {
            headers.set("x-first-death-reason", death.reason.word().into());
            headers.set("x-first-death-queue", death.queue.into());
            headers.set("x-first-death-exchange", death.exchange.into());
            (vec![with_count(entry, 1)], 1)
        }
        Some(Value::Array(deaths)) => add_to_deaths(deaths, entry, death),
        Some(
            Value::Void
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Table(_),
        ) => (vec![with_count(entry, 1)], 1),
    };
    headers.set(X_DEATH, Value::Array(deaths));
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The entry of this death, without its count.
fn entry(properties: &Properties, death: &Death) -> Table {
    let mut keys: Vec<Value> = vec![death.routing_key.into()];
    if let Some(Value::Array(copies)) = properties.headers.get("CC") {
        keys.extend(copies.iter().filter(|copy| copy.as_text().is_some()).cloned());
    }
    let mut entry: Table = [
        ("reason", Value::from(death.reason.word())),
        ("queue", death.queue.into()),
        ("time", Value::Integer((death.now / 1000) as i64)),
        ("exchange", death.exchange.into()),
        ("routing-keys", Value::Array(keys)),
    ]
    .into_iter()
    .collect();
    if let Some(expiration) = &properties.expiration {
        entry.set("original-expiration", Value::Text(expiration.clone()));
    }
    entry
}

fn with_count(mut entry: Table, count: i64) -> Value {
    entry.set("count", Value::Integer(count));
    Value::Table(entry)
}

/// A death that is in the list already counts up and goes to the front, its other fields untouched; else it goes to the
/// front anew. The others follow in the order in which RabbitMQ 3.10 leaves them (R-DL-4).
fn add_to_deaths(deaths: Vec<Value>, entry: Table, death: &Death) -> (Vec<Value>, i64) {
    let same = |other: &Table| is_of(other, death.queue, death.reason.word());
    let (mut matching, others): (Vec<Table>, Vec<Table>) = grouped(deaths).into_iter().partition(same);
    let (first, count) = match matching.pop() {
        None => (entry, 1),
        Some(earlier) => {
            let count = match earlier.get("count") {
                Some(Value::Integer(count)) => count.saturating_add(1),
                Some(_) | None => 1,
            };
            (earlier, count)
        }
    };
    let mut all = vec![with_count(first, count)];
    all.extend(others.into_iter().map(Value::Table));
    (all, count)
}

fn is_of(death: &Table, queue: &str, reason: &str) -> bool {
    let text = |key: &str| death.get(key).and_then(Value::as_text);
    text("queue") == Some(queue) && text("reason") == Some(reason)
}

/// One entry a queue and reason. As RabbitMQ 3.10 does it, a list of two or more comes out reversed; an entry without a
/// count gets the number of its likes.
fn grouped(deaths: Vec<Value>) -> Vec<Table> {
    let tables: Vec<Table> = deaths
        .into_iter()
        .filter_map(|death| match death {
            Value::Table(table) => Some(table),
            Value::Void
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Array(_) => None,
        })
        .gather();
    if tables.len() < 2 {
        return tables;
    }
    let mut groups: Vec<Table> = Vec::new();
    let alike = |one: &Table, other: &Table| {
        ["queue", "reason"]
            .iter()
            .all(|key| one.get(key) == other.get(key))
    };
    for table in &tables {
        if groups.iter().any(|group| alike(group, table)) {
            continue;
        }
        let mut first = table.clone();
        if first.get("count").is_none() {
            let likes = tables.iter().filter(|other| alike(other, table)).count();
            first.set("count", Value::Integer(likes as i64));
        }
        groups.push(first);
    }
    groups.reverse();
    groups
}

/// Whether a message that died like this and comes to `queue` goes round in a cycle that no client has touched: the queue is
/// among its deaths, and no death from the front of the list up to that one is a rejection (R-DL-7).
pub(super) fn is_cycle(headers: &Table, reason: DeathReason, queue: &str) -> bool {
    if reason == DeathReason::Rejected {
        return false;
    }
    let Some(Value::Array(deaths)) = headers.get(X_DEATH) else {
        return false;
    };
    for death in deaths {
        let Value::Table(death) = death else {
            return false;
        };
        if death.get("reason").and_then(Value::as_text) == Some(DeathReason::Rejected.word()) {
            return false;
        }
        if death.get("queue").and_then(Value::as_text) == Some(queue) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn die(content: &Content, queue: &str, reason: DeathReason) -> (Content, u32) {
        dead_content(
            content,
            &Death {
                reason,
                queue,
                now: 0,
                exchange: "x",
                routing_key: "k",
                rerouted: false,
            },
        )
    }

    fn queues(content: &Content) -> Vec<String> {
        let Some(Value::Array(deaths)) = content.properties.headers.get(X_DEATH) else {
            return Vec::new();
        };
        let queue = |death: &Value| match death {
            Value::Table(death) => death.get("queue").and_then(Value::as_text).map(str::to_string),
            _ => None,
        };
        deaths.iter().filter_map(queue).collect()
    }

    #[test]
    fn repeated_deaths_count_and_three_turn_the_list_round() {
        let (one, count) = die(&Content::text("m"), "q1", DeathReason::Rejected);
        assert_eq!(count, 1);
        let (two, _) = die(&one, "q2", DeathReason::Expired);
        let (three, _) = die(&two, "q3", DeathReason::Expired);
        assert_eq!(queues(&three), ["q3", "q1", "q2"]);
        let (again, count) = die(&three, "q1", DeathReason::Rejected);
        assert_eq!(
            (queues(&again), count),
            (vec!["q1".into(), "q2".into(), "q3".into()], 2)
        );
        let first = again.properties.headers.get("x-first-death-queue");
        assert_eq!(first.and_then(Value::as_text), Some("q1"));
    }

    #[test]
    fn a_header_of_the_client_is_honoured_or_reset() {
        let mut content = Content::text("m");
        let death: Table = [
            ("queue", Value::from("q")),
            ("reason", "expired".into()),
            ("count", Value::Integer(41)),
        ]
        .into_iter()
        .collect();
        content
            .properties
            .headers
            .set(X_DEATH, Value::Array(vec![Value::Table(death)]));
        let (dead, count) = die(&content, "q", DeathReason::Expired);
        assert_eq!(count, 42);
        assert_eq!(dead.properties.headers.get("x-first-death-queue"), None);
        content.properties.headers.set(X_DEATH, "nonsense".into());
        let (dead, count) = die(&content, "q", DeathReason::Expired);
        assert_eq!((queues(&dead), count), (vec!["q".to_string()], 1));
    }

    #[test]
    fn cycles_end_at_a_rejection() {
        let (one, _) = die(&Content::text("m"), "q1", DeathReason::Expired);
        assert!(is_cycle(&one.properties.headers, DeathReason::Expired, "q1"));
        assert!(!is_cycle(&one.properties.headers, DeathReason::Rejected, "q1"));
        assert!(!is_cycle(&one.properties.headers, DeathReason::Expired, "q2"));
        let (two, _) = die(&one, "q2", DeathReason::Rejected);
        assert!(!is_cycle(&two.properties.headers, DeathReason::Expired, "q1"));
    }
}
