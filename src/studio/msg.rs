//! What a person, a clock or a loaded file says to the studio, and what the studio asks of its surroundings.

use crate::base::ids::MessageId;
use crate::broker::view::ExchangeKind;
use crate::model::Node;
use crate::scene::geometry::Point;
use crate::studio::draw::DrawMsg;
use crate::studio::files::{FileCmd, FileMsg};
use crate::studio::forms::FormMsg;
use crate::studio::gesture::{Grip, Tool};
use crate::studio::menus::MenuMsg;
use crate::studio::outline::OutlineMsg;
use crate::studio::time::msg::TimeMsg;
use crate::studio::view::{BottomTab, InspectorTab, Pacing, Speed, Theme};
use crate::text::Language;
use std::rc::Rc;

/// Something that the studio takes in.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    // Opening.
    /// The page begins: what its address and the kept preferences say.
    Begin(Begin),
    /// Shows the gallery.
    OpenGallery,
    /// Opens a scenario of the gallery.
    OpenScenario(Rc<str>),
    /// The gallery's manifest came, or did not.
    ManifestLoaded(Result<Rc<str>, Unloaded>),
    /// A scenario's file came, or did not.
    ScenarioLoaded {
        id: Rc<str>,
        text: Result<Rc<str>, Unloaded>,
    },
    /// A scenario's file came for the picture on its card in the gallery, or did not.
    PictureLoaded {
        id: Rc<str>,
        text: Result<Rc<str>, Unloaded>,
    },
    /// The person wants to open a file of their own.
    AskForFile,
    /// A file was chosen or dropped: its name and its text.
    FileRead {
        name: Rc<str>,
        text: Result<Rc<str>, Rc<str>>,
    },
    /// One of the virtual hosts of an import, by its position in the chooser.
    ChooseVhost(usize),
    /// Closes whatever dialog is open: the chooser, the report, the diagnostics.
    CloseDialog,
    /// Shows what there is to read about the file that is open: the report of its import, or the notes on it.
    OpenReport,
    /// Files, and what is kept.
    File(FileMsg),

    // Time.
    Restart,
    StepBack,
    Play,
    Pause,
    /// Space: plays or pauses.
    TogglePlay,
    Step,
    End,
    /// Goes to this step (0 is the start).
    Seek(usize),
    SetSpeed(Speed),
    SetPacing(Pacing),
    /// At the horizon: runs on.
    Continue,
    /// Computes a slice of the run ahead.
    Tick,
    /// A frame was painted: so many milliseconds have passed.
    Frame {
        elapsed_ms: f64,
    },
    SwitchBranch(usize),
    /// The timeline is this many tiles wide.
    TimelineWidth(usize),
    /// Scrolls the timeline so that this step is its first; `None` follows the playhead.
    TimelineFirst(Option<usize>),
    /// Branches, breakpoints, what happens next.
    Time(TimeMsg),

    // The lesson.
    NextChapter,
    PreviousChapter,
    /// From a branch of one's own to the run that the lesson speaks of, and to the chapter that spoke there last.
    BackToLesson,
    /// Predict-first on or off.
    TogglePredict,
    /// Picks, or takes back, the option with this position.
    PickOption(usize),
    /// What is typed as the answer to a question for a number.
    TypeNumber(Rc<str>),
    /// Locks the answer and shows what happens.
    Reveal,

    // Looking.
    Select(Option<Node>),
    /// Moves the selection: arrows on the canvas.
    SelectToward(Toward),
    /// Lights a message and its whole path.
    Light(Option<MessageId>),
    ShowInspector(InspectorTab),
    CloseInspector,
    ShowBottom(BottomTab),
    ToggleBottom,
    /// The text by which the log is filtered.
    FilterLog(Rc<str>),
    /// Shows or hides a kind of event in the log, by its position among the panel's kinds.
    ToggleLogKind(usize),
    /// The log shows rows from this position on, so many of them; `None` follows the playhead.
    LogWindow {
        first: Option<usize>,
        rows: usize,
    },
    /// The visible part of the canvas, in pixels of the screen.
    CanvasSize {
        width: i32,
        height: i32,
    },
    /// Drags the canvas by so many pixels of the screen.
    Pan {
        x: i32,
        y: i32,
    },
    /// Zooms in (positive) or out around a place on the screen; `None` is the middle.
    Zoom {
        notches: i32,
        around: Option<Point>,
    },
    Fit,
    ToggleFollow,
    ToggleLegend,

    // Drawing.
    /// An empty drawing in place of what is open.
    New,
    /// Takes something from the palette, to place it by a click; `None` only chooses.
    Take(Option<Tool>),
    /// The kind of the exchanges that are placed.
    SetExchange(ExchangeKind),
    /// Places one at once: where the pointer is, or in the middle of what is seen.
    Place(Tool, Option<Point>),
    /// The pointer has come to this place of the canvas.
    PointAt(Point),
    /// A drag begins.
    Grab {
        on: Grip,
        at: Point,
        more: bool,
    },
    /// What is dragged is let go.
    PutDown(Point),
    /// A click; `more` stands for Shift.
    Click {
        on: Grip,
        at: Point,
        more: bool,
    },
    /// Enter on the canvas.
    Enter,
    Escape,
    SelectAll,
    /// Begins an edge at what is chosen.
    Connect,
    /// A digit on the canvas.
    Number(usize),
    /// Removes what is chosen.
    Delete,
    /// Moves what is chosen a little, or farther.
    Nudge {
        toward: Toward,
        far: bool,
    },
    /// Everything else about drawing.
    Draw(DrawMsg),

    // Doing.
    /// Something done to an actor by hand.
    Hand(Node, HandAction),
    /// Attaches a producer to an exchange, a consumer to a queue.
    Attach(Node),
    Undo,
    Redo,

    /// Fields, bindings, policies, programs, problems.
    Form(FormMsg),
    /// The outline.
    Outline(OutlineMsg),
    /// Menus, the action list, ways of looking.
    Menu(MenuMsg),

    // Preferences.
    SetLanguage(Language),
    SetTheme(Theme),
    ReducedMotion(bool),
}

impl Msg {
    /// Whether a person does something else than typing: what was typed then counts first.
    pub fn is_deed(&self) -> bool {
        if let Msg::File(msg) = self {
            return msg.is_deed();
        }
        !matches!(
            self,
            Msg::Form(_)
                | Msg::Frame { .. }
                | Msg::Tick
                | Msg::PointAt(_)
                | Msg::CanvasSize { .. }
                | Msg::TimelineWidth(_)
                | Msg::LogWindow { .. }
                | Msg::Pan { .. }
                | Msg::Zoom { .. }
                | Msg::ManifestLoaded(_)
                | Msg::ScenarioLoaded { .. }
                | Msg::PictureLoaded { .. }
                | Msg::ReducedMotion(_)
                | Msg::Draw(DrawMsg::Hover(_) | DrawMsg::Free(_))
                | Msg::Menu(MenuMsg::Scale { .. })
        )
    }
}

/// What the page's address and the kept preferences say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Begin {
    pub scenario: Option<Rc<str>>,
    pub gallery: bool,
    /// An empty drawing.
    pub drawing: bool,
    /// The player alone, without the studio around it.
    pub player: bool,
    /// The window is narrow: panels are sheets over the canvas, and closed at first.
    pub narrow: bool,
    /// As the address or the browser writes it: `zh`, `en-GB`.
    pub language: Option<Rc<str>>,
    /// As the address or the preference writes it: `dark`, `light`.
    pub theme: Option<Rc<str>>,
    /// As the preference writes it: `0.5`, `2`.
    pub speed: Option<Rc<str>>,
    /// The scheme of wheel and drag, as the preference writes it: `map`.
    pub scheme: Option<Rc<str>>,
    /// Switches, as preferences write them: `on`, `off`.
    pub keys: Option<Rc<str>>,
    pub minimap: Option<Rc<str>>,
    pub reduced_motion: bool,
}

/// Why a file did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unloaded {
    /// There is none of that name.
    Absent,
    /// In the browser's words.
    Failed(Rc<str>),
}

/// A direction on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    Left,
    Right,
    Up,
    Down,
    /// In flow order.
    Next,
    Previous,
}

impl Toward {
    /// The direction that leads back.
    pub const fn back(self) -> Toward {
        match self {
            Toward::Left => Toward::Right,
            Toward::Right => Toward::Left,
            Toward::Up => Toward::Down,
            Toward::Down => Toward::Up,
            Toward::Next => Toward::Previous,
            Toward::Previous => Toward::Next,
        }
    }
}

/// What the buttons of a node offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandAction {
    /// Publishes once more what the producer's form says.
    Send,
    /// Acknowledges the first delivery in the consumer's hands.
    Ack,
    /// Rejects it and asks for it to be requeued.
    Requeue,
    /// Rejects it for good.
    Reject,
    Crash,
    Restart,
    /// Cuts the connection.
    Cut,
}

/// Something that the studio asks of its surroundings.
#[derive(Clone, Debug, PartialEq)]
pub enum Cmd {
    /// Load the gallery's manifest; answer with [`Msg::ManifestLoaded`].
    LoadManifest,
    /// Load the scenario's file; answer with [`Msg::ScenarioLoaded`].
    LoadScenario(Rc<str>),
    /// Load the scenario's file for its card in the gallery; answer with [`Msg::PictureLoaded`].
    LoadPicture(Rc<str>),
    /// Open the browser's file chooser; answer with [`Msg::FileRead`].
    ChooseFile,
    /// Something about files, and what is kept.
    File(FileCmd),
    /// Offer a file for saving.
    SaveFile {
        name: String,
        media_type: &'static str,
        text: String,
    },
    /// Send [`Msg::Tick`] as soon as nothing more urgent waits, for at most 8 ms at a time.
    ScheduleTick,
    /// Keep a preference: `language`, `theme`, `speed`, `scheme`, `keys`, `minimap`.
    SavePreference {
        key: &'static str,
        value: &'static str,
    },
    /// Say this in the live region.
    Announce(String),
    /// The address without which a reload would show something else: `?scenario=topics`.
    SetAddress(String),
    /// Put the focus on this node of the canvas.
    FocusNode(Node),
    FocusCanvas,
    /// The first field of the panel of what is chosen.
    FocusDetails,
}
