//! Making the log: words for the rows that are to be seen.

use crate::base::names::Name;
use crate::broker::event::DiscardCause;
use crate::key;
use crate::studio::Studio;
use crate::studio::log_index::Entry;
use crate::studio::panels::log::{KindChip, Log, LogRow};
use crate::studio::panels::log_event::{Detail, Kind};
use crate::studio::panels::{Rich, When};
use crate::text::{Argument, Key, Text, units};
use crate::world::World;
use crate::world::event::Parcel;
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn log_panel(&mut self) -> Log {
        let Some(session) = &mut self.session else {
            return Log::default();
        };
        let now = session.step;
        let steps = session.history.steps();
        let (first, entries) = self.log.window(now);
        // Names only grow: those of the last world are those of all.
        let world = session.history.world(steps).clone();
        let rows = entries.iter().map(|entry| row(&self.text, &world, entry, now));
        let kinds = self.log.kinds().into_iter().map(|(kind, count)| KindChip {
            icon: kind.icon(),
            text: self.text.get(kind.key()).into(),
            count,
            shown: !self.log.is_hidden(kind),
        });
        let (total, matching) = (self.log.total(), self.log.matching());
        let count = ("count", Argument::Number(total as u64));
        Log {
            filter: self.view.log_filter.clone(),
            kinds: kinds.collect(),
            first,
            rows: rows.collect(),
            matching,
            total,
            empty: match (total, matching) {
                (0, _) => Some(self.text.say(key!("log.empty"), &[])),
                (_, 0) => Some(self.text.say(key!("log.none"), &[count])),
                (..) => None,
            },
        }
    }
}

fn row(text: &Text, world: &World, entry: &Entry, now: usize) -> LogRow {
    let told = &entry.told;
    let step = entry.step as usize;
    let name = |name: Option<Name>| -> Rc<str> {
        match name {
            None => "".into(),
            Some(Name::EMPTY) => text.get(key!("term.default_exchange")).into(),
            Some(name) => world.name(name).into(),
        }
    };
    LogRow {
        step,
        time: units::seconds(entry.at_ms).into(),
        icon: told.kind.icon(),
        event: text.get(told.kind.key()).into(),
        is_fault: told.kind == Kind::Fault,
        message: told.message,
        from: name(told.from),
        to: name(told.to),
        detail: detail(text, world, told.detail),
        when: match step.cmp(&now) {
            std::cmp::Ordering::Less => When::Past,
            std::cmp::Ordering::Equal => When::Now,
            std::cmp::Ordering::Greater => When::Future,
        },
    }
}

fn detail(text: &Text, world: &World, detail: Detail) -> Rich {
    let number = |number: u32| Argument::Number(u64::from(number));
    match detail {
        Detail::Nothing => Rich::new(),
        Detail::Key(key) => text.say(key!("log.key"), &[("key", Argument::key(world.name(key)))]),
        Detail::Place(place) => text.say(key!("log.place"), &[("place", number(place))]),
        Detail::Redelivered => text.say(key!("log.redelivered"), &[]),
        Detail::Automatic => text.say(key!("log.automatic"), &[]),
        Detail::Requeue(true) => text.say(key!("log.requeue"), &[]),
        Detail::Requeue(false) => text.say(key!("log.reject"), &[]),
        Detail::Death { reason, count } => {
            let reason = ("reason", Argument::Code(reason.word()));
            text.say(key!("log.death"), &[reason, ("count", number(count))])
        }
        Detail::NoDeadLetter => text.say(key!("log.no_dead_letter"), &[]),
        Detail::Discarded(cause) => text.say(discarded(cause), &[]),
        Detail::Cycle => text.say(key!("log.cycle"), &[]),
        Detail::QueueFull => text.say(key!("log.full"), &[]),
        Detail::Parcel(what) => text.say(on_its_way(what), &[]),
        Detail::Span(span) => text.say(key!("log.span"), &[("span", Argument::Span(span))]),
        Detail::Effect { what, count } => {
            let what = ("what", Argument::Code(world.name(what)));
            text.say(key!("log.effect"), &[what, ("count", number(count))])
        }
        Detail::Code(code) => {
            let code = code.to_string();
            text.say(key!("log.code"), &[("code", Argument::Code(&code))])
        }
        Detail::Messages(count) => text.say(key!("log.messages"), &[("count", number(count))]),
        Detail::Line(line) => text.say(key!("log.line"), &[("line", number(line))]),
        Detail::Crashed => text.say(key!("log.crashed"), &[]),
        Detail::Cut => text.say(key!("log.cut"), &[]),
        Detail::Lost(what) => {
            let what = Argument::Pieces(text.say(on_its_way(what), &[]));
            text.say(key!("log.lost"), &[("what", what)])
        }
        Detail::BrokerRestarted => text.say(key!("log.broker_restarted"), &[]),
        Detail::Committed => text.say(key!("log.committed"), &[]),
        Detail::RolledBack => text.say(key!("log.rolled_back"), &[]),
        Detail::QueueGone => text.say(key!("log.queue_gone"), &[]),
        Detail::NothingThere => text.say(key!("log.nothing_there"), &[]),
    }
}

fn discarded(cause: DiscardCause) -> Key {
    match cause {
        DiscardCause::Purged => key!("log.purged"),
        DiscardCause::QueueGone => key!("log.queue_gone"),
        DiscardCause::Restarted => key!("log.not_durable"),
        DiscardCause::EndlessLoop => key!("log.endless"),
    }
}

/// What travels, as a noun.
fn on_its_way(what: Parcel) -> Key {
    match what {
        Parcel::Publish => key!("parcel.publish"),
        Parcel::Settlement => key!("parcel.settlement"),
        Parcel::Request => key!("parcel.request"),
        Parcel::Delivery => key!("parcel.delivery"),
        Parcel::Reply => key!("parcel.reply"),
        Parcel::Confirm => key!("parcel.confirm"),
        Parcel::Refusal => key!("parcel.refusal"),
        Parcel::Return => key!("parcel.return"),
        Parcel::Cancel => key!("parcel.cancel"),
        Parcel::Close => key!("parcel.close"),
    }
}
