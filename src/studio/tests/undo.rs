//! Whatever is done to a drawing can be taken back: random sequences of what hands and forms say to the studio, over the
//! gallery's documents and over empty ones. The drawing is as it was then, and so are its branches, with what was done by
//! hand in them.

use super::*;
use crate::model::Document;
use crate::model::form::{Argument, Consuming, Field, Of, What};
use crate::model::gallery::SCENARIOS;
use crate::run::BranchId;
use crate::run::trace;
use crate::scene::geometry::Point;
use crate::studio::arranging::Arrangement;
use crate::studio::draw::DrawMsg;
use crate::studio::forms::FormMsg;
use crate::studio::gesture::{Grip, Side, Tool};
use crate::world::Choice;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

/// A studio under random hands.
struct Hands {
    driver: Driver,
    random: Pcg32,
    /// Whether they point at the ends of the canvas.
    is_far: bool,
}

const TEXTS: [&str; 8] = ["orders", "a b", "amq.mine", "5", "0", "-1", "", "topic"];

impl Hands {
    fn new(driver: Driver, seed: u64) -> Self {
        let random = Pcg32::seed_from_u64(seed);
        Hands {
            driver,
            random,
            is_far: false,
        }
    }

    fn document(&self) -> Rc<Document> {
        self.driver
            .studio
            .session
            .as_ref()
            .expect("a document")
            .document()
            .clone()
    }

    fn below(&mut self, limit: usize) -> usize {
        self.random.random_range(0..limit.max(1) as u32) as usize
    }

    fn node(&mut self) -> Option<Node> {
        let count = self.driver.studio.scene().nodes.len();
        let at = self.below(count);
        self.driver
            .studio
            .scene()
            .nodes
            .get(at)
            .map(|node| node.id.clone())
    }

    fn point(&mut self) -> Point {
        if self.is_far {
            let mut coordinate = || [-Point::FARTHEST, 0, Point::FARTHEST][self.below(3)];
            return Point::new(coordinate(), coordinate());
        }
        Point::new(self.below(1200) as i32 - 100, self.below(800) as i32 - 100)
    }

    fn grip(&mut self) -> Grip {
        match (self.below(5), self.node()) {
            (0, _) | (_, None) => Grip::Ground,
            (1, Some(node)) => Grip::Port(node),
            (2, Some(_)) => Grip::Attach,
            (_, Some(node)) => Grip::Node(node),
        }
    }

    fn field(&mut self) -> Option<Field> {
        const WHATS: [What; 12] = [
            What::Name,
            What::Type,
            What::Durable,
            What::AutoDelete,
            What::Internal,
            What::Argument(Argument::MessageTtl),
            What::Argument(Argument::DeadLetterExchange),
            What::User,
            What::StartMs,
            What::Confirms,
            What::LatencyMs,
            What::Subscription(0, Consuming::Prefetch),
        ];
        let what = WHATS[self.below(WHATS.len())];
        let bindings = self.document().topology.bindings.len();
        let of = match self.below(6) {
            0 => {
                return Some(Field {
                    of: Of::Drawing,
                    what: What::Seed,
                });
            }
            1 if bindings > 0 => {
                let of = Of::Binding(self.below(bindings));
                return Some(Field { of, what: What::Key });
            }
            _ => Of::Node(self.node()?),
        };
        Some(Field { of, what })
    }

    /// One thing that a person does.
    fn msg(&mut self) -> Option<Msg> {
        const TOWARD: [Toward; 4] = [Toward::Left, Toward::Right, Toward::Up, Toward::Down];
        let at = self.point();
        Some(match self.below(41) {
            0..=2 => Msg::Place(Tool::ALL[self.below(5)], Some(at)),
            3 => Msg::Take(Some(Tool::ALL[self.below(5)])),
            4 => Msg::PointAt(at),
            5 => Msg::Grab {
                on: self.grip(),
                at,
                more: self.below(3) == 0,
            },
            6 => Msg::PutDown(at),
            7..=9 => Msg::Click {
                on: self.grip(),
                at,
                more: self.below(3) == 0,
            },
            10 => Msg::Enter,
            11 => Msg::Escape,
            12 if self.below(4) == 0 => Msg::SelectAll,
            12 | 13 => Msg::Connect,
            14 => Msg::Number(self.below(9)),
            15 => Msg::Delete,
            16 => Msg::Nudge {
                toward: TOWARD[self.below(4)],
                far: self.below(2) == 0,
            },
            17 => Msg::PutDown(at),
            18 => Msg::Attach(self.node()?),
            19 => Msg::Select(self.node()),
            20 => {
                let text = TEXTS[self.below(TEXTS.len())];
                Msg::Form(FormMsg::Set(self.field()?, text.into()))
            }
            21 => Msg::Form(FormMsg::Mend(self.below(6))),
            22 => {
                let text = TEXTS[self.below(TEXTS.len())];
                Msg::Form(FormMsg::Type(self.field()?, text.into()))
            }
            23 => {
                let at = self.below(self.document().actors.len());
                let actor = self.document().actors.get(at)?.clone();
                let line = ["  work 1s", "  nonsense", "on start"][self.below(3)];
                let text = format!("{}\n{line}", actor.program.0.join("\n"));
                Msg::Form(FormMsg::TypeProgram(actor.id, text.into()))
            }
            24 => Msg::Step,
            25 if self.below(3) == 0 => Msg::End,
            25 => Msg::StepBack,
            26 => {
                const HANDS: [HandAction; 4] = [
                    HandAction::Send,
                    HandAction::Crash,
                    HandAction::Restart,
                    HandAction::Cut,
                ];
                Msg::Hand(self.node()?, HANDS[self.below(4)])
            }
            27 => {
                let branches = self.driver.studio.session.as_ref()?.history.branches().len();
                Msg::SwitchBranch(self.below(branches))
            }
            28 => {
                let branches = self.driver.studio.session.as_ref()?.history.branches().len();
                let branch = self.below(branches);
                Msg::Time(match self.below(3) {
                    0 => TimeMsg::NameBranch(branch, TEXTS[self.below(TEXTS.len())].into()),
                    _ => TimeMsg::DeleteBranch(branch),
                })
            }
            29 => Msg::Time(TimeMsg::Choose(self.below(3))),
            _ => Msg::Draw(self.draw()?),
        })
    }

    /// One thing that is done to the drawing beyond pointing.
    fn draw(&mut self) -> Option<DrawMsg> {
        let at = self.point();
        Some(match self.below(16) {
            0 => DrawMsg::Letter(Tool::ALL[self.below(5)], Some(at)),
            1 => DrawMsg::Letter(Tool::ALL[self.below(5)], None),
            2 => DrawMsg::DoubleClick(self.grip(), at),
            3 => DrawMsg::Rename,
            4 => DrawMsg::Type(TEXTS[self.below(TEXTS.len())].into()),
            5 | 6 => DrawMsg::Accept,
            7 => DrawMsg::Add(Some(at)),
            8 => DrawMsg::PickRow(self.below(9)),
            9 => DrawMsg::NextEdge,
            10 => DrawMsg::Reconnect([Side::Start, Side::End][self.below(2)]),
            11 => DrawMsg::Duplicate,
            12 => DrawMsg::Cut,
            13 => DrawMsg::Paste(self.driver.studio.copied()?.into(), Some(at)),
            14 => DrawMsg::Arrange(Arrangement::ALL[self.below(8)]),
            _ => DrawMsg::Tidy,
        })
    }

    /// What the run that is looked at tells, step by step, as far as anybody would look.
    fn told(&mut self) -> Vec<String> {
        let session = self.driver.studio.session.as_mut().expect("a document");
        let steps = 0..=session.history.steps().min(9);
        let tell = |step| {
            let entries = trace::step(&mut session.history, step).entries;
            let lines: Vec<String> = entries.iter().map(ToString::to_string).collect();
            lines.join("; ")
        };
        steps.map(tell).collect()
    }

    /// Sends a message until the document is a given one, at most so often: what was typed before counts as a deed of its
    /// own.
    fn until(&mut self, msg: &Msg, document: &Rc<Document>, most: usize) -> usize {
        for sent in 0..most {
            if self.document() == *document {
                return sent;
            }
            self.driver.send(msg.clone());
        }
        most
    }

    /// Goes on with the run, looks at another step and at another branch; how often that has changed the document: what was
    /// typed is taken over, and another branch can run another document.
    fn look_around(&mut self) -> usize {
        let first = self.document();
        if self.below(12) == 0 {
            self.driver.send(Msg::End);
            self.driver.send(Msg::Continue);
            self.driver.settle();
        }
        if self.below(2) == 0 {
            let steps = self.driver.steps();
            let step = self.below(steps + 1);
            self.driver.send(Msg::Seek(step));
        }
        let before = self.document();
        if self.below(3) == 0 {
            let session = self.driver.studio.session.as_ref().expect("a document");
            let branches = session.history.branches().len();
            let branch = self.below(branches);
            self.driver.send(Msg::SwitchBranch(branch));
        }
        let changed = |one, other| usize::from(!Rc::ptr_eq(one, other));
        changed(&first, &before) + changed(&before, &self.document())
    }

    /// Who looks at a step stays at it, or at the end of a run that is shorter now.
    fn assert_stays(&mut self, step: usize, place: &str) {
        self.driver.settle();
        let (now, end) = (self.driver.step(), self.driver.steps());
        assert_eq!(now, step.min(end), "{place}: another step is looked at");
    }

    /// Does one thing. Where it has changed the document, taking it back gives the document and the run before, and making
    /// it again those after.
    fn act(&mut self, place: &str, seen: &mut Seen) {
        let Some(msg) = self.msg() else {
            return;
        };
        let (before, told) = (self.document(), self.told());
        self.driver.send(msg.clone());
        let after = self.document();
        if before == after {
            return;
        }
        assert_single(&after, &format!("{place}: {msg:?}"));
        seen.changed += 1;
        if !self.driver.studio.gesture().is_idle() {
            return;
        }
        seen.checked += 1;
        let told_after = self.told();
        let looked_at = |hands: &Hands| {
            let history = &hands.driver.studio.session.as_ref().expect("a document").history;
            history.looked_at()
        };
        let place = &format!("{place}: {msg:?}");
        let done = looked_at(self);
        let changed = self.look_around();
        let after = self.document();
        let (there, step) = (looked_at(self), self.driver.step());
        let sent = self.until(&Msg::Undo, &before, 2 + changed);
        assert_eq!(self.document(), before, "{place} is not taken back");
        self.assert_stays(step, &format!("{place}, taken back"));
        let step = self.driver.step();
        if done == there {
            assert_alike(&told, &self.told(), &format!("{place}, taken back"));
        } else if changed == 0 {
            assert_eq!(looked_at(self), there, "{place}: another branch is looked at");
        }
        for _ in 0..sent {
            self.driver.send(Msg::Redo);
        }
        assert_eq!(self.document(), after, "{place} is not made again");
        self.assert_stays(step, &format!("{place}, made again"));
        if done == there && changed == 0 {
            assert_alike(&told_after, &self.told(), &format!("{place}, made again"));
        }
    }

    /// Takes everything back, or makes it again.
    fn all(&mut self, msg: &Msg) {
        self.driver.send(Msg::Escape);
        while {
            let top = &self.driver.studio.panels().top;
            match msg {
                Msg::Undo => top.undo.is_some(),
                _ => top.redo.is_some(),
            }
        } {
            self.driver.send(msg.clone());
        }
        self.driver.settle();
    }

    /// Which branch is looked at, and all of them with what was done in them.
    fn branches(&self) -> (BranchId, Vec<(String, Vec<Choice>)>) {
        let history = &self.driver.studio.session.as_ref().expect("a document").history;
        let told = |(at, branch): (usize, &Rc<crate::run::history::Branch>)| {
            let mut alone = history.clone();
            alone.switch(BranchId(at as u32));
            let (name, number, parent) = (&branch.name, branch.number, branch.parent);
            (format!("{name} {number} {parent:?}"), alone.all_choices())
        };
        let branches = history.branches().iter().enumerate();
        (history.current(), branches.map(told).collect())
    }
}

/// The branches are the same, and so is what was done in them. How far they are played may differ: whoever has gone on
/// with a run, has.
fn assert_kept(
    one: &(BranchId, Vec<(String, Vec<Choice>)>),
    other: &(BranchId, Vec<(String, Vec<Choice>)>),
    place: &str,
) {
    assert_eq!((one.0, one.1.len()), (other.0, other.1.len()), "{place}");
    for ((name, choices), (other_name, others)) in one.1.iter().zip(&other.1) {
        assert_eq!(name, other_name, "{place}");
        let known = choices.len().min(others.len());
        assert_eq!(choices[..known], others[..known], "{place}: {name}");
        let mut played = choices[known..].iter().chain(&others[known..]);
        assert!(
            !played.any(|choice| matches!(choice, Choice::Hand(..))),
            "{place}: {name}"
        );
    }
}

/// What has come of random messages.
#[derive(Default)]
struct Seen {
    changed: usize,
    /// With no gesture open, so that it was taken back at once.
    checked: usize,
}

/// Two runs tell the same as far as both are known.
fn assert_alike(one: &[String], other: &[String], place: &str) {
    let known = one.len().min(other.len());
    assert_eq!(one[..known], other[..known], "{place}");
}

/// No two exchanges and no two queues have one name.
fn assert_single(document: &Document, place: &str) {
    let topology = &document.topology;
    let exchanges = topology.exchanges.iter().map(|own| ("exchange", &own.name));
    let queues = topology.queues.iter().map(|own| ("queue", &own.name));
    let mut names: Vec<_> = exchanges.chain(queues).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "{place}: a name twice among {names:?}");
}

/// Names of the broker's own, as an import can bring them.
const RESERVED: &str = r#"{"format": "warren", "version": 1, "topology": {
    "exchanges": [{"name": "amq.mine", "type": "topic"}, {"name": "amq.topic", "type": "topic"}],
    "queues": [{"name": "amq.gen-1"}, {"name": "amq.gen-2"}],
    "bindings": [
        {"source": "amq.mine", "destination": "amq.gen-1", "routing_key": "a.#"},
        {"source": "amq.topic", "destination": "amq.gen-2", "routing_key": "*"}
    ]
}}"#;

/// Drives an empty drawing, one of reserved names and every scenario.
fn drivers() -> impl Iterator<Item = (&'static str, Driver)> {
    let mut empty = Driver::new();
    empty.send(Msg::New);
    let mut reserved = Driver::new();
    reserved.send(Msg::FileRead {
        name: "reserved.json".into(),
        text: Ok(RESERVED.into()),
    });
    let scenarios = SCENARIOS.iter().map(|(id, _)| (*id, Driver::open(id)));
    [("", empty), ("reserved", reserved)].into_iter().chain(scenarios)
}

#[test]
fn whatever_is_done_can_be_taken_back() {
    let mut seen = Seen::default();
    for seed in 0..2 {
        for (id, driver) in drivers() {
            let mut hands = Hands::new(driver, seed);
            hands.driver.settle();
            let first = (hands.document(), hands.branches());
            for step in 0..40 {
                hands.act(&format!("{id}, seed {seed}, step {step}"), &mut seen);
            }
            hands.driver.send(Msg::Escape);
            hands.driver.settle();
            let last = (hands.document(), hands.branches());
            hands.all(&Msg::Undo);
            assert_eq!(hands.document(), first.0, "{id}, seed {seed}: all taken back");
            let place = format!("{id}, seed {seed}: all taken back");
            assert_kept(&hands.branches(), &first.1, &place);
            hands.all(&Msg::Redo);
            assert_eq!(hands.document(), last.0, "{id}, seed {seed}: all made again");
            let place = format!("{id}, seed {seed}: all made again");
            assert_kept(&hands.branches(), &last.1, &place);
        }
    }
    assert!(
        seen.checked > 200,
        "only {} of {} were taken back",
        seen.checked,
        seen.changed
    );
}

#[test]
fn what_is_saved_opens_as_it_was() {
    let mut seen = Seen::default();
    for (id, driver) in drivers() {
        let mut hands = Hands::new(driver, 77);
        for step in 0..25 {
            hands.act(&format!("{id}, step {step}"), &mut seen);
        }
        hands.driver.send(Msg::Escape);
        hands.driver.send(Msg::File(FileMsg::Save));
        let file = hands.driver.cmds.iter().find_map(|cmd| match cmd {
            Cmd::File(FileCmd::Save { text, .. }) => Some(text.clone()),
            _ => None,
        });
        let before = hands.document();
        let mut again = Hands::new(Driver::new(), 0);
        again.driver.send(Msg::FileRead {
            name: "saved.json".into(),
            text: Ok(file.expect("a file").into()),
        });
        assert_eq!(again.document(), before, "{id}");
    }
    assert!(
        seen.changed > 100,
        "only {} things changed anything",
        seen.changed
    );
}

/// Nodes in the corners of the canvas, joined across it.
const FAR: &str = r#"{"format": "warren", "version": 1, "topology": {
    "exchanges": [{"name": "one", "type": "topic"}, {"name": "two", "type": "fanout"}],
    "queues": [{"name": "near"}, {"name": "far"}],
    "bindings": [
        {"source": "one", "destination": "far", "routing_key": "*"},
        {"source": "two", "destination": "near"}
    ]
}, "positions": {
    "exchange:one": [-1000000, -1000000], "queue:far": [1000000, 1000000],
    "exchange:two": [1000000, -1000000], "queue:near": [-1000000, 1000000]
}}"#;

#[test]
fn at_the_ends_of_the_canvas_everything_can_be_done_and_saved() {
    let mut seen = Seen::default();
    for seed in 0..3 {
        let mut driver = Driver::new();
        driver.send(Msg::FileRead {
            name: "far.json".into(),
            text: Ok(FAR.into()),
        });
        let mut hands = Hands::new(driver, seed);
        hands.is_far = true;
        for step in 0..40 {
            let place = format!("seed {seed}, step {step}");
            match step % 4 {
                0 => hands.driver.send(Msg::Fit),
                1 => hands.driver.send(Msg::Pan {
                    x: 90_000,
                    y: -90_000,
                }),
                2 => hands.driver.send(Msg::Zoom {
                    notches: 5,
                    around: None,
                }),
                _ => {}
            }
            hands.act(&place, &mut seen);
            let document = hands.document();
            let (read, findings) = Document::from_json(&document.to_json());
            assert_eq!(read.as_ref(), Some(&*document), "{place}: {findings:?}");
        }
    }
    assert!(seen.checked > 15, "only {} were taken back", seen.checked);
}
