//! Making the log: words for the rows that are to be seen.

use crate::base::gather::Gather;
use crate::base::names::Name;
use crate::broker::event::DiscardCause;

use crate::run::told::{Detail, Kind};
use crate::studio::Studio;
use crate::studio::log_index::Entry;
use crate::studio::panels::log::{KindChip, Log, LogRow};
use crate::studio::panels::{Rich, When};
use crate::text::{self, Argument, Key, Piece, Text, units};
use crate::world::World;
use crate::world::event::Parcel;
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn log_panel(&mut self) -> Log {
        self.log.hide_after(self.tells_until());
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
        Log {
            filter: self.view.log_filter.clone(),
            kinds: kinds.gather(),
            first,
            rows: rows.gather(),
            matching,
            total,
            empty: match (total, matching) {
                (0, _) => Some(self.text.say(entry!("log.empty"))),
                (_, 0) => Some(self.text.say(entry!("log.none", count = total))),
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
            Some(Name::EMPTY) => text.get(key!("log.default_exchange")).into(),
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
    text.say(match detail {
        Detail::Nothing => return Rich::new(),
        Detail::Key(key) => match world.name(key) {
            "" => entry!("log.key_empty"),
            key => entry!("log.key", key = Argument::Code(key)),
        },
        Detail::Place(place) => entry!("log.place", place),
        Detail::Redelivered => entry!("log.redelivered"),
        Detail::Automatic => entry!("log.automatic"),
        Detail::Requeue(true) => entry!("log.requeue"),
        Detail::Requeue(false) => entry!("log.reject"),
        Detail::Death { reason, count } => {
            entry!("log.death", reason = Argument::Code(reason.word()), count)
        }
        Detail::NoDeadLetter => entry!("log.no_dead_letter"),
        Detail::Discarded(cause) => discarded(cause),
        Detail::Cycle => entry!("log.cycle"),
        Detail::QueueFull => entry!("log.full"),
        Detail::Parcel(what) => text::Entry::of(on_its_way(what)),
        Detail::Span(span) => entry!("log.span", span = Argument::Span(span)),
        Detail::Effect { what, count } => {
            entry!("log.effect", what = Argument::Code(world.name(what)), count)
        }
        Detail::Code(code) => entry!(
            "log.code",
            code = Argument::Pieces(vec![Piece::Code(code.to_string())])
        ),
        Detail::Messages(count) => entry!("log.messages", count),
        Detail::Line(line) => entry!("log.line", line),
        Detail::Crashed => entry!("log.crashed"),
        Detail::Cut => entry!("log.cut"),
        Detail::Lost(what) => entry!("log.lost", what = Argument::Term(on_its_way(what))),
        Detail::BrokerRestarted => entry!("log.broker_restarted"),
        Detail::Committed => entry!("log.committed"),
        Detail::RolledBack => entry!("log.rolled_back"),
        Detail::QueueGone => entry!("log.queue_gone"),
        Detail::NothingThere => entry!("log.nothing_there"),
    })
}

fn discarded(cause: DiscardCause) -> text::Entry<'static> {
    match cause {
        DiscardCause::Purged => entry!("log.purged"),
        DiscardCause::QueueGone => entry!("log.queue_gone"),
        DiscardCause::Restarted => entry!("log.not_durable"),
        DiscardCause::EndlessLoop => entry!("log.endless"),
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
