//! Forms of the open document: what is typed and not yet in it, and what becomes an edit.
//!
//! A field is a draft while it is typed into, and checked at each letter; leaving it, or Enter, makes it one edit. What
//! is wrong stays a draft, whatever else is looked at or set, and the document and its run stay as they were; it is given
//! up when what it was to replace has gone. Programs are kept in the same way.

mod binding;
mod check;
mod draft;
mod problem;
pub mod program;

pub use binding::{OpenBinding, Sample, bindings};

use crate::base::sorted::SortedMap;
use crate::model::edge::EdgeId;
use crate::model::form::{self, Field, Listed, Of, What};
use crate::model::problems::Problem;
use crate::model::problems::Spot;
use crate::model::{Document, Node};
use crate::studio::doing::Told;
use crate::studio::forms::draft::Draft;
use crate::studio::msg::Cmd;
use crate::studio::panels::kind_name;
use crate::studio::{Stale, Studio};
use crate::text::{Argument, Text};
use crate::{entry, key};
use std::rc::Rc;

/// What a form says to the studio.
#[derive(Clone, Debug, PartialEq)]
pub enum FormMsg {
    /// A segment of the Node panel.
    Show(Segment),
    /// What stands in a field while it is typed into.
    Type(Field, Rc<str>),
    /// The field is left with this: an edit.
    Set(Field, Rc<str>),
    /// Takes back what was typed into a field.
    Forget(Field),
    /// Takes back what was typed into the text of an actor's program.
    ForgetProgram(u32),
    /// What stands in the text of an actor's program.
    TypeProgram(u32, Rc<str>),
    /// The text is left: an edit, unless it has mistakes.
    SetProgram(u32),
    /// Writes what a mistake's button offers, by its place among the mistakes.
    FixProgram(u32, usize),
    /// Writes what was probably meant into an actor's program.
    Correct(u32, Spot),
    /// Opens what an edge is set by: the editor of its bindings, or the settings of the node that says it.
    OpenEdge(EdgeId),
    /// Opens the editor of the bindings behind an edge, at the how many-th from 0.
    OpenBinding(EdgeId, usize),
    /// Another binding of the same edge, from 0.
    TurnBinding(usize),
    CloseBinding,
    DeleteBinding,
    /// One more argument of the open binding.
    AddRow,
    /// Removes an argument of the open binding, by its name.
    RemoveRow(Rc<str>),
    /// Adds one to a list of the drawing.
    Add(Listed),
    /// Takes one out of such a list.
    Remove(Listed, usize),
    /// Shows the place of a problem, by its place in the list.
    ShowProblem(usize),
    /// Puts a problem right.
    Mend(usize),
}

impl FormMsg {
    /// Whether it is about the document itself, and not only about what is looked at.
    fn is_edit(&self) -> bool {
        !matches!(
            self,
            FormMsg::Show(_)
                | FormMsg::Forget(_)
                | FormMsg::ForgetProgram(_)
                | FormMsg::ShowProblem(_)
                | FormMsg::OpenEdge(_)
                | FormMsg::OpenBinding(..)
                | FormMsg::TurnBinding(_)
                | FormMsg::CloseBinding
        )
    }
}

/// What the Node panel shows of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// What it holds now, and what can be done to it.
    State,
    Settings,
    Program,
}

/// What is typed and open.
#[derive(Debug, Default)]
pub struct Forms {
    /// What the person chose to see; else it depends on the document.
    pub segment: Option<Segment>,
    drafts: Vec<Draft>,
    /// Programs as they are typed, by actor.
    programs: SortedMap<u32, Rc<str>>,
    /// What was noticed in a document, which stays true as long as it is that one.
    noticed: Option<(Rc<Document>, Rc<[Problem]>)>,
    /// What was removed from lists, by its place then.
    removed: Vec<(Listed, usize)>,
    /// The binding that is being edited.
    pub binding: Option<OpenBinding>,
}

impl Forms {
    /// The program of an actor as it is typed.
    pub fn program(&self, actor: u32) -> Option<&Rc<str>> {
        self.programs.get(&actor)
    }

    /// What tells a thing of a list apart from the others, whatever was removed before it: the place that it would have
    /// if nothing had been.
    pub fn identity(&self, list: Listed, at: usize) -> usize {
        let removed = self.removed.iter().rev().filter(|(own, _)| *own == list);
        removed.fold(at, |at, (_, place)| at + usize::from(at >= *place))
    }
}

impl Studio {
    pub(super) fn fill_in(&mut self, msg: FormMsg, cmds: &mut Vec<Cmd>) {
        self.outdated(Stale::Panels);
        if msg.is_edit() && !self.can_draw() {
            return;
        }
        match msg {
            FormMsg::Show(segment) => self.forms.segment = Some(segment),
            FormMsg::Forget(field) => self.forms.forget(&field),
            FormMsg::ForgetProgram(actor) => drop(self.forms.programs.remove(&actor)),
            FormMsg::ShowProblem(at) => self.show_problem(at, cmds),
            FormMsg::OpenEdge(edge) => self.open_edge(edge, cmds),
            FormMsg::OpenBinding(edge, which) => self.open_binding(edge, which, cmds),
            FormMsg::TurnBinding(which) => self.turn_binding(which, cmds),
            FormMsg::CloseBinding => self.close_binding(cmds),
            FormMsg::Type(field, text) => self.type_field(field, text),
            FormMsg::Set(field, text) => self.set_field(&field, &text, cmds),
            FormMsg::TypeProgram(actor, text) => self.type_program(actor, text),
            FormMsg::SetProgram(actor) => self.set_program(actor, cmds),
            FormMsg::FixProgram(actor, at) => self.fix_program(actor, at, cmds),
            FormMsg::Correct(actor, spot) => self.correct_program(actor, &spot, cmds),
            FormMsg::DeleteBinding => self.delete_binding(cmds),
            FormMsg::AddRow => self.add_row(cmds),
            FormMsg::RemoveRow(name) => self.remove_row(&name, cmds),
            FormMsg::Add(list) if !self.can_add(list) => self.say_once(key!("form.all_permitted"), cmds),
            FormMsg::Add(list) => {
                let kind = Argument::Plain(kind_name(&self.text, list));
                let what = self.text.line(entry!("form.listed_added", kind)).into();
                self.change(what, |document| form::add(document, list), cmds);
            }
            FormMsg::Remove(list, at) => {
                let name = self.owner(&Of::Listed(list, at));
                let (kind, name) = (
                    Argument::Plain(kind_name(&self.text, list)),
                    Argument::Plain(&name),
                );
                let what = self.text.line(entry!("form.listed_removed", kind, name));
                self.forms.removed.push((list, at));
                self.change(what.into(), |document| form::remove(document, list, at), cmds);
            }
            FormMsg::Mend(at) => self.mend(at, cmds),
        }
    }

    fn can_add(&self, list: Listed) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| form::can_add(session.document(), list))
    }

    /// Whether the text of an actor's program is not in the document yet.
    pub fn is_typing_program(&self, actor: u32) -> bool {
        self.forms.program(actor).is_some()
    }

    /// Nothing is typed any more: another document is open.
    pub(super) fn forget_forms(&mut self) {
        let segment = self.forms.segment;
        self.forms = Forms {
            segment,
            ..Forms::default()
        };
    }

    /// What an edit of a field is called: `Message TTL of orders.work: 5000`.
    fn named(&self, field: &Field, text: &str) -> Rc<str> {
        let setting = match (&field.of, field.what) {
            (Of::Drawing, What::Words(_)) => self.text.get(key!("form.title")).into(),
            (_, what) => crate::studio::panels::field_name(&self.text, what),
        };
        let node = self.owner(&field.of);
        let value = shown_value(&self.text, text);
        let (setting, node, value) = (
            Argument::Plain(&setting),
            Argument::Plain(&node),
            Argument::Plain(&value),
        );
        let line = match &field.of {
            Of::Drawing => self.text.line(entry!("form.set", setting, value)),
            Of::Node(_) | Of::Binding(_) | Of::Row(..) | Of::Listed(..) => {
                self.text.line(entry!("form.set_of", setting, node, value))
            }
        };
        line.into()
    }

    /// What a form is about, by name.
    pub(super) fn owner(&self, of: &Of) -> String {
        let Some(session) = &self.session else {
            return String::new();
        };
        let document = session.document();
        match of {
            Of::Node(Node::Actor(id)) => document
                .actor(*id)
                .map_or(String::new(), |actor| actor.name.clone()),
            Of::Node(Node::Queue(name) | Node::Exchange(name)) => name.clone(),
            Of::Node(Node::Note(_) | Node::Other(_)) => self.text.get(key!("kind.note")).into(),
            Of::Drawing => String::new(),
            Of::Binding(at) | Of::Row(at, _) => {
                let binding = document.topology.bindings.get(*at);
                binding.map_or(String::new(), |binding| {
                    format!("{} → {}", binding.source, binding.destination)
                })
            }
            Of::Listed(list, at) => form::name_of(document, *list, *at).unwrap_or_default(),
        }
    }

    /// Changes the document as one edit.
    pub(super) fn change(&mut self, what: Rc<str>, change: impl FnOnce(&mut Document), cmds: &mut Vec<Cmd>) {
        let Some(session) = &self.session else {
            return;
        };
        let mut document = session.placed();
        change(&mut document);
        self.put(what, document, cmds);
    }

    /// Puts another document in place of the one that is open, as one edit.
    pub(super) fn put(&mut self, what: Rc<str>, document: Document, cmds: &mut Vec<Cmd>) {
        self.stop();
        let Some(session) = &mut self.session else {
            return;
        };
        let differs = session.edit(what, document);
        self.fitted = false;
        self.edited(differs, Told::Itself, cmds);
        self.outdated(Stale::Everything);
    }

    /// Whether an edit now would begin another run beside the one that is looked at.
    pub(super) fn fork_note(&self) -> Option<crate::studio::panels::Rich> {
        let session = self.session.as_ref().filter(|_| self.can_draw())?;
        if !session.forks_by_edit() {
            return None;
        }
        let branch = self.branch_name(session, session.history.current().0 as usize);
        let step = session.step;
        Some(
            self.text
                .say(entry!("form.fork_note", step, branch = Argument::Plain(&branch))),
        )
    }
}

/// What stands in a field, as a sentence shows it.
fn shown_value(text: &Text, value: &str) -> String {
    match value {
        "" => text.get(key!("form.nothing")).into(),
        "true" => text.get(key!("setting.yes")).into(),
        "false" => text.get(key!("setting.no")).into(),
        "=" => text.get(key!("term.default_exchange")).into(),
        value => value.strip_prefix('=').unwrap_or(value).into(),
    }
}
