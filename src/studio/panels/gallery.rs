//! The gallery: a card for each scenario, in sections.

use crate::scene::Scene;
use std::rc::Rc;

/// The gallery.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gallery {
    pub sections: Vec<GallerySection>,
    /// Whether the manifest is still on its way.
    pub is_loading: bool,
    /// Said where it could not be loaded.
    pub error: Option<Rc<str>>,
}

/// A section.
#[derive(Clone, Debug, PartialEq)]
pub struct GallerySection {
    pub title: Rc<str>,
    /// What its scenarios are about.
    pub about: Rc<str>,
    pub cards: Vec<Card>,
}

/// A scenario's card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub id: Rc<str>,
    pub title: Rc<str>,
    /// What the reader will be able to do.
    pub promise: Rc<str>,
    /// `9 chapters, 3 questions`.
    pub facts: Rc<str>,
    /// Whether it is open now.
    pub is_open: bool,
    /// The drawing as it stands at the start, once its file is there.
    pub picture: Option<Rc<Scene>>,
}
