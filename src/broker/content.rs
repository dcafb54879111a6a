//! Contents of messages: properties and body. A content is registered once and from then on named by a small handle, so
//! that publishing the same content a million times copies nothing. What routing and queues ask of a content on every
//! publish (size, time to live, priority, extra routing keys) is worked out at registration.

use super::handle::ContentId;
use super::shared_log::SharedLog;
use crate::base::hash::Digest;
use crate::base::names::{Name, Names};
use crate::base::time::Ms;
use crate::base::value::{Table, Value};
use std::sync::Arc;

/// AMQP's basic properties. An absent one is `None`; absent headers are an empty table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    pub content_type: Option<Arc<str>>,
    pub content_encoding: Option<Arc<str>>,
    pub headers: Table,
    /// 1 transient, 2 persistent; absent means transient (R-DU-1).
    pub delivery_mode: Option<u8>,
    pub priority: Option<u8>,
    pub correlation_id: Option<Arc<str>>,
    pub reply_to: Option<Arc<str>>,
    /// Milliseconds to live, as decimal text (R-TTL-1).
    pub expiration: Option<Arc<str>>,
    pub message_id: Option<Arc<str>>,
    /// Seconds since 1970.
    pub timestamp: Option<u64>,
    /// AMQP's `type`.
    pub message_type: Option<Arc<str>>,
    pub user_id: Option<Arc<str>>,
    pub app_id: Option<Arc<str>>,
    pub cluster_id: Option<Arc<str>>,
}

/// Properties and body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    pub properties: Properties,
    pub body: Arc<str>,
}

/// What a publish asks of a content, worked out once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// Hash of properties and body, the same on every target.
    pub hash: u64,
    /// The same without the clock times in x-death, for fingerprints.
    pub print: u64,
    /// Bytes of the body (R-ML-1).
    pub size: u32,
    pub persistent: bool,
    pub priority: u8,
    pub expiration: Expiration,
    /// Further routing keys from the CC and BCC headers, CC first (R-RT-3).
    pub copies: Copies,
    /// The `user_id` property, where it is set (R-AC-8).
    pub user_id: Option<Name>,
    /// The `reply_to` property is the direct reply-to pseudo-queue (R-PU-8).
    pub direct_reply: bool,
    pub delivery_mode_valid: bool,
    /// A BCC header: queues get this content, without it.
    pub without_bcc: Option<ContentId>,
    /// Nothing above needs a look when it is published.
    pub plain: bool,
}

/// The expiration property, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expiration {
    Absent,
    After(Ms),
    Invalid,
}

/// The CC and BCC headers, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Copies {
    None,
    /// The keys, and how many of them come from CC.
    Keys {
        keys: Arc<[Name]>,
        from_cc: u32,
        bcc: bool,
    },
    /// A CC or BCC header that is no array.
    Invalid(&'static str),
}

/// All contents that were registered, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    entries: SharedLog<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    content: Arc<Content>,
    facts: Facts,
}

/// The pseudo-queue of direct reply-to (R-PU-8).
pub(super) const DIRECT_REPLY_TO: &str = "amq.rabbitmq.reply-to";

/// The longest time that RabbitMQ accepts for anything: ten years (R-Q-7, R-TTL-1).
pub(super) const LONGEST_MS: u64 = 315_360_000_000;

impl Contents {
    pub(super) fn register(&mut self, content: Content, names: &mut Names) -> ContentId {
        let mut facts = Facts::of(&content, names);
        if let Copies::Keys { bcc: true, .. } = facts.copies {
            let mut shown = content.clone();
            shown.properties.headers.remove("BCC");
            facts.without_bcc = Some(self.register_with_copies(shown, facts.copies.clone(), names));
        }
        self.add(content, facts)
    }

    /// Registers a content whose extra routing keys are told, because its headers no longer show them all.
    pub(super) fn register_with_copies(
        &mut self,
        content: Content,
        copies: Copies,
        names: &mut Names,
    ) -> ContentId {
        let mut facts = Facts::of(&content, names);
        facts.plain &= copies == Copies::None;
        facts.copies = copies;
        self.add(content, facts)
    }

    fn add(&mut self, content: Content, facts: Facts) -> ContentId {
        ContentId(self.entries.push(Entry {
            content: Arc::new(content),
            facts,
        }))
    }

    pub(super) fn content(&self, id: ContentId) -> &Arc<Content> {
        &self.entries.get(id.0).content
    }

    pub(super) fn facts(&self, id: ContentId) -> &Facts {
        &self.entries.get(id.0).facts
    }

    pub(super) fn count(&self) -> u32 {
        self.entries.len()
    }
}

impl Content {
    /// A content with a body and no properties.
    pub fn text(body: &str) -> Self {
        Content {
            properties: Properties::default(),
            body: body.into(),
        }
    }

    /// A hash that leaves the clock times in x-death out.
    fn print(&self) -> u64 {
        let mut digest = Digest::new();
        match self.properties.headers.get("x-death") {
            Some(Value::Array(deaths)) => {
                let mut timeless = self.clone();
                let deaths = deaths.iter().map(without_time).collect();
                timeless.properties.headers.set("x-death", Value::Array(deaths));
                timeless.digest(&mut digest);
            }
            Some(_) | None => self.digest(&mut digest),
        }
        digest.finish()
    }

    /// Feeds properties and body to a digest.
    pub fn digest(&self, into: &mut Digest) {
        let properties = &self.properties;
        for text in [
            &properties.content_type,
            &properties.content_encoding,
            &properties.correlation_id,
            &properties.reply_to,
            &properties.expiration,
            &properties.message_id,
            &properties.message_type,
            &properties.user_id,
            &properties.app_id,
            &properties.cluster_id,
        ] {
            match text {
                Some(text) => into.word(1).text(text),
                None => into.word(0),
            };
        }
        into.word(properties.delivery_mode.map_or(0, |mode| 1 + u64::from(mode)));
        into.word(properties.priority.map_or(0, |priority| 1 + u64::from(priority)));
        match properties.timestamp {
            Some(timestamp) => into.word(1).word(timestamp),
            None => into.word(0),
        };
        properties.headers.digest(into);
        into.text(&self.body);
    }
}

fn without_time(death: &Value) -> Value {
    let mut death = death.clone();
    if let Value::Table(table) = &mut death {
        table.remove("time");
    }
    death
}

impl Facts {
    fn of(content: &Content, names: &mut Names) -> Self {
        let mut digest = Digest::new();
        content.digest(&mut digest);
        let properties = &content.properties;
        let mut facts = Facts {
            hash: digest.finish(),
            print: content.print(),
            size: content.body.len() as u32,
            persistent: properties.delivery_mode == Some(2),
            priority: properties.priority.unwrap_or(0),
            expiration: properties
                .expiration
                .as_deref()
                .map_or(Expiration::Absent, Expiration::read),
            copies: Copies::read(&properties.headers, names),
            user_id: properties.user_id.as_deref().map(|user| names.intern(user)),
            direct_reply: properties.reply_to.as_deref() == Some(DIRECT_REPLY_TO),
            delivery_mode_valid: matches!(properties.delivery_mode, None | Some(1 | 2)),
            without_bcc: None,
            plain: false,
        };
        facts.plain = facts.expiration != Expiration::Invalid
            && facts.copies == Copies::None
            && facts.user_id.is_none()
            && !facts.direct_reply
            && facts.delivery_mode_valid;
        facts
    }
}

impl Expiration {
    /// Decimal digits with an optional plus, up to ten years (R-TTL-1).
    fn read(text: &str) -> Self {
        let digits = text.strip_prefix('+').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Expiration::Invalid;
        }
        match digits.trim_start_matches('0') {
            "" => Expiration::After(0),
            digits => match digits.parse::<u64>() {
                Ok(ms) if ms <= LONGEST_MS => Expiration::After(ms),
                Ok(_) | Err(_) => Expiration::Invalid,
            },
        }
    }
}

impl Copies {
    fn read(headers: &Table, names: &mut Names) -> Self {
        let mut keys = Vec::new();
        let mut from_cc = 0;
        for header in ["CC", "BCC"] {
            match headers.get(header) {
                None => {}
                Some(Value::Array(values)) => {
                    keys.extend(
                        values
                            .iter()
                            .filter_map(Value::as_text)
                            .map(|key| names.intern(key)),
                    );
                }
                Some(
                    Value::Void
                    | Value::Boolean(_)
                    | Value::Integer(_)
                    | Value::Double(_)
                    | Value::Text(_)
                    | Value::Table(_),
                ) => return Copies::Invalid(header),
            }
            if header == "CC" {
                from_cc = keys.len() as u32;
            }
        }
        let bcc = headers.get("BCC").is_some();
        if keys.is_empty() && !bcc {
            return Copies::None;
        }
        Copies::Keys {
            keys: keys.into(),
            from_cc,
            bcc,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expirations_are_decimal_texts() {
        for (text, ms) in [("0", 0), ("+5", 5), ("007", 7), ("315360000000", LONGEST_MS)] {
            assert_eq!(Expiration::read(text), Expiration::After(ms), "{text}");
        }
        for text in [
            "",
            "-1",
            "5.0",
            " 5",
            "5 ",
            "315360000001",
            "+",
            "99999999999999999999999",
        ] {
            assert_eq!(Expiration::read(text), Expiration::Invalid, "{text}");
        }
    }

    #[test]
    fn copies_take_texts_from_arrays_only() {
        let mut names = Names::new();
        let keys = Value::Array(vec!["a".into(), Value::Integer(1), "b".into()]);
        let headers: Table = [("CC", keys), ("BCC", Value::Array(vec!["c".into()]))]
            .into_iter()
            .collect();
        let Copies::Keys { keys, from_cc, bcc } = Copies::read(&headers, &mut names) else {
            panic!("keys expected");
        };
        let texts: Vec<&str> = keys.iter().map(|&key| names.text(key)).collect();
        assert_eq!((texts, from_cc, bcc), (vec!["a", "b", "c"], 2, true));
        let headers: Table = [("BCC", Value::from("c"))].into_iter().collect();
        assert_eq!(Copies::read(&headers, &mut names), Copies::Invalid("BCC"));
    }
}
