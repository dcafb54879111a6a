//! Looking: selection, the lit message, tabs, the log's filter, camera, language and theme.

use crate::base::ids::MessageId;
use crate::model::Node;
use crate::scene::geometry::{Point, Rect};
use crate::studio::camera::{Size, TOOLS};
use crate::studio::msg::Cmd;
use crate::studio::selection::Selection;
use crate::studio::view::{BottomTab, Camera, InspectorTab, Page, Theme, View};
use crate::studio::{Stale, Studio};
use crate::text::{Language, Text};
use std::rc::Rc;

impl Studio {
    pub(super) fn select(&mut self, node: Option<Node>) {
        if node.is_some() && self.view.inspector.is_some() {
            self.view.inspector = Some(InspectorTab::Node);
        }
        self.view.selection = Selection::only(node);
        self.loose = None;
        self.guide.selected = None;
        self.outdated(Stale::Everything);
    }

    /// Lights a message, or none.
    pub(super) fn light(&mut self, message: Option<MessageId>) {
        self.view.lit = message;
        if message.is_some() && self.view.inspector == Some(InspectorTab::Node) {
            self.view.inspector = Some(InspectorTab::Message);
        }
        if message.is_none() {
            self.guide.message = None;
        }
        self.outdated(Stale::Everything);
    }

    /// The message that is lit: the person's, else the chapter's.
    pub(super) fn lit(&self) -> Option<MessageId> {
        self.view.lit.or(self.guide.message)
    }

    pub(super) fn show_inspector(&mut self, tab: Option<InspectorTab>, cmds: &mut Vec<Cmd>) {
        self.show(cmds, |view| view.inspector = tab);
    }

    pub(super) fn show_bottom(&mut self, tab: Option<BottomTab>, cmds: &mut Vec<Cmd>) {
        self.show(cmds, |view| view.bottom = tab);
    }

    pub(super) fn toggle_bottom(&mut self, cmds: &mut Vec<Cmd>) {
        let closed = self.view.bottom.is_none();
        self.show_bottom(closed.then_some(BottomTab::Log), cmds);
    }

    /// Opens or closes a panel. One that was closed may have something to read first.
    fn show(&mut self, cmds: &mut Vec<Cmd>, change: impl FnOnce(&mut View)) {
        change(&mut self.view);
        self.compute_ahead(cmds);
        self.outdated(Stale::Panels);
    }

    pub(super) fn filter_log(&mut self, text: Rc<str>) {
        self.view.log_filter = text.clone();
        self.log.set_filter(&text);
        self.outdated(Stale::Panels);
    }

    pub(super) fn toggle_log_kind(&mut self, at: usize) {
        self.log.toggle_kind(at);
        self.outdated(Stale::Panels);
    }

    pub(super) fn log_window(&mut self, first: Option<usize>, rows: usize) {
        self.log.set_window(first, rows);
        self.outdated(Stale::Panels);
    }

    pub(super) fn canvas_size(&mut self, size: Size, cmds: &mut Vec<Cmd>) {
        let is_first = self.canvas == Size::default();
        self.canvas = size;
        match (self.fitted, is_first) {
            (true, true) => {
                self.fit();
                self.follow();
            }
            (true, false) => self.fit_again(),
            (false, _) => {}
        }
        // In a wide window there is more to be seen of the run.
        self.outdated(Stale::Panels);
        self.compute_ahead(cmds);
    }

    pub(super) fn pan(&mut self, x: i32, y: i32) {
        self.view.camera = self.view.camera.panned(x, y);
        self.fitted = false;
    }

    pub(super) fn zoom(&mut self, notches: i32, around: Option<Point>) {
        let middle = Point::new(self.canvas.width / 2, self.canvas.height / 2);
        self.view.camera = self.view.camera.zoomed(notches, around.unwrap_or(middle));
        self.fitted = false;
    }

    /// Shows everything.
    pub(super) fn fit(&mut self) {
        self.fitted = true;
        let bounds = self.bounds();
        self.view.camera = self.below_tools(|_, size| Camera::fitting(bounds, size));
    }

    /// A camera that shows below the tools of the canvas what it is to show.
    pub(super) fn below_tools(&self, look: impl FnOnce(Camera, Size) -> Camera) -> Camera {
        let Size { width, height } = self.canvas;
        let top = match self.view.page {
            Page::Studio | Page::Gallery if height > 2 * TOOLS => TOOLS,
            Page::Studio | Page::Gallery | Page::Player => 0,
        };
        let below = Size {
            width,
            height: height - top,
        };
        look(self.view.camera.panned(0, -top), below).panned(0, top)
    }

    /// The whole picture.
    pub(super) fn bounds(&self) -> Rect {
        let bounds = self.session.as_ref().map(|session| session.stage.layout.bounds);
        bounds.unwrap_or_default()
    }

    /// Shows everything in another space. Where all can be seen well enough already, the picture stays where it is.
    fn fit_again(&mut self) {
        let bounds = self.bounds();
        if self.view.follow && Camera::is_cramped(bounds, self.canvas) {
            return self.follow();
        }
        let best = self.below_tools(|_, size| Camera::fitting(bounds, size));
        let visible = self.view.camera.visible(self.canvas);
        let is_seen = visible.union(bounds) == visible;
        if !is_seen || self.view.camera.zoom * 4 < best.zoom * 3 {
            self.view.camera = best;
        }
    }

    pub(super) fn toggle_follow(&mut self) {
        self.view.follow = !self.view.follow;
        if !self.view.follow && self.fitted {
            self.fit();
        }
        self.follow();
    }

    pub(super) fn toggle_legend(&mut self) {
        self.view.legend = !self.view.legend;
    }

    pub(super) fn set_language(&mut self, language: Language, cmds: &mut Vec<Cmd>) {
        self.use_language(language);
        cmds.push(Cmd::SavePreference {
            key: "language",
            value: language.code(),
        });
    }

    pub(super) fn use_language(&mut self, language: Language) {
        self.view.language = language;
        self.text = Text::new(language);
        self.log.forget_words();
        self.outdated(Stale::Everything);
    }

    pub(super) fn set_theme(&mut self, theme: Theme, cmds: &mut Vec<Cmd>) {
        self.view.theme = theme;
        let value = match theme {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        cmds.push(Cmd::SavePreference { key: "theme", value });
    }

    /// The page in which documents are shown.
    pub(super) fn show_document(&mut self) {
        self.view.page = match self.view.page {
            Page::Player => Page::Player,
            Page::Studio | Page::Gallery => Page::Studio,
        };
    }
}
