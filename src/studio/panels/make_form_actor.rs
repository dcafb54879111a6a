//! Making the forms of producers, consumers and services: their connection, their subscriptions, and the lines of their
//! programs that have fields.

use super::make_form::FormMaking;
use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::model::form::{
    Bound, Consuming, Every, FAILS, Failure, Field, LineKind, MORE_PROPERTIES, Of, Published, SETTLED, Slot,
    THEN, What, editable_lines,
};
use crate::model::program::Property;
use crate::model::{Actor, ActorKind, Node};
use crate::studio::panels::form::{Control, Form, Group, Row};
use crate::text::Key;
use std::rc::Rc;

impl FormMaking<'_> {
    pub(super) fn actor(&self, id: u32) -> Form {
        let Some(actor) = self.document.actor(id) else {
            return Form::default();
        };
        let of = Of::Node(Node::Actor(id));
        let lines = self.lines(actor, &of);
        let unconnected = match actor.kind {
            ActorKind::Producer if lines.is_empty() => Some(entry!("form.publishes_nothing")),
            ActorKind::Consumer if actor.consumes.is_empty() => Some(entry!("form.reads_nothing")),
            ActorKind::Producer | ActorKind::Consumer | ActorKind::Service | ActorKind::Other(_) => None,
        };
        let mut groups = vec![Group {
            rows: self.rows(&of, &[What::Name]),
            remark: unconnected.map(|words| self.text.say(words)),
            ..Group::default()
        }];
        for at in 0..actor.consumes.len() {
            let fields = [
                Consuming::Queue,
                Consuming::Prefetch,
                Consuming::NoAck,
                Consuming::Exclusive,
                Consuming::Priority,
                Consuming::Tag,
                Consuming::Channel,
                Consuming::GlobalPrefetch,
            ];
            groups.push(Group {
                title: self.get(key!("form.consumes")),
                rows: self.rows(&of, &fields.map(|what| What::Subscription(at, what))),
                ..Group::default()
            });
        }
        groups.extend(lines);
        groups.push(Group {
            title: self.get(key!("form.group_declares")),
            folds: actor.declares.is_empty(),
            rows: self.rows(&of, &[What::Declares]),
            remark: Some(self.text.say(entry!("form.declares_remark"))),
            ..Group::default()
        });
        let connection = [
            What::Confirms,
            What::Transactional,
            What::User,
            What::Vhost,
            What::StartMs,
            What::LatencyMs,
            What::DetectMs,
            What::ReopenMs,
        ];
        groups.push(Group {
            title: self.get(key!("form.connection")),
            rows: self.rows(&of, &connection),
            ..Group::default()
        });
        Form {
            groups,
            ..Form::default()
        }
    }

    /// The lines of a program, a group each; what happens on a delivery is one. What is rarely set comes last.
    fn lines(&self, actor: &Actor, of: &Of) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut more: Vec<Group> = Vec::new();
        for (line, kind) in editable_lines(&actor.program) {
            let fields = |slots: &[Slot]| -> Vec<Row> {
                let slots = slots.iter().filter_map(|slot| self.line(of, line, *slot, kind));
                slots.gather()
            };
            let span = [Bound::Least, Bound::Most].map(Slot::Span);
            let (title, rows, begins) = match kind {
                LineKind::Every => {
                    let slots = [Every::IntervalMs, Every::Limit].map(Slot::Every);
                    (key!("form.group_every"), fields(&slots), true)
                }
                LineKind::Delivery => {
                    let slots = [Failure::When, Failure::Number, Failure::Then].map(Slot::Fail);
                    (key!("form.group_delivery"), fields(&slots), true)
                }
                LineKind::Publish => {
                    let properties = MORE_PROPERTIES.map(Published::Property);
                    let rows = fields(&properties.map(Slot::Publish));
                    let title = key!("form.group_properties");
                    more.push(Group {
                        folds: true,
                        ..self.line_group(title, line, rows)
                    });
                    let slots = [
                        Published::Exchange,
                        Published::Key,
                        Published::Body,
                        Published::Property(Property::Headers),
                        Published::Persistent,
                        Published::Mandatory,
                        Published::Property(Property::Priority),
                        Published::Property(Property::Expiration),
                    ];
                    (
                        key!("form.group_publish"),
                        fields(&slots.map(Slot::Publish)),
                        true,
                    )
                }
                LineKind::Wait => (key!("form.group_wait"), fields(&span), false),
                LineKind::Work => (key!("form.group_work"), fields(&span), false),
                LineKind::Settle => (key!("form.group_work"), fields(&[Slot::Settle]), false),
            };
            match groups.last_mut().filter(|_| !begins) {
                Some(group) => group.rows.extend(rows),
                None => groups.push(self.line_group(title, line, rows)),
            }
        }
        groups.extend(more);
        groups
    }

    fn line_group(&self, title: Key, line: u32, rows: Vec<Row>) -> Group {
        let title = self.text.get(title);
        let title = crate::text::Argument::Plain(title);
        Group {
            title: self.text.line(entry!("form.at_line", title, line)).into(),
            rows,
            ..Group::default()
        }
    }

    fn line(&self, of: &Of, line: u32, slot: Slot, kind: LineKind) -> Option<Row> {
        let field = Field {
            of: of.clone(),
            what: What::Line(line, slot),
        };
        if let Some(mut row) = self.row(of, field.what) {
            if (kind, slot) == (LineKind::Wait, Slot::Span(Bound::Least)) {
                row.name = self.get(key!("form.waits"));
            }
            return Some(row);
        }
        // What is worked out while it runs stands in the program as it is.
        let is_worked_out = match slot {
            Slot::Publish(_) | Slot::Span(Bound::Least) => true,
            Slot::Every(_) | Slot::Span(Bound::Most) | Slot::Settle | Slot::Fail(_) => false,
        };
        is_worked_out.then(|| self.made(field, self.get(key!("form.worked_out")), Control::Fixed))
    }

    pub(super) fn subscription(&self, what: Consuming, value: &str) -> Control {
        match what {
            Consuming::Queue => self.queues(value),
            Consuming::Prefetch => self.typed("".into(), None, true),
            Consuming::NoAck | Consuming::Exclusive => Control::Switch,
            Consuming::Priority => self.typed("0".into(), None, true),
            Consuming::GlobalPrefetch => self.typed("".into(), None, true),
            Consuming::Tag => self.typed(self.get(key!("form.tag.unset")), None, false),
            Consuming::Channel => self.typed(self.get(key!("form.channel.unset")), None, false),
        }
    }

    pub(super) fn slot(&self, slot: Slot, value: &str) -> Control {
        let ms = Some(key!("unit.ms"));
        match slot {
            Slot::Every(Every::IntervalMs) | Slot::Span(Bound::Least) => self.typed("".into(), ms, true),
            Slot::Every(Every::Limit) => self.typed(self.get(key!("form.limit.unset")), None, true),
            Slot::Span(Bound::Most) => self.typed(self.get(key!("form.most.unset")), ms, true),
            Slot::Publish(published) => self.published(published, value),
            Slot::Settle => self.worded(&SETTLED),
            Slot::Fail(Failure::When) => self.worded(&FAILS),
            Slot::Fail(Failure::Number) => self.typed("".into(), None, true),
            Slot::Fail(Failure::Then) => self.worded(&THEN),
        }
    }

    fn published(&self, published: Published, value: &str) -> Control {
        let none = || self.get(key!("form.none"));
        match published {
            Published::Exchange => {
                let known = self.exchanges(&format!("={value}")).into_iter();
                let plain = known.map(|(value, words)| (Rc::from(&value[1..]), words));
                Control::Choice(plain.gather())
            }
            Published::Key => self.typed(self.get(key!("form.key.unset")), None, false),
            Published::Persistent | Published::Mandatory => Control::Switch,
            Published::Property(Property::Expiration) => {
                let unset = self.get(key!("setting.message_ttl.unset"));
                self.typed(unset, Some(key!("unit.ms")), true)
            }
            Published::Property(Property::Priority) => self.typed("0".into(), None, true),
            Published::Property(Property::Timestamp) => self.typed(none(), None, true),
            Published::Body | Published::Property(_) => self.typed(none(), None, false),
        }
    }

    fn worded(&self, words: &[&str]) -> Control {
        let words = words
            .iter()
            .map(|word| (Rc::from(*word), self.get(word_key(word))));
        Control::Choice(words.gather())
    }
}

fn word_key(word: &str) -> Key {
    match word {
        "ack" => key!("form.word.ack"),
        "requeue" => key!("form.word.requeue"),
        "reject" => key!("form.word.reject"),
        "never" => key!("form.word.never"),
        "always" => key!("form.word.always"),
        "on" => key!("form.word.on"),
        "chance" => key!("form.word.chance"),
        _ => key!("form.word.nothing"),
    }
}
