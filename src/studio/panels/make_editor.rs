//! Making what the Node panel shows beside the state of a node: its segments, its settings, its program as text.

use crate::base::gather::Gather;
use crate::model::diagnostic::Code;
use crate::model::problems::remarks;
use crate::model::{Document, Node, Program};
use crate::studio::Studio;
use crate::studio::forms::{FormMsg, Segment, program};
use crate::studio::panels::form::{Editor, Mistake, Segments};
use crate::studio::panels::node::NodePanel;
use crate::studio::session::Origin;
use crate::studio::view::InspectorTab;
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    /// Adds the segments, and what the one that is chosen shows.
    pub(super) fn add_forms(&self, node: &Node, panel: &mut NodePanel) {
        let Some(session) = self.session.as_ref().filter(|_| self.can_draw()) else {
            return;
        };
        let is_actor = matches!(node, Node::Actor(_));
        if let Node::Note(_) | Node::Other(_) = node {
            panel.form = Some(self.node_form(node));
            return;
        }
        let mut all = vec![
            (Segment::State, self.text.get(key!("setting.status")).into()),
            (Segment::Settings, self.text.get(key!("form.settings")).into()),
        ];
        if is_actor {
            all.push((Segment::Program, self.text.get(key!("node.program")).into()));
        }
        // Who draws sets things up; who reads a lesson looks at what happens.
        let usual = match session.origin {
            Origin::New => Segment::Settings,
            Origin::Gallery(_) | Origin::File(_) => Segment::State,
        };
        let wanted = self.forms.segment.unwrap_or(usual);
        let shown = match (wanted, is_actor) {
            (Segment::Program, false) => Segment::Settings,
            (Segment::State | Segment::Settings | Segment::Program, _) => wanted,
        };
        panel.segments = Some(Segments { all, shown });
        let is_seen = self.view.inspector == Some(InspectorTab::Node);
        match (shown, node) {
            (Segment::State, _) => {}
            _ if !is_seen => {}
            (Segment::Program, Node::Actor(id)) => panel.editor = self.editor(*id, panel),
            (Segment::Settings | Segment::Program, _) => panel.form = Some(self.node_form(node)),
        }
    }

    fn editor(&self, actor: u32, panel: &NodePanel) -> Option<Editor> {
        let document = self.session.as_ref()?.document();
        let kept = &document.actor(actor)?.program;
        let draft = self.forms.program(actor);
        let text: Rc<str> = draft.cloned().unwrap_or_else(|| kept.0.join("\n").into());
        let program = Program::from_text(&text);
        let mistakes = program.tree().err().unwrap_or_default();
        let remarks = match mistakes.is_empty() {
            true => self.remarks(actor, program),
            false => Vec::new(),
        };
        let now = panel.program.iter().find(|line| line.is_now);
        let status = match (mistakes.len(), remarks.len(), draft) {
            (0, 0, None) => entry!("form.program_runs"),
            (0, 0, Some(_)) => entry!("form.program_ready"),
            (0, count, _) => entry!("form.program_odd", count),
            (count, ..) => entry!("form.program_wrong", count),
        };
        let mistakes = mistakes.iter().enumerate().map(|(at, mistake)| {
            let code = Code::Syntax {
                found: mistake.found.clone(),
                expected: mistake.expected,
            };
            let fix = program::fix(mistake).map(|fix| (FormMsg::FixProgram(actor, at), fix.into()));
            self.mistake(&text, [mistake.line, mistake.column], &mistake.found, &code, fix)
        });
        Some(Editor {
            actor,
            lines: text.split('\n').count(),
            now: now.filter(|_| draft.is_none()).map(|line| line.number as u32),
            status: self.text.say(status),
            mistakes: mistakes.gather(),
            remarks,
            note: self.fork_note(),
            text: text.clone(),
        })
    }

    /// What a program without mistakes names and nothing has.
    fn remarks(&self, actor: u32, program: Program) -> Vec<Mistake> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let text = program.0.join("\n");
        let mut tried = Document::clone(session.document());
        let mut actors = tried.actors.iter_mut();
        if let Some(own) = actors.find(|own| own.id == actor) {
            own.program = program;
        }
        let remarks = remarks(&tried).into_iter();
        let own = remarks.filter(|remark| remark.actor == actor);
        own.filter_map(|remark| {
            let spot = remark.spot?;
            let meant = spot.meant.clone().map(Rc::from);
            let fix = meant.map(|meant| (FormMsg::Correct(actor, spot.clone()), meant));
            Some(self.mistake(&text, [spot.line, spot.column], &spot.word, &remark.code, fix))
        })
        .gather()
    }

    fn mistake(
        &self,
        text: &str,
        place: [u32; 2],
        found: &str,
        code: &Code,
        fix: Option<(FormMsg, Rc<str>)>,
    ) -> Mistake {
        let [line, column] = place;
        Mistake {
            line,
            place: self.text.line(entry!("form.line", line, column)).into(),
            shown: around(text, place, found),
            cause: self.text.finding(code),
            hint: self.text.hint(code),
            fix,
        }
    }
}

/// The line of a mistake in three parts.
fn around(text: &str, place: [u32; 2], found: &str) -> [Rc<str>; 3] {
    let [line, column] = place.map(|number| number as usize - 1);
    let line = text.split('\n').nth(line).unwrap_or_default();
    let byte = |letters: usize| {
        let mut places = line.char_indices().map(|(at, _)| at);
        places.nth(letters).unwrap_or(line.len())
    };
    let (start, end) = (byte(column), byte(column + found.chars().count()));
    [&line[..start], &line[start..end], &line[end..]].map(Rc::from)
}
