//! Which picture of a run is written: the scene at a step, as the studio shows it, with nothing chosen or lit.

use crate::model::{Document, Words as Languages};
use crate::run::History;
use crate::scene::build::Look;
use crate::scene::plan::Plan;
use crate::scene::stage::Stage;
use crate::scene::{Scene, Words};
use crate::world::World;
use std::cmp::Reverse;

/// So many steps are looked at for the one that shows most.
const MOST_LOOKED_AT: usize = 60;

/// A step of a run on its stage, for readers of a language.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    pub stage: &'a Stage,
    pub step: usize,
    /// The position of the language among a document's words: English, Chinese.
    pub language: usize,
}

impl Moment<'_> {
    /// The scene.
    pub fn scene(&self, history: &mut History, words: &dyn Words) -> Scene {
        let events = history.events(self.step);
        let look = Look::of(&events, words, self.language);
        Scene::build(self.stage, history.world(self.step), &look, &Scene::default())
    }

    /// A text of the document in the language, else in English.
    pub fn text<'t>(&self, words: &'t Languages) -> &'t str {
        match self.language {
            1 if !words.zh.is_empty() => &words.zh,
            _ => &words.en,
        }
    }
}

/// The drawing laid out with all that a run has at its start and at a step.
pub fn stage(document: &Document, history: &mut History, step: usize) -> Stage {
    let world = history.world(step).clone();
    Stage::new(Plan::with_worlds(
        document,
        [history.world(0), &world].into_iter(),
    ))
}

/// The step early in a run that shows most: where most messages are about and none is on its way.
pub fn fullest(history: &mut History) -> usize {
    history.compute(MOST_LOOKED_AT);
    let about = |world: &World| {
        let rests = world.in_flight().next().is_none();
        (rests, world.broker().copies().count())
    };
    let steps = 0..=history.steps().min(MOST_LOOKED_AT);
    let fullest = steps.max_by_key(|&step| (about(history.world(step)), Reverse(step)));
    fullest.unwrap_or(0)
}
