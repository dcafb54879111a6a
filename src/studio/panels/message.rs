//! The Message panel: properties, x-death, headers, biography.

use crate::base::ids::MessageId;
use crate::studio::panels::{Icon, Rich, When};
use std::rc::Rc;

/// The Message panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessagePanel {
    /// `None` where no message is chosen.
    pub message: Option<MessageId>,
    /// Its `message_id` property.
    pub name: Rc<str>,
    /// `in flight, orders to orders.work`, for each of its copies.
    pub places: Vec<Rich>,
    pub properties: Vec<Property>,
    /// Newest first, as in the header.
    pub deaths: Vec<Death>,
    pub headers: Vec<Property>,
    pub biography: Vec<BiographyRow>,
    /// Whether playing stops whenever something happens to it.
    pub stops: bool,
    /// Said where there is nothing to show.
    pub empty: Option<Rich>,
}

/// A property or header with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    pub name: Rc<str>,
    pub value: Rc<str>,
    /// `persistent`: what the value means.
    pub meaning: Rc<str>,
}

/// An entry of x-death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Death {
    pub queue: Rc<str>,
    pub reason: Rc<str>,
    pub count: u64,
    pub exchange: Rc<str>,
    pub keys: Rc<str>,
    /// In seconds: `5.72`.
    pub time: Rc<str>,
}

/// A moment in the life of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct BiographyRow {
    pub step: usize,
    /// `5.720`.
    pub time: Rc<str>,
    pub icon: Icon,
    pub text: Rich,
    pub when: When,
}
