//! The application without a browser: what is open, where in its run we are, and what is shown of it.
//!
//! [`Studio::update`] is a plain function of a message; what it cannot do itself it asks for with commands. After each
//! update the scene and the panels are true; a part that did not change keeps its `Rc`. It knows no browser, reads no
//! clock and draws no random numbers.

pub mod msg;
pub mod panels;
pub mod view;

pub use msg::{Begin, Cmd, HandAction, Msg, Toward};
pub use panels::Panels;
pub use view::View;

use crate::scene::Scene;
use crate::scene::motion::Motion;
use std::rc::Rc;

/// The application.
#[derive(Debug, Default)]
pub struct Studio {
    view: View,
    panels: Panels,
    scene: Rc<Scene>,
    motion: Option<Rc<Motion>>,
    /// How far the motion has come, in milliseconds at speed 1.
    motion_ms: f64,
}

impl Studio {
    /// Nothing open yet: send [`Msg::Begin`] first.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a message. What the surroundings must do is added to `cmds`.
    pub fn update(&mut self, msg: Msg, cmds: &mut Vec<Cmd>) {
        let _ = (msg, cmds);
    }

    /// How the person looks at things.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// What the panels show.
    pub fn panels(&self) -> &Panels {
        &self.panels
    }

    /// The picture at the current step, at rest.
    pub fn scene(&self) -> &Rc<Scene> {
        &self.scene
    }

    /// While a step's hops play: what moves. It takes the place of the scene's tokens.
    pub fn motion(&self) -> Option<&Rc<Motion>> {
        self.motion.as_ref()
    }

    /// How far the motion has come, for [`Motion::place`].
    pub fn motion_ms(&self) -> f64 {
        self.motion_ms
    }

    /// Whether [`Msg::Frame`] is wanted: something moves or plays.
    pub fn wants_frames(&self) -> bool {
        self.motion.is_some() || self.view.playing
    }
}
