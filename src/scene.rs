//! The picture as data: where every node, edge, pill and message is, and how a message moves between two steps.
//!
//! Coordinates are whole pixels of the canvas at 100 %, x to the right and y down; only what moves is computed in
//! floating point. The same document always gives the same picture. It knows the document and the world, and nothing of
//! languages (words come in through [`Words`]), of the studio's panels or of a browser.

pub mod build;
pub mod edge;
pub mod geometry;
pub mod ghost;
pub mod heat;
pub mod journey;
pub mod layout;
pub mod measure;
pub mod motion;
pub mod node;
pub mod plan;
pub mod route;
pub mod shape;
pub mod sign;
pub mod stage;
pub mod svg;
pub mod token;
pub mod tokens;

use crate::base::ids::MessageId;
use edge::EdgeView;
use geometry::Rect;
use node::{Caption, NodeKind, NodeView};
use std::rc::Rc;
use token::{TokenPlace, TokenView};

/// The picture at one step, at rest. Parts that did not change since the step before are the same `Rc`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// What the picture covers, with labels: what "fit to screen" shows.
    pub bounds: Rect,
    /// In flow order: producers, exchanges, queues, consumers, then from top to bottom.
    pub nodes: Vec<Rc<NodeView>>,
    /// Painted under the nodes.
    pub edges: Vec<Rc<EdgeView>>,
    /// Painted above the nodes, in this order. Those on a link come last.
    pub tokens: Vec<Rc<TokenView>>,
}

/// The words of a picture, in the reader's language.
pub trait Words {
    /// What assistive technology calls a node: `Queue orders.work`.
    fn accessible_name(&self, kind: NodeKind, name: &str) -> String;
    /// The line below a node: `2 ready, 1 unacked`.
    fn caption(&self, caption: &Caption) -> String;
    /// What a pill on an edge says that is not a binding key: `rejected`, `alternate`.
    fn pill(&self, pill: &edge::PillText) -> String;
    /// What a message's tooltip says: `m5, unacked at billing-1`.
    fn token(&self, message: MessageId, place: &TokenPlace<'_>) -> String;
    /// What a diagram calls the exchange without a name.
    fn default_exchange(&self) -> String;
}
