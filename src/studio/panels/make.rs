//! Making the small panels: top bar, transport, gallery, dialogs.

use crate::base::gather::Gather;
use crate::base::order;
use crate::export::definitions::{Entry, Outcome, Report};
use crate::model::diagnostic::Severity;
use crate::model::{Diagnostic, Words};
use crate::run::BranchId;
use crate::studio::Studio;
use crate::studio::manifest::{Manifest, Scenario, in_language};
use crate::studio::msg::Unloaded;
use crate::studio::opening::Open;
use crate::studio::panels::dialog::{DiagnosticRow, Dialog, ImportResult, ReportRow, VhostRow};
use crate::studio::panels::gallery::{Card, Gallery, GallerySection};
use crate::studio::panels::top::{BranchRow, Top};
use crate::studio::panels::transport::Transport;
use crate::studio::session::{Origin, Session};
use crate::studio::view::Page;
use crate::text::{self, Argument, Text, plain, units};
use crate::{entry, key};
use std::rc::Rc;

/// How many mistakes of a file are listed.
const LISTED: usize = 50;

impl Studio {
    pub(in crate::studio) fn top(&self) -> Top {
        let Some(session) = &self.session else {
            return Top::default();
        };
        let language = self.view.language;
        let scenario = match &session.origin {
            Origin::Gallery(id) => Some(id.clone()),
            Origin::New | Origin::File(_) => None,
        };
        let section = scenario.as_ref().and_then(|id| self.manifest.section_of(id));
        let branches = session.history.branches().len();
        Top {
            section: section
                .map_or("", |section| in_language(&section.title, language))
                .into(),
            title: self.title(session).into(),
            scenario,
            branches: match branches {
                0 | 1 => Vec::new(),
                _ => (0..branches)
                    .map(|branch| self.branch_row(session, branch))
                    .gather(),
            },
            undo: session.undoable().cloned(),
            redo: session.redoable().cloned(),
            is_open: true,
            is_changed: self.has_unsaved(),
            recents: self.files.recents.clone(),
            report: match (&self.desk.report, &self.desk.notes) {
                (Some(_), _) => Some(key!("topbar.report")),
                (None, Some(_)) => Some(key!("topbar.notes")),
                (None, None) => None,
            },
        }
    }

    pub(in crate::studio) fn title(&self, session: &Session) -> String {
        let title = in_language(&session.document().title, self.view.language);
        match (&session.origin, title) {
            (Origin::Gallery(id), "") => id.to_string(),
            (Origin::File(name), "") => name.to_string(),
            (Origin::New | Origin::Gallery(_) | Origin::File(_), title) => title.into(),
        }
    }

    fn branch_row(&self, session: &Session, branch: usize) -> BranchRow {
        let parent = session.history.branches()[branch].parent;
        BranchRow {
            branch,
            name: self.branch_name(session, branch).into(),
            from_step: parent.map_or(0, |(_, step)| step + 1),
            is_current: session.history.current() == BranchId(branch as u32),
        }
    }

    /// What a person calls it; else `main`, or `branch` with its number.
    pub(in crate::studio) fn branch_name(&self, session: &Session, branch: usize) -> String {
        let branch = &session.history.branches()[branch];
        match (&*branch.name, branch.number) {
            ("", 0) => self.text.get(key!("topbar.main")).into(),
            ("", number) => self.text.line(entry!("branch.name", number)),
            (name, _) => name.into(),
        }
    }

    pub(in crate::studio) fn transport(&mut self) -> Transport {
        let step_text = self.step_text();
        let speed = self.view.speed;
        let Some(session) = &mut self.session else {
            return Transport {
                at_start: true,
                at_end: true,
                cannot_play: Some(key!("transport.play")),
                speed,
                ..Transport::default()
            };
        };
        let (step, steps) = (session.step, session.history.steps());
        let now_ms = session.world().now();
        let is_computing = session.is_computing();
        let can_continue = step == steps && session.can_continue();
        let is_idle = session.is_idle();
        let what = plain(&self.told(step));
        let value = entry!(
            "timeline.value",
            step,
            count = steps,
            what = Argument::Plain(&what)
        );
        Transport {
            step,
            steps,
            is_computing,
            playing: self.view.playing,
            at_start: step == 0,
            at_end: step == steps && !is_computing,
            can_continue,
            cannot_play: is_idle.then_some(key!("transport.nothing")),
            clock: units::clock(now_ms).into(),
            step_text: step_text.into(),
            at_text: self
                .text
                .line(entry!("timeline.at", at = Argument::Moment(now_ms)))
                .into(),
            value_text: self.text.line(value).into(),
            speed,
            pacing: self.view.pacing,
        }
    }

    pub(in crate::studio) fn gallery(&self) -> Gallery {
        let language = self.view.language;
        let sections = self.manifest.sections().iter().map(|section| GallerySection {
            title: in_language(&section.title, language).into(),
            about: in_language(&section.about, language).into(),
            cards: section
                .scenarios
                .iter()
                .map(|scenario| self.card(scenario))
                .gather(),
        });
        Gallery {
            sections: sections.gather(),
            is_loading: matches!(self.manifest, Manifest::Loading),
            error: match &self.manifest {
                Manifest::Failed => {
                    let name = Argument::Term(key!("topbar.gallery"));
                    Some(self.text.line(entry!("open.offline", name = name)).into())
                }
                Manifest::Unasked | Manifest::Loading | Manifest::Loaded(_) => None,
            },
        }
    }

    fn card(&self, scenario: &Scenario) -> Card {
        let open = self.session.as_ref().map(|session| &session.origin);
        let facts = entry!(
            "gallery.facts",
            chapters = &scenario.chapters,
            questions = &scenario.questions
        );
        Card {
            id: scenario.id.clone(),
            title: in_language(&scenario.title, self.view.language).into(),
            promise: in_language(&scenario.promise, self.view.language).into(),
            facts: self.text.line(facts).into(),
            is_open: open == Some(&Origin::Gallery(scenario.id.clone())),
            picture: self.pictures.get(&scenario.id).cloned(),
        }
    }

    pub(in crate::studio) fn dialog(&self) -> Option<Dialog> {
        match &self.desk.open {
            Open::Nothing => self.restore_dialog(),
            Open::Leaving => self.leaving_dialog(),
            Open::Vhosts => {
                let choosing = self.desk.choosing.as_ref()?;
                let rows = choosing.vhosts.iter().map(|vhost| {
                    let facts = match vhost.exchanges + vhost.queues + vhost.bindings {
                        0 => entry!("import.vhost_empty"),
                        _ => entry!(
                            "import.vhost_counts",
                            exchanges = vhost.exchanges,
                            queues = vhost.queues,
                            bindings = vhost.bindings
                        ),
                    };
                    VhostRow {
                        name: vhost.name.as_str().into(),
                        facts: self.text.line(facts).into(),
                    }
                });
                Some(Dialog::ChooseVhost {
                    file: choosing.file.clone(),
                    vhosts: rows.gather(),
                })
            }
            Open::Report => {
                let (file, report) = self.desk.report.as_ref()?;
                Some(Dialog::Report(self.report(file, report)))
            }
            Open::Diagnostics { file, found } => {
                let more = found.len().saturating_sub(LISTED);
                Some(self.refused(file, self.rows_of(found), more))
            }
            Open::NotLoaded { file, why } => {
                let (reason, hint) = match why {
                    Unloaded::Absent => (
                        entry!("open.no_scenario"),
                        self.text.get(key!("open.no_scenario.hint")).into(),
                    ),
                    Unloaded::Failed(why) => (entry!("open.offline"), why.clone()),
                };
                let reason = reason.with("name", Argument::Plain(file));
                let row = DiagnosticRow {
                    place: "".into(),
                    reason: self.text.line(reason).into(),
                    hint,
                    is_warning: false,
                };
                Some(self.refused(file, vec![row], 0))
            }
            Open::Notes => {
                let (file, found) = self.desk.notes.as_ref()?;
                Some(Dialog::Diagnostics {
                    title: self.text.line(opened(file, found.len())).into(),
                    is_bad: false,
                    rows: self.rows_of(found),
                    more: found.len().saturating_sub(LISTED),
                    still_open: "".into(),
                    offers_another: false,
                })
            }
        }
    }

    fn still_open(&self) -> Rc<str> {
        match &self.session {
            Some(_) => self.text.get(key!("open.stays")).into(),
            None => "".into(),
        }
    }

    /// A file could not be opened.
    fn refused(&self, file: &str, rows: Vec<DiagnosticRow>, more: usize) -> Dialog {
        let title = entry!("open.failed", name = Argument::Plain(file));
        Dialog::Diagnostics {
            title: self.text.line(title).into(),
            is_bad: true,
            rows,
            more,
            still_open: self.still_open(),
            offers_another: self.view.page != Page::Player,
        }
    }

    fn rows_of(&self, found: &[Diagnostic]) -> Vec<DiagnosticRow> {
        let rows = found.iter().take(LISTED).map(|diagnostic| DiagnosticRow {
            place: self.text.place(&diagnostic.place).into(),
            reason: plain(&self.text.finding(&diagnostic.code)).into(),
            hint: plain(&self.text.hint(&diagnostic.code).unwrap_or_default()).into(),
            is_warning: diagnostic.severity != Severity::Error,
        });
        rows.gather()
    }

    fn report(&self, file: &Rc<str>, report: &Report) -> super::dialog::Report {
        let mut rows: Vec<ReportRow> = report.entries.iter().map(|entry| row(&self.text, entry)).gather();
        // What is different comes first.
        order::sort_by_key(&mut rows, |row| row.result == ImportResult::Imported);
        let vhost = self
            .session
            .as_ref()
            .map_or("", |session| session.document().vhost.as_str());
        let summary = entry!(
            "import.summary",
            vhost = Argument::Code(vhost),
            exact = report.count(Outcome::Imported),
            count = report.entries.len()
        );
        super::dialog::Report {
            file: file.clone(),
            summary: self.text.line(summary).into(),
            rows,
        }
    }
}

/// That a file is open, with so many notes on it.
pub fn opened(file: &str, notes: usize) -> text::Entry<'_> {
    let entry = match notes {
        0 => entry!("open.opened"),
        count => entry!("open.notes", count),
    };
    entry.with("name", Argument::Plain(file))
}

fn row(text: &Text, entry: &Entry) -> ReportRow {
    let remarks = entry.remarks.iter().map(|remark| text.remark(remark));
    ReportRow {
        result: match entry.outcome {
            Outcome::Imported => ImportResult::Imported,
            Outcome::Noted => ImportResult::WithNote,
            Outcome::NotSimulated => ImportResult::NotSimulated,
            Outcome::Dropped => ImportResult::Dropped,
        },
        kind: text.thing(entry.what).into(),
        name: entry.name.as_str().into(),
        note: plain(&text.paragraph(remarks)).into(),
    }
}

/// The words of a document in the reader's language, with their marks.
pub fn authored(text: &Text, words: &Words) -> super::Rich {
    text.authored(in_language(words, text.language()))
}
