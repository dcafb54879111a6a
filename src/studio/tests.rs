//! The studio driven by messages alone, over the scenarios of the gallery and real definitions.

mod drawing;
mod editing;
mod files;
mod forms;
mod kept;
mod looking;
mod many;
mod menus;
mod outline;
mod runs;
mod telling;
mod time;
mod undo;

use super::*;
use crate::model::gallery::{self, MANIFEST, SCENARIOS};
use crate::scene::node::NodeKind;
use crate::studio::files::{FileCmd, FileMsg};
use crate::studio::panels::dialog::Dialog;
use crate::studio::view::{InspectorTab, Page, Speed};
use crate::text::plain;

const SHOP: &str = include_str!("../../tests/definitions/shop.json");

/// A studio, and what it asked for last.
struct Driver {
    studio: Studio,
    cmds: Vec<Cmd>,
}

impl Driver {
    fn new() -> Self {
        let mut driver = Driver {
            studio: Studio::new(),
            cmds: Vec::new(),
        };
        driver.send(Msg::Begin(Begin::default()));
        driver.send(Msg::CanvasSize {
            width: 1000,
            height: 500,
        });
        driver
    }

    fn open(id: &str) -> Self {
        let mut driver = Driver::new();
        driver.load(id);
        driver
    }

    fn load(&mut self, id: &str) {
        let text = gallery::scenario(id).expect("a scenario");
        self.send(Msg::OpenScenario(id.into()));
        assert!(self.cmds.contains(&Cmd::LoadScenario(id.into())));
        self.send(Msg::ScenarioLoaded {
            id: id.into(),
            text: Ok(text.into()),
        });
    }

    fn open_shop() -> Self {
        let mut driver = Driver::new();
        driver.send(Msg::FileRead {
            name: "shop.json".into(),
            text: Ok(SHOP.into()),
        });
        let Some(Dialog::ChooseVhost { vhosts, .. }) = driver.studio.panels().dialog.as_deref() else {
            panic!("no chooser");
        };
        let shop = vhosts
            .iter()
            .position(|vhost| &*vhost.name == "shop")
            .expect("the shop");
        driver.send(Msg::ChooseVhost(shop));
        assert!(matches!(
            driver.studio.panels().dialog.as_deref(),
            Some(Dialog::Report(_))
        ));
        driver.send(Msg::CloseDialog);
        driver
    }

    fn send(&mut self, msg: Msg) {
        self.cmds.clear();
        self.studio.update(msg, &mut self.cmds);
    }

    /// Computes until there is nothing more to compute.
    fn settle(&mut self) {
        for _ in 0..10_000 {
            self.send(Msg::Tick);
            if !self.cmds.contains(&Cmd::ScheduleTick) {
                return;
            }
        }
        panic!("it computes for ever");
    }

    fn step(&self) -> usize {
        self.studio.panels().transport.step
    }

    fn steps(&self) -> usize {
        self.studio.panels().transport.steps
    }

    fn node(&self, name: &str) -> Node {
        let nodes = &self.studio.scene().nodes;
        let found = nodes.iter().find(|node| &*node.name == name);
        found.unwrap_or_else(|| panic!("no node {name}")).id.clone()
    }

    /// The caption of a node.
    fn caption(&self, name: &str) -> String {
        let nodes = &self.studio.scene().nodes;
        let found = nodes.iter().find(|node| &*node.name == name);
        found
            .unwrap_or_else(|| panic!("no node {name}"))
            .caption
            .to_string()
    }
}

use crate::model::Node;

#[test]
fn every_scenario_plays_to_its_end_and_back_to_the_first_picture() {
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        driver.settle();
        let first = driver.studio.scene().clone();
        assert!(driver.steps() > 0, "{id}");
        let mut pictures = vec![first];
        while !driver.studio.panels().transport.at_end {
            driver.send(Msg::Step);
            pictures.push(driver.studio.scene().clone());
        }
        assert_eq!(driver.step(), driver.steps(), "{id}");
        for (step, picture) in pictures.iter().enumerate().rev() {
            assert_eq!(driver.step(), step, "{id}");
            assert_same_picture(driver.studio.scene(), picture, &format!("{id}, step {step}"));
            driver.send(Msg::StepBack);
        }
        assert!(driver.studio.panels().transport.at_start, "{id}");
    }
}

/// The same, whatever the chapter lights on the way back.
fn assert_same_picture(one: &Scene, other: &Scene, place: &str) {
    let tokens = |scene: &Scene| -> Vec<_> {
        scene
            .tokens
            .iter()
            .map(|token| (token.key, token.at, token.state))
            .collect()
    };
    assert_eq!(tokens(one), tokens(other), "{place}");
    let nodes = |scene: &Scene| -> Vec<_> {
        scene
            .nodes
            .iter()
            .map(|node| (node.id.clone(), node.caption.clone(), node.state, node.active))
            .collect()
    };
    assert_eq!(nodes(one), nodes(other), "{place}");
    let edges = |scene: &Scene| -> Vec<_> { scene.edges.iter().map(|edge| edge.state).collect() };
    assert_eq!(edges(one), edges(other), "{place}");
}

#[test]
fn every_step_moves_on_to_its_picture_and_every_token_finds_its_place() {
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        driver.settle();
        let mut moved = 0;
        while !driver.studio.panels().transport.at_end {
            driver.send(Msg::Step);
            let Some(motion) = driver.studio.motion().cloned() else {
                continue;
            };
            moved += 1;
            let end_ms = f64::from(motion.duration_ms);
            let mut shown: Vec<_> = motion
                .rides
                .iter()
                .filter_map(|ride| motion.place(ride, end_ms).map(|at| (ride.token, at)))
                .map(|(token, (x, y))| (motion.tokens[token].key, x.round() as i32, y.round() as i32))
                .collect();
            let riding: Vec<usize> = motion.rides.iter().map(|ride| ride.token).collect();
            let resting = motion
                .tokens
                .iter()
                .enumerate()
                .filter(|(at, _)| !riding.contains(at));
            shown.extend(resting.map(|(_, token)| (token.key, token.at.x, token.at.y)));
            let mut wanted: Vec<_> = driver
                .studio
                .scene()
                .tokens
                .iter()
                .map(|token| (token.key, token.at.x, token.at.y))
                .collect();
            shown.sort();
            wanted.sort();
            assert_eq!(shown, wanted, "{id}, step {}", driver.step());
        }
        assert!(moved > 0, "{id}");
    }
}

#[test]
fn reduced_motion_jumps() {
    let mut driver = Driver::open("simple-queue");
    driver.send(Msg::ReducedMotion(true));
    driver.send(Msg::Step);
    assert!(driver.studio.motion().is_none());
    assert_eq!(driver.step(), 1);
}

#[test]
fn playing_stops_at_a_chapter_and_goes_on_from_there() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::TogglePredict);
    driver.settle();
    driver.send(Msg::SetSpeed(Speed::Quadruple));
    driver.send(Msg::TogglePlay);
    let mut stops = Vec::new();
    for _ in 0..4_000 {
        driver.send(Msg::Frame { elapsed_ms: 16.0 });
        if !driver.studio.view().playing {
            stops.push(driver.step());
            let chapter = driver.studio.panels().narration.chapter.clone();
            if driver.studio.panels().transport.at_end {
                break;
            }
            assert!(chapter.is_some(), "it stopped at step {}", driver.step());
            driver.send(Msg::Play);
        }
    }
    assert!(driver.studio.panels().transport.at_end, "{stops:?}");
    assert!(stops.len() > 3, "{stops:?}");
}

#[test]
fn seeking_gives_the_same_picture_from_any_side() {
    let mut driver = Driver::open("retry-with-delay");
    driver.send(Msg::End);
    let last = driver.step();
    for step in [last / 2, 1, last, last / 3, 0] {
        driver.send(Msg::Seek(step));
        let from_here = driver.studio.scene().clone();
        driver.send(Msg::Restart);
        driver.send(Msg::Seek(step));
        assert_same_picture(driver.studio.scene(), &from_here, &format!("step {step}"));
    }
    driver.send(Msg::Seek(usize::MAX));
    assert_eq!(driver.step(), last);
}

#[test]
fn a_question_is_asked_answered_and_told_apart() {
    let mut driver = Driver::open("topics");
    driver.settle();
    let narration = driver.studio.panels().narration.clone();
    assert_eq!(narration.chapter.as_ref().map(|head| head.number), Some(1));
    assert!(narration.question.is_none());
    driver.send(Msg::NextChapter);
    let question = driver
        .studio
        .panels()
        .narration
        .question
        .clone()
        .expect("a question");
    let panels::narration::AnswerForm::Several(options) = &question.answer else {
        panic!("which queues: {question:?}");
    };
    assert_eq!(options.len(), 4);
    driver.send(Msg::PickOption(0));
    driver.send(Msg::PickOption(1));
    driver.send(Msg::PickOption(0));
    driver.send(Msg::Reveal);
    let narration = driver.studio.panels().narration.clone();
    assert_eq!(narration.chapter.as_ref().map(|head| head.number), Some(2));
    let question = narration.question.as_ref().expect("a question");
    let outcome = question.outcome.clone().expect("an outcome");
    assert!(!outcome.right);
    assert!(plain(&outcome.gap).contains("q2"), "{:?}", outcome.gap);
    driver.send(Msg::NextChapter);
    let narration = driver.studio.panels().narration.clone();
    assert!(
        narration.question.is_none() && narration.chapter.is_some(),
        "then the chapter speaks"
    );
    driver.send(Msg::PreviousChapter);
    driver.send(Msg::NextChapter);
    let narration = driver.studio.panels().narration.clone();
    let number = narration.chapter.as_ref().map(|head| head.number);
    assert_eq!(number, Some(2), "asked once only");
}

#[test]
fn every_chapter_is_reached_one_after_the_other_and_back() {
    for (id, _) in SCENARIOS {
        let mut driver = Driver::open(id);
        driver.send(Msg::TogglePredict);
        driver.settle();
        let number = |driver: &Driver| {
            let narration = &driver.studio.panels().narration;
            narration.chapter.as_ref().map(|head| (head.number, head.count))
        };
        if number(&driver).is_none() {
            driver.send(Msg::NextChapter);
        }
        let (first, count) = number(&driver).expect("a chapter");
        assert_eq!(first, 1, "{id}");
        for wanted in 2..=count {
            driver.send(Msg::NextChapter);
            assert_eq!(number(&driver), Some((wanted, count)), "{id}");
        }
        assert!(!driver.studio.panels().narration.has_next, "{id}");
        for wanted in (1..count).rev() {
            driver.send(Msg::PreviousChapter);
            assert_eq!(number(&driver), Some((wanted, count)), "{id}");
        }
    }
}

#[test]
fn every_panel_has_something_to_say_in_both_languages() {
    for language in Language::ALL {
        for (id, _) in SCENARIOS {
            let mut driver = Driver::open(id);
            driver.send(Msg::SetLanguage(language));
            driver.settle();
            driver.send(Msg::End);
            let log = driver.studio.panels().log.clone();
            assert!(log.total > 0 && log.matching == log.total, "{id}");
            for message in 1..4 {
                driver.send(Msg::Light(Some(crate::base::ids::MessageId(message))));
                driver.send(Msg::ShowInspector(InspectorTab::Message));
                let panel = driver.studio.panels().message.clone();
                assert!(!panel.biography.is_empty(), "{id}, m{message}");
                let label = crate::base::ids::MessageId(message);
                // Of what the broker has not taken there is nothing to show.
                let taken = driver.studio.log.last_copy(label, driver.step()).is_some();
                assert_eq!(taken, !panel.properties.is_empty(), "{id}, m{message}");
                driver.send(Msg::ShowInspector(InspectorTab::Why));
                let why = driver.studio.panels().why.clone();
                assert!(
                    !why.title.is_empty() && !why.reasons.is_empty(),
                    "{id}, m{message}"
                );
            }
            let nodes: Vec<Node> = driver
                .studio
                .scene()
                .nodes
                .iter()
                .map(|node| node.id.clone())
                .collect();
            for node in nodes {
                driver.send(Msg::Select(Some(node.clone())));
                let panel = driver.studio.panels().node.clone();
                assert_eq!(panel.node.as_ref().map(|(id, _)| id), Some(&node));
                assert!(
                    !panel.sections.is_empty() || panel.empty.is_some(),
                    "{id}: {node:?}"
                );
            }
        }
    }
}

#[test]
fn the_language_changes_names_and_titles() {
    let mut driver = Driver::open("topics");
    let name = |driver: &Driver| driver.studio.scene().nodes[0].accessible_name.to_string();
    assert_eq!(name(&driver), "Producer sender");
    driver.send(Msg::SetLanguage(Language::Chinese));
    assert_ne!(name(&driver), "Producer sender");
    assert!(name(&driver).ends_with("sender"));
    assert!(driver.studio.panels().top.title.contains("主题"));
    assert!(driver.cmds.contains(&Cmd::SavePreference {
        key: "language",
        value: "zh"
    }));
}

#[test]
fn the_gallery_lists_the_scenarios() {
    let mut driver = Driver::new();
    driver.send(Msg::OpenGallery);
    assert_eq!(driver.studio.view().page, Page::Gallery);
    driver.send(Msg::ManifestLoaded(Ok(MANIFEST.into())));
    let asked = driver
        .cmds
        .iter()
        .filter(|cmd| matches!(cmd, Cmd::LoadPicture(_)))
        .count();
    assert_eq!(asked, SCENARIOS.len());
    driver.send(Msg::PictureLoaded {
        id: "topics".into(),
        text: Ok(SCENARIOS[5].1.into()),
    });
    let gallery = driver.studio.panels().gallery.clone();
    let cards: Vec<_> = gallery
        .sections
        .iter()
        .flat_map(|section| &section.cards)
        .collect();
    assert_eq!(cards.len(), SCENARIOS.len());
    let with_picture = cards.iter().filter(|card| card.picture.is_some());
    assert_eq!(with_picture.map(|card| &*card.id).collect::<Vec<_>>(), ["topics"]);
}

#[test]
fn the_shop_is_imported_and_messages_flow() {
    let mut driver = Driver::open_shop();
    let kinds = |driver: &Driver, kind: NodeKind| {
        driver
            .studio
            .scene()
            .nodes
            .iter()
            .filter(|node| node.kind == kind)
            .count()
    };
    assert_eq!(kinds(&driver, NodeKind::Exchange), 6);
    assert_eq!(kinds(&driver, NodeKind::Queue), 10);
    let bounds: Vec<_> = driver
        .studio
        .scene()
        .nodes
        .iter()
        .map(|node| node.bounds)
        .collect();
    for (at, one) in bounds.iter().enumerate() {
        assert!(bounds[at + 1..].iter().all(|other| !one.overlaps(*other)));
    }
    driver.send(Msg::Attach(driver.node("orders")));
    driver.send(Msg::Attach(driver.node("orders.work")));
    driver.settle();
    assert_eq!(kinds(&driver, NodeKind::Producer), 1);
    assert_eq!(kinds(&driver, NodeKind::Consumer), 1);
    driver.send(Msg::End);
    driver.settle();
    let acked = driver
        .studio
        .panels()
        .log
        .kinds
        .iter()
        .find(|chip| &*chip.text == "Acked")
        .map(|chip| chip.count);
    assert_eq!(acked, Some(20));
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(kinds(&driver, NodeKind::Producer), 0);
    assert_eq!(kinds(&driver, NodeKind::Consumer), 0);
    driver.send(Msg::Redo);
    assert_eq!(kinds(&driver, NodeKind::Producer), 1);
}

#[test]
fn what_is_done_by_hand_in_the_past_begins_a_branch() {
    let mut driver = Driver::open("work-fair");
    driver.settle();
    let steps = driver.steps();
    let worker = driver.node("slow");
    let mut step = 0;
    while driver.studio.panels().node.hands.is_empty() {
        step += 1;
        driver.send(Msg::Seek(step));
        driver.send(Msg::Select(Some(worker.clone())));
    }
    driver.send(Msg::Hand(worker, HandAction::Crash));
    assert_eq!(driver.step(), step + 1);
    assert_eq!(driver.studio.panels().top.branches.len(), 2);
    assert!(driver.caption("slow").starts_with("crashed at"));
    assert_eq!(driver.studio.panels().timeline.lanes.len(), 1);
    driver.send(Msg::SwitchBranch(0));
    assert_eq!(driver.steps(), steps);
    assert!(!driver.caption("slow").starts_with("crashed"));
}

#[test]
fn a_bad_file_is_told_and_nothing_open_is_lost() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::Seek(3));
    let scene = driver.studio.scene().clone();
    for text in [
        "",
        "{",
        "[]",
        "{\"format\": \"warren\", \"version\": \"new\"}",
        "{\"queues\": 3}",
        "\u{0}",
        "{\"vhosts\": [1]}",
    ] {
        driver.send(Msg::FileRead {
            name: "bad.json".into(),
            text: Ok(text.into()),
        });
        let Some(Dialog::Diagnostics { rows, still_open, .. }) = driver.studio.panels().dialog.as_deref()
        else {
            panic!("{text:?} was opened");
        };
        assert!(!rows.is_empty() && !still_open.is_empty(), "{text:?}");
        driver.send(Msg::CloseDialog);
        assert!(driver.studio.panels().dialog.is_none());
        assert_eq!(driver.step(), 3);
        assert_eq!(*driver.studio.scene(), scene);
    }
}

#[test]
fn a_saved_document_opens_again() {
    let mut driver = Driver::open("retry-with-delay");
    driver.send(Msg::File(FileMsg::Save));
    let saved = driver.cmds.iter().find_map(|cmd| match cmd {
        Cmd::File(FileCmd::Save { text, .. }) => Some(text.clone()),
        _ => None,
    });
    let nodes = driver.studio.scene().nodes.len();
    driver.send(Msg::FileRead {
        name: "retry.json".into(),
        text: Ok(saved.expect("a file").into()),
    });
    assert!(driver.studio.panels().dialog.is_none());
    assert_eq!(driver.studio.scene().nodes.len(), nodes);
}

#[test]
fn unchanged_panels_are_shared() {
    let mut driver = Driver::open("topics");
    driver.settle();
    let (timeline, log) = (
        driver.studio.panels().timeline.clone(),
        driver.studio.panels().log.clone(),
    );
    let scene = driver.studio.scene().clone();
    driver.send(Msg::ToggleLegend);
    driver.send(Msg::SetTheme(view::Theme::Dark));
    assert!(Rc::ptr_eq(&timeline, &driver.studio.panels().timeline));
    assert!(Rc::ptr_eq(&log, &driver.studio.panels().log));
    assert!(Rc::ptr_eq(&scene, driver.studio.scene()));
}
