//! The Node panel: settings as they are in effect, what it holds now, and what can be done to it by hand.

use crate::base::ids::MessageId;
use crate::model::Node;
use crate::scene::node::NodeKind;
use crate::studio::msg::HandAction;
use crate::studio::panels::Rich;
use crate::studio::panels::form::{Editor, Form, Segments};
use crate::studio::panels::stops::OfNode;
use std::rc::Rc;

/// The Node panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodePanel {
    /// `None` where no node is chosen.
    pub node: Option<(Node, NodeKind)>,
    pub name: Rc<str>,
    /// `Queue`, `Topic exchange`.
    pub kind_text: Rc<str>,
    pub sections: Vec<Section>,
    /// Deliveries in the hands of an actor.
    pub hands: Vec<InHand>,
    pub actions: Vec<Action>,
    /// Attaching a producer or consumer to it: the button's text.
    pub attach: Option<Rc<str>>,
    /// Its breakpoints; notes have none.
    pub stops: Option<OfNode>,
    /// The program as numbered lines.
    pub program: Vec<ProgramLine>,
    /// What else can be seen of it: its settings, its program. None in other people's pages.
    pub segments: Option<Segments>,
    /// The settings, where they are shown.
    pub form: Option<Form>,
    /// The program, where it is shown as text.
    pub editor: Option<Editor>,
    /// `Doing this at step 14 starts a branch. The run on main stays as it is.`
    pub note: Option<Rich>,
    /// Said where there is nothing to show.
    pub empty: Option<Rich>,
}

/// A group of settings, or a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Section {
    Settings {
        title: Rc<str>,
        rows: Vec<Setting>,
    },
    Table {
        title: Rc<str>,
        heads: Vec<Rc<str>>,
        rows: Vec<Vec<Rich>>,
    },
}

/// A setting with its value in effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    pub name: Rc<str>,
    /// The badge: `TTL`; empty where it has none.
    pub badge: Rc<str>,
    pub value: Value,
    /// `policy orders-limit`: where it comes from, when not from the node itself.
    pub source: Rc<str>,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A switch.
    Flag(bool),
    /// As typed, with its unit.
    Set { text: Rc<str>, unit: Rc<str> },
    /// `none`, `unlimited`, `keep the message's key`.
    Unset(Rc<str>),
}

/// A delivery in the hands of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct InHand {
    pub message: MessageId,
    pub queue: Rc<str>,
    pub delivery_tag: u64,
    pub redelivered: bool,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub action: HandAction,
    pub text: Rc<str>,
    pub enabled: bool,
    pub is_danger: bool,
}

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramLine {
    pub number: usize,
    pub text: Rc<str>,
    pub is_now: bool,
}
