//! How the person looks at things: camera, selection, tabs, language, theme, speed. None of it changes the run.

use crate::base::ids::MessageId;
use crate::studio::scheme::Scheme;
use crate::studio::selection::Selection;
use crate::text::Language;
use std::rc::Rc;

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    Light,
    Dark,
}

/// How fast playing goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Speed {
    Quarter,
    Half,
    #[default]
    Normal,
    Double,
    Quadruple,
}

impl Speed {
    /// All of them, slowest first.
    pub const ALL: [Speed; 5] = [
        Speed::Quarter,
        Speed::Half,
        Speed::Normal,
        Speed::Double,
        Speed::Quadruple,
    ];

    /// How many milliseconds of playing pass in one of waiting.
    pub const fn factor(self) -> f64 {
        match self {
            Speed::Quarter => 0.25,
            Speed::Half => 0.5,
            Speed::Normal => 1.0,
            Speed::Double => 2.0,
            Speed::Quadruple => 4.0,
        }
    }

    /// As it is shown and kept: `0.5`.
    pub const fn text(self) -> &'static str {
        match self {
            Speed::Quarter => "0.25",
            Speed::Half => "0.5",
            Speed::Normal => "1",
            Speed::Double => "2",
            Speed::Quadruple => "4",
        }
    }

    /// The speed that is written so.
    pub fn parse(text: &str) -> Option<Speed> {
        Speed::ALL.into_iter().find(|speed| speed.text() == text)
    }
}

/// What paces playing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pacing {
    /// Each step takes as long as its hops need, and a gap of virtual time at most a second.
    #[default]
    Steps,
    /// Virtual time passes like time.
    Time,
}

/// The tabs of the inspector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InspectorTab {
    #[default]
    Why,
    Message,
    Node,
}

/// The tabs of the bottom panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BottomTab {
    #[default]
    Log,
    Problems,
    Charts,
    Branches,
    Stops,
    Next,
    Outline,
}

impl BottomTab {
    /// All of them, in their order.
    pub const ALL: [BottomTab; 7] = [
        BottomTab::Log,
        BottomTab::Charts,
        BottomTab::Branches,
        BottomTab::Stops,
        BottomTab::Next,
        BottomTab::Problems,
        BottomTab::Outline,
    ];
}

/// What is shown in place of the studio's middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The canvas with everything around it.
    #[default]
    Studio,
    Gallery,
    /// The canvas with narration and transport alone, for an iframe.
    Player,
}

/// Where the canvas is looked at from: screen = (canvas - origin) * zoom / 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Camera {
    /// The canvas point at the top left corner of the screen.
    pub x: i32,
    pub y: i32,
    /// In thousandths.
    pub zoom: i32,
}

impl Default for Camera {
    fn default() -> Self {
        Camera {
            x: 0,
            y: 0,
            zoom: 1000,
        }
    }
}

/// How the person looks at things.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub page: Page,
    pub camera: Camera,
    /// The camera follows the action where it does not fit.
    pub follow: bool,
    pub legend: bool,
    pub minimap: bool,
    /// How wheel and drag move the view.
    pub scheme: Scheme,
    /// Whether single letters, digits and signs are shortcuts.
    pub single_keys: bool,
    pub selection: Selection,
    pub lit: Option<MessageId>,
    pub inspector: Option<InspectorTab>,
    pub bottom: Option<BottomTab>,
    pub language: Language,
    pub theme: Theme,
    pub speed: Speed,
    pub pacing: Pacing,
    pub reduced_motion: bool,
    pub predict: bool,
    /// Whether the studio plays by itself.
    pub playing: bool,
    /// The text by which the log is filtered.
    pub log_filter: Rc<str>,
}

impl View {
    /// How a studio looks at first.
    pub fn new() -> Self {
        View {
            follow: true,
            inspector: Some(InspectorTab::Why),
            bottom: Some(BottomTab::Log),
            predict: true,
            minimap: true,
            single_keys: true,
            ..View::default()
        }
    }
}
