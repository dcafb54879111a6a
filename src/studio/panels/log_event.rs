//! The words and pictograms of events in the log.

use crate::key;
use crate::run::told::Kind;
use crate::studio::panels::Icon;
use crate::text::Key;

impl Kind {
    /// The catalogue's word.
    pub fn key(self) -> Key {
        match self {
            Kind::Published => key!("event.published"),
            Kind::Routed => key!("event.routed"),
            Kind::Alternate => key!("event.alternate"),
            Kind::Enqueued => key!("event.enqueued"),
            Kind::Sent => key!("event.sent"),
            Kind::Delivered => key!("event.delivered"),
            Kind::Fetched => key!("event.fetched"),
            Kind::Acked => key!("event.acked"),
            Kind::Rejected => key!("event.rejected"),
            Kind::Requeued => key!("event.requeued"),
            Kind::DeadLettered => key!("event.dead_lettered"),
            Kind::Expired => key!("event.expired"),
            Kind::Dropped => key!("event.dropped"),
            Kind::Unroutable => key!("event.unroutable"),
            Kind::Returned => key!("event.returned"),
            Kind::Refused => key!("event.refused"),
            Kind::Confirmed => key!("event.confirmed"),
            Kind::Worked => key!("event.worked"),
            Kind::Waited => key!("event.waited"),
            Kind::Effect => key!("event.effect"),
            Kind::Transaction => key!("event.transaction"),
            Kind::Declared => key!("event.declared"),
            Kind::Bound => key!("event.bound"),
            Kind::Consumes => key!("event.consumes"),
            Kind::Cancelled => key!("event.cancelled"),
            Kind::Deleted => key!("event.deleted"),
            Kind::Connected => key!("event.connected"),
            Kind::Disconnected => key!("event.disconnected"),
            Kind::Closed => key!("event.closed"),
            Kind::Failed => key!("event.failed"),
            Kind::Restarted => key!("event.restarted"),
            Kind::Fault => key!("event.fault"),
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Kind::Published | Kind::Routed | Kind::Alternate => Icon::Arrow,
            Kind::Enqueued => Icon::Tray,
            Kind::Sent | Kind::Worked | Kind::Waited => Icon::Clock,
            Kind::Delivered | Kind::Fetched => Icon::Deliver,
            Kind::Acked | Kind::Confirmed => Icon::Tick,
            Kind::Rejected | Kind::Requeued | Kind::DeadLettered | Kind::Returned => Icon::Turn,
            Kind::Expired => Icon::Hourglass,
            Kind::Dropped
            | Kind::Unroutable
            | Kind::Refused
            | Kind::Cancelled
            | Kind::Deleted
            | Kind::Disconnected
            | Kind::Closed
            | Kind::Failed => Icon::Warning,
            Kind::Effect | Kind::Transaction | Kind::Declared | Kind::Bound | Kind::Consumes => Icon::Dot,
            Kind::Connected | Kind::Restarted => Icon::Power,
            Kind::Fault => Icon::Bolt,
        }
    }
}
