//! The editor of a binding: its key or its headers, and what of the run they match.

use crate::base::ids::MessageId;
use crate::model::edge::EdgeId;
use crate::scene::node::NodeKind;
use crate::studio::panels::Rich;
use crate::studio::panels::form::{Group, Row};
use std::rc::Rc;

/// The editor.
#[derive(Clone, Debug, PartialEq)]
pub struct BindingPanel {
    pub edge: EdgeId,
    pub source: Rc<str>,
    pub destination: Rc<str>,
    pub destination_kind: NodeKind,
    /// The bindings that share the edge, by what tells them apart; one alone is not named.
    pub turns: Vec<Rc<str>>,
    pub which: usize,
    /// The routing key, or how headers are matched.
    pub fields: Group,
    /// The words of a topic key.
    pub words: Vec<Word>,
    /// What the exchange makes of its key.
    pub remark: Option<Rich>,
    /// Arguments: name, type and value each.
    pub rows: Vec<[Row; 3]>,
    /// The heading over them.
    pub rows_title: Rc<str>,
    pub preview: Preview,
    pub note: Option<Rich>,
}

/// A word of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: Rc<str>,
    /// It stands for other words.
    pub is_wild: bool,
}

/// What of the run a binding matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// `2 of 4 match`; empty where nothing came to the exchange.
    pub count: Rc<str>,
    pub rows: Vec<Tried>,
    /// So many are not listed.
    pub more: Option<Rich>,
    pub empty: Option<Rich>,
}

/// A message that a binding is tried on.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    pub message: MessageId,
    pub key: Rich,
    pub matched: bool,
    pub why: Rich,
}
