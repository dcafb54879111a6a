//! Why: the reasons of a step as a chain, with bindings laid against the key.

use crate::base::ids::MessageId;
use crate::studio::panels::{Icon, Rich};
use std::rc::Rc;

/// The Why panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// `Why did m2 go back to orders.work?`
    pub title: Rich,
    /// `Step 14, at 00:05.720`.
    pub subtitle: Rc<str>,
    /// The messages of the step; choosing one shows its reasons only.
    pub messages: Vec<MessageId>,
    pub shown: Option<MessageId>,
    pub reasons: Vec<Reason>,
    /// What to know beside it.
    pub notes: Vec<Rich>,
    /// Said where there is nothing to explain.
    pub empty: Option<Rich>,
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub icon: Icon,
    pub title: Rich,
    pub text: Rich,
    /// It is what happens now.
    pub is_now: bool,
    pub table: Option<MatchTable>,
}

/// Bindings tried for one message at one exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchTable {
    /// `Key of m2`, `Headers of m2`.
    pub title: Rich,
    /// The words of the key, or the headers as `name = value`.
    pub words: Vec<Rc<str>>,
    /// Whether a binding may ask for a word that the key does not have; headers have no places that could be empty.
    pub has_places: bool,
    pub rows: Vec<MatchRow>,
    /// So many more bindings were tried than are listed.
    pub more: usize,
}

/// One binding.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchRow {
    pub matched: bool,
    /// Its key, or the `x-match` of a headers binding; empty for a fanout's.
    pub key: Rc<str>,
    /// The name of its destination.
    pub destination: Rc<str>,
    pub destination_is_exchange: bool,
    pub words: Vec<MatchWord>,
    /// `Matched. # takes zero or more words, here zero.`
    pub verdict: Rich,
}

/// One word of a binding key, or one header of its arguments, against the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchWord {
    pub text: Rc<str>,
    pub ok: bool,
    /// How many words of the key it covers: the width of its cell; a `#` may cover none.
    pub covers: usize,
}
