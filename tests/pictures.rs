//! The pictures of the gallery: they fit beside a lesson, nothing lies on anything else, and they show what is so.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/scenarios.rs"]
mod scenarios;

use scenarios::scenarios;
use warren::base::ids::MessageId;
use warren::model::Node;
use warren::run::History;
use warren::scene::build::Look;
use warren::scene::edge::{EdgeKind, EdgeState, PillText};
use warren::scene::layout::Layout;
use warren::scene::node::{Caption, NodeKind};
use warren::scene::plan::Plan;
use warren::scene::stage::{Parts, Stage};
use warren::scene::token::TokenPlace;
use warren::scene::{Scene, Words};

/// The largest picture that is well read beside the narration, in units of the canvas.
const WIDTH: i32 = 1080;
const HEIGHT: i32 = 500;

#[test]
fn pictures_fit_and_nothing_lies_on_anything_else() {
    for document in scenarios() {
        let plan = Plan::of(&document);
        assert!(
            plan.nodes.iter().all(|node| node.position.is_some()),
            "{}: a node has no place",
            document.id
        );
        let layout = Layout::of(&plan);
        let (width, height) = (layout.bounds.width, layout.bounds.height);
        assert!(
            width <= WIDTH && height <= HEIGHT,
            "{}: {width} by {height}",
            document.id
        );
        for (at, place) in layout.places.iter().enumerate() {
            for (other_at, other) in layout.places.iter().enumerate().skip(at + 1) {
                assert!(
                    !place.bounds().overlaps(other.bounds()),
                    "{}: {} and {}",
                    document.id,
                    plan.nodes[at].name,
                    plan.nodes[other_at].name
                );
            }
        }
    }
}

struct NoWords;

impl Words for NoWords {
    fn accessible_name(&self, _: NodeKind, name: &str) -> String {
        name.into()
    }

    fn caption(&self, _: &Caption) -> String {
        String::new()
    }

    fn pill(&self, _: &PillText) -> String {
        String::new()
    }

    fn token(&self, _: MessageId, _: &TokenPlace<'_>) -> String {
        String::new()
    }
}

#[test]
fn a_binding_that_a_program_makes_later_is_not_there_before() {
    let document = scenarios()
        .into_iter()
        .find(|document| document.id == "publish-subscribe")
        .expect("it is in the gallery");
    let stage = Stage::new(Plan::of(&document));
    let (mut history, _) = History::new(&document);
    while !history.compute(1000) {}
    let states: Vec<EdgeState> = (0..=history.steps())
        .map(|step| {
            let events = history.events(step);
            let look = Look {
                vhost: &document.vhost,
                events: &events,
                selected: None,
                lit: None,
                way: &Parts::default(),
                spot: &Parts::default(),
                spot_messages: &[],
                words: &NoWords,
                language: 0,
            };
            let scene = Scene::build(&stage, history.world(step), &look, &Scene::default());
            let audit = Node::Queue("audit".into());
            let mut edges = scene.edges.iter();
            let edge = edges.find(|edge| edge.id.kind == EdgeKind::Binding && edge.id.to == audit);
            edge.expect("it is drawn").state
        })
        .collect();
    let bound = states.iter().position(|state| *state != EdgeState::Absent);
    assert_eq!(bound, Some(11), "{states:?}");
    assert!(states[11..].iter().all(|state| *state != EdgeState::Absent));
    assert_eq!(states[12], EdgeState::Hot, "{{m3}} passes there");
}
