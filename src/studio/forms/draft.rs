//! What stands in fields and is not in the document: while it is typed, and as long as it is wrong.
//!
//! A draft is about what stood in its field when it was typed. Where that has changed or gone, by an undo or by another
//! edit, it is given up, so that it never shows in the field of something else.

use super::{Forms, check};
use crate::base::gather::Gather;
use crate::entry;
use crate::model::form::{self, Field, Of, What};
use crate::model::{Document, Node};
use crate::studio::Studio;
use crate::studio::msg::Cmd;
use crate::studio::panels::Rich;
use crate::studio::selection::Selection;
use crate::text::{Argument, Piece};
use std::rc::Rc;

/// What is typed into a field.
#[derive(Debug)]
pub(super) struct Draft {
    field: Field,
    text: Rc<str>,
    wrong: Option<Rc<str>>,
    /// Whose field it is, and what stands there in the document.
    over: (String, Option<String>),
}

impl Forms {
    /// What is typed into a field, and what is wrong with it.
    pub fn draft(&self, field: &Field) -> Option<(Rc<str>, Option<Rc<str>>)> {
        let draft = self.drafts.iter().find(|draft| draft.field == *field)?;
        Some((draft.text.clone(), draft.wrong.clone()))
    }

    /// All fields that are typed into, and what stands in them.
    pub fn typed(&self) -> impl Iterator<Item = (&Field, &str)> {
        self.drafts.iter().map(|draft| (&draft.field, &*draft.text))
    }

    pub(super) fn forget(&mut self, field: &Field) {
        self.drafts.retain(|draft| draft.field != *field);
    }

    /// Nothing is typed into the fields of a binding any more.
    pub(super) fn forget_binding(&mut self, binding: usize) {
        let is_its_own = |of: &Of| matches!(of, Of::Binding(at) | Of::Row(at, _) if *at == binding);
        self.drafts.retain(|draft| !is_its_own(&draft.field.of));
    }

    /// What was typed into the fields of one thing is now about another, which has its place.
    fn move_drafts(&mut self, old: &Of, new: &Of, owner: &str) {
        for draft in self.drafts.iter_mut().filter(|draft| draft.field.of == *old) {
            draft.field.of = new.clone();
            draft.over.0 = owner.into();
        }
    }
}

impl Studio {
    /// Whether something is typed into a field that is no edit yet.
    pub fn is_typing(&self, field: &Field) -> bool {
        self.forms.draft(field).is_some()
    }

    /// What was typed counts before anything else is done.
    pub(in crate::studio) fn settle_draft(&mut self, cmds: &mut Vec<Cmd>) {
        while let Some(at) = self.forms.drafts.iter().position(|draft| draft.wrong.is_none()) {
            let draft = self.forms.drafts.remove(at);
            self.set_field(&draft.field, &draft.text, cmds);
        }
        let actors: Vec<u32> = self.forms.programs.keys().copied().gather();
        for actor in actors {
            self.set_program(actor, cmds);
        }
    }

    /// Gives up what was typed over something that stands there no more.
    pub(in crate::studio) fn forget_drafts_of_gone(&mut self) {
        let drafts = std::mem::take(&mut self.forms.drafts);
        let kept = drafts
            .into_iter()
            .filter(|draft| draft.over == self.stands(&draft.field));
        self.forms.drafts = kept.gather();
        let document = self.session.as_ref().map(|session| session.document());
        let is_there = |actor: u32| document.is_some_and(|document| document.actor(actor).is_some());
        let gone = self.forms.programs.keys().copied();
        let gone: Vec<u32> = gone.filter(|actor| !is_there(*actor)).gather();
        for actor in gone {
            self.forms.programs.remove(&actor);
        }
    }

    /// What is typed and has mistakes, so that no file has it.
    pub(in crate::studio) fn unsaved(&self) -> Option<Rich> {
        let programs = self.forms.programs.keys();
        let programs = programs.map(|actor| self.program_line(*actor).into());
        let drafts = self.forms.drafts.iter();
        let drafts = drafts.map(|draft| self.named(&draft.field, &draft.text));
        let names: Vec<Argument<'_>> = drafts
            .chain(programs)
            .map(|name: Rc<str>| Argument::Pieces(vec![Piece::Plain(name.to_string())]))
            .gather();
        let names = Argument::List(Some(names).filter(|names| !names.is_empty())?);
        Some(self.text.say(entry!("form.unsaved", names)))
    }

    /// Whose field it is, and what stands there in the document.
    fn stands(&self, field: &Field) -> (String, Option<String>) {
        let document = self.session.as_ref().map(|session| session.document());
        let value = document.and_then(|document| form::read(document, field));
        (self.owner(&field.of), value)
    }

    pub(super) fn type_field(&mut self, field: Field, text: Rc<str>) {
        let wrong = self.tried(&field, &text).err();
        self.keep_draft(field, text, wrong);
    }

    fn keep_draft(&mut self, field: Field, text: Rc<str>, wrong: Option<Rc<str>>) {
        let over = self.stands(&field);
        self.forms.forget(&field);
        self.forms.drafts.push(Draft {
            field,
            text,
            wrong,
            over,
        });
    }

    pub(super) fn set_field(&mut self, field: &Field, text: &Rc<str>, cmds: &mut Vec<Cmd>) {
        let Some(session) = &self.session else {
            return;
        };
        if form::read(session.document(), field).as_deref() == Some(text) {
            self.forms.forget(field);
            return;
        }
        match self.tried(field, text) {
            Ok(document) => {
                self.forms.forget(field);
                let what = self.named(field, text);
                self.followed(field, text);
                self.put(what, document, cmds);
                self.try_again(cmds);
            }
            Err(wrong) => {
                // While it is typed it is only shown.
                cmds.push(Cmd::Announce(wrong.to_string()));
                self.keep_draft(field.clone(), text.clone(), Some(wrong));
            }
        }
    }

    /// What was wrong beside what stood in another field may be right now.
    fn try_again(&mut self, cmds: &mut Vec<Cmd>) {
        let fields: Vec<(Field, Rc<str>)> = self
            .forms
            .drafts
            .iter()
            .map(|draft| (draft.field.clone(), draft.text.clone()))
            .gather();
        for (field, text) in fields {
            match self.tried(&field, &text) {
                Ok(_) => return self.set_field(&field, &text, cmds),
                Err(wrong) => self.keep_draft(field, text, Some(wrong)),
            }
        }
    }

    /// The document with this in the field, or what is wrong with that.
    fn tried(&self, field: &Field, text: &str) -> Result<Document, Rc<str>> {
        let Some(session) = &self.session else {
            return Err("".into());
        };
        let mut document = session.placed();
        if let Err(wrong) = form::write(&mut document, field, text) {
            return Err(check::words(&self.text, session.document(), field, text, &wrong));
        }
        let was_wrong = || check::refused(session.document(), field).is_some();
        match check::refused(&document, field) {
            Some(reply) if check::is_about(&reply, field) || !was_wrong() => Err(reply.into()),
            Some(_) | None => Ok(document),
        }
    }

    /// What has another name stays chosen, and what is typed into its other fields stays there.
    fn followed(&mut self, field: &Field, text: &str) {
        if field.what != What::Name {
            return;
        }
        let old = match &field.of {
            Of::Node(old) => old,
            Of::Row(at, _) => {
                let owner = self.owner(&field.of);
                return self
                    .forms
                    .move_drafts(&field.of, &Of::Row(*at, text.into()), &owner);
            }
            Of::Binding(_) | Of::Listed(..) | Of::Drawing => return,
        };
        let new = match old {
            Node::Queue(_) => Node::Queue(text.into()),
            Node::Exchange(_) => Node::Exchange(text.into()),
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => old.clone(),
        };
        self.forms.move_drafts(&field.of, &Of::Node(new.clone()), text);
        let nodes = self.view.selection.nodes().iter();
        let nodes = nodes.map(|node| if node == old { new.clone() } else { node.clone() });
        self.view.selection = Selection::of(nodes);
    }
}
