//! Making the timeline: a window of tiles, and lanes for the branches beside it.

use crate::base::gather::Gather;
use crate::base::order;
use crate::run::{self, BranchId};
use crate::studio::Studio;
use crate::studio::panels::timeline::{Lane, Tile, TileKind, Timeline};
use crate::studio::panels::{Icon, When};
use crate::studio::session::Session;
use crate::text::{Argument, Key};
use crate::{entry, key};
use std::cmp::Reverse;

/// Every so many steps a tile is numbered.
const NUMBERED: usize = 5;

/// How many lanes are shown.
const LANES: usize = 3;

impl Studio {
    pub(in crate::studio) fn timeline(&self) -> Timeline {
        let Some(session) = &self.session else {
            return Timeline::default();
        };
        let (steps, now) = (session.history.steps(), session.step);
        let width = self.timeline.tiles;
        let follows = self.timeline.first.is_none();
        let (first, count) = self.timeline_window(session);
        let tiles = first..first + count;
        Timeline {
            first,
            tiles: tiles.map(|step| self.tile(session, step)).gather(),
            now,
            steps,
            lanes: self.lanes(session, first, width),
            stops: self.stops.list.len(),
            follows,
        }
    }

    /// The first step that is to be seen, and how many are. Tile 0 is the start.
    pub(super) fn timeline_window(&self, session: &Session) -> (usize, usize) {
        let (tiles, width) = (session.history.steps() + 1, self.timeline.tiles);
        let first = self.timeline.first;
        let first = first
            .unwrap_or_else(|| session.step.saturating_sub(width / 2))
            .min(tiles.saturating_sub(width));
        (first, width.min(tiles - first))
    }

    fn tile(&self, session: &Session, step: usize) -> Tile {
        let current = session.history.current();
        let chapter = if session.is_authored() {
            session.course.chapters_at(current, step).next()
        } else {
            None
        };
        Tile {
            chapter: chapter.map(|at| at + 1),
            stop: self.stops.hits(step, step).first().and_then(|hit| {
                let stop = self.stops.list.get(hit.stop as usize)?;
                let what = self.stop_text(stop);
                let entry = entry!("stop.hit", number = &stop.number, what = Argument::Plain(&what));
                Some(self.text.line(entry).into())
            }),
            ..self.tile_of(session, current, step, session.step)
        }
    }

    /// The tile of a step of any branch, with nothing on it.
    pub(super) fn tile_of(&self, session: &Session, branch: BranchId, step: usize, now: usize) -> Tile {
        let tile = session.history.branches()[branch.0 as usize].tile(step);
        let kind = tile.map_or(TileKind::Start, |tile| TileKind::of(tile.kind));
        let word = self.text.get(kind.key());
        let what = match tile.and_then(|tile| tile.message) {
            Some(message) => format!("{word} {message}"),
            None => word.into(),
        };
        let title = self.text.line(entry!(
            "timeline.tile",
            step,
            what = Argument::Plain(&what),
            at = Argument::Moment(tile.map_or(0, |tile| tile.at_ms))
        ));
        Tile {
            step,
            kind,
            when: match step.cmp(&now) {
                std::cmp::Ordering::Less => When::Past,
                std::cmp::Ordering::Equal => When::Now,
                std::cmp::Ordering::Greater => When::Future,
            },
            title: title.into(),
            chapter: None,
            stop: None,
            numbered: step == now || step.is_multiple_of(NUMBERED),
        }
    }

    /// The branches beside the shown one that part from it before the end of the window: those that part last come first.
    fn lanes(&self, session: &Session, first: usize, width: usize) -> Vec<Lane> {
        let history = &session.history;
        let current = history.current();
        let others = (0..history.branches().len() as u32).map(BranchId);
        let mut lanes: Vec<(usize, BranchId)> = others
            .filter(|other| *other != current)
            .map(|other| (history.parting(current, other), other))
            .filter(|(parting, _)| *parting < first + width)
            .gather();
        order::sort_by_key(&mut lanes, |&(parting, _)| Reverse(parting));
        lanes
            .into_iter()
            .take(LANES)
            .map(|(from_step, other)| {
                let at = other.0 as usize;
                let until = history.branches()[at].steps().min(first + width);
                let differs = from_step + 1..=until.max(from_step);
                Lane {
                    branch: at,
                    name: self.branch_name(session, at).into(),
                    from_step,
                    differs: differs.map(|step| history.differs(current, other, step)).gather(),
                }
            })
            .gather()
    }
}

impl TileKind {
    /// The tile for what a step mainly was.
    pub fn of(kind: run::TileKind) -> TileKind {
        match kind {
            run::TileKind::Published => TileKind::Publish,
            run::TileKind::Sent => TileKind::Travel,
            run::TileKind::Delivered | run::TileKind::Fetched => TileKind::Deliver,
            run::TileKind::Acked => TileKind::Ack,
            run::TileKind::Rejected | run::TileKind::Requeued => TileKind::Reject,
            run::TileKind::Expired => TileKind::Expire,
            run::TileKind::Dropped | run::TileKind::Unroutable | run::TileKind::QueueGone => TileKind::Drop,
            run::TileKind::Returned => TileKind::Return,
            run::TileKind::Confirmed => TileKind::Confirm,
            run::TileKind::Refused | run::TileKind::Closed | run::TileKind::Failed => TileKind::Refuse,
            run::TileKind::Worked | run::TileKind::Waited | run::TileKind::Effect => TileKind::Work,
            run::TileKind::Restarted | run::TileKind::Connected => TileKind::Restart,
            run::TileKind::Fault | run::TileKind::Disconnected => TileKind::Fault,
            run::TileKind::Configured | run::TileKind::Cancelled | run::TileKind::Other => TileKind::Other,
        }
    }

    /// The catalogue's word.
    pub fn key(self) -> Key {
        match self {
            TileKind::Start => key!("tile.start"),
            TileKind::Publish => key!("event.published"),
            TileKind::Travel => key!("event.sent"),
            TileKind::Deliver => key!("event.delivered"),
            TileKind::Ack => key!("event.acked"),
            TileKind::Reject => key!("event.rejected"),
            TileKind::Expire => key!("event.expired"),
            TileKind::DeadLetter => key!("event.dead_lettered"),
            TileKind::Drop => key!("event.dropped"),
            TileKind::Return => key!("event.returned"),
            TileKind::Confirm => key!("event.confirmed"),
            TileKind::Refuse => key!("event.refused"),
            TileKind::Work => key!("event.worked"),
            TileKind::Restart => key!("event.restarted"),
            TileKind::Fault => key!("event.fault"),
            TileKind::Other => key!("tile.other"),
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            TileKind::Start | TileKind::Other => Icon::Dot,
            TileKind::Publish => Icon::Arrow,
            TileKind::Deliver => Icon::Deliver,
            TileKind::Ack | TileKind::Confirm => Icon::Tick,
            TileKind::Reject | TileKind::DeadLetter | TileKind::Return => Icon::Turn,
            TileKind::Expire => Icon::Hourglass,
            TileKind::Drop | TileKind::Refuse => Icon::Warning,
            TileKind::Work | TileKind::Travel => Icon::Clock,
            TileKind::Restart => Icon::Power,
            TileKind::Fault => Icon::Bolt,
        }
    }
}
