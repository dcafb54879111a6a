//! Opening: scenarios, files, definitions with their virtual hosts, and what is said when something cannot be opened.
//! What is open stays open until something else is.

use crate::base::order;
use crate::entry;
use crate::export::definitions::{Report, VhostSummary};
use crate::model::diagnostic::Severity;
use crate::model::{Diagnostic, Document};
use crate::studio::files::{Arrival, Asked, Handle, Said};
use crate::studio::gesture::Gesture;
use crate::studio::import::{self, Read};
use crate::studio::manifest::Manifest;
use crate::studio::msg::{Begin, Cmd, Unloaded};
use crate::studio::panels::Offer;
use crate::studio::panels::make::opened;
use crate::studio::scheme::Scheme;
use crate::studio::selection::Selection;
use crate::studio::session::{Origin, Session};
use crate::studio::time::stops::Stops;
use crate::studio::view::{Page, Speed, Theme};
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Language};
use std::cmp::Reverse;
use std::rc::Rc;

/// The scenario that is opened where none is asked for.
const FIRST: &str = "simple-queue";

/// Files that are being opened, and what came of them.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The scenario that is on its way.
    pub awaited: Option<Rc<str>>,
    /// A file of definitions whose virtual host is to be chosen.
    pub choosing: Option<Choosing>,
    /// What came of the last import.
    pub report: Option<(Rc<str>, Report)>,
    /// What there is to note on the file that is open.
    pub notes: Option<(Rc<str>, Vec<Diagnostic>)>,
    /// Which dialog is open.
    pub open: Open,
}

/// A file with several virtual hosts.
#[derive(Clone, Debug)]
pub struct Choosing {
    pub file: Rc<str>,
    pub text: Rc<str>,
    pub vhosts: Vec<VhostSummary>,
}

/// Which dialog is open.
#[derive(Clone, Debug, Default)]
pub enum Open {
    #[default]
    Nothing,
    Vhosts,
    Report,
    Notes,
    /// What is open has something that no file has, and something else is to be opened.
    Leaving,
    Diagnostics {
        file: Rc<str>,
        found: Vec<Diagnostic>,
    },
    /// Something could not be loaded at all.
    NotLoaded {
        file: Rc<str>,
        why: Unloaded,
    },
}

impl Studio {
    pub(super) fn begin(&mut self, begin: Begin, cmds: &mut Vec<Cmd>) {
        let language = begin.language.as_deref().and_then(Language::from_tag);
        self.use_language(language.unwrap_or_default());
        self.view.theme = match begin.theme.as_deref() {
            Some("dark") => Theme::Dark,
            Some("light") => Theme::Light,
            Some(_) | None => Theme::System,
        };
        self.files.asked = begin.scenario.is_some() || begin.gallery || begin.drawing;
        self.view.speed = begin.speed.as_deref().and_then(Speed::parse).unwrap_or_default();
        self.view.reduced_motion = begin.reduced_motion;
        self.view.scheme = begin
            .scheme
            .as_deref()
            .and_then(Scheme::parse)
            .unwrap_or_default();
        self.view.single_keys = begin.keys.as_deref() != Some("off");
        self.view.minimap = begin.minimap.as_deref() != Some("off");
        self.view.page = match (begin.player, begin.gallery) {
            (true, _) => Page::Player,
            (false, true) => Page::Gallery,
            (false, false) => Page::Studio,
        };
        if begin.narrow {
            self.view.inspector = None;
            self.view.bottom = None;
        }
        if !begin.player {
            self.ask_for_manifest(cmds);
        }
        if begin.drawing {
            self.new_drawing(cmds);
        } else if !begin.gallery || begin.scenario.is_some() {
            self.load_scenario(begin.scenario.unwrap_or_else(|| FIRST.into()), cmds);
        }
    }

    fn ask_for_manifest(&mut self, cmds: &mut Vec<Cmd>) {
        if matches!(self.manifest, Manifest::Unasked | Manifest::Failed) {
            self.manifest = Manifest::Loading;
            cmds.push(Cmd::LoadManifest);
        }
    }

    pub(super) fn open_gallery(&mut self, cmds: &mut Vec<Cmd>) {
        self.stop();
        self.view.page = Page::Gallery;
        self.ask_for_manifest(cmds);
        self.ask_for_pictures(cmds);
        cmds.push(Cmd::SetAddress("?gallery".into()));
        self.outdated(Stale::Panels);
    }

    /// Goes back from the gallery to what is open, as it was left.
    pub(super) fn resume(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(session) = &self.session else { return };
        let address = session.origin.address();
        self.show_again(cmds);
        cmds.push(Cmd::SetAddress(address));
    }

    fn show_again(&mut self, cmds: &mut Vec<Cmd>) {
        self.desk.awaited = None;
        self.show_document();
        // What was about to be opened instead is not any more.
        if self.files.waiting.is_some() {
            self.close_dialog(cmds);
        }
        self.outdated(Stale::Everything);
    }

    /// The browser's Back and Forward: where the address is that of what is open, this stays as it is.
    pub(super) fn go_back(&mut self, asked: Asked, cmds: &mut Vec<Cmd>) {
        let origin = self.session.as_ref().map(|session| session.origin.clone());
        match (asked, origin) {
            (Asked::Scenario(id), Some(Origin::Gallery(own))) if id == own => self.show_again(cmds),
            (Asked::New, Some(Origin::New)) | (Asked::Nothing, Some(_)) => self.show_again(cmds),
            (Asked::Scenario(id), _) => self.open_scenario(id, cmds),
            (Asked::New, _) => self.new_drawing(cmds),
            (Asked::Gallery, _) | (Asked::Nothing, None) => self.open_gallery(cmds),
        }
    }

    pub(super) fn open_scenario(&mut self, id: Rc<str>, cmds: &mut Vec<Cmd>) {
        self.stop();
        self.load_scenario(id, cmds);
        self.outdated(Stale::Panels);
    }

    /// Asks for a scenario. What is no plain name would be the address of something else.
    fn load_scenario(&mut self, id: Rc<str>, cmds: &mut Vec<Cmd>) {
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        if id.is_empty() || !id.chars().all(is_name) {
            return self.not_loaded(id, Unloaded::Absent, cmds);
        }
        self.desk.awaited = Some(id.clone());
        cmds.push(Cmd::LoadScenario(id));
    }

    pub(super) fn manifest_loaded(&mut self, text: Result<Rc<str>, Unloaded>, cmds: &mut Vec<Cmd>) {
        self.manifest = match text {
            Ok(text) => Manifest::read(&text),
            Err(_) => Manifest::Failed,
        };
        self.ask_for_pictures(cmds);
        self.outdated(Stale::Panels);
    }

    /// The gallery's cards show the drawings of their scenarios.
    fn ask_for_pictures(&mut self, cmds: &mut Vec<Cmd>) {
        if self.view.page != Page::Gallery {
            return;
        }
        let scenarios = self
            .manifest
            .sections()
            .iter()
            .flat_map(|section| &section.scenarios);
        let missing = scenarios.filter(|scenario| !self.pictures.contains_key(&scenario.id));
        cmds.extend(missing.map(|scenario| Cmd::LoadPicture(scenario.id.clone())));
    }

    /// A card without its drawing is a card still.
    pub(super) fn picture_loaded(&mut self, id: Rc<str>, text: Result<Rc<str>, Unloaded>) {
        let document = text.ok().and_then(|text| Document::from_json(&text).0);
        if let Some(document) = document {
            self.pictures.insert(id, Rc::new(self.picture(&document)));
            self.outdated(Stale::Panels);
        }
    }

    pub(super) fn scenario_loaded(
        &mut self,
        id: Rc<str>,
        text: Result<Rc<str>, Unloaded>,
        cmds: &mut Vec<Cmd>,
    ) {
        // Another one was asked for meanwhile.
        if self.desk.awaited.as_ref() != Some(&id) {
            return;
        }
        self.desk.awaited = None;
        match text {
            Ok(text) => match Document::from_json(&text) {
                (Some(document), _) => {
                    let arrival = Arrival {
                        document,
                        address: Origin::Gallery(id.clone()).address(),
                        origin: Origin::Gallery(id),
                        handle: None,
                        is_loose: false,
                        said: Said::Nothing,
                    };
                    self.bring(arrival, cmds);
                }
                (None, found) => self.cannot_open(id, found, cmds),
            },
            Err(why) => self.not_loaded(id, why, cmds),
        }
    }

    /// A file was read; one with a handle can be written to again.
    pub(super) fn file_read(
        &mut self,
        name: Rc<str>,
        text: Result<Rc<str>, Rc<str>>,
        handle: Option<Handle>,
        cmds: &mut Vec<Cmd>,
    ) {
        self.stop();
        let text = match text {
            Ok(text) => text,
            Err(why) => return self.not_loaded(name, Unloaded::Failed(why), cmds),
        };
        match import::read(&text) {
            Read::Document(document, found) => {
                let arrival = Arrival {
                    document: *document,
                    origin: Origin::File(name.clone()),
                    handle,
                    is_loose: false,
                    address: String::new(),
                    said: Said::Opened(name, found),
                };
                self.bring(arrival, cmds);
            }
            Read::Definitions(mut vhosts) => {
                // The fullest is the likeliest to be wanted.
                order::sort_by_key(&mut vhosts, |vhost| {
                    Reverse(vhost.exchanges + vhost.queues + vhost.bindings)
                });
                self.desk.choosing = Some(Choosing {
                    file: name,
                    text,
                    vhosts,
                });
                let choosing = self
                    .desk
                    .choosing
                    .as_ref()
                    .map_or(0, |choosing| choosing.vhosts.len());
                if choosing > 1 {
                    self.desk.open = Open::Vhosts;
                    self.outdated(Stale::Panels);
                } else {
                    self.choose_vhost(0, cmds);
                }
            }
            Read::Wrong(found) => self.cannot_open(name, found, cmds),
        }
    }

    /// Takes one virtual host of the definitions that lie on the desk.
    pub(super) fn choose_vhost(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        let Some(choosing) = self.desk.choosing.clone() else {
            return;
        };
        let Some(vhost) = choosing.vhosts.get(at) else {
            return;
        };
        let (document, report) = import::take(&choosing.text, &vhost.name, &choosing.file);
        self.desk.choosing = None;
        match document {
            Some(document) => {
                self.desk.open = Open::Nothing;
                let arrival = Arrival {
                    document,
                    origin: Origin::File(choosing.file.clone()),
                    handle: None,
                    is_loose: false,
                    address: String::new(),
                    said: Said::Imported(choosing.file, report),
                };
                self.bring(arrival, cmds);
            }
            None => self.cannot_open(choosing.file, report.findings, cmds),
        }
    }

    /// Opens a document in place of what is open. The diagnostics say what of it was left out of the run.
    pub(super) fn open(
        &mut self,
        document: Document,
        origin: Origin,
        cmds: &mut Vec<Cmd>,
    ) -> Vec<Diagnostic> {
        self.stop();
        let (session, refused) = Session::open(document, origin);
        self.session = Some(session);
        self.desk.report = None;
        self.desk.notes = None;
        self.desk.open = Open::Nothing;
        self.view.selection = Selection::default();
        self.view.lit = None;
        self.gesture = Gesture::Idle;
        self.forget_forms();
        (self.hover, self.several, self.loose) = (None, false, None);
        self.guide = Default::default();
        self.forget_run();
        self.stops = Stops::default();
        self.timeline.first = None;
        self.show_document();
        self.fit();
        self.arrive();
        self.announce_step(cmds);
        self.compute_ahead(cmds);
        refused
    }

    pub(super) fn say_opened(&mut self, name: Rc<str>, mut found: Vec<Diagnostic>, cmds: &mut Vec<Cmd>) {
        let said = self.text.say(opened(&name, found.len()));
        order::sort_by_key(&mut found, |diagnostic| Reverse(diagnostic.severity));
        self.desk.notes = Some((name, found)).filter(|(_, found)| !found.is_empty());
        let offer = self.desk.notes.as_ref().map(|_| Offer::Notes);
        self.say(said, offer, cmds);
    }

    /// A file is wrong: says what is, and leaves open what was.
    fn cannot_open(&mut self, file: Rc<str>, found: Vec<Diagnostic>, cmds: &mut Vec<Cmd>) {
        let line = self
            .text
            .line(entry!("open.failed", name = Argument::Plain(&file)));
        cmds.push(Cmd::Announce(line));
        let mut found = found;
        order::sort_by_key(&mut found, |diagnostic| diagnostic.severity != Severity::Error);
        self.desk.open = Open::Diagnostics { file, found };
        self.outdated(Stale::Panels);
    }

    fn not_loaded(&mut self, file: Rc<str>, why: Unloaded, cmds: &mut Vec<Cmd>) {
        let line = self
            .text
            .line(entry!("open.failed", name = Argument::Plain(&file)));
        cmds.push(Cmd::Announce(line));
        self.desk.open = Open::NotLoaded { file, why };
        self.outdated(Stale::Panels);
    }

    /// What a tab has left that ended stays where it is, for the next time.
    pub(super) fn close_dialog(&mut self, cmds: &mut Vec<Cmd>) {
        if matches!(self.desk.open, Open::Nothing) {
            self.files.found = None;
        }
        self.stay(cmds);
        self.desk.open = Open::Nothing;
        self.desk.choosing = None;
        self.stops.offered = None;
        self.outdated(Stale::Panels);
    }

    pub(super) fn open_report(&mut self) {
        self.desk.open = match (&self.desk.report, &self.desk.notes) {
            (Some(_), _) => Open::Report,
            (None, Some(_)) => Open::Notes,
            (None, None) => return,
        };
        self.outdated(Stale::Panels);
    }
}
