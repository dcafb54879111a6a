//! Forms: groups of fields with their names, RabbitMQ's names, what stands in them and what is wrong with it.

use crate::model::form::Field;
use crate::studio::forms::{FormMsg, Segment};
use crate::studio::panels::Rich;
use std::rc::Rc;

/// A form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    pub groups: Vec<Group>,
    /// `Editing at step 14 starts a branch. The run on main stays as it is.`
    pub note: Option<Rich>,
    /// Said where there is nothing to set.
    pub empty: Option<Rich>,
}

/// Fields that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What tells it apart from others that come and go; empty where all stay.
    pub key: Rc<str>,
    /// Empty where it needs none.
    pub title: Rc<str>,
    /// It is closed at first, and its title opens it.
    pub folds: bool,
    pub rows: Vec<Row>,
    /// Said under the fields.
    pub remark: Option<Rich>,
    /// What else can be done here.
    pub actions: Vec<FormAction>,
}

/// A button of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormAction {
    pub msg: FormMsg,
    pub text: Rc<str>,
    pub deed: Deed,
}

/// What a button of a form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Add,
    Remove,
    /// Opens the editor of what has this name.
    Open,
    /// Opens an editor of its own.
    Edit,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub field: Field,
    pub name: Rc<str>,
    /// `TTL`; empty where it has none.
    pub badge: Rc<str>,
    /// What RabbitMQ calls it: `x-message-ttl`.
    pub argument: Rc<str>,
    pub value: Rc<str>,
    pub control: Control,
    /// What the broker, or the form, has against what stands there.
    pub wrong: Option<Rc<str>>,
}

/// How a field is set.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// By typing. What holds without it stands there as long as it is empty.
    Text {
        placeholder: Rc<str>,
        unit: Rc<str>,
        is_number: bool,
    },
    /// By typing several lines.
    Area,
    Switch,
    /// One of these: its value, and its words.
    Choice(Vec<(Rc<str>, Rc<str>)>),
    /// Not by a form: it stands in the program as it is.
    Fixed,
}

/// The segments of the Node panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Segments {
    pub all: Vec<(Segment, Rc<str>)>,
    pub shown: Segment,
}

/// A program as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    pub actor: u32,
    pub text: Rc<str>,
    pub lines: usize,
    /// The line that the actor stands at.
    pub now: Option<u32>,
    pub mistakes: Vec<Mistake>,
    /// What it names and nothing has: it runs all the same.
    pub remarks: Vec<Mistake>,
    /// `1 problem: the version before is running`, or what typing leads to.
    pub status: Rich,
    pub note: Option<Rich>,
}

/// A mistake in a line of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    pub line: u32,
    /// `Line 3, column 14`.
    pub place: Rc<str>,
    /// The line itself: what stands before the word that is wrong, the word, and what stands after it.
    pub shown: [Rc<str>; 3],
    pub cause: Rich,
    pub hint: Option<Rich>,
    /// What a button would write there instead.
    pub fix: Option<(FormMsg, Rc<str>)>,
}
