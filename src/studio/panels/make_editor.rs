//! Making what the Node panel shows beside the state of a node: its segments, its settings, its program as text.

use crate::base::gather::Gather;
use crate::model::cursor::SyntaxError;
use crate::model::diagnostic::Code;
use crate::model::{Node, Program};
use crate::studio::Studio;
use crate::studio::forms::{Segment, program};
use crate::studio::panels::Rich;
use crate::studio::panels::form::{Editor, Mistake, Segments};
use crate::studio::panels::node::NodePanel;
use crate::studio::session::Origin;
use crate::studio::view::InspectorTab;
use crate::text::Entry;
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
        let mistakes = Program::from_text(&text).tree().err().unwrap_or_default();
        let now = panel.program.iter().find(|line| line.is_now);
        let status = match (mistakes.len(), draft) {
            (0, None) => entry!("form.program_runs"),
            (0, Some(_)) => entry!("form.program_ready"),
            (count, _) => entry!("form.program_wrong", count),
        };
        Some(Editor {
            actor,
            lines: text.split('\n').count(),
            now: now.filter(|_| draft.is_none()).map(|line| line.number as u32),
            status: self.text.say(status),
            mistakes: mistakes
                .iter()
                .map(|mistake| self.mistake(mistake, &text))
                .gather(),
            note: self.fork_note(),
            text,
        })
    }

    fn mistake(&self, mistake: &SyntaxError, text: &str) -> Mistake {
        let code = Code::Syntax {
            found: mistake.found.clone(),
            expected: mistake.expected,
        };
        let cause: Rich = self.text.finding(&code);
        Mistake {
            line: mistake.line,
            place: self
                .text
                .line(Entry::of(key!("form.line")).with("line", mistake.line))
                .into(),
            shown: around(mistake, text),
            cause,
            hint: self.text.hint(&code),
            fix: program::fix(mistake).map(Into::into),
        }
    }
}

/// The line of a mistake in three parts.
fn around(mistake: &SyntaxError, text: &str) -> [Rc<str>; 3] {
    let line = text
        .split('\n')
        .nth(mistake.line as usize - 1)
        .unwrap_or_default();
    let byte = |letters: usize| {
        let mut places = line.char_indices().map(|(at, _)| at);
        places.nth(letters).unwrap_or(line.len())
    };
    let from = mistake.column as usize - 1;
    let (start, end) = (byte(from), byte(from + mistake.found.chars().count()));
    [&line[..start], &line[start..end], &line[end..]].map(Rc::from)
}
