//! Copies of parts of the drawing: through the clipboard as text, between tabs too, and beside themselves.

use crate::entry;
use crate::key;
use crate::model::edit;
use crate::model::{Document, Node, Point};
use crate::scene::geometry::Rect;
use crate::studio::Studio;
use crate::studio::gesture::{Gesture, snapped};
use crate::studio::msg::Cmd;
use crate::studio::selection::Selection;
use crate::text::{Argument, Entry, plain};

/// How far below what they are copied from copies stand.
const GAP: i32 = 30;

impl Studio {
    /// What is chosen, as text for the clipboard.
    pub fn copied(&self) -> Option<String> {
        let (document, nodes) = self.chosen_to_change()?;
        Some(edit::copy(&document, &nodes))
    }

    pub(super) fn tell_copied(&self, cmds: &mut Vec<Cmd>) {
        let count = self.view.selection.nodes().len();
        cmds.push(Cmd::Announce(self.text.line(entry!("draw.copied", count))));
    }

    /// Removes what has been copied.
    pub(super) fn cut(&mut self, cmds: &mut Vec<Cmd>) {
        let count = self.view.selection.nodes().len();
        let what = self.text.line(entry!("draw.cut", count));
        self.remove_chosen(what, cmds);
    }

    /// Puts copied parts into the drawing: under the pointer, else beside what is chosen, else in the middle. Another text
    /// is refused.
    pub(super) fn paste(&mut self, text: &str, at: Option<Point>, cmds: &mut Vec<Cmd>) {
        let Some(session) = self.session.as_ref().filter(|_| self.can_draw()) else {
            return;
        };
        let mut document = session.placed();
        let places = self.chosen().into_iter().map(|node| Rect::around(node.at, 0, 0));
        let by = self.aside();
        let beside = places
            .reduce(Rect::union)
            .map(|chosen| chosen.middle().moved(by.x, by.y));
        let middle = self.view.camera.visible(self.canvas).middle();
        let at = at.or(beside).unwrap_or(middle);
        match edit::paste(&mut document, text, snapped(at)) {
            Ok(nodes) => {
                let what = self.text.line(entry!("draw.pasted", count = nodes.len()));
                self.put_in(what, document, nodes, cmds);
            }
            Err(why) => {
                let why = plain(&self.text.finding(&why.code));
                let said = self
                    .text
                    .say(entry!("draw.paste_refused", why = Argument::Plain(&why)));
                self.say(said, None, cmds);
            }
        }
    }

    /// Copies what is chosen beside itself.
    pub(super) fn duplicate(&mut self, cmds: &mut Vec<Cmd>) {
        let Some((mut document, nodes)) = self.chosen_to_change() else {
            return;
        };
        let new = edit::duplicate(&mut document, &nodes, self.aside());
        let what = match &nodes[..] {
            [node] => {
                let name = self.name_of(node);
                self.text
                    .line(entry!("draw.duplicated", node = Argument::Plain(&name)))
            }
            _ => self
                .text
                .line(entry!("draw.duplicated_several", count = nodes.len())),
        };
        self.put_in(what, document, new, cmds);
    }

    /// How far from what is chosen a copy of it finds a free place: below it, or as near to that as can be.
    fn aside(&self) -> Point {
        let bounds = self.chosen().into_iter().map(|node| node.bounds);
        let Some((bounds, session)) = bounds.reduce(Rect::union).zip(self.session.as_ref()) else {
            return Point::default();
        };
        let below = snapped(Point::new(0, bounds.height + GAP));
        session.stage.layout.free_place(bounds, below)
    }

    /// Moves the camera where nodes that were just made cannot be seen.
    fn show_made(&mut self, nodes: &[Node]) {
        let Some(stage) = self.session.as_ref().map(|session| &session.stage) else {
            return;
        };
        let places = nodes.iter().filter_map(|node| stage.node(node));
        let bounds = places.map(|at| stage.layout.places[at].bounds());
        if let Some(bounds) = bounds.reduce(Rect::union) {
            let before = self.view.camera;
            self.view.camera = before.showing(bounds.grown(GAP), self.canvas);
            self.fitted &= self.view.camera == before;
        }
    }

    /// The drawing with new nodes, which are chosen and can be seen.
    fn put_in(&mut self, what: String, document: Document, nodes: Vec<Node>, cmds: &mut Vec<Cmd>) {
        if nodes.is_empty() {
            let said = self.text.say(Entry::of(key!("draw.nothing_pasted")));
            return self.say(said, None, cmds);
        }
        self.stop();
        self.gesture = Gesture::Idle;
        self.view.selection = Selection::of(nodes.clone());
        self.apply(what, document, cmds);
        self.show_made(&nodes);
        cmds.push(Cmd::FocusCanvas);
    }
}
