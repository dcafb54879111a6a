//! What each panel shows, as plain data in the reader's language. A panel that did not change keeps its `Rc`, so that
//! comparing is comparing pointers.

pub mod binding;
pub mod branches;
pub mod charts;
pub mod choices;
pub mod compare;
pub mod dialog;
mod field_words;
pub mod form;
pub mod gallery;
mod life;
pub mod log;
mod log_event;
pub mod make;
mod make_binding;
mod make_branches;
mod make_charts;
mod make_choices;
mod make_compare;
mod make_drawing;
mod make_editor;
mod make_files;
mod make_form;
mod make_form_actor;
mod make_log;
mod make_message;
mod make_narration;
mod make_node;
mod make_outline;
mod make_problems;
mod make_queue;
mod make_sketch;
mod make_stops;
mod make_timeline;
mod make_why;
pub mod message;
pub mod narration;
pub mod node;
pub mod outline;
pub mod overlay;
pub mod popover;
pub mod problems;
pub mod sketch;
pub mod stops;
pub mod timeline;
pub mod top;
pub mod transport;
pub mod why;

pub use field_words::{field_name, kind_name};

use crate::text::Piece;
use std::rc::Rc;

/// All panels. Those that are not to be seen are `None` or at their default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panels {
    pub top: Rc<top::Top>,
    pub transport: Rc<transport::Transport>,
    pub timeline: Rc<timeline::Timeline>,
    pub narration: Rc<narration::Narration>,
    pub why: Rc<why::Why>,
    pub message: Rc<message::MessagePanel>,
    pub node: Rc<node::NodePanel>,
    pub log: Rc<log::Log>,
    pub branches: Rc<branches::Branches>,
    pub stops: Rc<stops::Stops>,
    pub charts: Rc<charts::Charts>,
    pub choices: Rc<choices::Choices>,
    pub compare: Option<Rc<compare::Compare>>,
    pub gallery: Rc<gallery::Gallery>,
    pub dialog: Option<Rc<dialog::Dialog>>,
    pub outline: Rc<outline::Outline>,
    /// What lies over the page for choosing what to do.
    pub overlay: Option<Rc<overlay::Overlay>>,
    pub hint: Rc<sketch::Hint>,
    pub problems: Rc<problems::Problems>,
    /// The binding that is being edited.
    pub binding: Option<Rc<binding::BindingPanel>>,
    /// What stands open beside a place of the canvas.
    pub popover: Option<Rc<popover::Popover>>,
    /// A short word at the bottom: what was done, and that it can be undone.
    pub toast: Option<Rc<Toast>>,
}

/// A text with marks: what is typed into a client, messages with their shape, rules.
pub type Rich = Vec<Piece>;

/// The pictogram of an event or reason: the sprite's `i-…`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Icon {
    /// Published, routed.
    #[default]
    Arrow,
    /// Delivered.
    Deliver,
    /// Acked, confirmed, matched.
    Tick,
    /// Not matched.
    Cross,
    /// Rejected, dead-lettered, requeued, returned.
    Turn,
    /// Expired.
    Hourglass,
    /// Waits.
    Clock,
    /// A fault.
    Bolt,
    /// Restarted, connected.
    Power,
    /// Parked, dropped.
    Tray,
    /// Dropped, unroutable, refused: a warning.
    Warning,
    /// Declared, bound, the start.
    Dot,
    /// A person did it.
    Hand,
}

/// Where something lies relative to the playhead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    Past,
    #[default]
    Now,
    Future,
}

/// A short word at the bottom of the canvas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toast {
    pub text: Rich,
    /// The button beside it.
    pub offer: Option<Offer>,
}

/// What a short word offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Undo,
    /// To read the notes on the file that was opened.
    Notes,
}
