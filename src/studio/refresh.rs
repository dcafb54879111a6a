//! Making true what is shown: the scene and the panels, after each message. What did not change keeps its `Rc`.

use crate::export::picture::{Moment, fullest, stage};
use crate::run::History;
use crate::scene::Scene;
use crate::scene::build::Look;
use crate::scene::stage::Parts;
use crate::studio::guide;
use crate::studio::msg::Cmd;
use crate::studio::panels::Rich;
use crate::studio::panels::dialog::Dialog;
use crate::studio::panels::timeline::TileKind;
use crate::studio::view::{BottomTab, InspectorTab, Page};
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Entry, Language, plain};
use crate::{entry, key};
use std::rc::Rc;

/// Puts a new value in place of an old one, unless they are equal.
fn renew<T: PartialEq>(old: &mut Rc<T>, new: T) {
    if **old != new {
        *old = Rc::new(new);
    }
}

impl Studio {
    /// Makes true what is not; panels only where it is time for them.
    pub(super) fn refresh(&mut self, panels_too: bool) {
        if self.stale == Stale::Everything {
            self.make_scene();
        }
        if self.stale == Stale::Nothing {
            return;
        }
        if panels_too || self.player.panels_due() {
            self.make_panels();
            self.stale = Stale::Nothing;
        } else {
            self.stale = Stale::Panels;
        }
    }

    /// Makes the picture of the current step.
    pub(super) fn make_scene(&mut self) {
        let lit = self.lit();
        let way = self.lit_way();
        let Some(session) = &mut self.session else {
            self.scene = Rc::default();
            return;
        };
        let stage = session.stage.clone();
        let spot = stage.lit(&self.guide.lights);
        let spot_messages = self.guide.lit_messages();
        let events = session.history.events(session.step);
        let look = Look {
            events: &events,
            selected: self.view.selection.nodes(),
            lit,
            way: &way,
            spot: &spot,
            spot_messages: &spot_messages,
            words: &self.text,
            language: match self.view.language {
                Language::English => 0,
                Language::Chinese => 1,
            },
        };
        let scene = Scene::build(&stage, session.world(), &look, &self.scene);
        if *self.scene != scene {
            self.scene = Rc::new(scene);
        }
    }

    /// What lies over the picture follows each movement of the pointer, so it is no panel.
    pub(super) fn draw(&mut self) {
        let sketch = self.sketched();
        renew(&mut self.sketch, sketch);
    }

    /// The drawing of a document for a card: where most messages are about and none is on its way, early in its run.
    pub(super) fn picture(&self, document: &crate::model::Document) -> Scene {
        let (mut history, _) = History::new(document);
        let step = fullest(&mut history);
        let moment = Moment {
            stage: &stage(document, &mut history, step),
            step,
            language: 0,
        };
        moment.scene(&mut history, &self.text)
    }

    /// The parts of the drawing along the lit message's way.
    fn lit_way(&mut self) -> Parts {
        let lit = self.view.lit;
        match (&mut self.session, lit) {
            (Some(session), Some(message)) => session.way_of(message),
            (Some(_) | None, _) => Parts::default(),
        }
    }

    fn make_panels(&mut self) {
        self.make_others();
        // It says what can be done, so everything else is true before it.
        let overlay = self.overlay();
        if self.panels.overlay.as_deref() != overlay.as_ref() {
            self.panels.overlay = overlay.map(Rc::new);
        }
    }

    fn make_others(&mut self) {
        let top = self.top();
        renew(&mut self.panels.top, top);
        let toast = self.toast.clone();
        if self.panels.toast != toast {
            self.panels.toast = toast;
        }
        let compare = self.compare_panel();
        if self.panels.compare.as_deref() != compare.as_ref() {
            self.panels.compare = compare.map(Rc::new);
        }
        let compared = self.comparing.as_ref().map(|_| Dialog::Compare);
        let dialog = compared.or_else(|| self.stop_dialog()).or_else(|| self.dialog());
        if self.panels.dialog.as_deref() != dialog.as_ref() {
            self.panels.dialog = dialog.map(Rc::new);
        }
        if self.view.page == Page::Gallery {
            let gallery = self.gallery();
            renew(&mut self.panels.gallery, gallery);
            return;
        }
        let popover = self.popover();
        if self.panels.popover.as_deref() != popover.as_ref() {
            self.panels.popover = popover.map(Rc::new);
        }
        let hint = self.hint();
        renew(&mut self.panels.hint, hint);
        let transport = self.transport();
        renew(&mut self.panels.transport, transport);
        let timeline = self.timeline();
        renew(&mut self.panels.timeline, timeline);
        let narration = self.narration();
        renew(&mut self.panels.narration, narration);
        match self.view.inspector {
            Some(InspectorTab::Why) => {
                let why = self.why();
                renew(&mut self.panels.why, why);
            }
            Some(InspectorTab::Message) => {
                let message = self.message_panel();
                renew(&mut self.panels.message, message);
            }
            Some(InspectorTab::Node) | None => {}
        }
        // The canvas offers what can be done to a chosen node, so this panel is true even when it is not open.
        let node = self.node_panel();
        renew(&mut self.panels.node, node);
        let binding = self.binding_panel();
        if self.panels.binding.as_deref() != binding.as_ref() {
            self.panels.binding = binding.map(Rc::new);
        }
        // Problems have marks on the canvas, too.
        let problems = self.problems_panel();
        renew(&mut self.panels.problems, problems);
        match self.view.bottom {
            Some(BottomTab::Log) => {
                self.filter_entries();
                let log = self.log_panel();
                renew(&mut self.panels.log, log);
            }
            Some(BottomTab::Branches) => {
                let branches = self.branches_panel();
                renew(&mut self.panels.branches, branches);
            }
            Some(BottomTab::Next) => {
                let choices = self.choices_panel();
                renew(&mut self.panels.choices, choices);
            }
            Some(BottomTab::Stops) => {
                let stops = self.stops_panel();
                renew(&mut self.panels.stops, stops);
            }
            Some(BottomTab::Outline) => {
                let outline = self.outline();
                renew(&mut self.panels.outline, outline);
            }
            Some(BottomTab::Charts | BottomTab::Problems) | None => {}
        }
        if self.shows_charts() {
            let charts = self.charts_panel();
            renew(&mut self.panels.charts, charts);
        }
    }

    /// What a step has to say, in one line.
    pub(super) fn told(&mut self, step: usize) -> Rich {
        match &mut self.session {
            Some(session) => {
                let telling = session.telling(step);
                self.text.telling(&telling)
            }
            None => Rich::new(),
        }
    }

    /// `Step 14 of 38`.
    pub(super) fn step_text(&self) -> String {
        let (step, steps, more) = self.session.as_ref().map_or((0, 0, false), |session| {
            (session.step, session.history.steps(), session.is_computing())
        });
        let key = if more {
            key!("timeline.step_of_more")
        } else {
            key!("timeline.step_of")
        };
        self.text
            .line(Entry::of(key).with("step", step).with("count", steps))
    }

    /// Says in the live region where we are now: the chapter, or what the step did.
    pub(super) fn announce_step(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(session) = &self.session else {
            return;
        };
        let line = match self
            .guide
            .chapter
            .and_then(|at| Some((at, guide::chapter(session, at)?)))
        {
            Some((at, chapter)) => {
                let title = super::manifest::in_language(&chapter.title, self.view.language);
                let text = super::manifest::in_language(&chapter.text, self.view.language);
                let what = plain(&self.text.authored(text));
                self.text.line(entry!(
                    "live.chapter",
                    chapter = at + 1,
                    title = Argument::Plain(title),
                    what = Argument::Plain(&what)
                ))
            }
            None => {
                let (step, steps) = (session.step, session.history.steps());
                let what = plain(&self.told(step));
                self.text.line(entry!(
                    "live.moved",
                    step,
                    count = steps,
                    what = Argument::Plain(&what)
                ))
            }
        };
        cmds.push(Cmd::Announce(line));
    }

    pub(super) fn announce_question(&mut self, cmds: &mut Vec<Cmd>) {
        let asked = self.guide.asking.zip(self.session.as_ref());
        let asked = asked.and_then(|(asking, session)| guide::question(session, asking));
        if let Some((_, question)) = asked {
            let ask = super::manifest::in_language(&question.ask, self.view.language);
            let what = plain(&self.text.authored(ask));
            cmds.push(Cmd::Announce(
                self.text
                    .line(entry!("live.question", what = Argument::Plain(&what))),
            ));
        }
    }

    pub(super) fn announce_outcome(&mut self, cmds: &mut Vec<Cmd>) {
        let narration = self.narration();
        if let Some(outcome) = narration.question.and_then(|question| question.outcome) {
            cmds.push(Cmd::Announce(plain(&outcome.gap)));
        }
    }

    /// What kind of step this is: for tile, pictogram and word.
    pub(super) fn tile_kind(&self, step: usize) -> TileKind {
        let tile = self
            .session
            .as_ref()
            .and_then(|session| session.history.tile(step));
        tile.map_or(TileKind::Start, |tile| TileKind::of(tile.kind))
    }
}
