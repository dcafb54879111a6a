//! What a node looks like: its kind, its place, its labels and badges, and what it holds.

use crate::base::ids::MessageId;
use crate::base::time::Ms;
use crate::model::Node;
use crate::scene::geometry::{Point, Rect};
use std::rc::Rc;

/// The kinds of node, which decide shape and class (`k-producer`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    Producer,
    Exchange,
    Queue,
    Consumer,
    /// An actor that does both, or neither.
    Service,
    Note,
}

/// One node as it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeView {
    pub id: Node,
    pub kind: NodeKind,
    pub name: Rc<str>,
    /// `Queue orders.work`, in the reader's language.
    pub accessible_name: Rc<str>,
    /// The middle of a circle, diamond, card or note; of a queue the middle of its left edge. What is below is placed
    /// relative to the canvas, not to this.
    pub at: Point,
    /// The body without labels.
    pub body: Rect,
    /// Body and labels: nothing else is drawn here.
    pub bounds: Rect,
    /// A queue whose head is at the left, or an exchange with its labels below.
    pub flipped: bool,
    /// Where the name stands.
    pub label: Label,
    /// The type of an exchange (`topic`), under its name; empty for the others.
    pub type_name: Rc<str>,
    pub type_label: Label,
    /// The line below: `2 ready, 1 unacked`, `handling m5`, `crashed at 5.100 s`.
    pub caption: Rc<str>,
    /// Where the caption stands: after the badges of a queue, below the name of the others.
    pub caption_label: Label,
    pub caption_is_bad: bool,
    pub badges: Vec<Badge>,
    /// What only queues have.
    pub slots: Option<Slots>,
    /// What only consumers (and services that hold deliveries) have.
    pub tray: Option<Tray>,
    /// Lines of a note, or of a service's program.
    pub lines: Vec<Rc<str>>,
    /// The line of its program that an actor is at, from 1.
    pub line: Option<u32>,
    pub state: NodeState,
    /// It acts in this step: orange stroke and ring.
    pub active: bool,
    /// It is chosen: blue frame.
    pub selected: bool,
    /// The lesson speaks of it.
    pub spotlit: bool,
    /// The lit message passed here.
    pub lit: bool,
}

/// How a text stands at its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// Where a text stands: the point of its anchor on its baseline's middle (`dominant-baseline: central`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label {
    pub at: Point,
    pub anchor: Anchor,
}

/// What is the matter with a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeState {
    /// Nothing.
    Well,
    /// The process has died.
    Crashed,
    /// Its connection is cut or closed.
    Disconnected,
    /// It has not started yet.
    NotStarted,
    /// It is in the document but the broker has none (not declared yet, deleted, expired).
    Absent,
}

/// A badge below a queue or exchange, by the management interface's abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    pub rect: Rect,
    /// `D`, `TTL 5 s`.
    pub text: Rc<str>,
    /// `DLX` and `DLK` are rose.
    pub is_dead_letter: bool,
    /// What the abbreviation stands for, as the argument is called: `x-message-ttl = 5000`.
    pub title: Rc<str>,
}

/// The row of slots of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots {
    /// The wells, from tail to head.
    pub wells: Vec<Rect>,
    /// Where a message lands in this step: dashed orange.
    pub landing: Option<Rect>,
    /// The head is at the right (or at the left where the lane is flipped): the tip of the wedge.
    pub head: Point,
    pub flipped: bool,
    /// How many ready messages do not fit; the tail slot says `+335`.
    pub more: u32,
    /// The dashed pocket of unacked messages past the head, where there are any.
    pub pocket: Option<Rect>,
    /// How many unacked messages do not fit in the pocket.
    pub more_unacked: u32,
    /// How many messages are ready.
    pub ready: u32,
    /// How many are delivered and not settled.
    pub unacked: u32,
}

/// The tray at a consumer, with the deliveries in its hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tray {
    pub rect: Rect,
    /// How much of its work on the first is done, in hundredths, where it works.
    pub done_percent: Option<u8>,
    /// How many do not fit.
    pub more: u32,
}

/// What the line below a node says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caption {
    /// A queue's counts.
    Counts {
        ready: u32,
        unacked: u32,
        consumers: u32,
    },
    /// An actor works on a message, with this long to go.
    Handling {
        message: MessageId,
        left_ms: Ms,
    },
    /// It holds so many messages and works on none.
    Holding {
        count: u32,
    },
    /// It works or waits, on no message.
    Busy {
        left_ms: Ms,
    },
    Idle,
    Crashed {
        at_ms: Ms,
    },
    Disconnected,
    /// It starts later.
    NotStarted,
    /// The broker has no such thing now.
    Absent,
    /// It has nothing to say.
    Nothing,
}
