//! The pictures of the gallery: they fit beside a lesson, nothing lies on anything else, and they show what is so.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/scenarios.rs"]
mod scenarios;

use scenarios::scenarios;
use warren::base::ids::MessageId;
use warren::export::definitions;
use warren::model::Node;
use warren::run::History;
use warren::scene::build::Look;
use warren::scene::edge::{EdgeKind, EdgeState, PillText};
use warren::scene::geometry::Point;
use warren::scene::layout::Layout;
use warren::scene::node::{Caption, NodeKind};
use warren::scene::plan::Plan;
use warren::scene::stage::Stage;
use warren::scene::token::TokenPlace;
use warren::scene::{Scene, Words};
use warren::world::World;

/// The largest picture that is well read beside the narration, in units of the canvas.
const WIDTH: i32 = 1080;
const HEIGHT: i32 = 500;

/// A real broker's virtual host is as large as it is: for it there are twice as many nodes, on twice the area.
const IMPORTED: (&str, i32, i32) = ("virtual-host-import", 1200, 800);

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
        let (widest, highest) = match document.id == IMPORTED.0 {
            true => (IMPORTED.1, IMPORTED.2),
            false => (WIDTH, HEIGHT),
        };
        assert!(
            width <= widest && height <= highest,
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

    fn default_exchange(&self) -> String {
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
            let look = Look::of(&events, &NoWords, 0);
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

/// What a broker exported, laid out without anybody's help.
fn shop() -> (Plan, Layout) {
    let (document, _) = definitions::import(include_str!("definitions/shop.json"), "shop");
    let document = document.expect("the shop");
    let (world, _) = World::new(&document);
    let plan = Plan::with_worlds(&document, std::iter::once(&world));
    let layout = Layout::of(&plan);
    (plan, layout)
}

#[test]
fn in_the_shop_messages_flow_to_the_right_until_they_die() {
    let (plan, layout) = shop();
    let x = |node: &Node| {
        let at = plan
            .nodes
            .iter()
            .position(|known| known.id == *node)
            .expect("a node");
        (layout.places[at].body().x, layout.places[at].flipped)
    };
    let mut checked = 0;
    for edge in plan
        .edges
        .iter()
        .filter(|edge| edge.id.kind != EdgeKind::DeadLetter)
    {
        let ((from, _), (to, goes_back)) = (x(&edge.id.from), x(&edge.id.to));
        assert!(from < to || goes_back, "{:?}", edge.id);
        checked += 1;
    }
    assert!(checked >= 11, "only {checked}");
}

#[test]
fn in_the_shop_no_edge_runs_over_a_node_and_no_pill_lies_on_anything() {
    let (plan, layout) = shop();
    let mut pills = Vec::new();
    for (edge, route) in plan.edges.iter().zip(&layout.routes) {
        let points = route.path.track().spaced(2);
        for (node, place) in plan.nodes.iter().zip(&layout.places) {
            if node.id == edge.id.from || node.id == edge.id.to {
                continue;
            }
            let over = points
                .iter()
                .any(|&(x, y)| place.bounds().contains(Point::new(x as i32, y as i32)));
            assert!(!over, "{:?} runs over {}", edge.id, node.name);
        }
        pills.extend(
            route
                .pills
                .iter()
                .filter(|pill| pill.width > 0)
                .map(|pill| (&edge.id, *pill)),
        );
    }
    assert!(pills.len() >= 12, "only {} pills", pills.len());
    for (at, (edge, pill)) in pills.iter().enumerate() {
        for (node, place) in plan.nodes.iter().zip(&layout.places) {
            assert!(
                !pill.overlaps(place.bounds()),
                "a pill of {edge:?} on {}",
                node.name
            );
        }
        for (other, other_pill) in &pills[at + 1..] {
            assert!(!pill.overlaps(*other_pill), "pills of {edge:?} and {other:?}");
        }
        for (other, route) in plan.edges.iter().zip(&layout.routes) {
            let behind = route.path.track().spaced(2).into_iter();
            let crossed = behind
                .filter(|&(x, y)| pill.contains(Point::new(x as i32, y as i32)))
                .count();
            assert!(
                other.id == **edge || crossed == 0,
                "{:?} runs behind a pill of {edge:?}",
                other.id
            );
        }
    }
}
