//! Programs as they are typed: a draft while they have mistakes, an edit as soon as they have none and are left.

use crate::base::gather::Gather;
use crate::entry;
use crate::model::cursor::SyntaxError;
use crate::model::form::Of;
use crate::model::problems::Spot;
use crate::model::{Document, Node, Program};
use crate::studio::Studio;
use crate::studio::msg::Cmd;
use crate::text::Argument;
use std::rc::Rc;

impl Studio {
    pub(super) fn type_program(&mut self, actor: u32, text: Rc<str>) {
        let is_as_it_was = self
            .document_program(actor)
            .is_some_and(|program| program.0.join("\n") == *text);
        if is_as_it_was {
            self.forms.programs.remove(&actor);
        } else {
            self.forms.programs.insert(actor, text);
        }
    }

    fn document_program(&self, actor: u32) -> Option<&Program> {
        let document = self.session.as_ref()?.document();
        Some(&document.actor(actor)?.program)
    }

    pub(super) fn set_program(&mut self, actor: u32, cmds: &mut Vec<Cmd>) {
        let Some(text) = self.forms.programs.get(&actor).cloned() else {
            return;
        };
        let program = Program::from_text(&text);
        if program.tree().is_err() {
            return;
        }
        self.forms.programs.remove(&actor);
        let what = self.program_line(actor);
        let change = |document: &mut Document| {
            let mut actors = document.actors.iter_mut();
            if let Some(own) = actors.find(|own| own.id == actor) {
                own.program = program;
            }
        };
        self.change(what.into(), change, cmds);
    }

    /// `Program of consumer-1`.
    pub(super) fn program_line(&self, actor: u32) -> String {
        let name = self.owner(&Of::Node(Node::Actor(actor)));
        self.text
            .line(entry!("form.program_of", node = Argument::Plain(&name)))
    }

    pub(super) fn fix_program(&mut self, actor: u32, at: usize, cmds: &mut Vec<Cmd>) {
        let Some(text) = self.forms.programs.get(&actor).cloned() else {
            return;
        };
        let mut program = Program::from_text(&text);
        let mistakes = program.tree().err().unwrap_or_default();
        if let Some(mistake) = mistakes.get(at)
            && let Some(fix) = fix(mistake)
            && let Some(line) = program.0.get_mut(mistake.line as usize - 1)
        {
            replace(line, mistake, &fix);
            self.type_program(actor, program.0.join("\n").into());
            self.set_program(actor, cmds);
        }
    }
}

impl Studio {
    pub(super) fn correct_program(&mut self, actor: u32, spot: &Spot, cmds: &mut Vec<Cmd>) {
        let typed = self
            .forms
            .programs
            .get(&actor)
            .map(|text| Program::from_text(text));
        let Some(mut program) = typed.or_else(|| self.document_program(actor).cloned()) else {
            return;
        };
        if spot.correct(&mut program.0) {
            self.type_program(actor, program.0.join("\n").into());
            self.set_program(actor, cmds);
        }
    }
}

/// What a button would write in place of a mistake.
pub fn fix(mistake: &SyntaxError) -> Option<String> {
    use crate::model::diagnostic::Expected;
    match mistake.expected {
        Expected::DoubleEquals => Some("==".into()),
        Expected::ClosingQuote => Some("\"".into()),
        expected => expected.nearest(&mistake.found),
    }
}

fn replace(line: &mut String, mistake: &SyntaxError, fix: &str) {
    let letters: Vec<char> = line.chars().gather();
    let from = (mistake.column as usize - 1).min(letters.len());
    let to = (from + mistake.found.chars().count()).min(letters.len());
    let kept = letters[..from].iter().copied().chain(fix.chars());
    *line = kept.chain(letters[to..].iter().copied()).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_changes_the_word_that_is_wrong_and_nothing_else() {
        let mut program = Program::from_text("on start\n  pubish to x  # why\n");
        let mistakes = program.tree().expect_err("a mistake");
        let fixed = fix(&mistakes[0]).expect("a fix");
        replace(&mut program.0[1], &mistakes[0], &fixed);
        assert_eq!(program.0[1], "  publish to x  # why");
        assert!(program.tree().is_ok());
    }
}
