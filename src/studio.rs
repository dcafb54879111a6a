//! The application without a browser: what is open, where in its run we are, and what is shown of it.
//!
//! [`Studio::update`] is a plain function of a message; what it cannot do itself it asks for with commands. After each
//! update the scene and the panels are true; a part that did not change keeps its `Rc`. It knows no browser, reads no
//! clock and draws no random numbers.

pub mod actions;
mod adding;
pub mod arranging;
mod beside;
pub mod camera;
mod connecting;
mod copying;
mod doing;
pub mod draw;
mod drawing;
pub mod edging;
pub mod files;
pub mod forms;
pub mod gesture;
mod guide;
pub mod guides;
mod import;
pub mod keys;
mod log_index;
mod looking;
mod loosening;
mod manifest;
pub mod menus;
pub mod msg;
mod opening;
pub mod outline;
pub mod panels;
mod player;
mod pointing;
mod refresh;
mod refusing;
mod renaming;
pub mod scheme;
pub mod selection;
mod session;
mod splicing;
mod time;
pub mod view;
mod words;

pub use draw::DrawMsg;
pub use msg::{Begin, Cmd, HandAction, Msg, Toward, Unloaded};
pub use panels::Panels;
pub use time::msg::TimeMsg;
pub use view::View;

use crate::base::sorted::SortedMap;
use crate::broker::view::ExchangeKind;
use crate::model::Node;
use crate::scene::Scene;
use crate::scene::motion::Motion;
use crate::studio::camera::Size;
use crate::studio::files::Files;
use crate::studio::forms::Forms;
use crate::studio::gesture::{Gesture, Grip};
use crate::studio::guide::Guide;
use crate::studio::log_index::LogIndex;
use crate::studio::manifest::Manifest;
use crate::studio::menus::walking::Walk;
use crate::studio::opening::Desk;
use crate::studio::panels::Toast;
use crate::studio::panels::sketch::{Sketch, Tip};
use crate::studio::player::Player;
use crate::studio::session::Session;
use crate::studio::time::charts::ChartIndex;
use crate::studio::time::compare::Comparing;
use crate::studio::time::stops::Stops;
use crate::text::{Language, Text};
use std::rc::Rc;

/// The application.
#[derive(Debug)]
pub struct Studio {
    view: View,
    text: Text,
    panels: Panels,
    session: Option<Session>,
    scene: Rc<Scene>,
    motion: Option<Rc<Motion>>,
    /// How far the motion has come, in milliseconds at speed 1.
    motion_ms: f64,
    player: Player,
    guide: Guide,
    log: LogIndex,
    stops: Stops,
    charts: ChartIndex,
    comparing: Option<Comparing>,
    manifest: Manifest,
    /// The drawings on the gallery's cards.
    pictures: SortedMap<Rc<str>, Rc<Scene>>,
    /// What lies on the desk: files that are being opened, and what came of them.
    desk: Desk,
    files: Files,
    toast: Option<Rc<Toast>>,
    /// What is typed into forms.
    forms: Forms,
    /// What is connected next by the outline.
    drafted: outline::Drafted,
    /// What lies over the page.
    over: menus::Open,
    /// The last step from node to node by keys.
    walk: Option<Walk>,
    gesture: Gesture,
    /// What the pointer rests on while nothing is being done.
    hover: Option<Grip>,
    /// Whether nothing snaps.
    is_free: bool,
    /// Whether taps choose several.
    several: bool,
    /// The node whose edges are gone through.
    around: Option<Node>,
    /// What hangs loose after something was deleted.
    loose: Option<Rc<Tip>>,
    /// The kind of the exchanges that are placed.
    exchange: ExchangeKind,
    /// What lies over the picture.
    sketch: Rc<Sketch>,
    canvas: Size,
    /// Whether the camera still shows everything, as it did when the document was opened.
    fitted: bool,
    timeline: Window,
    stale: Stale,
}

/// The part of the timeline that is to be seen.
#[derive(Clone, Copy, Debug)]
struct Window {
    tiles: usize,
    first: Option<usize>,
}

/// What is not true any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stale {
    Nothing,
    Panels,
    Everything,
}

impl Default for Studio {
    fn default() -> Self {
        Self::new()
    }
}

impl Studio {
    /// Nothing open yet: send [`Msg::Begin`] first.
    pub fn new() -> Self {
        Studio {
            view: View::new(),
            text: Text::new(Language::English),
            panels: Panels::default(),
            session: None,
            scene: Rc::default(),
            motion: None,
            motion_ms: 0.0,
            player: Player::default(),
            guide: Guide::default(),
            log: LogIndex::default(),
            stops: Stops::default(),
            charts: ChartIndex::default(),
            comparing: None,
            manifest: Manifest::default(),
            pictures: SortedMap::new(),
            desk: Desk::default(),
            files: Files::default(),
            toast: None,
            forms: Forms::default(),
            drafted: outline::Drafted::default(),
            over: menus::Open::Nothing,
            walk: None,
            gesture: Gesture::Idle,
            hover: None,
            is_free: false,
            several: false,
            around: None,
            loose: None,
            exchange: ExchangeKind::Topic,
            sketch: Rc::default(),
            canvas: Size::default(),
            fitted: true,
            timeline: Window {
                tiles: 40,
                first: None,
            },
            stale: Stale::Everything,
        }
    }

    /// Takes in a message. What the surroundings must do is added to `cmds`.
    pub fn update(&mut self, msg: Msg, cmds: &mut Vec<Cmd>) {
        // While playing, panels follow a few times a second; what a person does shows at once.
        let is_frame = matches!(msg, Msg::Frame { .. } | Msg::Tick);
        if msg.is_deed() {
            self.settle_draft(cmds);
        }
        let before = (!is_frame).then(|| self.view.selection.clone());
        let was_drag = self.gesture.is_drag();
        self.take_in(msg, cmds);
        if was_drag && !self.gesture.is_drag() {
            self.compute_ahead(cmds);
        }
        if before.is_some_and(|before| before != self.view.selection) {
            self.announce_chosen(cmds);
        }
        self.notice(cmds);
        self.refresh(!is_frame || !self.view.playing);
        self.draw();
    }

    fn take_in(&mut self, msg: Msg, cmds: &mut Vec<Cmd>) {
        match msg {
            Msg::Begin(begin) => self.begin(begin, cmds),
            Msg::OpenGallery => self.open_gallery(cmds),
            Msg::OpenScenario(id) => self.open_scenario(id, cmds),
            Msg::ManifestLoaded(text) => self.manifest_loaded(text, cmds),
            Msg::ScenarioLoaded { id, text } => self.scenario_loaded(id, text, cmds),
            Msg::PictureLoaded { id, text } => self.picture_loaded(id, text),
            Msg::AskForFile => cmds.push(Cmd::ChooseFile),
            Msg::FileRead { name, text } => self.file_read(name, text, None, cmds),
            Msg::File(msg) => self.file(msg, cmds),
            Msg::ChooseVhost(at) => self.choose_vhost(at, cmds),
            Msg::CloseDialog => {
                self.close_dialog(cmds);
                self.stop_comparing(cmds);
            }
            Msg::OpenReport => self.open_report(),

            Msg::Restart => self.restart(cmds),
            Msg::StepBack => self.step_back(cmds),
            Msg::Play => self.play(cmds),
            Msg::Pause => self.pause(cmds),
            Msg::TogglePlay if self.view.playing => self.pause(cmds),
            Msg::TogglePlay => self.play(cmds),
            Msg::Step => self.step(cmds),
            Msg::End => self.end(cmds),
            Msg::Seek(step) => self.seek(step, cmds),
            Msg::SetSpeed(speed) => self.set_speed(speed, cmds),
            Msg::SetPacing(pacing) => self.set_pacing(pacing),
            Msg::Continue => self.go_on(cmds),
            Msg::Tick => self.tick(cmds),
            Msg::Frame { elapsed_ms } => self.frame(elapsed_ms, cmds),
            Msg::SwitchBranch(branch) => self.switch_branch(branch, cmds),
            Msg::TimelineWidth(tiles) => self.timeline_width(tiles),
            Msg::TimelineFirst(first) => self.timeline_first(first),
            Msg::Time(msg) => self.take_in_time(msg, cmds),

            Msg::NextChapter => self.next_chapter(cmds),
            Msg::PreviousChapter => self.previous_chapter(cmds),
            Msg::BackToLesson => self.back_to_lesson(cmds),
            Msg::TogglePredict => self.toggle_predict(),
            Msg::PickOption(at) => self.pick_option(at),
            Msg::TypeNumber(text) => self.type_number(text),
            Msg::Reveal => self.reveal(cmds),

            Msg::Select(node) => self.select(node),
            Msg::SelectToward(toward) => self.select_toward(toward, cmds),
            Msg::Light(message) => self.light(message),
            Msg::ShowInspector(tab) => self.show_inspector(Some(tab), cmds),
            Msg::CloseInspector => self.show_inspector(None, cmds),
            Msg::ShowBottom(tab) => self.show_bottom(Some(tab), cmds),
            Msg::ToggleBottom => self.toggle_bottom(cmds),
            Msg::FilterLog(text) => self.filter_log(text),
            Msg::ToggleLogKind(at) => self.toggle_log_kind(at),
            Msg::LogWindow { first, rows } => self.log_window(first, rows),
            Msg::CanvasSize { width, height } => self.canvas_size(Size { width, height }, cmds),
            Msg::Pan { x, y } => self.pan(x, y),
            Msg::Zoom { notches, around } => self.zoom(notches, around),
            Msg::Fit => self.fit(),
            Msg::ToggleFollow => self.toggle_follow(),
            Msg::ToggleLegend => self.toggle_legend(),

            Msg::New => self.new_drawing(cmds),
            Msg::Take(tool) => self.take(tool, cmds),
            Msg::SetExchange(kind) => self.set_exchange(kind),
            Msg::Place(tool, at) => self.place(tool, at, cmds),
            Msg::PointAt(at) => self.point_at(at),
            Msg::Grab { on, at, more } => self.grab(on, at, more, cmds),
            Msg::PutDown(at) => self.put_down(at, cmds),
            Msg::Click { on, at, more } => self.click(on, at, more, cmds),
            Msg::Enter => self.enter(cmds),
            Msg::Escape => self.escape(),
            Msg::SelectAll => self.select_all(cmds),
            Msg::Connect => self.connect(cmds),
            Msg::Number(number) => self.number(number, cmds),
            Msg::Delete => self.delete(cmds),
            Msg::Nudge { toward, far } => self.nudge(toward, far, cmds),
            Msg::Draw(msg) => self.take_in_drawing(msg, cmds),

            Msg::Hand(node, action) => self.hand(&node, action, cmds),
            Msg::Attach(node) => self.attach(&node, cmds),
            Msg::Form(msg) => self.fill_in(msg, cmds),
            Msg::Undo => self.undo(cmds),
            Msg::Redo => self.redo(cmds),

            Msg::Outline(msg) => self.outlined(msg, cmds),
            Msg::Menu(msg) => self.menu(msg, cmds),

            Msg::SetLanguage(language) => self.set_language(language, cmds),
            Msg::SetTheme(theme) => self.set_theme(theme, cmds),
            Msg::ReducedMotion(reduced) => self.view.reduced_motion = reduced,
        }
    }

    /// How the person looks at things.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The catalogue of the reader's language.
    pub fn text(&self) -> &Text {
        &self.text
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

    /// What is being done with the drawing.
    pub fn gesture(&self) -> &Gesture {
        &self.gesture
    }

    /// What the pointer rests on while nothing is being done.
    pub fn hovered(&self) -> Option<&Grip> {
        self.hover.as_ref().filter(|_| self.gesture.is_idle())
    }

    /// Whether nothing snaps.
    pub fn is_free(&self) -> bool {
        self.is_free
    }

    /// Whether taps choose several.
    pub fn chooses_several(&self) -> bool {
        self.several
    }

    /// What lies over the picture while something is done with the drawing.
    pub fn sketch(&self) -> &Rc<Sketch> {
        &self.sketch
    }

    /// How far the motion has come, for [`Motion::place`].
    pub fn motion_ms(&self) -> f64 {
        self.motion_ms
    }

    /// Whether [`Msg::Frame`] is wanted: something moves or plays.
    pub fn wants_frames(&self) -> bool {
        self.motion.is_some() || self.view.playing
    }

    /// From now on something is not true any more.
    fn outdated(&mut self, stale: Stale) {
        self.stale = self.stale.max(stale);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
